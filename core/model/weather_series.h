// The weather of a year at a place, hour by hour, with where it comes from.
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace hallwright {

struct WeatherHour {
    double dryBulbC = 0.0;
    double wetBulbC = 0.0; // at most dryBulbC; over ice below 0 °C
    // Not a number where the source has none.
    double windMs = std::numeric_limits<double>::quiet_NaN();    // at 10 m above the ground
    double globalWm2 = std::numeric_limits<double>::quiet_NaN(); // on the horizontal, mean of the hour
};

struct WeatherSeries {
    std::string place;  // in the source's words
    std::string source; // "TMY3 725300", "Open-Meteo"
    double latitudeDeg = std::numeric_limits<double>::quiet_NaN();
    double longitudeDeg = std::numeric_limits<double>::quiet_NaN();
    double elevationM = 0.0;
    double utcOffsetH = 0.0;        // of its clock, the same all year: local less universal time
    bool leapYear = false;          // 8,784 h and not 8,760
    std::vector<WeatherHour> hours; // from 1 January, 0:00 of its clock
    std::vector<std::string> notes; // what was left out or filled, in full sentences
};

} // namespace hallwright
