// Links and nodes of small networks, for tests.
#pragma once

#include "core/physics/hydraulic_network.h"
#include "core/physics/pump_curve.h"

#include <algorithm>
#include <cmath>

namespace hallwright::test {

inline constexpr double viscosity = 1e-6;
inline constexpr double solved = 1e-9; // relative, of flows: the accuracy asked for and quadratic convergence
inline constexpr double balanced = 1e-9;      // imbalance of nodes over the largest flow
inline constexpr double addedSlopeM = 1.2e-10; // head of the slope every law has added, at 1 m³/s
inline constexpr double accuracy = 1e-9;

inline HydraulicNode source(double headM)
{
    return {true, headM, 0.0};
}

inline HydraulicNode tap(double demandM3s)
{
    return {false, 0.0, demandM3s};
}

// h = k Q|Q|
inline HydraulicLink resistance(std::size_t from, std::size_t to, double k, double n = 2.0)
{
    HydraulicLink link;
    link.from = from;
    link.to = to;
    link.law = PipeLaw::Power;
    link.powerK = k;
    link.powerN = n;
    return link;
}

inline HydraulicLink withCheckValve(HydraulicLink link)
{
    link.checkValve = true;
    return link;
}

inline HydraulicLink pump(std::size_t from, std::size_t to, double headM, double flowM3s)
{
    const PumpCurve curve = curveThrough(PumpPoint{flowM3s, headM});
    HydraulicLink link;
    link.from = from;
    link.to = to;
    link.kind = HydraulicLinkKind::Pump;
    link.checkValve = true;
    link.shutOffHeadM = curve.shutOffHeadM;
    link.curveC = curve.c;
    link.curveN = curve.n;
    return link;
}

inline HydraulicLink steelPipe(std::size_t from, std::size_t to, double lengthM, double boreM)
{
    HydraulicLink link;
    link.from = from;
    link.to = to;
    link.lengthM = lengthM;
    link.boreM = boreM;
    link.roughness = 4.5e-5;
    return link;
}

inline bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

inline bool allFinite(const HydraulicState& state)
{
    const auto finite = [](double value) { return std::isfinite(value); };
    return std::all_of(state.headM.begin(), state.headM.end(), finite) &&
           std::all_of(state.flowM3s.begin(), state.flowM3s.end(), finite);
}

} // namespace hallwright::test
