// The potential of a hall's air: conjugate gradients preconditioned by one multigrid cycle.
//
//     Σ_n t_cn (φ_c - φ_n) + t_rc φ_c = q_c
//
// φ: potential, times the cell's size [m³/s]; t, t_r: conductances of faces and returns over the cell's size [-]; q:
// air given out in the cell less air taken in [m³/s]. Solid cells have no conductance and keep φ = 0.
//
// The cycle is V(1,1): red-black Gauss-Seidel, black-red on the way up, aggregates of 2 x 2 x 2 cells with a constant
// correction, and half the sum of the fine conductances between two aggregates as the coarse one, since the distance
// doubles. Layers are paired so that no panel lies within an aggregate. It runs in single precision; the gradients'
// recurrence works with differences of neighbours, which single precision holds well, and φ itself and the residual it
// is judged by are in double.
//
// Range: any positive conductances; a thin wall other than a panel costs iterations, not accuracy.
// Source: Briggs, Henson and McCormick, A Multigrid Tutorial; Braess (1995) for aggregates in conjugate gradients.
// Nothing is thrown.
#pragma once

#include "core/physics/air_cells.h"

#include <memory>
#include <span>
#include <stop_token>

namespace hallwright {

class AirMultigrid
{
public:
    AirMultigrid();
    ~AirMultigrid();

    // To be called before solve(), and whenever the cells change: the memory is used again.
    void build(const AirCells& cells, WorkTeam& team);

    struct Outcome {
        int iterations = 0;
        double residual = 0.0; // |q - A φ| / |q|
        bool converged = false;
        bool stopped = false; // by the token
    };
    // `source` and `potential` have one value per cell, x fastest; `potential` is the start and the result.
    Outcome solve(std::span<const float> source, std::vector<double>& potential, double tolerance,
                  WorkTeam& team, const std::stop_token& stop);

    std::size_t bytes() const;

private:
    struct Level;
    struct Vectors;
    class Coarsest;
    class Coarsening;

    void loadFinest(const AirCells& cells);
    void invertDiagonals(Level& level);
    bool addCoarser(std::size_t level);
    void prepareVectors();
    static std::array<int, 3> pairLayers(Level& level);
    Level& levelOf(std::size_t l, const std::array<int, 3>& cells);
    void coarsen(const Level& fine, Level& coarse);
    void cycle(std::size_t level);
    void relax(Level& level, int colour);
    void sumResiduals(const Level& fine, Level& coarse);
    void addCorrections(Level& fine, Level& coarse);
    void load(std::span<const float> source, std::span<const double> potential);
    void descend(double norm, double wanted, Outcome& outcome, const std::stop_token& stop);
    double applyToDirection();
    double trueResidual();
    double product(const std::vector<float>& a, const std::vector<float>& b);
    template <class Visit>
    void forRows(const Visit& visit);
    template <class Part>
    double sumOverRows(const Part& part);
    template <class Task>
    void share(const Level& level, std::size_t rows, const Task& task);

    WorkTeam* team_ = nullptr; // while it builds or solves
    std::vector<std::unique_ptr<Level>> levels_;
    std::unique_ptr<Coarsest> coarsest_;
    std::unique_ptr<Vectors> vectors_;
};

} // namespace hallwright
