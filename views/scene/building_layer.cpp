#include "views/scene/building_layer.h"

#include <algorithm>

namespace hallwright::scene {

namespace {

constexpr double shellM = 0.3;   // thickness of the outer wall
constexpr double parapetM = 0.6; // above the roof
constexpr double plinthM = 0.9;
constexpr double apronM = 4.0; // paved strip around the building
constexpr double roomWallM = 0.12;
constexpr double roomCutM = 2.4; // rooms are shown cut at this height
constexpr double shellStubM = 0.18;

QColor roomColour(RoomKind kind, const SceneKit& kit)
{
    const style::Colours& c = kit.colours();
    switch (kind) {
    case RoomKind::Electrical:
        return c.power;
    case RoomKind::Mechanical:
        return c.plant;
    case RoomKind::MeetMe:
        return c.fibre;
    case RoomKind::Dock:
        return c.trench;
    case RoomKind::Staging:
        return c.cdu;
    case RoomKind::Office:
        return c.accent;
    case RoomKind::Corridor:
        break;
    }
    return c.wall;
}

// The four sides of a box standing on its area, seen from outside.
void addSides(MeshBuilder& mesh, const LocalFrame& frame, const Rect& area, double low, double high,
              const MeshBuilder::Surface& surface, QVector2D pitch)
{
    const Point2 corners[] = {
        {area.x, area.y}, {area.right(), area.y}, {area.right(), area.top()}, {area.x, area.top()}};
    for (int side = 0; side < 4; ++side) {
        const Point2 a = corners[side];
        const Point2 b = corners[(side + 1) % 4];
        mesh.quad(frame.at(a.x, a.y, low), frame.at(b.x, b.y, low), frame.at(b.x, b.y, high),
                  frame.at(a.x, a.y, high), surface, pitch);
    }
}

void addParapet(MeshBuilder& mesh, const LocalFrame& frame, const Rect& outer, double top,
                const QColor& colour)
{
    const Rect inner{outer.x + shellM, outer.y + shellM, outer.width - 2 * shellM, outer.depth - 2 * shellM};
    const Point2 o[] = {
        {outer.x, outer.y}, {outer.right(), outer.y}, {outer.right(), outer.top()}, {outer.x, outer.top()}};
    const Point2 i[] = {
        {inner.x, inner.y}, {inner.right(), inner.y}, {inner.right(), inner.top()}, {inner.x, inner.top()}};
    const MeshBuilder::Surface surface{colour};
    for (int k = 0; k < 4; ++k) {
        const int n = (k + 1) % 4;
        mesh.quad(frame.at(o[k].x, o[k].y, top), frame.at(o[n].x, o[n].y, top), frame.at(i[n].x, i[n].y, top),
                  frame.at(i[k].x, i[k].y, top), surface);
        mesh.quad(frame.at(i[n].x, i[n].y, top - parapetM), frame.at(i[k].x, i[k].y, top - parapetM),
                  frame.at(i[k].x, i[k].y, top), frame.at(i[n].x, i[n].y, top), surface);
    }
}

// Roller doors where a dock reaches the facade.
void addDockDoors(MeshBuilder& mesh, const LocalFrame& frame, const Building& building, const QColor& colour)
{
    constexpr double doorM = 3.0, doorHeightM = 3.6, pitchM = 4.5, reachM = 1.5, proudM = 0.05;
    const double height = std::min(doorHeightM, 0.7 * building.heightM);
    const MeshBuilder::Surface surface{colour, Stack::Ground, Pattern::Panels};
    const QVector2D pitch(20.0f, 0.45f);
    for (const Room& room : building.rooms) {
        if (room.kind != RoomKind::Dock)
            continue;
        const bool west = room.area.x < reachM;
        const bool east = building.widthM - room.area.right() < reachM;
        const bool south = room.area.y < reachM;
        const bool north = building.depthM - room.area.top() < reachM;
        const bool alongY = west || east;
        if (!alongY && !south && !north)
            continue;
        const double length = alongY ? room.area.depth : room.area.width;
        const int doors = std::max(1, static_cast<int>(length / pitchM));
        for (int i = 0; i < doors; ++i) {
            const double middle = (alongY ? room.area.y : room.area.x) + length * (i + 0.5) / doors;
            const double from = middle - doorM / 2, to = middle + doorM / 2;
            const auto door = [&](Point2 a, Point2 b) {
                mesh.quad(frame.at(a.x, a.y, 0.0), frame.at(b.x, b.y, 0.0), frame.at(b.x, b.y, height),
                          frame.at(a.x, a.y, height), surface, pitch);
            };
            if (west)
                door({-proudM, to}, {-proudM, from});
            else if (east)
                door({building.widthM + proudM, from}, {building.widthM + proudM, to});
            else if (south)
                door({from, -proudM}, {to, -proudM});
            else
                door({to, building.depthM + proudM}, {from, building.depthM + proudM});
        }
    }
}

} // namespace

BuildingLayer::BuildingLayer(Qt3DCore::QEntity* parent, const SceneKit& kit)
    : base_(parent, kit.materials.mesh), closed_(parent, kit.materials.mesh),
      open_(parent, kit.materials.mesh)
{
}

void BuildingLayer::set(const SceneKit& kit, const Building& building)
{
    const style::Colours& c = kit.colours();
    const LocalFrame frame(kit, building);
    const Rect outline{0.0, 0.0, building.widthM, building.depthM};
    const double eaves = building.heightM;

    MeshBuilder base;
    frame.floor(base, {-apronM, -apronM, outline.width + 2 * apronM, outline.depth + 2 * apronM}, 0.0,
                {blend(c.ground, c.roof, kit.dark() ? 0.35f : 0.55f), Stack::Apron});
    frame.floor(base, outline, 0.0, {blend(c.floor, c.wall, 0.32f), Stack::Building});
    base_.set(base);

    MeshBuilder closed;
    addSides(closed, frame, outline, 0.0, plinthM, {blend(c.building, c.wall, 0.45f)}, {1.0f, 1.0f});
    addSides(closed, frame, outline, plinthM, eaves + parapetM, {c.building, Stack::Ground, Pattern::Panels},
             {6.0f, static_cast<float>((eaves + parapetM - plinthM) / 3.0)});
    frame.floor(closed, outline, eaves, {c.roof, Stack::Ground, Pattern::Panels, 6.0f});
    addParapet(closed, frame, outline, eaves + parapetM, blend(c.roof, c.wall, 0.25f));
    addDockDoors(closed, frame, building, blend(c.building, c.wall, 0.8f));
    closed_.set(closed);

    MeshBuilder open;
    const QColor cut = blend(c.wall, kit.dark() ? QColor(Qt::black) : c.text, 0.35f);
    MeshBuilder::Wall shell{static_cast<float>(shellM),   0.0f,       static_cast<float>(shellStubM),
                            static_cast<float>(roomCutM), c.building, cut};
    frame.walls(open, {shellM, shellM, outline.width - 2 * shellM, outline.depth - 2 * shellM}, shell);
    const MeshBuilder::Wall partition{static_cast<float>(roomWallM),    0.0f,
                                      static_cast<float>(shellStubM),   static_cast<float>(roomCutM),
                                      blend(c.building, c.floor, 0.4f), cut};
    for (const Room& room : building.rooms) {
        frame.floor(open, room.area, 0.0, {blend(c.floor, roomColour(room.kind, kit), 0.28f), Stack::Room});
        frame.walls(open, room.area, partition);
    }
    open_.set(open);
}

void BuildingLayer::setOpen(bool open)
{
    closed_.setVisible(!open);
    open_.setVisible(open);
}

} // namespace hallwright::scene
