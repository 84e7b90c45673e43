// What a report says as tables for spreadsheets, in a folder beside it.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/snapshot.h"
#include "core/studies/capacity/capacity.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hallwright::report {

struct TableFile {
    std::string name; // "racks.csv"
    std::string csv;
};

// Racks, halls, buildings, equipment, feeds, findings, bill of materials, and the capacity where it is known. In SI whatever
// the report is in.
std::vector<TableFile> tableFilesOf(const Snapshot& snapshot, const Findings& findings,
                                    const CapacityPtr& capacity);

// Makes the folder where it is not there, and each file whole or not at all. Throws StorageError naming the folder or file.
void writeTables(const std::vector<TableFile>& tables, const std::filesystem::path& folder);

// Before anything is computed, so that no one waits for a refusal: throws StorageError for a folder that is a file.
void requireFolder(const std::filesystem::path& folder);

} // namespace hallwright::report
