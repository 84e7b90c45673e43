// Writes a site into a new database with the tables of schema.h.
#pragma once

#include "core/model/site.h"
#include "core/storage/site_file.h"

#include <string>

namespace hallwright {

// The bytes of a complete site file: the same for the same site. `recoveryBase` marks it as a recovery file.
// Throws StorageError on a value the schema refuses, which checkSite would have refused too.
std::string siteFileBytes(const Site& site, const FileStamp* recoveryBase = nullptr);

} // namespace hallwright
