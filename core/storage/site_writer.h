// Writes a site into the tables of schema.h.
#pragma once

#include "core/model/site.h"
#include "core/storage/site_file.h"

#include <string>

namespace SQLite {
class Database;
}

namespace hallwright {

// The bytes of a complete site file: the same for the same site. `recoveryBase` marks it as a recovery file.
// Throws StorageError on a value the schema refuses, which checkSite would have refused too.
std::string siteFileBytes(const Site& site, const FileStamp* recoveryBase = nullptr);

// The same content, made from the bytes of `last` by changing what differs, and therefore not the same bytes. Anew
// where there is no `last`, or where its bytes are of no use: another version's, or full of holes.
std::string nextSiteFileBytes(const Site& site, const SiteImage* last,
                              const FileStamp* recoveryBase = nullptr);

// The bytes of the file that a database is read from.
std::string bytesOf(SQLite::Database& database);

} // namespace hallwright
