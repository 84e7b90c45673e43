#include "core/studies/meeting.h"

#include <fmt/format.h>

namespace hallwright {

MeetingStudies meetingStudiesOf(const Snapshot& snapshot,
                                const std::function<bool(const std::string& step)>& progress)
{
    MeetingStudies studies;
    if (const RackTypeId type = usualRackType(*snapshot.site); type.valid()) {
        if (!progress("placing racks"))
            return studies;
        studies.capacity =
            capacityOf(snapshot.site, snapshot.conditions, {type, {}, CapacityLoad::Evaluated});
        if (!progress("trying what would make room"))
            return studies;
        studies.unlocks = unlocksOf(*studies.capacity);
    }
    if (progress("checking the site"))
        studies.outages =
            singleOutagesOf(snapshot, *findingsOf(snapshot), [&](std::size_t done, std::size_t all) {
                return progress(fmt::format("outage {} of {}", done + 1, all));
            });
    return studies;
}

} // namespace hallwright
