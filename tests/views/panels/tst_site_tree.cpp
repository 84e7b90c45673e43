// The site tree as text, its search, and what stays when versions change.
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/panels/site_tree_model.h"
#include "views/panels/site_tree_panel.h"

#include <QAbstractItemModelTester>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace hallwright;
using panels::SiteTreeModel;

namespace {

const Hall& firstHall(const Site& site)
{
    return *site.buildings.front()->halls.front();
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
        model.setSite(withoutRack(site, firstHall(*site).racks.front().id));
        model.setSite(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void buildingsHoldHallsHoldRacks()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        QCOMPARE(model.rowCount(), static_cast<int>(site->buildings.size()));
        const QModelIndex hall = model.index(0, 0, model.index(0, 0));
        QCOMPARE(model.rowCount(hall), static_cast<int>(firstHall(*site).racks.size()));
        QVERIFY(model.hallAt(hall) == firstHall(*site).id);
        const QModelIndex rack = model.index(3, 0, hall);
        QVERIFY(model.rackAt(rack) == firstHall(*site).racks[3].id);
        QCOMPARE(model.parent(rack), hall);
        QCOMPARE(model.indexOf(firstHall(*site).racks[3].id), rack);
    }

    void everyRackIsFoundAgainByItsName()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        for (const Rack& rack : firstHall(*site).racks) {
            int total = 0;
            const auto found = model.matching(QString::fromStdString(rack.name).toLower(), 100, &total);
            QVERIFY(found.contains(model.indexOf(rack.id)));
            QCOMPARE(model.indexOf(rack.id).data(SiteTreeModel::FullNameRole).toString(),
                     QString::fromStdString(rack.name));
        }
    }

    void aSearchTellsHowManyItDoesNotShow()
    {
        SiteTreeModel model;
        model.setSite(test::scaleCampus(1200));
        int total = 0;
        QCOMPARE(model.matching(QString(), 10, &total).size(), 10);
        QVERIFY(total >= 1200);
    }

    // New values are painted in every line that is seen, the last building's halls among them.
    void newValuesReachTheLastHall()
    {
        const SitePtr site = test::smallCampus();
        panels::SiteTreePanel panel;
        panel.resize(400, 600);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        panel.setSite(site);
        auto* tree = panel.findChild<QTreeView*>();
        QCoreApplication::processEvents();
        tree->viewport()->repaint(); // the site itself
        PaintedRegion painted;
        tree->viewport()->installEventFilter(&painted);
        panel.setSnapshot(evaluate(site, conditionsOf(*site)));
        QTRY_VERIFY(!painted.region.isEmpty());
        const HallId last = site->buildings.back()->halls.back()->id;
        const auto& model = *dynamic_cast<SiteTreeModel*>(tree->model());
        const QRect line = tree->visualRect(model.indexOf(last).siblingAtColumn(SiteTreeModel::InletColumn));
        QVERIFY(!line.isEmpty());
        QVERIFY(painted.region.contains(line.center()));
    }

    void movingARackKeepsIndexesRemovingOneResets()
    {
        SiteTreeModel model;
        const SitePtr site = test::smallCampus();
        model.setSite(site);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const RackId rack = firstHall(*site).racks.front().id;
        const QPersistentModelIndex kept = model.indexOf(rack);
        const SitePtr changed = withRackPower(site, rack, 1e3 * 1.0);
        model.setSite(changed);
        QCOMPARE(reset.count(), 0);
        QVERIFY(kept.isValid() && model.rackAt(kept) == rack);
        model.setSite(withoutRack(changed, rack));
        QCOMPARE(reset.count(), 1);
        QVERIFY(!model.indexOf(rack).isValid());
    }

    // A rack more, or an undo to the start: what was opened stays open, and what was closed closed.
    void anotherStructureKeepsWhatIsOpened()
    {
        panels::SiteTreePanel panel;
        const SitePtr site = test::smallCampus();
        panel.setSite(site);
        auto* tree = panel.findChild<QTreeView*>();
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
        auto* tree = panel.findChild<QTreeView*>();
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
};

QTEST_MAIN(SiteTreeTest)
#include "tst_site_tree.moc"
