#include "core/design/hall_headers.h"

#include "core/design/design_heat.h"
#include "core/design/placing.h"
#include "core/model/names.h"
#include "core/physics/coolant_properties.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace hallwright::design {

namespace {

// Air handlers of one loop and rating side by side along a wall.
struct HandlerLine {
    WallSide wall = WallSide::West;
    CoolantLoopId loop;
    double airflowM3s = 0.0; // of one
    int count = 0;
    double least = 0.0, greatest = 0.0; // positions along the wall, from its west or south end
};

// The wall behind a unit.
WallSide wallBehind(double yawDeg)
{
    const double yaw = std::remainder(yawDeg, 360.0);
    if (yaw > 45.0 && yaw <= 135.0)
        return WallSide::West;
    if (yaw <= -45.0 && yaw > -135.0)
        return WallSide::East;
    return std::abs(yaw) > 90.0 ? WallSide::South : WallSide::North;
}

double awayFrom(const Hall& hall, WallSide wall, Point2 place)
{
    switch (wall) {
    case WallSide::West:
        return place.x;
    case WallSide::East:
        return hall.widthM - place.x;
    case WallSide::South:
        return place.y;
    case WallSide::North:
        return hall.depthM - place.y;
    }
    return 0.0;
}

// The wall behind a unit; where it has its back to the room, the one it stands at.
WallSide wallOf(const Hall& hall, const Pose& pose)
{
    constexpr double atM = 2.0;
    constexpr std::array walls{WallSide::West, WallSide::East, WallSide::South, WallSide::North};
    const WallSide behind = wallBehind(pose.yawDeg);
    const WallSide nearest = *std::ranges::min_element(
        walls, {}, [&](WallSide wall) { return awayFrom(hall, wall, pose.position()); });
    const bool standsAtAnother =
        awayFrom(hall, behind, pose.position()) > atM && awayFrom(hall, nearest, pose.position()) <= atM;
    return standsAtAnother ? nearest : behind;
}

std::vector<HandlerLine> handlerLines(const Hall& hall)
{
    std::vector<HandlerLine> lines;
    for (const AirHandler& unit : hall.airHandlers) {
        const WallSide wall = wallOf(hall, unit.pose);
        const bool alongX = wall == WallSide::South || wall == WallSide::North;
        const double along = alongX ? unit.pose.x : unit.pose.y;
        if (lines.empty() || lines.back().wall != wall || lines.back().loop != unit.loop ||
            lines.back().airflowM3s != unit.airflowM3s)
            lines.push_back({wall, unit.loop, unit.airflowM3s, 0, along, along});
        HandlerLine& line = lines.back();
        ++line.count;
        line.least = std::min(line.least, along);
        line.greatest = std::max(line.greatest, along);
    }
    return lines;
}

// Units spread evenly stand half a pitch from the wall's ends; said so, the header's end is the same from either end.
double fromEnd(double distanceM, double wallM, int count)
{
    const double evenM = wallM / count / 2;
    return std::abs(distanceM - evenM) < 1e-9 ? evenM : distanceM;
}

class HeaderMaker
{
public:
    explicit HeaderMaker(const HeaderPlan& plan)
        : plan_(plan), hall_(plan.hall), room_(roomOf(plan.hall)), north_(mainIsNorthOf(room_, plan.mainY)),
          heatPerVolume_(coolantAt(plan.loop.coolant, plan.loop.supplyC).heatPerVolume())
    {
    }

    std::vector<HallHeader> headers() const
    {
        const HallHeat heat = heatOf(plan_.site, hall_, plan_.loop.id);
        const double airflowM3s = handlersAirflowM3s(hall_, plan_.loop.id);
        std::vector<HallHeader> all;
        for (const HandlerLine& line : handlerLines(hall_)) {
            const double share = line.count * line.airflowM3s / airflowM3s;
            if (line.loop == plan_.loop.id)
                all.push_back(wallHeader(line, flowOf(heat.air * share)));
        }
        numberAlike(all);
        if (const auto end = cduLine())
            all.push_back(headerOver("CDU header", flowOf(heat.liquid), hall_.floorElevationM + 3.4, *end));
        if (heat.doors > 0.0) {
            const double doorsM3s = std::max(flowOf(heat.doors), doorFlowM3s());
            all.push_back(headerOver("rear-door header", doorsM3s, hall_.floorElevationM + 3.1, doorLine()));
        }
        return all;
    }

private:
    // A second line of units along a wall, of another rating or past a gap, has a header of its own.
    static void numberAlike(std::vector<HallHeader>& headers)
    {
        std::map<std::string, int> seen;
        for (HallHeader& header : headers) {
            if (const int count = ++seen[header.what]; count > 1)
                header.what += fmt::format(" {}", count);
        }
    }

