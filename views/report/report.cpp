#include "views/report/report.h"

#include "core/model/errors.h"
#include "core/storage/durable_file.h"
#include "views/report/navigation.h"
#include "views/report/pages.h"
#include "views/shared/units_here.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPdfWriter>

#include <fmt/format.h>

namespace hallwright::report {

namespace {

constexpr int unitsPerInch = 2540; // a painter unit is a hundredth of a millimetre

QString titleOf(const Site& site, const ReportOptions& options)
{
    return options.fields.title.isEmpty()
               ? QStringLiteral("%1: campus and floor plans").arg(QString::fromStdString(site.info.name))
               : options.fields.title;
}

void setUp(QPdfWriter& writer, const Site& site, const ReportOptions& options)
{
    // With sizes in portrait, which the orientation turns.
    const QPageSize size(paperOf(options.paper).portraitMm, QPageSize::Millimeter,
                         QString::fromLatin1(paperOf(options.paper).name), QPageSize::ExactMatch);
    writer.setPageLayout(QPageLayout(
        size, options.orientation == Orientation::Portrait ? QPageLayout::Portrait : QPageLayout::Landscape,
        QMarginsF(0, 0, 0, 0)));
    writer.setResolution(unitsPerInch);
    writer.setTitle(titleOf(site, options));
    writer.setCreator(options.modelVersion);
}

// Positions among the pages, both included.
SheetRange rangeOf(const ReportOptions& options, int count)
{
    const SheetRange all{1, count};
    const SheetRange range = options.sheets.value_or(all);
    if (range.first < 1 || range.last < range.first || range.last > count)
        throw InputError(fmt::format("Pages {} to {} were asked for, but the report has {}: 1 to {}.",
                                     range.first, range.last, count, count));
    return range;
}

class Printing
{
public:
    Printing(const ReportContent& content, const ReportOptions& options)
        : content_(content), options_(options), findings_(findingsOf(content.snapshot))
    {
    }

    // Each sheet with the painter that `next` gives for it. False if it was stopped.
    bool run(const std::function<QPainter&()>& next)
    {
        const Site& site = *content_.snapshot.site;
        QPicture paper;
        QPainter measuring(&paper);
        const std::vector<ReportPage> pages = pagesOf(Sheet(measuring, options_), content_, findings_);
        const auto count = static_cast<int>(pages.size());
        const SheetRange range = rangeOf(options_, count);
        for (int number = range.first; number <= range.last; ++number) {
            const ReportPage& page = pages[static_cast<std::size_t>(number - 1)];
            Sheet sheet(next(), options_);
            page.paint(sheet, {site, content_.snapshot, number, count});
            navigation_.pages.push_back({page.chapter, page.title});
            addLinks(sheet, number, range);
            if (options_.progress &&
                !options_.progress(number - range.first + 1, range.last - range.first + 1))
                return false;
        }
        return true;
    }

    Navigation navigation() const
    {
        Navigation navigation = navigation_;
        navigation.author = options_.fields.author;
        navigation.subject = options_.fields.project;
        return navigation;
    }

private:
    // Those to sheets that are not printed lead nowhere.
    void addLinks(const Sheet& sheet, int number, const SheetRange& range)
    {
        for (const SheetLink& link : sheet.links()) {
            if (link.sheet >= range.first && link.sheet <= range.last)
                navigation_.links.push_back({number - range.first, link.sheet - range.first, link.areaMm});
        }
    }

    const ReportContent& content_;
    const ReportOptions& options_;
    FindingsPtr findings_;
    Navigation navigation_;
};

} // namespace

bool writeReport(const ReportContent& content, const ReportOptions& options, const std::filesystem::path& pdf)
{
    const style::UnitsHere units(options.units);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    setUp(writer, *content.snapshot.site, options);
    QPainter painter;
    Printing printing(content, options);
    const bool complete = printing.run([&]() -> QPainter& {
        if (painter.isActive())
            writer.newPage();
        else if (!painter.begin(&writer))
            throw StorageError("Cannot write " + pdf.string() + ": no page can be made.");
        return painter;
    });
    if (!complete || !painter.end())
        return false;
    const QByteArray document = withNavigation(buffer.data(), printing.navigation());
    replaceFile(pdf, std::string_view(document.constData(), static_cast<std::size_t>(document.size())));
    return true;
}

std::vector<QPicture> paintSheets(const ReportContent& content, const ReportOptions& options)
{
    const style::UnitsHere units(options.units);
    std::vector<QPicture> sheets;
    QPainter painter;
    Printing printing(content, options);
    const bool complete = printing.run([&]() -> QPainter& {
        if (painter.isActive())
            painter.end();
        painter.begin(&sheets.emplace_back()); // a picture is shared, and may move as the list grows
        return painter;
    });
    if (painter.isActive())
        painter.end();
    return complete ? sheets : std::vector<QPicture>();
}

int sheetCount(const ReportContent& content, const ReportOptions& options)
{
    const style::UnitsHere units(options.units);
    QPicture paper;
    QPainter painter(&paper);
    return static_cast<int>(pagesOf(Sheet(painter, options), content, findingsOf(content.snapshot)).size());
}

} // namespace hallwright::report
