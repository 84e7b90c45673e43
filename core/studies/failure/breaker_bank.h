// Breakers that stay warm from what they carried: each under a load that stands still from one call to the next
// (core/physics/breaker_curve.h), so that the moment at which it trips is known ahead.
#pragma once

#include "core/physics/breaker_curve.h"

#include <cstddef>
#include <span>
#include <vector>

namespace hallwright {

class BreakerBank
{
public:
    BreakerBank() = default;
    // Loads over their ratings that they have carried without end; 0 for what has no breaker.
    BreakerBank(const BreakerCurve& curve, std::vector<double> loads);

    // What they carry from this time on.
    void carry(double timeS, std::span<const double> loads);

    double tripS(std::size_t breaker) const { return tripS_[breaker]; } // infinite: never at this load
    double nextS() const;                                               // of the first that trips
    std::vector<std::size_t> dueBy(double timeS) const;
    double load(std::size_t breaker) const { return loads_[breaker]; }
    double warmth(std::size_t breaker) const { return warmth_[breaker]; } // at the last call

private:
    BreakerCurve curve_;
    double timeS_ = 0.0;
    std::vector<double> loads_;
    std::vector<double> warmth_;
    std::vector<double> tripS_;
};

} // namespace hallwright
