// The readers of files, each as a function over bytes that nobody vouches for. A refusal is an InputError or StorageError, as it
// is to the program; whatever else is thrown is a fault.
#pragma once

#include <array>
#include <string_view>

namespace hallwright::fuzz {

struct Reader {
    std::string_view name;  // of its corpus
    std::string_view seeds; // good files, below tests/
    std::string_view ending;
    void (*read)(std::string_view bytes);
};

void readSiteFile(std::string_view bytes);
void readRecipe(std::string_view bytes);
void readVti(std::string_view bytes);
void readLegacyVtk(std::string_view bytes);
void readInlets(std::string_view bytes);
void readDeviceType(std::string_view bytes);
void readChanges(std::string_view bytes);
void readEpwYear(std::string_view bytes);
void readOpenMeteoYear(std::string_view bytes);
void readHourlyCsv(std::string_view bytes); // weather, a grid's carbon and price, shares of a day
void readPriceList(std::string_view bytes);
void readTables(std::string_view bytes); // of racks, devices, failure rates

inline constexpr std::array readers = {
    Reader{"site", "", ".hallwright", readSiteFile},
    Reader{"recipe", "core/exchange", ".yaml", readRecipe},
    Reader{"vti", "data/cfd-files", ".vti", readVti},
    Reader{"vtk", "data/cfd-files", ".vtk", readLegacyVtk},
    Reader{"inlets", "data/hall-inlets", ".csv", readInlets},
    Reader{"device_type", "data/device-types", ".yaml", readDeviceType},
    Reader{"changes", "", ".json", readChanges},
    Reader{"epw", "", ".epw", readEpwYear},
    Reader{"open_meteo", "", ".json", readOpenMeteoYear},
    Reader{"hourly", "", ".csv", readHourlyCsv},
    Reader{"prices", "", ".yaml", readPriceList},
    Reader{"tables", "", ".txt", readTables},
};

} // namespace hallwright::fuzz
