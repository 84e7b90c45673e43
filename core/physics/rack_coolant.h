// The liquid side of a rack: manifold, couplings and cold plates as one branch between supply and return.
//
//     Δp = k Qⁿ = Δpd (Q/Qd)ⁿ,   n = 1.89
//     Qd = V q,  Δpd = 60 kPa    where the maker states no flow or no pressure drop
//
// Δp pressure from the supply to the return manifold [Pa]; Q flow [m³/s], Qd and Δpd those of the design; q heat that
// the rack gives to liquid [kW]; V = 1.25 L/min per kW. Range: turbulent to transitional flow, about 0.2 to 1.5 Qd; n
// depends little on temperature there. Source of n: Lenovo LP2357, GB300 NVL72, 59 L/min at 2.3 psi and 177 L/min at
// 18.4 psi, ln(18.4/2.3)/ln(177/59); V lies between 1.0 and 2.0 in published ratings and is, as Δpd, judgement.
// Nothing is thrown: no pressure, or a branch without a design, gives no flow.
#pragma once

#include "core/model/rack.h"

namespace hallwright {

inline constexpr double rackBranchExponent = 1.89;                  // n
inline constexpr double usualCoolantM3sPerW = 1.25e-3 / 60.0 / 1e3; // V [m³/s per W]
inline constexpr double usualRackDropPa = 60e3;                     // Δpd

struct RackBranch {
    double flowM3s = 0.0; // Qd
    double dropPa = 0.0;  // Δpd

    // k [Pa/(m³/s)ⁿ]; 0 without a design.
    double resistance() const;

    bool operator==(const RackBranch&) const = default;
};

// What the type states; the usual flow for the heat that goes to liquid, and the usual drop, where it states nothing
// or `type` is null.
RackBranch rackDesignCoolant(const RackType* type, double liquidHeatW);

double rackDropPa(const RackBranch& branch, double flowM3s); // with the sign of the flow
double rackFlowM3s(const RackBranch& branch, double dropPa); // at a manifold pressure, with its sign

} // namespace hallwright
