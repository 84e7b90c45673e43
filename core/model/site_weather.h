// Which year of weather belongs to a site, and what is kept of it.
//
// A version of a site names its weather by content, in the record of the site's data: `identifiers["weather"]` is
// "Chicago Ohare Intl Ap (TMY3 725300) #", followed by the SHA-256 of the year in 64 hexadecimal digits. Undo,
// branches, merges and change sets have it with the records. The hours themselves are kept once beside all versions
// (KeptWeather), in the site file's table `weather`. A version whose hours are not kept has no weather.
#pragma once

#include "core/model/site.h"
#include "core/model/weather_series.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

inline constexpr std::string_view weatherIdentifier = "weather"; // the system in Record::identifiers

// A year of weather with where it comes from. Equal digests are equal years.
struct KeptWeather {
    std::string digest;   // SHA-256 of `packed`, unpacked; 64 hexadecimal digits
    std::string fileName; // it was read from, without its folder
    std::string keptAt;   // when it was taken into the site: ISO 8601, UTC
    std::shared_ptr<const WeatherSeries> series;
    std::shared_ptr<const std::string> packed; // its bytes in the site file (core/storage/packed_weather.h)

    bool operator==(const KeptWeather& other) const { return digest == other.digest; }
};

// What a version says of its weather.
struct WeatherName {
    std::string title; // "Chicago Ohare Intl Ap (TMY3 725300)"
    std::string digest;

    bool operator==(const WeatherName&) const = default;
};

// As the record holds it: the title, shortened, and the digest.
std::string identifierOf(const WeatherName& name);
// The title of such an identifier; of another text the text itself.
std::string weatherTitle(const std::string& identifier);

// None where the site has no weather of its own.
std::optional<WeatherName> weatherNameOf(const Site& site);
WeatherName nameOf(const KeptWeather& weather);

// The next version with this weather, or with none; the same version where it has that already.
SitePtr withWeather(const SitePtr& site, const std::optional<WeatherName>& name);

// That which the site names; nullptr if it names none or it is not among these.
const KeptWeather* findWeather(const std::vector<KeptWeather>& kept, const Site& site);
// Adds it unless it is there.
void addWeather(std::vector<KeptWeather>& kept, const KeptWeather& weather);

} // namespace hallwright
