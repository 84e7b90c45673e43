// The plant of one coolant loop: which units run, what heat each takes and what power it draws.
//
// Means: dry coolers; towers with neither water-cooled chillers nor plates, in service or not, against the wet bulb;
// chillers, with a waterside economiser before them. A loop with more than one uses the one that carries the heat alone
// at the least power, or all of them where that is cheaper or needed: each in turn then takes what it can at the loop's
// set point, the last all that remains. Where that is more than the last can take, the loop's supply warms until the heat
// is balanced, and those before the last take what they can at that warmer supply. Dry coolers, towers alone and plates
// warm it by no more than 40 K (judgement: the equipment behind has long tripped); what is left then is `unrejectedW`.
//
// Dry coolers before chillers pre-cool the return in series, outdoor air above the set point or not (heat_rejection.h),
// at whichever of the fan speeds 0.10, 0.15 .. 1 lets fans and what follows draw the least; pads are wetted at full speed
// alone, and only where the coolers could reach the set point with them or as much as the chillers' capacity needs. At
// each speed warmer air or more heat leaves the chillers more, so the least of them never falls with either, as long as
// the chillers can carry what dry coolers leave; beyond, pads or a warmer supply carry it, and chillers whose capacity
// falls draw less.
//
// Chillers: the first N of a group in the order stored run, at equal part load (chiller_group.h); N is the number that
// draws the least power, towers and their pumps included, among those from N0 = ceil(Q / (0.9 Cw)) to all. Cw is a machine's
// least capacity at any outdoor temperature, so that N0 does not depend on the weather. More heat or warmer
// air only ever narrows the choice or makes each choice dearer: power never falls with either. Machines whose
// curve is cheapest at part load (Carrier: 39 %) so run in greater number than the heat needs; there are no
// pumps of single machines to stand against it.
// Air-cooled and water-cooled machines of one loop share its heat in the ratio of their stated capacities.
//
// Towers: all cells as one (cooling_tower.h), at one fan speed. Behind chillers or plates it is the one of 0.10, 0.15 ..
// 1 at which chillers, fans and pumps together draw the least: a condenser water set point that follows weather and load.
// At each speed the water is warmer with more heat or warmer air, so the least of them never falls either. Plates take
// it at no less than 5 °C (freezing), chillers at no less than 18 °C and no more than 60 °C, where they would trip:
// towers too small for that leave the plant short of capacity, and the chillers' power grows no further. The towers
// reject Q + P of their chillers, and the pumps' power. Towers alone hold the loop's set point with their fans.
//
// Pumps of the water between towers and condensers or plates, at the towers' range and at most their rated flow:
//     Pp = p min(Qt, Q0) / (ρc R)
// Qt heat of condensers and plates, Q0 the towers' rating [W]; R 5.56 K; ρc 4.17 MJ/(m³ K); p 301 kW per m³/s, which is
// ASHRAE 90.1-2019's baseline of condenser-water pumps (G3.1.3.11, 19 W/gpm): 211 kPa with an efficiency of 0.7. So
// 1.30 % of the heat. Their flow follows the heat (pumps with drives, cells in step); their power warms the water and
// belongs to the towers' `powerW`. It is part of what fan speeds and chillers are chosen by. Plates that in warmer weather
// leave air-cooled chillers more heat spare 0.013 W of pumping for each W, and those draw some 0.1 to 0.4 W for it:
// power still never falls. Towers alone stand in the loop, whose pumps are its own; plates alone that are short of capacity pump
// as for all the heat. Chillers without towers have no pumps counted.
//
// Waterside economiser: plates (economiser.h) cool the return by tower water before the chillers take the rest. Where
// they can take it all, the fans run just fast enough for that.
//
// Overloaded chillers: the supply warms by 1 K for every 3 % of missing capacity (the slope of CapFT), at
// most 20 K. Capacity is there what the machines reach at this or any hotter condenser (chiller.h): it never rises
// with warmer weather, as some fits' does in the cold.
//
// Range and sources: see the headers named. Staging: the 0.9 is judgement (0.8 to 0.95). A tower without a rated wet
// bulb is taken as rated at 25.6 °C (78 °F). Nothing is thrown; a loop without plant leaves its heat in `unrejectedW`.
#pragma once

#include "core/model/cooling_network.h"
#include "core/physics/cooling_tower.h"

#include <span>
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
inline constexpr double highestFreeRiseK = 40.0; // without chillers

struct PlantDemand {
    double heatW = 0.0;
    double setPointC = 0.0;    // of the loop's supply
    double rangeK = 0.0;       // of the loop: return minus supply
    double designRangeK = 0.0; // of the loop at design flow, where its dry coolers are rated
    double outdoorC = 0.0;
    double wetBulbC = 0.0;
    double pressurePa = 101325.0; // of the site's air
    double flowM3s = 0.0;         // of the loop's coolant; 0: what carries the heat at rangeK
    double heatPerVolume = 0.0;   // of the loop's coolant [J/(m³ K)]
    double cyclesOfConcentration = 5.0;
};

struct PlantUnitState {
    double heatW = 0.0; // from the loop; of a tower behind chillers, from their condensers
    double powerW = 0.0;
    double pumpPowerW = 0.0; // of powerW: a tower's share of the condenser water's pumps
    double capacityW = 0.0;
    double waterKgS = 0.0;  // make-up
    double leavingC = 0.0;  // of the loop's coolant; of a tower behind chillers or plates, of its own water
    double approachK = 0.0; // dry cooler, tower: leaving minus outdoor dry or wet bulb
    bool outsideFit = false;
};

struct PlantState {
    std::vector<PlantUnitState> units; // as given
    double supplyC = 0.0;
    double unrejectedW = 0.0;
    double capacityW =
        0.0; // of the units that take heat from the loop, at these conditions and the set point
    bool shortOfCapacity = false;
    bool outsideFit = false;  // a running chiller's curves were extended beyond their box
    bool lacksTowers = false; // water-cooled chillers run without towers
    double economiserW = 0.0; // heat rejected without compressors
    double waterKgS = 0.0;    // sum over the units
};

// `available`: nonzero for each unit in service; empty: all are. A unit out of service takes nothing and has no
// capacity.
PlantState plantAt(std::span<const PlantUnit* const> units, const PlantDemand& demand,
                   std::span<const char> available = {});

} // namespace hallwright
