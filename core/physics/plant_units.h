// What the parts of a loop's plant share: what is asked of it, which units there are, what each of them does.
//
//     L = V ρc, or Q/R where the flow is not given
//
// L heat capacity rate of the loop's coolant [W/K]; V its flow [m³/s], ρc its heat per volume [J/(m³ K)]; Q heat to be
// taken [W], R the loop's range [K]. Range: any; no flow and no range make no stream. Source: the definition of a heat
// capacity rate. Nothing is thrown.
#pragma once

#include "core/model/cooling_network.h"
#include "core/physics/chiller.h"

#include <span>
#include <vector>

namespace hallwright {

inline constexpr double leastApproachK = 1.0; // of a rating: what states less is taken as this
inline constexpr double highestFreeRiseK =
    40.0; // of an overloaded loop's supply, without chillers; judgement

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
    bool savesWater = false; // as CoolantLoop::savesWater

    double loopWK() const; // L
};

struct PlantUnitState {
    double heatW = 0.0; // from the loop; of a tower behind chillers, from their condensers
    double powerW = 0.0;
    double pumpPowerW = 0.0; // of powerW: a tower's share of the condenser water's pumps
    double capacityW = 0.0;  // of a chiller: the most at this or any hotter condenser (chiller.h)
    double waterKgS = 0.0;   // make-up
    double leavingC = 0.0;   // of the loop's coolant; of a tower behind chillers or plates, of its own water
    double approachK = 0.0;  // dry cooler, tower: leaving minus outdoor dry or wet bulb
    FitDistance beyondFit{}; // a running chiller's curves
};

struct PlantState {
    std::vector<PlantUnitState> units; // as given
    double supplyC = 0.0;
    double unrejectedW = 0.0;
    double capacityW =
        0.0; // of the units that take heat from the loop, at these conditions and the set point
    bool shortOfCapacity = false;
    bool lacksTowers = false;  // water-cooled chillers run without towers, of which the design has none
    bool towersAreOut = false; // water-cooled chillers stand still, since none of their towers is in service
    double economiserW = 0.0;  // heat rejected without compressors
    double waterKgS = 0.0;     // sum over the units

    double powerW() const;            // sum over the units
    void warmTo(double temperatureC); // the supply, if it is colder
};

// A loop's units, and for each whether it is in service: nonzero if so; empty: all are.
struct PlantUnits {
    std::span<const PlantUnit* const> all;
    std::span<const char> available;

    // Positions of those of one kind that are in service and have a capacity.
    std::vector<std::size_t> ofKind(PlantKind kind) const;
    double statedCapacityW(std::span<const std::size_t> of) const;
};

} // namespace hallwright
