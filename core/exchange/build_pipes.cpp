#include "core/exchange/build_pipes.h"

#include "core/exchange/design_heat.h"
#include "core/physics/coolant_properties.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace hallwright::recipe {

namespace {

// The least standard steel pipe (outer diameter) in which the flow keeps to the loop's velocity.
double pipeDiameterM(double flowM3s, const LoopRule& rule, const std::string& what)
{
    static constexpr std::array sizes{0.0603, 0.0889, 0.1143, 0.1683, 0.2191, 0.2731, 0.3239, 0.3556, 0.4064,
                                      0.4572, 0.5080, 0.6100, 0.7110, 0.8130, 0.9140, 1.0160, 1.2190};
    const auto areaM2 = [](double boreM) { return std::numbers::pi / 4.0 * boreM * boreM; };
    const double boreM = std::sqrt(4.0 * flowM3s / (std::numbers::pi * rule.velocityMs));
    const auto size = std::lower_bound(sizes.begin(), sizes.end(), boreM * pipeOuterOverInner);
    if (size != sizes.end())
        return *size;
    const double velocityMs = flowM3s / areaM2(sizes.back() / pipeOuterOverInner);
    if (velocityMs > 1.5 * rule.velocityMs) {
        rule.place.fail(
            fmt::format("{} carries {:.2f} m³/s, which is {:.1f} m/s in the largest standard pipe of {:g} "
                        "m, more than half above the pipe_velocity_m_s of {:g}; split the loop into several.",
                        what, flowM3s, velocityMs, sizes.back(), rule.velocityMs));
    }
    return sizes.back();
}

// A pipe pair from the main to what stands in a hall, each path from where it leaves the main's side.
struct HallHeader {
    std::string what;
    double flowM3s = 0.0;
    double z = 0.0;
    std::vector<Point2> supply, back;

    const std::vector<Point2>& run(PipeRole role) const { return role == PipeRole::Supply ? supply : back; }
};

// A pipe whose diameter follows once all it carries is known.
struct PlannedPipe {
    std::size_t index = 0; // in the network's pipes
    double flowM3s = 0.0;
    std::optional<std::size_t> from; // the planned pipe it branches off; none for those of the plant
};

double distanceM(const std::vector<Point3>& path, Point3 p)
{
    double nearest = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const Point3 a = path[i];
        const Point3 d{path[i + 1].x - a.x, path[i + 1].y - a.y, path[i + 1].z - a.z};
        const double along = (p.x - a.x) * d.x + (p.y - a.y) * d.y + (p.z - a.z) * d.z;
        const double t = std::clamp(along / (d.x * d.x + d.y * d.y + d.z * d.z), 0.0, 1.0);
        nearest =
            std::min(nearest, std::hypot(a.x + t * d.x - p.x, a.y + t * d.y - p.y, a.z + t * d.z - p.z));
    }
    return nearest;
}

class PipeBuilder
{
public:
    PipeBuilder(Draft& draft, const BuildingDraft& building, const LoopDraft& loop)
        : draft_(draft), building_(building), loop_(loop), rule_(*loop.rule),
          heatPerVolume_(coolantAt(rule_.coolant, rule_.supplyC).heatPerVolume())
    {
    }

    void run()
    {
        for (const PipeRole role : bothRoles) {
            addYardPipes(role);
            mains_[indexOf(role)] = addPipe("main", role, 0.0, {}); // its ends and flow follow from the halls
        }
        for (std::size_t i = 0; i < building_.halls.size(); ++i)
            addHallPipes(building_.halls[i], i);
        layMains();
        addRooms();
        sizePipes();
    }

private:
    static constexpr std::array bothRoles{PipeRole::Supply, PipeRole::Return};
    static std::size_t indexOf(PipeRole role) { return role == PipeRole::Supply ? 0 : 1; }

    double flowOf(double heatW) const { return heatW / (heatPerVolume_ * rule_.deltaTK); }

