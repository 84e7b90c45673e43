#include "core/storage/site_writer.h"

#include "core/model/errors.h"
#include "core/model/names.h"
#include "core/storage/schema.h"
#include "core/storage/site_rows.h"
#include "core/storage/tables.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <new>
#include <sqlite3.h>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace hallwright {

namespace {

// Binds each member to the parameter of its column. Texts are bound without a copy: they outlive the row.
class Binder
{
public:
    explicit Binder(SQLite::Statement& statement) : statement_(statement) {}

    template <class Value>
    void operator()(const char*, const Value& value, int = 1)
    {
        bind(value);
    }

private:
    void bind(double value) { statement_.bind(next(), value); }
    void bind(int value) { statement_.bind(next(), value); }
    void bind(std::int64_t value) { statement_.bind(next(), value); }
    void bind(bool value) { statement_.bind(next(), value ? 1 : 0); }
    void bind(const std::string& value) { statement_.bindNoCopy(next(), value); }

    template <class Tag>
    void bind(Id<Tag> id)
    {
        if (id == Id<Tag>{})
            statement_.bind(next());
        else
            statement_.bind(next(), id.value);
    }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void bind(Enum value) { statement_.bind(next(), std::string(nameOf(value))); }

    int next() { return ++index_; }

    SQLite::Statement& statement_;
    int index_ = 0;
};

// The rows of a list with their keys.
template <class ParentId, class Rows, class Take>
void forEachInList(ParentId parent, const Rows& rows, Take take)
{
    ListKey<ParentId> key{parent};
    for (const auto& row : rows) {
        take(key, row);
        ++key.position;
    }
}

// Puts rows into tables.
class RowPutter
{
public:
    // Replace takes the place of a row of the same primary key, of which New finds none.
    enum class Put { New, Replace };
    RowPutter(SQLite::Database& database, Put how)
        : database_(database), insert_(how == Put::New ? "INSERT" : "INSERT OR REPLACE")
    {
    }

    template <class Table, class... Parts>
    void row(const Parts&... parts)
    {
        SQLite::Statement& statement = statementFor<Table>(parts...);
        Binder binder(statement);
        Table::columns(binder, parts...);
        statement.exec();
        statement.reset();
    }

    template <class Table, class ParentId, class Rows>
    void list(ParentId parent, const Rows& rows)
    {
        forEachInList(parent, rows, [&](const auto& key, const auto& each) { row<Table>(key, each); });
    }

private:
    template <class Table, class... Parts>
    SQLite::Statement& statementFor(const Parts&... parts)
    {
        auto& statement = statements_[Table::name];
        if (!statement) {
            ColumnNames names(siteSchemaVersion);
            Table::columns(names, parts...);
            std::string parameters = "?";
            for (int i = 1; i < names.count(); ++i)
                parameters += ", ?";
            statement = std::make_unique<SQLite::Statement>(
                database_,
                fmt::format("{} INTO {} ({}) VALUES ({})", insert_, Table::name, names.list(), parameters));
        }
        return *statement;
    }

    SQLite::Database& database_;
    const char* insert_;
    std::unordered_map<std::string_view, std::unique_ptr<SQLite::Statement>> statements_;
};

// The values of a row in a form that is equal for equal rows alone.
class RowText
{
public:
    template <class Value>
    void operator()(const char*, const Value& value, int = 1)
    {
        add(value);
    }
    std::string take() { return std::move(text_); }

private:
    template <class Value>
    void add(const Value& value)
    {
        static_assert(std::is_arithmetic_v<Value> || std::is_enum_v<Value>);
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

    std::string text_;
};

template <class Table, class... Parts>
std::string textOf(const Parts&... parts)
{
    RowText text;
    Table::columns(text, parts...);
    return text.take();
}

template <class Table, class ParentId, class Rows>
std::string textOfList(ParentId parent, const Rows& rows)
{
    std::string text;
    forEachInList(parent, rows, [&](const auto& key, const auto& row) { text += textOf<Table>(key, row); });
    return text;
}

// The first column of a table, its name and its value: the id of a row, or the parent of a list.
struct FirstColumn {
    const char* name = nullptr;
    std::int64_t value = 0;

    template <class Value>
    void operator()(const char* column, const Value& of, int = 1)
    {
        if (name)
            return;
        name = column;
        if constexpr (std::is_integral_v<Value>)
            value = of;
        else if constexpr (requires { of.value; })
            value = of.value;
    }
};

template <class Table, class... Parts>
FirstColumn firstColumn(const Parts&... parts)
{
    FirstColumn first;
    Table::columns(first, parts...);
    return first;
}

// The rows of an earlier version, each as its text; a list counts as one.
struct EarlierRows {
    struct Table {
        std::string keyColumn;
        std::unordered_map<std::int64_t, std::string> texts; // by the value of keyColumn
    };
    std::map<std::string_view, Table> tables;

