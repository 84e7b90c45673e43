#include "core/model/names.h"
#include "views/report/engineering_tables.h"
#include "views/report/words.h"
#include "views/shared/figure_text.h"
#include "views/shared/format.h"

#include <algorithm>
#include <cmath>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

constexpr double rounding = 1.0 + 1e-9; // of a sum against a rating it should equal

TableSection explained(const Snapshot& snapshot, const QString& heading,
                       std::initializer_list<const char*> keys)
{
    TableSection section{heading,
                         {{QStringLiteral("Figure"), 0.2, Qt::AlignLeft},
                          {QStringLiteral("Value"), 0.09},
                          {QStringLiteral("of IT"), 0.06},
                          {QStringLiteral("Formula"), 0.31, Qt::AlignLeft},
                          {QStringLiteral("Source"), 0.34, Qt::AlignLeft}},
                         {}};
    for (const char* key : keys) {
        const std::optional<Explanation> figure = explain(snapshot, key);
        if (!figure)
            continue;
        const bool isPart = figure->unit == "W" && snapshot.itPowerW > 0.0 && !std::isnan(figure->value);
        section.rows.push_back(
            {{QString::fromStdString(figure->title), figureText(figure->value, figure->unit),
              isPart ? formatShare(figure->value / snapshot.itPowerW) : QString(),
              QString::fromStdString(figure->formula), QString::fromStdString(figure->source)},
             false});
    }
    return section;
}

// A power node under load, and after the loss of the other side.
struct Loaded {
    const PowerNode* node = nullptr;
    const PowerNodeResult* result = nullptr;

    double load() const { return share(result->outputW); }
    double loadOneSideLost() const { return share(result->outputOtherSideLostW); }
    double worst() const { return std::max(load(), loadOneSideLost()); }
    bool overloaded() const { return worst() > rounding; }

private:
    double share(double powerW) const { return node->ratedW > 0.0 ? powerW / node->ratedW : 0.0; }
};

std::vector<Loaded> loadedNodes(const Snapshot& snapshot)
{
    std::vector<Loaded> nodes;
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i)
        nodes.push_back({&snapshot.site->power->nodes[i], &snapshot.powerNodes[i]});
    return nodes;
}

template <class Load>
QString highest(const std::vector<Loaded>& nodes, Load load)
{
    const auto worst = std::max_element(nodes.begin(), nodes.end(),
                                        [&](const Loaded& a, const Loaded& b) { return load(a) < load(b); });
    if (worst == nodes.end() || !(load(*worst) > 0.0))
        return dash();
    return QStringLiteral("%1, %2").arg(QString::fromStdString(worst->node->name), formatShare(load(*worst)));
}

TableRow stageRow(const PowerStageResult& stage, const std::vector<Loaded>& all)
{
    std::vector<Loaded> nodes;
    std::copy_if(all.begin(), all.end(), std::back_inserter(nodes),
                 [&](const Loaded& of) { return of.node->kind == stage.kind; });
    const auto alive =
        std::count_if(nodes.begin(), nodes.end(), [](const Loaded& of) { return of.result->energised; });
    return {{words(nameOf(stage.kind)),
             QStringLiteral("%1 of %2")
                 .arg(formatCount(alive), formatCount(static_cast<long long>(nodes.size()))),
             formatPower(stage.outputW), formatPower(stage.lossW),
             stage.outputW > 0.0 ? formatShare(stage.lossW / stage.outputW) : dash(),
             highest(nodes, [](const Loaded& of) { return of.load(); }),
             highest(nodes, [](const Loaded& of) { return of.loadOneSideLost(); })},
            std::any_of(nodes.begin(), nodes.end(), [](const Loaded& of) { return of.overloaded(); })};
}

TableSection stageSection(const Snapshot& snapshot)
{
    TableSection section{QStringLiteral("Power chain by stage"),
                         {{QStringLiteral("Stage"), 0.12, Qt::AlignLeft},
                          {QStringLiteral("Energised"), 0.1},
                          {QStringLiteral("Delivers"), 0.1},
                          {QStringLiteral("Loses"), 0.08},
                          {QStringLiteral("of it"), 0.06},
                          {QStringLiteral("Highest load"), 0.26},
                          {QStringLiteral("Highest after the loss of the other side"), 0.28}},
                         {}};
    const std::vector<Loaded> nodes = loadedNodes(snapshot);
    for (const PowerStageResult& stage : snapshot.powerStages)
        section.rows.push_back(stageRow(stage, nodes));
    return section;
}

