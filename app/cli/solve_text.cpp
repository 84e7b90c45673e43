#include "app/cli/solve_text.h"

#include "app/cli/cli.h"
#include "app/cli/findings_text.h"
#include "app/cli/outages.h"
#include "core/model/characters.h"
#include "core/model/number_text.h"
#include "core/simulation/figures.h"
#include "core/simulation/inlet_uncertainty.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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

void appendLine(std::string& text, std::string_view name, const std::string& value)
{
    fmt::format_to(std::back_inserter(text), "{:<24}{}\n", name, value);
}

std::size_t idleCount(const Snapshot& snapshot)
{
    std::size_t count = 0;
    for (const HallResultPtr& hall : snapshot.halls)
        count += static_cast<std::size_t>(
            std::count(hall->inputs.racksIdle.begin(), hall->inputs.racksIdle.end(), 1));
    return count;
}

// By its unit; what is not known is a dash.
std::string valueText(double value, std::string_view unit)
{
    if (std::isnan(value))
        return "–";
    if (unit == "W")
        return megawatts(value);
    if (unit == "racks")
        return grouped(value);
    if (unit == "°C")
        return fmt::format("{:.1f} °C", value);
    constexpr double small = 1e-3; // a residual
    if (unit.empty() && value != 0.0 && std::abs(value) < small)
        return fmt::format("{:.1e}", value);
    return fmt::format("{:.3f}{}{}", value, unit.empty() ? "" : " ", unit);
}

// A column of a table: a figure with its unit in the heading, powers in MW.
template <class Figure>
class FigureColumn
{
public:
    FigureColumn(const Figure& figure, int decimals)
        : figure_(figure), decimals_(decimals), scale_(figure.unit == "W" ? 1e6 : 1.0),
          heading_(fmt::format("{:>10}", fmt::format("  {}{}", figure.shortTitle, unitText())))
    {
    }

    const std::string& heading() const { return heading_; } // as wide as its cells
    template <class Result>
    std::string cell(const Result& result) const
    {
        const double number = figure_.value(result) / scale_;
        const std::string text = std::isnan(number) ? "–" : fmt::format("{:.{}f}", number, decimals_);
        return fmt::format("{:>{}}", text, charactersOf(heading_));
    }

private:
    std::string unitText() const
    {
        if (figure_.unit.empty())
            return {};
        return fmt::format(" [{}]", figure_.unit == "W" ? "MW" : figure_.unit);
    }

    const Figure& figure_;
    int decimals_;
    double scale_;
    std::string heading_;
};

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

// A figure of the campus by its short title; `behind` follows its value.
void appendFigure(std::string& text, const Snapshot& snapshot, const char* key,
                  const std::string& behind = {})
{
    const CampusFigure& figure = campusFigure(key);
    const std::string indent = figure.key.starts_with("overhead/") ? "  " : "";
    appendLine(text, indent + std::string(figure.shortTitle),
               valueText(figure.value(snapshot), figure.unit) + behind);
}

void appendPower(std::string& text, const Snapshot& snapshot)
{
    appendFigure(text, snapshot, "it_power_w");
    for (const char* key : {"cooling_power_w", "overhead/air_handler_fans_w", "overhead/cdu_pumps_w",
                            "overhead/loop_pumps_w", "overhead/chillers_w", "overhead/condenser_pumps_w",
                            "overhead/heat_rejection_w", "distribution_loss_w", "other_power_w"})
        appendFigure(text, snapshot, key,
                     fmt::format(" ({})", shareOf(campusFigure(key).value(snapshot), snapshot.itPowerW)));
    appendFigure(text, snapshot, "facility_power_w");
    appendFigure(text, snapshot, "source_power_w");
}

// " ± 0.8 K at A07 in Hall 1"
std::string ofHottestRack(const Snapshot& snapshot)
{
    if (!snapshot.hottestRack.valid())
        return {};
    const Hall& hall = snapshot.site->hallOf(snapshot.hottestRack);
    const auto uncertainty = inletUncertaintyOf(*snapshot.hallResult(hall.id));
    return fmt::format("{} at {} in {}", uncertainty ? fmt::format(" ± {:.1f} K", uncertainty->worstK) : "",
                       snapshot.site->rack(snapshot.hottestRack).name, hall.name);
}

