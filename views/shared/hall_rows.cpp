#include "views/shared/hall_rows.h"

#include "core/layout/rows.h"
#include "views/shared/short_name.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hallwright::style {

namespace {

HallRow rowOf(const Site& site, const Hall& hall, double yawDeg, std::vector<std::size_t> racks)
{
    HallRow row;
    const double turned = std::abs(std::remainder(yawDeg, 180.0)); // 0..90
    row.alongX = turned < 45.0;
    for (const std::size_t index : racks) {
        const Rack& rack = hall.racks[index];
        const RackType& type = site.typeOf(rack);
        const Rect bounds = footprintBounds(rack.pose, type.widthM, type.depthM);
        row.bounds = index == racks.front() ? bounds : united(row.bounds, bounds);
    }
    row.racks = std::move(racks);
    return row;
}

} // namespace

Rect united(const Rect& a, const Rect& b)
{
    const double x = std::min(a.x, b.x);
    const double y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.top(), b.top()) - y};
}

std::vector<HallRow> hallRows(const Site& site, const Hall& hall)
{
    std::vector<HallRow> rows;
    std::vector<bool> inRow(hall.racks.size(), false);
    std::vector<std::vector<std::size_t>> racks = racksByRow(hall);
    for (std::size_t r = 0; r < racks.size(); ++r) {
        if (racks[r].empty())
            continue;
        for (const std::size_t rack : racks[r])
            inRow[rack] = true;
        rows.push_back(rowOf(site, hall, hall.rows[r].yawDeg, std::move(racks[r])));
        rows.back().name = shortName(hall.rows[r].name, hall.name);
    }
    for (std::size_t rack = 0; rack < hall.racks.size(); ++rack) {
        if (!inRow[rack])
            rows.push_back(rowOf(site, hall, hall.racks[rack].pose.yawDeg, {rack}));
    }
    return rows;
}

QString nameInRow(const Hall& hall, const HallRow& row, std::size_t rack)
{
    const QString name = shortName(hall.racks[rack].name, hall.name);
    if (row.name.isEmpty() || !name.startsWith(row.name))
        return name;
    qsizetype start = row.name.size();
    if (start < name.size() && name[start].isLetter())
        return name; // "A" is no beginning of "AB01"
    while (start < name.size() && !name[start].isLetterOrNumber())
        ++start;
    return start < name.size() ? name.mid(start) : name;
}

} // namespace hallwright::style