    template <class TableType, class... Parts>
    void row(const Parts&... parts)
    {
        const FirstColumn key = firstColumn<TableType>(parts...);
        add<TableType>(key, textOf<TableType>(parts...));
    }
    template <class TableType, class ParentId, class Rows>
    void list(ParentId parent, const Rows& rows)
    {
        if (rows.begin() == rows.end())
            return;
        const FirstColumn key = firstColumn<TableType>(ListKey<ParentId>{parent}, *rows.begin());
        add<TableType>(key, textOfList<TableType>(parent, rows));
    }

private:
    template <class TableType>
    void add(const FirstColumn& key, std::string text)
    {
        Table& table = tables[TableType::name];
        table.keyColumn = key.name;
        table.texts.emplace(key.value, std::move(text));
    }
};

// Puts the rows that differ from those of the earlier version, and forgets the others.
class ChangePutter
{
public:
    ChangePutter(SQLite::Database& database, EarlierRows& earlier)
        : database_(database), earlier_(earlier), put_(database, RowPutter::Put::Replace)
    {
    }

    template <class Table, class... Parts>
    void row(const Parts&... parts)
    {
        if (!isAsBefore<Table>(firstColumn<Table>(parts...).value, textOf<Table>(parts...)))
            put_.row<Table>(parts...);
    }
    template <class Table, class ParentId, class Rows>
    void list(ParentId parent, const Rows& rows)
    {
        if (rows.begin() == rows.end())
            return;
        const FirstColumn key = firstColumn<Table>(ListKey<ParentId>{parent}, *rows.begin());
        if (isAsBefore<Table>(key.value, textOfList<Table>(parent, rows)))
            return;
        remove(Table::name, key.name, key.value);
        put_.list<Table>(parent, rows);
    }
    void removeRest()
    {
        for (const auto& [name, table] : earlier_.tables) {
            for (const auto& [key, text] : table.texts)
                remove(name, table.keyColumn, key);
        }
    }

private:
    template <class Table>
    bool isAsBefore(std::int64_t key, const std::string& text)
    {
        auto& texts = earlier_.tables[Table::name].texts;
        const auto before = texts.find(key);
        if (before == texts.end())
            return false;
        const bool same = before->second == text;
        texts.erase(before);
        return same;
    }

    void remove(std::string_view table, std::string_view keyColumn, std::int64_t key)
    {
        SQLite::Statement statement(database_, fmt::format("DELETE FROM {} WHERE {} = ?", table, keyColumn));
        statement.bind(1, key);
        statement.exec();
    }

    SQLite::Database& database_;
    EarlierRows& earlier_;
    RowPutter put_;
};

void putRecoveryBase(SQLite::Database& database, const FileStamp* base)
{
    constexpr std::int64_t onlyRow = 1;
    if (base)
        RowPutter(database, RowPutter::Put::New).row<RecoveryBaseTable>(onlyRow, *base);
}

// A copy of a file's bytes as a database in memory.
SQLite::Database databaseOf(const std::string& bytes)
{
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
    if (!copy)
        throw std::bad_alloc();
    std::memcpy(copy, bytes.data(), bytes.size());
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
std::optional<std::string> changedBytes(const SiteImage& earlier, const Site& site,
                                        const FileStamp* recoveryBase)
try {
    SQLite::Database database = databaseOf(earlier.bytes);
    database.exec("PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF;");
    SQLite::Transaction transaction(database);
    const SharedParts shared(*earlier.site, site);
    EarlierRows rows;
    forEachRow(*earlier.site, shared, rows);
    ChangePutter put(database, rows);
    forEachRow(site, shared, put);
    put.removeRest();
    database.exec("DELETE FROM recovery_base");
    putRecoveryBase(database, recoveryBase);
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

std::string siteFileBytes(const Site& site, const FileStamp* recoveryBase)
try {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}; PRAGMA foreign_keys = ON;",
                    siteApplicationId, siteSchemaVersion));
    SQLite::Transaction transaction(database);
    database.exec(siteSchemaSql());
    RowPutter put(database, RowPutter::Put::New);
    forEachRow(site, SharedParts(), put);
    putRecoveryBase(database, recoveryBase);
    transaction.commit();
    return bytesOf(database);
} catch (const SQLite::Exception& error) {
    throw StorageError(fmt::format("Cannot save site {}: {}.", site.info.name, error.what()));
}

std::string nextSiteFileBytes(const Site& site, const SiteImage* last, const FileStamp* recoveryBase)
{
    if (last && !last->bytes.empty()) {
        if (auto bytes = changedBytes(*last, site, recoveryBase))
            return *std::move(bytes);
    }
    return siteFileBytes(site, recoveryBase);
}

} // namespace hallwright
