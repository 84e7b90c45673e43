#include "views/plan/plan_view.h"

#include "core/layout/picking.h"
#include "core/layout/standing.h"
#include "views/plan/campus_plan.h"
#include "views/plan/drawing_marks.h"
#include "views/plan/hall_plan.h"
#include "views/plan/overlay_painter.h"
#include "views/shared/legend.h"
#include "views/shared/rack_marks.h"

#include <QDragEnterEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hallwright::plan {

namespace {

constexpr double hallStripMm = 11.0;   // legend and scale bar below the plan
constexpr double campusStripMm = 17.0; // and the legend of lines and symbols
constexpr double statesStripMm = 5.0;  // more, where racks have marks
constexpr double leastUnitsPerMetre = 0.02;
constexpr double mostUnitsPerMetre = 400.0;
constexpr QSizeF northArrowMm{17.0, 17.0};

QColor backgroundOf(const PlanOptions& options)
{
    return style::colours(options.theme).background;
}

} // namespace

PlanView::PlanView(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus); // a click here completes what is typed elsewhere
    setMinimumSize(200, 150);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

QSize PlanView::sizeHint() const
{
    return {900, 600};
}

void PlanView::setSite(const SitePtr& site)
{
    const bool first = !site_;
    site_ = site;
    if (hall_.valid() && !shownHall())
        hall_ = {};
    if (first)
        hand_.fit();
    changed();
}

void PlanView::setSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    if (snapshot_)
        setSite(snapshot_->site);
    else
        changed();
}

void PlanView::setSelection(const SelectionSet& selection)
{
    const bool otherHall = std::exchange(hall_, selection.hall) != selection.hall;
    if (!otherHall && selection.objects == options_.selected)
        return;
    options_.selected = selection.objects;
    if (otherHall)
        zoomToFit();
    else
        changed();
}

void PlanView::setFindings(std::vector<style::FindingMark> findings)
{
    if (findings == options_.findings)
        return;
    options_.findings = std::move(findings);
    changed();
}

void PlanView::setColouring(style::RackColouring colouring)
{
    options_.colouring = colouring;
    changed();
}

void PlanView::setScaleEnds(const std::optional<style::ScaleEnds>& ends)
{
    options_.scaleEnds = ends;
    changed();
}

void PlanView::setTheme(style::Theme theme)
{
    options_.theme = theme;
    changed();
}

void PlanView::zoomToFit()
{
    hand_.fit();
    changed();
}

std::optional<style::ColourScale> PlanView::stateLegend() const
{
    if (!snapshot_)
        return std::nullopt;
    const Hall* hall = shownHall();
    if (!hall)
        return style::rackStateScale(countRackStates(*snapshot_));
    RackStateCounts counts;
    for (const RackState state : style::rackStates(snapshot_.get(), *hall))
        ++counts.racks[static_cast<std::size_t>(state)];
    return style::rackStateScale(counts);
}

void PlanView::changed()
{
    if (hand_.isFitted() && site_ && !toolPressed_) // the floor stays under a hand that moves things
        transform_ = fittedTransform(planArea());
    outOfDate_ = true;
    update();
}

const Hall* PlanView::shownHall() const
{
    if (!site_ || !hall_.valid())
        return nullptr;
    const auto at = site_->findHall(hall_);
    return at ? site_->buildings[at->building]->halls[at->hall].get() : nullptr;
}

QRectF PlanView::planAreaOf(const QRectF& whole) const
{
    // With room for the states' legend always: the floor does not jump when a rack gets too warm.
    const double legendMm = shownHall() ? hallStripMm : campusStripMm;
    return whole.adjusted(0, 0, 0, -options_.mm(legendMm + statesStripMm));
}

QRectF PlanView::planArea() const
{
    return planAreaOf(QRectF(rect()));
}

PlanTransform PlanView::fittedTransform(const QRectF& area) const
{
    const Hall* hall = shownHall();
    return hall ? hallFittedTo(area, *hall, options_) : campusFittedTo(area, *site_, options_);
}

