// The steady state of one hall by itself: its air, its coolant heat, and what it asks of the campus.
#pragma once

#include "core/simulation/snapshot.h"

namespace hallwright {

// Depends on the hall, the catalogue and the site's elevation, not on the weather: the air handlers hold the
// hall's set point as long as they can. `previous`, a result of an earlier version of the same hall, lends
// the rows of its recirculation matrix that still hold.
HallResultPtr evaluateHall(const HallPtr& hall, const RackCatalogue& catalogue, double elevationM,
                           const HallResult* previous = nullptr);

} // namespace hallwright
