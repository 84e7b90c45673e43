#include "core/storage/branches.h"

#include "core/model/change_set.h"
#include "core/model/characters.h"
#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/storage/branch_rows.h"
#include "core/storage/schema.h"
#include "core/storage/site_file.h"
#include "core/storage/site_reader.h"
#include "core/storage/statements.h"
#include "core/storage/tables.h"
#include "core/storage/untrusted_database.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>

namespace hallwright {

namespace {

constexpr std::string_view recordWord = "record";
constexpr std::string_view idMarkWord = "id-mark";

std::string_view wordOf(BranchKind kind)
{
    switch (kind) {
    case BranchKind::Version:
        return "version";
    case BranchKind::Start:
        return "start";
    case BranchKind::Branch:
        break;
    }
    return "branch";
}

BranchKind branchKindIn(std::string_view word)
{
    for (const auto kind : {BranchKind::Version, BranchKind::Start}) {
        if (word == wordOf(kind))
            return kind;
    }
    return BranchKind::Branch; // the table has no other
}

std::string_view wordOf(ObjectChangeKind kind)
{
    switch (kind) {
    case ObjectChangeKind::Added:
        return "added";
    case ObjectChangeKind::Removed:
        return "removed";
    case ObjectChangeKind::Changed:
        break;
    }
    return "changed";
}

std::optional<ObjectChangeKind> changeKindIn(std::string_view word)
{
    for (const auto kind : {ObjectChangeKind::Added, ObjectChangeKind::Changed, ObjectChangeKind::Removed}) {
        if (word == wordOf(kind))
            return kind;
    }
    return std::nullopt;
}

// Puts the rows of one branch.
class ChangeRows
{
public:
    ChangeRows(Statements& statements, std::int64_t branch) : statements_(statements), branch_(branch) {}

    void put(const ChangeSet& changes)
    {
        for (const ObjectChange& change : changes.objects) {
            if (change.kind == ObjectChangeKind::Removed)
                put(change.object, wordOf(change.kind), "", {});
            else
                putFields(change, wordOf(change.kind));
        }
        for (const ObjectChange& change : changes.records)
            putFields(change, recordWord);
        forEachObjectType([&]<class T>() {
            if (const std::int64_t highest = changes.idMarks.of(kindOf<T>); highest > 0)
                put({kindOf<T>, highest}, idMarkWord, "", {});
        });
    }

private:
    void putFields(const ObjectChange& change, std::string_view word)
    {
        for (const FieldChange& field : change.fields)
            put(change.object, word, field.field, field.after);
    }
    void put(ObjectRef object, std::string_view word, const std::string& field, const FieldValue& value)
    {
        statements_.run("INSERT INTO branch_change VALUES (?, ?, ?, ?, ?, ?)", branch_, tableOf(object.kind),
                        object.id, word, field, value);
    }

    Statements& statements_;
    std::int64_t branch_;
};

FieldValue valueOf(const SQLite::Column& column)
{
    if (column.isNull())
        return {};
    if (column.isInteger())
        return column.getInt64();
    if (column.isFloat())
        return column.getDouble();
    return column.getString();
}

class ChangeReader
{
public:
    void add(ObjectRef object, const std::string& word, const std::string& field, const FieldValue& value)
    {
        if (word == idMarkWord) {
            changes_.idMarks.of(object.kind) = object.id;
            return;
        }
        ObjectChange* change = nullptr;
        if (word == recordWord)
            change = &changeOf(records_, changes_.records, object, ObjectChangeKind::Changed);
        else if (const auto kind = changeKindIn(word))
            change = &changeOf(objects_, changes_.objects, object, *kind);
        else
            throw InputError(fmt::format("a change of kind \"{}\" is not known", word));
        if (!field.empty())
            change->fields.push_back({field, {}, value});
    }
    ChangeSet take()
    {
        sortByKindAndId(changes_.objects);
        sortByKindAndId(changes_.records);
        return std::move(changes_);
    }

private:
    using Places = std::map<ObjectRef, std::size_t>;

    static ObjectChange& changeOf(Places& places, std::vector<ObjectChange>& changes, ObjectRef object,
                                  ObjectChangeKind kind)
    {
        const auto [place, isNew] = places.try_emplace(object, changes.size());
        if (isNew)
            changes.push_back({object, kind, {}});
        ObjectChange& change = changes[place->second];
        if (change.kind != kind)
            throw InputError(fmt::format("{} {} is {} as well as {}", tableOf(object.kind), object.id,
                                         wordOf(change.kind), wordOf(kind)));
        return change;
    }

