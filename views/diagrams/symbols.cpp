#include "views/diagrams/symbols.h"

#include <QFont>
#include <QPainter>
#include <QPainterPath>

namespace hallwright::diagrams {

namespace {

constexpr double middleX = symbolWidth / 2;

void wire(QPainter& painter, double fromY, double toY)
{
    painter.drawLine(QPointF(middleX, fromY), QPointF(middleX, toY));
}

void wave(QPainter& painter, QPointF centre, double halfWidth)
{
    QPainterPath path(centre - QPointF(halfWidth, 0.0));
    path.cubicTo(centre + QPointF(-halfWidth * 0.4, -halfWidth * 1.1),
                 centre + QPointF(halfWidth * 0.4, halfWidth * 1.1), centre + QPointF(halfWidth, 0.0));
    painter.save();
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.restore();
}

void letter(QPainter& painter, const QRectF& area, const QString& text)
{
    painter.save();
    QFont font = painter.font();
    font.setPixelSize(12);
    font.setBold(true);
    painter.setFont(font);
    painter.drawText(area, Qt::AlignCenter, text);
    painter.restore();
}

void circle(QPainter& painter, double y, double radius)
{
    painter.drawEllipse(QPointF(middleX, y), radius, radius);
}

void utility(QPainter& painter)
{
    const QRectF box(middleX - 12, 12, 24, 24);
    painter.drawRect(box);
    for (const double step : {8.0, 16.0, 24.0}) {
        painter.drawLine(box.topLeft() + QPointF(0, step), box.topLeft() + QPointF(step, 0));
        painter.drawLine(box.topRight() + QPointF(0, step), box.topRight() + QPointF(-step, 0));
    }
    for (const double step : {8.0, 16.0}) {
        painter.drawLine(box.bottomRight() - QPointF(0, step), box.bottomRight() - QPointF(step, 0));
        painter.drawLine(box.bottomLeft() - QPointF(0, step), box.bottomLeft() + QPointF(step, 0));
    }
    wire(painter, 36, symbolHeight);
}

void generator(QPainter& painter)
{
    circle(painter, 24, 13);
    letter(painter, {middleX - 10, 12, 20, 16}, QStringLiteral("G"));
    wave(painter, {middleX, 30}, 5);
    wire(painter, 37, symbolHeight);
}

void battery(QPainter& painter)
{
    for (const double y : {14.0, 26.0}) {
        painter.drawLine(QPointF(middleX - 12, y), QPointF(middleX + 12, y));
        painter.drawLine(QPointF(middleX - 6, y + 6), QPointF(middleX + 6, y + 6));
    }
    wire(painter, 32, symbolHeight);
}

void transformer(QPainter& painter)
{
    wire(painter, 0, 8);
    circle(painter, 18, 10);
    painter.save();
    painter.setBrush(Qt::NoBrush);
    circle(painter, 31, 10);
    painter.restore();
    wire(painter, 41, symbolHeight);
}

void switchgear(QPainter& painter)
{
    wire(painter, 0, symbolHeight);
    painter.drawRect(QRectF(middleX - 6, 10, 12, 12));
    painter.drawLine(QPointF(middleX - 6, 10), QPointF(middleX + 6, 22));
    painter.drawLine(QPointF(middleX + 6, 10), QPointF(middleX - 6, 22));
    painter.fillRect(QRectF(3, 31, symbolWidth - 6, 4), painter.pen().color());
}

void ups(QPainter& painter)
{
    wire(painter, 0, 10);
    const QRectF box(middleX - 14, 10, 28, 28);
    painter.drawRect(box);
    painter.drawLine(box.bottomLeft(), box.topRight());
    wave(painter, box.topLeft() + QPointF(9, 8), 5);
    for (const double y : {20.0, 23.5})
        painter.drawLine(box.topLeft() + QPointF(15, y), box.topLeft() + QPointF(24, y));
    wire(painter, 38, symbolHeight);
}

void pdu(QPainter& painter)
{
    wire(painter, 0, 12);
    const QRectF box(middleX - 14, 12, 28, 24);
    painter.drawRect(box);
    painter.drawLine(QPointF(box.left() + 4, 19), QPointF(box.right() - 4, 19));
    for (const double x : {7.0, 14.0, 21.0})
        painter.drawLine(QPointF(box.left() + x, 19), QPointF(box.left() + x, 30));
    wire(painter, 36, symbolHeight);
}

void panel(QPainter& painter)
{
    wire(painter, 0, 12);
    painter.drawRect(QRectF(middleX - 13, 12, 26, 24));
    letter(painter, {middleX - 12, 12, 24, 24}, QStringLiteral("M"));
    wire(painter, 36, symbolHeight);
}

// A compressor in its frame.
void chiller(QPainter& painter)
{
    painter.drawRoundedRect(QRectF(4, 10, 32, 30), 3, 3);
    circle(painter, 25, 11);
    painter.drawLine(QPointF(11, 18), QPointF(29, 21));
    painter.drawLine(QPointF(11, 32), QPointF(29, 29));
}

// A coil under a fan.
void fanBlades(QPainter& painter, double y)
{
    painter.drawEllipse(QPointF(middleX - 5.5, y), 5.5, 2.6);
    painter.drawEllipse(QPointF(middleX + 5.5, y), 5.5, 2.6);
}

void dryCooler(QPainter& painter)
{
    painter.drawRoundedRect(QRectF(4, 18, 32, 22), 3, 3);
    fanBlades(painter, 13);
    QPolygonF coil;
    for (int i = 0; i <= 6; ++i)
        coil << QPointF(7 + 26.0 * i / 6, i % 2 == 0 ? 25 : 34);
    painter.drawPolyline(coil);
}

void tower(QPainter& painter)
{
    QPolygonF shell;
    shell << QPointF(10, 18) << QPointF(30, 18) << QPointF(36, 42) << QPointF(4, 42);
    painter.drawPolygon(shell);
    fanBlades(painter, 13);
    for (const double x : {13.0, 20.0, 27.0})
        painter.drawLine(QPointF(x, 24), QPointF(x - 2.0, 32));
    painter.drawLine(QPointF(7, 36), QPointF(33, 36));
}

// Plates between two streams.
void economiser(QPainter& painter)
{
    painter.drawRect(QRectF(6, 10, 28, 30));
    for (const double x : {13.0, 20.0, 27.0})
        painter.drawLine(QPointF(x, 13), QPointF(x, 37));
    painter.drawLine(QPointF(6, 40), QPointF(34, 10));
}

void pump(QPainter& painter)
{
    circle(painter, 25, 14);
    QPolygonF blade;
    blade << QPointF(middleX - 7, 13) << QPointF(middleX + 14, 25) << QPointF(middleX - 7, 37);
    painter.drawPolyline(blade);
}

void airHandler(QPainter& painter)
{
    painter.drawRoundedRect(QRectF(4, 10, 32, 30), 3, 3);
    circle(painter, 25, 10);
    painter.save();
    painter.translate(middleX, 25);
    for (int blade = 0; blade < 3; ++blade) {
        painter.drawEllipse(QPointF(0, -5), 2.6, 4.6);
        painter.rotate(120);
    }
    painter.restore();
}

void cdu(QPainter& painter)
{
    painter.drawRoundedRect(QRectF(4, 10, 32, 30), 3, 3);
    painter.drawLine(QPointF(4, 40), QPointF(36, 10));
    wave(painter, {13, 19}, 5);
    wave(painter, {27, 31}, 5);
}

void rearDoor(QPainter& painter)
{
    painter.drawRect(QRectF(6, 8, 20, 34));
    painter.drawRect(QRectF(26, 8, 7, 34));
    QPolygonF coil;
    for (int i = 0; i <= 6; ++i)
        coil << QPointF(i % 2 == 0 ? 27.5 : 31.5, 11 + 28.0 * i / 6);
    painter.drawPolyline(coil);
}

void racks(QPainter& painter)
{
    for (const double x : {4.0, 15.0, 26.0}) {
        painter.drawRect(QRectF(x, 10, 10, 30));
        for (const double y : {17.0, 24.0, 31.0})
            painter.drawLine(QPointF(x + 2, y), QPointF(x + 8, y));
    }
}

} // namespace

void paintSymbol(QPainter& painter, Symbol symbol, const QColor& fill)
{
    painter.setBrush(fill);
    switch (symbol) {
    case Symbol::Utility:
        return utility(painter);
    case Symbol::Generator:
        return generator(painter);
    case Symbol::Battery:
        return battery(painter);
    case Symbol::Transformer:
        return transformer(painter);
    case Symbol::Switchgear:
        return switchgear(painter);
    case Symbol::Ups:
        return ups(painter);
    case Symbol::Pdu:
        return pdu(painter);
    case Symbol::Panel:
        return panel(painter);
    case Symbol::Chiller:
        return chiller(painter);
    case Symbol::DryCooler:
        return dryCooler(painter);
    case Symbol::Tower:
        return tower(painter);
    case Symbol::Economiser:
        return economiser(painter);
    case Symbol::Pump:
        return pump(painter);
    case Symbol::AirHandler:
        return airHandler(painter);
    case Symbol::Cdu:
        return cdu(painter);
    case Symbol::RearDoor:
        return rearDoor(painter);
    case Symbol::RackCircuit:
        return racks(painter);
    case Symbol::Frame: // these are drawn to the size of their item
    case Symbol::Group:
    case Symbol::Busway:
    case Symbol::Load:
        return;
    }
}

} // namespace hallwright::diagrams
