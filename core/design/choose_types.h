// The type of the catalogue that carries a load.
#pragma once

#include "core/model/site.h"

#include <algorithm>
#include <string>

namespace hallwright::design {

// Of what carries a load no more than this much of its rating is planned on: servers draw more in warm air.
inline constexpr double plannedShare = 0.9;

// The least rated type of this kind whose rating is at least `neededW`. It is for `what`, as the message has it. Throws
// RuleError if there is none.
const PowerType& leastPowerType(const Site& site, PowerNodeKind kind, double neededW,
                                const std::string& what);

// Likewise by capacity.
const CduType& leastCduType(const Site& site, double neededW, const std::string& what);

// The rating of the largest type of this kind; 0 if there is none.
double largestRatingW(const Site& site, PowerNodeKind kind);

// What a node of this type draws at full load.
double fullInputW(const PowerType& type);

// A loop suits air handlers if its water is so much colder than their air.
inline constexpr double leastAirOverWaterK = 3.0;

// The loop of the first of these air handlers or CDUs that is on one; none without.
template <class Units>
CoolantLoopId firstLoop(const Units& units)
{
    const auto found = std::ranges::find_if(units, [](const auto& unit) { return unit.loop.valid(); });
    return found != units.end() ? found->loop : CoolantLoopId{};
}

} // namespace hallwright::design