    ChangeSet changes_;
    Places objects_, records_;
};

ChangeSet readChanges(SQLite::Database& database, std::int64_t branch)
{
    SQLite::Statement statement(database,
                                "SELECT object_kind, object_id, change, field, value FROM branch_change "
                                "WHERE branch_id = ? ORDER BY 1, 2, 3, 4");
    statement.bind(1, branch);
    ChangeReader reader;
    while (statement.executeStep()) {
        const std::string table = statement.getColumn(0).getString();
        const auto kind = kindIn(table);
        if (!kind)
            throw InputError(fmt::format("object_kind \"{}\" is none of a site's tables", table));
        reader.add({*kind, statement.getColumn(1).getInt64()}, statement.getColumn(2).getString(),
                   statement.getColumn(3).getString(), valueOf(statement.getColumn(4)));
    }
    return reader.take();
}

} // namespace

void putBranches(SQLite::Database& database, const Site& site, const std::vector<Branch>& branches)
{
    Statements statements(database);
    for (const auto& [info, its] : branches) {
        statements.run("INSERT INTO branch VALUES (?, ?, ?, ?, ?, ?)", info.id, wordOf(info.kind), info.name,
                       info.notes, info.created, info.start > 0 ? FieldValue(info.start) : FieldValue());
        ChangeRows(statements, info.id).put(diff(site, *its));
    }
}

std::vector<BranchInfo> readBranchInfos(SQLite::Database& database, int version)
{
    std::vector<BranchInfo> infos;
    if (!isTableOf(version, "branch"))
        return infos;
    constexpr int firstVersionWithStarts = 5;
    const bool starts = version >= firstVersionWithStarts;
    SQLite::Statement statement(database, fmt::format("SELECT id, kind, name, notes, created, {} FROM branch "
                                                      "ORDER BY id",
                                                      starts ? "start_id" : "NULL"));
    while (statement.executeStep())
        infos.push_back({statement.getColumn(0).getInt64(), branchKindIn(statement.getColumn(1).getString()),
                         statement.getColumn(2).getString(), statement.getColumn(3).getString(),
                         statement.getColumn(4).getString(), statement.getColumn(5).getInt64()});
    return infos;
}

Branch readBranch(SQLite::Database& database, const BranchInfo& info, const SitePtr& site)
try {
    return {info, withChanges(site, readChanges(database, info.id))};
} catch (const InputError& error) {
    throw InputError(fmt::format("Branch {}: {}", info.name, error.what()));
}

std::vector<BranchInfo> listBranches(const std::filesystem::path& file)
try {
    UntrustedDatabase source(file);
    return readBranchInfos(source.database(), source.version());
} catch (const SQLite::Exception& error) {
    refuseFile(file, error);
}

Branch loadBranch(const std::filesystem::path& file, std::int64_t id)
{
    const SiteImagePtr image = loadSiteImage(file);
    const auto found = std::find_if(image->branches.begin(), image->branches.end(),
                                    [id](const Branch& branch) { return branch.info.id == id; });
    if (found == image->branches.end())
        throw InputError(fmt::format("{}: it has no branch {}.", file.string(), id));
    return *found;
}

void checkBranchInfos(const std::vector<BranchInfo>& infos)
{
    std::int64_t last = 0;
    std::set<std::string_view> names;
    std::set<std::int64_t> starts;
    for (const BranchInfo& info : infos) {
        if (info.id <= last)
            throw InputError(
                fmt::format("Branch {}: id {} is not above {}, the one before.", info.name, info.id, last));
        last = info.id;
        if (info.name.empty() || charactersOf(info.name) > longestNameCharacters ||
            !names.insert(info.name).second)
            throw InputError(fmt::format(
                "Branch {}: its name \"{}\" is empty, longer than {} characters or given twice.", info.id,
                firstCharacters(info.name, longestNameCharacters), longestNameCharacters));
        if (charactersOf(info.notes) > longestDescriptionCharacters ||
            charactersOf(info.created) > longestNameCharacters)
            throw InputError(fmt::format("Branch {}: its notes are longer than {} characters.", info.name,
                                         longestDescriptionCharacters));
        if (info.start != 0 && !starts.contains(info.start))
            throw InputError(
                fmt::format("Branch {}: it starts from {}, which is no start of a branch before it.",
                            info.name, info.start));
        if (info.kind == BranchKind::Start)
            starts.insert(info.id);
    }
}

void checkBranches(const std::vector<Branch>& branches)
{
    std::vector<BranchInfo> infos;
    for (const Branch& branch : branches)
        infos.push_back(branch.info);
    checkBranchInfos(infos);
    for (const Branch& branch : branches)
        checkSite(*branch.site);
}

} // namespace hallwright
