#include "views/diagrams/diagram_painter.h"

#include "views/diagrams/power_diagram.h"
#include "views/diagrams/quantities.h"
#include "views/diagrams/symbols.h"
#include "views/shared/format.h"
#include "views/shared/legend.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace hallwright::diagrams {

namespace {

constexpr double textSize = 11.0;    // at 100 %
constexpr double blockHeight = 15.0; // an item lower than this on screen is only a block of colour
constexpr double lineSpacing = 1.22;
constexpr double barHeight = 4.0;
constexpr double textLeft = 44.0; // of a cell with a symbol
constexpr double busBarTop = 9.0;
constexpr double busBarHeight = 6.0;
constexpr double busTextLeft = 26.0;
constexpr double busWireX = 20.0;
constexpr double cornerRadius = 6.0;
constexpr float faint = 0.22f;

bool dark(style::Theme theme)
{
    return theme == style::Theme::Dark;
}

QColor blend(const QColor& a, const QColor& b, double t)
{
    const auto mix = [t](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * t)); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

class Painter
{
public:
    Painter(QPainter& p, const QRectF& area, const Diagram& diagram, const Snapshot* snapshot,
            const DiagramTransform& transform, const DiagramPaint& paint)
        : p_(p), area_(area), diagram_(diagram), drawing_(diagram.drawing()), snapshot_(snapshot),
          t_(transform), paint_(paint), c_(style::colours(paint.theme)),
          temperatures_(diagram.temperatureScale())
    {
        card_ = dark(paint.theme) ? QColor(0x232a32) : QColor(0xffffff);
        dead_ = blend(c_.dimText, c_.background, 0.35);
        font_ = p.font();
        font_.setPixelSize(letterSize(textSize));
        bold_ = font_;
        bold_.setBold(textSize * t_.scale >= leastLetterPixels * paint_.unitsPerPixel);
    }

    void run()
    {
        p_.save();
        p_.setClipRect(area_);
        p_.setRenderHint(QPainter::Antialiasing);
        for (std::size_t i = 0; i < drawing_.items.size(); ++i) {
            if (drawing_.items[i].symbol == Symbol::Frame)
                frame(drawing_.items[i]);
        }
        wires();
        for (std::size_t i = 0; i < drawing_.items.size(); ++i)
            item(i);
        for (const DiagramNote& note : drawing_.notes)
            noteText(note);
        p_.restore();
    }

private:
    int letterSize(double units) const
    {
        return std::max(1, static_cast<int>(std::lround(
                               std::max(units * t_.scale, leastLetterPixels * paint_.unitsPerPixel))));
    }

    double lineHeight() const { return font_.pixelSize() * lineSpacing; }
    bool readable(const QRectF& rect) const { return rect.height() >= blockHeight * paint_.unitsPerPixel; }
    bool visible(const QRectF& rect) const { return rect.intersects(area_); }

    void frame(const DiagramItem& item)
    {
        const QRectF rect = t_.map(item.rect);
        if (!visible(rect))
            return;
        p_.setPen(QPen(c_.grid, paint_.unitsPerPixel));
        p_.setBrush(blend(c_.background, card_, 0.45));
        p_.drawRoundedRect(rect, cornerRadius * t_.scale, cornerRadius * t_.scale);
    }

    // Pipes of one kind flow into each other, so their edges are drawn before their colours; the return passes over.
    void wires()
    {
        std::vector<WireValue> values;
        for (std::size_t i = 0; i < drawing_.wires.size(); ++i)
            values.push_back(diagram_.wireValue(i, snapshot_));
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (drawing_.wires[i].kind == WireKind::Power)
                powerWire(drawing_.wires[i], values[i]);
        }
        for (const WireKind kind : {WireKind::Supply, WireKind::Return}) {
            for (const bool edges : {true, false}) {
                for (std::size_t i = 0; i < values.size(); ++i) {
                    if (drawing_.wires[i].kind == kind)
                        pipe(drawing_.wires[i], values[i], edges);
                }
            }
        }
    }

