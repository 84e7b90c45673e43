// The scenarios of a site in its file, in the tables scenario and scenario_outage: asked about the site, no part of it.
#pragma once

#include "core/model/scenario.h"

#include <filesystem>
#include <vector>

namespace SQLite {
class Database;
}

namespace hallwright {

// In the order in which they were saved, without reading the site. Throws as loadSite.
std::vector<Scenario> loadScenarios(const std::filesystem::path& file);

// Into empty tables.
void putScenarios(SQLite::Database& database, const std::vector<Scenario>& scenarios);

// From tables of any version; earlier ones have no scenarios. Throws InputError as checkScenarios.
std::vector<Scenario> readScenarios(SQLite::Database& database, int version);

} // namespace hallwright
