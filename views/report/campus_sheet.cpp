#include "views/plan/campus_plan.h"
#include "views/plan/drawing_marks.h"
#include "views/report/drawing_options.h"
#include "views/report/drawing_scale.h"
#include "views/report/figures.h"
#include "views/report/sheets.h"
#include "views/shared/format.h"
#include "views/shared/legend.h"
#include "views/shared/sentence_units.h"

#include <algorithm>

namespace hallwright::report {

namespace {

struct CampusLayout {
    QRectF plan;
    QRectF legend;
    QRectF assumptions;
    QRectF side;
    QRectF title;
};

CampusLayout landscapeLayout(const QRectF& frame)
{
    constexpr double sideMm = Sheet::titleWidthMm;
    constexpr double legendMm = 17.0;
    const double left = frame.right() - sideMm * mm;
    const double bottom = frame.bottom() - Sheet::titleHeightMm * mm;
    CampusLayout layout;
    layout.title = Sheet::titleArea(frame);
    layout.side = {left, frame.top(), sideMm * mm, frame.height() - Sheet::titleHeightMm * mm};
    layout.assumptions = {frame.left(), bottom, frame.width() - sideMm * mm, Sheet::titleHeightMm * mm};
    layout.legend = {frame.left(), bottom - legendMm * mm, frame.width() - sideMm * mm, legendMm * mm};
    layout.plan = {frame.left(), frame.top(), frame.width() - sideMm * mm,
                   frame.height() - (Sheet::titleHeightMm + legendMm) * mm};
    return layout;
}

// The figures left, the assumptions right of them above the title block.
CampusLayout portraitLayout(const QRectF& frame)
{
    constexpr double stripMm = 196.0;
    constexpr double legendMm = 17.0;
    const double top = frame.bottom() - stripMm * mm;
    CampusLayout layout;
    layout.title = Sheet::titleArea(frame);
    layout.side = {frame.left(), top, frame.width() - layout.title.width(), stripMm * mm};
    layout.assumptions = {layout.title.left(), top, layout.title.width(), layout.title.top() - top};
    layout.legend = {frame.left(), top - legendMm * mm, frame.width(), legendMm * mm};
    layout.plan = {frame.left(), frame.top(), frame.width(), top - legendMm * mm - frame.top()};
    return layout;
}

CampusLayout layoutOf(const QRectF& frame)
{
    return frame.width() > frame.height() ? landscapeLayout(frame) : portraitLayout(frame);
}

// Paints the plan at the largest standard scale that fits and returns the scale.
int paintPlan(Sheet& sheet, const QRectF& area, const Page& page)
{
    plan::PlanOptions options = drawingOptions(sheet);
    options.scaleEnds = style::inletEndsOf(page.snapshot);
    const Rect extent = plan::campusExtent(page.site);
    const QMarginsF margins = plan::campusMargins(options);
    const QSizeF paper = area.marginsRemoved(margins).size() * sheet.paperMmPerUnit();
    const int scale = largestScale(extent.width, extent.depth, paper);
    const plan::PlanTransform transform = plan::centred(extent, area, margins, sheet.unitsPerMetre(scale));
    plan::paintCampusPlan(sheet.painter, area, transform, page.site, &page.snapshot, options);
    return scale;
}

void paintLegends(Sheet& sheet, const QRectF& area, const Page& page, int scale)
{
    const plan::PlanOptions options = plan::paperOptions(mm * 1.25);
    const double half = area.height() / 2;
    plan::paintCampusLegend(sheet.painter,
                            QRectF(area.left() + 4 * mm, area.top(), area.width() - 24 * mm, half), options);
    style::ColourScale colours = style::colourScale(style::RackColouring::InletTemperature, page.site,
                                                    style::inletEndsOf(page.snapshot));
    colours.title = QStringLiteral("Warmest inlet of each hall");
    sheet.painter.setFont(sheet.font(2.6));
    style::paintLegend(sheet.painter,
                       QRectF(area.left() + 4 * mm, area.top() + half, 0.5 * area.width(), half - 1.0 * mm),
                       colours, Sheet::ink());
    plan::paintScaleBar(sheet.painter,
                        QRectF(area.left() + 0.58 * area.width(), area.top() + half + 1.2 * mm,
                               0.34 * area.width(), half - 1.2 * mm),
                        sheet.unitsPerMetre(scale), options);
    plan::paintNorthArrow(sheet.painter,
                          QRectF(area.right() - 18 * mm, area.top() + 1 * mm, 15 * mm, 15 * mm),
                          plan::northOnDrawing(page.site), options);
}

void paintAssumptions(Sheet& sheet, const QRectF& area, const Page& page)
{
    const QRectF inner = area.adjusted(4 * mm, 2.5 * mm, -4 * mm, -2 * mm);
    sheet.heading(QRectF(inner.topLeft(), QSizeF(inner.width(), 5 * mm)), QStringLiteral("Assumptions"));
    sheet.paragraphs(inner.adjusted(0, 6.5 * mm, 0, 0), assumptions(page.snapshot), 2.7);
}

// Where a megawatt drawn from the grid goes.
void paintSplit(Sheet& sheet, const QRectF& area, const Snapshot& snapshot)
{
    struct Part {
        QString name;
        double watts;
        QColor colour;
    };
    const style::Colours& c = style::colours(style::Theme::Light);
    const Part parts[] = {{QStringLiteral("IT"), snapshot.itPowerW, c.accent},
                          {QStringLiteral("cooling"), snapshot.coolingPowerW, c.airHandler},
                          {QStringLiteral("losses"), snapshot.distributionLossW, c.power},
                          {QStringLiteral("other"), snapshot.otherPowerW, c.wall}};
    if (snapshot.facilityPowerW <= 0.0)
        return;
    const double bar = 5.0 * mm;
    double x = area.left();
    double legendX = area.left();
    for (const Part& part : parts) {
        const double share = part.watts / snapshot.facilityPowerW;
        sheet.painter.fillRect(QRectF(x, area.top(), share * area.width(), bar), part.colour);
        x += share * area.width();
        sheet.painter.fillRect(QRectF(legendX, area.top() + bar + 2.2 * mm, 2.4 * mm, 2.4 * mm), part.colour);
        const double width = area.width() / 4;
        sheet.line(QRectF(legendX + 3.4 * mm, area.top() + bar + 1.2 * mm, width - 4 * mm, 4.4 * mm),
                   QStringLiteral("%1 %2").arg(part.name, style::formatShare(share)), 2.7);
        legendX += width;
    }
    sheet.box(QRectF(area.left(), area.top(), area.width(), bar), 0.13);
}

QString groupText(const Page& page, const FindingGroup& group)
{
    const QString sentence = style::sentence(group.worst->sentence);
    return group.findings.size() == 1 ? sentence
                                      : QStringLiteral("%1 The worst of %2, %3.")
                                            .arg(sentence, QString::fromStdString(countOf(group)),
                                                 QString::fromStdString(placeOf(page.site, group)));
}

// How many there are, and of the worst three groups the worst sentence each.
void paintFindings(Sheet& sheet, const QRectF& area, const Page& page, const Findings& findings)
{
    constexpr std::size_t most = 3;
    sheet.heading(QRectF(area.topLeft(), QSizeF(area.width(), 6.0 * mm)), findingCounts(findings));
    const std::vector<FindingGroup> groups = grouped(findings.open);
    QStringList texts;
    for (std::size_t i = 0; i < std::min(most, groups.size()); ++i)
        texts << groupText(page, groups[i]);
    sheet.paragraphs(area.adjusted(0, 6.5 * mm, 0, 0), texts, 2.7);
}

void paintSide(Sheet& sheet, const QRectF& area, const Page& page, const Findings& findings)
{
    const double findingsMm = findings.clean() ? 8.0 : 36.0;
    const QRectF inner = area.adjusted(4 * mm, 2.5 * mm, -4 * mm, -2 * mm);
    const std::vector<Figure> figures = campusFigures(page.site, page.snapshot);
    double y = inner.top();
    const auto block = [&](double heightMm) {
        const QRectF result(inner.left(), y, inner.width(), heightMm * mm);
        y += heightMm * mm;
        return result;
    };
    sheet.heading(block(6.0), QStringLiteral("Key figures"));
    paintFigures(sheet, block(5.2 * static_cast<double>(figures.size())), figures, 1);
    y += 2.0 * mm;
    paintFindings(sheet, block(findingsMm), page, findings);
    y += 2.0 * mm;
    sheet.heading(block(6.5), QStringLiteral("Where the facility's power goes"));
    paintSplit(sheet, block(12.0), page.snapshot);
    y += 3.0 * mm;
    sheet.heading(block(6.0), QStringLiteral("Buildings: load against capacity"));
    const std::vector<TableRow> rows = buildingRows(page.site, page.snapshot);
    const std::vector<TableColumn> columns = {{QStringLiteral("Building"), 0.20, Qt::AlignLeft},
                                              {QStringLiteral("Halls"), 0.08},
                                              {QStringLiteral("Racks"), 0.10},
                                              {QStringLiteral("IT"), 0.16},
                                              {QStringLiteral("Load"), 0.16},
                                              {QStringLiteral("Capacity"), 0.17},
                                              {QStringLiteral("Used"), 0.13}};
    const int drawn =
        paintTable(sheet, QRectF(inner.left(), y, inner.width(), inner.bottom() - y - 5 * mm), columns, rows);
    if (drawn < static_cast<int>(rows.size()))
        sheet.line(QRectF(inner.left(), inner.bottom() - 4.5 * mm, inner.width(), 4 * mm),
                   QStringLiteral("… and %1 more buildings").arg(static_cast<int>(rows.size()) - drawn), 2.7);
}

} // namespace

void paintCampusSheet(Sheet& sheet, const Page& page, const Findings& findings)
{
    const CampusLayout layout = layoutOf(sheet.frame());
    const int scale = paintPlan(sheet, layout.plan, page);
    paintLegends(sheet, layout.legend, page, scale);
    paintAssumptions(sheet, layout.assumptions, page);
    paintSide(sheet, layout.side, page, findings);
    for (const QRectF& area : {layout.assumptions, layout.side})
        sheet.box(area, 0.18);
    sheet.paintTitleBlock(layout.title,
                          {QString::fromStdString(page.site.info.name), QStringLiteral("Campus plan"),
                           QString::fromStdString(page.site.info.place), scaleText(scale), page.number,
                           page.count});
    sheet.paintFrame();
}

} // namespace hallwright::report
