#include "views/elevation/elevation_painter.h"

#include <QFontMetricsF>

#include <algorithm>

namespace hallwright::elevation {

namespace {

constexpr double cornerPx = 2.5;

QColor mixed(const QColor& a, const QColor& b, double shareOfB)
{
    const auto part = [&](int x, int y) { return static_cast<int>(x + (y - x) * shareOfB); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

class Painter
{
public:
    Painter(QPainter& painter, const ElevationLayout& layout, const ElevationMarks& marks, style::Theme theme)
        : p_(painter), layout_(layout), marks_(marks), c_(style::colours(theme)), normal_(painter.font())
    {
    }

    void paint()
    {
        p_.setRenderHint(QPainter::Antialiasing);
        for (std::size_t i = 0; i < layout_.racks().size(); ++i) {
            header(i);
            for (const DeviceFace face : {DeviceFace::Front, DeviceFace::Rear})
                faceOf(i, face);
            loose(i);
        }
        for (const Ghost& ghost : marks_.ghosts)
            ghostOf(ghost);
        bubble();
    }

private:
    QColor fillOf(DeviceLook look) const
    {
        switch (look) {
        case DeviceLook::Compute:
            return mixed(c_.floor, c_.airHandler, 0.75);
        case DeviceLook::Network:
            return mixed(c_.floor, c_.cdu, 0.6);
        case DeviceLook::Power:
            return mixed(c_.floor, c_.power, 0.7);
        case DeviceLook::Passive:
            break;
        }
        return mixed(c_.floor, c_.column, 0.3);
    }

    void text(const QRectF& rect, const QString& words, Qt::Alignment alignment)
    {
        p_.drawText(rect, alignment | Qt::AlignVCenter | Qt::TextSingleLine,
                    QFontMetricsF(p_.font()).elidedText(words, Qt::ElideRight, rect.width()));
    }

    void header(std::size_t i)
    {
        const DrawnRack& rack = layout_.racks()[i];
        const QRectF rect = layout_.headerRect(i);
        QFont bold = normal_;
        bold.setBold(true);
        p_.setFont(bold);
        p_.setPen(c_.text);
        text({rect.left(), rect.top(), rect.width(), layout_.linePx() + 2.0}, rack.name, Qt::AlignHCenter);
        p_.setFont(normal_);
        p_.setPen(c_.dimText);
        text({rect.left(), rect.top() + layout_.linePx() + 2.0, rect.width(), layout_.linePx() + 2.0},
             QObject::tr("%1 · %2 U").arg(rack.typeName).arg(rack.units), Qt::AlignHCenter);
    }

    void faceOf(std::size_t i, DeviceFace face)
    {
        const DrawnRack& rack = layout_.racks()[i];
        p_.setPen(c_.dimText);
        text(layout_.titleRect(i, face),
             face == DeviceFace::Front ? QObject::tr("Front") : QObject::tr("Rear"), Qt::AlignHCenter);
        const QRectF units = layout_.faceRect(i, face);
        p_.setPen(Qt::NoPen);
        p_.setBrush(c_.floor);
        p_.drawRect(units);
        unitLines(i, face, units);
        p_.setBrush(Qt::NoBrush);
        p_.setPen(QPen(c_.wall, 2.0));
        p_.drawRect(units.adjusted(-1.5, -1.5, 1.5, 1.5));
        for (const DrawnDevice& device : rack.devices)
            deviceAt(layout_.deviceRect(i, device, face), device, face != device.face);
        if (rack.hasContents || face == DeviceFace::Rear)
            return;
        p_.setPen(c_.dimText);
        p_.drawText(units.adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                    QObject::tr("No contents: the rack has its type's figures. Add a device …"));
    }

    void unitLines(std::size_t i, DeviceFace face, const QRectF& units)
    {
        const DrawnRack& rack = layout_.racks()[i];
        QFont small = normal_;
        small.setPointSizeF(std::min(normal_.pointSizeF(), std::max(6.5, layout_.unitPx() * 0.55)));
        p_.setFont(small);
        for (int unit = 0; unit < rack.units; ++unit) {
            const int number = unitNumber(rack, unit);
            const bool strong = number % 5 == 0;
            p_.setPen(QPen(c_.grid, 1.0));
            const double y = units.bottom() - unit * layout_.unitPx();
            if (unit > 0)
                p_.drawLine(QPointF(units.left(), y), QPointF(units.right(), y));
            p_.setPen(strong ? c_.text : c_.dimText);
            p_.drawText(layout_.numberRect(i, face, unit),
                        Qt::AlignVCenter | (face == DeviceFace::Front ? Qt::AlignRight : Qt::AlignLeft),
                        QString::number(number));
        }
        p_.setFont(normal_);
    }

    void deviceAt(const QRectF& rect, const DrawnDevice& device, bool isBack)
    {
        if (rect.isEmpty())
            return;
        const bool selected = marks_.selected.contains(device.id);
        QColor fill = fillOf(device.look);
        if (isBack)
            fill = mixed(fill, c_.floor, 0.55);
        if (marks_.hovered == device.id)
            fill = mixed(fill, c_.accent, 0.15);
        p_.setBrush(fill);
        p_.setPen(selected ? QPen(c_.selection, 2.5) : QPen(mixed(fill, c_.text, 0.35), 1.0));
        p_.drawRoundedRect(rect, cornerPx, cornerPx);
        if (isBack) {
            p_.setBrush(QBrush(mixed(fill, c_.text, 0.16), Qt::BDiagPattern));
            p_.setPen(Qt::NoPen);
            p_.drawRoundedRect(rect, cornerPx, cornerPx);
        }
        label(rect, device, isBack);
    }

    // The name, and beside or under it what it is; where a half unit is too low for words, none.
    void label(const QRectF& rect, const DrawnDevice& device, bool isBack)
    {
        QFont font = normal_;
        font.setItalic(isBack);
        font.setPointSizeF(std::min(normal_.pointSizeF(), std::max(6.0, rect.height() * 0.62)));
        p_.setFont(font);
        p_.setPen(isBack ? c_.dimText : c_.text);
        const QRectF inner = rect.adjusted(5.0, 0.0, -5.0, 0.0);
        const double line = QFontMetricsF(font).height();
        if (rect.height() >= 2.0 * line && !device.figures.isEmpty()) {
            const QRectF upper(inner.left(), inner.center().y() - line, inner.width(), line);
            text(upper, device.label, Qt::AlignLeft);
            p_.setPen(c_.dimText);
            text(upper.translated(0.0, line), device.figures, Qt::AlignLeft);
        } else {
            const double figures = QFontMetricsF(font).horizontalAdvance(device.figures) + 8.0;
            const double name = QFontMetricsF(font).horizontalAdvance(device.label);
            const bool both = name + figures <= inner.width();
            text(inner, device.label, Qt::AlignLeft);
            p_.setPen(c_.dimText);
            if (both)
                text(inner, device.figures, Qt::AlignRight);
        }
        p_.setFont(normal_);
    }

    void loose(std::size_t i)
    {
        std::size_t line = 0;
        for (const DrawnDevice& device : layout_.racks()[i].devices) {
            if (device.inSlot)
                continue;
            if (line == 0) {
                p_.setPen(c_.dimText);
                text(layout_.looseTitleRect(i), QObject::tr("In no unit"), Qt::AlignLeft);
            }
            deviceAt(layout_.looseRect(i, line++), device, false);
        }
    }

    void ghostOf(const Ghost& ghost)
    {
        const QColor colour = marks_.refusal.isEmpty() ? c_.accent : c_.violation;
        QColor fill = colour;
        fill.setAlpha(70);
        for (const DeviceFace face : {DeviceFace::Front, DeviceFace::Rear}) {
            QRectF rect = layout_.deviceRect(ghost.rack, ghost.device, face);
            if (!ghost.device.inSlot && face == DeviceFace::Front)
                rect = layout_.faceRect(ghost.rack, face).adjusted(-4, -4, 4, 4);
            if (rect.isEmpty())
                continue;
            p_.setBrush(fill);
            p_.setPen(QPen(colour, face == ghost.device.face ? 2.0 : 1.0, Qt::DashLine));
            p_.drawRoundedRect(rect, cornerPx, cornerPx);
        }
    }

    // What the hand would do, or why it cannot, under the ghost and within the picture.
    void bubble()
    {
        if (marks_.ghosts.empty())
            return;
        const QString words = marks_.refusal.isEmpty() ? marks_.hint : marks_.refusal;
        const Ghost& ghost = marks_.ghosts.front();
        QRectF beside = layout_.deviceRect(ghost.rack, ghost.device, ghost.device.face);
        if (beside.isEmpty())
            beside = layout_.faceRect(ghost.rack, DeviceFace::Front);
        const double width = std::min(260.0, layout_.size().width() - 16.0);
        QRectF rect =
            QFontMetricsF(normal_).boundingRect(QRectF(0.0, 0.0, width, 400.0), Qt::TextWordWrap, words);
        rect.moveTopLeft(beside.bottomLeft() + QPointF(12.0, 10.0));
        rect.adjust(-7.0, -4.0, 7.0, 4.0);
        if (rect.right() > layout_.size().width() - 4.0)
            rect.moveRight(layout_.size().width() - 4.0);
        if (rect.bottom() > layout_.size().height() - 4.0)
            rect.moveBottom(beside.top() - 8.0);
        p_.setBrush(mixed(c_.floor, c_.background, 0.2));
        p_.setPen(QPen(marks_.refusal.isEmpty() ? c_.accent : c_.violation, 1.2));
        p_.drawRoundedRect(rect, 4.0, 4.0);
        p_.setPen(marks_.refusal.isEmpty() ? c_.text : c_.violation);
        p_.drawText(rect.adjusted(7.0, 4.0, -7.0, -4.0), Qt::TextWordWrap, words);
    }

    QPainter& p_;
    const ElevationLayout& layout_;
    const ElevationMarks& marks_;
    const style::Colours& c_;
    QFont normal_;
};

} // namespace

void paintElevation(QPainter& painter, const ElevationLayout& layout, const ElevationMarks& marks,
                    style::Theme theme)
{
    painter.save();
    Painter(painter, layout, marks, theme).paint();
    painter.restore();
}

} // namespace hallwright::elevation
