// Current of the three-phase circuits that feed a rack, against their breakers.
//
//     I = P / (n √3 U cos φ)        P_c = √3 U I_b cos φ        load = I / I_b = P / (n P_c)
//
// I current of each phase of one circuit [A]; P power of the rack [W]; n circuits, which share it equally; U voltage
// line to line [V]; cos φ power factor, 0..1; I_b continuous rating of a circuit's breaker [A]; P_c what one circuit
// carries [W]. After the loss of one circuit n - 1 carry the rack. All is 0 where the type does not state circuits,
// voltage, breaker or power factor. Nothing is thrown. Source: the definition of three-phase power.
#pragma once

#include "core/model/rack.h"

namespace hallwright {

struct CircuitLoad {
    double currentA = 0.0;
    double load = 0.0;        // over the breaker's rating
    double loadOneLost = 0.0; // the same after the loss of one circuit; 0 if there is no second
    bool stated = false;      // false: nothing is known of the circuits
    bool redundant = false;   // a second circuit is there to take over

    bool overloaded() const { return load > 1.0; }
    bool overloadedOneLost() const { return loadOneLost > 1.0; }
};

double circuitPowerW(const RackType& type); // what one circuit carries at its breaker's rating
CircuitLoad circuitLoad(const RackType& type, double powerW);

} // namespace hallwright
