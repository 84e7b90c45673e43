#include "views/report/capacity_charts.h"

#include "views/report/words.h"
#include "views/shared/capacity_text.h"
#include "views/shared/position_marks.h"
#include "views/shared/theme.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

QString chapterOfCharts()
{
    return QStringLiteral("Capacity in charts");
}

// Used is the darkest, what nothing can use the palest: they read the same in grey.
QColor usedColour()
{
    return QColor(0x3f6d99);
}
QColor reservedColour()
{
    return QColor(0x8fb0cc);
}
QColor freeColour()
{
    return QColor(0x9fd0b4);
}
QColor strandedColour()
{
    return QColor(0xe9e4d8);
}

std::vector<const PlaceCapacity*> buildingsOf(const Capacity& capacity)
{
    std::vector<const PlaceCapacity*> buildings;
    for (const PlaceCapacity& place : capacity.places) {
        if (place.place.kind == ObjectKind::Building)
            buildings.push_back(&place);
    }
    return buildings;
}

// Beyond rounding.
bool isOver(const PlaceCapacity& place)
{
    return place.overW() > 1e-9 * place.designW;
}

// Air has two limits, that of its flow and that of its heat.
QString kindSuffix(const HeadRoom& room)
{
    if (room.resource != CapacityResource::Air)
        return {};
    return room.unit == "W" ? QStringLiteral(", heat") : QStringLiteral(", flow");
}

ShareBar barOf(const QString& name, const HeadRoom& room)
{
    ShareBar bar;
    bar.name = name + kindSuffix(room);
    bar.share = room.used && room.limit && *room.limit > 0.0 ? *room.used / *room.limit
                                                             : std::numeric_limits<double>::quiet_NaN();
    bar.value = QStringLiteral("%1 of %2")
                    .arg(amountText(room.resource, room.used, room.unit),
                         amountText(room.resource, room.limit, room.unit));
    bar.exceeded = room.left() && *room.left() < -1e-9 * std::abs(*room.limit);
    return bar;
}

// Where the charts of the campus stand: side by side, or below each other on an upright sheet. The buildings have none where
// they are too many to stand below the head-room.
struct CampusLayout {
    QRectF waterfall, headRoom;
    std::optional<QRectF> buildings;
};

CampusLayout campusLayout(const Sheet& sheet, const Capacity& capacity)
{
    constexpr double gapMm = 9.0, leastWaterfallMm = 80.0, legendMm = 6.0;
    const QRectF body = chartBody(sheet);
    const bool isWide = body.width() > body.height();
    const auto rowsMm = [](std::size_t rows) {
        return chartHeadMm + static_cast<double>(rows) * shareRowMm + chartAxisMm;
    };
    const double headRoomMm = rowsMm(capacity.whole().headRooms.size());
    const std::size_t count = buildingsOf(capacity).size();
    const double buildingsMm = legendMm + rowsMm(count);
    const double roomMm = body.height() / mm - (isWide ? 0.0 : leastWaterfallMm + gapMm);
    const bool fits = count > 1 && headRoomMm + gapMm + buildingsMm <= roomMm;
    const double besideMm =
        isWide ? body.height() / mm : std::min(roomMm, fits ? headRoomMm + gapMm + buildingsMm : headRoomMm);
    CampusLayout layout;
    layout.waterfall = isWide
                           ? QRectF(body.left(), body.top(), (body.width() - gapMm * mm) / 2, body.height())
                           : body.adjusted(0, 0, 0, -(besideMm + gapMm) * mm);
    QRectF beside = isWide ? layout.waterfall.translated(layout.waterfall.width() + gapMm * mm, 0)
                           : QRectF(body.left(), body.bottom() - besideMm * mm, body.width(), besideMm * mm);
    layout.headRoom = beside;
    if (fits) {
        layout.headRoom.setHeight(headRoomMm * mm);
        beside.setTop(layout.headRoom.bottom() + gapMm * mm);
        layout.buildings = beside;
    }
    return layout;
}

