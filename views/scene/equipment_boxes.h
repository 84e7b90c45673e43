// The boxes that stand for equipment in the scene: what is drawn is what is picked.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <optional>
#include <vector>

namespace hallwright::scene {

struct EquipmentBox {
    ObjectRef equipment;
    Pose pose;            // of the base's middle, in the campus frame or in a hall's
    double bottomM = 0.0; // above the campus datum
    double widthM = 0.0;
    double depthM = 0.0;
    double heightM = 0.0;
};

// In the campus frame. Of the power nodes those that have a place of their own, see placedNodes.
EquipmentBox boxOf(const PlantUnit& unit);
EquipmentBox boxOf(const PowerNode& node);

// Walls of a hall and in it are shown up to this height, unless one stands inside.
double cutHeight(const Hall& hall);

// In the hall's frame.
EquipmentBox boxOf(const Hall& hall, const AirHandler& unit);
EquipmentBox boxOf(const Hall& hall, const Cdu& unit);
EquipmentBox boxOf(const Hall& hall, const Wall& wall);
// A busway hangs where it was drawn, else over its row, or over the racks that it feeds if it is over none.
std::vector<EquipmentBox> buswayBoxes(const Site& site, const Hall& hall);

// Nodes that have a place of their own to be drawn at: the first of several at one spot, no busways, and none whose
// position was left at the campus origin.
std::vector<const PowerNode*> placedNodes(const PowerNetwork& power);

// What stands on a roof is taken off with it.
bool standsOnRoof(const Building& building, double elevationM);

// Where a piece of equipment is drawn: in the hall's frame, or without a hall in the campus frame. Nothing for what has
// no box. Of power nodes at one spot, all have the same box.
struct PlacedBox {
    EquipmentBox box;
    const Building* building = nullptr;
    const Hall* hall = nullptr;
};
std::optional<PlacedBox> placedBox(const Site& site, const ObjectRef& equipment);

} // namespace hallwright::scene
