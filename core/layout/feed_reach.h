// Where a feed of racks is in its hall, and how far it reaches.
#pragma once

#include "core/model/site.h"

#include <optional>

namespace hallwright {

// From a rack's centre to the busway over it or beside it: the drop cord of a tap-off box, which may hang across the
// aisle. Judgement; cords are made 3 m long for racks under their busway's neighbour.
inline constexpr double cordReachM = 3.0;
// From a rack's centre to a PDU, or to a busway whose length is not known: a branch circuit's cable within a room.
// Judgement.
inline constexpr double cableReachM = 30.0;

// Where a busway hangs, in its hall's frame: a line about the middle of `pose`, along its x.
struct BuswayRun {
    Pose pose;
    double lengthM = 0.0;

    Point2 from() const; // the end in the west or south of a level or upright one
    Point2 to() const;
};

// Its own run; of one that has none, the length of the row over which its middle lies. Nothing for one that hangs over
// no row, and for what is no busway.
std::optional<BuswayRun> buswayRun(const Building& building, const Hall& hall, const PowerNode& node);

// From where a feed of a hall serves racks, in the hall's frame: a point, or a busway's line.
struct FeedPlace {
    Point2 from, to;
    double reachM = 0.0;

    double distanceTo(Point2 inHall) const;
    bool reaches(Point2 inHall) const { return distanceTo(inHall) <= reachM; }
};

FeedPlace feedPlaceOf(const Building& building, const Hall& hall, const PowerNode& node);

} // namespace hallwright
