// Planned maintenance of a year, and what it costs: against the same year with everything in service.
//
//     ΔE = Σ_{h in M} (P_h - P'_h) · 1 h        likewise water and hours beyond limits
//
// M the hours with something out of service, each counted once; P with the work, P' without it [W]. An hour beyond a
// limit counts where the work brings it about; one that the work takes back (less heat, say) counts against it.
#pragma once

#include "core/model/maintenance_plan.h"
#include "core/studies/year/year.h"

#include <array>
#include <vector>

namespace hallwright {

// Work over the turn of the year becomes two windows. Throws InputError, naming the plan and its line, for an element
// that is not in the site, of which there are several, or that cannot be taken out of service.
std::vector<MaintenanceWindow> windowsOf(const MaintenancePlan& plan, const Site& site, bool leapYear);

struct MaintenanceEffect {
    std::size_t hours = 0; // with something out of service
    double facilityWh = 0.0;
    double waterKg = 0.0;
    std::array<long long, yearLimits> limitHours{}; // by YearLimit, more than without the work
};

// Both of the same weather, load and site.
MaintenanceEffect effectOf(const std::vector<MaintenanceWindow>& windows, const YearReport& with,
                           const YearReport& without);

} // namespace hallwright
