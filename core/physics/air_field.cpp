// The method: a grid of cells (air_grid), the potential by multigrid-preconditioned conjugate gradients
// (air_multigrid), the flow's order and what the air carries along it (air_flow). Here they are put together with the
// racks, whose outlets depend on their inlets:
//
//     Tout,i = Tin,i + P_i / (ρ cp V_i)        Tin = air at the front, a linear function of all Tout
//
// A rack draws and gives out its flow V_i. The cells bring U_i to its front, other than V_i by as much as the potential is
// in error. What is too much goes to the returns from there, and what is too little is taken off what goes there, so that
// air and heat are conserved to rounding, at whatever tolerance:
//
//     T_R (R + Σ U - Σ V) = R T_ret + Σ U T - Σ V Tin
//
// T: air that the cells bring to the front, T_ret: to the returns' faces, R: the flow there; T_R: mixed air of the returns.
//
// In a dead end a rack would draw its own exhaust for ever, and no steady temperature exists or one of thousands of
// degrees; behind a rear door colder than the air it would be as far below. No inlet is followed further than 200 K above
// the mixed return or 50 K below it. The rack exchanges as much air with the returns as that takes, of its intake the
// share r:
//
//     Tin = (1 - r) T + r T_R
//
// The heat leaves there, the fractions have the exchange too, and a notice says so.
//
// Temperatures inside are above the coldest supply's.
#include "core/physics/air_field.h"

#include "core/physics/air_flow.h"
#include "core/physics/air_multigrid.h"

#include <Eigen/QR>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
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

// Fixed point of an affine map x -> G(x) by Anderson's acceleration: the next x is the combination of the last ones for
// which G(x) - x would be least. As good as GMRES while the history lasts, and never worse than plain repetition by much.
class FixedPoint
{
public:
    // The next x, from x and G(x).
    std::vector<double> next(const std::vector<double>& x, const std::vector<double>& g)
    {
        const Eigen::Index n = static_cast<Eigen::Index>(x.size());
        const Eigen::VectorXd to = Eigen::Map<const Eigen::VectorXd>(g.data(), n);
        const Eigen::VectorXd change = to - Eigen::Map<const Eigen::VectorXd>(x.data(), n);
        if (lastTo_.size() == n) {
            if (toSteps_.size() == history) {
                toSteps_.erase(toSteps_.begin());
                changeSteps_.erase(changeSteps_.begin());
            }
            toSteps_.push_back(to - lastTo_);
            changeSteps_.push_back(change - lastChange_);
        }
        lastTo_ = to;
        lastChange_ = change;
        Eigen::VectorXd result = to;
        if (!toSteps_.empty()) {
            Eigen::MatrixXd steps(n, static_cast<Eigen::Index>(changeSteps_.size()));
            for (std::size_t m = 0; m < changeSteps_.size(); ++m)
                steps.col(static_cast<Eigen::Index>(m)) = changeSteps_[m];
            const Eigen::VectorXd factors = steps.colPivHouseholderQr().solve(change);
            for (std::size_t m = 0; m < toSteps_.size(); ++m)
                result -= factors[static_cast<Eigen::Index>(m)] * toSteps_[m];
        }
        return {result.begin(), result.end()};
    }

private:
    static constexpr std::size_t history = 12;
    std::vector<Eigen::VectorXd> toSteps_, changeSteps_;
    Eigen::VectorXd lastTo_, lastChange_;
};

// No inlet is followed further than these from the mixed return.
constexpr double mostAboveReturnK = 200.0; // servers are off long before
constexpr double mostBelowReturnK = 50.0;  // no rear door has water that cold

double positive(double x)
{
    return std::max(x, 0.0);
}

