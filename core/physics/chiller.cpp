#include "core/physics/chiller.h"

#include "core/physics/air.h"

#include <algorithm>

namespace hallwright {

// Both cycle below the part load at which their curve is most efficient: xmin = sqrt(a/c). The records' own
// limits (0.1, 0.2) would let less capacity, on a hotter day, mean less power at low load.
const ChillerCurves airCooledYcal{
    "York YCAL",
    100582.0,
    3.1,
    6.67,
    35.0,
    4.4,
    12.8,
    15.0,
    46.0,
    0.0,
    {-0.2660645697, 0.0998714035, -0.0023814154, 0.0628316481, -0.0009644649, -0.0011249224},
    {0.1807017787, 0.0271530312, -0.0004553574, 0.0188175079, 0.0002623276, -0.0012881189},
    {0.0, 1.0, 0.0}};

const ChillerCurves waterCooledCarrier{
    "Carrier 19XR",
    2391300.0,
    6.44,
    7.22,
    23.89,
    6.67,
    12.22,
    12.78,
    23.89,
    0.3866,
    {0.3676388, -0.0508768, -0.001772675, 0.09518123, -0.003403878, 0.004526983},
    {0.6230142, -0.02371649, 0.0003996265, 0.02874515, -0.0002115103, -0.0001526191},
    {0.09774812, 0.2490111, 0.6539378}};

namespace {

double biquadratic(const std::array<double, 6>& k, double x, double y)
{
    return k[0] + k[1] * x + k[2] * x * x + k[3] * y + k[4] * y * y + k[5] * x * y;
}

double quadratic(const std::array<double, 3>& k, double x)
{
    return k[0] + k[1] * x + k[2] * x * x;
}

constexpr double evaporatorK = 3.0; // refrigerant below the leaving water
constexpr double condenserK = 10.0; // refrigerant above the condenser's coolant
constexpr double leastLiftK = 15.0; // between the two, held by the machine

// L: Carnot's power per heat.
double carnotLift(double waterC, double condenserC)
{
    const double evaporatingC = waterC - evaporatorK;
    return (condenserC + condenserK - evaporatingC) / (evaporatingC + celsiusZeroK);
}

struct InBox {
    double waterC;
    double condenserC;
    double liftRatio; // L / L(edge), 1 inside the box
    bool outside;
};

InBox intoBox(const ChillerCurves& curves, double waterC, double condenserC)
{
    const double heldC =
        std::max({condenserC, curves.leastCondenserC, waterC - evaporatorK + leastLiftK - condenserK});
    InBox in{std::clamp(waterC, curves.leastWaterC, curves.mostWaterC),
             std::clamp(heldC, curves.leastCondenserC, curves.mostCondenserC), 1.0, false};
    in.outside = in.waterC != waterC || in.condenserC != condenserC;
    if (in.outside)
        in.liftRatio = carnotLift(std::max(waterC, in.waterC), heldC) / carnotLift(in.waterC, in.condenserC);
    return in;
}

double partLoadInput(const ChillerCurves& curves, double partLoad)
{
    const double least = curves.leastPartLoad;
    if (least > 0.0 && partLoad < least)
        return quadratic(curves.inputOfLoad, least) * partLoad / least; // CR = x / xmin
    return quadratic(curves.inputOfLoad, partLoad);
}

} // namespace

double chillerCapacityW(const Chiller& chiller, double waterC, double condenserC)
{
    const ChillerCurves& curves = chiller.curves;
    const InBox at = intoBox(curves, waterC, condenserC);
    const InBox rating = intoBox(curves, curves.referenceWaterC, chiller.ratedCondenserC);
    return chiller.capacityW * biquadratic(curves.capacityOfT, at.waterC, at.condenserC) /
           biquadratic(curves.capacityOfT, rating.waterC, rating.condenserC);
}

ChillerState chillerAt(const Chiller& chiller, double heatW, double waterC, double condenserC)
{
    const ChillerCurves& curves = chiller.curves;
    const InBox at = intoBox(curves, waterC, condenserC);
    const InBox rating = intoBox(curves, curves.referenceWaterC, chiller.ratedCondenserC);
    ChillerState state;
    state.capacityW = chillerCapacityW(chiller, waterC, condenserC);
    state.outsideFit = at.outside;
    if (heatW <= 0.0 || state.capacityW <= 0.0 || chiller.cop <= 0.0)
        return state;
    state.partLoad = heatW / state.capacityW;
    // EIRFT and EIRFPLR relative to the rating, where the machine's COP is stated at full load.
    const double input = biquadratic(curves.inputOfT, at.waterC, at.condenserC) * at.liftRatio /
                         (biquadratic(curves.inputOfT, rating.waterC, rating.condenserC) * rating.liftRatio);
    const double load = partLoadInput(curves, state.partLoad) / quadratic(curves.inputOfLoad, 1.0);
    state.powerW = state.capacityW / chiller.cop * input * load;
    return state;
}

} // namespace hallwright