    void powerWire(const DiagramWire& wire, const WireValue& value)
    {
        const double width = std::max(1.6 * t_.scale, 0.9 * paint_.unitsPerPixel);
        const QColor colour = value.dead ? dead_ : sideColour(wire.side, paint_.theme);
        p_.setPen(QPen(colour, width, value.dead ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap));
        for (const QLineF& line : wire.lines)
            drawLine(line);
        p_.setPen(Qt::NoPen);
        p_.setBrush(colour);
        for (const QPointF& joint : wire.joints)
            p_.drawEllipse(t_.map(joint), 1.7 * width, 1.7 * width);
    }

    void drawLine(const QLineF& line) { p_.drawLine(t_.map(line.p1()), t_.map(line.p2())); }

    // Width by flow; an edge sets every colour off against any ground.
    void pipe(const DiagramWire& wire, const WireValue& value, bool edge)
    {
        const double width = std::max((2.0 + 7.0 * std::sqrt(std::clamp(value.share, 0.0, 1.0))) * t_.scale,
                                      1.5 * paint_.unitsPerPixel);
        const double casing = std::max(1.3 * t_.scale, 0.7 * paint_.unitsPerPixel);
        const bool known = !value.dead && !std::isnan(value.temperatureC);
        QColor colour = value.dead ? dead_ : card_;
        if (edge && !value.dead)
            colour = wire.kind == WireKind::Supply ? c_.supplyPipe : c_.returnPipe;
        else if (known && temperatures_)
            colour = temperatures_->map->colour(
                temperatures_->position(style::temperatureInUserUnit(value.temperatureC)));
        p_.setPen(QPen(colour, edge ? width + 2 * casing : width, Qt::SolidLine, Qt::SquareCap));
        for (const QLineF& line : wire.lines)
            drawLine(line);
    }

    void item(std::size_t index)
    {
        const DiagramItem& item = drawing_.items[index];
        const QRectF rect = t_.map(item.rect);
        if (!visible(rect))
            return;
        const ItemValue value = diagram_.value(index, snapshot_);
        const bool filteredOut = !paint_.filter.isEmpty() && item.symbol != Symbol::Frame &&
                                 !item.name.contains(paint_.filter, Qt::CaseInsensitive);
        p_.setOpacity(filteredOut ? static_cast<qreal>(faint) : 1.0);
        if (item.symbol == Symbol::Frame)
            frameTitle(item, rect, value);
        else if (!readable(rect))
            block(rect, value);
        else if (item.symbol == Symbol::Group)
            group(item, rect, value);
        else if (item.symbol == Symbol::Load)
            load(item, rect, value);
        else
            cell(item, rect, value);
        p_.setOpacity(1.0);
        if (paint_.selected == index)
            paintRing(p_, rect, c_.selection, std::max(2.0 * t_.scale, 2.0 * paint_.unitsPerPixel));
    }

    QColor ink(const ItemValue& value) const { return value.dead ? dead_ : c_.text; }

    QColor loadInk(const ItemValue& value) const
    {
        if (value.dead)
            return dead_;
        return value.loading >= highLoading ? loadingColour(value.loading, paint_.theme) : c_.dimText;
    }

    void block(const QRectF& rect, const ItemValue& value)
    {
        const QRectF inner = rect.adjusted(rect.width() * 0.04, rect.height() * 0.1, -rect.width() * 0.04,
                                           -rect.height() * 0.1);
        if (value.dead) {
            p_.setPen(QPen(dead_, paint_.unitsPerPixel, Qt::DashLine));
            p_.setBrush(Qt::NoBrush);
            p_.drawRect(inner);
            return;
        }
        const QColor colour =
            std::isnan(value.loading) ? c_.grid : loadingColour(value.loading, paint_.theme);
        p_.fillRect(inner, blend(colour, c_.background, 0.25));
    }

