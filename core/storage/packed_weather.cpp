#include "core/storage/packed_weather.h"

#include "core/model/calendar.h"
#include "core/model/errors.h"
#include "core/storage/schema.h"
#include "core/storage/sha256.h"
#include "core/storage/statements.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <set>

namespace hallwright {

namespace {

static_assert(std::endian::native == std::endian::little, "hours are stored as they lie in memory");

constexpr std::array weatherColumns{&WeatherHour::dryBulbC, &WeatherHour::wetBulbC, &WeatherHour::windMs,
                                    &WeatherHour::globalWm2};
constexpr std::size_t bytesOfHour = weatherColumns.size() * sizeof(double);

// One number that is none is as good as another, but has other bytes.
double canonical(double value)
{
    return std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value;
}

std::string planesOf(const std::vector<WeatherHour>& hours)
{
    std::string planes(hours.size() * bytesOfHour, '\0');
    for (std::size_t c = 0; c < weatherColumns.size(); ++c) {
        for (std::size_t h = 0; h < hours.size(); ++h) {
            const auto bytes =
                std::bit_cast<std::array<char, sizeof(double)>>(canonical(hours[h].*weatherColumns[c]));
            for (std::size_t b = 0; b < bytes.size(); ++b)
                planes[(c * bytes.size() + b) * hours.size() + h] = bytes[b];
        }
    }
    return planes;
}

std::vector<WeatherHour> hoursIn(const std::string& planes)
{
    std::vector<WeatherHour> hours(planes.size() / bytesOfHour);
    for (std::size_t c = 0; c < weatherColumns.size(); ++c) {
        for (std::size_t h = 0; h < hours.size(); ++h) {
            std::array<char, sizeof(double)> bytes{};
            for (std::size_t b = 0; b < bytes.size(); ++b)
                bytes[b] = planes[(c * bytes.size() + b) * hours.size() + h];
            hours[h].*weatherColumns[c] = std::bit_cast<double>(bytes);
        }
    }
    return hours;
}

std::string zipped(const std::string& bytes)
{
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string packed(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                  reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()),
                  Z_BEST_COMPRESSION) != Z_OK)
        throw std::bad_alloc(); // all else is excluded by the bound
    packed.resize(size);
    return packed;
}

