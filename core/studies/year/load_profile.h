// How much of their power racks draw at each hour of the day, by their role.
//
//     P(h) = s_role(h mod 24) P_rated        V(h) = s_role(h mod 24) V_rated
//
// P power, V airflow of a rack, s share of the role [-]. Without a profile all draw their power at every hour (flat): what training
// fleets come near to, and what a plant is built for. Range: 0 to 1.
#pragma once

#include "core/model/calendar.h"
#include "core/model/site.h"

#include <array>
#include <string>

namespace hallwright {

inline constexpr std::size_t rackRoles = 4; // of RackRole

struct LoadProfile {
    using Shares = std::array<double, rackRoles>; // by RackRole
    std::array<Shares, hoursOfDay> shares;        // by hour of the day
    std::string source = "flat: all racks draw their power at every hour";

    LoadProfile(); // flat
    const Shares& at(std::size_t hourOfYear) const { return shares[hourOfYear % hoursOfDay]; }
};

// The site with its racks drawing these shares of their power and air; the same version where all are 1. Throws InputError for a share
// that is not from 0 to 1.
SitePtr withLoad(const SitePtr& site, const LoadProfile::Shares& shares);

} // namespace hallwright
