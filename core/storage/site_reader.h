// Reads a site from a database whose tables are known to be those of a version of schema.h.
#pragma once

#include "core/model/site.h"
#include "core/storage/site_file.h"

#include <optional>

namespace SQLite {
class Database;
}

namespace hallwright {

struct ReadSite {
    std::shared_ptr<Site> site;
    // False if somebody's hand put into the tables what goes without saying: a value that is as in the object's type,
    // a record that says nothing. The same site is then written otherwise.
    bool isAsWritten = true;
};

// Throws InputError naming the table and the row on a value that no site can hold (an unknown role, a parent
// that does not exist). What the values mean together is for checkSite. What a file of an earlier version does not
// hold has the model's initialisers.
ReadSite readSite(SQLite::Database& database, int version);

// The file a recovery file continues; nothing if this is no recovery file.
std::optional<FileStamp> readRecoveryBase(SQLite::Database& database);

} // namespace hallwright
