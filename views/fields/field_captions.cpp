#include "views/fields/field_captions.h"

#include "views/fields/field_scale.h"
#include "views/fields/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace hallwright::fields {

namespace {

// Several lengths share one unit at the end of their line, hence not style::formatLength().
QString lengthNumber(double metres, int decimals)
{
    return QLocale().toString(metres / style::metresPerLengthUnit(), 'f', decimals);
}

QString joined(const QStringList& parts)
{
    return parts.join(QStringLiteral("  ·  "));
}

// A report may have one for each rack: the first few tell the story.
QStringList firstSentences(const std::vector<AirProblem>& all, std::size_t most)
{
    QStringList lines;
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
        lines << style::sentence(all[i].sentence);
    if (all.size() > most)
        lines << text("and %1 more").arg(all.size() - most);
    return lines;
}

QStringList cutCaptions(const FieldOptions& options, Point3 size)
{
    QStringList parts;
    if (options.plan)
        parts << text("plan at %1 %2")
                     .arg(lengthNumber(std::min(options.planM, size.z), 2), style::lengthUnit());
    if (options.crossSection)
        parts << text("section at x %1 %2")
                     .arg(lengthNumber(options.crossShare * size.x, 1), style::lengthUnit());
    if (options.longSection)
        parts << text("section at y %1 %2")
                     .arg(lengthNumber(options.longShare * size.y, 1), style::lengthUnit());
    return parts;
}

QString inletDifferenceText(const FieldData& data, std::size_t rack)
{
    const std::vector<double> differences = inletDifferencesK(data);
    if (rack >= differences.size() || std::isnan(differences[rack]))
        return text("no inlet to compare with");
    return text("their inlet %1, %2")
        .arg(style::formatTemperature(data.reference->inletC[rack]),
             style::formatTemperatureDifference(differences[rack]));
}

QStringList rackTexts(const FieldSubject& subject, RackId rack)
{
    const FieldData& data = *subject.data;
    QString first = subject.rackName(rack);
    const auto index = subject.rackIndex(rack);
    if (index && *index < data.racks.size())
        first += text(" (inlet %1, outlet %2)")
                     .arg(style::formatTemperature(data.racks[*index].inletC),
                          style::formatTemperature(data.racks[*index].outletC));
    QStringList parts{first};
    if (index && subject.options.quantity == FieldQuantity::Difference)
        parts << inletDifferenceText(data, *index);
    return parts;
}

} // namespace

QString titleOf(const FieldSubject& subject, const ValueScale* scale)
{
    const QString what = subject.showsOnlySources() ? text("Where the inlet air comes from")
                         : scale                    ? scale->title()
                                                    : quantityName(subject.options.quantity);
    return subject.hall ? QStringLiteral("%1 – %2").arg(subject.hallName(), what) : what;
}

QString subtitleOf(const FieldSubject& subject)
{
    const FieldOptions& options = subject.options;
    const bool difference = options.quantity == FieldQuantity::Difference;
    const bool inletsAlone = difference && !(subject.data && subject.data->hasReferenceCells());
    QStringList parts;
    if (difference)
        parts << (inletsAlone ? text("ours minus theirs, at the racks' inlets")
                              : text("ours minus theirs, also at the racks' inlets"));
    if (subject.isPlanOnly())
        parts << text("of the racks, over the floor");
    else if (!inletsAlone)
        parts << cutCaptions(options, subject.roomSize());
    if (subject.data)
        parts << shapeCaptions(*subject.data, options, subject.rackName(options.rack));
    return joined(parts);
}

QStringList shapeCaptions(const FieldData& data, const FieldOptions& options, const QString& rackName)
{
    QStringList parts;
    if (options.quantity == FieldQuantity::PowerDensity)
        return parts; // lies on the floor, and nothing else is drawn
    if (options.isosurface)
        parts << text("surface of %1").arg(style::formatTemperature(options.isosurfaceC));
    if (options.streamlines == StreamlinesFrom::Supplies)
        parts << text("streamlines from the supplies");
    const auto supply = nearestSupply(data, options.supplyAt);
    if (options.streamlines == StreamlinesFrom::Supply && supply) {
        const Point3 at = middleOf(data.room->supplies[*supply].patch.area);
        parts << text("streamlines from the supply at x %1, y %2 %3")
                     .arg(lengthNumber(at.x, 1), lengthNumber(at.y, 1), style::lengthUnit());
    }
    if (options.streamlines == StreamlinesFrom::Rack && rackIndex(data, options.rack))
        parts << text("streamlines through %1").arg(rackName);
    return parts;
}

