// Shares of their power that racks draw at each hour of the day, from a CSV: what a day of training, inference or storage looks like.
//
//     hour,compute,network,storage,management
//     0,0.62,0.8,1,1
//     ...
//     23,0.66,0.8,1,1
//
// Each hour of the day once, 0 to 23; a column a role, of which there may be one alone; a role without a column draws all of its power.
// Shares are from 0 to 1, or in percent where the title has a % or ends with "percent".
#pragma once

#include "core/model/calendar.h"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace hallwright {

struct LoadShares {
    static constexpr std::size_t roles = 4; // of RackRole
    std::array<std::array<double, roles>, hoursOfDay> shares{};
    std::string source; // the file's name
};

// Throws StorageError if it cannot be read, InputError with the line for what is no such table.
LoadShares readLoadShares(const std::filesystem::path& file);
LoadShares readLoadShares(std::string_view text, const std::string& origin);

} // namespace hallwright
