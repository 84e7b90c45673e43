// Aisles: what faces them, and whether those that are contained are closed.
#include "core/rules/rule_checks.h"

#include "core/layout/clearances.h"
#include "core/layout/rows.h"
#include "core/model/names.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <utility>
#include <vector>

namespace hallwright {

namespace {

// A rack belongs to the aisle that begins this near to it.
constexpr double besideAisleM = 0.3;
// Brushes and blanking strips close less.
constexpr double widestGapM = 0.05;

// The aisle before one side of a rack, if it is of that kind.
const Aisle* aisleBefore(const CheckedLayout& at, const Rack& rack, double yawDeg, AisleKind kind)
{
    const double outM = at.site.typeOf(rack).depthM / 2 + besideAisleM;
    const Aisle* aisle = aisleAt(at.hall, rack.pose.position() + frontDirection(yawDeg) * outM);
    return aisle && aisle->kind == kind ? aisle : nullptr;
}

bool facesOtherwise(const CheckedLayout& at, const Rack& rack)
{
    const auto row = rowAt(at.hall, rack.pose.position());
    return row && std::abs(std::remainder(rack.pose.yawDeg - at.hall.rows[*row].yawDeg, 360.0)) > 45.0;
}

} // namespace

// One finding for a rack: what matters most.
void checkFacing(const CheckedLayout& at, FindingSink& sink)
{
    for (const Rack& rack : at.hall.racks) {
        const double yawDeg = rack.pose.yawDeg;
        const auto add = [&](const std::string& what, ObjectRef other) {
            sink.add(refTo(rack.id), {}, fmt::format("Rack {} in hall {} {}.", rack.name, at.hall.name, what),
                     fmt::format("Turn rack {} by 180°, or change what it stands at.", rack.name))
                .other = other;
        };
        if (const Aisle* hot = aisleBefore(at, rack, yawDeg, AisleKind::Hot))
            add(fmt::format("draws its air from the hot aisle {}", hot->name), refTo(hot->id));
        else if (const Aisle* cold = aisleBefore(at, rack, yawDeg + 180.0, AisleKind::Cold))
            add(fmt::format("blows its exhaust into the cold aisle {}", cold->name), refTo(cold->id));
        else if (facesOtherwise(at, rack)) {
            const Row& row = at.hall.rows[*rowAt(at.hall, rack.pose.position())];
            add(fmt::format("faces another way than its row {}", row.name), refTo(row.id));
        }
    }
}

namespace {

// What stands along one side of an aisle, from end to end.
struct Stretch {
    double from = 0.0;
    double to = 0.0;
    const Obstacle* by = nullptr;
};

using Side = std::vector<Stretch>; // in ascending order

struct Gap {
    double widthM = 0.0;
    bool high = false;                // on the north or east side
    const Obstacle* before = nullptr; // none at the end of the row
    const Obstacle* after = nullptr;
};

// An aisle with its length along x or y.
class AisleSides
{
public:
    AisleSides(const CheckedLayout& at, const Aisle& aisle) : at_(at), aisle_(aisle)
    {
        // The rows say which way it runs; a short aisle may be wider than long.
        const Side alongX = sideOf(true, false), alongXToo = sideOf(true, true);
        const Side alongY = sideOf(false, false), alongYToo = sideOf(false, true);
        const auto racksAlongX = racksIn(alongX) + racksIn(alongXToo);
        const auto racksAlongY = racksIn(alongY) + racksIn(alongYToo);
        const bool none = racksAlongX == 0 && racksAlongY == 0;
        alongX_ = none ? aisle.area.width >= aisle.area.depth : racksAlongX >= racksAlongY;
        sides_ = alongX_ ? std::array{alongX, alongXToo} : std::array{alongY, alongYToo};
    }

