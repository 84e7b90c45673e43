// Words on small plates, none over another.
#pragma once

#include <QRectF>
#include <QString>

#include <vector>

class QColor;
class QPainter;

namespace hallwright::fields {

QRectF chipAround(const QPainter& painter, const QString& text); // at (0, 0)
void paintChip(QPainter& painter, const QRectF& chip, const QString& text, const QColor& fill,
               const QColor& ink);

class TakenPlaces
{
public:
    void clear() { taken_.clear(); }
    void add(const QRectF& place) { taken_.push_back(place); }
    // Whether it lies within and clear of what was taken before; then it is taken.
    bool take(const QRectF& place, const QRectF& within);

private:
    std::vector<QRectF> taken_;
};

} // namespace hallwright::fields
