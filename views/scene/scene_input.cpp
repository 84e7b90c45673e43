#include "views/scene/scene_input.h"

#include "core/model/object_names.h"

#include <QLineF>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace hallwright::scene {

namespace {

constexpr double dragBeginsPx = 4.0;
constexpr double dragReachM = 5.0; // what is dragged follows the pointer this far outside its hall

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
SceneInput::Picked SceneInput::pick(QPointF at) const
{
    if (!content_->site())
        return {};
    const Ray ray = campusRay(at);
    const Openness openness = content_->openness();
    Picked picked{pickRack(*content_->site(), ray, openness),
                  pickEquipment(*content_->site(), ray, openness)};
    if (!picked.equipment || (picked.rack && picked.rack->along <= picked.equipment->along))
        picked.equipment.reset();
    else if (!isBusway(*content_->site(), picked.equipment->equipment))
        picked.rack.reset();
    return picked;
}

ObjectRef SceneInput::Picked::object() const
{
    if (equipment)
        return equipment->equipment;
    return rack ? refTo(rack->rack) : ObjectRef{};
}

void SceneInput::press(const QMouseEvent& event)
{
    camera_->finishMove();
    if (gesture_ == Gesture::Tool) {
        if (event.button() == Qt::RightButton)
            endTool(style::PointerPhase::Cancel);
        return;
    }
    if (gesture_ != Gesture::None)
        return;
    pressedAt_ = lastAt_ = event.position();
    pressed_ = {};
    const bool pans = event.button() == Qt::MiddleButton || event.button() == Qt::RightButton ||
                      event.modifiers().testFlag(Qt::ShiftModifier);
    if (pans) {
        gesture_ = Gesture::Pan;
        return;
    }
    if (event.button() != Qt::LeftButton)
        return;
    gesture_ = Gesture::Pending;
    pressed_ = pick(pressedAt_);
    if (const auto floor = toolTakesAll_ ? gripOnFloor(pressedAt_) : std::nullopt)
        beginTool(*floor, event);
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
        const bool draws = event.modifiers().testFlag(Qt::ControlModifier);
        if (const auto handle = gripOnHandle())
            beginTool(*handle, event);
        else if (const auto held = gripOnPressed())
            beginTool(*held, event);
        else if (const auto floor = draws ? gripOnFloor(pressedAt_) : std::nullopt)
            beginTool(*floor, event);
        else
            gesture_ = gestureOnGround();
    }
    switch (gesture_) {
    case Gesture::None:
        if (const auto floor = toolTakesAll_ ? gripOnFloor(at) : std::nullopt)
            tellTool(style::PointerPhase::Hover, *floor, at, event);
        else
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
    case Gesture::Tool:
        tellTool(style::PointerPhase::Move, *grip_, at, event);
        break;
    }
    lastAt_ = at;
}

void SceneInput::release(const QMouseEvent& event)
{
    if (gesture_ == Gesture::Tool) {
        if (event.button() == Qt::LeftButton) {
            gesture_ = Gesture::None;
            tellTool(style::PointerPhase::Release, *grip_, event.position(), event);
        }
        return;
    }
    const bool stayed = QLineF(pressedAt_, event.position()).length() <= dragBeginsPx;
    const bool clicked = gesture_ == Gesture::Pending && event.button() == Qt::LeftButton;
    const bool asks = gesture_ == Gesture::Pan && event.button() == Qt::RightButton && stayed;
    gesture_ = Gesture::None;
    if (!clicked && !asks)
        return;
    if (asks)
        pressed_ = pick(pressedAt_);
    if (clicked)
        emit view_->clicked(pressed_.object(), event.modifiers());
    else
        emit view_->menuWanted(pressed_.object(), event.globalPosition().toPoint());
}

