#include "views/report/diagram_sheet.h"

#include "views/diagrams/diagram_painter.h"
#include "views/diagrams/loop_diagram.h"
#include "views/diagrams/power_diagram.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hallwright::report {

namespace {

constexpr double diagramHeadMm = 8.0;
constexpr double legendMm = 9.0;
constexpr double largestLetterMm = 3.2; // a small diagram is not blown up
constexpr double overlapX = 240.0,
                 overlapY = 180.0; // of parts, in units of a drawing: a box of its size and a gap

// What is drawn on, between the heading and the legend.
QRectF diagramBody(const Sheet& sheet)
{
    return sheet.frame().adjusted(5 * mm, diagramHeadMm * mm, -5 * mm,
                                  -(Sheet::titleHeightMm + legendMm + 2.0) * mm);
}

struct DiagramPart {
    diagrams::DiagramPtr diagram;
    DiagramFit fit;
    int column = 0, row = 0;
    QString title;   // of the title block
    QString subject; // with which part of how many
    QStringList notes;
    QString heading; // empty: the diagram's own, which for power is the campus's
};

// Of one dimension.
struct Parts {
    int count = 1;
    double most = 0.0; // the scale at which they hold all of it
};

Parts partsOf(double drawing, double sheet, double overlap, double leastScale)
{
    Parts parts;
    if (drawing * leastScale > sheet) {
        const double next =
            std::max(sheet - overlap * leastScale, 0.1 * sheet); // that each further part adds
        parts.count = 1 + static_cast<int>(std::ceil((drawing * leastScale - sheet) / next - 1e-9));
    }
    parts.most = parts.count * sheet / (drawing + (parts.count - 1) * overlap);
    return parts;
}

// The drawing in the middle of its sheet; parts of a larger one from its upper left corner.
diagrams::DiagramTransform transformOf(const DiagramPart& part, const QRectF& body)
{
    const QSizeF size = part.diagram->drawing().size * part.fit.scale;
    const auto origin = [](int count, int at, double step, double room, double needed) {
        return count > 1 ? -at * step : std::max(0.0, (room - needed) / 2);
    };
    diagrams::DiagramTransform transform;
    transform.scale = part.fit.scale;
    transform.origin = body.topLeft() +
                       QPointF(origin(part.fit.columns, part.column,
                                      part.fit.stepSize.width() * part.fit.scale, body.width(), size.width()),
                               origin(part.fit.rows, part.row, part.fit.stepSize.height() * part.fit.scale,
                                      body.height(), size.height()));
    return transform;
}

void paintDiagramSheet(Sheet& sheet, const Page& page, const DiagramPart& part)
{
    const QRectF frame = sheet.frame();
    const QRectF body = diagramBody(sheet);
    sheet.heading({body.left(), frame.top() + 1.0 * mm, body.width(), 6.0 * mm},
                  part.heading.isEmpty() ? part.diagram->title(&page.snapshot) : part.heading);
    diagrams::DiagramPaint paint;
    paint.unitsPerPixel = sheet.smallestMm() * mm / diagrams::leastLetterPixels;
    sheet.painter.setFont(sheet.font(sheet.smallestMm()));
    diagrams::paintDiagram(sheet.painter, body, *part.diagram, &page.snapshot, transformOf(part, body),
                           paint);
    sheet.painter.setFont(sheet.font(2.5));
    diagrams::paintDiagramLegend(sheet.painter,
                                 {body.left(), body.bottom() + 1.0 * mm, body.width(), legendMm * mm},
                                 *part.diagram, style::Theme::Light, paint.unitsPerPixel);
    const QRectF block = Sheet::titleArea(frame);
    const QRectF notes(frame.left(), block.top(), block.left() - frame.left(), block.height());
    sheet.box(notes);
    sheet.paragraphs(notes.adjusted(4 * mm, 3 * mm, -4 * mm, -2 * mm), part.notes, 2.7);
    sheet.paintTitleBlock(
        block,
        {QString::fromStdString(page.site.info.name), part.title, part.subject, {}, page.number, page.count});
    sheet.paintFrame();
}

// As many sheets as it takes; none for a diagram of nothing.
void addDiagram(std::vector<ReportPage>& pages, const Sheet& sheet, const QString& chapter,
                const QString& subject, const diagrams::DiagramPtr& diagram, const QStringList& notes,
                const QString& heading = {})
{
    const QSizeF size = diagram->drawing().size;
    if (diagram->drawing().items.empty() || size.isEmpty())
        return;
    const DiagramFit fit =
        fitOf(size, diagramBody(sheet).size(), diagrams::scaleForLetters(sheet.smallestMm() * mm),
              diagrams::scaleForLetters(std::max(largestLetterMm, sheet.smallestMm()) * mm));
    for (int row = 0; row < fit.rows; ++row) {
        for (int column = 0; column < fit.columns; ++column) {
            DiagramPart part{diagram, fit, column, row, chapter, subject, notes, heading};
            if (fit.parts() > 1) {
                part.subject +=
                    QStringLiteral(", part %1 of %2").arg(row * fit.columns + column + 1).arg(fit.parts());
                part.notes << QStringLiteral(
                                  "In %1 by %2 parts, from the left and from the top; neighbours overlap, so "
                                  "that each box stands whole on one of them.")
                                  .arg(fit.columns)
                                  .arg(fit.rows);
            }
            const QString title = part.subject;
            pages.push_back({chapter, title, [part = std::move(part)](Sheet& on, const Page& page) {
                                 paintDiagramSheet(on, page, part);
                             }});
        }
    }
}

// Halls of a building whose networks are alike, box by box.
struct AlikeHalls {
    const Hall* drawn = nullptr; // that draws the most power
    double powerW = 0.0;
    diagrams::DiagramPtr diagram; // of it
    QStringList others;
};

std::vector<AlikeHalls> alikeHallsOf(const Snapshot& snapshot, const Building& building)
{
    std::vector<AlikeHalls> all;
    std::map<QString, std::size_t> byText;
    for (const HallPtr& hall : building.halls) {
        const auto diagram = std::make_shared<const diagrams::PowerDiagram>(
            snapshot.site, diagrams::PowerScope{building.id, hall->id}, diagrams::ElementSet{});
        const HallResult* result = snapshot.hallResult(hall->id);
        AlikeHalls next{hall.get(), result ? result->itPowerW : 0.0, diagram, {}};
        const auto [at, isNew] = byText.emplace(diagrams::asText(diagram->drawing()), all.size());
        if (isNew) {
            all.push_back(std::move(next));
            continue;
        }
        AlikeHalls& alike = all[at->second];
        if (next.powerW > alike.powerW) {
            next.others = alike.others;
            std::swap(alike, next);
        }
        alike.others << QString::fromStdString(next.drawn->name);
    }
    return all;
}

} // namespace

