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

void DifferencePicture::setSides(const SnapshotPtr& before, const SnapshotPtr& after, HallId hall)
{
    before_ = before;
    after_ = after;
    hall_ = hall;
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
    const HallResult* before = resultOf(before_);
    const HallResult* after = resultOf(after_);
    if (!before || !after)
        return;
    const auto difference = differenceOf(heatmapOf(*before, quantity_), heatmapOf(*after, quantity_));
    if (!difference)
        return;
    const double least = quantity_ == HeatmapQuantity::InletTemperature ? 0.5 : 0.1;
    end_ = std::max({least, std::abs(double(difference->minimum)), std::abs(double(difference->maximum))});
    image_ = fields::heatmapImage(*difference, style::ColourMap::blueRed(), -end_, end_);
}

QRectF DifferencePicture::roomArea() const
{
    const QRectF area = QRectF(rect()).adjusted(margin, margin, -margin, -margin - legendHeight);
    const Hall& hall = *resultOf(after_)->hall;
    const double scale = std::min(area.width() / hall.widthM, area.height() / hall.depthM);
    QRectF room(0.0, 0.0, scale * hall.widthM, scale * hall.depthM);
    room.moveCenter(area.center());
    return room;
}

void DifferencePicture::paintRacks(QPainter& painter, const Snapshot& side, Qt::PenStyle pen) const
{
    const Hall& hall = *resultOf(after_)->hall;
    const QRectF room = roomArea();
    const double scale = room.width() / hall.widthM;
    painter.setPen(QPen(style::colours(theme_).text, 1.0, pen));
    painter.setBrush(Qt::NoBrush);
    for (const Rack& rack : side.hallResult(hall_)->hall->racks) {
        const RackType& type = side.site->typeOf(rack);
        QPolygonF outline;
        for (const Point2& corner : footprintCorners(rack.pose, type.widthM, type.depthM))
            outline << QPointF(room.left() + scale * corner.x, room.bottom() - scale * corner.y);
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
                         resultOf(before_) && resultOf(after_)
                             ? tr("The hall has another size in each: no difference is drawn.")
                             : tr("Choose a hall that both have to see the difference."));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF room = roomArea();
    painter.drawImage(room, image_);
    paintRacks(painter, *before_, Qt::DotLine);
    paintRacks(painter, *after_, Qt::SolidLine);
    painter.setPen(QPen(style::colours(theme_).wall, 1.5));
    painter.drawRect(room);
    paintLegend(painter);
}

} // namespace hallwright::app
