// The chillers of one loop with the water between their condensers, plates and towers: how heat is split among them,
// and the fan speed and number of chillers that draw the least.
//
//     Qt = Qe + Qw + Pw        Pp = p min(Qt, Q0) / (ρc R)        Q_rejected = Qt + Pp
//     Qe = min(ε Cmin (Tr - Tt), Q)        Qw = (Q - Qe) Cw / (Cw + Ca)        P = Pw + Pa + Pp + Pf(s)
//
// Q heat to be taken from the loop, Qe by plates (economiser.h), Qw by water-cooled chillers, the rest by air-cooled
// ones [W]; Cw, Ca the stated capacities of either kind [W]; Pw, Pa their power, Pf that of the tower fans at speed s,
// Pp of the pumps between towers and condensers or plates [W]; Qt heat of condensers and plates, Q0 the rating of all
// towers, in service or not [W]; Tr the loop's return, Tt tower water [°C]; R 5.56 K; ρc 4.17 MJ/(m³ K); p 301 kW per
// m³/s, ASHRAE 90.1-2019's baseline of condenser-water pumps (G3.1.3.11, 19 W/gpm): 211 kPa with an efficiency of 0.7,
// so 1.30 % of the heat. Tt is found where the towers give what that heat makes of it (cooling_tower.h).
//
// Towers: all cells as one, at one fan speed. Behind chillers or plates it is the one of s = 0.10, 0.15 .. 1 at which P
// is least: a condenser water set point that follows weather and load. At each speed the water is warmer with more heat
// or warmer air, so the least of them never falls either. Plates take it at no less than 5 °C (freezing), chillers at
// no less than 18 °C and no more than 60 °C, where they would trip: towers too small for that leave the plant short of
// capacity, and the chillers' power grows no further. Where plates can take all of the heat, the fans run just fast
// enough for that.
//
// Chillers: the first N of a group, the most efficient first, run at equal part load (chiller_group.h); N is the number
// that draws the least power, towers and their pumps included, among those from N0 = ceil(Q / (0.9 Cl)) to all. Cl is a
// machine's least capacity at any outdoor temperature, so that N0 does not depend on the weather. More heat or warmer
// air only ever narrows the choice or makes each choice dearer: power never falls with either. Machines whose curve is
// cheapest at part load (Carrier: 39 %) so run in greater number than the heat needs; there are no pumps of single
// machines to stand against it. Overloaded chillers warm the supply by 1 K for every 3 % of missing capacity (the slope
// of CapFT), at most 20 K: what is more than water of 20 K makes of their capacity, 1.6 of it, is left, with fans and
// pumps of the towers as for all the heat. Capacity is there what the machines reach at this or any hotter condenser
// (chiller.h): it never rises with warmer weather, as some fits' does in the cold.
//
// Pumps: their flow follows the heat (pumps with drives, cells in step); their power warms the water, belongs to the
// towers' `powerW`, and is part of what fan speeds and chillers are chosen by. Plates that in warmer weather leave
// air-cooled chillers more heat spare 0.013 W of pumping for each W, and those draw some 0.1 to 0.4 W for it: power
// still never falls. Plates alone that are short of capacity pump as for all the heat.
//
// Air-cooled chillers condense in thin air as in air that is warmer (altitude.h).
//
// No towers: a design without any leaves chillers no pumps counted, and condenser water 7 K above the wet bulb is
// assumed. Towers that the design has and of which none is in service are no such assumption: their chillers trip,
// which is no capacity.
//
// Towers alone stand in the loop, whose pumps are its own; their fans hold its set point. Towers alone and plates alone
// warm the loop by no more than 40 K where they are overloaded (pre_cooling.h); what is left then is returned.
//
// Range and sources: see the headers named. Staging: the 0.9 is judgement (0.8 to 0.95). A tower without a rated wet
// bulb is taken as rated at 25.6 °C (78 °F). Nothing is thrown.
#pragma once

#include "core/physics/chiller_group.h"
#include "core/physics/cooling_tower.h"
#include "core/physics/economiser.h"
#include "core/physics/plant_units.h"

#include <limits>
#include <optional>
#include <vector>

