// The 3D air of halls of 400 and 1,000 racks: found from nothing, found again after a rack moved, the fractions of all
// racks, and the fractions' update that the drag sees at once.
#include "core/physics/air_field.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <string>

namespace hallwright {
namespace {

constexpr int racksInARow = 20;
constexpr double pitchM = 4.8; // cold aisle, row, hot aisle, row, of 1.2 m each
constexpr double marginM = 3.0;

void placeAt(AirRack& rack, double x, double y, bool frontSouth)
{
    rack.body = {{x, y, 0.0}, {x + 0.6, y + 1.2, 2.1}};
    const auto face = [&](double at, bool positive) {
        return AirPatch{{{x, at, 0.0}, {x + 0.6, at, 2.1}}, Axis::Y, positive};
    };
    rack.front = face(frontSouth ? y : y + 1.2, !frontSouth);
    rack.rear = face(frontSouth ? y + 1.2 : y, frontSouth);
}

// Rows of twenty racks of 10 kW at open cold aisles whose floor feeds them, the returns high in the two long walls.
AirRoom hallOf(int racks, double heightM)
{
    const int rows = racks / racksInARow;
    AirRoom room;
    room.widthM = 22.8;
    room.depthM = 2 * marginM + pitchM * rows / 2 - 1.2;
    room.heightM = heightM;
    room.heatPerVolume = 1200.0;
    const double west = (room.widthM - 0.6 * racksInARow) / 2;
    for (int row = 0; row < rows; ++row) {
        const bool northOfAisle = row % 2 == 1;
        const double y = marginM + pitchM * (row / 2) + (northOfAisle ? 2.4 : 0.0);
        for (int i = 0; i < racksInARow; ++i) {
            AirRack rack;
            rack.id = RackId{row * racksInARow + i + 1};
            rack.flowM3s = 0.7;
            rack.heatW = 10e3 + 200.0 * ((7 * i + row) % 11);
            placeAt(rack, west + 0.6 * i, y, northOfAisle);
            room.racks.push_back(rack);
        }
        if (northOfAisle)
            room.supplies.push_back(
                {"tiles",
                 {{{west, y - 1.2, 0.0}, {west + 0.6 * racksInARow, y, 0.0}}, Axis::Z, true},
                 1.4 * racksInARow,
                 20.0});
    }
    for (const bool east : {false, true}) {
        const double x = east ? room.widthM : 0.0;
        room.returns.push_back(
            {"wall", {{{x, 0.0, heightM - 1.2}, {x, room.depthM, heightM}}, Axis::X, !east}});
    }
    return room;
}

// The first row's last rack pulled 0.6 m to the side.
AirRoom withARackMoved(AirRoom room)
{
    AirRack& rack = room.racks[racksInARow - 1];
    placeAt(rack, rack.body.least.x + 0.6, rack.body.least.y, false);
    return room;
}

AirLayout layoutOf(const AirRoom& room)
{
    AirLayout layout;
    for (const AirRack& rack : room.racks)
        layout.racks.push_back(
            {{(rack.body.least.x + rack.body.most.x) / 2, (rack.body.least.y + rack.body.most.y) / 2,
              rack.front.towardsPositive ? 180.0 : 0.0},
             0.6,
             1.2,
             rack.flowM3s});
    return layout;
}

AirRoom hallFor(const benchmark::State& state)
{
    const int racks = static_cast<int>(state.range(0));
    return hallOf(racks, racks <= 400 ? 5.1 : 5.7);
}

AirFieldOptions options()
{
    AirFieldOptions options;
    options.cellM = 0.3;
    return options;
}

double peakMB() // of this process, and so of all benchmarks before
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(6)) / 1024.0;
    }
    return 0.0;
}

void tell(benchmark::State& state, const AirField& field)
{
    const AirFieldReport& report = field.report();
    state.counters["cells"] = static_cast<double>(field.grid().count());
    state.counters["iterations"] = report.iterations;
    state.counters["setUpMs"] = report.setUpMs;
    state.counters["solveMs"] = report.solveMs;
    state.counters["sortMs"] = report.sortMs;
    state.counters["sweepMs"] = report.sweepMs;
    state.counters["heldMB"] = static_cast<double>(field.bytes()) / 1e6;
    state.counters["peakMB"] = peakMB();
}

void airFieldFromNothing(benchmark::State& state)
{
    const AirRoom room = hallFor(state);
    AirFieldPtr field;
    for (auto _ : state) {
        field.reset(); // its memory too
        field = AirField::solve(room, options());
    }
    tell(state, *field);
}
BENCHMARK(airFieldFromNothing)->Arg(400)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

void airFieldAfterARackMoved(benchmark::State& state)
{
    const AirRoom room = hallFor(state);
    const AirRoom moved = withARackMoved(room);
    AirFieldPtr field = AirField::solve(room, options());
    bool away = false;
    for (auto _ : state) {
        away = !away;
        field = AirField::solve(away ? moved : room, options(), field.get());
    }
    tell(state, *field);
}
BENCHMARK(airFieldAfterARackMoved)->Arg(400)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

void fractionsOfAllRacks(benchmark::State& state)
{
    const AirRoom room = hallFor(state);
    const AirFieldPtr field = AirField::solve(room, options());
    const AirLayout layout = layoutOf(room);
    std::shared_ptr<const RecirculationMatrix> matrix;
    for (auto _ : state)
        matrix = field->matrix(layout);
    state.counters["perRow"] =
        static_cast<double>(matrix->entryCount()) / static_cast<double>(matrix->rackCount());
    state.counters["peakMB"] = peakMB();
}
BENCHMARK(fractionsOfAllRacks)->Arg(400)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

// What a mouse event costs: the fractions of the new layout, and the inlets they give.
void inletsAtOnceAfterARackMoved(benchmark::State& state)
{
    const AirRoom room = hallFor(state);
    const auto matrix = AirField::solve(room, options())->matrix(layoutOf(room));
    const AirLayout moved = layoutOf(withARackMoved(room));
    const std::vector<double> riseK(room.racks.size(), 12.0);
    const std::vector<double> flowM3s(room.racks.size(), 0.7);
    const std::vector<double> before = inletRisesK(*matrix, riseK, flowM3s, 0.0);
    for (auto _ : state)
        benchmark::DoNotOptimize(
            inletRisesK(*matrix->withRacksMoved(moved, 0.0), riseK, flowM3s, 0.0, before).data());
}
BENCHMARK(inletsAtOnceAfterARackMoved)->Arg(400)->Arg(1000)->Unit(benchmark::kMicrosecond);

void fractionsAtOnceAfterARackMoved(benchmark::State& state)
{
    const AirRoom room = hallFor(state);
    const auto matrix = AirField::solve(room, options())->matrix(layoutOf(room));
    const AirLayout moved = layoutOf(withARackMoved(room));
    for (auto _ : state)
        benchmark::DoNotOptimize(matrix->withRacksMoved(moved, 0.0).get());
}
BENCHMARK(fractionsAtOnceAfterARackMoved)->Arg(400)->Arg(1000)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace hallwright
