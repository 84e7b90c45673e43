// The dry coolers of one loop: alone, or ahead of others that cool further what they leave warmer than the supply.
//
// Alone or last they carry all that is left with their supply at the set point (heat_rejection.h). Where that is more
// than they take there,
//     Q = min(Q_left, C(Tset + D, L)),    D = 40 K
// their supply warms until the heat is balanced, by no more than D (judgement: the equipment behind has long tripped);
// Q heat they take, C what they take at most from the loop's stream L at a supply temperature [W], Tset the loop's set
// point [°C].
//
// Ahead of others they pre-cool the return in series at one fan speed, outdoor air above the set point or not:
//     Q = min(coolersPreCool(s, z, T + R, L), Q_left)
// s fan speed, z use of the pads [-]; T supply at which they are run [°C], R the loop's range [K], L its heat capacity
// rate [W/K]. Which s and z is for plant_staging.h to choose.
//
// A free-cooling coil of an air-cooled chiller is such a cooler on its loop: without one compressors run in any cold.
//
// Units with pads, and units without, share the heat of their kind in proportion to their capacities for each kelvin of
// difference, water in proportion to those times the effectiveness of their pads. A cooler is rated at the loop's
// design range and an approach of at least 1 K.
// Range and sources: heat_rejection.h, water_use.h. Nothing is thrown; no coolers take nothing.
#pragma once

#include "core/physics/heat_rejection.h"
#include "core/physics/plant_units.h"

#include <optional>
#include <vector>

namespace hallwright {

// How dry coolers run that others follow: at a fan speed of their own, or, without one, as fast as the set point needs.
struct CoolerFans {
    std::optional<double> speed{};
    double padsUsed = 0.0;
};

enum class Pads { Dry, Wet };

class DryCoolers
{
public:
    // `demand` must outlive it.
    DryCoolers(const PlantUnits& units, const PlantDemand& demand);

    bool empty() const { return units_.empty(); }
    // Of all, at full speed with the loop's supply at its set point.
    double setPointCapacityW(Pads pads) const;
    double fullFansW() const;
    double fansW(const PlantState& state) const;

    // Add to `state` what they do with `heatW` at a supply of `heldC`. Return the heat that is left [W].
    double run(double heatW, double heldC, bool last, PlantState& state) const;
    double runAhead(double heatW, double heldC, const CoolerFans& fans, PlantState& state) const;

private:
    void write(const PreCooling& run, double speed, double leavingC, double capacityW,
               PlantState& state) const;

    const PlantDemand& demand_;
    OutdoorAir air_;
    std::vector<std::size_t> units_; // positions in the loop's plant
    std::vector<Cooler> coolers_;    // as units_
};

} // namespace hallwright
