// A CSV of hours: a line of titles, then a line an hour.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

class HourlyTable
{
public:
    // UTF-8; commas, semicolons or tabs between values, whichever the line of titles has most of. Throws InputError for a row that has
    // fewer values than titles, and for no row at all.
    HourlyTable(std::string_view text, const std::string& origin);

    std::size_t rows() const { return cells_.size(); }
    const std::vector<std::string>& titles() const { return titles_; }
    std::optional<std::size_t> column(std::string_view title) const;
    std::optional<std::size_t>
    columnWith(std::string_view part) const; // the first whose title has it, in any case
    const std::string& cell(std::size_t row, std::size_t column) const { return cells_[row][column]; }
    // Not a number where the cell is blank. Throws InputError, with the line, for what is no number.
    double number(std::size_t row, std::size_t column) const;
    int line(std::size_t row) const { return lines_[row]; }

private:
    const std::string origin_;
    std::vector<std::string> titles_;
    std::vector<std::vector<std::string>> cells_;
    std::vector<int> lines_;
};

} // namespace hallwright
