// The flow and temperature of a hall's air in three dimensions, and where each rack's inlet air comes from.
//
//     div(grad φ) = q        F = t (φ_c - φ_n)        Σ F T = Σ (injected flow) T_in        A by the transpose
//
// See air_field.cpp for the method (potential flow by multigrid-preconditioned conjugate gradients, temperature in one
// pass in flow order, recirculation by passes in reverse order).
#pragma once

#include "core/physics/air_room.h"
#include "core/physics/recirculation.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace hallwright {

struct AirFieldOptions {
    double cellM = 0.0; // 0: chosen so that the room has at most mostCells, between 0.15 and 0.30 m
    std::size_t mostCells = 250'000;
    double tolerance = 1e-4; // of the potential's residual, relative
    int threads = 2;
};

struct AirGrid {
    std::array<int, 3> cells{}; // along x, y, z
    double cellM = 0.0;         // the same along all axes, but for the last layer that is cut off
    std::size_t count() const
    {
        return static_cast<std::size_t>(cells[0]) * static_cast<std::size_t>(cells[1]) *
               static_cast<std::size_t>(cells[2]);
    }
    std::size_t index(int i, int j, int k) const // x fastest
    {
        return static_cast<std::size_t>((k * cells[1] + j) * cells[0] + i);
    }
    bool operator==(const AirGrid&) const = default;
};

enum class AirProblemKind {
    NoSupply, // or hardly any
    NoReturn,
    SealedRack,    // no air can leave towards a return from where it blows or draws
    BlockedRack,   // a side is covered, or it moves no air
    CoveredSupply, // wholly, or for the most part
    SealedPocket,
    DeadEnd, // a rack whose exhaust comes back to it for ever: heat of it goes straight to the returns
    TooCoarse,
    NotConverged,
    Simplified // AirRoom::simplifications
};

struct AirProblem {
    AirProblemKind kind = AirProblemKind::NoSupply;
    std::string sentence; // full, names the rack or the place
};

struct AirFieldReport {
    int iterations = 0;
    double residual = 0.0;       // of the potential, relative
    double massResidual = 0.0;   // all air that leaves against all that is supplied, relative
    double energyResidual = 0.0; // heat of the supplies and racks against what leaves, relative
    // What the potential's error makes up for on the way, over the supply flow: the worst cell's imbalance, and what all
    // racks' fronts get more or less than the racks draw.
    double cellImbalance = 0.0, frontImbalance = 0.0;
    double returnC = 0.0; // bulk
    double setUpMs = 0.0, solveMs = 0.0, sortMs = 0.0, sweepMs = 0.0;
    std::vector<AirProblem> problems; // empty: the field may be used
    std::vector<AirProblem> notices;  // of single racks and supplies; the rest of the field holds
    bool usable() const { return problems.empty(); }
};

struct AirRackTemperatures {
    double inletC = 0.0;
    double outletC = 0.0;
    bool leftOut =
        false; // its air and heat are not in the field, as a notice says; both are then those of the air around
};

// Immutable once solved. Where a problem was found the fields are empty. What concerns single racks or supplies is a
// notice: a covered side's air passes round its edges, a covered tile's comes through the others of its plenum, and what
// has no way at all is left out, with its heat.
class AirField
{
public:
    // `previous`, a field of nearly the same room, lends its solution as the start, and its memory to work in. One of a
    // room of another size or on another grid lends its memory alone, and one with problems nothing: any field may be
    // given. nullptr if stopped.
    static std::shared_ptr<const AirField> solve(AirRoom room, const AirFieldOptions& options = {},
                                                 const AirField* previous = nullptr,
                                                 const std::stop_token& stop = {});
    ~AirField();

    const AirRoom& room() const;
    const AirGrid& grid() const;
    const AirFieldReport& report() const;

    // One value per cell, x fastest; solid cells have the temperature NaN and no velocity.
    std::span<const float> temperatureC() const;
    std::span<const float> velocityMs(Axis axis) const; // mean of the cell's two faces
    std::span<const std::uint8_t> solid() const;
    std::vector<float> recirculatedShare() const; // of each cell's air: has been through a rack before, 0..1
    std::vector<float> shareFrom(std::size_t rack) const; // of each cell's air: came last from this rack

    std::span<const AirRackTemperatures> racks() const; // as room().racks
    std::span<const double>
    supplyM3s() const;         // as room().supplies: where some are covered, what was solved with
    std::size_t bytes() const; // of memory that the field holds

    // A by passes in reverse order, 16 racks at a time; those in `first` (positions in room().racks) before the others.
    // `layout`, of the same racks, is what the matrix is stored with. nullptr if stopped, or if the field has problems.
    // Its fractions are of all air at the intakes (RecirculationMatrix::holdsFloor); a rack left out has a row of the air
    // around it, and no share in any other.
    std::shared_ptr<const RecirculationMatrix>
    matrix(AirLayout layout, std::span<const std::size_t> first = {}, const std::stop_token& stop = {}) const;

private:
    AirField();
    struct Workshop;
    struct Private;
    std::unique_ptr<Private> d_;
};

using AirFieldPtr = std::shared_ptr<const AirField>;

// What each supply gives out in the field of a room: supplyM3s() without solving it, and the room's own flows where it has
// no field.
std::vector<double> supplyFlowsM3s(const AirRoom& room, const AirFieldOptions& options = {});

} // namespace hallwright
