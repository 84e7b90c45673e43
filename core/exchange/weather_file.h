// Weather of a year from files of others: EPW, Open-Meteo JSON, CSV.
//
// EPW (EnergyPlus Auxiliary Programs, "Weather Data Format"): LOCATION, HOLIDAYS/DAYLIGHT SAVINGS and DATA PERIODS of its header,
// then rows of 1 January to 31 December, hour 1..24, of one or more records an hour, which are averaged; years and
// minutes are not looked at, since a typical year joins months of many and a minute of 0 or 60 means the same hour. The 29
// February is kept where the header says that leap years are observed. Missing values, by the format's markers, are filled
// in a straight line over at most 6 h.
//
// Open-Meteo (archive API, JSON): hourly temperature_2m with relative_humidity_2m, dew_point_2m or wet_bulb_temperature_2m;
// surface_pressure, wind_speed_10m and shortwave_radiation where given; units as the file states them.
//
// CSV, UTF-8, a line an hour of the whole year: dry_bulb_c with wet_bulb_c, dew_point_c or relative_humidity_percent;
// pressure_pa, wind_m_s and global_w_m2 where given.
//
// Wet bulbs follow from humidity and the pressure of the hour (core/physics/psychrometrics.h); without one the pressure is that
// of the elevation. Either file may be packed by gzip.
#pragma once

#include "core/model/site.h"
#include "core/model/weather_series.h"

#include <filesystem>
#include <memory>
#include <string_view>

namespace hallwright {

// `siteElevationM` counts where the file states none. Throws StorageError if the file cannot be read, InputError for what is no whole
// year of possible air: the file, the line or hour, the value and its limit.
WeatherSeries readWeather(const std::filesystem::path& file, double siteElevationM);
// The same for a year of a site: it bears the site's place where the file names none, and says in its notes that it is of another height.
std::shared_ptr<const WeatherSeries> readWeatherFor(const SiteInfo& site, const std::filesystem::path& file);

// Of each kind; `origin` names the file in errors.
WeatherSeries readEpw(std::string_view text, const std::string& origin);
WeatherSeries readOpenMeteo(std::string_view text, const std::string& origin);
WeatherSeries readWeatherCsv(std::string_view text, const std::string& origin, double elevationM);

} // namespace hallwright
