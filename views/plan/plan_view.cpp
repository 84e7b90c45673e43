#include "views/plan/plan_view.h"

#include "core/layout/picking.h"
#include "views/plan/campus_plan.h"
#include "views/plan/drawing_marks.h"
#include "views/plan/hall_plan.h"
#include "views/shared/legend.h"
#include "views/shared/rack_marks.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
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
    std::vector<RackId> racks = selection.racks();
    if (!otherHall && racks == options_.selectedRacks)
        return;
    options_.selectedRacks = std::move(racks);
    if (otherHall)
        zoomToFit();
    else
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
    states_ = stateLegend();
    if (hand_.isFitted() && site_)
        transform_ = fittedTransform(planArea());
    cache_ = QPixmap();
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
    const double legendMm = shownHall() ? hallStripMm : campusStripMm;
    return whole.adjusted(0, 0, 0, -options_.mm(legendMm + (states_ ? statesStripMm : 0.0)));
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
    if (states_) {
        const double row = options_.mm(statesStripMm);
        style::paintLegend(painter, QRectF(legend.left(), legend.top(), legend.width(), row), *states_,
                           style::colours(options_.theme).text);
        legend.setTop(legend.top() + row);
    }
    const bool campus = !shownHall();
    if (campus) {
        const double row = options_.mm(campusStripMm - hallStripMm);
        paintCampusLegend(painter, QRectF(legend.left(), legend.top(), legend.width(), row), options_);
        legend.setTop(legend.top() + row);
        scale.title = QStringLiteral("Hottest inlet");
    }
    constexpr double widest = 560.0;
    legend.setWidth(std::min(legend.width(), widest));
    if (!campus || (snapshot_ && options_.colouring == style::RackColouring::InletTemperature))
        style::paintLegend(painter, legend, scale, style::colours(options_.theme).text);
    painter.restore();
}

void PlanView::paintEvent(QPaintEvent*)
{
    if (cache_.isNull()) {
        cache_ = QPixmap(size() * devicePixelRatioF());
        cache_.setDevicePixelRatio(devicePixelRatioF());
        QPainter painter(&cache_);
        painter.setFont(font());
        const QRectF area = planArea();
        paintPlan(painter, area, transform_);
        paintStrip(painter, QRectF(area.bottomLeft(), QRectF(rect()).bottomRight()), transform_);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, cache_);
    const Hall* hall = shownHall();
    const Rack* rack = hall && hoveredRack_.valid() ? hall->findRack(hoveredRack_) : nullptr;
    if (!rack)
        return;
    const RackType& type = site_->typeOf(*rack);
    QPolygonF outline;
    for (const Point2& corner : footprintCorners(rack->pose, type.widthM, type.depthM))
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

void PlanView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    hand_.press(event->position());
}

void PlanView::mouseMoveEvent(QMouseEvent* event)
{
    if (hand_.isPressed()) {
        if (const auto by = hand_.move(event->position())) {
            transform_.origin += *by;
            setCursor(Qt::ClosedHandCursor);
            changed();
        }
        return;
    }
    const Hall* hall = shownHall();
    const Rack* rack = hall ? rackAt(*site_, *hall, transform_.unmap(event->position())) : nullptr;
    setHoveredRack(rack ? rack->id : RackId{}, event->globalPosition().toPoint());
}

void PlanView::setHoveredRack(RackId rack, QPoint globalPos)
{
    const bool left = hoveredRack_.valid() && !rack.valid();
    const bool another = hoveredRack_ != rack;
    hoveredRack_ = rack;
    if (rack.valid() || left)
        emit hovered(refTo(rack), globalPos);
    if (another)
        update();
}

void PlanView::mouseReleaseEvent(QMouseEvent* event)
{
    if (hand_.release() && event->button() == Qt::LeftButton)
        click(event->position());
    unsetCursor();
}

void PlanView::click(QPointF position)
{
    if (!site_)
        return;
    const Point2 at = transform_.unmap(position);
    if (const Hall* hall = shownHall()) {
        const Rack* rack = rackAt(*site_, *hall, at);
        emit clicked(rack ? refTo(rack->id) : ObjectRef{});
    } else if (const HallId hit = hallAt(*site_, at); hit.valid()) {
        emit clicked(refTo(hit));
    }
}

void PlanView::mouseDoubleClickEvent(QMouseEvent*)
{
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
    setHoveredRack({}, QCursor::pos());
}

} // namespace hallwright::plan