// Interleaves the bits of a cell's layers: near numbers are near places.
std::uint64_t placeCode(const AirGrid& grid, std::uint32_t cell)
{
    const std::uint32_t nx = static_cast<std::uint32_t>(grid.cells[0]);
    const std::uint32_t ny = static_cast<std::uint32_t>(grid.cells[1]);
    const std::array<std::uint32_t, 2> at = {cell % nx, cell / nx % ny};
    std::uint64_t code = 0;
    for (unsigned bit = 0; bit < 16; ++bit)
        for (unsigned a = 0; a < 2; ++a)
            code |= static_cast<std::uint64_t>(at[a] >> bit & 1U) << (2 * bit + a);
    return code;
}

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
    double baseC = 0.0;                     // the coldest supply

    mutable std::mutex workshopMutex;
    mutable std::unique_ptr<Workshop> workshop;

    bool solve(const AirField* previous, const std::stop_token& stop);
    bool continues(const AirField& previous) const; // whether its values are a start
    template <class ValueOfRack>
    std::vector<float> shareOf(const ValueOfRack& valueOf) const;
    std::shared_ptr<const RecirculationMatrix> traceAll(AirLayout layout, std::span<const std::size_t> first,
                                                        const std::stop_token& stop) const;

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
    bool settleTemperatures(const AirField* previous, const std::stop_token& stop);
    std::vector<double> firstOutlets(const AirField* previous) const;
    struct InletLimits {
        double coldestK = 0.0, warmestK = 0.0;
    };
    InletLimits inletLimits() const;
    struct Temperatures {
        std::vector<double> frontK, inletK;
        std::vector<double> outletK; // the last is the mixed air of the returns
        std::size_t atLimit = 0;     // inlets
    };
    Temperatures broughtAbout(std::span<const double> values, const InletLimits& limits) const;
    bool agree(std::span<const double> givenK, std::span<const double> foundK) const;
    double coldestSupplyC() const;
    double balancedReturnK(double facesK, std::span<const double> frontK,
                           std::span<const double> inletK) const;
    void exchangeInDeadEnds(std::span<const double> frontK, std::span<const double> inletK, double returnK);
    void drawUp(std::span<const double> inletK, double returnK, std::span<const double> values);
    std::vector<double> returnParts() const;
    double mixedAtReturns(std::span<const double> values) const;
    std::vector<std::size_t> tracingOrder(std::span<const std::size_t> first) const;

    double riseK(std::size_t rack) const // P / (ρ cp V); below zero behind a cold rear door
    {
        return rackM3s[rack] > 0.0 ? room.racks[rack].heatW / (room.heatPerVolume * rackM3s[rack]) : 0.0;
    }
    double gainedK() const // Σ P / (ρ cp) [m³ K/s]
    {
        double sum = 0.0;
        for (std::size_t i = 0; i < rackM3s.size(); ++i)
            sum += riseK(i) * rackM3s[i];
        return sum;
    }
    // What heat that goes astray is judged by: the racks', or the air's own at one kelvin.
    double balanceScaleK() const { return std::max(std::abs(gainedK()), suppliedM3s()); }
    double suppliedM3s() const { return std::accumulate(supplyM3s.begin(), supplyM3s.end(), 0.0); }
};

