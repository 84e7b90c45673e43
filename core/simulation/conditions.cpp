#include "core/simulation/conditions.h"

#include "core/simulation/weather.h"

namespace hallwright {

Conditions conditionsOf(const Site& site, std::optional<double> outdoorC)
{
    const double dryBulbC = outdoorC.value_or(site.info.outdoorC);
    return {dryBulbC, wetBulbAt(site.info, dryBulbC)};
}

Conditions conditionsOf(const Site& site, const Scenario& scenario)
{
    Conditions conditions = conditionsOf(site, scenario.outdoorC);
    if (scenario.wetBulbC) {
        requireAir(conditions.outdoorC, *scenario.wetBulbC, site.info.elevationM);
        conditions.wetBulbC = *scenario.wetBulbC;
    }
    conditions.outages = scenario.outages;
    conditions.loadBasis = scenario.loadBasis;
    conditions.date = scenario.date;
    return conditions;
}

} // namespace hallwright
