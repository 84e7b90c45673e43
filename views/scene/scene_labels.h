// Which names stand in the scene, and where.
#pragma once

#include "views/scene/equipment_boxes.h"
#include "views/scene/label_layer.h"
#include "views/scene/picking.h"
#include "views/shared/finding_marks.h"

#include <optional>
#include <vector>

namespace hallwright::scene {

struct LabelledScene {
    const SceneKit& kit;
    const Site& site;
    Openness openness;
    HallId activeHall; // its rows are named
    bool standingInside = false;
    ObjectRef selected;                         // a rack or equipment; of many the primary
    std::vector<style::FindingMark> findings{}; // marked in the active hall
};

// Buildings, the halls of opened ones, the rows of the active hall and what is locked in it, and what is selected.
std::vector<Label> labelsOf(const LabelledScene& scene);

// The middle of its upper face; nothing for what has no box in the scene.
std::optional<QVector3D> topOf(const SceneKit& kit, const Site& site, ObjectRef object);

} // namespace hallwright::scene