    // Returns its position in planned_.
    std::size_t addPipe(const std::string& what, PipeRole role, double flowM3s,
                        const std::vector<Point3>& inBuilding, std::optional<std::size_t> from = std::nullopt,
                        CduId cdu = {})
    {
        PipeRun pipe;
        pipe.id = draft_.ids.pipe.next();
        pipe.name = fmt::format("{} {} {}", loop_.name, what, nameOf(role));
        pipe.loop = loop_.id;
        pipe.role = role;
        pipe.cdu = cdu;
        pipe.pathM = inCampus(inBuilding);
        planned_.push_back({draft_.cooling.pipes.size(), flowM3s, from});
        draft_.cooling.pipes.push_back(std::move(pipe));
        return planned_.size() - 1;
    }

    // Points that follow on one another at the same place are one.
    std::vector<Point3> inCampus(const std::vector<Point3>& inBuilding) const
    {
        std::vector<Point3> path;
        for (const Point3& p : inBuilding) {
            const Point3 next = toCampus(building_.building, {p.x, p.y}, p.z);
            if (path.empty() || !(path.back() == next))
                path.push_back(next);
        }
        return path;
    }

    // Half the distance of supply and return, to either side of their common line.
    static double side(PipeRole role) { return role == PipeRole::Supply ? -0.5 : 0.5; }

    // Towers behind chillers or plates have water of their own.
    bool isOnLoop(const PlantGroup& group) const
    {
        return group.model->kind != PlantKind::CoolingTower ||
               std::none_of(loop_.groups.begin(), loop_.groups.end(), [](const PlantGroup& other) {
                   return other.model->kind == PlantKind::WaterCooledChiller ||
                          other.model->kind == PlantKind::WatersideEconomiser;
               });
    }

    static double headerY(const PlantGroup& group, const PlantRow& row, PipeRole role)
    {
        return row.y - group.model->depthM / 2 - 1.5 + side(role);
    }

    double pipesZ(const PlantRule& plant) const { return plantElevationM(building_, plant) + 0.6; }

    // A header along each row of units, and the lines that join the rows and enter the building: one for the rows at
    // one level and to one side of the main.
    void addYardPipes(PipeRole role)
    {
        int headers = 0;
        for (const PlantGroup& group : loop_.groups) {
            if (!isOnLoop(group))
                continue;
            for (const PlantRow& row : group.rows)
                addPlantHeader(group, row, role, ++headers);
        }
        int entries = 0;
        for (const bool onRoof : {false, true}) {
            for (const double direction : {1.0, -1.0})
                entries += addEntry(role, onRoof, direction, entries) ? 1 : 0;
        }
    }

    void addPlantHeader(const PlantGroup& group, const PlantRow& row, PipeRole role, int number)
    {
        const double y = headerY(group, row, role);
        const double z = pipesZ(*group.rule);
        const double x = rule_.entryX + side(role); // of the entry, where a header of one unit ends
        const double heatW = group.heatW * std::max(row.west, row.east) / group.units;
        addPipe(fmt::format("header {}", number), role, flowOf(heatW),
                {{std::min(row.westX, x), y, z}, {std::max(row.eastX, x), y, z}});
    }

    bool addEntry(PipeRole role, bool onRoof, double direction, int before)
    {
        const double x = rule_.entryX + side(role);
        const double y = rule_.mainY + side(role);
        double reach = 0.0;
        double heatW = 0.0;
        double z = 0.0;
        for (const PlantGroup& group : loop_.groups) {
            if (!isOnLoop(group) || group.rule->onRoof != onRoof)
                continue;
            z = pipesZ(*group.rule);
            for (const PlantRow& row : group.rows) {
                const double out = direction * (headerY(group, row, role) - y);
                if (out <= 0.0)
                    continue;
                reach = std::max(reach, out);
                heatW += group.heatW * (row.west + row.east) / group.units;
            }
        }
        if (reach == 0.0)
            return false;
        addPipe(before == 0 ? "entry" : fmt::format("entry {}", before + 1), role,
                flowOf(std::min(heatW, loop_.heatW)),
                {{x, y + direction * reach, z}, {x, y, z}, {x, y, rule_.mainZ}});
        return true;
    }

    bool mainIsNorthOf(const Rect& room) const { return rule_.mainY > room.centre().y; }

    static Rect roomOf(const HallDraft& hall)
    {
        return {hall.hall.originM.x, hall.hall.originM.y, hall.hall.widthM, hall.hall.depthM};
    }

