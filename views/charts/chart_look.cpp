#include "views/charts/chart_look.h"

#include "views/charts/tidy_ticker.h"

#include <QFile>
#include <QFontMetrics>
#include <QSvgGenerator>

#include <qcustomplot.h>

namespace hallwright::charts {

QColor groundOf(style::Theme theme)
{
    return style::palette(theme).color(QPalette::Base);
}

void dressAxis(QCPAxis& axis, style::Theme theme, const QFont& font)
{
    const style::Colours& c = style::colours(theme);
    axis.setBasePen(QPen(c.dimText));
    axis.setTickPen(QPen(c.dimText));
    axis.setSubTickPen(QPen(c.dimText));
    axis.setLabelColor(c.text);
    axis.setTickLabelColor(c.text);
    axis.setLabelFont(font);
    axis.setTickLabelFont(font);
    axis.setTicker(QSharedPointer<QCPAxisTicker>(new TidyTicker));
    axis.grid()->setPen(QPen(c.grid));
    axis.grid()->setZeroLinePen(QPen(c.grid));
}

void dressLegend(QCPLegend& legend, style::Theme theme, const QFont& font)
{
    legend.setFont(font);
    legend.setTextColor(style::colours(theme).text);
    legend.setBrush(QBrush(groundOf(theme)));
    legend.setBorderPen(Qt::NoPen);
    const int swatch = QFontMetrics(font).ascent();
    legend.setIconSize(swatch, swatch);
    legend.setIconTextPadding(swatch / 2);
}

namespace {

bool saveSvg(QCustomPlot& plot, const QString& file, const QString& title, QSize size)
{
    QSvgGenerator svg;
    svg.setFileName(file);
    svg.setSize(size);
    svg.setViewBox(QRect(QPoint(0, 0), size));
    svg.setTitle(title);
    QCPPainter painter;
    if (!painter.begin(&svg))
        return false;
    painter.setMode(QCPPainter::pmVectorized);
    plot.toPainter(&painter, size.width(), size.height());
    return painter.end();
}

} // namespace

bool savePicture(QCustomPlot& plot, const QString& file, const QString& title, QSize onPaper)
{
    constexpr double pixelsPerUnit = 2.0;
    if (file.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive))
        return saveSvg(plot, file, title, onPaper);
    return file.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)
               ? plot.savePdf(file, onPaper.width(), onPaper.height(), QCP::epAllowCosmetic,
                              QStringLiteral("Hallwright"), title)
               : plot.saveRastered(file, onPaper.width(), onPaper.height(), pixelsPerUnit, "PNG");
}

bool saveTable(const QString& table, const QString& file)
{
    QFile out(file);
    const QByteArray text = table.toUtf8();
    return out.open(QIODevice::WriteOnly) && out.write(text) == text.size() && out.flush();
}

} // namespace hallwright::charts
