#include "core/design/placing.h"

#include "core/design/rule_error.h"
#include "core/layout/rows.h"
#include "core/model/object_names.h"

#include <fmt/format.h>
#include <stdexcept>

namespace hallwright::design {

RuleError::RuleError(const std::string& clause) : InputError(sentenceCase(clause)), clause_(clause) {}

std::vector<RowOfRacks> rowsOf(const Hall& hall)
{
    const std::vector<std::vector<std::size_t>> standing = racksByRow(hall);
    std::vector<RowOfRacks> rows;
    for (std::size_t r = 0; r < hall.rows.size(); ++r) {
        RowOfRacks& row = rows.emplace_back();
        row.row = hall.rows[r].id;
        for (const std::size_t rack : standing[r])
            row.racks.push_back(hall.racks[rack].id);
    }
    return rows;
}

void requireInside(const std::string& what, const Rect& area, const std::string& where, double widthM,
                   double depthM)
{
    constexpr double touching = 1e-6; // coordinates come from sums of decimal fractions
    if (area.x >= -touching && area.y >= -touching && area.right() <= widthM + touching &&
        area.top() <= depthM + touching)
        return;
    throw RuleError(
        fmt::format("{} reaches from x = {:g} m, y = {:g} m to x = {:g} m, y = {:g} m, outside {}, "
                    "which is {:g} m by {:g} m.",
                    what, area.x, area.y, area.right(), area.top(), where, widthM, depthM));
}

Point3 toCampus(const Building& building, Point2 inBuilding, double z)
{
    const Point2 c = buildingToCampus(building, inBuilding);
    return {c.x, c.y, z};
}

Point2 toBuilding(const Hall& hall, Point2 inHall)
{
    return hall.originM + inHall;
}

Rack& rackIn(Hall& hall, RackId id)
{
    const auto at = placeIn(hall.racks, id.value);
    if (at == hall.racks.end() || at->id != id)
        throw std::logic_error("rack id not in this hall");
    return *at;
}

const Row& rowIn(const Hall& hall, RowId id)
{
    const auto at = placeIn(hall.rows, id.value);
    if (at == hall.rows.end() || at->id != id)
        throw std::logic_error("row id not in this hall");
    return *at;
}

std::string shortName(const Building& building, const Hall& hall)
{
    const std::string prefix = building.name + "-";
    return hall.name.starts_with(prefix) && hall.name.size() > prefix.size() ? hall.name.substr(prefix.size())
                                                                             : hall.name;
}

} // namespace hallwright::design
