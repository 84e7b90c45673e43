#include "views/report/outage_table.h"

#include "core/model/names.h"
#include "core/model/object_names.h"
#include "views/report/words.h"
#include "views/shared/sentence_units.h"

#include <algorithm>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

QString countOrDash(std::size_t count)
{
    return count == 0 ? dash() : countText(count);
}

// "UPS", "Dry cooler"
QString kindOf(const Site& site, ObjectRef out)
{
    if (out.kind == ObjectKind::PowerNode)
        return words(nameOf(find(site, PowerNodeId{out.id})->kind));
    if (out.kind == ObjectKind::PlantUnit)
        return words(nameOf(find(site, PlantUnitId{out.id})->kind));
    return QString::fromStdString(sentenceCase(std::string(wordFor(out.kind))));
}

TableRow rowOf(const Site& site, const SingleOutage& outage)
{
    return {{QString::fromStdString(nameOf(site, outage.out)), kindOf(site, outage.out),
             formatCount(static_cast<long long>(outage.alike)), formatPower(outage.loadW),
             outage.lostItW > 1e-6 * outage.loadW ? formatPower(outage.lostItW) : dash(),
             countOrDash(outage.dark), countOrDash(outage.overLimit), countOrDash(outage.oneFeed),
             countOrDash(outage.critical + outage.major),
             (outage.harmless() ? QStringLiteral("nothing over its limit") : style::sentence(outage.worst))},
            !outage.harmless()};
}

} // namespace

TableSheet outageTables(const ReportContent& content)
{
    TableSheet sheet{QStringLiteral("Loss of one element (N-1)"), {}, {}};
    if (content.studies.outages.empty())
        return sheet;
    TableSection section{
        QStringLiteral("With one out of service: of each kind, side and rating the most loaded"),
        {{QStringLiteral("Out of service"), 0.15, Qt::AlignLeft},
         {QStringLiteral("Kind"), 0.1, Qt::AlignLeft},
         {QStringLiteral("Alike"), 0.05},
         {QStringLiteral("It carried"), 0.075},
         {QStringLiteral("IT lost"), 0.075},
         {QStringLiteral("Racks dark"), 0.05},
         {QStringLiteral("Racks too warm"), 0.055},
         {QStringLiteral("Racks on one feed"), 0.055},
         {QStringLiteral("New findings"), 0.06},
         {QStringLiteral("Over its limit then"), 0.33, Qt::AlignLeft}},
        {}};
    for (const SingleOutage& outage : content.studies.outages)
        section.rows.push_back(rowOf(*content.snapshot.site, outage));
    sheet.sections.push_back(std::move(section));
    sheet.notes = {
        QStringLiteral(
            "Each line is an evaluation of its own: steady state, the rest of the campus as it is, inlets by "
            "the geometric estimate. What happens until it is steady is not looked at."),
        QStringLiteral(
            "Alike: units of the same kind, side and rating (plant: of the same loop), of which the one that "
            "carries most is taken out."),
        QStringLiteral(
            "New findings: critical and major ones that the campus does not have with everything in "
            "service; the first of them is stated.")};
    return sheet;
}

QString outageSentence(const ReportContent& content)
{
    const auto harmful = std::count_if(content.studies.outages.begin(), content.studies.outages.end(),
                                       [](const SingleOutage& outage) { return !outage.harmless(); });
    if (harmful == 0)
        return QStringLiteral(
                   "The loss of any single element breaks no limit (%1 kinds tried, each with its most "
                   "loaded unit).")
            .arg(content.studies.outages.size());
    const auto worst =
        std::max_element(content.studies.outages.begin(), content.studies.outages.end(),
                         [](const SingleOutage& a, const SingleOutage& b) { return a.lostItW < b.lostItW; });
    const QString most = worst->lostItW > 0.0
                             ? QStringLiteral(" The most IT load, %1, is lost with %2.")
                                   .arg(formatPower(worst->lostItW),
                                        QString::fromStdString(nameOf(*content.snapshot.site, worst->out)))
                             : QString();
    return QStringLiteral("The loss of one element breaks a limit for %1 of %2 kinds of elements.%3")
        .arg(harmful)
        .arg(content.studies.outages.size())
        .arg(most);
}

} // namespace hallwright::report
