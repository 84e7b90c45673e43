#include "views/fields/hall_labels.h"

#include "views/fields/heatmap_plot.h"
#include "views/fields/upright_text.h"
#include "views/shared/short_name.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright::fields {

namespace {

double screenLength(const std::vector<Point2>& points, double metresPerPixel)
{
    double length = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i)
        length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    return length / metresPerPixel;
}

Point2 pointAlong(const std::vector<Point2>& points, double distanceM)
{
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double step = std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
        if (step >= distanceM && step > 0.0)
            return points[i - 1] + (points[i] - points[i - 1]) * (distanceM / step);
        distanceM -= step;
    }
    return points.back();
}

} // namespace

void HallLabels::setHall(const Site& site, const Hall& hall)
{
    rows_ = style::hallRows(site, hall);
    racks_.clear();
    for (const style::HallRow& row : rows_) {
        for (const std::size_t index : row.racks) {
            const Rack& rack = hall.racks[index];
            const RackType& type = site.typeOf(rack);
            racks_.push_back(
                {style::nameInRow(hall, row, index), footprintBounds(rack.pose, type.widthM, type.depthM)});
        }
    }
    equipment_.clear();
    const auto add = [&](const std::string& name, const Pose& pose, double width, double depth) {
        equipment_.push_back({style::shortName(name, hall.name), footprintBounds(pose, width, depth)});
    };
    for (const AirHandler& unit : hall.airHandlers)
        add(unit.name, unit.pose, unit.widthM, unit.depthM);
    for (const Cdu& unit : hall.cdus)
        add(unit.name, unit.pose, unit.widthM, unit.depthM);
}

void HallLabels::paint(QPainter& painter, const PlanCamera& camera, const style::Colours& colours,
                       const HeatmapScale& scale, const HeatmapGrid& grid,
                       const std::vector<Isoline>& isolines)
{
    taken_.clear();
    paintRows(painter, camera, colours);
    paintEquipment(painter, camera, colours);
    paintRacks(painter, camera, scale, grid);
    for (const Named& unit : equipment_)
        taken_.add(camera.onScreen(unit.bounds));
    paintIsolines(painter, camera, scale, isolines);
}

void HallLabels::paintRows(QPainter& painter, const PlanCamera& camera, const style::Colours& colours)
{
    constexpr double gap = 3.0; // pixels between the row's end and its name
    QColor fill = colours.background;
    fill.setAlpha(225);
    for (const style::HallRow& row : rows_) {
        if (row.name.isEmpty())
            continue;
        const QRectF onScreen = camera.onScreen(row.bounds);
        QRectF chip = chipAround(painter, row.name);
        if (row.alongX)
            chip.moveTopLeft(
                {onScreen.left() - gap - chip.width(), onScreen.center().y() - chip.height() / 2});
        else
            chip.moveTopLeft(
                {onScreen.center().x() - chip.width() / 2, onScreen.top() - gap - chip.height()});
        if (taken_.take(chip, camera.area()))
            paintChip(painter, chip, row.name, fill, colours.text);
    }
}

void HallLabels::paintEquipment(QPainter& painter, const PlanCamera& camera, const style::Colours& colours)
{
    for (const Named& unit : equipment_) {
        const QRectF onScreen = camera.onScreen(unit.bounds);
        QRectF chip = chipAround(painter, unit.name);
        const bool upright = chip.width() > onScreen.width() && onScreen.height() > onScreen.width();
        if (upright)
            chip.setSize(chip.size().transposed());
        chip.moveCenter(onScreen.center());
        if (chip.width() > onScreen.width() || chip.height() > onScreen.height() ||
            !taken_.take(chip, camera.area()))
            continue;
        painter.setPen(QColor(contrasting(colours.airHandler.rgb())));
        if (upright)
            paintUpright(painter, chip, unit.name);
        else
            painter.drawText(chip, Qt::AlignCenter, unit.name);
    }
}

void HallLabels::paintRacks(QPainter& painter, const PlanCamera& camera, const HeatmapScale& scale,
                            const HeatmapGrid& grid)
{
    for (const Named& rack : racks_) {
        const QRectF onScreen = camera.onScreen(rack.bounds);
        QRectF place = chipAround(painter, rack.name);
        place.moveCenter(onScreen.center());
        if (place.width() > onScreen.width() || place.height() > onScreen.height() ||
            !taken_.take(place, camera.area()))
            continue;
        const QRgb under = scale.colours().at(valueAt(grid, rack.bounds.centre()));
        painter.setPen(QColor(contrasting(under)));
        painter.drawText(place, Qt::AlignCenter, rack.name);
    }
}

void HallLabels::paintIsolines(QPainter& painter, const PlanCamera& camera, const HeatmapScale& scale,
                               const std::vector<Isoline>& isolines)
{
    constexpr double shortest = 120.0; // pixels of line that deserve a label
    constexpr double every = 420.0;    // pixels of line between two labels
    for (const Isoline& line : isolines) {
        const double length = screenLength(line.points, camera.metresPerPixel());
        if (length < shortest)
            continue;
        const QString text = scale.levelText(line.level);
        const QRgb under = scale.colours().at(line.level);
        const int wanted = std::max(1, static_cast<int>(length / every));
        for (int i = 0; i < wanted; ++i) {
            const double along = (i + 0.5) / wanted * length * camera.metresPerPixel();
            QRectF chip = chipAround(painter, text);
            chip.moveCenter(camera.toScreen(pointAlong(line.points, along)));
            if (taken_.take(chip, camera.area()))
                paintChip(painter, chip, text, QColor(under), QColor(contrasting(under)));
        }
    }
}

} // namespace hallwright::fields
