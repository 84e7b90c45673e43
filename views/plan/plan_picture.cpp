#include "views/plan/plan_picture.h"

#include "views/plan/campus_plan.h"
#include "views/plan/drawing_marks.h"
#include "views/plan/hall_plan.h"
#include "views/shared/legend.h"
#include "views/shared/rack_marks.h"

#include <QPainter>

#include <algorithm>

namespace hallwright::plan {

namespace {

constexpr double hallStripMm = 11.0;     // legend and scale bar below the plan
constexpr double campusStripMm = 17.0;   // and the legend of lines and symbols
constexpr double statesStripMm = 5.0;    // more, where racks have marks
constexpr double positionsStripMm = 5.0; // more, while free positions are shown
constexpr double scaleStripMm = 8.0;     // more, where the scale bar has no place beside the legend
constexpr double roomForBothMm = 137.0;
constexpr QSizeF northArrowMm{17.0, 17.0};

QColor backgroundOf(const PlanOptions& options)
{
    return style::colours(options.theme).background;
}

bool isNarrow(double width, const PlanOptions& options)
{
    return width < options.mm(roomForBothMm);
}

} // namespace

const Hall* PlanPicture::shownHall() const
{
    if (!site || !hall.valid())
        return nullptr;
    const auto at = site->findHall(hall);
    return at ? site->buildings[at->building]->halls[at->hall].get() : nullptr;
}

bool PlanPicture::hasPositions() const
{
    return shownHall() && !options.positions.empty();
}

QRectF PlanPicture::planArea(const QRectF& whole) const
{
    // With room for the states' legend always: the floor does not jump when a rack gets too warm.
    const double legendMm = shownHall() ? hallStripMm : campusStripMm;
    const double scaleMm = isNarrow(whole.width(), options) ? scaleStripMm : 0.0;
    const double positionsMm = hasPositions() ? positionsStripMm : 0.0;
    return whole.adjusted(0, 0, 0, -options.mm(legendMm + statesStripMm + positionsMm + scaleMm));
}

PlanTransform PlanPicture::fitted(const QRectF& area) const
{
    if (!site)
        return {};
    const Hall* shown = shownHall();
    return shown ? hallFittedTo(area, *shown, options) : campusFittedTo(area, *site, options);
}

void PlanPicture::paint(QPainter& painter, const QRectF& whole) const
{
    paint(painter, whole, fitted(planArea(whole)));
}

void PlanPicture::paint(QPainter& painter, const QRectF& whole, const PlanTransform& transform) const
{
    const QRectF area = planArea(whole);
    paintPlan(painter, area, transform);
    paintStrip(painter, QRectF(area.bottomLeft(), whole.bottomRight()), transform);
}

void PlanPicture::paintPlan(QPainter& painter, const QRectF& area, const PlanTransform& transform) const
{
    painter.fillRect(area, backgroundOf(options));
    if (!site)
        return;
    double buildingYaw = 0.0;
    if (const Hall* shown = shownHall()) {
        PlanOptions withStates = options;
        withStates.rackStates = style::rackStates(snapshot, *shown);
        paintHallPlan(painter, area, transform, *site, *shown,
                      snapshot ? snapshot->hallResult(hall) : nullptr, withStates);
        buildingYaw = site->buildingOf(hall).yawDeg;
    } else {
        paintCampusPlan(painter, area, transform, *site, snapshot, options);
    }
    const QSizeF arrow = northArrowMm * options.unitsPerMm;
    const QRectF corner(area.right() - arrow.width() - 6, area.bottom() - arrow.height() - 4, arrow.width(),
                        arrow.height());
    paintNorthArrow(painter, corner, northOnDrawing(*site, buildingYaw), options);
}

// The scale bar beside the legends, or below them where there is no room.
void PlanPicture::paintStrip(QPainter& painter, const QRectF& strip, const PlanTransform& transform) const
{
    painter.fillRect(strip, backgroundOf(options));
    if (!site)
        return;
    constexpr double gap = 8.0, edge = 10.0;
    if (isNarrow(strip.width(), options)) {
        const double top = strip.bottom() - options.mm(scaleStripMm);
        const QRectF bar(strip.left() + edge, top + gap, strip.width() * 0.6, strip.bottom() - top - gap);
        paintScaleBar(painter, bar, transform.unitsPerMetre, options);
        paintLegends(painter, strip.adjusted(edge, 4, -edge, top - strip.bottom()));
        return;
    }
    const double scaleWidth = std::min(180.0, strip.width() * 0.3);
    paintScaleBar(
        painter,
        QRectF(strip.right() - scaleWidth - gap, strip.top() + gap, scaleWidth, strip.height() - gap),
        transform.unitsPerMetre, options);
    paintLegends(painter, strip.adjusted(edge, 4, -scaleWidth - 30, -4));
}

// What marks mean, on the campus what lines and symbols mean, and what colours mean.
void PlanPicture::paintLegends(QPainter& painter, QRectF area) const
{
    const QColor text = style::colours(options.theme).text;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double statesRow = options.mm(statesStripMm);
    if (const auto states = stateLegend())
        style::paintLegend(painter, QRectF(area.left(), area.top(), area.width(), statesRow), *states, text);
    area.setTop(area.top() + statesRow);
    if (hasPositions()) {
        const double row = options.mm(positionsStripMm);
        style::paintPositionLegend(painter, QRectF(area.left(), area.top(), area.width(), row),
                                   style::positionEntries(options.positions, hall, options.theme), text);
        area.setTop(area.top() + row);
    }
    style::ColourScale scale = style::colourScale(options.colouring, *site, options.scaleEnds);
    const bool campus = !shownHall();
    if (campus) {
        const double row = options.mm(campusStripMm - hallStripMm);
        paintCampusLegend(painter, QRectF(area.left(), area.top(), area.width(), row), options);
        area.setTop(area.top() + row);
        if (!options.hallTinting.tints.empty())
            scale = options.hallTinting.scale;
        else if (options.colouring == style::RackColouring::InletTemperature)
            scale.title = QStringLiteral("Warmest inlet");
    }
    constexpr double widest = 560.0;
    area.setWidth(std::min(area.width(), widest));
    const bool isWarmest = campus && options.hallTinting.tints.empty() &&
                           options.colouring == style::RackColouring::InletTemperature;
    if (!isWarmest || snapshot)
        style::paintLegend(painter, area, scale, text);
    painter.restore();
}

std::optional<style::ColourScale> PlanPicture::stateLegend() const
{
    if (!snapshot)
        return std::nullopt;
    const Hall* shown = shownHall();
    if (!shown)
        return style::rackStateScale(countRackStates(*snapshot));
    RackStateCounts counts;
    for (const RackState state : style::rackStates(snapshot, *shown))
        ++counts.racks[static_cast<std::size_t>(state)];
    return style::rackStateScale(counts);
}

} // namespace hallwright::plan
