// A busway that a hand lays along a row: where it hangs, what feeds it, which racks it is to feed.
#pragma once

#include "core/model/site_edit.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright::design {

// A level or upright line over a hall's floor, in its frame.
struct BuswayLine {
    Point2 from, to;
    std::optional<RowId> row; // over which it hangs
};

// Along the row under the first point, or not a metre beside it, on its side's half, with its ends on the sides of racks; the
// whole row where the points are less than a rack apart. Without a row near, or if it is to be `free`, level or upright
// from point to point, whichever they are nearer to.
BuswayLine buswayAlong(const Site& site, HallId hall, Point2 from, Point2 to, FeedSide side, bool free);

// Which of the racks in reach of it a new busway is to feed: those of its row, or all if it hangs over none.
enum class RacksToFeed { Unfed, All, None }; // Unfed: those that have no feed of its side

struct BuswayRule {
    HallId hall;
    BuswayLine line;
    FeedSide side = FeedSide::A;
    PowerNodeId feeder{}; // none: the nearest
    RacksToFeed feeds = RacksToFeed::Unfed;
};

struct PlannedBusway {
    PowerNode node; // of the least type of the catalogue that carries the racks
    std::vector<RackId> racks;
    double loadW = 0.0; // of those racks, which it may have to carry alone
    std::size_t inReach = 0;
};

// Throws RuleError where it would be too short, nothing could feed it, or the site knows no busway to be like.
PlannedBusway planBusway(const Site& site, const BuswayRule& rule);
PowerNodeId putBusway(SiteEdit& edit, const PlannedBusway& planned);

// What can feed a busway of this side: PDUs, then UPS, then switchgear of the hall's building, of that side or of none,
// each kind from near to far; last what feeds nothing but mechanical panels.
std::vector<PowerNodeId> feedersFor(const Site& site, HallId hall, Point2 inHall, FeedSide side);

} // namespace hallwright::design
