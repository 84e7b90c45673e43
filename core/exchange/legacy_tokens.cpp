#include "core/exchange/legacy_tokens.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>

namespace hallwright {

namespace {

constexpr std::string_view blank = " \t\r\n";

} // namespace

const bool LegacyTokens::swapped = std::endian::native == std::endian::little;

void LegacyTokens::fail(const std::string& what) const
{
    throw InputError(fmt::format("{} {}.", origin_, what));
}

void LegacyTokens::readHeader()
{
    if (bytes_.starts_with("\xEF\xBB\xBF")) // of an editor
        bytes_.remove_prefix(3);
    if (!vtk::lowerCase(nextLine()).starts_with("# vtk datafile"))
        fail("is no legacy VTK file");
    nextLine(); // the title
    const std::string mode = keyword();
    if (mode != "ascii" && mode != "binary")
        fail("says neither ASCII nor BINARY");
    binary_ = mode == "binary";
}

std::string_view LegacyTokens::nextLine()
{
    const std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
    const std::string_view line = bytes_.substr(at_, end - at_);
    at_ = std::min(end + 1, bytes_.size());
    return line;
}

std::string_view LegacyTokens::wordView()
{
    const std::size_t start = std::min(bytes_.find_first_not_of(blank, at_), bytes_.size());
    at_ = std::min(bytes_.find_first_of(blank, start), bytes_.size());
    return bytes_.substr(start, at_ - start);
}

double LegacyTokens::number()
{
    const std::string_view word = wordView();
    const std::optional<double> value = vtk::number(word);
    if (word.empty())
        fail("ends before the last of its values");
    if (!value)
        fail(fmt::format("has \"{}\" in line {}, where a number should be", word.substr(0, 20), line()));
    return *value;
}

std::size_t LegacyTokens::count()
{
    constexpr double most = 4e9; // beyond it a header is damaged, and two may be multiplied
    const double value = number();
    if (!(value >= 0.0) || value > most || value != std::floor(value))
        fail(fmt::format("has a count of {} in line {}", value, line()));
    return static_cast<std::size_t>(value);
}

void LegacyTokens::requireBytes(const std::string& type, std::size_t many) const
{
    const std::size_t size = vtk::sizeOf(type);
    if (binary_ && size == 0)
        fail(fmt::format("stores values as \"{}\" in line {}, which we do not read", type.substr(0, 20),
                         line()));
    if (many > (bytes_.size() - at_) / (binary_ ? size : 1)) // in text each takes a character at least
        fail("ends before the last of its values");
}

std::string_view LegacyTokens::block(const std::string& type, std::size_t many)
{
    nextLine(); // the rest of the line; data begin after it
    requireBytes(type, many);
    const std::size_t size = many * vtk::sizeOf(type);
    const std::string_view data = bytes_.substr(at_, size);
    at_ += size;
    return data;
}

std::vector<float> LegacyTokens::values(const std::string& type, std::size_t many)
{
    requireBytes(type, many);
    if (binary_)
        return vtk::decoded<float>(block(type, many), type, many, swapped);
    std::vector<float> result(many);
    for (float& value : result)
        value = static_cast<float>(number());
    return result;
}

void LegacyTokens::skip(const std::string& type, std::size_t many)
{
    if (type == "string")
        skipStrings(many);
    else if (!binary_) {
        requireBytes(type, many);
        for (std::size_t i = 0; i < many; ++i)
            wordView();
    } else if (type == "bit")
        block("unsigned_char", (many + 7) / 8);
    else
        block(type, many);
}

void LegacyTokens::skipStrings(std::size_t many)
{
    nextLine();
    requireBytes("char", many);
    for (std::size_t i = 0; i < many; ++i)
        binary_ ? skipBinaryString() : static_cast<void>(nextLine());
}

// After its length, of 6, 14, 30 or 62 bits: the first two bits of the first byte say how many.
void LegacyTokens::skipBinaryString()
{
    if (at_ >= bytes_.size())
        fail("ends before the last of its values");
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes_[at_ + i]); };
    const std::size_t lengthBytes = std::size_t{8} >> (byte(0) >> 6U);
    std::size_t length = byte(0) & 0x3fU;
    if (bytes_.size() - at_ < lengthBytes)
        fail("ends before the last of its values");
    for (std::size_t i = 1; i < lengthBytes; ++i)
        length = length << 8U | byte(i);
    at_ += lengthBytes;
    if (bytes_.size() - at_ < length)
        fail("ends before the last of its values");
    at_ += length;
}

void LegacyTokens::skipMetadata()
{
    nextLine(); // the rest of its own line
    while (at_ < bytes_.size() && nextLine().find_first_not_of(blank) != std::string_view::npos)
        continue;
}

} // namespace hallwright
