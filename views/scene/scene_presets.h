// The places the scene is looked at from.
#pragma once

#include "views/scene/camera_controller.h"
#include "views/scene/scene_content.h"
#include "views/scene/scene_options.h"

namespace hallwright::scene {

class ScenePresets
{
public:
    // Both outlive it.
    ScenePresets(SceneContent* content, CameraController* camera) : content_(content), camera_(camera) {}

    // Moves the camera there. True if it is another one than before.
    bool show(ViewPreset preset);
    // From above and aside, with this much around it.
    void showPlace(QVector3D top, float reachM);
    void leave() { fitted_ = false; } // the reader has moved the camera

    ViewPreset preset() const { return preset_; }
    bool isFitted() const { return fitted_; } // shows the preset as it is: nobody has moved the camera since

private:
    void standInside();

    SceneContent* content_;
    CameraController* camera_;
    ViewPreset preset_ = ViewPreset::Campus;
    bool fitted_ = true;
};

} // namespace hallwright::scene
