// The goodput of one job by both ways of placing, and what its time is used for, in words.
#pragma once

#include "core/studies/goodput/goodput.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

struct GoodputComparison {
    GoodputPtr packed, spread;
};
using GoodputComparisonPtr = std::shared_ptr<const GoodputComparison>;

// As goodputOf, twice; options.placement is left aside. `progress` is told how many of the two are done; may be empty. Null if
// stopped.
GoodputComparisonPtr comparePlacements(const Snapshot& snapshot, const GoodputOptions& options,
                                       const std::function<void(std::size_t done)>& progress = {},
                                       const std::stop_token& stop = {});

struct TimeUse {
    std::string_view what; // "work that counts"
    double share = 0.0;    // of all time [-]
};
// Of all time; the first is goodput. They add up to 1.
std::vector<TimeUse> timeUsesOf(const Goodput& goodput);

// "Goodput 91.20 % packed, 90.85 % spread: of 16,384 accelerators 14,942 and 14,884 do work that counts. ..."
std::string answerOf(const GoodputComparison& compared);
// What it rests on: each option with its value.
std::string assumptionsOf(const Goodput& goodput);

} // namespace hallwright
