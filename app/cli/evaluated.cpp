#include "app/cli/evaluated.h"

#include "app/cli/choice.h"
#include "app/cli/nearest.h"
#include "app/cli/outages.h"
#include "app/cli/site_version.h"
#include "core/model/errors.h"
#include "core/model/names.h"
#include "core/model/requirements.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/sense.h"
#include "core/simulation/site_air.h"
#include "core/simulation/weather.h"
#include "core/storage/scenarios.h"

#include <algorithm>
#include <cmath>

namespace hallwright::cli {

namespace {

constexpr double coldestOutdoorC = -60.0; // as core/model/edits.h allows
constexpr double hottestOutdoorC = 60.0;

Scenario scenarioNamed(const std::string& name, const std::filesystem::path& file)
{
    std::vector<Scenario> scenarios = loadScenarios(file);
    const auto found = std::find_if(scenarios.begin(), scenarios.end(),
                                    [&](const Scenario& scenario) { return scenario.name == name; });
    if (found != scenarios.end())
        return std::move(*found);
    std::vector<std::string> names;
    for (const Scenario& scenario : scenarios)
        names.push_back(scenario.name);
    const std::vector<std::string> nearest = nearestTo(name, names);
    if (nearest.empty())
        throw UsageError(fmt::format("--scenario: \"{}\" is not in this file, which has no scenario.", name));
    throw UsageError(fmt::format("--scenario: no scenario is named \"{}\"; the nearest {} {}.", name,
                                 nearest.size() == 1 ? "is" : "are", listed(nearest)));
}

void requireOutdoor(double valueC)
{
    if (!std::isfinite(valueC) || valueC < coldestOutdoorC || valueC > hottestOutdoorC)
        throw UsageError(fmt::format("--outdoor is {} °C, but must lie between {} and {} °C.", valueC,
                                     coldestOutdoorC, hottestOutdoorC));
}

void requireDay(const std::string& date)
{
    if (!check::isDate(date))
        throw UsageError(fmt::format("--date is \"{}\", which is no day such as 2027-03-31.", date));
}

void showAir(const AirProgress& progress)
{
    showProgress(fmt::format("air of hall {} of {}{}", progress.done, progress.halls,
                             progress.round == 0 ? "" : ", again with the flows it leads to"));
}

template <class Enum>
std::map<std::string, std::optional<Enum>> choicesOf(std::initializer_list<Enum> all)
{
    std::map<std::string, std::optional<Enum>> choices;
    for (const Enum each : all)
        choices.emplace(nameOf(each), each);
    return choices;
}

} // namespace

// Options go before what the scenario says, and another outdoor temperature before its wet bulb.
Scenario Evaluated::scenarioOf(const Site& site) const
{
    Scenario of = scenario ? scenarioNamed(*scenario, file) : Scenario{};
    if (outdoorC) {
        requireOutdoor(*outdoorC);
        of.outdoorC = outdoorC;
        of.wetBulbC.reset();
    }
    if (wetBulbC) {
        of.wetBulbC = wetBulbC;
        try {
            requireAir(of.outdoorC.value_or(site.info.outdoorC), *wetBulbC, site.info.elevationM);
        } catch (const InputError& error) {
            throw UsageError(fmt::format("--wet-bulb: {}", error.what()));
        }
    }
    const Outages named = outagesOf(site, without);
    for (const ObjectRef& equipment : partsOf(named))
        of.outages = of.outages.with(equipment, true);
    of.loadBasis = loads.value_or(of.loadBasis);
    if (date) {
        requireDay(*date);
        of.date = *date;
    }
    of.inletBasis = inlets.value_or(of.inletBasis);
    return of;
}

SnapshotPtr Evaluated::run() const
{
    showProgress("loading");
    const SitePtr site = loadVersion(file, branch);
    const Scenario of = scenarioOf(*site);
    const Conditions conditions = conditionsOf(*site, of);
    showProgress("solving");
    SnapshotPtr snapshot = evaluateBy(of.inletBasis, site, conditions, showAir);
    showProgress({});
    return snapshot;
}

SnapshotPtr Evaluated::runWithFigures() const
{
    SnapshotPtr snapshot = run();
    if (const std::string why = whyNoFigures(*snapshot); !why.empty())
        throw AnswerIsNo(why);
    return snapshot;
}

SnapshotPtr Evaluated::runEstimated() const
{
    Evaluated estimated = *this;
    estimated.inlets = InletBasis::Estimate;
    return estimated.run();
}

SnapshotPtr Evaluated::runEstimatedWithFigures() const
{
    Evaluated estimated = *this;
    estimated.inlets = InletBasis::Estimate;
    return estimated.runWithFigures();
}

void addSiteAndScenario(CLI::App& verb, Evaluated& input)
{
    verb.add_option("SITE", input.file, "the .hallwright site file")->required();
    addBranch(verb, input.branch);
    verb.add_option("--scenario", input.scenario,
                    "the scenario of this name in the site file; the options below go before what it says")
        ->option_text("NAME");
    verb.add_option("--outdoor", input.outdoorC, "outdoor dry bulb [°C] instead of the site's own");
    verb.add_option(
        "--wet-bulb", input.wetBulbC,
        "outdoor wet bulb [°C], at most the dry bulb; otherwise that of air with the dew point of "
        "the site's design day");
    verb.add_option("--without", input.without,
                    "take the power node, plant unit, air handler or CDU of this name out of service; may be "
                    "repeated; BUILDING/NAME or BUILDING/HALL/NAME where the name alone is not enough")
        ->allow_extra_args(false)
        ->option_text("NAME");
    addChoice(verb, "--loads", input.loads, choicesOf({LoadBasis::ByStatus, LoadBasis::AllPlaced}),
              "which racks draw power: by-status (default), those in operation or decommissioning; "
              "all-placed, all");
    verb.add_option("--date", input.date,
                    "the day on which the racks' statuses count, by their records' dates")
        ->option_text("YYYY-MM-DD");
}

void addInlets(CLI::App& verb, Evaluated& input)
{
    addChoice(verb, "--air", input.inlets,
              choicesOf({InletBasis::Estimate, InletBasis::Field, InletBasis::Flow}),
              "what rack inlets rest on: estimate (default), from geometry and at once; field, the 3D air of "
              "every hall as a potential flow, a fraction of a second each; flow, with its momentum and "
              "buoyancy, the nearest to CFD, some seconds each");
}

} // namespace hallwright::cli
