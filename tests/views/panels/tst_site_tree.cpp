// The site tree as text, what stays when versions change, what is chosen, dragged and found.
#include "core/layout/rows.h"
#include "core/model/edits.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/panels/site_search.h"
#include "views/panels/site_tree_model.h"
#include "views/panels/site_tree_panel.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMimeData>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>

using namespace hallwright;
using panels::SiteTreeModel;

namespace {

const Hall& firstHall(const Site& site)
{
    return *site.buildings.front()->halls.front();
}

// One line of the tree for each of the text, those of `depth` levels.
QString asText(const SiteTreeModel& model, int depth, const QModelIndex& parent = {}, int indent = 0)
{
    QString all;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex line = model.index(row, 0, parent);
        all += QString(2 * indent, u' ') + line.data().toString() + u'\n';
        if (indent + 1 < depth)
            all += asText(model, depth, line, indent + 1);
    }
    return all;
}

QStringList namesOf(const panels::SiteSearch::Hits& hits)
{
    QStringList names;
    for (const panels::SearchEntry& hit : hits.shown)
        names << hit.name;
    return names;
}

// What a widget has painted.
struct PaintedRegion : QObject {
    QRegion region;

    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent*>(event)->region();
        return false;
    }
};

// A panel on the screen, with what it told.
struct ShownPanel {
    explicit ShownPanel(const SitePtr& site)
    {
        panel.resize(500, 900);
        panel.setSite(site);
        panel.show();
        QObject::connect(&panel, &panels::SiteTreePanel::chosen, &panel,
                         [this](ObjectRef object) { chosen.push_back({object}); });
        QObject::connect(&panel, &panels::SiteTreePanel::chosenTogether, &panel,
                         [this](const std::vector<ObjectRef>& objects) { chosen.push_back(objects); });
    }

    QTreeView& tree() { return *panel.findChild<QTreeView*>(QStringLiteral("siteTree")); }
    const SiteTreeModel& model() { return *dynamic_cast<SiteTreeModel*>(tree().model()); }
    QTreeWidget& found() { return *panel.findChild<QTreeWidget*>(); }
    QLineEdit& field() { return *panel.findChild<QLineEdit*>(); }

    void click(ObjectRef object, Qt::KeyboardModifiers modifiers = {})
    {
        const QModelIndex line = model().indexOf(object);
        tree().scrollTo(line);
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, modifiers, tree().visualRect(line).center());
    }

    panels::SiteTreePanel panel;
    std::vector<std::vector<ObjectRef>> chosen;
};

} // namespace

