// Branches and named versions in a site file.
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/storage/site_file.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// Another version of the site: a rack moved and more powerful, one gone, one new, another name, a record, a feed less.
SitePtr worked(const SitePtr& site)
{
    SiteEdit edit(site);
    const Hall& hall = *site->buildings[0]->halls[0];
    edit.change(hall.racks[0].id).pose.x += 0.01;
    edit.change(hall.racks[1].id).powerW = 12'345.6;
    const Rack copy = hall.racks[2];
    edit.remove(refTo(hall.racks[2].id));
    edit.addTo(hall.id, copy);
    edit.changeInfo().name = "Retrofit";
    Record& record = edit.changeRecord(refTo(hall.racks[3].id));
    record.status = LifecycleStatus::Procurement;
    record.dates[LifecycleStatus::Operation] = "2027-03-31";
    record.tags = {"phase 2", "liquid"};
    record.identifiers["netbox"] = "dcim.rack:4711";
    record.notes = "Two lines\nof notes";
    record.waivers["cold-aisle-width"] = "Served from behind";
    edit.change(site->cooling->pipes[0].id).pathM.push_back({1.5, 2.5, 1.0 / 3.0});
    return edit.done();
}

SitePtr withRackMoved(const SitePtr& site, std::size_t rack)
{
    SiteEdit edit(site);
    edit.change(site->buildings[0]->halls[0]->racks[rack].id).pose.x += 0.01;
    return edit.done();
}

} // namespace

