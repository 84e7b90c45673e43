// Current of the circuits that feed a rack, against their breakers.
//
//     three phases      I = P / (n √3 U cos φ)        P_c = √3 U I_b cos φ        load = I / I_b = P / (n P_c)
//     direct current    I = P / (n U)                 P_c = U I_b
//     peak              load of P f
//
// I current of each phase of one circuit [A]; P power of the rack [W]; n circuits, which share it equally; U voltage
// line to line, or between the poles [V]; cos φ power factor, 0..1; I_b continuous rating of a circuit's breaker [A];
// P_c what one circuit carries [W]; f highest power of a few seconds over P, the electrical design point that makers of
// GPUs state: 1.45 of a GB200 NVL72 (192 over 132 kW), 1.15 of a GB300 NVL72, whose supplies hold energy for it (155
// over 135 kW, Lenovo LP2357). A thermal-magnetic breaker lets seconds above its rating pass; an electronic one, as
// direct current has, need not. After the loss of one circuit n - 1 carry the rack. All is 0 where the type does not
// state circuits, voltage, breaker or power factor. Range: balanced phases,
// steady power. Source: the definition of three-phase power. Nothing is thrown.
#pragma once

#include "core/model/rack.h"

namespace hallwright {

struct CircuitLoad {
    double currentA = 0.0;
    double load = 0.0; // over the breaker's rating
    double loadAtPeak = 0.0;
    double loadOneLost = 0.0; // as load after the loss of one circuit; 0 if there is no second
    bool stated = false;      // false: nothing is known of the circuits
    bool redundant = false;   // a second circuit is there to take over

    bool overloaded() const { return load > 1.0; }
    bool overloadedOneLost() const { return loadOneLost > 1.0; }
};

double circuitPowerW(const RackType& type); // what one circuit carries at its breaker's rating
CircuitLoad circuitLoad(const RackType& type, double powerW);

} // namespace hallwright
