// The weather of a site in words.
#pragma once

#include "core/model/site_weather.h"

#include <string>

namespace hallwright::cli {

// "kept in the site file since 2026-12-01T12:00:00Z, from chicago.epw, SHA-256 0123456789ab…"
std::string keptFromText(const KeptWeather& weather);

} // namespace hallwright::cli
