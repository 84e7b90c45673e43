// Which racks stand on the floor without being in service (LoadBasis, core/model/scenario.h).
#pragma once

#include "core/model/records.h"
#include "core/simulation/conditions.h"

#include <string_view>
#include <vector>

namespace hallwright {

// Operation and decommissioning draw power.
bool drawsPower(LifecycleStatus status);

// The status on a day: the last that its dates have let it enter by then; before the first of its dates, the status that
// precedes that one in the life cycle. As it stands without a day or without dates.
LifecycleStatus statusOn(const Record& record, std::string_view date);

// Ascending.
std::vector<RackId> idleRacks(const Records& records, const Conditions& conditions);

} // namespace hallwright
