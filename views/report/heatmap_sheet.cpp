#include "views/report/heatmap_sheet.h"

#include "core/simulation/heatmap.h"
#include "views/plan/drawing_marks.h"
#include "views/plan/hall_plan.h"
#include "views/report/contour_lines.h"
#include "views/report/drawing_scale.h"
#include "views/report/figures.h"
#include "views/shared/format.h"
#include "views/shared/hall_rows.h"
#include "views/shared/legend.h"
#include "views/shared/short_name.h"
#include "views/shared/theme.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hallwright::report {

namespace {

constexpr double headingMm = 8.0;
constexpr double edgeMm = 3.0; // around a map
constexpr double cellM = 0.6;
constexpr double lineCellM = 0.3;                         // of the grid that lines are drawn through
constexpr int mostDensityLevels = 3, mostInletLevels = 6; // of lines
constexpr int levels = 32; // of a scale's colours: cells side by side that are of one are one rectangle

// The two maps beside or below each other, both turned or neither.
struct Maps {
    QRectF power, inlet;
    bool turned = false;
    int scale = 1;
};

QRectF bodyOf(const QRectF& frame)
{
    return frame.adjusted(4 * mm, 2 * mm, -4 * mm, -(Sheet::titleHeightMm + 2) * mm);
}

int scaleIn(const Sheet& sheet, const QRectF& area, const Hall& hall, bool turned)
{
    const Rect extent = plan::hallExtent(hall);
    const QSizeF free =
        (area.size() - QSizeF(2 * edgeMm * mm, (headingMm + 2 * edgeMm) * mm)) * sheet.paperMmPerUnit();
    return largestScale(extent.width, extent.depth, turned ? free.transposed() : free);
}

Maps bestMaps(const Sheet& sheet, const Hall& hall)
{
    const QRectF body = bodyOf(sheet.frame());
    const QRectF left(body.left(), body.top(), body.width() / 2, body.height());
    const QRectF upper(body.left(), body.top(), body.width(), body.height() / 2);
    std::optional<Maps> best;
    for (const bool turned : {false, true}) {
        for (const auto& [first, shift] :
             {std::pair{left, QPointF(left.width(), 0)}, std::pair{upper, QPointF(0, upper.height())}}) {
            const int scale = scaleIn(sheet, first, hall, turned);
            if (!best || scale < best->scale)
                best = Maps{first, first.translated(shift), turned, scale};
        }
    }
    return *best;
}

// Paints in the hall's own frame, upright or turned clockwise by a quarter.
class Map
{
public:
    Map(Sheet& sheet, const QRectF& area, const QString& heading, const Hall& hall, const Maps& maps)
        : sheet_(sheet), painter_(sheet.painter), hall_(hall)
    {
        sheet.heading({area.left(), area.top(), area.width(), headingMm * mm}, heading);
        QRectF inner = area.adjusted(0, headingMm * mm, 0, 0);
        painter_.save();
        if (maps.turned) {
            painter_.translate(inner.right(), inner.top());
            painter_.rotate(90.0);
            inner = {QPointF(0, 0), inner.size().transposed()};
        }
        transform_ = plan::centred(plan::hallExtent(hall), inner, {}, sheet.unitsPerMetre(maps.scale));
    }
    ~Map() { painter_.restore(); }
    Map(const Map&) = delete;
    Map& operator=(const Map&) = delete;

    void cells(const HeatmapGrid& grid, const style::ColourScale& scale)
    {
        painter_.setPen(Qt::NoPen);
        for (int j = 0; j < grid.ny; ++j) {
            for (int i = 0; i < grid.nx;) {
                const int level = levelOf(grid, scale, i, j);
                int end = i + 1;
                while (end < grid.nx && levelOf(grid, scale, end, j) == level)
                    ++end;
                if (level > 0)
                    painter_.fillRect(
                        transform_.map(Rect{i * grid.dxM, j * grid.dyM, (end - i) * grid.dxM, grid.dyM}),
                        scale.map->colour((level - 0.5) / levels));
                i = end;
            }
        }
    }

