// The tables of a site file: their columns are the model's fields, and equipment holds only what departs from its type.
#include "core/model/calendar.h"
#include "core/model/site_edit.h"
#include "core/storage/packed_weather.h"
#include "core/storage/schema.h"
#include "core/storage/site_file.h"
#include "core/storage/tables.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>
#include <algorithm>
#include <map>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// The small campus with one catalogue entry of every kind, taken from the first object of the kind, and that object of
// this type; records, and a removed rack whose id is not to be given again.
SitePtr catalogued()
{
    const SitePtr start = smallCampus();
    SiteEdit edit(start);
    const auto give = [&edit]<class Type, class Thing>(Type type, const Thing& thing) {
        type.name = "Type of " + thing.name;
        type.values = thing;
        const auto id = edit.add(type);
        edit.change(thing.id).type = id;
    };
    const Hall& hall = *start->buildings[1]->halls[0];
    give(AirHandlerType(), hall.airHandlers[0]);
    give(CduType(), hall.cdus[0]);
    give(PlantType(), start->cooling->plant[0]);
    give(PowerType(), start->power->nodes[0]);
    give(PipeType(), start->cooling->pipes[0]);
    give(PathwayType(), start->pathways->pathways[0]);
    edit.changeRecord(refTo(hall.cdus[0].id)).notes = "Leaks at times";
    Record& record = edit.changeRecord(refTo(hall.racks[0].id));
    record.status = LifecycleStatus::Deployment;
    record.dates = {{LifecycleStatus::Operation, "2027-03-31"},
                    {LifecycleStatus::Decommissioning, "2032-12-31"}};
    record.tags = {"phase 2", "liquid"};
    record.identifiers = {{"netbox", "dcim.rack:4711"}, {"sap", "10002345"}};
    edit.remove(refTo(hall.racks.back().id));
    return edit.done();
}

// Before version 7 nothing was stated of chips behind cold plates.
SitePtr withoutChips(const SitePtr& site)
{
    SiteEdit edit(site);
    for (const RackType& type : site->catalogue->rackTypes)
        edit.change(type.id).ratedCoolantC = 0.0;
    return edit.done();
}

// A branch of it, with something added, changed and removed.
SitePtr branched(const SitePtr& site)
{
    SiteEdit edit(site);
    const Hall& hall = *site->buildings[0]->halls[0];
    edit.changeInfo().name = "Another";
    edit.change(hall.racks[0].id).powerW = 12'345.6;
    edit.remove(refTo(hall.racks[1].id));
    edit.addTo(hall.id, hall.racks[1]);
    edit.changeRecord(refTo(hall.id)).notes = "As the board saw it";
    return edit.done();
}

// The columns of a table, and whether they may be NULL.
std::map<std::string, bool> columnsOf(SQLite::Database& database, std::string_view table)
{
    std::map<std::string, bool> columns;
    SQLite::Statement statement(database, "SELECT name, \"notnull\" FROM pragma_table_info(?)");
    statement.bind(1, std::string(table));
    while (statement.executeStep())
        columns[statement.getColumn(0).getString()] = statement.getColumn(1).getInt() == 0;
    return columns;
}

template <class T>
std::map<std::string, bool> expectedColumns(int version, const std::map<std::string, bool>& found)
{
    std::map<std::string, bool> columns;
    bool hasId = false;
    const auto nullable = [&](std::string_view name) {
        const auto column = found.find(std::string(name));
        return column != found.end() && column->second;
    };
    forEachColumnField<T>([&](const auto& field) {
        if (field.sinceVersion > version)
            return;
        using Value = std::remove_cvref_t<decltype(field.of(std::declval<T&>()))>;
        const bool isKey = field.name == "id";
        const bool isReference = !isKey && requires(Value value)
        {
            value.valid();
        };
        hasId = hasId || isKey;
        // An INTEGER PRIMARY KEY counts as nullable unless its table is WITHOUT ROWID.
        columns[std::string(field.name)] =
            isKey ? nullable("id")
                  : (isReference && !field.isRequired) || (version >= 3 && field.comesOfType);
    });
    if (!parentColumn<T>().empty())
        columns[std::string(parentColumn<T>())] = nullable(parentColumn<T>()) && std::is_same_v<T, SiteInfo>;
    if (!hasId && !std::is_same_v<T, SiteInfo>)
        columns["position"] = false;
    if (std::is_same_v<T, Rack> && version < 3)
        columns["status"] = false; // of its record by now
    return columns;
}