    // One line of text in a place; what does not fit is shortened.
    void text(const QRectF& place, const QString& words, const QFont& font, const QColor& colour,
              Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode elide = Qt::ElideRight)
    {
        if (place.width() <= 0.0 || words.isEmpty())
            return;
        const QFontMetricsF metrics(font, p_.device());
        QString shown = words;
        double width = metrics.horizontalAdvance(words);
        if (width > place.width()) {
            shown = metrics.elidedText(words, elide, place.width());
            width = metrics.horizontalAdvance(shown);
        }
        double x = place.left();
        if (alignment & Qt::AlignHCenter)
            x = place.center().x() - width / 2;
        else if (alignment & Qt::AlignRight)
            x = place.right() - width;
        p_.setFont(font);
        p_.setPen(colour);
        p_.drawText(QPointF(x, place.center().y() + metrics.capHeight() / 2), shown);
    }

    struct Line {
        QString words;
        QColor colour;
        bool isBold = false;
    };

    // Lines one below the other, centred in height; as many as there is room for.
    void lines(const QRectF& place, std::vector<Line> content, Qt::Alignment alignment)
    {
        std::erase_if(content, [](const Line& line) { return line.words.isEmpty(); });
        const double height = lineHeight();
        const auto room = static_cast<std::size_t>(std::max(1.0, std::floor(place.height() / height + 0.12)));
        if (content.size() > room)
            content.resize(room);
        double y = place.center().y() - height * static_cast<double>(content.size()) / 2;
        for (const Line& line : content) {
            text({place.left(), y, place.width(), height}, line.words, line.isBold ? bold_ : font_,
                 line.colour, alignment, line.isBold ? Qt::ElideMiddle : Qt::ElideRight);
            y += height;
        }
    }

    // The loading alone, where there is no room for the power as well.
    QString fitting(const ItemValue& value, double width) const
    {
        const bool fits = QFontMetricsF(font_, p_.device()).horizontalAdvance(value.value) <= width;
        return fits || value.dead || std::isnan(value.loading) ? value.value : percent(value.loading);
    }

    void bar(const QRectF& track, const ItemValue& value)
    {
        p_.fillRect(track, blend(c_.grid, card_, 0.3));
        if (std::isnan(value.loading) || value.dead)
            return;
        QRectF filled = track;
        filled.setWidth(track.width() * std::clamp(value.loading, 0.0, 1.0));
        p_.fillRect(filled, loadingColour(value.loading, paint_.theme));
    }

    void cell(const DiagramItem& item, const QRectF& rect, const ItemValue& value)
    {
        const bool busway = item.symbol == Symbol::Busway;
        if (temperatures_)
            equipmentCard(rect, value);
        busway ? busBar(item, rect, value) : symbol(item, rect, value);
        const double left = rect.left() + (busway ? busTextLeft : textLeft) * t_.scale;
        const double right = rect.right() - (temperatures_ ? 8.0 : 2.0) * t_.scale;
        double top = rect.top() + (busway ? (busBarTop + busBarHeight + 1.0) * t_.scale : 0.0);
        double bottom = rect.bottom();
        if (!std::isnan(value.loading)) {
            const double height = std::max(barHeight * t_.scale, 2.0 * paint_.unitsPerPixel);
            bottom -= (temperatures_ ? 6.0 : 3.0) * t_.scale + height;
            bar({left, bottom, right - left, height}, value);
        }
        double room = right - left;
        if (!item.opens.empty()) {
            disclosure({right - 5 * t_.scale, rect.top() + 12 * t_.scale}, 4 * t_.scale, item.isOpen);
            room -= 14 * t_.scale;
        }
        lines({left, top, room, bottom - top},
              {{item.name, ink(value), true},
               {fitting(value, room), loadInk(value)},
               {value.detail, c_.dimText}},
              Qt::AlignLeft);
    }

