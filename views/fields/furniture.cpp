#include "views/fields/furniture.h"

#include "views/fields/upright_text.h"
#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright::fields {

namespace {

constexpr double margin = 12.0;
constexpr double gap = 8.0;
constexpr double rampWidth = 16.0;

QFont titleFont(const QFont& font)
{
    QFont bold = font;
    bold.setPointSizeF(font.pointSizeF() * 1.2);
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QImage rampImage(const ValueScale& scale)
{
    constexpr int steps = 256;
    QImage image(1, steps, QImage::Format_RGB32);
    for (int i = 0; i < steps; ++i)
        image.setPixel(0, i,
                       scale.colours().at(std::lerp(scale.maximum(), scale.minimum(),
                                                    static_cast<double>(i) / (steps - 1))));
    return image;
}

void paintTicks(QPainter& painter, const QRectF& ramp, const ValueScale& scale)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    std::vector<double> values{scale.minimum(), scale.maximum()};
    values.insert(values.end(), scale.ticks().begin(), scale.ticks().end());
    std::vector<double> written; // the ends first, then the ticks that keep clear of what is written
    for (const double value : values) {
        const double y = ramp.bottom() - scale.position(value) * ramp.height();
        painter.drawLine(QPointF(ramp.right(), y), QPointF(ramp.right() + 4, y));
        const bool crowded = std::any_of(written.begin(), written.end(), [&](double other) {
            return std::abs(other - y) < metrics.height();
        });
        if (crowded)
            continue;
        written.push_back(y);
        painter.drawText(QPointF(ramp.right() + 7, y + metrics.capHeight() / 2), scale.tickText(value));
    }
}

// Each band's name beside it, where there is room between the limits.
void paintBandNames(QPainter& painter, const QRectF& ramp, const ValueScale& scale)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    double low = scale.minimum();
    for (const ValueBand& band : scale.bands()) {
        const double high = std::min(band.upTo, scale.maximum());
        const double middle = ramp.bottom() - scale.position((low + high) / 2) * ramp.height();
        const double height = (high - low) / (scale.maximum() - scale.minimum()) * ramp.height();
        if (height > 1.75 * metrics.height())
            painter.drawText(QPointF(ramp.right() + 7, middle + metrics.capHeight() / 2), band.text);
        low = high;
    }
}

void paintPointer(QPainter& painter, QPointF tip, const QColor& colour)
{
    constexpr double size = 6.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const std::array<QPointF, 3> triangle{tip, tip + QPointF(-size, -size * 0.7),
                                          tip + QPointF(-size, size * 0.7)};
    painter.drawPolygon(triangle.data(), static_cast<int>(triangle.size()));
    painter.setBrush(Qt::NoBrush);
}

void paintNorthArrow(QPainter& painter, const QRectF& area, double northDeg, const style::Colours& colours)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double radius = area.height() / 2;
    painter.save();
    painter.translate(area.center());
    painter.rotate(northDeg);
    const std::array<QPointF, 4> arrow{QPointF(0, -radius), QPointF(radius * 0.45, radius * 0.75),
                                       QPointF(0, radius * 0.4), QPointF(-radius * 0.45, radius * 0.75)};
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.text);
    painter.drawPolygon(arrow.data(), static_cast<int>(arrow.size()));
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(colours.text);
    painter.drawText(QPointF(area.right() + 2, area.center().y() + metrics.capHeight() / 2),
                     QStringLiteral("N"));
}

