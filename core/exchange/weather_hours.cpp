#include "core/exchange/weather_hours.h"

#include "core/model/calendar.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/physics/air.h"
#include "core/physics/psychrometrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright {

namespace {

constexpr std::size_t mostHoursFilled = 6; // in a row: weather turns within half a day
constexpr double coldestHourC = -90.0;     // none on Earth is colder or hotter
constexpr double hottestHourC = 60.0;
constexpr double statedToK = 0.5; // sensors of dry bulb and dew point disagree by that much in saturated air

class YearOfHours
{
public:
    YearOfHours(WeatherSeries& series, std::vector<RawWeatherHour> hours, const std::string& origin)
        : series_(series), raw_(std::move(hours)), origin_(origin)
    {
    }

    void fill()
    {
        requireWholeYear();
        series_.leapYear = raw_.size() == hoursOfYear(true);
        fillGaps(&RawWeatherHour::dryBulbC, "dry bulb");
        for (std::size_t h = 0; h < raw_.size(); ++h) {
            requirePossible(h, raw_[h].dryBulbC, coldestHourC, hottestHourC, "dry bulb");
            if (std::isnan(raw_[h].pressurePa))
                raw_[h].pressurePa = pressureAtElevationPa(series_.elevationM);
            raw_[h].wetBulbC = wetBulbOf(h);
        }
        fillGaps(&RawWeatherHour::wetBulbC, "humidity");
        series_.hours.reserve(raw_.size());
        for (const RawWeatherHour& hour : raw_)
            series_.hours.push_back(
                {hour.dryBulbC, std::min(hour.wetBulbC, hour.dryBulbC), hour.windMs, hour.globalWm2});
    }

private:
    [[noreturn]] void fail(const std::string& what) const { throw InputError(origin_ + ": " + what); }

    void requireWholeYear() const
    {
        if (raw_.size() != hoursOfYear(false) && raw_.size() != hoursOfYear(true))
            fail(fmt::format("It has {}, but a whole year has 8,760, or 8,784 with a leap day; "
                             "give a file of one calendar year.",
                             counted(raw_.size(), "hour")));
    }

    void requirePossible(std::size_t h, double value, double lowest, double highest, const char* what) const
    {
        if (value >= lowest && value <= highest)
            return;
        fail(fmt::format("The {} of {} is {:.1f} °C, but must lie between {:.1f} and {:.1f} °C.", what,
                         hourText(h, series_.leapYear), value, lowest, highest));
    }

    double wetBulbOf(std::size_t h) const
    {
        const RawWeatherHour& hour = raw_[h];
        const double pressurePa = hour.pressurePa;
        if (!std::isnan(hour.wetBulbC)) {
            constexpr double dryAir = 2e-7; // next to none: psychrometrics.h tells none from less
            const double lowestC = hallwright::wetBulbC(hour.dryBulbC, dryAir, pressurePa);
            requirePossible(h, hour.wetBulbC, lowestC - statedToK, hour.dryBulbC + statedToK, "wet bulb");
            return std::min(hour.wetBulbC, hour.dryBulbC);
        }
        if (!std::isnan(hour.dewPointC)) {
            requirePossible(h, hour.dewPointC, coldestHourC, hour.dryBulbC + statedToK, "dew point");
            const double dewC = std::min(hour.dewPointC, hour.dryBulbC);
            return hallwright::wetBulbC(hour.dryBulbC, humidityRatioFromDewPoint(dewC, pressurePa),
                                        pressurePa);
        }
        if (std::isnan(hour.relativeHumidity))
            return missingWeather;
        const double vapourPa =
            std::clamp(hour.relativeHumidity, 0.0, 1.0) * saturationPressurePa(hour.dryBulbC);
        return hallwright::wetBulbC(hour.dryBulbC, humidityRatioOfVapour(vapourPa, pressurePa), pressurePa);
    }

    // In a straight line from the hour before to the hour behind; the year joins at its ends.
    void fillGaps(double RawWeatherHour::*value, const char* what)
    {
        const std::size_t count = raw_.size();
        const auto at = [&](std::size_t h) -> double& { return raw_[h % count].*value; };
        std::size_t start = 0;
        while (start < count && std::isnan(at(start)))
            ++start;
        if (start == count)
            fail(fmt::format("It gives no {} at all.", what));
        std::size_t filled = 0;
        for (std::size_t h = start + 1; h < start + count; ++h) {
            std::size_t end = h;
            while (std::isnan(at(end)))
                ++end;
            const std::size_t missing = end - h;
            if (missing > mostHoursFilled)
                fail(fmt::format("The {} is missing for {} from {}; at most {} in a row are filled.", what,
                                 counted(missing, "hour"), hourText(h % count, series_.leapYear),
                                 mostHoursFilled));
            const double before = at(h - 1);
            for (std::size_t k = 0; k < missing; ++k)
                at(h + k) = before + (at(end) - before) * static_cast<double>(k + 1) /
                                         static_cast<double>(missing + 1);
            filled += missing;
            h = end;
        }
        if (filled > 0)
            series_.notes.push_back(fmt::format("The {} of {} was missing and lies in a straight line "
                                                "between its neighbours.",
                                                what, counted(filled, "hour")));
    }

    WeatherSeries& series_;
    std::vector<RawWeatherHour> raw_;
    const std::string& origin_;
};

} // namespace

void fillYear(WeatherSeries& series, std::vector<RawWeatherHour> hours, const std::string& origin)
{
    YearOfHours(series, std::move(hours), origin).fill();
}

std::string hourText(std::size_t hour, bool leapYear)
{
    constexpr std::array names{"January", "February", "March",     "April",   "May",      "June",
                               "July",    "August",   "September", "October", "November", "December"};
    const std::size_t month = monthOfHour(hour, leapYear);
    const std::size_t within = hour - firstHourOf(month, leapYear);
    return fmt::format("{} {}, {}:00", within / hoursOfDay + 1, names[month], within % hoursOfDay);
}

} // namespace hallwright
