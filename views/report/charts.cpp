#include "views/report/charts.h"

#include "views/diagrams/diagram_painter.h"
#include "views/diagrams/power_diagram.h"
#include "views/shared/format.h"
#include "views/shared/theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hallwright::report {

namespace {

constexpr double labelMm = 2.7; // of letters
constexpr double tickMm = 2.5;
constexpr int mostTicks = 5;

const style::Colours& look()
{
    return style::colours(style::Theme::Light);
}

void gridLine(Sheet& sheet, const QPointF& from, const QPointF& to)
{
    sheet.painter.setPen(QPen(look().grid, 0.13 * mm));
    sheet.painter.drawLine(from, to);
}

void axisLine(Sheet& sheet, const QPointF& from, const QPointF& to)
{
    sheet.painter.setPen(QPen(Sheet::dimInk(), 0.25 * mm));
    sheet.painter.drawLine(from, to);
}

void limitLine(Sheet& sheet, const QPointF& from, const QPointF& to)
{
    sheet.painter.setPen(QPen(Sheet::ink(), 0.45 * mm, Qt::SolidLine, Qt::FlatCap));
    sheet.painter.drawLine(from, to);
}

void bar(Sheet& sheet, const QRectF& rect, const QColor& colour, bool alarming)
{
    sheet.painter.setPen(
        QPen(alarming ? look().violation : colour.darker(130), (alarming ? 0.35 : 0.13) * mm));
    sheet.painter.setBrush(colour);
    sheet.painter.drawRect(rect);
}

QColor inkFor(bool alarming)
{
    return alarming ? look().violation : Sheet::ink();
}

QColor shareColour(const ShareBar& of)
{
    return diagrams::loadingColour(of.exceeded
                                       ? std::max(of.share, diagrams::fullLoading)
                                       : std::min(of.share, std::nextafter(diagrams::fullLoading, 0.0)),
                                   style::Theme::Light);
}

// Rows below each other, each with a name to the left of its bar and a value to the right.
class Rows
{
public:
    Rows(const QRectF& area, std::size_t count, double nameShare, double valueShare)
        : area_(area),
          heightMm_(std::min(shareRowMm, (area.height() / mm - chartHeadMm - chartAxisMm) /
                                             static_cast<double>(std::max<std::size_t>(count, 1)))),
          count_(count), nameShare_(nameShare), valueShare_(valueShare)
    {
    }

    QRectF head() const { return {area_.left(), area_.top(), area_.width(), (chartHeadMm - 1.0) * mm}; }
    double top() const { return area_.top() + chartHeadMm * mm; }
    double bottom() const { return top() + static_cast<double>(count_) * heightMm_ * mm; }
    QRectF name(std::size_t row) const { return part(row, 0.0, nameShare_ - 0.01); }
    QRectF plot(std::size_t row) const { return part(row, nameShare_, 1.0 - valueShare_ - 0.01); }
    QRectF value(std::size_t row) const { return part(row, 1.0 - valueShare_, 1.0); }
    QRectF bar(std::size_t row, double from, double to) const
    {
        const QRectF place = plot(row);
        const double margin = 0.16 * place.height();
        return QRectF(place.left() + from * place.width(), place.top(), (to - from) * place.width(),
                      place.height())
            .adjusted(0, margin, 0, -margin);
    }

    // A line through all rows with its words below, at this share of the axis.
    void tick(Sheet& sheet, double at, const QString& words) const
    {
        const QRectF place = plot(0);
        const double x = place.left() + at * place.width();
        const double widthMm = 22.0;
        gridLine(sheet, {x, top()}, {x, bottom() + 1.0 * mm});
        sheet.line({x - widthMm / 2 * mm, bottom() + 1.2 * mm, widthMm * mm, 4.4 * mm}, words, tickMm,
                   Qt::AlignHCenter, false, Sheet::dimInk());
    }

private:
    QRectF part(std::size_t row, double from, double to) const
    {
        return {area_.left() + from * area_.width(), top() + static_cast<double>(row) * heightMm_ * mm,
                (to - from) * area_.width(), heightMm_ * mm};
    }

