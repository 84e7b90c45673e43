// Racks of another type where they stand: another generation of GPUs in a hall.
#pragma once

#include "core/model/site.h"

#include <vector>

namespace hallwright::app {

// They take on the new type's values; what stands in them stays and is counted anew. Throws InputError where one has no
// room, or what stands in it has none in the new type.
SitePtr withRackType(const SitePtr& site, const std::vector<RackId>& racks, RackTypeId type);

} // namespace hallwright::app
