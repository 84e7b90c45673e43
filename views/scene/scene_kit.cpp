#include "views/scene/scene_kit.h"

#include <Qt3DCore/QEntity>

namespace hallwright::scene {

SceneKit::SceneKit(Qt3DCore::QEntity* root) : materials(root) {}

QVector3D SceneKit::at(Point2 campus, double z) const
{
    return {static_cast<float>(campus.x - originM.x), static_cast<float>(campus.y - originM.y),
            static_cast<float>(z)};
}

LocalFrame::LocalFrame(const SceneKit& kit, const Building& building)
    : origin_(building.originM - kit.originM), yawDeg_(building.yawDeg)
{
}

LocalFrame::LocalFrame(const SceneKit& kit) : origin_(Point2{} - kit.originM), yawDeg_(0.0) {}

LocalFrame::LocalFrame(const SceneKit& kit, const Building& building, const Hall& hall)
    : origin_(hallToCampus(building, hall, {}) - kit.originM), yawDeg_(building.yawDeg)
{
}

QVector3D LocalFrame::at(double x, double y, double z) const
{
    const Point2 p = origin_ + rotated({x, y}, yawDeg_);
    return {static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(z)};
}

void LocalFrame::floor(MeshBuilder& mesh, const Rect& area, double z,
                       const MeshBuilder::Surface& surface) const
{
    mesh.quadFrom(at(area.x, area.y, z), at(area.right(), area.y, z), at(area.right(), area.top(), z),
                  at(area.x, area.top(), z), surface, {surface.patternPitchM, surface.patternPitchM},
                  {static_cast<float>(area.x), static_cast<float>(area.y)});
}

void LocalFrame::walls(MeshBuilder& mesh, const Rect& area, const MeshBuilder::Wall& wall) const
{
    const QVector2D corners[] = {flat(area.x, area.y), flat(area.right(), area.y),
                                 flat(area.right(), area.top()), flat(area.x, area.top())};
    for (int side = 0; side < 4; ++side)
        mesh.wall(corners[side], corners[(side + 1) % 4], wall);
}

QColor blend(const QColor& under, const QColor& over, float share)
{
    const auto part = [share](float from, float to) { return from + (to - from) * share; };
    return QColor::fromRgbF(part(under.redF(), over.redF()), part(under.greenF(), over.greenF()),
                            part(under.blueF(), over.blueF()));
}

} // namespace hallwright::scene
