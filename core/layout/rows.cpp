#include "core/layout/rows.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

namespace hallwright {

namespace {

constexpr double onAreaM = 1e-6;   // coordinates come from sums of decimal fractions
constexpr double lineWidthM = 0.3; // racks of one row may stand this much behind each other
constexpr double widestGapM = 1.0; // within a row; a cross aisle is wider

// A rack in the frame of its own row.
struct RackInLine {
    std::size_t rack = 0;
    double yawDeg = 0.0;
    double line = 0.0;  // across the row
    double along = 0.0; // along it
    double halfWidth = 0.0;
    Rect bounds;
};

// Measured from one side for both ways of facing, so that a row reads west to east or south to north.
double alongRow(Point2 position, double yawDeg)
{
    const double yaw = std::remainder(yawDeg, 360.0);
    const double x = rotated(position, -yawDeg).x;
    return yaw > 135.0 || yaw <= -45.0 ? -x : x;
}

std::vector<RackInLine> racksInLine(const Hall& hall, const Catalogue& catalogue)
{
    std::vector<RackInLine> result;
    result.reserve(hall.racks.size());
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Rack& rack = hall.racks[i];
        const RackType* type = catalogue.find(rack.type);
        if (!type)
            continue;
        result.push_back({i, std::remainder(rack.pose.yawDeg, 360.0),
                          rotated(rack.pose.position(), -rack.pose.yawDeg).y,
                          alongRow(rack.pose.position(), rack.pose.yawDeg), type->widthM / 2,
                          footprintBounds(rack.pose, type->widthM, type->depthM)});
    }
    std::sort(result.begin(), result.end(), [](const RackInLine& a, const RackInLine& b) {
        const auto key = [](const RackInLine& s) {
            return std::tuple(std::lround(s.yawDeg), std::lround(s.line / lineWidthM), s.along);
        };
        return key(a) < key(b);
    });
    return result;
}

// What comes before the number at the end of a rack's name: "R01-" of "R01-17".
std::string seriesOf(const std::string& name)
{
    const std::size_t last = name.find_last_not_of("0123456789");
    return last == std::string::npos ? std::string() : name.substr(0, last + 1);
}

bool continues(const Hall& hall, const RackInLine& last, const RackInLine& next)
{
    return std::lround(last.yawDeg) == std::lround(next.yawDeg) &&
           std::lround(last.line / lineWidthM) == std::lround(next.line / lineWidthM) &&
           next.along - last.along <= last.halfWidth + next.halfWidth + widestGapM &&
           seriesOf(hall.racks[last.rack].name) == seriesOf(hall.racks[next.rack].name);
}

Rect united(const Rect& a, const Rect& b)
{
    const double x = std::min(a.x, b.x);
    const double y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.top(), b.top()) - y};
}

bool isSeparator(char c)
{
    return c == '-' || c == '_' || c == '.' || c == '/' || c == ' ';
}

// "A" for the series "B1-H4-A" of hall "B1-H4".
std::string rowName(std::string series, const std::string& hallName)
{
    // "Hall 1" is no prefix of "Hall 12-".
    if (series.starts_with(hallName) && series.size() > hallName.size() &&
        isSeparator(series[hallName.size()]))
        series.erase(0, hallName.size());
    const auto first = std::find_if_not(series.begin(), series.end(), isSeparator);
    series.erase(series.begin(), first);
    while (!series.empty() && isSeparator(series.back()))
        series.pop_back();
    return series;
}

} // namespace

std::optional<std::size_t> rowAt(const Hall& hall, Point2 p)
{
    for (std::size_t i = 0; i < hall.rows.size(); ++i) {
        const Rect& area = hall.rows[i].area;
        if (p.x >= area.x - onAreaM && p.x <= area.right() + onAreaM && p.y >= area.y - onAreaM &&
            p.y <= area.top() + onAreaM)
            return i;
    }
    return std::nullopt;
}

const Aisle* aisleAt(const Hall& hall, Point2 inHall)
{
    const auto found = std::ranges::find_if(hall.aisles, [&](const Aisle& aisle) {
        const Rect& area = aisle.area;
        return inHall.x > area.x && inHall.x < area.right() && inHall.y > area.y && inHall.y < area.top();
    });
    return found != hall.aisles.end() ? &*found : nullptr;
}

std::vector<std::vector<std::size_t>> racksByRow(const Hall& hall)
{
    std::vector<std::vector<std::size_t>> rows(hall.rows.size());
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        if (const auto row = rowAt(hall, hall.racks[i].pose.position()))
            rows[*row].push_back(i);
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::sort(rows[r].begin(), rows[r].end(), [&](std::size_t a, std::size_t b) {
            const double yawDeg = hall.rows[r].yawDeg;
            return std::tuple(alongRow(hall.racks[a].pose.position(), yawDeg), a) <
                   std::tuple(alongRow(hall.racks[b].pose.position(), yawDeg), b);
        });
    }
    return rows;
}

std::vector<Row> foundRows(const Hall& hall, const Catalogue& catalogue)
{
    std::vector<Row> rows;
    const std::vector<RackInLine> all = racksInLine(hall, catalogue);
    for (std::size_t first = 0; first < all.size();) {
        Rect area = all[first].bounds;
        std::size_t end = first + 1;
        for (; end < all.size() && continues(hall, all[end - 1], all[end]); ++end)
            area = united(area, all[end].bounds);
        if (end - first > 1)
            rows.push_back({{},
                            rowName(seriesOf(hall.racks[all[first].rack].name), hall.name),
                            area,
                            all[first].yawDeg});
        first = end;
    }
    return rows;
}

} // namespace hallwright
