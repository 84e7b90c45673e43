// A building's supply as the rules of equip.h need it: the one it has, or a new one.
#pragma once

#include "core/design/equip.h"
#include "core/design/power.h"

namespace hallwright::design {

// The supply of a building with room for `blocks` more. One that has no entrances gets them, with standby generators, and
// the site a utility for each side that has no source. Throws RuleError without two electrical rooms.
Supply supplyFor(SiteEdit& edit, BuildingId building, int blocks, Choices& choices);

// The least transformer, switchgear and UPS that carry this load on one side alone. Throws RuleError.
BlockTypes blockFor(const Site& site, double loadW, const std::string& what);

// Feeds those air handlers and CDUs of the hall that have no feed, from a panel in the hall behind two UPS: those that
// serve the panels of the building if they have room, else a block of their own.
void feedCoolingUnits(SiteEdit& edit, HallId hall, Choices& choices);

} // namespace hallwright::design
