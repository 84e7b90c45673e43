#include "views/scene/network_layer.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
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
constexpr double roofClearanceM = 0.5; // nearer to the eaves than this counts as on the roof

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

BoxVariant variantOf(PlantKind kind)
{
    return kind == PlantKind::WaterCooledChiller ? BoxVariant::Louvres : BoxVariant::TopFans;
}

struct NodeShape {
    QVector3D sizeM; // of a usual unit
    double usualW;   // its rating; others are scaled by volume
    BoxVariant variant;
};

NodeShape shapeOf(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Utility:
        return {{7.0f, 5.0f, 4.5f}, 100e6, BoxVariant::Louvres};
    case PowerNodeKind::Generator:
        return {{9.0f, 3.0f, 3.2f}, 3e6, BoxVariant::Louvres};
    case PowerNodeKind::Battery:
        return {{12.2f, 2.4f, 2.9f}, 4e6, BoxVariant::Doors};
    case PowerNodeKind::Transformer:
        return {{2.4f, 2.0f, 2.2f}, 2.5e6, BoxVariant::Louvres};
    case PowerNodeKind::Switchgear:
        return {{3.2f, 1.2f, 2.3f}, 3e6, BoxVariant::Doors};
    case PowerNodeKind::Ups:
        return {{3.2f, 0.9f, 2.0f}, 1.5e6, BoxVariant::Doors};
    case PowerNodeKind::Pdu:
        return {{0.9f, 0.9f, 2.0f}, 300e3, BoxVariant::Doors};
    case PowerNodeKind::Busway:
    case PowerNodeKind::MechanicalPanel:
        break;
    }
    return {{1.6f, 0.5f, 2.1f}, 1e6, BoxVariant::Doors};
}

QVector3D sizeOf(const PowerNode& node)
{
    const NodeShape shape = shapeOf(node.kind);
    const double scale = std::clamp(std::cbrt(node.ratedW / shape.usualW), 0.7, 1.6);
    return shape.sizeM * static_cast<float>(scale);
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

void NetworkLayer::setCooling(const SceneKit& kit, const CoolingNetwork& cooling,
                              const std::vector<BuildingPtr>& opened)
{
    const style::Colours& c = kit.colours();
    const auto isOnOpenedRoof = [&](BuildingId id, double elevationM) {
        return std::any_of(opened.begin(), opened.end(), [&](const BuildingPtr& building) {
            return building->id == id && elevationM > building->heightM - roofClearanceM;
        });
    };
    MeshBuilder pipes;
    for (const PipeRun& run : cooling.pipes) {
        const CoolantLoop* loop = cooling.find(run.loop);
        if (loop && isOnOpenedRoof(loop->building, lowestOf(run.pathM)))
            continue;
        pipes.tube(scenePath(kit, run.pathM), static_cast<float>(run.diameterM),
                   run.role == PipeRole::Supply ? c.supplyPipe : c.returnPipe, leastPipePixels);
    }
    pipes_.set(pipes);
    std::vector<BoxInstance> plant;
    for (const PlantUnit& unit : cooling.plant) {
        if (isOnOpenedRoof(unit.building, unit.elevationM))
            continue;
        plant.push_back(makeBox(kit.at(unit.pose.position(), unit.elevationM), unit.pose.yawDeg,
                                QVector3D(static_cast<float>(unit.widthM), static_cast<float>(unit.depthM),
                                          static_cast<float>(unit.heightM)),
                                c.plant, variantOf(unit.kind)));
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

void NetworkLayer::setPower(const SceneKit& kit, const PowerNetwork& network)
{
    const style::Colours& c = kit.colours();
    std::vector<BoxInstance> boxes;
    MeshBuilder cables;
    std::unordered_map<PowerNodeId, const PowerNode*> placed;
    for (const PowerNode* node : placedNodes(network)) {
        placed.emplace(node->id, node);
        boxes.push_back(
            makeBox(kit.at(node->positionM), 0.0, sizeOf(*node), c.power, shapeOf(node->kind).variant));
    }
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
    power_.set(boxes);
}

void NetworkLayer::setPowerVisible(bool visible)
{
    cables_.setVisible(visible);
    power_.setVisible(visible);
}

} // namespace hallwright::scene
