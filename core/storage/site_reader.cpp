#include "core/storage/site_reader.h"

#include "core/layout/rows.h"
#include "core/model/errors.h"
#include "core/model/missing_ids.h"
#include "core/model/names.h"
#include "core/storage/schema.h"
#include "core/storage/tables.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <limits>
#include <tuple>
#include <type_traits>
#include <unordered_map>

namespace hallwright {

namespace {

// The database and the version of its tables.
struct Source {
    SQLite::Database& database;
    int version;
};

// Sets each member from its column of the current row; leaves those alone whose columns came with a later version. The types of columns are the schema's (STRICT tables).
class RowReader
{
public:
    RowReader(SQLite::Statement& statement, const char* table, int version)
        : statement_(statement), table_(table), version_(version)
    {
    }

    template <class Value>
    void operator()(const char* name, Value& value, int since = 1)
    {
        if (since <= version_)
            read(name, value);
    }

    // For a row that is read but has no place in the site.
    [[noreturn]] void refuse(const std::string& reason)
    {
        throw InputError(
            fmt::format("Row {} of table {}: {}.", statement_.getColumn(0).getString(), table_, reason));
    }

private:
    void read(const char*, double& value) { value = next().getDouble(); }
    void read(const char*, std::int64_t& value) { value = next().getInt64(); }
    void read(const char*, std::string& value) { value = next().getString(); }
    void read(const char* name, int& value)
    {
        value = static_cast<int>(
            integerWithin(name, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
    }
    void read(const char* name, bool& value) { value = integerWithin(name, 0, 1) == 1; }

    template <class Tag>
    void read(const char*, Id<Tag>& id)
    {
        id.value = next().getInt64(); // NULL, which means none, reads as 0
    }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void read(const char* name, Enum& value)
    {
        const std::string text = next().getString();
        const auto found = fromName<Enum>(text);
        if (!found)
            refuse(fmt::format("{} \"{}\" is none of {}", name, text, namesOf<Enum>()));
        value = *found;
    }

    SQLite::Column next() { return statement_.getColumn(index_++); }

    std::int64_t integerWithin(const char* name, std::int64_t low, std::int64_t high)
    {
        const std::int64_t value = next().getInt64();
        if (value < low || value > high)
            refuse(fmt::format("{} {} is not between {} and {}", name, value, low, high));
        return value;
    }

    SQLite::Statement& statement_;
    const char* table_;
    int version_;
    int index_ = 0;
};

// Calls take(reader, parts...) for each row in the order of the primary key; for none if the table came with a later
// version. `Parts` are what Table::columns sets.
template <class Table, class... Parts, class Take>
void readTable(const Source& source, Take take)
{
    if (!isTableOf(source.version, Table::name))
        return;
    std::tuple<Parts...> blank;
    ColumnNames names(source.version);
    std::apply([&](auto&... parts) { Table::columns(names, parts...); }, blank);
    // The first column is the id, or the first two are the parent and the position: the primary key either
    // way.
    SQLite::Statement statement(source.database,
                                fmt::format("SELECT {} FROM {} ORDER BY 1, 2", names.list(), Table::name));
    while (statement.executeStep()) {
        RowReader reader(statement, Table::name, source.version);
        std::tuple<Parts...> row;
        std::apply([&](auto&... parts) { Table::columns(reader, parts...); }, row);
        std::apply([&](auto&... parts) { take(reader, parts...); }, row);
    }
}

// Where the rows of a parent go, by the parent's id.
template <class ParentId, class Parent>
class Parents
{
public:
    explicit Parents(const char* kind) : kind_(kind) {}

    void add(ParentId id, Parent* parent) { byId_.emplace(id, parent); }
    Parent& of(ParentId id, RowReader& child) const
    {
        const auto it = byId_.find(id);
        if (it == byId_.end())
            child.refuse(fmt::format("it belongs to {} {}, which does not exist", kind_, id.value));
        return *it->second;
    }

private:
    const char* kind_;
    std::unordered_map<ParentId, Parent*> byId_;
};

// A vector of things with ids, by id. The vector must not change afterwards.
template <class T>
auto parentsIn(const char* kind, std::vector<T>& things)
{
    Parents<decltype(T::id), T> parents(kind);
    for (T& thing : things)
        parents.add(thing.id, &thing);
    return parents;
}

template <class Table, class Row>
std::vector<Row> readAll(const Source& source)
{
    std::vector<Row> rows;
    readTable<Table, Row>(source, [&](RowReader&, Row& row) { rows.push_back(std::move(row)); });
    return rows;
}

// Appends each row of a list table to `list` of its parent.
template <class Table, class Row, class ParentId, class Parent>
void readLists(const Source& source, const Parents<ParentId, Parent>& parents, std::vector<Row> Parent::*list)
{
    readTable<Table, ListKey<ParentId>, Row>(
        source, [&](RowReader& reader, ListKey<ParentId>& key, Row& row) {
            (parents.of(key.parent, reader).*list).push_back(std::move(row));
        });
}

// Appends each row of a table with a hall_id to `list` of its hall.
template <class Table, class Row>
void readIntoHalls(const Source& source, const Parents<HallId, Hall>& halls, std::vector<Row> Hall::*list)
{
    readTable<Table, HallId, Row>(source, [&](RowReader& reader, HallId& hall, Row& row) {
        (halls.of(hall, reader).*list).push_back(std::move(row));
    });
}

void readInfo(const Source& source, SiteInfo& info)
{
    bool found = false;
    readTable<SiteInfoTable, std::int64_t, SiteInfo>(source, [&](RowReader&, std::int64_t&, SiteInfo& row) {
        info = std::move(row);
        found = true;
    });
    if (!found)
        throw InputError("Table site_info is empty and must have one row.");
}

void readBuildings(const Source& source, Site& site)
{
    std::vector<Building> buildings = readAll<BuildingTable, Building>(source);
    const auto buildingById = parentsIn("building", buildings);
    readLists<RoomTable>(source, buildingById, &Building::rooms);
    Parents<HallId, Hall> hallById("hall");
    std::vector<std::shared_ptr<Hall>> halls;
    readTable<HallTable, BuildingId, Hall>(source, [&](RowReader& reader, BuildingId& building, Hall& row) {
        const auto hall = std::make_shared<Hall>(std::move(row));
        hallById.add(hall->id, hall.get());
        halls.push_back(hall);
        buildingById.of(building, reader).halls.push_back(hall);
    });
    readLists<AisleTable>(source, hallById, &Hall::aisles);
    readLists<ColumnTable>(source, hallById, &Hall::columns);
    readLists<DoorTable>(source, hallById, &Hall::doors);
    readIntoHalls<AirHandlerTable>(source, hallById, &Hall::airHandlers);
    readIntoHalls<CduTable>(source, hallById, &Hall::cdus);
    auto records = std::make_shared<Records>();
    readTable<RackTable, RackKey, Rack>(source, [&](RowReader& reader, RackKey& key, Rack& row) {
        if (key.status != Record().status)
            records->byObject[refTo(row.id)].status = key.status;
        hallById.of(key.hall, reader).racks.push_back(std::move(row));
    });
    site.records = std::move(records);
    MissingIds ids;
    for (Building& building : buildings)
        ids.giveTo(building);
    for (const auto& hall : halls) {
        hall->rows = foundRows(*hall, *site.catalogue);
        ids.giveTo(*hall);
    }
    for (Building& building : buildings)
        site.buildings.push_back(std::make_shared<Building>(std::move(building)));
}

std::shared_ptr<PowerNetwork> readPower(const Source& source)
{
    auto power = std::make_shared<PowerNetwork>();
    power->nodes = readAll<PowerNodeTable, PowerNode>(source);
    readLists<PowerFeedTable>(source, parentsIn("power node", power->nodes), &PowerNode::fedBy);
    return power;
}

std::shared_ptr<CoolingNetwork> readCooling(const Source& source)
{
    auto cooling = std::make_shared<CoolingNetwork>();
    cooling->loops = readAll<CoolantLoopTable, CoolantLoop>(source);
    cooling->pipes = readAll<PipeRunTable, PipeRun>(source);
    readLists<PipePointTable>(source, parentsIn("pipe run", cooling->pipes), &PipeRun::pathM);
    cooling->plant = readAll<PlantUnitTable, PlantUnit>(source);
    return cooling;
}

std::shared_ptr<PathwayNetwork> readPathways(const Source& source)
{
    auto network = std::make_shared<PathwayNetwork>();
    network->pathways = readAll<PathwayTable, Pathway>(source);
    readLists<PathwayPointTable>(source, parentsIn("pathway", network->pathways), &Pathway::pathM);
    network->runs = readAll<FibreRunTable, FibreRun>(source);
    readLists<FibreRunRouteTable>(source, parentsIn("fibre run", network->runs), &FibreRun::route);
    return network;
}

} // namespace

std::shared_ptr<Site> readSite(SQLite::Database& database, int version)
{
    const Source source{database, version};
    auto site = std::make_shared<Site>();
    readInfo(source, site->info);
    auto catalogue = std::make_shared<Catalogue>();
    catalogue->rackTypes = readAll<RackTypeTable, RackType>(source);
    site->catalogue = std::move(catalogue);
    readBuildings(source, *site);
    site->power = readPower(source);
    site->cooling = readCooling(source);
    site->pathways = readPathways(source);
    return site;
}

std::optional<FileStamp> readRecoveryBase(SQLite::Database& database)
{
    std::optional<FileStamp> base;
    readTable<RecoveryBaseTable, std::int64_t, FileStamp>(
        Source{database, siteSchemaVersion},
        [&](RowReader&, std::int64_t&, FileStamp& stamp) { base = stamp; });
    return base;
}

} // namespace hallwright
