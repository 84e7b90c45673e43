#include "core/model/number_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

std::string grouped(double value, int decimals)
{
    std::string text = fmt::format("{:.{}f}", value, decimals);
    const std::size_t first = std::min(text.find_first_of("0123456789"), text.size());
    const std::size_t end = std::min(text.find_first_not_of("0123456789", first), text.size());
    for (std::size_t at = end; at > first + 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

std::string kilowatts(double watts, int decimals)
{
    return grouped(watts / 1e3, decimals) + " kW";
}

std::string megawatts(double watts)
{
    return grouped(watts / 1e6, 3) + " MW";
}

std::pair<std::string, std::string> groupedApart(double value, double limit, int decimals)
{
    const int most = decimals + 6;
    while (value != limit && decimals < most && grouped(value, decimals) == grouped(limit, decimals))
        ++decimals;
    return {grouped(value, decimals), grouped(limit, decimals)};
}

std::pair<std::string, std::string> kilowattsApart(double watts, double limitW)
{
    const auto [value, limit] = groupedApart(watts / 1e3, limitW / 1e3, 1);
    return {value + " kW", limit + " kW"};
}

std::string counted(std::size_t count, std::string_view thing)
{
    return fmt::format("{} {}{}", grouped(static_cast<double>(count)), thing, count == 1 ? "" : "s");
}

} // namespace hallwright