// A bar of a round length and that length in words; returns what it took.
QRectF paintScaleBar(QPainter& painter, const QRectF& area, double metresPerPixel,
                     const style::Colours& colours)
{
    constexpr double shortestPixels = 70.0;
    const bool si = style::unitSystem() == style::UnitSystem::Si;
    const double metresPerUnit = si ? 1.0 : style::metresPerFoot;
    const double length = roundStep(shortestPixels * metresPerPixel / metresPerUnit);
    const double pixels = length * metresPerUnit / metresPerPixel;
    const QString text = QLocale().toString(length, 'g', 4) + QChar(0x00a0) +
                         (si ? QStringLiteral("m") : QStringLiteral("ft"));
    const QFontMetricsF metrics(painter.font(), painter.device());
    constexpr double thickness = 4.0;
    const QRectF bar(area.left(), std::round(area.center().y() - thickness / 2), std::round(pixels),
                     thickness);
    painter.fillRect(bar, colours.text);
    painter.fillRect(QRectF(bar.center().x(), bar.top() + 1, bar.width() / 2 - 1, thickness - 2),
                     colours.background);
    painter.setPen(colours.text);
    painter.drawText(QPointF(bar.right() + 6, area.center().y() + metrics.capHeight() / 2), text);
    return {area.left(), area.top(), bar.width() + 6 + metrics.horizontalAdvance(text), area.height()};
}

// As many of the parts, from the first on, as fit into the width; at least the first.
QString fitting(const QStringList& parts, double width, const QFontMetricsF& metrics)
{
    QString text = parts.value(0);
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QString longer = text + QStringLiteral(" · ") + parts[i];
        if (metrics.horizontalAdvance(longer) > width)
            break;
        text = longer;
    }
    return text;
}

} // namespace

QFont smallFont(const QFont& font)
{
    QFont smaller = font;
    smaller.setPointSizeF(std::max(font.pointSizeF() * 0.88, 7.0));
    return smaller;
}

double scaleWidth(const ValueScale& scale, const QFont& font)
{
    const QFontMetricsF metrics(font);
    const QFontMetricsF small(smallFont(font));
    double words = small.horizontalAdvance(QStringLiteral("100.0"));
    for (const ValueBand& band : scale.bands())
        words = std::max(words, small.horizontalAdvance(band.text));
    return std::ceil(rampWidth + 10 + words + metrics.height() + 4);
}

PlotLayout plotLayout(QSizeF size, const QFont& font, std::optional<double> scalesWidth,
                      const QString& subtitle)
{
    const QFontMetricsF metrics(font);
    const QFontMetricsF bold(titleFont(font));
    const QFontMetricsF small(smallFont(font));
    const int subtitleLines = small.horizontalAdvance(subtitle) > size.width() - 2 * margin ? 2 : 1;
    const double titleHeight = std::ceil(bold.height() + subtitleLines * small.height());
    const double scaleWidth = scalesWidth.value_or(
        std::ceil(rampWidth + 10 + small.horizontalAdvance(QStringLiteral("100.0")) + metrics.height() + 4));
    const double footerHeight = std::ceil(metrics.height() + 8);
    const double right = size.width() - margin;
    const double bottom = size.height() - margin / 2;

    PlotLayout layout;
    layout.title = QRectF(margin, margin * 0.6, right - margin, titleHeight);
    layout.footer = QRectF(margin, bottom - footerHeight, right - margin, footerHeight);
    const double top = std::ceil(layout.title.bottom() + gap);
    const double height = std::max(1.0, std::floor(layout.footer.top() - gap - top));
    layout.scale = QRectF(right - scaleWidth, top, scaleWidth, height);
    layout.map =
        QRectF(margin, top, std::max(1.0, std::floor(layout.scale.left() - gap - 8 - margin)), height);
    return layout;
}

