#include "views/shared/lock_mark.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

namespace hallwright::style {

void paintLockMark(QPainter& painter, const QRectF& area)
{
    const QColor ink(0x14181d), plate(0xf4f6f8);
    const double w = area.width(), h = area.height();
    const QRectF body(area.left() + 0.16 * w, area.top() + 0.46 * h, 0.68 * w, 0.46 * h);
    const QRectF bow(area.left() + 0.30 * w, area.top() + 0.10 * h, 0.40 * w, 0.60 * h);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(plate); // parts it from what it stands on
    painter.drawRoundedRect(area, 0.2 * w, 0.2 * h);
    painter.setPen(QPen(ink, 0.12 * w));
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(bow, 0, 180 * 16);
    painter.drawLine(QLineF(bow.left(), bow.center().y(), bow.left(), body.top()));
    painter.drawLine(QLineF(bow.right(), bow.center().y(), bow.right(), body.top()));
    painter.fillRect(body, ink);
    painter.restore();
}

QIcon lockIcon()
{
    static QIcon icon; // of the GUI thread
    if (!icon.isNull())
        return icon;
    for (const int pixels : {16, 32}) {
        QPixmap pixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const double rim = 0.06 * pixels;
        paintLockMark(painter, QRectF(0, 0, pixels, pixels).adjusted(rim, rim, -rim, -rim));
        icon.addPixmap(pixmap);
    }
    return icon;
}

QString lockMeaning()
{
    return QCoreApplication::translate(
        "lock", "Locked: it is not moved, turned or removed. Edit > Unlock (Ctrl+Shift+L) frees it.");
}

} // namespace hallwright::style
