#include "app/cli/failure_text.h"
#include "app/cli/object_json.h"
#include "core/model/object_names.h"

#include <nlohmann/json.hpp>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json totalsJson(const FailureTotals& totals)
{
    return {{"racks", totals.racks}, {"gpus", totals.gpus}, {"it_w", totals.itW}};
}

Json optionsJson(const FailureOptions& options)
{
    return {{"horizon_s", options.horizonS},
            {"ups_stored_s", options.upsStoredS},
            {"generator_start_s", options.generatorStartS},
            {"chiller_restart_s", options.chillerRestartS},
            {"chiller_ramp_s", options.chillerRampS},
            {"cooler_restart_s", options.coolerRestartS},
            {"pump_restart_s", options.pumpRestartS},
            {"fan_restart_s", options.fanRestartS},
            {"rack_shutdown_c", options.rackShutdownC},
            {"coolant_j_k_per_w", options.coolantJKPerW},
            {"sample_s", options.sampleS},
            {"breaker_pickup", options.breakers.pickup},
            {"breaker_time_constant_s", options.breakers.timeConstantS},
            {"breaker_short_time_at", options.breakers.shortTimeAt},
            {"breaker_short_time_s", options.breakers.shortTimeS},
            {"circuit_continuous_share", options.circuitContinuousShare},
            {"battery_exponent", options.batteryExponent},
            {"recharge_share", options.rechargeShare},
            {"recharge_efficiency", options.rechargeEfficiency},
            {"generator_step_share", options.generatorStepShare},
            {"generator_step_s", options.generatorStepS},
            {"fuel_hours", options.fuelHours}};
}

Json eventJson(const Site& site, const FailureEvent& event)
{
    return {{"time_s", event.timeS},
            {"kind", nameOf(event.kind)},
            {"subject", objectJson(site, event.subject)},
            {"sentence", event.sentence},
            {"racks_lost", event.racksLost},
            {"gpus_lost", event.gpusLost},
            {"it_lost_w", event.powerLostW}};
}

Json hallJson(const Site& site, const HallFailure& hall)
{
    return {{"hall", objectJson(site, refTo(hall.hall))},
            {"inlet_limit_s", valueOrNull(hall.inletLimitS)},
            {"coolant_limit_s", valueOrNull(hall.coolantLimitS)},
            {"shutdown_s", valueOrNull(hall.shutdownS)},
            {"power_lost_s", valueOrNull(hall.powerLostS)},
            {"highest_inlet_c", hall.highestInletC},
            {"racks_lost", hall.racksLost},
            {"gpus_lost", hall.gpusLost},
            {"it_lost_w", hall.powerLostW},
            {"racks_running", hall.racksRunning},
            {"lowest_inlet_limit_c", hall.inletLimitC},
            {"coolant_slow_c", hall.coolantLimitC},
            {"coolant_shutdown_c", hall.coolantTripC}};
}

// A row for each sample; columns as halls, loops and stores are listed.
Json seriesJson(const Cascade& cascade)
{
    Json series{{"time_s", Json::array()},          {"it_w", Json::array()},
                {"hottest_inlet_c", Json::array()}, {"warmest_coolant_c", Json::array()},
                {"loop_supply_c", Json::array()},   {"stored_share", Json::array()}};
    for (const FailureSample& sample : cascade.samples) {
        series["time_s"].push_back(sample.timeS);
        series["it_w"].push_back(sample.itW);
        series["hottest_inlet_c"].push_back(sample.inletC);
        series["warmest_coolant_c"].push_back(sample.coolantC); // null: none
        series["loop_supply_c"].push_back(sample.supplyC);
        series["stored_share"].push_back(sample.storedShare);
    }
    return series;
}

} // namespace

