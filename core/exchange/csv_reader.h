// Lines of a table of text, after RFC 4180 with any separator and any line end.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

using CsvFields = std::vector<std::string>; // without blanks at their ends

class CsvReader
{
public:
    CsvReader(std::string_view text, const std::string& origin, char separator)
        : text_(text), origin_(origin), separator_(separator)
    {
    }

    int line() const { return line_; }
    char separator() const { return separator_; }

    // Throws InputError with the line, that of the last fields unless it is given.
    [[noreturn]] void fail(const std::string& what, int line = 0) const;

    // The next line with something in it; none at the end.
    std::optional<CsvFields> next();

private:
    CsvFields readFields();
    std::string readQuoted();

    std::string_view text_;
    const std::string& origin_;
    char separator_;
    std::size_t at_ = 0;
    int line_ = 1;
    int nextLine_ = 1;
};

} // namespace hallwright
