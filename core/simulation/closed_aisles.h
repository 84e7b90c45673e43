// Which aisles of a hall are closed: those that are said to be contained, as long as something stands along their sides.
#pragma once

#include "core/model/catalogue.h"
#include "core/model/hall.h"

#include <vector>

namespace hallwright {

// Of an open side, the share of its length beyond which an aisle holds its air no better than one that is open. Judgement: a
// single rack that is pulled out leaves a hole (the rule "Containment open" names it), half a row leaves no enclosure.
inline constexpr double openSideShare = 0.5;

// One for each aisle of the hall. A side is the stretch between the first and the last thing that stands along either side
// of the aisle - racks, air handlers, CDUs, walls, columns -, or the hall's own wall, which closes it. An aisle along which
// nothing stands is as it is said to be. Blanking panels close what is open of a side, as long as anything stands there that
// holds them.
std::vector<bool> closedAislesOf(const Hall& hall, const Catalogue& catalogue);

} // namespace hallwright
