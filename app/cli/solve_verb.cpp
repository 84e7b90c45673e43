#include "app/cli/evaluated.h"
#include "app/cli/explained.h"
#include "app/cli/solve_json.h"
#include "app/cli/solve_text.h"
#include "app/cli/verbs.h"
#include "core/exchange/racks_csv.h"
#include "core/storage/durable_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hallwright::cli {

namespace {

struct SolveArguments {
    Evaluated input;
    bool json = false;
    std::filesystem::path racks;
    std::vector<std::string> explain;
};

std::string answerOf(const SolveArguments& arguments, const Snapshot& snapshot)
{
    if (!arguments.explain.empty())
        return arguments.json ? explainedJson(snapshot, arguments.explain).dump(2) + '\n'
                              : explainedText(snapshot, arguments.explain);
    const FindingsPtr findings = findingsOf(snapshot);
    return arguments.json ? solveJson(snapshot, *findings).dump(2) + '\n' : solveText(snapshot, *findings);
}

ExitCode solve(const SolveArguments& arguments)
{
    if (!arguments.racks.empty())
        requireDistinct(arguments.input.file, arguments.racks);
    const SnapshotPtr snapshot = arguments.input.runWithFigures();
    const std::string answer = answerOf(arguments, *snapshot);
    if (!arguments.racks.empty())
        replaceFile(arguments.racks, racksCsv(*snapshot));
    print(answer);
    const bool asksForTheState = arguments.explain.empty();
    return asksForTheState && !snapshot->steady ? ExitCode::No : ExitCode::Fine;
}

} // namespace

void addSolve(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<SolveArguments>();
    CLI::App* verb = program.add_subcommand(
        "solve", "Evaluate the steady state: power, temperatures, PUE. Exit 1 if there is none.");
    addSiteAndScenario(*verb, arguments->input);
    addInlets(*verb, arguments->input);
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each key");
    verb->add_option(
            "--explain", arguments->explain,
            "print where a figure comes from instead: its formula, inputs and source; KEY as in the "
            "JSON, building/NAME/KEY or hall/BUILDING/NAME/KEY; may be repeated; list prints all keys")
        ->allow_extra_args(false)
        ->option_text("KEY");
    verb->add_option("--racks", arguments->racks,
                     "also write a CSV file, one line per rack; x_m and y_m in the hall's frame");
    verb->footer(
        "Examples:\n  hallwright-cli solve site.hallwright\n"
        "  hallwright-cli solve site.hallwright --outdoor 35 --wet-bulb 24 --json --racks racks.csv\n"
        "  hallwright-cli solve site.hallwright --without \"UPS A\" --without \"Chiller 1\"\n"
        "  hallwright-cli solve site.hallwright --explain pue --explain cooling_power_w");
    verbs["solve"] = [arguments] { return solve(*arguments); };
}

} // namespace hallwright::cli
