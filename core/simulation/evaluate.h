// Steady-state evaluation of a site.
#pragma once

#include "core/simulation/snapshot.h"

#include <stop_token>
#include <utility>
#include <vector>

namespace hallwright {

// Recirculation matrices that 3D fields have found, by hall (core/physics/air_field.h); a hall without one is estimated.
// A matrix may be of the hall before racks moved in it: then the moved racks are estimated within it.
using AirMatrices = std::vector<std::pair<HallId, std::shared_ptr<const RecirculationMatrix>>>;

// Evaluates a site at the given conditions. What `previous` computed is reused wherever it evaluated the same
// immutable part (the same HallPtr, the same networks) under the same conditions; where one rack of a hall
// moved, the rows of its recirculation matrix that the move cannot reach are reused too. The result does not
// depend on `previous`. Re-entrant; owns no thread. Returns nullptr if `stop` was requested before the result
// was complete.
SnapshotPtr evaluate(const SitePtr& site, const Conditions& conditions, const Snapshot* previous = nullptr,
                     const std::stop_token& stop = {}, const AirMatrices& air = {});

} // namespace hallwright
