#include "core/model/errors.h"
#include "views/plan/drawing_marks.h"
#include "views/plan/hall_plan.h"
#include "views/report/drawing_options.h"
#include "views/report/drawing_scale.h"
#include "views/report/figures.h"
#include "views/report/sheets.h"
#include "views/shared/legend.h"
#include "views/shared/rack_marks.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace hallwright::report {

namespace {

// A wide hall has its figures below it, a deep one beside it.
struct HallLayout {
    QRectF plan;
    QRectF figures;
    QRectF legend;
    QRectF title;
    int figureColumns = 1;
    double captionMm = 0.0; // below the figures
};

HallLayout layoutBelow(const QRectF& frame)
{
    constexpr double wideMm = 380.0; // where the figures stand in three columns
    constexpr double legendMm = 94.0;
    const bool isWide = frame.width() >= wideMm * mm;
    const double strip = (isWide ? 54.0 : 86.0) * mm;
    const double top = frame.bottom() - strip;
    HallLayout layout;
    layout.plan = frame.adjusted(0, 0, 0, -strip);
    layout.title = {frame.right() - Sheet::titleWidthMm * mm, top, Sheet::titleWidthMm * mm, strip};
    layout.legend = {layout.title.left() - legendMm * mm, top, legendMm * mm, strip};
    layout.figures = {frame.left(), top, layout.legend.left() - frame.left(), strip};
    layout.figureColumns = isWide ? 3 : 2;
    layout.captionMm = isWide ? 8.0 : 12.0;
    return layout;
}

// On a narrow sheet the legend stands over the title block.
HallLayout layoutBelowNarrow(const QRectF& frame)
{
    constexpr double twoColumnsMm = 130.0;
    const bool isTwo = frame.width() - Sheet::titleWidthMm * mm >= twoColumnsMm * mm;
    const double strip = (isTwo ? 104.0 : 136.0) * mm;
    HallLayout layout;
    layout.title = Sheet::titleArea(frame);
    const double top = frame.bottom() - strip;
    layout.plan = frame.adjusted(0, 0, 0, -strip);
    layout.legend = {layout.title.left(), top, layout.title.width(), layout.title.top() - top};
    layout.figures = {frame.left(), top, layout.title.left() - frame.left(), strip};
    layout.figureColumns = isTwo ? 2 : 1;
    layout.captionMm = 16.0;
    return layout;
}

HallLayout layoutBeside(const QRectF& frame)
{
    constexpr double legendMm = 56.0;
    HallLayout layout;
    layout.title = Sheet::titleArea(frame);
    const double left = layout.title.left();
    const double width = layout.title.width();
    layout.plan = frame.adjusted(0, 0, -width, 0);
    layout.legend = {left, layout.title.top() - legendMm * mm, width, legendMm * mm};
    layout.figures = {left, frame.top(), width, layout.legend.top() - frame.top()};
    layout.captionMm = 12.0;
    // Thirty lines stand in two columns where a low sheet has no room for them in one.
    layout.figureColumns = layout.figures.height() < 170.0 * mm ? 2 : 1;
    return layout;
}

// A layout with the scale that the hall has in it.
struct Fit {
    HallLayout layout;
    bool turned =
        false; // by a quarter, clockwise: what stands upright in the hall then lies in reading direction
    int scale = 1;
};

std::vector<HallLayout> layoutsOn(const QRectF& frame)
{
    constexpr double narrowMm = 340.0;
    return {frame.width() < narrowMm * mm ? layoutBelowNarrow(frame) : layoutBelow(frame),
            layoutBeside(frame)};
}

int scaleIn(const Sheet& sheet, const HallLayout& layout, const Hall& hall, const plan::PlanOptions& options,
            bool turned)
{
    const Rect extent = plan::hallExtent(hall);
    const QSizeF plan = layout.plan.size();
    const QRectF room(QPointF(0, 0), turned ? plan.transposed() : plan);
    const QSizeF free = room.marginsRemoved(plan::hallMargins(options)).size();
    return largestScale(extent.width, extent.depth, free * sheet.paperMmPerUnit());
}

// The one with the largest scale; upright and with the figures below where there are several.
Fit bestFit(const Sheet& sheet, const Hall& hall, const plan::PlanOptions& options)
{
    std::optional<Fit> best;
    for (const bool turned : {false, true}) {
        for (const HallLayout& layout : layoutsOn(sheet.frame())) {
            const int scale = scaleIn(sheet, layout, hall, options, turned);
            if (!best || scale < best->scale)
                best = Fit{layout, turned, scale};
        }
    }
    return *best;
}

// With the painter turned so that the plan's own right is down.
void paintPlan(Sheet& sheet, const Fit& fit, const Page& page, const HallResult& result,
               const plan::PlanOptions& options)
{
    const Hall& hall = *result.hall;
    QRectF area = fit.layout.plan;
    sheet.painter.save();
    if (fit.turned) {
        sheet.painter.translate(area.right(), area.top());
        sheet.painter.rotate(90.0);
        area = {QPointF(0, 0), area.size().transposed()};
    }
    plan::paintHallPlan(sheet.painter, area,
                        plan::centred(plan::hallExtent(hall), area, plan::hallMargins(options),
                                      sheet.unitsPerMetre(fit.scale)),
                        page.site, hall, &result, options);
    sheet.painter.restore();
}

void paintLegend(Sheet& sheet, const QRectF& area, const Page& page, const Building& building,
                 const std::optional<style::ColourScale>& states, const Fit& fit)
{
    const plan::PlanOptions options = plan::paperOptions(mm * 1.25);
    const QRectF inner = area.adjusted(4 * mm, 3 * mm, -4 * mm, -3 * mm);
    const double arrow = 17 * mm;
    style::ColourScale colours = style::colourScale(style::RackColouring::InletTemperature, page.site,
                                                    style::inletEndsOf(page.snapshot));
    sheet.line(QRectF(inner.left(), inner.top(), inner.width(), 4 * mm), colours.title, 2.9, Qt::AlignLeft,
               true);
    colours.title.clear();
    sheet.painter.setFont(sheet.font(2.6));
    style::paintLegend(sheet.painter, QRectF(inner.left(), inner.top() + 5 * mm, inner.width(), 8 * mm),
                       colours, Sheet::ink());
    constexpr double notesMm = 10.6;
    double y = inner.top() + 13.6 * mm;
    sheet.painter.setFont(sheet.font(2.5));
    sheet.painter.setPen(Sheet::ink());
    sheet.painter.drawText(
        QRectF(inner.left(), y, inner.width(), notesMm * mm), Qt::AlignLeft | Qt::TextWordWrap,
        QStringLiteral("Thick edge: front. Blue, red line: supply, return. Dashed: contained aisle. "
                       "Arrow: supply air. Yellow: busway over racks, tray beside. Square: power, "
                       "not to scale."));
    y += notesMm * mm;
    if (states) {
        sheet.painter.setFont(sheet.font(2.5));
        style::paintLegend(sheet.painter, QRectF(inner.left(), y, inner.width(), 8.0 * mm), *states,
                           Sheet::ink());
    }
    sheet.line(QRectF(inner.left(), inner.bottom() - 17.5 * mm, inner.width() - arrow, 4 * mm),
               QStringLiteral("Scale %1 on %2").arg(scaleText(fit.scale), sheet.paperName()), 2.9,
               Qt::AlignLeft, true);
    plan::paintScaleBar(
        sheet.painter, QRectF(inner.left(), inner.bottom() - 10 * mm, inner.width() - arrow - 3 * mm, 8 * mm),
        sheet.unitsPerMetre(fit.scale), options);
    plan::paintNorthArrow(sheet.painter, QRectF(inner.right() - arrow, inner.bottom() - arrow, arrow, arrow),
                          plan::northOnDrawing(page.site, building.yawDeg) + (fit.turned ? 90.0 : 0.0),
                          options);
}

} // namespace

