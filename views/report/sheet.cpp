#include "views/report/sheet.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPen>

#include <algorithm>
#include <cmath>

namespace hallwright::report {

namespace {

constexpr double marginMm = 10.0;

} // namespace

Sheet::Sheet(QPainter& sheetPainter, const ReportOptions& sheetOptions)
    : painter(sheetPainter), options(sheetOptions), paperPerLayout_(paperOf(sheetOptions.paper).magnification)
{
    painter.resetTransform();
    painter.scale(paperPerLayout_, paperPerLayout_);
    painter.setFont(font(3.0));
}

QRectF Sheet::layoutFrame(const ReportOptions& options)
{
    const QSizeF paper =
        paperMm(options.paper, options.orientation) / paperOf(options.paper).magnification * mm;
    return QRectF(QPointF(0, 0), paper)
        .adjusted(marginMm * mm, marginMm * mm, -marginMm * mm, -marginMm * mm);
}

QString Sheet::paperName() const
{
    return QString::fromLatin1(paperOf(options.paper).name);
}

double Sheet::smallestMm() const
{
    constexpr double roundedUp = 1.005; // a font has a whole number of pixels
    return smallestTextPt * mmPerPoint / paperPerLayout_ * roundedUp;
}

QFont Sheet::font(double sizeMm, bool bold) const
{
    QFont result(QStringLiteral("DejaVu Sans"));
    result.setStyleHint(QFont::SansSerif);
    result.setPixelSize(static_cast<int>(std::lround(std::max(sizeMm, smallestMm()) * mm)));
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
    QFont used = font(sizeMm, bold);
    double width = QFontMetricsF(used, painter.device()).horizontalAdvance(text);
    if (width > area.width()) {
        used = font(sizeMm * area.width() / width * 0.99, bold);
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

void Sheet::link(const QRectF& area, int sheet)
{
    links_.push_back({QRectF(area.topLeft() * paperMmPerUnit(), area.size() * paperMmPerUnit()), sheet});
}

QRectF Sheet::titleArea(const QRectF& frame)
{
    return {frame.right() - titleWidthMm * mm, frame.bottom() - titleHeightMm * mm, titleWidthMm * mm,
            titleHeightMm * mm};
}

void Sheet::titleCell(const QRectF& area, const QString& caption, const QString& value, double sizeMm,
                      bool bold)
{
    const double inset = 1.4 * mm;
    const double captionMm = std::max(1.9, smallestMm());
    box(area, 0.13);
    const QRectF inner = area.adjusted(inset, 0.9 * mm, -inset, -0.3 * mm);
    line(QRectF(inner.topLeft(), QSizeF(inner.width(), captionMm * mm)), caption, captionMm, Qt::AlignLeft,
         false, dimInk());
    line(inner.adjusted(0, captionMm * mm, 0, 0), value.isEmpty() ? QStringLiteral("–") : value, sizeMm,
         Qt::AlignLeft, bold);
}

void Sheet::paintLogo(const QRectF& area)
{
    const QSizeF size = QSizeF(options.fields.logo.size()).scaled(area.size(), Qt::KeepAspectRatio);
    painter.drawImage(QRectF(area.center() - QPointF(size.width() / 2, size.height() / 2), size),
                      options.fields.logo);
}

void Sheet::paintTitleBlock(const QRectF& area, const TitleBlock& block)
{
    constexpr int rows = 6;
    const double row = area.height() / rows;
    const auto cell = [&](double left, double right, int fromRow) {
        return QRectF(area.left() + left * area.width(), area.top() + fromRow * row,
                      (right - left) * area.width(), row);
    };
    const TitleFields& fields = options.fields;
    const bool hasLogo = !fields.logo.isNull();
    titleCell(cell(0, hasLogo ? 0.74 : 1, 0), QStringLiteral("Site"), block.site, 4.2, true);
    if (hasLogo) {
        box(cell(0.74, 1, 0), 0.13);
        paintLogo(cell(0.74, 1, 0).adjusted(0.8 * mm, 0.8 * mm, -0.8 * mm, -0.8 * mm));
    }
    titleCell(cell(0, 0.66, 1), block.title, block.subject, 3.8, true);
    titleCell(cell(0.66, 1, 1), QStringLiteral("Scale"),
              block.scale.isEmpty() ? QString() : QStringLiteral("%1 on %2").arg(block.scale, paperName()),
              3.8, true);
    titleCell(cell(0, 0.66, 2), QStringLiteral("Project"), fields.project, 3.0);
    titleCell(cell(0.66, 1, 2), QStringLiteral("Revision"), fields.revision, 3.0);
    titleCell(cell(0, 0.66, 3), QStringLiteral("Author"), fields.author, 3.0);
    titleCell(cell(0.66, 1, 3), QStringLiteral("Checked"), fields.checked, 3.0);
    titleCell(cell(0, 0.66, 4), QStringLiteral("File"), options.siteFile, 3.0);
    titleCell(cell(0.66, 1, 4), QStringLiteral("Date"),
              options.date.toString(QStringLiteral("yyyy-MM-dd HH:mm")), 3.0);
    titleCell(cell(0, 0.66, 5), QStringLiteral("Model"), options.modelVersion, 3.0);
    titleCell(cell(0.66, 1, 5), QStringLiteral("Page"),
              QStringLiteral("%1 of %2").arg(block.number).arg(block.count), 3.0);
    box(area, 0.35);
}

} // namespace hallwright::report
