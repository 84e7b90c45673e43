#include "core/storage/site_writer.h"

#include "core/model/errors.h"
#include "core/model/names.h"
#include "core/storage/branch_rows.h"
#include "core/storage/packed_weather.h"
#include "core/storage/scenarios.h"
#include "core/storage/schema.h"
#include "core/storage/site_rows.h"
#include "core/storage/statements.h"
#include "core/storage/tables.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <sqlite3.h>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace hallwright {

namespace {

// Puts rows into tables.
class RowPutter
{
public:
    // Replace takes the place of a row of the same primary key, of which New finds none.
    enum class Put { New, Replace };
    RowPutter(SQLite::Database& database, Put how)
        : database_(database), statements_(database),
          insert_(how == Put::New ? "INSERT" : "INSERT OR REPLACE")
    {
    }

    template <class T>
    void row(const TableRow<T>& row)
    {
        auto& statement = rows_[TableOf<T>::name];
        if (!statement)
            statement = insertionOf(row);
        Binder binder(*statement);
        row.forEachColumn([&](std::string_view, const auto& value) { binder.bind(value); });
        statement->exec();
        statement->reset();
    }

    template <class T>
    void list(const T& object)
    {
        using Table = ListTableOf<T>;
        const std::string sql =
            fmt::format("INSERT INTO {} ({}, position, {}) VALUES (?, ?, {})", Table::name,
                        Table::parentColumn, Table::valueColumns,
                        std::is_same_v<T, PowerNode> || std::is_same_v<T, FibreRun> ? "?" : "?, ?, ?");
        std::int64_t position = 0;
        for (const auto& value : object.*Table::list)
            statements_.run(sql, object.id, position++, value);
    }

    void record(ObjectRef object, const Record& record)
    {
        const std::string_view kind = tableOf(object.kind);
        statements_.run("INSERT INTO record VALUES (?, ?, ?, ?)", kind, object.id, record.status,
                        record.notes);
        for (const auto& [status, date] : record.dates)
            statements_.run("INSERT INTO record_date VALUES (?, ?, ?, ?)", kind, object.id, status, date);
        std::int64_t position = 0;
        for (const std::string& tag : record.tags)
            statements_.run("INSERT INTO record_tag VALUES (?, ?, ?, ?)", kind, object.id, position++, tag);
        for (const auto& [system, identifier] : record.identifiers)
            statements_.run("INSERT INTO record_identifier VALUES (?, ?, ?, ?)", kind, object.id, system,
                            identifier);
        for (const auto& [rule, reason] : record.waivers)
            statements_.run("INSERT INTO record_waiver VALUES (?, ?, ?, ?)", kind, object.id, rule, reason);
    }

private:
    template <class T>
    std::unique_ptr<SQLite::Statement> insertionOf(const TableRow<T>& row)
    {
        std::string names;
        std::string parameters;
        row.forEachColumn([&](std::string_view name, const auto&) {
            names += (names.empty() ? "" : ", ") + std::string(name);
            parameters += parameters.empty() ? "?" : ", ?";
        });
        return std::make_unique<SQLite::Statement>(
            database_,
            fmt::format("{} INTO {} ({}) VALUES ({})", insert_, TableOf<T>::name, names, parameters));
    }

    SQLite::Database& database_;
    Statements statements_;
    const char* insert_;
    std::unordered_map<std::string_view, std::unique_ptr<SQLite::Statement>> rows_;
};

// Values in a form that is equal for equal values alone.
class ValueText
{
public:
    void add(std::nullptr_t) { text_ += '-'; }

