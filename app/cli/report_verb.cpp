#include "app/cli/evaluated.h"
#include "app/cli/painting.h"
#include "app/cli/report_options.h"
#include "app/cli/site_version.h"
#include "app/cli/verbs.h"
#include "core/exchange/price_file.h"
#include "core/exchange/weather_file.h"
#include "core/storage/site_file.h"
#include "views/report/file_hash.h"
#include "views/report/sheet_limit.h"
#include "views/report/table_files.h"

#include <CLI/CLI.hpp>
#include <QDateTime>
#include <fmt/format.h>

#include <memory>
#include <optional>

namespace hallwright::cli {

namespace {

struct ReportArguments {
    Evaluated input;
    std::filesystem::path output;
    std::filesystem::path tables;          // a folder; empty: none
    std::filesystem::path weather, prices; // of a year; empty: none
    bool year = false;                     // of the site's own weather
    std::optional<std::string> compare;    // the branch, or "main", that the report is held against
    ReportLook look;
};

// As the report names it; none: the site itself.
QString lineName(const ReportArguments& arguments, const std::optional<std::string>& branch)
{
    return branch && !namesMainLine(arguments.input.file, *branch) ? QString::fromStdString(*branch)
                                                                   : QStringLiteral("Main");
}

// Before anything is computed.
void requireSense(const ReportArguments& arguments)
{
    requireDistinct(arguments.input.file, arguments.output);
    if (!arguments.tables.empty())
        report::requireFolder(arguments.tables);
    if (!arguments.prices.empty() && arguments.weather.empty() && !arguments.year)
        throw UsageError("--prices are of a year; give its weather by --weather, or ask for it by --year.");
    if (arguments.year && !arguments.weather.empty())
        throw UsageError("--year is of the site's own weather; leave out --weather, or --year.");
    if (!arguments.compare)
        return;
    requireBranch(arguments.input.file, *arguments.compare, "--compare");
    if (lineName(arguments, arguments.compare) == lineName(arguments, arguments.input.branch))
        throw UsageError(
            fmt::format("--compare names \"{}\", which is the branch that is reported; name another.",
                        *arguments.compare));
}

// Under the same options.
report::Comparison comparisonOf(const ReportArguments& arguments, const SnapshotPtr& snapshot)
{
    Evaluated other = arguments.input;
    other.branch = arguments.compare;
    return {{lineName(arguments, arguments.input.branch), snapshot},
            {lineName(arguments, arguments.compare), other.runWithFigures()}};
}

std::shared_ptr<const WeatherSeries> weatherOfYear(const ReportArguments& arguments, const Site& site)
{
    if (!arguments.year)
        return readWeatherFor(site.info, arguments.weather);
    if (const auto kept = loadWeather(arguments.input.file, site))
        return kept->series;
    throw UsageError("--year: this site file holds no weather; give it by --weather, or keep it by edit "
                     "--weather.");
}

report::ReportedYear yearOf(const ReportArguments& arguments, const SnapshotPtr& snapshot)
{
    showProgress("a year of hours");
    YearQuestion question;
    question.weather = weatherOfYear(arguments, *snapshot->site);
    question.conditions = snapshot->conditions;
    report::ReportedYear reported;
    reported.year = evaluateYear(snapshot->site, question);
    reported.carbon = carbonOf(*reported.year, {});
    reported.carbonSource = siteCarbonText(*snapshot->site);
    if (!arguments.prices.empty()) {
        const PriceList prices = readPrices(arguments.prices);
        reported.cost = costOf(*reported.year, {}, prices);
        reported.currency = prices.currency;
    }
    return reported;
}

report::ReportContent contentOf(const ReportArguments& arguments, const SnapshotPtr& snapshot,
                                const report::ReportOptions& options)
{
    report::ReportContent content{*snapshot};
    if (arguments.compare)
        content.comparison = comparisonOf(arguments, snapshot);
    if (!arguments.weather.empty() || arguments.year)
        content.year = yearOf(arguments, snapshot);
    report::requireSheets(content, options);
    if (arguments.look.pack != report::Pack::Plan)
        content.studies = meetingStudiesOf(*snapshot, [](const std::string& step) {
            showProgress(step);
            return true;
        });
    return content;
}

void writeTablesOf(const report::ReportContent& content, const std::filesystem::path& folder)
{
    showProgress("tables");
    const CapacityPtr& known = content.studies.capacity;
    report::writeTables(report::tableFilesOf(content.snapshot, *findingsOf(content.snapshot),
                                             known ? known : usualCapacityOf(content.snapshot)),
                        folder);
}

ExitCode writePdf(const ReportArguments& arguments)
{
    requireSense(arguments);
    const Painting painting;
    report::ReportOptions options = arguments.look.options();
    const SnapshotPtr snapshot = arguments.input.runWithFigures();
    options.siteFile = QString::fromStdString(arguments.input.file.filename().string());
    options.siteFileSha256 = report::sha256Of(arguments.input.file);
    options.date = QDateTime::currentDateTime();
    options.modelVersion = QStringLiteral("Hallwright " HALLWRIGHT_VERSION);
    options.progress = [](int done, int total) {
        showProgress(fmt::format("page {} of {}", done, total));
        return true;
    };
    const report::ReportContent content = contentOf(arguments, snapshot, options);
    report::writeReport(content, options, arguments.output);
    if (!arguments.tables.empty())
        writeTablesOf(content, arguments.tables);
    showProgress({});
    return ExitCode::Fine;
}

void addExtras(CLI::App& verb, ReportArguments& arguments)
{
    verb.add_option("--weather", arguments.weather,
                    "also report a year of this weather: EPW, Open-Meteo JSON or CSV, also packed by gzip");
    verb.add_flag("--year", arguments.year, "also report a year of the weather that the site file holds");
    verb.add_option("--prices", arguments.prices, "its prices, in YAML (docs/year.md)");
    verb.add_option(
            "--tables", arguments.tables,
            "also write its tables as CSV files into this folder: racks, halls, buildings, equipment, "
            "feeds, findings, materials, capacity; SI, the unit in each heading")
        ->option_text("DIR");
    verb.add_option("--compare", arguments.compare,
                    "also hold it against the branch or kept version of this name, or main: figures, "
                    "findings, halls that "
                    "differ, what was changed")
        ->option_text("NAME");
}

} // namespace

void addReport(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<ReportArguments>();
    CLI::App* verb =
        program.add_subcommand("report", "Write a PDF: a cover, conclusions, findings, capacity and what "
                                         "would make room, cooling and power in tables and diagrams, and "
                                         "each hall's floor plan at drawing scale.");
    addSiteAndScenario(*verb, arguments->input);
    addInlets(*verb, arguments->input);
    verb->add_option("-o,--output", arguments->output, "the PDF file to write")->required();
    addExtras(*verb, *arguments);
    addReportLook(*verb, arguments->look);
    verb->footer("Examples:\n  hallwright-cli report site.hallwright -o report.pdf\n"
                 "  hallwright-cli report site.hallwright -o plans.pdf --pack plan --paper A1 --scale 1:100\n"
                 "  hallwright-cli report site.hallwright -o report.pdf --paper A4 --outdoor 35 --units ip\n"
                 "  hallwright-cli report site.hallwright -o sheet.pdf --paper \"ANSI D\" --pages 3-7 "
                 "--author \"N. N.\"\n"
                 "  hallwright-cli report site.hallwright -o report.pdf --tables report-tables "
                 "--compare \"Liquid halls\"");
    verbs["report"] = [arguments] { return writePdf(*arguments); };
}

} // namespace hallwright::cli
