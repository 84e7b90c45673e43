// The flow and temperature of a hall's air in three dimensions, and where each rack's inlet air comes from.
//
//     div(grad φ) = q        F = t (φ_c - φ_n)        Σ F T in = Σ F T out        Tout,i = Tin,i + P_i / (ρ cp V_i)
//
// φ: potential of the flow, 0 at the returns; q: air given out less air taken in, per volume, by supplies and racks;
// F: flow from a cell to its neighbour [m³/s]; t: conductance of the face between them [m]; T: temperature [°C], carried
// with the flow and mixed in each cell; Tin, Tout: inlet and outlet of rack i [°C]; P: its heat to this air [W]; V: its
// flow [m³/s]; ρ cp: heat capacity of the air [J/(m³ K)].
//
// The flow has no swirl, no jets and no buoyancy: air spreads at once from where it enters and takes the easiest way to
// where it is drawn. Flow and heat are conserved to rounding, whatever the tolerance. The fractions a_ij of
// recirculation.h follow from the same flow, traced backward. The equations of each step stand in the headers of
// air_cells, air_patches, air_multigrid, air_flow, air_temperatures and air_fractions.
//
// Range: rooms of up to 20 million cells, with a supply of at least a hundredth of the racks' air. Inlets of hall H20 at
// a supply of 0.8 of the racks' air are within 0.9 K RMSE of CFD; docs/air-field.md says how far to trust it and what it
// cannot see. Source: potential flow for data centres as in Toulouse, Doljac, Carey and Bash (2009). Nothing is thrown:
// what cannot be solved is named in the report, and a stopped solution is nullptr.
#pragma once

#include "core/physics/air_grid.h"
#include "core/physics/air_report.h"
#include "core/physics/recirculation.h"

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
    std::shared_ptr<const RecirculationMatrix> matrix(RecirculationLayout layout,
                                                      std::span<const std::size_t> first = {},
                                                      const std::stop_token& stop = {}) const;

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
