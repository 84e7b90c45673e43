#include "views/plan/plan_view.h"

#include "core/layout/picking.h"
#include "core/layout/standing.h"
#include "core/model/object_names.h"
#include "views/plan/hall_outlines.h"
#include "views/plan/hall_plan.h"
#include "views/plan/overlay_painter.h"
#include "views/plan/plan_picture.h"

#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QHash>
#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hallwright::plan {

namespace {

constexpr double leastUnitsPerMetre = 0.02;
constexpr double mostUnitsPerMetre = 400.0;

} // namespace

PlanView::PlanView(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 150);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    constexpr int answeredWithinMs = 3; // a movement by its results, which one picture shows with it
    soon_.setSingleShot(true);
    soon_.setTimerType(Qt::PreciseTimer);
    soon_.setInterval(answeredWithinMs);
    connect(&soon_, &QTimer::timeout, this, &PlanView::showChanges);
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
    if (first) {
        hand_.fit();
        fitPicture();
    }
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
    fitPicture();
    changed();
}

void PlanView::zoomTo(ObjectRef object)
{
    constexpr double aroundM = 5.0;
    const auto standing = shownHall() ? standingOf(*site_, object) : std::nullopt;
    hand_.fit();
    fitPicture();
    changed();
    if (standing && hallWith(*site_, object) == hall_) {
        const Rect own = standing->bounds();
        const Rect wanted{own.x - aroundM, own.y - aroundM, own.width + 2.0 * aroundM,
                          own.depth + 2.0 * aroundM};
        const PlanTransform near = plan::fitted(wanted, planArea(), {});
        if (near.unitsPerMetre > transform_.unitsPerMetre) {
            hand_.leaveFit();
            transform_ = near;
            changed();
        }
    }
}

void PlanView::fitPicture()
{
    if (hand_.isFitted() && site_ && !toolPressed_)
        transform_ = picture().fitted(planArea());
}

void PlanView::changed()
{
    if (!toolTakesAll_) // the floor stays under a hand that draws: a door is a larger picture
        fitPicture();
    outOfDate_ = true;
    showSoon();
}

// The first of many changes sets the time: the picture follows them, however many come.
void PlanView::showSoon()
{
    if (!soon_.isActive())
        soon_.start();
}

// In a turn of the event loop of its own, and on the screen only where it differs.
void PlanView::showChanges()
{
    Drawing over = Drawing::of(pixels_.isNull() ? static_cast<const QPaintDevice&>(*this) : pixels_,
                               [this](QPainter& painter) {
                                   painter.setFont(font());
                                   paintOver(painter);
                               });
    stale_ += over.differenceFrom(over_, size());
    over_ = std::move(over);
    if (isVisible()) {
        bringUpToDate();
        update(stale_);
    }
    stale_ = {}; // of what is not on the screen nothing is stale
}

const Hall* PlanView::shownHall() const
{
    if (!site_ || !hall_.valid())
        return nullptr;
    const auto at = site_->findHall(hall_);
    return at ? site_->buildings[at->building]->halls[at->hall].get() : nullptr;
}

PlanPicture PlanView::picture() const
{
    return {site_.get(), snapshot_.get(), hall_, options_};
}

QRectF PlanView::planArea() const
{
    return picture().planArea(QRectF(rect()));
}

std::optional<Point2> PlanView::placeUnder(QPoint globalPos) const
{
    const Hall* hall = shownHall();
    const QPoint at = mapFromGlobal(globalPos);
    if (!hall || !isVisible() || !planArea().contains(at))
        return std::nullopt;
    const Point2 place = transform_.unmap(at);
    const bool inside =
        place.x >= 0.0 && place.y >= 0.0 && place.x <= hall->widthM && place.y <= hall->depthM;
    return inside ? std::optional(place) : std::nullopt;
}

QPointF PlanView::viewPosition(Point2 inFrame) const
{
    return transform_.map(inFrame);
}

// Only where it differs from the picture before: of a plan in which a rack moves little does.
void PlanView::bringUpToDate()
{
    if (!std::exchange(outOfDate_, false))
        return;
    const double ratio = devicePixelRatioF();
    const QSize wanted = size() * ratio;
    const bool isWhole = pixels_.size() != wanted || pixels_.devicePixelRatio() != ratio ||
                         ratio != std::floor(ratio); // parts would not end between two pixels
    if (isWhole) {
        pixels_ = QPixmap(wanted);
        pixels_.setDevicePixelRatio(ratio);
    }
    Drawing drawing = Drawing::of(pixels_, [this](QPainter& painter) {
        painter.setFont(font());
        picture().paint(painter, QRectF(rect()), transform_);
    });
    const QRegion differs = isWhole ? QRegion(rect()) : drawing.differenceFrom(drawing_, size());
    QPainter painter(&pixels_);
    drawing.paint(painter, differs);
    drawing_ = std::move(drawing);
    stale_ += differs;
}

