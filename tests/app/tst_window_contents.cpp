// What stands in racks, in the window: the elevation, the library, the catalogue, and racks given another type.
#include "app/gui/catalogue_dialog.h"
#include "app/gui/elevation_dock.h"
#include "app/gui/swap_type_dialog.h"
#include "app/gui/work_list_dock.h"
#include "core/model/change_set.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "tests/app/main_window_fixture.h"
#include "tests/support/filled_rack.h"
#include "views/elevation/device_list.h"
#include "views/elevation/elevation_view.h"
#include "views/elevation/roll_up_table.h"
#include "views/panels/fields_panel.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace hallwright;
using namespace hallwright::app;
using namespace hallwright::test;

class WindowContentsTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init()
    {
        open();
        filled_ = filledRack();
        site_ = filled_.site;
        window_->project()->open(site_, {});
        waitForSnapshot();
        window_->selection()->select(*site_, refTo(filled_.rack));
        trigger("Rack ele&vation");
    }
    void cleanup() { close(); }

    void theSelectedRackIsShownWithWhatItComesTo()
    {
        QCOMPARE(dock().racks(), std::vector<RackId>{filled_.rack});
        QCOMPARE(dock().view()->layoutShown().racks().front().devices.size(), std::size_t{5});
        QVERIFY(dock().figures()->text().contains("Power, planned"));
        window_->selection()->selectHall(window_->selection()->hall());
        QVERIFY(dock().racks().empty());
    }

    void aDeviceIsChosenMovedAndPutBack()
    {
        click(filled_.nodes[3]);
        QCOMPARE(window_->selection()->set().primary(), refTo(filled_.nodes[3]));
        QCOMPARE(dock().racks(), std::vector<RackId>{filled_.rack});
        QTest::keyClick(dock().view(), Qt::Key_Up);
        QCOMPARE(device(filled_.nodes[3]).positionU, 14.0);
        QTest::keyClick(dock().view(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(device(filled_.nodes[3]).positionU, 14.5);
        QCOMPARE(undoText(), QString("Move node-4 to U14.5 of rack ") + rackName());
        QTest::keyClick(dock().view(), Qt::Key_Right);
        QVERIFY(device(filled_.nodes[3]).face == DeviceFace::Rear);
        undoAll();
        QCOMPARE(device(filled_.nodes[3]).positionU, 13.0);
    }

    void whatIsInTheWayIsSaidAndNothingMoves()
    {
        click(filled_.nodes[0]);
        QTest::keyClick(dock().view(), Qt::Key_Up);
        QCOMPARE(window_->document()->undoStack()->count(), 0);
        QVERIFY(dock()
                    .view()
                    ->whyNotMove({{filled_.nodes[0], {filled_.rack, 3.0}}})
                    .contains("runs into node-2 at U5"));
    }

    void aTypeIsAddedByAFewLetters()
    {
        trigger("Add dev&ice to the rack …");
        QTest::keyClicks(dock().devices()->search(), "shelf");
        QTest::keyClick(dock().devices()->search(), Qt::Key_Return);
        const ObjectRef added = window_->selection()->set().primary();
        QVERIFY(added.kind == ObjectKind::Device);
        QCOMPARE(device({added.id}).positionU, 17.0);
        QVERIFY(undoText().startsWith("Add "));
    }

    void copiesGoThroughTheClipboardAndRemovalTakesThemAway()
    {
        click(filled_.leafDevice);
        QTest::keyClick(dock().view(), Qt::Key_C, Qt::ControlModifier);
        window_->selection()->select(*window_->document()->committedSite(), refTo(filled_.emptyRack));
        QTest::keyClick(dock().view(), Qt::Key_V, Qt::ControlModifier);
        const ObjectRef pasted = window_->selection()->set().primary();
        QCOMPARE(rackWith(committed(), {pasted.id}), filled_.emptyRack);
        QCOMPARE(device({pasted.id}).positionU, 40.0);
        QTest::keyClick(dock().view(), Qt::Key_Delete);
        QVERIFY(!exists(committed(), pasted));
        QVERIFY(undoText().startsWith("Remove leaf-1"));
    }

    void twoRacksAreShownBesideEachOther()
    {
        window_->selection()->toggle(*site_, refTo(filled_.emptyRack));
        QCOMPARE(dock().racks().size(), std::size_t{2});
        click(filled_.leafDevice);
        QCOMPARE(dock().racks().size(), std::size_t{2}); // as they were
        emit dock().view()->moveWanted({{filled_.leafDevice, {filled_.emptyRack, 20.0}}});
        QCOMPARE(rackWith(committed(), filled_.leafDevice), filled_.emptyRack);
    }

    void aLibraryIsImportedWithAReport()
    {
        QSignalSpy reported(window_->library(), &LibraryImportCommands::reported);
        window_->library()->askWhichFolder = [] {
            return QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/data/device-types");
        };
        trigger("Device types of a &folder …");
        QTRY_COMPARE(reported.count(), 1);
        QVERIFY(undoText().startsWith("Import"));
        auto* report = window_->findChild<LibraryReport*>();
        QVERIFY(report->text().contains("no weight is stated."));
        QVERIFY(report->text().contains("Implausible"));
        report->close();
    }

    void theCatalogueCopiesRenamesAndRefusesToRemoveWhatIsUsed()
    {
        trigger("Catalo&gue …");
        CatalogueDialog& catalogue = *window_->catalogue();
        const ObjectRef node = refTo(filled_.node);
        catalogue.showType(node);
        QCOMPARE(catalogue.tree()->currentItem()->text(1), QString("used by 4"));
        press(catalogue, "&Remove");
        QVERIFY(catalogue.said().contains("used by 4 objects"));
        press(catalogue, "&Copy");
        const ObjectRef copy = catalogue.current();
        QVERIFY(copy != node);
        QCOMPARE(nameOf(committed(), copy), std::string("Node copy"));
        panels::FieldsModel* fields = catalogue.fields()->model();
        for (int row = 0; row < fields->rowCount(); ++row) {
            if (fields->field(row).name == "mass_kg")
                fields->setData(fields->index(row, panels::FieldsModel::ValueColumn), "60 kg");
        }
        QCOMPARE(committed().catalogue->find(DeviceTypeId{copy.id})->massKg, 60.0);
        press(catalogue, "&Remove");
        QVERIFY(!exists(committed(), copy));
        catalogue.close();
    }

    void anotherTypeIsSwappedInAndWhatItCausesIsAWorkList()
    {
        SiteEdit edit(site_);
        RackType hungry = site_->typeOf(site_->rack(filled_.emptyRack));
        hungry.name = "Next generation";
        hungry.powerW *= 20.0;
        hungry.airflowM3s *= 20.0;
        const RackTypeId next = edit.add(hungry);
        site_ = edit.done();
        window_->project()->open(site_, {});
        waitForFindings();
        window_->selection()->select(*site_, refTo(filled_.emptyRack));
        std::size_t caused = 0;
        window_->askForSwap = [&](SwapTypeDialog& dialog) {
            dialog.choose(next);
            caused = dialog.caused().size();
            return true;
        };
        trigger("S&wap rack type …");
        QVERIFY(caused > 0);
        QCOMPARE(undoText(), QString("Swap the type of 1 rack to Next generation"));
        QCOMPARE(window_->workList()->total(), caused);
        QVERIFY(window_->workList()->isVisible());
        waitForFindings();
        QCOMPARE(window_->workList()->solved(), std::size_t{0});
        window_->document()->undoStack()->undo();
        QTRY_COMPARE(window_->workList()->solved(), caused);
    }

private:
    ElevationDock& dock() { return *window_->elevation(); }
    const Site& committed() { return *window_->document()->committedSite(); }
    const Device& device(DeviceId id) { return *find(committed(), id); }
    QString undoText() { return window_->document()->undoStack()->undoText(); }
    QString rackName() { return QString::fromStdString(site_->rack(filled_.rack).name); }
    void click(DeviceId device)
    {
        QTest::mouseClick(dock().view(), Qt::LeftButton, {}, dock().view()->middleOf(device)->toPoint());
    }
    void press(QDialog& dialog, const QString& button)
    {
        for (QAbstractButton* each : dialog.findChildren<QAbstractButton*>()) {
            if (each->text() == button)
                return each->click();
        }
        QFAIL(qPrintable("no button " + button));
    }
    void undoAll()
    {
        while (window_->document()->undoStack()->canUndo())
            window_->document()->undoStack()->undo();
    }
    void waitForFindings()
    {
        QSignalSpy found(window_->session(), &SimulationSession::findingsReady);
        waitForSnapshot();
        QTRY_VERIFY(found.count() > 0 || window_->results().isIdle());
        QTest::qWait(50);
    }

    FilledRack filled_;
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowContentsTest>(argc, argv);
}

#include "tst_window_contents.moc"