bool AirField::Private::solve(const AirField* previous, const std::stop_token& stop)
{
    Stopwatch watch;
    WorkTeam team(options.threads);
    grid = airGridOf(room, options);
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
    report.cellImbalance = flow->worstImbalanceM3s() / suppliedM3s();
    addPatchVelocities(cells);
    for (const PatchCells& front : cells.fronts)
        frontCell.push_back(front.cells.empty() ? 0 : front.cells.front());
    solid = cells.solid;
    report.sortMs = watch.ms();
    const bool done = settleTemperatures(previous, stop);
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
            visit(at.cells[n], positive(flowM3s) * static_cast<double>(at.shares[n]) / sum);
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

std::vector<double> AirField::Private::firstOutlets(const AirField* previous) const
{
    std::vector<double> outletK(room.racks.size() + 1, 0.0);
    std::unordered_map<std::int64_t, double> before;
    if (previous) {
        for (std::size_t i = 0; i < previous->d_->racks.size(); ++i)
            before[previous->d_->room.racks[i].id.value] = previous->d_->racks[i].inletC;
    }
    for (std::size_t i = 0; i < room.racks.size(); ++i) {
        const auto it = before.find(room.racks[i].id.value);
        outletK[i] = riseK(i) + (it != before.end() ? it->second - baseC : 0.0);
    }
    if (previous)
        outletK.back() = previous->d_->report.returnC - baseC;
    return outletK;
}

// Outlets and the air behind the returns until they agree with the inlets they bring about.
bool AirField::Private::settleTemperatures(const AirField* previous, const std::stop_token& stop)
{
    constexpr int mostSweeps = 400;
    baseC = coldestSupplyC();
    const std::size_t n = room.racks.size();
    std::vector<double> values(flow->valueCount(), 0.0);
    double* const sources = values.data() + flow->cellCount();
    for (std::size_t s = 0; s < room.supplies.size(); ++s)
        sources[n + 1 + s] = positive(room.supplies[s].temperatureC - baseC);

    const InletLimits limits = inletLimits();
    std::vector<double> outletK = firstOutlets(previous); // the last is the air behind the returns
    Temperatures found;
    FixedPoint fixedPoint;
    std::size_t atLimit = 0;
    for (int sweep = 0; sweep < mostSweeps; ++sweep) {
        if (stop.stop_requested())
            return false;
        if (sweep > 0)
            outletK = fixedPoint.next(outletK, found.outletK);
        for (std::size_t i = 0; i < n; ++i) // no outlet lies beyond these
            outletK[i] = std::clamp(outletK[i], limits.coldestK + riseK(i), limits.warmestK + riseK(i));
        std::ranges::copy(outletK, sources);
        flow->carry(values);
        found = broughtAbout(values, limits);
        if (!flow->returnsGiveAir())
            outletK[n] = found.outletK[n];
        if (agree(outletK, found.outletK)) {
            exchangeInDeadEnds(found.frontK, found.inletK, found.outletK[n]);
            drawUp(found.inletK, found.outletK[n], values);
            return true;
        }
        if (found.atLimit != atLimit)
            fixedPoint = {}; // another affine map from here on
        atLimit = found.atLimit;
    }
    report.problems.push_back({AirProblemKind::NotConverged, "No steady temperature of the air was found."});
    return true;
}

double AirField::Private::coldestSupplyC() const
{
    double coldestC = std::numeric_limits<double>::infinity();
    for (std::size_t s = 0; s < supplyM3s.size(); ++s) {
        if (supplyM3s[s] > 0.0)
            coldestC = std::min(coldestC, room.supplies[s].temperatureC);
    }
    return coldestC;
}

// What the air carried to the fronts and returns makes of inlets and outlets.
AirField::Private::Temperatures AirField::Private::broughtAbout(std::span<const double> values,
                                                                const InletLimits& limits) const
{
    Temperatures found;
    for (std::size_t i = 0; i < room.racks.size(); ++i) {
        found.frontK.push_back(flow->sinkValue(i, values));
        found.inletK.push_back(std::clamp(found.frontK[i], limits.coldestK, limits.warmestK));
        found.outletK.push_back(found.inletK[i] + riseK(i));
        found.atLimit += found.inletK[i] != found.frontK[i] ? 1 : 0;
    }
    const double facesK = flow->sinkValue(room.racks.size(), values);
    found.outletK.push_back(balancedReturnK(facesK, found.frontK, found.inletK));
    return found;
}

// Whether what the sources gave out is what it brought about, each by itself and all their heat together.
bool AirField::Private::agree(std::span<const double> givenK, std::span<const double> foundK) const
{
    constexpr double settledK = 1e-5;
    constexpr double rounding = 1e-6;    // of the largest rise
    constexpr double settledHeat = 2e-7; // of what the balance is judged by
    double change = 0.0;
    double largest = 0.0;
    double astrayK = 0.0; // m³ K/s
    for (std::size_t i = 0; i < foundK.size(); ++i) {
        change = std::max(change, std::abs(foundK[i] - givenK[i]));
        astrayK += (foundK[i] - givenK[i]) * flow->sourceFlowM3s(i);
        if (i < room.racks.size())
            largest = std::max(largest, std::abs(foundK[i]));
    }
    return change <= std::max(settledK, rounding * largest) &&
           std::abs(astrayK) <= settledHeat * balanceScaleK();
}

// T_R (R + Σ U - Σ V) = R T_ret + Σ U T - Σ V Tin
double AirField::Private::balancedReturnK(double facesK, std::span<const double> frontK,
                                          std::span<const double> inletK) const
{
    const std::size_t n = room.racks.size();
    double flowM3s = flow->sinkFlowM3s(n);
    double heatK = flowM3s * facesK; // m³ K/s
    for (std::size_t i = 0; i < n; ++i) {
        flowM3s += flow->sinkFlowM3s(i) - flow->sourceFlowM3s(i);
        heatK += flow->sinkFlowM3s(i) * frontK[i] - flow->sourceFlowM3s(i) * inletK[i];
    }
    return flowM3s > 0.0 ? heatK / flowM3s : facesK;
}

// r = (T - Tin) / (T - T_R)
void AirField::Private::exchangeInDeadEnds(std::span<const double> frontK, std::span<const double> inletK,
                                           double returnK)
{
    exchanged.assign(room.racks.size(), 0.0);
    for (std::size_t i = 0; i < room.racks.size(); ++i) {
        if (frontK[i] == inletK[i])
            continue;
        exchanged[i] = (frontK[i] - inletK[i]) / (frontK[i] - returnK);
        const bool hot = frontK[i] > inletK[i];
        const std::string beyond = hot ? "hotter than the model can say, and the heat"
                                       : "colder than the model can say, and the cold";
        if (rackM3s[i] > 0.0)
            report.notices.push_back(
                {AirProblemKind::DeadEnd,
                 nameOf(room.racks[i]) + " takes in hardly anything but exhaust that has no way out: it is " +
                     beyond + " beyond that goes straight to the returns."});
    }
}

// About T + P / (ρ cp V) of all the air, above the coldest supply's.
AirField::Private::InletLimits AirField::Private::inletLimits() const
{
    double sumK = gainedK(); // m³ K/s
    for (std::size_t s = 0; s < supplyM3s.size(); ++s)
        sumK += supplyM3s[s] * (room.supplies[s].temperatureC - baseC);
    const double returnK = sumK / suppliedM3s();
    return {std::min(returnK, 0.0) - mostBelowReturnK, positive(returnK) + mostAboveReturnK};
}

void AirField::Private::drawUp(std::span<const double> inletK, double returnK, std::span<const double> values)
{
    const std::size_t n = room.racks.size();
    temperatureC = flow->onGrid(values, baseC, std::numeric_limits<float>::quiet_NaN());
    racks.reserve(n);
    double leavingM3s = flow->sinkFlowM3s(n) - flow->sourceFlowM3s(n);
    double amissM3s = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        racks.push_back({baseC + inletK[i], baseC + inletK[i] + riseK(i), leftOut[i] != 0});
        const double amiss = flow->sinkFlowM3s(i) - flow->sourceFlowM3s(i);
        leavingM3s += amiss;
        amissM3s += std::abs(amiss);
    }
    double suppliedK = 0.0;
    for (std::size_t s = 0; s < supplyM3s.size(); ++s)
        suppliedK += supplyM3s[s] * (room.supplies[s].temperatureC - baseC);
    report.returnC = baseC + returnK;
    report.frontImbalance = amissM3s / suppliedM3s();
    report.massResidual = std::abs(leavingM3s - suppliedM3s()) / suppliedM3s();
    // What leaves against what entered.
    report.energyResidual = std::abs(leavingM3s * returnK - suppliedK - gainedK()) / balanceScaleK();
}

