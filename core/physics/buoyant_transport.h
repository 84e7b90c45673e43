// What the mean flow of a hall carries: temperatures, and against the flow, where each rack's air comes from.
//
//     m_c T_c = Σ_n (max(F_nc, 0) + D_nc) T_n + Σ_s F_sc T_s        m_c = Σ_n (max(F_nc, 0) + D_nc) + Σ_s F_sc
//     Mᵀ λ = w_i        a_ij = Σ_c λ_c F_jc        Σ_j a_ij + a_i0 = 1
//
// T: temperature of cell c, neighbour n or source s [°C]; F_nc: mean flow from n into c [m³/s]; D: mixing between them,
// ν_T A/h [m³/s]; sources: racks' rears, supplies, and the mixed return where air comes back; M: the matrix of the
// first equation; w_i: shares of rack i's inlet that each cell gives; λ: how much of it comes through each cell, over m
// [s/m³]; a_ij: share of rack i's inlet that came last from source j [-].
//
// First-order upwind, so that every cell is a mixture of what enters it: no temperature lies outside the sources', and
// the shares of a rack sum to one. Solved by Gauss-Seidel sweeps in the eight directions of the grid in turn: a flow
// that goes round takes as many rounds as it has turns. Temperatures are mixed after each round (buoyant_mixing.h);
// shares are found for 16 racks at a time, and a row of cells rests while nothing next to it changes.
//
// Range: any mean flow with a supply. Sources: Patankar (1980) ch. 5; Zhao (2005) for the sweeps; Tang, Gupta and
// Varsamopoulos (2006) for a_ij. Nothing is thrown.
#pragma once

#include "core/physics/buoyant_mesh.h"

#include <cstdint>
#include <span>
#include <stop_token>

namespace hallwright::buoyant {

class BuoyantTransport
{
public:
    // Of a flow without divergence, `viscosity` with it.
    BuoyantTransport(const BuoyantMesh& mesh, const std::array<Values, 3>& velocity, const Values& viscosity);

    std::size_t sourceCount() const { return racks_ + 1 + supplies_; } // racks, mixed return, supplies

    struct Steady {
        std::vector<double> inletC, outletC; // of the racks
        double returnC = 0.0;
        double massResidual = 0.0, energyResidual = 0.0; // as air_report.h
        int sweeps = 0;
        bool stopped = false;
    };
    // Temperatures that racks and air bring about in each other. `t`, of the mesh's lattice, is the start and the
    // result.
    Steady settle(const BuoyantMesh& mesh, Values& t, const std::stop_token& stop) const;

    // a_ij of some racks, or of the mixed return where its number is that of the racks: sourceCount() for each, which
    // sum to one. Empty if stopped.
    std::vector<float> shares(std::span<const RackAir> air, std::span<const std::size_t> racks, int threads,
                              const std::stop_token& stop) const;

    // Of the air in each cell that the mesh has, x fastest, the share that came last from racks of value 1.
    std::vector<double> carry(std::span<const double> ofRacks) const;

    std::size_t bytes() const;

private:
    struct Inflow {
        std::uint32_t cell = 0, source = 0;
        float flow = 0.0F;
    };
    struct Outflow { // to the returns
        std::uint32_t cell = 0;
        float flow = 0.0F;
    };
    struct Group;
    class Settling;
    friend class Settling;

    void listCells(const BuoyantMesh& mesh);
    void joinCells(const BuoyantMesh& mesh, const std::array<Values, 3>& velocity, const Values& viscosity);
    void listSources(const BuoyantMesh& mesh, const std::array<Values, 3>& velocity);
    void weigh(std::span<const RackAir> air, std::size_t sink, std::size_t lane, Group& group) const;
    bool sweepGroup(Group& group, const std::stop_token& stop) const;
    void collect(std::size_t lane, const Group& group, std::span<float> row) const;

    std::array<int, 3> n_{};
    std::size_t racks_ = 0, supplies_ = 0;
    std::vector<std::int32_t> number_;    // of a lattice cell, or -1
    std::vector<std::int32_t> place_;     // of a numbered cell in the lattice
    std::vector<std::uint32_t> rowStart_; // of the cells, n[1] n[2] + 1
    std::vector<std::uint32_t>
        beside_;             // six to a cell, low and high along each axis; itself where there is none
    std::vector<float> in_;  // six to a cell: max(F, 0) + D from there
    std::vector<float> sum_; // m
    std::vector<Inflow> inflows_;
    std::vector<Outflow> outflows_;
};

} // namespace hallwright::buoyant
