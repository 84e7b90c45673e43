#include "views/scene/scene_view.h"

#include "views/scene/camera_controller.h"
#include "views/scene/graphics.h"
#include "views/scene/scene_content.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <QWindow>
#include <Qt3DCore/QAspectEngine>
#include <Qt3DCore/QEntity>
#include <Qt3DCore/QTransform>
#include <Qt3DRender/QCameraLens>
#include <Qt3DRender/QRenderAspect>
#include <Qt3DRender/QRenderCapture>
#include <Qt3DRender/QRenderSettings>

#include <algorithm>
#include <cmath>
#include <optional>

namespace hallwright::scene {

namespace {

constexpr double dragBeginsPx = 4.0;
constexpr int grabTimeoutMs = 8000;
constexpr double eyeHeightM = 1.65;
constexpr float campusSideElevationDeg = 10.0f;
constexpr float sideElevationDeg = 22.0f; // into a hall, over what stands in the one before it
constexpr double dragReachM = 5.0;        // a dragged rack follows the pointer this far outside its hall

enum class Gesture { None, Pending, Orbit, Look, Pan, DragRack };

bool isBusway(const Site& site, const EquipmentRef& equipment)
{
    const PowerNode* node =
        equipment.kind == EquipmentKind::PowerNode ? site.power->find(PowerNodeId{equipment.id}) : nullptr;
    return node && node->kind == PowerNodeKind::Busway;
}

} // namespace

struct SceneView::Private {
    // On demand, nothing is drawn while nothing changes; but what another window has covered is gone and must be.
    void drawAgain()
    {
        constexpr int aFrameMs = 100;
        settings->setRenderPolicy(Qt3DRender::QRenderSettings::Always);
        QTimer::singleShot(aFrameMs, settings, [which = settings] {
            which->setRenderPolicy(Qt3DRender::QRenderSettings::OnDemand);
        });
    }

    Qt3DRender::QRenderSettings* settings = nullptr;

    explicit Private(SceneView* view);
    ~Private();

    void cameraMoved();
    void standInside();
    void setPreset(ViewPreset preset);
    Ray campusRay(QPointF at) const;

    void press(const QMouseEvent& event);
    void pickPressed();
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void doubleClick(const QMouseEvent& event);
    void wheel(const QWheelEvent& event);
    bool key(QKeyEvent& event);
    void hover(QPointF at, QPoint global);
    void hoverNothing();

    void beginRackDrag();
    void dragTo(QPointF at);
    void endRackDrag(bool commit);

    SceneView* q;
    QWindow* window;
    std::unique_ptr<Qt3DCore::QAspectEngine> engine;
    Qt3DCore::QEntity* root; // the engine owns it
    Qt3DRender::QCameraLens* lens;
    Qt3DCore::QTransform* eye;
    std::unique_ptr<SharedUniforms> uniforms;
    FrameGraph frameGraph;
    std::unique_ptr<SceneContent> content;
    CameraController camera;

    ViewPreset preset = ViewPreset::Campus;
    bool fitted = true; // shows the preset as it is: nobody has moved the camera since