    // Equipment on a pipe stands on a card of its own, with its loading as its lower edge.
    void equipmentCard(const QRectF& rect, const ItemValue& value)
    {
        p_.setPen(QPen(value.dead ? dead_ : c_.wall, std::max(t_.scale, 0.8 * paint_.unitsPerPixel),
                       value.dead ? Qt::DashLine : Qt::SolidLine));
        p_.setBrush(card_);
        p_.drawRoundedRect(rect, cornerRadius * t_.scale, cornerRadius * t_.scale);
    }

    QColor symbolInk(const DiagramItem& item, const ItemValue& value) const
    {
        if (value.dead)
            return dead_;
        return temperatures_ ? c_.text : sideColour(item.side, paint_.theme);
    }

    QColor symbolFill(const ItemValue& value) const
    {
        if (value.loading >= highLoading && !value.dead)
            return blend(card_, loadingColour(value.loading, paint_.theme), 0.45);
        return card_;
    }

    void symbol(const DiagramItem& item, const QRectF& rect, const ItemValue& value)
    {
        p_.save();
        p_.translate(rect.topLeft());
        p_.scale(t_.scale, t_.scale);
        p_.setPen(QPen(symbolInk(item, value), std::max(1.5, 1.0 * paint_.unitsPerPixel / t_.scale),
                       value.dead ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        if (item.ticksX.size() > 1) {
            for (const double x : item.ticksX)
                p_.drawLine(QPointF(x, 0), QPointF(x, entryJoinY));
            p_.drawLine(QPointF(item.ticksX.front(), entryJoinY), QPointF(item.ticksX.back(), entryJoinY));
            p_.setClipRect(QRectF(-2, entryJoinY, symbolWidth + 4, item.rect.height()), Qt::IntersectClip);
        }
        p_.translate(0.0, (item.rect.height() - symbolHeight) / 2);
        paintSymbol(p_, item.symbol, symbolFill(value));
        if (value.out) {
            p_.setPen(QPen(c_.violation, 2.0));
            p_.drawLine(QPointF(6, 10), QPointF(34, 40));
            p_.drawLine(QPointF(34, 10), QPointF(6, 40));
        }
        p_.restore();
    }

    void busBar(const DiagramItem& item, const QRectF& rect, const ItemValue& value)
    {
        const QColor colour = symbolInk(item, value);
        const double y = rect.top() + busBarTop * t_.scale;
        p_.setPen(QPen(colour, std::max(1.6 * t_.scale, 0.9 * paint_.unitsPerPixel)));
        for (const double x : item.ticksX)
            p_.drawLine(QPointF(rect.left() + x * t_.scale, rect.top()),
                        QPointF(rect.left() + x * t_.scale, y));
        p_.drawLine(QPointF(rect.left() + busWireX * t_.scale, y),
                    QPointF(rect.left() + busWireX * t_.scale, rect.bottom()));
        p_.setPen(Qt::NoPen);
        p_.setBrush(colour);
        p_.drawRoundedRect(QRectF(rect.left(), y, rect.width(), busBarHeight * t_.scale), 2 * t_.scale,
                           2 * t_.scale);
    }

    void load(const DiagramItem& item, const QRectF& rect, const ItemValue& value)
    {
        p_.setPen(QPen(value.dead ? dead_ : c_.dimText, std::max(t_.scale, 0.8 * paint_.unitsPerPixel),
                       value.dead ? Qt::DashLine : Qt::SolidLine));
        p_.setBrush(card_);
        p_.drawRoundedRect(rect, 4.0 * t_.scale, 4.0 * t_.scale);
        lines(rect.adjusted(5 * t_.scale, 2 * t_.scale, -5 * t_.scale, -2 * t_.scale),
              {{item.name, ink(value), true}, {value.value, loadInk(value)}}, Qt::AlignHCenter);
    }

    void disclosure(QPointF centre, double size, bool isOpen)
    {
        QPolygonF arrow;
        if (isOpen)
            arrow << QPointF(-size, -size / 2) << QPointF(size, -size / 2) << QPointF(0, size * 0.7);
        else
            arrow << QPointF(-size / 2, -size) << QPointF(size * 0.7, 0) << QPointF(-size / 2, size);
        p_.setPen(Qt::NoPen);
        p_.setBrush(c_.dimText);
        p_.drawPolygon(arrow.translated(centre));
    }

    void group(const DiagramItem& item, const QRectF& rect, const ItemValue& value)
    {
        const double s = t_.scale;
        p_.setPen(QPen(c_.wall, std::max(s, 0.8 * paint_.unitsPerPixel)));
        p_.setBrush(card_);
        p_.drawRoundedRect(rect, cornerRadius * s, cornerRadius * s);
        const QRectF inner = rect.adjusted(12 * s, 8 * s, -12 * s, -8 * s);
        const double line = lineHeight();
        disclosure({inner.left() + 3 * s, inner.top() + line / 2}, 4 * s, false);
        const QFontMetricsF metrics(bold_, p_.device());
        const double valueWidth = std::min(metrics.horizontalAdvance(value.value), inner.width() * 0.62);
        text({inner.left() + 12 * s, inner.top(), inner.width() - valueWidth - 18 * s, line}, item.name,
             bold_, c_.text, Qt::AlignLeft, Qt::ElideMiddle);
        text({inner.right() - valueWidth, inner.top(), valueWidth, line}, value.value, bold_, loadInk(value),
             Qt::AlignRight);
        double y = inner.top() + line + 4 * s;
        const double height = std::max(5.0 * s, 2.0 * paint_.unitsPerPixel);
        bar({inner.left(), y, inner.width(), height}, value);
        y += height + 4 * s;
        if (y + line > inner.bottom())
            return;
        const QString detail = value.known ? value.detail : QStringLiteral("no result yet");
        if (!detail.isEmpty()) {
            text({inner.left(), y, inner.width(), line}, detail, font_, c_.dimText);
            y += line + 2 * s;
        }
        groupRows(item, {inner.left(), y, inner.width(), inner.bottom() - y}, value);
    }

    void groupRows(const DiagramItem& item, const QRectF& place, const ItemValue& value)
    {
        if (item.rows.empty())
            return;
        const double step = place.height() / static_cast<double>(item.rows.size());
        if (step < 0.8 * font_.pixelSize())
            return;
        const QFontMetricsF metrics(font_, p_.device());
        const double figure = std::max(36.0 * t_.scale, metrics.horizontalAdvance(QStringLiteral("100 % ")));
        const double barWidth = 50.0 * t_.scale;
        for (std::size_t i = 0; i < item.rows.size(); ++i) {
            const QRectF row(place.left(), place.top() + step * static_cast<double>(i), place.width(), step);
            const double loading = i < value.rowLoadings.size() ? value.rowLoadings[i] : notKnown;
            const bool hasFigure = !std::isnan(loading);
            const double besideBar = row.width() - figure - barWidth - 6 * t_.scale;
            const bool hasBar = hasFigure && metrics.horizontalAdvance(item.rows[i]) <= besideBar;
            const double room = hasBar ? besideBar : hasFigure ? row.width() - figure : row.width();
            text({row.left(), row.top(), room, step}, item.rows[i], font_, c_.text);
            if (!hasFigure)
                continue;
            ItemValue part;
            part.loading = loading;
            const double height = barHeight * t_.scale;
            if (hasBar)
                bar({row.right() - figure - barWidth, row.center().y() - height / 2, barWidth, height}, part);
            text({row.right() - figure, row.top(), figure, step}, percent(loading), font_, loadInk(part),
                 Qt::AlignRight);
        }
    }

    void frameTitle(const DiagramItem& item, const QRectF& rect, const ItemValue& value)
    {
        const double s = t_.scale;
        const QFontMetricsF boldMetrics(bold_, p_.device());
        const QFontMetricsF metrics(font_, p_.device());
        const double height = lineHeight();
        const QString detail =
            value.detail.isEmpty() ? value.value : value.value + QStringLiteral(" · ") + value.detail;
        const double room = rect.width() - 32 * s;
        const double name = std::min(boldMetrics.horizontalAdvance(item.name), room);
        const double figures =
            std::min(metrics.horizontalAdvance(detail), std::max(0.0, room - name - 8 * s));
        const QRectF plate(rect.left() + 8 * s, rect.top() + 7 * s, name + figures + 28 * s, height);
        p_.fillRect(plate, blend(c_.background, card_, 0.45));
        const double indent = item.opens.empty() ? 4 * s : 16 * s;
        if (!item.opens.empty())
            disclosure({plate.left() + 6 * s, plate.center().y()}, 4 * s, item.isOpen);
        text({plate.left() + indent, plate.top(), name, height}, item.name, bold_, c_.text);
        if (figures > 20 * s)
            text({plate.left() + name + 24 * s, plate.top(), figures, height}, detail, font_, loadInk(value));
    }

    void noteText(const DiagramNote& note)
    {
        const QString words = diagram_.note(note.what, snapshot_);
        const QPointF at = t_.map(note.at);
        const QFontMetricsF metrics(font_, p_.device());
        const double width = metrics.horizontalAdvance(words);
        text({at.x(), at.y() - lineHeight(), width + 1, lineHeight()}, words, font_, c_.text);
    }

    QPainter& p_;
    const QRectF& area_;
    const Diagram& diagram_;
    const Drawing& drawing_;
    const Snapshot* snapshot_;
    const DiagramTransform& t_;
    const DiagramPaint& paint_;
    const style::Colours& c_;
    std::optional<style::ColourScale> temperatures_;
    QColor card_;
    QColor dead_;
    QFont font_;
    QFont bold_;
};

// A swatch or a line, with its words; returns where the next begins.
double legendEntry(QPainter& painter, const QRectF& area, double x, const QColor& colour, double lineWidth,
                   Qt::PenStyle pen, const QString& words, const QColor& ink)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double swatch = metrics.ascent();
    const double middle = area.center().y();
    const bool isLine = lineWidth > 0.0;
    const double width = isLine ? swatch * 1.8 : swatch;
    if (x + width + metrics.horizontalAdvance(words) > area.right())
        return x;
    if (isLine) {
        painter.setPen(QPen(colour, lineWidth, pen));
        painter.drawLine(QPointF(x, middle), QPointF(x + width, middle));
    } else {
        painter.fillRect(QRectF(x, middle - swatch / 2, swatch, swatch), colour);
    }
    painter.setPen(ink);
    painter.drawText(QPointF(x + width + swatch * 0.5, middle + metrics.capHeight() / 2), words);
    return x + width + swatch * 2.0 + metrics.horizontalAdvance(words);
}

} // namespace

