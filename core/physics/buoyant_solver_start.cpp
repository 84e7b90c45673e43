// How a buoyant flow starts: from nothing, or from an earlier one; and what is kept of it.
#include "core/physics/buoyant_rows.h"
#include "core/physics/buoyant_solver.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace hallwright::buoyant {

namespace {

constexpr float firstStepS = 0.1F;
constexpr float zeroK = 273.15F;
constexpr int startIterations = 30;
constexpr double startTolerance = 1e-3;

} // namespace

BuoyantSolver::BuoyantSolver(BuoyantMesh mesh, WorkTeam& team, const SolverLimits& limits)
    : mesh_(std::move(mesh)), team_(team), limits_(limits)
{
    for (Values* values : {&u_[0], &u_[1], &u_[2], &t_, &pressure_, &viscosity_})
        values->assign(mesh_.lattice);
    makeWorkspace();
    partDamping_.assign(mesh_.parts.size(), 0.0F);
    inletC_.assign(mesh_.racks.size(), 0.0);
}

void BuoyantSolver::makeWorkspace()
{
    const Lattice& l = mesh_.lattice;
    solver_.layOut(l);
    for (Values* values : {&next_[0], &next_[1], &next_[2], &increment_, &residual_, &friction_})
        values->assign(l);
    for (Values* values : {&stepS_, &otherStepS_})
        values->assign(l, solidStepS);
    nextT_ = t_;
}

void BuoyantSolver::freeWorkspace()
{
    solver_ = {};
    for (Values* values : {&next_[0], &next_[1], &next_[2], &nextT_, &increment_, &residual_, &friction_,
                           &stepS_, &otherStepS_})
        *values = {};
}

void BuoyantSolver::restoreWorkspace()
{
    if (!nextT_.empty())
        return;
    makeWorkspace();
    setBoundaries();
    followNewFlow();
}

void BuoyantSolver::setBoundaries()
{
    for (const FixedFace& face : mesh_.fixed)
        u_[face.axis][face.face] = next_[face.axis][face.face] = face.speed;
    for (Values* t : {&t_, &nextT_}) {
        for (const SupplyAir& supply : mesh_.supplies)
            for (const Index ghost : supply.ghosts)
                (*t)[ghost] = static_cast<float>(supply.temperatureC);
        for (const ReturnOpening& opening : mesh_.returns)
            (*t)[opening.ghost] = static_cast<float>(mesh_.returnC);
    }
}

void BuoyantSolver::startFromNothing()
{
    const Lattice& l = mesh_.lattice;
    Values mean;
    mean.assign(l, static_cast<float>(0.5 * (mesh_.meanSupplyC + mesh_.returnC)));
    std::array<Values, 3> still;
    for (Values& u : still)
        u.assign(l);
    startFrom(std::move(still), std::move(mean));
}

void BuoyantSolver::startFrom(std::array<Values, 3> velocity, Values temperatureC)
{
    const Lattice& l = mesh_.lattice;
    u_ = std::move(velocity);
    for (std::size_t a = 0; a < 3; ++a)
        next_[a].assign(l);
    t_ = std::move(temperatureC);
    nextT_ = t_;
    referenceK_ = static_cast<float>(0.5 * (mesh_.meanSupplyC + mesh_.returnC)) + zeroK;
    pressure_.assign(l);
    steps_ = 0;
    startBounds_ = {std::numeric_limits<float>::max(), std::numeric_limits<float>::lowest()};
    l.forCells([&](int, int, int, Index c) {
        if (mesh_.fluid[c] > 0.0F)
            startBounds_ = {std::min(startBounds_.least, t_[c]), std::max(startBounds_.most, t_[c])};
    });
    setBoundaries();
    updateRacks();
    l.forCells([&](int, int, int, Index c) { stepS_[c] = mesh_.fluid[c] > 0.0F ? firstStepS : solidStepS; });
    updateConductances();
    project(startIterations, startTolerance);
    pressure_.assign(l);
    followNewFlow();
}

void BuoyantSolver::takeTemperatures(Values temperatureC)
{
    t_ = std::move(temperatureC);
    updateRacks();
}

void BuoyantSolver::startFrom(const BuoyantState& earlier)
{
    const Lattice& l = mesh_.lattice;
    referenceK_ = earlier.referenceK; // the pressure is relative to it
    for (std::size_t a = 0; a < 3; ++a) {
        l.forCells([&](int, int, int, Index c) {
            u_[a][c] = mesh_.open[a][c] > 0.0F ? earlier.velocity[a][c] : 0.0F;
        });
    }
    for (const ReturnOpening& opening : mesh_.returns)
        u_[opening.axis][opening.face] = earlier.velocity[opening.axis][opening.face];
    t_ = earlier.temperatureC;
    pressure_ = earlier.pressure;
    fillOpened(earlier);
    nextT_ = t_;
    steps_ = 0;
    setBoundaries();
    updateRacks();
    followNewFlow();
    project(startIterations, startTolerance);
    followNewFlow();
}

// Cells that were solid: what the air beside them has, over the width of a rack.
void BuoyantSolver::fillOpened(const BuoyantState& earlier)
{
    constexpr int rounds = 8;
    const Lattice& l = mesh_.lattice;
    std::vector<std::uint8_t> known(static_cast<std::size_t>(l.total), 0);
    std::vector<Index> opened;
    l.forCells([&](int, int, int, Index c) {
        const bool was = earlier.fluid[c] > 0.0F;
        known[static_cast<std::size_t>(c)] = was;
        if (mesh_.fluid[c] > 0.0F && !was)
            opened.push_back(c);
    });
    for (int round = 0; round < rounds; ++round) {
        for (const Index c : opened) {
            float heat = 0.0F;
            float push = 0.0F;
            int count = 0;
            for (std::size_t a = 0; a < 3; ++a) {
                for (const Index other : {c - l.stride[a], c + l.stride[a]}) {
                    if (!known[static_cast<std::size_t>(other)])
                        continue;
                    heat += t_[other];
                    push += pressure_[other];
                    ++count;
                }
            }
            if (count == 0)
                continue;
            t_[c] = heat / static_cast<float>(count);
            pressure_[c] = push / static_cast<float>(count);
            known[static_cast<std::size_t>(c)] = 1;
        }
    }
}

BuoyantState BuoyantSolver::state() const
{
    return {mesh_.lattice, u_, t_, pressure_, mesh_.fluid, referenceK_};
}

bool BuoyantSolver::finite() const
{
    constexpr float coldestC = -100.0F, hottestC = 2000.0F, fastestMs = 100.0F;
    bool good = true;
    mesh_.lattice.forCells([&](int, int, int, Index c) {
        good = good && t_[c] > coldestC && t_[c] < hottestC;
        for (const Values& u : u_)
            good = good && std::fabs(u[c]) < fastestMs;
    });
    return good;
}

std::size_t BuoyantSolver::bytes() const
{
    constexpr std::size_t ofMesh = 8, ofFlow = 6, ofWorkspace = 9;
    return (ofMesh + ofFlow + (nextT_.empty() ? 0 : ofWorkspace)) * t_.bytes() + solver_.bytes();
}

} // namespace hallwright::buoyant
