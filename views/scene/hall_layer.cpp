#include "views/scene/hall_layer.h"

#include <algorithm>
#include <unordered_map>

namespace hallwright::scene {

namespace {

constexpr double wallM = 0.12;
constexpr double cutM = 3.0; // walls are shown up to this height, unless one stands inside
constexpr double stubM = 0.18;

double cutHeight(const Hall& hall)
{
    return std::min(cutM, hall.heightM);
}

QColor floorColour(const SceneKit& kit)
{
    return kit.colours().floor;
}

void addFloor(MeshBuilder& mesh, const SceneKit& kit, const LocalFrame& frame, const Hall& hall)
{
    const style::Colours& c = kit.colours();
    const double z = hall.floorElevationM;
    const float tile = static_cast<float>(hall.tilePitchM > 0.0 ? hall.tilePitchM : 0.6);
    frame.floor(mesh, hall.room(), z, {floorColour(kit), Stack::Floor, Pattern::Tiles, tile});
    for (const Aisle& aisle : hall.aisles) {
        const QColor tint = aisle.kind == AisleKind::Cold ? c.coldAisle : c.hotAisle;
        QColor solid = tint;
        solid.setAlpha(255);
        frame.floor(mesh, aisle.area, z,
                    {blend(floorColour(kit), solid, std::min(1.0f, 1.5f * tint.alphaF())), Stack::Aisle,
                     Pattern::Tiles, tile});
    }
}

void addWalls(MeshBuilder& mesh, const SceneKit& kit, const LocalFrame& frame, const Hall& hall)
{
    const style::Colours& c = kit.colours();
    const auto z = [&](double above) { return static_cast<float>(hall.floorElevationM + above); };
    const MeshBuilder::Wall wall{static_cast<float>(wallM),
                                 std::min(0.0f, z(0.0)),
                                 z(stubM),
                                 z(cutHeight(hall)),
                                 blend(c.floor, c.wall, kit.dark() ? 0.22f : 0.18f),
                                 blend(c.wall, kit.dark() ? QColor(Qt::black) : c.text, 0.35f)};
    frame.walls(mesh, hall.room(), wall);
    for (const Door& door : hall.doors) {
        constexpr double proudM = 0.03;
        const double from = door.offsetM, to = door.offsetM + door.widthM;
        Point2 a, b; // with the room to the left
        switch (door.wall) {
        case WallSide::South:
            a = {from, proudM}, b = {to, proudM};
            break;
        case WallSide::East:
            a = {hall.widthM - proudM, from}, b = {hall.widthM - proudM, to};
            break;
        case WallSide::North:
            a = {to, hall.depthM - proudM}, b = {from, hall.depthM - proudM};
            break;
        case WallSide::West:
            a = {proudM, to}, b = {proudM, from};
            break;
        }
        MeshBuilder::Wall leaf{static_cast<float>(wallM + 2 * proudM),
                               z(0.01),
                               z(stubM + 0.02),
                               z(std::min(door.heightM, cutHeight(hall) - 0.05)),
                               blend(c.wall, c.accent, 0.35f),
                               c.accent};
        mesh.wall(frame.flat(a.x, a.y), frame.flat(b.x, b.y), leaf);
    }
}

void addCeiling(MeshBuilder& mesh, const SceneKit& kit, const LocalFrame& frame, const Hall& hall)
{
    const style::Colours& c = kit.colours();
    const double top =
        hall.floorElevationM +
        std::max(hall.ceilingHeightM > 0.0 ? hall.ceilingHeightM : hall.heightM, cutHeight(hall));
    const double low = hall.floorElevationM + cutHeight(hall);
    const double w = hall.widthM, d = hall.depthM;
    mesh.quad(frame.at(0, d, top), frame.at(w, d, top), frame.at(w, 0, top), frame.at(0, 0, top),
              {blend(c.floor, c.wall, kit.dark() ? 0.05f : 0.10f), Stack::Ground, Pattern::Luminaires},
              {4.8f, 2.4f});
    const Point2 corners[] = {{0, 0}, {w, 0}, {w, d}, {0, d}};
    for (int k = 0; k < 4 && top > low; ++k) {
        const Point2 a = corners[k], b = corners[(k + 1) % 4];
        mesh.quad(frame.at(b.x, b.y, low), frame.at(a.x, a.y, low), frame.at(a.x, a.y, top),
                  frame.at(b.x, b.y, top), {blend(c.floor, c.wall, kit.dark() ? 0.22f : 0.18f)});
    }
}

// Panes along both ends of a contained aisle and over it: a lid on a cold aisle, a chimney over a hot one.
void addContainment(MeshBuilder& mesh, const SceneKit& kit, const LocalFrame& frame, const Hall& hall,
                    double rackTop)
{
    for (const Aisle& aisle : hall.aisles) {
        if (!aisle.contained)
            continue;
        QColor pane = aisle.kind == AisleKind::Cold ? kit.colours().supplyPipe : kit.colours().returnPipe;
        pane.setAlphaF(kit.dark() ? 0.20f : 0.16f);
        const MeshBuilder::Surface glass{pane};
        const Rect& r = aisle.area;
        const double z0 = hall.floorElevationM, z1 = z0 + rackTop,
                     z2 = z0 + std::max(cutHeight(hall), rackTop + 0.1);
        const bool alongX = r.width >= r.depth;
        const auto upright = [&](Point2 a, Point2 b, double low, double high) {
            mesh.quad(frame.at(a.x, a.y, low), frame.at(b.x, b.y, low), frame.at(b.x, b.y, high),
                      frame.at(a.x, a.y, high), glass);
        };
        const Point2 sw{r.x, r.y}, se{r.right(), r.y}, ne{r.right(), r.top()}, nw{r.x, r.top()};
        const double endTop = aisle.kind == AisleKind::Cold ? z1 : z2;
        upright(alongX ? sw : sw, alongX ? nw : se, z0, endTop);
        upright(alongX ? se : nw, ne, z0, endTop);
        if (aisle.kind == AisleKind::Cold) {
            frame.floor(mesh, r, z1, glass);
        } else {
            upright(sw, alongX ? se : nw, z1, z2);
            upright(alongX ? nw : se, ne, z1, z2);
        }
    }
}

double tallestRack(const Site& site)
{
    double tallest = 2.2;
    for (const RackType& type : site.catalogue->types)
        tallest = std::max(tallest, type.heightM);
    return tallest;
}

std::vector<BoxInstance> equipmentOf(const SceneKit& kit, const LocalFrame& frame, const Hall& hall)
{
    const style::Colours& c = kit.colours();
    std::vector<BoxInstance> boxes;
    const auto add = [&](const Pose& pose, double width, double depth, double height, const QColor& colour,
                         BoxVariant variant) {
        boxes.push_back(makeBox(
            frame.at(pose.x, pose.y, hall.floorElevationM), frame.yawDeg() + pose.yawDeg,
            QVector3D(static_cast<float>(width), static_cast<float>(depth), static_cast<float>(height)),
            colour, variant));
    };
    for (const Column& column : hall.columns) {
        const Point2 centre = column.area.centre();
        add({centre.x, centre.y, 0.0}, column.area.width, column.area.depth, cutHeight(hall), c.column,
            BoxVariant::Plain);
    }
    for (const AirHandler& unit : hall.airHandlers)
        add(unit.pose, unit.widthM, unit.depthM, unit.heightM, c.airHandler,
            unit.kind == AirHandlerKind::FanWall ? BoxVariant::FrontFans : BoxVariant::Louvres);
    for (const Cdu& unit : hall.cdus)
        add(unit.pose, unit.widthM, unit.depthM, unit.heightM, c.cdu, BoxVariant::Doors);
    return boxes;
}

// A busway hangs over the racks it feeds, side A and side B beside each other.
std::vector<BoxInstance> buswaysOf(const SceneKit& kit, const LocalFrame& frame, const Site& site,
                                   const Hall& hall)
{
    constexpr double sectionM = 0.12, apartM = 0.22, clearM = 0.45;
    struct Reach {
        double west = 1e30, east = -1e30, south = 1e30, north = -1e30;
    };
    std::unordered_map<PowerNodeId, Reach> reach;
    for (const Rack& rack : hall.racks) {
        for (const PowerNodeId feed : {rack.feedA, rack.feedB}) {
            if (!feed.valid())
                continue;
            Reach& r = reach[feed];
            r = {std::min(r.west, rack.pose.x - 0.3), std::max(r.east, rack.pose.x + 0.3),
                 std::min(r.south, rack.pose.y - 0.3), std::max(r.north, rack.pose.y + 0.3)};
        }
    }
    std::vector<BoxInstance> boxes;
    const double z = hall.floorElevationM + tallestRack(site) + clearM;
    for (const auto& [id, r] : reach) {
        const PowerNode* node = site.power->find(id);
        if (!node || node->kind != PowerNodeKind::Busway)
            continue;
        const double aside = node->side == FeedSide::B ? apartM / 2 : -apartM / 2;
        const double lengthX = r.east - r.west, lengthY = r.north - r.south;
        const bool alongX = lengthX >= lengthY;
        const QVector3D size(static_cast<float>(alongX ? lengthX : sectionM),
                             static_cast<float>(alongX ? sectionM : lengthY), static_cast<float>(sectionM));
        const double x = (r.west + r.east) / 2 + (alongX ? 0.0 : aside);
        const double y = (r.south + r.north) / 2 + (alongX ? aside : 0.0);
        boxes.push_back(
            makeBox(frame.at(x, y, z), frame.yawDeg(), size, kit.colours().power, BoxVariant::Plain));
    }
    return boxes;
}

BoxState stateOf(RackId rack, const RackMarks& marks)
{
    if (marks.dragged.valid() && rack == marks.dragged)
        return marks.dragLegal ? BoxState::DraggedLegal : BoxState::DraggedIllegal;
    return marks.selected.valid() && rack == marks.selected ? BoxState::Selected : BoxState::Normal;
}

} // namespace

HallLayer::HallLayer(Qt3DCore::QEntity* parent, const SceneKit& kit)
    : floor_(parent, kit.materials.mesh), ceiling_(parent, kit.materials.mesh),
      glass_(parent, kit.materials.glass), equipment_(parent, kit.materials.equipment),
      busways_(parent, kit.materials.equipment), racks_(parent, kit.materials.rack)
{
    show();
}

void HallLayer::setInterior(const SceneKit& kit, const Site& site, const Building& building, const Hall& hall)
{
    const LocalFrame frame(kit, building, hall);
    MeshBuilder floor;
    addFloor(floor, kit, frame, hall);
    addWalls(floor, kit, frame, hall);
    floor_.set(floor);
    MeshBuilder ceiling;
    addCeiling(ceiling, kit, frame, hall);
    ceiling_.set(ceiling);
    MeshBuilder glass;
    addContainment(glass, kit, frame, hall, tallestRack(site));
    glass_.set(glass);
    equipment_.set(equipmentOf(kit, frame, hall));
    busways_.set(buswaysOf(kit, frame, site, hall));
}

void HallLayer::setRacks(const SceneKit& kit, const Site& site, const Building& building, const Hall& hall,
                         std::span<const QRgb> colours, const RackMarks& marks)
{
    const LocalFrame frame(kit, building, hall);
    std::vector<BoxInstance> boxes;
    boxes.reserve(hall.racks.size());
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Rack& rack = hall.racks[i];
        const RackType& type = site.typeOf(rack);
        boxes.push_back(makeBox(frame.at(rack.pose.x, rack.pose.y, hall.floorElevationM),
                                frame.yawDeg() + rack.pose.yawDeg,
                                QVector3D(static_cast<float>(type.widthM), static_cast<float>(type.depthM),
                                          static_cast<float>(type.heightM)),
                                QColor(colours[i]), BoxVariant::Rack, stateOf(rack.id, marks)));
    }
    racks_.set(boxes);
}

