#include "app/cli/choice.h"
#include "app/cli/evaluated.h"
#include "app/cli/painting.h"
#include "app/cli/verbs.h"
#include "views/report/report.h"

#include <CLI/CLI.hpp>
#include <QDateTime>
#include <fmt/format.h>

#include <memory>

namespace hallwright::cli {

namespace {

struct ReportArguments {
    Evaluated input;
    std::filesystem::path output;
    report::PaperSize paper = report::PaperSize::A3;
};

ExitCode writePdf(const ReportArguments& arguments)
{
    requireDistinct(arguments.input.file, arguments.output);
    const SnapshotPtr snapshot = arguments.input.runWithFigures();
    const Painting painting;
    report::ReportOptions options;
    options.siteFile = QString::fromStdString(arguments.input.file.filename().string());
    options.paper = arguments.paper;
    options.date = QDateTime::currentDateTime();
    options.modelVersion = QStringLiteral("Hallwright " HALLWRIGHT_VERSION);
    options.progress = [](int done, int total) {
        showProgress(fmt::format("page {} of {}", done, total));
        return true;
    };
    report::writeReport(*snapshot->site, *snapshot, options, arguments.output);
    showProgress({});
    return ExitCode::Fine;
}

} // namespace

void addReport(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<ReportArguments>();
    CLI::App* verb = program.add_subcommand(
        "report",
        "Write a PDF: the campus, its cooling and power in tables, then each hall's floor plan at drawing "
        "scale.");
    addSiteAndScenario(*verb, arguments->input);
    addInlets(*verb, arguments->input);
    verb->add_option("-o,--output", arguments->output, "the PDF file to write")->required();
    const std::map<std::string, report::PaperSize> sizes = {{"A3", report::PaperSize::A3},
                                                            {"A4", report::PaperSize::A4}};
    addChoice(*verb, "--paper", arguments->paper, sizes, "A3 (default) or A4, landscape");
    verb->footer("Examples:\n  hallwright-cli report site.hallwright -o plan.pdf\n"
                 "  hallwright-cli report site.hallwright -o plan.pdf --paper A4 --outdoor 35");
    verbs["report"] = [arguments] { return writePdf(*arguments); };
}

} // namespace hallwright::cli
