// Hours of weather as files give them, made a whole year of dry and wet bulbs.
#pragma once

#include "core/model/weather_series.h"

#include <limits>
#include <string>
#include <vector>

namespace hallwright {

inline constexpr double missingWeather = std::numeric_limits<double>::quiet_NaN();

// What a file says of an hour; not a number where it says nothing.
struct RawWeatherHour {
    double dryBulbC = missingWeather;
    double wetBulbC = missingWeather;
    double dewPointC = missingWeather;
    double relativeHumidity = missingWeather; // 0..1
    double pressurePa = missingWeather;
    double windMs = missingWeather;
    double globalWm2 = missingWeather;
};

// Fills `series.hours` and adds to its notes. Of an hour the wet bulb counts before the dew point, and that before the
// relative humidity. Throws InputError, naming `origin` and the hour, where hours are no year, more than 6 in a row are
// missing, or no air has the values.
void fillYear(WeatherSeries& series, std::vector<RawWeatherHour> hours, const std::string& origin);

// "14 March, 15:00"
std::string hourText(std::size_t hour, bool leapYear);

} // namespace hallwright
