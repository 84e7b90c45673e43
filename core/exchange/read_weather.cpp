// Weather files but EPW: which kind a file is, packed ones, Open-Meteo and CSV.
#include "core/exchange/csv_reader.h"
#include "core/exchange/hourly_table.h"
#include "core/exchange/limited_file.h"
#include "core/exchange/text_encoding.h"
#include "core/exchange/unpacked.h"
#include "core/exchange/weather_file.h"
#include "core/exchange/weather_hours.h"
#include "core/model/calendar.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

using WeatherJson = nlohmann::json;

constexpr double kelvinPerFahrenheit = 5.0 / 9.0;

// One of the hourly series of an Open-Meteo answer, by any of its names in that service's history.
class OpenMeteoReader
{
public:
    OpenMeteoReader(std::string_view text, const std::string& origin) : origin_(origin)
    {
        json_ = WeatherJson::parse(text, nullptr, false);
        if (!json_.is_object() || !json_.contains("hourly") || !json_["hourly"].is_object() ||
            !json_["hourly"].contains("time") || !json_["hourly"]["time"].is_array())
            fail("It is no JSON of Open-Meteo: it has no hourly times.");
        count_ = json_["hourly"]["time"].size();
    }

    WeatherSeries read()
    {
        WeatherSeries series;
        series.source = "Open-Meteo";
        series.latitudeDeg = number("latitude");
        series.longitudeDeg = number("longitude");
        series.elevationM = std::isnan(number("elevation")) ? 0.0 : number("elevation");
        const double offsetS = number("utc_offset_seconds");
        series.utcOffsetH = std::isnan(offsetS) ? 0.0 : offsetS / 3600.0;
        series.place = fmt::format("{:.2f}°, {:.2f}°", series.latitudeDeg, series.longitudeDeg);
        requireHours();
        std::vector<RawWeatherHour> hours(count_);
        const bool dry = put(hours, &RawWeatherHour::dryBulbC, {"temperature_2m"});
        const bool wet = put(hours, &RawWeatherHour::wetBulbC, {"wet_bulb_temperature_2m"});
        const bool dew = put(hours, &RawWeatherHour::dewPointC, {"dew_point_2m", "dewpoint_2m"});
        const bool humid =
            put(hours, &RawWeatherHour::relativeHumidity, {"relative_humidity_2m", "relativehumidity_2m"});
        if (!dry || !(wet || dew || humid))
            fail("It lacks temperature_2m, or with it one of wet_bulb_temperature_2m, dew_point_2m and "
                 "relative_humidity_2m.");
        put(hours, &RawWeatherHour::pressurePa, {"surface_pressure"});
        put(hours, &RawWeatherHour::windMs, {"wind_speed_10m", "windspeed_10m"});
        put(hours, &RawWeatherHour::globalWm2, {"shortwave_radiation"});
        fillYear(series, std::move(hours), origin_);
        return series;
    }

private:
    [[noreturn]] void fail(const std::string& what) const { throw InputError(origin_ + ": " + what); }

    double number(const char* key) const
    {
        return json_.contains(key) && json_[key].is_number() ? json_[key].get<double>() : missingWeather;
    }

    // Every hour from 1 January 0:00 on, whatever the year.
    void requireHours() const
    {
        const bool leap = count_ == hoursOfYear(true);
        for (std::size_t h = 0; h < std::min(count_, hoursOfYear(true)); ++h) {
            const std::size_t month = monthOfHour(h, leap);
            const std::size_t within = h - firstHourOf(month, leap);
            const std::string due =
                fmt::format("-{:02}-{:02}T{:02}:00", month + 1, within / hoursOfDay + 1, within % hoursOfDay);
            const WeatherJson& time = json_["hourly"]["time"][h];
            if (!time.is_string() || !time.get_ref<const std::string&>().ends_with(due))
                fail(fmt::format("Hour {} of it is {}, but {} is due: ask for whole hours of one calendar "
                                 "year, 1 January to 31 December, in ISO 8601.",
                                 h + 1, time.dump(), hourText(h, leap)));
        }
    }

    std::string unitOf(const std::string& key) const
    {
        const auto units = json_.find("hourly_units");
        if (units == json_.end() || !units->is_object() || !units->contains(key))
            return {};
        const WeatherJson& unit = (*units)[key];
        return unit.is_string() ? unit.get<std::string>() : std::string();
    }

