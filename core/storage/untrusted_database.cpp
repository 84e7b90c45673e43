#include "core/storage/untrusted_database.h"

#include "core/model/errors.h"
#include "core/storage/schema.h"
#include "core/storage/unfinished_change.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <map>
#include <sqlite3.h>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace hallwright {

namespace {

namespace fs = std::filesystem;

// A campus of a million racks is a quarter of this.
constexpr std::int64_t largestFileBytes = std::int64_t{1} << 30;

[[noreturn]] void refuseToOpen(const fs::path& file, const std::string& reason)
{
    throw StorageError(fmt::format("Cannot open {}: {}.", file.string(), reason));
}

// The first 100 bytes of every SQLite file: https://www.sqlite.org/fileformat2.html, section 1.3. Looked at
// before SQLite itself touches the file.
class Header
{
public:
    explicit Header(const std::array<unsigned char, 100>& bytes) : bytes_(bytes) {}

    bool isSqlite() const { return std::memcmp(bytes_.data(), "SQLite format 3", 16) == 0; }
    std::int64_t pageBytes() const
    {
        const std::int64_t stored = bytes_[16] << 8 | bytes_[17];
        return stored == 1 ? 65536 : stored;
    }
    bool usesWal() const { return bytes_[18] == 2; }
    // 0 if an old SQLite wrote the file last, which did not keep the count.
    std::int64_t pageCount() const { return word(24) == word(92) ? word(28) : 0; }
    std::int32_t userVersion() const { return static_cast<std::int32_t>(word(60)); }
    std::int32_t applicationId() const { return static_cast<std::int32_t>(word(68)); }

private:
    std::uint32_t word(std::size_t at) const
    {
        return static_cast<std::uint32_t>(bytes_[at]) << 24 |
               static_cast<std::uint32_t>(bytes_[at + 1]) << 16 |
               static_cast<std::uint32_t>(bytes_[at + 2]) << 8 | bytes_[at + 3];
    }

    const std::array<unsigned char, 100>& bytes_;
};

struct Beginning {
    std::int64_t fileBytes = 0;
    std::array<unsigned char, 100> bytes{}; // zeros beyond the end of a shorter file
};

Beginning readBeginning(const fs::path& file)
{
    // Not blocking: opening a pipe would wait for somebody to write into it.
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        refuseToOpen(file, "there is no such file");
    if (fd < 0)
        refuseToOpen(file, std::generic_category().message(errno));
    struct stat status {
    };
    Beginning beginning;
    const bool known = ::fstat(fd, &status) == 0;
    const bool regular = known && S_ISREG(status.st_mode);
    if (regular && ::pread(fd, beginning.bytes.data(), beginning.bytes.size(), 0) < 0)
        beginning.bytes.fill(0);
    ::close(fd);
    if (known && S_ISDIR(status.st_mode))
        refuseToOpen(file, "it is a directory, not a site file");
    if (!regular)
        refuseToOpen(file, "it is not a regular file");
    beginning.fileBytes = status.st_size;
    return beginning;
}

void requireKnownVersion(const fs::path& file, std::int32_t version)
{
    if (version > siteSchemaVersion)
        refuseToOpen(
            file,
            fmt::format("a newer Hallwright wrote it, in version {} of the format, and this one reads up to "
                        "version {}; please update Hallwright",
                        version, siteSchemaVersion));
    if (version < 1)
        refuseToOpen(file, fmt::format("its format version {} is below 1, the first there is", version));
}

// Returns whether the file is to be opened as one that nobody changes: a WAL file whose log is gone holds
// everything, but SQLite would make a log beside it.
bool checkBeginning(const fs::path& file)
{
    const Beginning beginning = readBeginning(file);
    const Header header(beginning.bytes);
    if (beginning.fileBytes == 0)
        refuseToOpen(file, "it is empty");
    if (!header.isSqlite())
        refuseToOpen(file, "it is not a Hallwright site file");
    if (beginning.fileBytes > largestFileBytes)
        refuseToOpen(file, fmt::format("it has {} bytes, above the limit of {} bytes for a site file",
                                       beginning.fileBytes, largestFileBytes));
    if (const std::int64_t whole = header.pageCount() * header.pageBytes();
        beginning.fileBytes < std::max<std::int64_t>(whole, 100))
        refuseToOpen(file, fmt::format("it is truncated, with {} bytes of {}", beginning.fileBytes,
                                       std::max<std::int64_t>(whole, 100)));
    if (header.applicationId() != siteApplicationId)
        refuseToOpen(
            file,
            fmt::format("it is an SQLite database but not a Hallwright site file (application id 0x{:08X} "
                        "instead of 0x{:08X})",
                        static_cast<std::uint32_t>(header.applicationId()), siteApplicationId));
    requireKnownVersion(file, header.userVersion());
    if (const auto change = header.usesWal() ? unfinishedChangeBeside(file) : std::nullopt)
        refuseToOpen(
            file,
            fmt::format("another program is changing it or left {} behind; close that program, or open and "
                        "close the file with the sqlite3 shell",
                        change->string()));
    if (const auto log = logBeside(file))
        refuseToOpen(
            file,
            fmt::format("{} beside it is the log of some other file and would change what it says; move "
                        "that log away",
                        log->string()));
    return header.usesWal();
}

// The file as an SQLite URI: every byte with a meaning of its own is escaped.
std::string uriOf(const fs::path& file, bool immutable)
{
    std::string uri = "file:";
    for (const char c : fs::absolute(file).string()) {
        if (c == '?' || c == '#' || c == '%')
            uri += fmt::format("%{:02X}", c);
        else
            uri += c;
    }
    return uri + (immutable ? "?mode=ro&immutable=1" : "?mode=ro");
}

SQLite::Database openReadOnly(const fs::path& file)
{
    constexpr int patienceMs = 500; // with another program that is writing
    const bool immutable = checkBeginning(file);
    try {
        return {uriOf(file, immutable), SQLite::OPEN_READONLY | SQLite::OPEN_URI, patienceMs};
    } catch (const SQLite::Exception& error) {
        refuseFile(file, error);
    }
}

// https://www.sqlite.org/security.html, "Untrusted SQLite Database Files".
void harden(SQLite::Database& database)
{
    sqlite3* handle = database.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 1'000'000);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, 100);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, 10);
    sqlite3_limit(handle, SQLITE_LIMIT_VDBE_OP, 100'000);
    sqlite3_limit(handle, SQLITE_LIMIT_FUNCTION_ARG, 20);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    // A value out of its range is told by checkSite, which names the rack and the limit; SQLite would only
    // say that some row breaks a constraint.
    database.exec("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA query_only = ON;"
                  "PRAGMA ignore_check_constraints = ON;");
}

