// What every layer is made with: shared materials, the theme, and the way from metres to the scene.
#pragma once

#include "core/model/building.h"
#include "views/scene/box_layer.h"
#include "views/scene/graphics.h"
#include "views/shared/theme.h"

namespace hallwright::scene {

struct SceneKit {
    explicit SceneKit(Qt3DCore::QEntity* root);

    Materials materials;
    style::Theme theme = style::Theme::Light;
    // Scene coordinates are campus coordinates less this: floats stay exact to a millimetre wherever the campus lies.
    Point2 originM;

    const style::Colours& colours() const { return style::colours(theme); }
    bool dark() const { return theme == style::Theme::Dark; }
    QVector3D at(Point2 campus, double z) const;
    QVector3D at(const Point3& campus) const { return at({campus.x, campus.y}, campus.z); }
};

// From the campus's, a building's or a hall's frame into the scene.
class LocalFrame
{
public:
    explicit LocalFrame(const SceneKit& kit); // the campus frame
    LocalFrame(const SceneKit& kit, const Building& building);
    LocalFrame(const SceneKit& kit, const Building& building, const Hall& hall);

    QVector3D at(double x, double y, double z) const;
    QVector2D flat(double x, double y) const { return at(x, y, 0.0).toVector2D(); }
    double yawDeg() const { return yawDeg_; }

    // A level rectangle, seen from above; its pattern runs from the frame's origin.
    void floor(MeshBuilder& mesh, const Rect& area, double z, const MeshBuilder::Surface& surface) const;
    // The walls around a room, from outside the area inward.
    void walls(MeshBuilder& mesh, const Rect& area, const MeshBuilder::Wall& wall) const;

private:
    Point2 origin_; // in scene coordinates
    double yawDeg_;
};

QColor blend(const QColor& under, const QColor& over, float share);

} // namespace hallwright::scene
