#include "core/physics/buoyant_flow.h"

#include "core/physics/air_fractions.h"
#include "core/physics/buoyant_rows.h"
#include "core/physics/buoyant_solver.h"
#include "core/physics/buoyant_transport.h"
#include "core/physics/buoyant_window.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>

namespace hallwright {

using namespace buoyant;

namespace {

constexpr int stepsBeforeMean = 250, stepsBeforeMeanAgain = 100;
constexpr int mostStepsOfLargeHalls = 400;
constexpr std::size_t largeHall = 100'000; // cells
constexpr int stepsPerSample = 2;          // of the mean fields
constexpr int stepsPerCheck = 25;
constexpr float leastCfl = 0.2F;
constexpr double airDensity = 1.19; // of the pressures shown

class BuoyantWatch
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

// Running means of the fields.
struct MeanFields {
    std::array<Values, 3> velocity;
    Values temperatureC, viscosity;
    int samples = 0;

    void clear(const Lattice& l)
    {
        samples = 0;
        for (Values* values : {&velocity[0], &velocity[1], &velocity[2], &temperatureC, &viscosity})
            values->assign(l);
    }

    void add(const BuoyantSolver& solver, WorkTeam& team)
    {
        const Lattice& l = solver.mesh().lattice;
        const float weight = 1.0F / static_cast<float>(++samples);
        const std::size_t ny = static_cast<std::size_t>(l.n[1]) + 1;
        const auto add = [&](const Values& from, Values& to, Index row) {
            averageRow(l.count, from.data() + row, weight, to.data() + row);
        };
        team.share(ny * (static_cast<std::size_t>(l.n[2]) + 1), [&](int, std::size_t from, std::size_t to) {
            for (std::size_t n = from; n < to; ++n) {
                const Index row = l.row(static_cast<int>(n % ny) + 1, static_cast<int>(n / ny) + 1);
                for (std::size_t a = 0; a < 3; ++a)
                    add(solver.velocity(a), velocity[a], row);
                add(solver.temperatureC(), temperatureC, row);
                add(solver.viscosity(), viscosity, row);
            }
        });
    }
};

} // namespace

struct BuoyantField::Private {
    AirRoom room;
    AirGrid grid;
    BuoyantFlowReport report;
    std::vector<float> temperatureC, pressurePa, viscosity;
    std::array<std::vector<float>, 3> velocityMs;
    std::vector<std::uint8_t> solid;
    std::vector<AirRackTemperatures> racks;
    std::vector<InletScatter> scatter;
    std::vector<RackAir> air;
    std::vector<std::uint32_t> frontCell;
    std::vector<double> supplyC;
    std::optional<BuoyantTransport> transport;
    BuoyantState state;
    int threads = 1;

    void showFields(const BuoyantMesh& mesh, const std::array<Values, 3>& velocity, const Values& t,
                    const Values& pressure, const Values& eddies);
    void appendRow(std::size_t rack, std::vector<double> shares, std::vector<std::uint32_t>& sources,
                   std::vector<double>& kept, std::vector<double>& supplyShares) const;
};

struct BuoyantFlow::Private {
    AirRoom room;
    BuoyantFlowOptions options;
    WorkTeam team;
    BuoyantFlowReport report;
    AirGrid grid;
    std::optional<BuoyantSolver> solver;
    InletWindows windows;
    MeanFields mean;
    int stepsBefore = stepsBeforeMean, mostSteps = 0;
    int steps = 0; // since the start or the last restart
    int stepsAltogether = 0;
    float cfl = SolverLimits{}.cfl;
    bool over = false;

    Private(AirRoom r, const BuoyantFlowOptions& o) : room(std::move(r)), options(o), team(o.threads) {}

    struct Found {
        std::array<Values, 3> velocity;
        Values temperatureC, viscosity;
    };

