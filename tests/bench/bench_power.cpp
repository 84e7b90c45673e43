// Power flow of a campus of 6,000 power nodes and 3,000 pairs of feeds, and of its losses of a side. Medians:
// --benchmark_filter=power --benchmark_repetitions=9 --benchmark_report_aggregates_only=true.
#include "core/simulation/campus_power.h"

#include <benchmark/benchmark.h>

namespace hallwright {
namespace {

constexpr int buildings = 10;
constexpr int upsPerSide = 30;   // of a building
constexpr int buswaysPerUps = 8; // 10 x 2 x 30 x (8 + UPS + transformer) = 6,000 nodes

class Campus
{
public:
    Campus()
    {
        const PowerNodeId utilityA = add(PowerNodeKind::Utility, FeedSide::A, 2e9, {}, {});
        const PowerNodeId utilityB = add(PowerNodeKind::Utility, FeedSide::B, 2e9, {}, {});
        auto made = std::make_shared<Site>();
        for (std::int64_t b = 1; b <= buildings; ++b) {
            auto building = std::make_shared<Building>();
            building->id = {b};
            made->buildings.push_back(building);
            const std::vector<PowerNodeId> a = addSide(FeedSide::A, utilityA, {b});
            const std::vector<PowerNodeId> c = addSide(FeedSide::B, utilityB, {b});
            for (std::size_t k = 0; k < a.size(); ++k)
                loads.push_back({{a[k], c[k], 300e3}, static_cast<std::size_t>(b) - 1});
        }
        made->power = std::make_shared<PowerNetwork>(std::move(power_));
        site = made;
    }

    std::shared_ptr<const Site> site;
    std::vector<std::pair<NodeLoad, std::size_t>> loads;

private:
    PowerNodeId add(PowerNodeKind kind, FeedSide side, double ratedW, BuildingId building,
                    std::vector<PowerNodeId> fedBy)
    {
        PowerNode node;
        node.id = {static_cast<std::int64_t>(power_.nodes.size()) + 1};
        node.kind = kind;
        node.side = side;
        node.ratedW = ratedW;
        node.loss = {0.005, 0.006, 0.014};
        node.building = building;
        node.fedBy = std::move(fedBy);
        power_.nodes.push_back(node);
        return node.id;
    }

    std::vector<PowerNodeId> addSide(FeedSide side, PowerNodeId utility, BuildingId building)
    {
        std::vector<PowerNodeId> busways;
        for (int u = 0; u < upsPerSide; ++u) {
            const PowerNodeId transformer = add(PowerNodeKind::Transformer, side, 3e6, building, {utility});
            const PowerNodeId ups = add(PowerNodeKind::Ups, side, 3e6, building, {transformer});
            for (int k = 0; k < buswaysPerUps; ++k)
                busways.push_back(add(PowerNodeKind::Busway, side, 400e3, building, {ups}));
        }
        return busways;
    }

    PowerNetwork power_;
};

const Campus& campus()
{
    static const Campus made;
    return made;
}

void addLoads(CampusPower& power)
{
    for (const auto& [load, building] : campus().loads)
        power.add(load, building);
}

void powerConstruct(benchmark::State& state)
{
    const CampusNetworks networks(*campus().site);
    for (auto _ : state) {
        const CampusPower power(*campus().site, networks);
        benchmark::DoNotOptimize(&power);
    }
}
BENCHMARK(powerConstruct)->Unit(benchmark::kMicrosecond);

// One pass of the search for agreement between plant and power.
void powerAddAndSolve(benchmark::State& state)
{
    const CampusNetworks networks(*campus().site);
    CampusPower power(*campus().site, networks);
    for (auto _ : state) {
        power.clearLoads();
        addLoads(power);
        power.solve();
        benchmark::DoNotOptimize(power.lossW().data());
    }
}
BENCHMARK(powerAddAndSolve)->Unit(benchmark::kMicrosecond);

void powerSolve(benchmark::State& state)
{
    const CampusNetworks networks(*campus().site);
    CampusPower power(*campus().site, networks);
    addLoads(power);
    for (auto _ : state) {
        power.solve();
        benchmark::DoNotOptimize(power.lossW().data());
    }
}
BENCHMARK(powerSolve)->Unit(benchmark::kMicrosecond);

// Results, both losses of a side, and the losses by building.
void powerWrite(benchmark::State& state)
{
    const CampusNetworks networks(*campus().site);
    CampusPower power(*campus().site, networks);
    addLoads(power);
    power.solve();
    for (auto _ : state) {
        Snapshot snapshot;
        power.write(snapshot);
        benchmark::DoNotOptimize(snapshot.powerNodes.data());
        benchmark::DoNotOptimize(power.lossByBuilding().data());
    }
}
BENCHMARK(powerWrite)->Unit(benchmark::kMicrosecond);

void powerNetworks(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(CampusNetworks(*campus().site).chain().size());
}
BENCHMARK(powerNetworks)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace hallwright
