// The tables of a site file in every version of the format: each table, column, constraint and comment is said once,
// with the versions that have it (schema_tables.cpp), and the SQL of a version is made from that.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// "HWRT" in ASCII, at byte 68 of the file: what tells a site file from other SQLite databases.
constexpr std::int32_t siteApplicationId = 0x48575254;

// PRAGMA user_version. Goes up with every change of the tables that an earlier program could not read.
constexpr std::int32_t siteSchemaVersion = 8;

// The versions of the format that have something.
struct SchemaVersions {
    int first = 1;
    int last = std::numeric_limits<int>::max();

    bool contain(int version) const { return first <= version && version <= last; }
};

// One column or constraint of a table; without SQL, a comment on those that follow.
struct SchemaLine {
    std::string_view sql; // "power_w REAL NOT NULL CHECK (power_w >= 0)"
    std::string_view comment;
    SchemaVersions versions{};
    int typeVersion = 0; // since when an object may leave the value to its type, by NULL; 0: never

    SchemaLine since(int version) const { return {sql, comment, {version, versions.last}, typeVersion}; }
    SchemaLine until(int version) const { return {sql, comment, {versions.first, version}, typeVersion}; }
    SchemaLine ofType(int version) const { return {sql, comment, versions, version}; }
    std::string sqlIn(int version) const; // of that version
};

struct SchemaTable {
    std::string_view name;
    std::string_view comment;
    std::string_view options;
    std::vector<SchemaLine> lines;
    SchemaVersions versions{};

    SchemaTable since(int version) const { return {name, comment, options, lines, {version, versions.last}}; }
    SchemaTable until(int version) const
    {
        return {name, comment, options, lines, {versions.first, version}};
    }
    std::string sqlIn(int version) const; // "CREATE TABLE rack (...) STRICT", of a version that has it
};

// A table that a version defines anew, rather than in some of its lines, stands here twice.
const std::vector<SchemaTable>& siteTables();

// Every CREATE TABLE of a version, with comments that SQLite keeps: `.schema` shows them.
std::string siteSchemaSql(int version = siteSchemaVersion);

// Whether files of that version have the table.
bool isTableOf(int version, std::string_view table);

} // namespace hallwright