namespace hallwright {

inline constexpr double stagingLoad = 0.9;
inline constexpr double coldestCondenserWaterC = 18.0;
inline constexpr double hottestCondenserWaterC = 60.0;
inline constexpr double coldestTowerWaterC = 5.0;
inline constexpr double assumedTowerWetBulbC = 25.6;
inline constexpr double hottestTowerWetBulbC = 35.0; // of a rating
inline constexpr double assumedTowerApproachK = 7.0; // where water-cooled chillers have no towers
inline constexpr double condenserPumpPa = 301e3;     // p, pressure over efficiency
inline constexpr double condenserPumpShare = condenserPumpPa / (4.17e6 * ratedTowerRangeK); // of the heat
inline constexpr double capacityPerWaterK = 0.03;
inline constexpr double highestSupplyRiseK = 20.0;

inline constexpr std::size_t fanSteps = 20; // to full speed, of towers and of dry coolers ahead of others
inline constexpr std::size_t slowestFanStep = 2;

// The water side at one fan speed and number of water-cooled chillers.
struct WetState {
    double powerW =
        std::numeric_limits<double>::infinity(); // P, without the air-cooled chillers' until they are added
    double speed = 0.0;                          // s
    std::size_t running = 0;                     // N
    double towerC = 0.0;                         // Tt
    double economiserW = 0.0;                    // Qe
    double waterChillersW = 0.0;                 // Qw
    double airChillersW = 0.0;
    double rejectedW = 0.0;  // with what the pumps bring
    double pumpPowerW = 0.0; // Pp
};

class CondenserWater
{
public:
    // `demand` must outlive it.
    CondenserWater(const PlantUnits& units, const PlantDemand& demand);

    // Towers with neither water-cooled chillers nor plates, in service or not.
    bool hasTowersAlone() const;
    bool hasChillersOrPlates() const;
    // Water-cooled chillers are in service that trip, since none of their towers is.
    bool chillersLackTowers() const { return chillersLackTowers_; }

    // Add to `state` what they do with the heat that is left [W], the towers at a supply of `heldC`. Return what they
    // leave of it.
    double runTowersAlone(double leftW, double heldC, bool last, PlantState& state) const;
    double runChillersAndPlates(double heatW, PlantState& state) const;

private:
    void stopWaterCooled();

    // Plates, with `heatW` left in the loop
    double returnC(double heatW) const; // Tr, what comes back to them after the means before them
    double platesTakeW(double heatW, double towerC) const;
    double towerWaterForAllC(double heatW) const;
    std::optional<WetState> allFree(double heatW) const;
    double runPlatesAlone(double broughtW, PlantState& state) const;
    double platesRiseK(double heatW, double pumpPowerW) const;
    double mostOfPlatesW(double broughtW, double pumpPowerW) const;

    // Heat and power at one fan speed
    double pumpsW(double heatW) const; // Pp
    double withPumpsW(double heatW) const;
    double waterShare() const;
    double airPowerW(double heatW) const;
    template <typename Power>
    WetState splitAt(double heatW, double towerC, Power chillersW) const;
    template <typename Power>
    WetState balanced(double heatW, double speed, Power chillersW, double startC) const;
    WetState atRest() const;

    // The cheapest of all
    WetState cheapest(double heatW) const;
    WetState cheapestOfChillers(double heatW) const;
    WetState cheapestWithPlates(double heatW) const;
    template <typename At>
    WetState cheapestSpeed(WetState best, At at) const;
    template <typename Power>
    std::size_t leastAllowed(Power powerW) const;

    // What each unit does
    double run(const WetState& wet, double heatW, PlantState& state) const; // returns the heat that is left
    // Returns the heat that they take.
    double runGroup(const ChillerGroup& group, std::size_t running, double heatW, double atC,
                    PlantState& state) const;
    void runTowers(double rejectedW, double speed, double leavingC, double pumpPowerW,
                   PlantState& state) const;

    PlantUnits units_;
    const PlantDemand& demand_;
    std::vector<std::size_t> towers_, economisers_; // positions in the loop's plant
    ChillerGroup airCooled_, waterCooled_;
    CoolingTower tower_; // all cells
    PlateEconomiser plates_;
    double condenserAirC_ = 0.0; // of air-cooled chillers
    double designTowersW_ = 0.0; // Q0
    bool chillersLackTowers_ = false;
    bool towersBehind_ = false; // chillers or plates stand between towers and loop, in service or not
};

} // namespace hallwright
