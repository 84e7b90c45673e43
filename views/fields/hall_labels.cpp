#include "views/fields/hall_labels.h"

#include "views/fields/heatmap_plot.h"
#include "views/fields/upright_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>

namespace hallwright::fields {

namespace {

QString commonStart(const QString& a, const QString& b)
{
    qsizetype length = 0;
    while (length < std::min(a.size(), b.size()) && a[length] == b[length])
        ++length;
    return a.left(length);
}

// "A0" of A01..A09 and "DH1-A-" of DH1-A-01..12 become "A" and "DH1-A".
QString withoutNumberStart(QString name)
{
    while (!name.isEmpty() && name.back().isDigit())
        name.chop(1);
    while (!name.isEmpty() && !name.back().isLetterOrNumber())
        name.chop(1);
    return name;
}

// "07" of "DH1-A-07" in the row "DH1-A": what tells it from its neighbours.
QString withoutStart(const std::string& name, const std::string& start)
{
    std::size_t from = name.starts_with(start) ? start.size() : 0;
    while (from > 0 && from < name.size() &&
           std::string_view(" -_./:").find(name[from]) != std::string_view::npos)
        ++from;
    return QString::fromStdString(from < name.size() ? name.substr(from) : name);
}

Rect united(const Rect& a, const Rect& b)
{
    const double x = std::min(a.x, b.x);
    const double y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.top(), b.top()) - y};
}

// Where a rack stands in the order of rows: the row's direction, the row, the place along it.
struct RowPlace {
    long direction = 0; // whole degrees, 0..179
    long row = 0;
    double along = 0.0;
    double width = 0.0;
    std::size_t rack = 0;
};

RowPlace rowPlace(const Site& site, const Rack& rack, std::size_t index)
{
    constexpr double rowGridM = 0.3; // racks whose centres lie in one such strip stand in one row
    const long yaw = std::lround(rack.pose.yawDeg);
    RowPlace place;
    place.direction = ((yaw % 180) + 180) % 180;
    const Point2 inRow = rotated(rack.pose.position(), -static_cast<double>(place.direction));
    place.row = std::lround(inRow.y / rowGridM);
    place.along = inRow.x;
    place.width = site.typeOf(rack).widthM;
    place.rack = index;
    return place;
}

bool continues(const RowPlace& before, const RowPlace& next)
{
    constexpr double largestGapM = 1.5; // a walkway ends a row, a missing rack does not
    return before.direction == next.direction && before.row == next.row &&
           next.along - before.along - (before.width + next.width) / 2 < largestGapM;
}

RackRow rowOf(const Site& site, const Hall& hall, const std::vector<RowPlace>& places, std::size_t first,
              std::size_t last)
{
    RackRow row;
    row.alongX = places[first].direction < 45 || places[first].direction > 135;
    QString start;
    for (std::size_t i = first; i < last; ++i) {
        const Rack& rack = hall.racks[places[i].rack];
        const RackType& type = site.typeOf(rack);
        const Rect bounds = footprintBounds(rack.pose, type.widthM, type.depthM);
        const QString name = QString::fromStdString(rack.name);
        start = i == first ? name : commonStart(start, name);
        row.bounds = i == first ? bounds : united(row.bounds, bounds);
        row.racks.push_back(places[i].rack);
    }
    row.name = last - first > 1 ? withoutNumberStart(start) : QString();
    return row;
}

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

std::vector<RackRow> rackRows(const Site& site, const Hall& hall)
{
    std::vector<RowPlace> places;
    places.reserve(hall.racks.size());
    for (std::size_t i = 0; i < hall.racks.size(); ++i)
        places.push_back(rowPlace(site, hall.racks[i], i));
    std::sort(places.begin(), places.end(), [](const RowPlace& a, const RowPlace& b) {
        return std::tie(a.direction, a.row, a.along, a.rack) < std::tie(b.direction, b.row, b.along, b.rack);
    });
    std::vector<RackRow> rows;
    for (std::size_t first = 0; first < places.size();) {
        std::size_t last = first + 1;
        while (last < places.size() && continues(places[last - 1], places[last]))
            ++last;
        rows.push_back(rowOf(site, hall, places, first, last));
        first = last;
    }
    return rows;
}

void HallLabels::setHall(const Site& site, const Hall& hall)
{
    rows_ = rackRows(site, hall);
    racks_.clear();
    for (const RackRow& row : rows_) {
        for (const std::size_t index : row.racks) {
            const Rack& rack = hall.racks[index];
            const RackType& type = site.typeOf(rack);
            const QString name = withoutStart(rack.name, row.name.toStdString());
            racks_.push_back({name, footprintBounds(rack.pose, type.widthM, type.depthM)});
        }
    }
    // The title names the hall: its rows and equipment need not repeat it.
    for (RackRow& row : rows_)
        row.name = withoutStart(row.name.toStdString(), hall.name);
    equipment_.clear();
    const auto add = [&](const std::string& name, const Pose& pose, double width, double depth) {
        equipment_.push_back({withoutStart(name, hall.name), footprintBounds(pose, width, depth)});
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
    for (const RackRow& row : rows_) {
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