QPointF PlanView::viewPosition(Point2 inFrame) const
{
    return transform_.map(inFrame);
}

void PlanView::paintPlan(QPainter& painter, const QRectF& area, const PlanTransform& transform) const
{
    painter.fillRect(area, backgroundOf(options_));
    if (!site_)
        return;
    double buildingYaw = 0.0;
    if (const Hall* hall = shownHall()) {
        PlanOptions options = options_;
        options.rackStates = style::rackStates(snapshot_.get(), *hall);
        paintHallPlan(painter, area, transform, *site_, *hall,
                      snapshot_ ? snapshot_->hallResult(hall_) : nullptr, options);
        buildingYaw = site_->buildingOf(hall_).yawDeg;
    } else {
        paintCampusPlan(painter, area, transform, *site_, snapshot_.get(), options_);
    }
    const QSizeF arrow = northArrowMm * options_.unitsPerMm;
    const QRectF corner(area.right() - arrow.width() - 6, area.bottom() - arrow.height() - 4, arrow.width(),
                        arrow.height());
    paintNorthArrow(painter, corner, northOnDrawing(*site_, buildingYaw), options_);
}

void PlanView::paintStrip(QPainter& painter, const QRectF& strip, const PlanTransform& transform) const
{
    painter.fillRect(strip, backgroundOf(options_));
    if (!site_)
        return;
    const double scaleWidth = std::min(180.0, strip.width() * 0.3);
    const QRectF scaleArea(strip.right() - scaleWidth - 8, strip.top() + 8, scaleWidth, strip.height() - 8);
    paintScaleBar(painter, scaleArea, transform.unitsPerMetre, options_);
    QRectF legend = strip.adjusted(10, 4, -scaleWidth - 30, -4);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    style::ColourScale scale = style::colourScale(options_.colouring, *site_, options_.scaleEnds);
    const double statesRow = options_.mm(statesStripMm);
    if (const auto states = stateLegend())
        style::paintLegend(painter, QRectF(legend.left(), legend.top(), legend.width(), statesRow), *states,
                           style::colours(options_.theme).text);
    legend.setTop(legend.top() + statesRow);
    const bool campus = !shownHall();
    if (campus) {
        const double row = options_.mm(campusStripMm - hallStripMm);
        paintCampusLegend(painter, QRectF(legend.left(), legend.top(), legend.width(), row), options_);
        legend.setTop(legend.top() + row);
        scale.title = QStringLiteral("Warmest inlet");
    }
    constexpr double widest = 560.0;
    legend.setWidth(std::min(legend.width(), widest));
    if (!campus || (snapshot_ && options_.colouring == style::RackColouring::InletTemperature))
        style::paintLegend(painter, legend, scale, style::colours(options_.theme).text);
    painter.restore();
}

// Only where it differs from the picture before: of a plan in which a rack moves little does.
void PlanView::bringUpToDate()
{
    const double ratio = devicePixelRatioF();
    const QSize pixels = size() * ratio;
    const bool isWhole = picture_.size() != pixels || picture_.devicePixelRatio() != ratio ||
                         ratio != std::floor(ratio); // parts would not end between two pixels
    if (isWhole) {
        picture_ = QPixmap(pixels);
        picture_.setDevicePixelRatio(ratio);
    }
    Drawing drawing = Drawing::of(picture_, [this](QPainter& painter) {
        painter.setFont(font());
        const QRectF area = planArea();
        paintPlan(painter, area, transform_);
        paintStrip(painter, QRectF(area.bottomLeft(), QRectF(rect()).bottomRight()), transform_);
    });
    QPainter painter(&picture_);
    drawing.paint(painter, isWhole ? QRegion(rect()) : drawing.differenceFrom(drawing_, size()));
    drawing_ = std::move(drawing);
}

