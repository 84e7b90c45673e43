// A coolant loop as a network: making it from its drawing, and solving it. 120 coils on 40 branches of a main, about
// 400 stretches, as a tree, with a ring main, and with pumps that cannot deliver.
#include "core/simulation/loop_network.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <string>

namespace hallwright {
namespace {

constexpr int branches = 40;
constexpr int coilsEach = 3;
constexpr double coilM3s = 0.003;

struct LoopDrawing {
    Site site;
    std::vector<LoopConnection> coils, plant;

    explicit LoopDrawing(bool ring, double designShare = 1.2)
    {
        CoolingNetwork cooling;
        CoolantLoop loop;
        loop.id = {1};
        loop.name = "Loop";
        loop.supplyC = 18.0;
        loop.designDeltaTK = 8.0;
        loop.pumpHeadPa = 400e3;
        loop.pumpEfficiency = 0.65;
        loop.designHeatW = designShare * coilM3s * branches * coilsEach * 8.0 * 4.18e6;
        loop.pumps = 4;
        cooling.loops = {loop};
        for (const PipeRole role : {PipeRole::Supply, PipeRole::Return})
            addPipes(cooling, role, ring);
        for (int b = 0; b < branches; ++b) {
            for (int c = 0; c < coilsEach; ++c)
                addCoil({5.0 * b + 2.0, 8.0 + 3.0 * c, 5.0});
        }
        for (int u = 0; u < 10; ++u) {
            PlantUnit unit;
            unit.id = {u + 1};
            unit.loop = {1};
            unit.capacityW = 2e6;
            cooling.plant.push_back(unit);
            plant.push_back({TerminalKind::Plant, u + 1, "chiller", {15.0 * u, -5.0, 0.0}});
        }
        site.cooling = std::make_shared<const CoolingNetwork>(std::move(cooling));
    }

    void addPipes(CoolingNetwork& cooling, PipeRole role, bool ring)
    {
        const double y = role == PipeRole::Supply ? 0.0 : 2.0;
        const double end = 5.0 * branches;
        if (ring)
            addPipe(cooling, role, 0.7, {{0, y, 0}, {end, y, 0}, {end, y, -9}, {0, y, -9}, {0, y, 0}});
        else
            addPipe(cooling, role, 0.7, {{0, y, 0}, {end, y, 0}});
        for (int b = 0; b < branches; ++b) {
            const double x = 5.0 * b + 2.0;
            addPipe(cooling, role, 0.2, {{x, y, 0}, {x, y, 4}, {x, y + 3, 4}});
            addPipe(cooling, role, 0.15, {{x, y + 3, 4}, {x, y + 17, 4}});
        }
    }

    void addPipe(CoolingNetwork& cooling, PipeRole role, double diameterM, std::vector<Point3> path)
    {
        PipeRun run;
        run.id = {static_cast<std::int64_t>(cooling.pipes.size() + 1)};
        run.loop = {1};
        run.role = role;
        run.diameterM = diameterM;
        run.pathM = std::move(path);
        cooling.pipes.push_back(std::move(run));
    }

    void addCoil(Point3 at)
    {
        const auto id = static_cast<std::int64_t>(coils.size() + 1);
        coils.push_back({TerminalKind::AirHandler, id, "coil " + std::to_string(id), at});
    }

    LoopNetwork network() const { return LoopNetwork(site, 0, coils, plant); }
};

void deriveLoopNetwork(benchmark::State& state)
{
    const LoopDrawing drawing(false);
    for (auto _ : state)
        benchmark::DoNotOptimize(drawing.network());
}
BENCHMARK(deriveLoopNetwork)->Unit(benchmark::kMicrosecond);

// The demands change a little each time, as they do while a site is edited.
void solveLoop(benchmark::State& state, bool ring, double designShare)
{
    const LoopDrawing drawing(ring, designShare);
    const LoopNetwork network = drawing.network();
    std::vector<TerminalDemand> demands(drawing.coils.size(), {coilM3s, 100e3, 0.0033, 50e3});
    const std::vector<char> flowing(drawing.plant.size(), 1);
    std::shared_ptr<const LoopHydraulics> last;
    std::size_t next = 0;
    for (auto _ : state) {
        demands[next].flowM3s = demands[next].flowM3s == coilM3s ? 0.9 * coilM3s : coilM3s;
        next = (next + 1) % demands.size();
        last = network.solve(demands, 18.0, flowing, last.get());
    }
    state.counters["stretches"] = static_cast<double>(last->pipes.size());
    state.counters["short"] = last->shortM3s > 0.0 ? 1.0 : 0.0;
}
BENCHMARK_CAPTURE(solveLoop, tree, false, 1.2)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(solveLoop, rings, true, 1.2)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(solveLoop, shortOfHead, false, 0.5)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace hallwright
