#include "core/simulation/hall_air_room.h"

#include "core/physics/air.h"
#include "core/simulation/closed_aisles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace hallwright {

namespace {

constexpr double justOutsideM = 0.05;    // off a face, to be inside the aisle it borders
constexpr double tileDepthM = 0.6;       // of a tile or grille that serves one rack alone
constexpr double besideAisleM = 0.45;    // a rack further back than this leaves its place in the row empty
constexpr double roomToBreatheM = 0.3;   // an opening needs this much free space before it
constexpr double sliverM = 1e-3;         // no wall is as narrow; racks that touch may round to less
constexpr double leastOpenShare = 0.002; // no containment and no wall is perfectly tight
constexpr int floorPlenum = 1;           // the number of the one that feeds all tiles
constexpr double turnedSine = 0.087;     // of 5°: what is turned further from the hall's axes is named
constexpr double blowingShare =
    0.5; // of its height, from below, that a handler blows from when it draws in above

// A box turned to the nearest of the four directions, and its sides.
struct Block {
    AirBox body;
    Axis normal = Axis::Y; // of front and rear
    bool frontPositive = false;

    double frontAt() const { return edge(frontPositive); }
    double rearAt() const { return edge(!frontPositive); }
    double edge(bool most) const
    {
        const Point3& corner = most ? body.most : body.least;
        return normal == Axis::X ? corner.x : corner.y;
    }
    AirPatch side(bool front, double fromZ, double toZ) const
    {
        AirBox area = body;
        (normal == Axis::X ? area.least.x : area.least.y) = front ? frontAt() : rearAt();
        (normal == Axis::X ? area.most.x : area.most.y) = front ? frontAt() : rearAt();
        area.least.z = fromZ;
        area.most.z = toZ;
        return {area, normal, front == frontPositive};
    }
    AirPatch front() const { return side(true, body.least.z, body.most.z); }
    AirPatch rear() const { return side(false, body.least.z, body.most.z); }
    // The middle of a side at floor level, moved `outM` away from the block.
    Point2 before(bool front, double outM) const
    {
        const Point2 centre = {(body.least.x + body.most.x) / 2, (body.least.y + body.most.y) / 2};
        const double at = (front ? frontAt() : rearAt()) + (front == frontPositive ? outM : -outM);
        return normal == Axis::X ? Point2{at, centre.y} : Point2{centre.x, at};
    }
    // The floor before a side.
    AirBox strip(bool front, double depthM, double z) const
    {
        AirBox area = body;
        const double at = front ? frontAt() : rearAt();
        const bool positive = front == frontPositive;
        (normal == Axis::X ? area.least.x : area.least.y) = positive ? at : at - depthM;
        (normal == Axis::X ? area.most.x : area.most.y) = positive ? at + depthM : at;
        area.least.z = area.most.z = z;
        return area;
    }
};

bool inside(const Rect& area, Point2 p)
{
    return p.x >= area.x && p.x <= area.right() && p.y >= area.y && p.y <= area.top();
}

class RoomBuilder
{
public:
    RoomBuilder(const Hall& hall, const Catalogue& catalogue, const HallResult& flows, double elevationM)
        : hall_(hall), catalogue_(catalogue), flows_(flows)
    {
        const bool plenum = hall.ceilingReturn && hall.ceilingHeightM > 0.0;
        room_.widthM = hall.widthM;
        room_.depthM = hall.depthM;
        room_.heightM = plenum ? hall.ceilingHeightM : hall.heightM;
        room_.heatPerVolume = airHeatPerVolume(elevationM, hall.supplyC);
    }

