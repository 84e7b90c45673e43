#include "views/report/capacity_tables.h"

#include "core/model/object_names.h"
#include "views/report/words.h"
#include "views/shared/capacity_text.h"
#include "views/shared/position_marks.h"
#include "views/shared/sentence_units.h"

namespace hallwright::report {

namespace {

using namespace hallwright::style;

const Site& siteOf(const ReportContent& content)
{
    return *content.studies.capacity->asked.site;
}

const RackType& typeOf(const ReportContent& content)
{
    return *siteOf(content).catalogue->find(content.studies.capacity->question.type);
}

QString indent(ObjectKind kind)
{
    return QString(kind == ObjectKind::Row        ? 6
                   : kind == ObjectKind::Hall     ? 4
                   : kind == ObjectKind::Building ? 2
                                                  : 0,
                   QChar(0x00a0));
}

std::vector<TableColumn> placeColumns()
{
    return {{QStringLiteral("Place"), 0.15, Qt::AlignLeft},
            {QStringLiteral("Racks"), 0.055},
            {QStringLiteral("Free positions"), 0.065},
            {QStringLiteral("Fit"), 0.05},
            {QStringLiteral("Design"), 0.075},
            {QStringLiteral("Used"), 0.075},
            {QStringLiteral("Reserved"), 0.075},
            {QStringLiteral("Usable"), 0.075},
            {QStringLiteral("Stranded"), 0.075},
            {QStringLiteral("What binds"), 0.305, Qt::AlignLeft}};
}

TableRow placeRow(const Site& site, const PlaceCapacity& place)
{
    const QString name = place.place.kind == ObjectKind::Row
                             ? QStringLiteral("row ") + QString::fromStdString(place.name)
                             : QString::fromStdString(place.name);
    return {{indent(place.place.kind) + name, countText(place.racks), countText(place.free),
             countText(place.fits), formatPower(place.designW), formatPower(place.usedW),
             orDash(place.reservedW, formatPower(place.reservedW)),
             orDash(place.usableW, formatPower(place.usableW)), formatPower(place.strandedW()),
             bindingText(site, place)},
            place.overW() > 1e-9 * place.designW};
}

TableSection placesSection(const ReportContent& content)
{
    TableSection section{QStringLiteral("What is left, place by place"), placeColumns(), {}};
    for (const PlaceCapacity& place : content.studies.capacity->places) {
        const bool isRow = place.place.kind == ObjectKind::Row;
        if (!isRow || place.free > 0)
            section.rows.push_back(placeRow(siteOf(content), place));
    }
    return section;
}

TableSection headRoomSection(const ReportContent& content)
{
    TableSection section{QStringLiteral("Head-room of the campus by resource"),
                         {{QStringLiteral("Resource"), 0.24, Qt::AlignLeft},
                          {QStringLiteral("Used"), 0.14},
                          {QStringLiteral("Limit"), 0.14},
                          {QStringLiteral("Left"), 0.14},
                          {QStringLiteral("of limit"), 0.08},
                          {QStringLiteral("Tightest"), 0.26, Qt::AlignLeft}},
                         {}};
    for (const HeadRoom& room : content.studies.capacity->whole().headRooms) {
        const std::optional<double> left = room.left();
        section.rows.push_back(
            {{resourceText(room.resource), amountText(room.resource, room.used, room.unit),
              amountText(room.resource, room.limit, room.unit), amountText(room.resource, left, room.unit),
              room.used && room.limit && *room.limit > 0.0 ? formatShare(*room.used / *room.limit) : dash(),
              (room.tightest.valid() && room.objects > 1
                   ? QString::fromStdString(nameOf(siteOf(content), room.tightest))
                   : QString())},
             left && *left < 0.0});
    }
    return section;
}

TableSection unlockSection(const ReportContent& content)
{
    TableSection section{QStringLiteral("What would make room, the most power first"),
                         {{QStringLiteral("Change"), 0.42, Qt::AlignLeft},
                          {QStringLiteral("Racks"), 0.07},
                          {QStringLiteral("Power"), 0.09},
                          {QStringLiteral("What binds then"), 0.42, Qt::AlignLeft}},
                         {}};
    for (const CapacityUnlock& unlock : content.studies.unlocks)
        section.rows.push_back({{style::sentence(unlock.change), countText(unlock.racks),
                                 formatPower(unlock.powerW), style::sentence(unlock.next.sentence)}});
    return section;
}

TableSection statusSection(const ReportContent& content)
{
    TableSection section{QStringLiteral("Racks by status"),
                         {{QStringLiteral("Status"), 0.3, Qt::AlignLeft},
                          {QStringLiteral("Racks"), 0.15},
                          {QStringLiteral("Stated power"), 0.2},
                          {QString(), 0.35, Qt::AlignLeft}},
                         {}};
    const StatusCounts& counts = content.studies.capacity->whole().statuses;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto word = planningWordFor(static_cast<LifecycleStatus>(i));
        section.rows.push_back({{words(word), countText(counts[i].racks),
                                 orDash(counts[i].powerW, formatPower(counts[i].powerW)), QString()}});
    }
    return section;
}

} // namespace

