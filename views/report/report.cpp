#include "views/report/report.h"

#include "core/model/errors.h"
#include "core/storage/durable_file.h"
#include "views/report/navigation.h"
#include "views/report/pages.h"
#include "views/shared/units_here.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPdfWriter>
#include <QPicture>

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
        buffer_.open(QIODevice::WriteOnly);
    }

    // False if it was stopped.
    bool run(const std::string& target)
    {
        const Site& site = *content_.snapshot.site;
        QPdfWriter writer(&buffer_);
        setUp(writer, site, options_);
        QPainter painter;
        if (!painter.begin(&writer))
            throw StorageError("Cannot write " + target + ": no page can be made.");
        const std::vector<ReportPage> pages = pagesOf(Sheet(painter, options_), content_, findings_);
        const auto count = static_cast<int>(pages.size());
        const SheetRange range = rangeOf(options_, count);
        for (int number = range.first; number <= range.last; ++number) {
            if (number > range.first)
                writer.newPage();
            const ReportPage& page = pages[static_cast<std::size_t>(number - 1)];
            Sheet sheet(painter, options_);
            page.paint(sheet, {site, content_.snapshot, number, count});
            navigation_.pages.push_back({page.chapter, page.title});
            addLinks(sheet, number, range);
            if (options_.progress &&
                !options_.progress(number - range.first + 1, range.last - range.first + 1))
                return false;
        }
        return painter.end();
    }

    QByteArray document()
    {
        navigation_.author = options_.fields.author;
        navigation_.subject = options_.fields.project;
        return withNavigation(buffer_.data(), navigation_);
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
    QBuffer buffer_;
    Navigation navigation_;
};

} // namespace

bool writeReport(const ReportContent& content, const ReportOptions& options, const std::filesystem::path& pdf)
{
    const style::UnitsHere units(options.units);
    Printing printing(content, options);
    if (!printing.run(pdf.string()))
        return false;
    const QByteArray document = printing.document();
    replaceFile(pdf, std::string_view(document.constData(), static_cast<std::size_t>(document.size())));
    return true;
}

int sheetCount(const ReportContent& content, const ReportOptions& options)
{
    const style::UnitsHere units(options.units);
    QPicture paper;
    QPainter painter(&paper);
    return static_cast<int>(pagesOf(Sheet(painter, options), content, findingsOf(content.snapshot)).size());
}

} // namespace hallwright::report
