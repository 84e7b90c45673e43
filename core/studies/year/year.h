// A year of the whole plant, hour by hour: what the steady state of every hour's weather, load and outages adds up to.
//
//     E = Σ_h P(T_h, T*_h, s_h, o_h) · 1 h
//
// E energy [Wh], P power [W], T dry bulb, T* wet bulb [°C], s shares of the load, o what is out of service at hour h. Heat that is stored from
// one hour to the next is left out: halls and loops settle within minutes (core/physics/thermal_mass.h). Inlets are the estimate's.
// Hours of the same weather are evaluated once, and in between lies a map whose error is estimated and told (weather_map.h).
#pragma once

#include "core/model/calendar.h"
#include "core/model/heat_demand.h"
#include "core/model/weather_series.h"
#include "core/simulation/conditions.h"
#include "core/studies/year/load_profile.h"
#include "core/studies/year/operating_point.h"
#include "core/studies/year/weather_map.h"

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hallwright {

// Equipment out of service from one hour of the year to another, which is no part of it.
struct MaintenanceWindow {
    std::size_t from = 0, to = 0;
    Outages outages;
};

struct YearQuestion {
    std::shared_ptr<const WeatherSeries> weather;
    Conditions
        conditions{}; // its outages hold all year, besides those of maintenance; its weather counts for nothing
    LoadProfile load{};
    std::vector<MaintenanceWindow> maintenance{};
    HeatDemand
        heat{}; // that a customer asks for (heat_customer.h); without it all heat that is offered is used
    MapTolerance tolerance{};
    int threads = 0; // 0: as many as there are processors, at most 8
    // After every round of evaluations, on the caller's thread: how many of the whole campus there have been. May be empty.
    std::function<void(std::size_t evaluations)> progress{};
};

// What was evaluated, for the next version of the site to go on from.
struct PreparedYear;
using PreparedYearPtr = std::shared_ptr<const PreparedYear>;

// Sums over hours, by YearQuantity: energies and heat [Wh], water [kg/s h]; HottestInletC is the highest [°C].
using YearSums = std::array<double, yearQuantities>;

struct Extreme {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::size_t hour = 0;
};

struct LimitHours {
    std::size_t hours = 0;
    std::size_t first = 0; // the first of them
};

struct YearReport {
    std::shared_ptr<const WeatherSeries> weather;
    SitePtr site;
    std::string load; // source of the profile

    std::vector<OperatingPoint> points;     // each once
    std::vector<std::uint32_t> pointOfHour; // one for every hour of the year
    const OperatingPoint& at(std::size_t hour) const { return points[pointOfHour[hour]]; }
    std::size_t hours() const { return pointOfHour.size(); }

    YearSums sums{};
    std::array<YearSums, monthsOfYear> months{};
    std::array<std::size_t, coolingModes> modeHours{}; // by CoolingMode
    std::array<LimitHours, yearLimits> limits{};       // by YearLimit
    Extreme leastPue, mostPue;                         // of the hours that have one
    // Of each month: without IT load, or with a set point that is not held, so that cooling takes too little power.
    std::array<std::size_t, monthsOfYear> hoursWithoutPue{};
    std::size_t allHoursWithoutPue() const;
    Extreme peakW; // facility power
    Extreme hottestInletC;
    Extreme coldestC, hottestC; // dry bulb
    std::size_t hoursAbove(double dryBulbC) const;

    // How far the sums may be from evaluating each hour by itself, estimated (weather_map.h).
    double facilityDoubt = 0.0; // of the facility's energy
    double waterDoubtKg = 0.0;
    double stateDoubtHours = 0.0; // hours in cells of more than one cooling mode or limit
    std::size_t evaluations = 0;  // of the whole campus
    // That a customer asked for; not known without a demand.
    double heatDemandWh = std::numeric_limits<double>::quiet_NaN();
};
using YearReportPtr = std::shared_ptr<const YearReport>;

// Re-entrant; starts short-lived helpers. `kept` as that of core/simulation/evaluate.h: the result does not depend on it. Returns null if
// `stop` was requested. Throws InputError for weather or a profile that is none, for maintenance beyond the year, and where no figures
// follow for an hour, as a value of some equipment makes no sense (core/simulation/sense.h).
YearReportPtr evaluateYear(const SitePtr& site, const YearQuestion& question, PreparedYearPtr& kept,
                           const std::stop_token& stop = {});
// The same once: nothing is kept, which for 600 points of a large campus takes much memory.
YearReportPtr evaluateYear(const SitePtr& site, const YearQuestion& question);

} // namespace hallwright
