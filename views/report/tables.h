// Tables on a sheet.
#pragma once

#include "views/report/sheet.h"

#include <vector>

namespace hallwright::report {

struct Figure {
    QString name;
    QString value;
    bool alarming = false; // shown in the colour of a violation
};

// Name left, value right, in as many equal columns as asked for; the rows share the height, up to a readable
// most.
void paintFigures(Sheet& sheet, const QRectF& area, const std::vector<Figure>& figures, int columns);

struct TableColumn {
    QString title;
    double share = 1.0; // of the table's width
    Qt::Alignment alignment = Qt::AlignRight;
};

struct TableRow {
    QStringList cells;
    bool alarming = false;
    int leadsTo = 0; // the number of a sheet; 0: none
};

constexpr double tableRowMm = 5.0; // of a row whose cells need one line each

// How high a table's title row or a row is at this width, with words on as many lines as they need.
double titleRowMm(const Sheet& sheet, const std::vector<TableColumn>& columns, double widthMm);
double rowMm(const Sheet& sheet, const std::vector<TableColumn>& columns, const TableRow& row,
             double widthMm);

// Returns how many rows fitted.
int paintTable(Sheet& sheet, const QRectF& area, const std::vector<TableColumn>& columns,
               const std::vector<TableRow>& rows);

} // namespace hallwright::report