TableSection marginSection(const Snapshot& snapshot)
{
    constexpr std::size_t shown = 8; // with those above on one sheet
    std::vector<Loaded> nodes = loadedNodes(snapshot);
    std::erase_if(nodes, [](const Loaded& of) { return !(of.worst() > 0.0); });
    std::stable_sort(nodes.begin(), nodes.end(),
                     [](const Loaded& a, const Loaded& b) { return a.worst() > b.worst(); });
    TableSection section{QStringLiteral("Least margins of the power chain"),
                         {{QStringLiteral("Element"), 0.25, Qt::AlignLeft},
                          {QStringLiteral("Kind"), 0.12, Qt::AlignLeft},
                          {QStringLiteral("Side"), 0.06, Qt::AlignLeft},
                          {QStringLiteral("Rating"), 0.09},
                          {QStringLiteral("Load"), 0.09},
                          {QStringLiteral("of rating"), 0.08},
                          {QStringLiteral("Other side lost"), 0.11},
                          {QStringLiteral("of rating"), 0.08},
                          {QStringLiteral("Margin then"), 0.12}},
                         {}};
    for (const Loaded& of : nodes) {
        if (section.rows.size() == shown)
            break;
        const double mostW = std::max(of.result->outputW, of.result->outputOtherSideLostW);
        section.rows.push_back({{QString::fromStdString(of.node->name), words(nameOf(of.node->kind)),
                                 of.node->side == FeedSide::None ? dash() : words(nameOf(of.node->side)),
                                 formatPower(of.node->ratedW), formatPower(of.result->outputW),
                                 formatShare(of.load()), formatPower(of.result->outputOtherSideLostW),
                                 formatShare(of.loadOneSideLost()), formatPower(of.node->ratedW - mostW)},
                                of.overloaded()});
    }
    return section;
}

QString relative(double residual)
{
    return std::isfinite(residual) ? QString::number(residual, 'e', 1) : QStringLiteral("infinity");
}

} // namespace

TableSheet powerTables(const Snapshot& snapshot)
{
    TableSheet sheet{QStringLiteral("Power"), {}, {}};
    if (snapshot.facilityPowerW <= 0.0 && snapshot.powerNodes.empty())
        return sheet;
    for (TableSection& section : std::vector{
             explained(snapshot, QStringLiteral("Power beyond IT, by cause"),
                       {"overhead/air_handler_fans_w", "overhead/cdu_pumps_w", "overhead/loop_pumps_w",
                        "overhead/chillers_w", "overhead/condenser_pumps_w", "overhead/heat_rejection_w",
                        "overhead/distribution_w", "overhead/other_w", "overhead_w"}),
             explained(snapshot, QStringLiteral("Usage metrics"),
                       {"pue", "itue", "tue", "wue_l_per_kwh", "cue_kg_per_kwh", "ere", "water_kg_s",
                        "reused_heat_w"}),
             stageSection(snapshot), marginSection(snapshot)}) {
        if (!section.rows.empty())
            sheet.sections.push_back(std::move(section));
    }
    sheet.notes = {
        QStringLiteral(
            "Momentary values at %1 dry bulb and %2 wet bulb outdoors; the standards take a year's energy.")
            .arg(formatTemperature(snapshot.conditions.outdoorC),
                 formatTemperature(snapshot.conditions.wetBulbC)),
        QStringLiteral("Carbon: %1 kg CO2 equivalent a kWh, constant, whatever the source.")
            .arg(formatFactor(snapshot.site->info.carbonKgPerKwh, 3)),
        QStringLiteral("After the loss of the other side: what each element would have to deliver if all of "
                       "side A, or of side "
                       "B, failed."),
        QStringLiteral("Balances close to %1 (energy), %2 (mass), %3 (power), relative. %4")
            .arg(relative(snapshot.energyResidual), relative(snapshot.massResidual),
                 relative(snapshot.powerResidual),
                 snapshot.converged
                     ? QStringLiteral("Air, liquid, plant and power agree.")
                     : QStringLiteral("Air, liquid, plant and power do not agree: see the notes."))};
    return sheet;
}

} // namespace hallwright::report
