// The files SQLite keeps beside a database while a program changes it.
#pragma once

#include <filesystem>
#include <optional>

namespace hallwright {

// The rollback journal or write-ahead log beside a database (behind any symbolic link to it) that holds part
// of its content: another program is changing the database, or was interrupted. Nothing if there is none.
//
// A database must be neither read without its log nor replaced under its journal: SQLite would later roll the
// journal back into the new file.
std::optional<std::filesystem::path> unfinishedChangeBeside(const std::filesystem::path& database);

// The write-ahead log among these. SQLite takes its content for the database's, even where the database keeps no such
// log.
std::optional<std::filesystem::path> logBeside(const std::filesystem::path& database);

} // namespace hallwright
