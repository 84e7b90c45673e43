#include "core/exchange/text_encoding.h"
#include "core/exchange/weather_file.h"
#include "core/exchange/weather_hours.h"
#include "core/model/calendar.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace hallwright {

namespace {

// Fields of a row of data, by the numbers of the format less one.
namespace epw {

constexpr std::size_t month = 1, day = 2, hour = 3;
constexpr std::size_t dryBulb = 6, dewPoint = 7, relativeHumidity = 8, pressure = 9, global = 13, wind = 21;
constexpr std::size_t fieldsRead = wind + 1;
constexpr std::size_t latitude = 6, longitude = 7, utcOffset = 8, elevation = 9; // of LOCATION

} // namespace epw

using EpwFields = std::array<std::string_view, epw::fieldsRead>;

std::string_view withoutBlanks(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '"'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '"' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

// As many as are read; a comma in quotes separates nothing. Returns how many there are of these.
std::size_t splitEpw(std::string_view line, EpwFields& fields)
{
    std::size_t count = 0;
    std::size_t from = 0;
    bool quoted = false;
    for (std::size_t at = 0; at <= line.size() && count < fields.size(); ++at) {
        if (at < line.size() && line[at] == '"')
            quoted = !quoted;
        if (at == line.size() || (line[at] == ',' && !quoted)) {
            fields[count++] = withoutBlanks(line.substr(from, at - from));
            from = at + 1;
        }
    }
    return count;
}

std::optional<double> epwNumber(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

// The mean of the records of an hour that have a value.
class HourMean
{
public:
    void add(double value)
    {
        if (std::isnan(value))
            return;
        sum_ += value;
        ++count_;
    }
    double value() const { return count_ > 0 ? sum_ / count_ : missingWeather; }

private:
    double sum_ = 0.0;
    int count_ = 0;
};

class EpwReader
{
public:
    EpwReader(std::string_view text, const std::string& origin) : text_(text), origin_(origin) {}

    WeatherSeries read()
    {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (text_.starts_with(mark))
            text_.remove_prefix(mark.size());
        readHeader();
        readRows();
        noteLeapDay();
        fillYear(series_, std::move(hours_), origin_);
        return std::move(series_);
    }

private:
    [[noreturn]] void fail(const std::string& what) const
    {
        throw InputError(fmt::format("{}:{}: {}", origin_, line_, what));
    }

    // Lines end with LF, CRLF or CR.
    bool nextLine()
    {
        if (at_ >= text_.size())
            return false;
        std::size_t end = std::min(text_.find('\n', at_), text_.size());
        if (const std::size_t cr = text_.substr(at_, end - at_).find('\r'); cr != std::string_view::npos)
            end = at_ + cr;
        row_ = text_.substr(at_, end - at_);
        at_ = end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
        ++line_;
        return true;
    }

    double headerNumber(const EpwFields& fields, std::size_t field, const char* what, double least,
                        double most) const
    {
        const std::optional<double> value = epwNumber(fields[field]);
        if (!value || *value < least || *value > most)
            fail(fmt::format("The {} of LOCATION is \"{}\", but must lie between {} and {}.", what,
                             utf8Of(fields[field]), least, most));
        return *value;
    }

    void readLocation(const EpwFields& fields, std::size_t count)
    {
        if (count <= epw::elevation)
            fail(fmt::format("LOCATION has {}, but an EPW states 10.", counted(count, "field")));
        series_.place = utf8Of(fields[1]);
        for (const std::size_t k :
             {std::size_t{2}, std::size_t{3}}) { // state and country; "-" stands for none
            if (!fields[k].empty() && fields[k] != "-")
                series_.place += ", " + utf8Of(fields[k]);
        }
        series_.source = fmt::format("{} {}", utf8Of(fields[4]), utf8Of(fields[5]));
        series_.latitudeDeg = headerNumber(fields, epw::latitude, "latitude", -90.0, 90.0);
        series_.longitudeDeg = headerNumber(fields, epw::longitude, "longitude", -180.0, 180.0);
        series_.utcOffsetH = headerNumber(fields, epw::utcOffset, "time zone", -12.0, 14.0);
        series_.elevationM = headerNumber(fields, epw::elevation, "elevation", -500.0, 9000.0);
    }

    void readHeader()
    {
        bool located = false;
        EpwFields fields;
        while (nextLine()) {
            const std::size_t count = splitEpw(row_, fields);
            if (fields[0] == "LOCATION") {
                readLocation(fields, count);
                located = true;
            } else if (fields[0] == "HOLIDAYS/DAYLIGHT SAVINGS" || fields[0] == "HOLIDAYS/DAYLIGHT SAVING")
                leapObserved_ = count > 1 && (fields[1] == "Yes" || fields[1] == "yes" || fields[1] == "YES");
            else if (fields[0] == "DATA PERIODS") {
                readPeriods(fields, count);
                break;
            }
        }
        if (!located)
            fail("It has no line LOCATION before its data and is no EPW file.");
        if (recordsStated_ == 0)
            fail("It has no line DATA PERIODS, behind which the hours of an EPW file stand.");
    }

    void readPeriods(const EpwFields& fields, std::size_t count)
    {
        const double periods = count > 1 ? epwNumber(fields[1]).value_or(0.0) : 0.0;
        if (periods != 1.0)
            fail(fmt::format("DATA PERIODS states \"{}\" periods, but one whole year is read.",
                             count > 1 ? utf8Of(fields[1]) : std::string()));
        const double records = count > 2 ? epwNumber(fields[2]).value_or(0.0) : 0.0;
        if (!(records >= 1.0 && records <= 60.0) || records != std::floor(records))
            fail(fmt::format("DATA PERIODS states \"{}\" records an hour, but must state 1 to 60.",
                             count > 2 ? utf8Of(fields[2]) : std::string()));
        recordsStated_ = static_cast<std::size_t>(records);
    }

    std::size_t whole(std::string_view field, const char* what, std::size_t least, std::size_t most) const
    {
        const std::optional<double> value = epwNumber(field);
        if (!value || *value < static_cast<double>(least) || *value > static_cast<double>(most) ||
            *value != std::floor(*value))
            fail(fmt::format("The {} is \"{}\", but must be a whole number from {} to {}.", what,
                             utf8Of(field), least, most));
        return static_cast<std::size_t>(*value);
    }

    // Missing where it is at or beyond the format's marker, or out of what the quantity can be.
    static double valueOf(std::string_view field, double least, double marker)
    {
        const std::optional<double> value = epwNumber(field);
        return value && *value >= least && *value < marker ? *value : missingWeather;
    }

    double temperatureOf(std::string_view field, const char* what) const
    {
        constexpr double missing = 99.9; // of dry bulb and dew point; some write 99.99 or 999
        if (field.empty())
            return missingWeather;
        const std::optional<double> value = epwNumber(field);
        if (!value)
            fail(fmt::format("The {} is \"{}\", which is no number.", what, utf8Of(field)));
        return *value >= missing ? missingWeather : *value;
    }

    void readRows()
    {
        EpwFields fields;
        std::size_t hourAt = hoursOfYear(true);
        while (nextLine()) {
            if (withoutBlanks(row_).empty())
                continue;
            const std::size_t count = splitEpw(row_, fields);
            if (count < epw::fieldsRead)
                fail(fmt::format("The row has {}, but {} are read.", counted(count, "field"),
                                 epw::fieldsRead));
            const std::size_t slot = slotOf(fields);
            if (slot != hourAt) {
                closeHour();
                requireNext(slot);
                hourAt = slot;
                leapDayOpen_ = isLeapDay(slot);
            }
            addRecord(fields);
        }
        closeHour();
        // A year that stops early is told where: by its last hour.
        if (hourAt != hoursOfYear(true) - 1)
            fail(fmt::format("The data end at {}; a whole year goes to 31 December.",
                             hourAt < hoursOfYear(true) ? hourText(hourAt, true) : "their beginning"));
    }

    // Of the leap year's 8,784, whatever year it is.
    std::size_t slotOf(const EpwFields& fields) const
    {
        const std::size_t month = whole(fields[epw::month], "month", 1, monthsOfYear) - 1;
        const std::size_t day = whole(fields[epw::day], "day", 1, daysOfMonth(month, true)) - 1;
        const std::size_t hour = whole(fields[epw::hour], "hour", 1, hoursOfDay) - 1;
        return firstHourOf(month, true) + hoursOfDay * day + hour;
    }

    static bool isLeapDay(std::size_t slot)
    {
        const std::size_t march = firstHourOf(2, true);
        return slot >= march - hoursOfDay && slot < march;
    }

    void requireNext(std::size_t slot)
    {
        const bool overLeapDay = next_ == firstHourOf(2, true) - hoursOfDay && slot == firstHourOf(2, true);
        if (slot != next_ && !overLeapDay)
            fail(fmt::format("{} stands where {} is due; the hours of a year follow each other.",
                             hourText(slot, true),
                             next_ < hoursOfYear(true) ? hourText(next_, true) : "the end of the year"));
        next_ = slot + 1;
    }

    void addRecord(const EpwFields& fields)
    {
        constexpr double leastPa = 31e3, pressureMissing = 120e3; // the format's range; 999999 is missing
        constexpr double percentMissing = 110.5, windMissing = 99.0, globalMissing = 9999.0;
        means_[0].add(temperatureOf(fields[epw::dryBulb], "dry bulb"));
        means_[1].add(temperatureOf(fields[epw::dewPoint], "dew point"));
        means_[2].add(0.01 * valueOf(fields[epw::relativeHumidity], 0.0, percentMissing));
        means_[3].add(valueOf(fields[epw::pressure], leastPa, pressureMissing));
        means_[4].add(valueOf(fields[epw::global], 0.0, globalMissing));
        means_[5].add(valueOf(fields[epw::wind], 0.0, windMissing));
        ++records_;
    }

    void closeHour()
    {
        if (records_ == 0)
            return;
        if (hours_.empty() && leapRows_ == 0)
            noteRecords();
        else if (records_ != recordsFound_)
            fail(fmt::format("The hour before has {}, but those before have {}.", counted(records_, "record"),
                             recordsFound_));
        if (leapDayOpen_ && !leapObserved_)
            ++leapRows_;
        else {
            hasLeapDay_ = hasLeapDay_ || leapDayOpen_;
            RawWeatherHour hour;
            hour.dryBulbC = means_[0].value();
            hour.dewPointC = means_[1].value();
            hour.relativeHumidity = means_[2].value();
            hour.pressurePa = means_[3].value();
            hour.globalWm2 = means_[4].value();
            hour.windMs = means_[5].value();
            hours_.push_back(hour);
        }
        means_ = {};
        records_ = 0;
    }

    void noteRecords()
    {
        recordsFound_ = records_;
        if (recordsFound_ != recordsStated_)
            series_.notes.push_back(fmt::format("The header states {} an hour, the data have {}: they are "
                                                "read as they stand.",
                                                counted(recordsStated_, "record"), recordsFound_));
        else if (recordsFound_ > 1)
            series_.notes.push_back(
                fmt::format("The {} of each hour are averaged.", counted(recordsFound_, "record")));
    }

    void noteLeapDay()
    {
        if (leapRows_ > 0)
            series_.notes.push_back("The 29 February is left out, since the header says that leap years are "
                                    "not observed.");
        else if (leapObserved_ && !hasLeapDay_)
            series_.notes.push_back("The header says that leap years are observed, but the data have no 29 "
                                    "February: the year has 8,760 hours.");
    }

    std::string_view text_;
    const std::string& origin_;
    std::size_t at_ = 0;
    int line_ = 0;
    std::string_view row_;
    WeatherSeries series_;
    std::vector<RawWeatherHour> hours_;
    bool leapObserved_ = false;
    bool leapDayOpen_ = false; // the hour that is read is of 29 February
    bool hasLeapDay_ = false;
    std::size_t leapRows_ = 0; // hours of it left out
    std::size_t recordsStated_ = 0;
    std::size_t recordsFound_ = 0; // of the first hour
    std::size_t next_ = 0;         // the slot that is due
    std::size_t records_ = 0;      // of the hour that is read
    std::array<HourMean, 6> means_;
};

} // namespace

WeatherSeries readEpw(std::string_view text, const std::string& origin)
{
    return EpwReader(text, origin).read();
}

} // namespace hallwright
