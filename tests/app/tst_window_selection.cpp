// What is chosen in one view is chosen in all.
#include "app/gui/condition_dialog.h"
#include "app/gui/diagram_docks.h"
#include "core/layout/rows.h"
#include "core/model/object_names.h"
#include "tests/app/main_window_fixture.h"
#include "views/panels/equipment_page.h"
#include "views/panels/fields_panel.h"
#include "views/panels/inspector_panel.h"
#include "views/panels/site_tree_model.h"
#include "views/panels/site_tree_panel.h"
#include "views/plan/plan_view.h"

#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QStatusBar>
#include <QTimer>
#include <QToolTip>
#include <QTreeView>

using namespace hallwright;
using namespace hallwright::app;

class WindowSelectionTest : public MainWindowFixture
{
    Q_OBJECT

    QTreeView& tree()
    {
        return *window_->findChild<panels::SiteTreePanel*>()->findChild<QTreeView*>(
            QStringLiteral("siteTree"));
    }
    panels::SiteTreeModel& lines() { return *dynamic_cast<panels::SiteTreeModel*>(tree().model()); }

    void click(ObjectRef object, Qt::KeyboardModifiers modifiers = {})
    {
        const QModelIndex line = lines().indexOf(object);
        tree().scrollTo(line);
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, modifiers, tree().visualRect(line).center());
    }

    void dropOn(HallId hall)
    {
        const QModelIndexList dragged = tree().selectionModel()->selectedRows();
        const std::unique_ptr<QMimeData> data(lines().mimeData(dragged));
        lines().dropMimeData(data.get(), Qt::MoveAction, -1, -1, lines().indexOf(refTo(hall)));
        QCoreApplication::processEvents();
    }

    // With an empty hall above the first one, of the same size.
    SitePtr campusWithRoom() const
    {
        auto site = std::make_shared<Site>(*site_);
        Building building = *site->buildings.front();
        Hall room = *building.halls.front();
        room.id = {1000};
        room.name = "Spare";
        room.floorElevationM = building.heightM; // on the floor above
        building.heightM *= 2.0;
        room.rows.clear();
        room.racks.clear();
        room.airHandlers.clear();
        room.aisles.clear();
        room.columns.clear();
        room.doors.clear();
        building.halls.push_back(std::make_shared<Hall>(room));
        site->buildings.front() = std::make_shared<Building>(std::move(building));
        return site;
    }

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init() { open(); }
    void cleanup() { close(); }

    void aConditionSelectsInTheHallOrInTheWholeSite()
    {
        const Hall& hall = *site_->buildings.front()->halls.front();
        window_->selection()->selectHall(hall.id);
        bool wholeSite = false;
        QString words;
        window_->askForRacks = [&](ConditionDialog& dialog) {
            dialog.ask("power > 100 zebras", wholeSite);
            if (dialog.result() == QDialog::Accepted)
                return false; // it is to stay open
            dialog.ask("power > 1 W", wholeSite);
            words = dialog.words();
            return dialog.result() == QDialog::Accepted;
        };
        trigger("By &condition …");
        QCOMPARE(window_->selection()->set().racks().size(), hall.racks.size());
        QVERIFY2(words.contains(QString("%1 racks in 1 hall selected").arg(hall.racks.size())),
                 qPrintable(words));
        wholeSite = true;
        trigger("By &condition …");
        const std::vector<RackId> racks = window_->selection()->set().racks();
        QCOMPARE(racks.size(), site_->rackCount());
        QCOMPARE(window_->selection()->hall(), hall.id);   // its picture stays in front
        QCOMPARE(site_->hallOf(racks.back()).id, hall.id); // and the primary stands in it
        QVERIFY2(words.contains("racks in 2 halls selected"), qPrintable(words));
    }

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

    void whatIsChosenInTheTreeIsSelectedAndShown()
    {
        const Hall& hall = *site_->buildings.back()->halls.front();
        for (const ObjectRef object : {refTo(hall.airHandlers[0].id), refTo(hall.cdus[1].id),
                                       refTo(site_->power->nodes[3].id), refTo(hall.racks[2].id)}) {
            click(object);
            QVERIFY2(window_->selection()->set().objects == std::vector{object},
                     describe(*site_, object).c_str());
            QVERIFY(scene().selection().primary() == object);
        }
        auto* properties = window_->findChild<panels::FieldsPanel*>();
        click(refTo(hall.racks[4].id), Qt::ControlModifier);
        QCOMPARE(window_->selection()->set().objects.size(), std::size_t{2});
        QCOMPARE(window_->selection()->hall(), hall.id);
        click(refTo(site_->catalogue->rackTypes[0].id));
        QVERIFY(window_->findChild<panels::InspectorPanel*>()->showsPrimary());
        QVERIFY(properties->visibleRegion().isEmpty()); // the inspector has pages of all these
    }

    void aRackDraggedOntoAnotherHallStandsThere()
    {
        window_->project()->open(campusWithRoom(), {});
        waitForSnapshot();
        const SitePtr before = window_->document()->committedSite();
        const RackId rack = before->buildings.front()->halls.front()->racks[3].id;
        const HallId room = before->buildings.front()->halls.back()->id;
        click(refTo(rack));
        dropOn(room);
        const auto now = [&] { return window_->document()->committedSite()->hallOf(rack).id; };
        QCOMPARE(now(), room);
        QVERIFY(window_->selection()->set().objects == std::vector{refTo(rack)});
        QCOMPARE(window_->selection()->hall(), room);
        QVERIFY(lines().hallAt(lines().indexOf(refTo(rack))) == room);
        window_->document()->undoStack()->undo();
        QVERIFY(now() != room);
        QCOMPARE(window_->selection()->hall(), now());
        QVERIFY(*window_->document()->committedSite() == *before);
    }

    void aRowDraggedOntoAnotherHallTakesItsRacksAlong()
    {
        window_->project()->open(campusWithRoom(), {});
        waitForSnapshot();
        const SitePtr before = window_->document()->committedSite();
        const Hall& from = *before->buildings.front()->halls.front();
        const HallId room = before->buildings.front()->halls.back()->id;
        const std::size_t racks = racksByRow(from).front().size();
        QVERIFY(racks > 1);
        click(refTo(from.rows.front().id));
        dropOn(room);
        const Hall& there = window_->document()->committedSite()->hall(room);
        QVERIFY2(there.rows.size() == 1, qPrintable(window_->statusBar()->currentMessage()));
        QCOMPARE(there.racks.size(), racks);
        QCOMPARE(racksByRow(there).front().size(), racks); // still in it
        QCOMPARE(window_->document()->undoStack()->index(), 1);
    }

    void aRightClickInTheTreeOpensTheMenuOfThePictures()
    {
        const ObjectRef handler = refTo(site_->buildings.front()->halls.front()->airHandlers[0].id);
        const QModelIndex line = lines().indexOf(handler);
        tree().scrollTo(line);
        QStringList entries;
        QTimer::singleShot(0, window_.get(), [&] {
            if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
                for (const QAction* action : menu->actions())
                    entries << action->text();
                menu->close();
            }
        });
        emit tree().customContextMenuRequested(tree().visualRect(line).center());
        QVERIFY2(entries.contains(QStringLiteral("&Duplicate")), qPrintable(entries.join(u'\n')));
        QVERIFY(window_->selection()->set().objects == std::vector{handler});
    }

    void theTipNamesWhatThePointerWouldChoose()
    {
        window_->selection()->selectHall(site_->buildings.back()->halls.front()->id);
        const Hall& hall = *site_->buildings.back()->halls.front();
        const std::vector<std::pair<ObjectRef, QString>> tips{
            {refTo(hall.racks[0].id), QStringLiteral("Inlet")},
            {refTo(hall.airHandlers[0].id), QStringLiteral("Fans at")},
            {refTo(hall.cdus[0].id), QStringLiteral("Coolant supply")},
            {refTo(site_->power->nodes[1].id), QStringLiteral("Delivers")},
            {refTo(hall.id), QStringLiteral("IT power")}};
        for (const auto& [object, figure] : tips) {
            emit window_->workspace()->hovered(object, window_->mapToGlobal(QPoint(200, 200)));
            const QString tip = QToolTip::text();
            QVERIFY2(tip.contains(QString::fromStdString(nameOf(*site_, object))), qPrintable(tip));
            QVERIFY2(tip.contains(figure), qPrintable(tip));
        }
        emit window_->workspace()->hovered({}, {});
        QTRY_VERIFY(!QToolTip::isVisible());
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
