// The studies that a report brings to a meeting beside an evaluation: what is left, what would make room, what the loss of
// one element does.
#pragma once

#include "core/studies/capacity/capacity_unlocks.h"
#include "core/studies/single_outages.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace hallwright {

struct MeetingStudies {
    CapacityPtr capacity; // null where the catalogue has no rack type to ask about
    std::vector<CapacityUnlock> unlocks;
    std::vector<SingleOutage> outages;
};

// Of the usual rack type of the campus, on evaluated loads. Null where there is no rack type, and where it was stopped.
CapacityPtr usualCapacityOf(const Snapshot& snapshot, const std::stop_token& stop = {});

// The same with all else. `progress` is told what is being done ("placing racks") and ends the studies by false, `stop` also
// in the middle of placing racks: what was found until then is returned.
MeetingStudies meetingStudiesOf(const Snapshot& snapshot,
                                const std::function<bool(const std::string& step)>& progress,
                                const std::stop_token& stop = {});

} // namespace hallwright
