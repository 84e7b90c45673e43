// The 3D air of halls of 400 and 1,000 racks: found from nothing, found again after a rack moved, the fractions of all
// racks, and the fractions' update that the drag sees at once. A rack dragged across halls of the flagship, step by step.
#include "core/exchange/recipe.h"
#include "core/physics/air_field.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/hall_air_room.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <vector>

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

RecirculationLayout layoutOf(const AirRoom& room)
{
    RecirculationLayout layout;
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
    const RecirculationLayout layout = layoutOf(room);
    std::shared_ptr<const RecirculationMatrix> matrix;
    for (auto _ : state)
        matrix = field->matrix(layout);
    state.counters["perRow"] =
        static_cast<double>(matrix->entryCount()) / static_cast<double>(matrix->rackCount());
    state.counters["peakMB"] = peakMB();
}
BENCHMARK(fractionsOfAllRacks)->Arg(400)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

// A rack carried across a hall of the flagship, over aisles and other racks, and back: each field from the one before.
void airFieldDuringADrag(benchmark::State& state, const std::string& hallName)
{
    constexpr int positions = 40;
    constexpr std::size_t dragged = 47;
    const SitePtr site = buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
    const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
    const auto result = std::find_if(snapshot->halls.begin(), snapshot->halls.end(),
                                     [&](const HallResultPtr& hall) { return hall->hall->name == hallName; });
    Hall hall = *(*result)->hall;
    const auto roomAt = [&](int position) {
        const double along = (position + 0.5) / positions;
        hall.racks[dragged].pose = {along * (hall.widthM - 1.2) + 0.6, along * (hall.depthM - 1.2) + 0.6,
                                    0.0};
        return airRoomOf(hall, *site->catalogue, **result, site->info.elevationM);
    };
    AirFieldPtr field = AirField::solve(roomAt(0));
    std::vector<double> stepsMs;
    double worstEnergy = 0.0;
    for (int step = 0; auto _ : state) {
        const int at = step++ % (2 * positions);
        const auto start = std::chrono::steady_clock::now();
        field = AirField::solve(roomAt(at < positions ? at : 2 * positions - 1 - at), {}, field.get());
        stepsMs.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        worstEnergy = std::max(worstEnergy, field->report().energyResidual);
    }
    tell(state, *field);
    std::sort(stepsMs.begin(), stepsMs.end());
    state.counters["medianMs"] = stepsMs[stepsMs.size() / 2];
    state.counters["mostMs"] = stepsMs.back();
    state.counters["energyResidual"] = worstEnergy;
}
BENCHMARK_CAPTURE(airFieldDuringADrag, containedHotAisles, "B1-H1")
    ->Iterations(160)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(airFieldDuringADrag, raisedFloor, "B1-N1")
    ->Iterations(160)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// What a mouse event costs: the fractions of the new layout, and the inlets they give.
void inletsAtOnceAfterARackMoved(benchmark::State& state)
{
    const AirRoom room = hallFor(state);
    const auto matrix = AirField::solve(room, options())->matrix(layoutOf(room));
    const RecirculationLayout moved = layoutOf(withARackMoved(room));
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
    const RecirculationLayout moved = layoutOf(withARackMoved(room));
    for (auto _ : state)
        benchmark::DoNotOptimize(matrix->withRacksMoved(moved, 0.0).get());
}
BENCHMARK(fractionsAtOnceAfterARackMoved)->Arg(400)->Arg(1000)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace hallwright
