#include "app/cli/availability_text.h"
#include "app/cli/evaluated.h"
#include "app/cli/rates_option.h"
#include "app/cli/verbs.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hallwright::cli {

namespace {

struct AvailabilityArguments {
    Evaluated input;
    std::filesystem::path rates;
    std::optional<double> inferencePercent;
    std::optional<double> years;
    std::optional<std::uint64_t> seed;
    std::optional<std::size_t> crews;
    bool all = false;
    bool json = false;
};

AvailabilityOptions optionsFor(const AvailabilityArguments& arguments, const Site& site)
{
    AvailabilityOptions options;
    options.rates = ratesOf(site, arguments.rates);
    if (arguments.inferencePercent)
        options.inferenceShare = *arguments.inferencePercent / 100.0;
    if (!(options.inferenceShare >= 0.5 && options.inferenceShare <= 1.0))
        throw UsageError(fmt::format("--inference is {:g} %, but must lie between 50 and 100 %.",
                                     100.0 * options.inferenceShare));
    constexpr double mostYears = 1e7;
    if (arguments.years && !(*arguments.years >= 1.0 && *arguments.years <= mostYears))
        throw UsageError(fmt::format("--simulate is {:g} years, but must lie between 1 and {:g}.",
                                     *arguments.years, mostYears));
    options.simulate = arguments.years || arguments.crews || arguments.seed;
    options.simulation.years = arguments.years.value_or(options.simulation.years);
    options.simulation.seed = arguments.seed.value_or(options.simulation.seed);
    options.simulation.crews = arguments.crews.value_or(options.simulation.crews);
    return options;
}

ExitCode showAvailability(const AvailabilityArguments& arguments)
{
    constexpr std::size_t usuallyShown = 20;
    const SnapshotPtr snapshot = arguments.input.runEstimatedWithFigures();
    const AvailabilityOptions options = optionsFor(arguments, *snapshot->site);
    showProgress("finding what racks hang on");
    const SiteAvailabilityPtr found = availabilityOf(*snapshot, options, [&](double years) {
        showProgress(fmt::format("{:.0f} of {:.0f} years simulated", years, options.simulation.years));
    });
    showProgress({});
    print(arguments.json
              ? availabilityJson(*found).dump(2) + '\n'
              : availabilityText(*found, arguments.all ? found->blocks.elements.size() : usuallyShown));
    return ExitCode::Fine;
}

} // namespace

void addAvailability(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<AvailabilityArguments>();
    CLI::App* verb = program.add_subcommand(
        "availability",
        "How much of a year the racks of each hall, building and the campus have power and cooling, and "
        "which equipment the rest is spent on.");
    addSiteAndScenario(*verb, arguments->input);
    addRates(*verb, arguments->rates);
    verb->add_option(
        "--inference", arguments->inferencePercent,
        "share of the racks tagged inference that their service needs [%]; 95 unless told otherwise");
    verb->add_option("--simulate", arguments->years,
                     "also by throwing dice over so many years, with the 95 % interval");
    verb->add_option(
        "--crews", arguments->crews,
        "repair crews of the site, where the dice are thrown: what fails waits for one; 0, as many as it "
        "takes, unless told otherwise");
    verb->add_option("--seed", arguments->seed, "of the dice; 1 unless told otherwise");
    verb->add_flag("--all", arguments->all, "print every element's share, not only the greatest 20");
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each key");
    std::string kinds;
    for (std::size_t k = 0; k < equipmentKindCount; ++k)
        kinds += fmt::format("{}{}", k == 0 ? "" : ", ", nameOf(static_cast<EquipmentKind>(k)));
    verb->footer("Kinds of equipment: " + kinds +
                 ".\nExamples:\n  hallwright-cli availability site.hallwright\n"
                 "  hallwright-cli availability site.hallwright --rates rates.csv --json\n"
                 "  hallwright-cli availability site.hallwright --outdoor 20 --simulate 20000 --crews 4");
    verbs["availability"] = [arguments] { return showAvailability(*arguments); };
}

} // namespace hallwright::cli
