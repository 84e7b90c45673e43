#include "core/model/site_weather.h"

#include "core/model/characters.h"
#include "core/model/site_edit.h"

#include <algorithm>

namespace hallwright {

namespace {

constexpr std::size_t digestDigits = 64;
constexpr std::string_view beforeDigest = " #";
constexpr std::size_t longestTitle =
    120; // characters; with the digest it is no longer than an identifier may be

bool isDigest(std::string_view text)
{
    return text.size() == digestDigits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<WeatherName> weatherNameIn(const std::string& identifier)
{
    const std::size_t at = identifier.rfind(beforeDigest);
    if (at == std::string::npos || !isDigest(std::string_view(identifier).substr(at + beforeDigest.size())))
        return std::nullopt;
    return WeatherName{identifier.substr(0, at), identifier.substr(at + beforeDigest.size())};
}

} // namespace

std::string identifierOf(const WeatherName& name)
{
    return std::string(firstCharacters(name.title, longestTitle)) + std::string(beforeDigest) + name.digest;
}

std::string weatherTitle(const std::string& identifier)
{
    const auto name = weatherNameIn(identifier);
    return name ? name->title : identifier;
}

std::optional<WeatherName> weatherNameOf(const Site& site)
{
    const auto& identifiers = site.records->of(siteData()).identifiers;
    const auto found = identifiers.find(std::string(weatherIdentifier));
    return found != identifiers.end() ? weatherNameIn(found->second) : std::nullopt;
}

WeatherName nameOf(const KeptWeather& weather)
{
    const WeatherSeries& series = *weather.series;
    const std::string title =
        series.place.empty() ? series.source : series.place + " (" + series.source + ")";
    return {std::string(firstCharacters(title, longestTitle)), weather.digest};
}

SitePtr withWeather(const SitePtr& site, const std::optional<WeatherName>& name)
{
    const std::string system(weatherIdentifier);
    const auto& now = site->records->of(siteData()).identifiers;
    const auto found = now.find(system);
    const bool same = name ? found != now.end() && found->second == identifierOf(*name) : found == now.end();
    if (same)
        return site;
    SiteEdit edit(site);
    auto& identifiers = edit.changeRecord(siteData()).identifiers;
    if (name)
        identifiers[system] = identifierOf(*name);
    else
        identifiers.erase(system);
    return edit.done();
}

const KeptWeather* findWeather(const std::vector<KeptWeather>& kept, const Site& site)
{
    const auto name = weatherNameOf(site);
    if (!name)
        return nullptr;
    const auto found = std::find_if(
        kept.begin(), kept.end(), [&](const KeptWeather& weather) { return weather.digest == name->digest; });
    return found != kept.end() ? &*found : nullptr;
}

void addWeather(std::vector<KeptWeather>& kept, const KeptWeather& weather)
{
    if (std::find(kept.begin(), kept.end(), weather) == kept.end())
        kept.push_back(weather);
}

} // namespace hallwright
