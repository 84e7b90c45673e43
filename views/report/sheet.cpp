#include "views/report/sheet.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPen>

#include <algorithm>
#include <cmath>

namespace hallwright::report {

namespace {

constexpr QSizeF layoutMm{420.0, 297.0};
constexpr double marginMm = 10.0;

} // namespace

QSizeF Sheet::paperMm(PaperSize paper)
{
    return paper == PaperSize::A3 ? layoutMm : QSizeF(297.0, 210.0);
}

Sheet::Sheet(QPainter& sheetPainter, const ReportOptions& sheetOptions)
    : painter(sheetPainter), options(sheetOptions)
{
    const QSizeF paper = paperMm(options.paper);
    paperPerLayout_ = std::min(paper.width() / layoutMm.width(), paper.height() / layoutMm.height());
    painter.resetTransform();
    painter.scale(paperPerLayout_, paperPerLayout_);
    painter.setFont(font(3.0));
}

QRectF Sheet::layoutFrame()
{
    return QRectF(0, 0, layoutMm.width() * mm, layoutMm.height() * mm)
        .adjusted(marginMm * mm, marginMm * mm, -marginMm * mm, -marginMm * mm);
}

QString Sheet::paperName() const
{
    return options.paper == PaperSize::A3 ? QStringLiteral("A3") : QStringLiteral("A4");
}

QFont Sheet::font(double sizeMm, bool bold)
{
    QFont result(QStringLiteral("DejaVu Sans"));
    result.setStyleHint(QFont::SansSerif);
    result.setPixelSize(static_cast<int>(std::lround(sizeMm * mm)));
    result.setBold(bold);
    return result;
}

void Sheet::box(const QRectF& area, double widthMm)
{
    painter.setPen(QPen(ink(), widthMm * mm, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area);
}

void Sheet::paintFrame()
{
    box(frame(), 0.5);
}

void Sheet::line(const QRectF& area, const QString& text, double sizeMm, Qt::Alignment alignment, bool bold,
                 const QColor& colour)
{
    constexpr double smallest = 0.72; // of the wanted size
    QFont used = font(sizeMm, bold);
    double width = QFontMetricsF(used, painter.device()).horizontalAdvance(text);
    if (width > area.width()) {
        used = font(sizeMm * std::max(smallest, area.width() / width * 0.99), bold);
        width = QFontMetricsF(used, painter.device()).horizontalAdvance(text);
    }
    const QFontMetricsF metrics(used, painter.device());
    const QString shown =
        width > area.width() ? metrics.elidedText(text, Qt::ElideRight, area.width()) : text;
    double x = area.left();
    if (alignment & Qt::AlignRight)
        x = area.right() - metrics.horizontalAdvance(shown);
    else if (alignment & Qt::AlignHCenter)
        x = area.center().x() - metrics.horizontalAdvance(shown) / 2;
    painter.setFont(used);
    painter.setPen(colour);
    painter.drawText(QPointF(x, area.center().y() + metrics.capHeight() / 2), shown);
}

void Sheet::heading(const QRectF& area, const QString& text)
{
    line(area, text, 3.4, Qt::AlignLeft, true);
}

void Sheet::caption(const QRectF& area, const QString& text)
{
    constexpr double sizeMm = 2.5;
    painter.setFont(font(sizeMm));
    painter.setPen(dimInk());
    painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap, text);
}

int Sheet::paragraphs(const QRectF& area, const QStringList& texts, double sizeMm)
{
    const double indent = 3.0 * mm;
    const double gap = 0.9 * mm;
    painter.setFont(font(sizeMm));
    double y = area.top();
    int drawn = 0;
    for (const QString& text : texts) {
        const QRectF room(area.left() + indent, y, area.width() - indent, area.bottom() - y);
        const QRectF needed =
            painter.boundingRect(room, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
        if (needed.bottom() > area.bottom())
            break;
        painter.setPen(ink());
        painter.drawText(room, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
        painter.drawText(QPointF(area.left(), y + QFontMetricsF(painter.font(), painter.device()).ascent()),
                         QStringLiteral("–"));
        y = needed.bottom() + gap;
        ++drawn;
    }
    return drawn;
}

void Sheet::titleCell(const QRectF& area, const QString& caption, const QString& value, double sizeMm,
                      bool bold)
{
    const double inset = 1.4 * mm;
    box(area, 0.13);
    const QRectF inner = area.adjusted(inset, 0.7 * mm, -inset, -0.7 * mm);
    line(QRectF(inner.topLeft(), QSizeF(inner.width(), 2.4 * mm)), caption, 1.9, Qt::AlignLeft, false,
         dimInk());
    line(inner.adjusted(0, 2.4 * mm, 0, 0), value, sizeMm, Qt::AlignLeft, bold);
}

void Sheet::paintTitleBlock(const QRectF& area, const TitleBlock& block)
{
    const double row = area.height() / 4;
    const auto cell = [&](double left, double right, int fromRow, int rows) {
        return QRectF(area.left() + left * area.width(), area.top() + fromRow * row,
                      (right - left) * area.width(), rows * row);
    };
    titleCell(cell(0, 1, 0, 1), QStringLiteral("Site"), block.site, 5.0, true);
    titleCell(cell(0, 0.66, 1, 1), block.title, block.subject, 4.2, true);
    titleCell(cell(0.66, 1, 1, 1), QStringLiteral("Scale"),
              block.scale.isEmpty() ? QStringLiteral("–")
                                    : QStringLiteral("%1 on %2").arg(block.scale, paperName()),
              4.2, true);
    titleCell(cell(0, 0.66, 2, 1), QStringLiteral("File"), options.siteFile, 3.0);
    titleCell(cell(0.66, 1, 2, 1), QStringLiteral("Date"),
              options.date.toString(QStringLiteral("yyyy-MM-dd HH:mm")), 3.0);
    titleCell(cell(0, 0.66, 3, 1), QStringLiteral("Model"), options.modelVersion, 3.0);
    titleCell(cell(0.66, 1, 3, 1), QStringLiteral("Sheet"),
              QStringLiteral("%1 of %2").arg(block.number).arg(block.count), 3.0);
    box(area, 0.35);
}

} // namespace hallwright::report
