#include "views/fields/heatmap_view.h"

#include "core/layout/picking.h"
#include "views/fields/furniture.h"
#include "views/fields/hall_labels.h"
#include "views/fields/heatmap_painter.h"
#include "views/fields/picture_maker.h"
#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>
#include <QWheelEvent>

#include <cmath>
#include <limits>

namespace hallwright::fields {

namespace {

constexpr double fitMarginM = 1.0; // shown around the room

bool sameRoom(const Hall& a, const Hall& b)
{
    return a.id == b.id && a.name == b.name && a.room() == b.room();
}

QString number(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

bool sameOutages(const SnapshotPtr& a, const SnapshotPtr& b)
{
    return a && b && a->conditions.outages == b->conditions.outages;
}

} // namespace

struct HeatmapView::State {
    SitePtr site;
    SnapshotPtr snapshot;
    HallId hallId;
    HallPtr hall;                       // of the site; null in an empty state
    const HallResult* result = nullptr; // of the snapshot; null in an empty state
    QString sentence;                   // said instead of a picture
    HeatmapQuantity quantity = HeatmapQuantity::PowerDensity;
    style::Theme theme = style::Theme::Light;
    bool showIsolines = true;
    std::vector<RackId> selected;
    std::optional<Range> fixedRange;
    std::optional<Range> steady;

    std::shared_ptr<const HeatmapGrid> grid;
    std::optional<HeatmapScale> scale;
    HallLabels labels;
    HeatmapScene::Revisions revisions;
    PlanCamera camera;
    bool fitted = true; // nobody has zoomed or panned since the whole hall was shown
    std::optional<QPointF> cursor;
    QPointF pressed;
    bool panning = false;
    QTimer rest;                               // runs while the picture changes by the frame
    bool changed = true;                       // since a picture was last asked for
    std::shared_ptr<const HeatmapFrame> frame; // on screen; null before the first
    PictureMaker<HeatmapPainter> pictures;

    State(HeatmapView* view, std::function<void(std::shared_ptr<const HeatmapFrame>)> show)
        : pictures(view, std::move(show))
    {
    }

    const style::Colours& colours() const { return style::colours(theme); }
    bool empty() const { return !hall; }

    void choose();
    QString missing() const;
    void refreshField();
    void refreshHall();
    void refreshSelection();
    HeatmapScene scene(QSize pixels, double pixelRatio) const;
    void fit();