// Of each sink, how much the mixed air of the returns has from it: r V and, last, R [m³/s].
std::vector<double> AirField::Private::returnParts() const
{
    std::vector<double> parts;
    for (std::size_t i = 0; i < room.racks.size(); ++i)
        parts.push_back(exchanged[i] * rackM3s[i]);
    parts.push_back(flow->sinkFlowM3s(room.racks.size()));
    return parts;
}

double AirField::Private::mixedAtReturns(std::span<const double> values) const
{
    const std::vector<double> parts = returnParts();
    double flowM3s = 0.0;
    double sum = 0.0;
    for (std::size_t sink = 0; sink < parts.size(); ++sink) {
        flowM3s += parts[sink];
        sum += parts[sink] * flow->sinkValue(sink, values);
    }
    return flowM3s > 0.0 ? sum / flowM3s : 0.0;
}

// What share of each cell's air came last from the racks of value 1. The air behind the returns, where some is drawn
// back, has a value x that depends on itself: x = r(0) + (r(1) - r(0)) x.
template <class ValueOfRack>
std::vector<float> AirField::Private::shareOf(const ValueOfRack& valueOf) const
{
    std::vector<double> values(flow->valueCount(), 0.0);
    const std::size_t behind = room.racks.size();
    for (std::size_t i = 0; i < behind; ++i)
        values[flow->cellCount() + i] = valueOf(i);
    flow->carry(values);
    if (flow->returnsGiveAir()) {
        const double without = mixedAtReturns(values);
        values[flow->returnSource()] = 1.0;
        flow->carry(values);
        const double with = mixedAtReturns(values);
        values[flow->returnSource()] = without / (1.0 - (with - without));
        flow->carry(values);
    }
    return flow->onGrid(values, 0.0, 0.0F);
}

