// Writes what no file of the tree holds into the folders of seeds: `write_seeds FOLDER`.
#include "core/exchange/change_json.h"
#include "core/model/calendar.h"
#include "core/model/edits.h"
#include "core/storage/site_file.h"
#include "tests/support/campus.h"

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>

using namespace hallwright;

namespace {

// Each hour of a year below a title: its time, and a number of the hour between `before` and `after`.
std::string hoursOf(const char* title, const char* before, const char* after)
{
    std::string text = title;
    for (std::size_t hour = 0; hour < hoursOfYear(false); ++hour) {
        const std::size_t month = monthOfHour(hour, false);
        const std::size_t within = hour - firstHourOf(month, false);
        text += fmt::format("2023-{:02}-{:02}T{:02}:00Z{}{}{}\n", month + 1, within / hoursOfDay + 1,
                            within % hoursOfDay, before, hour % hoursOfDay, after);
    }
    return text;
}

std::string epwOfHours(std::size_t hours)
{
    std::string text = "LOCATION,Made up,-,XXX,none,000000,50.00,8.00,1.0,0.0\n"
                       "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0\nDATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31\n";
    for (std::size_t hour = 0; hour < hours; ++hour) {
        const std::size_t month = monthOfHour(hour, false);
        const std::size_t within = hour - firstHourOf(month, false);
        text += fmt::format("1990,{},{},{},60,?9?9,{}.5,5.0,71,101325,0,0,330,0,0,0,0,0,0,0,180,3.0,5,5\n",
                            month + 1, within / hoursOfDay + 1, within % hoursOfDay + 1, hour % hoursOfDay);
    }
    return text;
}

void write(const std::filesystem::path& file, const std::string& text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

void writeTables(const std::filesystem::path& folder)
{
    write(folder / "epw/days.epw", epwOfHours(72));
    write(folder / "epw/year.epw", epwOfHours(hoursOfYear(false)));
    write(
        folder / "open_meteo/hours.json",
        R"({"latitude":50,"longitude":8,"elevation":100,"utc_offset_seconds":3600,)"
        R"("hourly_units":{"temperature_2m":"°C","dew_point_2m":"°C"},"hourly":{)"
        R"("time":["2023-01-01T00:00","2023-01-01T01:00"],"temperature_2m":[1.5,null],"dew_point_2m":[0,-1]}})");
    write(folder / "hourly/carbon.csv", hoursOf("datetime,Carbon Intensity (g)\n", ",3", "0"));
    write(folder / "hourly/price.csv", hoursOf("Datetime (UTC),Price (USD/MWh)\n", ",", ".25"));
    write(folder / "hourly/weather.csv", hoursOf("time,dry_bulb_c,dew_point_c\n", ",", ",-1"));
    std::string shares = "hour,compute,storage %\n";
    for (std::size_t hour = 0; hour < hoursOfDay; ++hour)
        shares += fmt::format("{},0.{},9{}\n", hour, hour, hour % 10);
    write(folder / "hourly/shares.csv", shares);
    write(folder / "prices/list.yaml",
          "currency: USD\ndiscount_rate: 0.07\n"
          "energy_per_mwh: {value: 38, source: made up, date: 2026-01}\n"
          "water_per_m3: {value: 2, source: made up, date: 2026-01}\ncapital:\n"
          "  - {of: rack-type, type: A, each: 3400000, years: 5, source: made up, date: 2026-01}\n"
          "  - {of: hall-floor, per_m2: 4000, years: 30, source: made up, date: 2026}\n");
    write(folder / "tables/racks.txt",
          "name\ttype\tx_m\ty_m\tyaw_deg\tpower_kw\nA01\tR1\t1.5\t2\t180\t40.8\n");
    write(folder / "tables/devices.txt",
          "rack\tname\tmanufacturer\tdevice_type\tposition_u\tface\tside\tpower_w\n"
          "A01\tleaf\tNvidia\tSN5600\t40\tfront\tleft\t900\n");
    write(folder / "tables/rates.txt", "name,mtbf_h,mttr_h,source\nups,250000,8,made up\nUPS A,1e5,4,\n");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder / "site");
    std::filesystem::create_directories(folder / "changes");
    const SitePtr site = test::smallCampus();
    saveSite(*site, folder / "site/small.hallwright");
    saveSite(Site(), folder / "site/empty.hallwright");
    const SitePtr edited = withRackPower(withSiteName(site, "Another"), {1}, 12e3);
    std::ofstream(folder / "changes/edit.json") << changeJsonOf(diff(*site, *edited), *site, *edited);
    writeTables(folder);
    return 0;
}