    template <class Value>
    void add(const Value& value)
    {
        static_assert(std::is_arithmetic_v<Value> || std::is_enum_v<Value>);
        text_ += '+';
        text_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void add(const std::string& value)
    {
        add(value.size());
        text_ += value;
    }
    template <class Tag>
    void add(Id<Tag> id)
    {
        add(id.value);
    }
    void add(const Point3& point)
    {
        add(point.x);
        add(point.y);
        add(point.z);
    }
    void add(const PortGroup& ports)
    {
        add(ports.kind);
        add(ports.connector);
        add(ports.count);
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

template <class T>
std::string textOf(const TableRow<T>& row)
{
    ValueText text;
    row.forEachColumn([&](std::string_view, const auto& value) { text.add(value); });
    return text.take();
}

template <class T>
std::string textOfList(const T& object)
{
    ValueText text;
    for (const auto& value : object.*ListTableOf<T>::list)
        text.add(value);
    return text.take();
}

std::string textOf(const Record& record)
{
    ValueText text;
    text.add(record.status);
    text.add(record.notes);
    for (const auto& [status, date] : record.dates) {
        text.add(status);
        text.add(date);
    }
    for (const std::string& tag : record.tags)
        text.add(tag);
    for (const auto& [system, identifier] : record.identifiers) {
        text.add(system);
        text.add(identifier);
    }
    for (const auto& [rule, reason] : record.waivers) {
        text.add(rule);
        text.add(reason);
    }
    return text.take();
}

// What a change may touch: rows by their table and id, lists by their table and their object's id, records by their
// object.
using RowKey = std::pair<std::string_view, std::int64_t>;
using Texts = std::map<RowKey, std::string>;

// What stands in the tables for an earlier version, as texts.
struct EarlierRows {
    Texts rows;
    Texts lists;
    std::map<ObjectRef, std::string> records;

    template <class T>
    void row(const TableRow<T>& row)
    {
        rows.emplace(RowKey{TableOf<T>::name, row.key()}, textOf(row));
    }
    template <class T>
    void list(const T& object)
    {
        lists.emplace(RowKey{ListTableOf<T>::name, object.id.value}, textOfList(object));
    }
    void record(ObjectRef object, const Record& record) { records.emplace(object, textOf(record)); }
};

// Puts what differs from the earlier version, and takes away what is no more.
class ChangePutter
{
public:
    ChangePutter(SQLite::Database& database, EarlierRows& earlier)
        : earlier_(earlier), put_(database, RowPutter::Put::Replace), statements_(database)
    {
    }

    template <class T>
    void row(const TableRow<T>& row)
    {
        if (!isAsBefore(earlier_.rows, RowKey{TableOf<T>::name, row.key()}, textOf(row)))
            put_.row(row);
    }
    template <class T>
    void list(const T& object)
    {
        using Table = ListTableOf<T>;
        if (isAsBefore(earlier_.lists, RowKey{Table::name, object.id.value}, textOfList(object)))
            return;
        statements_.run(fmt::format("DELETE FROM {} WHERE {} = ?", Table::name, Table::parentColumn),
                        object.id);
        put_.list(object);
    }
    void record(ObjectRef object, const Record& record)
    {
        if (isAsBefore(earlier_.records, object, textOf(record)))
            return;
        removeRecord(object);
        put_.record(object, record);
    }

    void removeRest()
    {
        for (const auto& [key, text] : earlier_.rows)
            statements_.run(fmt::format("DELETE FROM {} WHERE id = ?", key.first), key.second);
        forEachObjectType([this]<class T>() {
            if constexpr (hasList<T>) {
                using Table = ListTableOf<T>;
                for (const auto& [key, text] : earlier_.lists) {
                    if (key.first == Table::name)
                        statements_.run(
                            fmt::format("DELETE FROM {} WHERE {} = ?", Table::name, Table::parentColumn),
                            key.second);
                }
            }
        });
        for (const auto& [object, text] : earlier_.records)
            removeRecord(object);
    }

private:
    // What is asked for is no longer part of what is no more.
    template <class Key>
    static bool isAsBefore(std::map<Key, std::string>& earlier, const Key& key, const std::string& text)
    {
        const auto before = earlier.find(key);
        if (before == earlier.end())
            return false;
        const bool same = before->second == text;
        earlier.erase(before);
        return same;
    }

    void removeRecord(ObjectRef object)
    {
        for (const char* table :
             {"record", "record_date", "record_tag", "record_identifier", "record_waiver"})
            statements_.run(fmt::format("DELETE FROM {} WHERE object_kind = ? AND object_id = ?", table),
                            tableOf(object.kind), object.id);
    }

    EarlierRows& earlier_;
    RowPutter put_;
    Statements statements_;
};

void putIdMarks(SQLite::Database& database, const IdMarks& marks)
{
    Statements statements(database);
    forEachObjectType([&]<class T>() {
        if (const std::int64_t highest = marks.of(kindOf<T>); highest > 0)
            statements.run("INSERT INTO id_mark VALUES (?, ?)", TableOf<T>::name, highest);
    });
}

// What is written anew whatever changed: it is little, or depends on the whole site.
void putRest(SQLite::Database& database, const FileContent& content)
{
    putIdMarks(database, content.site.idMarks);
    putBranches(database, content.site, content.branches);
    putScenarios(database, content.scenarios);
    std::vector<const Site*> versions{&content.site};
    for (const Branch& branch : content.branches)
        versions.push_back(branch.site.get());
    putWeather(database, content.weather ? *content.weather : std::vector<KeptWeather>(), versions);
    if (const FileStamp* base = content.recoveryBase)
        Statements(database).run("INSERT INTO recovery_base VALUES (?, ?, ?, ?)", onlyRow, base->sizeBytes,
                                 base->modifiedNs, base->inode);
}

// A copy of a file's bytes as a database in memory.
SQLite::Database databaseOf(const std::string& bytes)
{
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
    if (!copy)
        throw std::bad_alloc();
    std::copy(bytes.begin(), bytes.end(), copy);
    const auto size = static_cast<sqlite3_int64>(bytes.size());
    sqlite3_deserialize(database.getHandle(), "main", copy, size, size,
                        SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
    return database;
}

// Whether so many of its pages are empty that the file is better written anew.
bool isSparse(SQLite::Database& database)
{
    constexpr int atMost = 4; // one page in so many
    return database.execAndGet("PRAGMA freelist_count").getInt() * atMost >
           database.execAndGet("PRAGMA page_count").getInt();
}

// References are not checked again here: without an index SQLite would look through every rack for each feed that
// goes, and checkSite has looked at all of them. What a change removes is overwritten, as it would be in a new file.
// Nothing if the earlier bytes are of no use for that.
std::optional<std::string> changedBytes(const SiteImage& earlier, const FileContent& content)
try {
    SQLite::Database database = databaseOf(earlier.bytes);
    database.exec("PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF;");
    SQLite::Transaction transaction(database);
    const SharedParts shared(*earlier.site, content.site);
    EarlierRows rows;
    forEachRow(*earlier.site, shared, rows);
    ChangePutter put(database, rows);
    forEachRow(content.site, shared, put);
    put.removeRest();
    database.exec(
        "DELETE FROM id_mark; DELETE FROM branch_change; DELETE FROM branch; DELETE FROM scenario_outage; "
        "DELETE FROM scenario; DELETE FROM recovery_base;");
    putRest(database, content);
    transaction.commit();
    return isSparse(database) ? std::nullopt : std::optional(bytesOf(database));
} catch (const SQLite::Exception&) {
    return std::nullopt; // one in WAL mode, say, which cannot be opened in memory
}

} // namespace

std::string bytesOf(SQLite::Database& database)
{
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
        sqlite3_serialize(database.getHandle(), "main", &size, 0), sqlite3_free);
    if (!bytes)
        throw std::bad_alloc();
    return {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

std::string siteFileBytes(const FileContent& content)
try {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}; PRAGMA foreign_keys = ON;",
                    siteApplicationId, siteSchemaVersion));
    SQLite::Transaction transaction(database);
    database.exec(siteSchemaSql());
    RowPutter put(database, RowPutter::Put::New);
    forEachRow(content.site, SharedParts(), put);
    putRest(database, content);
    transaction.commit();
    return bytesOf(database);
} catch (const SQLite::Exception& error) {
    throw StorageError(fmt::format("Cannot save site {}: {}.", content.site.info.name, error.what()));
}

std::string nextSiteFileBytes(const FileContent& content, const SiteImage* last)
{
    if (last && !last->bytes.empty()) {
        if (auto bytes = changedBytes(*last, content))
            return *std::move(bytes);
    }
    return siteFileBytes(content);
}

} // namespace hallwright
