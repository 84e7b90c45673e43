// Sites of any shape, for property tests.
#pragma once

#include "core/model/site.h"
#include "core/simulation/snapshot.h"

#include <random>

namespace hallwright::test {

// The small campus with everything in it changed at random, and kept valid: rack powers and liquid shares, rear doors,
// air handlers, CDUs, loops with and without pipes and with any mixture of plant, rooms, economisers, heat reuse,
// power losses, UPS modes, standby generators.
SitePtr randomSite(std::mt19937& random);

// Weather between arctic and desert.
Conditions randomWeather(std::mt19937& random);

} // namespace hallwright::test
