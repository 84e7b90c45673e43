// Opening an SQLite file that may have been made to harm, or damaged.
#pragma once

#include <SQLiteCpp/Database.h>
#include <filesystem>

namespace hallwright {

// A read-only connection, in a read transaction, to a file that has passed every check short of its content:
// it is a whole SQLite database with our application id and a version we know, its pages are sound, and its schema is
// exactly that version's: no trigger, view or table besides. Throws StorageError naming the file and the reason.
class UntrustedDatabase
{
public:
    explicit UntrustedDatabase(const std::filesystem::path& file);

    SQLite::Database& database() { return database_; }
    int version() const { return version_; } // of its tables, 1 to siteSchemaVersion

private:
    SQLite::Database database_;
    int version_ = 0;
};

// The sentence for what SQLite found wrong while reading.
[[noreturn]] void refuseFile(const std::filesystem::path& file, const SQLite::Exception& error);

} // namespace hallwright
