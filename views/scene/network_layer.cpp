#include "views/scene/network_layer.h"

#include "views/scene/equipment_boxes.h"
#include "views/shared/format.h"
#include "views/shared/rack_colours.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace hallwright::scene {

namespace {

constexpr float leastPipePixels = 1.6f;
constexpr float railM = 0.05f;
constexpr float leastRailPixels = 0.7f;
constexpr float leastFibrePixels = 1.8f;
constexpr float leastTrenchPixels = 4.0f;
constexpr float leastCablePixels = 1.2f;
constexpr float stillPipePixels = 1.0f; // of a pipe in which nothing flows
constexpr float flowPipePixels = 2.4f;  // more for the loop's greatest flow
constexpr double fullVelocityMs = 2.0;  // at which a pipe is drawn in its full width

std::vector<QVector3D> scenePath(const SceneKit& kit, const std::vector<Point3>& pathM)
{
    std::vector<QVector3D> path;
    path.reserve(pathM.size());
    for (const Point3& p : pathM)
        path.push_back(kit.at(p));
    return path;
}

double lowestOf(const std::vector<Point3>& pathM)
{
    double lowest = pathM.empty() ? 0.0 : pathM.front().z;
    for (const Point3& p : pathM)
        lowest = std::min(lowest, p.z);
    return lowest;
}

// What stands on an opened building's roof is taken off with it.
bool isOnOpenedRoof(const std::vector<BuildingPtr>& opened, BuildingId id, double elevationM)
{
    return std::any_of(opened.begin(), opened.end(), [&](const BuildingPtr& building) {
        return building->id == id && standsOnRoof(*building, elevationM);
    });
}

BoxVariant variantOf(PlantKind kind)
{
    return kind == PlantKind::WaterCooledChiller ? BoxVariant::Louvres : BoxVariant::TopFans;
}

BoxVariant variantOf(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Utility:
    case PowerNodeKind::Generator:
    case PowerNodeKind::Transformer:
        return BoxVariant::Louvres;
    default:
        return BoxVariant::Doors;
    }
}

BoxInstance instanceOf(const SceneKit& kit, const EquipmentBox& box, const QColor& colour, BoxVariant variant,
                       bool isSelected)
{
    return makeBox(kit.at(box.pose.position(), box.bottomM), box.pose.yawDeg,
                   QVector3D(static_cast<float>(box.widthM), static_cast<float>(box.depthM),
                             static_cast<float>(box.heightM)),
                   colour, variant, isSelected ? BoxState::Selected : BoxState::Normal);
}

struct PipeLook {
    QColor colour;
    float diameterM;
    float leastPixels;
};

// A pipe is as wide as its coolant is fast, and from afar as wide as its share of the loop's flow.
PipeLook lookOf(const SceneKit& kit, const style::ColourScale& scale, const PipeRun& run,
                const FlowStretch& stretch)
{
    const style::Colours& c = kit.colours();
    const auto diameterM = static_cast<float>(run.diameterM);
    if (!stretch.isKnown)
        return {run.role == PipeRole::Supply ? c.supplyPipe : c.returnPipe, diameterM, leastPipePixels};
    constexpr double leastShare = 1e-4;
    if (stretch.flowM3s <= 0.0 || stretch.shareOfLoop < leastShare)
        return {blend(c.ground, c.dimText, 0.55f), 0.4f * diameterM, stillPipePixels};
    const double speed = stretch.velocityMs > 0.0 ? stretch.velocityMs / fullVelocityMs : 1.0;
    const auto width = static_cast<float>(std::clamp(std::sqrt(speed), 0.45, 1.1));
    const float forFlow = run.cdu.valid()
                              ? 0.0f // or the racks below could not be seen
                              : flowPipePixels * static_cast<float>(std::sqrt(stretch.shareOfLoop));
    return {scale.map->colour(scale.position(style::temperatureInUserUnit(stretch.temperatureC))),
            width * diameterM, leastPipePixels + forFlow};
}

// Along x first, then along y: as cables are laid.
std::vector<QVector3D> cablePath(QVector3D from, QVector3D to)
{
    return {from, QVector3D(to.x(), from.y(), 0.0f), to};
}

} // namespace

NetworkLayer::NetworkLayer(Qt3DCore::QEntity* parent, const SceneKit& kit)
    : pipes_(parent, kit.materials.mesh), fibre_(parent, kit.materials.mesh),
      cables_(parent, kit.materials.mesh), plant_(parent, kit.materials.equipment),
      power_(parent, kit.materials.equipment)
{
}

