#include "app/cli/solve_text.h"

#include "app/cli/cli.h"
#include "app/cli/findings_text.h"
#include "app/cli/outages.h"
#include "core/model/number_text.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

namespace hallwright::cli {

namespace {

constexpr std::size_t mostNamed = 5; // of the worst loaded

std::string shareOf(double part, double whole)
{
    return whole > 0.0 ? fmt::format("{:.1f} % of IT", 100.0 * part / whole) : std::string("no IT load");
}

void appendLine(std::string& text, const char* name, const std::string& value)
{
    fmt::format_to(std::back_inserter(text), "{:<22}{}\n", name, value);
}

std::size_t idleCount(const Snapshot& snapshot)
{
    std::size_t count = 0;
    for (const HallResultPtr& hall : snapshot.halls)
        count += static_cast<std::size_t>(
            std::count(hall->inputs.racksIdle.begin(), hall->inputs.racksIdle.end(), 1));
    return count;
}

// What is not known is a dash.
std::string known(const std::optional<double>& value, const char* unit = "")
{
    return value ? fmt::format("{:.3f}{}", *value, unit) : std::string("–");
}

void appendConditions(std::string& text, const Snapshot& snapshot)
{
    const Site& site = *snapshot.site;
    appendLine(text, "Site", site.info.name);
    appendLine(text, "Racks, GPUs",
               grouped(static_cast<double>(site.rackCount())) + ", " +
                   grouped(static_cast<double>(site.gpuCount())));
    appendLine(text, "Outdoor",
               fmt::format("{:.1f} °C dry bulb, {:.1f} °C wet bulb", snapshot.conditions.outdoorC,
                           snapshot.conditions.wetBulbC));
    if (const std::size_t idle = idleCount(snapshot); idle > 0)
        appendLine(text, "Not in service", counted(idle, "rack") + " by status");
    for (const std::string& name : namesOf(site, snapshot.conditions.outages))
        appendLine(text, "Out of service", name);
}

void appendPower(std::string& text, const Snapshot& snapshot)
{
    const auto withShare = [&](double powerW) {
        return fmt::format("{} ({})", megawatts(powerW), shareOf(powerW, snapshot.itPowerW));
    };
    appendLine(text, "IT power", megawatts(snapshot.itPowerW));
    appendLine(text, "Cooling", withShare(snapshot.coolingPowerW));
    const OverheadSplit& overhead = snapshot.overhead;
    appendLine(text, "  air handler fans", withShare(overhead.airHandlerFansW));
    appendLine(text, "  CDU pumps", withShare(overhead.cduPumpsW));
    appendLine(text, "  loop pumps", withShare(overhead.loopPumpsW));
    appendLine(text, "  chillers", withShare(overhead.chillersW));
    appendLine(text, "  condenser pumps", withShare(overhead.condenserPumpsW));
    appendLine(text, "  heat rejection", withShare(overhead.heatRejectionW));
    appendLine(text, "Distribution losses", withShare(snapshot.distributionLossW));
    appendLine(text, "Other", withShare(snapshot.otherPowerW));
    appendLine(text, "Facility power", megawatts(snapshot.facilityPowerW));
    appendLine(text, "From the sources", megawatts(snapshot.sourcePowerW));
}

void appendMetrics(std::string& text, const Snapshot& snapshot)
{
    const Metrics metrics = metricsOf(snapshot);
    appendLine(text, "PUE", known(metrics.pue));
    appendLine(text, "ITUE, TUE", fmt::format("{}, {}", known(metrics.itue), known(metrics.tue)));
    appendLine(text, "Water",
               fmt::format("{:.3f} kg/s (WUE {})", snapshot.waterKgS, known(metrics.wueLPerKwh, " L/kWh")));
    appendLine(text, "Carbon", fmt::format("CUE {}", known(metrics.cueKgPerKwh, " kg/kWh")));
    appendLine(text, "Reused heat",
               fmt::format("{} (ERE {})", megawatts(snapshot.reusedHeatW), known(metrics.ere)));
}

void appendState(std::string& text, const Snapshot& snapshot)
{
    const Site& site = *snapshot.site;
    std::string worst = fmt::format("{:.1f} °C", snapshot.maxInletC);
    if (snapshot.hottestRack.valid()) {
        const Hall& hall = site.hallOf(snapshot.hottestRack);
        if (const auto uncertainty = inletUncertaintyOf(*snapshot.hallResult(hall.id)))
            worst += fmt::format(" ± {:.1f} K", uncertainty->worstK);
        worst += fmt::format(" at {} in {}", site.rack(snapshot.hottestRack).name, hall.name);
    }
    appendLine(text, "Worst inlet", worst);
    appendLine(text, "Racks over limit", grouped(static_cast<double>(snapshot.racksOverLimit)));
    appendLine(text, "Energy residual", fmt::format("{:.1e}", snapshot.energyResidual));
    appendLine(text, "Mass, power residual",
               fmt::format("{:.1e}, {:.1e}", snapshot.massResidual, snapshot.powerResidual));
    appendLine(text, "Solved in",
               fmt::format("{:.1f} ms, {}{}", snapshot.solveMs,
                           counted(static_cast<std::size_t>(std::max(snapshot.rounds, 0)), "round"),
                           snapshot.converged ? "" : ", without agreement"));
}

// Something that carries a load, against what it may carry.
struct Loaded {
    std::string name;
    double valueW = 0.0;
    double limitW = 0.0;

