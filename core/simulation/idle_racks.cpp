#include "core/simulation/idle_racks.h"

#include <algorithm>

namespace hallwright {

bool drawsPower(LifecycleStatus status)
{
    return status == LifecycleStatus::Operation || status == LifecycleStatus::Decommissioning;
}

LifecycleStatus statusOn(const Record& record, std::string_view date)
{
    if (date.empty() || record.dates.empty())
        return record.status;
    const std::string* latest = nullptr;
    LifecycleStatus entered = record.status;
    for (const auto& [status, from] : record.dates) { // of one day, the later status holds
        if (from <= date && (!latest || from >= *latest)) {
            latest = &from;
            entered = status;
        }
    }
    if (latest)
        return entered;
    const auto first = std::min_element(record.dates.begin(), record.dates.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    const int before = static_cast<int>(first->first) - 1;
    return static_cast<LifecycleStatus>(std::max(before, static_cast<int>(LifecycleStatus::Design)));
}

std::vector<RackId> idleRacks(const Records& records, const Conditions& conditions)
{
    std::vector<RackId> idle;
    if (conditions.loadBasis == LoadBasis::AllPlaced)
        return idle;
    for (auto it = records.byObject.lower_bound({ObjectKind::Rack, 0});
         it != records.byObject.end() && it->first.kind == ObjectKind::Rack; ++it) {
        if (!drawsPower(statusOn(it->second, conditions.date)))
            idle.push_back({it->first.id});
    }
    return idle;
}

} // namespace hallwright
