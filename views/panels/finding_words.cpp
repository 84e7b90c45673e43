#include "views/panels/finding_words.h"

#include "core/model/object_names.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"
#include "views/shared/short_name.h"

#include <algorithm>

namespace hallwright::panels {

namespace {

// Flows of coolant are told in litres, those of air in cubic metres.
bool isOfCoolant(ObjectKind kind)
{
    return kind == ObjectKind::Cdu || kind == ObjectKind::CoolantLoop || kind == ObjectKind::PlantUnit ||
           kind == ObjectKind::PipeRun;
}

// As sentences write them: buildings in MW, all else in kW.
QString powerText(const Finding& finding, double watts, int more)
{
    return style::formatPowerFixed(watts, finding.subject.kind == ObjectKind::Building ? 1e6 : 1e3, more);
}

QString figureText(const Finding& finding, double si, int more)
{
    const std::string_view unit = finding.unit;
    if (unit == "W")
        return powerText(finding, si, more);
    if (unit == "C")
        return style::formatTemperature(si, more);
    if (unit == "m")
        return style::formatLength(si, more);
    if (unit == "m/s")
        return style::formatVelocity(si, more);
    if (unit == "m3/s")
        return isOfCoolant(finding.subject.kind) ? style::formatLiquidFlow(si, more)
                                                 : style::formatAirflow(si, more);
    if (unit == "Pa")
        return style::formatFloorLoad(si, more);
    return style::formatShare(si, more);
}

// "column 3" where it has no name.
std::string fullName(const Site& site, ObjectRef object)
{
    const std::string name = nameOf(site, object);
    return name.empty() ? describe(site, object) : name;
}

QString nameWithin(const Site& site, const Finding& finding, ObjectRef object)
{
    const std::string container = finding.hall.valid() ? site.hall(finding.hall).name : std::string();
    return style::shortName(fullName(site, object), container);
}

bool beginsAWord(const QString& in, QStringView word)
{
    for (qsizetype at = in.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = in.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !in[at - 1].isLetterOrNumber())
            return true;
    }
    return false;
}

} // namespace

FindingFigures figuresOf(const Finding& finding)
{
    const auto format = [&](double si, int more) { return figureText(finding, si, more); };
    if (finding.value && finding.limit) {
        const auto [value, limit] = style::formatApart(*finding.value, *finding.limit, format);
        return {value, limit};
    }
    return {finding.value ? format(*finding.value, 0) : QString(),
            finding.limit ? format(*finding.limit, 0) : QString()};
}

QString sumText(const FindingGroup& group)
{
    return QStringLiteral("Σ\u00a0") + powerText(*group.worst, group.sum, 0);
}

QString objectsOf(const Site& site, const Finding& finding)
{
    const QString subject = nameWithin(site, finding, finding.subject);
    if (!finding.other.valid() || !exists(site, finding.other))
        return subject;
    const QString other = nameWithin(site, finding, finding.other);
    return other == subject ? subject : QStringLiteral("%1 · %2").arg(subject, other);
}

QString placeText(const Site& site, BuildingId building, HallId hall)
{
    FindingGroup place;
    place.building = building;
    place.hall = hall;
    if (!hall.valid())
        return text(sentenceCase(placeOf(site, place)));
    const std::string& name = site.hall(hall).name;
    const bool shared = std::ranges::any_of(site.buildings, [&](const BuildingPtr& other) {
        return other->id != building &&
               std::ranges::any_of(other->halls, [&](const HallPtr& one) { return one->name == name; });
    });
    return text(shared ? placeOf(site, place) : name);
}

bool matches(const Site& site, const Finding& finding, const QString& words)
{
    if (words.isEmpty())
        return true;
    FindingGroup place;
    place.building = finding.building;
    place.hall = finding.hall;
    const Rule* rule = findRule(finding.rule);
    const QString prose = QStringLiteral("%1 %2 %3 %4")
                              .arg(text(rule ? rule->title : finding.rule), text(placeOf(site, place)),
                                   style::sentence(finding.sentence), style::sentence(finding.remedy));
    const QString names =
        QStringLiteral("%1 %2").arg(text(fullName(site, finding.subject)),
                                    finding.other.valid() ? text(fullName(site, finding.other)) : QString());
    const QStringList asked = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::ranges::all_of(asked, [&](const QString& word) {
        return names.contains(word, Qt::CaseInsensitive) || beginsAWord(prose, word);
    });
}

QString remedyText(DesignRemedy remedy)
{
    switch (remedy) {
    case DesignRemedy::None:
        break;
    case DesignRemedy::Feed:
        return QObject::tr("Feed the hall");
    case DesignRemedy::Cool:
        return QObject::tr("Cool the hall");
    case DesignRemedy::Resize:
        return QObject::tr("Re-size the loop");
    case DesignRemedy::Enlarge:
        return QObject::tr("Use a larger type");
    }
    return {};
}

} // namespace hallwright::panels
