#include "app/cli/racks_csv.h"
#include "app/cli/solve_json.h"
#include "app/cli/verbs.h"
#include "core/storage/durable_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>
#include <memory>

namespace hallwright::cli {

namespace {

struct SolveArguments {
    Evaluated input;
    bool json = false;
    std::filesystem::path racks;
};

std::string shareOf(double part, double whole)
{
    return whole > 0.0 ? fmt::format("{:.1f} % of IT", 100.0 * part / whole) : std::string("no IT load");
}

void appendCampus(std::string& text, const Snapshot& snapshot)
{
    const auto line = [&](const char* name, const std::string& value) {
        fmt::format_to(std::back_inserter(text), "{:<22}{}\n", name, value);
    };
    const Site& site = *snapshot.site;
    line("Site", site.info.name);
    line("Racks, GPUs",
         thousands(static_cast<long long>(site.rackCount())) + ", " + thousands(site.gpuCount()));
    line("Outdoor", fmt::format("{:.1f} °C dry bulb, {:.1f} °C wet bulb", snapshot.conditions.outdoorC,
                                snapshot.conditions.wetBulbC));
    line("IT power", megawatts(snapshot.itPowerW));
    line("Cooling", fmt::format("{} ({})", megawatts(snapshot.coolingPowerW),
                                shareOf(snapshot.coolingPowerW, snapshot.itPowerW)));
    line("Distribution losses", fmt::format("{} ({})", megawatts(snapshot.distributionLossW),
                                            shareOf(snapshot.distributionLossW, snapshot.itPowerW)));
    line("Other", megawatts(snapshot.otherPowerW));
    line("Facility power", megawatts(snapshot.facilityPowerW));
    line("PUE", fmt::format("{:.3f}", snapshot.pue));
    std::string worst = fmt::format("{:.1f} °C", snapshot.maxInletC);
    if (snapshot.hottestRack.valid())
        worst += fmt::format(" at {} in {}", site.rack(snapshot.hottestRack).name,
                             site.hallOf(snapshot.hottestRack).name);
    line("Worst inlet", worst);
    line("Racks over limit", thousands(static_cast<long long>(snapshot.racksOverLimit)));
    line("Energy residual", fmt::format("{:.1e}", snapshot.energyResidual));
    line("Solved in", fmt::format("{:.1f} ms", snapshot.solveMs));
}

void appendBuildings(std::string& text, const Snapshot& snapshot)
{
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "\n{:<28}{:>12}{:>15}{:>14}{:>8}\n", "Building", "IT [MW]", "facility [MW]",
                   "capacity [MW]", "PUE");
    for (std::size_t i = 0; i < snapshot.buildings.size(); ++i) {
        const BuildingResult& result = snapshot.buildings[i];
        fmt::format_to(out, "{:<28}{:>12.3f}{:>15.3f}{:>14.3f}{:>8.3f}\n", snapshot.site->buildings[i]->name,
                       result.itPowerW / 1e6, result.facilityPowerW / 1e6, result.capacityW / 1e6,
                       result.pue());
    }
}

void appendHalls(std::string& text, const Snapshot& snapshot)
{
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "\n{:<28}{:>7}{:>10}{:>12}{:>13}{:>16}{:>15}\n", "Hall", "racks", "IT [MW]",
                   "supply [C]", "return [C]", "mean inlet [C]", "max inlet [C]");
    for (const HallResultPtr& hall : snapshot.halls)
        fmt::format_to(out, "{:<28}{:>7}{:>10.3f}{:>12.1f}{:>13.1f}{:>16.2f}{:>15.2f}\n", hall->hall->name,
                       hall->racks.size(), hall->itPowerW / 1e6, hall->supplyC, hall->returnC,
                       hall->meanInletC, hall->maxInletC);
    for (const std::string& warning : snapshot.warnings)
        fmt::format_to(out, "\nWarning: {}\n", warning);
}

std::string asText(const Snapshot& snapshot)
{
    std::string text;
    appendCampus(text, snapshot);
    appendBuildings(text, snapshot);
    appendHalls(text, snapshot);
    return text;
}

ExitCode solve(const SolveArguments& arguments)
{
    if (!arguments.racks.empty())
        requireDistinct(arguments.input.file, arguments.racks);
    const SnapshotPtr snapshot = arguments.input.run();
    if (!arguments.racks.empty())
        replaceFile(arguments.racks, racksCsv(*snapshot));
    print(arguments.json ? solveJson(*snapshot).dump(2) + '\n' : asText(*snapshot));
    return ExitCode::Fine;
}

} // namespace

void addSolve(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<SolveArguments>();
    CLI::App* verb = program.add_subcommand("solve", "Evaluate the steady state: power, temperatures, PUE.");
    addSiteAndOutdoor(*verb, arguments->input);
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each key");
    verb->add_option("--racks", arguments->racks,
                     "also write a CSV file, one line per rack; x_m and y_m in the hall's frame");
    verb->footer("Examples:\n  hallwright-cli solve site.hallwright\n"
                 "  hallwright-cli solve site.hallwright --outdoor 35 --json --racks racks.csv");
    verbs["solve"] = [arguments] { return solve(*arguments); };
}

} // namespace hallwright::cli
