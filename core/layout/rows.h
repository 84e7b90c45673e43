// The rows of a hall: which racks stand in them, and rows for halls that were made before rows were part of the model.
#pragma once

#include "core/model/site.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace hallwright {

// The position in hall.rows of the row on whose area a point of the hall's frame lies; nothing beside the rows. Where
// areas overlap the first counts.
std::optional<std::size_t> rowAt(const Hall& hall, Point2 inHall);

// The aisle on whose area the point lies; null beside them.
const Aisle* aisleAt(const Hall& hall, Point2 inHall);

// For each of hall.rows the racks whose centres lie on its area, as positions in hall.racks, from west to east or south
// to north.
std::vector<std::vector<std::size_t>> racksByRow(const Hall& hall);

// Rows as a reader of the plan sees them: two or more racks with the same yaw on a line, split at gaps of more than a
// metre and where their names belong to another series. Named by what the racks' names share beyond the hall's own,
// without ids. Racks of types that the catalogue lacks are left out.
std::vector<Row> foundRows(const Hall& hall, const Catalogue& catalogue);

} // namespace hallwright