    // The floor before each rack that runs, in the colour of the air it takes in.
    void fronts(const Site& site, const HallResult& result, const style::ColourScale& scale)
    {
        constexpr double reachM = 0.9; // half an aisle
        const std::vector<QRgb> colours =
            style::rackColours(style::RackColouring::InletTemperature, scale, hall_, *site.records, &result);
        for (std::size_t i = 0; i < hall_.racks.size(); ++i) {
            const Rack& rack = hall_.racks[i];
            const RackType& type = site.typeOf(rack);
            const Point2 front = frontDirection(rack.pose.yawDeg);
            Pose before = rack.pose;
            before.x += front.x * (type.depthM + reachM) / 2;
            before.y += front.y * (type.depthM + reachM) / 2;
            const bool over = result.racks[i].overLimit();
            painter_.setPen(over ? QPen(style::colours(style::Theme::Light).violation, 0.4 * mm)
                                 : QPen(Qt::NoPen));
            painter_.setBrush(result.racks[i].service == RackService::Running
                                  ? QBrush(QColor(colours[i]))
                                  : QBrush(Qt::gray, Qt::DiagCrossPattern));
            painter_.drawPolygon(polygon(footprintCorners(before, type.widthM, reachM)));
        }
    }

    void outlines(const Site& site)
    {
        painter_.setBrush(Qt::NoBrush);
        painter_.setPen(QPen(Sheet::dimInk(), 0.08 * mm));
        for (const Rack& rack : hall_.racks) {
            const RackType& type = site.typeOf(rack);
            painter_.drawPolygon(polygon(footprintCorners(rack.pose, type.widthM, type.depthM)));
        }
        painter_.setPen(QPen(Sheet::ink(), 0.5 * mm, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter_.drawRect(transform_.map(hall_.room()));
    }

    // Lines of equal value, each with its value where it is long enough to bear it; white at their edges, so that they
    // are seen on every colour. `grid` and `values` are in the unit.
    void isolines(const HeatmapGrid& grid, const std::vector<double>& values, const QString& unit)
    {
        constexpr double whiteMm = 0.34, inkMm = 0.13;
        std::vector<std::pair<double, QPolygonF>> lines;
        for (const ContourLine& line : contourLinesOf(grid, values)) {
            QPolygonF points;
            for (const Point2& point : line.points)
                points << transform_.map(point);
            lines.emplace_back(line.level, points);
        }
        painter_.setBrush(Qt::NoBrush);
        for (const auto& [colour, widthMm] :
             {std::pair{QColor(Qt::white), whiteMm}, std::pair{Sheet::ink(), inkMm}}) {
            painter_.setPen(QPen(colour, widthMm * mm, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            for (const auto& [level, points] : lines)
                painter_.drawPolyline(points);
        }
        for (const auto& [level, points] : lines)
            nameLine(QStringLiteral("%1 %2").arg(level).arg(unit), points);
    }

    // At the western end of each row, where it does not stand on a rack.
    void rowNames()
    {
        painter_.setFont(sheet_.font(2.6, true));
        painter_.setPen(Sheet::ink());
        const QFontMetricsF metrics(painter_.font());
        for (const Row& row : hall_.rows) {
            const QString name = QString::fromStdString(row.name);
            const bool alongX = row.area.width >= row.area.depth;
            const QPointF end = transform_.map(alongX ? Point2{row.area.x, row.area.y + row.area.depth / 2}
                                                      : Point2{row.area.x + row.area.width / 2, row.area.y});
            painter_.drawText(
                alongX ? end + QPointF(-metrics.horizontalAdvance(name) - 0.8 * mm, metrics.capHeight() / 2)
                       : end + QPointF(-metrics.horizontalAdvance(name) / 2, metrics.capHeight() + 0.8 * mm),
                name);
        }
    }

    // The racks' numbers in their rows, along the racks' depth; of racks narrower than letters are high, every second,
    // or third ..., from the row's beginning.
    void rackNumbers(const Site& site)
    {
        painter_.setFont(sheet_.font(sheet_.smallestMm()));
        const QFontMetricsF metrics(painter_.font(), painter_.device());
        for (const style::HallRow& row : style::hallRows(site, hall_)) {
            const double alongM = row.alongX ? row.bounds.width : row.bounds.depth;
            const double pitch = alongM / static_cast<double>(row.racks.size()) * transform_.unitsPerMetre;
            const auto every = static_cast<std::size_t>(
                std::max(1.0, std::ceil(metrics.capHeight() * 1.25 / std::max(pitch, 1e-6))));
            for (std::size_t i = 0; i < row.racks.size(); i += every) {
                const std::size_t rack = row.racks[i];
                plate(transform_.map(hall_.racks[rack].pose.position()), row.alongX ? -90.0 : 0.0,
                      style::nameInRow(hall_, row, rack), metrics, 0.55f);
            }
        }
    }

private:
    static int levelOf(const HeatmapGrid& grid, const style::ColourScale& scale, int i, int j)
    {
        const double value = grid.values[static_cast<std::size_t>(j) * static_cast<std::size_t>(grid.nx) +
                                         static_cast<std::size_t>(i)];
        return std::clamp(static_cast<int>(std::ceil(scale.position(value) * levels)), 0, levels);
    }

    QPolygonF polygon(const std::array<Point2, 4>& corners) const
    {
        QPolygonF result;
        for (const Point2& corner : corners)
            result << transform_.map(corner);
        return result;
    }

    // In the middle of its longest straight piece; on a short line, or where another value stands near, not at all.
    void nameLine(const QString& words, const QPolygonF& line)
    {
        constexpr double leastTimesWords = 4.0, apartMm = 14.0;
        painter_.setFont(sheet_.font(2.1));
        const QFontMetricsF metrics(painter_.font(), painter_.device());
        QLineF longest;
        double length = 0.0;
        for (qsizetype i = 1; i < line.size(); ++i) {
            const QLineF piece(line[i - 1], line[i]);
            length += piece.length();
            if (piece.length() > longest.length())
                longest = piece;
        }
        if (length < leastTimesWords * metrics.horizontalAdvance(words))
            return;
        const QPointF centre = longest.center();
        if (std::ranges::any_of(
                named_, [&](const QPointF& other) { return QLineF(other, centre).length() < apartMm * mm; }))
            return;
        named_.push_back(centre);
        plate(centre, std::remainder(-longest.angle(), 180.0), words, metrics, 0.85f);
    }

    // Words on a pale ground, turned clockwise.
    void plate(QPointF centre, double turnDeg, const QString& words, const QFontMetricsF& metrics,
               float opacity)
    {
        const double width = metrics.horizontalAdvance(words), height = metrics.capHeight();
        QColor ground(Qt::white);
        ground.setAlphaF(opacity);
        painter_.save();
        painter_.translate(centre);
        painter_.rotate(turnDeg);
        painter_.fillRect(QRectF(-width / 2, -height / 2, width, height)
                              .marginsAdded(QMarginsF(0.3 * mm, 0.15 * mm, 0.3 * mm, 0.15 * mm)),
                          ground);
        painter_.setPen(Sheet::ink());
        painter_.drawText(QPointF(-width / 2, height / 2), words);
        painter_.restore();
    }

    Sheet& sheet_;
    QPainter& painter_;
    const Hall& hall_;
    plan::PlanTransform transform_;
    std::vector<QPointF> named_; // where values stand on lines
};

// Temperatures as the reader has them, as the scale does.
HeatmapGrid inletGrid(const HallResult& result)
{
    HeatmapGrid grid = heatmapOf(result, HeatmapQuantity::InletTemperature, lineCellM);
    for (float& value : grid.values)
        value = static_cast<float>(style::temperatureInUserUnit(value));
    return grid;
}

// Up to a round value at or above the densest of the site.
style::ColourScale densityScale(double densestKwM2)
{
    const double step = std::pow(10.0, std::floor(std::log10(std::max(densestKwM2, 1e-3))));
    return {QStringLiteral("Power density, all halls"), QStringLiteral("kW/m²"),      0.0,
            std::ceil(densestKwM2 / step) * step,       &style::ColourMap::viridis(), {}};
}

void paintLegends(Sheet& sheet, const QRectF& area, const Page& page, const Building& building,
                  const style::ColourScale& density, const style::ColourScale& inlets, const Maps& maps)
{
    const QRectF inner = area.adjusted(5 * mm, 3 * mm, -5 * mm, -3 * mm);
    const double arrow = 16 * mm;
    const double width = (inner.width() - arrow - 8 * mm) / 2;
    sheet.painter.setFont(sheet.font(2.6));
    style::paintLegend(sheet.painter, {inner.left(), inner.top(), width, 13 * mm}, density, Sheet::ink());
    style::paintLegend(sheet.painter, {inner.left() + width + 4 * mm, inner.top(), width, 13 * mm}, inlets,
                       Sheet::ink());
    plan::paintNorthArrow(sheet.painter, {inner.right() - arrow, inner.top(), arrow, arrow},
                          plan::northOnDrawing(page.site, building.yawDeg) + (maps.turned ? 90.0 : 0.0),
                          plan::paperOptions(mm * 1.25));
    sheet.paragraphs(
        inner.adjusted(0, 17 * mm, 0, 0),
        {QStringLiteral("Power: each rack's draw over its own service area, in cells of %1 m.").arg(cellM),
         QStringLiteral("Inlets: coloured where air is taken in, before the racks' fronts. Red edge: over "
                        "its limit. Crossed: shut down or not in service."),
         QStringLiteral("Lines join equal values, at the same steps in all halls; those of the inlets lead "
                        "from rack to rack and state nothing of the air between. Small numbers: racks in "
                        "their rows.")},
        2.6);
}

} // namespace

void paintHeatmapSheet(Sheet& sheet, const Page& page, const Building& building, const HallResult& result,
                       const style::ScaleEnds& ends)
{
    const Hall& hall = *result.hall;
    const Maps maps = bestMaps(sheet, hall);
    const style::ColourScale density = densityScale(ends.densestKwM2.value_or(1.0));
    const style::ColourScale inlets =
        style::colourScale(style::RackColouring::InletTemperature, page.site, ends);
    {
        Map map(sheet, maps.power, QStringLiteral("Power density"), hall, maps);
        map.cells(heatmapOf(result, HeatmapQuantity::PowerDensity, cellM), density);
        map.outlines(page.site);
        map.isolines(heatmapOf(result, HeatmapQuantity::PowerDensity, lineCellM),
                     roundLevels(0.0, density.maximum, mostDensityLevels), density.unit);
        map.rackNumbers(page.site);
        map.rowNames();
    }
    {
        Map map(sheet, maps.inlet, QStringLiteral("Air at the racks' inlets"), hall, maps);
        map.fronts(page.site, result, inlets);
        map.outlines(page.site);
        map.rackNumbers(page.site);
        // As fine as the inlets of the site differ.
        map.isolines(inletGrid(result),
                     roundLevels(style::temperatureInUserUnit(ends.coldestInletC),
                                 style::temperatureInUserUnit(ends.warmestInletC), mostInletLevels),
                     inlets.unit);
        map.rowNames();
    }
    const QRectF frame = sheet.frame();
    const QRectF title = Sheet::titleArea(frame);
    const QRectF legends(frame.left(), title.top(), title.left() - frame.left(), title.height());
    paintLegends(sheet, legends, page, building, density, inlets, maps);
    sheet.box(legends);
    sheet.paintTitleBlock(title,
                          {QString::fromStdString(page.site.info.name), QStringLiteral("Power and inlets"),
                           subjectOf(building, hall), scaleText(maps.scale), page.number, page.count});
    sheet.paintFrame();
}

} // namespace hallwright::report
