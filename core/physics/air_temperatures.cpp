#include "core/physics/air_temperatures.h"

#include "core/physics/air_patches.h"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace hallwright {

namespace {

// Fixed point of an affine map x -> G(x) by Anderson's acceleration: the next x is the combination of the last ones for
// which G(x) - x would be least. As good as GMRES while the history lasts, and never worse than plain repetition by
// much.
class FixedPoint
{
public:
    // The next x, from x and G(x).
    std::vector<double> next(const std::vector<double>& x, const std::vector<double>& g)
    {
        const Eigen::Index n = static_cast<Eigen::Index>(x.size());
        const Eigen::VectorXd to = Eigen::Map<const Eigen::VectorXd>(g.data(), n);
        const Eigen::VectorXd change = to - Eigen::Map<const Eigen::VectorXd>(x.data(), n);
        if (lastTo_.size() == n) {
            if (toSteps_.size() == history) {
                toSteps_.erase(toSteps_.begin());
                changeSteps_.erase(changeSteps_.begin());
            }
            toSteps_.push_back(to - lastTo_);
            changeSteps_.push_back(change - lastChange_);
        }
        lastTo_ = to;
        lastChange_ = change;
        Eigen::VectorXd result = to;
        if (!toSteps_.empty()) {
            Eigen::MatrixXd steps(n, static_cast<Eigen::Index>(changeSteps_.size()));
            for (std::size_t m = 0; m < changeSteps_.size(); ++m)
                steps.col(static_cast<Eigen::Index>(m)) = changeSteps_[m];
            const Eigen::VectorXd factors = steps.colPivHouseholderQr().solve(change);
            for (std::size_t m = 0; m < toSteps_.size(); ++m)
                result -= factors[static_cast<Eigen::Index>(m)] * toSteps_[m];
        }
        return {result.begin(), result.end()};
    }

private:
    static constexpr std::size_t history = 12;
    std::vector<Eigen::VectorXd> toSteps_, changeSteps_;
    Eigen::VectorXd lastTo_, lastChange_;
};

// No inlet is followed further than these from the mixed return.
constexpr double mostAboveReturnK = 200.0; // servers are off long before
constexpr double mostBelowReturnK = 50.0;  // no rear door has water that cold

double positive(double x)
{
    return std::max(x, 0.0);
}

} // namespace

AirTemperatures::AirTemperatures(const AirRoom& room, const AirFlow& flow, std::span<const double> supplyM3s,
                                 std::span<const double> rackM3s)
    : room_(room), flow_(flow), supplyM3s_(supplyM3s), rackM3s_(rackM3s), baseC_(coldestSupplyC()),
      values_(flow.valueCount(), 0.0)
{
}

// Outlets and the air behind the returns until they agree with the inlets they bring about.
AirTemperatures::Outcome AirTemperatures::settle(const std::optional<Start>& start,
                                                 const std::stop_token& stop)
{
    constexpr int mostSweeps = 400;
    const std::size_t n = room_.racks.size();
    double* const sources = values_.data() + flow_.cellCount();
    for (std::size_t s = 0; s < room_.supplies.size(); ++s)
        sources[n + 1 + s] = positive(room_.supplies[s].temperatureC - baseC_);

    const InletLimits limits = inletLimits();
    std::vector<double> outletK = firstOutlets(start); // the last is the air behind the returns
    FixedPoint fixedPoint;
    std::size_t atLimit = 0;
    for (int sweep = 0; sweep < mostSweeps; ++sweep) {
        if (stop.stop_requested())
            return Outcome::Stopped;
        if (sweep > 0)
            outletK = fixedPoint.next(outletK, found_.outletK);
        for (std::size_t i = 0; i < n; ++i) // no outlet lies beyond these
            outletK[i] = std::clamp(outletK[i], limits.coldestK + riseK(i), limits.warmestK + riseK(i));
        std::ranges::copy(outletK, sources);
        flow_.carry(values_);
        found_ = broughtAbout(limits);
        if (!flow_.returnsGiveAir())
            outletK[n] = found_.outletK[n];
        if (agree(outletK, found_.outletK)) {
            exchangeInDeadEnds();
            return Outcome::Settled;
        }
        if (found_.atLimit != atLimit)
            fixedPoint = {}; // another affine map from here on
        atLimit = found_.atLimit;
    }
    return Outcome::Unsettled;
}

double AirTemperatures::coldestSupplyC() const
{
    double coldestC = std::numeric_limits<double>::infinity();
    for (std::size_t s = 0; s < supplyM3s_.size(); ++s) {
        if (supplyM3s_[s] > 0.0)
            coldestC = std::min(coldestC, room_.supplies[s].temperatureC);
    }
    return coldestC;
}

std::vector<double> AirTemperatures::firstOutlets(const std::optional<Start>& start) const
{
    std::vector<double> outletK(room_.racks.size() + 1, 0.0);
    for (std::size_t i = 0; i < room_.racks.size(); ++i) {
        const bool known = start && !std::isnan(start->inletC[i]);
        outletK[i] = riseK(i) + (known ? start->inletC[i] - baseC_ : 0.0);
    }
    if (start)
        outletK.back() = start->returnC - baseC_;
    return outletK;
}

// About T + P / (ρ cp V) of all the air, above the coldest supply's.
AirTemperatures::InletLimits AirTemperatures::inletLimits() const
{
    double sumK = gainedK(); // m³ K/s
    for (std::size_t s = 0; s < supplyM3s_.size(); ++s)
        sumK += supplyM3s_[s] * (room_.supplies[s].temperatureC - baseC_);
    const double returnK = sumK / suppliedM3s();
    return {std::min(returnK, 0.0) - mostBelowReturnK, positive(returnK) + mostAboveReturnK};
}

