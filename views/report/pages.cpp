#include "views/report/pages.h"

#include "views/report/campus_resource_sheet.h"
#include "views/report/capacity_charts.h"
#include "views/report/capacity_tables.h"
#include "views/report/comparison_tables.h"
#include "views/report/conclusions.h"
#include "views/report/diagram_sheet.h"
#include "views/report/elevation_sheet.h"
#include "views/report/engineering_tables.h"
#include "views/report/heatmap_sheet.h"
#include "views/report/index_sheet.h"
#include "views/report/materials_tables.h"
#include "views/report/outage_table.h"
#include "views/report/year_sheets.h"
#include "views/shared/short_name.h"

#include <algorithm>
#include <iterator>

namespace hallwright::report {

namespace {

class PageList
{
public:
    PageList(const Sheet& sheet, const ReportContent& content, FindingsPtr findings)
        : sheet_(sheet), content_(content), findings_(std::move(findings))
    {
    }

    std::vector<ReportPage> pages;

    void addCover()
    {
        pages.push_back({QStringLiteral("Cover"), QStringLiteral("Cover"),
                         [findings = findings_](Sheet& sheet, const Page& page) {
                             paintCoverSheet(sheet, page, *findings);
                         }});
    }

    void addTables(const QString& chapter, const std::vector<TableSheet>& tables)
    {
        for (TableSheet& each : onSheets(sheet_, tables)) {
            const QString title = each.title;
            pages.push_back({chapter, title, [tables = std::move(each)](Sheet& sheet, const Page& page) {
                                 paintTableSheet(sheet, page, tables);
                             }});
        }
    }

    void add(std::vector<ReportPage> more) { std::move(more.begin(), more.end(), std::back_inserter(pages)); }

    // Of two versions, whatever the pack: it was asked for.
    void addComparison()
    {
        if (!content_.comparison)
            return;
        const Comparison& of = *content_.comparison;
        addTables(QStringLiteral("Comparison"),
                  {comparisonTables(of, *findingsOf(*of.before.snapshot), *findingsOf(*of.after.snapshot))});
    }

    // Whatever the pack: it was asked for.
    void addYear()
    {
        if (!content_.year)
            return;
        addTables(QStringLiteral("A year"), {yearTables(*content_.year)});
        add(yearChartPages(*content_.year));
    }

    void addCampusPlan()
    {
        pages.push_back({QStringLiteral("Campus plan"), QStringLiteral("Campus plan"),
                         [findings = findings_](Sheet& sheet, const Page& page) {
                             paintCampusSheet(sheet, page, *findings);
                         }});
    }

    template <class Paint>
    void addHalls(const QString& chapter, Paint paint)
    {
        const Site& site = *content_.snapshot.site;
        for (const HallResultPtr& hall : content_.snapshot.halls) {
            const Building& building = site.buildingOf(hall->hall->id);
            pages.push_back({chapter, subjectOf(building, *hall->hall),
                             [hall, &building, paint](Sheet& sheet, const Page& page) {
                                 paint(sheet, page, building, *hall);
                             }});
        }
    }

private:
    const Sheet& sheet_;
    const ReportContent& content_;
    FindingsPtr findings_;
};

// One scale for all halls.
std::optional<style::ScaleEnds> endsOf(const Snapshot& snapshot)
{
    style::SiteScales scales;
    scales.take(snapshot, style::VersionShown::Committed, true);
    return scales.ends();
}

} // namespace

QString subjectOf(const Building& building, const Hall& hall)
{
    const QString name = QString::fromStdString(hall.name);
    return style::shortName(hall.name, building.name) == name
               ? QStringLiteral("%1, %2").arg(QString::fromStdString(building.name), name)
               : name;
}

std::vector<ReportPage> pagesOf(const Sheet& sheet, const ReportContent& content, const FindingsPtr& findings)
{
    const Snapshot& snapshot = content.snapshot;
    const Pack pack = sheet.options.pack;
    requireScale(sheet, snapshot);
    PageList list(sheet, content, findings);
    list.addCover();
    list.addTables(QStringLiteral("Conclusions"), {conclusions(content, *findings)});
    list.addComparison();
    list.addYear();
    if (content.studies.capacity && pack != Pack::Plan) {
        list.addTables(QStringLiteral("Capacity"), capacityTables(content));
        list.add(capacityChartPages(sheet, content));
        list.add(campusResourcePages(content));
    }
    if (pack != Pack::Plan)
        list.addTables(QStringLiteral("Loss of one element (N-1)"), {outageTables(content)});
    list.addCampusPlan();
    if (pack == Pack::Full)
        list.addTables(QStringLiteral("Findings, cooling and power"),
                       {findingsTables(snapshot, *findings), coolingTables(snapshot), powerTables(snapshot)});
    else
        list.addTables(QStringLiteral("Findings"), {findingsTables(snapshot, *findings)});
    if (pack != Pack::Capacity)
        list.addHalls(QStringLiteral("Floor plans"), paintHallSheet);
    if (pack == Pack::Full) {
        if (const std::optional<style::ScaleEnds> ends = endsOf(snapshot))
            list.addHalls(QStringLiteral("Power and inlets"),
                          [ends = *ends](Sheet& on, const Page& page, const Building& building,
                                         const HallResult& result) {
                              paintHeatmapSheet(on, page, building, result, ends);
                          });
        list.add(elevationPages(sheet, snapshot));
        list.add(singleLinePages(sheet, snapshot));
        list.add(coolantPages(sheet, snapshot));
        list.addTables(QStringLiteral("Bill of materials"), {materialsTables(snapshot)});
        list.addTables(QStringLiteral("Assumptions and sources"), {sourcesTables(snapshot)});
    }
    return withIndex(sheet, std::move(list.pages));
}

} // namespace hallwright::report
