// Writes a site into the tables of schema.h.
#pragma once

#include "core/model/site.h"
#include "core/storage/site_file.h"

#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace hallwright {

struct FileContent {
    const Site& site;
    const std::vector<Branch>& branches;
    const std::vector<Scenario>& scenarios;
    const FileStamp* recoveryBase = nullptr;           // marks it as a recovery file
    const std::vector<KeptWeather>* weather = nullptr; // null: none
};

// The bytes of a complete site file: the same for the same content. Throws StorageError on a value the schema refuses,
// which checkSite would have refused too.
std::string siteFileBytes(const FileContent& content);

// The same content, made from the bytes of `last` by changing what differs, and therefore not the same bytes. Anew
// where there is no `last`, or where its bytes are of no use: another version's, or full of holes.
std::string nextSiteFileBytes(const FileContent& content, const SiteImage* last);

// The bytes of the file that a database is read from.
std::string bytesOf(SQLite::Database& database);

} // namespace hallwright
