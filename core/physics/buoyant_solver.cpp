#include "core/physics/buoyant_solver.h"

#include "core/physics/buoyant_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace hallwright::buoyant {

namespace {

constexpr Index worthTwoThreads = 10'000; // cells
constexpr int mostRowsOfBlock = 24;       // so that a block's fluxes stay near the processor
constexpr int stepsPerViscosity = 2;
constexpr int startIterations = 30;
constexpr double startTolerance = 1e-3;
constexpr double hottestAboveReturnK =
    200.0; // of an inlet; a rack that draws its own exhaust would know no end
constexpr float zeroK = 273.15F, gravityMs2 = 9.81F;

} // namespace

// The fluxes at the low sides of a block's rows: those of one row along x, of the row before and the next across y, and
// of a whole plane of rows across z.
struct BuoyantSolver::Scratch {
    std::vector<float> x, y, yNext, zNext;
    std::vector<float> z;

    void layOut(const Lattice& l, int rows)
    {
        const std::size_t row = static_cast<std::size_t>(l.count + lanes);
        for (std::vector<float>* values : {&x, &y, &yNext, &zNext})
            values->assign(row, 0.0F);
        z.assign(static_cast<std::size_t>(l.count) * static_cast<std::size_t>(rows), 0.0F);
    }
};

template <class Task>
void BuoyantSolver::forRows(int extraRows, const Task& task) const
{
    const Lattice& l = mesh_.lattice;
    const int ny = l.n[1] + extraRows;
    const std::size_t rows = static_cast<std::size_t>(ny) * static_cast<std::size_t>(l.n[2] + extraRows);
    const auto work = [&](int, std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row)
            task(l.row(static_cast<int>(row) % ny + 1, static_cast<int>(row) / ny + 1));
    };
    if (l.total < worthTwoThreads)
        work(0, 0, rows);
    else
        team_.share(rows, work);
}

template <class Task>
void BuoyantSolver::forBlocks(const Task& task) const
{
    const Lattice& l = mesh_.lattice;
    const int threads = l.total < worthTwoThreads ? 1 : team_.size();
    const int rows = std::min((l.n[1] + threads - 1) / threads, mostRowsOfBlock);
    const int blocks = (l.n[1] + rows - 1) / rows;
    const auto work = [&](int, std::size_t from, std::size_t to) {
        thread_local Scratch scratch;
        for (std::size_t block = from; block < to; ++block) {
            const int first = static_cast<int>(block) * rows + 1;
            scratch.layOut(l, rows);
            task(first, std::min(first + rows, l.n[1] + 1), scratch);
        }
    };
    if (threads == 1)
        work(0, 0, static_cast<std::size_t>(blocks));
    else
        team_.share(static_cast<std::size_t>(blocks), work);
}

// Every flux once: flux(axis, row, where to) gives those at the low sides of a row, update(row, its six).
template <class Flux, class Update>
void BuoyantSolver::sweepBlock(int from, int to, Scratch& scratch, const Flux& flux,
                               const Update& update) const
{
    const Lattice& l = mesh_.lattice;
    const auto planeRow = [&](int j) {
        return scratch.z.data() + static_cast<std::ptrdiff_t>(j - from) * l.count;
    };
    for (int j = from; j < to; ++j)
        flux(std::size_t{2}, l.row(j, 1), planeRow(j));
    for (int k = 1; k <= l.n[2]; ++k) {
        flux(std::size_t{1}, l.row(from, k), scratch.y.data());
        for (int j = from; j < to; ++j) {
            const Index first = l.row(j, k);
            flux(std::size_t{0}, first, scratch.x.data());
            flux(std::size_t{1}, first + l.stride[1], scratch.yNext.data());
            flux(std::size_t{2}, first + l.stride[2], scratch.zNext.data());
            float* below = planeRow(j);
            update(first, Fluxes{scratch.x.data(), scratch.x.data() + 1, scratch.y.data(),
                                 scratch.yNext.data(), below, scratch.zNext.data()});
            scratch.y.swap(scratch.yNext);
            std::copy_n(scratch.zNext.data(), l.count, below);
        }
    }
}