template <class T>
void requireColumnsOfFields(SQLite::Database& database, int version)
{
    if (!isTableOf(version, TableOf<T>::name))
        return;
    const auto found = columnsOf(database, TableOf<T>::name);
    const auto expected = expectedColumns<T>(version, found);
    const auto listed = [](const std::map<std::string, bool>& columns) {
        QString text;
        for (const auto& [name, nullable] : columns)
            text += QString::fromStdString(name) + (nullable ? " NULL, " : ", ");
        return text;
    };
    QCOMPARE(QString::fromUtf8(TableOf<T>::name.data()) + ": " + listed(found),
             QString::fromUtf8(TableOf<T>::name.data()) + ": " + listed(expected));
}

} // namespace

class TestTables : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        directory_ = std::make_unique<TemporaryDirectory>();
        file_ = *directory_ / "campus.hallwright";
    }

    void theirColumnsAreTheFieldsOfTheModel_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= siteSchemaVersion; ++version)
            QTest::addRow("version %d", version) << version;
    }
    void theirColumnsAreTheFieldsOfTheModel()
    {
        QFETCH(int, version);
        SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(siteSchemaSql(version));
        requireColumnsOfFields<SiteInfo>(database, version);
        forEachObjectType([&]<class T>() { requireColumnsOfFields<T>(database, version); });
    }

    void aTableThatCameLaterIsNoneOfAnEarlierVersion()
    {
        QVERIFY(!isTableOf(2, "rack_row") && isTableOf(3, "rack_row"));
        QVERIFY(isTableOf(1, "rack") && isTableOf(3, "rack"));
        QVERIFY(!QString::fromStdString(siteSchemaSql(2)).contains("cdu_type"));
    }

    void typesRecordsRowsAndIdMarksComeBack()
    {
        const SitePtr site = catalogued();
        QVERIFY(!site->buildings[0]->halls[0]->rows.empty());
        QVERIFY(site->idMarks.of(ObjectKind::Rack) > 0);
        saveSite(*site, file_);
        const SitePtr loaded = loadSite(file_);
        QVERIFY(*loaded == *site);
        QVERIFY(loaded->idMarks == site->idMarks);
    }

    void aFileOfAnEarlierVersionIsRead_data()
    {
        QTest::addColumn<std::string>("saved");
        QTest::newRow("version 3") << std::string("version3.sql");
    }
    void aFileOfAnEarlierVersionIsRead()
    {
        QFETCH(std::string, saved);
        SQLite::Database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/" + saved));
        const SiteImagePtr image = loadSiteImage(file_);
        QVERIFY(*image->site == *withoutChips(catalogued()));
        QCOMPARE(image->branches.size(), std::size_t{1});
        QCOMPARE(image->branches[0].info.name, std::string("Another"));
        QVERIFY(*image->branches[0].site == *branched(withoutChips(catalogued())));
    }

    // It knew no walls and no tiles.
    void aFileOfTheFourthVersionIsRead()
    {
        SQLite::Database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version4.sql"));
        const SitePtr before = withoutChips(catalogued());
        SiteEdit edit(before);
        edit.changeRecord(refTo(CduId{1})).waivers = {{"service-side", "Served from behind."}};
        const SiteImagePtr image = loadSiteImage(file_);
        QVERIFY(*image->site == *edit.done());
        QVERIFY(*image->branches.at(0).site == *branched(image->site));
        QCOMPARE(image->scenarios.size(), std::size_t{2});
        QCOMPARE(image->scenarios[0].outdoorC.value(), 41.5);
    }

    // It knew no blanking panels.
    void aFileOfTheFifthVersionIsRead()
    {
        SQLite::Database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version5.sql"));
        SiteEdit edit(withoutChips(catalogued()));
        edit.changeRecord(refTo(CduId{1})).waivers = {{"service-side", "Served from behind."}};
        const HallId hall = edit.site().buildings[0]->halls[0]->id;
        edit.addTo(hall, Wall{{}, "Screen", {0.5, 0.5, 0.1, 1.0}, 2.0});
        edit.addTo(hall, TileField{{}, "Grates", {4.2, 4.2, 1.2, 0.6}, 0.56});
        const SiteImagePtr image = loadSiteImage(file_);
        QVERIFY(*image->site == *edit.done());
        for (const Aisle& aisle : image->site->hall(hall).aisles)
            QVERIFY(!aisle.blanked);
        QCOMPARE(image->scenarios.size(), std::size_t{2});
        QCOMPARE(static_cast<int>(image->scenarios[0].inletBasis), static_cast<int>(InletBasis::Field));
    }

    // It knew no loops that save water.
    void aFileOfTheSixthVersionIsRead()
    {
        SQLite::Database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version6.sql"));
        const SiteImagePtr image = loadSiteImage(file_);
        for (const CoolantLoop& loop : image->site->cooling->loops)
            QVERIFY(!loop.savesWater);
        QVERIFY(image->site->buildings[1]->halls[0]->aisles[0].blanked);
        QCOMPARE(static_cast<int>(image->scenarios.at(0).inletBasis), static_cast<int>(InletBasis::Flow));
        SiteEdit edit(image->site);
        edit.change(image->site->cooling->loops.front().id).savesWater = true;
        saveSite(edit.done(), file_, image);
        QVERIFY(loadSite(file_)->cooling->loops.front().savesWater);
    }

    // It knew no weather.
    void aFileOfTheSeventhVersionIsRead()
    {
        SQLite::Database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version7.sql"));
        const SiteImagePtr image = loadSiteImage(file_);
        QVERIFY(image->weather.empty());
        QVERIFY(image->site->cooling->loops.front().savesWater);
        QCOMPARE(image->scenarios.size(), std::size_t{2});
        auto series = std::make_shared<WeatherSeries>();
        series->hours.resize(hoursOfYear(false));
        const KeptWeather weather = keptWeather(series, "year.csv", "2026-12-01T12:00:00Z");
        const SitePtr site = withWeather(image->site, nameOf(weather));
        saveSite(site, image->branches, image->scenarios, {weather}, file_, image);
        QVERIFY(loadSiteImage(file_)->weather == std::vector<KeptWeather>{weather});
    }

    void whatIsAsInItsTypeIsNotSaidAgain()
    {
        const SitePtr site = catalogued();
        SiteEdit edit(site);
        const CduId cdu = site->buildings[1]->halls[0]->cdus[0].id;
        edit.change(cdu).capacityW *= 1.25;
        const SitePtr departed = edit.done();
        saveSite(*departed, file_);
        SQLite::Database database(file_.string());
        const auto value = [&](const std::string& column) {
            return database.execAndGet("SELECT " + column +
                                       " FROM cdu WHERE id = " + std::to_string(cdu.value));
        };
        QVERIFY(value("flow_m3_s").isNull() && value("coolant").isNull());
        QCOMPARE(value("capacity_w").getDouble(), departed->buildings[1]->halls[0]->cdus[0].capacityW);
        QVERIFY(!value("name").isNull() && !value("x_m").isNull());
        QVERIFY(*loadSite(file_) == *departed);
    }

    void aNewPowerOfARackTypeIsOneRow()
    {
        const SitePtr campus = scaleCampus(14000);
        saveSite(*campus, file_);
        const SiteImagePtr opened = loadSiteImage(file_);
        SiteEdit edit(opened->site);
        const RackTypeId type = campus->buildings[0]->halls[0]->racks[0].type;
        edit.change(type).powerW += 1234.0;
        const SitePtr next = edit.done();
        const std::string before = bytesOf(file_);
        saveSite(next, file_, opened);
        QVERIFY(*loadSite(file_) == *next);
        const std::string after = bytesOf(file_);
        QCOMPARE(after.size(), before.size());
        std::size_t bytes = 0;
        for (std::size_t at = 0; at < before.size(); ++at)
            bytes += before[at] == after[at] ? 0 : 1;
        // The type's power and counters of the file, where 14,000 racks have 100,000 bytes of power.
        QVERIFY2(bytes < 100, qPrintable(QString::number(bytes)));
    }

    void whatAHandSaidTwiceFollowsItsType()
    {
        saveSite(*smallCampus(), file_);
        editByHand(
            file_,
            "UPDATE rack SET power_w = (SELECT power_w FROM rack_type WHERE rack_type.id = rack_type_id) "
            "WHERE power_w IS NULL");
        const SiteImagePtr opened = loadSiteImage(file_);
        QVERIFY(*opened->site == *smallCampus());
        SiteEdit edit(opened->site);
        edit.change(opened->site->catalogue->rackTypes[0].id).powerW += 1234.0;
        const SitePtr next = edit.done();
        saveSite(next, file_, opened);
        QVERIFY(*loadSite(file_) == *next);
    }

    void anEmptyRecordThatAHandMadeGoesWithItsRack()
    {
        saveSite(*smallCampus(), file_);
        editByHand(file_, "INSERT INTO record VALUES ('rack', 1, 'operation', '')");
        const SiteImagePtr opened = loadSiteImage(file_);
        SiteEdit edit(opened->site);
        edit.remove(refTo(RackId{1}));
        const SitePtr next = edit.done();
        saveSite(next, file_, opened);
        QVERIFY(*loadSite(file_) == *next);
    }

    // A rack in a hall that both versions share departs from its type, until the type comes to its value.
    void aTypeThatComesToADepartingValueLosesNothing()
    {
        SiteEdit depart(smallCampus());
        const Rack first = depart.site().buildings[0]->halls[0]->racks[0];
        depart.change(first.id).massKg += 100.0;
        const SitePtr departed = depart.done();
        SiteImagePtr image = saveSite(departed, file_, nullptr);
        for (const double massKg : {first.massKg + 100.0, first.massKg + 50.0}) {
            auto next = std::make_shared<Site>(*image->site);
            auto catalogue = std::make_shared<Catalogue>(*next->catalogue);
            const auto type = std::find_if(catalogue->rackTypes.begin(), catalogue->rackTypes.end(),
                                           [&](const RackType& each) { return each.id == first.type; });
            type->massKg = massKg;
            next->catalogue = catalogue;
            image = saveSite(next, file_, image);
            QVERIFY(*loadSite(file_) == *next);
        }
    }

    void recordsThatChangeAreWritten()
    {
        const SitePtr site = catalogued();
        const SiteImagePtr image = saveSite(site, file_, nullptr);
        const ObjectRef rack = refTo(site->buildings[1]->halls[0]->racks[0].id);
        SiteEdit edit(site);
        edit.changeRecord(rack).tags = {"liquid"};
        edit.changeRecord(rack).dates.erase(LifecycleStatus::Operation);
        edit.changeRecord(rack).waivers["floor-load"] = "Stands on a spreader plate";
        edit.changeRecord(refTo(site->buildings[0]->id)).notes = "The first";
        edit.changeRecord(refTo(site->buildings[1]->halls[0]->cdus[0].id)) = Record();
        const SitePtr next = edit.done();
        saveSite(next, file_, image);
        QVERIFY(*loadSite(file_) == *next);
    }

    void theStatusOfARackInAnEarlierFileIsThatOfItsRecord()
    {
        SQLite::Database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version2.sql"));
        editByHand(
            file_,
            "UPDATE rack SET status = 'operation'; UPDATE rack SET status = 'procurement' WHERE id = 2");
        const SitePtr site = loadSite(file_);
        QCOMPARE(site->records->byObject.size(), std::size_t{1});
        QVERIFY(site->records->of(refTo(RackId{2})).status == LifecycleStatus::Procurement);
    }

    void roomsRowsAislesColumnsAndDoorsOfAnEarlierFileHaveIds()
    {
        SQLite::Database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version1.sql"));
        const SitePtr site = loadSite(file_);
        std::size_t rows = 0;
        forEachOf<Row>(*site, [&](const Row& row, const Hall&) { rows += row.id.valid() ? 1 : 0; });
        QVERIFY(rows > 0);
        forEachOf<Aisle>(*site, [](const Aisle& aisle, const Hall&) { QVERIFY(aisle.id.valid()); });
        forEachOf<Room>(*site, [](const Room& room, const Building&) { QVERIFY(room.id.valid()); });
        saveSite(*site, file_);
        QVERIFY(*loadSite(file_) == *site);
    }

    void whatIsMissingAndHasNoTypeIsRefused()
    {
        saveSite(*catalogued(), file_);
        editByHand(file_, "UPDATE cdu SET type_id = NULL WHERE id = 1");
        QCOMPARE(messageOf<InputError>([&] { loadSite(file_); }),
                 QString::fromStdString(file_.string()) +
                     ": Row 1 of table cdu: width_m is missing, and there is no type to have it from.");
    }

    void aTypeThatIsNotThereIsRefused()
    {
        saveSite(*catalogued(), file_);
        editByHand(file_, "UPDATE cdu SET type_id = 99 WHERE id = 1");
        QCOMPARE(messageOf<InputError>([&] { loadSite(file_); }),
                 QString::fromStdString(file_.string()) +
                     ": Row 1 of table cdu: width_m is missing, and there is no type 99 to have it from.");
    }

    void aRecordOfNothingIsRefused()
    {
        saveSite(*catalogued(), file_);
        editByHand(file_, "UPDATE record SET object_kind = 'spy' WHERE object_kind = 'cdu'");
        QCOMPARE(messageOf<InputError>([&] { loadSite(file_); }),
                 QString::fromStdString(file_.string()) +
                     ": Row spy of table record: object_kind \"spy\" is none of a site's tables.");
    }

private:
    std::unique_ptr<TemporaryDirectory> directory_;
    std::filesystem::path file_;
};

QTEST_GUILESS_MAIN(TestTables)
#include "tst_tables.moc"
