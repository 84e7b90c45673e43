// What is built when: the capital of a site by the days on which its racks go into operation, and by when each kind is
// to be ordered.
//
//     C_i,p = C_i a_i,p / Σ_p a_i,p        order_i,p = day_p - 7 L_i
//
// C_i cost of a capital price (year_cost.h), a_i,p what of its amount falls into phase p: racks of the type; power of
// other racks; floor of the halls; of the power train and cooling, which are priced by peaks, the stated power of the
// racks. L lead time [weeks]. A phase is a day: the record's date of operation, else that of deployment; a hall without
// one has the first of its racks. Racks and halls in operation without a date are built already, others without one are
// not dated; each of these is a phase without a day. The phases of each price add up to its cost.
#pragma once

#include "core/studies/year/year_cost.h"

#include <string>
#include <vector>

namespace hallwright {

struct PhasePart {
    std::string what; // of the cost line
    double cost = 0.0;
    double leadWeeks = 0.0;
    std::string orderBy; // ISO 8601; empty where the phase has no day or the price no lead time
};

enum class PhaseKind { Built, Dated, NotDated };

struct CapitalPhase {
    PhaseKind kind = PhaseKind::Dated;
    std::string day; // "2027-03-31", of a dated one
    std::size_t racks = 0;
    double rackPowerW = 0.0;
    double cost = 0.0;
    std::vector<PhasePart> parts; // in the order of the prices; none that cost nothing
};

// What is built, then by day, then what has none. `cost` is that of the same site and prices.
std::vector<CapitalPhase> capitalPhases(const Site& site, const PriceList& prices, const CostReport& cost);

// The day so many weeks before; ISO 8601. Throws InputError for what is no day.
std::string weeksBefore(const std::string& day, double weeks);

} // namespace hallwright