    AirRoom build()
    {
        placeRacks();
        placeSolids();
        raiseWalls();
        if (hall_.floor == FloorKind::RaisedFloor)
            layTiles();
        else
            blowFromHandlers();
        if (hall_.ceilingReturn)
            hangGrilles();
        else
            drawIntoHandlers();
        const std::vector<bool> closed = closedAislesOf(hall_, catalogue_);
        for (std::size_t i = 0; i < hall_.aisles.size(); ++i) {
            if (closed[i])
                contain(hall_.aisles[i]);
        }
        return std::move(room_);
    }

private:
    Block block(const std::string& name, const Pose& pose, double widthM, double depthM, double heightM)
    {
        const Point2 facing = frontDirection(pose.yawDeg);
        Block result;
        result.normal = std::abs(facing.x) > std::abs(facing.y) ? Axis::X : Axis::Y;
        if (std::min(std::abs(facing.x), std::abs(facing.y)) > turnedSine)
            room_.simplifications.push_back(fmt::format(
                "{} is turned by {:.0f}°; in the field of the air it stands at the nearest quarter turn.",
                name, pose.yawDeg));
        result.frontPositive = result.normal == Axis::X ? facing.x > 0.0 : facing.y > 0.0;
        const double halfX = (result.normal == Axis::X ? depthM : widthM) / 2;
        const double halfY = (result.normal == Axis::X ? widthM : depthM) / 2;
        result.body = {{pose.x - halfX, pose.y - halfY, 0.0},
                       {pose.x + halfX, pose.y + halfY, std::min(heightM, room_.heightM)}};
        return result;
    }

    void placeRacks()
    {
        const RackType unknown;
        for (std::size_t i = 0; i < hall_.racks.size(); ++i) {
            const Rack& rack = hall_.racks[i];
            const RackType* type = catalogue_.find(rack.type);
            const RackType& size = type ? *type : unknown;
            racks_.push_back(block("Rack " + rack.name, rack.pose, size.widthM, size.depthM, size.heightM));
            AirRack air;
            air.id = rack.id;
            air.name = rack.name;
            air.body = racks_.back().body;
            air.front = racks_.back().front();
            air.rear = racks_.back().rear();
            if (i < flows_.racks.size()) {
                air.flowM3s = flows_.racks[i].airflowM3s;
                air.heatW = flows_.racks[i].heatToAirW - flows_.racks[i].rearDoorHeatW;
            }
            room_.racks.push_back(std::move(air));
        }
    }

    void placeSolids()
    {
        for (const AirHandler& unit : hall_.airHandlers) {
            handlers_.push_back(block(unit.name, unit.pose, unit.widthM, unit.depthM, unit.heightM));
            room_.solids.push_back(handlers_.back().body);
        }
        for (const Cdu& cdu : hall_.cdus)
            room_.solids.push_back(block(cdu.name, cdu.pose, cdu.widthM, cdu.depthM, cdu.heightM).body);
        for (const Column& column : hall_.columns)
            room_.solids.push_back({{column.area.x, column.area.y, 0.0},
                                    {column.area.right(), column.area.top(), room_.heightM}});
    }

    // No cell is wider than 0.3 m (core/physics/air_grid.h), so that what is as thick is at least one cell. What is thinner
    // stands as a panel in its middle, where it leaks on every grid as little.
    void raiseWalls()
    {
        constexpr double thickM = 0.3;
        for (const Wall& wall : hall_.walls) {
            const Rect& area = wall.area;
            AirBox body{{area.x, area.y, 0.0},
                        {area.right(), area.top(), std::min(hall_.heightOf(wall), room_.heightM)}};
            if (std::min(area.width, area.depth) >= thickM - sliverM) {
                room_.solids.push_back(body);
                continue;
            }
            const bool alongX = area.width >= area.depth;
            const Point2 middle = area.centre();
            (alongX ? body.least.y : body.least.x) = alongX ? middle.y : middle.x;
            (alongX ? body.most.y : body.most.x) = alongX ? middle.y : middle.x;
            room_.panels.push_back({body, alongX ? Axis::Y : Axis::X, leastOpenShare});
        }
    }

    const AirHandlerResult* atWork(std::size_t unit) const
    {
        if (unit >= flows_.airHandlers.size())
            return nullptr;
        const AirHandlerResult& result = flows_.airHandlers[unit];
        return result.running && result.airflowM3s > 0.0 && result.supplyC ? &result : nullptr;
    }

