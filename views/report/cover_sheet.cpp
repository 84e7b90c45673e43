#include "views/plan/campus_axonometry.h"
#include "views/plan/campus_plan.h"
#include "views/plan/drawing_marks.h"
#include "views/report/drawing_options.h"
#include "views/report/drawing_scale.h"
#include "views/report/figures.h"
#include "views/report/sheets.h"
#include "views/shared/legend.h"

#include <algorithm>

namespace hallwright::report {

namespace {

struct CoverLayout {
    QRectF head;
    QRectF picture; // in three dimensions
    QRectF plan;
    QRectF figures;
    QRectF facts;
};

CoverLayout layoutOf(const QRectF& frame)
{
    constexpr double headMm = 40.0;
    constexpr double factsMm = 46.0;
    constexpr double sideMm = 128.0;
    const QRectF body = frame.adjusted(10 * mm, headMm * mm, -10 * mm, -8 * mm);
    CoverLayout layout;
    layout.head = {body.left(), frame.top() + 8 * mm, body.width(), (headMm - 12) * mm};
    if (frame.width() > frame.height()) {
        layout.figures = {body.right() - sideMm * mm, body.top(), sideMm * mm, body.height() - factsMm * mm};
        layout.plan = {body.left(), body.top(), body.width() - (sideMm + 8) * mm, body.height()};
        layout.facts = {layout.figures.left(), body.bottom() - factsMm * mm, sideMm * mm, factsMm * mm};
    } else {
        const double below = 100.0 * mm;
        layout.plan = body.adjusted(0, 0, 0, -(below + 6 * mm));
        layout.figures = {body.left(), body.bottom() - below, 0.54 * body.width(), below};
        layout.facts = {layout.figures.right() + 6 * mm, layout.figures.top(),
                        body.right() - layout.figures.right() - 6 * mm, below};
    }
    constexpr double pictureShare = 0.56, gapMm = 4.0;
    layout.picture = layout.plan;
    layout.picture.setHeight(pictureShare * layout.plan.height());
    layout.plan.setTop(layout.picture.bottom() + gapMm * mm);
    return layout;
}

void paintHead(Sheet& sheet, const QRectF& area, const Site& site)
{
    const TitleFields& fields = sheet.options.fields;
    QRectF text = area;
    if (!fields.logo.isNull()) {
        const QSizeF size = QSizeF(fields.logo.size()).scaled({60 * mm, area.height()}, Qt::KeepAspectRatio);
        sheet.painter.drawImage(QRectF(area.right() - size.width(), area.top(), size.width(), size.height()),
                                fields.logo);
        text.setRight(area.right() - size.width() - 6 * mm);
    }
    const QString name = QString::fromStdString(site.info.name);
    sheet.line({text.left(), text.top(), text.width(), 14 * mm}, fields.title.isEmpty() ? name : fields.title,
               10.0, Qt::AlignLeft, true);
    QStringList below;
    if (!fields.title.isEmpty())
        below << name;
    if (!site.info.place.empty())
        below << QString::fromStdString(site.info.place);
    sheet.line({text.left(), text.top() + 15 * mm, text.width(), 8 * mm}, below.join(QStringLiteral(", ")),
               5.0, Qt::AlignLeft, false, Sheet::dimInk());
    sheet.painter.setPen(QPen(Sheet::ink(), 0.5 * mm));
    sheet.painter.drawLine(QPointF(area.left(), area.bottom()), QPointF(area.right(), area.bottom()));
}

// What it shows and from where, and what its colours mean.
void paintPictureFoot(Sheet& sheet, const QRectF& area, const Page& page, const plan::PlanOptions& options,
                      const plan::ParallelView& camera)
{
    const double half = area.width() / 2;
    sheet.caption({area.left(), area.top(), half - 4 * mm, area.height()},
                  QStringLiteral("%1, in parallel projection. Roofs and near walls are left out; what stands "
                                 "on roofs is in outline.")
                      .arg(plan::placeSeenFrom(page.site, camera)));
    sheet.painter.setFont(sheet.font(2.5));
    style::paintLegend(sheet.painter, {area.left() + half, area.top(), half, area.height()},
                       style::colourScale(options.colouring, page.site, options.scaleEnds), Sheet::ink());
}

void paintPicture(Sheet& sheet, const QRectF& area, const Page& page)
{
    constexpr double footMm = 12.0;
    plan::PlanOptions options = drawingOptions(sheet);
    options.scaleEnds = style::inletEndsOf(page.snapshot);
    const plan::ParallelView camera;
    plan::paintCampusAxonometry(sheet.painter, area.adjusted(0, 0, 0, -footMm * mm), page.site,
                                &page.snapshot, options, camera);
    paintPictureFoot(sheet,
                     {area.left() + 3 * mm, area.bottom() - (footMm - 0.5) * mm, area.width() - 6 * mm,
                      (footMm - 1.5) * mm},
                     page, options, camera);
    sheet.box(area, 0.13);
}

void paintPlan(Sheet& sheet, const QRectF& area, const Page& page)
{
    plan::PlanOptions options = drawingOptions(sheet);
    options.scaleEnds = style::inletEndsOf(page.snapshot);
    options.labels = true;
    options.equipmentLabels = false;
    const Rect extent = plan::campusExtent(page.site);
    const QMarginsF margins = plan::campusMargins(options);
    const QSizeF paper = area.marginsRemoved(margins).size() * sheet.paperMmPerUnit();
    const int scale = largestScale(extent.width, extent.depth, paper);
    plan::paintCampusPlan(sheet.painter, area,
                          plan::centred(extent, area, margins, sheet.unitsPerMetre(scale)), page.site,
                          &page.snapshot, options);
    sheet.box(area, 0.13);
    sheet.line({area.left() + 3 * mm, area.bottom() - 6 * mm, area.width() / 2, 5 * mm},
               QStringLiteral("%1 on %2").arg(scaleText(scale), sheet.paperName()), 2.9);
    plan::paintNorthArrow(sheet.painter, {area.right() - 18 * mm, area.bottom() - 18 * mm, 15 * mm, 15 * mm},
                          plan::northOnDrawing(page.site), options);
}

// In pieces that fit: a hash has no word to break at.
QStringList piecesOf(const QString& hash)
{
    constexpr qsizetype piece = 32;
    QStringList pieces;
    for (qsizetype i = 0; i < hash.size(); i += piece)
        pieces << hash.mid(i, piece);
    return pieces;
}

std::vector<Figure> factsOf(const Sheet& sheet, const Page& page)
{
    const ReportOptions& options = sheet.options;
    const TitleFields& fields = options.fields;
    const auto orDash = [](const QString& text) { return text.isEmpty() ? QStringLiteral("–") : text; };
    std::vector<Figure> facts = {
        {QStringLiteral("Project"), orDash(fields.project)},
        {QStringLiteral("Author"), orDash(fields.author)},
        {QStringLiteral("Checked"), orDash(fields.checked)},
        {QStringLiteral("Revision"), orDash(fields.revision)},
        {QStringLiteral("Date"), options.date.toString(QStringLiteral("yyyy-MM-dd HH:mm"))},
        {QStringLiteral("File"), options.siteFile}};
    const QStringList pieces = piecesOf(options.siteFileSha256);
    for (qsizetype i = 0; i < pieces.size(); ++i)
        facts.push_back({i == 0 ? QStringLiteral("SHA-256 of the file") : QString(), pieces[i]});
    if (pieces.isEmpty())
        facts.push_back(
            {QStringLiteral("SHA-256 of the file"), QStringLiteral("none: it has changes not saved")});
    facts.push_back({QStringLiteral("Computed by"), options.modelVersion});
    facts.push_back({QStringLiteral("Pages"), QStringLiteral("%1").arg(page.count)});
    return facts;
}

} // namespace

void paintCoverSheet(Sheet& sheet, const Page& page, const Findings& findings)
{
    const CoverLayout layout = layoutOf(sheet.frame());
    paintHead(sheet, layout.head, page.site);
    paintPicture(sheet, layout.picture, page);
    paintPlan(sheet, layout.plan, page);
    std::vector<Figure> figures = campusFigures(page.site, page.snapshot);
    figures.push_back({QStringLiteral("Findings"),
                       findings.clean() ? QStringLiteral("none")
                                        : QStringLiteral("%1 critical, %2 major, %3 minor")
                                              .arg(findings.count(Severity::Critical))
                                              .arg(findings.count(Severity::Major))
                                              .arg(findings.count(Severity::Minor)),
                       findings.count(Severity::Critical) + findings.count(Severity::Major) > 0});
    sheet.heading({layout.figures.left(), layout.figures.top(), layout.figures.width(), 7 * mm},
                  QStringLiteral("Key figures"));
    paintFigures(sheet, layout.figures.adjusted(0, 8 * mm, 0, 0), figures, 1);
    paintFigures(sheet, layout.facts, factsOf(sheet, page), 1);
    sheet.paintFrame();
    const QRectF frame = sheet.frame();
    sheet.line({frame.left() + 10 * mm, frame.bottom() - 7 * mm, frame.width() - 20 * mm, 6 * mm},
               QStringLiteral("Page %1 of %2").arg(page.number).arg(page.count), 2.7, Qt::AlignRight, false,
               Sheet::dimInk());
}

} // namespace hallwright::report
