// What mouse and keys do in the scene: they move the camera, name what is clicked, and are a tool's where they take hold
// of something. The view's signals tell of it.
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

    bool isDragging() const { return gesture_ == Gesture::Tool; }
    void cancelDrag();  // nothing if there is none
    void siteChanged(); // ends a drag whose object is gone
    void setToolTakesAll(bool all, style::ToolGround ground)
    {
        toolTakesAll_ = all;
        toolGround_ = ground;
    }

private:
    enum class Gesture { None, Pending, Orbit, Look, Pan, Tool };

    Ray campusRay(QPointF at) const;
    struct Picked {
        std::optional<RackHit> rack; // also one under the busway that `equipment` is
        std::optional<EquipmentHit> equipment;
        ObjectRef object() const; // that a click is for; none on the ground
    };
    Picked pick(QPointF at) const;
    Gesture gestureOnGround() const;
    void hover(QPointF at, QPoint global);
    // Where a tool works: on which floor and level.
    struct Grip {
        HallId hall;         // none: the campus
        double levelM = 0.0; // above the campus datum
        ObjectRef object;    // taken hold of; none on bare floor
    };
    std::optional<Grip> gripOnPressed() const;
    std::optional<Grip> gripOnFloor(QPointF at) const;
    std::optional<Grip> gripOnHandle() const; // of the tool, where it was pressed
    std::optional<Grip> gripOnOther(const Grip& held, QPointF at) const;
    std::optional<Point2> onLevel(const Grip& grip, QPointF at) const; // in the grip's frame
    void beginTool(const Grip& grip, const QMouseEvent& event);
    void tellTool(style::PointerPhase phase, const Grip& grip, QPointF at, const QMouseEvent& event);
    void endTool(style::PointerPhase phase);

    SceneView* view_;
    SceneContent* content_;
    CameraController* camera_;
    ScenePresets* presets_;

    Gesture gesture_ = Gesture::None;
    QPointF pressedAt_;
    QPointF lastAt_;
    Picked pressed_;
    std::optional<Grip> grip_; // of the tool
    bool toolTakesAll_ = false;
    style::ToolGround toolGround_ = style::ToolGround::Halls;
    ObjectRef hovered_;
};

} // namespace hallwright::scene
