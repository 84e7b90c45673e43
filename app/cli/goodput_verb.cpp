#include "app/cli/choice.h"
#include "app/cli/evaluated.h"
#include "app/cli/goodput_text.h"
#include "app/cli/rates_option.h"
#include "app/cli/verbs.h"
#include "core/model/errors.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hallwright::cli {

namespace {

struct GoodputArguments {
    Evaluated input;
    std::filesystem::path rates;
    GoodputOptions options;
    bool goOn = false;
    bool json = false;
};

ExitCode showGoodput(const GoodputArguments& arguments)
{
    const SnapshotPtr snapshot = arguments.input.runEstimatedWithFigures();
    GoodputOptions options = arguments.options;
    options.rates = ratesOf(*snapshot->site, arguments.rates);
    options.shortOf = arguments.goOn ? ShortOfServers::GoOn : ShortOfServers::Stop;
    showProgress("running the job");
    GoodputPtr found;
    try {
        found = goodputOf(*snapshot, options);
    } catch (const InputError& error) { // the options', for the site and the rates are sound by now
        throw UsageError(error.what());
    }
    showProgress({});
    print(arguments.json ? goodputJson(*found).dump(2) + '\n' : goodputText(*found));
    return ExitCode::Fine;
}

void addJobOptions(CLI::App& verb, GoodputOptions& options)
{
    verb.add_option("--checkpoint-s", options.checkpointS,
                    "writing a checkpoint, in which no work is done [s]; 20 unless told otherwise");
    verb.add_option(
        "--restart-s", options.restartS,
        "from an interruption until work goes on, once there are servers [s]; 300 unless told otherwise");
    verb.add_option("--interval-s", options.intervalS,
                    "work between two checkpoints [s]; Daly's optimum unless told otherwise");
    verb.add_option(
        "--mtbf-h", options.mtbfH,
        "mean time between interruptions for one accelerator of the job [h]; 50,700 of the published run "
        "unless told otherwise");
    verb.add_option(
        "--server-share", options.serverShare,
        "share of interruptions that take a server out for repair [0..1]; of the published run unless told "
        "otherwise");
    verb.add_option("--per-server", options.acceleratorsPerServer,
                    "accelerators of a server; 8 unless told otherwise");
    verb.add_option("--repair-h", options.repairH, "repair of a server [h]; 24 unless told otherwise");
    verb.add_option("--crews", options.crews,
                    "that repair servers; 0, as many as it takes, unless told otherwise");
    verb.add_option(
        "--spares", options.spares,
        "servers that stand by for each job; the fewest that keep waiting below 0.1 % unless told otherwise");
}

} // namespace

void addGoodput(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<GoodputArguments>();
    GoodputOptions& options = arguments->options;
    CLI::App* verb =
        program.add_subcommand("goodput", "How much of a synchronous job's time becomes work that counts on "
                                          "this site, where the rest goes, and "
                                          "what one failure costs jobs that are packed or spread.");
    addSiteAndScenario(*verb, arguments->input);
    verb->add_option("--accelerators", options.accelerators, "of the job")->required()->option_text("N");
    addJobOptions(*verb, options);
    verb->add_flag("--go-on", arguments->goOn,
                   "short of servers the job goes on with those it has, instead of stopping");
    verb->add_option("--jobs", options.jobs,
                     "equal jobs on the site; as many as fit, at most 8, unless told otherwise");
    addChoice(*verb, "--placement", options.placement,
              {{"packed", Placement::Packed}, {"spread", Placement::Spread}},
              "how the job's racks are chosen: packed (default), side by side; spread, over all halls");
    verb->add_option("--days", options.simulatedDays, "simulated [d]; 4,000 unless told otherwise");
    verb->add_option("--seed", options.seed, "of the dice; 1 unless told otherwise");
    addRates(*verb, arguments->rates);
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each key");
    verb->footer("Examples:\n  hallwright-cli goodput site.hallwright --accelerators 100000\n"
                 "  hallwright-cli goodput site.hallwright --accelerators 16384 --checkpoint-s 60 "
                 "--restart-s 600 --json\n"
                 "  hallwright-cli goodput site.hallwright --accelerators 30000 --jobs 4 --placement spread "
                 "--spares 50");
    verbs["goodput"] = [arguments] { return showGoodput(*arguments); };
}

} // namespace hallwright::cli
