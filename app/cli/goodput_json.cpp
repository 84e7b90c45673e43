#include "app/cli/goodput_text.h"
#include "app/cli/object_json.h"
#include "app/cli/rates_option.h"

#include <nlohmann/json.hpp>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json sharesJson(const TimeShares& shares)
{
    return {{"useful", shares.useful},
            {"checkpoints", shares.checkpoints},
            {"rework", shares.rework},
            {"restarts", shares.restarts}};
}

Json goodputOptionsJson(const GoodputOptions& options)
{
    return {{"accelerators", options.accelerators},
            {"checkpoint_s", options.checkpointS},
            {"restart_s", options.restartS},
            {"interval_s", valueOrNull(options.intervalS)},
            {"mtbf_h", options.mtbfH},
            {"server_share", options.serverShare},
            {"accelerators_per_server", options.acceleratorsPerServer},
            {"repair_h", options.repairH},
            {"repair_crews", options.crews == 0 ? Json(nullptr) : Json(options.crews)},
            {"short_of_servers", options.shortOf == ShortOfServers::Stop ? "stop" : "go-on"},
            {"placement", nameOf(options.placement)},
            {"simulated_days", options.simulatedDays},
            {"seed", options.seed}};
}

Json costJson(const FailureCost& cost)
{
    return {{"jobs_stopped", cost.jobsHit},
            {"accelerators_stopped", cost.acceleratorsStopped},
            {"largest_share_of_a_job", cost.largestShareOfAJob},
            {"accelerator_hours", cost.acceleratorHours}};
}

Json domainsJson(const DomainCosts& costs)
{
    Json all = Json::array();
    for (const SharedDomain& domain : costs.domains)
        all.push_back({{"what", domain.what},
                       {"things", domain.things},
                       {"with_loss", domain.withLoss},
                       {"worst", domain.withLoss > 0 ? Json(domain.worst) : Json(nullptr)},
                       {"racks_down", domain.racksDown},
                       {"gpus_down", domain.gpusDown},
                       {"failures_per_year", domain.failuresPerYear},
                       {"packed", costJson(domain.packed)},
                       {"spread", costJson(domain.spread)}});
    return all;
}

Json componentsJson()
{
    Json all = Json::array();
    for (const ComponentFailures& of : publishedFailures)
        all.push_back({{"component", of.component},
                       {"interruptions", of.interruptions},
                       {"share", static_cast<double>(of.interruptions) / PublishedRun::interruptions},
                       {"takes_server", of.takesServer}});
    return all;
}

} // namespace

nlohmann::ordered_json goodputJson(const Goodput& found)
{
    return {{"site", found.site->info.name},
            {"outdoor_c", found.conditions.outdoorC},
            {"wet_bulb_c", found.conditions.wetBulbC},
            {"options", goodputOptionsJson(found.options)},
            {"site_accelerators", found.siteAccelerators},
            {"jobs", found.jobs},
            {"job_racks", found.jobRacks},
            {"job_accelerators", found.jobAccelerators},
            {"goodput", found.goodput()},
            {"shares", sharesJson(found.shares)},
            {"waiting_for_servers", found.waitingServers},
            {"waiting_for_facility", found.waitingFacility},
            {"component_interruptions_per_day", found.componentsPerDay},
            {"facility_interruptions_per_year", found.facility.outagesPerYear},
            {"facility_availability",
             found.facilityIsKnown ? Json(found.facility.availability()) : Json(nullptr)},
            {"mtbf_s", found.mtbfS},
            {"interval_s", found.intervalS},
            {"young_interval_s", found.youngS},
            {"daly_interval_s", found.dalyS},
            {"best_interval_s", found.bestS},
            {"spare_servers", found.spareServers},
            {"free_servers", found.freeServers},
            {"largest_domain", found.largestDomainServers > 0 ? Json(found.largestDomain) : Json(nullptr)},
            {"largest_domain_servers", found.largestDomainServers},
            {"simulated",
             {{"useful", found.simulated.shares.useful},
              {"half_width", found.simulated.halfWidth},
              {"waiting", found.simulated.waiting},
              {"interruptions", found.simulated.interruptions},
              {"days", found.simulated.days},
              {"expected_useful", found.expected.shares.useful}}},
            {"domains", domainsJson(found.domains)},
            {"facility_interruptions_per_job_year",
             {{"packed", found.domains.packedInterruptionsPerJobYear},
              {"spread", found.domains.spreadInterruptionsPerJobYear}}},
            {"published_interruptions", componentsJson()}};
}

} // namespace hallwright::cli
