// The pumps of a coolant loop: equal ones in parallel, and how many of them run, how fast, for a flow and a head.
//
//     speed and power by core/physics/pump_curve.h, its curve from the one point (Vd/N, Hd)
//     P = V H/η                                              where no head is stated
//
// Vd design flow [m³/s], carried by N pumps; Hd head at that flow [Pa]; P electrical power [W]; V flow of all pumps
// [m³/s]; H head they raise [Pa]; η wire-to-water efficiency, that of the best point [-]. Nothing is thrown.
#pragma once

#include "core/model/cooling_network.h"
#include "core/physics/coolant_properties.h"
#include "core/physics/pump_curve.h"

#include <optional>

namespace hallwright {

struct PumpDuty {
    int running = 0;
    double speed = 0.0;
    double powerW = 0.0;
    bool offCurve = false; // beyond `widestFlowShare` of the best point's flow
};

struct LoopPumps {
    int duty = 1; // that carry the design flow together
    int all = 1;
    double designM3s = 0.0;
    double headPa = 0.0; // at design flow; 0: not stated, they raise whatever is needed
    double efficiency = 0.0;
    double pascalPerM = 0.0; // ρ g

    Pump pump() const;
    PumpCurve curveOfAll() const;
    PumpOperation operation(int running, double flowM3s, double raisedPa) const;
    // The least number that can, or none.
    std::optional<PumpDuty> dutyAt(double flowM3s, double raisedPa) const;
};

// What the loop does not state is assumed.
LoopPumps pumpsOf(const CoolantLoop& loop, const CoolantProperties& coolant);

} // namespace hallwright