void paintTitle(QPainter& painter, const QRectF& area, const QString& title, const QString& subtitle,
                const style::Colours& colours, const TitleNote& note)
{
    const QFont plain = painter.font();
    const QFontMetricsF bold(titleFont(plain), painter.device());
    const QFontMetricsF small(smallFont(plain), painter.device());
    const double apart = 2 * small.averageCharWidth();
    const QString said = fitting(note.parts, area.width() - bold.horizontalAdvance(title) - apart, small);
    const double noteWidth = said.isEmpty() ? 0.0 : small.horizontalAdvance(said) + apart;
    const QRectF first(area.left(), area.top(), area.width() - noteWidth, bold.height());
    const QRectF rest(area.left(), first.bottom(), area.width(), area.bottom() - first.bottom());
    painter.setFont(titleFont(plain));
    painter.setPen(colours.text);
    painter.drawText(first, Qt::AlignLeft, bold.elidedText(title, Qt::ElideRight, first.width()));
    painter.setFont(smallFont(plain));
    painter.setPen(colours.dimText);
    if (rest.height() >= 2 * small.height())
        painter.drawText(rest, Qt::AlignLeft | Qt::TextWordWrap, subtitle);
    else
        painter.drawText(rest, Qt::AlignLeft, small.elidedText(subtitle, Qt::ElideRight, rest.width()));
    painter.setPen(note.colour);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), small.height()), Qt::AlignRight, said);
    painter.setFont(plain);
}

void paintColourScale(QPainter& painter, const QRectF& area, const ValueScale& scale,
                      std::optional<double> limit, std::optional<double> pointed,
                      const style::Colours& colours)
{
    const QFont plain = painter.font();
    const double titleWidth = QFontMetricsF(plain, painter.device()).height();
    painter.setPen(colours.text);
    paintUpright(painter, {area.right() - titleWidth, area.top(), titleWidth, area.height()},
                 QStringLiteral("%1 (%2)").arg(scale.title(), scale.unit()));

    const QRectF ramp(area.left(), area.top() + 4, rampWidth, area.height() - 8);
    painter.drawImage(ramp, rampImage(scale));
    painter.setPen(colours.dimText);
    painter.drawRect(ramp.adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.setFont(smallFont(plain));
    painter.setPen(colours.text);
    paintTicks(painter, ramp, scale);
    painter.setPen(colours.dimText);
    paintBandNames(painter, ramp, scale);
    const auto heightOf = [&](double value) {
        return ramp.bottom() - std::clamp(scale.position(value), 0.0, 1.0) * ramp.height();
    };
    if (limit && scale.position(*limit) >= 0.0 && scale.position(*limit) <= 1.0)
        painter.fillRect(QRectF(ramp.left() - 2, heightOf(*limit) - 1.5, ramp.width() + 4, 3),
                         colours.violation);
    if (pointed && !std::isnan(*pointed))
        paintPointer(painter, {ramp.left() - 1, heightOf(*pointed)}, colours.text);
    painter.setFont(plain);
}

void paintFooter(QPainter& painter, const QRectF& area, double northDeg, std::optional<double> metresPerPixel,
                 const QString& probeText, const style::Colours& colours)
{
    const QFont plain = painter.font();
    painter.setFont(smallFont(plain));
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double size = area.height() - 4;
    paintNorthArrow(painter, {area.left(), area.top() + 2, size, size}, northDeg, colours);
    double left = area.left() + size + metrics.horizontalAdvance(QStringLiteral("N")) + 18;
    if (metresPerPixel)
        left = paintScaleBar(painter, {left, area.top(), area.right() - left, area.height()}, *metresPerPixel,
                             colours)
                   .right() +
               16;
    const QRectF rest(left, area.top(), area.right() - left, area.height());
    if (rest.width() > metrics.averageCharWidth() * 4)
        painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(probeText, Qt::ElideRight, rest.width()));
    painter.setFont(plain);
}

void paintFrame(QPainter& painter, const QRectF& map, const style::Colours& colours)
{
    painter.setPen(colours.grid);
    painter.drawRect(map.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void paintSentence(QPainter& painter, const QRectF& area, const QString& sentence,
                   const style::Colours& colours)
{
    painter.fillRect(area, colours.background);
    painter.setPen(colours.dimText);
    painter.drawText(area.adjusted(margin, margin, -margin, -margin), Qt::AlignCenter | Qt::TextWordWrap,
                     sentence);
}

} // namespace hallwright::fields
