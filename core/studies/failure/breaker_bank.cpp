#include "core/studies/failure/breaker_bank.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace hallwright {

BreakerBank::BreakerBank(const BreakerCurve& curve, std::vector<double> loads)
    : curve_(curve), loads_(std::move(loads))
{
    std::ranges::transform(loads_, std::back_inserter(warmth_), warmthAtRest);
    tripS_.assign(loads_.size(), std::numeric_limits<double>::infinity());
    carry(0.0, std::vector<double>(loads_));
}

void BreakerBank::carry(double timeS, std::span<const double> loads)
{
    constexpr double atRest = 1e-12; // most breakers of a site are: they need no exponential
    for (std::size_t i = 0; i < loads_.size(); ++i) {
        if (std::abs(warmthAtRest(loads_[i]) - warmth_[i]) > atRest)
            warmth_[i] = warmthAfter(curve_, warmth_[i], loads_[i], timeS - timeS_);
        loads_[i] = loads[i];
        tripS_[i] = timeS + secondsToTrip(curve_, warmth_[i], loads_[i]);
    }
    timeS_ = timeS;
}

double BreakerBank::nextS() const
{
    return tripS_.empty() ? std::numeric_limits<double>::infinity() : std::ranges::min(tripS_);
}

std::vector<std::size_t> BreakerBank::dueBy(double timeS) const
{
    std::vector<std::size_t> due;
    for (std::size_t i = 0; i < tripS_.size(); ++i) {
        if (tripS_[i] <= timeS)
            due.push_back(i);
    }
    return due;
}

} // namespace hallwright
