#include "views/report/campus_resource_sheet.h"

#include "views/plan/campus_plan.h"
#include "views/report/charts.h"
#include "views/report/drawing_options.h"
#include "views/report/words.h"
#include "views/shared/hall_rows.h"
#include "views/shared/hall_tints.h"
#include "views/shared/legend.h"
#include "views/shared/position_marks.h"

#include <algorithm>
#include <optional>

namespace hallwright::report {

namespace {

constexpr double mapHeadMm = 7.0, legendMm = 14.0, gapMm = 4.0;
constexpr std::size_t mostMapsOfSheet = 6;
constexpr auto paperTheme = style::Theme::Light;

struct ResourceMap {
    QString heading;
    style::HallTinting tinting;
};

QString campusMapsTitle()
{
    return QStringLiteral("Resources on the campus");
}

// What binds, then the resources in their order.
std::vector<ResourceMap> mapsOf(const Capacity& capacity)
{
    std::vector<ResourceMap> maps{
        {QStringLiteral("What stops the next rack"), style::bindingTinting(capacity, paperTheme)}};
    for (const CapacityResource resource : style::tintingResources(capacity))
        maps.push_back(
            {style::resourceText(resource), style::usedShareTinting(capacity, resource, paperTheme)});
    return maps;
}

Rect buildingsExtent(const Site& site)
{
    std::optional<Rect> extent;
    for (const BuildingPtr& building : site.buildings) {
        for (const Point2 corner :
             {Point2{0.0, 0.0}, Point2{building->widthM, 0.0}, Point2{0.0, building->depthM},
              Point2{building->widthM, building->depthM}}) {
            const Point2 at = buildingToCampus(*building, corner);
            const Rect point{at.x, at.y, 0.0, 0.0};
            extent = extent ? style::united(*extent, point) : point;
        }
    }
    return extent.value_or(Rect{0.0, 0.0, 100.0, 100.0});
}

struct MapGrid {
    std::size_t columns = 1, rows = 1;
};

// That in which the campus is largest.
MapGrid gridFor(const QRectF& body, std::size_t count, const Rect& extent)
{
    MapGrid best;
    double largest = 0.0;
    for (std::size_t columns = 1; columns <= count; ++columns) {
        const std::size_t rows = (count + columns - 1) / columns;
        const double width = body.width() / static_cast<double>(columns) - gapMm * mm;
        const double height = body.height() / static_cast<double>(rows) - (gapMm + mapHeadMm) * mm;
        const double scale = std::min(width / extent.width, height / extent.depth);
        if (scale > largest) {
            largest = scale;
            best = {columns, rows};
        }
    }
    return best;
}

void paintMap(Sheet& sheet, const QRectF& area, const Page& page, const ResourceMap& map)
{
    sheet.heading({area.left(), area.top(), area.width(), mapHeadMm * mm}, map.heading);
    plan::PlanOptions options = drawingOptions(sheet);
    options.hallTinting = map.tinting;
    options.equipmentLabels = false;
    options.dimensions = false;
    options.textMm = options.leastTextMm = smallestTextPt * mmPerPoint; // values are to fit into halls
    const QRectF drawn = area.adjusted(0, mapHeadMm * mm, 0, 0);
    const double margin = 4.0 * mm; // for the buildings' names
    plan::paintCampusPlan(sheet.painter, drawn,
                          plan::fitted(buildingsExtent(page.site), drawn, {margin, margin, margin, margin}),
                          page.site, nullptr, options);
    sheet.box(drawn, 0.13);
}

void paintResourceSheet(Sheet& sheet, const Page& page, const Capacity& capacity,
                        const std::vector<ResourceMap>& maps)
{
    const QRectF body = chartBody(sheet);
    const double half = body.width() / 2;
    sheet.painter.setFont(sheet.font(2.6));
    style::ColourScale shares = style::usedShareTinting(capacity, CapacityResource::Space, paperTheme).scale;
    shares.title = QStringLiteral("Used, of the limit: all maps but the first");
    style::paintLegend(sheet.painter, {body.left(), body.top(), half - gapMm * mm, (legendMm - 3.0) * mm},
                       shares, Sheet::ink());
    style::paintLegend(sheet.painter,
                       {body.left() + half, body.top(), half - gapMm * mm, (legendMm - 3.0) * mm},
                       style::bindingTinting(capacity, paperTheme).scale, Sheet::ink());
    const QRectF room = body.adjusted(0, legendMm * mm, 0, 0);
    const MapGrid grid = gridFor(room, maps.size(), buildingsExtent(page.site));
    const double width = room.width() / static_cast<double>(grid.columns);
    const double height = room.height() / static_cast<double>(grid.rows);
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const QPointF corner(static_cast<double>(i % grid.columns) * width,
                             static_cast<double>(i / grid.columns) * height);
        paintMap(sheet, {room.topLeft() + corner, QSizeF(width - gapMm * mm, height - gapMm * mm)}, page,
                 maps[i]);
    }
    paintChartFoot(
        sheet, page, campusMapsTitle(),
        {QStringLiteral(
             "Of each hall, how much of the resource is used, of the limit of all that the hall "
             "hangs on: power with the other side lost. Red and marked \"over\" beyond the limit."),
         QStringLiteral("Of what several halls share, each counts all. Pale: not known, or the hall has "
                        "none of it. What stops the next rack: what keeps most of the free positions "
                        "empty.")});
}

} // namespace

std::vector<ReportPage> campusResourcePages(const ReportContent& content)
{
    const CapacityPtr capacity = content.studies.capacity;
    std::vector<ReportPage> pages;
    const std::vector<ResourceMap> maps = mapsOf(*capacity);
    if (maps.size() < 2)
        return pages;
    const std::size_t sheets = (maps.size() + mostMapsOfSheet - 1) / mostMapsOfSheet;
    const std::size_t perSheet = (maps.size() + sheets - 1) / sheets;
    for (std::size_t first = 0; first < maps.size(); first += perSheet) {
        const auto from = maps.begin() + static_cast<std::ptrdiff_t>(first);
        const auto to =
            from + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(perSheet), maps.end() - from);
        pages.push_back({QStringLiteral("Capacity in charts"), campusMapsTitle(),
                         [capacity, some = std::vector(from, to)](Sheet& on, const Page& page) {
                             paintResourceSheet(on, page, *capacity, some);
                         }});
    }
    return pages;
}

} // namespace hallwright::report
