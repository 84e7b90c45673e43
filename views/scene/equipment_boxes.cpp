#include "views/scene/equipment_boxes.h"

#include "core/layout/feed_reach.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <unordered_map>

namespace hallwright::scene {

namespace {

constexpr double roofClearanceM = 0.5; // nearer to the eaves than this counts as on the roof

struct NodeShape {
    double widthM, depthM, heightM; // of a usual unit
    double usualW;                  // its rating; others are scaled by volume
};

NodeShape shapeOf(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Utility:
        return {7.0, 5.0, 4.5, 100e6};
    case PowerNodeKind::Generator:
        return {9.0, 3.0, 3.2, 3e6};
    case PowerNodeKind::Battery:
        return {12.2, 2.4, 2.9, 4e6};
    case PowerNodeKind::Transformer:
        return {2.4, 2.0, 2.2, 2.5e6};
    case PowerNodeKind::SolidStateTransformer:
        return {4.8, 1.6, 2.4, 3e6};
    case PowerNodeKind::Rectifier:
        return {0.6, 1.2, 2.2, 400e3};
    case PowerNodeKind::Switchgear:
        return {3.2, 1.2, 2.3, 3e6};
    case PowerNodeKind::Ups:
        return {3.2, 0.9, 2.0, 1.5e6};
    case PowerNodeKind::Pdu:
        return {0.9, 0.9, 2.0, 300e3};
    case PowerNodeKind::Busway:
    case PowerNodeKind::MechanicalPanel:
        break;
    }
    return {1.6, 0.5, 2.1, 1e6};
}

double tallestRackM(const Site& site)
{
    double tallest = 2.2;
    for (const RackType& type : site.catalogue->rackTypes)
        tallest = std::max(tallest, type.heightM);
    return tallest;
}

constexpr double buswaySectionM = 0.12;

EquipmentBox buswayBox(const PowerNode& node, const BuswayRun& run, double bottomM)
{
    return {.equipment = refTo(node.id),
            .pose = run.pose,
            .bottomM = bottomM,
            .widthM = run.lengthM,
            .depthM = buswaySectionM,
            .heightM = buswaySectionM};
}

// The racks that a busway feeds, for one that hangs over no row.
std::unordered_map<PowerNodeId, Rect> fedAreas(const Hall& hall)
{
    constexpr double halfRackM = 0.3;
    std::unordered_map<PowerNodeId, Rect> areas;
    for (const Rack& rack : hall.racks) {
        const Rect own{rack.pose.x - halfRackM, rack.pose.y - halfRackM, 2 * halfRackM, 2 * halfRackM};
        for (const PowerNodeId feed : {rack.feedA, rack.feedB}) {
            Rect& area = areas.try_emplace(feed, own).first->second;
            const double x = std::min(area.x, own.x), y = std::min(area.y, own.y);
            area = {x, y, std::max(area.right(), own.right()) - x, std::max(area.top(), own.top()) - y};
        }
    }
    return areas;
}

BuswayRun runOver(const Rect& area)
{
    const Point2 middle = area.centre();
    return area.width >= area.depth ? BuswayRun{{middle.x, middle.y, 0.0}, area.width}
                                    : BuswayRun{{middle.x, middle.y, 90.0}, area.depth};
}

// Side A and side B beside each other, whose places are often given as one.
Pose setAside(const Pose& pose, FeedSide side)
{
    constexpr double apartM = 0.22;
    const Point2 by = rotated({0.0, side == FeedSide::B ? apartM / 2 : -apartM / 2}, pose.yawDeg);
    return {pose.x + by.x, pose.y + by.y, pose.yawDeg};
}

template <class Part>
std::string nameAmong(const std::vector<Part>& parts, std::int64_t id)
{
    for (const Part& part : parts) {
        if (part.id.value == id)
            return part.name;
    }
    return {};
}

template <class Unit>
std::optional<EquipmentBox> boxAmong(const Hall& hall, const std::vector<Unit>& units, std::int64_t id)
{
    for (const Unit& unit : units) {
        if (unit.id.value == id)
            return boxOf(hall, unit);
    }
    return std::nullopt;
}

std::optional<EquipmentBox> boxIn(const Site& site, const Hall& hall, const ObjectRef& equipment)
{
    if (equipment.kind == ObjectKind::AirHandler)
        return boxAmong(hall, hall.airHandlers, equipment.id);
    if (equipment.kind == ObjectKind::Cdu)
        return boxAmong(hall, hall.cdus, equipment.id);
    if (equipment.kind == ObjectKind::Wall)
        return boxAmong(hall, hall.walls, equipment.id);
    if (equipment.kind != ObjectKind::PowerNode)
        return std::nullopt;
    for (const EquipmentBox& box : buswayBoxes(site, hall)) {
        if (box.equipment == equipment)
            return box;
    }
    return std::nullopt;
}

} // namespace

