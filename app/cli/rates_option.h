// `--rates FILE.csv`: failure rates of equipment that go before those of its class.
#pragma once

#include "core/model/site.h"
#include "core/studies/availability/equipment_rates.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hallwright::cli {

void addRates(CLI::App& verb, std::filesystem::path& file);

// The class's rates, with those of the file if there is one. Throws InputError, with the line, for a name that is neither a
// kind's nor an object's, and a rate out of its range.
EquipmentRates ratesOf(const Site& site, const std::filesystem::path& file);

// Of kinds that the site has, with their sources.
std::string ratesText(const EquipmentRates& rates, const std::vector<bool>& kinds);
nlohmann::ordered_json ratesJson(const Site& site, const EquipmentRates& rates);

} // namespace hallwright::cli
