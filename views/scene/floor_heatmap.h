// A picture of values lying on a hall's floor.
#pragma once

#include "core/model/building.h"
#include "views/scene/picture_texture.h"
#include "views/scene/scene_kit.h"

#include <QImage>

namespace hallwright::scene {

class FloorHeatmap
{
public:
    FloorHeatmap(Qt3DCore::QEntity* parent, const SceneKit& kit);

    // Row 0 of the image is the north edge.
    void set(const SceneKit& kit, const Building& building, const Hall& hall, const QImage& image);
    void setVisible(bool visible) { sheet_.setVisible(visible); }

private:
    Qt3DRender::QMaterial* material_;
    PictureTexture texture_;
    StaticMesh sheet_;
};

} // namespace hallwright::scene
