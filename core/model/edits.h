// Edits: pure functions from one site version to the next. Each shares every hall it did not touch.
//
// An edit changes one thing and checks that thing alone: a value out of its range throws InputError with a full
// sentence and no new version comes to be. Whether the result is a good layout is asked of core/layout.
#pragma once

#include "core/model/site.h"
#include "core/units/quantity.h"

namespace hallwright {

// Ids must be of things in `site` (std::logic_error otherwise).

// A rack at another pose in the same hall. Throws InputError if it would leave the room.
SitePtr withRackPose(const SitePtr& site, RackId id, const Pose& pose);

// Another IT power, >= 0. The server airflow follows in proportion, i.e. at constant air temperature rise.
SitePtr withRackPower(const SitePtr& site, RackId id, Power power);

// Any other change of one rack's values; the id and the hall stay. Throws InputError on a negative power, airflow,
// mass or GPU count, a liquid share outside 0..1, an unknown type, or a pose outside the room.
SitePtr withRack(const SitePtr& site, const Rack& changed);

SitePtr withoutRack(const SitePtr& site, RackId id);

// A rack added to a hall; its id is set to one above the highest in `site`. `addedId` (optional) receives it.
SitePtr withNewRack(const SitePtr& site, HallId hall, Rack rack, RackId* addedId = nullptr);

// Air supply set point of a hall, 5..45 °C.
SitePtr withHallSupply(const SitePtr& site, HallId id, Temperature supply);

// Outdoor dry bulb the site is evaluated at, -60..60 °C. The wet bulb keeps its distance below it.
SitePtr withOutdoor(const SitePtr& site, Temperature outdoor);

SitePtr withSiteName(const SitePtr& site, const std::string& name);

} // namespace hallwright
