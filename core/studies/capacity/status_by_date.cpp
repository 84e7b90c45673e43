#include "core/studies/capacity/status_by_date.h"

#include "core/layout/rows.h"
#include "core/model/calendar.h"
#include "core/simulation/idle_racks.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace hallwright {

namespace {

// Months since the year 0, of a day of the calendar.
int monthNumber(const std::string& date)
{
    return 12 * std::stoi(date.substr(0, 4)) + std::stoi(date.substr(5, 2)) - 1;
}

std::string lastDayOf(int number)
{
    const int year = number / 12, month = number % 12;
    const bool leapYear = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return fmt::format("{:04}-{:02}-{:02}", year, month + 1,
                       daysOfMonth(static_cast<std::size_t>(month), leapYear));
}

bool standsIn(const Building& building, const Hall& hall, const Rack& rack, ObjectRef within)
{
    if (!within.valid() || within == siteData() || within == refTo(building.id) || within == refTo(hall.id))
        return true;
    if (within.kind != ObjectKind::Row)
        return false;
    const auto row = rowAt(hall, rack.pose.position());
    return row && refTo(hall.rows[*row].id) == within;
}

} // namespace

std::vector<std::string> statusMonths(const Site& site)
{
    std::optional<int> first, last;
    const auto& records = site.records->byObject;
    for (auto it = records.lower_bound({ObjectKind::Rack, 0});
         it != records.end() && it->first.kind == ObjectKind::Rack; ++it) {
        for (const auto& [status, date] : it->second.dates) {
            const int month = monthNumber(date);
            first = std::min(first.value_or(month), month);
            last = std::max(last.value_or(month), month);
        }
    }
    std::vector<std::string> months;
    for (int month = first.value_or(0) - 1; last && month <= *last; ++month)
        months.push_back(lastDayOf(month));
    return months;
}

StatusCounts statusCountsOn(const Site& site, ObjectRef within, std::string_view date)
{
    StatusCounts counts{};
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                if (!standsIn(*building, *hall, rack, within))
                    continue;
                const LifecycleStatus status = statusOn(site.records->of(refTo(rack.id)), date);
                StatusCount& count = counts[static_cast<std::size_t>(status)];
                ++count.racks;
                count.powerW += rack.powerW;
            }
        }
    }
    return counts;
}

} // namespace hallwright
