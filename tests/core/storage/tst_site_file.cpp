// Saving and loading: what comes back is what went in.
#include "core/model/errors.h"
#include "core/model/names.h"
#include "core/model/site_edit.h"
#include "core/storage/schema.h"
#include "core/storage/site_file.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// The small campus with another value in the first rack.
template <class Change>
Site withFirstRack(Change change)
{
    Site site = *smallCampus();
    auto building = std::make_shared<Building>(*site.buildings[0]);
    auto hall = std::make_shared<Hall>(*building->halls[0]);
    change(hall->racks[0]);
    building->halls[0] = hall;
    site.buildings[0] = building;
    return site;
}

Site savedAndLoaded(const Site& site)
{
    TemporaryDirectory directory;
    saveSite(site, directory / "a.hallwright");
    return *loadSite(directory / "a.hallwright");
}

// Every name of an enumeration, "a, b, c", must be written in the schema as 'a', 'b', 'c'.
template <class Enum>
void requireInSchema()
{
    const QString schema = QString::fromStdString(siteSchemaSql()).simplified();
    const QString list =
        QStringLiteral("IN ('%1')").arg(QString::fromStdString(namesOf<Enum>()).replace(", ", "', '"));
    QVERIFY2(schema.contains(list), qPrintable(list));
}

