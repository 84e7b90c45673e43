#include "tests/cli/mutations.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <vector>

namespace hallwright::test {

namespace {

constexpr std::size_t pageBytes = 4096;

std::size_t below(Dice& dice, std::size_t count)
{
    return std::uniform_int_distribution<std::size_t>(0, std::max<std::size_t>(count, 1) - 1)(dice);
}

template <class Range>
const auto& oneOf(const Range& range, Dice& dice)
{
    return *std::next(std::begin(range), static_cast<std::ptrdiff_t>(below(dice, std::size(range))));
}

void flipBits(std::string& bytes, Dice& dice)
{
    for (std::size_t flips = 1 + below(dice, 16); flips > 0; --flips)
        bytes[below(dice, bytes.size())] ^= static_cast<char>(1 << below(dice, 8));
}

void overwrite(std::string& bytes, Dice& dice)
{
    const std::size_t from = below(dice, bytes.size());
    const std::size_t count = std::min(bytes.size() - from, 1 + below(dice, 64));
    for (std::size_t i = from; i < from + count; ++i)
        bytes[i] = static_cast<char>(below(dice, 256));
}

// In the header, where every byte has a meaning.
void changeHeader(std::string& bytes, Dice& dice)
{
    bytes[below(dice, std::min<std::size_t>(bytes.size(), 100))] = static_cast<char>(below(dice, 256));
}

void swapPages(std::string& bytes, Dice& dice)
{
    const std::size_t pages = bytes.size() / pageBytes;
    if (pages < 2)
        return;
    const std::size_t a = below(dice, pages) * pageBytes;
    const std::size_t b = below(dice, pages) * pageBytes;
    switch (below(dice, 3)) {
    case 0:
        std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(a),
                         bytes.begin() + static_cast<std::ptrdiff_t>(a + pageBytes),
                         bytes.begin() + static_cast<std::ptrdiff_t>(b));
        break;
    case 1:
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(a), pageBytes, '\0');
        break;
    default:
        bytes.replace(a, pageBytes, bytes.substr(b, pageBytes));
    }
}

constexpr std::array absurdNumbers = {
    "0",     "-1",   "1e-300", "1e300", "9e999", "-9e999",     ".nan",
    "1e9",   "-0.0", "1e-9",   "1000",  "0.001", "2147483648", "9223372036854775808",
    "\"x\"", "null", "[]",     "1e15"};

void replaceNumber(std::string& text, Dice& dice)
{
    const auto isDigit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    std::vector<std::size_t> starts;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (isDigit(text[i]) && !isDigit(text[i - 1]) && text[i - 1] != '.')
            starts.push_back(i);
    }
    if (starts.empty())
        return;
    const std::size_t from = oneOf(starts, dice);
    std::size_t end = from;
    while (end < text.size() && (isDigit(text[end]) || text[end] == '.' || text[end] == 'e'))
        ++end;
    text.replace(from, end - from, oneOf(absurdNumbers, dice));
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    }
    return lines;
}

