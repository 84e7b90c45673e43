// Equipment out of service in the window: what follows, and that the site stays as it is.
#include "app/gui/what_if_bar.h"
#include "core/model/edits.h"
#include "tests/app/main_window_fixture.h"
#include "views/panels/equipment_page.h"
#include "views/panels/key_figures_bar.h"
#include "views/shared/format.h"

#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::app;

class WhatIfTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init() { open(); }
    void cleanup() { close(); }

    void aWhatIfComesAndGoesAndLeavesTheSiteAlone()
    {
        const SnapshotPtr before = window_->session()->latest();
        const ObjectRef chiller = firstChiller();
        window_->selection()->select(*site_, chiller);
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
        QVERIFY(!window_->project()->isModified());
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
        const ObjectRef chiller = firstChiller();
        const ObjectRef node{ObjectKind::PowerNode, site_->power->nodes.back().id.value};
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
            all = all.with({ObjectKind::PowerNode, node.id.value}, true);
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
        window_->setOutages(Outages{}.with({ObjectKind::Cdu, cdu.value}, true));
        const QString expected = QStringLiteral("%1 racks without coolant").arg(racks);
        QTRY_VERIFY2(window_->whatIfBar()->consequences().contains(expected),
                     qPrintable(window_->whatIfBar()->consequences()));
    }

    void editsAndUndoWorkWithinAWhatIf()
    {
        const RackId rack = rackToDrag().id;
        const ObjectRef chiller = firstChiller();
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
        window_->project()->open(test::smallCampus(), {});
        waitForSnapshot();
        QVERIFY(window_->outages().empty());
        QVERIFY(window_->session()->latest()->conditions.outages.empty());
        QVERIFY(!window_->whatIfBar()->isVisible());
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WhatIfTest>(argc, argv);
}

#include "tst_what_if.moc"
