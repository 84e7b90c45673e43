// Lays a hall template out: rows and aisles, racks around the columns, doors, air handlers, CDUs.
#pragma once

#include "core/exchange/site_draft.h"

namespace hallwright::recipe {

// Everything but what ties the hall to its building: feeds and loops come from build_power and build_cooling.
HallDraft layOutHall(Draft& draft, const HallPlacement& placement, const std::string& buildingName);

// One at the chosen end of every row that has liquid-cooled racks, in line with the row; it serves that row.
void addCdus(Draft& draft, HallDraft& hall);

} // namespace hallwright::recipe
