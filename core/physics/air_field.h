// The flow and temperature of a hall's air in three dimensions, and where each rack's inlet air comes from.
//
//     div(grad φ) = q        F = t (φ_c - φ_n)        Σ F T in = Σ F T out        Tout,i = Tin,i + P_i / (ρ cp V_i)
//
// φ: potential of the flow, 0 at the returns; q: air given out less air taken in, per volume, by supplies and racks;
// F: flow from a cell to its neighbour [m³/s]; t: conductance of the face between them [m]; T: temperature [°C],
// carried with the flow and mixed in each cell; Tin, Tout: inlet and outlet of rack i [°C]; P: its heat to this air
// [W]; V: its flow [m³/s]; ρ cp: heat capacity of the air [J/(m³ K)].
//
// The flow has no swirl, no jets and no buoyancy: air spreads at once from where it enters and takes the easiest way to
// where it is drawn. Flow and heat are conserved to rounding, whatever the tolerance. The fractions a_ij of
// recirculation.h follow from the same flow, traced backward. The equations of each step stand in the headers of
// air_cells, air_patches, air_multigrid, air_flow, air_temperatures and air_fractions.
//
// Range: rooms of up to 20 million cells, with a supply of at least a hundredth of the racks' air. Inlets of hall H20
// at a supply of 0.8 of the racks' air are within 0.9 K RMSE of CFD; docs/air.md says how far to trust it and what it
// cannot see. Source: potential flow for data centres as in Toulouse, Doljac, Carey and Bash (2009). Nothing is thrown:
// what cannot be solved is named in the report, and a stopped solution is nullptr.
#pragma once

#include "core/physics/solved_air.h"

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

// What concerns single racks or supplies is a notice: a covered side's air passes round its edges, a covered tile's
// comes through the others of its plenum, and what has no way at all is left out, with its heat.
class AirField final : public SolvedAir
{
public:
    // `previous`, a field of nearly the same room, lends its solution as the start, and its memory to work in. One of a
    // room of another size or on another grid lends its memory alone, and one with problems nothing: any field may be
    // given. nullptr if stopped.
    static std::shared_ptr<const AirField> solve(AirRoom room, const AirFieldOptions& options = {},
                                                 const AirField* previous = nullptr,
                                                 const std::stop_token& stop = {});
    ~AirField() override;

    const AirRoom& room() const override;
    const AirGrid& grid() const override;
    const AirFieldReport& report() const override;
    std::span<const float> temperatureC() const override;
    std::span<const float> velocityMs(Axis axis) const override;
    std::span<const std::uint8_t> solid() const override;
    std::span<const AirRackTemperatures> racks() const override;
    std::vector<float> cellShares(std::span<const double> ofRacks) const override;
    std::shared_ptr<const RecirculationMatrix> matrix(RecirculationLayout layout,
                                                      std::span<const std::size_t> first = {},
                                                      const std::stop_token& stop = {}) const override;
    std::size_t bytes() const override;

    // As room().supplies: where some are covered, what was solved with.
    std::span<const double> supplyM3s() const;

private:
    AirField();
    struct Workshop;
    struct Private;
    std::unique_ptr<Private> d_;
};

using AirFieldPtr = std::shared_ptr<const AirField>;

// What each supply gives out in the field of a room: supplyM3s() without solving it, and the room's own flows where it
// has no field.
std::vector<double> supplyFlowsM3s(const AirRoom& room, const AirFieldOptions& options = {});

} // namespace hallwright
