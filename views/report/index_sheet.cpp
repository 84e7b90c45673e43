#include "views/report/index_sheet.h"

#include "views/report/tables.h"

#include <algorithm>
#include <memory>

namespace hallwright::report {

namespace {

constexpr double columnMm = 120.0;
constexpr double columnGapMm = 8.0;
constexpr double headingMm = 9.0;

struct Entry {
    QString chapter;
    QString title;
    int number = 1;
};

using Entries = std::vector<Entry>;

QRectF bodyOf(const Sheet& sheet)
{
    return sheet.frame().adjusted(6.0 * mm, 4.0 * mm, -6.0 * mm, -(Sheet::titleHeightMm + 3.0) * mm);
}

std::size_t columnsOf(const Sheet& sheet)
{
    const double fit = (bodyOf(sheet).width() / mm + columnGapMm) / (columnMm + columnGapMm);
    return static_cast<std::size_t>(std::max(1.0, std::floor(fit)));
}

std::size_t rowsOf(const Sheet& sheet)
{
    return static_cast<std::size_t>((bodyOf(sheet).height() / mm - headingMm) / tableRowMm);
}

void paintEntry(Sheet& sheet, const QRectF& row, const Entry& entry)
{
    const bool isOne = entry.chapter == entry.title || entry.title.isEmpty();
    const double numberMm = 12.0;
    const double chapter = isOne ? row.width() - numberMm * mm : 0.45 * row.width();
    sheet.line({row.left(), row.top(), chapter - 2 * mm, row.height()}, entry.chapter, 2.9, Qt::AlignLeft,
               isOne);
    if (!isOne)
        sheet.line({row.left() + chapter, row.top(), row.width() - chapter - numberMm * mm, row.height()},
                   entry.title, 2.9);
    sheet.line({row.right() - numberMm * mm, row.top(), numberMm * mm, row.height()},
               QString::number(entry.number), 2.9, Qt::AlignRight);
    sheet.painter.setPen(QPen(QColor(0xc8d0d6), 0.13 * mm));
    sheet.painter.drawLine(row.bottomLeft(), row.bottomRight());
    sheet.link(row, entry.number);
}

void paintIndexSheet(Sheet& sheet, const Page& page, const Entries& entries, std::size_t first)
{
    const QRectF body = bodyOf(sheet);
    const std::size_t columns = columnsOf(sheet);
    const std::size_t rows = rowsOf(sheet);
    const double width =
        (body.width() - static_cast<double>(columns - 1) * columnGapMm * mm) / static_cast<double>(columns);
    sheet.line({body.left(), body.top(), body.width(), headingMm * mm}, QStringLiteral("Contents"), 5.0,
               Qt::AlignLeft, true);
    const std::size_t end = std::min(first + columns * rows, entries.size());
    for (std::size_t i = first; i < end; ++i) {
        const std::size_t fullColumns = (i - first) / rows;
        const auto column = static_cast<double>(fullColumns);
        const auto row = static_cast<double>((i - first) % rows);
        paintEntry(sheet,
                   {body.left() + column * (width + columnGapMm * mm),
                    body.top() + (headingMm + row * tableRowMm) * mm, width, tableRowMm * mm},
                   entries[i]);
    }
    const QRectF frame = sheet.frame();
    const QRectF title = Sheet::titleArea(frame);
    const QRectF notes(frame.left(), title.top(), title.left() - frame.left(), title.height());
    sheet.box(notes);
    sheet.paragraphs(notes.adjusted(4 * mm, 3 * mm, -4 * mm, -2 * mm),
                     {QStringLiteral("In the PDF each line leads to its sheet, and so do its bookmarks.")},
                     2.7);
    sheet.paintTitleBlock(title, {QString::fromStdString(page.site.info.name),
                                  QStringLiteral("Contents"),
                                  QString::fromStdString(page.site.info.place),
                                  {},
                                  page.number,
                                  page.count});
    sheet.paintFrame();
}

} // namespace

std::vector<ReportPage> withIndex(const Sheet& sheet, std::vector<ReportPage> pages)
{
    const std::size_t perSheet = columnsOf(sheet) * rowsOf(sheet);
    const std::size_t sheets = (pages.size() + perSheet - 1) / perSheet;
    const auto entries = std::make_shared<Entries>();
    for (std::size_t i = 0; i < pages.size(); ++i)
        entries->push_back({pages[i].chapter, pages[i].title, static_cast<int>(i == 0 ? 1 : i + 1 + sheets)});
    for (std::size_t i = 0; i < sheets; ++i)
        pages.insert(pages.begin() + 1 + static_cast<std::ptrdiff_t>(i),
                     {QStringLiteral("Contents"), QStringLiteral("Contents"),
                      [entries, first = i * perSheet](Sheet& on, const Page& page) {
                          paintIndexSheet(on, page, *entries, first);
                      }});
    return pages;
}

} // namespace hallwright::report
