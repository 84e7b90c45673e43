#include "views/plan/drawing_marks.h"

#include "views/plan/canvas.h"
#include "views/shared/format.h"

#include <QLocale>

#include <cmath>

namespace hallwright::plan {

namespace {

// The largest 1, 2 or 5 times a power of ten that is not above the value.
double roundedDown(double value)
{
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {5.0, 2.0}) {
        if (value >= step * decade)
            return step * decade;
    }
    return decade;
}

} // namespace

double northOnDrawing(const Site& site, double buildingYawDeg)
{
    // Up on the drawing is the frame's +y, which lies buildingYawDeg counter-clockwise of the campus frame's;
    // true north lies northDeg clockwise of that.
    return std::remainder(site.info.northDeg + buildingYawDeg, 360.0);
}

void paintNorthArrow(QPainter& painter, const QRectF& area, double northDeg, const PlanOptions& options)
{
    const PlanTransform unused;
    Canvas canvas(painter, area, unused, options);
    const double radius = std::min(area.width(), area.height()) / 2;
    const QFont font = canvas.font(1.3, true);
    const double letter = canvas.textSize(QStringLiteral("N"), font).height();
    const double arrow = radius - letter;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.center());
    painter.rotate(northDeg);
    painter.setPen(canvas.pen(canvas.colours.text, thinMm));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(0, 0), arrow * 0.78, arrow * 0.78);
    const QPolygonF left({{0, -arrow}, {-arrow * 0.42, arrow * 0.7}, {0, arrow * 0.36}});
    const QPolygonF right({{0, -arrow}, {arrow * 0.42, arrow * 0.7}, {0, arrow * 0.36}});
    painter.setBrush(canvas.colours.text);
    painter.drawPolygon(left);
    painter.setBrush(options.fillGround ? canvas.colours.background : QColor(Qt::white));
    painter.drawPolygon(right);
    painter.translate(0, -arrow - letter * 0.55);
    painter.rotate(-northDeg); // the letter stays upright
    canvas.text({0, 0}, QStringLiteral("N"), font, canvas.colours.text);
    painter.restore();
}

void paintScaleBar(QPainter& painter, const QRectF& area, double unitsPerMetre, const PlanOptions& options)
{
    constexpr int fields = 4;
    const PlanTransform unused;
    Canvas canvas(painter, area, unused, options);
    const QFont font = canvas.font();
    const double textWidth = canvas.textSize(QStringLiteral("0000 m"), font).width();
    const double perLengthUnit = unitsPerMetre * style::metresPerLengthUnit();
    const double longest = (area.width() - textWidth) / perLengthUnit;
    if (!(longest > 0.0))
        return;
    const double length = roundedDown(longest);
    const double height = canvas.mm(1.2);
    const double field = length * perLengthUnit / fields;
    const double left = area.left() + canvas.textSize(QStringLiteral("0"), font).width();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(canvas.pen(canvas.colours.text, thinMm));
    for (int i = 0; i < fields; ++i) {
        painter.setBrush(i % 2 == 0           ? canvas.colours.text
                         : options.fillGround ? canvas.colours.background
                                              : QColor(Qt::white));
        painter.drawRect(QRectF(left + i * field, area.top(), field, height));
    }
    const double y = area.top() + height + canvas.mm(options.textMm) * 0.75;
    double writtenTo = -1e9;
    for (const int i : {0, fields, fields / 2}) { // the middle last: it gives way
        QString text = QLocale().toString(length * i / fields, 'g', 6);
        if (i == fields)
            text += QChar(0x00a0) + style::lengthUnit();
        const double half = canvas.textSize(text, font).width() / 2, at = left + i * field;
        if (i == fields / 2 && (at - half < writtenTo + textWidth / 8 ||
                                at + half > left + length * perLengthUnit - textWidth / 2))
            continue;
        canvas.text({at, y}, text, font, canvas.colours.text);
        writtenTo = i == 0 ? at + half : writtenTo;
    }
    painter.restore();
}

} // namespace hallwright::plan
