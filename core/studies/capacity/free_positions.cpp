#include "core/studies/capacity/free_positions.h"

#include "core/layout/free_floor.h"
#include "core/layout/obstacles.h"
#include "core/layout/rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace hallwright {

namespace {

constexpr double touchingM = 1e-6; // as two footprints that touch (core/layout/obstacles.h)

struct Stretch {
    double from = 0.0;
    double to = 0.0;
};

// A row with racks of one type in it.
class RowLine
{
public:
    RowLine(const Row& row, const RackType& type)
        : row_(row), type_(type), level_(row.area.width >= row.area.depth)
    {
        // Fronts in line where the row faces across itself, as rows do.
        const Point2 front = frontDirection(row.yawDeg);
        const double facing = std::abs(level_ ? front.y : front.x);
        const double rowDepthM = level_ ? row.area.depth : row.area.width;
        middle_ = row.area.centre() + front * (facing > 0.5 ? (rowDepthM - type.depthM) / 2 : 0.0);
        const Rect one = boundsAt(0.0);
        sizeM_ = level_ ? one.width : one.depth;
    }

    double sizeM() const { return sizeM_; }
    Stretch whole() const { return along(row_.area); }
    Stretch along(const Rect& area) const
    {
        return level_ ? Stretch{area.x, area.right()} : Stretch{area.y, area.top()};
    }

    Pose poseAt(double alongM) const
    {
        return level_ ? Pose{alongM, middle_.y, row_.yawDeg} : Pose{middle_.x, alongM, row_.yawDeg};
    }

    Rect boundsAt(double alongM) const { return footprintBounds(poseAt(alongM), type_.widthM, type_.depthM); }

    // Whether something stands in the strip of floor that the row's racks take.
    bool meets(const Rect& area) const
    {
        const Rect one = boundsAt(0.0);
        return level_ ? area.y < one.top() - touchingM && area.top() > one.y + touchingM
                      : area.x < one.right() - touchingM && area.right() > one.x + touchingM;
    }

private:
    const Row& row_;
    const RackType& type_;
    bool level_ = true;
    Point2 middle_;
    double sizeM_ = 0.0;
};

std::vector<Stretch> gapsOf(const RowLine& line, const std::vector<Obstacle>& obstacles)
{
    std::vector<Stretch> taken;
    const Stretch whole = line.whole();
    for (const Obstacle& obstacle : obstacles) {
        const Stretch its = line.along(obstacle.footprint.bounds);
        if (its.to > whole.from + touchingM && its.from < whole.to - touchingM &&
            line.meets(obstacle.footprint.bounds))
            taken.push_back(its);
    }
    std::ranges::sort(taken, {}, &Stretch::from);
    std::vector<Stretch> gaps;
    double from = whole.from;
    for (const Stretch& each : taken) {
        if (each.from > from)
            gaps.push_back({from, each.from});
        from = std::max(from, each.to);
    }
    if (whole.to > from)
        gaps.push_back({from, whole.to});
    return gaps;
}

// What a row's racks are numbered by: a rack of it, its number, and whether numbers go up along the row.
struct Numbering {
    std::string series;
    std::size_t digits = 0;
    long long number = 0;
    double alongM = 0.0;

    std::optional<std::string> nameAt(double placeM, double sizeM) const
    {
        const long long at = number + std::llround((placeM - alongM) / sizeM);
        return at > 0 ? std::optional(fmt::format("{}{:0{}}", series, at, digits)) : std::nullopt;
    }
};

std::optional<Numbering> numberingOf(const Rack& rack, double alongM)
{
    constexpr std::size_t mostDigits = 9;
    const std::size_t last = rack.name.find_last_not_of("0123456789");
    const std::size_t begin = last == std::string::npos ? 0 : last + 1;
    Numbering numbering{rack.name.substr(0, begin), rack.name.size() - begin, 0, alongM};
    if (numbering.digits == 0 || numbering.digits > mostDigits)
        return std::nullopt;
    std::from_chars(rack.name.data() + begin, rack.name.data() + rack.name.size(), numbering.number);
    return numbering;
}

// Nothing where the racks are not numbered along the row by positions of this size.
std::optional<Numbering> numberingOf(const Hall& hall, const std::vector<std::size_t>& racks,
                                     const RowLine& line)
{
    const auto alongOf = [&](std::size_t rack) {
        const Point2 at = hall.racks[rack].pose.position();
        return line.along({at.x, at.y, 0.0, 0.0}).from;
    };
    if (racks.empty())
        return std::nullopt;
    const auto first = numberingOf(hall.racks[racks.front()], alongOf(racks.front()));
    const auto follows = [&](std::size_t rack) {
        return first->nameAt(alongOf(rack), line.sizeM()) == hall.racks[rack].name;
    };
    return first && std::ranges::all_of(racks, follows) ? first : std::nullopt;
}

} // namespace

std::vector<RowPositions> freePositions(const Site& site, const Hall& hall, const RackType& type)
{
    const std::vector<Obstacle> obstacles = obstaclesIn(site, hall);
    const std::vector<std::vector<std::size_t>> racks = racksByRow(hall);
    std::vector<RowPositions> rows(hall.rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const RowLine line(hall.rows[r], type);
        const auto numbering = numberingOf(hall, racks[r], line);
        rows[r].taken = racks[r].size();
        for (const Stretch& gap : gapsOf(line, obstacles)) {
            const auto count = static_cast<int>((gap.to - gap.from + touchingM) / line.sizeM());
            for (int i = 0; i < count; ++i) {
                const double alongM = gap.from + (i + 0.5) * line.sizeM();
                if (reachThroughWall(hall, line.boundsAt(alongM)))
                    continue;
                const auto name = numbering ? numbering->nameAt(alongM, line.sizeM()) : std::nullopt;
                rows[r].free.push_back({line.poseAt(alongM), name.value_or(std::string())});
            }
        }
    }
    return rows;
}

} // namespace hallwright