// Empty if it is no stream of exactly so many bytes.
std::string unzipped(const std::string& packed, std::size_t bytes)
{
    uLongf size = static_cast<uLongf>(bytes);
    std::string plain(bytes, '\0');
    const int result =
        uncompress(reinterpret_cast<Bytef*>(plain.data()), &size,
                   reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
    return result == Z_OK && size == bytes ? plain : std::string();
}

std::string digestOf(const WeatherSeries& series, const std::string& planes)
{
    std::string bytes;
    const auto addText = [&](const std::string& text) {
        bytes += fmt::format("{}:", text.size());
        bytes += text;
    };
    addText(series.place);
    addText(series.source);
    for (const double value :
         {series.latitudeDeg, series.longitudeDeg, series.elevationM, series.utcOffsetH}) {
        const auto its = std::bit_cast<std::array<char, sizeof(double)>>(canonical(value));
        bytes.append(its.data(), its.size());
    }
    bytes += series.leapYear ? '1' : '0';
    for (const std::string& note : series.notes)
        addText(note);
    return sha256(bytes + planes);
}

bool isWeather(const WeatherHour& hour)
{
    constexpr double coldestC = -90.0, hottestC = 60.0; // as core/exchange/weather_hours.cpp takes them
    const auto orNone = [](double value) { return std::isnan(value) || std::isfinite(value); };
    return hour.dryBulbC >= coldestC && hour.dryBulbC <= hottestC && hour.wetBulbC <= hour.dryBulbC &&
           std::isfinite(hour.wetBulbC) && orNone(hour.windMs) && orNone(hour.globalWm2);
}

void requireYear(const WeatherSeries& series)
{
    if (series.hours.size() != hoursOfYear(series.leapYear))
        throw InputError(fmt::format("The weather of {} has {} hours, but its year has {}.", series.place,
                                     series.hours.size(), hoursOfYear(series.leapYear)));
    const auto bad = std::find_if_not(series.hours.begin(), series.hours.end(), isWeather);
    if (bad != series.hours.end())
        throw InputError(fmt::format("The weather of {} has a dry bulb of {:.9g} °C and a wet bulb of {:.9g} "
                                     "°C at hour {}, but must lie "
                                     "between -90 and 60 °C, the wet bulb not above the dry.",
                                     series.place, bad->dryBulbC, bad->wetBulbC, bad - series.hours.begin()));
}

FieldValue orNone(double value)
{
    return std::isfinite(value) ? FieldValue(value) : FieldValue();
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

// Notes are lines of one text in the file.
void mendNotes(WeatherSeries& series)
{
    for (std::string& note : series.notes)
        std::replace(note.begin(), note.end(), '\n', ' ');
    std::erase_if(series.notes, [](const std::string& note) { return note.empty(); });
}

void putYear(SQLite::Database& database, const KeptWeather& weather)
{
    const WeatherSeries& series = *weather.series;
    std::string notes;
    for (const std::string& note : series.notes)
        notes += (notes.empty() ? "" : "\n") + note;
    SQLite::Statement insert(database, "INSERT INTO weather VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Binder binder(insert);
    binder.bind(weather.digest);
    binder.bind(series.place);
    binder.bind(series.source);
    binder.bind(weather.fileName);
    binder.bind(weather.keptAt);
    binder.bind(orNone(series.latitudeDeg));
    binder.bind(orNone(series.longitudeDeg));
    binder.bind(series.elevationM);
    binder.bind(series.utcOffsetH);
    binder.bind(series.leapYear);
    binder.bind(notes);
    constexpr int hoursParameter = 12;
    insert.bindNoCopy(hoursParameter, weather.packed->data(), static_cast<int>(weather.packed->size()));
    insert.exec();
}

KeptWeather weatherIn(SQLite::Statement& row)
{
    const auto orNan = [](const SQLite::Column& column) {
        return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
    };
    KeptWeather weather;
    auto series = std::make_shared<WeatherSeries>();
    weather.digest = row.getColumn(0).getString();
    series->place = row.getColumn(1).getString();
    series->source = row.getColumn(2).getString();
    weather.fileName = row.getColumn(3).getString();
    weather.keptAt = row.getColumn(4).getString();
    series->latitudeDeg = orNan(row.getColumn(5));
    series->longitudeDeg = orNan(row.getColumn(6));
    series->elevationM = row.getColumn(7).getDouble();
    series->utcOffsetH = row.getColumn(8).getDouble();
    series->leapYear = row.getColumn(9).getInt() != 0;
    series->notes = linesOf(row.getColumn(10).getString());
    weather.packed = std::make_shared<const std::string>(row.getColumn(11).getString());
    const std::string planes = unzipped(*weather.packed, hoursOfYear(series->leapYear) * bytesOfHour);
    if (planes.empty() || digestOf(*series, planes) != weather.digest)
        throw InputError(fmt::format("The year of weather {} is damaged: its hours are not those it was kept "
                                     "with; take the weather out and read it from its file anew.",
                                     series->place));
    series->hours = hoursIn(planes);
    requireYear(*series);
    weather.series = std::move(series);
    return weather;
}

std::set<std::string> digestsIn(SQLite::Database& database)
{
    std::set<std::string> digests;
    SQLite::Statement all(database, "SELECT digest FROM weather");
    while (all.executeStep())
        digests.insert(all.getColumn(0).getString());
    return digests;
}

} // namespace

KeptWeather keptWeather(std::shared_ptr<const WeatherSeries> series, const std::string& fileName,
                        const std::string& keptAt)
{
    requireYear(*series);
    auto own = std::make_shared<WeatherSeries>(*series);
    mendNotes(*own);
    const std::string planes = planesOf(own->hours);
    KeptWeather weather;
    weather.digest = digestOf(*own, planes);
    weather.fileName = std::filesystem::path(fileName).filename().string();
    weather.keptAt = keptAt;
    weather.packed = std::make_shared<const std::string>(zipped(planes));
    weather.series = std::move(own);
    return weather;
}

std::string utcNowText()
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

void putWeather(SQLite::Database& database, const std::vector<KeptWeather>& kept,
                const std::vector<const Site*>& sites)
{
    std::set<std::string> gone = digestsIn(database);
    std::set<std::string> there;
    for (const Site* site : sites) {
        const KeptWeather* weather = findWeather(kept, *site);
        if (!weather || !there.insert(weather->digest).second)
            continue;
        if (gone.erase(weather->digest) == 0)
            putYear(database, *weather);
    }
    Statements statements(database);
    for (const std::string& digest : gone)
        statements.run("DELETE FROM weather WHERE digest = ?", digest);
}

std::vector<KeptWeather> readKeptWeather(SQLite::Database& database, int version)
{
    std::vector<KeptWeather> kept;
    if (!isTableOf(version, "weather"))
        return kept;
    SQLite::Statement rows(
        database,
        "SELECT digest, place, source, file_name, kept_at, latitude_deg, longitude_deg, elevation_m, "
        "utc_offset_h, leap_year, notes, hours FROM weather ORDER BY digest");
    while (rows.executeStep())
        kept.push_back(weatherIn(rows));
    return kept;
}

} // namespace hallwright
