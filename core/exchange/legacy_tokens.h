// Words, numbers and arrays of a legacy VTK file, one after another.
#pragma once

#include "core/exchange/vtk_values.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

class LegacyTokens
{
public:
    LegacyTokens(std::string_view bytes, const std::string& origin) : bytes_(bytes), origin_(origin) {}

    [[noreturn]] void fail(const std::string& what) const;

    void readHeader(); // the two lines before, and ASCII or BINARY

    std::string word() { return std::string(wordView()); } // empty at the end
    std::string keyword() { return vtk::lowerCase(wordView()); }
    double number();
    std::size_t count();
    std::size_t line() const { return vtk::lineAt(bytes_, at_); } // of the next word, for messages

    std::size_t position() const { return at_; }
    void returnTo(std::size_t position) { at_ = position; }

    // Fails if the file cannot hold so many values of a type any more.
    void requireBytes(const std::string& type, std::size_t many) const;
    std::vector<float> values(const std::string& type, std::size_t many);
    void skip(const std::string& type, std::size_t many);
    void skipMetadata(); // to the blank line at its end

    // Calls use(double) for each value, without keeping them.
    template <class Use>
    void each(const std::string& type, std::size_t many, Use use)
    {
        constexpr std::size_t atOnce = 4096;
        requireBytes(type, many);
        if (!binary_) {
            for (std::size_t i = 0; i < many; ++i)
                use(number());
            return;
        }
        const std::string_view data = block(type, many);
        const std::size_t size = vtk::sizeOf(type);
        for (std::size_t i = 0; i < many; i += atOnce) {
            for (const double value :
                 vtk::decoded<double>(data.substr(i * size), type, std::min(atOnce, many - i), swapped))
                use(value);
        }
    }

private:
    static const bool swapped; // binary values are stored big-endian

    std::string_view nextLine();
    std::string_view wordView();
    std::string_view block(const std::string& type, std::size_t many);
    void skipStrings(std::size_t many);
    void skipBinaryString();

    std::string_view bytes_;
    const std::string& origin_;
    std::size_t at_ = 0;
    bool binary_ = false;
};

} // namespace hallwright
