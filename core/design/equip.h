// What an editor's menu offers for a hall whose rows are drawn: feed it, cool it, and fit a loop to what it has to do.
//
// Each call reads what is there and adds what is missing, so the second in a row changes nothing: racks, units, loops and
// plant that are connected stay as they are. Equipment is taken from the site's catalogue, of each kind the least that
// carries its load. A call throws RuleError with one sentence where it cannot do its work; the edit is then to be given up.
#pragma once

#include "core/model/site_edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright::design {

// One sentence for each choice: what, how many, for which load.
using Choices = std::vector<std::string>;

// Begins the sentence of what a call could not do, with figures and what is in the way; they stand before its choices.
inline constexpr std::string_view shortageMark = "Still short: ";

// What the steps of a call chose, and what they could not do.
struct Steps {
    Choices choices;
    Choices shortages;
};

// The shortages with their mark, then the choices. Throws RuleError with the shortages where nothing was chosen.
Choices told(const Steps& steps);

// Feeds racks that lack an A or a B feed. A row of which no rack has both gets a busway on each side, behind blocks of
// transformer, switchgear and UPS; other racks are connected to the nearest busways of the hall. Air handlers and CDUs
// without a feed get a panel. A building that has none yet gets entrances in its first two electrical rooms, with standby
// generators, and the site a utility for each side. The loop that cools the building's rooms is re-sized for the losses.
Choices feedHall(SiteEdit& edit, HallId hall);

// Cools what stands in the hall: a CDU for liquid-cooled racks that have none or whose own is overloaded, one that is there
// before a new one at the end of their row or on the nearest free floor; water for the rear doors that have none, air
// handlers along the walls, clear of columns and doors, for the rest of the heat and the air of the racks with one to spare,
// a loop for each where the building has none, and power for all of them. The loops are re-sized. What cannot be done
// leaves the rest to be done, and is told first. Throws RuleError where nothing could be.
Choices coolHall(SiteEdit& edit, HallId hall);

// Sets the loop's design heat to what its halls and rooms give it now, adds plant until it holds its set point on the
// design day with one unit out of service, and leads and sizes the pipes that core/design lays for it. Plant stands in the
// yard behind the building, clear of other buildings and their plant, else on its roof. Plant and pipes are never made
// smaller.
Choices resizeLoop(SiteEdit& edit, CoolantLoopId loop);

} // namespace hallwright::design
