#include "core/exchange/hourly_table.h"

#include "core/exchange/csv_reader.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

char separatorOf(std::string_view text)
{
    const std::string_view titles = text.substr(0, text.find_first_of("\r\n"));
    char best = ',';
    for (const char c : {';', '\t'}) {
        if (std::count(titles.begin(), titles.end(), c) > std::count(titles.begin(), titles.end(), best))
            best = c;
    }
    return best;
}

std::string inLowerCase(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

} // namespace

HourlyTable::HourlyTable(std::string_view text, const std::string& origin) : origin_(origin)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark))
        text.remove_prefix(mark.size());
    CsvReader reader(text, origin_, separatorOf(text));
    if (auto titles = reader.next())
        titles_ = std::move(*titles);
    while (auto row = reader.next()) {
        if (row->size() < titles_.size())
            reader.fail(
                fmt::format("The row has {} values, but there are {} titles", row->size(), titles_.size()));
        cells_.push_back(std::move(*row));
        lines_.push_back(reader.line());
    }
    if (cells_.empty())
        throw InputError(origin_ + ": It has no row of hours below a line of titles.");
}

std::optional<std::size_t> HourlyTable::column(std::string_view title) const
{
    const auto found = std::find(titles_.begin(), titles_.end(), title);
    return found != titles_.end() ? std::optional(static_cast<std::size_t>(found - titles_.begin()))
                                  : std::nullopt;
}

std::optional<std::size_t> HourlyTable::columnWith(std::string_view part) const
{
    const std::string sought = inLowerCase(part);
    for (std::size_t c = 0; c < titles_.size(); ++c) {
        if (inLowerCase(titles_[c]).find(sought) != std::string::npos)
            return c;
    }
    return std::nullopt;
}

double HourlyTable::number(std::size_t row, std::size_t column) const
{
    const std::string& text = cells_[row][column];
    if (text.empty())
        return std::numeric_limits<double>::quiet_NaN();
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        throw InputError(fmt::format("{}:{}: {} is \"{}\", which is no number with a decimal point.", origin_,
                                     lines_[row], titles_[column], text));
    return value;
}

} // namespace hallwright
