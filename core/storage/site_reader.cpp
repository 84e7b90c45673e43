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
#include <map>
#include <type_traits>
#include <unordered_map>

namespace hallwright {

namespace {

// The first version in which rooms, aisles, columns and doors have ids, and everything records.
constexpr int firstWithIds = 3;

// The database and the version of its tables.
struct Source {
    SQLite::Database& database;
    int version;
};

// The values of the current row, one after the other. Their types are the schema's (STRICT tables).
class RowReader
{
public:
    RowReader(SQLite::Statement& statement, std::string_view table) : statement_(statement), table_(table) {}

    // Sets the value of the next column; of that name.
    template <class Value>
    void read(std::string_view name, Value& value)
    {
        set(name, value);
    }
    template <class Value>
    Value take(std::string_view name)
    {
        Value value{};
        set(name, value);
        return value;
    }
    bool isNull() const { return statement_.isColumnNull(index_); }
    void skip() { ++index_; }

    // For a row that is read but has no place in the site.
    [[noreturn]] void refuse(const std::string& reason)
    {
        throw InputError(
            fmt::format("Row {} of table {}: {}.", statement_.getColumn(0).getString(), table_, reason));
    }

private:
    void set(std::string_view, double& value) { value = next().getDouble(); }
    void set(std::string_view, std::int64_t& value) { value = next().getInt64(); }
    void set(std::string_view, std::string& value) { value = next().getString(); }
    void set(std::string_view name, int& value)
    {
        value = static_cast<int>(
            integerWithin(name, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
    }
    void set(std::string_view name, bool& value) { value = integerWithin(name, 0, 1) == 1; }
    void set(std::string_view, Point3& point)
    {
        point = {next().getDouble(), next().getDouble(), next().getDouble()};
    }

    void set(std::string_view, PortGroup& ports)
    {
        set("kind", ports.kind);
        set("connector", ports.connector);
        set("port_count", ports.count);
    }

    template <class Tag>
    void set(std::string_view, Id<Tag>& id)
    {
        id.value = next().getInt64(); // NULL, which means none, reads as 0
    }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void set(std::string_view name, Enum& value)
    {
        const std::string text = next().getString();
        const auto found = fromName<Enum>(text);
        if (!found)
            refuse(fmt::format("{} \"{}\" is none of {}", name, text, namesOf<Enum>()));
        value = *found;
    }

    SQLite::Column next() { return statement_.getColumn(index_++); }

    std::int64_t integerWithin(std::string_view name, std::int64_t low, std::int64_t high)
    {
        const std::int64_t value = next().getInt64();
        if (value < low || value > high)
            refuse(fmt::format("{} {} is not between {} and {}", name, value, low, high));
        return value;
    }

    SQLite::Statement& statement_;
    std::string_view table_;
    int index_ = 0;
};

// Runs a query over a table and calls take(reader) for each row; for none if the table came with a later version.
template <class Take>
void readRows(const Source& source, std::string_view table, const std::string& query, Take take)
{
    if (!isTableOf(source.version, table))
        return;
    SQLite::Statement statement(source.database, query);
    while (statement.executeStep()) {
        RowReader reader(statement, table);
        take(reader);
    }
}

template <class T>
constexpr std::string_view typeColumn()
{
    return std::is_same_v<T, Rack> ? "rack_type_id" : "type_id";
}

// The query for the objects of a table in that version: first the key that names a row in messages, its parent and its
// type, if it has any, then the columns of its fields. In the order of the primary key.
template <class T>
std::string queryFor(int version)
{
    bool hasId = false;
    std::string fields;
    forEachColumnField<T>([&](const auto& field) {
        if (field.sinceVersion > version)
            return;
        hasId = hasId || field.name == "id";
        fields += ", " + std::string(field.name);
    });
    const std::string_view parent = parentColumn<T>();
    const std::string key(hasId ? "id" : parent);
    std::string first = key;
    if (!parent.empty())
        first += ", " + std::string(parent);
    if (Catalogued<T>::is && (version >= firstWithIds || std::is_same_v<T, Rack>))
        first += ", " + std::string(typeColumn<T>());
    const bool hasPosition = !hasId && !std::is_same_v<T, SiteInfo>;
    return fmt::format("SELECT {}{} FROM {} ORDER BY {}{}", first, fields, TableOf<T>::name, key,
                       hasPosition ? ", position" : "");
}

// Calls take(reader, parent, object) for each row of the table of T; members whose columns came with a later
// version are left at their initialisers. Whether a row says what is as in its object's type, which ours leave out.
template <class T, class Take>
bool readObjects(const Source& source, const Prototypes<T>& prototypes, Take take)
{
    bool saysTwice = false;
    readRows(source, TableOf<T>::name, queryFor<T>(source.version), [&](RowReader& reader) {
        reader.skip();
        std::int64_t parent = 0;
        if constexpr (!parentColumn<T>().empty())
            reader.read(parentColumn<T>(), parent);
        std::int64_t type = 0;
        if constexpr (Catalogued<T>::is) {
            if (source.version >= firstWithIds || std::is_same_v<T, Rack>)
                reader.read(typeColumn<T>(), type);
        }
        const T* prototype = prototypes.of(type);
        T object = prototype ? *prototype : T();
        forEachColumnField<T>([&](const auto& field) {
            if (field.sinceVersion > source.version)
                return;
            if (!field.comesOfType || !reader.isNull()) {
                reader.read(field.name, field.of(object));
                saysTwice = saysTwice || (field.comesOfType && source.version >= firstWithIds && prototype &&
                                          field.of(object) == field.of(*prototype));
                return;
            }
            if (!prototype)
                reader.refuse(fmt::format("{} is missing, and there is no type{} to have it from", field.name,
                                          type == 0 ? "" : fmt::format(" {}", type)));
            reader.skip();
        });
        take(reader, parent, std::move(object));
    });
    return saysTwice;
}

// Where the rows of a parent go, by the parent's id.
template <class Parent>
class Parents
{
public:
    void add(Parent& parent) { byId_.emplace(parent.id.value, &parent); }
    Parent& of(std::int64_t id, RowReader& child) const
    {
        const auto found = byId_.find(id);
        if (found == byId_.end())
            child.refuse(
                fmt::format("it belongs to {} {}, which does not exist", ObjectType<Parent>::word, id));
        return *found->second;
    }

private:
    std::unordered_map<std::int64_t, Parent*> byId_;
};

class SiteReader
{
public:
    SiteReader(SQLite::Database& database, int version) : source_{database, version} {}

    ReadSite read()
    {
        readInfo();
        readCatalogue();
        readPart<PowerNetwork, PowerNode>(&Site::power);
        readPart<CoolingNetwork, CoolantLoop, PlantUnit, PipeRun>(&Site::cooling);
        readPart<PathwayNetwork, Pathway, FibreRun>(&Site::pathways);
        readRecords();
        readIdMarks();
        readBuildings();
        readContents();
        return {std::move(site_), isAsWritten_};
    }

private:
    void readInfo()
    {
        bool found = false;
        read<SiteInfo>(Prototypes<SiteInfo>(*site_->catalogue), [&](RowReader&, std::int64_t, SiteInfo info) {
            site_->info = std::move(info);
            found = true;
        });
        if (!found)
            throw InputError("Table site_info is empty and must have one row.");
    }

    template <class T, class Take>
    void read(const Prototypes<T>& prototypes, Take take)
    {
        isAsWritten_ = !readObjects<T>(source_, prototypes, take) && isAsWritten_;
    }

    // All objects of a kind that stands in a part of the site.
    template <class T, class Part>
    void readInto(Part& part)
    {
        auto& list = part.*ObjectType<T>::list;
        read<T>(Prototypes<T>(*site_->catalogue),
                [&](RowReader&, std::int64_t, T object) { list.push_back(std::move(object)); });
        if constexpr (hasList<T>)
            readLists<T>(list);
    }

    template <class T>
    void readLists(std::vector<T>& objects)
    {
        using Table = ListTableOf<T>;
        Parents<T> parents;
        for (T& object : objects)
            parents.add(object);
        const std::string query = fmt::format("SELECT {}, {} FROM {} ORDER BY 1, position",
                                              Table::parentColumn, Table::valueColumns, Table::name);
        readRows(source_, Table::name, query, [&](RowReader& reader) {
            T& parent = parents.of(reader.take<std::int64_t>(Table::parentColumn), reader);
            auto& list = parent.*Table::list;
            reader.read(Table::valueColumns, list.emplace_back());
        });
    }

    template <class Part, class... Things>
    void readPart(std::shared_ptr<const Part> Site::*part)
    {
        auto read = std::make_shared<Part>();
        (readInto<Things>(*read), ...);
        (*site_).*part = std::move(read);
    }

    void readCatalogue()
    {
        readPart<Catalogue, RackType, AirHandlerType, CduType, PlantType, PowerType, PipeType, PathwayType,
                 DeviceType>(&Site::catalogue);
    }

    // The objects of a kind, each into the list of the building or hall that it stands in.
    template <class T>
    void readChildren(const Parents<ParentOf<T>>& parents)
    {
        read<T>(Prototypes<T>(*site_->catalogue), [&](RowReader& reader, std::int64_t parent, T object) {
            (parents.of(parent, reader).*ObjectType<T>::list).push_back(std::move(object));
        });
    }

    void readBuildings()
    {
        std::vector<std::shared_ptr<Building>> buildings;
        Parents<Building> buildingById;
        read<Building>(Prototypes<Building>(*site_->catalogue), [&](RowReader&, std::int64_t, Building row) {
            buildings.push_back(std::make_shared<Building>(std::move(row)));
            buildingById.add(*buildings.back());
        });
        readChildren<Room>(buildingById);
        std::vector<std::shared_ptr<Hall>> halls;
        Parents<Hall> hallById;
        read<Hall>(Prototypes<Hall>(*site_->catalogue),
                   [&](RowReader& reader, std::int64_t building, Hall row) {
                       halls.push_back(std::make_shared<Hall>(std::move(row)));
                       hallById.add(*halls.back());
                       buildingById.of(building, reader).halls.push_back(halls.back());
                   });
        readChildren<Row>(hallById);
        readChildren<Aisle>(hallById);
        readChildren<Column>(hallById);
        readChildren<Wall>(hallById);
        readChildren<TileField>(hallById);
        readChildren<Door>(hallById);
        readChildren<AirHandler>(hallById);
        readChildren<Cdu>(hallById);
        readChildren<Rack>(hallById);
        if (source_.version < firstWithIds)
            completeEarlier(buildings, halls);
        site_->buildings.assign(buildings.begin(), buildings.end());
    }

    // Whether the racks exist is for checkSite.
    void readContents()
    {
        std::map<std::int64_t, std::shared_ptr<RackContents>> byRack;
        read<Device>(Prototypes<Device>(*site_->catalogue),
                     [&](RowReader&, std::int64_t rack, Device device) {
                         std::shared_ptr<RackContents>& contents = byRack[rack];
                         if (!contents)
                             contents = std::make_shared<RackContents>(RackContents{{rack}, {}});
                         contents->devices.push_back(std::move(device));
                     });
        auto all = std::make_shared<Contents>();
        for (auto& [rack, contents] : byRack)
            all->racks.push_back(std::move(contents));
        site_->contents = std::move(all);
    }

    // Earlier versions did not say which racks stand in a row, and knew rooms, aisles, columns and doors by position.
    void completeEarlier(const std::vector<std::shared_ptr<Building>>& buildings,
                         const std::vector<std::shared_ptr<Hall>>& halls)
    {
        MissingIds ids;
        for (const auto& building : buildings)
            ids.giveTo(*building);
        for (const auto& hall : halls) {
            hall->rows = foundRows(*hall, *site_->catalogue);
            ids.giveTo(*hall);
        }
    }

    ObjectRef takeObject(RowReader& reader)
    {
        const auto table = reader.take<std::string>("object_kind");
        const std::optional<ObjectKind> kind = kindIn(table);
        if (!kind)
            reader.refuse(fmt::format("object_kind \"{}\" is none of a site's tables", table));
        return {*kind, reader.take<std::int64_t>("object_id")};
    }

    void readRecords()
    {
        auto records = std::make_shared<Records>();
        auto& all = records->byObject;
        readRows(source_, "record", "SELECT object_kind, object_id, status, notes FROM record",
                 [&](RowReader& reader) {
                     Record& record = all[takeObject(reader)];
                     reader.read("status", record.status);
                     reader.read("notes", record.notes);
                 });
        readRows(source_, "record_date", "SELECT object_kind, object_id, status, date FROM record_date",
                 [&](RowReader& reader) {
                     Record& record = all[takeObject(reader)];
                     const auto status = reader.take<LifecycleStatus>("status");
                     reader.read("date", record.dates[status]);
                 });
        readRows(source_, "record_tag",
                 "SELECT object_kind, object_id, tag FROM record_tag ORDER BY 1, 2, position",
                 [&](RowReader& reader) {
                     Record& record = all[takeObject(reader)];
                     reader.read("tag", record.tags.emplace_back());
                 });
        readRows(source_, "record_identifier",
                 "SELECT object_kind, object_id, system, identifier FROM record_identifier",
                 [&](RowReader& reader) {
                     Record& record = all[takeObject(reader)];
                     const auto system = reader.take<std::string>("system");
                     reader.read("identifier", record.identifiers[system]);
                 });
        readRows(source_, "record_waiver", "SELECT object_kind, object_id, rule, reason FROM record_waiver",
                 [&](RowReader& reader) {
                     Record& record = all[takeObject(reader)];
                     const auto rule = reader.take<std::string>("rule");
                     reader.read("reason", record.waivers[rule]);
                 });
        if (source_.version < firstWithIds)
            readStatusOfRacks(all);
        const std::size_t empty =
            std::erase_if(all, [](const auto& entry) { return entry.second == Record(); });
        isAsWritten_ = empty == 0 && isAsWritten_;
        site_->records = std::move(records);
    }

    // Until records came, racks alone had a status.
    void readStatusOfRacks(std::map<ObjectRef, Record>& records)
    {
        readRows(source_, "rack", "SELECT id, status FROM rack", [&](RowReader& reader) {
            const auto id = reader.take<RackId>("id");
            const auto status = reader.take<LifecycleStatus>("status");
            if (status != Record().status && id.valid())
                records[refTo(id)].status = status;
        });
    }

    void readIdMarks()
    {
        readRows(source_, "id_mark", "SELECT object_kind, highest FROM id_mark", [&](RowReader& reader) {
            const ObjectRef mark = takeObject(reader);
            site_->idMarks.of(mark.kind) = mark.id;
        });
    }

    Source source_;
    std::shared_ptr<Site> site_ = std::make_shared<Site>();
    bool isAsWritten_ = true;
};

} // namespace

ReadSite readSite(SQLite::Database& database, int version)
{
    return SiteReader(database, version).read();
}

std::optional<FileStamp> readRecoveryBase(SQLite::Database& database)
{
    std::optional<FileStamp> base;
    readRows(Source{database, siteSchemaVersion}, "recovery_base",
             "SELECT size_bytes, modified_ns, inode FROM recovery_base", [&](RowReader& reader) {
                 base.emplace();
                 reader.read("size_bytes", base->sizeBytes);
                 reader.read("modified_ns", base->modifiedNs);
                 reader.read("inode", base->inode);
             });
    return base;
}

} // namespace hallwright
