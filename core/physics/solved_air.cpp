#include "core/physics/solved_air.h"

namespace hallwright {

std::vector<float> SolvedAir::recirculatedShare() const
{
    return cellShares(std::vector<double>(room().racks.size(), 1.0));
}

std::vector<float> SolvedAir::shareFrom(std::size_t rack) const
{
    std::vector<double> one(room().racks.size(), 0.0);
    if (rack >= one.size())
        return {};
    one[rack] = 1.0;
    return cellShares(one);
}

} // namespace hallwright
