#include "tests/fuzz/readers.h"

#include "core/exchange/change_json.h"
#include "core/exchange/device_library.h"
#include "core/exchange/device_table.h"
#include "core/exchange/grid_series.h"
#include "core/exchange/load_shares.h"
#include "core/exchange/price_file.h"
#include "core/exchange/rack_inlets.h"
#include "core/exchange/rack_table.h"
#include "core/exchange/rates_csv.h"
#include "core/exchange/recipe.h"
#include "core/exchange/sampled_temperature.h"
#include "core/exchange/weather_file.h"
#include "core/model/errors.h"
#include "core/model/shown_text.h"
#include "core/storage/site_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace hallwright::fuzz {

namespace {

constexpr const char* origin = "input";

template <class Read>
void refusing(Read read)
{
    try {
        read();
    } catch (const InputError& error) {
        shortMessage(error.what());
    } catch (const StorageError& error) {
        shortMessage(error.what());
    }
}

// A file in memory, for the one reader that has to have a name.
std::filesystem::path fileWith(std::string_view bytes)
{
    static const std::filesystem::path file =
        (std::filesystem::is_directory("/dev/shm") ? std::filesystem::path("/dev/shm")
                                                   : std::filesystem::temp_directory_path()) /
        ("hallwright-fuzz-" + std::to_string(::getpid()) + ".hallwright");
    std::ofstream(file, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file;
}

void ask(const SampledTemperature& sampled)
{
    for (const Point3 place : {Point3{0.0, 0.0, 0.0}, Point3{1.0, 2.0, 1.5}, Point3{-1e9, 1e9, 1e300}}) {
        sampled.at(place);
        sampled.velocityAt(place);
        sampled.spacingNearM(place);
    }
}

} // namespace

void readSiteFile(std::string_view bytes)
{
    const std::filesystem::path file = fileWith(bytes);
    refusing([&] { loadSiteImage(file); });
    std::filesystem::remove(file);
}

void readRecipe(std::string_view bytes)
{
    refusing([&] { buildSiteFromText(std::string(bytes), origin); });
}

void readVti(std::string_view bytes)
{
    refusing([&] { ask(sampledFromVti(bytes, origin)); });
}

void readLegacyVtk(std::string_view bytes)
{
    refusing([&] { ask(sampledFromLegacyVtk(bytes, origin)); });
}

void readInlets(std::string_view bytes)
{
    static const std::vector<std::string> racks = {"R1", "R2", "A-01", "A-02"};
    refusing([&] { inletsFromCsv(bytes, origin, "Building A", "Hall A", racks); });
}

void readDeviceType(std::string_view bytes)
{
    DeviceLibrary library;
    refusing([&] { readLibraryText(std::string(bytes), origin, library); });
}

void readChanges(std::string_view bytes)
{
    refusing([&] { changesInJson(bytes); });
}

void readEpwYear(std::string_view bytes)
{
    refusing([&] { readEpw(bytes, origin); });
}

void readOpenMeteoYear(std::string_view bytes)
{
    refusing([&] { readOpenMeteo(bytes, origin); });
}

void readHourlyCsv(std::string_view bytes)
{
    refusing([&] { readWeatherCsv(bytes, origin, 0.0); });
    refusing([&] { readGrid(bytes, origin, GridQuantity::CarbonIntensity).atClock(-6.0, true); });
    refusing([&] { readGrid(bytes, origin, GridQuantity::Price).atClock(5.5, false); });
    refusing([&] { readLoadShares(bytes, origin); });
}

void readPriceList(std::string_view bytes)
{
    refusing([&] { readPrices(std::string(bytes), origin); });
}

void readTables(std::string_view bytes)
{
    static const SitePtr site = std::make_shared<const Site>();
    refusing([&] { rateLinesFromCsv(bytes, origin); });
    if (isRackTable(bytes)) {
        refusing([&] { standingsOf(*site, readRackTable(bytes)); });
    }
    if (isDeviceTable(bytes)) {
        SiteEdit edit(site);
        refusing([&] { addDevices(edit, {1}, bytes); });
    }
}

} // namespace hallwright::fuzz
