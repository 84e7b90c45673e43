// A hall's air in three dimensions as a solver found it: air_field.h by potential flow, buoyant_flow.h with momentum
// and buoyancy. Immutable, and for several threads at once.
#pragma once

#include "core/physics/air_grid.h"
#include "core/physics/air_report.h"
#include "core/physics/recirculation.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace hallwright {

// Where a problem was found the cells and racks are empty.
class SolvedAir
{
public:
    virtual ~SolvedAir() = default;
    SolvedAir(const SolvedAir&) = delete;
    SolvedAir& operator=(const SolvedAir&) = delete;

    virtual const AirRoom& room() const = 0;
    virtual const AirGrid& grid() const = 0;
    virtual const AirFieldReport& report() const = 0;

    // One value per cell, x fastest; solid cells have the temperature NaN and no velocity.
    virtual std::span<const float> temperatureC() const = 0;
    virtual std::span<const float> velocityMs(Axis axis) const = 0; // mean of the cell's two faces
    virtual std::span<const std::uint8_t> solid() const = 0;
    virtual std::span<const AirRackTemperatures> racks() const = 0; // as room().racks

    // Of each cell's air, the share that came last from racks, each weighted with its value in `ofRacks`. Empty where
    // the air has problems or is a glance at a flow under way.
    virtual std::vector<float> cellShares(std::span<const double> ofRacks) const = 0;
    std::vector<float> recirculatedShare() const; // has been through a rack before, 0..1
    std::vector<float> shareFrom(std::size_t rack) const;

    // A (recirculation.h), 16 racks at a time, those in `first` (positions in room().racks) before the others.
    // `layout`, of the same racks, is what the matrix is stored with. nullptr if stopped, or where there are no
    // cellShares. Its fractions are of all air at the intakes (RecirculationMatrix::holdsFloor), and its rows sum to
    // one; a rack left out has a row of the air around it, and no share in any other.
    virtual std::shared_ptr<const RecirculationMatrix> matrix(RecirculationLayout layout,
                                                              std::span<const std::size_t> first = {},
                                                              const std::stop_token& stop = {}) const = 0;

    virtual std::size_t bytes() const = 0; // of memory held

protected:
    SolvedAir() = default;
};

using SolvedAirPtr = std::shared_ptr<const SolvedAir>;

} // namespace hallwright
