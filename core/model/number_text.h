// Numbers as sentences have them: with a mark between thousands, and their unit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace hallwright {

// "1,120.0" for 1120 with one decimal, "129,000".
std::string grouped(double value, int decimals = 0);

std::string kilowatts(double watts, int decimals = 1); // "1,120.0 kW"
std::string megawatts(double watts);                   // "1,204.118 MW"

// A value and the limit it is held against, with as many decimals more as it takes for the two to read differently:
// "27.003" and "27.000" rather than 27.0 twice. At most six more; equal ones stay equal.
std::pair<std::string, std::string> groupedApart(double value, double limit, int decimals);
std::pair<std::string, std::string> kilowattsApart(double watts,
                                                   double limitW); // with the unit, from one decimal

// "1 rack", "1,024 racks"
std::string counted(std::size_t count, std::string_view thing);

} // namespace hallwright
