#include "core/design/pull_row.h"

#include "core/design/by_hand.h"
#include "core/design/placing.h"
#include "core/layout/rows.h"
#include "core/layout/standing.h"

#include <algorithm>
#include <cmath>

namespace hallwright::design {

namespace {

double dot(Point2 a, Point2 b)
{
    return a.x * b.x + a.y * b.y;
}

double pitchAt(const Site& site, const Rack& last, const Rack& before)
{
    constexpr double widestInWidths = 1.5; // a wider gap is a passage, not the pitch
    const double widthM = site.typeOf(last).widthM;
    const Point2 way = last.pose.position() - before.pose.position();
    const double apartM = std::hypot(way.x, way.y);
    const bool isPitch = last.type == before.type && apartM >= widthM && apartM <= widestInWidths * widthM;
    return isPitch ? apartM : widthM;
}

} // namespace

std::vector<RowEnd> endsOf(const Site& site, HallId id, RowId rowId)
{
    const Hall& hall = site.hall(id);
    const Row& row = rowIn(hall, rowId);
    const std::vector<std::size_t> racks =
        racksByRow(hall)[static_cast<std::size_t>(&row - hall.rows.data())];
    if (racks.empty())
        return {};
    const bool level = row.area.width >= row.area.depth;
    const auto endAt = [&](std::size_t last, std::size_t before, double sign) {
        const Rack& rack = hall.racks[last];
        const Rect bounds = standingOf(site, refTo(rack.id))->bounds();
        const Point2 outward = level ? Point2{sign, 0.0} : Point2{0.0, sign};
        const Point2 side =
            bounds.centre() + Point2{outward.x * bounds.width / 2, outward.y * bounds.depth / 2};
        const double pitchM =
            last == before ? site.typeOf(rack).widthM : pitchAt(site, rack, hall.racks[before]);
        return RowEnd{id, rowId, rack.id, side, outward, pitchM};
    };
    const std::size_t count = racks.size();
    return {endAt(racks.front(), racks[std::min<std::size_t>(1, count - 1)], -1.0),
            endAt(racks.back(), racks[count - std::min<std::size_t>(2, count)], 1.0)};
}

std::vector<Pose> pulledTo(const Site& site, const RowEnd& end, Point2 to)
{
    const Pose& last = site.rack(end.rack).pose;
    const long count = std::lround(dot(to - end.side, end.outward) / end.pitchM);
    std::vector<Pose> poses;
    for (long i = 1; i <= count; ++i) {
        const Point2 by = end.outward * (static_cast<double>(i) * end.pitchM);
        poses.push_back({last.x + by.x, last.y + by.y, last.yawDeg});
    }
    return poses;
}

std::vector<RackId> pushedTo(const Site& site, const RowEnd& end, Point2 to)
{
    const Hall& hall = site.hall(end.hall);
    const Row& row = rowIn(hall, end.row);
    std::vector<std::size_t> racks = racksByRow(hall)[static_cast<std::size_t>(&row - hall.rows.data())];
    if (dot(end.outward, {1.0, 1.0}) > 0.0)
        std::reverse(racks.begin(), racks.end());
    std::vector<RackId> gone;
    for (std::size_t i = 0; i + 1 < racks.size(); ++i) {
        const Rack& rack = hall.racks[racks[i]];
        if (dot(rack.pose.position() - to, end.outward) < 0.0)
            break;
        gone.push_back(rack.id);
    }
    return gone;
}

void takeFromEnd(SiteEdit& edit, const RowEnd& end, const std::vector<RackId>& racks)
{
    if (racks.empty())
        return;
    std::vector<ObjectRef> gone;
    for (const RackId rack : racks)
        gone.push_back(refTo(rack));
    edit.remove(gone);
    const bool atEnd = dot(end.outward, {1.0, 1.0}) > 0.0;
    const auto ends = endsOf(edit.site(), end.hall, end.row);
    if (ends.empty())
        return;
    const Point2 last = (atEnd ? ends.back() : ends.front()).side;
    Rect& area = edit.change(end.row).area;
    const double cutX = end.outward.x == 0.0 ? 0.0 : atEnd ? area.right() - last.x : last.x - area.x;
    const double cutY = end.outward.y == 0.0 ? 0.0 : atEnd ? area.top() - last.y : last.y - area.y;
    area.width -= cutX;
    area.depth -= cutY;
    if (!atEnd) {
        area.x += cutX;
        area.y += cutY;
    }
}

std::vector<RackId> putAtEnd(SiteEdit& edit, const RowEnd& end, const std::vector<Pose>& poses)
{
    if (poses.empty())
        return {};
    const RackTypeId type = edit.site().rack(end.rack).type;
    std::vector<Standing> all;
    const Row& row = rowIn(edit.site().hall(end.hall), end.row);
    all.push_back(
        {refTo(row.id), {row.area.centre().x, row.area.centre().y, 0.0}, row.area.width, row.area.depth});
    const RackType& size = *edit.site().catalogue->find(type);
    for (const Pose& pose : poses)
        all.push_back({{}, pose, size.widthM, size.depthM});
    edit.change(end.row).area = boundsOf(all);
    std::vector<RackId> added;
    for (const Pose& pose : poses)
        added.push_back(putRack(edit, end.hall, type, pose));
    return added;
}

} // namespace hallwright::design
