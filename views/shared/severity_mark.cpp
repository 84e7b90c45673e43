#include "views/shared/severity_mark.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <array>

namespace hallwright::style {

QColor severityColour(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return QColor(0xc62828);
    case Severity::Major:
        return QColor(0xe69f00);
    case Severity::Minor:
        break;
    }
    return QColor(0x56b4e9);
}

void paintSeverityMark(QPainter& painter, const QRectF& area, Severity severity)
{
    const QPointF middle = area.center();
    const double r = std::min(area.width(), area.height()) / 2.0;
    const auto at = [&](double x, double y) { return middle + QPointF(x, y) * r; };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(severityColour(severity));
    switch (severity) {
    case Severity::Critical:
        painter.drawEllipse(middle, r, r);
        painter.setPen(QPen(Qt::white, r * 0.28, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(at(-0.38, -0.38), at(0.38, 0.38));
        painter.drawLine(at(-0.38, 0.38), at(0.38, -0.38));
        break;
    case Severity::Major:
        painter.drawPolygon(QPolygonF({at(0.0, -0.95), at(1.0, 0.85), at(-1.0, 0.85)}));
        painter.setPen(QPen(Qt::black, r * 0.22, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(at(0.0, -0.3), at(0.0, 0.22));
        painter.drawPoint(at(0.0, 0.58));
        break;
    case Severity::Minor:
        painter.drawPolygon(QPolygonF({at(0.0, -0.95), at(0.8, 0.0), at(0.0, 0.95), at(-0.8, 0.0)}));
        break;
    }
    painter.restore();
}

namespace {

template <class Paint>
QIcon iconOf(Paint paint)
{
    QIcon icon;
    for (const int pixels : {16, 32}) {
        QPixmap pixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const double rim = pixels / 16.0;
        paint(painter, QRectF(0, 0, pixels, pixels).adjusted(rim, rim, -rim, -rim));
        icon.addPixmap(pixmap);
    }
    return icon;
}

void paintWaivedMark(QPainter& painter, const QRectF& area)
{
    const double r = area.width() / 2.0;
    const auto at = [&](double x, double y) { return area.center() + QPointF(x, y) * r; };
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0x80868c), r * 0.22, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawEllipse(area.center(), r * 0.88, r * 0.88);
    painter.drawPolyline(QPolygonF({at(-0.42, 0.02), at(-0.1, 0.36), at(0.44, -0.32)}));
}

} // namespace

QIcon severityIcon(Severity severity)
{
    static std::array<QIcon, 3>
        icons; // of the GUI thread; a pixmap needs an application, so they are made when asked for
    QIcon& icon = icons[static_cast<std::size_t>(severity)];
    if (icon.isNull())
        icon = iconOf(
            [&](QPainter& painter, const QRectF& area) { paintSeverityMark(painter, area, severity); });
    return icon;
}

QIcon waivedIcon()
{
    static QIcon icon; // as those above
    if (icon.isNull())
        icon = iconOf(paintWaivedMark);
    return icon;
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return QStringLiteral("Critical");
    case Severity::Major:
        return QStringLiteral("Major");
    case Severity::Minor:
        break;
    }
    return QStringLiteral("Minor");
}

} // namespace hallwright::style
