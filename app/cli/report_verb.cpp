#include "app/cli/evaluated.h"
#include "app/cli/painting.h"
#include "app/cli/report_options.h"
#include "app/cli/verbs.h"
#include "views/report/file_hash.h"

#include <CLI/CLI.hpp>
#include <QDateTime>
#include <fmt/format.h>

#include <memory>

namespace hallwright::cli {

namespace {

struct ReportArguments {
    Evaluated input;
    std::filesystem::path output;
    ReportLook look;
};

report::ReportContent contentOf(const Snapshot& snapshot, report::Pack pack)
{
    report::ReportContent content{snapshot};
    if (pack != report::Pack::Plan)
        content.studies = meetingStudiesOf(snapshot, [](const std::string& step) {
            showProgress(step);
            return true;
        });
    return content;
}

ExitCode writePdf(const ReportArguments& arguments)
{
    requireDistinct(arguments.input.file, arguments.output);
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
    report::writeReport(contentOf(*snapshot, options.pack), options, arguments.output);
    showProgress({});
    return ExitCode::Fine;
}

} // namespace

void addReport(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<ReportArguments>();
    CLI::App* verb =
        program.add_subcommand("report", "Write a PDF: a cover, conclusions, findings, capacity and what "
                                         "would make room, cooling and power in tables, and "
                                         "each hall's floor plan at drawing scale.");
    addSiteAndScenario(*verb, arguments->input);
    addInlets(*verb, arguments->input);
    verb->add_option("-o,--output", arguments->output, "the PDF file to write")->required();
    addReportLook(*verb, arguments->look);
    verb->footer("Examples:\n  hallwright-cli report site.hallwright -o report.pdf\n"
                 "  hallwright-cli report site.hallwright -o plans.pdf --pack plan --paper A1 --scale 1:100\n"
                 "  hallwright-cli report site.hallwright -o report.pdf --paper A4 --outdoor 35 --units ip\n"
                 "  hallwright-cli report site.hallwright -o sheet.pdf --paper \"ANSI D\" --pages 3-7 "
                 "--author \"N. N.\"");
    verbs["report"] = [arguments] { return writePdf(*arguments); };
}

} // namespace hallwright::cli