void NetworkLayer::setPipes(const SceneKit& kit, const Site& site, const std::vector<FlowStretch>& stretches,
                            const std::vector<BuildingPtr>& opened)
{
    const CoolingNetwork& cooling = *site.cooling;
    const style::ColourScale scale = style::coolantScale(site);
    MeshBuilder pipes;
    for (const FlowStretch& stretch : stretches) {
        const PipeRun& run = cooling.pipes[stretch.pipe];
        const CoolantLoop* loop = cooling.find(run.loop);
        if (loop && isOnOpenedRoof(opened, loop->building, lowestOf(run.pathM)))
            continue;
        const PipeLook look = lookOf(kit, scale, run, stretch);
        const std::vector<QVector3D> path =
            stretch.isWhole
                ? scenePath(kit, run.pathM)
                : scenePath(kit, partOfPath(run.pathM, stretch.fromM, stretch.toM, stretch.lengthM));
        pipes.tube(path, look.diameterM, look.colour, look.leastPixels);
    }
    pipes_.set(pipes);
}

void NetworkLayer::setPlant(const SceneKit& kit, const CoolingNetwork& cooling,
                            const std::vector<BuildingPtr>& opened, const SelectionSet& selection)
{
    std::vector<BoxInstance> plant;
    for (const PlantUnit& unit : cooling.plant) {
        if (isOnOpenedRoof(opened, unit.building, unit.elevationM))
            continue;
        const EquipmentBox box = boxOf(unit);
        plant.push_back(instanceOf(kit, box, kit.colours().plant, variantOf(unit.kind),
                                   selection.contains(box.equipment)));
    }
    plant_.set(plant);
}

void NetworkLayer::setPathways(const SceneKit& kit, const PathwayNetwork& pathways)
{
    const style::Colours& c = kit.colours();
    std::unordered_set<PathwayId> used;
    for (const FibreRun& run : pathways.runs)
        used.insert(run.route.begin(), run.route.end());
    MeshBuilder mesh;
    for (const Pathway& pathway : pathways.pathways) {
        std::vector<QVector3D> path = scenePath(kit, pathway.pathM);
        const auto width = static_cast<float>(pathway.widthM);
        if (pathway.kind == PathwayKind::Tray) {
            // A ladder tray: two rails, so that one sees the racks under it.
            for (const float side : {-0.5f, 0.5f})
                mesh.tube(parallelPath(path, side * width), railM, blend(c.wall, c.floor, 0.2f),
                          leastRailPixels);
            if (used.contains(pathway.id))
                mesh.tube(path, std::min(0.3f * width, 0.09f), c.fibre, leastFibrePixels);
            continue;
        }
        // Below the ground: drawn as the strip one would dig, with its cables in it.
        for (QVector3D& p : path)
            p.setZ(std::max(p.z(), 0.0f));
        mesh.ribbon(path, width, c.trench, Stack::Strip, leastTrenchPixels);
        if (used.contains(pathway.id))
            mesh.ribbon(path, 0.4f * width, c.fibre, Stack::InStrip, leastFibrePixels);
    }
    fibre_.set(mesh);
}

void NetworkLayer::setPowerBoxes(const SceneKit& kit, const PowerNetwork& network,
                                 const SelectionSet& selection)
{
    // Of nodes at one spot all have the same box.
    std::vector<Point3> chosen;
    for (const ObjectRef object : selection.objects)
        if (const PowerNode* node = network.find(idIn<PowerNodeId>(object)))
            chosen.push_back(node->positionM);
    std::vector<BoxInstance> boxes;
    for (const PowerNode* node : placedNodes(network)) {
        const bool selected = std::find(chosen.begin(), chosen.end(), node->positionM) != chosen.end();
        boxes.push_back(instanceOf(kit, boxOf(*node), kit.colours().power, variantOf(node->kind), selected));
    }
    power_.set(boxes);
}

void NetworkLayer::setCables(const SceneKit& kit, const PowerNetwork& network)
{
    const style::Colours& c = kit.colours();
    MeshBuilder cables;
    std::unordered_map<PowerNodeId, const PowerNode*> placed;
    for (const PowerNode* node : placedNodes(network))
        placed.emplace(node->id, node);
    for (const auto& [id, node] : placed) {
        for (const PowerNodeId source : node->fedBy) {
            const auto from = placed.find(source);
            const bool inYard = from != placed.end() && !node->hall.valid() && !from->second->hall.valid();
            if (!inYard)
                continue;
            const Point3& a = from->second->positionM;
            const Point3& b = node->positionM;
            cables.ribbon(cablePath(kit.at({a.x, a.y}, 0.0), kit.at({b.x, b.y}, 0.0)), 0.25f, c.power,
                          Stack::Strip, leastCablePixels);
        }
    }
    cables_.set(cables);
}

void NetworkLayer::setPowerVisible(bool visible)
{
    cables_.setVisible(visible);
    power_.setVisible(visible);
}

} // namespace hallwright::scene