// Those wanted first, then the others, neighbours together: what is upstream of sixteen racks is then little more than
// what is upstream of one.
std::vector<std::size_t> AirField::Private::tracingOrder(std::span<const std::size_t> first) const
{
    const std::size_t n = room.racks.size();
    std::vector<std::size_t> order;
    std::vector<std::uint8_t> taken(n, 0);
    const auto byPlace = [&](std::size_t a, std::size_t b) {
        const std::uint64_t codeA = placeCode(grid, frontCell[a]);
        const std::uint64_t codeB = placeCode(grid, frontCell[b]);
        return codeA != codeB ? codeA < codeB : a < b;
    };
    for (const std::size_t i : first) {
        if (i < n && !taken[i]) {
            taken[i] = 1;
            order.push_back(i);
        }
    }
    const auto others = static_cast<std::ptrdiff_t>(order.size());
    for (std::size_t i = 0; i < n; ++i) {
        if (!taken[i])
            order.push_back(i);
    }
    std::sort(order.begin() + others, order.end(), byPlace);
    return order;
}

namespace {

// Rows of A from what the traces found. Air from behind the returns is followed further, to where they have it from:
//
//     a = (1 - r) a_known + ((1 - r) a_behind + r) m / (1 - b)
//
// m, b: shares of the mixed air of the returns that came from the racks and supplies, and from behind the returns
// themselves.
class RowWriter
{
public:
    struct Row {
        std::vector<std::uint32_t> sources;
        std::vector<double> shares;
        double supply = 1.0;
    };

    explicit RowWriter(std::size_t racks) : racks_(racks), known_(racks + 1), origin_(racks + 1) {}

    void setBehind(std::span<const float> shares, std::size_t lane)
    {
        gather(shares, lane);
        const double rest = 1.0 - behind_;
        for (std::size_t j = 0; j < known_.size(); ++j)
            origin_[j] = rest > 0.0 ? known_[j] / rest : 0.0;
    }

    Row row(std::span<const float> shares, std::size_t lane, double exchanged)
    {
        gather(shares, lane);
        const double behind = std::lerp(behind_, 1.0, exchanged);
        if (behind > 0.0) {
            for (std::size_t j = 0; j < known_.size(); ++j)
                known_[j] = (1.0 - exchanged) * known_[j] + behind * origin_[j];
        }
        return pruned();
    }

private:
    void gather(std::span<const float> shares, std::size_t lane)
    {
        const auto share = [&](std::size_t source) {
            return static_cast<double>(shares[source * AirTracer::lanes + lane]);
        };
        for (std::size_t j = 0; j < racks_; ++j)
            known_[j] = share(j);
        behind_ = share(racks_);
        known_[racks_] = 0.0;
        for (std::size_t s = racks_ + 1; s * AirTracer::lanes < shares.size(); ++s)
            known_[racks_] += share(s);
    }

    // Without the smallest shares, which together make no difference, and normalised: the sum of a row was one but for
    // the rounding of single precision.
    Row pruned()
    {
        constexpr double makesNoDifference = 2e-6;
        Row row;
        std::vector<std::pair<double, std::uint32_t>> found;
        for (std::size_t j = 0; j < racks_; ++j) {
            if (known_[j] > 0.0)
                found.emplace_back(known_[j], static_cast<std::uint32_t>(j));
        }
        std::sort(found.begin(), found.end());
        std::size_t left = 0;
        for (double sum = 0.0; left < found.size() && sum + found[left].first < makesNoDifference; ++left)
            sum += found[left].first;
        found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(left));
        std::sort(found.begin(), found.end(),
                  [](const auto& a, const auto& b) { return a.second < b.second; });
        double total = known_[racks_];
        for (const auto& [share, source] : found)
            total += share;
        if (!(total > 0.0))
            return row;
        double captured = 0.0;
        for (const auto& [share, source] : found) {
            row.sources.push_back(source);
            row.shares.push_back(share / total);
            captured += row.shares.back();
        }
        row.supply = std::max(1.0 - captured, 0.0);
        return row;
    }

