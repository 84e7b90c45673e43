#include "app/cli/evaluated.h"
#include "app/cli/failure_text.h"
#include "app/cli/outages.h"
#include "app/cli/redundancy_text.h"
#include "app/cli/verbs.h"
#include "core/model/object_names.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hallwright::cli {

namespace {

struct FailArguments {
    Evaluated input;
    std::vector<std::string> elements;
    std::optional<double> minutes;
    std::optional<double> fuelHours;
    std::optional<double> batteryExponent;
    std::vector<std::string> notStarting;
    bool singles = false;
    bool pairs = false;
    bool maintenance = false;
    bool all = false;
    bool json = false;
};

void requireRange(const char* option, const std::optional<double>& value, double least, double most,
                  const char* unit)
{
    if (value && !(*value >= least && *value <= most))
        throw UsageError(fmt::format("{} is {:g}{}, but must lie between {:g} and {:g}{}.", option, *value,
                                     unit, least, most, unit));
}

FailureOptions optionsOf(const FailArguments& arguments)
{
    constexpr double mostMinutes = 1440.0;
    requireRange("--fuel-hours", arguments.fuelHours, 0.01, 10e3, " h");
    requireRange("--battery-exponent", arguments.batteryExponent, 1.0, 2.0, "");
    FailureOptions options;
    options.fuelHours = arguments.fuelHours.value_or(options.fuelHours);
    options.batteryExponent = arguments.batteryExponent.value_or(options.batteryExponent);
    if (!arguments.minutes)
        return options;
    if (!(*arguments.minutes > 0.0 && *arguments.minutes <= mostMinutes))
        throw UsageError(fmt::format("--minutes is {:g} min, but must lie above 0 and be at most {:g} min.",
                                     *arguments.minutes, mostMinutes));
    options.horizonS = 60.0 * *arguments.minutes;
    return options;
}

ExitCode showFailure(const FailArguments& arguments)
{
    FailureOptions options = optionsOf(arguments);
    const SnapshotPtr snapshot = arguments.input.runEstimatedWithFigures();
    for (const ObjectRef& each :
         partsOf(outagesOf(*snapshot->site, arguments.notStarting, "--not-starting"))) {
        if (each.kind != ObjectKind::PowerNode)
            throw UsageError(
                fmt::format("--not-starting: {} is no generator on standby.", nameOf(*snapshot->site, each)));
        options.notStarting.push_back(PowerNodeId{each.id});
    }
    const std::vector<ObjectRef> elements =
        partsOf(outagesOf(*snapshot->site, arguments.elements, "--element"));
    showProgress("following what fails");
    const CascadePtr cascade = failureOf(snapshot->site, snapshot->conditions, elements, options);
    showProgress({});
    print(arguments.json ? cascadeJson(*cascade).dump(2) + '\n' : cascadeText(*cascade));
    return ExitCode::Fine;
}

constexpr std::size_t usuallyShown = 20;

ExitCode showPairs(const FailArguments& arguments, const FailureOptions& options)
{
    const SnapshotPtr snapshot = arguments.input.runEstimatedWithFigures();
    const PairSweepPtr sweep =
        sweepPairs(snapshot->site, snapshot->conditions, options,
                   [](SweepStage stage, std::size_t done, std::size_t all) {
                       showProgress(fmt::format("{} of {} {} failed", done, all,
                                                stage == SweepStage::Singles ? "elements" : "pairs"));
                   });
    showProgress({});
    print(arguments.json ? pairSweepJson(*sweep).dump(2) + '\n'
                         : pairSweepText(*sweep, arguments.all ? sweep->entries.size() : usuallyShown));
    return ExitCode::Fine;
}

ExitCode showRedundancy(const FailArguments& arguments)
{
    const SnapshotPtr snapshot = arguments.input.runEstimatedWithFigures();
    showProgress("finding what racks hang on");
    const Redundancy found = redundancyOf(*snapshot);
    showProgress({});
    print(arguments.json ? redundancyJson(found).dump(2) + '\n' : redundancyText(found));
    return ExitCode::Fine;
}

ExitCode showSweep(const FailArguments& arguments)
{
    const FailureOptions options = optionsOf(arguments);
    if (arguments.singles + arguments.pairs + arguments.maintenance != 1)
        throw UsageError(
            "sweep has to be told what: --n1, each element by itself, --n2, each pair that shares a path, or "
            "--maintenance, each element out for service with a failure on top.");
    if (arguments.maintenance)
        return showRedundancy(arguments);
    if (arguments.pairs)
        return showPairs(arguments, options);
    const SnapshotPtr snapshot = arguments.input.runEstimatedWithFigures();
    const SweepPtr sweep =
        sweepSingles(snapshot->site, snapshot->conditions, options, [](std::size_t done, std::size_t all) {
            showProgress(fmt::format("{} of {} failed", done, all));
        });
    showProgress({});
    print(arguments.json ? sweepJson(*sweep).dump(2) + '\n'
                         : sweepText(*sweep, arguments.all ? sweep->entries.size() : usuallyShown));
    return ExitCode::Fine;
}

void addMinutesAndJson(CLI::App& verb, FailArguments& arguments)
{
    const FailureOptions usual;
    verb.add_option("--minutes", arguments.minutes, "how long is followed [min]; 60 unless told otherwise");
    verb.add_option(
        "--battery-exponent", arguments.batteryExponent,
        fmt::format("Peukert's exponent of batteries at their rating: 1.0 to 1.05 of lithium cells, 1.1 "
                    "to 1.3 of lead-acid ones; {:g} unless told otherwise",
                    usual.batteryExponent));
    verb.add_option(
        "--fuel-hours", arguments.fuelHours,
        fmt::format("fuel of a generator on standby at its rating [h]; {:g} unless told otherwise",
                    usual.fuelHours));
    verb.add_flag("--json", arguments.json, "print JSON: SI units, the unit in each key");
}

} // namespace