// Of racks whose chips hot coolant slows down, or that it shuts down.
void appendSlowed(std::string& text, const Snapshot& snapshot)
{
    std::size_t slowed = 0;
    double withheldW = 0.0;
    for (const HallResultPtr& hall : snapshot.halls) {
        slowed += hall->racksSlowed;
        withheldW += hall->withheldW;
    }
    if (withheldW > 0.0)
        appendLine(text, "Withheld by hot coolant",
                   fmt::format("{}, {} slowed down", withUnit(withheldW, "W"), counted(slowed, "rack")));
}

void appendState(std::string& text, const Snapshot& snapshot)
{
    for (const char* key :
         {"pue", "itue", "tue", "wue_l_per_kwh", "water_kg_s", "cue_kg_per_kwh", "ere", "reused_heat_w"})
        appendFigure(text, snapshot, key);
    if (snapshot.reusedHeatW > 0.0) {
        for (const char* key : {"reused_heat_c", "ere_exergy"})
            appendFigure(text, snapshot, key);
    }
    appendFigure(text, snapshot, "max_inlet_c", ofHottestRack(snapshot));
    for (const char* key :
         {"racks_over_limit", "racks_undecided", "energy_residual", "mass_residual", "power_residual"})
        appendFigure(text, snapshot, key);
    appendSlowed(text, snapshot);
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
    const FigureColumn it(buildingFigure("it_power_w"), 3);
    const FigureColumn facility(buildingFigure("facility_power_w"), 3);
    const FigureColumn pue(buildingFigure("pue"), 3);
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "\n{:<28}{}{}{:>16}{}\n", "Building", it.heading(), facility.heading(),
                   "capacity [MW]", pue.heading());
    for (std::size_t i = 0; i < snapshot.buildings.size(); ++i) {
        const BuildingResult& result = snapshot.buildings[i];
        fmt::format_to(out, "{:<28}{}{}{:>16.3f}{}\n", snapshot.site->buildings[i]->name, it.cell(result),
                       facility.cell(result), result.capacityW / 1e6, pue.cell(result));
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
    const FigureColumn it(hallFigure("it_power_w"), 3);
    const FigureColumn supply(hallFigure("supply_c"), 1);
    const FigureColumn back(hallFigure("return_c"), 1);
    const FigureColumn mean(hallFigure("mean_inlet_c"), 2);
    const FigureColumn warmest(hallFigure("max_inlet_c"), 2);
    const FigureColumn pue(hallFigure("partial_pue"), 3);
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "\n{:<28}{:>7}{}{}{}{}{:>7}{}{:>7}{}  {}\n", "Hall", "racks", it.heading(),
                   supply.heading(), back.heading(), mean.heading(), "± [K]", warmest.heading(), "± [K]",
                   pue.heading(), "inlets from");
    for (const HallResultPtr& hall : snapshot.halls)
        fmt::format_to(out, "{:<28}{:>7}{}{}{}{}{:>7}{}{:>7}{}  {}\n", hall->hall->name, hall->racks.size(),
                       it.cell(*hall), supply.cell(*hall), back.cell(*hall), mean.cell(*hall),
                       uncertaintyOf(*hall, &InletUncertainty::rmsK), warmest.cell(*hall),
                       uncertaintyOf(*hall, &InletUncertainty::worstK), pue.cell(*hall),
                       nameOf(hall->inletModel));
    appendMeanings(text, snapshot);
}

std::string degrees(double celsius)
{
    return std::isnan(celsius) ? "–" : fmt::format("{:.1f}", celsius);
}

void appendLoops(std::string& text, const Snapshot& snapshot)
{
    if (snapshot.loops.empty())
        return;
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "\n{:<28}{:>10}{:>12}{:>12}{:>12}{:>12}{:>13}\n", "Coolant loop", "heat [MW]",
                   "flow [L/s]", "supply [°C]", "return [°C]", "pumps [kW]", "water [kg/s]");
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k) {
        const LoopResult& loop = snapshot.loops[k];
        fmt::format_to(out, "{:<28}{:>10.3f}{:>12.1f}{:>12}{:>12}{:>12.1f}{:>13.3f}\n",
                       snapshot.site->cooling->loops[k].name, loop.heatW / 1e6, loop.flowM3s * 1e3,
                       degrees(loop.supplyC), degrees(loop.returnC), loop.pumpPowerW / 1e3, loop.waterKgS);
    }
}

} // namespace

std::string solveText(const Snapshot& snapshot, const Findings& findings)
{
    std::string text;
    appendConditions(text, snapshot);
    appendPower(text, snapshot);
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
