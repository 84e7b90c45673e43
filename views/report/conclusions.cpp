#include "views/report/conclusions.h"

#include "core/model/object_names.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/rack_state.h"
#include "core/simulation/racks_near_limit.h"
#include "views/report/capacity_tables.h"
#include "views/report/figures.h"
#include "views/report/outage_table.h"
#include "views/report/words.h"
#include "views/shared/figure_text.h"
#include "views/shared/sentence_units.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::size_t rulesBroken(const Findings& findings)
{
    std::set<std::string_view> broken;
    for (const Finding* finding : findings.open)
        broken.insert(finding->rule);
    return broken.size();
}

QString findingsSentence(const Findings& findings)
{
    const QString broken = QStringLiteral("%1 of %2 rules broken, %3 objects checked")
                               .arg(countText(rulesBroken(findings)), countText(rules().size()),
                                    countText(findings.objectCount));
    const QString waived =
        findings.waived.empty()
            ? QString()
            : QStringLiteral(" %1 more are accepted, for the reasons given under Findings.")
                  .arg(countText(findings.waived.size()));
    if (findings.clean())
        return broken + QLatin1Char('.') + waived;
    return QStringLiteral("%1: %2 critical, %3 major and %4 minor findings.%5")
        .arg(broken, countText(findings.count(Severity::Critical)),
             countText(findings.count(Severity::Major)), countText(findings.count(Severity::Minor)), waived);
}

QString loadSentence(const Snapshot& snapshot)
{
    const QString draws =
        QStringLiteral(
            "%1 racks with %2 GPUs in %3 halls draw %4 of IT load at %5 outdoors; the campus draws %6")
            .arg(countText(snapshot.site->rackCount()), formatCount(snapshot.site->gpuCount()),
                 countText(snapshot.halls.size()), formatPower(snapshot.itPowerW),
                 formatTemperature(snapshot.conditions.outdoorC), formatPower(snapshot.facilityPowerW));
    return snapshot.pue ? QStringLiteral("%1, a momentary PUE of %2.").arg(draws, formatPue(*snapshot.pue))
                        : draws + QStringLiteral("; a PUE is not stated while not everything is cooled.");
}

std::size_t undecidedIn(const Snapshot& snapshot)
{
    std::size_t count = 0;
    for (const HallResultPtr& hall : snapshot.halls)
        count += racksUndecided(*hall);
    return count;
}

QString racksSentence(const Snapshot& snapshot)
{
    const RackStateCounts states = countRackStates(snapshot);
    return QStringLiteral(
               "%1 racks are over their inlet limit, %2 are not decided within the uncertainty of the "
               "inlet model, %3 are shut down, %4 run on one feed only.")
        .arg(countText(snapshot.racksOverLimit), countText(undecidedIn(snapshot)),
             countText(states.of(RackState::Dark)), countText(states.of(RackState::OneFeed)));
}

TableSection sentences(const QString& heading, const QStringList& texts)
{
    TableSection section{heading, {{QString(), 1.0, Qt::AlignLeft}}, {}};
    for (const QString& text : texts)
        section.rows.push_back({{text}});
    return section;
}

TableSection inShort(const ReportContent& content, const Findings& findings)
{
    QStringList texts{findingsSentence(findings), racksSentence(content.snapshot),
                      loadSentence(content.snapshot)};
    if (content.studies.capacity)
        texts += capacitySentences(content);
    if (!content.studies.outages.empty())
        texts << outageSentence(content);
    TableSection section = sentences(QStringLiteral("In short"), texts);
    section.rows[0].alarming = findings.count(Severity::Critical) + findings.count(Severity::Major) > 0;
    section.rows[1].alarming = content.snapshot.racksOverLimit > 0;
    return section;
}

TableSection limits(const Snapshot& snapshot)
{
    TableSection section{
        QStringLiteral("Key figures against their limits: of each kind the one with the least left"),
        {{QStringLiteral("Figure"), 0.32, Qt::AlignLeft},
         {QStringLiteral("Value"), 0.14},
         {QStringLiteral("Limit"), 0.11},
         {QStringLiteral("of limit"), 0.08},
         {QStringLiteral("Which"), 0.21, Qt::AlignLeft},
         {QStringLiteral("Verdict"), 0.14, Qt::AlignLeft}},
        {}};
    for (const LimitedFigure& figure : limitedFigures(snapshot))
        section.rows.push_back({{figure.name, figure.value, figure.limit,
                                 std::isnan(figure.share) ? dash() : formatShare(figure.share), figure.of,
                                 figure.exceeded    ? QStringLiteral("over its limit")
                                 : figure.undecided ? QStringLiteral("not decided within ±")
                                                    : QStringLiteral("within its limit")},
                                figure.exceeded});
    return section;
}

