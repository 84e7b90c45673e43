// How a report is to look, from the words of the command line.
#pragma once

#include "views/report/report.h"
#include "views/shared/format.h"

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace hallwright::cli {

struct ReportLook {
    report::Pack pack = report::Pack::Full;
    report::Orientation orientation = report::Orientation::Landscape;
    style::UnitSystem units = style::UnitSystem::Si;
    std::string paper = "A3"; // "ansi d" as well
    std::string scale;        // "1:100", "100"; empty: the largest that fits
    std::string pages;        // "3-7", "4"; empty: all
    std::string title, project, author, checked, revision;
    std::filesystem::path logo;

    // Throws UsageError for words that mean nothing; InputError for a logo that is no picture.
    report::ReportOptions options() const;
};

void addReportLook(CLI::App& verb, ReportLook& look);

} // namespace hallwright::cli