    QRectF area_;
    double heightMm_;
    std::size_t count_;
    double nameShare_, valueShare_;
};

void paintShareBar(Sheet& sheet, const Rows& rows, std::size_t row, const ShareBar& of, double axisEnd)
{
    sheet.line(rows.name(row), of.name, labelMm, Qt::AlignLeft, of.exceeded, inkFor(of.exceeded));
    const QString value = of.exceeded ? of.value + QStringLiteral(", over") : of.value;
    sheet.line(rows.value(row), of.isKnown() ? value : QStringLiteral("not known"), labelMm, Qt::AlignLeft,
               of.exceeded, of.isKnown() ? inkFor(of.exceeded) : Sheet::dimInk());
    if (of.isKnown())
        bar(sheet, rows.bar(row, 0.0, std::clamp(of.share / axisEnd, 0.0, 1.0)), shareColour(of),
            of.exceeded);
}

// Where the powers of a waterfall begin and end.
struct Span {
    double fromW = 0.0, toW = 0.0;
};

std::vector<Span> spansOf(const std::vector<WaterfallStep>& steps)
{
    std::vector<Span> spans;
    double atW = 0.0;
    for (const WaterfallStep& step : steps) {
        const Span span = step.isTotal ? Span{0.0, step.powerW} : Span{atW, atW + step.powerW};
        spans.push_back(span);
        atW = span.toW;
    }
    return spans;
}

class Waterfall
{
public:
    Waterfall(Sheet& sheet, const QRectF& area, const std::vector<WaterfallStep>& steps)
        : sheet_(sheet), steps_(steps), spans_(spansOf(steps))
    {
        constexpr double axisMm = 20.0, namesMm = 11.0, overMm = 6.0;
        for (const Span& span : spans_)
            mostW_ = std::max({mostW_, span.fromW, span.toW});
        plot_ = area.adjusted(axisMm * mm, (chartHeadMm + overMm) * mm, 0, -namesMm * mm);
        step_ = plot_.width() / static_cast<double>(std::max<std::size_t>(steps.size(), 1));
    }

    void paint()
    {
        const double tickW = tickStep(mostW_, mostTicks);
        for (double atW = 0.0; atW <= mostW_ * (1.0 + 1e-9); atW += tickW) {
            gridLine(sheet_, {plot_.left(), y(atW)}, {plot_.right(), y(atW)});
            sheet_.line({plot_.left() - 20.0 * mm, y(atW) - 2.2 * mm, 18.5 * mm, 4.4 * mm},
                        style::formatPowerFixed(atW, mostW_), tickMm, Qt::AlignRight, false, Sheet::dimInk());
        }
        for (std::size_t i = 0; i < steps_.size(); ++i)
            paintStep(i);
        axisLine(sheet_, {plot_.left(), y(0.0)}, {plot_.right(), y(0.0)});
    }

private:
    double y(double powerW) const { return plot_.bottom() - powerW / std::max(mostW_, 1.0) * plot_.height(); }
    QRectF column(std::size_t i) const
    {
        return {plot_.left() + static_cast<double>(i) * step_, plot_.top(), step_, plot_.height()};
    }

