// Carbon and cost of a year's energy, and what moving the work that can wait would save.
//
//     C_loc = Σ g_h e_h        C_market = C_loc (1 - annual matching)        C_hourly = Σ g_h max(e_h - G_h, 0)
//     CUE = C / E_IT           K = Σ k_h max(e_h - G_h, 0)
//
// e facility energy, G own generation and purchases at hour h [kWh]; g carbon of the grid [kg/kWh], k its price [money/kWh]; E_IT IT energy
// [kWh]. C_market takes what is not matched over the year at the grid's own mix, for want of a residual mix. Sources: ISO/IEC 30134-8;
// GHG Protocol Scope 2 Guidance (2015); matching.h.
//
// Of the IT energy a share β can wait up to D hours (shifting.h). A unit of it costs the facility p_h = e_h / it_h, as in the year without
// moving it, and g_h p_h of carbon (or k_h p_h). The room of an hour is what racks can draw, and what keeps the facility's power below its limit:
//     m_h = min(P_rated - (1 - β) it_h, P_most / p_h - (1 - β) it_h)
// P_rated all racks at their power, P_most the limit, by default the peak of the year without moving anything [W].
#pragma once

#include "core/studies/year/matching.h"
#include "core/studies/year/year.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

enum class ShiftBy { Carbon, Price };

struct BatchWork {
    double share = 0.0; // of the IT energy of every hour, 0..1
    std::size_t deadlineH = 24;
    std::optional<double> mostFacilityW;
    ShiftBy by = ShiftBy::Carbon;
};

struct GridQuestion {
    std::vector<double> carbonKgPerKwh; // of each hour of the weather's clock; empty: the site's constant
    std::vector<double> pricePerKwh;    // empty: not known
    OwnGeneration own{};
    BatchWork batch{};
};

// Of the facility's energy, or what is left of it after own generation in the same hour.
struct ShiftReport {
    double movedKwh = 0.0; // IT energy done in another hour
    double avoidedKg = 0.0;
    std::optional<double> avoidedCost;
    double peakBeforeW = 0.0, peakAfterW = 0.0; // facility
};

// Of a month, or of the year.
struct MatchedEnergy {
    double facilityKwh = 0.0;
    double generationKwh = 0.0;
    double matchedKwh = 0.0; // in the same hour
};

struct CarbonReport {
    double facilityKwh = 0.0;
    double generationKwh = 0.0;
    double locationKg = 0.0;
    double marketKg = 0.0;
    double hourlyKg = 0.0;                                   // what is not matched in its hour
    std::optional<double> cueLocation, cueMarket, cueHourly; // [kg/kWh]
    Matching matching;
    std::array<MatchedEnergy, monthsOfYear> months{};
    std::optional<double> cost; // in the price's money
    std::optional<ShiftReport> shift;
};

// Where the carbon comes from without hours of it: "the site's constant 0.35 kg/kWh".
std::string siteCarbonText(const Site& site);

// Throws InputError for series of another length than the year's, shares out of range, and where a shift has no room.
CarbonReport carbonOf(const YearReport& year, const GridQuestion& question);

} // namespace hallwright
