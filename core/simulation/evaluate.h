// Steady-state evaluation of a site.
#pragma once

#include "core/simulation/snapshot.h"

#include <stop_token>

namespace hallwright {

// Evaluates a site at the given conditions. What `previous` computed is reused wherever it evaluated the same
// immutable part (the same HallPtr, the same networks) under the same conditions; where one rack of a hall
// moved, the rows of its recirculation matrix that the move cannot reach are reused too. The result does not
// depend on `previous`. Re-entrant; owns no thread. Returns nullptr if `stop` was requested before the result
// was complete.
SnapshotPtr evaluate(const SitePtr& site, const Conditions& conditions, const Snapshot* previous = nullptr,
                     const std::stop_token& stop = {});

} // namespace hallwright