    void addHallPipes(const HallDraft& hall, std::size_t index)
    {
        // Halls in line share a gallery: each has its own level.
        const double z = hall.hall.floorElevationM + 1.0 + 0.8 * static_cast<double>(index);
        const std::vector<HallHeader> headers = headersOf(hall, z);
        for (const PipeRole role : bothRoles) {
            const std::size_t from = hall.placement->riserX && !headers.empty()
                                         ? addRiser(hall, headers, role, z)
                                         : mains_[indexOf(role)];
            for (const HallHeader& header : headers)
                addHeader(hall, header, role, z, from);
        }
        addManifolds(hall);
    }

    std::vector<HallHeader> headersOf(const HallDraft& hall, double z) const
    {
        const HallHeat heat = heatOf(draft_, building_, hall, rule_.name);
        std::vector<HallHeader> headers;
        const double flowM3s = handlersOn(hall, rule_.name).flowM3s;
        for (const HandlerRule& rule : hall.rule->handlers) {
            const double share = rule.count * draft_.recipe.airHandlers[rule.model].airflowM3s / flowM3s;
            if (rule.loop == rule_.name)
                headers.push_back(wallHeader(hall, rule, flowOf(heat.air * share), z));
        }
        const double floorM = hall.hall.floorElevationM;
        if (hall.rule->cdus && hall.rule->cdus->loop == rule_.name && !hall.hall.cdus.empty())
            headers.push_back(
                headerOver(hall, "CDU header", flowOf(heat.liquid), floorM + 3.4, cduLine(hall)));
        if (heat.doors > 0.0) {
            const double doorsM3s = std::max(flowOf(heat.doors), doorFlowM3s(hall));
            headers.push_back(headerOver(hall, "rear-door header", doorsM3s, floorM + 3.1, doorLine(hall)));
        }
        return headers;
    }

    // Along the outside of the wall, behind the air handlers.
    HallHeader wallHeader(const HallDraft& hall, const HandlerRule& rule, double flowM3s, double z) const
    {
        HallHeader header{
            fmt::format("{} {} header", hall.placement->name, nameOf(rule.wall)), flowM3s, z, {}, {}};
        header.supply = wallRun(roomOf(hall), rule, 0.6);
        header.back = wallRun(roomOf(hall), rule, 1.4);
        return header;
    }

    // As far as the last unit: units stand in the middle of equal parts of the wall.
    std::vector<Point2> wallRun(const Rect& room, const HandlerRule& rule, double out) const
    {
        const WallSide wall = rule.wall;
        const bool north = mainIsNorthOf(room);
        const double nearY = north ? room.top() : room.y;
        const double lastY = room.depth / rule.count / 2;
        const double farY = north ? room.y + lastY : room.top() - lastY;
        const double farX = room.right() - room.width / rule.count / 2;
        // Past the west wall to the wall that faces away from the main.
        const double startX = (wall == WallSide::South) == north ? room.x - out : room.x;
        switch (wall) {
        case WallSide::West:
            return {{room.x - out, nearY}, {room.x - out, farY}};
        case WallSide::East:
            return {{room.right() + out, nearY}, {room.right() + out, farY}};
        case WallSide::North:
            return {{startX, room.top() + out}, {farX, room.top() + out}};
        case WallSide::South:
            return {{startX, room.y - out}, {farX, room.y - out}};
        }
        return {};
    }

    // To the CDU farthest from the main.
    Point2 cduLine(const HallDraft& hall) const
    {
        const bool north = mainIsNorthOf(roomOf(hall));
        const Cdu& last =
            north ? hall.hall.cdus.front() : hall.hall.cdus.back(); // rows go from south to north
        return toBuilding(hall.hall, last.pose.position());
    }

    // Over the middle of the rows, to the middle of the hall: there the doors of all its racks connect.
    Point2 doorLine(const HallDraft& hall) const
    {
        const Rect row = hall.rows[hall.rows.size() / 2].area;
        return toBuilding(hall.hall, {row.centre().x, hall.hall.depthM / 2});
    }