// What the air carried to the fronts and returns makes of inlets and outlets.
AirTemperatures::Temperatures AirTemperatures::broughtAbout(const InletLimits& limits) const
{
    Temperatures found;
    for (std::size_t i = 0; i < room_.racks.size(); ++i) {
        found.frontK.push_back(flow_.sinkValue(i, values_));
        found.inletK.push_back(std::clamp(found.frontK[i], limits.coldestK, limits.warmestK));
        found.outletK.push_back(found.inletK[i] + riseK(i));
        found.atLimit += found.inletK[i] != found.frontK[i] ? 1 : 0;
    }
    const double facesK = flow_.sinkValue(room_.racks.size(), values_);
    found.outletK.push_back(balancedReturnK(facesK, found.frontK, found.inletK));
    return found;
}

// Whether what the sources gave out is what it brought about, each by itself and all their heat together.
bool AirTemperatures::agree(std::span<const double> givenK, std::span<const double> foundK) const
{
    constexpr double settledK = 1e-5;
    constexpr double rounding = 1e-6;    // of the largest rise
    constexpr double settledHeat = 2e-7; // of what the balance is judged by
    double change = 0.0;
    double largest = 0.0;
    double astrayK = 0.0; // m³ K/s
    for (std::size_t i = 0; i < foundK.size(); ++i) {
        change = std::max(change, std::abs(foundK[i] - givenK[i]));
        astrayK += (foundK[i] - givenK[i]) * flow_.sourceFlowM3s(i);
        if (i < room_.racks.size())
            largest = std::max(largest, std::abs(foundK[i]));
    }
    return change <= std::max(settledK, rounding * largest) &&
           std::abs(astrayK) <= settledHeat * balanceScaleK();
}

// T_R (R + Σ U - Σ V) = R T_ret + Σ U T - Σ V Tin
double AirTemperatures::balancedReturnK(double facesK, std::span<const double> frontK,
                                        std::span<const double> inletK) const
{
    const std::size_t n = room_.racks.size();
    double flowM3s = flow_.sinkFlowM3s(n);
    double heatK = flowM3s * facesK; // m³ K/s
    for (std::size_t i = 0; i < n; ++i) {
        flowM3s += flow_.sinkFlowM3s(i) - flow_.sourceFlowM3s(i);
        heatK += flow_.sinkFlowM3s(i) * frontK[i] - flow_.sourceFlowM3s(i) * inletK[i];
    }
    return flowM3s > 0.0 ? heatK / flowM3s : facesK;
}

// r = (T - Tin) / (T - T_R)
void AirTemperatures::exchangeInDeadEnds()
{
    exchanged_.assign(room_.racks.size(), 0.0);
    for (std::size_t i = 0; i < room_.racks.size(); ++i) {
        const double frontK = found_.frontK[i];
        if (frontK != found_.inletK[i])
            exchanged_[i] = (frontK - found_.inletK[i]) / (frontK - returnK());
    }
}

std::vector<float> AirTemperatures::cellsC() const
{
    return flow_.onGrid(values_, baseC_, std::numeric_limits<float>::quiet_NaN());
}

AirRackTemperatures AirTemperatures::rack(std::size_t i) const
{
    return {baseC_ + found_.inletK[i], baseC_ + found_.inletK[i] + riseK(i), false};
}

void AirTemperatures::addTo(AirFieldReport& report) const
{
    const std::size_t n = room_.racks.size();
    double leavingM3s = flow_.sinkFlowM3s(n) - flow_.sourceFlowM3s(n);
    double amissM3s = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double amiss = flow_.sinkFlowM3s(i) - flow_.sourceFlowM3s(i);
        leavingM3s += amiss;
        amissM3s += std::abs(amiss);
        if (found_.frontK[i] == found_.inletK[i] || !(rackM3s_[i] > 0.0))
            continue;
        const bool hot = found_.frontK[i] > found_.inletK[i];
        const std::string beyond = hot ? "hotter than the model can say, and the heat"
                                       : "colder than the model can say, and the cold";
        report.notices.push_back({AirProblemKind::DeadEnd,
                                  nameOf(room_.racks[i]) +
                                      " takes in hardly anything but exhaust that has no way out: it is " +
                                      beyond + " beyond that goes straight to the returns."});
    }
    double suppliedK = 0.0;
    for (std::size_t s = 0; s < supplyM3s_.size(); ++s)
        suppliedK += supplyM3s_[s] * (room_.supplies[s].temperatureC - baseC_);
    report.returnC = baseC_ + returnK();
    report.frontImbalance = amissM3s / suppliedM3s();
    report.massResidual = std::abs(leavingM3s - suppliedM3s()) / suppliedM3s();
    // What leaves against what entered.
    report.energyResidual = std::abs(leavingM3s * returnK() - suppliedK - gainedK()) / balanceScaleK();
}

double AirTemperatures::riseK(std::size_t rack) const
{
    return rackM3s_[rack] > 0.0 ? room_.racks[rack].heatW / (room_.heatPerVolume * rackM3s_[rack]) : 0.0;
}

double AirTemperatures::gainedK() const
{
    double sum = 0.0;
    for (std::size_t i = 0; i < rackM3s_.size(); ++i)
        sum += riseK(i) * rackM3s_[i];
    return sum;
}

// The racks' heat, or the air's own at one kelvin.
double AirTemperatures::balanceScaleK() const
{
    return std::max(std::abs(gainedK()), suppliedM3s());
}

double AirTemperatures::suppliedM3s() const
{
    return std::accumulate(supplyM3s_.begin(), supplyM3s_.end(), 0.0);
}

} // namespace hallwright
