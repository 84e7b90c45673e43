#include "views/report/table_sheet.h"

#include <algorithm>
#include <utility>

namespace hallwright::report {

namespace {

constexpr double titleWidthMm = 124.0;
constexpr double titleMm = 46.0;
constexpr double insetMm = 4.0;
constexpr double headingMm = 6.5;
constexpr double gapMm = 4.5;

double sectionMm(std::size_t rows)
{
    return headingMm + tableRowMm * static_cast<double>(rows + 1);
}

QRectF bodyOf(const QRectF& frame)
{
    return frame.adjusted(insetMm * mm, 3.0 * mm, -insetMm * mm, -(titleMm + 3.0) * mm);
}

void paintNotes(Sheet& sheet, const QRectF& area, const QStringList& notes)
{
    sheet.box(area, 0.18);
    sheet.paragraphs(area.adjusted(insetMm * mm, 3.0 * mm, -insetMm * mm, -2.0 * mm), notes, 2.7);
}

// All papers share one layout.
double roomOfSheetMm()
{
    return Sheet::layoutFrame().height() / mm - titleMm - 6.0;
}

// Puts sections under each other, on the next sheet where there is no room.
class Flow
{
public:
    void add(const TableSheet& tables)
    {
        isBegun_ = false;
        for (const TableSection& section : tables.sections) {
            for (std::size_t first = 0; first < section.rows.size();)
                first = addRows(tables, section, first);
        }
    }

    std::vector<TableSheet> sheets;

private:
    // As many as there is room for; a short table is not torn.
    std::size_t addRows(const TableSheet& tables, const TableSection& section, std::size_t first)
    {
        constexpr std::size_t shortTable = 12;
        constexpr std::size_t fewest = 3; // rows worth a heading
        const std::size_t left = section.rows.size() - first;
        makeRoom(tables, sectionMm(left <= shortTable ? left : fewest));
        const auto fits = static_cast<std::size_t>((leftMm_ - sectionMm(0)) / tableRowMm);
        const std::size_t end = first + std::min(left, fits);
        sheets.back().sections.push_back(
            {first == 0 ? section.heading : section.heading + QStringLiteral(" (continued)"),
             section.columns,
             {section.rows.begin() + static_cast<std::ptrdiff_t>(first),
              section.rows.begin() + static_cast<std::ptrdiff_t>(end)}});
        leftMm_ -= sectionMm(end - first) + gapMm;
        return end;
    }

    // On a sheet that bears the title and the notes of these tables.
    void makeRoom(const TableSheet& tables, double neededMm)
    {
        constexpr qsizetype mostNotes = 10; // beside the title block
        const bool hasNotes =
            isBegun_ || (!sheets.empty() && sheets.back().notes.size() + tables.notes.size() <= mostNotes);
        if (sheets.empty() || !hasNotes || leftMm_ < neededMm) {
            sheets.push_back({tables.title, {}, tables.notes});
            leftMm_ = roomOfSheetMm();
        } else if (!isBegun_) {
            sheets.back().title += QStringLiteral(", ") + tables.title.toLower();
            sheets.back().notes += tables.notes;
        }
        isBegun_ = true;
    }

    double leftMm_ = 0.0;
    bool isBegun_ = false; // the tables at hand, on the last sheet
};

} // namespace

std::vector<TableSheet> onSheets(const std::vector<TableSheet>& tables)
{
    Flow flow;
    for (const TableSheet& next : tables)
        flow.add(next);
    return flow.sheets;
}

void paintTableSheet(Sheet& sheet, const Page& page, const TableSheet& tables)
{
    const QRectF frame = sheet.frame();
    const QRectF body = bodyOf(frame);
    double y = body.top();
    for (const TableSection& section : tables.sections) {
        sheet.heading(QRectF(body.left(), y, body.width(), headingMm * mm), section.heading);
        const double tableMm = sectionMm(section.rows.size()) - headingMm;
        // A hair more than the rows need, so that rounding leaves none out.
        paintTable(sheet, QRectF(body.left(), y + headingMm * mm, body.width(), (tableMm + 0.01) * mm),
                   section.columns, section.rows);
        y += (headingMm + tableMm + gapMm) * mm;
    }
    const QRectF title(frame.right() - titleWidthMm * mm, frame.bottom() - titleMm * mm, titleWidthMm * mm,
                       titleMm * mm);
    paintNotes(sheet, QRectF(frame.left(), title.top(), title.left() - frame.left(), title.height()),
               tables.notes);
    sheet.paintTitleBlock(title, {QString::fromStdString(page.site.info.name),
                                  tables.title,
                                  QString::fromStdString(page.site.info.place),
                                  {},
                                  page.number,
                                  page.count});
    sheet.paintFrame();
}

} // namespace hallwright::report
