// Where the air of a hall came from: the fractions of each rack's intake, and the shares of each cell's air.
//
//     a = (1 - r) a_known + ((1 - r) a_behind + r) m / (1 - b)
//
// a: of a rack's intake, the fractions that left each rack, and the supplies' last; they sum to 1 [-]; a_known,
// a_behind: what traces against the flow find of them, and of the mixed air behind the returns; r: share of the intake
// that a rack in a dead end exchanges with the returns (air_temperatures.h); m, b: shares of the mixed air of the
// returns that came from the racks and supplies, and from behind the returns themselves, b below 1 as long as anything
// is supplied.
//
// A trace follows the air backward, in reverse order of the flow, sixteen racks at a time: it finds all of a row at
// once. Shares that together make less than 2e-6 of a row are left out of it. Of a cell's air, a pass along the flow
// finds the share that came last from some racks.
//
// Range: any flow with a supply (air_temperatures.h). Source: the adjoint of first-order upwind transport (air_flow.h);
// the fractions are those of Tang, Gupta and Varsamopoulos (recirculation.h). Nothing is thrown.
#pragma once

#include "core/physics/air_flow.h"
#include "core/physics/recirculation.h"

#include <stop_token>

namespace hallwright {

class AirFractions
{
public:
    // `exchanged`, r, and `rackM3s` are as the racks. All must outlive it.
    AirFractions(const AirFlow& flow, std::span<const double> exchanged, std::span<const double> rackM3s)
        : flow_(flow), exchanged_(exchanged), rackM3s_(rackM3s)
    {
    }

    // The racks in the order in which they are to be traced, each once. nullptr if stopped.
    std::shared_ptr<const RecirculationMatrix> matrix(RecirculationLayout layout,
                                                      std::span<const std::size_t> order, int threads,
                                                      const std::stop_token& stop) const;

    // Of each cell's air, x fastest: what came last from the racks of value 1, of those that have 0 and 1; 0 in solids.
    std::vector<float> cellShares(std::span<const double> rackValues) const;

private:
    std::vector<double> returnParts() const;
    double mixedAtReturns(std::span<const double> values) const;

    const AirFlow& flow_;
    std::span<const double> exchanged_, rackM3s_;
};

// Those wanted first, then the others, neighbours together: what is upstream of sixteen racks is then little more than
// what is upstream of one. `frontCell`: a cell at each rack's front. Each rack is there once.
std::vector<std::size_t> tracingOrder(const AirGrid& grid, std::span<const std::uint32_t> frontCell,
                                      std::span<const std::size_t> first);

} // namespace hallwright