    // The air of all handlers mixes below the floor and comes up through the fields of tiles in proportion to their open
    // area. Where the hall has none, every cold aisle is tiled throughout and gets air in proportion to the design flow
    // of the racks that face it, as a balanced floor does; a rack that faces none has a tile of its own.
    void layTiles()
    {
        double flowM3s = 0.0;
        double flowK = 0.0;
        for (std::size_t u = 0; u < handlers_.size(); ++u) {
            if (const AirHandlerResult* unit = atWork(u)) {
                flowM3s += unit->airflowM3s;
                flowK += unit->airflowM3s * *unit->supplyC;
            }
        }
        if (flowM3s <= 0.0)
            return;
        const double supplyC = flowK / flowM3s;
        if (hall_.tileFields.empty())
            tileByDraw(flowM3s, supplyC);
        else
            tileFields(flowM3s, supplyC);
    }

    void tileFields(double flowM3s, double supplyC)
    {
        double openM2 = 0.0;
        for (const TileField& field : hall_.tileFields)
            openM2 += field.openM2();
        for (const TileField& field : hall_.tileFields)
            addTile("tile field " + field.name, floorOf(field.area, 0.0), flowM3s * field.openM2() / openM2,
                    supplyC, field.openShare);
    }

    void tileByDraw(double flowM3s, double supplyC)
    {
        std::vector<double> drawnM3s(hall_.aisles.size(), 0.0);
        std::vector<std::size_t> alone;
        double totalM3s = 0.0;
        for (std::size_t i = 0; i < racks_.size(); ++i) {
            const double own = std::max(hall_.racks[i].airflowM3s, 0.0);
            totalM3s += own;
            if (const auto aisle = aisleBefore(racks_[i], true, AisleKind::Cold))
                drawnM3s[*aisle] += own;
            else if (own > 0.0)
                alone.push_back(i);
        }
        if (totalM3s <= 0.0) {
            tileByArea(flowM3s, supplyC);
            return;
        }
        for (std::size_t a = 0; a < drawnM3s.size(); ++a) {
            if (drawnM3s[a] > 0.0)
                addTile("the tiles of " + hall_.aisles[a].name, floorOf(hall_.aisles[a].area, 0.0),
                        flowM3s * drawnM3s[a] / totalM3s, supplyC);
        }
        for (const std::size_t i : alone)
            addTile("the tile before " + hall_.racks[i].name, racks_[i].strip(true, tileDepthM, 0.0),
                    flowM3s * hall_.racks[i].airflowM3s / totalM3s, supplyC);
    }

    void tileByArea(double flowM3s, double supplyC)
    {
        double areaM2 = 0.0;
        for (const Aisle& aisle : hall_.aisles)
            areaM2 += aisle.kind == AisleKind::Cold ? aisle.area.area() : 0.0;
        for (const Aisle& aisle : hall_.aisles) {
            if (aisle.kind == AisleKind::Cold)
                addTile("the tiles of " + aisle.name, floorOf(aisle.area, 0.0),
                        flowM3s * aisle.area.area() / areaM2, supplyC);
        }
        if (areaM2 <= 0.0)
            addTile("the floor", floorOf(hall_.room(), 0.0), flowM3s, supplyC);
    }

    void addTile(const std::string& name, const AirBox& area, double flowM3s, double supplyC,
                 double openShare = 0.0)
    {
        room_.supplies.push_back({name, {area, Axis::Z, true}, flowM3s, supplyC, floorPlenum, openShare});
    }

    static AirBox floorOf(const Rect& area, double z)
    {
        return {{area.x, area.y, z}, {area.right(), area.top(), z}};
    }

    std::optional<std::size_t> aisleBefore(const Block& rack, bool front, AisleKind kind) const
    {
        const Point2 at = rack.before(front, justOutsideM);
        for (std::size_t a = 0; a < hall_.aisles.size(); ++a) {
            if (hall_.aisles[a].kind == kind && inside(hall_.aisles[a].area, at))
                return a;
        }
        return std::nullopt;
    }

