// Hourly carbon intensity and price of a grid, from CSV of Electricity Maps, of EIA's hourly data, or of one's own.
//
// The time of a row is its column "Datetime (UTC)", "timestamp", "datetime" or "time", in ISO 8601: "2024-03-31T01:00Z",
// "2024-03-31 02:00:00+01:00". Without an offset it is universal time where the title says UTC; else it is refused, since an hour
// of a local clock is missing in spring and there are two of one in autumn. Rows are of one year, or of a part of it, in order; each counts
// for its hour of universal time.
//
// Intensity: a column whose title has "carbon intensity" or "carbon_intensity" (that of "direct" emissions before that of the life cycle), or
// "avg_CI", in g/kWh; "carbon_kg_per_kwh" in kg/kWh. Price: a column whose title has "price", in units of money per MWh.
// Blank hours are filled in a straight line over at most 24 h.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

struct GridSeries {
    std::string source;         // the file's name
    std::string what;           // the title of the column
    std::vector<double> values; // kg/kWh, or money per kWh; from 1 January, 0:00 of universal time
    bool leapYear = false;
    std::vector<std::string> notes;

    // At the hours of a year of another clock, `utcOffsetH` ahead of universal time and with or without a leap day: its 29 February is left
    // out, or takes the values of the 28th; hours beyond an end of the year are those of its other end.
    std::vector<double> atClock(double utcOffsetH, bool leapYear) const;
};

enum class GridQuantity { CarbonIntensity, Price };

// Throws StorageError if it cannot be read, InputError for what is no whole year of hours.
GridSeries readGrid(const std::filesystem::path& file, GridQuantity quantity);
GridSeries readGrid(std::string_view text, const std::string& origin, GridQuantity quantity);

} // namespace hallwright