void addFail(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<FailArguments>();
    CLI::App* verb = program.add_subcommand("fail", "What follows if equipment fails, second by second: what "
                                                    "goes dark or hot, in which order and why, how "
                                                    "long is left, and what survives.");
    addSiteAndScenario(*verb, arguments->input);
    verb->add_option("--element", arguments->elements,
                     "the power node, plant unit, air handler or CDU of this name fails; may be repeated; "
                     "BUILDING/NAME or BUILDING/HALL/NAME where the name alone is not enough")
        ->required()
        ->allow_extra_args(false)
        ->option_text("NAME");
    verb->add_option(
            "--not-starting", arguments->notStarting,
            "the generator on standby of this name does not start when it is called; may be repeated")
        ->allow_extra_args(false)
        ->option_text("NAME");
    addMinutesAndJson(*verb, *arguments);
    verb->footer("It begins from the steady state under the scenario, without what --without has out.\n"
                 "Examples:\n  hallwright-cli fail site.hallwright --element \"UPS A\"\n"
                 "  hallwright-cli fail site.hallwright --element \"Grid A\" --element \"Grid B\" --outdoor "
                 "38 --minutes 30\n"
                 "  hallwright-cli fail site.hallwright --element \"B1/Hall 2/CDU 3\" --json");
    verbs["fail"] = [arguments] { return showFailure(*arguments); };
}

void addSweep(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<FailArguments>();
    CLI::App* verb =
        program.add_subcommand("sweep", "What a site is not redundant against: every element "
                                        "failed by itself, or every pair that shares a path, and "
                                        "followed, the worst first.");
    addSiteAndScenario(*verb, arguments->input);
    verb->add_flag("--n1", arguments->singles, "each power node, plant unit, air handler and CDU by itself");
    verb->add_flag(
        "--n2", arguments->pairs,
        "each two of them that some rack has in its paths, together; what was left out is counted, with why");
    verb->add_flag(
        "--maintenance", arguments->maintenance,
        "each out for service with one failure on top: a verdict for each hall, and what breaks it");
    verb->add_flag("--all", arguments->all, "print each that has a consequence, not only the worst 20");
    addMinutesAndJson(*verb, *arguments);
    verb->footer("Examples:\n  hallwright-cli sweep site.hallwright --n1\n"
                 "  hallwright-cli sweep site.hallwright --n1 --outdoor 38 --json\n"
                 "  hallwright-cli sweep site.hallwright --n2\n"
                 "  hallwright-cli sweep site.hallwright --maintenance");
    verbs["sweep"] = [arguments] { return showSweep(*arguments); };
}

} // namespace hallwright::cli
