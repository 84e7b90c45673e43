#include "views/fields/upright_text.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>

#include <cmath>

namespace hallwright::fields {

namespace {

QPixmap turnedText(const QFont& font, const QColor& ink, const QString& text, double pixelRatio)
{
    const QFontMetricsF metrics(font);
    const QSizeF size(std::ceil(metrics.horizontalAdvance(text)) + 2, std::ceil(metrics.height()));
    QImage image((size * pixelRatio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QRectF(QPointF(), size), Qt::AlignCenter, text);
    painter.end();
    return QPixmap::fromImage(image.transformed(QTransform().rotate(-90)));
}

} // namespace

void paintUpright(QPainter& painter, const QRectF& area, const QString& text)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const QColor ink = painter.pen().color();
    const QString key =
        QStringLiteral("upright %1 %2 %3 %4")
            .arg(text, painter.font().key(), ink.name(QColor::HexArgb), QString::number(ratio));
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = turnedText(painter.font(), ink, text, ratio);
        pixmap.setDevicePixelRatio(ratio);
        QPixmapCache::insert(key, pixmap);
    }
    const QSizeF size = pixmap.deviceIndependentSize();
    const QPointF corner = area.center() - QPointF(size.width() / 2, size.height() / 2);
    painter.drawPixmap(
        QPointF(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio), pixmap);
}

} // namespace hallwright::fields
