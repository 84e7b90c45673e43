// Failure rates of equipment as a table: a line of titles, then a kind of equipment or the name of an object a line.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

struct RateLine {
    std::string name; // of a kind ("ups") or an object ("UPS A")
    double mtbfH = 0.0;
    double mttrH = 0.0;
    std::string source; // empty where the file states none
    int line = 0;
};

// Columns "name" (or "kind"), "mtbf_h", "mttr_h" and, if there is one, "source"; commas, semicolons or tabs between, UTF-8.
// Throws InputError, with the line, for a column that is missing, a number that is none, and a name given twice.
std::vector<RateLine> rateLinesFromCsv(std::string_view text, const std::string& origin);

// The same from a file. Throws StorageError if it cannot be read, InputError if it has more than 4 MB.
std::vector<RateLine> readRateLines(const std::filesystem::path& file);

} // namespace hallwright
