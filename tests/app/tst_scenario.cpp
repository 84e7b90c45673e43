// The scenario in the window: what the figures rest on is chosen beside them, and by nothing else.
#include "app/gui/scenario_bar.h"
#include "core/model/edits.h"
#include "core/simulation/site_air.h"
#include "core/storage/site_file.h"
#include "tests/app/main_window_fixture.h"
#include "tests/app/window_idle.h"
#include "views/panels/key_figures_bar.h"
#include "views/panels/quantity_field.h"

#include <QComboBox>
#include <QLabel>
#include <QProcess>

#include <nlohmann/json.hpp>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr int patienceMs = 30'000;

// What every table, card and page is made of, bit by bit.
std::vector<double> figuresOf(const Snapshot& snapshot)
{
    std::vector<double> figures{snapshot.itPowerW, snapshot.facilityPowerW, snapshot.pue.value(),
                                snapshot.maxInletC, static_cast<double>(snapshot.racksOverLimit)};
    for (const HallResultPtr& hall : snapshot.halls) {
        figures.push_back(hall->meanInletC);
        for (const RackResult& rack : hall->racks)
            figures.push_back(rack.inletC);
    }
    return figures;
}

} // namespace

class ScenarioTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init() { open(); }
    void cleanup() { close(); }

    void noPaneChangesAFigure_data()
    {
        QTest::addColumn<bool>("fields");
        QTest::newRow("estimate") << false;
        QTest::newRow("3D field") << true;
    }
    void noPaneChangesAFigure()
    {
        QFETCH(bool, fields);
        useFields(fields);
        const std::vector<double> figures = figuresOf(*latest());
        const QString pue = window_->keyFigures()->value("pue");
        for (const BuildingPtr& building : site_->buildings) {
            window_->selection()->selectHall(building->halls.front()->id);
            for (const char* pane : {"pane0", "pane1", "pane2", "pane3"}) {
                auto* action = window_->findChild<QAction*>(pane);
                for (int i = 0; i < 2; ++i) {
                    action->toggle();
                    wait();
                    QVERIFY2(figuresOf(*latest()) == figures, pane);
                }
            }
            window_->workspace()->setAirInScene(true);
            wait();
            QVERIFY(figuresOf(*latest()) == figures);
            window_->workspace()->setAirInScene(false);
        }
        QCOMPARE(window_->keyFigures()->value("pue"), pue);
        QVERIFY(window_->keyFigures()->change("worst").isEmpty());
    }

    void theWindowAndTheCommandLineSayTheSame_data() { noPaneChangesAFigure_data(); }
    void theWindowAndTheCommandLineSayTheSame()
    {
        QFETCH(bool, fields);
        Scenario hot;
        hot.name = "Hot day";
        hot.outdoorC = 38.0;
        hot.loadBasis = LoadBasis::AllPlaced;
        hot.outages = hot.outages.with(firstChiller(), true);
        hot.inletBasis = fields ? InletBasis::Field : InletBasis::Estimate;
        const QTemporaryDir folder;
        const QString file = folder.filePath("campus.hallwright");
        window_->project()->setScenarios({hot});
        window_->project()->save(file.toStdString());
        auto* choice = window_->findChild<QComboBox*>("scenario");
        QCOMPARE(choice->count(), 2);
        choose(choice, 1);
        QTRY_VERIFY_WITH_TIMEOUT(window_->results().areComplete(), patienceMs);
        QProcess cli;
        cli.start(HALLWRIGHT_CLI, {"solve", file, "--scenario", "Hot day", "--json"});
        QVERIFY(cli.waitForFinished(patienceMs) && cli.exitCode() == 0);
        const auto json = nlohmann::json::parse(cli.readAllStandardOutput().toStdString());
        const Snapshot& s = *latest();
        QCOMPARE(json["outdoor_c"].get<double>(), 38.0);
        QCOMPARE(json["wet_bulb_c"].get<double>(), s.conditions.wetBulbC);
        QCOMPARE(json["it_power_w"].get<double>(), s.itPowerW);
        QCOMPARE(json["facility_power_w"].get<double>(), s.facilityPowerW);
        QCOMPARE(json["pue"].is_null(), !s.pue); // on a day so hot that a set point is not held there is none
        if (s.pue)
            QCOMPARE(json["pue"].get<double>(), *s.pue);
        QCOMPARE(json["max_inlet_c"].get<double>(), s.maxInletC);
        QCOMPARE(json["racks_over_limit"].get<std::size_t>(), s.racksOverLimit);
        for (std::size_t h = 0; h < s.halls.size(); ++h) {
            QCOMPARE(json["halls"][h]["max_inlet_c"].get<double>(), s.halls[h]->maxInletC);
            QCOMPARE(json["halls"][h]["mean_inlet_c"].get<double>(), s.halls[h]->meanInletC);
            QCOMPARE(json["halls"][h]["air_model"].get<std::string>(),
                     std::string(fields ? "field" : "estimate"));
        }
    }

    void whileFieldsAreSolvedTheFiguresSaySo()
    {
        auto* state = window_->findChild<QLabel*>("scenarioState");
        QVERIFY(!state->isVisible());
        choose(window_->findChild<QComboBox*>("scenarioInlets"), 1);
        QTRY_VERIFY(state->isVisible() || window_->results().areComplete());
        QVERIFY(window_->results().areComplete() ||
                state->text().startsWith("Estimate: 3D air being solved"));
        QTRY_VERIFY_WITH_TIMEOUT(window_->results().areComplete(), patienceMs);
        QVERIFY(!state->isVisible());
        for (const HallResultPtr& hall : latest()->halls)
            QCOMPARE(static_cast<int>(hall->inletModel), static_cast<int>(InletModel::Field));
        // The change of the model is no change of the site.
        QVERIFY(window_->keyFigures()->change("worst").isEmpty());
        QVERIFY(window_->keyFigures()->change("pue").isEmpty());
    }

    void afterAnEditTheFiguresAreThoseOfTheEditedSiteAlone()
    {
        useFields(true);
        const Rack rack = rackToDrag();
        const SitePtr moved =
            withRackPose(site_, rack.id, {rack.pose.x + 0.05, rack.pose.y, rack.pose.yawDeg});
        window_->document()->commit(moved, "Move");
        QTRY_VERIFY_WITH_TIMEOUT(window_->results().areComplete(), patienceMs);
        QVERIFY(figuresOf(*latest()) ==
                figuresOf(*evaluateBy(InletBasis::Field, moved, conditionsOf(*moved))));
        window_->document()->undoStack()->undo();
        QTRY_VERIFY_WITH_TIMEOUT(window_->results().areComplete(), patienceMs);
        QVERIFY(figuresOf(*latest()) ==
                figuresOf(*evaluateBy(InletBasis::Field, site_, conditionsOf(*site_))));
    }

    void aDraggedRackIsEstimatedWithinTheField()
    {
        useFields(true);
        const Rack rack = rackToDrag();
        window_->document()->preview(
            withRackPose(site_, rack.id, {rack.pose.x + 0.05, rack.pose.y, rack.pose.yawDeg}));
        waitForSnapshot();
        QCOMPARE(static_cast<int>(latest()->halls.front()->inletModel),
                 static_cast<int>(InletModel::FieldMoved));
        QCOMPARE(static_cast<int>(latest()->halls.back()->inletModel), static_cast<int>(InletModel::Field));
        window_->document()->revertPreview();
        QTRY_VERIFY_WITH_TIMEOUT(window_->results().areComplete(), patienceMs);
    }

    void aScenarioIsKeptWithTheSiteAndIsNoEditOfIt()
    {
        auto* outdoor = window_->findChild<panels::QuantityField*>("scenarioOutdoor");
        const double before = latest()->facilityPowerW;
        outdoor->setValue(outdoor->value() + 10.0);
        QTRY_COMPARE(latest()->conditions.outdoorC, site_->info.outdoorC + 10.0);
        QVERIFY(latest()->facilityPowerW > before);
        QVERIFY(
            window_->keyFigures()->change("facility").isEmpty()); // another question, no change of the site
        QCOMPARE(window_->document()->committedSite().get(), site_.get());
        QVERIFY(!window_->project()->isModified());
        window_->setOutages(Outages{}.with(firstChiller(), true));
        window_->findChild<ScenarioBar*>()->saveAs("Hot, one chiller");
        QVERIFY(window_->project()->isModified());
        QVERIFY(!window_->document()->undoStack()->canUndo());
        auto* choice = window_->findChild<QComboBox*>("scenario");
        QCOMPARE(choice->currentText(), QStringLiteral("Hot, one chiller"));

        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("kept.hallwright").toStdString();
        window_->project()->save(file);
        QVERIFY(!window_->project()->isModified());
        const SiteImagePtr image = loadSiteImage(file);
        QCOMPARE(image->scenarios.size(), std::size_t{1});
        QVERIFY(image->scenarios.front() == window_->results().scenario());
        QVERIFY(*image->site == *site_);

        choose(choice, 0);
        QTRY_VERIFY(latest()->conditions == conditionsOf(*site_));
        QVERIFY(window_->outages().empty());
        choose(choice, 1);
        QTRY_VERIFY(latest()->conditions.outages.has(firstChiller()));
        QCOMPARE(latest()->conditions.outdoorC, site_->info.outdoorC + 10.0);
        auto* changed = window_->findChild<QLabel*>("scenarioChanged");
        QVERIFY(!changed->isVisible());
        window_->setOutages({});
        QCOMPARE(choice->currentText(), QStringLiteral("Hot, one chiller"));
        QVERIFY(changed->isVisible());
        QVERIFY(changed->toolTip().contains("Hot, one chiller"));
        choose(choice, 1); // again, as it is kept
        QVERIFY(!changed->isVisible());
        window_->setOutages({});
        window_->project()->open(image->site, file, image);
        QCOMPARE(choice->currentText(), QStringLiteral("Design day"));
        QCOMPARE(choice->count(), 2);
    }

private:
    SnapshotPtr latest() const { return window_->session()->latest(); }

    void useFields(bool fields)
    {
        Scenario scenario;
        scenario.inletBasis = fields ? InletBasis::Field : InletBasis::Estimate;
        window_->setScenario(scenario);
        QTRY_VERIFY_WITH_TIMEOUT(window_->results().areComplete(), patienceMs);
    }

    // As a click into the list does.
    static void choose(QComboBox* combo, int index)
    {
        combo->setCurrentIndex(index);
        emit combo->activated(index);
    }

    void wait()
    {
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(*window_), patienceMs);
        QVERIFY(window_->results().areComplete());
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<ScenarioTest>(argc, argv);
}

#include "tst_scenario.moc"
