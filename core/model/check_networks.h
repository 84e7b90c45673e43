// The invariants of what spans the campus: its power network, its coolant loops, its pathways.
#pragma once

#include "core/model/site.h"

namespace hallwright::check {

// Throw as checkSite does. Ids are known to ascend.
void checkPower(const Site& site);
void checkCooling(const Site& site);
void checkPathways(const Site& site);

} // namespace hallwright::check