    void paintStep(std::size_t i)
    {
        const WaterfallStep& step = steps_[i];
        const Span& span = spans_[i];
        const QRectF at = column(i);
        const double top = y(std::max(span.fromW, span.toW)), foot = y(std::min(span.fromW, span.toW));
        const QRectF rect(at.left() + 0.16 * step_, top, 0.68 * step_, foot - top);
        bar(sheet_, rect, step.colour, step.alarming);
        if (i + 1 < steps_.size()) {
            sheet_.painter.setPen(QPen(Sheet::dimInk(), 0.18 * mm, Qt::DashLine));
            sheet_.painter.drawLine(QPointF(rect.right(), y(span.toW)),
                                    QPointF(column(i + 1).left() + 0.16 * step_, y(span.toW)));
        }
        const QString value = style::formatPower(std::abs(step.powerW));
        sheet_.line({at.left(), top - 5.2 * mm, at.width(), 4.6 * mm},
                    step.isTotal || step.powerW == 0.0 ? value
                                                       : QChar(step.powerW < 0.0 ? u'−' : u'+') + value,
                    labelMm, Qt::AlignHCenter, step.isTotal || step.alarming, inkFor(step.alarming));
        sheet_.painter.setFont(sheet_.font(labelMm));
        sheet_.painter.setPen(inkFor(step.alarming));
        sheet_.painter.drawText(
            QRectF(at.left() + 0.4 * mm, plot_.bottom() + 1.0 * mm, at.width() - 0.8 * mm, 9.8 * mm),
            Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, step.name);
    }

    Sheet& sheet_;
    const std::vector<WaterfallStep>& steps_;
    std::vector<Span> spans_;
    QRectF plot_;
    double mostW_ = 0.0;
    double step_ = 1.0;
};

void paintLegendOf(Sheet& sheet, const QRectF& area, const std::vector<StackPart>& parts, bool withLimit)
{
    double x = area.left();
    for (const StackPart& part : parts) {
        const QRectF swatch(x, area.center().y() - 1.4 * mm, 2.8 * mm, 2.8 * mm);
        bar(sheet, swatch, part.colour, false);
        const double width = QFontMetricsF(sheet.font(labelMm)).horizontalAdvance(part.name) * 1.03;
        sheet.line({swatch.right() + 1.2 * mm, area.top(), width, area.height()}, part.name, labelMm);
        x = swatch.right() + 1.2 * mm + width + 5.0 * mm;
    }
    if (!withLimit)
        return;
    sheet.painter.setPen(QPen(Sheet::ink(), 0.45 * mm, Qt::SolidLine, Qt::FlatCap));
    sheet.painter.drawLine(QPointF(x, area.center().y() - 2 * mm), QPointF(x, area.center().y() + 2 * mm));
    sheet.line({x + 1.5 * mm, area.top(), 30 * mm, area.height()}, QStringLiteral("design"), labelMm);
}

} // namespace

double tickStep(double most, int steps)
{
    if (!(most > 0.0) || !std::isfinite(most))
        return 1.0;
    const double decade = std::pow(10.0, std::floor(std::log10(most / steps)));
    for (const double nice : {1.0, 2.0, 5.0}) {
        if (most / (nice * decade) <= steps * (1.0 + 1e-9))
            return nice * decade;
    }
    return 10.0 * decade;
}

double StackedBar::sumW() const
{
    return std::accumulate(powersW.begin(), powersW.end(), 0.0);
}

void paintWaterfall(Sheet& sheet, const QRectF& area, const QString& heading,
                    const std::vector<WaterfallStep>& steps)
{
    sheet.heading({area.left(), area.top(), area.width(), (chartHeadMm - 1.0) * mm}, heading);
    Waterfall(sheet, area, steps).paint();
}

void paintShareBars(Sheet& sheet, const QRectF& area, const QString& heading,
                    const std::vector<ShareBar>& bars)
{
    constexpr double furthest = 2.0;
    double axisEnd = 1.0;
    for (const ShareBar& each : bars)
        axisEnd = each.isKnown() ? std::max(axisEnd, std::min(each.share, furthest)) : axisEnd;
    const Rows rows(area, bars.size(), 0.24, 0.32);
    sheet.heading(rows.head(), heading);
    const double apart = axisEnd > 1.25 ? 0.5 : 0.25;
    for (double at = 0.0; at <= axisEnd * (1.0 + 1e-9); at += apart)
        rows.tick(sheet, at / axisEnd,
                  at == 1.0 ? QStringLiteral("limit") : QStringLiteral("%1\u00a0%").arg(100.0 * at));
    for (std::size_t i = 0; i < bars.size(); ++i)
        paintShareBar(sheet, rows, i, bars[i], axisEnd);
    const QRectF plot = rows.plot(0);
    axisLine(sheet, {plot.left(), rows.top()}, {plot.left(), rows.bottom()});
    const double limit = plot.left() + plot.width() / axisEnd;
    limitLine(sheet, {limit, rows.top()}, {limit, rows.bottom()});
}