void paintHallSheet(Sheet& sheet, const Page& page, const Building& building, const HallResult& result)
{
    const Hall& hall = *result.hall;
    plan::PlanOptions options = drawingOptions(sheet);
    options.scaleEnds = style::inletEndsOf(page.snapshot);
    options.rackStates = style::rackStates(&page.snapshot, hall);
    Fit fit = bestFit(sheet, hall, options);
    if (sheet.options.scale)
        fit.scale = *sheet.options.scale;
    const HallLayout& layout = fit.layout;
    paintPlan(sheet, fit, page, result, options);
    const QRectF figures = layout.figures.adjusted(4 * mm, 2 * mm, -4 * mm, -2 * mm);
    paintFigures(sheet, figures.adjusted(0, 0, 0, -layout.captionMm * mm),
                 hallFigures(result, page.snapshot.conditions), layout.figureColumns);
    sheet.caption(figures, inletCaption(result));
    RackStateCounts counts;
    for (const RackState state : options.rackStates)
        ++counts.racks[static_cast<std::size_t>(state)];
    paintLegend(sheet, layout.legend, page, building, style::rackStateScale(counts), fit);
    for (const QRectF& area : {layout.figures, layout.legend})
        sheet.box(area, 0.18);
    sheet.paintTitleBlock(layout.title,
                          {QString::fromStdString(page.site.info.name), QStringLiteral("Floor plan"),
                           subjectOf(building, hall), scaleText(fit.scale), page.number, page.count});
    sheet.paintFrame();
}

void requireScale(const Sheet& sheet, const Snapshot& snapshot)
{
    if (!sheet.options.scale)
        return;
    const plan::PlanOptions options = drawingOptions(sheet);
    for (const HallResultPtr& hall : snapshot.halls) {
        const int largest = bestFit(sheet, *hall->hall, options).scale;
        if (largest > *sheet.options.scale)
            throw InputError(fmt::format(
                "Hall {} does not fit on {} at 1:{}: the largest scale there is 1:{}. Take a "
                "larger paper or a smaller scale.",
                hall->hall->name, sheet.paperName().toStdString(), *sheet.options.scale, largest));
    }
}

} // namespace hallwright::report
