#include "core/studies/year/heat_customer.h"

#include "core/model/errors.h"
#include "core/model/site_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

double offeredHeatW(const Site& site)
{
    double offered = 0.0;
    for (const CoolantLoop& loop : site.cooling->loops)
        offered += std::max(loop.heatReuseW, 0.0);
    return offered;
}

double reuseShare(const HeatDemand& demand, const Site& site, std::size_t hour, bool leapYear)
{
    if (demand.isAnything())
        return 1.0;
    const double offered = offeredHeatW(site);
    if (offered <= 0.0)
        throw InputError(
            fmt::format("{}: The site gives heat to nobody; give a loop heat reuse (heat_reuse_w), "
                        "the most that it can give, or leave the demand out.",
                        demand.source));
    // s_h = min(1, D_h / Σ O_k)
    const double share = std::min(demand.atHour(hour, leapYear) / offered, 1.0);
    constexpr double steps = 20.0;
    return demand.isByMonth() ? share : std::floor(share * steps) / steps;
}

SitePtr withReuseShare(const SitePtr& site, double share)
{
    if (!(share >= 0.0 && share <= 1.0))
        throw InputError(
            fmt::format("A share of the reused heat is {:.9g}, but must lie between 0 and 1.", share));
    if (share == 1.0)
        return site;
    SiteEdit edit(site);
    for (const CoolantLoop& loop : site->cooling->loops) {
        if (loop.heatReuseW > 0.0)
            edit.change(loop.id).heatReuseW = share * loop.heatReuseW;
    }
    return edit.done();
}

double demandedWh(const HeatDemand& demand, bool leapYear)
{
    double sum = 0.0;
    for (std::size_t h = 0; !demand.isAnything() && h < hoursOfYear(leapYear); ++h)
        sum += demand.atHour(h, leapYear);
    return sum;
}

} // namespace hallwright