class TestBranches : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        directory_ = std::make_unique<TemporaryDirectory>();
        file_ = *directory_ / "campus.hallwright";
        branches_ = {
            {{1, BranchKind::Branch, "Retrofit", "For the board", "2026-11-29T12:00:00Z"}, worked(site_)},
            {{4, BranchKind::Version, "As approved", "", "2026-11-29T13:00:00Z"}, site_}};
        image_ = saveSite(site_, branches_, {}, file_, nullptr);
    }

    void theyComeBackAsTheyWere()
    {
        const SiteImagePtr image = loadSiteImage(file_);
        QVERIFY(*image->site == *site_);
        QCOMPARE(image->branches.size(), branches_.size());
        for (std::size_t i = 0; i < branches_.size(); ++i) {
            QVERIFY(image->branches[i].info == branches_[i].info);
            QVERIFY(*image->branches[i].site == *branches_[i].site);
        }
        QVERIFY(*loadBranch(file_, 1).site == *branches_[0].site);
    }

    void theyAreListedWithoutTheirContent()
    {
        editByHand(file_, "DELETE FROM branch_change");
        const std::vector<BranchInfo> infos = listBranches(file_);
        QCOMPARE(infos.size(), std::size_t{2});
        QVERIFY(infos[0] == branches_[0].info);
        QVERIFY(infos[1] == branches_[1].info);
    }

    void aBranchKeepsWhatItWasMadeFrom()
    {
        branches_.push_back({{5, BranchKind::Start, "Start of Phase 2", "", "2026-11-30T08:00:00Z"}, site_});
        branches_.push_back(
            {{6, BranchKind::Branch, "Phase 2", "", "2026-11-30T08:00:00Z", 5}, worked(site_)});
        saveSite(withRackMoved(site_, 4), branches_, {}, file_, image_);
        const SiteImagePtr image = loadSiteImage(file_);
        QCOMPARE(image->branches.size(), std::size_t{4});
        QVERIFY(image->branches[2].info == branches_[2].info);
        QVERIFY(image->branches[3].info == branches_[3].info);
        QVERIFY(*image->branches[2].site == *site_);
    }

    void aStartThatIsNoneIsRefused()
    {
        branches_[1].info.start = 1; // which is a branch
        QVERIFY_THROWS_EXCEPTION(InputError, checkBranches(branches_));
    }

    void whatABranchDoesNotTouchIsTheSitesOwn()
    {
        const SiteImagePtr image = loadSiteImage(file_);
        const Site& branch = *image->branches[0].site;
        QVERIFY(branch.buildings[1] == image->site->buildings[1]);
        QVERIFY(branch.power == image->site->power);
        QVERIFY(branch.pathways == image->site->pathways);
    }

    void aBranchStaysWhatItIsHoweverTheSiteChanges()
    {
        // The same rack that the branch moved, one that it removed, and one that it left alone.
        SitePtr site = site_;
        for (const std::size_t rack : {0U, 2U, 7U}) {
            site = withRackMoved(site, rack);
            image_ = saveSite(site, file_, image_); // by a program that knows of no branches
            const SiteImagePtr image = loadSiteImage(file_);
            QVERIFY(*image->site == *site);
            QVERIFY(*image->branches[0].site == *branches_[0].site);
            QVERIFY(*image->branches[1].site == *site_);
        }
    }

    void aBranchThatGoesLeavesNothing()
    {
        saveSite(site_, {branches_[1]}, {}, file_, image_);
        QCOMPARE(listBranches(file_).size(), std::size_t{1});
        QVERIFY(bytesOf(file_).find("dcim.rack:4711") == std::string::npos);
        QVERIFY_THROWS_EXCEPTION(InputError, loadBranch(file_, 1));
    }

    void anyoneCanQueryThem()
    {
        SQLite::Database database(file_.string());
        const auto id = std::to_string(site_->buildings[0]->halls[0]->racks[1].id.value);
        QCOMPARE(
            database
                .execAndGet("SELECT value FROM branch_change JOIN branch ON branch.id = branch_id WHERE "
                            "branch.name = 'Retrofit' AND object_kind = 'rack' AND change = 'changed' AND "
                            "field = 'power_w' AND object_id = " +
                            id)
                .getDouble(),
            12'345.6);
        QCOMPARE(
            database
                .execAndGet("SELECT count(*) FROM branch_change WHERE branch_id = 4 AND change <> 'id-mark'")
                .getInt(),
            0);
    }

    void theTablesStayTheSites()
    {
        SQLite::Database database(file_.string());
        QCOMPARE(database.execAndGet("SELECT count(*) FROM rack").getInt(),
                 static_cast<int>(site_->rackCount()));
        QVERIFY(*loadSite(file_) == *site_);
    }

    void whatDoesNotFitTheSiteIsRefused_data()
    {
        QTest::addColumn<QString>("edit");
        QTest::addColumn<QString>("says");
        QTest::newRow("a rack that is not there")
            << "UPDATE branch_change SET object_id = 99999 WHERE change = 'changed' AND field = 'power_w'"
            << "Branch Retrofit: A change of rack 99999 does not fit this version: it is not there to be "
               "changed.";
        QTest::newRow("a table that is none")
            << "UPDATE branch_change SET object_kind = 'spy' WHERE change = 'removed'"
            << "Branch Retrofit: object_kind \"spy\" is none of a site's tables";
        QTest::newRow("a word for a number")
            << "UPDATE branch_change SET value = 'many' WHERE change = 'changed' AND field = 'power_w'"
            << "Branch Retrofit: ";
        QTest::newRow("a value no site holds")
            << "UPDATE branch_change SET value = -5.0 WHERE change = 'changed' AND field = 'power_w'"
            << "Branch Retrofit: ";
        QTest::newRow("a field that is none")
            << "UPDATE branch_change SET field = 'spy' WHERE change = 'changed' AND field = 'power_w'"
            << "Branch Retrofit: There is no field spy to change.";
        QTest::newRow("two branches of one name") << "UPDATE branch SET name = 'Retrofit'"
                                                  << "Branch 4: its name ";
    }
    void whatDoesNotFitTheSiteIsRefused()
    {
        QFETCH(QString, edit);
        QFETCH(QString, says);
        editByHand(file_, edit.toStdString());
        const QString message = messageOf<InputError>([&] { loadSiteImage(file_); });
        const QString expected = QString::fromStdString(file_.string()) + ": " + says;
        QVERIFY2(message.startsWith(expected), qPrintable(message));
        QVERIFY(*loadSite(file_) == *site_); // the site itself is sound
    }

    void whatCouldNotBeReadIsNotSaved()
    {
        const std::string before = bytesOf(file_);
        branches_[1].info.name = "Retrofit";
        QVERIFY_THROWS_EXCEPTION(InputError, saveSite(site_, branches_, {}, file_, image_));
        branches_[1].info = {1, BranchKind::Version, "Another", "", ""};
        QVERIFY_THROWS_EXCEPTION(InputError, saveSite(site_, branches_, {}, file_, image_));
        QVERIFY(bytesOf(file_) == before);
    }

    void aFileOfAnEarlierVersionHasNone()
    {
        const auto old = *directory_ / "old.hallwright";
        SQLite::Database(old.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version2.sql"));
        QVERIFY(listBranches(old).empty());
        QVERIFY(loadSiteImage(old)->branches.empty());
    }

private:
    const SitePtr site_ = smallCampus();
    std::vector<Branch> branches_;
    SiteImagePtr image_;
    std::unique_ptr<TemporaryDirectory> directory_;
    std::filesystem::path file_;
};

QTEST_GUILESS_MAIN(TestBranches)
#include "tst_branches.moc"
