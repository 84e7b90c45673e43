// The printed report: a cover, conclusions in words, tables of findings, capacity, cooling and power, and the floor plans at a
// drawing scale.
#pragma once

#include "core/simulation/snapshot.h"
#include "core/studies/meeting.h"
#include "views/report/paper.h"
#include "views/report/reported_year.h"
#include "views/shared/format.h"

#include <QDateTime>
#include <QImage>
#include <QPicture>
#include <QString>

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace hallwright::report {

enum class Pack {
    Full,    // everything
    Plan,    // the drawings
    Capacity // what is left, what stops the next rack, what would make room
};

// What a title block says of who answers for the sheet. Empty: a dash.
struct TitleFields {
    QString title; // of the whole report; empty: the site's name
    QString project;
    QString author;
    QString checked;
    QString revision;
    QImage logo;
};

// Sheets by their numbers, both ends included.
struct SheetRange {
    int first = 1;
    int last = 1;
};

struct ReportOptions {
    QString siteFile;       // named in the title blocks
    QString siteFileSha256; // of its bytes, in hexadecimal; empty: not saved as evaluated
    Pack pack = Pack::Full;
    PaperSize paper = PaperSize::A3;
    Orientation orientation = Orientation::Landscape;
    std::optional<int> scale;         // n of 1:n of the floor plans; none: the largest that fits
    std::optional<SheetRange> sheets; // none: all. They keep their numbers.
    TitleFields fields;
    style::UnitSystem units = style::UnitSystem::Si;
    QDateTime date;                                    // printed in the title blocks
    QString modelVersion;                              // of the program that computed the figures
    std::function<bool(int done, int total)> progress; // called after each page; false stops
};

// A version of the site, by the name of its branch.
struct ReportedVersion {
    QString name;
    SnapshotPtr snapshot;
};

// Two versions to be held against each other, evaluated under one scenario, with inlets found alike.
struct Comparison {
    ReportedVersion before, after;
};

// What is reported: an evaluation, and the studies of it that were asked for. What is not there is left out.
struct ReportContent {
    const Snapshot& snapshot;
    MeetingStudies studies{}; // of the same site and conditions
    std::optional<Comparison> comparison{};
    std::optional<ReportedYear> year{};
};

// Writes a PDF with an outline, links and "page x of y". Vectors and selectable text only, but for a logo. Needs a
// QGuiApplication, no screen. The file is complete or not there: throws StorageError naming the target, which
// is then as it was, and InputError for a scale at which a hall does not fit on the paper or sheets that there are not. Returns
// false, and leaves the target as it was, if `progress` stopped it.
bool writeReport(const ReportContent& content, const ReportOptions& options,
                 const std::filesystem::path& pdf);

// The same sheets to be printed, each in hundredths of a millimetre from the paper's upper left corner. Throws as writeReport
// but for the target; none if `progress` stopped it.
std::vector<QPicture> paintSheets(const ReportContent& content, const ReportOptions& options);

// How many sheets it would have.
int sheetCount(const ReportContent& content, const ReportOptions& options);

} // namespace hallwright::report
