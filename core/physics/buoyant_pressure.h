// The pressure increment of one step of the buoyant flow: conjugate gradients preconditioned by one multigrid cycle.
//
//     Σ_n a_cn (p_c - p_n) = d_c        a = dt / h
//
// p: pressure over density [m²/s²]; a: of the face between cells c and n [s/m], with twice the value and p = 0 behind
// it at a return; dt: the local time step [s]; h: size of a cell [m]; d: what enters the cell less what leaves it, as
// speeds [m/s].
//
// One iteration a step is enough while the flow develops: what it leaves, the next step sees. The cycle is V(2,2) with
// damped Jacobi smoothing (weights 0.6 and 1 down, 1 and 0.6 up, so that it stays symmetric), aggregates of 2 x 2 x 2
// cells with a constant correction, and half the sum of the fine coefficients. It is built anew at each step, so the
// levels are cheap to make rather than exact at panels. Sums are taken row by row in the same order, whatever the
// number of threads.
//
// Range: positive coefficients, with a return somewhere. Source: Briggs, Henson and McCormick, A Multigrid Tutorial,
// ch. 3 and 7; Braess (1995) for aggregates in conjugate gradients. Nothing is thrown; where the coefficients are not
// finite the increment is not either.
#pragma once

#include "core/physics/buoyant_lattice.h"
#include "core/physics/work_team.h"

#include <array>
#include <cstddef>
#include <vector>

namespace hallwright::buoyant {

class BuoyantPressure
{
public:
    void layOut(const Lattice& lattice);

    // The faces' a on the finest level: face c lies below cell c. To be written before build().
    std::array<Values, 3>& conductance() { return levels_.front().a; }
    const std::array<Values, 3>& conductance() const { return levels_.front().a; }
    void build(WorkTeam& team);

    // Up to `iterations`, or until the residual is `tolerance` times the first; `residual` is d on entry, and what is
    // left of it after. Returns the norm of that.
    double solve(Values& residual, Values& increment, int iterations, double tolerance, WorkTeam& team);

    std::size_t bytes() const;

private:
    struct Level {
        Lattice lattice;
        std::array<Values, 3> a;
        Values inverse, x, b, spare; // inverse: 1 / Σ a
    };

    template <class Task>
    void forRows(const Level& level, WorkTeam& team, const Task& task); // task(row's first cell, j, k)
    template <class Task>
    double sumOverRows(WorkTeam& team, const Task& task);
    void invert(Level& level, WorkTeam& team);
    void coarsen(const Level& fine, Level& coarse, WorkTeam& team);
    void restrictTo(const Level& fine, Level& coarse, WorkTeam& team);
    void cycle(std::size_t level, WorkTeam& team);
    void relax(Level& level, float weight, WorkTeam& team);
    double applyToDirection(WorkTeam& team);

    std::vector<Level> levels_;
    Values direction_, applied_;
    std::vector<double> rowSums_;
};

} // namespace hallwright::buoyant
