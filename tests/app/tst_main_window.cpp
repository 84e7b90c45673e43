// The window as a person uses it: open, look, drag a rack, undo, edit, save.
#include "app/gui/diagram_docks.h"
#include "app/gui/main_window.h"
#include "app/gui/what_if_bar.h"
#include "core/layout/placement.h"
#include "core/model/edits.h"
#include "tests/support/campus.h"
#include "views/panels/equipment_page.h"
#include "views/panels/explanation_card.h"
#include "views/panels/inspector_panel.h"
#include "views/panels/key_figures_bar.h"
#include "views/panels/quantity_field.h"
#include "views/scene/scene_view.h"
#include "views/shared/format.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace hallwright;
using namespace hallwright::app;

namespace {

// The figures on screen while a drag is under way.
struct DragView {
    QString hall;
    QString rack;
    QString pue;
    QString facility;
};

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        qputenv("XDG_STATE_HOME", QByteArray(state_.path().toUtf8()));
    }

    void init()
    {
        window_ = std::make_unique<MainWindow>();
        window_->resize(1500, 900);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        site_ = test::smallCampus();
        window_->document()->open(site_, {});
        scene().setAnimated(false);
        waitForSnapshot();
    }

    void cleanup()
    {
        if (!window_)
            return;
        window_->setOutages({});
        while (window_->document()->undoStack()->canUndo())
            window_->document()->undoStack()->undo();
        window_.reset();
    }

    void openingShowsTheKeyFigures()
    {
        const Snapshot& snapshot = *window_->session()->latest();
        QVERIFY(snapshot.pue > 1.0);
        QVERIFY(window_->keyFigures()->value("pue").startsWith(QString::number(snapshot.pue, 'f', 3)));
        QVERIFY(window_->keyFigures()->value("it").endsWith("W"));
        QVERIFY(window_->keyFigures()->change("pue").isEmpty());
    }

    void draggingARack_data()
    {
        QTest::addColumn<scene::ViewPreset>("preset");
        QTest::newRow("in 3D") << scene::ViewPreset::Hall;
        QTest::newRow("top-down") << scene::ViewPreset::TopDown;
    }

    void draggingARack()
    {
        QFETCH(scene::ViewPreset, preset);
        const Rack rack = rackToDrag();
        lookAt(rack.id, preset);
        const SnapshotPtr before = window_->session()->latest();

        press(rack.id);
        const DragView during = moveUntilShown(rack.id);
        QVERIFY(window_->document()->isPreviewing());
        QVERIFY2(!during.rack.isEmpty(), "the rack's inlet temperature shows no change during the drag");
        QVERIFY2(!during.hall.isEmpty(), "the hall's figures show no change during the drag");
        QVERIFY2(!during.pue.isEmpty(), "the campus PUE shows no change during the drag");
        const SnapshotPtr dragged = window_->session()->latest();
        const HallId hall = site_->hallOf(rack.id).id;
        QVERIFY(dragged->hallResult(hall)->meanInletC != before->hallResult(hall)->meanInletC);
        QVERIFY(dragged->pue != before->pue);
        QVERIFY(*window_->document()->committedSite() == *site_);

        QTest::mouseRelease(scene().window3d(), Qt::LeftButton, {}, at_);
        QVERIFY(!window_->document()->isPreviewing());
        const SitePtr after = window_->document()->committedSite();
        QVERIFY(!(after->rack(rack.id).pose == rack.pose));
        QVERIFY(!obstruction(*after, after->hallOf(rack.id), after->rack(rack.id)));

        window_->document()->undoStack()->undo();
        QVERIFY(*window_->document()->committedSite() == *site_);
        QCOMPARE(window_->document()->committedSite().get(), site_.get());
        waitForSnapshot();
        QCOMPARE(window_->session()->latest()->pue, before->pue);
    }

    void escapeRevertsADrag()
    {
        const Rack rack = rackToDrag();
        lookAt(rack.id, scene::ViewPreset::TopDown);
        press(rack.id);
        moveUntilShown(rack.id);
        QVERIFY(window_->document()->isPreviewing());
        QTest::keyClick(scene().window3d(), Qt::Key_Escape);
        QVERIFY(!window_->document()->isPreviewing());
        QCOMPARE(window_->document()->shownSite().get(), site_.get());
        QTest::mouseRelease(scene().window3d(), Qt::LeftButton, {}, at_);
        QCOMPARE(window_->document()->undoStack()->count(), 0);
    }

    void aClickSelectsAndTheInspectorEdits()
    {
        const Rack rack = rackToDrag();
        lookAt(rack.id, scene::ViewPreset::TopDown);
        QTest::mouseClick(scene().window3d(), Qt::LeftButton, {}, scene().positionOfRack(rack.id));
        QTRY_VERIFY(window_->selection()->rack() == rack.id);
        auto* power = window_->findChild<panels::QuantityField*>("rackPower");
        QVERIFY(power);
        power->setValue(7.5);
        QCOMPARE(window_->document()->committedSite()->rack(rack.id).powerW, 7500.0);
        window_->document()->undoStack()->undo();
        QVERIFY(*window_->document()->committedSite() == *site_);
    }

    void aPositionInsideAnotherRackIsRefused()
    {
        const Hall& hall = *site_->buildings.front()->halls.front();
        const Rack& rack = hall.racks.front();
        const Rack& other = hall.racks[1];
        window_->selection()->selectRack(*site_, rack.id);
        auto* x = window_->findChild<panels::QuantityField*>("rackX");
        auto* y = window_->findChild<panels::QuantityField*>("rackY");
        x->setValue(other.pose.x);
        y->setValue(other.pose.y);
        const SitePtr& now = window_->document()->committedSite();
        QVERIFY(!obstruction(*now, now->hall(hall.id), now->rack(rack.id)));
    }

    void aBuildingKeepsWorkingAfterClosingAndReopening()
    {
        window_->document()->close();
        QCOMPARE(window_->keyFigures()->value("pue"), QStringLiteral("–"));
        window_->document()->open(site_, {});
        waitForSnapshot();
        QVERIFY(window_->keyFigures()->value("pue") != QStringLiteral("–"));
    }

    void aValueHalfTypedBelongsToTheRackItWasTypedFor()
    {
        const auto& racks = site_->buildings.front()->halls.front()->racks;
        window_->selection()->selectRack(*site_, racks[0].id);
        typeInto("rackPower", "7.5");
        window_->selection()->selectRack(*site_, racks[1].id);
        const SitePtr& now = window_->document()->committedSite();
        QCOMPARE(now->rack(racks[0].id).powerW, 7500.0);
        QCOMPARE(now->rack(racks[1].id).powerW, racks[1].powerW);
    }

    void savingCompletesWhatIsHalfTyped()
    {
        const std::filesystem::path file = state_.filePath("typed.hallwright").toStdString();
        window_->document()->save(file);
        const RackId rack = rackToDrag().id;
        window_->selection()->selectRack(*site_, rack);
        typeInto("rackPower", "8.5");
        trigger("&Save");
        QCOMPARE(loadSite(file)->rack(rack).powerW, 8500.0);
    }

    void aWindowMayGoWhileAValueIsHalfTyped()
    {
        window_->selection()->selectRack(*site_, rackToDrag().id);
        typeInto("rackPower", "9.5");
        window_
            .reset(); // the field tells its entry while the window and its document go: that must reach nobody
    }

    void whatADialogCoveredIsDrawnAgain()
    {
        scene().grabImage();
        QWidget cover(nullptr, Qt::FramelessWindowHint);
        cover.setStyleSheet("background: #ff0000");
        cover.setGeometry(QRect(scene().mapToGlobal(QPoint(60, 60)), QSize(150, 150)));
        cover.show();
        QVERIFY(QTest::qWaitForWindowExposed(&cover));
        const QPoint middle = scene().mapToGlobal(QPoint(135, 135));
        const auto onScreen = [&] {
            return window_->screen()->grabWindow(0, middle.x(), middle.y(), 1, 1).toImage().pixel(0, 0);
        };
        QTRY_COMPARE(onScreen(), qRgb(255, 0, 0));
        cover.hide();
        QTRY_VERIFY(onScreen() != qRgb(255, 0, 0));
    }

    void scrollingOverAFieldDoesNotEditIt()
    {
        window_->selection()->selectRack(*site_, rackToDrag().id);
        auto* power = window_->findChild<panels::QuantityField*>("rackPower");
        power->clearFocus();
        const QPointF middle(power->rect().center());
        QWheelEvent turn(middle, power->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QApplication::sendEvent(power, &turn);
        QVERIFY(!window_->document()->isModified());
    }

    void anUndoDuringADragIsNotUndoneByTheDrag()
    {
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(site_, rack.id, 1e3 * 5.0), "Set power");
        lookAt(rack.id, scene::ViewPreset::TopDown);
        press(rack.id);
        moveUntilShown(rack.id);
        window_->document()->undoStack()->undo();
        for (int i = 0; i < 5; ++i) {
            at_ += QPoint(6, -6);
            QTest::mouseMove(scene().window3d(), at_);
            QTest::qWait(20);
        }
        QTest::mouseRelease(scene().window3d(), Qt::LeftButton, {}, at_);
        QCOMPARE(window_->document()->committedSite().get(), site_.get());
        QVERIFY(window_->document()->undoStack()->canRedo());
    }

    void aRemovedRackLeavesNothingSelectedAndComesBack()
    {
        const Rack rack = rackToDrag();
        window_->selection()->selectRack(*site_, rack.id);
        trigger("&Remove rack");
        QVERIFY(!window_->document()->committedSite()->findRack(rack.id));
        QVERIFY(!window_->selection()->rack().valid());
        waitForSnapshot();
        window_->document()->undoStack()->undo();
        QCOMPARE(window_->document()->committedSite().get(), site_.get());
        waitForSnapshot();
    }

    void aDuplicateStandsFreeAndIsSelected()
    {
        const Rack rack = rackToDrag();
        window_->selection()->selectRack(*site_, rack.id);
        trigger("&Duplicate rack");
        const SitePtr& now = window_->document()->committedSite();
        QCOMPARE(now->rackCount(), site_->rackCount() + 1);
        const RackId copy = window_->selection()->rack();
        QVERIFY(copy != rack.id);
        QVERIFY(!obstruction(*now, now->hallOf(copy), now->rack(copy)));
    }

    void theAirTakesTheHeatmapsPlaceUntilItIsWantedBack()
    {
        auto* heatmap = window_->findChild<QAction*>(QStringLiteral("pane2"));
        auto* air = window_->findChild<QAction*>(QStringLiteral("pane3"));
        window_->selection()->selectHall(site_->buildings.front()->halls.front()->id);
        QVERIFY(heatmap->isChecked() && window_->workspace()->heatmapView()->isVisible());
        air->setChecked(true);
        QVERIFY(!heatmap->isChecked() && !window_->workspace()->heatmapView()->isVisible());
        QVERIFY(window_->workspace()->airPane()->isVisible());
        heatmap->setChecked(true);
        QVERIFY(window_->workspace()->heatmapView()->isVisible());
        QVERIFY(air->isChecked() && window_->workspace()->airPane()->isVisible());
        air->setChecked(false);
        QVERIFY(heatmap->isChecked());
    }

    void theWorstRackIsOneClickAway()
    {
        const RackId worst = window_->session()->latest()->hottestRack;
        auto* value = window_->findChild<QLabel*>("worstValue");
        QTest::mouseClick(value->parentWidget(), Qt::LeftButton);
        QCOMPARE(window_->selection()->rack(), worst);
    }

    void everyFigureOnScreenHasItsUnitInIpToo()
    {
        trigger("IP &units (°F, ft, CFM, lb)");
        window_->selection()->selectHall(site_->buildings.front()->halls.front()->id);
        waitForSnapshot();
        QVERIFY(window_->keyFigures()->value("worst").endsWith("°F"));
        QVERIFY(window_->keyFigures()->value("hall").contains("°F"));
        QVERIFY(!window_->keyFigures()->value("hall").contains("°C"));
        trigger("IP &units (°F, ft, CFM, lb)");
        QVERIFY(window_->keyFigures()->value("worst").endsWith("°C"));
    }

    void warmerOutdoorAirShowsAtOnce()
    {
        window_->selection()->selectHall({});
        auto* outdoor = window_->findChild<panels::QuantityField*>("outdoor");
        QVERIFY(outdoor);
        const double before = window_->session()->latest()->facilityPowerW;
        outdoor->setValue(outdoor->value() + 5.0);
        waitForSnapshot();
        QVERIFY(window_->session()->latest()->facilityPowerW > before);
        QVERIFY(window_->keyFigures()->change("facility").startsWith('+'));
    }

    void aWhatIfComesAndGoesAndLeavesTheSiteAlone()
    {
        const SnapshotPtr before = window_->session()->latest();
        const EquipmentRef chiller = firstChiller();
        window_->selection()->selectEquipment(*site_, chiller);
        auto* service = window_->findChild<QPushButton*>("service");
        QVERIFY(service && service->isVisible());
        QVERIFY(!window_->whatIfBar()->isVisible());

        QTest::mouseClick(service, Qt::LeftButton);
        QTRY_VERIFY(window_->session()->latest()->conditions.outages.has(chiller));
        QVERIFY(window_->whatIfBar()->isVisible());
        QTRY_VERIFY(window_->whatIfBar()->consequences().contains("facility"));
        const SnapshotPtr during = window_->session()->latest();
        QVERIFY(during->facilityPowerW != before->facilityPowerW);
        QVERIFY(!window_->keyFigures()->change("facility").isEmpty());
        QCOMPARE(window_->document()->committedSite().get(), site_.get());
        QVERIFY(!window_->document()->isModified());
        QVERIFY(!window_->document()->undoStack()->canUndo());

        QTest::mouseClick(window_->findChild<QToolButton*>("restoreAll"), Qt::LeftButton);
        QTRY_VERIFY(window_->session()->latest()->conditions.outages.empty());
        QVERIFY(!window_->whatIfBar()->isVisible());
        QCOMPARE(window_->session()->latest()->site.get(), site_.get());
        QCOMPARE(window_->session()->latest()->facilityPowerW, before->facilityPowerW);
        QVERIFY(window_->keyFigures()->change("facility").isEmpty());
    }

    void eachChipRestoresItsEquipment()
    {
        const EquipmentRef chiller = firstChiller();
        const EquipmentRef node{EquipmentKind::PowerNode, site_->power->nodes.back().id.value};
        window_->setOutages(Outages{}.with(chiller, true).with(node, true));
        const QString name = panels::equipmentSheet(*site_, nullptr, chiller).title;
        QToolButton* chip = nullptr;
        for (auto* button : window_->whatIfBar()->findChildren<QToolButton*>()) {
            if (button->text().startsWith(name))
                chip = button;
        }
        QVERIFY(chip);
        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(!window_->outages().has(chiller));
        QVERIFY(window_->outages().has(node));
        QTRY_VERIFY(window_->session()->latest()->conditions.outages == window_->outages());
    }

    void allPowerLostIsToldInRacksAndWatts()
    {
        Outages all;
        for (const PowerNode& node : site_->power->nodes)
            all = all.with({EquipmentKind::PowerNode, node.id.value}, true);
        window_->setOutages(all);
        QTRY_VERIFY(window_->whatIfBar()->consequences().contains("without power"));
        QVERIFY(window_->whatIfBar()->consequences().startsWith(
            style::formatPower(evaluate(site_, conditionsOf(*site_))->itPowerW)));
    }

    void racksOfALostCduAreWithoutCoolant()
    {
        const Hall& hall = *site_->buildings.back()->halls.front();
        const CduId cdu = hall.cdus.front().id;
        const auto racks = std::count_if(hall.racks.begin(), hall.racks.end(),
                                         [cdu](const Rack& rack) { return rack.cdu == cdu; });
        window_->setOutages(Outages{}.with({EquipmentKind::Cdu, cdu.value}, true));
        const QString expected = QStringLiteral("%1 racks without coolant").arg(racks);
        QTRY_VERIFY2(window_->whatIfBar()->consequences().contains(expected),
                     qPrintable(window_->whatIfBar()->consequences()));
    }

    void editsAndUndoWorkWithinAWhatIf()
    {
        const RackId rack = rackToDrag().id;
        const EquipmentRef chiller = firstChiller();
        window_->setOutages(Outages{}.with(chiller, true));
        window_->document()->commit(withRackPower(site_, rack, 1e3 * 5.0), "Set power");
        waitForSnapshot();
        QVERIFY(window_->session()->latest()->conditions.outages.has(chiller));
        // Counted from the edited version with all in service: the rack's new power is no part of it.
        QTRY_VERIFY(window_->keyFigures()->change("it").isEmpty());
        window_->document()->undoStack()->undo();
        waitForSnapshot();
        QCOMPARE(window_->document()->committedSite().get(), site_.get());
        QVERIFY(window_->session()->latest()->conditions.outages.has(chiller));
    }

    void anotherSiteBeginsWithAllInService()
    {
        window_->setOutages(Outages{}.with(firstChiller(), true));
        window_->document()->open(test::smallCampus(), {});
        waitForSnapshot();
        QVERIFY(window_->outages().empty());
        QVERIFY(window_->session()->latest()->conditions.outages.empty());
        QVERIFY(!window_->whatIfBar()->isVisible());
    }

    void aFigureExplainsItself_data()
    {
        QTest::addColumn<QString>("card");
        QTest::addColumn<QString>("key");
        QTest::newRow("PUE") << "pueValue"
                             << "pue";
        QTest::newRow("facility") << "facilityValue"
                                  << "facility_power_w";
        QTest::newRow("IT") << "itValue"
                            << "it_power_w";
    }

    void aFigureExplainsItself()
    {
        QFETCH(QString, card);
        QFETCH(QString, key);
        QTest::mouseClick(window_->findChild<QLabel*>(card)->parentWidget(), Qt::LeftButton);
        auto* explanation = window_->findChild<panels::ExplanationCard*>();
        QTRY_VERIFY(explanation->isVisible());
        QCOMPARE(explanation->key(), key);
        const auto expected = explain(*window_->session()->latest(), key.toStdString());
        QCOMPARE(explanation->findChild<QLabel*>("explainedValue")->text(),
                 panels::explainedValue(expected->value, expected->unit));
        explanation->hide();
    }

    void figuresOfTheInspectorExplainThemselvesToo()
    {
        window_->selection()->selectHall(site_->buildings.front()->halls.front()->id);
        QLabel* figure = nullptr;
        for (auto* label : window_->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains("/partial_pue\""))
                figure = label;
        }
        QVERIFY(figure);
        emit figure->linkActivated(figure->text().section('"', 1, 1));
        auto* explanation = window_->findChild<panels::ExplanationCard*>();
        QTRY_VERIFY(explanation->isVisible());
        QVERIFY(explanation->key().endsWith("/partial_pue"));
        explanation->hide();
    }

    void aClickInADiagramSelectsForAllViews()
    {
        QDockWidget* dock = window_->diagrams()->powerDock();
        QVERIFY(!dock->isVisible());
        dock->toggleViewAction()->trigger();
        QTRY_VERIFY(dock->isVisible());
        diagrams::DiagramView* view = window_->diagrams()->powerPanel()->view();
        const EquipmentRef utility{EquipmentKind::PowerNode, site_->power->nodes.front().id.value};
        const auto at = [&] { return view->viewPosition({diagrams::ElementKind::PowerNode, utility.id}); };
        QTRY_VERIFY(at());
        QTest::qWait(50);
        QTest::mouseClick(view, Qt::LeftButton, {}, at()->toPoint());
        QVERIFY(window_->selection()->equipment() == utility);
        QVERIFY(scene().selectedEquipment() == utility);
        auto* page = window_->findChild<panels::EquipmentPage*>();
        QTRY_VERIFY(page->isVisible());
        QCOMPARE(page->findChild<QLabel*>("inspectorTitle")->text(),
                 QString::fromStdString(site_->power->nodes.front().name));
    }

    void theLoopDiagramFollowsTheSelection()
    {
        window_->diagrams()->loopDock()->toggleViewAction()->trigger();
        QTRY_VERIFY(window_->diagrams()->loopPanel()->isVisible());
        diagrams::DiagramView* view = window_->diagrams()->loopPanel()->view();
        const PlantUnit& last = site_->cooling->plant.back();
        window_->selection()->selectEquipment(*site_, {EquipmentKind::PlantUnit, last.id.value});
        QCOMPARE(view->loop(), last.loop);
        QVERIFY(view->viewPosition({diagrams::ElementKind::PlantUnit, last.id.value}));
    }

    void anAirHandlerIsSelectedWithItsHall()
    {
        const Hall& hall = *site_->buildings.back()->halls.front();
        const EquipmentRef handler{EquipmentKind::AirHandler, hall.airHandlers.front().id.value};
        window_->selection()->selectEquipment(*site_, handler);
        QCOMPARE(window_->selection()->hall(), hall.id);
        QVERIFY(!window_->selection()->rack().valid());
        window_->selection()->selectRack(*site_, hall.racks.front().id);
        QVERIFY(!window_->selection()->equipment().valid());
        window_->selection()->selectEquipment(*site_, {EquipmentKind::AirHandler, 999999});
        QVERIFY(!window_->selection()->equipment().valid());
    }

    void theStatusBarTellsEveryBalance()
    {
        const QString balances = window_->findChild<QLabel*>("balances")->text();
        for (const char* word : {"energy", "mass", "power"})
            QVERIFY2(balances.contains(word), qPrintable(balances));
        QVERIFY(!window_->findChild<QLabel*>("unsettled")->isVisible());
    }