    double load() const { return valueW / limitW; }
};

void appendWorst(std::string& text, const char* title, std::vector<Loaded> loaded)
{
    std::erase_if(loaded, [](const Loaded& of) { return !(of.limitW > 0.0) || of.valueW <= 0.0; });
    if (loaded.empty())
        return;
    const std::size_t shown = std::min(loaded.size(), mostNamed);
    std::stable_sort(loaded.begin(), loaded.end(),
                     [](const Loaded& a, const Loaded& b) { return a.load() > b.load(); });
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "\n{}\n", title);
    for (std::size_t i = 0; i < shown; ++i)
        fmt::format_to(out, "  {:<40}{:>7.1f} % of {}{}\n", loaded[i].name, 100.0 * loaded[i].load(),
                       withUnit(loaded[i].limitW, "W"),
                       loaded[i].valueW > loaded[i].limitW ? ", overloaded" : "");
}

void appendLoads(std::string& text, const Snapshot& snapshot)
{
    const Site& site = *snapshot.site;
    std::vector<Loaded> power;
    std::vector<Loaded> afterLoss;
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        const PowerNode& node = site.power->nodes[i];
        power.push_back({node.name, snapshot.powerNodes[i].outputW, node.ratedW});
        afterLoss.push_back({node.name, snapshot.powerNodes[i].outputOtherSideLostW, node.ratedW});
    }
    std::vector<Loaded> cooling;
    for (std::size_t u = 0; u < snapshot.plant.size(); ++u)
        cooling.push_back(
            {site.cooling->plant[u].name, snapshot.plant[u].heatW, snapshot.plant[u].capacityW});
    appendWorst(text, "Highest loads, power", std::move(power));
    appendWorst(text, "Highest loads, power, after the loss of the other side", std::move(afterLoss));
    appendWorst(text, "Highest loads, plant, of its capacity at these conditions", std::move(cooling));
}

void appendBuildings(std::string& text, const Snapshot& snapshot)
{
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "\n{:<28}{:>12}{:>15}{:>14}{:>8}\n", "Building", "IT [MW]", "facility [MW]",
                   "capacity [MW]", "PUE");
    for (std::size_t i = 0; i < snapshot.buildings.size(); ++i) {
        const BuildingResult& result = snapshot.buildings[i];
        fmt::format_to(out, "{:<28}{:>12.3f}{:>15.3f}{:>14.3f}{:>8}\n", snapshot.site->buildings[i]->name,
                       result.itPowerW / 1e6, result.facilityPowerW / 1e6, result.capacityW / 1e6,
                       known(result.pue()));
    }
}

