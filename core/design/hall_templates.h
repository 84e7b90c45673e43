// Halls built again: a hall with all that stands in it, out of this site or of another file, which then is a template.
//
// What comes is the layout: rows, racks with their contents, aisles, walls, equipment, and the catalogue types of these
// where the site does not have them. What fed and cooled the hall stays where it was: feedHall and coolHall (equip.h)
// connect the copy to the building that it comes to, CDUs and air handlers included.
#pragma once

#include "core/design/equip.h"
#include "core/model/site_edit.h"

#include <optional>

namespace hallwright::design {

// The hall alone, in a site and a building of its own, with the types that it uses: to be kept as a file.
SitePtr templateOf(const Site& site, HallId hall);

// Where a hall of this size has room in a building, in its frame: nearest to its south-west corner; nothing if nowhere.
std::optional<Point2> freeHallPlace(const Building& building, double widthM, double depthM);

// Puts a hall like `hall` of `from` into a building of the edit, with its least corner at `originM`, under the name that
// comes next there; what was named after the hall is named after the new one. Throws RuleError where something is in the
// way, or the hall reaches out of the building.
HallId putHallLike(SiteEdit& edit, BuildingId building, const Site& from, HallId hall, Point2 originM);

// What goes with a hall that is replaced: "40 racks, with the records of 12 and 80 devices, 4 CDUs and 6 air handlers"; empty
// for a hall without anything.
std::string lossesOf(const Site& site, HallId hall);

// Throws RuleError, saying what is in the way, where a hall of this size has no room in the place of `old`.
void requireRoomInstead(const Site& site, HallId old, const Hall& like);

struct ReplacedHall {
    HallId hall;
    Choices choices; // what was kept of the one before
};

// Puts a hall like `like` of `from` in the place of `old`, with its name, its level and its record. The busways of its rows
// hang over the new rows in their order, with what feeds them; its panels feed the new fans and pumps as far as they can, and
// these come on the water that those before were on where it suits them. What is missing is for feedHall and coolHall. Throws
// RuleError where the new one has no room there.
ReplacedHall replaceHall(SiteEdit& edit, HallId old, const Site& from, HallId like);

} // namespace hallwright::design
