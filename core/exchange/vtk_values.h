// What the readers of VTK's two file formats share: names, types and bytes of arrays.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright::vtk {

// Whether an array of this name may hold air temperatures, or velocities.
bool meansTemperature(std::string_view name);
bool meansVelocity(std::string_view name);

std::string lowerCase(std::string_view text);

// Bytes of one value of a type, as "Float32" or "float"; 0 if unknown.
std::size_t sizeOf(std::string_view type);

// `count` values from bytes; `swapped` if their order is not this machine's. Enough bytes must be there.
std::vector<double> decoded(std::string_view bytes, std::string_view type, std::size_t count, bool swapped);

// Base64, also of several runs one after another, each with its own padding. Stops at the first other character.
std::string fromBase64(std::string_view text);

inline constexpr double mostValues = 4e8; // of one array; beyond it a header is damaged

} // namespace hallwright::vtk
