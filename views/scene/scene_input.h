// What mouse and keys do in the scene: they move the camera, name what is clicked, and drag a rack. The view's signals
// tell of it.
#pragma once

#include "views/scene/scene_presets.h"
#include "views/scene/scene_view.h"

#include <QPointF>

#include <optional>

class QMouseEvent;
class QWheelEvent;

namespace hallwright::scene {

class SceneInput
{
public:
    // All outlive it.
    SceneInput(SceneView* view, SceneContent* content, CameraController* camera, ScenePresets* presets)
        : view_(view), content_(content), camera_(camera), presets_(presets)
    {
    }

    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void doubleClick(const QMouseEvent& event);
    void wheel(const QWheelEvent& event);
    void leave(); // the pointer is over nothing any more

    bool isDragging() const { return gesture_ == Gesture::DragRack; }
    void cancelDrag();  // nothing if there is none
    void siteChanged(); // ends a drag whose rack is gone

private:
    enum class Gesture { None, Pending, Orbit, Look, Pan, DragRack };

    Ray campusRay(QPointF at) const;
    void pickPressed();
    Gesture gestureOnGround() const;
    void hover(QPointF at, QPoint global);
    void beginRackDrag();
    void dragTo(QPointF at);
    void endRackDrag(bool commit);

    SceneView* view_;
    SceneContent* content_;
    CameraController* camera_;
    ScenePresets* presets_;

    Gesture gesture_ = Gesture::None;
    QPointF pressedAt_;
    QPointF lastAt_;
    std::optional<RackHit> pressedRack_;
    ObjectRef pressedEquipment_;
    RackId dragged_;
    Point2 grabOffset_; // from the point grabbed to the rack's centre, in its hall's frame
    double grabHeight_ = 0.0;
    RackId hovered_;
};

} // namespace hallwright::scene
