// A save that writes only what changed leaves the same content as one that writes everything.
#include "core/model/edits.h"
#include "core/storage/site_file.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>
#include <algorithm>
#include <functional>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

namespace {

namespace fs = std::filesystem;

// Succeeds a site with copies of its first building and of that building's first hall, changed by `change`.
SitePtr changed(const SitePtr& site, const std::function<void(Site&, Building&, Hall&)>& change)
{
    auto next = std::make_shared<Site>(*site);
    auto building = std::make_shared<Building>(*site->buildings[0]);
    auto hall = std::make_shared<Hall>(*building->halls[0]);
    change(*next, *building, *hall);
    building->halls[0] = hall;
    next->buildings[0] = building;
    return next;
}

template <class Part>
void change(std::shared_ptr<const Part>& part, const std::function<void(Part&)>& how)
{
    auto next = std::make_shared<Part>(*part);
    how(*next);
    part = next;
}

using Change = std::function<void(Site&, Building&, Hall&)>;

// Whether any page of the two is not the same.
std::size_t pagesThatDiffer(const std::string& a, const std::string& b)
{
    constexpr std::size_t pageBytes = 4096;
    std::size_t differing = 0;
    for (std::size_t at = 0; at < std::max(a.size(), b.size()); at += pageBytes) {
        const bool same = at < a.size() && at < b.size() && a.compare(at, pageBytes, b, at, pageBytes) == 0;
        differing += same ? 0 : 1;
    }
    return differing;
}

SitePtr withFirstRackMoved(const SitePtr& site, double byM)
{
    const Rack& rack = site->buildings[0]->halls[0]->racks[0];
    return withRackPose(site, rack.id, {rack.pose.x + byM, rack.pose.y, rack.pose.yawDeg});
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestChanges : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        directory_ = std::make_unique<TemporaryDirectory>();
        file_ = *directory_ / "campus.hallwright";
        saveSite(*smallCampus(), file_);
        opened_ = loadSiteImage(file_);
    }

    void whatChangedIsWritten_data()
    {
        QTest::addColumn<Change>("how");
        const auto row = [](const char* name, const Change& how) { QTest::newRow(name) << how; };
        row("nothing", [](Site&, Building&, Hall&) {});
        row("the site's name", [](Site& site, Building&, Hall&) { site.info.name = "Another"; });
        row("a rack type", [](Site& site, Building&, Hall&) {
            change<Catalogue>(site.catalogue, [](Catalogue& all) { all.rackTypes[0].powerW *= 2; });
        });
        row("a rack's place", [](Site&, Building&, Hall& hall) { hall.racks[3].pose.x += 0.01; });
        row("a rack that goes",
            [](Site&, Building&, Hall& hall) { hall.racks.erase(hall.racks.begin() + 3); });
        row("a rack that comes", [](Site&, Building&, Hall& hall) {
            Rack rack = hall.racks[5];
            rack.id = {1000};
            hall.racks.push_back(rack);
            hall.racks.erase(hall.racks.begin() + 5); // on its place
        });
        row("a rack of another hall", [](Site& site, Building&, Hall& hall) {
            auto second = std::make_shared<Building>(*site.buildings[1]);
            auto its = std::make_shared<Hall>(*second->halls[0]);
            Rack rack = hall.racks.back();
            hall.racks.pop_back();
            rack.id = {1000};
            rack.type = its->racks[0].type;
            rack.pose = its->racks[0].pose;
            its->racks.erase(its->racks.begin());
            its->racks.push_back(rack);
            second->halls[0] = its;
            site.buildings[1] = second;
        });
        row("an aisle that goes",
            [](Site&, Building&, Hall& hall) { hall.aisles.erase(hall.aisles.begin()); });
        row("all doors that go", [](Site&, Building&, Hall& hall) { hall.doors.clear(); });
        row("a column that comes", [](Site&, Building&, Hall& hall) {
            hall.columns.push_back(Column{{0.1, 0.1, 0.4, 0.4}, {1000}});
        });
        row("a room", [](Site&, Building& building, Hall&) { building.rooms[0].name = "Dock 7"; });
        row("a feed less", [](Site& site, Building&, Hall&) {
            change<PowerNetwork>(site.power, [](PowerNetwork& power) {
                const auto fed = std::find_if(power.nodes.begin(), power.nodes.end(),
                                              [](const PowerNode& node) { return node.fedBy.size() > 1; });
                if (fed != power.nodes.end())
                    fed->fedBy.pop_back();
            });
        });
        row("a set point", [](Site& site, Building&, Hall&) {
            change<CoolingNetwork>(site.cooling,
                                   [](CoolingNetwork& cooling) { cooling.loops[0].supplyC += 1; });
        });
        row("a pipe's bends", [](Site& site, Building&, Hall&) {
            change<CoolingNetwork>(site.cooling, [](CoolingNetwork& cooling) {
                cooling.pipes[0].pathM.push_back({1.0, 2.0, 3.0});
                cooling.pipes[1].pathM.front().z += 0.25;
            });
        });
        row("a fibre run that goes", [](Site& site, Building&, Hall&) {
            change<PathwayNetwork>(site.pathways, [](PathwayNetwork& network) { network.runs.pop_back(); });
        });
    }
    void whatChangedIsWritten()
    {
        QFETCH(Change, how);
        const SitePtr next = changed(opened_->site, how);
        const SiteImagePtr saved = saveSite(next, file_, opened_);
        QVERIFY(saved->site == next);
        requireSound(*next);
        // And back, from what was kept.
        saveSite(opened_->site, file_, saved);
        requireSound(*opened_->site);
    }

