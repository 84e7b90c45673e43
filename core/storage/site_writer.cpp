#include "core/storage/site_writer.h"

#include "core/model/errors.h"
#include "core/model/names.h"
#include "core/storage/schema.h"
#include "core/storage/tables.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <memory>
#include <sqlite3.h>
#include <type_traits>

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

// The insertion of rows into one table.
template <class Table>
class Inserter
{
public:
    explicit Inserter(SQLite::Database& database) : database_(database) {}

    // The row's key, if its table has one, and the row itself.
    template <class... Parts>
    void operator()(const Parts&... parts)
    {
        if (!statement_)
            prepare(parts...);
        Binder binder(*statement_);
        Table::columns(binder, parts...);
        statement_->exec();
        statement_->reset();
    }

private:
    template <class... Parts>
    void prepare(const Parts&... parts)
    {
        ColumnNames names(siteSchemaVersion);
        Table::columns(names, parts...);
        std::string parameters = "?";
        for (int i = 1; i < names.count(); ++i)
            parameters += ", ?";
        statement_.emplace(
            database_, fmt::format("INSERT INTO {} ({}) VALUES ({})", Table::name, names.list(), parameters));
    }

    SQLite::Database& database_;
    std::optional<SQLite::Statement> statement_;
};

template <class Table, class ParentId, class Rows>
void insertList(Inserter<Table>& insert, ParentId parent, const Rows& rows)
{
    ListKey<ParentId> key{parent};
    for (const auto& row : rows) {
        insert(key, row);
        ++key.position;
    }
}

void writeRooms(SQLite::Database& database, const Site& site)
{
    Inserter<BuildingTable> building(database);
    Inserter<RoomTable> room(database);
    Inserter<HallTable> hall(database);
    Inserter<AisleTable> aisle(database);
    Inserter<ColumnTable> column(database);
    Inserter<DoorTable> door(database);
    for (const auto& b : site.buildings) {
        building(*b);
        insertList(room, b->id, b->rooms);
        for (const auto& h : b->halls) {
            hall(b->id, *h);
            insertList(aisle, h->id, h->aisles);
            insertList(column, h->id, h->columns);
            insertList(door, h->id, h->doors);
        }
    }
}

void writePower(SQLite::Database& database, const PowerNetwork& power)
{
    Inserter<PowerNodeTable> node(database);
    for (const PowerNode& n : power.nodes)
        node(n);
    Inserter<PowerFeedTable> feed(database);
    for (const PowerNode& n : power.nodes)
        insertList(feed, n.id, n.fedBy);
}

void writeCooling(SQLite::Database& database, const CoolingNetwork& cooling)
{
    Inserter<CoolantLoopTable> loop(database);
    for (const CoolantLoop& l : cooling.loops)
        loop(l);
    Inserter<PlantUnitTable> plant(database);
    for (const PlantUnit& unit : cooling.plant)
        plant(unit);
}

void writePipes(SQLite::Database& database, const CoolingNetwork& cooling)
{
    Inserter<PipeRunTable> pipe(database);
    Inserter<PipePointTable> point(database);
    for (const PipeRun& p : cooling.pipes) {
        pipe(p);
        insertList(point, p.id, p.pathM);
    }
}

void writeEquipment(SQLite::Database& database, const Site& site)
{
    Inserter<AirHandlerTable> airHandler(database);
    Inserter<CduTable> cdu(database);
    for (const auto& b : site.buildings) {
        for (const auto& h : b->halls) {
            for (const AirHandler& unit : h->airHandlers)
                airHandler(h->id, unit);
            for (const Cdu& unit : h->cdus)
                cdu(h->id, unit);
        }
    }
    // After every CDU: a rack may be served by one of another hall.
    Inserter<RackTable> rack(database);
    for (const auto& b : site.buildings) {
        for (const auto& h : b->halls) {
            for (const Rack& r : h->racks)
                rack(h->id, r);
        }
    }
}

void writePathways(SQLite::Database& database, const PathwayNetwork& network)
{
    Inserter<PathwayTable> pathway(database);
    Inserter<PathwayPointTable> point(database);
    for (const Pathway& p : network.pathways) {
        pathway(p);
        insertList(point, p.id, p.pathM);
    }
    Inserter<FibreRunTable> run(database);
    Inserter<FibreRunRouteTable> route(database);
    for (const FibreRun& r : network.runs) {
        run(r);
        insertList(route, r.id, r.route);
    }
}

// In this order every row refers only to rows already there, but for a building's feed and loop, which SQLite checks
// at the end.
void writeSite(SQLite::Database& database, const Site& site)
{
    constexpr std::int64_t onlyRow = 1;
    Inserter<SiteInfoTable> info(database);
    info(onlyRow, site.info);
    Inserter<RackTypeTable> type(database);
    for (const RackType& t : site.catalogue->types)
        type(t);
    writeRooms(database, site);
    writePower(database, *site.power);
    writeCooling(database, *site.cooling);
    writeEquipment(database, site);
    writePipes(database, *site.cooling);
    writePathways(database, *site.pathways);
}

std::string bytesOf(SQLite::Database& database)
{
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
        sqlite3_serialize(database.getHandle(), "main", &size, 0), sqlite3_free);
    if (!bytes)
        throw std::bad_alloc();
    return {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

} // namespace

std::string siteFileBytes(const Site& site, const FileStamp* recoveryBase)
try {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}; PRAGMA foreign_keys = ON;",
                    siteApplicationId, siteSchemaVersion));
    SQLite::Transaction transaction(database);
    database.exec(siteSchemaSql());
    writeSite(database, site);
    if (recoveryBase) {
        constexpr std::int64_t onlyRow = 1;
        Inserter<RecoveryBaseTable> base(database);
        base(onlyRow, *recoveryBase);
    }
    transaction.commit();
    return bytesOf(database);
} catch (const SQLite::Exception& error) {
    throw StorageError(fmt::format("Cannot save site {}: {}.", site.info.name, error.what()));
}

} // namespace hallwright