nlohmann::ordered_json cascadeJson(const Cascade& cascade)
{
    const Site& site = *cascade.site;
    Json root{{"site", site.info.name},
              {"outdoor_c", cascade.conditions.outdoorC},
              {"wet_bulb_c", cascade.conditions.wetBulbC},
              {"failed", Json::array()},
              {"options", optionsJson(cascade.options)},
              {"before", totalsJson(cascade.before)},
              {"after", totalsJson(cascade.after)},
              {"racks_lost", cascade.racksLost()},
              {"gpus_lost", cascade.gpusLost()},
              {"it_lost_w", cascade.powerLostW()},
              {"first_loss_s", valueOrNull(cascade.firstLossS())},
              {"steady_at_end", cascade.steadyAtEnd},
              {"end_s", cascade.endS},
              {"heat_residual", cascade.heatResidual},
              {"energy_residual", cascade.energyResidual},
              {"evaluations", cascade.evaluations},
              {"events", Json::array()},
              {"halls", Json::array()},
              {"stores", Json::array()},
              {"loops", Json::array()},
              {"series", seriesJson(cascade)}};
    for (const ObjectRef& element : cascade.failed)
        root["failed"].push_back(objectJson(site, element));
    for (const FailureEvent& event : cascade.events)
        root["events"].push_back(eventJson(site, event));
    for (const HallFailure& hall : cascade.halls)
        root["halls"].push_back(hallJson(site, hall));
    for (const ObjectRef& store : cascade.stores)
        root["stores"].push_back(objectJson(site, store));
    for (const CoolantLoop& loop : site.cooling->loops)
        root["loops"].push_back(objectJson(site, refTo(loop.id)));
    return root;
}

nlohmann::ordered_json sweepJson(const Sweep& sweep)
{
    const Site& site = *sweep.site;
    Json root{{"site", site.info.name},
              {"outdoor_c", sweep.conditions.outdoorC},
              {"wet_bulb_c", sweep.conditions.wetBulbC},
              {"options", optionsJson(sweep.options)},
              {"before", totalsJson(sweep.before)},
              {"elements", sweep.entries.size()},
              {"elements_with_loss", sweep.withLoss()},
              {"entries", Json::array()}};
    for (const SweepEntry& entry : sweep.entries)
        root["entries"].push_back({{"element", objectJson(site, entry.element)},
                                   {"racks_lost", entry.racksLost},
                                   {"gpus_lost", entry.gpusLost},
                                   {"it_lost_w", entry.powerLostW},
                                   {"first_loss_s", valueOrNull(entry.firstLossS)},
                                   {"inlet_limit_s", valueOrNull(entry.inletLimitS)},
                                   {"coolant_limit_s", valueOrNull(entry.coolantLimitS)},
                                   {"highest_inlet_c", entry.highestInletC},
                                   {"steady_at_end", entry.steadyAtEnd},
                                   {"cause", entry.cause}});
    return root;
}

nlohmann::ordered_json pairSweepJson(const PairSweep& sweep)
{
    const Site& site = *sweep.site;
    const SharedPaths& paths = sweep.paths;
    Json root{{"site", site.info.name},
              {"outdoor_c", sweep.conditions.outdoorC},
              {"wet_bulb_c", sweep.conditions.wetBulbC},
              {"options", optionsJson(sweep.options)},
              {"before", totalsJson(sweep.before)},
              {"elements", sweep.singles->entries.size()},
              {"pairs", paths.all},
              {"pairs_failed", paths.pairs.size()},
              {"pairs_alike", paths.alike},
              {"pairs_sharing_nothing", paths.nothingShared},
              {"pairs_on_the_other", paths.onTheOther},
              {"pairs_where_one_takes_all", paths.takesAll},
              {"pairs_with_loss_beyond", sweep.withLossBeyond()},
              {"entries", Json::array()}};
    for (const PairEntry& entry : sweep.entries)
        root["entries"].push_back({{"element", objectJson(site, entry.found.element)},
                                   {"other", objectJson(site, entry.other)},
                                   {"alike", entry.alike},
                                   {"racks_lost", entry.found.racksLost},
                                   {"gpus_lost", entry.found.gpusLost},
                                   {"it_lost_w", entry.found.powerLostW},
                                   {"racks_lost_apart", entry.racksLostApart},
                                   {"gpus_lost_apart", entry.gpusLostApart},
                                   {"first_loss_s", valueOrNull(entry.found.firstLossS)},
                                   {"inlet_limit_s", valueOrNull(entry.found.inletLimitS)},
                                   {"coolant_limit_s", valueOrNull(entry.found.coolantLimitS)},
                                   {"highest_inlet_c", entry.found.highestInletC},
                                   {"steady_at_end", entry.found.steadyAtEnd},
                                   {"cause", entry.found.cause}});
    return root;
}

} // namespace hallwright::cli
