// What a tool shows on a hall's floor while it works: ghosts, what is in their way, guides, areas, dimensions with their
// lengths. Its words stand beside the scene, not in it.
#pragma once

#include "core/model/site.h"
#include "views/scene/label_layer.h"
#include "views/scene/scene_kit.h"
#include "views/shared/edit_overlay.h"

namespace hallwright::scene {

class ToolOverlay
{
public:
    ToolOverlay(Qt3DCore::QEntity* parent, const SceneKit& kit);

    void show(const SceneKit& kit, const Site* site, const style::EditOverlay& overlay,
              double devicePixelRatio);
    // Which lengths show from here.
    void arrange(const CameraController& camera) { lengths_.arrange(camera); }

private:
    BoxLayer boxes_;
    LabelLayer lengths_;
    bool empty_ = true;
};

} // namespace hallwright::scene
