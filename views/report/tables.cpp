#include "views/report/tables.h"

#include "views/shared/theme.h"

#include <QFontMetricsF>

#include <algorithm>

namespace hallwright::report {

namespace {

constexpr double textMm = 2.9;
constexpr double mostRowMm = 5.2;
constexpr double titleTextMm = 2.5;
constexpr double lineMm = 3.7; // of a row with several
constexpr double cellGapMm = 1.6;
constexpr double indentMm = 2.4; // of words behind a column of numbers

QColor rule()
{
    return style::colours(style::Theme::Light).grid;
}

QColor inkOf(bool alarming)
{
    return alarming ? style::colours(style::Theme::Light).violation : Sheet::ink();
}

void ruleBelow(Sheet& sheet, const QRectF& row)
{
    sheet.painter.setPen(QPen(rule(), 0.13 * mm));
    sheet.painter.drawLine(row.bottomLeft(), row.bottomRight());
}

double widthOf(const Sheet& sheet, const QString& text, double sizeMm)
{
    return QFontMetricsF(sheet.font(sizeMm)).horizontalAdvance(text);
}

// A little smaller where that spares a line.
double fittingMm(const Sheet& sheet, const QString& text, double sizeMm, double width)
{
    constexpr double slightly = 0.86;
    const double fitting = sizeMm * width / std::max(widthOf(sheet, text, sizeMm), 1.0);
    return std::max({std::min(sizeMm, fitting * 0.995), sizeMm * slightly, sheet.smallestMm()});
}

// On as many lines as the words need; one word is never torn.
QStringList linesOf(const Sheet& sheet, const QString& text, double sizeMm, double width)
{
    if (text.isEmpty() || widthOf(sheet, text, sizeMm) <= width)
        return {text};
    QStringList lines;
    QString line;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
        if (!line.isEmpty() && widthOf(sheet, longer, sizeMm) > width) {
            lines << line;
            line = word;
        } else {
            line = longer;
        }
    }
    return lines << line;
}

QStringList titlesOf(const std::vector<TableColumn>& columns)
{
    QStringList titles;
    for (const TableColumn& column : columns)
        titles << column.title;
    return titles;
}

double indentOf(const std::vector<TableColumn>& columns, std::size_t i)
{
    return i > 0 && columns[i].alignment == Qt::AlignLeft && columns[i - 1].alignment == Qt::AlignRight
               ? indentMm * mm
               : 0.0;
}

double cellWidth(const std::vector<TableColumn>& columns, std::size_t i, double tableWidth)
{
    return columns[i].share * tableWidth - cellGapMm * mm - indentOf(columns, i);
}

double heightMm(qsizetype lines)
{
    return tableRowMm + lineMm * static_cast<double>(lines - 1);
}

qsizetype mostLines(const Sheet& sheet, const std::vector<TableColumn>& columns, const QStringList& cells,
                    double sizeMm, double widthMm)
{
    qsizetype most = 1;
    for (qsizetype i = 0; i < std::min(cells.size(), static_cast<qsizetype>(columns.size())); ++i) {
        const double width = cellWidth(columns, static_cast<std::size_t>(i), widthMm * mm);
        const double size = fittingMm(sheet, cells[i], sizeMm, width);
        most = std::max(most, linesOf(sheet, cells[i], size, width).size());
    }
    return most;
}

void paintRow(Sheet& sheet, const QRectF& row, const std::vector<TableColumn>& columns,
              const QStringList& cells, double sizeMm, const QColor& colour)
{
    double left = row.left();
    for (std::size_t i = 0; i < columns.size() && i < static_cast<std::size_t>(cells.size()); ++i) {
        const QString& text = cells[static_cast<qsizetype>(i)];
        const double width = cellWidth(columns, i, row.width());
        const double size = fittingMm(sheet, text, sizeMm, width);
        double y = row.top();
        for (const QString& words : linesOf(sheet, text, size, width)) {
            sheet.line({left + indentOf(columns, i), y, width, tableRowMm * mm}, words, size,
                       columns[i].alignment, false, colour);
            y += lineMm * mm;
        }
        left += columns[i].share * row.width();
    }
    ruleBelow(sheet, row);
}

struct NameAndValue {
    QRectF name, value;
};

// The row's width for a name and its value as they need it; where they need more than there is, in proportion.
NameAndValue shared(const Sheet& sheet, const QRectF& row, const Figure& figure, double sizeMm)
{
    const double gap = 1.5 * mm;
    const double name = widthOf(sheet, figure.name, sizeMm);
    const double value = widthOf(sheet, figure.value, sizeMm) * (figure.alarming ? 1.12 : 1.0); // bold
    const double free = row.width() - gap;
    const double split = name + value <= free ? free - value : free * name / std::max(name + value, 1.0);
    return {row.adjusted(0, 0, split - row.width(), 0), row.adjusted(split + gap, 0, 0, 0)};
}

} // namespace

void paintFigures(Sheet& sheet, const QRectF& area, const std::vector<Figure>& figures, int columns)
{
    if (figures.empty())
        return;
    const double gap = 5.0 * mm;
    const auto perColumn = (static_cast<int>(figures.size()) + columns - 1) / columns;
    const double width = (area.width() - gap * (columns - 1)) / columns;
    const double height = std::min(area.height() / perColumn, mostRowMm * mm);
    const double size = std::min(textMm, height / mm * 0.72);
    for (int i = 0; i < static_cast<int>(figures.size()); ++i) {
        const Figure& figure = figures[static_cast<std::size_t>(i)];
        const QRectF row(area.left() + i / perColumn * (width + gap), area.top() + i % perColumn * height,
                         width, height);
        const auto [name, value] = shared(sheet, row, figure, size);
        sheet.line(name, figure.name, size, Qt::AlignLeft, false, Sheet::dimInk());
        sheet.line(value, figure.value, size, Qt::AlignRight, figure.alarming, inkOf(figure.alarming));
        ruleBelow(sheet, row);
    }
}

double titleRowMm(const Sheet& sheet, const std::vector<TableColumn>& columns, double widthMm)
{
    const QStringList titles = titlesOf(columns);
    if (titles.join(QString()).isEmpty())
        return 0.0;
    return heightMm(mostLines(sheet, columns, titles, titleTextMm, widthMm));
}

double rowMm(const Sheet& sheet, const std::vector<TableColumn>& columns, const TableRow& row, double widthMm)
{
    return heightMm(mostLines(sheet, columns, row.cells, textMm, widthMm));
}

int paintTable(Sheet& sheet, const QRectF& area, const std::vector<TableColumn>& columns,
               const std::vector<TableRow>& rows)
{
    const double widthMm = area.width() / mm;
    double y = area.top();
    const double titleHeight = titleRowMm(sheet, columns, widthMm) * mm;
    if (titleHeight > 0.0)
        paintRow(sheet, {area.left(), y, area.width(), titleHeight}, columns, titlesOf(columns), titleTextMm,
                 Sheet::dimInk());
    y += titleHeight;
    int drawn = 0;
    for (const TableRow& row : rows) {
        const double height = rowMm(sheet, columns, row, widthMm) * mm;
        if (y + height > area.bottom())
            break;
        const QRectF place(area.left(), y, area.width(), height);
        paintRow(sheet, place, columns, row.cells, textMm, inkOf(row.alarming));
        if (row.leadsTo > 0)
            sheet.link(place, row.leadsTo);
        y += height;
        ++drawn;
    }
    return drawn;
}

} // namespace hallwright::report