// A file of an earlier version of the format, as the SQL that makes it again.
QString version1()
{
    return QString::fromStdString(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version1.sql"));
}

QString version2()
{
    return QString::fromStdString(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version2.sql"));
}

// The small campus with a value of its own, no initialiser, in every member that came with version 2.
SitePtr everyField()
{
    auto site = std::make_shared<Site>(*smallCampus());
    site->info.carbonKgPerKwh = 0.123;
    site->info.cyclesOfConcentration = 7.5;

    auto catalogue = std::make_shared<Catalogue>(*site->catalogue);
    RackType& type = catalogue->rackTypes.front();
    type.coolantFlowM3s = 1.7e-3;
    type.coolantDropPa = 71e3;
    type.rearDoorEffectiveness = 0.74;
    type.rearDoorFlowM3s = 0.9e-3;
    type.rearDoorDropPa = 45e3;
    type.circuits = 4;
    type.circuitVoltageV = 415.0;
    type.breakerA = 63.0;
    type.powerFactor = 0.97;
    type.psuRatedW = 33e3;
    site->catalogue = catalogue;

    auto power = std::make_shared<PowerNetwork>(*site->power);
    PowerNode& ups = *std::find_if(power->nodes.begin(), power->nodes.end(),
                                   [](const PowerNode& node) { return node.kind == PowerNodeKind::Ups; });
    ups.standby = true;
    ups.upsMode = UpsMode::Eco;
    ups.storedJ = 1.5e9;
    PowerNode engine;
    engine.id = {power->nodes.back().id.value + 1};
    engine.name = "Engine";
    engine.kind = PowerNodeKind::Generator;
    engine.ratedW = 3e6;
    PowerNode battery = engine;
    battery.id.value += 1;
    battery.name = "Battery";
    battery.kind = PowerNodeKind::Battery;
    power->nodes.push_back(engine);
    power->nodes.push_back(battery);
    site->power = power;

    auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
    CoolantLoop& loop = cooling->loops.front();
    loop.coolant = Coolant::Pg25;
    loop.pumps = 3;
    loop.sparePumps = 2;
    loop.heldHead = 0.45;
    loop.bufferM3 = 12.5;
    loop.heatReuseW = 250e3;
    loop.pumpFeed = power->nodes.front().id;
    cooling->pipes.front().roughnessM = 1.5e-6;
    PlantUnit& chiller = cooling->plant.front();
    chiller.curves = "Carrier 19EX 5148kW/6.34COP/Vanes";
    chiller.adiabaticEffectiveness = 0.6;
    chiller.liquidDropPa = 55e3;
    PlantUnit plates = chiller;
    plates.id = {cooling->plant.back().id.value + 1};
    plates.kind = PlantKind::WatersideEconomiser;
    plates.ratedApproachK = 2.0;
    cooling->plant.push_back(plates);

    auto building = std::make_shared<Building>(*site->buildings[1]);
    building->otherFeed = power->nodes.front().id;
    building->roomLoop = loop.id;
    auto hall = std::make_shared<Hall>(*building->halls[0]);
    hall->dewPointC = 12.5;
    hall->airsideEconomiser = true;
    hall->airHandlers.front().coilApproachK = 2.25;
    hall->airHandlers.front().waterDropPa = 37e3;
    Cdu& cdu = hall->cdus.front();
    cdu.supplyC = 38.5;
    cdu.facilityFlowM3s = 0.021;
    cdu.facilityDropPa = 66e3;
    cdu.coolant = Coolant::Water;
    cooling->pipes.front().cdu = cdu.id;
    hall->racks.front().rearDoorLoop = loop.id;
    building->halls[0] = hall;
    site->buildings[1] = building;
    site->cooling = cooling;
    return site;
}

// Before version 7 nothing was stated of chips behind cold plates.
SitePtr withoutChips(const SitePtr& site)
{
    SiteEdit edit(site);
    for (const RackType& type : site->catalogue->rackTypes)
        edit.change(type.id).ratedCoolantC = 0.0;
    return edit.done();
}

// What versions 1 and 2 could hold of a site: the rows of its halls are found again when they are read.
Site withoutRows(Site site)
{
    for (BuildingPtr& building : site.buildings) {
        auto copy = std::make_shared<Building>(*building);
        for (HallPtr& hall : copy->halls) {
            auto without = std::make_shared<Hall>(*hall);
            without->rows.clear();
            hall = without;
        }
        building = copy;
    }
    return site;
}

Site siteOf(const QString& statements)
{
    TemporaryDirectory directory;
    const auto file = directory / "saved.hallwright";
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec(statements.toStdString());
    return *loadSite(file);
}

} // namespace

class TestSiteFile : public QObject
{
    Q_OBJECT

private slots:
    void aFileOfTheFirstVersionIsRead()
    {
        const Site site = siteOf(version1());
        QCOMPARE(QString::fromStdString(site.info.name), QStringLiteral("Small"));
        QCOMPARE(site.info.wetBulbC, 22.0);
        QCOMPARE(site.buildings.size(), std::size_t{2});
        QCOMPARE(site.rackCount(), std::size_t{27});
        QCOMPARE(site.gpuCount(), 760LL);
        QCOMPARE(site.rack({1}).airflowM3s, 2.2);
        QCOMPARE(QString::fromStdString(site.rack({1}).name), QStringLiteral("B1-H1-A01"));
        QVERIFY(!site.power->nodes.empty() && !site.cooling->pipes.empty() && !site.pathways->runs.empty());
    }

    // The defaults are what version 1 meant: no rear doors, no breakers, commercial steel, five cycles.
    void whatTheFirstVersionDidNotHoldHasTheModelsDefaults()
    {
        const Site site = siteOf(version1());
        QCOMPARE(site.info.carbonKgPerKwh, SiteInfo().carbonKgPerKwh);
        QCOMPARE(site.info.cyclesOfConcentration, SiteInfo().cyclesOfConcentration);
        RackType type = site.catalogue->rackTypes.front();
        QCOMPARE(type.coolantFlowM3s, 0.0);
        QCOMPARE(type.circuits, 0);
        QCOMPARE(type.powerFactor, 1.0);
        const Hall& hall = *site.buildings[0]->halls[0];
        QCOMPARE(hall.dewPointC, Hall().dewPointC);
        QCOMPARE(hall.airHandlers[0].coilApproachK, AirHandler().coilApproachK);
        QVERIFY(hall.cdus[0].coolant == Cdu().coolant);
        QVERIFY(!hall.racks[0].rearDoorLoop.valid());
        const CoolantLoop& loop = site.cooling->loops[0];
        QVERIFY(loop.coolant == Coolant::Water);
        QCOMPARE(loop.pumps, CoolantLoop().pumps);
        QCOMPARE(loop.heldHead, CoolantLoop().heldHead);
        QCOMPARE(site.cooling->pipes[0].roughnessM, PipeRun().roughnessM);
        QCOMPARE(site.cooling->plant[0].liquidDropPa, PlantUnit().liquidDropPa);
        QVERIFY(!site.power->nodes[0].standby && site.power->nodes[0].upsMode == UpsMode::DoubleConversion);
    }

    void aFileOfTheFirstVersionIsSavedAsTheCurrentOneAndUntilThenUntouched()
    {
        TemporaryDirectory directory;
        const auto file = directory / "old.hallwright";
        SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(version1().toStdString());
        const std::string old = bytesOf(file);
        const SitePtr site = loadSite(file);
        QVERIFY(bytesOf(file) == old);
        saveSite(*site, file);
        SQLite::Database database(file.string());
        QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), siteSchemaVersion);
        QVERIFY(*loadSite(file) == *site);
    }

    void aFileOfTheFirstVersionThatIsRefusedStaysAsItWas()
    {
        TemporaryDirectory directory;
        const auto file = directory / "old.hallwright";
        SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(version1().toStdString());
        editByHand(file, "PRAGMA ignore_check_constraints = ON; UPDATE rack SET power_w = -1 WHERE id = 1");
        const std::string old = bytesOf(file);
        QVERIFY_THROWS_EXCEPTION(InputError, loadSite(file));
        QVERIFY(bytesOf(file) == old);
        QCOMPARE(directory.names(), std::set<std::string>{"old.hallwright"});
    }

    void aFileOfTheSecondVersionIsRead()
    {
        const Site site = siteOf(version2());
        QVERIFY(withoutRows(site) == withoutRows(*withoutChips(everyField())));
    }

    void commentsAndLayoutOfTheTablesMayChange()
    {
        QString other = version1();
        QVERIFY(other.contains("-- dry bulb the site is evaluated at"));
        other.replace("-- dry bulb the site is evaluated at", "/* the weather's (dry bulb) */");
        other.replace("wet_bulb_c REAL NOT NULL, ", "wet_bulb_c\n  REAL NOT NULL ,");
        QVERIFY(siteOf(other) == siteOf(version1()));
    }

    void everyFieldComesBack()
    {
        const SitePtr site = everyField();
        QVERIFY(savedAndLoaded(*site) == *site);
    }

    void everyKindOfThingComesBack()
    {
        const SitePtr site = smallCampus();
        QVERIFY(savedAndLoaded(*site) == *site);
    }

    void aCampusOf14000RacksComesBack()
    {
        const SitePtr site = scaleCampus(14000);
        const Site loaded = savedAndLoaded(*site);
        QCOMPARE(loaded.rackCount(), std::size_t{14000});
        QVERIFY(loaded == *site);
    }

    void anEmptySiteComesBack() { QVERIFY(savedAndLoaded(Site()) == Site()); }

    void everyBitOfANumberComesBack()
    {
        // Values without a short decimal form, the least steps, and the extremes of what a rack may hold.
        for (const double powerW : {0.1 + 0.2, std::nextafter(40.8e3, 0.0), 1.0 / 3.0, 0.0,
                                    std::numeric_limits<double>::denorm_min(), 10e6}) {
            const Site site = withFirstRack([&](Rack& rack) { rack.powerW = powerW; });
            QVERIFY(savedAndLoaded(site).rack({1}).powerW == powerW);
        }
    }

    void everyCharacterOfATextComesBack()
    {
        for (const std::string& name :
             {std::string("Rack 'A' \"1\"; DROP TABLE rack; --"), std::string("Gestell Ä-Ω-机架"),
              std::string(), std::string("nul\0inside", 10), std::string("two\nlines")}) {
            const Site site = withFirstRack([&](Rack& rack) { rack.name = name; });
            QVERIFY(savedAndLoaded(site).rack({1}).name == name);
        }
    }

    void whatIsNoneStaysNone()
    {
        const Site site = withFirstRack([](Rack& rack) { rack.feedA = rack.feedB = {}; });
        const Rack rack = savedAndLoaded(site).rack({1});
        QVERIFY(!rack.feedA.valid() && !rack.feedB.valid() && !rack.cdu.valid());
    }

    void theSameSiteGivesTheSameBytes()
    {
        TemporaryDirectory directory;
        saveSite(*smallCampus(), directory / "a.hallwright");
        saveSite(*smallCampus(), directory / "b.hallwright");
        saveSite(*loadSite(directory / "a.hallwright"), directory / "c.hallwright");
        QVERIFY(bytesOf(directory / "a.hallwright") == bytesOf(directory / "b.hallwright"));
        QVERIFY(bytesOf(directory / "a.hallwright") == bytesOf(directory / "c.hallwright"));
    }

    void theFileSaysWhatItIs()
    {
        TemporaryDirectory directory;
        saveSite(*smallCampus(), directory / "a.hallwright");
        QCOMPARE(QByteArray::fromStdString(bytesOf(directory / "a.hallwright")).mid(68, 4),
                 QByteArray("HWRT"));
        SQLite::Database database((directory / "a.hallwright").string());
        QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), siteSchemaVersion);
    }

    void anyoneCanQueryIt()
    {
        TemporaryDirectory directory;
        saveSite(*smallCampus(), directory / "a.hallwright");
        SQLite::Database database((directory / "a.hallwright").string());
        // 24 + 12 racks of 20.4 kW and 8 of 132 kW.
        QCOMPARE(database
                     .execAndGet("SELECT sum(coalesce(rack.power_w, rack_type.power_w)) FROM rack "
                                 "JOIN rack_type ON rack_type.id = rack_type_id")
                     .getDouble(),
                 36 * 20.4e3 + 8 * 132e3);
        QCOMPARE(
            database
                .execAndGet(
                    "SELECT count(*) FROM rack JOIN hall ON hall.id = hall_id WHERE hall.name = 'Hall B'")
                .getInt(),
            20);
    }

    void theSchemaListsEveryEnumerator()
    {
        requireInSchema<RackRole>();
        requireInSchema<LifecycleStatus>();
        requireInSchema<FloorKind>();
        requireInSchema<AisleKind>();
        requireInSchema<AirHandlerKind>();
        requireInSchema<WallSide>();
        requireInSchema<RoomKind>();
        requireInSchema<PowerNodeKind>();
        requireInSchema<FeedSide>();
        requireInSchema<PipeRole>();
        requireInSchema<PlantKind>();
        requireInSchema<PathwayKind>();
        requireInSchema<Coolant>();
        requireInSchema<UpsMode>();
    }

    void loadingChangesNothing()
    {
        TemporaryDirectory directory;
        saveSite(*smallCampus(), directory / "a.hallwright");
        const std::string before = bytesOf(directory / "a.hallwright");
        const FileStamp stamp = stampOf(directory / "a.hallwright");
        loadSite(directory / "a.hallwright");
        QVERIFY(bytesOf(directory / "a.hallwright") == before);
        QVERIFY(stampOf(directory / "a.hallwright") == stamp);
        QCOMPARE(directory.names(), std::set<std::string>{"a.hallwright"});
    }

    void aNameOfOddCharactersOpens()
    {
        TemporaryDirectory directory;
        const auto file = directory / "50% of #2? Campus Ä&b=1.hallwright";
        saveSite(*smallCampus(), file);
        QVERIFY(*loadSite(file) == *smallCampus());
    }
};

QTEST_GUILESS_MAIN(TestSiteFile)
#include "tst_site_file.moc"