    Gesture gesture = Gesture::None;
    QPointF pressedAt;
    QPointF lastAt;
    std::optional<RackHit> pressedRack;
    EquipmentRef pressedEquipment;
    RackId dragged;
    Point2 grabOffset; // from the point grabbed to the rack's centre, in its hall's frame
    double grabHeight = 0.0;
    RackId hovered;
};

SceneView::Private::Private(SceneView* view)
    : q(view), window(new QWindow), engine(std::make_unique<Qt3DCore::QAspectEngine>())
{
    QSurfaceFormat format = QSurfaceFormat::defaultFormat();
    format.setDepthBufferSize(24);
    window->setSurfaceType(QSurface::OpenGLSurface);
    window->setFormat(format);
    window->installEventFilter(view);

    engine->registerAspect(new Qt3DRender::QRenderAspect);
    engine->setRunMode(Qt3DCore::QAspectEngine::Automatic);
    root = new Qt3DCore::QEntity;
    auto* cameraEntity = new Qt3DCore::QEntity(root);
    lens = new Qt3DRender::QCameraLens(cameraEntity);
    eye = new Qt3DCore::QTransform(cameraEntity);
    cameraEntity->addComponent(lens);
    cameraEntity->addComponent(eye);

    uniforms = std::make_unique<SharedUniforms>(root);
    settings = new Qt3DRender::QRenderSettings(root);
    settings->setRenderPolicy(Qt3DRender::QRenderSettings::OnDemand);
    frameGraph = makeFrameGraph(window, cameraEntity, *uniforms, settings);
    settings->setActiveFrameGraph(frameGraph.root);
    root->addComponent(settings);

    content = std::make_unique<SceneContent>(root);
    QObject::connect(&camera, &CameraController::moved, view, [this] { cameraMoved(); });
    camera.setPose({{}, 300.0f, -30.0f, 35.0f, false});
    engine->setRootEntity(Qt3DCore::QEntityPtr(root));
}

SceneView::Private::~Private()
{
    // The layers hold plain pointers into the scene: they go before the engine takes it down.
    content.reset();
    engine->setRootEntity({});
    engine.reset();
}

void SceneView::Private::cameraMoved()
{
    lens->setProjectionMatrix(camera.projectionMatrix());
    eye->setMatrix(camera.viewMatrix().inverted());
    const double ratio = window->devicePixelRatio();
    const QSize pixels = camera.viewSize() * ratio;
    const Bounds bounds = content->campusBounds();
    const float radius =
        bounds.empty() ? 400.0f : std::max(400.0f, 3.0f * (bounds.high - bounds.low).length());
    const float fogFrom = camera.pose().orthographic ? 1e8f : 0.5f * radius + camera.pose().distanceM;
    uniforms->setView(pixels, camera.metresPerPixel() / static_cast<float>(ratio), fogFrom,
                      fogFrom + 2.0f * radius);
    uniforms->setGroundRadius(radius);
    content->setDevicePixelRatio(ratio);
    content->arrange(camera);
    emit q->cameraMoved();
}

Ray SceneView::Private::campusRay(QPointF at) const
{
    Ray ray = camera.rayThrough(at);
    ray.origin.x += content->kit().originM.x;
    ray.origin.y += content->kit().originM.y;
    return ray;
}

// Near the end of the aisle nearest to the middle of the hall, looking along it.
void SceneView::Private::standInside()
{
    const auto where = content->site() ? content->site()->findHall(content->activeHall()) : std::nullopt;
    if (!where)
        return;
    const Building& building = *content->site()->buildings[where->building];
    const Hall& hall = *building.halls[where->hall];
    const Point2 middle = hall.room().centre();
    Rect strip = hall.room();
    double nearest = 1e300;
    for (const Aisle& aisle : hall.aisles) {
        const Point2 off = aisle.area.centre() - middle;
        const double d = std::hypot(off.x, off.y) + (aisle.kind == AisleKind::Cold ? 0.0 : 3.0);
        if (d < nearest) {
            nearest = d;
            strip = aisle.area;
        }
    }
    const bool alongX = strip.width >= strip.depth;
    const Point2 stand = alongX ? Point2{strip.x + 0.06 * strip.width, strip.centre().y}
                                : Point2{strip.centre().x, strip.y + 0.06 * strip.depth};
    const LocalFrame frame(content->kit(), building, hall);
    CameraPose pose;
    pose.distanceM = 4.0f;
    pose.fieldDeg = 58.0f; // a person's eye: wider than a camera's
    pose.azimuthDeg = static_cast<float>((alongX ? 90.0 : 0.0) - building.yawDeg);
    pose.elevationDeg = 3.0f;
    pose.target =
        frame.at(stand.x, stand.y, hall.floorElevationM + eyeHeightM) + pose.forward() * pose.distanceM;
    camera.moveTo(pose);
}

void SceneView::Private::setPreset(ViewPreset wanted)
{
    const std::vector<QVector3D> hall = content->hallPoints(content->activeHall());
    const bool inside = wanted == ViewPreset::Inside && !hall.empty();
    const auto& focus = hall.empty() || wanted == ViewPreset::Campus ? content->campusPoints() : hall;
    const auto look = [&](float azimuthDeg, float elevationDeg, bool orthographic) {
        camera.moveTo(camera.poseSeeing(focus, azimuthDeg, elevationDeg, orthographic));
    };
    content->setStandingInside(inside);
    const bool changed = std::exchange(preset, wanted) != wanted;
    fitted = true;
    switch (wanted) {
    case ViewPreset::Campus:
    case ViewPreset::Hall:
        look(-28.0f, 38.0f, false);
        break;
    case ViewPreset::TopDown:
        look(0.0f, 90.0f, true);
        break;
    case ViewPreset::South:
        look(0.0f, hall.empty() ? campusSideElevationDeg : sideElevationDeg, false);
        break;
    case ViewPreset::East:
        look(-90.0f, hall.empty() ? campusSideElevationDeg : sideElevationDeg, false);
        break;
    case ViewPreset::Inside:
        if (inside)
            standInside();
        else
            look(-28.0f, 38.0f, false);
        break;
    }
    if (changed)
        emit q->presetChanged(wanted);
}

// A rack, or equipment in front of it. A busway hangs over its racks: a click is for it, a drag for the rack under it.
void SceneView::Private::pickPressed()
{
    const Ray ray = campusRay(pressedAt);
    const Openness openness = content->openness();
    pressedRack = pickRack(*content->site(), ray, openness);
    const auto equipment = pickEquipment(*content->site(), ray, openness);
    if (!equipment || (pressedRack && pressedRack->along <= equipment->along))
        return;
    pressedEquipment = equipment->equipment;
    if (!isBusway(*content->site(), pressedEquipment))
        pressedRack.reset();
}

void SceneView::Private::press(const QMouseEvent& event)
{
    camera.finishMove();
    if (gesture == Gesture::DragRack) {
        if (event.button() == Qt::RightButton)
            endRackDrag(false);
        return;
    }
    if (gesture != Gesture::None)
        return;
    pressedAt = lastAt = event.position();
    pressedRack.reset();
    pressedEquipment = {};
    const bool pans = event.button() == Qt::MiddleButton || event.button() == Qt::RightButton ||
                      event.modifiers().testFlag(Qt::ShiftModifier);
    if (pans) {
        gesture = Gesture::Pan;
    } else if (event.button() == Qt::LeftButton) {
        gesture = Gesture::Pending;
        if (content->site())
            pickPressed();
    }
}

void SceneView::Private::move(const QMouseEvent& event)
{
    const QPointF at = event.position();
    const QPointF by = at - lastAt;
    if (gesture == Gesture::Pending && QLineF(pressedAt, at).length() > dragBeginsPx) {
        if (pressedRack)
            beginRackDrag();
        else
            gesture = preset == ViewPreset::TopDown  ? Gesture::Pan
                      : preset == ViewPreset::Inside ? Gesture::Look
                                                     : Gesture::Orbit;
    }
    switch (gesture) {
    case Gesture::None:
        hover(at, event.globalPosition().toPoint());
        break;
    case Gesture::Pending:
        return; // the first pixels count once it is known what they are
    case Gesture::Orbit:
        fitted = false;
        camera.orbit(by);
        break;
    case Gesture::Look:
        fitted = false;
        camera.lookAround(by);
        break;
    case Gesture::Pan:
        fitted = false;
        camera.pan(lastAt, at);
        break;
    case Gesture::DragRack:
        dragTo(at);
        break;
    }
    lastAt = at;
}

void SceneView::Private::release(const QMouseEvent& event)
{
    if (gesture == Gesture::DragRack) {
        if (event.button() == Qt::LeftButton)
            endRackDrag(true);
        return;
    }
    const bool clicked = gesture == Gesture::Pending && event.button() == Qt::LeftButton;
    gesture = Gesture::None;
    if (clicked && pressedEquipment.valid())
        emit q->equipmentClicked(pressedEquipment);
    else if (clicked)
        emit q->rackClicked(pressedRack ? pressedRack->rack : RackId{});
}

void SceneView::Private::doubleClick(const QMouseEvent& event)
{
    gesture = Gesture::None;
    if (event.button() != Qt::LeftButton || !content->site())
        return;
    const HallId hall = pickHall(*content->site(), campusRay(event.position()), content->openness());
    if (hall.valid())
        emit q->hallActivated(hall);
}

void SceneView::Private::wheel(const QWheelEvent& event)
{
    const double notches = event.angleDelta().y() / 120.0;
    fitted = false;
    if (preset == ViewPreset::Inside)
        camera.walk(notches);
    else
        camera.zoom(notches, event.position());
}

bool SceneView::Private::key(QKeyEvent& event)
{
    if (event.key() == Qt::Key_Escape && gesture == Gesture::DragRack) {
        endRackDrag(false);
        return true;
    }
    if (event.key() == Qt::Key_F && event.modifiers() == Qt::NoModifier) {
        q->zoomToFit();
        return true;
    }
    // The window is no widget: what it does not use is handed to the widget that holds it, and so on to its parents.
    QKeyEvent copy(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(),
                   static_cast<quint16>(event.count()));
    QCoreApplication::sendEvent(q, &copy);
    return copy.isAccepted();
}

void SceneView::Private::hover(QPointF at, QPoint global)
{
    if (!content->site())
        return;
    const auto hit = pickRack(*content->site(), campusRay(at), content->openness());
    const RackId id = hit ? hit->rack : RackId{};
    if (id == hovered && !id.valid())
        return;
    hovered = id;
    emit q->rackHovered(id, global);
}

void SceneView::Private::hoverNothing()
{
    if (hovered.valid()) {
        hovered = {};
        emit q->rackHovered({}, {});
    }
}

void SceneView::Private::beginRackDrag()
{
    hoverNothing();
    const Site& site = *content->site();
    const auto where = site.findRack(pressedRack->rack);
    if (!where) { // it left between press and move
        gesture = Gesture::None;
        return;
    }
    const Rack& rack = site.buildings[where->building]->halls[where->hall]->racks[where->rack];
    gesture = Gesture::DragRack;
    dragged = rack.id;
    grabHeight = pressedRack->inHall.z;
    grabOffset = rack.pose.position() - Point2{pressedRack->inHall.x, pressedRack->inHall.y};
    RackMarks marks = content->marks();
    marks.dragged = dragged;
    marks.dragLegal = true;
    content->setMarks(marks);
    emit q->dragStarted(dragged);
}

void SceneView::Private::dragTo(QPointF at)
{
    const auto where = content->site() ? content->site()->findRack(dragged) : std::nullopt;
    if (!where) {
        endRackDrag(false);
        return;
    }
    const Building& building = *content->site()->buildings[where->building];
    const Hall& hall = *building.halls[where->hall];
    const Ray ray = rayInHall(building, hall, campusRay(at));
    const auto t = meetsLevel(ray, grabHeight);
    if (!t) // above the horizon
        return;
    const Point3 p = ray.at(*t);
    const Point2 centre = Point2{p.x, p.y} + grabOffset;
    emit q->dragMoved(dragged, {std::clamp(centre.x, -dragReachM, hall.widthM + dragReachM),
                                std::clamp(centre.y, -dragReachM, hall.depthM + dragReachM)});
}

void SceneView::Private::endRackDrag(bool commit)
{
    gesture = Gesture::None;
    const RackId id = std::exchange(dragged, {});
    RackMarks marks = content->marks();
    marks.dragged = {};
    marks.dragLegal = true;
    content->setMarks(marks);
    content->arrange(camera);
    if (commit)
        emit q->dragFinished(id);
    else
        emit q->dragCancelled(id);
}

SceneView::SceneView(QWidget* parent) : QWidget(parent)
{
    d_ = std::make_unique<Private>(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    QWidget* container = QWidget::createWindowContainer(d_->window, this);
    container->setFocusPolicy(Qt::StrongFocus);
    container->setMinimumSize(160, 120);
    layout->addWidget(container);
    setFocusProxy(container);
}

SceneView::~SceneView()
{
    d_->window->removeEventFilter(this);
}

void SceneView::setSite(SitePtr site)
{
    const bool first = !d_->content->site() && site;
    d_->content->setSite(std::move(site));
    const Bounds bounds = d_->content->campusBounds();
    if (!bounds.empty())
        d_->camera.setSceneRadius((bounds.high - bounds.low).length());
    if (d_->gesture == Gesture::DragRack &&
        (!d_->content->site() || !d_->content->site()->findRack(d_->dragged)))
        d_->endRackDrag(false);
    if (first) { // nothing to fly from
        const bool inside = d_->preset == ViewPreset::Inside;
        d_->setPreset(inside ? ViewPreset::Campus : d_->preset);
        d_->camera.finishMove();
    }
    d_->cameraMoved();
}

void SceneView::setSnapshot(SnapshotPtr snapshot)
{
    d_->content->setSnapshot(std::move(snapshot));
}

void SceneView::setColouring(style::RackColouring colouring)
{
    d_->content->setColouring(colouring);
}

void SceneView::setTheme(style::Theme theme)
{
    d_->uniforms->setTheme(theme);
    d_->content->setTheme(theme);
    d_->cameraMoved();
}

void SceneView::setSelectedRack(RackId id)
{
    RackMarks marks = d_->content->marks();
    marks.selected = id;
    d_->content->setMarks(marks);
    d_->content->arrange(d_->camera);
}

void SceneView::setSelectedEquipment(const EquipmentRef& equipment)
{
    d_->content->setSelectedEquipment(equipment);
    d_->content->arrange(d_->camera);
}

void SceneView::setActiveHall(HallId id)
{
    d_->content->setActiveHall(id);
    d_->content->arrange(d_->camera);
}

void SceneView::setRoofsVisible(bool visible)
{
    setLayerVisible(Layer::Roofs, visible);
}

void SceneView::setLayerVisible(Layer layer, bool visible)
{
    d_->content->setLayerVisible(layer, visible);
    d_->content->arrange(d_->camera);
}

void SceneView::setFloorHeatmap(HallId hall, const QImage& image)
{
    d_->content->setFloorHeatmap(hall, image);
}

void SceneView::setAirLayers(HallId hall, const style::AirLayers& layers)
{
    d_->content->setAirLayers(hall, layers);
    d_->content->arrange(d_->camera);
}

void SceneView::setDragState(bool legal)
{
    RackMarks marks = d_->content->marks();
    marks.dragLegal = legal;
    d_->content->setMarks(marks);
    d_->content->arrange(d_->camera);
}

void SceneView::showPreset(ViewPreset preset)
{
    d_->setPreset(preset);
}

void SceneView::zoomToFit()
{
    d_->setPreset(d_->preset == ViewPreset::Inside ? ViewPreset::Hall : d_->preset);
}

void SceneView::setAnimated(bool animated)
{
    d_->camera.setAnimated(animated);
}

ViewPreset SceneView::preset() const
{
    return d_->preset;
}

HallId SceneView::activeHall() const
{
    return d_->content->activeHall();
}

RackId SceneView::selectedRack() const
{
    return d_->content->marks().selected;
}

EquipmentRef SceneView::selectedEquipment() const
{
    return d_->content->selectedEquipment();
}

bool SceneView::isLayerVisible(Layer layer) const
{
    return d_->content->isLayerVisible(layer);
}

bool SceneView::isDragging() const
{
    return d_->gesture == Gesture::DragRack;
}

QImage SceneView::grabImage()
{
    d_->camera.finishMove();
    QElapsedTimer clock;
    clock.start();
    while (!d_->window->isExposed() && clock.elapsed() < grabTimeoutMs && isVisible())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    if (!d_->window->isExposed())
        return {};
    const auto capture = [&]() -> QImage {
        std::unique_ptr<Qt3DRender::QRenderCaptureReply> reply(d_->frameGraph.capture->requestCapture());
        QEventLoop loop;
        QObject::connect(reply.get(), &Qt3DRender::QRenderCaptureReply::completed, &loop, &QEventLoop::quit);
        QTimer::singleShot(grabTimeoutMs, &loop, &QEventLoop::quit);
        if (!reply->isComplete())
            loop.exec(QEventLoop::ExcludeUserInputEvents);
        return reply->isComplete() ? reply->image() : QImage();
    };
    // New geometry and textures reach the graphics memory with the frame in which they are first known; the frame
    // after it shows them all.
    capture();
    return capture().convertToFormat(QImage::Format_RGB32);
}

QPoint SceneView::positionOfRack(RackId id) const
{
    const SitePtr& site = d_->content->site();
    const auto where = site ? site->findRack(id) : std::nullopt;
    if (!where)
        return {-1, -1};
    const Building& building = *site->buildings[where->building];
    const Hall& hall = *building.halls[where->hall];
    const Rack& rack = hall.racks[where->rack];
    const QVector3D top =
        LocalFrame(d_->content->kit(), building, hall)
            .at(rack.pose.x, rack.pose.y, hall.floorElevationM + site->typeOf(rack).heightM);
    const auto at = d_->camera.project(top);
    return at ? at->toPoint() : QPoint(-1, -1);
}

QPoint SceneView::positionOfEquipment(const EquipmentRef& equipment) const
{
    const SitePtr& site = d_->content->site();
    const auto placed = site ? placedBox(*site, equipment) : std::nullopt;
    const auto at = placed ? d_->camera.project(d_->content->topOf(*placed)) : std::nullopt;
    return at ? at->toPoint() : QPoint(-1, -1);
}

QWindow* SceneView::window3d() const
{
    return d_->window;
}

UploadCounts SceneView::uploadCounts() const
{
    return d_->content->uploads();
}

bool SceneView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != d_->window)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        d_->press(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseMove:
        d_->move(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonRelease:
        d_->release(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        d_->doubleClick(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::Wheel:
        d_->wheel(*static_cast<QWheelEvent*>(event));
        return true;
    case QEvent::KeyPress:
        if (d_->key(*static_cast<QKeyEvent*>(event)))
            return true;
        break;
    case QEvent::Leave:
        d_->hoverNothing();
        break;
    case QEvent::FocusOut:
        if (d_->gesture == Gesture::DragRack)
            d_->endRackDrag(false);
        break;
    case QEvent::Expose:
        if (d_->window->isExposed())
            d_->drawAgain();
        break;
    case QEvent::Resize:
        d_->camera.setViewSize(d_->window->size());
        if (d_->fitted && d_->content->site()) {
            d_->setPreset(d_->preset);
            d_->camera.finishMove();
        }
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hallwright::scene
