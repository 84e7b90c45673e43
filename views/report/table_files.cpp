#include "views/report/table_files.h"

#include "core/exchange/capacity_csv.h"
#include "core/exchange/racks_csv.h"
#include "core/exchange/site_tables.h"
#include "core/model/errors.h"
#include "core/storage/durable_file.h"

#include <fmt/format.h>

#include <system_error>

namespace hallwright::report {

std::vector<TableFile> tableFilesOf(const Snapshot& snapshot, const Findings& findings,
                                    const CapacityPtr& capacity)
{
    std::vector<TableFile> tables{{"racks.csv", racksCsv(snapshot)},
                                  {"halls.csv", hallsCsv(snapshot)},
                                  {"buildings.csv", buildingsCsv(snapshot)},
                                  {"equipment.csv", equipmentCsv(snapshot)},
                                  {"feeds.csv", feedsCsv(snapshot)},
                                  {"findings.csv", findingsCsv(*snapshot.site, findings)},
                                  {"materials.csv", materialsCsv(*snapshot.site)}};
    if (capacity)
        tables.push_back({"capacity.csv", capacityCsv(*capacity)});
    return tables;
}

void requireFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    if (std::filesystem::exists(folder, error) && !std::filesystem::is_directory(folder, error))
        throw StorageError(
            fmt::format("{} is a file, but the tables need a folder; name another.", folder.string()));
}

void writeTables(const std::vector<TableFile>& tables, const std::filesystem::path& folder)
{
    requireFolder(folder);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw StorageError(
            fmt::format("The folder {} cannot be made: {}.", folder.string(), error.message()));
    for (const TableFile& table : tables)
        replaceFile(folder / table.name, table.csv);
}

} // namespace hallwright::report
