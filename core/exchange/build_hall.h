// Lays a hall template out: rows and aisles, racks around the columns, doors, air handlers, CDUs.
#pragma once

#include "core/exchange/site_draft.h"

namespace hallwright::recipe {

// Everything but what ties the hall to its building: feeds and loops come from build_power and build_cooling.
HallDraft layOutHall(Draft& draft, const HallPlacement& placement, const std::string& buildingName);

} // namespace hallwright::recipe