// What follows from the speeds: viscosity, friction, time steps, and the pressure's equation.
void BuoyantSolver::followNewFlow()
{
    updateViscosity();
    updateSteps();
    updateConductances();
}

void BuoyantSolver::updateViscosity()
{
    const Lattice& l = mesh_.lattice;
    forRows(0, [&](Index c) {
        viscosityRow(l.count, u_[0].data() + c, u_[1].data() + c, u_[2].data() + c, l.stride[1], l.stride[2],
                     mesh_.fluid.data() + c, mesh_.wallDistance.data() + c, mesh_.cellM,
                     viscosity_.data() + c, friction_.data() + c);
    });
}

void BuoyantSolver::updateSteps()
{
    const Lattice& l = mesh_.lattice;
    forRows(0, [&](Index c) {
        timeStepRow(l.count, u_[0].data() + c, u_[1].data() + c, u_[2].data() + c, l.stride[1], l.stride[2],
                    mesh_.fluid.data() + c, viscosity_.data() + c, mesh_.cellM, limits_.cfl,
                    limits_.longestStepS, stepS_.data() + c);
    });
    for (int pass = 0; pass < 2; ++pass) {
        forRows(0, [&](Index c) {
            limitStepRow(l.count, stepS_.data() + c, l.stride[1], l.stride[2], mesh_.fluid.data() + c,
                         otherStepS_.data() + c);
        });
        stepS_.swap(otherStepS_);
    }
}

// a = dt / h, at a return twice that, through faces partly open dt / (h (1 + R)).
void BuoyantSolver::updateConductances()
{
    const Lattice& l = mesh_.lattice;
    const float perH = 1.0F / mesh_.cellM;
    std::array<Values, 3>& a = solver_.conductance();
    forRows(0, [&](Index c) {
        for (std::size_t axis = 0; axis < 3; ++axis)
            conductanceRow(l.count, mesh_.open[axis].data() + c, stepS_.data() + c, l.stride[axis], perH,
                           a[axis].data() + c);
    });
    for (const ReturnOpening& opening : mesh_.returns)
        a[opening.axis][opening.face] = 2.0F * perH * stepS_[opening.cell];
    for (std::size_t n = 0; n < mesh_.parts.size(); ++n) {
        const PartOpening& part = mesh_.parts[n];
        float& conductance = a[part.axis][part.face];
        const float resistance =
            conductance * mesh_.cellM * part.resistance * std::fabs(u_[part.axis][part.face]);
        partDamping_[n] = resistance / (1.0F + resistance);
        conductance /= 1.0F + resistance;
    }
    solver_.build(team_);
}

void BuoyantSolver::step()
{
    restoreWorkspace();
    moveMomentum();
    moveReturns();
    applyParts();
    u_.swap(next_);
    project(1, 0.0);
    moveHeat();
    updateRacks();
    if (steps_ % stepsPerViscosity == 0)
        updateViscosity();
    updateSteps();
    updateConductances();
    ++steps_;
}

// Of momentum along one axis through the low sides, across another.
void BuoyantSolver::momentumFlux(std::size_t momentum, std::size_t across, Index first, float* flux) const
{
    const Lattice& l = mesh_.lattice;
    const Index s = l.stride[momentum];
    const float perH = 1.0F / mesh_.cellM;
    if (momentum == across)
        normalFlux(l.count, u_[momentum].data() + first - s, viscosity_.data() + first - s,
                   mesh_.fluid.data() + first - s, s, perH, flux);
    else
        edgeFlux(l.count, u_[momentum].data() + first, u_[across].data() + first,
                 mesh_.open[across].data() + first, viscosity_.data() + first, s, l.stride[across], perH,
                 flux);
}

void BuoyantSolver::momentumUpdate(std::size_t axis, Index first, const Fluxes& fluxes)
{
    const Lattice& l = mesh_.lattice;
    const MomentumRow row = {u_[axis].data() + first, solver_.conductance()[axis].data() + first,
                             pressure_.data() + first, mesh_.walls[axis].data() + first,
                             friction_.data() + first};
    float* next = next_[axis].data() + first;
    if (axis == 2)
        liftedMomentumRow(l.count, row, t_.data() + first, referenceK_, fluxes, l.stride[2], mesh_.cellM,
                          next);
    else
        momentumRow(l.count, row, fluxes, l.stride[axis], mesh_.cellM, next);
}