void HallLayer::setVisible(bool visible)
{
    visible_ = visible;
    show();
}

void HallLayer::setInView(bool inView)
{
    if (inView == inView_)
        return;
    inView_ = inView;
    show();
}

void HallLayer::setFar(const SceneKit& kit, bool far)
{
    if (far == far_)
        return;
    far_ = far;
    racks_.setMaterial(far ? kit.materials.farBox : kit.materials.rack);
    equipment_.setMaterial(far ? kit.materials.farBox : kit.materials.equipment);
    show();
}

void HallLayer::setCeilingVisible(bool visible)
{
    ceilingVisible_ = visible;
    show();
}

void HallLayer::setBuswaysVisible(bool visible)
{
    buswaysVisible_ = visible;
    show();
}

void HallLayer::show()
{
    const bool shown = visible_ && inView_;
    floor_.setVisible(shown);
    ceiling_.setVisible(shown && ceilingVisible_);
    glass_.setVisible(shown);
    equipment_.setVisible(shown);
    busways_.setVisible(shown && buswaysVisible_ && !far_);
    racks_.setVisible(shown);
}

bool sameInterior(const Hall& a, const Hall& b)
{
    return a.originM == b.originM && a.floorElevationM == b.floorElevationM && a.widthM == b.widthM &&
           a.depthM == b.depthM && a.heightM == b.heightM && a.tilePitchM == b.tilePitchM &&
           a.floor == b.floor && a.ceilingHeightM == b.ceilingHeightM && a.aisles == b.aisles &&
           a.columns == b.columns && a.doors == b.doors && a.airHandlers == b.airHandlers && a.cdus == b.cdus;
}

} // namespace hallwright::scene
