#include "core/physics/rack_circuits.h"

#include <numbers>

namespace hallwright {

double circuitPowerW(const RackType& type)
{
    if (type.circuitVoltageV <= 0.0 || type.breakerA <= 0.0 || type.powerFactor <= 0.0)
        return 0.0;
    if (type.directCurrent)
        return type.circuitVoltageV * type.breakerA; // P_c = U I_b
    return std::numbers::sqrt3 * type.circuitVoltageV * type.breakerA *
           type.powerFactor; // P_c = √3 U I_b cos φ
}

CircuitLoad circuitLoad(const RackType& type, double powerW)
{
    const double oneW = circuitPowerW(type);
    if (oneW <= 0.0 || type.circuits <= 0)
        return {};
    CircuitLoad result;
    result.stated = true;
    result.load = powerW / (type.circuits * oneW); // load = P / (n P_c)
    result.loadAtPeak = result.load * type.peakFactor;
    result.currentA = result.load * type.breakerA;
    result.redundant = type.circuits > 1;
    if (result.redundant)
        result.loadOneLost = powerW / ((type.circuits - 1) * oneW);
    return result;
}

} // namespace hallwright