    double flowOf(double heatW) const { return heatW / (heatPerVolume_ * plan_.loop.designDeltaTK); }

    // Along the outside of the wall, behind the air handlers.
    HallHeader wallHeader(const HandlerLine& line, double flowM3s) const
    {
        HallHeader header;
        header.what = fmt::format("{} {} header", shortName(plan_.building, hall_), nameOf(line.wall));
        header.flowM3s = flowM3s;
        header.z = plan_.z;
        header.supply = wallRun(line, 0.6);
        header.back = wallRun(line, 1.4);
        return header;
    }

    // As far as the last unit.
    std::vector<Point2> wallRun(const HandlerLine& line, double out) const
    {
        const double nearY = north_ ? room_.top() : room_.y;
        const double lastY =
            fromEnd(north_ ? line.least : room_.depth - line.greatest, room_.depth, line.count);
        const double farY = north_ ? room_.y + lastY : room_.top() - lastY;
        const double farX = room_.right() - fromEnd(room_.width - line.greatest, room_.width, line.count);
        // Past the west wall to the wall that faces away from the main.
        const double startX = (line.wall == WallSide::South) == north_ ? room_.x - out : room_.x;
        switch (line.wall) {
        case WallSide::West:
            return {{room_.x - out, nearY}, {room_.x - out, farY}};
        case WallSide::East:
            return {{room_.right() + out, nearY}, {room_.right() + out, farY}};
        case WallSide::North:
            return {{startX, room_.top() + out}, {farX, room_.top() + out}};
        case WallSide::South:
            return {{startX, room_.y - out}, {farX, room_.y - out}};
        }
        return {};
    }

    // To the loop's CDU farthest from the main; nothing if it has none here.
    std::optional<Point2> cduLine() const
    {
        const Cdu* last = nullptr;
        for (const Cdu& cdu : hall_.cdus) {
            if (cdu.loop != plan_.loop.id)
                continue;
            if (!last || (north_ ? cdu.pose.y < last->pose.y : cdu.pose.y >= last->pose.y))
                last = &cdu;
        }
        return last ? std::optional(toBuilding(hall_, last->pose.position())) : std::nullopt;
    }

    // Over the middle of the rows, to the middle of the hall: there the doors of all its racks connect.
    Point2 doorLine() const
    {
        const double x =
            hall_.rows.empty() ? hall_.widthM / 2 : hall_.rows[hall_.rows.size() / 2].area.centre().x;
        return toBuilding(hall_, {x, hall_.depthM / 2});
    }

    // Doors take their rated flow whatever their heat.
    double doorFlowM3s() const
    {
        double flowM3s = 0.0;
        for (const Rack& rack : hall_.racks) {
            if (rack.rearDoorLoop == plan_.loop.id)
                flowM3s += plan_.site.typeOf(rack).rearDoorFlowM3s;
        }
        return flowM3s;
    }

    HallHeader headerOver(const std::string& what, double flowM3s, double z, Point2 end) const
    {
        HallHeader header;
        header.what = shortName(plan_.building, hall_) + " " + what;
        header.flowM3s = flowM3s;
        header.z = z;
        header.supply = {{end.x + 0.6 * pipeSide(PipeRole::Supply), end.y}};
        header.back = {{end.x + 0.6 * pipeSide(PipeRole::Return), end.y}};
        return header;
    }

    const HeaderPlan& plan_;
    const Hall& hall_;
    Rect room_;
    bool north_;           // of the room lies the main
    double heatPerVolume_; // ρc of the coolant
};

} // namespace

std::vector<HallHeader> hallHeaders(const HeaderPlan& plan)
{
    return HeaderMaker(plan).headers();
}

Rect roomOf(const Hall& hall)
{
    return {hall.originM.x, hall.originM.y, hall.widthM, hall.depthM};
}

bool mainIsNorthOf(const Rect& room, double mainY)
{
    return mainY > room.centre().y;
}

} // namespace hallwright::design
