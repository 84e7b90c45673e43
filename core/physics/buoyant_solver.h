// One hall's buoyant flow in steps of local time.
//
//     u* = (u + dt (-div(u u) + div((ν + ν_t) (grad u + grad uᵀ)) - grad p + g (1 - T0/T) e_z + j))
//          / (1 + dt (w + r |u|))
//     div(dt grad δp) = div u*        u = u* - dt grad δp        p = p + δp
//     T = T + dt (-div(u T - ν_T grad T) + T div u)        T_out = T_in + P/(ρ cp V)
//     ν_t = 0.03874 |u| l        ν_T = ν/Pr + ν_t/Pr_t
//     dt = 1 / (Σ|u|/(2 h CFL) + 6.6 (ν + ν_t)/h² + 0.3), at most 0.4 s and 1.5 times a neighbour's
//
// u: velocity on the cells' faces [m/s]; p: pressure over density, less that of air at T0 at rest [m²/s²]; T:
// temperature of the cells [°C in the arrays, K in the lift]; T0: the reference [K]; g: 9.81 m/s²; j: momentum of the
// tiles' jets beyond that of their gross area [m/s²]; w: friction at walls [1/s]; r: resistance of faces partly open
// [1/m] (buoyant_mesh.h); ν, Pr: 1.5e-5 m²/s, 0.7; Pr_t: 0.85; l: distance to the nearest wall, at most 0.6 m, half an
// aisle, as streams between rows are no wider [m]; h: size of a cell [m]; P: a rack's heat [W]; V: its flow [m³/s]; ρ
// cp: heat capacity of the air [J/(m³ K)].
//
// Convection is second order with van Albada's limiter. δp is found by one iteration (buoyant_pressure.h), so that div
// u vanishes as the flow settles; T is advected so that it stays within the supplies' and outlets' whatever div u. At
// walls τ/ρ = 0.0228 |u|^(7/4) (ν/y)^(1/4), y = h/2: the log law within 10 % for y+ of 50 to 2,000. At returns the
// pressure is that of a still column of the leaving air, p = g (1 - T0/T) z above the floor; air that comes back
// through one has the mixed return's temperature.
//
// Local steps are no true time: the flow that it settles to is steady, or wanders, and then its mean is taken. Range:
// air of 0 to 80 °C at speeds of 0.02 to 10 m/s on cells of 0.15 to 0.6 m. Sources: Chen and Xu (1998) for ν_t; van
// Albada, van Leer and Roberts (1982); Chorin (1968) for the fractional step; Werner and Wengle (1991) for the wall.
// Nothing is thrown.
#pragma once

#include "core/physics/buoyant_mesh.h"
#include "core/physics/buoyant_pressure.h"
#include "core/physics/buoyant_rows.h"

#include <cstdint>
#include <vector>

namespace hallwright::buoyant {

struct Fluxes;

// A flow from which another of the same grid can start.
struct BuoyantState {
    Lattice lattice;
    std::array<Values, 3> velocity;
    Values temperatureC, pressure, fluid;
    float referenceK = 0.0F;
    std::size_t bytes() const { return 6 * fluid.bytes(); }
};

struct SolverLimits {
    float cfl = 0.7F; // at 0.9 some halls of 100,000 cells and more swing up from step to step
    float longestStepS = 0.4F;
};

class BuoyantSolver
{
public:
    BuoyantSolver(BuoyantMesh mesh, WorkTeam& team, const SolverLimits& limits = {});

    // The potential flow of the racks and supplies, the air halfway between the supplies and the returns.
    void startFromNothing();
    // A flow on the same grid; cells that have turned into air take what their neighbours have.
    void startFrom(const BuoyantState& earlier);
    void setCfl(float cfl) { limits_.cfl = cfl; }

    void step();
    void takeTemperatures(Values temperatureC); // in place of its own
    // What steps and balance() alone need, more than half of all memory; the next of them makes it anew.
    void freeWorkspace();
    BuoyantState state() const;
    // Makes a flow on the same mesh, such as a mean of this one, free of divergence to single precision.
    void balance(std::array<Values, 3>& velocity);

    const BuoyantMesh& mesh() const { return mesh_; }
    int steps() const { return steps_; }
    const Values& velocity(std::size_t axis) const { return u_[axis]; }
    const Values& temperatureC() const { return t_; }
    const Values& pressure() const { return pressure_; }
    const Values& viscosity() const { return viscosity_; }
    const std::vector<double>& inletsC() const { return inletC_; }
    double returnFlowM3s(std::size_t n) const;      // through a face, outward
    double imbalance() const { return imbalance_; } // rms of div u, times the air's volume over the supply
    bool finite() const;                            // all temperatures and speeds, within what air can have
    std::size_t bytes() const;

    // Another start: any temperatures and speeds, which are then made free of divergence.
    void startFrom(std::array<Values, 3> velocity, Values temperatureC);

private:
    struct Scratch;

    void makeWorkspace();
    void restoreWorkspace(); // if it was freed
    void setBoundaries();
    void updateViscosity();
    void updateSteps();
    void updateConductances();
    void moveMomentum();
    void moveReturns();
    void findDivergence(const std::array<Values, 3>& velocity); // into residual_
    void project(int iterations, double tolerance);
    void moveHeat();
    void updateRacks();
    void fillOpened(const BuoyantState& earlier);
    void applyParts();
    void followNewFlow();
    template <class Task>
    void forRows(int extraRows, const Task& task) const; // task(row's first cell)
    template <class Task>
    void forBlocks(const Task& task) const; // task(from, to, scratch) of rows
    template <class Flux, class Update>
    void sweepBlock(int from, int to, Scratch& scratch, const Flux& flux, const Update& update) const;
    void momentumFlux(std::size_t momentum, std::size_t across, Index first, float* flux) const;
    void momentumUpdate(std::size_t axis, Index first, const Fluxes& fluxes);

    BuoyantMesh mesh_;
    WorkTeam& team_;
    SolverLimits limits_;
    BuoyantPressure solver_;
    std::array<Values, 3> u_, next_;
    Values t_, nextT_, pressure_, increment_, residual_;
    Values viscosity_, friction_, stepS_, otherStepS_;
    std::vector<float> partDamping_; // of the faces partly open: R / (1 + R), R = dt r |u|
    std::vector<double> inletC_;
    float referenceK_ = 0.0F;
    Bounds startBounds_{},
        bounds_{}; // of the air at the start, and with what supplies and racks blow out [°C]
    double imbalance_ = 0.0;
    int steps_ = 0;
};

} // namespace hallwright::buoyant
