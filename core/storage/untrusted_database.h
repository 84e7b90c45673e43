// Opening an SQLite file that may have been made to harm, or damaged.
#pragma once

#include <SQLiteCpp/Database.h>
#include <filesystem>

namespace hallwright {

// A read-only connection, in a read transaction, to a file that has passed every check short of its content:
// it is a whole SQLite database with our application id and version, its pages are sound, and its schema is
// exactly ours: no trigger, view or table besides. Throws StorageError naming the file and the reason.
class UntrustedDatabase
{
public:
    explicit UntrustedDatabase(const std::filesystem::path& file);

    SQLite::Database& database() { return database_; }

private:
    SQLite::Database database_;
};

// The sentence for what SQLite found wrong while reading.
[[noreturn]] void refuseFile(const std::filesystem::path& file, const SQLite::Exception& error);

} // namespace hallwright