DiagramFit fitOf(const QSizeF& drawing, const QSizeF& sheet, double leastScale, double mostScale)
{
    const Parts across = partsOf(drawing.width(), sheet.width(), overlapX, leastScale);
    const Parts down = partsOf(drawing.height(), sheet.height(), overlapY, leastScale);
    DiagramFit fit;
    fit.columns = across.count;
    fit.rows = down.count;
    fit.scale = std::min({across.most, down.most, mostScale});
    fit.stepSize = {sheet.width() / fit.scale - overlapX, sheet.height() / fit.scale - overlapY};
    return fit;
}

std::vector<ReportPage> singleLinePages(const Sheet& sheet, const Snapshot& snapshot)
{
    const QString chapter = QStringLiteral("Single-line diagrams");
    const QStringList notes = {
        QStringLiteral(
            "Sources above, loads below; side A to the left of side B. A bar is the load, of the rating."),
        QStringLiteral(
            "Halls and buildings drawn as one box have a diagram of their own; like nodes in them "
            "are counted. Halls of a building whose networks are alike are drawn once, the most loaded.")};
    const SitePtr& site = snapshot.site;
    std::vector<ReportPage> pages;
    if (site->power->nodes.empty())
        return pages;
    const auto add = [&](const QString& subject, const diagrams::DiagramPtr& diagram,
                         const QString& heading) {
        addDiagram(pages, sheet, chapter, subject, diagram, notes, heading);
    };
    const auto drawn = [&site](const diagrams::PowerScope& scope) {
        return std::make_shared<const diagrams::PowerDiagram>(site, scope, diagrams::ElementSet{});
    };
    if (site->buildings.size() != 1)
        add(QStringLiteral("Campus"), drawn({}), {});
    const QString feeds = QStringLiteral("%1, and what feeds it");
    for (const BuildingPtr& building : site->buildings) {
        const QString name = QString::fromStdString(building->name);
        add(name, drawn({building->id, {}}), feeds.arg(name));
        for (const AlikeHalls& halls : alikeHallsOf(snapshot, *building)) {
            const QString subject = subjectOf(*building, *halls.drawn);
            const QString alike = halls.others.isEmpty() ? QString()
                                                         : QStringLiteral(". Alike, and loaded no more: %1")
                                                               .arg(halls.others.join(QStringLiteral(", ")));
            add(subject, halls.diagram, feeds.arg(subject) + alike);
        }
    }
    return pages;
}

std::vector<ReportPage> coolantPages(const Sheet& sheet, const Snapshot& snapshot)
{
    const QString chapter = QStringLiteral("Coolant diagrams");
    const QStringList notes = {
        QStringLiteral(
            "Plant to the left, the halls' equipment to the right, the loop's pumps in the supply main. "
            "Like equipment of a hall is drawn as one."),
        QStringLiteral(
            "Pipes are as wide as their flow and have the colour of their temperature; edged as supply or "
            "return.")};
    std::vector<ReportPage> pages;
    for (const CoolantLoop& loop : snapshot.site->cooling->loops)
        addDiagram(
            pages, sheet, chapter, QString::fromStdString(loop.name),
            std::make_shared<const diagrams::LoopDiagram>(snapshot.site, loop.id, diagrams::ElementSet{}),
            notes);
    return pages;
}

} // namespace hallwright::report
