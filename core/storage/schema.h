// The tables of a site file, as the SQL that makes them.
#pragma once

#include <cstdint>

namespace hallwright {

// "HWRT" in ASCII, at byte 68 of the file: what tells a site file from other SQLite databases.
constexpr std::int32_t siteApplicationId = 0x48575254;

// PRAGMA user_version. Goes up with every change of the tables that an earlier program could not read.
constexpr std::int32_t siteSchemaVersion = 2;

// Every CREATE TABLE, with the meaning of each column in comments that SQLite keeps: `.schema` shows them.
extern const char* const siteSchemaSql;

// The tables of version 1, which are still read.
extern const char* const siteSchemaVersion1Sql;

} // namespace hallwright
