// Fields of CSV after RFC 4180.
#pragma once

#include <optional>
#include <string>

namespace hallwright {

std::string csvField(const std::string& text); // in quotes if it must be

// Without the zeros behind, "-0" as "0"; empty of what is not known or not finite.
std::string csvNumber(std::optional<double> value, int decimals);

} // namespace hallwright
