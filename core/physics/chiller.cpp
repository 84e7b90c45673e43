#include "core/physics/chiller.h"

#include "core/physics/air.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

// Both cycle below the part load at which their curve is most efficient: xmin = sqrt(a/c). The records' own
// limits (0.1, 0.2) would let less capacity, on a hotter day, mean less power at low load.
const ChillerCurves airCooledYcal{
    "York YCAL",
    100582.0,
    3.1,
    6.67,
    35.0,
    4.44,
    10.0,
    15.0,
    51.67,
    0.0,
    {-0.2660645697, 0.0998714035, -0.0023814154, 0.0628316481, -0.0009644649, -0.0011249224},
    {0.1807017787, 0.0271530312, -0.0004553574, 0.0188175079, 0.0002623276, -0.0012881189},
    {0.0, 1.0, 0.0},
    true};

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
    {0.09774812, 0.2490111, 0.6539378},
    false};

namespace {

constexpr double evaporatorK = 3.0; // refrigerant below the leaving water
constexpr double condenserK = 10.0; // refrigerant above the condenser's coolant
constexpr double leastLiftK = 15.0; // between the two, held by the machine

// L: Carnot's power per heat.
double carnotLift(double waterC, double condenserC)
{
    const double evaporatingC = waterC - evaporatorK;
    return (condenserC + condenserK - evaporatingC) / (evaporatingC + celsiusZeroK);
}

// The coldest condenser temperature that a machine makes use of.
double coldestCondenserC(const ChillerCurves& curves, double waterC)
{
    return std::max(curves.leastCondenserC, waterC - evaporatorK + leastLiftK - condenserK);
}

// The least of a quadratic over an interval.
template <typename Quadratic>
double leastOf(const Quadratic& q, double low, double high)
{
    double least = std::min(q.at(low), q.at(high));
    if (q.c > 0.0)
        least = std::min(least, q.at(std::clamp(-0.5 * q.b / q.c, low, high)));
    return least;
}

} // namespace

ChillerAtWater::ChillerAtWater(const Chiller& chiller, double waterC) : waterC_(waterC)
{
    const ChillerCurves& curves = chiller.curves;
    // a + b Tw + c Tw² + d Tc + e Tc² + f Tw Tc as a quadratic of Tc
    const auto atWater = [](const std::array<double, 6>& k, double tw) {
        return Quadratic{k[0] + k[1] * tw + k[2] * tw * tw, k[3] + k[5] * tw, k[4]};
    };
    boxWaterC_ = std::clamp(waterC, curves.leastWaterC, curves.mostWaterC);
    leastC_ = curves.leastCondenserC;
    mostC_ = curves.mostCondenserC;
    coldestC_ = coldestCondenserC(curves, waterC);

    // Every curve over its value at the rating.
    const double ratingWaterC = std::clamp(curves.referenceWaterC, curves.leastWaterC, curves.mostWaterC);
    const double heldC = std::max(chiller.ratedCondenserC, coldestCondenserC(curves, curves.referenceWaterC));
    const double ratingC = std::clamp(heldC, leastC_, mostC_);
    const double ratedCapacity = atWater(curves.capacityOfT, ratingWaterC).at(ratingC);
    const double ratedInput = atWater(curves.inputOfT, ratingWaterC).at(ratingC) *
                              carnotLift(std::max(curves.referenceWaterC, ratingWaterC), heldC) /
                              carnotLift(ratingWaterC, ratingC);
    const auto& load = curves.inputOfLoad;
    const double fullLoad = load[0] + load[1] + load[2];
    if (!(chiller.capacityW > 0.0 && ratedCapacity > 0.0 && ratedInput > 0.0 && fullLoad > 0.0))
        return; // no capacity at all
    capacityW_ = atWater(curves.capacityOfT, boxWaterC_);
    const double scaleW = chiller.capacityW / ratedCapacity;
    capacityW_ = {capacityW_.a * scaleW, capacityW_.b * scaleW, capacityW_.c * scaleW};
    input_ = atWater(curves.inputOfT, boxWaterC_);
    inputOfLoad_ = {load[0] / fullLoad, load[1] / fullLoad, load[2] / fullLoad};
    leastPartLoad_ = curves.leastPartLoad;
    leastPartLoadInput_ = inputOfLoad_.at(leastPartLoad_);
    wattsPerCapacity_ = chiller.cop > 0.0 ? 1.0 / (chiller.cop * ratedInput) : 0.0;
    leastCapacityW_ = std::max(leastOf(capacityW_, inBoxC(leastC_), mostC_), 0.0);
}

double ChillerAtWater::inBoxC(double condenserC) const
{
    return std::clamp(std::max(condenserC, coldestC_), leastC_, mostC_);
}

double ChillerAtWater::capacityW(double condenserC) const
{
    return std::max(capacityW_.at(inBoxC(condenserC)), 0.0);
}

double ChillerAtWater::reachableCapacityW(double condenserC) const
{
    const double heldC = inBoxC(condenserC);
    double most = std::max(capacityW_.at(heldC), capacityW_.at(mostC_));
    if (capacityW_.c < 0.0)
        most = std::max(most, capacityW_.at(std::clamp(-0.5 * capacityW_.b / capacityW_.c, heldC, mostC_)));
    return std::max(most, 0.0);
}

FitDistance ChillerAtWater::beyondFit(double condenserC) const
{
    const double heldC = std::max(condenserC, coldestC_);
    const double boxC = std::clamp(heldC, leastC_, mostC_);
    return {std::abs(waterC_ - boxWaterC_), std::abs(heldC - boxC), liftRatio(heldC)};
}