    // Between the first and the last that stands at either side: where both end, the aisle has its end door. Blanking panels
    // close all of them but a side along which nothing stands any more: nothing holds them.
    std::vector<Gap> gaps() const
    {
        std::vector<Gap> found;
        const double from = std::min(beginOf(sides_[0]), beginOf(sides_[1]));
        const double to = std::max(endOf(sides_[0]), endOf(sides_[1]));
        for (const bool high : {false, true}) {
            if (isAtWall(high) || (aisle_.blanked && !sides_[high].empty()))
                continue;
            Gap gap{0.0, high, nullptr, nullptr};
            double closedTo = from;
            const auto next = [&](double begin, const Obstacle* after) {
                gap.widthM = begin - closedTo;
                gap.after = after;
                if (exceeds(gap.widthM, widestGapM))
                    found.push_back(gap);
            };
            for (const Stretch& stretch : sides_[high]) {
                next(stretch.from, stretch.by);
                closedTo = std::max(closedTo, stretch.to);
                gap.before = stretch.by;
            }
            next(to, nullptr);
        }
        return found;
    }

    bool runsAlongX() const { return alongX_; }

    const char* nameOfSide(bool high) const
    {
        return alongX_ ? (high ? "north" : "south") : (high ? "east" : "west");
    }

private:
    static double beginOf(const Side& side) { return side.empty() ? 1e9 : side.front().from; }
    static double endOf(const Side& side)
    {
        double end = -1e9;
        for (const Stretch& stretch : side)
            end = std::max(end, stretch.to);
        return end;
    }
    static std::ptrdiff_t racksIn(const Side& side)
    {
        return std::ranges::count_if(
            side, [](const Stretch& stretch) { return stretch.by->object.kind == ObjectKind::Rack; });
    }

    bool isAtWall(bool high) const
    {
        const Rect& area = aisle_.area;
        if (alongX_)
            return high ? area.top() + besideAisleM > at_.hall.depthM : area.y < besideAisleM;
        return high ? area.right() + besideAisleM > at_.hall.widthM : area.x < besideAisleM;
    }

    Side sideOf(bool alongX, bool high) const
    {
        const Rect& a = aisle_.area;
        const double at =
            alongX ? (high ? a.top() : a.y - besideAisleM) : (high ? a.right() : a.x - besideAisleM);
        const Rect strip =
            alongX ? Rect{a.x, at, a.width, besideAisleM} : Rect{at, a.y, besideAisleM, a.depth};
        const Footprint band({strip.centre().x, strip.centre().y, 0.0}, strip.width, strip.depth);
        std::vector<std::uint32_t> near;
        at_.grid.findNear(strip, near);
        Side side;
        for (const std::uint32_t i : near) {
            const Obstacle& obstacle = at_.obstacles[i];
            const Rect& b = obstacle.footprint.bounds;
            if (!overlap(band, obstacle.footprint))
                continue;
            if (alongX)
                side.push_back({std::max(b.x, a.x), std::min(b.right(), a.right()), &obstacle});
            else
                side.push_back({std::max(b.y, a.y), std::min(b.top(), a.top()), &obstacle});
        }
        std::ranges::sort(side, {}, &Stretch::from);
        return side;
    }

