// Edits of one thing, each a pure function from one site version to the next (core/model/site_edit.h).
#pragma once

#include "core/model/site.h"

#include <string>

namespace hallwright {

// Ids must be of things in `site` (std::logic_error otherwise). Each throws InputError with a full sentence if the
// result would break an invariant, as SiteEdit::done does.

SitePtr withRackPose(const SitePtr& site, RackId id, const Pose& pose);

// Another IT power [W], >= 0. The server airflow follows in proportion, i.e. at constant air temperature rise.
SitePtr withRackPower(const SitePtr& site, RackId id, double powerW);

// Any other change of one rack's values; the id and the hall stay.
SitePtr withRack(const SitePtr& site, const Rack& changed);

SitePtr withoutRack(const SitePtr& site, RackId id);

// A rack added to a hall under an id of its own. `addedId` (optional) receives it.
SitePtr withNewRack(const SitePtr& site, HallId hall, Rack rack, RackId* addedId = nullptr);

// Air supply set point of a hall [°C], 5..45.
SitePtr withHallSupply(const SitePtr& site, HallId id, double supplyC);

// Outdoor dry bulb [°C] of the site's design day, -60..60, and the wet bulb with it (core/simulation/weather.h).
SitePtr withOutdoor(const SitePtr& site, double outdoorC, double wetBulbC);

SitePtr withSiteName(const SitePtr& site, const std::string& name);

} // namespace hallwright
