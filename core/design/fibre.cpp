#include "core/design/fibre.h"

#include "core/design/rule_error.h"

#include <fmt/format.h>

namespace hallwright::design {

namespace {

FibreRun runOf(const BundleRule& rule, const std::string& from, const std::string& to)
{
    FibreRun run;
    run.name = fmt::format("{} - {}", from, to);
    run.cableCount = rule.cables;
    run.fibresPerCable = rule.fibresPerCable;
    run.cableDiameterM = rule.cableDiameterM;
    run.slackFraction = rule.slack;
    return run;
}

} // namespace

FibreRunId addHallRun(SiteEdit& edit, const BundleRule& rule, const RunEnd& hall, const RunEnd& spine)
{
    const Site& site = edit.site();
    FibreRun run = runOf(rule, site.hall(hall.hall).name, site.hall(spine.hall).name);
    run.from = site.buildingOf(hall.hall).id;
    run.to = site.buildingOf(spine.hall).id;
    run.route = {hall.trays.main, hall.trays.home, spine.trays.home, spine.trays.main};
    return edit.add(std::move(run));
}

FibreRunId addBuildingRun(SiteEdit& edit, const BundleRule& rule, const BuildingEnd& from,
                          const BuildingEnd& to, const std::vector<Trench>& trenches, std::size_t vaults)
{
    const std::string& fromName = edit.site().findBuilding(from.building)->name;
    const std::string& toName = edit.site().findBuilding(to.building)->name;
    const auto way = shortestWay(trenches, vaults, from.vault, to.vault);
    if (!way)
        throw RuleError(fmt::format("no trench joins building {} to building {}; add one under \"trenches\".",
                                    fromName, toName));
    FibreRun run = runOf(rule, fromName, toName);
    run.from = from.building;
    run.to = to.building;
    run.route = {from.spine.trays.main, from.spine.trays.home, from.duct};
    run.route.insert(run.route.end(), way->begin(), way->end());
    run.route.insert(run.route.end(), {to.duct, to.spine.trays.home, to.spine.trays.main});
    return edit.add(std::move(run));
}

} // namespace hallwright::design