    void blowFromHandlers()
    {
        for (std::size_t u = 0; u < handlers_.size(); ++u) {
            const AirHandlerResult* unit = atWork(u);
            if (!unit)
                continue;
            const bool drawsAbove = !hall_.ceilingReturn && !freeBehind(handlers_[u]);
            const double topM = handlers_[u].body.most.z * (drawsAbove ? blowingShare : 1.0);
            room_.supplies.push_back({hall_.airHandlers[u].name, handlers_[u].side(true, 0.0, topM),
                                      unit->airflowM3s, *unit->supplyC});
        }
    }

    bool freeBehind(const Block& unit) const
    {
        const Point2 behind = unit.before(false, roomToBreatheM);
        return inside(hall_.room(), behind);
    }

    // At its rear where there is space behind it, else at its top, else at the upper part of its front.
    void drawIntoHandlers()
    {
        for (std::size_t u = 0; u < handlers_.size(); ++u) {
            if (!atWork(u))
                continue;
            const Block& unit = handlers_[u];
            const double topM = unit.body.most.z;
            const bool raised = hall_.floor == FloorKind::RaisedFloor;
            AirPatch patch = unit.side(true, topM * blowingShare, topM);
            if (!raised && freeBehind(unit))
                patch = unit.rear();
            else if (topM + roomToBreatheM <= room_.heightM)
                patch = {{{unit.body.least.x, unit.body.least.y, topM}, unit.body.most}, Axis::Z, true};
            room_.returns.push_back({hall_.airHandlers[u].name, patch});
        }
    }

    // Over every hot aisle, and behind the racks that blow into none.
    void hangGrilles()
    {
        if (std::none_of(flows_.airHandlers.begin(), flows_.airHandlers.end(),
                         [](const AirHandlerResult& unit) { return unit.running; }))
            return;
        const double z = room_.heightM;
        for (const Aisle& aisle : hall_.aisles) {
            if (aisle.kind == AisleKind::Hot)
                room_.returns.push_back(
                    {"the grilles of " + aisle.name, {floorOf(aisle.area, z), Axis::Z, false}});
        }
        for (std::size_t i = 0; i < racks_.size(); ++i) {
            if (!aisleBefore(racks_[i], false, AisleKind::Hot))
                room_.returns.push_back({"the grille behind " + hall_.racks[i].name,
                                         {racks_[i].strip(false, tileDepthM, z), Axis::Z, false}});
        }
        if (room_.returns.empty())
            room_.returns.push_back({"the ceiling", {floorOf(hall_.room(), z), Axis::Z, false}});
    }

    // One side of an aisle: where racks stand along it and how high.
    struct Stretch {
        double from = 0.0, to = 0.0;
        double topM = 0.0;
    };

    // A closed aisle has walls above its racks and in the gaps between them, doors at its ends and, if it is a cold one, a
    // lid. What its air comes or goes through stays open: a hot aisle's top, as a chimney to the grilles or, without
    // those, half way to the ceiling; a cold aisle's ends where no floor feeds it.
    void contain(const Aisle& aisle)
    {
        const Axis length = aisle.area.width >= aisle.area.depth ? Axis::X : Axis::Y;
        std::array<std::vector<Stretch>, 2> sides = {stretches(aisle, length, false),
                                                     stretches(aisle, length, true)};
        double racksTopM = 0.0;
        for (const std::vector<Stretch>& side : sides)
            for (const Stretch& at : side)
                racksTopM = std::max(racksTopM, at.topM);
        if (racksTopM <= 0.0)
            return; // no racks at it: nothing to hang walls from
        const bool hot = aisle.kind == AisleKind::Hot;
        const double topM = !hot                  ? racksTopM
                            : hall_.ceilingReturn ? room_.heightM
                                                  : (racksTopM + room_.heightM) / 2.0;
        closeSide(aisle, length, false, sides[0], topM);
        closeSide(aisle, length, true, sides[1], topM);
        if (hot || hall_.floor == FloorKind::RaisedFloor)
            closeEnds(aisle, length, topM);
        if (!hot)
            addPanel(floorOf(aisle.area, topM), Axis::Z, true);
        leak(aisle);
    }

