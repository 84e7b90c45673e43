#include "views/scene/floor_heatmap.h"

#include <Qt3DCore/QEntity>

namespace hallwright::scene {

FloorHeatmap::FloorHeatmap(Qt3DCore::QEntity* parent, const SceneKit&)
    : material_(makeImageMaterial(parent)), texture_(material_, "image", PictureTexture::Filter::Smooth),
      sheet_(parent, material_)
{
}

void FloorHeatmap::set(const SceneKit& kit, const Building& building, const Hall& hall, const QImage& image)
{
    texture_.set(image);
    MeshBuilder sheet;
    const LocalFrame frame(kit, building, hall);
    const double z = hall.floorElevationM, w = hall.widthM, d = hall.depthM;
    sheet.quad(frame.at(0, 0, z), frame.at(w, 0, z), frame.at(w, d, z), frame.at(0, d, z),
               {QColor(Qt::white)}, QVector2D(static_cast<float>(w), static_cast<float>(d)));
    sheet_.set(sheet);
}

} // namespace hallwright::scene
