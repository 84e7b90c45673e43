// One loop's plant at one demand.
#include "core/physics/cooling_plant.h"

#include <benchmark/benchmark.h>

namespace hallwright {
namespace {

PlantUnit unitOf(PlantKind kind, double capacityW)
{
    PlantUnit unit;
    unit.kind = kind;
    unit.capacityW = capacityW;
    unit.ratedCop = kind == PlantKind::AirCooledChiller ? 3.1 : 6.4;
    unit.ratedOutdoorC = kind == PlantKind::CoolingTower ? 25.0 : 35.0;
    unit.ratedPowerW = 0.012 * capacityW;
    unit.ratedApproachK = kind == PlantKind::WatersideEconomiser ? 2.0 : 4.0;
    return unit;
}

void solve(benchmark::State& state, const std::vector<PlantUnit>& units, double outdoorC)
{
    std::vector<const PlantUnit*> pointers;
    for (const PlantUnit& unit : units)
        pointers.push_back(&unit);
    const PlantDemand demand{
        0.6e6 * static_cast<double>(state.range(0)), 18.0, 8.0, 8.0, outdoorC, outdoorC - 6.0};
    for (auto _ : state)
        benchmark::DoNotOptimize(plantAt(pointers, demand));
}

void airCooled(benchmark::State& state)
{
    const std::vector<PlantUnit> units(static_cast<std::size_t>(state.range(0)),
                                       unitOf(PlantKind::AirCooledChiller, 1e6));
    solve(state, units, 30.0);
}

std::vector<PlantUnit> waterCooledUnits(std::size_t count)
{
    std::vector<PlantUnit> units(count, unitOf(PlantKind::WaterCooledChiller, 1e6));
    units.insert(units.end(), count, unitOf(PlantKind::CoolingTower, 1.25e6));
    return units;
}

void waterCooled(benchmark::State& state)
{
    solve(state, waterCooledUnits(static_cast<std::size_t>(state.range(0))), 30.0);
}

// Outdoors at which the plates take a part of the heat.
void withEconomiser(benchmark::State& state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    std::vector<PlantUnit> units = waterCooledUnits(count);
    units.insert(units.end(), count, unitOf(PlantKind::WatersideEconomiser, 1e6));
    solve(state, units, 20.0);
}

void dryCoolers(benchmark::State& state)
{
    const std::vector<PlantUnit> units(static_cast<std::size_t>(state.range(0)),
                                       unitOf(PlantKind::DryCooler, 1e6));
    solve(state, units, 5.0);
}

BENCHMARK(airCooled)->Arg(20)->Arg(90)->Unit(benchmark::kMicrosecond);
BENCHMARK(waterCooled)->Arg(20)->Arg(90)->Unit(benchmark::kMicrosecond);
BENCHMARK(withEconomiser)->Arg(20)->Arg(90)->Unit(benchmark::kMicrosecond);
BENCHMARK(dryCoolers)->Arg(20)->Arg(90)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace hallwright