void PlanView::paintEvent(QPaintEvent*)
{
    if (std::exchange(outOfDate_, false))
        bringUpToDate();
    QPainter painter(this);
    painter.drawPixmap(0, 0, picture_);
    if (site_ && overlay_.hall == hall_) {
        painter.setClipRect(planArea());
        paintOverlay(painter, transform_, overlay_, options_);
    }
    paintHovered(painter);
}

// Around what stands there; an aisle is a place to stand, and no outline says it better than the tip.
void PlanView::paintHovered(QPainter& painter) const
{
    const auto standing = shownHall() ? standingOf(*site_, hovered_) : std::nullopt;
    if (!standing || standing->isArea())
        return;
    QPolygonF outline;
    for (const Point2& corner : footprintCorners(standing->pose, standing->widthM, standing->depthM))
        outline << transform_.map(corner);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style::colours(options_.theme).accent, 2.0));
    painter.drawPolygon(outline);
}

QImage PlanView::grabImage(const QSize& size) const
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    painter.setFont(font());
    const QRectF whole{QPointF(0, 0), QSizeF(size)};
    const QRectF area = planAreaOf(whole);
    const PlanTransform transform = site_ ? fittedTransform(area) : PlanTransform{};
    paintPlan(painter, area, transform);
    paintStrip(painter, QRectF(area.bottomLeft(), whole.bottomRight()), transform);
    return image;
}

void PlanView::resizeEvent(QResizeEvent*)
{
    changed();
}

void PlanView::setOverlay(const style::EditOverlay& overlay)
{
    if (overlay.empty() && overlay_.empty())
        return;
    overlay_ = overlay;
    update();
}

void PlanView::setToolTakesAll(bool all, Qt::CursorShape cursor, style::ToolGround ground)
{
    toolTakesAll_ = all;
    toolGround_ = ground;
    toolCursor_ = cursor;
    restoreCursor();
}

void PlanView::restoreCursor()
{
    if (toolTakesAll_ && toolWorksHere())
        setCursor(toolCursor_);
    else
        unsetCursor();
}

bool PlanView::toolWorksHere() const
{
    const style::ToolGround here = shownHall() ? style::ToolGround::Halls : style::ToolGround::Campus;
    return site_ && (toolGround_ == here || toolGround_ == style::ToolGround::Everywhere);
}

// The left button is a tool's where it works.
bool PlanView::isTools(const QMouseEvent& event) const
{
    return event.button() == Qt::LeftButton && toolWorksHere();
}

ObjectRef PlanView::objectAt(QPointF position) const
{
    const Point2 at = transform_.unmap(position);
    if (const Hall* hall = shownHall())
        return standingAt(*site_, *hall, at);
    const HallId hall = site_ ? hallAt(*site_, at) : HallId{};
    return hall.valid() ? refTo(hall) : ObjectRef{};
}

void PlanView::tellTool(style::PointerPhase phase, const QMouseEvent& event)
{
    tellTool(phase, event.position(), event.modifiers());
}

void PlanView::tellTool(style::PointerPhase phase, QPointF at, Qt::KeyboardModifiers modifiers)
{
    emit pointer({phase, hall_, transform_.unmap(at), objectAt(at), modifiers, 1.0 / transform_.unitsPerMetre,
                  mapToGlobal(at).toPoint()});
}

void PlanView::tellToolLeft()
{
    style::PointerEvent left;
    left.phase = style::PointerPhase::Leave;
    emit pointer(left);
}

void PlanView::mousePressEvent(QMouseEvent* event)
{
    if (isTools(*event)) {
        toolPressed_ = event->position();
        toolDrags_ = false;
        if (toolTakesAll_)
            tellTool(style::PointerPhase::Press, *event);
    } else if (event->button() != Qt::NoButton && !toolPressed_) {
        hand_.press(event->position());
    }
}

