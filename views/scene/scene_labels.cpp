#include "views/scene/scene_labels.h"

#include "core/model/locks.h"
#include "core/model/object_names.h"
#include "views/shared/hall_rows.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hallwright::scene {

namespace {

constexpr float hallLabelsWithinM = 450.0f;
constexpr float rowLabelsWithinM = 160.0f;
constexpr float findingsWithinM = 120.0f;

// A row's letter stands at its western or southern end.
void addRows(std::vector<Label>& labels, const LabelledScene& scene, const Building& building,
             const Hall& hall)
{
    const LocalFrame frame(scene.kit, building, hall);
    for (const style::HallRow& row : style::hallRows(scene.site, hall)) {
        if (row.name.isEmpty())
            continue;
        const Rack& end = hall.racks[row.racks.front()];
        const double topM = hall.floorElevationM + scene.site.typeOf(end).heightM;
        labels.push_back(
            {row.name, LabelKind::Row, frame.at(end.pose.x, end.pose.y, topM), rowLabelsWithinM});
    }
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

bool isHidden(const LabelledScene& scene, ObjectRef object)
{
    if (const auto where = scene.site.findRack(idIn<RackId>(object))) {
        const Building& building = *scene.site.buildings[where->building];
        return !scene.openness.isOpen(building) ||
               !scene.openness.isShown(building, *building.halls[where->hall]);
    }
    const auto placed = placedBox(scene.site, object);
    return placed && isTakenOff(scene, *placed);
}

} // namespace

namespace {

// The gravest of the hall that is looked at: a badge for each of a thousand would hide what they are of.
void addFindings(std::vector<Label>& labels, const LabelledScene& scene)
{
    constexpr std::size_t most = 80;
    std::vector<style::FindingMark> here;
    for (const style::FindingMark& mark : scene.findings) {
        if (mark.hall.valid() && mark.hall == scene.activeHall)
            here.push_back(mark);
    }
    std::stable_sort(here.begin(), here.end(),
                     [](const auto& a, const auto& b) { return a.worst < b.worst; });
    here.resize(std::min(here.size(), most));
    for (const style::FindingMark& mark : here) {
        const auto top = topOf(scene.kit, scene.site, mark.object);
        if (top && !isHidden(scene, mark.object))
            labels.push_back(
                {QString::number(mark.count), LabelKind::Finding, *top, findingsWithinM, mark.worst});
    }
}

// A word where a hand reaches: many of them would hide the hall, so the farther ones wait.
void addLocks(std::vector<Label>& labels, const LabelledScene& scene)
{
    constexpr float withinM = 40.0f;
    constexpr std::size_t most = 80;
    const std::size_t before = labels.size();
    for (const auto& [object, record] : scene.site.records->byObject) {
        if (labels.size() == before + most)
            return;
        if (!isLocked(record) || !scene.activeHall.valid() ||
            hallWith(scene.site, object) != scene.activeHall)
            continue;
        const auto top = topOf(scene.kit, scene.site, object);
        if (top && !isHidden(scene, object))
            labels.push_back({QStringLiteral("locked"), LabelKind::Finding, *top, withinM});
    }
}

} // namespace

std::vector<Label> labelsOf(const LabelledScene& scene)
{
    std::vector<Label> labels;
    for (const BuildingPtr& building : scene.site.buildings)
        addBuilding(labels, scene, *building);
    const auto top = topOf(scene.kit, scene.site, scene.selected);
    if (top && !isHidden(scene, scene.selected))
        labels.push_back({QString::fromStdString(nameOf(scene.site, scene.selected)), LabelKind::Rack, *top});
    addFindings(labels, scene);
    addLocks(labels, scene);
    return labels;
}

std::optional<QVector3D> topOf(const SceneKit& kit, const Site& site, ObjectRef object)
{
    if (const auto where = site.findRack(idIn<RackId>(object))) {
        const Building& building = *site.buildings[where->building];
        const Hall& hall = *building.halls[where->hall];
        const Rack& rack = hall.racks[where->rack];
        return LocalFrame(kit, building, hall)
            .at(rack.pose.x, rack.pose.y, hall.floorElevationM + site.typeOf(rack).heightM);
    }
    const auto placed = placedBox(site, object);
    if (!placed)
        return std::nullopt;
    const EquipmentBox& box = placed->box;
    const double top = box.bottomM + box.heightM;
    return placed->hall ? LocalFrame(kit, *placed->building, *placed->hall).at(box.pose.x, box.pose.y, top)
                        : kit.at(box.pose.position(), top);
}

} // namespace hallwright::scene