class SiteTreeTest : public QObject
{
    Q_OBJECT

private slots:
    void theModelKeepsQtsContract()
    {
        SiteTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        model.setSnapshot(evaluate(site, conditionsOf(*site)));
        asText(model, 9); // opened all the way down
        model.setSite(withoutRack(site, firstHall(*site).racks.front().id));
        model.setSite(site);
        model.setSite(test::scaleCampus(700));
        model.setSite(site);
        model.setSite(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void everythingHasItsGroup()
    {
        SiteTreeModel model;
        model.setSite(test::smallCampus());
        const QModelIndex first = model.index(0, 0);
        const QModelIndex hall = model.index(0, 0, first);
        QCOMPARE(asText(model, 2), QStringLiteral(R"(Building 1
  Hall A
  Rooms (3)
  Plant units (4)
Building 2
  Hall B
  Rooms (3)
  Plant units (4)
Coolant loops (3)
  Chilled water 1
  Chilled water 2
  Warm water 2
Power (23)
  Utilities (1)
  Transformers (4)
  Switchgear (4)
  UPS (4)
  PDUs (4)
  Busways (4)
  Mechanical panels (2)
Pathways and fibre (4)
  Trays (1)
  Ducts (1)
  Trenches (1)
  Fibre runs (1)
Catalogue (2)
  Rack types (2)
)"));
        QCOMPARE(asText(model, 1, hall), QStringLiteral(R"(Row A
Row B
Aisles (3)
Air handlers (4)
Columns (1)
Doors (1)
)"));
        QCOMPARE(asText(model, 1, model.index(2, 0, first)), QStringLiteral(R"(Chiller 1
Tower 1
Chiller 2
Tower 2
)"));
    }

    void aRowHoldsItsRacksFromEndToEnd()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        const Hall& hall = firstHall(*site);
        const QModelIndex row = model.indexOf(refTo(hall.rows.front().id));
        QCOMPARE(row.parent(), model.indexOf(refTo(hall.id)));
        const auto racks = racksByRow(hall).front();
        QCOMPARE(model.rowCount(row), static_cast<int>(racks.size()));
        for (std::size_t i = 0; i < racks.size(); ++i)
            QVERIFY(model.objectAt(model.index(int(i), 0, row)) == refTo(hall.racks[racks[i]].id));
    }

    void everyObjectOfTheSiteHasOneLine()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        for (int kind = int(ObjectKind::Building); kind < int(objectKindCount); ++kind) {
            for (const ObjectRef object : objectsOf(*site, ObjectKind(kind))) {
                QVERIFY2(model.objectAt(model.indexOf(object)) == object, describe(*site, object).c_str());
            }
        }
    }

    void nothingIsReadBeforeItIsOpened()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        const QModelIndex building = model.index(0, 0);
        QVERIFY(model.hasChildren(building));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setSite(withoutRack(site, firstHall(*site).racks.front().id));
        QCOMPARE(inserted.count() + removed.count(), 0);
    }

    void aRackThatIsTakenAwayTakesItsLineAlone()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        const Hall& hall = firstHall(*site);
        const QPersistentModelIndex gone = model.indexOf(refTo(hall.racks[1].id));
        const QPersistentModelIndex stays = model.indexOf(refTo(hall.racks[2].id));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const SitePtr fewer = withoutRack(site, hall.racks[1].id);
        model.setSite(fewer);
        QVERIFY(!gone.isValid() && stays.isValid());
        QVERIFY(model.objectAt(stays) == refTo(hall.racks[2].id));
        model.setSite(site);
        QVERIFY(model.objectAt(model.indexOf(refTo(hall.racks[1].id))) == refTo(hall.racks[1].id));
        QCOMPARE(reset.count(), 0);
    }

    void aRackFollowsTheRowItIsMovedTo()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        const Hall& hall = firstHall(*site);
        const RackId rack = hall.racks[racksByRow(hall).front().front()].id;
        QCOMPARE(model.indexOf(refTo(rack)).parent(), model.indexOf(refTo(hall.rows[0].id)));
        Pose pose = site->rack(rack).pose;
        pose.y = 4.8; // beside all rows
        pose.x = 1.5;
        model.setSite(withRackPose(site, rack, pose));
        QCOMPARE(model.indexOf(refTo(rack)).parent(), model.indexOf(refTo(hall.id)));
        model.setSite(site);
        QCOMPARE(model.indexOf(refTo(rack)).parent(), model.indexOf(refTo(hall.rows[0].id)));
    }

