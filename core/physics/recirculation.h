// Where the air that enters a rack comes from: the recirculation fractions of a hall.
//
// For racks i, j with inlet and outlet temperature Tin, Tout [°C] and air temperature rise ΔT [K]
//
//     Tin,i = (1 - r0) (a_i0 Tsup + Σ_j a_ij Tout,j) + r0 Tmix
//     Tout,i = Tin,i + ΔT_i            ΔT_i = P_i/(ρ cp V_i)
//     a_i0 + Σ_j a_ij = 1              Tmix = Σ_j V_j Tout,j / Σ_j V_j
//     r0 = max(1 - β, 0)               β = Vs/Σ_j V_j
//
// a_ij: share of the local air at rack i's intake that left rack j's exhaust [-]; a_i0: share that came
// straight from the air handlers; V_j: air through rack j [m³/s]; Vs: supply air [m³/s]; r0: the share the
// racks must take from the hall's mixed exhaust because the air handlers move too little - the mass-balance
// floor, which no containment removes. The whole is the cross-interference model of Tang, Gupta and
// Varsamopoulos (2006) with the floor split off, so that a change of supply flow leaves a_ij as they are.
//
// The a_ij here are an instant ESTIMATE from geometry, not a flow solution. The air around intake i is
// thought of as the supply with weight s_i and the exhausts with weights w_ij, and
//
//     a_ij = w_ij / (s_i + Σ_k w_ik)          a_i0 = s_i / (s_i + Σ_k w_ik)
//     w_ij = [2 V_j/(V_i + V_j)] [c (1 + e_i) exp(-d/L) + D cosθ_j cosθ_i exp(-d/L_D) t(d/R_D)] t(D_ij/R) λ
//
// d: from the exhaust (centre of j's rear face) to the intake (centre of i's front face) [m]; D_ij: between
// the centres of the racks [m]; t(x) = (1 - x²)² for x < 1, else 0; e_i: openness of the row on either side
// of i, from 0 deep in a row to 2 E for a rack that stands alone; θ_j, θ_i: angles of the straight line with
// j's exhaust direction and against i's front, the second term only where both cosines are positive and no
// third rack stands on the line; λ: what a closed aisle lets through, for each that the path leaves or
// enters. s_i is 1, in an open hot aisle less: an intake there cannot draw fresh supply. A closed hot aisle holds what is blown
// into it and what leaks in, so that of the exhausts k there
//
//     s_i = (1 - a)/a Σ_k w_ik          a = min(1 - l, Σ_k V_k/V_i)
//
//     λ = l (1 + e0)/(l + e0)
//
// l: leakage of the hall's containment [-]; e0: local recirculation of the same rows without it [-], 0.035 on
// a raised floor and 0.105 on a slab. Only for l well below e0 does this leave about the share l of exhaust
// in the inlet air, as the zonal balance r = r0 + l (1 - r0) has it; a leakier containment tends to an open
// aisle, and never beyond. Two rows of ten racks at a closed cold aisle take in
//     l = 0.5 %: 0.5 % on a raised floor, 0.6 % on a slab    1 %: 0.9 and 1.1 %    6 %: 2.5 and 4.5 %
// which at 6 % on a raised floor is less than half of the zonal balance.
//
// In a hall on a slab the supply crosses the room before it reaches the aisles and mixes on its way: c and e0
// are then larger by a factor m.
//
// Range: rows of racks with 0.9 to 3 m aisles, halls without strong cross-flow; it knows nothing of tile
// layout, walls within the hall, jets, buoyancy or ceiling height. Column balance (no more of an exhaust drawn in than
// it blows) is not imposed.
// Error: on hall H20 (20 racks, open cold aisle fed through its whole floor, β = 0.8, rise 12 K) against
// OpenFOAM 1912 RANS the 20 inlets have bias 0.0 K and RMSE 0.55 K. c is fitted to that mean, so this is a
// calibration, not a validation; the RMSE is the scatter between racks, which geometry alone does not
// explain.
// Other β have no reference here, nor have halls on a slab: m is judgement.
// Source: Tang, Gupta and Varsamopoulos (2006) for the balance; the weights are our own. Nothing is thrown;
// non-positive flows and sizes give finite fractions.
#pragma once

#include "core/model/hall.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace hallwright {

// The constants of the estimate. [F] fitted to H20's mean inlet, [G] judgement, to be replaced where
// measurements are.
struct RecirculationKernel {
    double exchange = 0.0087;        // c [-], [F]: exhaust entrained over the top and around; 0.003..0.1
    double sideSupply = 3.0;         // m [-], [G]: halls on a slab; 1..6
    double openExchange = 0.035;     // e0 [-]: the mean of H20 under these constants; 0.02..0.2
    double exchangeLengthM = 1.5;    // L [m], [G]: decay along the detour; 0.8..3
    double rowEnd = 1.5;             // E [-], [G]: added exchange at an open row end; 0..3
    double rowEndLengthM = 1.2;      // decay of that along the row [m], [G]; 0.6..3
    double direct = 4.0;             // D [-], [G]: exhaust blown straight at an intake, touching; 2..10
    double directLengthM = 1.5;      // L_D [m], [G]: decay of the jet; 1..3
    double directReachM = 3.0;       // R_D [m]: no straight path beyond
    double reachM = 5.0;             // R [m]: racks further apart do not see each other
    double rowGapM = 0.2;            // a wider gap beside a rack is an open end [m]; 0.05..0.3
    double openHotAisleSupply = 0.5; // s_i of an intake in an open hot aisle [-], [G]; 0.2..1
    double leastSupply =
        0.02; // lower bound of l for an intake in a closed hot aisle: none is perfectly tight
};

