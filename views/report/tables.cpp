#include "views/report/tables.h"

#include "views/shared/theme.h"

#include <algorithm>

namespace hallwright::report {

namespace {

constexpr double textMm = 2.9;
constexpr double mostRowMm = 5.2;
constexpr double valueShare = 0.52; // of a column's width

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
        const double split = width * (1.0 - valueShare);
        sheet.line(row.adjusted(0, 0, split - width, 0), figure.name, size, Qt::AlignLeft, false,
                   Sheet::dimInk());
        sheet.line(row.adjusted(split, 0, 0, 0), figure.value, size, Qt::AlignRight, figure.alarming,
                   inkOf(figure.alarming));
        ruleBelow(sheet, row);
    }
}

int paintTable(Sheet& sheet, const QRectF& area, const std::vector<TableColumn>& columns,
               const std::vector<TableRow>& rows)
{
    const double height = tableRowMm * mm;
    const auto cell = [&](std::size_t column, double y) {
        double left = area.left();
        for (std::size_t i = 0; i < column; ++i)
            left += columns[i].share * area.width();
        return QRectF(left, y, columns[column].share * area.width(), height).adjusted(0, 0, -0.8 * mm, 0);
    };
    for (std::size_t i = 0; i < columns.size(); ++i)
        sheet.line(cell(i, area.top()), columns[i].title, 2.5, columns[i].alignment, false, Sheet::dimInk());
    ruleBelow(sheet, {area.left(), area.top(), area.width(), height});
    int drawn = 0;
    for (const TableRow& row : rows) {
        const double y = area.top() + (drawn + 1) * height;
        if (y + height > area.bottom())
            break;
        for (std::size_t i = 0; i < columns.size(); ++i)
            sheet.line(cell(i, y), row.cells[static_cast<qsizetype>(i)], textMm, columns[i].alignment, false,
                       inkOf(row.alarming));
        ruleBelow(sheet, {area.left(), y, area.width(), height});
        ++drawn;
    }
    return drawn;
}

} // namespace hallwright::report
