#include "views/fields/label_chips.h"

#include <QColor>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace hallwright::fields {

namespace {

constexpr double chipMargin = 3.0;   // pixels around a label's text
constexpr double labelSpacing = 4.0; // pixels kept free between labels

} // namespace

QRectF chipAround(const QPainter& painter, const QString& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    return {0.0, 0.0, metrics.horizontalAdvance(text) + 2 * chipMargin, metrics.height()};
}

void paintChip(QPainter& painter, const QRectF& chip, const QString& text, const QColor& fill,
               const QColor& ink)
{
    painter.fillRect(chip, fill);
    painter.setPen(ink);
    painter.drawText(chip, Qt::AlignCenter, text);
}

bool TakenPlaces::take(const QRectF& place, const QRectF& within)
{
    if (!within.contains(place))
        return false;
    const QRectF kept = place.adjusted(-labelSpacing, -labelSpacing, labelSpacing, labelSpacing);
    if (std::any_of(taken_.begin(), taken_.end(),
                    [&](const QRectF& other) { return other.intersects(kept); }))
        return false;
    taken_.push_back(place);
    return true;
}

} // namespace hallwright::fields
