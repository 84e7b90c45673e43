#include "core/exchange/csv.h"

#include <fmt/format.h>

#include <cmath>

namespace hallwright {

std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"')
            result += '"';
        result += c;
    }
    return result + '"';
}

std::string csvNumber(std::optional<double> value, int decimals)
{
    if (!value || !std::isfinite(*value))
        return {};
    std::string text = fmt::format("{:.{}f}", *value, decimals);
    if (decimals > 0)
        text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text == "-0" ? "0" : text;
}

} // namespace hallwright
