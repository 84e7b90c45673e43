#include "views/scene/scene_labels.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace hallwright::scene {

namespace {

constexpr float hallLabelsWithinM = 450.0f;
constexpr float rowLabelsWithinM = 160.0f;

// "A" of "A01", "R1" of "R1-07".
std::string rowNameOf(const std::string& rackName)
{
    const auto last = rackName.find_last_not_of("0123456789");
    if (last == std::string::npos)
        return {};
    const auto letter = rackName.find_last_not_of("-_./ ", last);
    return letter == std::string::npos ? std::string() : rackName.substr(0, letter + 1);
}

// "A" of "B1-H1-A" in the hall "B1-H1".
std::string withoutPrefix(const std::string& name, const std::string& prefix)
{
    if (!name.starts_with(prefix))
        return name;
    const auto own = name.find_first_not_of("-_./ ", prefix.size());
    return own == std::string::npos ? name : name.substr(own);
}

// Racks of one name stem that stand in one line are a row; its letter stands at its western or southern end.
void addRows(std::vector<Label>& labels, const LabelledScene& scene, const Building& building,
             const Hall& hall)
{
    struct Row {
        Point2 end;
        double top = 0.0;
    };
    std::vector<std::pair<std::string, Row>> rows;
    for (const Rack& rack : hall.racks) {
        const std::string name = rowNameOf(rack.name);
        if (name.empty())
            continue;
        const Point2 p = rack.pose.position();
        auto it = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == name; });
        if (it == rows.end())
            it = rows.insert(rows.end(), {name, {p, scene.site.typeOf(rack).heightM}});
        if (p.x + p.y < it->second.end.x + it->second.end.y)
            it->second.end = p;
    }
    const LocalFrame frame(scene.kit, building, hall);
    for (const auto& [name, row] : rows)
        labels.push_back({QString::fromStdString(withoutPrefix(name, hall.name)), LabelKind::Row,
                          frame.at(row.end.x, row.end.y, hall.floorElevationM + row.top), rowLabelsWithinM});
}

void addHall(std::vector<Label>& labels, const LabelledScene& scene, const Building& building,
             const Hall& hall)
{
    const LocalFrame frame(scene.kit, building, hall);
    labels.push_back({QString::fromStdString(hall.name), LabelKind::Hall,
                      frame.at(hall.widthM / 2, hall.depthM, hall.floorElevationM + 3.0), hallLabelsWithinM});
    if (hall.id == scene.activeHall)
        addRows(labels, scene, building, hall);
}

void addBuilding(std::vector<Label>& labels, const LabelledScene& scene, const Building& building)
{
    if (scene.standingInside) // names would stand between the eye and what it looks at
        return;
    const LocalFrame frame(scene.kit, building);
    const bool open = scene.openness.isOpen(building);
    labels.push_back({QString::fromStdString(building.name), LabelKind::Building,
                      open ? frame.at(building.widthM / 2, building.depthM, 3.0)
                           : frame.at(building.widthM / 2, building.depthM / 2, building.heightM + 1.0)});
    for (const HallPtr& hall : building.halls) {
        if (open && scene.openness.isShown(building, *hall))
            addHall(labels, scene, building, *hall);
    }
}

std::optional<Label> rackLabel(const LabelledScene& scene)
{
    const auto where = scene.selectedRack.valid() ? scene.site.findRack(scene.selectedRack) : std::nullopt;
    if (!where)
        return std::nullopt;
    const Building& building = *scene.site.buildings[where->building];
    const Hall& hall = *building.halls[where->hall];
    if (!scene.openness.isOpen(building) || !scene.openness.isShown(building, hall))
        return std::nullopt;
    const Rack& rack = hall.racks[where->rack];
    return Label{QString::fromStdString(rack.name), LabelKind::Rack,
                 LocalFrame(scene.kit, building, hall)
                     .at(rack.pose.x, rack.pose.y, hall.floorElevationM + scene.site.typeOf(rack).heightM)};
}

bool isTakenOff(const LabelledScene& scene, const PlacedBox& placed)
{
    const Openness& openness = scene.openness;
    if (placed.hall)
        return !openness.isOpen(*placed.building) || !openness.isShown(*placed.building, *placed.hall);
    for (const PlantUnit& unit : scene.site.cooling->plant) {
        const Building* building = scene.site.findBuilding(unit.building);
        if (placed.box.equipment == boxOf(unit).equipment)
            return building && openness.isOpen(*building) && standsOnRoof(*building, unit.elevationM);
    }
    return !openness.showsPower;
}

// On top of the selected box, if it is to be seen.
std::optional<Label> equipmentLabel(const LabelledScene& scene)
{
    const auto placed = placedBox(scene.site, scene.selectedEquipment);
    if (!placed || isTakenOff(scene, *placed))
        return std::nullopt;
    return Label{QString::fromStdString(nameOf(scene.site, scene.selectedEquipment)), LabelKind::Rack,
                 topOf(scene.kit, *placed)};
}

} // namespace

std::vector<Label> labelsOf(const LabelledScene& scene)
{
    std::vector<Label> labels;
    for (const BuildingPtr& building : scene.site.buildings)
        addBuilding(labels, scene, *building);
    for (auto selected : {rackLabel(scene), equipmentLabel(scene)}) {
        if (selected)
            labels.push_back(std::move(*selected));
    }
    return labels;
}

QVector3D topOf(const SceneKit& kit, const PlacedBox& placed)
{
    const EquipmentBox& box = placed.box;
    const double top = box.bottomM + box.heightM;
    return placed.hall ? LocalFrame(kit, *placed.building, *placed.hall).at(box.pose.x, box.pose.y, top)
                       : kit.at(box.pose.position(), top);
}

} // namespace hallwright::scene