    const CheckedLayout& at_;
    const Aisle& aisle_;
    bool alongX_ = true;
    std::array<Side, 2> sides_; // south and north, or west and east
};

std::string placeOf(const Gap& gap)
{
    if (gap.before && gap.after)
        return fmt::format("between {} and {}", gap.before->text(), gap.after->text());
    if (gap.before || gap.after)
        return fmt::format("beyond {}, where its row ends before the one opposite",
                           (gap.before ? gap.before : gap.after)->text());
    return "where no rack faces the row opposite";
}

} // namespace

// One finding for an aisle: its widest gap, and how many more there are.
void checkContainment(const CheckedLayout& at, FindingSink& sink)
{
    for (const Aisle& aisle : at.hall.aisles) {
        if (!aisle.contained)
            continue;
        const AisleSides contained(at, aisle);
        const std::vector<Gap> gaps = contained.gaps();
        if (gaps.empty())
            continue;
        const Gap& widest = *std::ranges::max_element(gaps, {}, &Gap::widthM);
        const std::string more =
            gaps.size() > 1 ? fmt::format(", and at {} more", gaps.size() - 1) : std::string();
        const auto [open, closed] = groupedApart(widest.widthM, widestGapM, 2);
        Finding& finding = sink.add(
            refTo(aisle.id), Figure{widest.widthM, widestGapM, "m"},
            fmt::format("The contained aisle {} of hall {} is open over {} m on its {} side, {}{}; gaps of "
                        "{} m at most are closed by strips.",
                        aisle.name, at.hall.name, open, contained.nameOfSide(widest.high), placeOf(widest),
                        more, closed),
            fmt::format("Close the empty positions along {} with racks, or with blanking panels and say so "
                        "of the aisle.",
                        aisle.name));
        if (widest.before || widest.after)
            finding.other = (widest.before ? widest.before : widest.after)->object;
    }
}

namespace {

// What stands in an aisle: racks of its rows reach into it at most, and are held against the room before and behind them.
std::vector<const Obstacle*> standingIn(const CheckedLayout& at, const Aisle& aisle)
{
    const Footprint area({aisle.area.centre().x, aisle.area.centre().y, 0.0}, aisle.area.width,
                         aisle.area.depth);
    std::vector<std::uint32_t> near;
    at.grid.findNear(aisle.area, near);
    std::vector<const Obstacle*> standing;
    for (const std::uint32_t i : near) {
        const Obstacle& obstacle = at.obstacles[i];
        const bool ofARow = obstacle.object.kind == ObjectKind::Rack &&
                            rowAt(at.hall, obstacle.footprint.pose.position()).has_value();
        if (!ofARow && overlap(area, obstacle.footprint))
            standing.push_back(&obstacle);
    }
    return standing;
}

// Where an aisle is narrowest beside what stands in it.
struct Narrows {
    double wayM = 0.0; // the widest of the ways left there
    const Obstacle* by = nullptr;
};

// Only where one of them begins can there be less room than before.
std::optional<Narrows> narrowest(const Aisle& aisle, bool alongX, std::vector<const Obstacle*> standing)
{
    const auto along = [alongX](const Rect& r) {
        return alongX ? std::pair(r.x, r.right()) : std::pair(r.y, r.top());
    };
    const auto across = [alongX](const Rect& r) {
        return alongX ? std::pair(r.y, r.top()) : std::pair(r.x, r.right());
    };
    const auto boundsOf = [](const Obstacle* thing) -> const Rect& { return thing->footprint.bounds; };
    std::ranges::sort(standing, {}, [&](const Obstacle* thing) { return across(boundsOf(thing)).first; });
    std::optional<Narrows> found;
    for (const Obstacle* thing : standing) {
        const double place = std::max(along(boundsOf(thing)).first, along(aisle.area).first);
        double closedTo = across(aisle.area).first, wayM = 0.0;
        for (const Obstacle* beside : standing) {
            const auto [begin, end] = along(boundsOf(beside));
            if (begin > place || end <= place)
                continue;
            wayM = std::max(wayM, across(boundsOf(beside)).first - closedTo);
            closedTo = std::max(closedTo, across(boundsOf(beside)).second);
        }
        wayM = std::max(wayM, across(aisle.area).second - closedTo);
        if (!found || wayM < found->wayM)
            found = {wayM, thing};
    }
    return found;
}

} // namespace

// One finding for an aisle: its narrowest place.
void checkAisleWays(const CheckedLayout& at, FindingSink& sink)
{
    constexpr double toleranceM = 1e-6;
    for (const Aisle& aisle : at.hall.aisles) {
        std::vector<const Obstacle*> standing = standingIn(at, aisle);
        if (standing.empty())
            continue;
        const auto narrows = narrowest(aisle, AisleSides(at, aisle).runsAlongX(), std::move(standing));
        if (narrows->wayM > leastServiceM - toleranceM)
            continue;
        const auto [left, needed] = groupedApart(narrows->wayM, leastServiceM, 2);
        const ObjectKind kind = narrows->by->object.kind;
        const std::string what = narrows->by->text();
        sink.add(refTo(aisle.id), Figure{narrows->wayM, leastServiceM, "m"},
                 fmt::format("In the {} aisle {} of hall {} {} leaves a way of {} m; {} m is needed to pass.",
                             nameOf(aisle.kind), aisle.name, at.hall.name, what, left, needed),
                 kind == ObjectKind::Column || kind == ObjectKind::Wall
                     ? fmt::format("Widen the aisle {} beside {}, or let it end there.", aisle.name, what)
                     : fmt::format("Move {} out of the aisle {}.", what, aisle.name))
            .other = narrows->by->object;
    }
}

} // namespace hallwright
