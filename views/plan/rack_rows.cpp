#include "views/plan/rack_rows.h"

#include "views/shared/short_name.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hallwright::plan {

namespace {

constexpr double lineWidthM = 0.3; // racks of one row may stand this much behind each other
constexpr double widestGapM = 1.0; // within a row; a cross aisle is wider

struct Standing {
    std::size_t rack = 0;
    double yawDeg = 0.0;
    double line = 0.0;  // across the row
    double along = 0.0; // along it
    double halfWidth = 0.0;
};

std::vector<Standing> standings(const Site& site, const Hall& hall)
{
    std::vector<Standing> result;
    result.reserve(hall.racks.size());
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Rack& rack = hall.racks[i];
        const Point2 unturned = rotated(rack.pose.position(), -rack.pose.yawDeg);
        // Measured from one side for both ways of facing, so that a row reads west to east or south to north.
        const double yaw = std::remainder(rack.pose.yawDeg, 360.0);
        const bool turned = yaw > 135.0 || yaw <= -45.0;
        result.push_back(
            {i, yaw, unturned.y, turned ? -unturned.x : unturned.x, site.typeOf(rack).widthM / 2});
    }
    std::sort(result.begin(), result.end(), [](const Standing& a, const Standing& b) {
        const auto key = [](const Standing& s) {
            return std::tuple(std::lround(s.yawDeg), std::lround(s.line / lineWidthM), s.along);
        };
        return key(a) < key(b);
    });
    return result;
}

// Where the number at the end of a rack's name starts: 4 in "R01-17".
std::size_t numberStart(const std::string& name)
{
    const std::size_t last = name.find_last_not_of("0123456789");
    return last == std::string::npos ? 0 : last + 1;
}

bool sameSeries(const std::string& a, const std::string& b)
{
    return a.compare(0, numberStart(a), b, 0, numberStart(b)) == 0;
}

bool sameLine(const Standing& last, const Standing& next)
{
    return std::lround(last.yawDeg) == std::lround(next.yawDeg) &&
           std::lround(last.line / lineWidthM) == std::lround(next.line / lineWidthM) &&
           next.along - last.along <= last.halfWidth + next.halfWidth + widestGapM;
}

void nameRow(const Hall& hall, RackRow& row)
{
    if (row.racks.size() < 2)
        return;
    const std::string& first = hall.racks[row.racks.front()].name;
    row.prefixLength = QString::fromStdString(first.substr(0, numberStart(first))).size();
    row.name = style::shortName(first.substr(0, numberStart(first)), hall.name);
    while (!row.name.isEmpty() && !row.name.back().isLetterOrNumber())
        row.name.chop(1);
}

} // namespace

std::vector<RackRow> rackRows(const Site& site, const Hall& hall)
{
    std::vector<RackRow> rows;
    const std::vector<Standing> all = standings(site, hall);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == 0 || !sameLine(all[i - 1], all[i]) ||
            !sameSeries(hall.racks[all[i - 1].rack].name, hall.racks[all[i].rack].name))
            rows.emplace_back();
        rows.back().racks.push_back(all[i].rack);
    }
    for (RackRow& row : rows)
        nameRow(hall, row);
    return rows;
}

} // namespace hallwright::plan
