#include "views/scene/hall_layer.h"

#include "views/scene/equipment_boxes.h"

#include <algorithm>

namespace hallwright::scene {

namespace {

constexpr double wallM = 0.12;
constexpr double stubM = 0.18;

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
    // Slots of a quarter of a tile, the darker the more of them is open: one sees into the plenum.
    for (const TileField& field : hall.tileFields) {
        const auto open = static_cast<float>(0.2 + 0.6 * field.openShare);
        frame.floor(mesh, field.area, z,
                    {blend(floorColour(kit), kit.dark() ? QColor(Qt::black) : c.text, open),
                     Stack::Perforated, Pattern::Tiles, tile / 4});
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
    for (const RackType& type : site.catalogue->rackTypes)
        tallest = std::max(tallest, type.heightM);
    return tallest;
}

BoxInstance instanceOf(const LocalFrame& frame, const EquipmentBox& box, const QColor& colour,
                       BoxVariant variant, const SelectionSet& selection)
{
    return makeBox(frame.at(box.pose.x, box.pose.y, box.bottomM), frame.yawDeg() + box.pose.yawDeg,
                   QVector3D(static_cast<float>(box.widthM), static_cast<float>(box.depthM),
                             static_cast<float>(box.heightM)),
                   colour, variant,
                   selection.contains(box.equipment) ? BoxState::Selected : BoxState::Normal);
}

std::vector<BoxInstance> equipmentOf(const SceneKit& kit, const LocalFrame& frame, const Hall& hall,
                                     const SelectionSet& selection)
{
    const style::Colours& c = kit.colours();
    std::vector<BoxInstance> boxes;
    for (const Column& column : hall.columns) {
        const Point2 centre = column.area.centre();
        boxes.push_back(
            makeBox(frame.at(centre.x, centre.y, hall.floorElevationM), frame.yawDeg(),
                    QVector3D(static_cast<float>(column.area.width), static_cast<float>(column.area.depth),
                              static_cast<float>(cutHeight(hall))),
                    c.column, BoxVariant::Plain));
    }
    for (const Wall& wall : hall.walls)
        boxes.push_back(instanceOf(frame, boxOf(hall, wall), c.wall, BoxVariant::Plain, selection));
    for (const AirHandler& unit : hall.airHandlers)
        boxes.push_back(
            instanceOf(frame, boxOf(hall, unit), c.airHandler,
                       unit.kind == AirHandlerKind::FanWall ? BoxVariant::FrontFans : BoxVariant::AirHandler,
                       selection));
    for (const Cdu& unit : hall.cdus)
        boxes.push_back(instanceOf(frame, boxOf(hall, unit), c.cdu, BoxVariant::PumpCabinet, selection));
    return boxes;
}

BoxState stateOf(RackId rack, std::span<const RackId> selected)
{
    return std::binary_search(selected.begin(), selected.end(), rack) ? BoxState::Selected : BoxState::Normal;
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
}

void HallLayer::setEquipment(const SceneKit& kit, const Site& site, const Building& building,
                             const Hall& hall, const SelectionSet& selection)
{
    const LocalFrame frame(kit, building, hall);
    equipment_.set(equipmentOf(kit, frame, hall, selection));
    std::vector<BoxInstance> busways;
    for (const EquipmentBox& box : buswayBoxes(site, hall))
        busways.push_back(instanceOf(frame, box, kit.colours().power, BoxVariant::Plain, selection));
    busways_.set(busways);
}

void HallLayer::setRacks(const SceneKit& kit, const Site& site, const Building& building, const Hall& hall,
                         std::span<const QRgb> colours, std::span<const RackState> states,
                         std::span<const RackId> selected, bool areEvaluated)
{
    const BoxVariant variant = areEvaluated ? BoxVariant::Rack : BoxVariant::UnevaluatedRack;
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
                                QColor(colours[i]), variant, stateOf(rack.id, selected), states[i]));
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

void HallLayer::setDistance(const SceneKit& kit, Distance distance)
{
    if (distance == distance_)
        return;
    distance_ = distance;
    const Materials& m = kit.materials;
    switch (distance) {
    case Distance::Near:
        racks_.setMaterial(m.nearRack);
        equipment_.setMaterial(m.nearEquipment);
        break;
    case Distance::Middle:
        racks_.setMaterial(m.rack);
        equipment_.setMaterial(m.equipment);
        break;
    case Distance::Far:
        racks_.setMaterial(m.farBox);
        equipment_.setMaterial(m.farBox);
        break;
    }
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

bool HallLayer::showsBusways() const
{
    return visible_ && inView_ && buswaysVisible_ && distance_ != Distance::Far;
}

void HallLayer::show()
{
    const bool shown = visible_ && inView_;
    floor_.setVisible(shown);
    ceiling_.setVisible(shown && ceilingVisible_);
    glass_.setVisible(shown);
    equipment_.setVisible(shown);
    busways_.setVisible(showsBusways());
    racks_.setVisible(shown);
}

bool sameInterior(const Hall& a, const Hall& b)
{
    return a.originM == b.originM && a.floorElevationM == b.floorElevationM && a.widthM == b.widthM &&
           a.depthM == b.depthM && a.heightM == b.heightM && a.tilePitchM == b.tilePitchM &&
           a.floor == b.floor && a.ceilingHeightM == b.ceilingHeightM && a.aisles == b.aisles &&
           a.columns == b.columns && a.walls == b.walls && a.tileFields == b.tileFields &&
           a.doors == b.doors && a.airHandlers == b.airHandlers && a.cdus == b.cdus;
}

} // namespace hallwright::scene
