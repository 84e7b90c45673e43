#include "core/exchange/grid_series.h"

#include "core/exchange/hourly_table.h"
#include "core/exchange/limited_file.h"
#include "core/exchange/text_encoding.h"
#include "core/exchange/unpacked.h"
#include "core/model/calendar.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>

namespace hallwright {

namespace {

using HourPoint = std::chrono::time_point<std::chrono::system_clock, std::chrono::hours>;

// Reads an ISO 8601 time from its front to its end.
class IsoTime
{
public:
    explicit IsoTime(std::string_view text) : rest_(text) {}

    // The hour of universal time; none for what is no time, or has no offset although it needs one.
    std::optional<HourPoint> hour(bool isUniversal)
    {
        using namespace std::chrono;
        const int y = digits(4), mo = separated('-', 2), d = separated('-', 2);
        if (!rest_.starts_with('T') && !rest_.starts_with(' '))
            return std::nullopt;
        rest_.remove_prefix(1);
        const int h = digits(2), mi = separated(':', 2);
        if (rest_.starts_with(':'))
            separated(':', 2);
        if (rest_.starts_with('.'))
            rest_.remove_prefix(std::min(rest_.find_first_not_of("0123456789", 1), rest_.size()));
        const std::optional<int> offset = offsetMinutes(isUniversal);
        const year_month_day date{year(y), month(static_cast<unsigned>(mo)), day(static_cast<unsigned>(d))};
        if (!good_ || !offset || !rest_.empty() || !date.ok() || h > 23 || mi > 59)
            return std::nullopt;
        return floor<hours>(sys_days(date) + hours(h) + minutes(mi - *offset));
    }

private:
    int digits(std::size_t count)
    {
        int value = 0;
        const std::string_view text = rest_.substr(0, count);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        good_ =
            good_ && error == std::errc() && text.size() == count && end == text.data() + count && value >= 0;
        rest_.remove_prefix(text.size());
        return value;
    }

    int separated(char by, std::size_t count)
    {
        good_ = good_ && rest_.starts_with(by);
        rest_.remove_prefix(rest_.empty() ? 0 : 1);
        return digits(count);
    }

    std::optional<int> offsetMinutes(bool isUniversal)
    {
        if (rest_.empty())
            return isUniversal ? std::optional(0) : std::nullopt;
        if (rest_ == "Z" || rest_ == "z") {
            rest_ = {};
            return 0;
        }
        const int sign = rest_.front() == '-' ? -1 : rest_.front() == '+' ? 1 : 0;
        if (sign == 0)
            return std::nullopt;
        rest_.remove_prefix(1);
        const int hours = digits(2);
        const int minutes = rest_.starts_with(':') ? separated(':', 2) : rest_.empty() ? 0 : digits(2);
        return sign * (60 * hours + minutes);
    }

    std::string_view rest_;
    bool good_ = true;
};

class GridReader
{
public:
    GridReader(std::string_view text, const std::string& origin, GridQuantity quantity)
        : table_(text, origin), origin_(origin), quantity_(quantity)
    {
    }

    GridSeries read()
    {
        findColumns();
        series_.source = origin_;
        series_.what = table_.titles()[value_];
        readHours();
        fillBlanks();
        return std::move(series_);
    }

private:
    [[noreturn]] void fail(const std::string& what) const { throw InputError(origin_ + ": " + what); }

    void findColumns()
    {
        std::optional<std::size_t> time;
        for (const char* title :
             {"Datetime (UTC)", "timestamp_utc", "time_utc", "datetime", "timestamp", "time"}) {
            if (!time)
                time = table_.column(title);
        }
        if (!time)
            fail("It has no column of times: \"Datetime (UTC)\", \"timestamp\", \"datetime\" or \"time\".");
        time_ = *time;
        universal_ = table_.titles()[time_].find("UTC") != std::string::npos ||
                     table_.titles()[time_].ends_with("_utc");
        std::optional<std::size_t> value;
        if (quantity_ == GridQuantity::Price) {
            value = table_.columnWith("price");
            factor_ = 1e-3; // of a MWh to that of a kWh
        } else {
            factor_ = 1e-3; // g to kg
            for (const char* part : {"carbon intensity", "carbon_intensity", "avg_ci"}) {
                if (!value)
                    value = table_.columnWith(part);
            }
            if (!value && (value = table_.columnWith("carbon_kg_per_kwh")))
                factor_ = 1.0;
        }
        if (!value)
            fail(quantity_ == GridQuantity::Price
                     ? "It has no column of prices: one whose title has \"price\", per MWh."
                     : "It has no column of the grid's carbon: \"Carbon intensity ...\" or \"avg_CI\" in "
                       "g/kWh, or "
                       "\"carbon_kg_per_kwh\".");
        value_ = *value;
    }