    // Doors take their rated flow whatever their heat.
    double doorFlowM3s(const HallDraft& hall) const
    {
        double flowM3s = 0.0;
        for (const Rack& rack : hall.hall.racks) {
            if (rack.rearDoorLoop == loop_.id)
                flowM3s += draft_.catalogue->find(rack.type)->rearDoorFlowM3s;
        }
        return flowM3s;
    }

    static HallHeader headerOver(const HallDraft& hall, const std::string& what, double flowM3s, double z,
                                 Point2 end)
    {
        HallHeader header{hall.placement->name + " " + what, flowM3s, z, {}, {}};
        header.supply = {{end.x + 0.6 * side(PipeRole::Supply), end.y}};
        header.back = {{end.x + 0.6 * side(PipeRole::Return), end.y}};
        return header;
    }

    double crossingY(const HallDraft& hall, PipeRole role) const
    {
        const Rect room = roomOf(hall);
        return (mainIsNorthOf(room) ? room.top() + 1.5 : room.y - 1.5) + side(role);
    }

    // For a hall behind another: one pipe from the main to beside the hall, and one along it where its headers begin.
    // Returns the latter.
    std::size_t addRiser(const HallDraft& hall, const std::vector<HallHeader>& headers, PipeRole role,
                         double z)
    {
        const double x = *hall.placement->riserX + side(role);
        const double mainY = rule_.mainY + side(role);
        const double y = crossingY(hall, role);
        double flowM3s = 0.0;
        double westM3s = 0.0;
        double fromX = x;
        double toX = x;
        for (const HallHeader& header : headers) {
            const double startX = header.run(role).front().x;
            flowM3s += header.flowM3s;
            westM3s += startX < x ? header.flowM3s : 0.0;
            fromX = std::min(fromX, startX);
            toX = std::max(toX, startX);
        }
        const std::size_t riser =
            addPipe(hall.placement->name + " riser", role, flowM3s,
                    {{x, mainY, rule_.mainZ}, {x, mainY, z}, {x, y, z}}, mains_[indexOf(role)]);
        takeFromMain(x, role, flowM3s);
        if (fromX == toX)
            return riser;
        return addPipe(hall.placement->name + " crossing", role, std::max(westM3s, flowM3s - westM3s),
                       {{fromX, y, z}, {toX, y, z}}, riser);
    }

    // From the main, or from the riser's crossing, to the header's level and along it.
    void addHeader(const HallDraft& hall, const HallHeader& header, PipeRole role, double riserZ,
                   std::size_t from)
    {
        const double x = header.run(role).front().x;
        std::vector<Point3> path;
        if (hall.placement->riserX) {
            const double y = crossingY(hall, role);
            path = {{x, y, riserZ}, {x, y, header.z}};
        } else {
            const double y = rule_.mainY + side(role);
            takeFromMain(x, role, header.flowM3s);
            path = {{x, y, rule_.mainZ}, {x, y, header.z}};
        }
        for (const Point2& p : header.run(role))
            path.push_back({p.x, p.y, header.z});
        addPipe(header.what, role, header.flowM3s, path, from);
    }

    // The rack side of a CDU: from its top along the row it serves.
    void addManifolds(const HallDraft& hall)
    {
        if (!hall.rule->cdus || hall.rule->cdus->loop != rule_.name)
            return;
        for (const RowDraft& row : hall.rows) {
            const Cdu* cdu = cduOf(hall, row);
            if (!cdu)
                continue;
            for (const PipeRole role : bothRoles)
                addManifold(hall, row, *cdu, role);
        }
    }

    static const Cdu* cduOf(const HallDraft& hall, const RowDraft& row)
    {
        for (std::size_t i = row.firstRack; i < row.endRack; ++i) {
            for (const Cdu& cdu : hall.hall.cdus) {
                if (cdu.id == hall.hall.racks[i].cdu)
                    return &cdu;
            }
        }
        return nullptr;
    }

    void addManifold(const HallDraft& hall, const RowDraft& row, const Cdu& cdu, PipeRole role)
    {
        const Point2 from = toBuilding(hall.hall, cdu.pose.position());
        const double y = from.y + 0.4 * side(role);
        const bool eastward = cdu.pose.x < row.area.x;
        const double farX = hall.hall.originM.x + (eastward ? row.area.right() : row.area.x);
        const double z = hall.hall.floorElevationM + 2.4;
        addPipe(fmt::format("{}-{} manifold", hall.placement->name, row.letter), role, cdu.flowM3s,
                {{from.x, y, hall.hall.floorElevationM + cdu.heightM}, {from.x, y, z}, {farX, y, z}},
                std::nullopt, cdu.id);
    }

