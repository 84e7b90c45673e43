// The papers a report can be printed on, and how large its layout is on each.
#pragma once

#include <QSizeF>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace hallwright::report {

enum class PaperSize : std::uint8_t { A4, A3, A2, A1, A0, AnsiA, AnsiB, AnsiC, AnsiD, AnsiE };
enum class Orientation : std::uint8_t { Landscape, Portrait };

struct Paper {
    PaperSize size = PaperSize::A3;
    const char* name = "A3"; // "ANSI D"
    QSizeF portraitMm;       // width and height [mm], the shorter first: ISO 216:2007, ANSI/ASME Y14.1-2020
    // What a millimetre of the layout measures on it: letters and title block grow with the sheet, but less than it, so that a
    // larger sheet holds more; on the smallest they stay large enough to be read.
    double magnification = 1.0;
};

const std::vector<Paper>& papers(); // the smallest of each series first
const Paper& paperOf(PaperSize size);

QSizeF paperMm(PaperSize size, Orientation orientation);

// No letter of a report is smaller on paper.
inline constexpr double smallestTextPt = 6.0;
inline constexpr double mmPerPoint = 25.4 / 72.0;

} // namespace hallwright::report
