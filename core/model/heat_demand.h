// Heat that a customer asks a site for over a year: a district heating network in winter, a pool, a greenhouse.
#pragma once

#include "core/model/calendar.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hallwright {

struct HeatDemand {
    std::string source;          // the file's name
    std::vector<double> demandW; // of 12 months, or of 8,760 or 8,784 hours; empty: whatever the site gives

    bool isAnything() const { return demandW.empty(); }
    bool isByMonth() const { return demandW.size() == monthsOfYear; }

    // At an hour of a year that may have another length than its own: a 29 February that one lacks is left out, one
    // that only the other has takes the values of the 28th. Not for one that is anything.
    double atHour(std::size_t hour, bool leapYear) const
    {
        if (isByMonth())
            return demandW[monthOfHour(hour, leapYear)];
        const bool ownLeap = demandW.size() == hoursOfYear(true);
        const std::size_t leapDay = firstHourOf(2, false); // the first hour of 29 February
        if (ownLeap == leapYear || hour < leapDay)
            return demandW[hour];
        return demandW[ownLeap ? hour + hoursOfDay : hour - hoursOfDay];
    }
};

} // namespace hallwright
