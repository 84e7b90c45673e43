// From where on a hall's floor a rack's feeds are within reach.
#pragma once

#include "core/layout/feed_reach.h"
#include "core/rules/checked.h"

#include <vector>

namespace hallwright {

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
