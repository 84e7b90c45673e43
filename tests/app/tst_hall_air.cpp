// The air of the chosen hall in the 3D scene: chosen, followed, and gone with its hall.
#include "app/gui/air_strip.h"
#include "app/gui/main_window.h"
#include "core/exchange/field_image.h"
#include "core/model/edits.h"
#include "core/simulation/inlet_uncertainty.h"
#include "tests/app/window_idle.h"
#include "tests/support/campus.h"
#include "views/shared/format.h"
#include "views/shared/legend_bar.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr int patienceMs = 30'000; // a field takes a fraction of a second; a sanitizer many times that
constexpr int floorHeatmap = 0;    // in the choice of what the hall shows
constexpr int airTemperature = 1;
constexpr int ashraeBands = 2;

} // namespace

class HallAirTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup()
    {
        style::setUnitSystem(style::UnitSystem::Si);
        window_.reset();
    }

    void movedRacksComeFirstAndThenTheNearest();
    void nobodyWantsAFieldUnasked();
    void choosingAQuantityShowsItInTheScene();
    void paneAndSceneHaveTheSameOptions();
    void theAirFollowsAMove();
    void leavingTheHallRemovesItsAir();
    void withoutAFieldTheFloorHeatmapStays();
    void theFieldIsSolvedOnceForPaneAndScene();
    void thePaneSaysHowFarItsFieldIsFromCfd();
    void whoWantsTheFlowSeesItSettle();
    void picturesAreOfWhatTheScenarioRestsOn();
    void legendsHaveTheirTitlesInASmallWindow();
    void theFieldIsSavedAsTheCommandLineDoes();

private:
    void choose(int index);
    QString caption() { return window_->findChild<QLabel*>(QStringLiteral("airCaption"))->text(); }
    HallAirLayers& layers() { return *window_->workspace()->airLayers(); }
    HallAir& air() { return *window_->workspace()->hallAir(); }
    const Hall& hall() const { return *site_->buildings[0]->halls[0]; }
    QImage shown() { return layers().layers().slices.empty() ? QImage() : layers().layers().slices[0].image; }

    SitePtr site_;
    std::unique_ptr<MainWindow> window_;
};

void HallAirTest::init()
{
    site_ = test::smallCampus();
    window_ = std::make_unique<MainWindow>();
    window_->resize(1400, 900);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    window_->project()->open(site_, {});
    QTRY_VERIFY_WITH_TIMEOUT(window_->session()->latest(), patienceMs);
    window_->workspace()->sceneView()->setAnimated(false);
    window_->selection()->selectHall(hall().id);
    window_->workspace()->sceneView()->showPreset(scene::ViewPreset::TopDown);
}

// As a hand does it.
void HallAirTest::choose(int index)
{
    auto* choice = window_->findChild<QComboBox*>(QStringLiteral("airChoice"));
    QVERIFY(choice && choice->isVisible());
    choice->setCurrentIndex(index);
    emit choice->activated(index);
}

void HallAirTest::movedRacksComeFirstAndThenTheNearest()
{
    const Hall& before = hall();
    Hall now = before;
    QVERIFY(movedRacksFirst(before, now).empty());
    now.racks[5].pose.x += 0.6;
    const std::vector<std::size_t> order = movedRacksFirst(before, now);
    QCOMPARE(order.size(), now.racks.size());
    QCOMPARE(order.front(), std::size_t{5});
    const auto distance = [&](std::size_t i) {
        const auto to = [&](const Pose& p) {
            return std::hypot(now.racks[i].pose.x - p.x, now.racks[i].pose.y - p.y);
        };
        return std::min(to(before.racks[5].pose), to(now.racks[5].pose));
    };
    for (std::size_t i = 2; i < order.size(); ++i)
        QVERIFY(distance(order[i - 1]) <= distance(order[i]));
    std::vector<std::size_t> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); ++i)
        QCOMPARE(sorted[i], i); // each once
}

void HallAirTest::nobodyWantsAFieldUnasked()
{
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*window_), patienceMs);
    QVERIFY(!air().field());
    QVERIFY(layers().layers().empty());
    QVERIFY(caption().isEmpty());
}

void HallAirTest::choosingAQuantityShowsItInTheScene()
{
    scene::SceneView* view = window_->workspace()->sceneView();
    const QImage before = view->grabImage();
    choose(airTemperature);
    QTRY_VERIFY_WITH_TIMEOUT(layers().isReady(), patienceMs);
    QCOMPARE(layers().layers().slices.size(), std::size_t{1});
    QCOMPARE(layers().layers().slices[0].atM, 1.5);
    QVERIFY(caption().contains(QStringLiteral("1.50\u00a0m")));
    QVERIFY(layers().legend() && layers().legend()->map);
    QCOMPARE(layers().legend()->unit, QStringLiteral("°C"));
    const QImage aired = view->grabImage();
    QVERIFY(aired != before);
    QTRY_VERIFY_WITH_TIMEOUT(caption().contains(QStringLiteral("field of this layout")), patienceMs);
    choose(ashraeBands);
    QTRY_VERIFY_WITH_TIMEOUT(layers().legend() && layers().legend()->entries.size() == 9, patienceMs);
    QVERIFY(view->grabImage() != aired);
    choose(floorHeatmap);
    QVERIFY(layers().layers().empty() && caption().isEmpty());
    QVERIFY(!layers().legend());
}

