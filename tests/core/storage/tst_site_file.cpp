// Saving and loading: what comes back is what went in.
#include "core/model/names.h"
#include "core/storage/schema.h"
#include "core/storage/site_file.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>
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
    const QString schema = QString::fromUtf8(siteSchemaSql).simplified();
    const QString list =
        QStringLiteral("IN ('%1')").arg(QString::fromStdString(namesOf<Enum>()).replace(", ", "', '"));
    QVERIFY2(schema.contains(list), qPrintable(list));
}

// A file of the first version of the format, as the SQL that makes it again.
QString version1()
{
    return QString::fromStdString(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version1.sql"));
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

    void commentsAndLayoutOfTheTablesMayChange()
    {
        QString other = version1();
        QVERIFY(other.contains("-- dry bulb the site is evaluated at"));
        other.replace("-- dry bulb the site is evaluated at", "/* the weather's (dry bulb) */");
        other.replace("wet_bulb_c REAL NOT NULL, ", "wet_bulb_c\n  REAL NOT NULL ,");
        QVERIFY(siteOf(other) == siteOf(version1()));
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
                                    std::numeric_limits<double>::denorm_min(), 1e15}) {
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
        QCOMPARE(database.execAndGet("SELECT sum(power_w) FROM rack").getDouble(), 36 * 20.4e3 + 8 * 132e3);
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