void SceneInput::doubleClick(const QMouseEvent& event)
{
    gesture_ = Gesture::None;
    if (event.button() != Qt::LeftButton || !content_->site())
        return;
    if (const auto floor = toolTakesAll_ ? gripOnFloor(event.position()) : std::nullopt) {
        tellTool(style::PointerPhase::DoubleClick, *floor, event.position(), event);
        return;
    }
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

// Names what a click would choose.
void SceneInput::hover(QPointF at, QPoint global)
{
    const ObjectRef object = pick(at).object();
    if (object == hovered_ && !object.valid())
        return;
    hovered_ = object;
    emit view_->hovered(object, global);
}

void SceneInput::leave()
{
    if (hovered_.valid()) {
        hovered_ = {};
        emit view_->hovered({}, {});
    }
    if (toolTakesAll_ && gesture_ != Gesture::Tool) {
        style::PointerEvent left;
        left.phase = style::PointerPhase::Leave;
        emit view_->pointer(left);
    }
}

// A rack, or an air handler or CDU, which stand on a hall's floor as racks do.
std::optional<SceneInput::Grip> SceneInput::gripOnPressed() const
{
    const Site& site = *content_->site();
    if (pressed_.rack) {
        const auto& [building, hall, rack] = pressed_.rack->where;
        return Grip{site.buildings[building]->halls[hall]->id, pressed_.rack->inHall.z,
                    refTo(pressed_.rack->rack)};
    }
    if (!pressed_.equipment)
        return std::nullopt;
    const ObjectRef object = pressed_.equipment->equipment;
    const bool stands = object.kind == ObjectKind::AirHandler || object.kind == ObjectKind::Cdu;
    const auto hall = stands ? hallWith(site, object) : std::nullopt;
    if (!hall)
        return std::nullopt;
    return Grip{*hall, campusRay(pressedAt_).at(pressed_.equipment->along).z, object};
}

// The floor of the chosen hall or, beside it, of the one under the pointer; for a tool that works everywhere that one, else
// the ground.
std::optional<SceneInput::Grip> SceneInput::gripOnFloor(QPointF at) const
{
    const SitePtr& site = content_->site();
    if (!site)
        return std::nullopt;
    const bool everywhere = toolTakesAll_ && toolGround_ == style::ToolGround::Everywhere;
    HallId hall = everywhere ? HallId{} : content_->selection().hall;
    const auto isOver = [&](const Hall& floor) {
        const auto p = onLevel({floor.id, floor.floorElevationM, {}}, at);
        return p && p->x >= 0.0 && p->y >= 0.0 && p->x <= floor.widthM && p->y <= floor.depthM;
    };
    if (!hall.valid() || (site->findHall(hall) && !isOver(site->hall(hall)))) {
        const HallId under = pickHall(*site, campusRay(at), content_->openness());
        hall = under.valid() ? under : hall;
    }
    if (!hall.valid() && everywhere)
        return Grip{};
    if (!hall.valid() || !site->findHall(hall))
        return std::nullopt;
    return Grip{hall, site->hall(hall).floorElevationM, {}};
}

std::optional<SceneInput::Grip> SceneInput::gripOnHandle() const
{
    const style::EditOverlay& overlay = content_->overlay();
    const auto floor = overlay.handles.empty() ? std::nullopt : gripOnFloor(pressedAt_);
    if (!floor || floor->hall != overlay.hall)
        return std::nullopt;
    const auto p = onLevel(*floor, pressedAt_);
    const auto beside = onLevel(*floor, pressedAt_ + QPointF(1.0, 0.0));
    const bool hit =
        p && beside && overlay.handleAt(*p, std::hypot(beside->x - p->x, beside->y - p->y)).has_value();
    return hit ? floor : std::nullopt;
}

void SceneInput::beginTool(const Grip& grip, const QMouseEvent& event)
{
    leave();
    gesture_ = Gesture::Tool;
    grip_ = grip;
    tellTool(style::PointerPhase::Press, grip, pressedAt_, event);
}

std::optional<Point2> SceneInput::onLevel(const Grip& grip, QPointF at) const
{
    Ray ray = campusRay(at);
    if (const auto where = content_->site()->findHall(grip.hall)) {
        const Building& building = *content_->site()->buildings[where->building];
        ray = rayInHall(building, *building.halls[where->hall], ray);
    }
    const auto t = meetsLevel(ray, grip.levelM);
    return t ? std::optional(Point2{ray.at(*t).x, ray.at(*t).y}) : std::nullopt;
}

// Another hall of those shown, as high over whose floor as the hand holds the thing over its own; of a closed building the
// nearest to where its roof is met.
std::optional<SceneInput::Grip> SceneInput::gripOnOther(const Grip& held, QPointF at) const
{
    const Site& site = *content_->site();
    const auto inside = [&](const Hall& hall, const Grip& grip) {
        const auto p = onLevel(grip, at);
        return p && p->x >= 0.0 && p->y >= 0.0 && p->x <= hall.widthM && p->y <= hall.depthM;
    };
    const Hall& own = site.hall(held.hall);
    if (inside(own, held))
        return std::nullopt;
    const Openness openness = content_->openness();
    const auto gripOver = [&](const Hall& hall) {
        return Grip{hall.id, held.levelM - own.floorElevationM + hall.floorElevationM, held.object};
    };
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            const Grip grip = gripOver(*hall);
            const bool isSeen = openness.isOpen(*building) && openness.isShown(*building, *hall);
            if (hall->id != own.id && isSeen && inside(*hall, grip))
                return grip;
        }
    }
    const HallId roofed = pickHall(site, campusRay(at), openness);
    const bool isClosed = roofed.valid() && !openness.isOpen(site.buildingOf(roofed));
    return isClosed ? std::optional(gripOver(site.hall(roofed))) : std::nullopt;
}

