#include "core/studies/failure/sweep_entry.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace hallwright {

namespace {

void keepEarliest(std::optional<double>& first, const std::optional<double>& other)
{
    if (other && (!first || *other < *first))
        first = other;
}

} // namespace

SweepEntry sweepEntryOf(const Cascade& cascade, ObjectRef element)
{
    SweepEntry entry{element,
                     cascade.racksLost(),
                     cascade.gpusLost(),
                     cascade.powerLostW(),
                     cascade.firstLossS(),
                     {},
                     {},
                     0.0,
                     cascade.steadyAtEnd,
                     {}};
    for (const HallFailure& hall : cascade.halls) {
        keepEarliest(entry.inletLimitS, hall.inletLimitS);
        keepEarliest(entry.coolantLimitS, hall.coolantLimitS);
        entry.highestInletC = std::max(entry.highestInletC, hall.highestInletC);
    }
    for (const FailureEvent& event : cascade.events) {
        const bool isLoss = event.racksLost > 0;
        const bool isLimit =
            event.kind == FailureEventKind::InletLimit || event.kind == FailureEventKind::CoolantLimit;
        if (entry.racksLost > 0 ? isLoss : isLimit) {
            entry.cause = event.sentence;
            break;
        }
    }
    return entry;
}

bool isWorse(const SweepEntry& a, const SweepEntry& b)
{
    const auto key = [](const SweepEntry& e) {
        constexpr double none = std::numeric_limits<double>::infinity();
        const double leftS =
            e.firstLossS.value_or(std::min(e.inletLimitS.value_or(none), e.coolantLimitS.value_or(none)));
        return std::make_tuple(-static_cast<double>(e.gpusLost), -e.powerLostW, leftS, e.element);
    };
    return key(a) < key(b);
}

FailureOptions forRanking(const FailureOptions& options)
{
    FailureOptions coarse = options;
    coarse.toTheEnd = false;
    coarse.sampleS = std::max(options.sampleS, 60.0);
    coarse.tolerance.relative = std::max(options.tolerance.relative, 1e-6);
    coarse.tolerance.absoluteK = std::max(options.tolerance.absoluteK, 1e-4);
    return coarse;
}

} // namespace hallwright
