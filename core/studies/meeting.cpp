#include "core/studies/meeting.h"

#include <fmt/format.h>

namespace hallwright {

CapacityPtr usualCapacityOf(const Snapshot& snapshot, const std::stop_token& stop)
{
    const RackTypeId type = usualRackType(*snapshot.site);
    if (!type.valid())
        return nullptr;
    return capacityOf(snapshot.site, snapshot.conditions, {type, {}, CapacityLoad::Evaluated}, nullptr, stop);
}

MeetingStudies meetingStudiesOf(const Snapshot& snapshot,
                                const std::function<bool(const std::string& step)>& progress,
                                const std::stop_token& stop)
{
    MeetingStudies studies;
    if (!progress("placing racks"))
        return studies;
    studies.capacity = usualCapacityOf(snapshot, stop);
    if (stop.stop_requested())
        return studies;
    if (studies.capacity) {
        if (!progress("trying what would make room"))
            return studies;
        studies.unlocks = unlocksOf(*studies.capacity, mostUnlocks, stop);
    }
    if (!stop.stop_requested() && progress("checking the site"))
        studies.outages =
            singleOutagesOf(snapshot, *findingsOf(snapshot), [&](std::size_t done, std::size_t all) {
                return progress(fmt::format("outage {} of {}", done + 1, all)) && !stop.stop_requested();
            });
    return studies;
}

} // namespace hallwright
