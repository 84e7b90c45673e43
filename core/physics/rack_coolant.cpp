#include "core/physics/rack_coolant.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

double RackBranch::resistance() const
{
    if (!(flowM3s > 0.0) || !(dropPa > 0.0))
        return 0.0;
    return dropPa / std::pow(flowM3s, rackBranchExponent);
}

RackBranch rackDesignCoolant(const RackType* type, double liquidHeatW)
{
    RackBranch branch;
    branch.flowM3s = type && type->coolantFlowM3s > 0.0 ? type->coolantFlowM3s
                                                        : usualCoolantM3sPerW * std::max(liquidHeatW, 0.0);
    branch.dropPa = type && type->coolantDropPa > 0.0 ? type->coolantDropPa : usualRackDropPa;
    return branch;
}

double rackDropPa(const RackBranch& branch, double flowM3s)
{
    // Δp = Δpd (Q/Qd)ⁿ
    const double share = branch.flowM3s > 0.0 ? std::abs(flowM3s) / branch.flowM3s : 0.0;
    return std::copysign(branch.dropPa * std::pow(share, rackBranchExponent), flowM3s);
}

double rackFlowM3s(const RackBranch& branch, double dropPa)
{
    // Q = Qd (Δp/Δpd)^(1/n)
    const double share = branch.dropPa > 0.0 ? std::abs(dropPa) / branch.dropPa : 0.0;
    return std::copysign(branch.flowM3s * std::pow(share, 1.0 / rackBranchExponent), dropPa);
}

} // namespace hallwright
