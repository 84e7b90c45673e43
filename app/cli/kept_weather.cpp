#include "app/cli/kept_weather.h"

#include <fmt/format.h>

namespace hallwright::cli {

std::string keptFromText(const KeptWeather& weather)
{
    constexpr std::size_t shownDigits = 12; // of 64: enough to tell years apart
    return fmt::format("kept in the site file since {}, from {}, SHA-256 {}…", weather.keptAt,
                       weather.fileName, weather.digest.substr(0, shownDigits));
}

} // namespace hallwright::cli
