// In which turn the means of one loop's plant take its heat, and how far dry coolers ahead of others run.
//
//     Q_left,1 = Q        Q_left,k+1 = Q_left,k - Q_k(T + x)        Q_last(T + x) = Q_left,last
//
// Q the loop's heat, Q_k what the means k takes of it [W]; T the loop's set point [°C]; x rise of the supply [K]. Each
// in turn takes what it can at the set point (x = 0), the last all that remains. Where that is more than the last can
// take, the loop's supply warms until the heat is balanced, and those before the last take what they can at that warmer
// supply: x is found by halving, between 0 and the 20 K of overloaded chillers.
//
// Dry coolers before chillers run at whichever of the fan speeds s = 0.10, 0.15 .. 1 lets fans and what follows draw
// the least, or as fast as the set point needs where they carry all of it. Pads are wetted at full speed alone: a loop
// that saves energy wets all of them where fans at full speed and what is left to the chillers then draw the least; one
// that saves water as little of them as the chillers' capacity needs. At each speed warmer air or more heat leaves the
// chillers more, so the least of them never falls with either, as long as the chillers can carry what dry coolers
// leave; beyond, pads or a warmer supply carry it, and chillers whose capacity falls draw less.
//
// Range and sources: pre_cooling.h, condenser_water.h. Nothing is thrown; what no means takes is left in `unrejectedW`.
#pragma once

#include "core/physics/condenser_water.h"
#include "core/physics/plant_units.h"
#include "core/physics/pre_cooling.h"

#include <span>
#include <vector>

namespace hallwright {

// Chillers: with plates before them, or plates alone.
enum class PlantMeans { DryCoolers, Towers, Chillers };

class PlantStaging
{
public:
    // `demand` must outlive it.
    PlantStaging(const PlantUnits& units, const PlantDemand& demand);

    std::vector<PlantMeans> present() const; // in the order of their turn
    PlantState solve(std::span<const PlantMeans> turn) const;

private:
    using Turn = std::span<const PlantMeans>;

    PlantState solveWith(Turn turn, const CoolerFans& fans, double riseK) const;
    PlantState warmed(Turn turn, const CoolerFans& fans, PlantState state) const;
    PlantState withFewestPads(Turn turn) const;
    PlantState cheapestFans(Turn turn, PlantState full) const;
    double riseK(const PlantState& state) const { return state.supplyC - demand_.setPointC; }
    void finish(PlantState& state) const;

    PlantUnits units_;
    const PlantDemand& demand_;
    DryCoolers dryCoolers_;
    CondenserWater water_;
};

} // namespace hallwright
