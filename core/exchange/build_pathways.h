// Trays, duct banks and trenches by rule, and the fibre runs routed through them.
#pragma once

#include "core/exchange/site_draft.h"

namespace hallwright::recipe {

// A tray over every row, one that joins the rows, and one from each hall to the meet-me room; a duct bank from there to
// the building's vault.
void addBuildingPathways(Draft& draft, BuildingDraft& building);

// Trenches between the vaults; fibre runs from each hall to its building's spine hall, and from the spine hall of every
// building to that of every other by the shortest way through the trenches.
void addCampusPathways(Draft& draft);

} // namespace hallwright::recipe
