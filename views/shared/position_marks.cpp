#include "views/shared/position_marks.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QPolygonF>
#include <QRectF>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace hallwright::style {

std::vector<PositionMark> positionMarks(const Capacity& capacity)
{
    const RackType& type = *capacity.asked.site->catalogue->find(capacity.question.type);
    std::vector<PositionMark> marks;
    marks.reserve(capacity.positions.size());
    for (const PositionCapacity& position : capacity.positions)
        marks.push_back({position.hall,
                         {{}, position.position.pose, type.widthM, type.depthM},
                         position.blocker ? std::optional(position.blocker->resource) : std::nullopt});
    return marks;
}

QString resourceText(CapacityResource resource)
{
    const std::string_view words = inWords(resource);
    QString text = QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
    text[0] = text[0].toUpper();
    return text;
}

QColor resourceColour(CapacityResource resource, Theme theme)
{
    static const std::array<QColor, capacityResourceCount> onLight{
        QColor(0x6b7680), // space
        QColor(0x8c564b), // floor load
        QColor(0xb58463), // rolling path
        QColor(0xd55e00), // A feed
        QColor(0xb8860b), // B feed
        QColor(0xe69f00), // breakers
        QColor(0xc98500), // PDUs
        QColor(0x9a7b00), // busways
        QColor(0x7b5ea7), // switchgear
        QColor(0x9467bd), // UPS
        QColor(0xcc79a7), // transformers
        QColor(0xa8327e), // sources
        QColor(0x6a3d9a), // building supply
        QColor(0x00a5b5), // air
        QColor(0x00796b), // CDUs
        QColor(0x26a69a), // coolant flow
        QColor(0x4d9078), // coolant head
        QColor(0xc0392b), // heat rejection
        QColor(0x4f9d1f), // fibre
        QColor(0x8aab1d)  // ports
    };
    constexpr int lighter = 145;
    const QColor colour = onLight[static_cast<std::size_t>(resource)];
    return theme == Theme::Dark ? colour.lighter(lighter) : colour;
}

std::vector<PositionEntry> positionEntries(const std::vector<PositionMark>& marks, HallId hall, Theme theme)
{
    std::map<std::optional<CapacityResource>, std::size_t> counts; // what fits is less than any resource
    for (const PositionMark& mark : marks) {
        if (mark.hall == hall)
            ++counts[mark.stoppedBy];
    }
    std::vector<PositionEntry> entries;
    for (const auto& [by, count] : counts)
        entries.push_back({by ? QStringLiteral("Stopped by %1: %2").arg(resourceText(*by)).arg(count)
                              : QStringLiteral("Rack fits: %1").arg(count),
                           by ? resourceColour(*by, theme) : colours(theme).accent,
                           by ? PositionLook::Hatched : PositionLook::Ghost});
    return entries;
}

void paintPositionLegend(QPainter& painter, const QRectF& area, const std::vector<PositionEntry>& entries,
                         const QColor& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double size = metrics.ascent(), base = area.center().y() + size / 2 - metrics.descent() / 2;
    double x = area.left();
    const auto write = [&](const QString& words) {
        const QString shown = metrics.elidedText(words, Qt::ElideRight, std::max(0.0, area.right() - x));
        painter.setPen(text);
        painter.drawText(QPointF(x, base), shown);
        x += metrics.horizontalAdvance(shown);
    };
    write(entries.empty() ? QStringLiteral("No position is free here") : QStringLiteral("Free positions"));
    for (const PositionEntry& entry : entries) {
        x += 1.2 * size;
        if (x + 3.0 * size > area.right())
            break;
        const QRectF swatch(x, area.center().y() - size / 2, size, size);
        paintPosition(
            painter,
            QPolygonF({swatch.bottomLeft(), swatch.bottomRight(), swatch.topRight(), swatch.topLeft()}),
            entry.look, entry.colour, size / 10.0);
        x += 1.4 * size;
        write(entry.text);
    }
}

namespace {

// From corner to corner and between, the way the first corner's diagonal crosses: lines u + v = k of the unit square.
QVector<QLineF> hatchOf(const QPolygonF& corners, double apart)
{
    const QPointF origin = corners[0], across = corners[1] - corners[0], along = corners[3] - corners[0];
    const double width = std::hypot(across.x(), across.y()), depth = std::hypot(along.x(), along.y());
    const auto at = [&](double x, double y) {
        return origin + across * (x / std::max(width, 1e-9)) + along * (y / std::max(depth, 1e-9));
    };
    QVector<QLineF> lines;
    const int most = static_cast<int>((width + depth) / std::max(apart, 1e-9));
    for (int i = 1; i <= most; ++i) {
        const double sum = i * apart;
        const double fromX = std::min(sum, width), toX = std::max(0.0, sum - depth);
        lines << QLineF(at(fromX, sum - fromX), at(toX, sum - toX));
    }
    return lines;
}

} // namespace

void paintPosition(QPainter& painter, const QPolygonF& corners, PositionLook look, const QColor& colour,
                   double penWidth)
{
    constexpr double washOfGhost = 0.16, washUnderHatch = 0.10, hatchApart = 4.5;
    QColor wash = colour;
    wash.setAlphaF(static_cast<float>(look == PositionLook::Hatched ? washUnderHatch : washOfGhost));
    painter.save();
    painter.setPen(QPen(colour, penWidth));
    painter.setBrush(wash);
    painter.drawPolygon(corners);
    if (look == PositionLook::Hatched) {
        painter.setPen(QPen(colour, 0.7 * penWidth));
        painter.drawLines(hatchOf(corners, hatchApart * penWidth));
    }
    painter.restore();
}

} // namespace hallwright::style
