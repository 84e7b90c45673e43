// Work on equipment that is planned for a year: what is out of service, from when to when.
#pragma once

#include "core/model/calendar.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hallwright {

// A moment of any year, by the clock of its weather. The 29 February of a year without one is 1 March, 0:00.
struct YearMoment {
    std::size_t month = 0; // 0..11
    std::size_t day = 1;   // 1..31
    std::size_t hour = 0;  // 0..24

    std::size_t hourOfYear(bool leapYear) const
    {
        if (day > daysOfMonth(month, leapYear))
            return firstHourOf(month + 1, leapYear);
        return firstHourOf(month, leapYear) + hoursOfDay * (day - 1) + hour;
    }
    bool operator==(const YearMoment&) const = default;
};

struct PlannedMaintenance {
    std::string
        element; // its name, with places before it where that is not enough: "Building 2/Hall B/CDU 1"
    YearMoment from,
        to; // `to` is no part of it; one that lies before `from` is in the next year, and the work goes on in January
    int line = 0; // of the source

    bool operator==(const PlannedMaintenance&) const = default;
};

struct MaintenancePlan {
    std::string source; // the file's name
    std::vector<PlannedMaintenance> work;
};

} // namespace hallwright