QStringList capacitySentences(const ReportContent& content)
{
    const PlaceCapacity& whole = content.studies.capacity->whole();
    QStringList texts{QStringLiteral("More racks of type %1, %2 each: %3")
                          .arg(QString::fromStdString(typeOf(content).name),
                               formatPower(typeOf(content).powerW), answerText(whole))};
    const PositionCapacity* next = content.studies.capacity->next();
    texts << QStringLiteral("What stops the next: %1")
                 .arg(style::sentence(next ? next->blocker->sentence : whole.binding.sentence));
    if (!content.studies.unlocks.empty()) {
        const CapacityUnlock& most = content.studies.unlocks.front();
        texts << QStringLiteral("The change that frees most: %1 %2 more racks fit then, %3.")
                     .arg(style::sentence(most.change), countText(most.racks), formatPower(most.powerW));
    }
    return texts;
}

TableSection bindingSection(const ReportContent& content)
{
    TableSection section{QStringLiteral("What binds in each building, for %1")
                             .arg(QString::fromStdString(typeOf(content).name)),
                         placeColumns(),
                         {}};
    for (const PlaceCapacity& place : content.studies.capacity->places) {
        if (place.place.kind != ObjectKind::Hall && place.place.kind != ObjectKind::Row)
            section.rows.push_back(placeRow(siteOf(content), place));
    }
    return section;
}

std::vector<TableSheet> capacityTables(const ReportContent& content)
{
    TableSheet sheet{QStringLiteral("Capacity and unlocks"), {}, {}};
    for (TableSection& section : std::vector{headRoomSection(content), unlockSection(content),
                                             statusSection(content), placesSection(content)}) {
        if (!section.rows.empty())
            sheet.sections.push_back(std::move(section));
    }
    const bool isNameplate = content.studies.capacity->question.load == CapacityLoad::Nameplate;
    sheet.notes = {
        QStringLiteral(
            "Asked for racks of type %1, %2 each, on %3 loads: really placed, fed, cooled, evaluated and "
            "held against every rule.")
            .arg(QString::fromStdString(typeOf(content).name), formatPower(typeOf(content).powerW),
                 isNameplate ? QStringLiteral("nameplate") : QStringLiteral("evaluated")),
        QStringLiteral(
            "Design = used + reserved + usable + stranded - over. Design: what the feeds bring with either "
            "side lost. Reserved: racks on the floor that are not in service yet. Stranded: what nothing can "
            "use because something else is short."),
        QStringLiteral(
            "Rows without a free position are summed up in their hall. A dash is nothing, or not known.")};
    return {sheet};
}

} // namespace hallwright::report