EquipmentBox boxOf(const PlantUnit& unit)
{
    return {.equipment = {ObjectKind::PlantUnit, unit.id.value},
            .pose = unit.pose,
            .bottomM = unit.elevationM,
            .widthM = unit.widthM,
            .depthM = unit.depthM,
            .heightM = unit.heightM};
}

EquipmentBox boxOf(const PowerNode& node)
{
    const NodeShape shape = shapeOf(node.kind);
    const double scale = std::clamp(std::cbrt(node.ratedW / shape.usualW), 0.7, 1.6);
    return {.equipment = {ObjectKind::PowerNode, node.id.value},
            .pose = {node.positionM.x, node.positionM.y, 0.0},
            .bottomM = node.positionM.z,
            .widthM = scale * shape.widthM,
            .depthM = scale * shape.depthM,
            .heightM = scale * shape.heightM};
}

EquipmentBox boxOf(const Hall& hall, const AirHandler& unit)
{
    return {.equipment = {ObjectKind::AirHandler, unit.id.value},
            .pose = unit.pose,
            .bottomM = hall.floorElevationM,
            .widthM = unit.widthM,
            .depthM = unit.depthM,
            .heightM = unit.heightM};
}

EquipmentBox boxOf(const Hall& hall, const Cdu& unit)
{
    return {.equipment = {ObjectKind::Cdu, unit.id.value},
            .pose = unit.pose,
            .bottomM = hall.floorElevationM,
            .widthM = unit.widthM,
            .depthM = unit.depthM,
            .heightM = unit.heightM};
}

double cutHeight(const Hall& hall)
{
    constexpr double cutM = 3.0;
    return std::min(cutM, hall.heightM);
}

EquipmentBox boxOf(const Hall& hall, const Wall& wall)
{
    const Point2 centre = wall.area.centre();
    return {.equipment = {ObjectKind::Wall, wall.id.value},
            .pose = {centre.x, centre.y, 0.0},
            .bottomM = hall.floorElevationM,
            .widthM = wall.area.width,
            .depthM = wall.area.depth,
            .heightM = std::min(hall.heightOf(wall), cutHeight(hall))};
}

std::vector<EquipmentBox> buswayBoxes(const Site& site, const Hall& hall)
{
    constexpr double clearM = 0.45;
    const Building& building = site.buildingOf(hall.id);
    const double overRacksM = hall.floorElevationM + tallestRackM(site) + clearM;
    std::vector<EquipmentBox> boxes;
    std::optional<std::unordered_map<PowerNodeId, Rect>> fed;
    for (const PowerNode& node : site.power->nodes) {
        if (node.kind != PowerNodeKind::Busway || (node.hall.valid() && node.hall != hall.id))
            continue;
        std::optional<BuswayRun> run;
        if (node.hall.valid())
            run = buswayRun(building, hall, node);
        if (run && node.runLengthM > 0.0) {
            boxes.push_back(buswayBox(node, *run, node.positionM.z));
            continue;
        }
        if (!run) {
            if (!fed)
                fed = fedAreas(hall);
            const auto area = fed->find(node.id);
            if (area == fed->end())
                continue;
            run = runOver(area->second);
        }
        run->pose = setAside(run->pose, node.side);
        boxes.push_back(buswayBox(node, *run, overRacksM));
    }
    return boxes;
}

std::vector<const PowerNode*> placedNodes(const PowerNetwork& power)
{
    std::vector<const PowerNode*> placed;
    std::set<std::tuple<double, double, double>> taken;
    for (const PowerNode& node : power.nodes) {
        const Point3& p = node.positionM;
        if (node.kind == PowerNodeKind::Busway || p == Point3{})
            continue;
        if (taken.emplace(p.x, p.y, p.z).second)
            placed.push_back(&node);
    }
    return placed;
}

bool standsOnRoof(const Building& building, double elevationM)
{
    return elevationM > building.heightM - roofClearanceM;
}

std::optional<PlacedBox> placedBox(const Site& site, const ObjectRef& equipment)
{
    if (equipment.kind == ObjectKind::PlantUnit) {
        for (const PlantUnit& unit : site.cooling->plant) {
            if (unit.id.value == equipment.id)
                return PlacedBox{boxOf(unit)};
        }
        return std::nullopt;
    }
    const PowerNode* node =
        equipment.kind == ObjectKind::PowerNode ? site.power->find(PowerNodeId{equipment.id}) : nullptr;
    if (node && node->kind != PowerNodeKind::Busway) {
        for (const PowerNode* placed : placedNodes(*site.power)) {
            if (placed->positionM == node->positionM)
                return PlacedBox{boxOf(*placed)};
        }
        return std::nullopt;
    }
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            if (const auto box = boxIn(site, *hall, equipment))
                return PlacedBox{*box, building.get(), hall.get()};
        }
    }
    return std::nullopt;
}

} // namespace hallwright::scene