    QString title() const;
    QString subtitle() const;
    QString probeText() const;
    double northDeg() const;
    std::optional<double> pointedValue() const;
};

// Decides what is shown: a hall with its result, or a sentence.
void HeatmapView::State::choose()
{
    hall = nullptr;
    result = nullptr;
    sentence = missing();
    if (!sentence.isEmpty())
        return;
    const HallRef place = *site->findHall(hallId);
    hall = site->buildings[place.building]->halls[place.hall];
    result = snapshot->hallResult(hallId);
}

QString HeatmapView::State::missing() const
{
    if (!site || !hallId.valid())
        return tr("Choose a hall to see its heatmap.");
    const auto place = site->findHall(hallId);
    if (!place)
        return tr("This site has no such hall. Choose another to see its heatmap.");
    const Hall& chosen = *site->buildings[place->building]->halls[place->hall];
    const QString name = QString::fromStdString(chosen.name);
    if (chosen.racks.empty())
        return tr("%1 has no racks yet.").arg(name);
    if (!snapshot || !snapshot->hallResult(hallId))
        return tr("%1 has not been evaluated yet.").arg(name);
    return {};
}

void HeatmapView::State::refreshField()
{
    grid = std::make_shared<const HeatmapGrid>(heatmapOf(*result, quantity));
    const Range needed = roundEnds(quantity, grid->minimum, grid->maximum);
    steady = steadyRange(steady, needed);
    scale.emplace(quantity, fixedRange.value_or(*steady));
    ++revisions.field;
    refreshHall();
}

void HeatmapView::State::refreshHall()
{
    ++revisions.hall;
    labels.setHall(*site, *hall);
    refreshSelection();
}

void HeatmapView::State::refreshSelection()
{
    ++revisions.selection;
    changed = true;
}

HeatmapScene HeatmapView::State::scene(QSize pixels, double pixelRatio) const
{
    HeatmapScene scene;
    scene.site = site;
    scene.snapshot = snapshot;
    scene.hall = hall;
    scene.result = result;
    scene.grid = grid;
    scene.scale = scale;
    scene.isolines = showIsolines;
    scene.selected = selected;
    scene.theme = theme;
    scene.revisions = revisions;
    scene.camera = camera;
    scene.pixels = pixels;
    scene.pixelRatio = pixelRatio;
    scene.finish = rest.isActive() ? VtkCanvas::Finish::Quick : VtkCanvas::Finish::Smooth;
    return scene;
}

void HeatmapView::State::fit()
{
    if (hall)
        camera.fit(hall->room(), fitMarginM);
}

QString HeatmapView::State::title() const
{
    return QStringLiteral("%1 – %2").arg(QString::fromStdString(hall->name), scale->title());
}

QString HeatmapView::State::subtitle() const
{
    QStringList parts{QString::fromStdString(site->buildingOf(hallId).name),
                      tr("%1 racks").arg(style::formatCount(static_cast<long long>(hall->racks.size()))),
                      tr("%1 IT").arg(style::formatPower(result->itPowerW))};
    if (quantity == HeatmapQuantity::InletTemperature && result->hottestRack) {
        parts << tr("inlet mean %1, highest %2, limit %3")
                     .arg(style::formatTemperature(result->meanInletC),
                          style::formatTemperature(result->maxInletC),
                          style::formatTemperature(hall->inletLimitC));
        if (result->racksOverLimit > 0)
            parts << tr("%1 racks over it")
                         .arg(style::formatCount(static_cast<long long>(result->racksOverLimit)));
    } else if (quantity == HeatmapQuantity::PowerDensity) {
        parts << tr("mean %1").arg(style::formatPowerDensity(result->itPowerW / hall->room().area()));
    }
    return parts.join(QStringLiteral("  ·  "));
}

QString HeatmapView::State::probeText() const
{
    const std::optional<double> value = pointedValue();
    if (!value || std::isnan(*value))
        return {};
    const Point2 at = camera.toHall(*cursor);
    QStringList parts;
    if (const Rack* rack = rackAt(*site, *hall, at))
        parts << QString::fromStdString(rack->name);
    const bool si = style::unitSystem() == style::UnitSystem::Si;
    const double perMetre = si ? 1.0 : style::feetPerMetre;
    parts << QStringLiteral("x %1, y %2 %3")
                 .arg(number(at.x * perMetre, 1), number(at.y * perMetre, 1), si ? tr("m") : tr("ft"))
          << scale->valueText(*value);
    return parts.join(QStringLiteral("  ·  "));
}

double HeatmapView::State::northDeg() const
{
    return site->info.northDeg + site->buildingOf(hallId).yawDeg;
}

std::optional<double> HeatmapView::State::pointedValue() const
{
    if (empty() || !cursor || !camera.area().contains(*cursor))
        return std::nullopt;
    return valueAt(*grid, camera.toHall(*cursor));
}

HeatmapView::HeatmapView(QWidget* parent)
    : QWidget(parent),
      state_(std::make_unique<State>(this, [this](std::shared_ptr<const HeatmapFrame> frame) {
          state_->frame = std::move(frame);
          update();
      }))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    state_->rest.setSingleShot(true);
    connect(&state_->rest, &QTimer::timeout, this, &HeatmapView::change);
    state_->choose();
}

HeatmapView::~HeatmapView() = default;

void HeatmapView::setHall(SitePtr site, SnapshotPtr snapshot, HallId hall)
{
    State& s = *state_;
    const HallPtr drawnHall = s.hall;
    const SnapshotPtr drawnSnapshot = std::exchange(s.snapshot, std::move(snapshot));
    const HallResult* drawnResult = s.result;
    s.site = std::move(site);
    s.hallId = hall;
    s.choose();
    update();
    const bool sameHall = drawnHall && !s.empty() && sameRoom(*drawnHall, *s.hall);
    if (!sameHall) { // its names do not belong on a picture of the other
        s.frame.reset();
        s.pictures.forget();
    }
    if (s.empty())
        return;
    if (!sameHall) {
        s.steady.reset();
        zoomToFit();
    } else {
        moving();
    }
    if (s.result != drawnResult || !drawnHall)
        s.refreshField();
    else if (s.hall != drawnHall || !sameOutages(s.snapshot, drawnSnapshot))
        s.refreshHall(); // what is out may change a rack's state and nothing else of its hall
}

void HeatmapView::change()
{
    state_->changed = true;
    update();
}

// Draws quickly until the picture has rested a moment.
void HeatmapView::moving()
{
    constexpr int restMs = 150;
    state_->rest.start(restMs);
    change();
}

void HeatmapView::setQuantity(HeatmapQuantity quantity)
{
    State& s = *state_;
    if (quantity == s.quantity)
        return;
    s.quantity = quantity;
    s.steady.reset();
    s.fixedRange.reset();
    if (!s.empty())
        s.refreshField();
    update();
}

void HeatmapView::setTheme(style::Theme theme)
{
    State& s = *state_;
    s.theme = theme;
    if (!s.empty())
        s.refreshHall();
    change();
}

void HeatmapView::setIsolines(bool on)
{
    State& s = *state_;
    s.showIsolines = on;
    if (!s.empty())
        s.refreshField();
    update();
}

void HeatmapView::setSelection(const SelectionSet& selection)
{
    State& s = *state_;
    std::vector<RackId> racks = selection.racks();
    if (racks == s.selected)
        return;
    s.selected = std::move(racks);
    if (!s.empty())
        s.refreshSelection();
    update();
}

void HeatmapView::setRange(std::optional<std::pair<double, double>> range)
{
    State& s = *state_;
    if (range == s.fixedRange && range)
        return;
    s.fixedRange = range;
    s.steady.reset();
    if (!s.empty())
        s.refreshField();
    update();
}

void HeatmapView::zoomToFit()
{
    state_->fit();
    state_->fitted = true;
    change();
}

QSize HeatmapView::pixels() const
{
    const double ratio = devicePixelRatioF();
    return {qRound(width() * ratio), qRound(height() * ratio)};
}

void HeatmapView::layOut()
{
    State& s = *state_;
    const QRectF map = plotLayout(size(), font()).map;
    if (map == s.camera.area())
        return;
    s.camera.setArea(map);
    if (s.fitted)
        s.fit();
    s.changed = true;
}

QImage HeatmapView::grabImage()
{
    State& s = *state_;
    s.rest.stop();
    layOut();
    if (!s.empty()) {
        if (!s.pictures.canDraw())
            return {};
        s.frame = s.pictures.paint(s.scene(pixels(), devicePixelRatioF()));
        s.changed = false;
    }
    return grab().toImage();
}

QSize HeatmapView::sizeHint() const
{
    return {720, 480};
}

QSize HeatmapView::minimumSizeHint() const
{
    return {280, 200};
}

void HeatmapView::resizeEvent(QResizeEvent*)
{
    layOut();
    change();
}

void HeatmapView::paintEvent(QPaintEvent*)
{
    State& s = *state_;
    const style::Colours& colours = s.colours();
    QPainter painter(this);
    painter.fillRect(rect(), colours.background);
    if (s.empty() || !s.pictures.canDraw()) {
        const QString sentence = s.empty() ? s.sentence : noOpenGlSentence();
        paintSentence(painter, rect(), sentence, colours);
        return;
    }
    if (std::exchange(s.changed, false))
        s.pictures.ask(s.scene(pixels(), devicePixelRatioF()));
    painter.setRenderHint(QPainter::Antialiasing);
    if (s.frame) {
        const HeatmapScene& drawn = s.frame->scene;
        painter.drawImage(QPointF(0, 0), s.frame->image);
        painter.setFont(smallFont(font()));
        painter.setClipRect(s.camera.area());
        s.labels.paint(painter, drawn.camera, colours, *drawn.scale, *drawn.grid, *s.frame->isolines);
        painter.setClipping(false);
        painter.setFont(font());
    }
    const PlotLayout layout = plotLayout(size(), font());
    paintFrame(painter, layout.map, colours);
    paintTitle(painter, layout.title, s.title(), s.subtitle(), colours);
    std::optional<double> limit;
    if (s.quantity == HeatmapQuantity::InletTemperature)
        limit = s.hall->inletLimitC;
    paintColourScale(painter, layout.scale, *s.scale, limit, s.pointedValue(), colours);
    paintFooter(painter, layout.footer, s.northDeg(), s.camera.metresPerPixel(), s.probeText(), colours);
}

void HeatmapView::mousePressEvent(QMouseEvent* event)
{
    state_->pressed = event->position();
    state_->panning = false;
}

void HeatmapView::mouseMoveEvent(QMouseEvent* event)
{
    State& s = *state_;
    const QPointF before = s.cursor.value_or(event->position());
    s.cursor = event->position();
    if (s.empty())
        return;
    if (event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) {
        const bool far =
            (event->position() - s.pressed).manhattanLength() >= QApplication::startDragDistance();
        if (!s.panning && far) {
            s.panning = true;
            s.fitted = false;
            s.camera.pan(event->position() - s.pressed);
        } else if (s.panning) {
            s.camera.pan(event->position() - before);
        }
        moving();
    }
    const Point2 at = s.camera.toHall(event->position());
    emit probed(at.x, at.y, s.pointedValue().value_or(std::numeric_limits<double>::quiet_NaN()));
    update();
}

void HeatmapView::mouseReleaseEvent(QMouseEvent* event)
{
    State& s = *state_;
    const bool pressed = event->button() == Qt::LeftButton && !s.panning;
    s.panning = false;
    if (!pressed || s.empty() || !s.camera.area().contains(event->position()))
        return;
    if (const Rack* rack = rackAt(*s.site, *s.hall, s.camera.toHall(event->position())))
        emit clicked(refTo(rack->id));
}

void HeatmapView::mouseDoubleClickEvent(QMouseEvent*)
{
    state_->panning = true; // the release that follows is not a click
    zoomToFit();
}

void HeatmapView::wheelEvent(QWheelEvent* event)
{
    State& s = *state_;
    if (s.empty())
        return;
    constexpr double perNotch = 1.2;
    constexpr double notch = 120.0; // of QWheelEvent::angleDelta
    s.camera.zoom(std::pow(perNotch, event->angleDelta().y() / notch), event->position(), s.hall->room());
    s.fitted = false;
    event->accept();
    moving();
}

void HeatmapView::leaveEvent(QEvent*)
{
    State& s = *state_;
    if (!s.cursor)
        return;
    const Point2 at = s.camera.toHall(*s.cursor);
    s.cursor.reset();
    emit probed(at.x, at.y, std::numeric_limits<double>::quiet_NaN());
    update();
}

} // namespace hallwright::fields