void changeLines(std::string& text, Dice& dice)
{
    std::vector<std::string> lines = linesOf(text);
    const std::size_t a = below(dice, lines.size());
    const std::size_t b = below(dice, lines.size());
    switch (below(dice, 6)) {
    case 0:
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(a));
        break;
    case 1:
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(a), lines[b]);
        break;
    case 2:
        std::swap(lines[a], lines[b]);
        break;
    case 3:
        lines[a].insert(0, below(dice, 8), ' ');
        break;
    case 4:
        lines[a] +=
            std::string(1 + below(dice, 20'000), oneOf(std::array{'[', '{', '-', 'x', '&', '\x1B'}, dice));
        break;
    default:
        lines.insert(lines.begin(), "bomb: &a [x, x]\nbomb2: &b [*a, *a, *a]\nbomb3: &c [*b, *b, *b]");
    }
    text = fmt::format("{}", fmt::join(lines, "\n"));
}

struct Column {
    std::string table;
    std::string name;
    std::string type;
};

std::vector<Column> columnsOf(SQLite::Database& database)
{
    std::vector<Column> all;
    SQLite::Statement rows(database,
                           "SELECT m.name, c.name, c.type FROM sqlite_schema m, pragma_table_info(m.name) c "
                           "WHERE m.type = 'table' ORDER BY 1, 2");
    while (rows.executeStep())
        all.push_back(
            {rows.getColumn(0).getString(), rows.getColumn(1).getString(), rows.getColumn(2).getString()});
    return all;
}

constexpr std::array wholes = {
    // coincident objects, all or two of them
    "UPDATE rack SET x_m = (SELECT x_m FROM rack WHERE id = 1), y_m = (SELECT y_m FROM rack WHERE id = 1)",
    "UPDATE air_handler SET x_m = (SELECT min(x_m) FROM air_handler), y_m = (SELECT min(y_m) FROM "
    "air_handler)",
    "UPDATE pipe_point SET x_m = 0, y_m = 0, z_m = 0",
    "UPDATE wall SET x_m = 0, y_m = 0",
    // power in circles, and from nothing
    "UPDATE power_feed SET fed_by_id = power_node_id",
    "DELETE FROM power_feed",
    "UPDATE power_node SET kind = 'utility'",
    // nothing of a kind
    "DELETE FROM rack",
    "DELETE FROM air_handler",
    "DELETE FROM cdu",
    "DELETE FROM plant_unit",
    "DELETE FROM pipe_run",
    "DELETE FROM hall",
    "DELETE FROM building",
    // sizes
    "UPDATE hall SET width_m = 99999, depth_m = 99999",
    "UPDATE hall SET height_m = 0.002, ceiling_height_m = 0.002",
    "UPDATE building SET width_m = 1e5, depth_m = 1e5; UPDATE hall SET width_m = 9e4, depth_m = 9e4, "
    "tile_pitch_m = 0.1",
};

constexpr std::array values = {"0",
                               "-1",
                               "NULL",
                               "9e999",
                               "-9e999",
                               "1e308",
                               "5e-324",
                               "1e15",
                               "'x'",
                               "x'00ff'",
                               "9223372036854775807",
                               "-9223372036854775808",
                               "''",
                               "zeroblob(100000)",
                               "replace(hex(zeroblob(500000)), '0', 'A')",
                               "char(27) || '[31m' || char(7)",
                               "cast(x'ff80fe' AS TEXT)",
                               "char(0)"};
constexpr std::array factors = {"1e3", "1e-3", "1e6", "1e-6", "-1", "1e-9", "0", "1e9"};

// A row of a table copied many times under new ids; its columns are whatever the version has.
std::string manyMore(SQLite::Database& database, const std::vector<Column>& columns, Dice& dice)
{
    const std::string table =
        oneOf(std::array<std::string, 5>{"rack", "air_handler", "cdu", "wall", "column_"}, dice);
    std::string names;
    std::string copied;
    for (const Column& column : columns) {
        if (column.table != table)
            continue;
        names += (names.empty() ? "" : ", ") + column.name;
        copied += copied.empty() ? "" : ", ";
        copied += column.name == "id" ? "100000 + i" : column.name == "position" ? "1000 + i" : column.name;
    }
    const std::size_t count = oneOf(std::array<std::size_t, 4>{30, 1000, 5000, 20'000}, dice);
    const std::string sql = fmt::format("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                        "WHERE i < {}) INSERT INTO {} ({}) SELECT {} "
                                        "FROM (SELECT * FROM {} ORDER BY rowid LIMIT 1), n",
                                        count, table, names, copied, table);
    database.exec(sql);
    return fmt::format("{} more in {}", count, table);
}

std::string oneChange(SQLite::Database& database, const std::vector<Column>& columns, Dice& dice)
{
    const Column& column = oneOf(columns, dice);
    const std::string where =
        below(dice, 2) == 0
            ? ""
            : fmt::format(" WHERE rowid IN (SELECT rowid FROM {} ORDER BY random() LIMIT 1)", column.table);
    std::string sql;
    switch (below(dice, 6)) {
    case 0:
        return manyMore(database, columns, dice);
    case 1:
        sql = oneOf(wholes, dice);
        break;
    case 2:
    case 3:
        sql = fmt::format("UPDATE {} SET {} = {} * {}{}", column.table, column.name, column.name,
                          oneOf(factors, dice), where);
        break;
    default:
        sql = fmt::format("UPDATE {} SET {} = {}{}", column.table, column.name, oneOf(values, dice), where);
    }
    database.exec(sql);
    return sql;
}

} // namespace

std::string damaged(std::string bytes, Dice& dice)
{
    if (bytes.empty())
        return bytes;
    switch (below(dice, 6)) {
    case 0:
        flipBits(bytes, dice);
        break;
    case 1:
        overwrite(bytes, dice);
        break;
    case 2:
        changeHeader(bytes, dice);
        break;
    case 3:
        bytes.resize(below(dice, bytes.size()));
        break;
    case 4:
        bytes.append(1 + below(dice, 10'000), static_cast<char>(below(dice, 256)));
        break;
    default:
        swapPages(bytes, dice);
    }
    return bytes;
}

std::string rewritten(std::string text, Dice& dice)
{
    for (std::size_t changes = 1 + below(dice, 3); changes > 0; --changes) {
        switch (below(dice, 4)) {
        case 0:
        case 1:
            replaceNumber(text, dice);
            break;
        case 2:
            changeLines(text, dice);
            break;
        default:
            text = damaged(std::move(text), dice);
        }
    }
    return text;
}

std::string meddleWith(const std::filesystem::path& site, Dice& dice)
{
    SQLite::Database database(site.string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;"
                  "PRAGMA journal_mode = MEMORY");
    const std::vector<Column> columns = columnsOf(database);
    std::string done;
    for (std::size_t changes = 1 + below(dice, 3); changes > 0; --changes) {
        try {
            done += oneChange(database, columns, dice) + "; ";
        } catch (const SQLite::Exception&) {
            done += "(nothing, for the tables are strict); ";
        }
    }
    return done;
}

} // namespace hallwright::test