void BuoyantSolver::moveMomentum()
{
    forBlocks([&](int from, int to, Scratch& scratch) {
        for (std::size_t axis = 0; axis < 3; ++axis)
            sweepBlock(
                from, to, scratch,
                [&](std::size_t across, Index first, float* flux) {
                    momentumFlux(axis, across, first, flux);
                },
                [&](Index first, const Fluxes& fluxes) { momentumUpdate(axis, first, fluxes); });
    });
}

// Between the last cell and the opening, h/2: the pressure behind is g (1 - T0/T) z of the leaving air.
void BuoyantSolver::moveReturns()
{
    const float distance = 0.5F * mesh_.cellM;
    for (const ReturnOpening& opening : mesh_.returns) {
        const Values& u = u_[opening.axis];
        const float out = u[opening.face] * opening.outward;
        const float before = u[opening.inner] * opening.outward;
        const float kelvin = t_[opening.cell] + zeroK;
        const float behind = gravityMs2 * (kelvin - referenceK_) / kelvin * opening.heightM;
        const float mean = 0.5F * (out + before);
        const float carried = out > 0.0F ? out * out - mean * (mean > 0.0F ? before : out) : 0.0F;
        const float push = (pressure_[opening.cell] - behind - carried) / distance;
        next_[opening.axis][opening.face] = opening.outward * (out + stepS_[opening.cell] * push);
    }
}

void BuoyantSolver::applyParts()
{
    for (std::size_t n = 0; n < mesh_.parts.size(); ++n) {
        const PartOpening& part = mesh_.parts[n];
        next_[part.axis][part.face] -= u_[part.axis][part.face] * partDamping_[n];
    }
    for (const JetForce& jet : mesh_.jets)
        next_[jet.axis][jet.face] +=
            solver_.conductance()[jet.axis][jet.face] * mesh_.cellM * jet.acceleration;
}

void BuoyantSolver::findDivergence(const std::array<Values, 3>& velocity)
{
    const Lattice& l = mesh_.lattice;
    forRows(0, [&](Index c) {
        divergenceRow(l.count, velocity[0].data() + c, velocity[1].data() + c, velocity[2].data() + c,
                      l.stride[1], l.stride[2], mesh_.fluid.data() + c, residual_.data() + c);
    });
    const float perFace = 1.0F / (mesh_.cellM * mesh_.cellM);
    for (const CellFlow& flow : mesh_.cellFlows)
        residual_[flow.cell] += flow.flowM3s * perFace;
}

void BuoyantSolver::project(int iterations, double tolerance)
{
    const Lattice& l = mesh_.lattice;
    findDivergence(u_);
    const double left = solver_.solve(residual_, increment_, iterations, tolerance, team_);
    const double cells = static_cast<double>(std::max<std::size_t>(mesh_.fluidCells, 1));
    imbalance_ = left / std::sqrt(cells) * cells * static_cast<double>(mesh_.cellM * mesh_.cellM) /
                 std::max(mesh_.supplyM3s, 1e-9);
    const std::array<Values, 3>& a = solver_.conductance();
    forRows(1, [&](Index c) {
        for (std::size_t axis = 0; axis < 3; ++axis)
            correctRow(l.count, a[axis].data() + c, increment_.data() + c, l.stride[axis],
                       u_[axis].data() + c);
        float* p = pressure_.data() + c;
        const float* dp = increment_.data() + c;
        for (int i = 0; i < l.count; ++i)
            p[i] += dp[i];
    });
}

