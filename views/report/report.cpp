#include "views/report/report.h"

#include "core/model/errors.h"
#include "core/storage/durable_file.h"
#include "views/report/engineering_tables.h"
#include "views/report/sheets.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPdfWriter>

namespace hallwright::report {

namespace {

constexpr int unitsPerInch = 2540; // a painter unit is a hundredth of a millimetre

void setUp(QPdfWriter& writer, const Site& site, const ReportOptions& options)
{
    const QPageSize size(options.paper == PaperSize::A3 ? QPageSize::A3 : QPageSize::A4);
    writer.setPageLayout(QPageLayout(size, QPageLayout::Landscape, QMarginsF(0, 0, 0, 0)));
    writer.setResolution(unitsPerInch);
    writer.setTitle(QStringLiteral("%1: campus and floor plans").arg(QString::fromStdString(site.info.name)));
    writer.setCreator(options.modelVersion);
}

std::vector<TableSheet> tableSheets(const Snapshot& snapshot, const Findings& findings)
{
    return onSheets({findingsTables(snapshot, findings), coolingTables(snapshot), powerTables(snapshot)});
}

} // namespace

bool writeReport(const Site& site, const Snapshot& snapshot, const ReportOptions& options,
                 const std::filesystem::path& pdf)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const FindingsPtr findings = findingsOf(snapshot);
    const std::vector<TableSheet> tables = tableSheets(snapshot, *findings);
    const int count = 1 + static_cast<int>(tables.size() + snapshot.halls.size());
    const auto goesOn = [&](int done) { return !options.progress || options.progress(done, count); };
    {
        QPdfWriter writer(&buffer);
        setUp(writer, site, options);
        QPainter painter;
        if (!painter.begin(&writer))
            throw StorageError("Cannot write " + pdf.string() + ": no page can be made.");
        int number = 1;
        Sheet first(painter, options);
        paintCampusSheet(first, {site, snapshot, number, count}, *findings);
        for (const TableSheet& table : tables) {
            if (!goesOn(number))
                return false;
            writer.newPage();
            Sheet sheet(painter, options);
            paintTableSheet(sheet, {site, snapshot, ++number, count}, table);
        }
        for (const HallResultPtr& hall : snapshot.halls) {
            if (!goesOn(number))
                return false;
            writer.newPage();
            Sheet sheet(painter, options);
            paintHallSheet(sheet, {site, snapshot, ++number, count}, site.buildingOf(hall->hall->id), *hall);
        }
        if (!goesOn(number))
            return false;
        painter.end();
    }
    replaceFile(pdf, std::string_view(buffer.data().constData(), static_cast<std::size_t>(buffer.size())));
    return true;
}

} // namespace hallwright::report
