// When a hall's air need not be solved again: its flows, heat and supply are nearly what a field was found for.
#pragma once

#include "core/simulation/snapshot.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

// The matrix that a field gives changes the inlets, and with them the fans, a little; that alone asks for no new field.
// 1 % of the air or heat moves an inlet that rises by 3 K some 0.05 K, a tenth of the field's least error against CFD.
inline bool movesAlike(const HallResult& a, const HallResult& b)
{
    constexpr double flowShare = 0.01;
    constexpr double supplyK = 0.1;
    // Without a steady state nobody knows how warm the supply is, and no flow makes it known.
    if (a.hall == b.hall && std::isnan(a.supplyC) && std::isnan(b.supplyC))
        return true;
    return a.hall == b.hall && a.inputs.handlersOff == b.inputs.handlersOff &&
           std::abs(a.rackAirflowM3s - b.rackAirflowM3s) <= flowShare * std::max(a.rackAirflowM3s, 1e-9) &&
           std::abs(a.heatToAirW - b.heatToAirW) <= flowShare * std::max(a.heatToAirW, 1.0) &&
           std::abs(a.supplyC - b.supplyC) <= supplyK;
}

} // namespace hallwright