    std::size_t racks_;
    std::vector<double> known_, origin_; // the supplies last; m / (1 - b)
    double behind_ = 0.0;
};

} // namespace

std::shared_ptr<const RecirculationMatrix> AirField::Private::traceAll(AirLayout layout,
                                                                       std::span<const std::size_t> first,
                                                                       const std::stop_token& stop) const
{
    const std::size_t n = room.racks.size();
    const std::vector<std::size_t> order = tracingOrder(first);
    const std::size_t groups = (n + AirTracer::lanes - 1) / AirTracer::lanes;
    std::vector<RowWriter::Row> rows(n);
    RowWriter writer(n);
    if (flow->returnsGiveAir() || std::ranges::any_of(exchanged, [](double share) { return share > 0.0; })) {
        AirTracer tracer(*flow);
        tracer.traceMixture(returnParts());
        writer.setBehind(tracer.shares(), 0);
    }
    std::atomic<std::size_t> nextGroup = 0;
    WorkTeam team(std::min(options.threads, static_cast<int>(std::max<std::size_t>(groups, 1))));
    team.run([&](int) {
        RowWriter own = writer;
        AirTracer tracer(*flow);
        for (std::size_t group = nextGroup++; group < groups && !stop.stop_requested(); group = nextGroup++) {
            const std::size_t from = group * AirTracer::lanes;
            const std::span<const std::size_t> racksOfGroup(order.data() + from,
                                                            std::min(AirTracer::lanes, n - from));
            tracer.trace(racksOfGroup);
            for (std::size_t lane = 0; lane < racksOfGroup.size(); ++lane)
                rows[racksOfGroup[lane]] = own.row(tracer.shares(), lane, exchanged[racksOfGroup[lane]]);
        }
    });
    if (stop.stop_requested())
        return nullptr;

    std::vector<std::uint32_t> rowStart = {0};
    std::vector<std::uint32_t> sources;
    std::vector<double> shares;
    std::vector<double> supplyShares;
    for (const RowWriter::Row& row : rows) {
        sources.insert(sources.end(), row.sources.begin(), row.sources.end());
        shares.insert(shares.end(), row.shares.begin(), row.shares.end());
        supplyShares.push_back(row.supply);
        rowStart.push_back(static_cast<std::uint32_t>(sources.size()));
    }
    return RecirculationMatrix::fromRows(std::move(layout), std::move(rowStart), std::move(sources),
                                         std::move(shares), std::move(supplyShares));
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

std::vector<float> AirField::recirculatedShare() const
{
    return d_->report.usable() ? d_->shareOf([](std::size_t) { return 1.0; }) : std::vector<float>();
}

std::vector<float> AirField::shareFrom(std::size_t rack) const
{
    return d_->report.usable() && rack < d_->racks.size()
               ? d_->shareOf([rack](std::size_t i) { return i == rack ? 1.0 : 0.0; })
               : std::vector<float>();
}

std::size_t AirField::bytes() const
{
    const std::size_t cells = d_->temperatureC.size() * (sizeof(float) + sizeof(double) + 1);
    const std::lock_guard lock(d_->workshopMutex);
    const std::size_t work = d_->workshop ? d_->workshop->bytes() : 0;
    return cells + work + (d_->flow ? d_->flow->bytes() : 0);
}

std::shared_ptr<const RecirculationMatrix>
AirField::matrix(AirLayout layout, std::span<const std::size_t> first, const std::stop_token& stop) const
{
    return d_->report.usable() && layout.racks.size() == d_->racks.size()
               ? d_->traceAll(std::move(layout), first, stop)
               : nullptr;
}

std::vector<double> supplyFlowsM3s(const AirRoom& room, const AirFieldOptions& options)
{
    AirCells cells;
    AirFieldReport report;
    WorkTeam team(options.threads);
    voxelise(room, airGridOf(room, options), team, cells, report);
    if (report.usable())
        return cells.supplyM3s;
    std::vector<double> flows;
    for (const AirSupplyPatch& supply : room.supplies)
        flows.push_back(supply.flowM3s);
    return flows;
}

} // namespace hallwright
