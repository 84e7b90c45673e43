#include "views/fields/field_words.h"

#include "views/shared/hall_rows.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright::fields {

namespace {

double distance(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

QString words(const char* text)
{
    return QCoreApplication::translate("FieldWords", text);
}

// A polyline in the picture.
struct Path {
    std::vector<QPointF> points;
    double length = 0.0;
};

Path pathOf(const Isoline& line, const Slice& slice, const OrbitCamera& camera)
{
    Path path;
    for (const Point2& p : line.points)
        if (const auto place = camera.toScreen(inRoom(slice, p))) {
            path.length += path.points.empty() ? 0.0 : distance(path.points.back(), *place);
            path.points.push_back(*place);
        }
    return path;
}

// Places along the path for a label each, evenly spread.
std::vector<QPointF> labelPlaces(const Path& path)
{
    constexpr double shortest = 90.0; // pixels of line that deserve a label
    constexpr double every = 520.0;   // pixels of line between two labels
    std::vector<QPointF> places;
    if (path.length < shortest)
        return places;
    const auto wanted = std::max<std::size_t>(1, static_cast<std::size_t>(path.length / every));
    double walked = 0.0;
    for (std::size_t i = 1; i < path.points.size() && places.size() < wanted; ++i) {
        walked += distance(path.points[i - 1], path.points[i]);
        const double due = (static_cast<double>(places.size()) + 0.5) / static_cast<double>(wanted);
        if (walked >= due * path.length)
            places.push_back((path.points[i - 1] + path.points[i]) / 2);
    }
    return places;
}

} // namespace

void FieldWords::paint(QPainter& painter, const FieldFrame& frame, const Site* site, const Hall* hall,
                       const InletSources* sources)
{
    taken_.clear();
    if (sources)
        paintSources(painter, frame, *sources);
    if (site && hall)
        paintRows(painter, frame, *site, *hall);
    for (const auto& cut : frame.cuts)
        if (cut)
            paintIsolineLabels(painter, frame, *cut);
}

void FieldWords::paintSources(QPainter& painter, const FieldFrame& frame, const InletSources& sources)
{
    constexpr std::size_t most = 8;
    const std::size_t listed = std::min(most, sources.sources.size());
    QStringList lines;
    for (std::size_t i = 0; i < listed; ++i)
        lines << sources.sources[i].text();
    if (listed == 0)
        lines << words("not known yet");
    if (sources.sources.size() > most)
        lines << words("and %1 more").arg(sources.sources.size() - most);
    const QString heading = words("Inlet air of %1").arg(sources.of);
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double swatch = metrics.ascent();
    const double indent = listed > 0 ? swatch * 1.6 : 0.0;
    double width = metrics.horizontalAdvance(heading);
    for (const QString& line : lines)
        width = std::max(width, indent + metrics.horizontalAdvance(line));
    constexpr double padding = 8.0;
    constexpr double margin = 10.0;
    const QRectF& area = frame.scene.camera.area();
    const QRectF box(area.left() + margin, area.top() + margin, width + 2 * padding,
                     metrics.height() * static_cast<double>(lines.size() + 1) + 2 * padding);
    const style::Colours& colours = style::colours(frame.scene.theme);
    QColor fill = colours.background;
    fill.setAlpha(235);
    painter.setPen(colours.grid);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 4, 4);
    painter.setBrush(Qt::NoBrush);
    taken_.add(box);
    const double left = box.left() + padding;
    double y = box.top() + padding + metrics.ascent();
    painter.setPen(colours.text);
    painter.drawText(QPointF(left, y), heading);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        y += metrics.height();
        const auto source = static_cast<std::size_t>(i);
        const QRgb colour = source < listed ? sources.colourOf(sources.sources[source]) : 0;
        if (colour != 0)
            painter.fillRect(QRectF(left, y - 0.85 * swatch, swatch, 0.85 * swatch), QColor(colour));
        painter.setPen(colours.dimText);
        painter.drawText(QPointF(left + indent, y), lines[i]);
    }
}

// At the west or south end of each row: in the plan, or at its foot.
void FieldWords::paintRows(QPainter& painter, const FieldFrame& frame, const Site& site, const Hall& hall)
{
    constexpr double beforeM = 0.5;
    const OrbitCamera& camera = frame.scene.camera;
    const style::Colours& colours = style::colours(frame.scene.theme);
    const CutAir* plan = frame.cut(Axis::Z);
    const double heightM = plan ? plan->slice.atM : 0.0;
    QColor fill = colours.background;
    fill.setAlpha(225);
    for (const style::HallRow& row : style::hallRows(site, hall)) {
        if (row.name.isEmpty())
            continue;
        const Point3 end = row.alongX ? Point3{row.bounds.x - beforeM, row.bounds.centre().y, heightM}
                                      : Point3{row.bounds.centre().x, row.bounds.y - beforeM, heightM};
        const auto place = camera.toScreen(end);
        if (!place)
            continue;
        QRectF chip = chipAround(painter, row.name);
        chip.moveCenter(*place);
        if (taken_.take(chip, camera.area()))
            paintChip(painter, chip, row.name, fill, colours.text);
    }
}

void FieldWords::paintIsolineLabels(QPainter& painter, const FieldFrame& frame, const CutAir& cut)
{
    const OrbitCamera& camera = frame.scene.camera;
    const ValueScale& scale = *frame.scene.scale;
    for (const Isoline& line : cut.isolines) {
        const QString text = scale.levelText(line.level);
        const QRgb under = scale.colours().at(line.level);
        for (const QPointF& place : labelPlaces(pathOf(line, cut.slice, camera))) {
            QRectF chip = chipAround(painter, text);
            chip.moveCenter(place);
            if (taken_.take(chip, camera.area()))
                paintChip(painter, chip, text, QColor(under), QColor(contrasting(under)));
        }
    }
}

} // namespace hallwright::fields