private:
    EquipmentRef firstChiller() const
    {
        return {EquipmentKind::PlantUnit, site_->cooling->plant.front().id.value};
    }

    scene::SceneView& scene() { return *window_->workspace()->sceneView(); }

    void trigger(const QString& menuEntry)
    {
        for (QAction* action : window_->findChildren<QAction*>()) {
            if (action->text() == menuEntry) {
                QVERIFY(action->isEnabled());
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable("no menu entry " + menuEntry));
    }

    // Types without completing the entry: no Enter, the focus stays.
    void typeInto(const char* field, const QString& text)
    {
        auto* box = window_->findChild<panels::QuantityField*>(field);
        QVERIFY(box);
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, text);
    }

    void waitForSnapshot()
    {
        QTRY_VERIFY(window_->session()->latest() &&
                    window_->session()->latest()->site == window_->document()->shownSite());
    }

    // A rack at the end of a row: it has somewhere to go.
    Rack rackToDrag() const { return site_->buildings.front()->halls.front()->racks.front(); }

    void lookAt(RackId rack, scene::ViewPreset preset)
    {
        window_->selection()->selectHall(site_->hallOf(rack).id);
        scene().showPreset(preset);
        scene().grabImage();
    }

    void press(RackId rack)
    {
        at_ = scene().positionOfRack(rack);
        QVERIFY(scene().rect().contains(at_));
        QTest::mousePress(scene().window3d(), Qt::LeftButton, {}, at_);
    }

    // Moves the hand away from the row until the rack has followed and been evaluated; then reads the screen.
    DragView moveUntilShown(RackId rack)
    {
        const Pose start = site_->rack(rack).pose;
        for (int i = 0; i < 40; ++i) {
            at_ += QPoint(6, -6);
            QTest::mouseMove(scene().window3d(), at_);
            QTest::qWait(20);
            const SitePtr& shown = window_->document()->shownSite();
            const Pose now = shown->rack(rack).pose;
            if (std::hypot(now.x - start.x, now.y - start.y) > 1.0 && i >= 12)
                break;
        }
        waitForSnapshot();
        QTest::qWait(50);
        panels::KeyFiguresBar* figures = window_->keyFigures();
        return {figures->change("hall"), figures->change("rack"), figures->change("pue"),
                figures->change("facility")};
    }

    QTemporaryDir state_;
    std::unique_ptr<MainWindow> window_;
    SitePtr site_;
    QPoint at_;
};

int main(int argc, char* argv[])
{
    scene::prepareGraphics();
    QApplication application(argc, argv);
    QApplication::setOrganizationName("hallwright");
    QApplication::setApplicationName("hallwright-test");
    MainWindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_main_window.moc"