    void aBuildingGoesWithAllThatIsInIt()
    {
        // The first building of the scale campus alone: nothing but its own power and cooling refers to it.
        const SitePtr all = scaleCampus(4000);
        saveSite(*all, file_);
        const SiteImagePtr opened = loadSiteImage(file_);
        auto next = std::make_shared<Site>(*all);
        auto emptied = std::make_shared<Building>(*all->buildings[1]);
        emptied->halls.erase(emptied->halls.begin());
        next->buildings[1] = emptied;
        const HallId gone = all->buildings[1]->halls[0]->id;
        change<PowerNetwork>(next->power, [gone](PowerNetwork& power) {
            for (PowerNode& node : power.nodes) {
                if (node.hall == gone)
                    node.hall = {};
            }
        });
        saveSite(next, file_, opened);
        requireSound(*next);
    }

    void aLongSeriesOfSavesLosesNothing()
    {
        std::mt19937 random(20);
        SiteImagePtr image = opened_;
        for (int step = 0; step < 60; ++step) {
            const SitePtr next = changed(image->site, [&](Site& site, Building& building, Hall& hall) {
                const std::size_t at = random() % hall.racks.size();
                switch (random() % 6) {
                case 0:
                    hall.racks[at].name = "Rack " + std::string(random() % 150, 'x');
                    break;
                case 1:
                    if (hall.racks.size() > 3)
                        hall.racks.erase(hall.racks.begin() + static_cast<std::ptrdiff_t>(at));
                    break;
                case 2:
                    hall.racks[at].powerW = static_cast<double>(random() % 100'000);
                    break;
                case 3:
                    building.name = "Building " + std::to_string(step);
                    break;
                case 4:
                    hall.doors.push_back(Door{"Door", WallSide::South, 1.0, 1.2, 2.4, {1000 + step}});
                    break;
                default:
                    change<CoolingNetwork>(site.cooling, [&](CoolingNetwork& cooling) {
                        cooling.pipes[random() % cooling.pipes.size()].pathM.push_back(
                            {1.0, 1.0, 1.0 * step});
                    });
                }
            });
            image = saveSite(next, file_, image);
            QVERIFY(*loadSite(file_) == *next);
        }
        requireSound(*image->site);
    }

    void aMovedRackTouchesFewPages()
    {
        const SitePtr campus = scaleCampus(14000);
        saveSite(*campus, file_);
        const SiteImagePtr opened = loadSiteImage(file_);
        const std::string before = bytesOf(file_);
        saveSite(withFirstRackMoved(campus, 0.01), file_, opened);
        const std::size_t pages = pagesThatDiffer(before, bytesOf(file_));
        // The rack's, the first with the file's counters, and that of the table that says whether this is a recovery.
        QVERIFY2(pages <= 3, qPrintable(QString::number(pages)));
    }

    void aSaveThatFailsKeepsWhatTheNextStartsFrom()
    {
        const SitePtr next = withSiteName(opened_->site, "Another");
        QVERIFY_THROWS_EXCEPTION(StorageError, saveSite(next, *directory_ / "nowhere/a.hallwright", opened_));
        requireSound(*opened_->site);
        saveSite(next, file_, opened_);
        requireSound(*next);
    }

    void whatAnotherProgramWroteSinceIsReplacedWhole()
    {
        editByHand(file_, "UPDATE rack SET power_w = 1; DELETE FROM door");
        const SitePtr next = withSiteName(opened_->site, "Another");
        saveSite(next, file_, opened_);
        requireSound(*next);
    }

    void aSiteThatCouldNotBeOpenedIsNotSaved()
    {
        const std::string before = bytesOf(file_);
        auto next = std::make_shared<Site>(*opened_->site);
        next->info.latitudeDeg = 123.0;
        QVERIFY_THROWS_EXCEPTION(InputError, saveSite(next, file_, opened_));
        QVERIFY(bytesOf(file_) == before);
    }

    void aFileEditedByHandIsAsGoodAStart_data()
    {
        QTest::addColumn<QString>("edit");
        QTest::newRow("positions with gaps") << "UPDATE power_feed SET position = 100 + position * position; "
                                                "UPDATE pipe_point SET position = 100 + "
                                                "position * position";
        QTest::newRow("in WAL mode") << "PRAGMA journal_mode = WAL";
        QTest::newRow("pages of another size") << "PRAGMA page_size = 1024; VACUUM";
        QTest::newRow("a recovery file") << "INSERT INTO recovery_base VALUES (1, 2, 3, 4)";
        QTest::newRow("with free pages") << "PRAGMA auto_vacuum = INCREMENTAL; VACUUM";
    }
    void aFileEditedByHandIsAsGoodAStart()
    {
        QFETCH(QString, edit);
        editByHand(file_, edit.toStdString());
        const SiteImagePtr opened = loadSiteImage(file_);
        QVERIFY(*opened->site == *smallCampus());
        const SitePtr next = changed(opened->site, [](Site& site, Building&, Hall& hall) {
            hall.aisles.pop_back();
            change<PowerNetwork>(site.power, [](PowerNetwork& power) {
                for (PowerNode& node : power.nodes) {
                    if (node.fedBy.size() > 1)
                        node.fedBy.pop_back();
                }
            });
            change<CoolingNetwork>(site.cooling, [](CoolingNetwork& cooling) {
                cooling.pipes[0].pathM.push_back({1.0, 2.0, 3.0});
            });
        });
        saveSite(next, file_, opened);
        requireSound(*next);
        QCOMPARE(SQLite::Database(file_.string()).execAndGet("SELECT count(*) FROM recovery_base").getInt(),
                 0);
    }

    void whatIsRemovedIsNotLeftInTheFile()
    {
        const SitePtr named = changed(opened_->site, [](Site&, Building&, Hall& hall) {
            hall.racks[0].name = "Leaving for Iceland";
            hall.racks[1].name = "Sold to Iceland";
        });
        const SiteImagePtr image = saveSite(named, file_, opened_);
        QVERIFY(bytesOf(file_).find("Iceland") != std::string::npos);
        saveSite(changed(named,
                         [](Site&, Building&, Hall& hall) {
                             hall.racks[0].name = "A01";
                             hall.racks.erase(hall.racks.begin() + 1);
                         }),
                 file_, image);
        QVERIFY(bytesOf(file_).find("Iceland") == std::string::npos);
    }

    void aFileFullOfHolesIsWrittenAnew()
    {
        const SitePtr campus = scaleCampus(2000);
        saveSite(*campus, file_);
        const SiteImagePtr opened = loadSiteImage(file_);
        auto next = std::make_shared<Site>(*campus);
        for (BuildingPtr& building : next->buildings) {
            auto emptied = std::make_shared<Building>(*building);
            for (HallPtr& hall : emptied->halls) {
                auto without = std::make_shared<Hall>(*hall);
                without->racks.resize(1);
                hall = without;
            }
            building = emptied;
        }
        saveSite(next, file_, opened);
        requireSound(*next);
        saveSite(*next, *directory_ / "anew.hallwright");
        QVERIFY(bytesOf(file_) == bytesOf(*directory_ / "anew.hallwright"));
    }

    void aLinkAndItsFilesPermissionsStay()
    {
        const fs::path link = *directory_ / "link.hallwright";
        fs::create_symlink("campus.hallwright", link);
        fs::permissions(file_, fs::perms::owner_read | fs::perms::owner_write);
        saveSite(withSiteName(opened_->site, "Another"), link, opened_);
        QVERIFY(fs::is_symlink(link));
        QVERIFY(fs::status(file_).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
        QCOMPARE(loadSite(file_)->info.name, std::string("Another"));
    }

    void aFileOfAnEarlierVersionIsSavedAsTheCurrentOne()
    {
        const fs::path old = *directory_ / "old.hallwright";
        SQLite::Database(old.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version1.sql"));
        const SiteImagePtr image = loadSiteImage(old);
        const SitePtr next = withSiteName(image->site, "Another");
        saveSite(next, old, image);
        QVERIFY(*loadSite(old) == *next);
    }

private:
    // The file holds this site, and SQLite finds nothing wrong in it.
    void requireSound(const Site& site)
    {
        QVERIFY(*loadSite(file_) == site);
        SQLite::Database database(file_.string());
        QCOMPARE(database.execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
        QVERIFY(!SQLite::Statement(database, "PRAGMA foreign_key_check").executeStep());
    }

    std::unique_ptr<TemporaryDirectory> directory_;
    fs::path file_;
    SiteImagePtr opened_;
};

QTEST_GUILESS_MAIN(TestChanges)
#include "tst_changes.moc"
