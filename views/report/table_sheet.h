// Sheets of tables: a title, tables under each other, notes beside the title block.
#pragma once

#include "views/report/sheets.h"
#include "views/report/tables.h"

namespace hallwright::report {

struct TableSection {
    QString heading; // empty: none
    std::vector<TableColumn> columns;
    std::vector<TableRow> rows;
};

struct TableSheet {
    QString title; // of the title block
    std::vector<TableSection> sections;
    QStringList notes;
};

// The same tables under each other on as many sheets as they need; one that goes on says so in its heading, and a sheet
// bears the titles and notes of all that stand on it. `sheet` is one such as they are painted on.
std::vector<TableSheet> onSheets(const Sheet& sheet, const std::vector<TableSheet>& tables);

void paintTableSheet(Sheet& sheet, const Page& page, const TableSheet& tables);

} // namespace hallwright::report