void paintStackedBars(Sheet& sheet, const QRectF& area, const QString& heading,
                      const std::vector<StackPart>& parts, const std::vector<StackedBar>& bars)
{
    constexpr double legendMm = 6.0;
    double mostW = 0.0;
    for (const StackedBar& each : bars)
        mostW = std::max({mostW, each.sumW(), each.limitW.value_or(0.0)});
    const Rows rows(area.adjusted(0, legendMm * mm, 0, 0), bars.size(), 0.16, 0.16);
    sheet.heading({area.left(), area.top(), area.width(), (chartHeadMm - 1.0) * mm}, heading);
    paintLegendOf(sheet, {area.left(), area.top() + (chartHeadMm - 1.0) * mm, area.width(), 5.0 * mm}, parts,
                  std::ranges::any_of(bars, [](const StackedBar& each) { return each.limitW.has_value(); }));
    const double endW = std::max(mostW, 1.0), tickW = tickStep(mostW, mostTicks);
    for (double atW = 0.0; atW <= mostW * (1.0 + 1e-9); atW += tickW)
        rows.tick(sheet, atW / endW, style::formatPowerFixed(atW, mostW));
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const StackedBar& each = bars[i];
        sheet.line(rows.name(i), each.name, labelMm, Qt::AlignLeft, each.exceeded, inkFor(each.exceeded));
        double fromW = 0.0;
        for (std::size_t p = 0; p < std::min(parts.size(), each.powersW.size()); ++p) {
            const double toW = fromW + each.powersW[p];
            if (toW > fromW)
                bar(sheet, rows.bar(i, fromW / endW, toW / endW), parts[p].colour, false);
            fromW = toW;
        }
        const QRectF plot = rows.plot(i);
        if (each.limitW) {
            const double limit = plot.left() + *each.limitW / endW * plot.width();
            limitLine(sheet, {limit, plot.top()}, {limit, plot.bottom()});
        }
        sheet.line(rows.value(i),
                   style::formatPower(each.limitW.value_or(each.sumW())) +
                       (each.exceeded ? QStringLiteral(", over") : QString()),
                   labelMm, Qt::AlignLeft, each.exceeded, inkFor(each.exceeded));
    }
    axisLine(sheet, {rows.plot(0).left(), rows.top()}, {rows.plot(0).left(), rows.bottom()});
}

QRectF chartBody(const Sheet& sheet)
{
    return sheet.frame().adjusted(6 * mm, 5 * mm, -6 * mm, -(Sheet::titleHeightMm + 4) * mm);
}

void paintChartFoot(Sheet& sheet, const Page& page, const QString& title, const QStringList& notes)
{
    const QRectF frame = sheet.frame();
    const QRectF block = Sheet::titleArea(frame);
    const QRectF place(frame.left(), block.top(), block.left() - frame.left(), block.height());
    sheet.box(place);
    sheet.paragraphs(place.adjusted(4 * mm, 3 * mm, -4 * mm, -2 * mm), notes, 2.7);
    sheet.paintTitleBlock(block, {QString::fromStdString(page.site.info.name),
                                  title,
                                  QString::fromStdString(page.site.info.place),
                                  {},
                                  page.number,
                                  page.count});
    sheet.paintFrame();
}

} // namespace hallwright::report