    // The entry splits the flow, and a main is sized for the side that carries more.
    void takeFromMain(double x, PipeRole role, double flowM3s)
    {
        mainFrom_ = std::min(mainFrom_, x);
        mainTo_ = std::max(mainTo_, x);
        (x < rule_.entryX ? mainWestM3s_ : mainEastM3s_)[indexOf(role)] += flowM3s;
    }

    // Along the building, as far as something leaves it.
    void layMains()
    {
        const double x0 = std::min(mainFrom_, rule_.entryX - 0.5);
        const double x1 = std::max(mainTo_, rule_.entryX + 0.5);
        for (const PipeRole role : bothRoles) {
            const double y = rule_.mainY + side(role);
            draft_.cooling.pipes[planned_[mains_[indexOf(role)]].index].pathM =
                inCampus({{x0, y, rule_.mainZ}, {x1, y, rule_.mainZ}});
        }
    }

    // The rooms connect to the pipe that is nearest to the middle of the building, as the simulation has it; whatever
    // leads there carries their flow too.
    void addRooms()
    {
        if (loop_.roomsW <= 0.0)
            return;
        const Building& building = building_.building;
        const Point3 middle =
            toCampus(building, {building.widthM / 2, building.depthM / 2}, building.heightM / 2);
        for (const PipeRole role : bothRoles) {
            std::size_t at = nearestTo(middle, role);
            double x =
                mainFrom_ < mainTo_ ? std::clamp(building.widthM / 2, mainFrom_, mainTo_) : rule_.entryX;
            for (; planned_[at].from; at = *planned_[at].from) {
                planned_[at].flowM3s += flowOf(loop_.roomsW);
                const Point3 start = draft_.cooling.pipes[planned_[at].index].pathM.front();
                x = campusToBuilding(building, {start.x, start.y}).x;
            }
            if (at == mains_[indexOf(role)])
                takeFromMain(x, role, flowOf(loop_.roomsW));
        }
    }

    std::size_t nearestTo(Point3 p, PipeRole role) const
    {
        std::size_t nearest = mains_[indexOf(role)];
        double leastM = std::numeric_limits<double>::max();
        for (std::size_t i = 0; i < planned_.size(); ++i) {
            const PipeRun& pipe = draft_.cooling.pipes[planned_[i].index];
            const double m = pipe.role == role && !pipe.cdu.valid() ? distanceM(pipe.pathM, p) : leastM;
            if (m < leastM) {
                leastM = m;
                nearest = i;
            }
        }
        return nearest;
    }

    void sizePipes()
    {
        for (const PipeRole role : bothRoles) {
            const std::size_t i = indexOf(role);
            planned_[mains_[i]].flowM3s = std::max(mainWestM3s_[i], mainEastM3s_[i]);
        }
        for (const PlannedPipe& planned : planned_) {
            PipeRun& pipe = draft_.cooling.pipes[planned.index];
            pipe.diameterM = pipeDiameterM(planned.flowM3s, rule_, pipe.name);
        }
    }

    Draft& draft_;
    const BuildingDraft& building_;
    const LoopDraft& loop_;
    const LoopRule& rule_;
    double heatPerVolume_; // ρc of the coolant
    double mainFrom_ = std::numeric_limits<double>::max();
    double mainTo_ = std::numeric_limits<double>::lowest();
    std::vector<PlannedPipe> planned_;
    std::array<std::size_t, 2> mains_{};                  // in planned_, by role, as the following
    std::array<double, 2> mainWestM3s_{}, mainEastM3s_{}; // taken off to either side of the entry
};

} // namespace

double plantElevationM(const BuildingDraft& building, const PlantRule& plant)
{
    return plant.onRoof ? building.building.heightM : 0.0;
}

void addLoopPipes(Draft& draft, const BuildingDraft& building, const LoopDraft& loop)
{
    PipeBuilder(draft, building, loop).run();
}

} // namespace hallwright::recipe