void paintStackOf(Sheet& sheet, const QRectF& area, const std::vector<const PlaceCapacity*>& some)
{
    std::vector<StackedBar> bars;
    for (const PlaceCapacity* place : some)
        bars.push_back({QString::fromStdString(place->name),
                        {place->usedW, place->reservedW, place->usableW, place->strandedW()},
                        place->designW,
                        isOver(*place)});
    paintStackedBars(sheet, area, QStringLiteral("Power for racks, building by building"),
                     {{QStringLiteral("used"), usedColour()},
                      {QStringLiteral("reserved"), reservedColour()},
                      {QStringLiteral("free for more racks"), freeColour()},
                      {QStringLiteral("stranded"), strandedColour()}},
                     bars);
}

void paintCampusCharts(Sheet& sheet, const Page& page, const Capacity& capacity)
{
    const CampusLayout layout = campusLayout(sheet, capacity);
    const PlaceCapacity& whole = capacity.whole();
    const QString heading = QStringLiteral("Power of the campus for racks, from design to use");
    if (whole.designW > 0.0) {
        paintWaterfall(sheet, layout.waterfall, heading, capacitySteps(whole));
    } else {
        sheet.heading({layout.waterfall.left(), layout.waterfall.top(), layout.waterfall.width(), 7 * mm},
                      heading);
        sheet.paragraphs(
            layout.waterfall.adjusted(0, 9 * mm, 0, 0),
            {QStringLiteral("No feed brings power to the racks, so that there is no design power.")}, 2.9);
    }
    paintShareBars(sheet, layout.headRoom,
                   QStringLiteral("Head-room of the campus by resource: used, of the limit"),
                   headRoomBars(whole));
    if (layout.buildings)
        paintStackOf(sheet, *layout.buildings, buildingsOf(capacity));
    paintChartFoot(
        sheet, page, chapterOfCharts(),
        {QStringLiteral(
             "Design: what the feeds bring to racks with either side lost. Stranded: what nothing can "
             "use because something else is short. Reserved: racks on the floor that are not in "
             "service yet."),
         QStringLiteral(
             "Grey below 80 % of a limit, amber up to it, red and marked \"over\" beyond it. Not known: "
             "a mass or a rating is not stated.")});
}

// Of some buildings, on a sheet of their own.
void paintBuildings(Sheet& sheet, const Page& page, const std::vector<const PlaceCapacity*>& some)
{
    paintStackOf(sheet, chartBody(sheet), some);
    paintChartFoot(sheet, page, QStringLiteral("Capacity by building"),
                   {QStringLiteral(
                       "To the right of each bar, and as a line across it: its design power, which the feeds "
                       "bring to racks with either side lost. A bar that goes beyond it is over.")});
}

// A resource, or a part of one where there are many buildings.
struct Panel {
    QString heading;
    std::vector<ShareBar> bars;

    double heightMm() const
    {
        return chartHeadMm + static_cast<double>(bars.size()) * shareRowMm + chartAxisMm + 4.0;
    }
};

std::vector<Panel> panelsOf(const Capacity& capacity, double mostMm)
{
    const double room = (mostMm - chartHeadMm - chartAxisMm - 4.0) / shareRowMm;
    const auto most = static_cast<std::size_t>(std::max(1.0, std::floor(room)));
    std::vector<Panel> panels;
    for (std::size_t r = 0; r < capacityResourceCount; ++r) {
        const auto resource = static_cast<CapacityResource>(r);
        const std::vector<ShareBar> bars = buildingBars(capacity, resource);
        for (std::size_t first = 0; first < bars.size(); first += most) {
            const auto from = bars.begin() + static_cast<std::ptrdiff_t>(first);
            const auto to = bars.begin() + static_cast<std::ptrdiff_t>(std::min(first + most, bars.size()));
            panels.push_back({first == 0 ? resourceText(resource)
                                         : resourceText(resource) + QStringLiteral(" (continued)"),
                              {from, to}});
        }
    }
    return panels;
}

struct PlacedPanel {
    QRectF area;
    Panel panel;
};
using PanelSheet = std::vector<PlacedPanel>;

// Down one column, then the next, then the next sheet.
std::vector<PanelSheet> panelSheets(const Sheet& sheet, const Capacity& capacity)
{
    constexpr double leastColumnMm = 118.0, gapMm = 9.0;
    const QRectF body = chartBody(sheet);
    const double columns = std::max(1.0, std::floor((body.width() / mm + gapMm) / (leastColumnMm + gapMm)));
    const double width = (body.width() - (columns - 1.0) * gapMm * mm) / columns;
    std::vector<PanelSheet> sheets;
    double column = columns, y = body.top(); // full
    for (Panel& panel : panelsOf(capacity, body.height() / mm)) {
        const double height = panel.heightMm() * mm;
        if (column < columns && y + height > body.bottom() + 0.01 * mm) {
            column += 1.0;
            y = body.top();
        }
        if (column >= columns) {
            sheets.emplace_back();
            column = 0.0;
            y = body.top();
        }
        const QRectF area(body.left() + column * (width + gapMm * mm), y, width, height - 4.0 * mm);
        sheets.back().push_back({area, std::move(panel)});
        y += height;
    }
    return sheets;
}

} // namespace

