// A year of weather in the site file's table `weather`: its hours packed, and known by their content.
//
// The column `hours` is a zlib stream (RFC 1950) of doubles, little endian: dry bulb [°C], wet bulb [°C], wind [m/s]
// and global irradiance [W/m²] of all hours, one quantity after the other; of each quantity first the lowest byte of
// all hours, then the next, since neighbouring hours share their high bytes. A year takes some 80 to 150 kB. Hours that
// a source does not give are not numbers. The digest is the SHA-256 of what a year is computed with and of what its
// source says of it; neither the file's name nor the day counts.
#pragma once

#include "core/model/site_weather.h"

#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace hallwright {

// `fileName` may have a folder, which is left out. `keptAt` is ISO 8601, UTC. Throws InputError for a series that is no
// whole year, or has hours that no place on Earth has.
KeptWeather keptWeather(std::shared_ptr<const WeatherSeries> series, const std::string& fileName,
                        const std::string& keptAt);
// That of now.
std::string utcNowText();

// The table holds afterwards those of `kept` that one of the sites names; what it holds already is not written again.
void putWeather(SQLite::Database& database, const std::vector<KeptWeather>& kept,
                const std::vector<const Site*>& sites);

// Of tables of any version; earlier ones have none. Throws InputError for a year that is damaged.
std::vector<KeptWeather> readKeptWeather(SQLite::Database& database, int version);

} // namespace hallwright
