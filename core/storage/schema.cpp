#include "core/storage/schema.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright {

namespace {

// Comments stand in a column of their own where the SQL leaves room, else above the line they belong to.
std::string commented(std::string_view indent, std::string_view sql, std::string_view comment)
{
    constexpr std::size_t commentColumn = 45;
    constexpr std::size_t longestLine = 110;
    const std::string code = fmt::format("{}{}", indent, sql);
    if (comment.empty())
        return fmt::format("{}\n", code);
    if (sql.empty() || std::max(code.size(), commentColumn) + comment.size() > longestLine)
        return fmt::format("{}-- {}\n{}", indent, comment,
                           sql.empty() ? std::string() : fmt::format("{}\n", code));
    return fmt::format("{:<{}} -- {}\n", code, commentColumn - 1, comment);
}

} // namespace

std::string SchemaTable::sqlIn(int version) const
{
    constexpr std::string_view indent = "    ";
    std::vector<SchemaLine> its;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(its),
                 [version](const SchemaLine& line) { return line.versions.contain(version); });
    const auto last =
        std::find_if(its.rbegin(), its.rend(), [](const SchemaLine& line) { return !line.sql.empty(); });
    std::string sql = commented("", fmt::format("CREATE TABLE {} (", name), comment);
    for (const SchemaLine& line : its) {
        const bool separated = !line.sql.empty() && &line != &*last;
        sql += commented(indent, line.sqlIn(version) + (separated ? "," : ""), line.comment);
    }
    return fmt::format("{}) {}", sql, options);
}

std::string SchemaLine::sqlIn(int version) const
{
    constexpr std::string_view required = " NOT NULL";
    std::string text(sql);
    if (typeVersion > 0 && version >= typeVersion) {
        if (const std::size_t at = text.find(required); at != std::string::npos)
            text.erase(at, required.size());
    }
    return text;
}

std::string siteSchemaSql(int version)
{
    std::string sql;
    for (const SchemaTable& table : siteTables()) {
        if (table.versions.contain(version))
            sql += fmt::format("{}{};\n", sql.empty() ? "" : "\n", table.sqlIn(version));
    }
    return sql;
}

bool isTableOf(int version, std::string_view table)
{
    return std::any_of(siteTables().begin(), siteTables().end(), [&](const SchemaTable& candidate) {
        return candidate.name == table && candidate.versions.contain(version);
    });
}

} // namespace hallwright
