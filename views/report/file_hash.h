// What a report says of the file it is about, so that a reader can tell whether they have the same.
#pragma once

#include <QString>

#include <filesystem>

namespace hallwright::report {

// SHA-256 (FIPS 180-4) of its bytes, in hexadecimal; empty where it cannot be read.
QString sha256Of(const std::filesystem::path& file);

} // namespace hallwright::report