void BuoyantSolver::balance(std::array<Values, 3>& velocity)
{
    constexpr int passes = 4; // each from the divergence found anew
    constexpr double enough = 1e-7;
    restoreWorkspace();
    const Lattice& l = mesh_.lattice;
    const double perFace = static_cast<double>(mesh_.cellM * mesh_.cellM);
    std::array<Values, 3>& a = solver_.conductance();
    for (std::size_t axis = 0; axis < 3; ++axis)
        a[axis] = mesh_.open[axis];
    for (const ReturnOpening& opening : mesh_.returns)
        a[opening.axis][opening.face] = 2.0F;
    solver_.build(team_);
    for (int pass = 0; pass < passes; ++pass) {
        findDivergence(velocity);
        double squares = 0.0;
        l.forCells([&](int, int, int, Index c) {
            squares += static_cast<double>(residual_[c]) * static_cast<double>(residual_[c]);
        });
        if (!(std::sqrt(squares) * perFace > enough * mesh_.supplyM3s))
            break;
        solver_.solve(residual_, increment_, startIterations, startTolerance, team_);
        forRows(1, [&](Index c) {
            for (std::size_t axis = 0; axis < 3; ++axis)
                correctRow(l.count, a[axis].data() + c, increment_.data() + c, l.stride[axis],
                           velocity[axis].data() + c);
        });
    }
    updateConductances();
}

void BuoyantSolver::moveHeat()
{
    const Lattice& l = mesh_.lattice;
    const float perH = 1.0F / mesh_.cellM;
    forBlocks([&](int from, int to, Scratch& scratch) {
        sweepBlock(
            from, to, scratch,
            [&](std::size_t across, Index c, float* flux) {
                scalarFlux(l.count, u_[across].data() + c, t_.data() + c, mesh_.open[across].data() + c,
                           viscosity_.data() + c, l.stride[across], perH, flux);
            },
            [&](Index c, const Fluxes& fluxes) {
                scalarRow(l.count, u_[0].data() + c, u_[1].data() + c, u_[2].data() + c, l.stride[1],
                          l.stride[2], fluxes, mesh_.fluid.data() + c, stepS_.data() + c, perH, bounds_,
                          t_.data() + c, nextT_.data() + c);
            });
    });
    const float perVolume = perH * perH * perH;
    for (const CellFlow& flow : mesh_.cellFlows) {
        if (flow.flowM3s <= 0.0F)
            continue;
        const std::size_t racks = mesh_.racks.size();
        const double outlet = flow.source < racks ? inletC_[flow.source] + mesh_.racks[flow.source].riseK
                                                  : mesh_.supplies[flow.source - racks].temperatureC;
        nextT_[flow.cell] +=
            stepS_[flow.cell] * perVolume * flow.flowM3s * (static_cast<float>(outlet) - t_[flow.cell]);
    }
    t_.swap(nextT_);
}

// T_out = T_in + P/(ρ cp V)
void BuoyantSolver::updateRacks()
{
    const auto mean = [&](const std::vector<Index>& cells, const std::vector<float>& shares) {
        double sum = 0.0;
        for (std::size_t n = 0; n < cells.size(); ++n)
            sum += static_cast<double>(shares[n]) * static_cast<double>(t_[cells[n]]);
        return sum;
    };
    bounds_ = startBounds_;
    const auto blown = [&](double temperatureC) {
        bounds_.least = std::min(bounds_.least, static_cast<float>(temperatureC));
        bounds_.most = std::max(bounds_.most, static_cast<float>(temperatureC));
    };
    for (const SupplyAir& supply : mesh_.supplies) {
        if (supply.flowM3s > 0.0)
            blown(supply.temperatureC);
    }
    for (std::size_t r = 0; r < mesh_.racks.size(); ++r) {
        const RackAir& rack = mesh_.racks[r];
        double inlet = mean(rack.front, rack.frontShares);
        if (rack.leakage > 0.0)
            inlet += rack.leakage * (mean(rack.rear, rack.rearShares) - inlet);
        inletC_[r] = std::min(inlet, mesh_.returnC + hottestAboveReturnK);
        blown(inletC_[r] + rack.riseK);
        for (const Index ghost : rack.ghosts)
            t_[ghost] = static_cast<float>(inletC_[r] + rack.riseK);
    }
}

double BuoyantSolver::returnFlowM3s(std::size_t n) const
{
    const ReturnOpening& opening = mesh_.returns[n];
    return static_cast<double>(u_[opening.axis][opening.face] * opening.outward * mesh_.cellM * mesh_.cellM);
}

} // namespace hallwright::buoyant
