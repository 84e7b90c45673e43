#include "core/layout/snapping.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

// A neighbour's edge is worth drawing to while one can see that it is one: not across the hall.
constexpr double neighbourReachM = 4.0;

} // namespace

void SnapLines::add(std::vector<Line>& lines, double at, double from, double to, SnapKind kind, bool centre)
{
    lines.push_back({at, from, to, kind, centre});
}

SnapLines::SnapLines(const FreeFloor& floor) : tilePitchM_(floor.hall().tilePitchM)
{
    const Hall& hall = floor.hall();
    for (const Obstacle& obstacle : floor.obstacles()) {
        const Rect& b = obstacle.footprint.bounds;
        for (const double x : {b.x, b.right()})
            add(x_, x, b.y, b.top(), SnapKind::Edge, false);
        for (const double y : {b.y, b.top()})
            add(y_, y, b.x, b.right(), SnapKind::Edge, false);
        add(x_, b.centre().x, b.y, b.top(), SnapKind::Centre, true);
        add(y_, b.centre().y, b.x, b.right(), SnapKind::Centre, true);
    }
    for (const Row& row : hall.rows) {
        const Rect& a = row.area;
        if (a.width >= a.depth)
            add(y_, a.centre().y, 0.0, hall.widthM, SnapKind::RowLine, true);
        else
            add(x_, a.centre().x, 0.0, hall.depthM, SnapKind::RowLine, true);
    }
    for (const Aisle& aisle : hall.aisles) {
        const Rect& a = aisle.area;
        if (a.width >= a.depth)
            add(y_, a.centre().y, a.x, a.right(), SnapKind::AisleCentre, true);
        else
            add(x_, a.centre().x, a.y, a.top(), SnapKind::AisleCentre, true);
    }
    for (const double x : {0.0, hall.widthM})
        add(x_, x, 0.0, hall.depthM, SnapKind::Wall, false);
    for (const double y : {0.0, hall.depthM})
        add(y_, y, 0.0, hall.widthM, SnapKind::Wall, false);
    const auto byPlace = [](const Line& a, const Line& b) { return a.at < b.at; };
    std::sort(x_.begin(), x_.end(), byPlace);
    std::sort(y_.begin(), y_.end(), byPlace);
}

SnapLines::Found SnapLines::snapAlong(const std::vector<Line>& lines, double least, double size,
                                      double crossFrom, double crossTo, double reachM, bool alongX) const
{
    const Line* best = nullptr;
    double bestBy = reachM;
    const auto consider = [&](double side, bool centre) {
        const auto first = std::lower_bound(lines.begin(), lines.end(), side - bestBy,
                                            [](const Line& line, double at) { return line.at < at; });
        for (auto line = first; line != lines.end() && line->at <= side + std::abs(bestBy); ++line) {
            const double beside = std::max({line->from - crossTo, crossFrom - line->to, 0.0});
            if (line->centre != centre || beside > neighbourReachM)
                continue;
            const double by = std::abs(line->at - side);
            if (by < bestBy || (by == bestBy && !best)) {
                best = &*line;
                bestBy = by;
            }
        }
    };
    consider(least, false);
    consider(least + size, false);
    consider(least + size / 2, true);
    if (!best)
        return {std::round(least / tilePitchM_) * tilePitchM_, std::nullopt};
    Found found;
    const double sides[] = {least, least + size, least + size / 2};
    double nearest = sides[best->centre ? 2 : 0];
    if (!best->centre && std::abs(best->at - sides[1]) < std::abs(best->at - sides[0]))
        nearest = sides[1];
    found.at = least + best->at - nearest;
    const double from = std::min(best->from, crossFrom), to = std::max(best->to, crossTo);
    found.guide = alongX ? Guide{best->kind, {best->at, from}, {best->at, to}}
                         : Guide{best->kind, {from, best->at}, {to, best->at}};
    return found;
}

Snapped SnapLines::snap(const Standing& held, Point2 byM, double reachM) const
{
    const Rect start = held.bounds();
    const Rect wanted{start.x + byM.x, start.y + byM.y, start.width, start.depth};
    const Found x = snapAlong(x_, wanted.x, wanted.width, wanted.y, wanted.top(), reachM, true);
    const Found y = snapAlong(y_, wanted.y, wanted.depth, wanted.x, wanted.right(), reachM, false);
    Snapped snapped{{x.at - start.x, y.at - start.y}, {}};
    for (const auto& guide : {x.guide, y.guide}) {
        if (guide)
            snapped.guides.push_back(*guide);
    }
    return snapped;
}

} // namespace hallwright
