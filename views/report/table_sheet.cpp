#include "views/report/table_sheet.h"

#include <algorithm>
#include <utility>

namespace hallwright::report {

namespace {

constexpr double insetMm = 4.0;
constexpr double headingMm = 6.5;
constexpr double gapMm = 4.5;

QRectF bodyOf(const QRectF& frame)
{
    return frame.adjusted(insetMm * mm, 3.0 * mm, -insetMm * mm, -(Sheet::titleHeightMm + 3.0) * mm);
}

double headingOf(const TableSection& section)
{
    return section.heading.isEmpty() ? 0.0 : headingMm;
}

void paintNotes(Sheet& sheet, const QRectF& area, const QStringList& notes)
{
    sheet.box(area, 0.18);
    sheet.paragraphs(area.adjusted(insetMm * mm, 3.0 * mm, -insetMm * mm, -2.0 * mm), notes, 2.7);
}

// Puts sections under each other, on the next sheet where there is no room.
class Flow
{
public:
    explicit Flow(const Sheet& sheet) : sheet_(sheet), body_(bodyOf(sheet.frame())) {}

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
    double widthMm() const { return body_.width() / mm; }

    // As many as there is room for; a short table is not torn.
    std::size_t addRows(const TableSheet& tables, const TableSection& section, std::size_t first)
    {
        constexpr std::size_t shortTable = 12;
        constexpr std::size_t fewest = 3; // rows worth a heading
        const std::size_t left = section.rows.size() - first;
        makeRoom(tables, heightMm(section, first, left <= shortTable ? left : fewest));
        std::size_t end = first;
        double usedMm = heightMm(section, first, 0);
        for (; end < section.rows.size(); ++end) {
            const double nextMm = rowMm(sheet_, section.columns, section.rows[end], widthMm());
            if (end > first && usedMm + nextMm > leftMm_)
                break;
            usedMm += nextMm;
        }
        sheets.back().sections.push_back(
            {first == 0 ? section.heading : section.heading + QStringLiteral(" (continued)"),
             section.columns,
             {section.rows.begin() + static_cast<std::ptrdiff_t>(first),
              section.rows.begin() + static_cast<std::ptrdiff_t>(end)}});
        leftMm_ -= usedMm + gapMm;
        return end;
    }

    double heightMm(const TableSection& section, std::size_t first, std::size_t rows) const
    {
        double height = headingOf(section) + titleRowMm(sheet_, section.columns, widthMm());
        for (std::size_t i = first; i < std::min(first + rows, section.rows.size()); ++i)
            height += rowMm(sheet_, section.columns, section.rows[i], widthMm());
        return height;
    }

    // On a sheet that bears the title and the notes of these tables.
    void makeRoom(const TableSheet& tables, double neededMm)
    {
        constexpr qsizetype mostNotes = 8; // beside the title block
        const bool hasNotes =
            isBegun_ || (!sheets.empty() && sheets.back().notes.size() + tables.notes.size() <= mostNotes);
        if (sheets.empty() || !hasNotes || leftMm_ < neededMm) {
            sheets.push_back({tables.title, {}, tables.notes});
            leftMm_ = body_.height() / mm;
        } else if (!isBegun_) {
            sheets.back().title += QStringLiteral(", ") + tables.title.toLower();
            sheets.back().notes += tables.notes;
        }
        isBegun_ = true;
    }

    const Sheet& sheet_;
    QRectF body_;
    double leftMm_ = 0.0;
    bool isBegun_ = false; // the tables at hand, on the last sheet
};

} // namespace

std::vector<TableSheet> onSheets(const Sheet& sheet, const std::vector<TableSheet>& tables)
{
    Flow flow(sheet);
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
        if (!section.heading.isEmpty())
            sheet.heading(QRectF(body.left(), y, body.width(), headingMm * mm), section.heading);
        double tableMm = titleRowMm(sheet, section.columns, body.width() / mm);
        for (const TableRow& row : section.rows)
            tableMm += rowMm(sheet, section.columns, row, body.width() / mm);
        y += headingOf(section) * mm;
        // A hair more than the rows need, so that rounding leaves none out.
        paintTable(sheet, QRectF(body.left(), y, body.width(), (tableMm + 0.01) * mm), section.columns,
                   section.rows);
        y += (tableMm + gapMm) * mm;
    }
    const QRectF title = Sheet::titleArea(frame);
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