std::vector<WaterfallStep> capacitySteps(const PlaceCapacity& place)
{
    const bool over = isOver(place);
    std::vector<WaterfallStep> steps{{QStringLiteral("Design"), place.designW, true, QColor(0xb6c2cd)}};
    if (over)
        steps.push_back({QStringLiteral("Beyond design"), place.overW(), false,
                         colours(Theme::Light).violation.lighter(150), true});
    steps.push_back({QStringLiteral("Stranded"), -place.strandedW(), false, strandedColour()});
    const double usableInAllW = place.designW + (over ? place.overW() : 0.0) - place.strandedW();
    steps.push_back({QStringLiteral("Usable in all"), usableInAllW, true, QColor(0x7fb99a), over});
    steps.push_back({place.fits == 1 ? QStringLiteral("Free for 1 more rack")
                                     : QStringLiteral("Free for %1 more racks").arg(countText(place.fits)),
                     -place.usableW, false, freeColour()});
    steps.push_back({QStringLiteral("Reserved"), -place.reservedW, false, reservedColour()});
    steps.push_back({QStringLiteral("Used"), place.usedW, true, usedColour()});
    return steps;
}

std::vector<ShareBar> headRoomBars(const PlaceCapacity& place)
{
    std::vector<ShareBar> bars;
    for (const HeadRoom& room : place.headRooms)
        bars.push_back(barOf(resourceText(room.resource), room));
    return bars;
}

std::vector<ShareBar> buildingBars(const Capacity& capacity, CapacityResource resource)
{
    std::vector<ShareBar> bars;
    for (const PlaceCapacity* place : buildingsOf(capacity)) {
        for (const HeadRoom& room : place->headRooms) {
            if (room.resource == resource)
                bars.push_back(barOf(QString::fromStdString(place->name), room));
        }
    }
    return bars;
}

std::vector<ReportPage> capacityChartPages(const Sheet& sheet, const ReportContent& content)
{
    const CapacityPtr capacity = content.studies.capacity;
    std::vector<ReportPage> pages{
        {chapterOfCharts(), QStringLiteral("Campus"),
         [capacity](Sheet& on, const Page& page) { paintCampusCharts(on, page, *capacity); }}};
    const std::vector<const PlaceCapacity*> buildings = buildingsOf(*capacity);
    if (buildings.size() < 2)
        return pages; // the campus says it all
    const double roomMm = chartBody(sheet).height() / mm - chartHeadMm - chartAxisMm - 6.0;
    const auto most = static_cast<std::ptrdiff_t>(std::max(1.0, std::floor(roomMm / shareRowMm)));
    const bool standsBeside = campusLayout(sheet, *capacity).buildings.has_value();
    for (auto from = standsBeside ? buildings.end() : buildings.begin(); from != buildings.end();) {
        const auto to = from + std::min<std::ptrdiff_t>(most, buildings.end() - from);
        pages.push_back({chapterOfCharts(), QStringLiteral("Power by building"),
                         [capacity, some = std::vector(from, to)](Sheet& on, const Page& page) {
                             paintBuildings(on, page, some);
                         }});
        from = to;
    }
    for (PanelSheet& panels : panelSheets(sheet, *capacity))
        pages.push_back(
            {chapterOfCharts(), QStringLiteral("Resources by building"),
             [panels = std::move(panels)](Sheet& on, const Page& page) {
                 for (const PlacedPanel& each : panels)
                     paintShareBars(on, each.area, each.panel.heading, each.panel.bars);
                 paintChartFoot(
                     on, page, QStringLiteral("Resources by building"),
                     {QStringLiteral("Used, of the limit, in each building. Of what several buildings "
                                     "share, each counts all: power, plant, pipes.")});
             }});
    return pages;
}

} // namespace hallwright::report