void SceneInput::tellTool(style::PointerPhase phase, const Grip& grip, QPointF at, const QMouseEvent& event)
{
    const Site& site = *content_->site();
    if (grip.hall.valid() && !site.findHall(grip.hall)) {
        endTool(style::PointerPhase::Cancel);
        return;
    }
    const auto p = onLevel(grip, at);
    const auto beside = onLevel(grip, at + QPointF(1.0, 0.0));
    if (!p && phase != style::PointerPhase::Release) // above the horizon
        return;
    Point2 place = p.value_or(Point2{});
    if (grip.hall.valid()) {
        const Hall& hall = site.hall(grip.hall);
        place = {std::clamp(place.x, -dragReachM, hall.widthM + dragReachM),
                 std::clamp(place.y, -dragReachM, hall.depthM + dragReachM)};
    }
    const double metresPerPixel = p && beside ? std::hypot(beside->x - p->x, beside->y - p->y) : 0.0;
    style::PointerEvent told{phase,
                             grip.hall,
                             place,
                             grip.object,
                             event.modifiers(),
                             metresPerPixel,
                             event.globalPosition().toPoint(),
                             true};
    const bool drags = phase == style::PointerPhase::Move || phase == style::PointerPhase::Release;
    const auto other =
        drags && grip.hall.valid() && grip.object.valid() ? gripOnOther(grip, at) : std::nullopt;
    if (const auto over = other ? onLevel(*other, at) : std::nullopt) {
        const Hall& hall = site.hall(other->hall);
        told.over = hall.id;
        told.overPlace = {std::clamp(over->x, 0.0, hall.widthM), std::clamp(over->y, 0.0, hall.depthM)};
    }
    emit view_->pointer(told);
}

void SceneInput::endTool(style::PointerPhase phase)
{
    gesture_ = Gesture::None;
    style::PointerEvent end;
    end.phase = phase;
    emit view_->pointer(end);
}

void SceneInput::cancelDrag()
{
    if (isDragging())
        endTool(style::PointerPhase::Cancel);
}

void SceneInput::siteChanged()
{
    const SitePtr& site = content_->site();
    const bool gone = !site || (grip_ && grip_->object.valid() && !exists(*site, grip_->object));
    if (isDragging() && gone)
        endTool(style::PointerPhase::Cancel);
}

} // namespace hallwright::scene
