// Halls built again from the menu, and kept as templates.
#include "app/gui/template_commands.h"
#include "core/design/new_site.h"
#include "core/model/change_set.h"
#include "core/storage/site_file.h"
#include "tests/app/main_window_fixture.h"

#include <QDialog>
#include <QSignalSpy>

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
        trigger("Hall from a &template …");
        const Site& site = *window_->document()->committedSite();
        QCOMPARE(site.buildings.front()->halls.size(), std::size_t{2});
        QCOMPARE(site.rackCount(), firstHall().racks.size());
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
