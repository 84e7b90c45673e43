// A grid of cells (air_grid, air_cells, air_patches), the potential by multigrid-preconditioned conjugate gradients
// (air_multigrid), the flow's order and what the air carries along it (air_flow), the temperatures that racks and air
// bring about in each other (air_temperatures), and where each intake's air came from (air_fractions), put together.
#include "core/physics/air_field.h"

#include "core/physics/air_cells.h"
#include "core/physics/air_flow.h"
#include "core/physics/air_fractions.h"
#include "core/physics/air_multigrid.h"
#include "core/physics/air_temperatures.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <mutex>
#include <numeric>
#include <unordered_map>

namespace hallwright {

namespace {

class Stopwatch
{
public:
    double ms()
    {
        const auto now = std::chrono::steady_clock::now();
        const double passed = std::chrono::duration<double, std::milli>(now - start_).count();
        start_ = now;
        return passed;
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace

// The memory that a field is worked out in. It goes from each field to the one that follows it.
struct AirField::Workshop {
    AirCells cells;
    AirMultigrid multigrid;
    AirFlowScratch flow;

    std::size_t bytes() const
    {
        return cells.grid.count() * (3 * sizeof(float) + 1) + multigrid.bytes() + flow.bytes();
    }
};

struct AirField::Private {
    AirRoom room;
    AirFieldOptions options;
    AirGrid grid;
    AirFieldReport report;
    std::vector<float> temperatureC;
    std::vector<std::uint8_t> solid;
    std::vector<double> potential;        // times the cell's size [m³/s]; the next field's start
    std::vector<std::uint32_t> frontCell; // of each rack, for the order of tracing
    std::unique_ptr<AirFlow> flow;
    std::vector<AirRackTemperatures> racks;
    std::vector<double> supplyM3s, rackM3s; // that were solved with
    std::vector<std::uint8_t> leftOut;      // racks
    std::vector<double> exchanged;          // r

    mutable std::mutex workshopMutex;
    mutable std::unique_ptr<Workshop> workshop;

    bool solve(const AirField* previous, const std::stop_token& stop);
    bool continues(const AirField& previous) const; // whether its values are a start
    AirFractions fractions() const { return {*flow, exchanged, rackM3s}; }
    std::unique_ptr<Workshop> lendWorkshop() const; // nullptr if it is lent already

private:
    struct Sources {
        std::vector<AirInflow> inflows;
        std::vector<AirOutflow> outflows;
        std::vector<float> net; // of each cell
    };

    Sources findSources(const AirCells& cells) const;
    void startPotential(const AirCells& cells, const AirField* previous);
    void addPatchVelocities(const AirCells& cells);
    bool findTemperatures(const AirField* previous, const std::stop_token& stop);
    std::optional<AirTemperatures::Start> firstTemperatures(const AirField* previous) const;
};

bool AirField::Private::solve(const AirField* previous, const std::stop_token& stop)
{
    Stopwatch watch;
    WorkTeam team(options.threads);
    grid = airGridOf(room, options.cellM, options.mostCells);
    // What a failed field left in its memory is not worth asking.
    workshop = previous && previous->report().usable() ? previous->d_->lendWorkshop() : nullptr;
    if (previous && !continues(*previous))
        previous = nullptr;
    if (!workshop)
        workshop = std::make_unique<Workshop>();
    AirCells& cells = workshop->cells;
    voxelise(room, grid, team, cells, report);
    for (const std::string& sentence : room.simplifications)
        report.notices.push_back({AirProblemKind::Simplified, sentence});
    if (!report.usable() || stop.stop_requested()) {
        report.setUpMs = watch.ms();
        return !stop.stop_requested();
    }
    supplyM3s = cells.supplyM3s;
    rackM3s = cells.rackM3s;
    leftOut = cells.leftOut;
    const Sources sources = findSources(cells);
    startPotential(cells, previous);
    workshop->multigrid.build(cells, team);
    report.setUpMs = watch.ms();
    const AirMultigrid::Outcome outcome =
        workshop->multigrid.solve(sources.net, potential, options.tolerance, team, stop);
    report.iterations = outcome.iterations;
    report.residual = outcome.residual;
    report.solveMs = watch.ms();
    if (outcome.stopped)
        return false;
    if (!outcome.converged) {
        report.problems.push_back({AirProblemKind::NotConverged,
                                   "The air's potential was not found within the tolerance asked for."});
        return true;
    }
    flow = std::make_unique<AirFlow>(cells, potential, sources.inflows, sources.outflows, room.racks.size(),
                                     room.supplies.size(), workshop->flow, team);
    report.cellImbalance =
        flow->worstImbalanceM3s() / std::accumulate(supplyM3s.begin(), supplyM3s.end(), 0.0);
    addPatchVelocities(cells);
    for (const PatchCells& front : cells.fronts)
        frontCell.push_back(front.cells.empty() ? 0 : front.cells.front());
    solid = cells.solid;
    report.sortMs = watch.ms();
    const bool done = findTemperatures(previous, stop);
    report.sweepMs = watch.ms();
    return done;
}

// Cells of another grid, or of a room of another size, say nothing of this one's.
bool AirField::Private::continues(const AirField& previous) const
{
    const AirRoom& before = previous.room();
    return previous.report().usable() && previous.grid() == grid && before.widthM == room.widthM &&
           before.depthM == room.depthM && before.heightM == room.heightM;
}

std::unique_ptr<AirField::Workshop> AirField::Private::lendWorkshop() const
{
    const std::lock_guard lock(workshopMutex);
    return std::move(workshop);
}

AirField::Private::Sources AirField::Private::findSources(const AirCells& cells) const
{
    Sources found;
    found.net.assign(cells.grid.count(), 0.0F);
    // visit(cell, its part of the flow): the parts add up to it, beyond single precision.
    const auto forParts = [](const PatchCells& at, double flowM3s, const auto& visit) {
        double sum = 0.0;
        for (const float share : at.shares)
            sum += static_cast<double>(share);
        for (std::size_t n = 0; n < at.cells.size(); ++n)
            visit(at.cells[n], std::max(flowM3s, 0.0) * static_cast<double>(at.shares[n]) / sum);
    };
    const auto giveOut = [&](const PatchCells& at, std::size_t source, double flowM3s) {
        forParts(at, flowM3s, [&](std::uint32_t cell, double part) {
            found.inflows.push_back({cell, static_cast<std::uint32_t>(source), part});
            found.net[cell] += static_cast<float>(part);
        });
    };
    const auto takeIn = [&](const PatchCells& at, std::size_t mover, double flowM3s) {
        forParts(at, flowM3s, [&](std::uint32_t cell, double part) {
            found.outflows.push_back({cell, static_cast<std::uint32_t>(mover), part});
            found.net[cell] -= static_cast<float>(part);
        });
    };
    const std::size_t n = room.racks.size();
    for (std::size_t i = 0; i < n; ++i) {
        const double leakage = std::clamp(room.racks[i].leakage, 0.0, 1.0);
        takeIn(cells.fronts[i], i, rackM3s[i] * (1.0 - leakage));
        if (leakage > 0.0 && rackM3s[i] > 0.0)
            takeIn(cells.rears[i], i, rackM3s[i] * leakage);
        giveOut(cells.rears[i], i, rackM3s[i]);
    }
    for (std::size_t s = 0; s < room.supplies.size(); ++s)
        giveOut(cells.supplies[s], room.racks.size() + 1 + s, supplyM3s[s]);
    return found;
}

// The previous field's potential where there was air; where a solid gave way, what its neighbours have.
void AirField::Private::startPotential(const AirCells& cells, const AirField* previous)
{
    if (!previous) {
        potential.assign(grid.count(), 0.0);
        return;
    }
    const Private& before = *previous->d_;
    potential = before.potential;
    std::vector<std::size_t> opened;
    for (std::size_t c = 0; c < potential.size(); ++c) {
        if (before.solid[c] && !cells.solid[c])
            opened.push_back(c);
    }
    const std::size_t nx = static_cast<std::size_t>(grid.cells[0]);
    const std::array<std::size_t, 3> step = {1, nx, nx * static_cast<std::size_t>(grid.cells[1])};
    constexpr int rounds = 12; // smooths over the width of a rack
    for (int round = 0; round < rounds; ++round) {
        for (const std::size_t c : opened) {
            double sum = 0.0;
            double weight = 0.0;
            const auto add = [&](float t, std::size_t n) {
                const double w = potential[n] != 0.0 ? static_cast<double>(t) : 0.0; // not found yet
                sum += w * potential[n];
                weight += w;
            };
            for (std::size_t a = 0; a < 3; ++a) {
                if (c >= step[a])
                    add(cells.conductance[a][c - step[a]], c - step[a]);
                if (c + step[a] < potential.size())
                    add(cells.conductance[a][c], c + step[a]);
            }
            if (weight > 0.0)
                potential[c] = sum / weight;
        }
    }
}

void AirField::Private::addPatchVelocities(const AirCells& cells)
{
    const auto add = [&](const PatchCells& at, const AirPatch& patch, double outM3s) {
        for (std::size_t n = 0; n < at.areasM2.size(); ++n)
            flow->addVelocity(static_cast<std::size_t>(patch.normal), at.cells[n],
                              static_cast<float>(patch.towardsPositive ? outM3s : -outM3s) * at.shares[n] /
                                  (2.0F * at.areasM2[n]));
    };
    for (std::size_t s = 0; s < room.supplies.size(); ++s)
        add(cells.supplies[s], room.supplies[s].patch, supplyM3s[s]);
    for (std::size_t i = 0; i < room.racks.size(); ++i) {
        add(cells.fronts[i], room.racks[i].front, -rackM3s[i]);
        add(cells.rears[i], room.racks[i].rear, rackM3s[i]);
    }
}

// What the racks of the same id drew in before.
std::optional<AirTemperatures::Start> AirField::Private::firstTemperatures(const AirField* previous) const
{
    if (!previous)
        return std::nullopt;
    std::unordered_map<std::int64_t, double> before;
    for (std::size_t i = 0; i < previous->d_->racks.size(); ++i)
        before[previous->d_->room.racks[i].id.value] = previous->d_->racks[i].inletC;
    AirTemperatures::Start start;
    for (const AirRack& rack : room.racks) {
        const auto it = before.find(rack.id.value);
        start.inletC.push_back(it != before.end() ? it->second : std::numeric_limits<double>::quiet_NaN());
    }
    start.returnC = previous->report().returnC;
    return start;
}

bool AirField::Private::findTemperatures(const AirField* previous, const std::stop_token& stop)
{
    AirTemperatures temperatures(room, *flow, supplyM3s, rackM3s);
    const AirTemperatures::Outcome outcome = temperatures.settle(firstTemperatures(previous), stop);
    if (outcome == AirTemperatures::Outcome::Stopped)
        return false;
    if (outcome == AirTemperatures::Outcome::Unsettled) {
        report.problems.push_back(
            {AirProblemKind::NotConverged, "No steady temperature of the air was found."});
        return true;
    }
    temperatureC = temperatures.cellsC();
    for (std::size_t i = 0; i < room.racks.size(); ++i) {
        racks.push_back(temperatures.rack(i));
        racks.back().leftOut = leftOut[i] != 0;
    }
    exchanged = temperatures.exchanged();
    temperatures.addTo(report);
    return true;
}

AirField::AirField() : d_(std::make_unique<Private>()) {}
AirField::~AirField() = default;

std::shared_ptr<const AirField> AirField::solve(AirRoom room, const AirFieldOptions& options,
                                                const AirField* previous, const std::stop_token& stop)
{
    const std::shared_ptr<AirField> field(new AirField);
    Private& d = *field->d_;
    d.room = std::move(room);
    d.options = options;
    if (!d.solve(previous, stop))
        return nullptr;
    return field;
}

const AirRoom& AirField::room() const
{
    return d_->room;
}

const AirGrid& AirField::grid() const
{
    return d_->grid;
}

const AirFieldReport& AirField::report() const
{
    return d_->report;
}

std::span<const float> AirField::temperatureC() const
{
    return d_->temperatureC;
}

std::span<const float> AirField::velocityMs(Axis axis) const
{
    return d_->report.usable() ? d_->flow->velocityMs(static_cast<std::size_t>(axis))
                               : std::span<const float>();
}

std::span<const std::uint8_t> AirField::solid() const
{
    return d_->report.usable() ? std::span<const std::uint8_t>(d_->solid) : std::span<const std::uint8_t>();
}

std::span<const AirRackTemperatures> AirField::racks() const
{
    return d_->racks;
}

std::span<const double> AirField::supplyM3s() const
{
    return d_->supplyM3s;
}

std::vector<float> AirField::cellShares(std::span<const double> ofRacks) const
{
    if (!d_->report.usable())
        return {};
    return d_->fractions().cellShares(ofRacks);
}

std::size_t AirField::bytes() const
{
    const std::size_t cells = d_->temperatureC.size() * (sizeof(float) + sizeof(double) + 1);
    const std::lock_guard lock(d_->workshopMutex);
    const std::size_t work = d_->workshop ? d_->workshop->bytes() : 0;
    return cells + work + (d_->flow ? d_->flow->bytes() : 0);
}

std::shared_ptr<const RecirculationMatrix> AirField::matrix(RecirculationLayout layout,
                                                            std::span<const std::size_t> first,
                                                            const std::stop_token& stop) const
{
    if (!d_->report.usable() || layout.racks.size() != d_->racks.size())
        return nullptr;
    return d_->fractions().matrix(std::move(layout), tracingOrder(d_->grid, d_->frontCell, first),
                                  d_->options.threads, stop);
}

std::vector<double> supplyFlowsM3s(const AirRoom& room, const AirFieldOptions& options)
{
    AirCells cells;
    AirFieldReport report;
    WorkTeam team(options.threads);
    voxelise(room, airGridOf(room, options.cellM, options.mostCells), team, cells, report);
    if (report.usable())
        return cells.supplyM3s;
    std::vector<double> flows;
    for (const AirSupplyPatch& supply : room.supplies)
        flows.push_back(supply.flowM3s);
    return flows;
}

} // namespace hallwright
