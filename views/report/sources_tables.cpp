#include "core/simulation/figures.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/outages.h"
#include "views/report/figures.h"
#include "views/report/materials_tables.h"
#include "views/report/words.h"
#include "views/shared/figure_text.h"
#include "views/shared/sentence_units.h"

#include <map>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

// Which figures are from which source, in the order in which they are first named.
class Sources
{
public:
    void add(const std::string& source, const QString& figure)
    {
        if (source.empty())
            return;
        const auto [at, isNew] = places_.emplace(source, rows.size());
        if (isNew)
            rows.push_back({{QString::fromStdString(source), figure}});
        else if (!rows[at->second].cells[1].split(separator()).contains(figure))
            rows[at->second].cells[1] += separator() + figure;
    }

    std::vector<TableRow> rows;

private:
    static QString separator() { return QStringLiteral("; "); }

    std::map<std::string, std::size_t> places_;
};

TableSection sourceSection(const Snapshot& snapshot)
{
    Sources sources;
    for (const CampusFigure& figure : hallwright::campusFigures())
        sources.add(figure.derive(snapshot).source, titleText(figure.title));
    if (!snapshot.buildings.empty()) {
        for (const BuildingFigure& figure : buildingFigures())
            sources.add(figure.derive(snapshot, 0).source, titleText(figure.title));
    }
    if (!snapshot.halls.empty()) {
        for (const HallFigure& figure : hallwright::hallFigures())
            sources.add(figure.derive(snapshot, 0).source, titleText(figure.title));
    }
    return {
        QStringLiteral("Sources, and the figures that rest on them"),
        {{QStringLiteral("Source"), 0.42, Qt::AlignLeft}, {QStringLiteral("Figures"), 0.58, Qt::AlignLeft}},
        std::move(sources.rows)};
}

TableSection assumptionSection(const Snapshot& snapshot)
{
    TableSection section{QStringLiteral("Assumptions"), {{QString(), 1.0, Qt::AlignLeft}}, {}};
    for (const QString& text : assumptions(snapshot))
        section.rows.push_back({{style::sentence(text)}});
    const Conditions& conditions = snapshot.conditions;
    section.rows.push_back(
        {{QStringLiteral("Racks that draw power: %1%2. Carbon: %3 kg CO2 equivalent a kWh, constant. "
                         "Tower water: %4 cycles of concentration.")
              .arg(conditions.loadBasis == LoadBasis::ByStatus
                       ? QStringLiteral("those in operation and decommissioning by their status")
                       : QStringLiteral("all on the floor, whatever their status"),
                   conditions.date.empty()
                       ? QString()
                       : QStringLiteral(", on %1").arg(QString::fromStdString(conditions.date)),
                   formatFactor(snapshot.site->info.carbonKgPerKwh, 3),
                   formatFactor(snapshot.site->info.cyclesOfConcentration, 1))}});
    if (!conditions.outages.empty())
        section.rows.push_back({{QString::fromStdString(whatIf(*snapshot.site, conditions.outages))}, true});
    return section;
}

// One line for halls whose inlets have the same uncertainty from the same comparison.
TableSection uncertaintySection(const Snapshot& snapshot)
{
    std::map<std::pair<double, double>, std::pair<std::size_t, const HallResult*>> groups;
    for (const HallResultPtr& hall : snapshot.halls) {
        const auto uncertainty = inletUncertaintyOf(*hall);
        if (!uncertainty)
            continue;
        auto& group = groups[{uncertainty->rmsK, uncertainty->worstK}];
        ++group.first;
        if (!group.second)
            group.second = hall.get();
    }
    TableSection section{QStringLiteral("Uncertainty of rack inlets, by how halls are built"),
                         {{QStringLiteral("Halls"), 0.06},
                          {QStringLiteral("of a mean"), 0.08},
                          {QStringLiteral("of one rack"), 0.08},
                          {QStringLiteral("Where it comes from, of the first of them"), 0.78, Qt::AlignLeft}},
                         {}};
    for (const auto& [of, group] : groups)
        section.rows.push_back(
            {{QString::number(group.first), formatUncertainty(of.first), formatUncertainty(of.second),
              QStringLiteral("%1: %2").arg(QString::fromStdString(group.second->hall->name),
                                           style::sentence(derivationOf(*group.second)))}});
    return section;
}

} // namespace

TableSheet sourcesTables(const Snapshot& snapshot)
{
    TableSheet sheet{QStringLiteral("Assumptions and sources"), {}, {}};
    for (TableSection& section :
         std::vector{assumptionSection(snapshot), uncertaintySection(snapshot), sourceSection(snapshot)}) {
        if (!section.rows.empty())
            sheet.sections.push_back(std::move(section));
    }
    sheet.notes = {
        QStringLiteral("hallwright-cli solve --explain KEY derives each figure: formula, inputs, source."),
        QStringLiteral("Balances close to %1 (energy), %2 (mass) and %3 (power), relative.")
            .arg(QString::number(snapshot.energyResidual, 'e', 1),
                 QString::number(snapshot.massResidual, 'e', 1),
                 QString::number(snapshot.powerResidual, 'e', 1))};
    return sheet;
}

} // namespace hallwright::report
