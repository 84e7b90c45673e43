#include "core/studies/failure/failure.h"

#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "core/studies/failure/cascade_run.h"
#include "core/studies/failure/check_failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright {

namespace {

void requireBetween(double value, const char* what, double least, double most, const char* unit)
{
    if (!(value >= least && value <= most))
        throw InputError(fmt::format("The {} is {:g} {}, but must lie between {:g} and {:g} {}.", what, value,
                                     unit, least, most, unit));
}

void requirePowerSense(const FailureOptions& options)
{
    constexpr double dayS = 86400.0;
    requireBetween(options.breakers.pickup, "pick-up of breakers", 1.0, 20.0, "times their rating");
    requireBetween(options.breakers.timeConstantS, "time constant of breakers", 1.0, dayS, "s");
    requireBetween(options.breakers.shortTimeAt, "short-time pick-up of breakers", 1.0, 1000.0,
                   "times their rating");
    requireBetween(options.breakers.shortTimeS, "short-time delay of breakers", 0.0, 10.0, "s");
    requireBetween(options.circuitContinuousShare, "continuous load of racks' circuits", 0.5, 1.0,
                   "of their breakers' rating");
    requireBetween(options.batteryExponent, "Peukert exponent of batteries", 1.0, 2.0, "(no unit)");
    requireBetween(options.rechargeShare, "power that recharges a UPS", 0.0, 1.0, "of its rating");
    requireBetween(options.rechargeEfficiency, "efficiency of recharging", 0.1, 1.0, "(no unit)");
    requireBetween(options.generatorStepShare, "greatest load step of a generator", 0.05, 1.0,
                   "of its rating");
    requireBetween(options.generatorStepS, "time between load steps of a generator", 0.0, 600.0, "s");
    requireBetween(options.fuelHours, "fuel of a generator at its rating", 0.01, 10e3, "h");
}

} // namespace

bool canFail(ObjectKind kind)
{
    return kind == ObjectKind::PowerNode || kind == ObjectKind::PlantUnit || kind == ObjectKind::AirHandler ||
           kind == ObjectKind::Cdu;
}

void requireStartable(const Site& site, const FailureOptions& options)
{
    for (const PowerNodeId id : options.notStarting) {
        const PowerNode* node = site.power->find(id);
        if (!node)
            throw InputError(fmt::format("The site has no {}.", describe(site, refTo(id))));
        if (node->kind != PowerNodeKind::Generator || !node->standby)
            throw InputError(fmt::format("{} cannot fail to start: it is no generator on standby.",
                                         sentenceCase(describe(site, refTo(id)))));
    }
}

double samplePeriodS(const FailureOptions& options)
{
    const double periods = options.horizonS / options.sampleS;
    return options.sampleS * std::max(1.0, std::ceil(periods / static_cast<double>(mostSamples)));
}

void requireFailable(const Site& site, std::span<const ObjectRef> failed)
{
    if (failed.empty())
        throw InputError("Nothing is named that fails: name a power node, plant unit, air handler or CDU.");
    for (const ObjectRef& element : failed) {
        if (!canFail(element.kind))
            throw InputError(
                fmt::format("{} cannot fail: only power nodes, plant units, air handlers and CDUs do.",
                            sentenceCase(describe(site, element))));
        if (!exists(site, element))
            throw InputError(fmt::format("The site has no {}.", describe(site, element)));
    }
}

void requireSense(const FailureOptions& options)
{
    constexpr double dayS = 86400.0;
    requireBetween(options.horizonS, "time that is followed", 1.0, dayS, "s");
    requireBetween(options.generatorStartS, "start of a generator", 0.0, dayS, "s");
    requireBetween(options.upsStoredS, "energy of a UPS at its rating", 0.0, dayS, "s");
    requireBetween(options.chillerRestartS, "restart of a chiller", 0.0, dayS, "s");
    requireBetween(options.chillerRampS, "ramp of a chiller", 0.0, dayS, "s");
    requireBetween(options.coolerRestartS, "restart of a cooler", 0.0, dayS, "s");
    requireBetween(options.pumpRestartS, "restart of pumps", 0.0, dayS, "s");
    requireBetween(options.fanRestartS, "restart of fans", 0.0, dayS, "s");
    requireBetween(options.rackShutdownC, "inlet at which racks switch off", 20.0, 80.0, "°C");
    requireBetween(options.coolantJKPerW, "heat capacity of coolant per heat", 0.01, 100.0, "J/(K W)");
    requireBetween(options.sampleS, "time between samples", 0.1, dayS, "s");
    requirePowerSense(options);
}

std::string_view nameOf(FailureEventKind kind)
{
    constexpr std::array<std::string_view, 13> names{
        "failed",        "power-lost",   "on-store", "store-empty",  "source-overload",
        "overload",      "breaker-trip", "started",  "cooling-lost", "inlet-limit",
        "coolant-limit", "shutdown",     "end"};
    return names[static_cast<std::size_t>(kind)];
}

std::optional<double> Cascade::firstLossS() const
{
    for (const FailureEvent& event : events) {
        if (event.racksLost > 0)
            return event.timeS;
    }
    return std::nullopt;
}

CascadePtr failureOf(const SitePtr& site, const Conditions& conditions, std::span<const ObjectRef> failed,
                     const FailureOptions& options, const std::stop_token& stop,
                     const FailureProgress& progress)
{
    requireFailable(*site, failed);
    requireSense(options);
    requireStartable(*site, options);
    const FailureStart start = startOf(site, conditions, options);
    return CascadeRun(start, failed, options, stop, progress).run();
}

} // namespace hallwright