namespace {

QStringList statusOfFlow(const FieldData& data)
{
    const BuoyantFlowReport& report = *data.flow;
    if (!report.finished)
        return {text("Flow settling: step %1").arg(report.iterations)};
    QStringList parts{text("Flow of this layout"),
                      text("%1 cells").arg(style::formatCount(static_cast<long long>(data.grid.count()))),
                      text("%1 steps").arg(report.iterations)};
    if (!report.settled)
        parts.insert(1, text("still swinging, %1").arg(style::formatUncertainty(report.largestChangeK)));
    return parts;
}

} // namespace

QStringList statusOf(const FieldSubject& subject)
{
    const FieldDataPtr& data = subject.data;
    if (!data || !data->usable())
        return {};
    if (!subject.trouble.isEmpty())
        return {text("Field from before the change")};
    switch (subject.age) {
    case FieldAge::WhileDragging:
        return {data->flow ? text("Flow while dragging") : text("Estimate while dragging")};
    case FieldAge::BeforeTheMove:
        return {text("Field of the layout before the move")};
    case FieldAge::ThisLayout:
        break;
    }
    if (data->flow)
        return statusOfFlow(*data);
    QStringList parts{text("Field of this layout"),
                      text("%1 cells").arg(style::formatCount(static_cast<long long>(data->grid.count())))};
    if (data->report) {
        const AirFieldReport& report = *data->report;
        const double ms = report.setUpMs + report.solveMs + report.sortMs + report.sweepMs;
        if (ms > 0.0)
            parts << text("%1 ms").arg(QLocale().toString(ms, 'f', 0));
    }
    return parts;
}

QString missingSentence(const FieldSubject& subject)
{
    const FieldDataPtr& data = subject.data;
    if (!data || !data->room) {
        if (!subject.site || !subject.hallId.valid())
            return text("Choose a hall to see its air.");
        if (subject.result && std::isnan(subject.result->supplyC))
            return text("The air of %1 has no steady state: nothing takes all of its heat.")
                .arg(subject.hallName());
        return text("No field yet: the air of %1 has not been solved.").arg(subject.hallName());
    }
    if (subject.isPlanOnly())
        return subject.result ? QString() : text("%1 has not been evaluated yet.").arg(subject.hallName());
    if (!data->usable())
        return problemsOf(subject, *data);
    const FieldOptions& options = subject.options;
    if (options.quantity == FieldQuantity::ShareFromRack && !subject.rackIndex(options.rack))
        return text("Choose a rack to see where its air goes.");
    if (isOfFlowAlone(options.quantity) && !data->flow)
        return text("Only the flow knows its %1: switch on Flow.")
            .arg(quantityName(options.quantity).toLower());
    if (options.quantity == FieldQuantity::Difference && !data->reference)
        return text("Open a CFD result of %1 to compare its air with.").arg(subject.hallName());
    return {};
}

QString problemsOf(const FieldSubject& subject, const FieldData& data)
{
    constexpr std::size_t most = 6;
    QStringList lines{text("No field of %1:").arg(subject.hallName())};
    if (data.report && !data.report->problems.empty())
        lines << firstSentences(data.report->problems, most);
    else
        lines << text("its solver gave no values.");
    return lines.join(QLatin1Char('\n'));
}

QString noticesOf(const FieldSubject& subject)
{
    if (!subject.trouble.isEmpty())
        return subject.trouble;
    if (subject.isPlanOnly() || !subject.data || !subject.data->report)
        return {};
    constexpr std::size_t most = 3;
    return firstSentences(subject.data->report->notices, most).join(QLatin1Char('\n'));
}

QString probeTextOf(const FieldSubject& subject, const ValueScale& scale, const FieldProbe& probe)
{
    QStringList parts;
    if (!std::isnan(probe.value))
        parts << scale.valueText(probe.value);
    if (!std::isnan(probe.value) && subject.options.quantity == FieldQuantity::Difference) {
        const double oursC = valueAt(QuantityValues(*subject.data, FieldQuantity::Temperature), probe.place);
        parts << text("ours %1, theirs %2")
                     .arg(style::formatTemperature(oursC), style::formatTemperature(oursC - probe.value));
    }
    if (probe.rack.valid())
        parts << rackTexts(subject, probe.rack);
    parts << QStringLiteral("x %1, y %2, z %3 %4")
                 .arg(lengthNumber(probe.place.x, 1), lengthNumber(probe.place.y, 1),
                      lengthNumber(probe.place.z, 1), style::lengthUnit());
    return joined(parts);
}

} // namespace hallwright::fields
