#include "app/gui/new_site_dialog.h"

#include "core/model/check_site.h"
#include "core/model/site_edit.h"
#include "main_window_fixture.h"
#include "views/panels/quantity_field.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTextBrowser>
#include <QTimer>

using namespace hallwright;
using namespace hallwright::app;

namespace {

template <class Widget>
Widget* in(const QWidget& parent, const char* name)
{
    return parent.findChild<Widget*>(QString::fromLatin1(name));
}

// As a reader does: select all, type, leave the field. Without a window manager no field has the focus to lose.
void enter(NewSiteDialog& dialog, const char* field, const QString& text)
{
    auto* box = in<panels::QuantityField>(dialog, field);
    box->selectAll();
    QTest::keyClicks(box, text);
    box->interpretText();
}

QString outcomeOf(const NewSiteDialog& dialog)
{
    return in<QLabel>(dialog, "newSiteOutcome")->text();
}

QPushButton* createButton(const NewSiteDialog& dialog)
{
    for (QPushButton* button : dialog.findChildren<QPushButton*>()) {
        if (button->isDefault())
            return button;
    }
    return nullptr;
}

} // namespace

class TestNewSiteDialog : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void cleanup() { close(); }

    void enterAloneMakesASiteThatCanBe()
    {
        NewSiteDialog dialog;
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QVERIFY(dialog.site());
        checkSite(*dialog.site());
        QCOMPARE(dialog.site()->rackCount(), std::size_t(40));
    }

    void everyNumberHasAUnit()
    {
        const NewSiteDialog dialog;
        const auto fields = dialog.findChildren<panels::QuantityField*>();
        QCOMPARE(fields.size(), 14);
        for (const panels::QuantityField* field : fields)
            QVERIFY2(!field->suffix().trimmed().isEmpty(), qPrintable(field->objectName()));
    }

    void whatIsEnteredIsWhatTheSiteHas()
    {
        NewSiteDialog dialog;
        dialog.show();
        in<QLineEdit>(dialog, "newSiteName")->setText("Harbour 1");
        in<QLineEdit>(dialog, "newSitePlace")->setText("Rotterdam");
        in<QLineEdit>(dialog, "newHallName")->setText("Hall West");
        enter(dialog, "newSiteOutdoor", "31.5");
        enter(dialog, "newHallSupply", "22");
        enter(dialog, "newBuildingCapacity", "3000");
        in<QComboBox>(dialog, "newHallStart")->setCurrentIndex(2);
        in<QComboBox>(dialog, "newHallFloor")->setCurrentIndex(1);
        const Site& site = *dialog.site();
        const Hall& hall = *site.buildings.front()->halls.front();
        QCOMPARE(site.info.name, std::string("Harbour 1"));
        QCOMPARE(site.info.place, std::string("Rotterdam"));
        QCOMPARE(site.info.outdoorC, 31.5);
        QCOMPARE(site.buildings.front()->capacityW, 3e6);
        QCOMPARE(hall.name, std::string("B1-Hall West"));
        QCOMPARE(hall.supplyC, 22.0);
        QCOMPARE(hall.floor, FloorKind::RaisedFloor);
        QVERIFY(hall.racks.empty());
    }

    void theBuildingGrowsWithItsHallUntilItHasASizeOfItsOwn()
    {
        NewSiteDialog dialog;
        dialog.show();
        enter(dialog, "newHallWidth", "50");
        QCOMPARE(dialog.site()->buildings.front()->widthM, 70.0); // 50 + 19.2 m of rooms and galleries
        QCOMPARE(in<panels::QuantityField>(dialog, "newBuildingWidth")->value(), 70.0);
        enter(dialog, "newBuildingWidth", "65");
        QVERIFY(!dialog.site());
        QVERIFY(!createButton(dialog)->isEnabled());
        QCOMPARE(
            outcomeOf(dialog),
            QString("The building's width is 65 m, but at least 69.2 m are needed around a hall of 50 m by "
                    "18 m for electrical rooms and galleries."));
        enter(dialog, "newHallWidth", "18");
        QVERIFY(dialog.site());
        QVERIFY(createButton(dialog)->isEnabled());
    }

    void whatCannotBeIsSaidAndCannotBeCreated()
    {
        NewSiteDialog dialog;
        dialog.show();
        QVERIFY(outcomeOf(dialog).startsWith("40 racks fed from sides A and B, and cooled by 6 air handlers, "
                                             "4 chillers and coolers outdoors."));
        enter(dialog, "newSiteWetBulb", "36");
        QVERIFY2(outcomeOf(dialog).contains("wet bulb 36 °C is above"), qPrintable(outcomeOf(dialog)));
        QVERIFY(!createButton(dialog)->isEnabled());
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY(dialog.isVisible());
    }

    void aNewSiteOpensUnsavedAndSolves()
    {
        open();
        QTimer::singleShot(0, [] { QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Return); });
        trigger("&New site …");
        QCOMPARE(window_->project()->displayName(), QString("New site (not saved yet)"));
        QVERIFY(window_->project()->file().empty());
        waitForSnapshot();
        QCOMPARE(window_->session()->latest()->site->rackCount(), std::size_t(40));
        QVERIFY(window_->session()->latest()->pue);
    }

    void unsavedChangesAreAskedForFirst()
    {
        open();
        SiteCommands(window_->document(), window_->selection()).renameSite("Changed");
        QString asked;
        QTimer::singleShot(0, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            asked = box->text();
            box->button(QMessageBox::Cancel)->click();
        });
        trigger("&New site …");
        QVERIFY(asked.startsWith("Save the changes to"));
        QCOMPARE(window_->document()->committedSite()->info.name, std::string("Changed"));
    }

    void theMenuFeedsAndCoolsAndSaysWhatItChose()
    {
        open();
        design::NewSite wanted;
        wanted.hall.start = design::HallStart::Empty;
        const SitePtr empty = design::newSite(wanted);
        window_->project()->open(empty, {});
        waitForSnapshot();
        QVERIFY(!window_->session()->latest()->pue);
        trigger("Feed the hall's rows A/&B");
        QVERIFY(reportText().contains("Hall B1-H1 has no racks to feed; draw its rows first."));
        QCOMPARE(window_->document()->committedSite(), empty);

        const SitePtr racks = design::newSite({});
        window_->project()->open(racks, {});
        trigger("C&ool the hall");
        QVERIFY(reportText().contains("nothing was added"));
        QCOMPARE(window_->document()->undoStack()->count(), 0);
        SiteEdit edit(racks);
        const HallId hall = racks->buildings.front()->halls.front()->id;
        for (const AirHandler& unit : racks->hall(hall).airHandlers)
            edit.remove(refTo(unit.id));
        window_->document()->commit(edit.done(), "Remove air handlers");
        trigger("C&ool the hall");
        QCOMPARE(window_->document()->undoStack()->undoText(), QString("Cool hall B1-H1"));
        QVERIFY2(reportText().contains("Hall B1-H1 gets 6 units of Fan-wall bay 12"),
                 qPrintable(reportText()));
        window_->document()->undoStack()->undo();
        QVERIFY(window_->document()->committedSite()->hall(hall).airHandlers.empty());
    }

private:
    QString reportText() const
    {
        const auto* report = in<QDialog>(*window_, "designReport");
        return report ? report->findChild<QTextBrowser*>()->toPlainText() : QString();
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<TestNewSiteDialog>(argc, argv);
}
#include "tst_new_site_dialog.moc"
