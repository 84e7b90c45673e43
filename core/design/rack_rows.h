// Laying rows of racks out: rows from south to north with cold and hot aisles between them, racks around columns and walls.
#pragma once

#include "core/design/placing.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hallwright::design {

// Neighbouring positions of a row: racks of one type, or positions left empty.
struct Stretch {
    RackTypeId type; // none: a gap of one tile a position
    int count = 0;
};

struct RowGroup {
    int count = 0; // of equal rows
    std::vector<Stretch> stretches;
};

struct RowRule {
    Point2 start;                           // least corner of the first row, in the hall's frame
    AisleKind firstAisle = AisleKind::Cold; // south of the first row
    double coldAisleM = 0.0, hotAisleM = 0.0;
    std::vector<RowGroup> groups;
    std::optional<AisleKind> contained; // aisles between rows that are closed
    bool blanked = false;               // these with panels before empty positions
    std::map<RackTypeId, int> atMost{}; // racks of a type in the hall; those beyond it are left out
};

struct RowsReport {
    std::vector<RowOfRacks> rows;
    std::vector<std::string> reasons; // one sentence for each row
};

// Adds rows, aisles and racks to a hall with room for them: letters and aisle numbers go on from those it has, racks are
// named by hall, row and position, and a position stays empty where a column or a wall
// stands. Throws RuleError for a row that
// reaches beyond the hall.
RowsReport layOutRows(SiteEdit& edit, HallId hall, const RowRule& rule);

struct ColumnGrid {
    Point2 first; // centre
    Point2 pitch;
    int countX = 0, countY = 0;
    double sizeM = 0.0;
};

std::vector<Column> columnsOf(const ColumnGrid& grid); // without ids

// "A", "B", ... "Z", "AA", ...
std::string rowLetter(std::size_t index);

} // namespace hallwright::design
