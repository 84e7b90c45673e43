// From where on a hall's floor a rack's feeds are within reach.
#pragma once

#include "core/rules/checked.h"

#include <vector>

namespace hallwright {

// The floor from which a feed is within reach: under a busway that hangs over a row, else around where it stands.
struct FeedPlace {
    Rect under;
    double reachM = 0.0;

    double distanceTo(Point2 point) const;
};

FeedPlace feedPlaceOf(const CheckedLayout& at, const PowerNode& node);

// Of all feeds that a rack has in its hall; everywhere for one that has none.
class FeedReach
{
public:
    FeedReach() = default;
    FeedReach(const CheckedLayout& at, const Rack& rack);

    bool hasFeeds() const { return !feeds_.empty(); }
    bool covers(Point2 inHall) const;

private:
    std::vector<FeedPlace> feeds_;
};

} // namespace hallwright
