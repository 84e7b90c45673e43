#include "views/scene/scene_view.h"

#include "core/model/object_names.h"
#include "views/scene/camera_controller.h"
#include "views/scene/frame_graph.h"
#include "views/scene/frame_pace.h"
#include "views/scene/graphics.h"
#include "views/scene/scene_content.h"
#include "views/scene/scene_input.h"
#include "views/scene/scene_labels.h"
#include "views/scene/scene_presets.h"
#include "views/scene/scene_window.h"

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
#include <optional>

namespace hallwright::scene {

namespace {

constexpr int grabTimeoutMs = 8000;

} // namespace

struct SceneView::Private {
    explicit Private(SceneView* view);
    ~Private();

    void cameraMoved();
    void drawAgain();
    void drawWhenNeeded();
    void showLook();
    void showPreset(ViewPreset preset);
    bool key(QKeyEvent& event);
    SceneContent& changing(); // the content, for a change that is to be seen at once

    SceneView* q;
    SceneWindow* window;
    std::unique_ptr<Qt3DCore::QAspectEngine> engine;
    std::unique_ptr<FramePace> pace;
    Qt3DCore::QEntity* root; // the engine owns it
    Qt3DRender::QCameraLens* lens;
    Qt3DCore::QTransform* eye;
    Qt3DRender::QRenderSettings* settings;
    std::unique_ptr<SharedUniforms> uniforms;
    std::unique_ptr<FrameGraph> frameGraph;
    LookPolicy lookPolicy;
    Look look = Look::Plain; // as drawn
    bool isSeen = false;
    std::unique_ptr<SceneContent> content;
    CameraController camera;
    std::unique_ptr<ScenePresets> presets;
    std::unique_ptr<SceneInput> input;
};

SceneView::Private::Private(SceneView* view)
    : q(view), window(new SceneWindow), engine(std::make_unique<Qt3DCore::QAspectEngine>())
{
    QSurfaceFormat format = QSurfaceFormat::defaultFormat();
    format.setDepthBufferSize(24);
    window->setFormat(format);
    // The renderer starts at once, behind the start page too: without a surface each of its frames would fail.
    window->create();
    window->installEventFilter(view); // not before: the view has no Private yet to answer its events with

    engine->registerAspect(new Qt3DRender::QRenderAspect);
    pace = std::make_unique<FramePace>(engine.get(), window);
    root = new Qt3DCore::QEntity;
    auto* cameraEntity = new Qt3DCore::QEntity(root);
    lens = new Qt3DRender::QCameraLens(cameraEntity);
    eye = new Qt3DCore::QTransform(cameraEntity);
    cameraEntity->addComponent(lens);
    cameraEntity->addComponent(eye);

    uniforms = std::make_unique<SharedUniforms>(root);
    settings = new Qt3DRender::QRenderSettings(root);
    settings->setRenderPolicy(Qt3DRender::QRenderSettings::OnDemand);
    frameGraph = std::make_unique<FrameGraph>(window, cameraEntity, *uniforms, root);
    settings->setActiveFrameGraph(frameGraph->of(look));
    root->addComponent(settings);

    content = std::make_unique<SceneContent>(root);
    presets = std::make_unique<ScenePresets>(content.get(), &camera);
    input = std::make_unique<SceneInput>(view, content.get(), &camera, presets.get());
    QObject::connect(&camera, &CameraController::moved, view, [this] { cameraMoved(); });
    // Queued: both come while a frame is being drawn.
    QObject::connect(
        window, &SceneWindow::rendererKnown, view,
        [this](const QByteArray& name) {
            lookPolicy.setRenderer(name.toStdString());
            showLook();
        },
        Qt::QueuedConnection);
    QObject::connect(
        window, &SceneWindow::drawn, view,
        [this](double milliseconds) {
            if (isSeen)
                lookPolicy.frameTook(milliseconds);
            showLook();
        },
        Qt::QueuedConnection);
    camera.setPose({{}, 300.0f, -30.0f, 35.0f, false});
    engine->setRootEntity(Qt3DCore::QEntityPtr(root));
}

SceneView::Private::~Private()
{
    // The layers hold plain pointers into the scene: they go before the engine takes it down.
    pace.reset();
    content.reset();
    frameGraph.reset();
    engine->setRootEntity({});
    engine.reset();
}

SceneContent& SceneView::Private::changing()
{
    pace->wake();
    return *content;
}

void SceneView::Private::cameraMoved()
{
    pace->wake();
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
    frameGraph->setPixels(pixels);
    frameGraph->aimSun(camera.pose().target, camera.pose().distanceM, radius);
    content->setDevicePixelRatio(ratio);
    content->arrange(camera);
    emit q->cameraMoved();
}

// On demand, nothing is drawn while nothing changes; but what another window has covered is gone and must be.
void SceneView::Private::drawAgain()
{
    constexpr int aFrameMs = 100;
    pace->wake();
    settings->setRenderPolicy(Qt3DRender::QRenderSettings::Always);
    QTimer::singleShot(aFrameMs, settings, [this] { drawWhenNeeded(); });
}

void SceneView::Private::drawWhenNeeded()
{
    const bool always = isSeen && lookPolicy.wantsFrames();
    settings->setRenderPolicy(always ? Qt3DRender::QRenderSettings::Always
                                     : Qt3DRender::QRenderSettings::OnDemand);
}

void SceneView::Private::showLook()
{
    window->setMeasuring(lookPolicy.isMeasuring());
    const Look before = std::exchange(look, lookPolicy.look());
    if (look != before) {
        settings->setActiveFrameGraph(isSeen ? frameGraph->of(look) : frameGraph->nothing());
        cameraMoved(); // what the look has made knows neither its size nor its place
        emit q->lookChanged(look);
    }
    drawWhenNeeded();
}

bool SceneView::Private::key(QKeyEvent& event)
{
    if (event.key() == Qt::Key_Escape && input->isDragging()) {
        input->cancelDrag();
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

void SceneView::Private::showPreset(ViewPreset wanted)
{
    if (presets->show(wanted))
        emit q->presetChanged(wanted);
}

SceneView::SceneView(QWidget* parent) : QWidget(parent)
{
    d_ = std::make_unique<Private>(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    QWidget* container = QWidget::createWindowContainer(d_->window, this);
    container->setFocusPolicy(Qt::StrongFocus);
    container->setMinimumSize(150, 120);
    layout->addWidget(container);
    setFocusProxy(container);
    // While its window has the keys no widget has: who asks which part of the window they are in finds it by this.
    d_->window->setProperty("container", QVariant::fromValue(container));
}

SceneView::~SceneView()
{
    d_->window->removeEventFilter(this);
}

void SceneView::setSite(SitePtr site)
{
    const bool first = !d_->content->site() && site;
    d_->changing().setSite(std::move(site));
    const Bounds bounds = d_->content->campusBounds();
    if (!bounds.empty())
        d_->camera.setSceneRadius((bounds.high - bounds.low).length());
    d_->input->siteChanged();
    if (first) { // nothing to fly from
        const bool inside = preset() == ViewPreset::Inside;
        d_->showPreset(inside ? ViewPreset::Campus : preset());
        d_->camera.finishMove();
    }
    d_->cameraMoved();
}

void SceneView::setSnapshot(SnapshotPtr snapshot)
{
    d_->changing().setSnapshot(std::move(snapshot));
}

void SceneView::setColouring(style::RackColouring colouring)
{
    d_->changing().setColouring(colouring);
}

void SceneView::setScaleEnds(const std::optional<style::ScaleEnds>& ends)
{
    d_->changing().setScaleEnds(ends);
}

void SceneView::setTheme(style::Theme theme)
{
    d_->uniforms->setTheme(theme);
    d_->changing().setTheme(theme);
    d_->cameraMoved();
}

void SceneView::setLook(LookChoice choice)
{
    d_->lookPolicy.setChoice(choice);
    d_->showLook();
}

void SceneView::setSelection(const SelectionSet& selection)
{
    d_->changing().setSelection(selection);
    d_->content->arrange(d_->camera);
}

void SceneView::setRoofsVisible(bool visible)
{
    setLayerVisible(Layer::Roofs, visible);
}

void SceneView::setLayerVisible(Layer layer, bool visible)
{
    d_->changing().setLayerVisible(layer, visible);
    d_->content->arrange(d_->camera);
}

void SceneView::setFloorHeatmap(HallId hall, const QImage& image)
{
    d_->changing().setFloorHeatmap(hall, image);
}

void SceneView::setAirLayers(HallId hall, const style::AirLayers& layers)
{
    d_->changing().setAirLayers(hall, layers);
    d_->content->arrange(d_->camera);
}

void SceneView::setFindings(std::vector<style::FindingMark> findings)
{
    d_->changing().setFindings(std::move(findings));
    d_->content->arrange(d_->camera);
}

void SceneView::setOverlay(const style::EditOverlay& overlay)
{
    d_->changing().setOverlay(overlay, d_->camera);
}

void SceneView::setToolTakesAll(bool all, Qt::CursorShape cursor, style::ToolGround ground)
{
    d_->input->setToolTakesAll(all, ground);
    d_->window->setCursor(all ? cursor : Qt::ArrowCursor);
}

void SceneView::showPreset(ViewPreset preset)
{
    d_->showPreset(preset);
}

void SceneView::zoomToFit()
{
    d_->showPreset(preset() == ViewPreset::Inside ? ViewPreset::Hall : preset());
}

void SceneView::flyTo(ObjectRef object)
{
    const SitePtr& site = d_->content->site();
    const auto top = site ? topOf(d_->content->kit(), *site, object) : std::nullopt;
    if (!top)
        return;
    constexpr float inHallM = 7.0f;
    constexpr float outsideM = 35.0f; // plant and switchgear are larger, and stand further apart
    const auto hall = hallWith(*site, object);
    d_->presets->showPlace(*top, hall && hall->valid() ? inHallM : outsideM);
}

void SceneView::setAnimated(bool animated)
{
    d_->camera.setAnimated(animated);
}

ViewPreset SceneView::preset() const
{
    return d_->presets->preset();
}

Look SceneView::look() const
{
    return d_->look;
}

const SelectionSet& SceneView::selection() const
{
    return d_->content->selection();
}

bool SceneView::isLayerVisible(Layer layer) const
{
    return d_->content->isLayerVisible(layer);
}

bool SceneView::isDragging() const
{
    return d_->input->isDragging();
}

QImage SceneView::grabImage()
{
    d_->camera.finishMove();
    d_->pace->wake();
    QElapsedTimer clock;
    clock.start();
    while (!d_->window->isExposed() && clock.elapsed() < grabTimeoutMs && isVisible())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    if (!d_->window->isExposed())
        return {};
    const auto capture = [&]() -> QImage {
        std::unique_ptr<Qt3DRender::QRenderCaptureReply> reply(
            d_->frameGraph->captureOf(d_->look)->requestCapture());
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

QPoint SceneView::positionOf(ObjectRef object) const
{
    const SitePtr& site = d_->content->site();
    const auto top = site ? topOf(d_->content->kit(), *site, object) : std::nullopt;
    const auto at = top ? d_->camera.project(*top) : std::nullopt;
    return at ? at->toPoint() : QPoint(-1, -1);
}

bool SceneView::isResting() const
{
    return d_->pace->isResting();
}

QWindow* SceneView::window3d() const
{
    return d_->window;
}

UploadCounts SceneView::uploadCounts() const
{
    return d_->content->uploads();
}

// Qt 3D draws a window that is hidden like any other, in the thread that the other panes are painted in.
void SceneView::showEvent(QShowEvent* event)
{
    d_->isSeen = true;
    d_->settings->setActiveFrameGraph(d_->frameGraph->of(d_->look));
    d_->drawAgain();
    QWidget::showEvent(event);
}

void SceneView::hideEvent(QHideEvent* event)
{
    d_->isSeen = false;
    d_->settings->setActiveFrameGraph(d_->frameGraph->nothing());
    d_->drawWhenNeeded();
    QWidget::hideEvent(event);
}

bool SceneView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != d_->window)
        return QWidget::eventFilter(watched, event);
    d_->pace->wake();
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        d_->input->press(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseMove:
        d_->input->move(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonRelease:
        d_->input->release(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        d_->input->doubleClick(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::Wheel:
        d_->input->wheel(*static_cast<QWheelEvent*>(event));
        return true;
    case QEvent::KeyPress:
        if (d_->key(*static_cast<QKeyEvent*>(event)))
            return true;
        break;
    case QEvent::Leave:
        d_->input->leave();
        break;
    case QEvent::FocusOut:
        d_->input->cancelDrag();
        break;
    case QEvent::Expose:
        if (d_->window->isExposed())
            d_->drawAgain();
        break;
    case QEvent::Resize:
        d_->camera.setViewSize(d_->window->size());
        if (d_->presets->isFitted() && d_->content->site()) {
            d_->showPreset(preset());
            d_->camera.finishMove();
        }
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hallwright::scene
