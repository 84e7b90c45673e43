// What the readers of VTK's two file formats share: names, numbers and bytes of arrays.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright::vtk {

// How surely an array of this name holds air temperatures, or velocities in m/s: 0 not, 1 their mean over time, 2 yes.
int meansTemperature(std::string_view name);
int meansVelocity(std::string_view name);

// Arrays by which ParaView says which values are none: 0 in the first, a bit of the second.
bool isValidMask(std::string_view name); // vtkValidPointMask
bool isGhostMask(std::string_view name); // vtkGhostType
bool isHidden(float ghostType, bool ofCells);

std::string lowerCase(std::string_view text);

// Of the byte at `position`, from 1: for messages.
std::size_t lineAt(std::string_view bytes, std::size_t position);

// A number as programs write it on any platform and in any locale: "1e-3", "20,45", "nan", "1.#QNAN", "-Infinity".
std::optional<double> number(std::string_view word);

// Bytes of one value of a type, as "Float32" or "float"; 0 if unknown.
std::size_t sizeOf(std::string_view type);

// `count` values from bytes as float or double; `swapped` if their order is not this machine's. Enough bytes must be there.
template <class Value>
std::vector<Value> decoded(std::string_view bytes, std::string_view type, std::size_t count, bool swapped);

// The first `most` bytes of base64, also of several runs one after another, each with its own padding, and in lines.
// Stops at the first other character.
std::string fromBase64(std::string_view text, std::size_t most);

inline constexpr std::size_t mostPlaces =
    8'000'000; // with a value each: what fits into a gigabyte with the file

// What to say of a file with none but these arrays.
std::string noTemperature(const std::vector<std::string>& names);
std::string tooMany(double many, std::string_view things); // what to say where there are more

} // namespace hallwright::vtk
