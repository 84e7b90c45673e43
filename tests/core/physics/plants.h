// Plants for tests: units of each kind with usual ratings, and the sums that laws are told in.
#pragma once

#include "core/physics/cooling_plant.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hallwright::test {

inline constexpr double balance = 1e-9; // relative, of heat taken against heat brought
inline constexpr double solverNoise =
    1e-8; // relative, of power: water temperatures are solved to 1e-10 K, fan speeds to 1e-9

inline bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

inline PlantUnit unit(PlantKind kind, double capacity)
{
    PlantUnit u;
    u.kind = kind;
    u.capacityW = capacity;
    switch (kind) {
    case PlantKind::AirCooledChiller:
        u.ratedCop = 3.1;
        u.ratedOutdoorC = 35.0;
        break;
    case PlantKind::WaterCooledChiller:
        u.ratedCop = 6.4;
        break;
    case PlantKind::DryCooler:
        u.ratedPowerW = 0.04 * capacity;
        u.ratedApproachK = 6.0;
        u.ratedOutdoorC = 35.0;
        break;
    case PlantKind::CoolingTower:
        u.ratedPowerW = 0.012 * capacity;
        u.ratedApproachK = 4.0;
        u.ratedOutdoorC = 24.0;
        break;
    case PlantKind::WatersideEconomiser:
        u.ratedApproachK = 2.0;
        break;
    }
    return u;
}

inline PlantState run(const std::vector<PlantUnit>& units, const PlantDemand& demand)
{
    std::vector<const PlantUnit*> pointers;
    for (const PlantUnit& u : units)
        pointers.push_back(&u);
    return plantAt(pointers, demand);
}

inline double powerW(const PlantState& state)
{
    double sum = 0.0;
    for (const PlantUnitState& u : state.units)
        sum += u.powerW;
    return sum;
}

inline PlantUnit adiabatic(PlantUnit cooler)
{
    cooler.adiabaticEffectiveness = 0.8;
    return cooler;
}

} // namespace hallwright::test