QColor loadingColour(double loading, style::Theme theme)
{
    if (loading >= fullLoading)
        return style::colours(theme).violation;
    if (loading >= highLoading)
        return dark(theme) ? QColor(0xf0a830) : QColor(0xb97900);
    return dark(theme) ? QColor(0x7891a8) : QColor(0x7b93a9);
}

// Blue and bluish green of M. Okabe and K. Ito, "Color universal design", 2008.
QColor sideColour(FeedSide side, style::Theme theme)
{
    switch (side) {
    case FeedSide::A:
        return dark(theme) ? QColor(0x56b4e9) : QColor(0x0072b2);
    case FeedSide::B:
        return dark(theme) ? QColor(0x2fcfa3) : QColor(0x00875f);
    case FeedSide::None:
        break;
    }
    return style::colours(theme).wall;
}

void paintDiagram(QPainter& painter, const QRectF& area, const Diagram& diagram, const Snapshot* snapshot,
                  const DiagramTransform& transform, const DiagramPaint& paint)
{
    Painter(painter, area, diagram, snapshot, transform, paint).run();
}

void paintRing(QPainter& painter, const QRectF& rect, const QColor& colour, double width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(-width, -width, width, width), 3 * width, 3 * width);
    painter.restore();
}

DiagramTransform legibleIn(const QRectF& area, const Drawing& drawing)
{
    constexpr double legiblePixels = 9.0;
    DiagramTransform transform = fittedTo(area, drawing);
    if (transform.scale >= legiblePixels / textSize || drawing.size.isEmpty())
        return transform;
    transform.scale = legiblePixels / textSize;
    const QSizeF size = drawing.size * transform.scale;
    transform.origin = area.topLeft() + QPointF(std::max(0.0, (area.width() - size.width()) / 2),
                                                std::max(0.0, (area.height() - size.height()) / 2));
    return transform;
}

