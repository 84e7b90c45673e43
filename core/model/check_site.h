// The invariants every site version keeps, whoever made it.
#pragma once

#include "core/model/site.h"

#include <cstddef>

namespace hallwright {

// Far longer than any label; a site file could not be read with a text of any length.
constexpr std::size_t longestNameCharacters = 200; // also of the site's place
constexpr std::size_t longestDescriptionCharacters = 4000;

// What one rack must satisfy to stand in this hall: values in range, its footprint inside the room, its CDU in the
// same hall.
// Throws InputError naming the rack, the value and the limit.
void checkRack(const Site& site, const Hall& hall, const Rack& rack);

// The site's name, place, weather and so on; throws as checkSite does.
void checkInfo(const SiteInfo& info);

// Everything checkRack and checkInfo check, and: positive unique ids in ascending order, references that exist, sizes above zero,
// names and descriptions of a sensible length, aisles, columns, walls, tiles and equipment inside their room, halls inside their
// building, a power network without cycles whose every chain ends at a source, devices within their racks and clear of each
// other, numbers that are finite. A feed, CDU, hall or loop reference may be none; what a loop,
// pipe, plant unit or fibre run belongs to may not. Throws InputError naming the first offender.
void checkSite(const Site& site);

} // namespace hallwright