    HourPoint hourOf(std::size_t row) const
    {
        const auto hour = IsoTime(table_.cell(row, time_)).hour(universal_);
        if (!hour)
            throw InputError(
                fmt::format("{}:{}: The time is \"{}\", but must be ISO 8601 with its offset, as "
                            "2024-03-31T02:00+01:00, or stand in a column of UTC.",
                            origin_, table_.line(row), table_.cell(row, time_)));
        return *hour;
    }

    void readHours()
    {
        using namespace std::chrono;
        const year_month_day middle(floor<days>(hourOf(table_.rows() / 2)));
        const HourPoint first = sys_days(middle.year() / January / 1);
        series_.leapYear = middle.year().is_leap();
        const std::size_t count = hoursOfYear(series_.leapYear);
        std::vector<double> sums(count, 0.0);
        std::vector<int> records(count, 0);
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            const auto at = (hourOf(row) - first).count();
            const double value = table_.number(row, value_);
            if (at < 0 || static_cast<std::size_t>(at) >= count || std::isnan(value))
                continue; // the last hours of a year by a local clock are of the next
            sums[static_cast<std::size_t>(at)] += factor_ * value;
            ++records[static_cast<std::size_t>(at)];
        }
        series_.values.reserve(count);
        for (std::size_t h = 0; h < count; ++h)
            series_.values.push_back(records[h] > 0 ? sums[h] / records[h]
                                                    : std::numeric_limits<double>::quiet_NaN());
    }

    // In a straight line; the year joins at its ends.
    void fillBlanks()
    {
        constexpr std::size_t mostFilled = 24;
        std::vector<double>& values = series_.values;
        const std::size_t count = values.size();
        std::size_t start = 0;
        while (start < count && std::isnan(values[start]))
            ++start;
        std::size_t filled = 0;
        for (std::size_t h = start + 1; h < start + count && start < count; ++h) {
            std::size_t end = h;
            while (std::isnan(values[end % count]))
                ++end;
            if (end - h > mostFilled)
                fail(fmt::format(
                    "It lacks {} in a row from hour {:.0f} of its year on, more than the {} that are filled; "
                    "give a whole year.",
                    counted(end - h, "hour"), static_cast<double>(h % count), mostFilled));
            const double before = values[(h - 1) % count];
            const double behind = values[end % count];
            for (std::size_t k = h; k < end; ++k, ++filled)
                values[k % count] = before + (behind - before) * static_cast<double>(k - h + 1) /
                                                 static_cast<double>(end - h + 1);
            h = end;
        }
        if (start == count)
            fail("It has no value at all.");
        if (filled > 0)
            series_.notes.push_back(fmt::format("{} of {} {} blank and filled in a straight line.",
                                                counted(filled, "hour"), origin_,
                                                filled == 1 ? "was" : "were"));
    }

    const HourlyTable table_;
    const std::string& origin_;
    GridQuantity quantity_;
    GridSeries series_;
    std::size_t time_ = 0;
    std::size_t value_ = 0;
    double factor_ = 1.0;
    bool universal_ = false;
};

} // namespace

std::vector<double> GridSeries::atClock(double utcOffsetH, bool leap) const
{
    const std::size_t march = firstHourOf(2, false);
    std::vector<double> year = values; // with the leap day that is asked for
    const auto leapDay = year.begin() + static_cast<std::ptrdiff_t>(march);
    if (leapYear && !leap)
        year.erase(leapDay, leapDay + hoursOfDay);
    else if (!leapYear && leap) {
        const std::vector<double> day(leapDay - hoursOfDay, leapDay);
        year.insert(leapDay, day.begin(), day.end());
    }
    const auto count = static_cast<std::ptrdiff_t>(year.size());
    const auto shift = static_cast<std::ptrdiff_t>(std::floor(utcOffsetH));
    const double part = utcOffsetH - std::floor(utcOffsetH); // of zones of half hours
    const auto at = [&](std::ptrdiff_t h) {
        return year[static_cast<std::size_t>((h % count + count) % count)];
    };
    std::vector<double> local;
    local.reserve(year.size());
    // An hour of this clock begins `utcOffsetH` earlier by universal time.
    for (std::ptrdiff_t h = 0; h < count; ++h)
        local.push_back((1.0 - part) * at(h - shift) + part * at(h - shift - 1));
    return local;
}

GridSeries readGrid(std::string_view text, const std::string& origin, GridQuantity quantity)
{
    return GridReader(text, origin, quantity).read();
}

GridSeries readGrid(const std::filesystem::path& file, GridQuantity quantity)
{
    constexpr std::uintmax_t mostBytes = 64'000'000;
    const std::string origin = file.string();
    const std::string content =
        unpacked(limitedContentOf(file, mostBytes, "give one year of hours"), mostBytes, origin);
    GridSeries series = readGrid(utf8Of(content), origin, quantity);
    series.source = file.filename().string();
    return series;
}

} // namespace hallwright