using Schema = std::map<std::string, std::string>; // "table rack" -> the meaning of its SQL

// The end of the quoted text or comment that begins at `at`, or `at` itself if neither does.
std::size_t endOfQuoteOrComment(std::string_view sql, std::size_t at)
{
    const auto after = [&](std::string_view end, std::size_t from) {
        const std::size_t found = sql.find(end, from);
        return found == std::string_view::npos ? sql.size() : found + end.size();
    };
    if (sql.substr(at, 2) == "--")
        return after("\n", at);
    if (sql.substr(at, 2) == "/*")
        return after("*/", at + 2);
    if (sql[at] == '\'' || sql[at] == '"')
        return after(sql.substr(at, 1), at + 1);
    return at;
}

// The definition without comments and with single spaces: what a later version may word or lay out otherwise.
std::string meaningOf(std::string_view sql)
{
    std::string meaning;
    bool spaced = false;
    const auto add = [&](std::string_view text) {
        const bool joins = std::string_view("(),").find(text.front()) != std::string_view::npos ||
                           meaning.empty() || meaning.back() == '(' || meaning.back() == ',' ||
                           meaning.back() == ')';
        if (spaced && !joins)
            meaning += ' ';
        meaning += text;
        spaced = false;
    };
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t end = endOfQuoteOrComment(sql, at);
        const bool isComment = end > at && (sql[at] == '-' || sql[at] == '/');
        const bool isSpace = std::string_view(" \t\r\n\f").find(sql[at]) != std::string_view::npos;
        if (isComment || isSpace)
            spaced = true;
        else
            add(sql.substr(at, std::max<std::size_t>(end - at, 1)));
        at = std::max(end, at + 1);
    }
    return meaning;
}

// What has no definition of its own is an index that a table's definition implies.
Schema schemaOf(SQLite::Database& database)
{
    Schema schema;
    SQLite::Statement statement(database,
                                "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
    while (statement.executeStep())
        schema.emplace(statement.getColumn(0).getString(), meaningOf(statement.getColumn(1).getString()));
    return schema;
}

Schema expectedSchema(int version)
{
    Schema schema;
    for (const SchemaTable& table : siteTables()) {
        if (table.versions.contain(version))
            schema.emplace(fmt::format("table {}", table.name), meaningOf(table.sqlIn(version)));
    }
    return schema;
}

void checkSchema(SQLite::Database& database, const fs::path& file, int version)
{
    const Schema found = schemaOf(database);
    const Schema schema = expectedSchema(version);
    for (const auto& [what, sql] : found) {
        const auto expected = schema.find(what);
        if (expected == schema.end())
            refuseToOpen(file,
                         fmt::format("it holds the {}, which is no part of a Hallwright site file", what));
        if (expected->second != sql)
            refuseToOpen(file, fmt::format("its {} is not defined as in a Hallwright site file", what));
    }
    for (const auto& [what, sql] : schema) {
        if (!found.contains(what))
            refuseToOpen(file, fmt::format("its {} is missing", what));
    }
}

void checkIntegrity(SQLite::Database& database, const fs::path& file)
{
    SQLite::Statement statement(database, "PRAGMA integrity_check(1)");
    const bool answered = statement.executeStep();
    const std::string verdict = answered ? statement.getColumn(0).getString() : "no answer";
    if (verdict != "ok")
        refuseToOpen(file, fmt::format("it is damaged ({})", verdict));
}

} // namespace

void refuseFile(const fs::path& file, const SQLite::Exception& error)
{
    switch (error.getErrorCode()) {
    case SQLITE_NOTADB:
        refuseToOpen(file, "it is not a Hallwright site file");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        refuseToOpen(file, "another program is writing it; try again when that is done");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        refuseToOpen(
            file,
            "another program was interrupted while writing it; open it once with that program, or with the "
            "sqlite3 shell, to restore it");
    case SQLITE_IOERR:
        refuseToOpen(file, "the disk reports a read error");
    default:
        refuseToOpen(file, fmt::format("it is damaged ({})", error.what()));
    }
}

UntrustedDatabase::UntrustedDatabase(const fs::path& file) : database_(openReadOnly(file))
{
    try {
        harden(database_);
        database_.exec("BEGIN");
        // Asked again: another program may have replaced the file since its header was read.
        version_ = database_.execAndGet("PRAGMA user_version").getInt();
        requireKnownVersion(file, version_);
        checkSchema(database_, file, version_);
        checkIntegrity(database_, file);
    } catch (const SQLite::Exception& error) {
        refuseFile(file, error);
    }
}

} // namespace hallwright