void PlanView::paintEvent(QPaintEvent* event)
{
    // While a change is to be shown soon, a part that is asked for before is painted again with it.
    const bool isPart = event->rect() != rect();
    if (!isPart || !soon_.isActive())
        bringUpToDate();
    if (soon_.isActive())
        stale_ += event->region();
    QPainter painter(this);
    painter.drawPixmap(0, 0, pixels_);
    paintOver(painter);
}

void PlanView::paintOver(QPainter& painter) const
{
    painter.save();
    if (site_ && overlay_.hall == hall_) {
        painter.setClipRect(planArea(), Qt::IntersectClip);
        paintOverlay(painter, transform_, overlay_, options_);
    }
    painter.restore();
    paintHovered(painter);
}

// Around what a click would choose; an aisle is a place to stand, and no outline says it better than the tip.
void PlanView::paintHovered(QPainter& painter) const
{
    constexpr double symbolPx = 14.0;
    const Hall* hall = shownHall();
    if (!hall || !hovered_.valid())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colours = style::colours(options_.theme);
    const auto& selected = options_.selected; // what is under the pointer is seen to be chosen
    const bool isSelected = std::find(selected.begin(), selected.end(), hovered_) != selected.end();
    painter.setPen(QPen(isSelected ? colours.selection : colours.accent, 2.0));
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF& outline : outlinesOf(transform_, *site_, *hall, hovered_, symbolPx)) {
        if (outline.size() > 2)
            painter.drawPolygon(outline);
        else
            painter.drawPolyline(outline);
    }
}

QImage PlanView::grabImage(const QSize& size) const
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    painter.setFont(font());
    picture().paint(painter, QRectF{QPointF(0, 0), QSizeF(size)});
    return image;
}

void PlanView::resizeEvent(QResizeEvent*)
{
    fitPicture();
    changed();
}

void PlanView::setOverlay(const style::EditOverlay& overlay)
{
    if (overlay.empty() && overlay_.empty())
        return;
    overlay_ = overlay;
    showSoon();
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
    if (const Hall* hall = shownHall()) {
        // Lines and small symbols are hit by a hand that is a few pixels off; of footprints the point counts.
        constexpr double reachPx = 7.0;
        const double reachM = reachPx / transform_.unitsPerMetre;
        const ObjectRef standing = standingAt(*site_, *hall, at);
        if (standing.valid() && !isArea(standing.kind))
            return standing;
        for (const ObjectRef near :
             {doorAt(*hall, at, wallThicknessM, reachM), powerNodeAt(*site_, *hall, at, reachM),
              drawnWayAt(*site_, *hall, at, reachM)}) {
            if (near.valid())
                return near;
        }
        return standing;
    }
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
        showSoon();
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
    zoomBy(style::PanZoom::factorOf(*event), event->position());
    event->accept();
}

void PlanView::zoomBy(double factor, QPointF about)
{
    hand_.zoom(transform_, &PlanTransform::unitsPerMetre, factor, about, leastUnitsPerMetre,
               mostUnitsPerMetre);
    changed();
}

bool PlanView::pan(int key)
{
    constexpr double stepPx = 60.0;
    static const QHash<int, QPointF> ways{{Qt::Key_Left, {stepPx, 0}},
                                          {Qt::Key_Right, {-stepPx, 0}},
                                          {Qt::Key_Up, {0, stepPx}},
                                          {Qt::Key_Down, {0, -stepPx}}};
    const auto way = ways.find(key);
    if (way == ways.end() || !options_.selected.empty())
        return false;
    hand_.leaveFit();
    transform_.origin += *way;
    changed();
    return true;
}

void PlanView::keyPressEvent(QKeyEvent* event)
{
    const QPointF middle = planArea().center();
    const bool isTools = toolPressed_ || (toolTakesAll_ && toolWorksHere()); // + and - are the pipe's size
    if (!site_ || isTools || (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)))
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(style::PanZoom::zoomPerNotch, middle);
    case Qt::Key_Minus:
        return zoomBy(1.0 / style::PanZoom::zoomPerNotch, middle);
    case Qt::Key_0:
        return zoomToFit();
    default:
        if (!pan(event->key()))
            QWidget::keyPressEvent(event);
    }
}

// By the menu key; a right click opens it when the button is let go, for it may become a drag.
void PlanView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() != QContextMenuEvent::Keyboard)
        return;
    const ObjectRef object = options_.selected.empty() ? ObjectRef{} : options_.selected.back();
    const auto standing = shownHall() ? standingOf(*site_, object) : std::nullopt;
    const QPointF at = standing ? transform_.map(standing->pose.position()) : planArea().center();
    emit menuWanted(object, mapToGlobal(at).toPoint());
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
