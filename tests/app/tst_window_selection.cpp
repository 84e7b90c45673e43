// What is chosen in one view is chosen in all.
#include "app/gui/diagram_docks.h"
#include "tests/app/main_window_fixture.h"
#include "views/panels/equipment_page.h"
#include "views/panels/inspector_panel.h"

#include <QDockWidget>
#include <QLabel>

using namespace hallwright;
using namespace hallwright::app;

class WindowSelectionTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init() { open(); }
    void cleanup() { close(); }

    void aClickInADiagramSelectsForAllViews()
    {
        QDockWidget* dock = window_->diagrams()->powerDock();
        QVERIFY(!dock->isVisible());
        dock->toggleViewAction()->trigger();
        QTRY_VERIFY(dock->isVisible());
        diagrams::DiagramView* view = window_->diagrams()->powerPanel()->view();
        const ObjectRef utility{ObjectKind::PowerNode, site_->power->nodes.front().id.value};
        const auto at = [&] { return view->viewPosition({diagrams::ElementKind::PowerNode, utility.id}); };
        QTRY_VERIFY(at() && view->rect().contains(at()->toPoint()));
        QTest::mouseClick(view, Qt::LeftButton, {}, at()->toPoint());
        QVERIFY(window_->selection()->equipment() == utility);
        QVERIFY(scene().selection().primary() == utility);
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
        window_->selection()->select(*site_, {ObjectKind::PlantUnit, last.id.value});
        QCOMPARE(view->loop(), last.loop);
        QVERIFY(view->viewPosition({diagrams::ElementKind::PlantUnit, last.id.value}));
    }

    void anAirHandlerIsSelectedWithItsHall()
    {
        const Hall& hall = *site_->buildings.back()->halls.front();
        const ObjectRef handler{ObjectKind::AirHandler, hall.airHandlers.front().id.value};
        window_->selection()->select(*site_, handler);
        QCOMPARE(window_->selection()->hall(), hall.id);
        QVERIFY(!window_->selection()->rack().valid());
        window_->selection()->select(*site_, refTo(hall.racks.front().id));
        QVERIFY(!window_->selection()->equipment().valid());
        window_->selection()->select(*site_, {ObjectKind::AirHandler, 999999});
        QVERIFY(!window_->selection()->equipment().valid());
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
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowSelectionTest>(argc, argv);
}

#include "tst_window_selection.moc"
