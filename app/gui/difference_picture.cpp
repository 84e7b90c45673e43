#include "app/gui/difference_picture.h"

#include "core/model/geometry.h"
#include "views/fields/heatmap_view.h"
#include "views/shared/colour_map.h"
#include "views/shared/format.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright::app {

namespace {

constexpr double legendHeight = 44.0; // px
constexpr double margin = 8.0;        // px

QString differenceText(HeatmapQuantity quantity, double value)
{
    if (quantity == HeatmapQuantity::InletTemperature)
        return style::formatTemperatureDifference(value);
    return (value < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) +
           style::formatPowerDensity(1e3 * std::abs(value));
}

} // namespace

DifferencePicture::DifferencePicture(QWidget* parent) : QWidget(parent) {}

void DifferencePicture::setSides(const Side& before, const Side& after)
{
    before_ = before;
    after_ = after;
    makeImage();
}

void DifferencePicture::setQuantity(HeatmapQuantity quantity)
{
    quantity_ = quantity;
    makeImage();
}

void DifferencePicture::setTheme(style::Theme theme)
{
    theme_ = theme;
    update();
}

// A half kelvin or a tenth of a kilowatt per square metre is the least that a scale shows: less is no difference.
void DifferencePicture::makeImage()
{
    image_ = {};
    update();
    const HallResult* before = before_.result();
    const HallResult* after = after_.result();
    if (!before || !after)
        return;
    const HeatmapGrid difference = differenceOf(heatmapOf(*before, quantity_), heatmapOf(*after, quantity_));
    if (difference.values.empty())
        return;
    const double least = quantity_ == HeatmapQuantity::InletTemperature ? 0.5 : 0.1;
    end_ = std::max({least, std::abs(double(difference.minimum)), std::abs(double(difference.maximum))});
    image_ = fields::heatmapImage(difference, style::ColourMap::blueRed(), -end_, end_);
    imageM_ = {difference.nx * difference.dxM, difference.ny * difference.dyM};
}

double DifferencePicture::scale() const
{
    const QRectF area = QRectF(rect()).adjusted(margin, margin, -margin, -margin - legendHeight);
    const Hall &before = *before_.result()->hall, &after = *after_.result()->hall;
    return std::min(area.width() / std::max(before.widthM, after.widthM),
                    area.height() / std::max(before.depthM, after.depthM));
}

QRectF DifferencePicture::roomArea() const
{
    const Hall &before = *before_.result()->hall, &after = *after_.result()->hall;
    QRectF room(0.0, 0.0, scale() * std::max(before.widthM, after.widthM),
                scale() * std::max(before.depthM, after.depthM));
    room.moveCenter(QRectF(rect()).adjusted(margin, margin, -margin, -margin - legendHeight).center());
    return room;
}

QRectF DifferencePicture::inPicture(double widthM, double depthM) const
{
    const QPointF corner = roomArea().bottomLeft();
    return {corner.x(), corner.y() - scale() * depthM, scale() * widthM, scale() * depthM};
}

void DifferencePicture::paintSide(QPainter& painter, const Side& side, Qt::PenStyle pen) const
{
    const Hall& hall = *side.result()->hall;
    const QRectF room = inPicture(hall.widthM, hall.depthM);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style::colours(theme_).wall, 1.5, pen));
    painter.drawRect(room);
    painter.setPen(
        QPen(style::colours(style::Theme::Light).text, 1.0, pen)); // on a light map in the dark too
    for (const Rack& rack : hall.racks) {
        const RackType& type = side.snapshot->site->typeOf(rack);
        QPolygonF outline;
        for (const Point2& corner : footprintCorners(rack.pose, type.widthM, type.depthM))
            outline << QPointF(room.left() + scale() * corner.x, room.bottom() - scale() * corner.y);
        painter.drawPolygon(outline);
    }
}

void DifferencePicture::paintLegend(QPainter& painter) const
{
    const QRectF bar(margin, height() - legendHeight + 6.0, width() - 2.0 * margin, 10.0);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    constexpr int stops = 10;
    for (int i = 0; i <= stops; ++i)
        gradient.setColorAt(double(i) / stops, style::ColourMap::blueRed().colour(double(i) / stops));
    painter.fillRect(bar, gradient);
    painter.setPen(style::colours(theme_).text);
    const QRectF words(bar.left(), bar.bottom() + 2.0, bar.width(), 20.0);
    painter.drawText(words, Qt::AlignLeft, differenceText(quantity_, -end_));
    painter.drawText(words, Qt::AlignHCenter, QStringLiteral("0"));
    painter.drawText(words, Qt::AlignRight, differenceText(quantity_, end_));
}

void DifferencePicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), style::colours(theme_).background);
    if (image_.isNull()) {
        painter.setPen(style::colours(theme_).dimText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Choose a hall that both have to see the difference."));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Side* side : {&before_, &after_}) { // floor that only one of them has
        const Hall& hall = *side->result()->hall;
        painter.fillRect(inPicture(hall.widthM, hall.depthM), style::ColourMap::blueRed().colour(0.5));
    }
    painter.drawImage(inPicture(imageM_.width(), imageM_.height()), image_);
    paintSide(painter, before_, Qt::DotLine);
    paintSide(painter, after_, Qt::SolidLine);
    paintLegend(painter);
}

} // namespace hallwright::app