    void start(const BuoyantField* earlier);
    Found found() const;
    std::shared_ptr<BuoyantField> newField() const;
    void makeOneStep();
    void carryHeatThrough();
    void restart();
    void fillRacks(BuoyantField::Private& field, const BuoyantTransport::Steady& steady) const;
};

void BuoyantFlow::Private::start(const BuoyantField* earlier)
{
    BuoyantWatch watch;
    grid = cubeGridOf(room, options.cellM, options.mostCells);
    for (const std::string& sentence : room.simplifications)
        report.notices.push_back({AirProblemKind::Simplified, sentence});
    BuoyantMesh mesh;
    AirRoom driven = room;
    for (AirRack& rack : driven.racks)
        rack.leakage = options.statedLeakage ? rack.leakage : 0.0;
    buildMesh(driven, grid, team, mesh, report);
    if (!report.usable()) {
        over = true;
        return;
    }
    const bool continues = earlier && earlier->report().usable() && earlier->grid() == grid &&
                           earlier->room().widthM == room.widthM && earlier->room().depthM == room.depthM &&
                           earlier->room().heightM == room.heightM;
    const bool large = mesh.fluidCells > largeHall;
    mostSteps = continues || large ? std::min(options.mostSteps, mostStepsOfLargeHalls) : options.mostSteps;
    stepsBefore = std::min(continues || large ? stepsBeforeMeanAgain : stepsBeforeMean, mostSteps / 2);
    solver.emplace(std::move(mesh), team);
    if (continues)
        solver->startFrom(earlier->d_->state);
    else
        solver->startFromNothing();
    windows.clear(room.racks.size());
    report.setUpMs = watch.ms();
}

// Once more from nothing, with half the time step.
void BuoyantFlow::Private::restart()
{
    cfl *= 0.5F;
    ++report.restarts;
    steps = 0;
    windows.clear(room.racks.size());
    mean.samples = 0;
    if (cfl < leastCfl) {
        report.problems.push_back(
            {AirProblemKind::NotConverged,
             "The air's flow was not found: it grew beyond all bounds, with shorter steps too."});
        over = true;
        return;
    }
    stepsBefore = std::min(stepsBeforeMean, mostSteps / 2);
    solver->setCfl(cfl);
    solver->startFromNothing();
}

void BuoyantFlow::Private::makeOneStep()
{
    solver->step();
    ++steps;
    ++stepsAltogether;
    const bool racksGood = std::ranges::all_of(solver->inletsC(), [](double t) { return std::isfinite(t); });
    if (!racksGood || (steps % stepsPerCheck == 0 && !solver->finite())) {
        restart();
        return;
    }
    if (steps == stepsBefore)
        carryHeatThrough();
    if (steps <= stepsBefore)
        return;
    windows.add(solver->inletsC());
    if (steps % stepsPerSample == 0) {
        if (mean.samples == 0)
            mean.clear(solver->mesh().lattice);
        mean.add(*solver, team);
    }
    report.settled = windows.atWindowEnd() && windows.settled(options.settledK);
    over = report.settled || steps >= mostSteps;
    if (over && !solver->finite())
        restart();
}

// Temperatures as this flow has them in the end: a large hall takes more steps to fill with air than the flow to form,
// and the means would have its filling in them.
void BuoyantFlow::Private::carryHeatThrough()
{
    std::array<Values, 3> velocity{solver->velocity(0), solver->velocity(1), solver->velocity(2)};
    solver->balance(velocity);
    solver->freeWorkspace();
    Values t = solver->temperatureC();
    BuoyantTransport(solver->mesh(), velocity, solver->viscosity()).settle(solver->mesh(), t, {});
    solver->takeTemperatures(std::move(t));
}

void BuoyantFlow::Private::fillRacks(BuoyantField::Private& field,
                                     const BuoyantTransport::Steady& steady) const
{
    bool hot = false;
    for (std::size_t r = 0; r < room.racks.size(); ++r) {
        const RackAir& air = solver->mesh().racks[r];
        AirRackTemperatures found;
        found.inletC = steady.inletC[r];
        found.outletC = air.leftOut ? found.inletC : steady.outletC[r];
        found.leftOut = air.leftOut;
        field.scatter.push_back({windows.scatterK(r), windows.errorK(r),
                                 windows.steps() > 0 ? windows.meanC(r) : solver->inletsC()[r]});
        field.report.largestChangeK = std::max(field.report.largestChangeK, windows.changeK(r));
        hot = hot || steady.outletC[r] < steady.inletC[r] + air.riseK - 1e-6;
        field.racks.push_back(found);
    }
    if (hot)
        field.report.notices.push_back({AirProblemKind::DeadEnd,
                                        "A rack draws its own exhaust again and again; it is not followed "
                                        "further than 200 K above the mixed return."});
}

BuoyantFlow::BuoyantFlow(AirRoom room, const BuoyantFlowOptions& options, const BuoyantField* earlier)
    : d_(std::make_unique<Private>(std::move(room), options))
{
    d_->start(earlier);
}

BuoyantFlow::~BuoyantFlow() = default;

int BuoyantFlow::steps() const
{
    return d_->stepsAltogether;
}

bool BuoyantFlow::advance(int steps, const std::stop_token& stop)
{
    BuoyantWatch watch;
    for (int n = 0; n < steps && !d_->over && !stop.stop_requested(); ++n)
        d_->makeOneStep();
    d_->report.solveMs += watch.ms();
    return !d_->over;
}

// Means where there are any, else the flow as it is.
BuoyantFlow::Private::Found BuoyantFlow::Private::found() const
{
    if (mean.samples > 0)
        return {mean.velocity, mean.temperatureC, mean.viscosity};
    return {{solver->velocity(0), solver->velocity(1), solver->velocity(2)},
            solver->temperatureC(),
            solver->viscosity()};
}

std::shared_ptr<BuoyantField> BuoyantFlow::Private::newField() const
{
    std::shared_ptr<BuoyantField> result(new BuoyantField);
    BuoyantField::Private& field = *result->d_;
    field.room = room;
    field.grid = grid;
    field.threads = options.threads;
    field.report = report;
    field.report.iterations = stepsAltogether;
    field.report.averagedSteps = windows.steps();
    field.report.finished = over;
    if (!report.usable())
        return result;
    field.air = solver->mesh().racks;
    for (const SupplyAir& supply : solver->mesh().supplies)
        field.supplyC.push_back(supply.temperatureC);
    field.report.cellImbalance = solver->imbalance();
    return result;
}

BuoyantFieldPtr BuoyantFlow::field(const std::stop_token& stop)
{
    BuoyantWatch watch;
    std::shared_ptr<BuoyantField> result = d_->newField();
    BuoyantField::Private& field = *result->d_;
    if (!field.report.usable())
        return result;
    BuoyantSolver& solver = *d_->solver;
    auto [velocity, t, viscosity] = d_->found();
    solver.balance(velocity);
    if (d_->over)
        solver.freeWorkspace();
    field.transport.emplace(solver.mesh(), velocity, viscosity);
    const BuoyantTransport::Steady steady = field.transport->settle(solver.mesh(), t, stop);
    if (steady.stopped)
        return nullptr;
    field.report.massResidual = steady.massResidual;
    field.report.energyResidual = steady.energyResidual;
    field.report.returnC = steady.returnC;
    d_->fillRacks(field, steady);
    field.state = solver.state();
    field.showFields(solver.mesh(), velocity, t, solver.pressure(), viscosity);
    field.report.sweepMs = watch.ms();
    return result;
}

BuoyantFieldPtr BuoyantFlow::glance()
{
    std::shared_ptr<BuoyantField> result = d_->newField();
    BuoyantField::Private& field = *result->d_;
    if (!field.report.usable())
        return result;
    const BuoyantSolver& solver = *d_->solver;
    BuoyantTransport::Steady now;
    for (std::size_t r = 0; r < field.air.size(); ++r) {
        now.inletC.push_back(d_->windows.steps() > 0 ? d_->windows.meanC(r) : solver.inletsC()[r]);
        now.outletC.push_back(now.inletC[r] + field.air[r].riseK);
    }
    field.report.returnC = solver.mesh().returnC;
    d_->fillRacks(field, now);
    const auto [velocity, t, viscosity] = d_->found();
    field.state = solver.state();
    field.showFields(solver.mesh(), velocity, t, solver.pressure(), viscosity);
    return result;
}

BuoyantFieldPtr BuoyantFlow::solve(AirRoom room, const BuoyantFlowOptions& options,
                                   const BuoyantField* earlier, const std::stop_token& stop)
{
    constexpr int burst = 50;
    BuoyantFlow flow(std::move(room), options, earlier);
    while (flow.advance(burst, stop)) {
        if (stop.stop_requested())
            return nullptr;
    }
    return flow.field(stop);
}

void BuoyantField::Private::showFields(const BuoyantMesh& mesh, const std::array<Values, 3>& velocity,
                                       const Values& t, const Values& pressure, const Values& eddies)
{
    solid = mesh.solid;
    for (std::vector<float>* values :
         {&temperatureC, &pressurePa, &viscosity, &velocityMs[0], &velocityMs[1], &velocityMs[2]})
        values->assign(grid.count(), 0.0F);
    mesh.lattice.forCells([&](int i, int j, int k, Index c) {
        const std::size_t at = grid.index(i - 1, j - 1, k - 1);
        if (mesh.fluid[c] <= 0.0F) {
            temperatureC[at] = std::numeric_limits<float>::quiet_NaN();
            return;
        }
        temperatureC[at] = t[c];
        pressurePa[at] = static_cast<float>(airDensity) * pressure[c];
        viscosity[at] = eddies[c];
        for (std::size_t a = 0; a < 3; ++a)
            velocityMs[a][at] = 0.5F * (velocity[a][c] + velocity[a][c + mesh.lattice.stride[a]]);
    });
    for (const RackAir& rack : air) {
        const Index first = rack.front.empty() ? mesh.lattice.at(1, 1, 1) : rack.front.front();
        const Index k = first / mesh.lattice.stride[2];
        const Index j = first % mesh.lattice.stride[2] / mesh.lattice.stride[1];
        frontCell.push_back(
            static_cast<std::uint32_t>(grid.index(static_cast<int>(first % mesh.lattice.stride[1]) - 1,
                                                  static_cast<int>(j) - 1, static_cast<int>(k) - 1)));
    }
}

// The shares of the racks in a row are scaled, within a tenth, so that they give the inlet that was solved: tracing
// stops where little is left to follow, and what it leaves is shared out in proportion.
void BuoyantField::Private::appendRow(std::size_t rack, std::vector<double> shares,
                                      std::vector<std::uint32_t>& sources, std::vector<double>& kept,
                                      std::vector<double>& supplyShares) const
{
    constexpr double least = 1e-6, most = 1.1;
    const std::size_t count = racks.size();
    double supply = 0.0;
    double supplyHeat = 0.0;
    for (std::size_t s = 0; s < supplyC.size(); ++s) {
        supply += shares[count + 1 + s];
        supplyHeat += shares[count + 1 + s] * supplyC[s];
    }
    const double coldC = supply > 0.0 ? supplyHeat / supply : 0.0;
    double rise = 0.0;
    for (std::size_t j = 0; j < count; ++j)
        rise += shares[j] * (racks[j].outletC - coldC);
    const double wanted = racks[rack].inletC - coldC;
    double factor = rise > 0.0 && wanted > 0.0 && supply > 0.0 ? wanted / rise : 1.0;
    factor = std::clamp(factor, 1.0 / most, most);
    double sum = 0.0;
    for (std::size_t j = 0; j < count; ++j)
        sum += shares[j] * factor;
    const double down = sum > 1.0 ? 1.0 / sum : 1.0;
    double all = 0.0;
    for (std::size_t j = 0; j < count; ++j) {
        const double share = shares[j] * factor * down;
        if (share < least)
            continue;
        sources.push_back(static_cast<std::uint32_t>(j));
        kept.push_back(share);
        all += share;
    }
    supplyShares[rack] = std::max(1.0 - all, 0.0);
}

std::shared_ptr<const RecirculationMatrix> BuoyantField::matrix(RecirculationLayout layout,
                                                                std::span<const std::size_t> first,
                                                                const std::stop_token& stop) const
{
    const std::size_t count = d_->racks.size();
    if (!d_->report.usable() || !d_->transport || layout.racks.size() != count)
        return nullptr;
    std::vector<std::size_t> order = tracingOrder(d_->grid, d_->frontCell, first);
    order.push_back(count); // what comes back through the returns
    const std::size_t width = d_->transport->sourceCount();
    const std::vector<float> found = d_->transport->shares(d_->air, order, d_->threads, stop);
    if (found.empty())
        return nullptr;
    std::vector<std::size_t> place(count + 1);
    for (std::size_t n = 0; n < order.size(); ++n)
        place[order[n]] = n;
    const auto rowOf = [&](std::size_t sink) { return std::span(found).subspan(place[sink] * width, width); };
    const std::span<const float> back = rowOf(count);
    const double goesOn = std::max(1.0 - static_cast<double>(back[count]), 1e-6);
    std::vector<std::uint32_t> rowStart = {0};
    std::vector<std::uint32_t> sources;
    std::vector<double> kept;
    std::vector<double> supplyShares(count, 1.0);
    for (std::size_t rack = 0; rack < count; ++rack) {
        const std::span<const float> row = rowOf(rack);
        std::vector<double> shares(row.begin(), row.end());
        const double returned = shares[count] / goesOn;
        for (std::size_t s = 0; s < width && returned > 0.0; ++s)
            shares[s] += s == count ? 0.0 : returned * static_cast<double>(back[s]);
        d_->appendRow(rack, std::move(shares), sources, kept, supplyShares);
        rowStart.push_back(static_cast<std::uint32_t>(sources.size()));
    }
    return RecirculationMatrix::fromRows(std::move(layout), std::move(rowStart), std::move(sources),
                                         std::move(kept), std::move(supplyShares));
}

BuoyantField::BuoyantField() : d_(std::make_unique<Private>()) {}
BuoyantField::~BuoyantField() = default;

const AirRoom& BuoyantField::room() const
{
    return d_->room;
}

const AirGrid& BuoyantField::grid() const
{
    return d_->grid;
}

const BuoyantFlowReport& BuoyantField::report() const
{
    return d_->report;
}

std::span<const float> BuoyantField::temperatureC() const
{
    return d_->temperatureC;
}

std::span<const float> BuoyantField::velocityMs(Axis axis) const
{
    return d_->velocityMs[static_cast<std::size_t>(axis)];
}

std::span<const float> BuoyantField::pressurePa() const
{
    return d_->pressurePa;
}

std::span<const float> BuoyantField::viscosityM2s() const
{
    return d_->viscosity;
}

std::span<const std::uint8_t> BuoyantField::solid() const
{
    return d_->solid;
}

std::span<const AirRackTemperatures> BuoyantField::racks() const
{
    return d_->racks;
}

std::span<const InletScatter> BuoyantField::scatter() const
{
    return d_->scatter;
}

std::vector<float> BuoyantField::cellShares(std::span<const double> ofRacks) const
{
    if (!d_->report.usable() || !d_->transport)
        return {};
    const std::vector<double> carried = d_->transport->carry(ofRacks);
    std::vector<float> shares(d_->grid.count(), 0.0F);
    std::size_t next = 0; // of the cells with air, which the transport has in the same order
    for (std::size_t c = 0; c < shares.size(); ++c) {
        if (!d_->solid[c])
            shares[c] = static_cast<float>(carried[next++]);
    }
    return shares;
}

std::size_t BuoyantField::bytes() const
{
    const std::size_t shown = 6 * d_->temperatureC.size() * sizeof(float) + d_->solid.size();
    return shown + d_->state.bytes() + (d_->transport ? d_->transport->bytes() : 0);
}

} // namespace hallwright