// L(Tw, Tc)/L(edge), 1 inside the box
double ChillerAtWater::liftRatio(double heldC) const
{
    return carnotLift(std::max(waterC_, boxWaterC_), heldC) /
           carnotLift(boxWaterC_, std::clamp(heldC, leastC_, mostC_));
}

double ChillerAtWater::inputRatio(double condenserC) const
{
    const double heldC = std::max(condenserC, coldestC_);
    return std::max(input_.at(std::clamp(heldC, leastC_, mostC_)), 0.0) * liftRatio(heldC);
}

double ChillerAtWater::powerPerHeat(double condenserC) const
{
    return wattsPerCapacity_ * inputRatio(condenserC);
}

double ChillerAtWater::partLoadInput(double partLoad) const
{
    if (leastPartLoad_ > 0.0 && partLoad < leastPartLoad_)
        return leastPartLoadInput_ * partLoad / leastPartLoad_; // CR = x / xmin
    // The greatest value of EIRFPLR from xmin to x.
    double held = partLoad;
    if (inputOfLoad_.c < 0.0)
        held = std::min(held, std::max(-0.5 * inputOfLoad_.b / inputOfLoad_.c, leastPartLoad_));
    const double input = std::max(inputOfLoad_.at(held), leastPartLoadInput_);
    return partLoad > 1.0 ? std::max(input, partLoad * partLoadInput(1.0)) : input; // x > 1: x EIRFPLR(1)
}

double ChillerAtWater::recordPowerW(double heatW, double condenserC) const
{
    const double capacity = capacityW(condenserC);
    if (capacity <= 0.0)
        return 0.0;
    return capacity * wattsPerCapacity_ * inputRatio(condenserC) * partLoadInput(heatW / capacity);
}

ChillerLoad::ChillerLoad(const ChillerAtWater& chiller, double heatW) : chiller_(&chiller), heatW_(heatW)
{
    if (heatW_ > 0.0)
        findPeaks();
}

// Steps so fine that no record rises and falls within one.
void ChillerLoad::findPeaks()
{
    constexpr std::size_t steps = 16;
    const double lowC = chiller_->inBoxC(chiller_->leastC_);
    const double stepK = (chiller_->mostC_ - lowC) / steps;
    if (stepK <= 0.0)
        return;
    const auto temperatureC = [&](std::size_t step) { return lowC + static_cast<double>(step) * stepK; };
    std::array<double, steps + 1> powersW{};
    for (std::size_t step = 0; step <= steps; ++step)
        powersW[step] = chiller_->recordPowerW(heatW_, temperatureC(step));
    for (std::size_t step = 0; step <= steps && peakCount_ < peaks_.size(); ++step) {
        const bool rose = step == 0 || powersW[step] >= powersW[step - 1];
        const bool falls = step == steps || powersW[step] > powersW[step + 1];
        if (!rose || !falls)
            continue;
        const Peak peak = highestBetween(step == 0 ? lowC : temperatureC(step - 1),
                                         step == steps ? chiller_->mostC_ : temperatureC(step + 1));
        if (peakCount_ == 0 || peak.powerW > peaks_[peakCount_ - 1].powerW)
            peaks_[peakCount_++] = peak;
    }
}

// By golden section; the ends count as well.
ChillerLoad::Peak ChillerLoad::highestBetween(double lowC, double highC) const
{
    constexpr double golden = 0.6180339887498949;
    constexpr int steps = 45; // the interval shrinks to 4e-10 of itself
    Peak best{lowC, chiller_->recordPowerW(heatW_, lowC)};
    const auto consider = [&](double atC) {
        const double powerW = chiller_->recordPowerW(heatW_, atC);
        if (powerW > best.powerW)
            best = {atC, powerW};
        return powerW;
    };
    consider(highC);
    double leftC = highC - golden * (highC - lowC);
    double rightC = lowC + golden * (highC - lowC);
    double leftW = consider(leftC);
    double rightW = consider(rightC);
    for (int step = 0; step < steps; ++step) {
        if (leftW > rightW) {
            highC = rightC;
            rightC = leftC;
            rightW = leftW;
            leftC = highC - golden * (highC - lowC);
            leftW = consider(leftC);
        } else {
            lowC = leftC;
            leftC = rightC;
            leftW = rightW;
            rightC = lowC + golden * (highC - lowC);
            rightW = consider(rightC);
        }
    }
    return best;
}

double ChillerLoad::powerW(double condenserC) const
{
    if (heatW_ <= 0.0)
        return 0.0;
    // max over T in [T0, Tc] of P(Q, T)
    double highestW = chiller_->recordPowerW(heatW_, condenserC);
    for (std::size_t i = 0; i < peakCount_ && peaks_[i].condenserC <= condenserC; ++i)
        highestW = std::max(highestW, peaks_[i].powerW);
    return highestW;
}

double chillerCapacityW(const Chiller& chiller, double waterC, double condenserC)
{
    return ChillerAtWater(chiller, waterC).capacityW(condenserC);
}

ChillerState chillerAt(const Chiller& chiller, double heatW, double waterC, double condenserC)
{
    const ChillerAtWater machine(chiller, waterC);
    ChillerState state;
    state.capacityW = machine.capacityW(condenserC);
    state.outsideFit = machine.outsideFit(condenserC);
    if (heatW <= 0.0 || state.capacityW <= 0.0)
        return state;
    state.partLoad = heatW / state.capacityW;
    state.outsideFit |= state.partLoad > 1.0;
    state.powerW = ChillerLoad(machine, heatW).powerW(condenserC);
    return state;
}

} // namespace hallwright
