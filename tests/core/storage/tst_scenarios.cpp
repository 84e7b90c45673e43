// Scenarios in a site file: kept with the site, and no part of it.
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "core/storage/scenarios.h"
#include "core/storage/site_file.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Scenario named(const char* name)
{
    Scenario scenario;
    scenario.name = name;
    return scenario;
}

} // namespace

class TestScenarios : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        directory_ = std::make_unique<TemporaryDirectory>();
        file_ = *directory_ / "campus.hallwright";
        Scenario hot = named("Heißer Tag");
        hot.outdoorC = 41.5;
        hot.wetBulbC = 23.25;
        hot.inletBasis = InletBasis::Field;
        Scenario failed = named("A lost");
        failed.loadBasis = LoadBasis::AllPlaced;
        failed.date = "2027-03-31";
        const Hall& hall = *site_->buildings[0]->halls[0];
        for (const ObjectRef& equipment : {refTo(site_->power->nodes[3].id), refTo(site_->power->nodes[1].id),
                                           refTo(site_->cooling->plant[0].id), refTo(hall.airHandlers[0].id),
                                           refTo(site_->buildings[1]->halls[0]->cdus[0].id)})
            failed.outages = failed.outages.with(equipment, true);
        scenarios_ = {hot, failed, named("as it stands")};
        image_ = saveSite(site_, {}, scenarios_, file_, nullptr);
    }

    void theyComeBackAsTheyWere()
    {
        QVERIFY(loadScenarios(file_) == scenarios_);
        QVERIFY(loadSiteImage(file_)->scenarios == scenarios_);
        QVERIFY(*loadSite(file_) == *site_);
    }

    void whoKnowsOfNoneKeepsThem()
    {
        const SitePtr next = withSiteName(site_, "Renamed");
        image_ = saveSite(next, file_, image_);
        QVERIFY(loadScenarios(file_) == scenarios_);
        QCOMPARE(loadSite(file_)->info.name, std::string("Renamed"));
    }

    void theyAreReplacedWhole()
    {
        image_ = saveSite(site_, {}, {scenarios_[1]}, file_, image_);
        QVERIFY(loadScenarios(file_) == std::vector<Scenario>{scenarios_[1]});
        image_ = saveSite(site_, {}, {}, file_, image_);
        QVERIFY(loadScenarios(file_).empty());
    }

    void earlierFilesHaveNone()
    {
        SQLite::Database(*directory_ / "old.hallwright", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec(bytesOf(HALLWRIGHT_SOURCE_DIR "/tests/core/storage/version3.sql"));
        QVERIFY(loadScenarios(*directory_ / "old.hallwright").empty());
        QVERIFY(loadSiteImage(*directory_ / "old.hallwright")->scenarios.empty());
    }

    void whatIsNoScenarioIsNotSaved_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<int>("which");
        QTest::newRow("no name") << "Scenario: its name is empty or given twice." << 0;
        QTest::newRow("twice") << "Scenario A lost: its name is empty or given twice." << 1;
        QTest::newRow("no day")
            << "Scenario x: its date is \"2027-02-30\", which is no day such as 2027-03-31." << 2;
        QTest::newRow("too hot") << "Scenario x: outdoor temperature 61 °C is above 60 °C." << 3;
    }
    void whatIsNoScenarioIsNotSaved()
    {
        QFETCH(QString, sentence);
        QFETCH(int, which);
        Scenario bad[] = {Scenario{}, named("A lost"), named("x"), named("x")};
        bad[2].date = "2027-02-30";
        bad[3].outdoorC = 61.0;
        std::vector<Scenario> all = scenarios_;
        all.push_back(bad[which]);
        QString refusal;
        try {
            saveSite(site_, {}, all, file_, image_);
        } catch (const InputError& error) {
            refusal = QString::fromUtf8(error.what());
        }
        QCOMPARE(refusal, sentence);
        QVERIFY(loadScenarios(file_) == scenarios_);
    }

    void handMadeNonsenseIsRefused()
    {
        editByHand(file_, "INSERT INTO scenario_outage VALUES (1, 'rack', 1)");
        QVERIFY_EXCEPTION_THROWN(loadScenarios(file_), InputError);
        QVERIFY_EXCEPTION_THROWN(loadSiteImage(file_), InputError);
    }

private:
    const SitePtr site_ = smallCampus();
    std::unique_ptr<TemporaryDirectory> directory_;
    std::filesystem::path file_;
    std::vector<Scenario> scenarios_;
    SiteImagePtr image_;
};

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
