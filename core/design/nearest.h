// Which feeds and which CDU a rack would be connected to where it stands.
#pragma once

#include "core/model/site.h"

#include <string>
#include <vector>

namespace hallwright::design {

template <class IdType>
struct Nearest {
    IdType id; // none: there is none
    double distanceM = 0.0;
    std::string reason; // one sentence
};

struct NearestFeeds {
    Nearest<PowerNodeId> a, b;
};

// Among the busways and PDUs of the rack's hall, or those of its building where the hall has none on that side: the
// nearest in the plan, a busway by where it hangs along its row, with enough of its rating left to carry the rack alone;
// where none has, the nearest. A PDU that feeds busways is none of them. The rack is taken as it is given, with its pose in this hall; what it draws already
// from a feed is not counted twice.
NearestFeeds nearestFeeds(const Site& site, HallId hall, const Rack& rack);

// Among the CDUs of the hall: the nearest in the plan with enough of its capacity left for the rack's liquid heat; where
// none has, the nearest.
Nearest<CduId> nearestCdu(const Site& site, HallId hall, const Rack& rack);

// The CDUs whose coolant gets to a row of the hall, by its position in hall.rows: those that cool a rack of it, those that
// stand in line with it, and those that cool no row yet and stand in line with none. Racks are joined to a CDU by the
// manifold along their row: one that serves other rows is in reach by the plan, not by a pipe.
std::vector<CduId> cdusOfRow(const Hall& hall, std::size_t row);

// As nearestCdu, among those of the row on which the rack stands; none where no CDU serves the row.
Nearest<CduId> nearestCduOfRow(const Site& site, HallId hall, const Rack& rack);

} // namespace hallwright::design
