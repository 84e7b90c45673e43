// Rack inlet temperatures measured or computed elsewhere, to compare with ours.
#pragma once

#include "core/exchange/sampled_temperature.h"
#include "core/physics/air_room.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// A table as spreadsheets and loggers write it: UTF-8, UTF-16 or Windows-1252, with commas, semicolons, tabs or bars between
// columns, a decimal comma or point, and a header among its first lines. It has a column "rack" and one of inlets,
// "inlet_c" by preference, or "Inlet temperature (°F)" and the like; without a unit the median tells °C from K. Where
// there are "hall" or "building", only the lines of this hall count; other columns are left alone. One value [°C] per
// name in `racks`, none where no line has it or it is "N/A". Throws InputError naming the line that is wrong: a number
// that is none, a rack told twice, a rack that this hall does not have.
std::vector<std::optional<double>> inletsFromCsv(std::string_view text, const std::string& origin,
                                                 const std::string& building, const std::string& hall,
                                                 std::span<const std::string> racks);

// The same from a file. Throws StorageError if it cannot be read, InputError if it has more than 64 MB.
std::vector<std::optional<double>> readInletsCsv(const std::filesystem::path& file,
                                                 const std::string& building, const std::string& hall,
                                                 std::span<const std::string> racks);

// The mean over points before a rack's front, half a value's spacing in the aisle, weighted with the velocity into the
// rack where the file has velocities; none where no point has a value, or none draws air.
std::optional<double> inletFrom(const SampledTemperature& air, const AirRack& rack);

// How far one set of inlets lies from another, over the racks that have both.
struct InletDifference {
    std::size_t racks = 0;
    double meanK = 0.0; // of ours minus theirs
    double rmsK = 0.0;
    double worstK = 0.0;              // the largest in size, with its sign
    std::optional<std::size_t> worst; // position
};

InletDifference differenceOf(std::span<const double> oursC, std::span<const std::optional<double>> theirsC);

} // namespace hallwright
