// What a sweep keeps of each cascade, and how it ranks them.
#pragma once

#include "core/studies/failure/sweep.h"

namespace hallwright {

SweepEntry sweepEntryOf(const Cascade& cascade, ObjectRef element);
bool isWorse(const SweepEntry& a, const SweepEntry& b);
// A ranking needs no strip chart, and moments to a hundredth of a second.
FailureOptions forRanking(const FailureOptions& options);

} // namespace hallwright