void HallAirTest::paneAndSceneHaveTheSameOptions()
{
    choose(airTemperature);
    QTRY_VERIFY_WITH_TIMEOUT(layers().isReady(), patienceMs);
    auto* height = window_->findChild<QDoubleSpinBox*>(QStringLiteral("airHeight"));
    height->setValue(2.0);
    QTRY_COMPARE_WITH_TIMEOUT(layers().layers().slices[0].atM, 2.0, patienceMs);
    QCOMPARE(window_->workspace()->airPane()->view()->options().planM, 2.0);
    fields::FieldOptions options = air().options();
    options.planM = 0.5;
    options.streamlines = fields::StreamlinesFrom::Supplies;
    options.isosurface = true;
    options.isosurfaceC = 25.0;
    options.longSection = true;
    emit window_->workspace()->airPane()->view()->optionsChanged(options); // by its keys
    QCOMPARE(height->value(), 0.5);
    QTRY_VERIFY_WITH_TIMEOUT(layers().layers().lines && layers().layers().surface, patienceMs);
    QVERIFY(!layers().layers().lines->empty());
    QCOMPARE(layers().layers().slices.size(), std::size_t{2});
}

void HallAirTest::theAirFollowsAMove()
{
    choose(airTemperature);
    QTRY_VERIFY_WITH_TIMEOUT(layers().isReady(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(caption().contains(QStringLiteral("field of this layout")), patienceMs);
    const QImage before = shown();
    const Rack& rack = hall().racks[5];
    bool estimated = false;
    connect(&layers(), &HallAirLayers::changed, this,
            [&] { estimated = estimated || layers().caption().contains(QStringLiteral("estimate")); });
    window_->document()->preview(
        withRackPose(site_, rack.id, {rack.pose.x, rack.pose.y + 0.3, rack.pose.yawDeg}));
    QTRY_VERIFY_WITH_TIMEOUT(!shown().isNull() && shown() != before, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(caption().contains(QStringLiteral("field of this layout")), patienceMs);
    QVERIFY(estimated);
    layers().disconnect(this);
}

void HallAirTest::leavingTheHallRemovesItsAir()
{
    choose(airTemperature);
    QTRY_VERIFY_WITH_TIMEOUT(layers().isReady(), patienceMs);
    window_->findChild<QDoubleSpinBox*>(QStringLiteral("airHeight"))->setValue(2.0);
    QVERIFY(!layers().isIdle()); // as the hall is left
    window_->selection()->selectHall({});
    QVERIFY(layers().layers().empty());
    QVERIFY(!air().field());
    QVERIFY(!window_->findChild<AirStrip*>()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*window_), patienceMs);
    QVERIFY(layers().layers().empty());
    // Another hall shows its own.
    window_->selection()->selectHall(site_->buildings[1]->halls[0]->id);
    QTRY_VERIFY_WITH_TIMEOUT(layers().isReady(), patienceMs);
    window_->project()->close();
    QVERIFY(layers().layers().empty());
}

void HallAirTest::withoutAFieldTheFloorHeatmapStays()
{
    // All air handlers of the hall out of service: no supply, no field.
    Outages outages;
    for (const AirHandler& unit : hall().airHandlers)
        outages = outages.with({ObjectKind::AirHandler, unit.id.value}, true);
    scene::SceneView* view = window_->workspace()->sceneView();
    window_->setOutages(outages);
    QTRY_VERIFY_WITH_TIMEOUT(!window_->session()->latest()->conditions.outages.empty(), patienceMs);
    choose(airTemperature);
    QVERIFY(caption().contains(QStringLiteral("being solved")));
    QTRY_VERIFY_WITH_TIMEOUT(air().field(), patienceMs);
    QVERIFY(!air().field()->report().usable());
    QVERIFY(!layers().isReady());
    QVERIFY(caption().startsWith(QStringLiteral("Floor heatmap: ")));
    QVERIFY(caption().contains(QString::fromStdString(air().field()->report().problems[0].sentence)));
    QVERIFY(!layers().legend());
    const QImage heatmap = view->grabImage();
    window_->workspace()->setFloorHeatmap(false);
    QVERIFY(view->grabImage() != heatmap);
}

void HallAirTest::theFieldIsSolvedOnceForPaneAndScene()
{
    QSignalSpy solved(air().session(), &FieldSession::fieldReady);
    QSignalSpy matrices(&air(), &HallAir::matrixFound);
    choose(airTemperature);
    QTRY_VERIFY_WITH_TIMEOUT(layers().isReady(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*window_), patienceMs);
    QCOMPARE(matrices.count(), 1);
    const auto count = solved.count();
    window_->workspace()->setPaneVisible(Pane::Air, true);
    QTRY_VERIFY_WITH_TIMEOUT(window_->workspace()->airPane()->view()->sentence().isEmpty(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*window_), patienceMs);
    QCOMPARE(solved.count(), count);
}

// The same figure as behind the inlets in the inspector, in the reader's unit.
void HallAirTest::thePaneSaysHowFarItsFieldIsFromCfd()
{
    window_->findChild<QAction*>(QStringLiteral("pane3"))->setChecked(true);
    const fields::FieldView& view = *window_->workspace()->airPane()->view();
    const auto uncertainty =
        inletUncertaintyOf(*window_->session()->latest()->hallResult(hall().id), InletModel::Field);
    QVERIFY(uncertainty);
    for (const style::UnitSystem units : {style::UnitSystem::Ip, style::UnitSystem::Si}) {
        style::setUnitSystem(units);
        window_->workspace()->showOtherUnits();
        QVERIFY2(view.errorStatement().contains(style::formatUncertainty(uncertainty->rmsK)),
                 qPrintable(view.errorStatement()));
    }
}

void HallAirTest::whoWantsTheFlowSeesItSettle()
{
    window_->findChild<QAction*>(QStringLiteral("pane3"))->setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(air().field(), patienceMs);
    QVERIFY(!air().data()->flow);
    const fields::FieldView& view = *window_->workspace()->airPane()->view();
    QTRY_VERIFY(view.status().contains(QStringLiteral("Field of this layout")));
    fields::FieldOptions options = air().options();
    options.flow = true;
    air().setOptions(options);
    QTRY_VERIFY_WITH_TIMEOUT(air().data()->flow && air().data()->flow->finished, patienceMs);
    QTRY_VERIFY2(view.status().contains(QStringLiteral("Flow of this layout")), qPrintable(view.status()));
    QVERIFY(view.errorStatement().startsWith(QStringLiteral("Flow with momentum and buoyancy")));
    options.flow = false;
    air().setOptions(options);
    QTRY_VERIFY_WITH_TIMEOUT(!air().data()->flow, patienceMs);
}

void HallAirTest::picturesAreOfWhatTheScenarioRestsOn()
{
    Scenario scenario;
    scenario.inletBasis = InletBasis::Flow;
    window_->setScenario(scenario);
    QVERIFY(air().options().flow);
    QTRY_VERIFY_WITH_TIMEOUT(window_->results().areComplete(), 4 * patienceMs);
    const SnapshotPtr& snapshot = window_->results().shown();
    QCOMPARE(static_cast<int>(snapshot->hallResult(hall().id)->inletModel),
             static_cast<int>(InletModel::Flow));
    scenario.inletBasis = InletBasis::Field;
    window_->setScenario(scenario);
    QVERIFY(!air().options().flow);
    QTRY_VERIFY_WITH_TIMEOUT(window_->results().areComplete(), 4 * patienceMs);
    QCOMPARE(static_cast<int>(window_->results().shown()->hallResult(hall().id)->inletModel),
             static_cast<int>(InletModel::Field));
}

void HallAirTest::legendsHaveTheirTitlesInASmallWindow()
{
    window_->findChild<QAction*>(QStringLiteral("pane3"))->setChecked(true);
    window_->resize(1280, 800);
    const auto legends = window_->workspace()->findChildren<style::LegendBar*>();
    for (const style::LegendBar* legend : legends) {
        if (legend->isVisible())
            QTRY_COMPARE(legend->height(), legend->heightForWidth(legend->width()));
    }
}

void HallAirTest::theFieldIsSavedAsTheCommandLineDoes()
{
    auto* save = window_->findChild<QToolButton*>(QStringLiteral("saveField"));
    QVERIFY(!save->isEnabled());
    window_->findChild<QAction*>(QStringLiteral("pane3"))->setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(air().field(), patienceMs);
    QVERIFY(save->isEnabled());
    const SolvedAirPtr field = air().field();
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("air.vti"));
    QSignalSpy said(window_->files(), &FileActions::said);
    window_->files()->saveField(field, path);
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patienceMs);
    QVERIFY2(said[0][0].toString().contains(path), qPrintable(said[0][0].toString()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().toStdString(), vtiOf(imageOf(*field)));

    QString sentence;
    QTimer answer; // the window tells, and waits for it to be read
    connect(&answer, &QTimer::timeout, this, [&] {
        if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
            sentence = box->text();
            box->accept();
        }
    });
    answer.start(20);
    window_->files()->saveField(field, folder.filePath(QStringLiteral("no/such/air.vti")));
    QTRY_VERIFY_WITH_TIMEOUT(!sentence.isEmpty(), patienceMs);
    QVERIFY2(sentence.contains(QStringLiteral("no/such/air.vti")), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(QLatin1Char('.')), qPrintable(sentence));
    QCOMPARE(said.count(), 1);
}

int main(int argc, char* argv[])
{
    scene::prepareGraphics();
    QApplication app(argc, argv);
    HallAirTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hall_air.moc"
