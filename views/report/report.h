// The printed report: the campus and its figures, tables of findings, cooling and power, then each hall's floor plan at a drawing
// scale.
#pragma once

#include "core/simulation/snapshot.h"

#include <QDateTime>
#include <QString>

#include <filesystem>
#include <functional>

namespace hallwright::report {

enum class PaperSize { A3, A4 }; // landscape

struct ReportOptions {
    QString siteFile; // named in the title blocks
    PaperSize paper = PaperSize::A3;
    QDateTime date;                                    // printed in the title blocks
    QString modelVersion;                              // of the program that computed the figures
    std::function<bool(int done, int total)> progress; // called after each page; false stops
};

// Writes a PDF of one page for the campus, those of its findings, cooling and power, and one for each hall. Vectors and
// selectable text only. Needs a QGuiApplication, no screen. The file is complete or not there: throws StorageError naming the target, which
// is then as it was. Returns false, and leaves the target as it was, if `progress` stopped it.
bool writeReport(const Site& site, const Snapshot& snapshot, const ReportOptions& options,
                 const std::filesystem::path& pdf);

} // namespace hallwright::report
