#include "views/scene/scene_presets.h"

#include <cmath>
#include <limits>
#include <utility>

namespace hallwright::scene {

namespace {

constexpr double eyeHeightM = 1.65;
constexpr float obliqueAzimuthDeg = -28.0f;
constexpr float obliqueElevationDeg = 38.0f;
constexpr float campusSideElevationDeg = 10.0f;
constexpr float sideElevationDeg = 22.0f; // into a hall, over what stands in the one before it

// The aisle nearest to the middle of the hall, a cold one rather than a hot; the room if there is none.
Rect aisleToStandIn(const Hall& hall)
{
    constexpr double asIfFurtherM = 3.0; // a hot aisle
    const Point2 middle = hall.room().centre();
    Rect strip = hall.room();
    double nearest = std::numeric_limits<double>::infinity();
    for (const Aisle& aisle : hall.aisles) {
        const Point2 off = aisle.area.centre() - middle;
        const double distance =
            std::hypot(off.x, off.y) + (aisle.kind == AisleKind::Cold ? 0.0 : asIfFurtherM);
        if (distance < nearest) {
            nearest = distance;
            strip = aisle.area;
        }
    }
    return strip;
}

} // namespace

// Near the end of an aisle, looking along it.
void ScenePresets::standInside()
{
    const auto where =
        content_->site() ? content_->site()->findHall(content_->selection().hall) : std::nullopt;
    if (!where)
        return;
    const Building& building = *content_->site()->buildings[where->building];
    const Hall& hall = *building.halls[where->hall];
    const Rect strip = aisleToStandIn(hall);
    constexpr double fromEnd = 0.06; // of the aisle's length
    const bool alongX = strip.width >= strip.depth;
    const Point2 stand = alongX ? Point2{strip.x + fromEnd * strip.width, strip.centre().y}
                                : Point2{strip.centre().x, strip.y + fromEnd * strip.depth};
    const LocalFrame frame(content_->kit(), building, hall);
    CameraPose pose;
    pose.distanceM = 4.0f;
    pose.fieldDeg = 58.0f; // a person's eye: wider than a camera's
    pose.azimuthDeg = static_cast<float>((alongX ? 90.0 : 0.0) - building.yawDeg);
    pose.elevationDeg = 3.0f;
    pose.target =
        frame.at(stand.x, stand.y, hall.floorElevationM + eyeHeightM) + pose.forward() * pose.distanceM;
    camera_->moveTo(pose);
}

void ScenePresets::showPlace(QVector3D top, float reachM)
{
    content_->setStandingInside(false);
    std::vector<QVector3D> corners;
    for (const float x : {-reachM, reachM}) {
        for (const float y : {-reachM, reachM})
            corners.push_back(top + QVector3D(x, y, 0.0f));
    }
    constexpr float steepDeg = 52.0f; // over walls and neighbours
    camera_->moveTo(camera_->poseSeeing(corners, obliqueAzimuthDeg, steepDeg, false));
    fitted_ = false;
}

bool ScenePresets::show(ViewPreset wanted)
{
    const std::vector<QVector3D> hall = content_->hallPoints(content_->selection().hall);
    const bool inside = wanted == ViewPreset::Inside && !hall.empty();
    const auto& focus = hall.empty() || wanted == ViewPreset::Campus ? content_->campusPoints() : hall;
    const float fromSideDeg = hall.empty() ? campusSideElevationDeg : sideElevationDeg;
    const auto look = [&](float azimuthDeg, float elevationDeg, bool orthographic) {
        camera_->moveTo(camera_->poseSeeing(focus, azimuthDeg, elevationDeg, orthographic));
    };
    content_->setStandingInside(inside);
    const bool changed = std::exchange(preset_, wanted) != wanted;
    fitted_ = true;
    switch (wanted) {
    case ViewPreset::Campus:
    case ViewPreset::Hall:
        look(obliqueAzimuthDeg, obliqueElevationDeg, false);
        break;
    case ViewPreset::TopDown:
        look(0.0f, 90.0f, true);
        break;
    case ViewPreset::South:
        look(0.0f, fromSideDeg, false);
        break;
    case ViewPreset::East:
        look(-90.0f, fromSideDeg, false);
        break;
    case ViewPreset::Inside:
        if (inside)
            standInside();
        else
            look(obliqueAzimuthDeg, obliqueElevationDeg, false);
        break;
    }
    return changed;
}

} // namespace hallwright::scene