// "0.8", "4.1*", "-": of a mean or of one rack.
std::string uncertaintyOf(const HallResult& hall, double InletUncertainty::*of)
{
    const auto uncertainty = inletUncertaintyOf(hall);
    return uncertainty ? fmt::format("{:.1f}{}", (*uncertainty).*of, uncertainty->compared ? "" : "*") : "-";
}

// What the column of uncertainties and its stars mean.
void appendMeanings(std::string& text, const Snapshot& snapshot)
{
    for (const bool compared : {true, false}) {
        const bool any = std::any_of(snapshot.halls.begin(), snapshot.halls.end(), [&](const auto& hall) {
            const auto uncertainty = inletUncertaintyOf(*hall);
            return uncertainty && uncertainty->compared == compared;
        });
        if (any)
            fmt::format_to(std::back_inserter(text), "{}{}\n", compared ? "" : "*",
                           meaningOf({.compared = compared}));
    }
}

void appendHalls(std::string& text, const Snapshot& snapshot)
{
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "\n{:<28}{:>7}{:>10}{:>12}{:>13}{:>16}{:>7}{:>15}{:>7}{:>7}  {}\n", "Hall", "racks",
                   "IT [MW]", "supply [C]", "return [C]", "mean inlet [C]", "± [K]", "max inlet [C]", "± [K]",
                   "pPUE", "inlets from");
    for (const HallResultPtr& hall : snapshot.halls)
        fmt::format_to(out, "{:<28}{:>7}{:>10.3f}{:>12.1f}{:>13.1f}{:>16.2f}{:>7}{:>15.2f}{:>7}{:>7}  {}\n",
                       hall->hall->name, hall->racks.size(), hall->itPowerW / 1e6, hall->supplyC,
                       hall->returnC, hall->meanInletC, uncertaintyOf(*hall, &InletUncertainty::rmsK),
                       hall->maxInletC, uncertaintyOf(*hall, &InletUncertainty::worstK),
                       known(partialPue(*hall)), nameOf(hall->inletModel));
    appendMeanings(text, snapshot);
}

void appendLoops(std::string& text, const Snapshot& snapshot)
{
    if (snapshot.loops.empty())
        return;
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "\n{:<28}{:>10}{:>12}{:>12}{:>12}{:>12}{:>13}\n", "Coolant loop", "heat [MW]",
                   "flow [L/s]", "supply [C]", "return [C]", "pumps [kW]", "water [kg/s]");
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k) {
        const LoopResult& loop = snapshot.loops[k];
        fmt::format_to(out, "{:<28}{:>10.3f}{:>12.1f}{:>12.1f}{:>12.1f}{:>12.1f}{:>13.3f}\n",
                       snapshot.site->cooling->loops[k].name, loop.heatW / 1e6, loop.flowM3s * 1e3,
                       loop.supplyC, loop.returnC, loop.pumpPowerW / 1e3, loop.waterKgS);
    }
}

} // namespace

std::string solveText(const Snapshot& snapshot, const Findings& findings)
{
    std::string text;
    appendConditions(text, snapshot);
    appendPower(text, snapshot);
    appendMetrics(text, snapshot);
    appendState(text, snapshot);
    appendBuildings(text, snapshot);
    appendHalls(text, snapshot);
    appendLoops(text, snapshot);
    appendLoads(text, snapshot);
    text += '\n' + findingsText(*snapshot.site, findings, FindingLines::Few);
    for (const std::string& note : snapshot.notes)
        text += fmt::format("\nNote: {}\n", note);
    return text;
}

} // namespace hallwright::cli
