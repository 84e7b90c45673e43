// Reads a site from a database whose tables are known to be those of a version of schema.h.
#pragma once

#include "core/model/site.h"
#include "core/storage/site_file.h"

#include <optional>

namespace SQLite {
class Database;
}

namespace hallwright {

// Throws InputError naming the table and the row on a value that no site can hold (an unknown role, a parent
// that does not exist). What the values mean together is for checkSite. What a file of an earlier version does not
// hold has the model's initialisers.
std::shared_ptr<Site> readSite(SQLite::Database& database, int version);

// The file a recovery file continues; nothing if this is no recovery file.
std::optional<FileStamp> readRecoveryBase(SQLite::Database& database);

} // namespace hallwright
