#include "app/cli/capacity_text.h"
#include "app/cli/evaluated.h"
#include "app/cli/named_object.h"
#include "app/cli/verbs.h"
#include "core/model/object_names.h"
#include "core/storage/site_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hallwright::cli {

namespace {

struct CapacityArguments {
    Evaluated input;
    std::string type;
    std::string hall;
    std::string building;
    bool nameplate = false;
    bool json = false;
    std::filesystem::path output;
};

CapacityQuestion questionOf(const CapacityArguments& arguments, const Site& site)
{
    CapacityQuestion question;
    if (!arguments.building.empty())
        question.within = objectNamed(site, ObjectKind::Building, arguments.building, "--building");
    if (!arguments.hall.empty())
        question.within = objectNamed(site, ObjectKind::Hall, arguments.hall, "--hall");
    if (!arguments.type.empty())
        question.type = idIn<RackTypeId>(objectNamed(site, ObjectKind::RackType, arguments.type, "--type"));
    else
        question.type = usualRackType(site, question.within);
    if (!question.type.valid())
        throw UsageError("The site's catalogue has no rack type, so there is nothing to ask about.");
    question.load = arguments.nameplate ? CapacityLoad::Nameplate : CapacityLoad::Evaluated;
    return question;
}

void requireOutput(const CapacityArguments& arguments)
{
    if (arguments.output.empty())
        return;
    requireDistinct(arguments.input.file, arguments.output);
    if (arguments.input.branch)
        throw UsageError("--output writes the site itself with the racks placed: leave out --branch.");
}

// With the branches and scenarios of the site.
void writePlaced(const CapacityArguments& arguments, const Capacity& capacity)
{
    const SiteImagePtr image = loadSiteImage(arguments.input.file);
    saveSite(withPlacedRacks(image->site, capacity), arguments.output, image);
}

ExitCode showCapacity(const CapacityArguments& arguments)
{
    requireOutput(arguments);
    const SnapshotPtr snapshot = arguments.input.runEstimatedWithFigures();
    const CapacityQuestion question = questionOf(arguments, *snapshot->site);
    showProgress("placing racks");
    const CapacityPtr capacity = capacityOf(snapshot->site, snapshot->conditions, question);
    const std::vector<CapacityUnlock> unlocks = unlocksOf(*capacity);
    showProgress({});
    if (!arguments.output.empty())
        writePlaced(arguments, *capacity);
    print(arguments.json ? capacityJson(*capacity, unlocks).dump(2) + '\n'
                         : capacityText(*capacity, unlocks));
    return ExitCode::Fine;
}

} // namespace

void addCapacity(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<CapacityArguments>();
    CLI::App* verb = program.add_subcommand(
        "capacity",
        "How many more racks of a type fit, where, what stops the next, and what would make room: by placing "
        "them and holding the site against every rule.");
    addSiteAndScenario(*verb, arguments->input);
    verb->add_option("--type", arguments->type,
                     "the rack type; otherwise the one that most compute racks there are of")
        ->option_text("NAME");
    CLI::Option* hall =
        verb->add_option("--hall", arguments->hall, "in this hall alone")->option_text("NAME");
    verb->add_option("--building", arguments->building, "in this building alone")
        ->option_text("NAME")
        ->excludes(hall);
    verb->add_flag("--nameplate", arguments->nameplate,
                   "all racks at what their types and devices' nameplates state, instead of what they draw");
    verb->add_option("--at", arguments->input.date,
                     "the day on which racks are planned, ordered, delivered, live or leaving; as --date")
        ->option_text("YYYY-MM-DD");
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each key");
    verb->add_option("-o,--output", arguments->output,
                     "also write the site with the racks placed, with the branches and scenarios of SITE")
        ->option_text("FILE");
    verb->footer("Racks that stand there but are not in service yet have their power reserved.\n"
                 "Examples:\n  hallwright-cli capacity site.hallwright\n"
                 "  hallwright-cli capacity site.hallwright --type \"DGX H100 x4\" --hall \"Hall 1\" --json\n"
                 "  hallwright-cli capacity site.hallwright --without \"UPS A\" --at 2027-03-31");
    verbs["capacity"] = [arguments] { return showCapacity(*arguments); };
}

} // namespace hallwright::cli