    // The racks that draw from a closed cold aisle, or blow into a closed hot one, take the share l of their air past it.
    void leak(const Aisle& aisle)
    {
        const bool hot = aisle.kind == AisleKind::Hot;
        for (std::size_t i = 0; i < racks_.size(); ++i) {
            if (inside(aisle.area, racks_[i].before(!hot, justOutsideM)))
                room_.racks[i].leakage = std::clamp(hall_.containmentLeakage, 0.0, 1.0);
        }
    }

    static double alongOf(const Point3& p, Axis axis) { return axis == Axis::X ? p.x : p.y; }

    std::vector<Stretch> stretches(const Aisle& aisle, Axis length, bool far) const
    {
        const Rect& area = aisle.area;
        const double edge = length == Axis::X ? (far ? area.top() : area.y) : (far ? area.right() : area.x);
        const double from = length == Axis::X ? area.x : area.y;
        const double to = length == Axis::X ? area.right() : area.top();
        const Axis across = length == Axis::X ? Axis::Y : Axis::X;
        std::vector<Stretch> found;
        for (const Block& rack : racks_) {
            const double face = far ? alongOf(rack.body.least, across) : alongOf(rack.body.most, across);
            const double rackFrom = std::max(alongOf(rack.body.least, length), from);
            const double rackTo = std::min(alongOf(rack.body.most, length), to);
            if (std::abs(face - edge) <= besideAisleM && rackFrom < rackTo)
                found.push_back({rackFrom, rackTo, rack.body.most.z});
        }
        std::sort(found.begin(), found.end(),
                  [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
        return found;
    }

    void closeSide(const Aisle& aisle, Axis length, bool far, const std::vector<Stretch>& racks, double topM)
    {
        const Rect& area = aisle.area;
        const double edge = length == Axis::X ? (far ? area.top() : area.y) : (far ? area.right() : area.x);
        const double end = length == Axis::X ? area.right() : area.top();
        const auto wall = [&](double from, double to, double fromZ) {
            if (from + sliverM >= to || fromZ + sliverM >= topM)
                return;
            if (length == Axis::X)
                addPanel({{from, edge, fromZ}, {to, edge, topM}}, Axis::Y, far);
            else
                addPanel({{edge, from, fromZ}, {edge, to, topM}}, Axis::X, far);
        };
        double at = length == Axis::X ? area.x : area.y;
        for (const Stretch& rack : racks) {
            wall(at, rack.from, 0.0);
            wall(std::max(at, rack.from), rack.to, rack.topM);
            at = std::max(at, rack.to);
        }
        wall(at, end, 0.0);
    }

    void closeEnds(const Aisle& aisle, Axis length, double topM)
    {
        const Rect& area = aisle.area;
        for (const bool far : {false, true}) {
            if (length == Axis::X) {
                const double x = far ? area.right() : area.x;
                addPanel({{x, area.y, 0.0}, {x, area.top(), topM}}, Axis::X, far);
            } else {
                const double y = far ? area.top() : area.y;
                addPanel({{area.x, y, 0.0}, {area.right(), y, topM}}, Axis::Y, far);
            }
        }
    }

    // `far`: at the aisle's greater end along the normal, so that the aisle is on the panel's negative side.
    void addPanel(const AirBox& area, Axis normal, bool far)
    {
        room_.panels.push_back({area, normal, std::clamp(hall_.containmentLeakage, leastOpenShare, 1.0),
                                far ? AirSide::Negative : AirSide::Positive});
    }

    const Hall& hall_;
    const Catalogue& catalogue_;
    const HallResult& flows_;
    AirRoom room_;
    std::vector<Block> racks_;    // as hall_.racks
    std::vector<Block> handlers_; // as hall_.airHandlers
};

} // namespace

AirRoom airRoomOf(const Hall& hall, const Catalogue& catalogue, const HallResult& flows, double elevationM)
{
    return RoomBuilder(hall, catalogue, flows, elevationM).build();
}

} // namespace hallwright