// What a hand holds follows it; a press that leaves its place by a few pixels is a drag from there.
void PlanView::moveTool(const QMouseEvent& event)
{
    constexpr double dragBeginsPx = 4.0;
    if (!toolTakesAll_ && !toolDrags_) {
        if (QLineF(*toolPressed_, event.position()).length() < dragBeginsPx)
            return;
        toolDrags_ = true;
        setHovered({}, {});
        const QMouseEvent pressed(QEvent::MouseButtonPress, *toolPressed_,
                                  event.globalPosition() - event.position() + *toolPressed_, Qt::LeftButton,
                                  event.buttons(), event.modifiers());
        tellTool(style::PointerPhase::Press, pressed);
    }
    tellTool(style::PointerPhase::Move, event);
}

void PlanView::mouseMoveEvent(QMouseEvent* event)
{
    if (toolPressed_) {
        moveTool(*event);
        return;
    }
    if (hand_.isPressed()) {
        if (const auto by = hand_.move(event->position())) {
            transform_.origin += *by;
            setCursor(Qt::ClosedHandCursor);
            changed();
        }
        return;
    }
    if (toolTakesAll_ && toolWorksHere()) {
        tellTool(style::PointerPhase::Hover, *event);
        return;
    }
    if (overlay_.hall == hall_ &&
        overlay_.handleAt(transform_.unmap(event->position()), 1.0 / transform_.unitsPerMetre))
        setCursor(Qt::OpenHandCursor);
    else
        restoreCursor();
    setHovered(objectAt(event->position()), event->globalPosition().toPoint());
}

void PlanView::setHovered(ObjectRef object, QPoint globalPos)
{
    const bool left = hovered_.valid() && !object.valid();
    const bool another = hovered_ != object;
    hovered_ = object;
    if (object.valid() || left)
        emit hovered(object, globalPos);
    if (another)
        update();
}

void PlanView::mouseReleaseEvent(QMouseEvent* event)
{
    if (toolPressed_ && event->button() == Qt::LeftButton) {
        toolPressed_.reset();
        if (toolTakesAll_ || toolDrags_)
            tellTool(style::PointerPhase::Release, *event);
        else
            click(event->position(), event->modifiers());
    } else if (hand_.release()) {
        if (event->button() == Qt::LeftButton)
            click(event->position(), event->modifiers());
        else if (event->button() == Qt::RightButton)
            emit menuWanted(objectAt(event->position()), event->globalPosition().toPoint());
    }
    toolDrags_ = false;
    restoreCursor();
}

void PlanView::click(QPointF position, Qt::KeyboardModifiers modifiers)
{
    const ObjectRef object = objectAt(position);
    if (object.valid() || shownHall())
        emit clicked(object, modifiers);
}

void PlanView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (toolTakesAll_ && isTools(*event))
        tellTool(style::PointerPhase::DoubleClick, *event);
    else
        zoomToFit();
}

void PlanView::wheelEvent(QWheelEvent* event)
{
    if (!site_ || event->angleDelta().y() == 0)
        return;
    hand_.zoom(transform_, &PlanTransform::unitsPerMetre, style::PanZoom::factorOf(*event), event->position(),
               leastUnitsPerMetre, mostUnitsPerMetre);
    changed();
    event->accept();
}

void PlanView::leaveEvent(QEvent*)
{
    setHovered({}, QCursor::pos());
    if (toolTakesAll_)
        tellToolLeft();
}

void PlanView::dragEnterEvent(QDragEnterEvent* event)
{
    if (toolTakesAll_ && toolWorksHere())
        event->acceptProposedAction();
}

void PlanView::dragMoveEvent(QDragMoveEvent* event)
{
    tellTool(style::PointerPhase::Hover, event->position(), event->modifiers());
    event->acceptProposedAction();
}

void PlanView::dragLeaveEvent(QDragLeaveEvent*)
{
    tellToolLeft();
}

void PlanView::dropEvent(QDropEvent* event)
{
    tellTool(style::PointerPhase::Press, event->position(), event->modifiers());
    tellTool(style::PointerPhase::Release, event->position(), event->modifiers());
    event->acceptProposedAction();
}

} // namespace hallwright::plan
