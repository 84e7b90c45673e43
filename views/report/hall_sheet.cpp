#include "views/plan/drawing_marks.h"
#include "views/plan/hall_plan.h"
#include "views/report/drawing_scale.h"
#include "views/report/figures.h"
#include "views/report/sheets.h"
#include "views/shared/legend.h"
#include "views/shared/rack_marks.h"
#include "views/shared/short_name.h"

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
    constexpr double stripMm = 52.0;
    constexpr double titleMm = 130.0;
    constexpr double legendMm = 70.0;
    const double top = frame.bottom() - stripMm * mm;
    HallLayout layout;
    layout.plan = frame.adjusted(0, 0, 0, -stripMm * mm);
    layout.title = {frame.right() - titleMm * mm, top, titleMm * mm, stripMm * mm};
    layout.legend = {layout.title.left() - legendMm * mm, top, legendMm * mm, stripMm * mm};
    layout.figures = {frame.left(), top, layout.legend.left() - frame.left(), stripMm * mm};
    layout.figureColumns = 3;
    layout.captionMm = 4.0;
    return layout;
}

HallLayout layoutBeside(const QRectF& frame)
{
    constexpr double stripMm = 108.0;
    constexpr double titleMm = 52.0;
    constexpr double legendMm = 56.0;
    const double left = frame.right() - stripMm * mm;
    HallLayout layout;
    layout.plan = frame.adjusted(0, 0, -stripMm * mm, 0);
    layout.title = {left, frame.bottom() - titleMm * mm, stripMm * mm, titleMm * mm};
    layout.legend = {left, layout.title.top() - legendMm * mm, stripMm * mm, legendMm * mm};
    layout.figures = {left, frame.top(), stripMm * mm, layout.legend.top() - frame.top()};
    layout.captionMm = 12.0;
    return layout;
}

int scaleIn(const Sheet& sheet, const HallLayout& layout, const Hall& hall, const plan::PlanOptions& options)
{
    const Rect extent = plan::hallExtent(hall);
    const QRectF free = layout.plan.marginsRemoved(plan::hallMargins(options));
    return largestScale(extent.width, extent.depth, free.size() * sheet.paperMmPerUnit());
}

void paintLegend(Sheet& sheet, const QRectF& area, const Page& page, const Building& building,
                 const std::optional<style::ColourScale>& states, int scale)
{
    const plan::PlanOptions options = plan::paperOptions(mm * 1.25);
    const QRectF inner = area.adjusted(4 * mm, 3 * mm, -4 * mm, -3 * mm);
    const double arrow = 17 * mm;
    style::ColourScale colours = style::colourScale(style::RackColouring::InletTemperature, page.site,
                                                    style::inletEndsOf(page.snapshot));
    sheet.line(QRectF(inner.left(), inner.top(), inner.width(), 4 * mm), colours.title, 2.9, Qt::AlignLeft,
               true);
    colours.title.clear();
    sheet.painter.setFont(Sheet::font(2.6));
    style::paintLegend(sheet.painter, QRectF(inner.left(), inner.top() + 5 * mm, inner.width(), 8 * mm),
                       colours, Sheet::ink());
    double y = inner.top() + 13.6 * mm;
    for (const QString& note :
         {QStringLiteral("Thick edge: rack front. Blue, red line: supply, return pipe."),
          QStringLiteral("Dashed outline: contained aisle. Arrow: supply air."),
          QStringLiteral(
              "Yellow line over racks: busway, beside them: tray. Square: power, not to scale.")}) {
        sheet.line(QRectF(inner.left(), y, inner.width(), 3.7 * mm), note, 2.5);
        y += 3.7 * mm;
    }
    if (states) {
        sheet.painter.setFont(Sheet::font(2.5));
        style::paintLegend(sheet.painter, QRectF(inner.left(), y, inner.width(), 8.0 * mm), *states,
                           Sheet::ink());
    }
    sheet.line(QRectF(inner.left(), inner.bottom() - 17.5 * mm, inner.width() - arrow, 4 * mm),
               QStringLiteral("Scale %1 on %2").arg(scaleText(scale), sheet.paperName()), 2.9, Qt::AlignLeft,
               true);
    plan::paintScaleBar(
        sheet.painter, QRectF(inner.left(), inner.bottom() - 10 * mm, inner.width() - arrow - 3 * mm, 8 * mm),
        sheet.unitsPerMetre(scale), options);
    plan::paintNorthArrow(sheet.painter, QRectF(inner.right() - arrow, inner.bottom() - arrow, arrow, arrow),
                          plan::northOnDrawing(page.site, building.yawDeg), options);
}

// "Building 1, Hall A"; a hall whose name starts with its building's is named once.
QString subjectOf(const Building& building, const Hall& hall)
{
    const QString name = QString::fromStdString(hall.name);
    return style::shortName(hall.name, building.name) == name
               ? QStringLiteral("%1, %2").arg(QString::fromStdString(building.name), name)
               : name;
}

} // namespace

void paintHallSheet(Sheet& sheet, const Page& page, const Building& building, const HallResult& result)
{
    const Hall& hall = *result.hall;
    plan::PlanOptions options = plan::paperOptions(sheet.unitsPerPaperMm());
    options.scaleEnds = style::inletEndsOf(page.snapshot);
    options.rackStates = style::rackStates(&page.snapshot, hall);
    const HallLayout below = layoutBelow(sheet.frame());
    const HallLayout beside = layoutBeside(sheet.frame());
    const int scaleBelow = scaleIn(sheet, below, hall, options);
    const int scaleBeside = scaleIn(sheet, beside, hall, options);
    const HallLayout& layout = scaleBeside < scaleBelow ? beside : below;
    const int scale = std::min(scaleBeside, scaleBelow);

    const plan::PlanTransform transform = plan::centred(
        plan::hallExtent(hall), layout.plan, plan::hallMargins(options), sheet.unitsPerMetre(scale));
    plan::paintHallPlan(sheet.painter, layout.plan, transform, page.site, hall, &result, options);
    const QRectF figures = layout.figures.adjusted(4 * mm, 2 * mm, -4 * mm, -2 * mm);
    paintFigures(sheet, figures.adjusted(0, 0, 0, -layout.captionMm * mm),
                 hallFigures(result, page.snapshot.conditions), layout.figureColumns);
    sheet.caption(figures, inletCaption(result));
    RackStateCounts counts;
    for (const RackState state : options.rackStates)
        ++counts.racks[static_cast<std::size_t>(state)];
    paintLegend(sheet, layout.legend, page, building, style::rackStateScale(counts), scale);
    for (const QRectF& area : {layout.figures, layout.legend})
        sheet.box(area, 0.18);
    sheet.paintTitleBlock(layout.title,
                          {QString::fromStdString(page.site.info.name), QStringLiteral("Floor plan"),
                           subjectOf(building, hall), scaleText(scale), page.number, page.count});
    sheet.paintFrame();
}

} // namespace hallwright::report
