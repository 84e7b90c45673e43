#include "core/simulation/closed_aisles.h"

#include "core/model/geometry.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hallwright {

namespace {

constexpr double roundingM = 1e-6;
constexpr double besideSideM = 0.45; // what stands further from the aisle's edge leaves its place there empty

using Lined = std::pair<double, double>; // a stretch of a side: from, to

std::vector<Rect> thingsStandingIn(const Hall& hall, const Catalogue& catalogue)
{
    std::vector<Rect> standing;
    standing.reserve(hall.racks.size() + hall.airHandlers.size() + hall.cdus.size());
    const RackType* type = nullptr;
    const RackType unknown;
    for (const Rack& rack : hall.racks) {
        if (!type || type->id != rack.type)
            type = catalogue.find(rack.type);
        const RackType& size = type ? *type : unknown;
        standing.push_back(footprintBounds(rack.pose, size.widthM, size.depthM));
    }
    for (const AirHandler& unit : hall.airHandlers)
        standing.push_back(footprintBounds(unit.pose, unit.widthM, unit.depthM));
    for (const Cdu& cdu : hall.cdus)
        standing.push_back(footprintBounds(cdu.pose, cdu.widthM, cdu.depthM));
    for (const Column& column : hall.columns)
        standing.push_back(column.area);
    for (const Wall& wall : hall.walls)
        standing.push_back(wall.area);
    return standing;
}

// What stands along one side of an aisle, in ascending order.
class AisleSides
{
public:
    AisleSides(const Hall& hall, const Aisle& aisle, bool alongX, const std::vector<Rect>& standing)
        : hall_(hall), aisle_(alongX ? aisle.area : turned(aisle.area)), alongX_(alongX),
          blanked_(aisle.blanked)
    {
        for (const Rect& each : standing)
            add(alongX ? each : turned(each));
        for (auto& side : sides_)
            std::ranges::sort(side);
    }

    double linedM() const { return coveredM(sides_[0]) + coveredM(sides_[1]); }

    bool areClosed() const
    {
        double from = 1e9, to = -1e9;
        for (const auto& side : sides_) {
            for (const Lined& stretch : side) {
                from = std::min(from, stretch.first);
                to = std::max(to, stretch.second);
            }
        }
        if (from >= to)
            return true;
        return std::ranges::all_of(std::array{false, true}, [&](bool high) {
            return isAtWall(high) || (blanked_ && !sides_[high].empty()) ||
                   to - from - coveredM(sides_[high]) <= openSideShare * (to - from) + roundingM;
        });
    }

private:
    static Rect turned(const Rect& area) { return {area.y, area.x, area.depth, area.width}; }

    void add(const Rect& thing)
    {
        const Lined along{std::max(thing.x, aisle_.x), std::min(thing.right(), aisle_.right())};
        if (along.first >= along.second)
            return;
        const double middle = thing.y + thing.depth / 2;
        if (middle <= aisle_.y && thing.top() > aisle_.y - besideSideM)
            sides_[0].push_back(along);
        if (middle >= aisle_.top() && thing.y < aisle_.top() + besideSideM)
            sides_[1].push_back(along);
    }

    static double coveredM(const std::vector<Lined>& side)
    {
        double sumM = 0.0, to = -1e9;
        for (const Lined& stretch : side) {
            sumM += std::max(0.0, stretch.second - std::max(stretch.first, to));
            to = std::max(to, stretch.second);
        }
        return sumM;
    }

    bool isAtWall(bool high) const
    {
        const double acrossM = alongX_ ? hall_.depthM : hall_.widthM;
        return high ? aisle_.top() + besideSideM > acrossM : aisle_.y < besideSideM;
    }

    const Hall& hall_;
    Rect aisle_; // its length along x
    bool alongX_, blanked_;
    std::array<std::vector<Lined>, 2> sides_;
};

} // namespace

std::vector<bool> closedAislesOf(const Hall& hall, const Catalogue& catalogue)
{
    std::vector<bool> closed(hall.aisles.size(), false);
    if (std::ranges::none_of(hall.aisles, &Aisle::contained))
        return closed;
    const std::vector<Rect> standing = thingsStandingIn(hall, catalogue);
    for (std::size_t i = 0; i < hall.aisles.size(); ++i) {
        if (!hall.aisles[i].contained)
            continue;
        // What stands along it says which way it runs; a short aisle may be wider than long.
        const AisleSides x(hall, hall.aisles[i], true, standing), y(hall, hall.aisles[i], false, standing);
        closed[i] = (x.linedM() >= y.linedM() ? x : y).areClosed();
    }
    return closed;
}

} // namespace hallwright
