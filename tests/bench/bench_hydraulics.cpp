// The liquid side: a network of 1,296 nodes and 1,995 pipes, solved from rest and after a small change, and the cold
// stream of a coolant distribution unit.
#include "core/physics/heat_exchanger.h"
#include "core/physics/hydraulic_network.h"

#include <benchmark/benchmark.h>

namespace hallwright {
namespace {

constexpr std::size_t side = 36;

HydraulicLink pipe(std::size_t from, std::size_t to, double lengthM, double boreM)
{
    HydraulicLink link;
    link.from = from;
    link.to = to;
    link.lengthM = lengthM;
    link.boreM = boreM;
    link.roughness = 4.5e-5;
    return link;
}

// Rows of pipes joined by headers in some columns; a corner is fed and every other node draws.
HydraulicNetwork mesh()
{
    std::vector<HydraulicNode> nodes(side * side);
    std::vector<HydraulicLink> links;
    nodes[0].fixedHead = true;
    nodes[0].headM = 60.0;
    for (std::size_t row = 0; row < side; ++row)
        for (std::size_t column = 0; column < side; ++column) {
            const std::size_t here = row * side + column;
            if (here > 0)
                nodes[here].demandM3s = 1e-3 * static_cast<double>(1 + here % 3);
            if (column + 1 < side)
                links.push_back(pipe(here, here + 1, 6.0, 0.25));
            if (row + 1 < side && (column % 2 == 0 || column % 7 == 0))
                links.push_back(pipe(here, here + side, 12.0, 0.40));
        }
    return HydraulicNetwork(std::move(nodes), std::move(links), 1e-6);
}

void networkFromRest(benchmark::State& state)
{
    const HydraulicNetwork network = mesh();
    HydraulicReport report;
    for (auto _ : state) {
        HydraulicState flows;
        report = network.solve(flows);
        benchmark::DoNotOptimize(flows.headM.data());
    }
    state.counters["nodes"] = static_cast<double>(network.nodes().size());
    state.counters["links"] = static_cast<double>(network.links().size());
    state.counters["iterations"] = report.iterations;
}
BENCHMARK(networkFromRest)->Unit(benchmark::kMillisecond);

// One demand grows and shrinks by 20 %, as when a rack's load changes.
void networkAfterASmallChange(benchmark::State& state)
{
    HydraulicNetwork network = mesh();
    constexpr std::size_t node = side * side / 2;
    const double demandM3s = network.nodes()[node].demandM3s;
    HydraulicState flows;
    HydraulicReport report = network.solve(flows);
    bool more = false;
    for (auto _ : state) {
        more = !more;
        network.setDemand(node, more ? 1.2 * demandM3s : demandM3s);
        report = network.solve(flows);
        benchmark::DoNotOptimize(flows.headM.data());
    }
    state.counters["iterations"] = report.iterations;
}
BENCHMARK(networkAfterASmallChange)->Unit(benchmark::kMillisecond);

void networkMadeReady(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(mesh());
}
BENCHMARK(networkMadeReady)->Unit(benchmark::kMillisecond);

void facilityWaterOfADistributionUnit(benchmark::State& state)
{
    RatedExchanger unit;
    unit.uaWK = 400e3;
    unit.hotWK = 142e3;
    unit.coldWK = 142e3;
    double heatW = 0.0;
    for (auto _ : state) {
        heatW = heatW < 2e6 ? heatW + 1e3 : 1e3;
        benchmark::DoNotOptimize(coldStreamFor(unit, heatW, 142e3, 39.1, 20.0, 300e3));
    }
}
BENCHMARK(facilityWaterOfADistributionUnit);

} // namespace
} // namespace hallwright