    double inSi(double value, const std::string& unit, const std::string& key) const
    {
        if (unit == "°C" || unit == "m/s" || unit == "W/m²")
            return value;
        if (unit == "°F")
            return (value - 32.0) * kelvinPerFahrenheit;
        if (unit == "%")
            return 0.01 * value;
        if (unit == "hPa")
            return 100.0 * value;
        if (unit == "km/h")
            return value / 3.6;
        if (unit == "mp/h" || unit == "mph")
            return 0.44704 * value;
        if (unit == "kn")
            return value * 1852.0 / 3600.0;
        fail(fmt::format("{} has the unit \"{}\", which is none of °C, °F, %, hPa, m/s, km/h, mp/h, kn and "
                         "W/m².",
                         key, unit));
    }

    bool put(std::vector<RawWeatherHour>& hours, double RawWeatherHour::*to,
             std::initializer_list<const char*> keys) const
    {
        const WeatherJson& hourly = json_["hourly"];
        const auto found = std::find_if(keys.begin(), keys.end(), [&](const char* key) {
            return hourly.contains(key) && hourly[key].is_array();
        });
        if (found == keys.end())
            return false;
        const WeatherJson& values = hourly[*found];
        if (values.size() != count_)
            fail(fmt::format("{} has {}, but there are {} times.", *found, counted(values.size(), "value"),
                             count_));
        const std::string unit = unitOf(*found);
        for (std::size_t h = 0; h < count_; ++h) {
            if (values[h].is_number())
                hours[h].*to = inSi(values[h].get<double>(), unit, *found);
        }
        return true;
    }

    const std::string& origin_;
    WeatherJson json_;
    std::size_t count_ = 0;
};

} // namespace

WeatherSeries readOpenMeteo(std::string_view text, const std::string& origin)
{
    return OpenMeteoReader(text, origin).read();
}

WeatherSeries readWeatherCsv(std::string_view text, const std::string& origin, double elevationM)
{
    struct CsvColumn {
        const char* name;
        double RawWeatherHour::*to;
        double factor;
    };
    constexpr CsvColumn columns[] = {{"dry_bulb_c", &RawWeatherHour::dryBulbC, 1.0},
                                     {"wet_bulb_c", &RawWeatherHour::wetBulbC, 1.0},
                                     {"dew_point_c", &RawWeatherHour::dewPointC, 1.0},
                                     {"relative_humidity_percent", &RawWeatherHour::relativeHumidity, 0.01},
                                     {"pressure_pa", &RawWeatherHour::pressurePa, 1.0},
                                     {"wind_m_s", &RawWeatherHour::windMs, 1.0},
                                     {"global_w_m2", &RawWeatherHour::globalWm2, 1.0}};
    const HourlyTable table(text, origin);
    if (!table.column("dry_bulb_c") || (!table.column("wet_bulb_c") && !table.column("dew_point_c") &&
                                        !table.column("relative_humidity_percent")))
        throw InputError(origin +
                         ": It is no weather: an EPW begins with LOCATION, Open-Meteo's JSON with {, and a "
                         "CSV has the columns dry_bulb_c and one of wet_bulb_c, dew_point_c and "
                         "relative_humidity_percent.");
    std::vector<RawWeatherHour> hours(table.rows());
    for (const CsvColumn& column : columns) {
        const auto at = table.column(column.name);
        for (std::size_t h = 0; at && h < hours.size(); ++h)
            hours[h].*column.to = column.factor * table.number(h, *at);
    }
    WeatherSeries series;
    series.source = "CSV";
    series.elevationM = elevationM;
    fillYear(series, std::move(hours), origin);
    return series;
}

WeatherSeries readWeather(const std::filesystem::path& file, double siteElevationM)
{
    constexpr std::uintmax_t mostBytes = 64'000'000; // ten times an EPW of four records an hour
    const std::string origin = file.string();
    const std::string content =
        unpacked(limitedContentOf(file, mostBytes, "give one year of hours"), mostBytes, origin);
    std::string_view text = content;
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark))
        text.remove_prefix(mark.size());
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        throw InputError(origin + ": It is empty.");
    text.remove_prefix(first);
    if (text.starts_with("LOCATION"))
        return readEpw(text, origin);
    if (text.starts_with('{'))
        return readOpenMeteo(text, origin);
    return readWeatherCsv(utf8Of(text), origin, siteElevationM);
}

std::shared_ptr<const WeatherSeries> readWeatherFor(const SiteInfo& site, const std::filesystem::path& file)
{
    auto weather = std::make_shared<WeatherSeries>(readWeather(file, site.elevationM));
    if (weather->place.empty())
        weather->place = site.place;
    constexpr double noticedM = 200.0; // some 2 % of the pressure
    if (std::abs(weather->elevationM - site.elevationM) > noticedM)
        weather->notes.push_back(fmt::format(
            "The weather is of {:.0f} m, the site stands at {:.0f} m: its wet bulbs are those of the "
            "weather's place, its air that of the site.",
            weather->elevationM, site.elevationM));
    return weather;
}

} // namespace hallwright