// How often each rule is broken, whatever the place.
TableSection brokenRules(const Findings& findings)
{
    TableSection section{QStringLiteral("Rules broken, and how often"),
                         {{QStringLiteral("Rule"), 0.24, Qt::AlignLeft},
                          {QStringLiteral("Severity"), 0.09, Qt::AlignLeft},
                          {QStringLiteral("Findings"), 0.08},
                          {QStringLiteral("The worst or first of them"), 0.59, Qt::AlignLeft}},
                         {}};
    std::vector<const Finding*> sorted = findings.open;
    while (!sorted.empty()) {
        std::vector<const Finding*> same, rest;
        for (const Finding* finding : sorted)
            (finding->rule == sorted.front()->rule ? same : rest).push_back(finding);
        const auto* worst =
            *std::max_element(same.begin(), same.end(),
                              [](const Finding* a, const Finding* b) { return excessOf(*a) < excessOf(*b); });
        const Rule* rule = findRule(worst->rule);
        section.rows.push_back({{utf8(rule->title), words(nameOf(worst->severity)), countText(same.size()),
                                 style::sentence(worst->sentence)},
                                worst->severity != Severity::Minor});
        sorted = std::move(rest);
    }
    return section;
}

TableSection worstRacks(const Snapshot& snapshot)
{
    TableSection section{QStringLiteral("The ten racks nearest their inlet limits, counting their ±"),
                         {{QStringLiteral("Rack"), 0.16, Qt::AlignLeft},
                          {QStringLiteral("Hall"), 0.2, Qt::AlignLeft},
                          {QStringLiteral("Type"), 0.2, Qt::AlignLeft},
                          {QStringLiteral("Power"), 0.08},
                          {QStringLiteral("Inlet"), 0.08},
                          {QStringLiteral("±"), 0.07},
                          {QStringLiteral("Limit"), 0.07},
                          {QStringLiteral("Verdict"), 0.14, Qt::AlignLeft}},
                         {}};
    for (const RackNearLimit& near : racksNearLimit(snapshot, 10)) {
        const Rack& rack = near.hall->hall->racks[near.rack];
        const auto uncertainty = inletUncertaintyOf(*near.hall);
        const bool undecided = uncertainty && isUndecided(near.result(), uncertainty->worstK);
        section.rows.push_back({{QString::fromStdString(rack.name),
                                 subjectOf(snapshot.site->buildingOf(near.hall->hall->id), *near.hall->hall),
                                 QString::fromStdString(snapshot.site->typeOf(rack).name),
                                 formatPower(near.result().powerW), formatTemperature(near.result().inletC),
                                 uncertainty ? formatUncertainty(uncertainty->worstK) : dash(),
                                 formatTemperature(near.result().inletLimitC),
                                 near.leftK() < 0.0 ? QStringLiteral("over its limit")
                                 : undecided        ? QStringLiteral("not decided")
                                                    : QStringLiteral("within its limit")},
                                near.leftK() < 0.0});
    }
    return section;
}

QStringList inletWords(const Snapshot& snapshot)
{
    QStringList texts = {assumptions(snapshot).at(1)};
    double most = 0.0;
    const HallResult* widest = nullptr;
    for (const HallResultPtr& hall : snapshot.halls) {
        const auto uncertainty = inletUncertaintyOf(*hall);
        if (uncertainty && uncertainty->worstK > most) {
            most = uncertainty->worstK;
            widest = hall.get();
        }
    }
    if (widest)
        texts << QStringLiteral("Hall %1 has the largest ±. %2")
                     .arg(QString::fromStdString(widest->hall->name), style::sentence(derivationOf(*widest)));
    return texts;
}

} // namespace

TableSheet conclusions(const ReportContent& content, const Findings& findings)
{
    const Snapshot& snapshot = content.snapshot;
    TableSheet sheet{QStringLiteral("Conclusions"), {}, {}};
    std::vector<TableSection> sections = {inShort(content, findings), limits(snapshot),
                                          brokenRules(findings)};
    if (content.studies.capacity)
        sections.push_back(bindingSection(content));
    sections.push_back(worstRacks(snapshot));
    sections.push_back(
        sentences(QStringLiteral("What the inlet temperatures rest on"), inletWords(snapshot)));
    for (TableSection& section : sections) {
        if (!section.rows.empty())
            sheet.sections.push_back(std::move(section));
    }
    sheet.notes = {
        QStringLiteral(
            "Red: over its limit. Not decided: within the limit, but by less than the ± of the inlet model."),
        QStringLiteral(
            "Power is that after the loss of the other side: what each element would have to deliver if all "
            "of side A, or of side B, failed."),
        QStringLiteral("Momentary values at %1 dry bulb and %2 wet bulb outdoors.")
            .arg(formatTemperature(snapshot.conditions.outdoorC),
                 formatTemperature(snapshot.conditions.wetBulbC))};
    return sheet;
}

} // namespace hallwright::report