    // New values are painted in every line that is seen, the last building's halls among them.
    void newValuesReachTheLastHall()
    {
        const SitePtr site = test::smallCampus();
        ShownPanel shown(site);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.panel));
        QCoreApplication::processEvents();
        shown.tree().viewport()->repaint(); // the site itself
        PaintedRegion painted;
        shown.tree().viewport()->installEventFilter(&painted);
        shown.panel.setSnapshot(evaluate(site, conditionsOf(*site)));
        QTRY_VERIFY(!painted.region.isEmpty());
        const HallId last = site->buildings.back()->halls.back()->id;
        const QModelIndex figure =
            shown.model().indexOf(refTo(last)).siblingAtColumn(SiteTreeModel::InletColumn);
        const QRect line = shown.tree().visualRect(figure);
        QVERIFY(!line.isEmpty());
        QVERIFY(painted.region.contains(line.center()));
    }

    void aRowsPowerIsThatOfItsRacks()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        model.setSnapshot(snapshot);
        const Hall& hall = firstHall(*site);
        QVERIFY(hall.rows.size() > 1);
        const QModelIndex row = model.indexOf(refTo(hall.rows[0].id));
        const QModelIndex rack = model.index(0, SiteTreeModel::PowerColumn, row);
        QVERIFY(rack.data().isValid());
        QVERIFY(row.siblingAtColumn(SiteTreeModel::PowerColumn).data() != rack.data());
        QVERIFY(row.siblingAtColumn(SiteTreeModel::InletColumn).data().isValid());
    }

    // A rack more, or an undo to the start: what was opened stays open, and what was closed closed.
    void anotherStructureKeepsWhatIsOpened()
    {
        panels::SiteTreePanel panel;
        const SitePtr site = test::smallCampus();
        panel.setSite(site);
        auto* tree = panel.findChild<QTreeView*>(QStringLiteral("siteTree"));
        QAbstractItemModel& model = *tree->model();
        QVERIFY(tree->isExpanded(model.index(0, 0)) && tree->isExpanded(model.index(1, 0)));
        tree->setExpanded(model.index(0, 0, model.index(0, 0)), true);
        tree->setExpanded(model.index(1, 0), false);
        panel.setSite(withoutRack(site, firstHall(*site).racks.back().id));
        panel.setSite(site);
        QVERIFY(tree->isExpanded(model.index(0, 0)));
        QVERIFY(tree->isExpanded(model.index(0, 0, model.index(0, 0))));
        QVERIFY(!tree->isExpanded(model.index(1, 0)));
    }

    // The count leads to the findings of its row; a click on the name does not.
    void aDoubleClickOnTheCountAsksForTheFindings()
    {
        panels::SiteTreePanel panel;
        const SitePtr site = test::smallCampus();
        panel.setSite(site);
        panel.resize(500, 400);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        auto* tree = panel.findChild<QTreeView*>(QStringLiteral("siteTree"));
        QSignalSpy wanted(&panel, &panels::SiteTreePanel::findingsWanted);
        const QModelIndex hall = tree->model()->index(0, 0, tree->model()->index(0, 0));
        const auto doubleClick = [&](int column) {
            const QPoint at = tree->visualRect(hall.siblingAtColumn(column)).center();
            QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, at);
            QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, at);
        };
        doubleClick(SiteTreeModel::NameColumn);
        QCOMPARE(wanted.count(), 0);
        doubleClick(SiteTreeModel::FindingsColumn);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.front().front().value<ObjectRef>(), refTo(firstHall(*site).id));
    }

    void aSnapshotOfAnotherStructureShowsNoFigures()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(withoutRack(site, firstHall(*site).racks.front().id));
        model.setSnapshot(evaluate(site, conditionsOf(*site)));
        const QModelIndex hall = model.index(0, SiteTreeModel::InletColumn, model.index(0, 0));
        QVERIFY(!hall.data().isValid());
    }

    void whatWasOpenIsOpenAfterAnEditAndItsUndo()
    {
        const SitePtr site = test::smallCampus();
        ShownPanel shown(site);
        const Hall& hall = firstHall(*site);
        const ObjectRef row = refTo(hall.rows[0].id);
        const auto isOpen = [&](ObjectRef object) {
            return shown.tree().isExpanded(shown.model().indexOf(object));
        };
        shown.tree().expand(shown.model().indexOf(refTo(hall.id)));
        shown.tree().expand(shown.model().indexOf(row));
        shown.panel.setSite(withoutRack(site, hall.racks[0].id));
        QVERIFY(isOpen(refTo(hall.id)) && isOpen(row));
        SiteEdit edit(site);
        edit.remove({refTo(hall.rows[0].id)});
        shown.panel.setSite(edit.done());
        QVERIFY(isOpen(refTo(hall.id)));
        shown.panel.setSite(site);
        QVERIFY(isOpen(refTo(hall.id)) && isOpen(row));
        QVERIFY(!isOpen(refTo(hall.rows[1].id)));
        QVERIFY(shown.chosen.empty());
    }

    void aClickChoosesWhateverItIs()
    {
        const SitePtr site = test::smallCampus();
        ShownPanel shown(site);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.panel));
        const Hall& hall = firstHall(*site);
        for (const ObjectRef object :
             {refTo(hall.racks[3].id), refTo(hall.airHandlers[1].id), refTo(hall.doors[0].id),
              refTo(site->power->nodes[2].id), refTo(site->catalogue->rackTypes[0].id),
              refTo(site->cooling->loops[0].id), refTo(hall.id), refTo(site->buildings[0]->id)}) {
            shown.click(object);
            QVERIFY(!shown.chosen.empty());
            QVERIFY2(shown.chosen.back() == std::vector{object}, describe(*site, object).c_str());
        }
        QCOMPARE(shown.chosen.size(), std::size_t{8});
        shown.click(refTo(site->buildings[0]->id)); // goes there again
        QCOMPARE(shown.chosen.size(), std::size_t{9});
    }

    void severalOfOneHallAreChosenTogether()
    {
        const SitePtr site = test::smallCampus();
        ShownPanel shown(site);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.panel));
        const Hall& hall = firstHall(*site);
        const Hall& other = *site->buildings.back()->halls.front();
        const ObjectRef first = refTo(hall.airHandlers[0].id);
        const ObjectRef third = refTo(hall.airHandlers[2].id);
        shown.click(first);
        shown.click(third, Qt::ShiftModifier);
        QVERIFY((shown.chosen.back() == std::vector{first, refTo(hall.airHandlers[1].id), third}));
        shown.click(refTo(hall.racks[5].id), Qt::ControlModifier);
        QCOMPARE(shown.chosen.back().size(), std::size_t{4});
        QVERIFY(shown.chosen.back().back() == refTo(hall.racks[5].id));
        shown.click(refTo(other.racks[0].id), Qt::ControlModifier); // of another hall: alone
        QVERIFY(shown.chosen.back() == std::vector{refTo(other.racks[0].id)});
    }

    void whatIsSelectedElsewhereIsMarkedHere()
    {
        const SitePtr site = test::smallCampus();
        ShownPanel shown(site);
        const Hall& hall = firstHall(*site);
        SelectionSet selection{{}, hall.id};
        for (const Rack& rack : hall.racks)
            selection.objects.push_back(refTo(rack.id));
        shown.panel.setSelection(selection);
        QCOMPARE(shown.tree().selectionModel()->selectedRows().size(), qsizetype(hall.racks.size()));
        shown.panel.setSelection({{refTo(hall.airHandlers[0].id)}, hall.id});
        QCOMPARE(shown.tree().selectionModel()->selectedRows().size(), 1);
        QVERIFY(shown.model().objectAt(shown.tree().currentIndex()) == refTo(hall.airHandlers[0].id));
        QVERIFY(shown.chosen.empty());
    }

    void onlyWhatStandsInAHallIsDraggedAndOnlyToAnother()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        const Hall& hall = firstHall(*site);
        const QModelIndex other = model.indexOf(refTo(site->buildings.back()->halls.front()->id));
        const auto isDragged = [&](ObjectRef object) {
            return model.flags(model.indexOf(object)).testFlag(Qt::ItemIsDragEnabled);
        };
        QVERIFY(isDragged(refTo(hall.racks[0].id)) && isDragged(refTo(hall.rows[0].id)));
        QVERIFY(isDragged(refTo(hall.airHandlers[0].id)) && isDragged(refTo(hall.aisles[0].id)));
        QVERIFY(!isDragged(refTo(hall.id)) && !isDragged(refTo(hall.doors[0].id)));
        QVERIFY(!isDragged(refTo(site->power->nodes[0].id)));

        QSignalSpy wanted(&model, &SiteTreeModel::moveWanted);
        const std::unique_ptr<QMimeData> rack(model.mimeData({model.indexOf(refTo(hall.racks[0].id))}));
        QVERIFY(!model.dropMimeData(rack.get(), Qt::MoveAction, -1, -1, model.indexOf(refTo(hall.id))));
        QVERIFY(!model.dropMimeData(rack.get(), Qt::MoveAction, -1, -1, model.index(0, 0)));
        QCOMPARE(wanted.count(), 0);
        QVERIFY(model.dropMimeData(rack.get(), Qt::MoveAction, -1, -1, other));
        QVERIFY(wanted.last()[0].value<HallId>() == site->buildings.back()->halls.front()->id);
    }

    void everyRackIsFoundAgainByItsName()
    {
        panels::SiteSearch search;
        const SitePtr site = test::smallCampus();
        search.setSite(site);
        for (const Rack& rack : firstHall(*site).racks) {
            const auto hits = search.find(QString::fromStdString(rack.name).toLower(), 100);
            QVERIFY(hits.shown.front().object == refTo(rack.id));
        }
    }

    void anythingIsFoundByKindTypeAndRole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind"); // of all hits but the catalogue's
        QTest::addColumn<int>("count");
        QTest::newRow("kind") << "cdu" << int(ObjectKind::Cdu) << 2;
        QTest::newRow("kind and side") << "busway a" << int(ObjectKind::PowerNode) << 2;
        QTest::newRow("words in another order") << "a busway" << int(ObjectKind::PowerNode) << 2;
        QTest::newRow("model") << "NVL72" << int(ObjectKind::Rack) << 8;
        QTest::newRow("kind of handler") << "crah" << int(ObjectKind::AirHandler) << 4;
        QTest::newRow("kind and place") << "rack hall b" << int(ObjectKind::Rack) << 20;
        QTest::newRow("kind of plant") << "tower" << int(ObjectKind::PlantUnit) << 2;
        QTest::newRow("aisle") << "hot aisle" << int(ObjectKind::Aisle) << 3;
        QTest::newRow("fibre") << "fibre run" << int(ObjectKind::FibreRun) << 1;
        QTest::newRow("nothing") << "xyzzy" << int(ObjectKind::None) << 0;
    }

    void anythingIsFoundByKindTypeAndRole()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(int, count);
        panels::SiteSearch search;
        search.setSite(test::smallCampus());
        const auto hits = search.find(text, 100);
        const auto things = std::ranges::count_if(
            hits.shown, [](const auto& hit) { return hit.object.kind < ObjectKind::RackType; });
        QVERIFY2(things == count, qPrintable(namesOf(hits).join(u'\n')));
        for (const panels::SearchEntry& hit : hits.shown)
            QVERIFY2(hit.object.kind == ObjectKind(kind) || hit.object.kind >= ObjectKind::RackType,
                     qPrintable(hit.name + u' ' + hit.kind));
    }

    void aHitTellsItsKindAndPlace()
    {
        panels::SiteSearch search;
        search.setSite(test::smallCampus());
        const panels::SearchEntry hit = search.find(QStringLiteral("cdu"), 1).shown.at(0);
        QCOMPARE(hit.kind, QStringLiteral("CDU"));
        QVERIFY2(hit.place.startsWith(QStringLiteral("Hall B, ")), qPrintable(hit.place));
    }

    void aSearchTellsHowManyItDoesNotShow()
    {
        panels::SiteSearch search;
        search.setSite(test::scaleCampus(1200));
        const auto hits = search.find(QStringLiteral("rack"), 10);
        QCOMPARE(hits.shown.size(), std::size_t{10});
        QVERIFY(hits.total >= 1200);
    }

    void enterGoesToTheFirstHitArrowsToTheNext()
    {
        const SitePtr site = test::smallCampus();
        ShownPanel shown(site);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.panel));
        const Hall& hall = *site->buildings.back()->halls.front();
        QTest::keyClicks(&shown.field(), QStringLiteral("cdu"));
        QVERIFY(shown.chosen.empty());
        QTest::keyClick(&shown.field(), Qt::Key_Return);
        QTest::keyClick(&shown.field(), Qt::Key_Down);
        QTest::keyClick(&shown.field(), Qt::Key_Up);
        const std::vector first{refTo(hall.cdus[0].id)};
        const std::vector second{refTo(hall.cdus[1].id)};
        QVERIFY((shown.chosen == std::vector{first, second, first}));
        shown.field().clear();
        QVERIFY(shown.tree().isVisible());
    }
};

QTEST_MAIN(SiteTreeTest)
#include "tst_site_tree.moc"
