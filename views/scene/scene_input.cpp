#include "views/scene/scene_input.h"

#include <QLineF>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace hallwright::scene {

namespace {

constexpr double dragBeginsPx = 4.0;
constexpr double dragReachM = 5.0; // a dragged rack follows the pointer this far outside its hall

bool isBusway(const Site& site, const ObjectRef& equipment)
{
    const PowerNode* node =
        equipment.kind == ObjectKind::PowerNode ? site.power->find(PowerNodeId{equipment.id}) : nullptr;
    return node && node->kind == PowerNodeKind::Busway;
}

} // namespace

Ray SceneInput::campusRay(QPointF at) const
{
    Ray ray = camera_->rayThrough(at);
    ray.origin.x += content_->kit().originM.x;
    ray.origin.y += content_->kit().originM.y;
    return ray;
}

// A rack, or equipment in front of it. A busway hangs over its racks: a click is for it, a drag for the rack under it.
void SceneInput::pickPressed()
{
    const Ray ray = campusRay(pressedAt_);
    const Openness openness = content_->openness();
    pressedRack_ = pickRack(*content_->site(), ray, openness);
    const auto equipment = pickEquipment(*content_->site(), ray, openness);
    if (!equipment || (pressedRack_ && pressedRack_->along <= equipment->along))
        return;
    pressedEquipment_ = equipment->equipment;
    if (!isBusway(*content_->site(), pressedEquipment_))
        pressedRack_.reset();
}

void SceneInput::press(const QMouseEvent& event)
{
    camera_->finishMove();
    if (gesture_ == Gesture::DragRack) {
        if (event.button() == Qt::RightButton)
            endRackDrag(false);
        return;
    }
    if (gesture_ != Gesture::None)
        return;
    pressedAt_ = lastAt_ = event.position();
    pressedRack_.reset();
    pressedEquipment_ = {};
    const bool pans = event.button() == Qt::MiddleButton || event.button() == Qt::RightButton ||
                      event.modifiers().testFlag(Qt::ShiftModifier);
    if (pans) {
        gesture_ = Gesture::Pan;
    } else if (event.button() == Qt::LeftButton) {
        gesture_ = Gesture::Pending;
        if (content_->site())
            pickPressed();
    }
}

SceneInput::Gesture SceneInput::gestureOnGround() const
{
    switch (presets_->preset()) {
    case ViewPreset::TopDown:
        return Gesture::Pan;
    case ViewPreset::Inside:
        return Gesture::Look;
    default:
        return Gesture::Orbit;
    }
}

void SceneInput::move(const QMouseEvent& event)
{
    const QPointF at = event.position();
    const QPointF by = at - lastAt_;
    if (gesture_ == Gesture::Pending && QLineF(pressedAt_, at).length() > dragBeginsPx) {
        if (pressedRack_)
            beginRackDrag();
        else
            gesture_ = gestureOnGround();
    }
    switch (gesture_) {
    case Gesture::None:
        hover(at, event.globalPosition().toPoint());
        break;
    case Gesture::Pending:
        return; // the first pixels count once it is known what they are
    case Gesture::Orbit:
        presets_->leave();
        camera_->orbit(by);
        break;
    case Gesture::Look:
        presets_->leave();
        camera_->lookAround(by);
        break;
    case Gesture::Pan:
        presets_->leave();
        camera_->pan(lastAt_, at);
        break;
    case Gesture::DragRack:
        dragTo(at);
        break;
    }
    lastAt_ = at;
}

void SceneInput::release(const QMouseEvent& event)
{
    if (gesture_ == Gesture::DragRack) {
        if (event.button() == Qt::LeftButton)
            endRackDrag(true);
        return;
    }
    const bool clicked = gesture_ == Gesture::Pending && event.button() == Qt::LeftButton;
    gesture_ = Gesture::None;
    if (clicked && pressedEquipment_.valid())
        emit view_->clicked(pressedEquipment_);
    else if (clicked)
        emit view_->clicked(pressedRack_ ? refTo(pressedRack_->rack) : ObjectRef{});
}

void SceneInput::doubleClick(const QMouseEvent& event)
{
    gesture_ = Gesture::None;
    if (event.button() != Qt::LeftButton || !content_->site())
        return;
    const HallId hall = pickHall(*content_->site(), campusRay(event.position()), content_->openness());
    if (hall.valid())
        emit view_->activated(refTo(hall));
}

void SceneInput::wheel(const QWheelEvent& event)
{
    const double notches = event.angleDelta().y() / 120.0;
    presets_->leave();
    if (presets_->preset() == ViewPreset::Inside)
        camera_->walk(notches);
    else
        camera_->zoom(notches, event.position());
}

void SceneInput::hover(QPointF at, QPoint global)
{
    if (!content_->site())
        return;
    const auto hit = pickRack(*content_->site(), campusRay(at), content_->openness());
    const RackId id = hit ? hit->rack : RackId{};
    if (id == hovered_ && !id.valid())
        return;
    hovered_ = id;
    emit view_->hovered(refTo(id), global);
}

void SceneInput::leave()
{
    if (hovered_.valid()) {
        hovered_ = {};
        emit view_->hovered({}, {});
    }
}

void SceneInput::beginRackDrag()
{
    leave();
    const Site& site = *content_->site();
    const auto where = site.findRack(pressedRack_->rack);
    if (!where) { // it left between press and move
        gesture_ = Gesture::None;
        return;
    }
    const Rack& rack = site.buildings[where->building]->halls[where->hall]->racks[where->rack];
    gesture_ = Gesture::DragRack;
    dragged_ = rack.id;
    grabHeight_ = pressedRack_->inHall.z;
    grabOffset_ = rack.pose.position() - Point2{pressedRack_->inHall.x, pressedRack_->inHall.y};
    content_->setDrag({dragged_, true});
    emit view_->dragStarted(dragged_);
}

void SceneInput::dragTo(QPointF at)
{
    const auto where = content_->site() ? content_->site()->findRack(dragged_) : std::nullopt;
    if (!where) {
        endRackDrag(false);
        return;
    }
    const Building& building = *content_->site()->buildings[where->building];
    const Hall& hall = *building.halls[where->hall];
    const Ray ray = rayInHall(building, hall, campusRay(at));
    const auto t = meetsLevel(ray, grabHeight_);
    if (!t) // above the horizon
        return;
    const Point3 p = ray.at(*t);
    const Point2 centre = Point2{p.x, p.y} + grabOffset_;
    emit view_->dragMoved(dragged_, {std::clamp(centre.x, -dragReachM, hall.widthM + dragReachM),
                                     std::clamp(centre.y, -dragReachM, hall.depthM + dragReachM)});
}

void SceneInput::endRackDrag(bool commit)
{
    gesture_ = Gesture::None;
    const RackId id = std::exchange(dragged_, {});
    content_->setDrag({});
    content_->arrange(*camera_);
    if (commit)
        emit view_->dragFinished(id);
    else
        emit view_->dragCancelled(id);
}

void SceneInput::cancelDrag()
{
    if (isDragging())
        endRackDrag(false);
}

void SceneInput::siteChanged()
{
    const SitePtr& site = content_->site();
    if (isDragging() && (!site || !site->findRack(dragged_)))
        endRackDrag(false);
}

} // namespace hallwright::scene