// A rack as the air sees it.
struct RecirculationRack {
    Pose pose;
    double widthM = 0.0;
    double depthM = 0.0;
    double airflowM3s = 0.0;

    bool operator==(const RecirculationRack&) const = default;
};

struct RecirculationAisle {
    Rect area;
    AisleKind kind = AisleKind::Cold;
    bool contained = false;

    bool operator==(const RecirculationAisle&) const = default;
};

// All that the fractions depend on.
struct RecirculationLayout {
    std::vector<RecirculationRack> racks;
    std::vector<RecirculationAisle> aisles;
    double containmentLeakage = 0.0;
    bool sideSupplied = false; // the air comes across the room, not up through the aisles' floor

    bool operator==(const RecirculationLayout&) const = default;
};

// The local fractions a_ij and a_i0 of one hall, row by row. Immutable.
class RecirculationMatrix
{
public:
    // Rows that no change between `previous`'s layout and this one can reach are copied from it; the result
    // is the same, bit for bit, with and without.
    static std::shared_ptr<const RecirculationMatrix> estimate(RecirculationLayout layout,
                                                               const RecirculationMatrix* previous = nullptr);

    // From explicit fractions, as a flow solution finds them: row i is sources[rowStart[i]..rowStart[i + 1]) with their
    // shares, and every row sums to one with its supply share. The floor is in them: they are of all the air at an
    // intake, r0 = 0 wherever the matrix is used.
    static std::shared_ptr<const RecirculationMatrix> fromRows(RecirculationLayout layout,
                                                               std::vector<std::uint32_t> rowStart,
                                                               std::vector<std::uint32_t> sources,
                                                               std::vector<double> shares,
                                                               std::vector<double> supplyShares);

    // What fromRows' fractions may be after a few racks moved, until a flow solution of the new layout is there. The
    // same racks, in the same order. Where the estimate sees a fraction shrink from e to e', it shrinks in the same
    // proportion; where it sees one grow, it grows by (1 - r0)(e' - e). So the rows follow a small move steadily, and
    // those out of its reach stay as they are.
    std::shared_ptr<const RecirculationMatrix> withRacksMoved(RecirculationLayout layout, double floor) const;

    bool holdsFloor() const { return estimate_ != nullptr; } // made by one of these two

    std::size_t rackCount() const { return layout_.racks.size(); }
    std::size_t entryCount() const { return shares_.size(); }
    double supplyShare(std::size_t i) const { return supplyShares_[i]; } // a_i0
    std::span<const std::uint32_t> sources(std::size_t i) const;         // the j with a_ij > 0
    std::span<const double> shares(std::size_t i) const;                 // their a_ij, in the same order
    double share(std::size_t i, std::size_t j) const;                    // a_ij; slow, for tests and display

    const RecirculationLayout& layout() const { return layout_; }
    std::size_t reusedRows() const { return reusedRows_; }

private:
    class Builder;

    void appendRow(std::span<const std::uint32_t> from, std::span<const double> shares, double supplyShare);
    void appendShifted(RecirculationMatrix& moved, std::size_t i, double local,
                       std::vector<double>& row) const;

    RecirculationLayout layout_;
    std::vector<std::uint32_t> rowStart_; // rackCount + 1
    std::vector<std::uint32_t> sources_;
    std::vector<double> shares_;
    std::vector<double> supplyShares_;
    std::size_t reusedRows_ = 0;
    std::shared_ptr<const RecirculationMatrix>
        estimate_; // of the same layout, where the fractions are no estimate
};

// r0. Without a bound, a hall with no supply would heat up for ever: at least 5 % of the racks' air is taken
// to be exchanged with the surroundings, and the caller tells the reader so.
inline constexpr double leastSupplyRatio = 0.05;
double massBalanceFloor(double supplyM3s, double rackM3s);

// Inlet temperatures above the supply's [K], for the racks' own rises ΔT [K] and the air V that goes through
// them [m³/s], of which Tmix is made; the layout's flows, which shape a_ij, are those at design. Gauss-Seidel
// on the local fractions, a contraction because every row's shares sum to less than one; the mixed-exhaust
// term is carried along exactly. `start` is a first guess, to save sweeps where nearly the same was solved
// before; it does not change the answer. `keptShare`, one per rack or empty for 1 everywhere, is the share g
// of its inlet's rise that a rack's outlet keeps, x_out = g x_in + ΔT: less than 1 behind a rear door.
std::vector<double> inletRisesK(const RecirculationMatrix& matrix, std::span<const double> rackRiseK,
                                std::span<const double> airflowM3s, double floor,
                                std::vector<double> start = {}, std::span<const double> keptShare = {});

// Of the air each rack takes in, the temperature above the supply's that its recirculated part brings along
// [K]: (1 - r0) Σ_j a_ij x_j + r0 xmix for outlets x_j above the supply. Equal to the inlet rises where those
// are solved.
std::vector<double> recirculatedRisesK(const RecirculationMatrix& matrix, std::span<const double> outletRiseK,
                                       std::span<const double> airflowM3s, double floor);

} // namespace hallwright
