// Halls built again from the menu, and kept as templates.
#include "app/gui/template_commands.h"
#include "app/gui/template_dialog.h"
#include "core/design/new_site.h"
#include "core/model/change_set.h"
#include "core/model/errors.h"
#include "core/storage/site_file.h"
#include "tests/app/main_window_fixture.h"

#include <QDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>

using namespace hallwright;
using namespace hallwright::app;

class WindowTemplatesTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init()
    {
        open();
        design::NewSite wanted;
        wanted.building.widthM = 120.0;
        wanted.building.depthM = 60.0;
        site_ = design::newSite(wanted);
        window_->project()->open(site_, {});
        waitForSnapshot();
        window_->selection()->selectHall(firstHall().id);
        window_->templates()->askWhich = [](const QString&, const QStringList&) {
            return QString("A file …");
        };
    }
    void cleanup() { close(); }

    void anotherHallIsBuiltFedAndCooledInOneStep()
    {
        QSignalSpy reported(window_->templates(), &TemplateCommands::reported);
        trigger("Another &hall like this");
        QCOMPARE(reported.count(), 1);
        QCOMPARE(window_->document()->undoStack()->count(), 1);
        const Hall& built = window_->document()->committedSite()->hall(window_->selection()->hall());
        QCOMPARE(built.name, std::string("B1-H2"));
        QCOMPARE(built.racks.size(), firstHall().racks.size());
        QVERIFY(built.racks.front().feedA.valid());
        waitForSnapshot();
        QVERIFY(window_->session()->latest()->hallResult(built.id)->itPowerW > 0.0);
        window_->document()->undoStack()->undo();
        QVERIFY(
            diff(*window_->document()->committedSite(), *site_).empty()); // but for the ids that were given
    }

    void aTemplateIsAFileThatAnotherSiteBuildsFrom()
    {
        const QString file = state_.filePath("hall.hallwright");
        window_->templates()->askWhereToSave = [&](const QString& suggestion) {
            return suggestion == "B1-H1.hallwright" ? file : QString();
        };
        trigger("Sa&ve hall as template …");
        QCOMPARE(loadSite(file.toStdString())->rackCount(), firstHall().racks.size());
        window_->project()->open(design::newSite(empty()), {});
        window_->selection()->selectHall({});
        window_->templates()->askWhichFile = [&] { return file; };
        window_->templates()->askParameters = [](const design::HallParameters& has, const auto&,
                                                 const auto&) { return std::optional(has); };
        trigger("Hall from a &template …");
        const Site& site = *window_->document()->committedSite();
        QCOMPARE(site.buildings.front()->halls.size(), std::size_t{2});
        QCOMPARE(site.rackCount(), firstHall().racks.size());
    }

    // What goes with the old hall is asked about; the template is built with more rows than it has.
    void aHallIsReplacedByATemplateInOneStep()
    {
        const QString file = state_.filePath("hall.hallwright");
        saveSite(*design::newSite(empty()), file.toStdString());
        window_->templates()->askWhichFile = [&] { return file; };
        QString asked;
        window_->templates()->confirm = [&](const QString& question) {
            asked = question;
            return false;
        };
        trigger("Replace hall by te&mplate …");
        QVERIFY2(asked.contains("40 racks"), qPrintable(asked));
        QCOMPARE(window_->document()->undoStack()->count(), 0);

        saveSite(*site_, file.toStdString()); // with 4 rows of 10
        window_->templates()->confirm = [](const QString&) { return true; };
        QString words;
        window_->templates()->askParameters = [&](const design::HallParameters& has, const auto&,
                                                  const auto& describe) {
            design::HallParameters wanted = has;
            wanted.racksPerRow = 8;
            words = describe(wanted);
            return std::optional(wanted);
        };
        trigger("Replace hall by te&mplate …");
        QVERIFY2(words.contains("32 racks"), qPrintable(words));
        QCOMPARE(window_->document()->undoStack()->count(), 1);
        const Site& site = *window_->document()->committedSite();
        const Hall& hall = site.hall(window_->selection()->hall());
        QCOMPARE(site.buildings.front()->halls.size(), std::size_t{1});
        QCOMPARE(hall.name, firstHall().name);
        QCOMPARE(hall.racks.size(), std::size_t{32});
        QVERIFY(hall.racks.front().feedA.valid() && hall.racks.front().feedB.valid());
        QVERIFY(!hall.airHandlers.empty());
        window_->document()->undoStack()->undo();
        QVERIFY(diff(*window_->document()->committedSite(), *site_).empty());
    }

    // No file is asked for; what comes has the height of the hall that goes, coolant and what gives it.
    void aHallIsReplacedByOneThatComesWithTheProgram()
    {
        window_->templates()->askWhichFile = [] {
            qFatal("no file is needed");
            return QString();
        };
        QStringList offered;
        window_->templates()->askWhich = [&](const QString&, const QStringList& names) {
            offered = names;
            return names.value(1);
        };
        QString asked;
        window_->templates()->confirm = [&](const QString& question) {
            asked = QString(question).replace(QChar(0x00a0), ' ');
            return true;
        };
        window_->templates()->askParameters = [](const design::HallParameters& has, const auto&,
                                                 const auto&) { return std::optional(has); };
        trigger("Replace hall by te&mplate …");
        QCOMPARE(offered.size(), 3); // two and a file: this hall is the only one of the site
        QVERIFY2(asked.contains("Now: ") && asked.contains("800.0 kW") && asked.contains("1.60 MW"),
                 qPrintable(asked));
        const Site& site = *window_->document()->committedSite();
        const Hall& hall = site.hall(window_->selection()->hall());
        QCOMPARE(hall.heightM, firstHall().heightM);
        QCOMPARE(hall.racks.size(), std::size_t{40});
        QVERIFY(hall.racks.front().liquidShare > 0.5);
        QVERIFY(hall.racks.front().cdu.valid() && hall.racks.front().feedA.valid());
        waitForSnapshot();
        QCOMPARE(window_->session()->latest()->hallResult(hall.id)->racks.size(), hall.racks.size());
    }

    // Of a site with two halls, the other one is offered too.
    void aHallOfThisSiteServesAsATemplate()
    {
        trigger("Another &hall like this");
        window_->selection()->selectHall(firstHall().id);
        QStringList offered;
        window_->templates()->askWhich = [&](const QString&, const QStringList& names) {
            offered = names;
            return QString();
        };
        trigger("Replace hall by te&mplate …");
        QCOMPARE(offered.back(), QString("As B1-H2 of this site"));
        QCOMPARE(offered.size(), 4);
    }

    void theDialogOfAReplacementSaysWhatIsReplacedAndByWhat()
    {
        const design::HallParameters has = design::parametersOf(*site_, firstHall().id);
        TemplateDialog dialog(has, {has.rackType}, [](const design::HallParameters& of) {
            return QString("%1 rows").arg(of.rows);
        });
        QCOMPARE(dialog.windowTitle(), QString("Hall from a template"));
        dialog.setReplaced("B1-H2", "9 rows");
        QCOMPARE(dialog.windowTitle(), QString("Replace hall B1-H2"));
        QCOMPARE(dialog.findChild<QLabel*>("templateWords")->text(),
                 QString("Now: 9 rows\nThen: %1 rows").arg(has.rows));
    }

    void theDialogSaysWhatAHallComesToAndRefusesWhatHasNoRoom()
    {
        const design::HallParameters has = design::parametersOf(*site_, firstHall().id);
        TemplateDialog dialog(has, {has.rackType}, [](const design::HallParameters& of) {
            if (of.rows > 4)
                throw InputError("Room Dock is in the way; draw beside it.");
            return QString("%1 rows of %2").arg(of.rows).arg(of.racksPerRow);
        });
        QCOMPARE(dialog.parameters(), has);
        auto* words = dialog.findChild<QLabel*>("templateWords");
        QCOMPARE(words->text(), QString("4 rows of 10"));
        dialog.findChildren<QSpinBox*>().front()->setValue(6);
        QCOMPARE(words->text(), QString("Not possible: Room Dock is in the way; draw beside it."));
    }

    void whatCannotBeBuiltIsSaidInASentence()
    {
        QSignalSpy refused(window_->templates(), &TemplateCommands::refused);
        window_->templates()->askWhichFile = [&] { return state_.filePath("none.hallwright"); };
        trigger("Hall from a &template …");
        QCOMPARE(refused.count(), 1);
        for (int i = 0; i < 12 && refused.count() == 1; ++i) // until the building is full
            trigger("Another &hall like this");
        QCOMPARE(refused.count(), 2);
        QVERIFY(refused.last()[1].toString().contains("no room"));
    }

private:
    static design::NewSite empty()
    {
        design::NewSite wanted;
        wanted.building.widthM = 120.0;
        wanted.building.depthM = 60.0;
        wanted.hall.start = design::HallStart::Empty;
        return wanted;
    }
    const Hall& firstHall() const { return *site_->buildings.front()->halls.front(); }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowTemplatesTest>(argc, argv);
}

#include "tst_window_templates.moc"
