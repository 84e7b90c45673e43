// Numbers as sentences have them: with a mark between thousands, and their unit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hallwright {

// "1,120.0" for 1120 with one decimal, "129,000".
std::string grouped(double value, int decimals = 0);

std::string kilowatts(double watts, int decimals = 1); // "1,120.0 kW"
std::string megawatts(double watts);                   // "1,204.118 MW"

// "1 rack", "1,024 racks"
std::string counted(std::size_t count, std::string_view thing);

} // namespace hallwright
