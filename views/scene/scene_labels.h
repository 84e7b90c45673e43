// Which names stand in the scene, and where.
#pragma once

#include "views/scene/equipment_boxes.h"
#include "views/scene/label_layer.h"
#include "views/scene/picking.h"

#include <vector>

namespace hallwright::scene {

struct LabelledScene {
    const SceneKit& kit;
    const Site& site;
    Openness openness;
    HallId activeHall; // its rows are named
    bool standingInside = false;
    RackId selectedRack;
    ObjectRef selectedEquipment;
};

// Buildings, the halls of opened ones, the rows of the active hall, and what is selected.
std::vector<Label> labelsOf(const LabelledScene& scene);

// The middle of its upper face.
QVector3D topOf(const SceneKit& kit, const PlacedBox& placed);

} // namespace hallwright::scene