DiagramTransform fittedTo(const QRectF& area, const Drawing& drawing)
{
    constexpr double largest = 1.25; // a small diagram is not blown up
    if (drawing.size.isEmpty())
        return {1.0, area.topLeft()};
    DiagramTransform transform;
    transform.scale =
        std::min({area.width() / drawing.size.width(), area.height() / drawing.size.height(), largest});
    const QSizeF size = drawing.size * transform.scale;
    transform.origin =
        area.topLeft() + QPointF((area.width() - size.width()) / 2, (area.height() - size.height()) / 2);
    return transform;
}

double scaleForLetters(double height)
{
    return height / textSize;
}

void paintDiagramLegend(QPainter& painter, const QRectF& area, const Diagram& diagram, style::Theme theme,
                        double unitsPerPixel)
{
    const double lineWidth = 2.0 * unitsPerPixel;
    const style::Colours& c = style::colours(theme);
    if (const auto scale = diagram.temperatureScale()) {
        constexpr double widest = 520.0;
        QRectF ramp = area;
        ramp.setWidth(std::min(area.width(), widest * unitsPerPixel));
        style::paintLegend(painter, ramp, *scale, c.text);
        QRectF rest = area;
        rest.setLeft(ramp.right() + 24 * unitsPerPixel);
        double x = rest.left();
        x = legendEntry(painter, rest, x, c.supplyPipe, lineWidth, Qt::SolidLine, QStringLiteral("supply"),
                        c.text);
        x = legendEntry(painter, rest, x, c.returnPipe, lineWidth, Qt::SolidLine, QStringLiteral("return"),
                        c.text);
        legendEntry(painter, rest, x, Qt::transparent, 0.0, Qt::SolidLine, QStringLiteral("width by flow"),
                    c.dimText);
        return;
    }
    double x = area.left();
    const auto line = [&](const QColor& colour, Qt::PenStyle pen, const QString& words) {
        x = legendEntry(painter, area, x, colour, lineWidth, pen, words, c.text);
    };
    const auto box = [&](double loading, const QString& words) {
        x = legendEntry(painter, area, x, loadingColour(loading, theme), 0.0, Qt::SolidLine, words, c.text);
    };
    box(0.0, QStringLiteral("load below 80 %"));
    box(highLoading, QStringLiteral("80 to 100 %"));
    box(fullLoading, QStringLiteral("over 100 %"));
    line(sideColour(FeedSide::A, theme), Qt::SolidLine, QStringLiteral("side A"));
    line(sideColour(FeedSide::B, theme), Qt::SolidLine, QStringLiteral("side B"));
    line(sideColour(FeedSide::None, theme), Qt::SolidLine, QStringLiteral("both or none"));
    line(c.dimText, Qt::DashLine, QStringLiteral("no supply"));
}

} // namespace hallwright::diagrams
