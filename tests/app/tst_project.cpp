// The project: file, branches, scenarios and recovery, without a window.
#include "app/project/recovery_writer.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "core/storage/recovery.h"
#include "tests/support/campus.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hallwright;
using namespace hallwright::app;

namespace {

const Rack& firstRack(const Site& site)
{
    return site.buildings.front()->halls.front()->racks.front();
}

SitePtr withFirstRackPower(const SitePtr& site, double kw)
{
    return withRackPower(site, firstRack(*site).id, 1e3 * (kw));
}

} // namespace

class ProjectTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_STATE_HOME", QByteArray(state_.path().toUtf8())); }

    void saveClearsTheModifiedMarkAndAFailureKeepsIt()
    {
        QTemporaryDir folder;
        Project project;
        const SitePtr start = test::smallCampus();
        project.open(start, {});
        project.document()->commit(withFirstRackPower(start, 12.0), "Set power");
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        QVERIFY_EXCEPTION_THROWN(project.save(file / "not-a-folder.hallwright"), StorageError);
        QVERIFY(project.isModified());
        QVERIFY(project.file().empty());
        project.save(file);
        QVERIFY(!project.isModified());
        QVERIFY(*loadSite(file) == *project.document()->committedSite());
    }

    void anotherProgramsSaveIsNoticed()
    {
        QTemporaryDir folder;
        Project project;
        project.open(test::smallCampus(), {});
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        project.save(file);
        QVERIFY(!project.changedOnDisk());
        saveSite(*withFirstRackPower(project.document()->committedSite(), 3.0), file);
        QVERIFY(project.changedOnDisk());
    }

    void unsavedEditsAreFoundAfterACrash()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        const SitePtr start = test::smallCampus();
        saveSite(*start, file);
        const SitePtr edited = withFirstRackPower(start, 17.0);
        {
            Project project;
            RecoveryWriter writer(&project);
            project.open(start, file);
            QVERIFY(!findRecovery(file));
            project.document()->commit(edited, "Set power");
            writer.finish(); // and then, as in a crash, neither save nor close
        }
        const auto recovered = findRecovery(file);
        QVERIFY(recovered);
        QVERIFY(*recovered->site == *edited);
        QVERIFY(*loadSite(file) == *start);
    }

    // An edit each tenth of a second, far more often than the writer's delay.
    void editsReachTheDiskWhileTheHandKeepsEditing()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        const SitePtr start = test::smallCampus();
        saveSite(*start, file);
        Project project;
        RecoveryWriter writer(&project);
        project.open(start, file);
        double kw = 10.0;
        // Edits until the disk holds one made after the hand had set `kw`; false after half a minute.
        const auto editUntilOnDisk = [&](double sinceKw) {
            for (int i = 0; i < 300; ++i) {
                kw += 0.01;
                project.document()->commit(withFirstRackPower(project.document()->committedSite(), kw),
                                           "Set power");
                QTest::qWait(100);
                if (std::filesystem::exists(recoveryFileFor(file)) &&
                    firstRack(*loadSite(recoveryFileFor(file))).powerW > sinceKw * 1e3)
                    return true;
            }
            return false;
        };
        QVERIFY(editUntilOnDisk(kw));
        QVERIFY(editUntilOnDisk(kw)); // and again
    }

    void nothingIsLeftToRecoverAfterSaveUndoOrClose()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        const SitePtr start = test::smallCampus();
        saveSite(*start, file);
        Project project;
        RecoveryWriter writer(&project);
        project.open(start, file);
        const auto edit = [&] {
            project.document()->commit(withFirstRackPower(project.document()->committedSite(), 17.0),
                                       "Set power");
            writer.finish();
            return std::filesystem::exists(recoveryFileFor(file));
        };
        QVERIFY(edit());
        project.document()->undoStack()->undo();
        writer.finish();
        QVERIFY(!std::filesystem::exists(recoveryFileFor(file)));
        QVERIFY(edit());
        project.save(file);
        writer.finish();
        QVERIFY(!std::filesystem::exists(recoveryFileFor(file)));
        project.document()->commit(withFirstRackPower(project.document()->committedSite(), 18.0),
                                   "Set power");
        writer.finish();
        project.close();
        writer.finish();
        QVERIFY(!std::filesystem::exists(recoveryFileFor(file)));
    }

    void editsOnAFileThatAnotherProgramReplacedAreToldApart()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        const SitePtr start = test::smallCampus();
        saveSite(*start, file);
        {
            Project project;
            RecoveryWriter writer(&project);
            project.open(start, file);
            saveSite(*withFirstRackPower(start, 3.0), file);
            project.document()->commit(withFirstRackPower(start, 17.0), "Set power");
            writer.finish();
        }
        const auto recovered = findRecovery(file);
        QVERIFY(recovered && !recovered->baseUnchanged);
    }

    void aSecondWindowOfTheSameSiteKeepsItsOwnEdits()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        const SitePtr start = test::smallCampus();
        saveSite(*start, file);
        Project first;
        RecoveryWriter firstWriter(&first);
        first.open(start, file);
        first.document()->commit(withFirstRackPower(start, 17.0), "Set power");
        firstWriter.finish();
        Project second;
        RecoveryWriter secondWriter(&second);
        second.open(start, file);
        QVERIFY(!findRecovery(file)); // the first still runs
        second.document()->commit(withFirstRackPower(start, 18.0), "Set power");
        second.save(file);
        secondWriter.finish();
        QVERIFY(std::filesystem::exists(recoveryFileFor(file)));
    }

    void aDeclinedLeftoverIsNotOfferedAgain()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        const SitePtr start = test::smallCampus();
        saveSite(*start, file);
        const auto crash = [&] {
            Project project;
            RecoveryWriter writer(&project);
            project.open(start, file);
            project.document()->commit(withFirstRackPower(start, 17.0), "Set power");
            writer.finish();
        };
        crash();
        {
            Project project;
            RecoveryWriter writer(&project);
            project.open(start, file);
            writer.finish();
            QVERIFY(std::filesystem::exists(recoveryFileFor(file))); // opening alone takes nothing away
            writer.forgetLeftover();
            writer.finish();
        }
        QVERIFY(!findRecovery(file));

        crash();
        {
            Project project;
            RecoveryWriter writer(&project);
            project.open(start, file);
            project.document()->commit(withFirstRackPower(start, 17.0), "Restore unsaved changes");
            project.save(file); // before the writer has written anything itself
            writer.finish();
        }
        QVERIFY(!findRecovery(file));
    }

    void aBranchIsWorkedOnBesideTheSite()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        Project project;
        const SitePtr start = test::smallCampus();
        project.open(start, {});
        const std::int64_t retrofit = project.createBranch(Project::mainLine, "Retrofit");
        QCOMPARE(project.activeBranch(), retrofit);
        QVERIFY(project.isModified());
        project.document()->commit(withFirstRackPower(start, 12.0), "Set power");
        project.switchTo(Project::mainLine);
        QCOMPARE(firstRack(*project.document()->shownSite()).powerW, firstRack(*start).powerW);
        QVERIFY(!project.document()->undoGroup()->canUndo());
        project.save(file);
        QVERIFY(!project.isModified());
        QVERIFY(*loadSite(file) == *start);

        Project again;
        const SiteImagePtr image = loadSiteImage(file);
        again.open(image->site, file, image);
        QVERIFY(!again.isModified());
        QCOMPARE(again.nameOf(retrofit), QString("Retrofit"));
        again.switchTo(retrofit);
        QCOMPARE(firstRack(*again.document()->shownSite()).powerW, 12e3);
        again.drop(retrofit);
        QVERIFY(again.isModified());
        QVERIFY(again.branches().empty());
        QCOMPARE(firstRack(*again.document()->shownSite()).powerW, firstRack(*start).powerW);
    }

    void aMergeBringsOneBranchsWorkAndCanBeUndone()
    {
        Project project;
        const SitePtr start = test::smallCampus();
        project.open(start, {});
        const std::int64_t retrofit = project.createBranch(Project::mainLine, "Retrofit");
        project.document()->commit(withFirstRackPower(start, 12.0), "Set power");
        project.switchTo(Project::mainLine);
        const RackId other = start->buildings.front()->halls.front()->racks[1].id;
        project.document()->commit(withRackPower(start, other, 5e3), "Set power");
        const Merge merge = project.mergeOf(retrofit, MergePreference::Ours);
        QVERIFY(merge.conflicts.empty());
        project.document()->commit(merge.site, "Merge Retrofit");
        QCOMPARE(firstRack(*project.document()->committedSite()).powerW, 12e3);
        QCOMPARE(project.document()->committedSite()->rack(other).powerW, 5e3);
        project.document()->undoStack()->undo();
        QCOMPARE(firstRack(*project.document()->committedSite()).powerW, firstRack(*start).powerW);
    }

    // Else a merge would take two things for one.
    void twoBranchesNeverGiveOneId()
    {
        Project project;
        const SitePtr start = test::smallCampus();
        const HallId hall = start->buildings.front()->halls.front()->id;
        project.open(start, {});
        const auto addColumn = [&](double x) {
            SiteEdit edit(project.document()->committedSite());
            Column column;
            column.area = {x, 0.1, 0.2, 0.2};
            edit.addTo(hall, column);
            project.document()->commit(edit.done(), "Draw column");
        };
        const std::int64_t retrofit = project.createBranch(Project::mainLine, "Retrofit");
        addColumn(0.1);
        project.switchTo(Project::mainLine);
        addColumn(0.5);
        const Merge merge = project.mergeOf(retrofit, MergePreference::Ours);
        QVERIFY(merge.conflicts.empty());
        QCOMPARE(merge.site->hall(hall).columns.size(), start->hall(hall).columns.size() + 2);
    }

    void aNameThatIsTakenIsRefused()
    {
        Project project;
        project.open(test::smallCampus(), {});
        project.keepVersion("As approved");
        QVERIFY_EXCEPTION_THROWN(project.createBranch(Project::mainLine, "As approved"), InputError);
        QVERIFY_EXCEPTION_THROWN(project.createBranch(Project::mainLine, ""), InputError);
        QCOMPARE(project.branches().size(), std::size_t{1});
        QCOMPARE(project.activeBranch(), Project::mainLine);
    }

    void aCrashCostsNoBranch()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        const SitePtr start = test::smallCampus();
        saveSite(*start, file);
        std::int64_t retrofit = 0;
        {
            Project project;
            RecoveryWriter writer(&project);
            project.open(start, file);
            retrofit = project.createBranch(Project::mainLine, "Retrofit");
            project.document()->commit(withFirstRackPower(start, 12.0), "Set power");
            writer.finish();
        }
        const auto recovered = findRecovery(file);
        QVERIFY(recovered);
        Project project;
        const SiteImagePtr image = loadSiteImage(file);
        project.open(image->site, file, image);
        project.restore(*recovered);
        QVERIFY(project.isModified());
        QCOMPARE(project.activeBranch(), Project::mainLine);
        QCOMPARE(firstRack(*project.siteOf(retrofit)).powerW, 12e3);
    }

private:
    QTemporaryDir state_;
};

QTEST_GUILESS_MAIN(ProjectTest)
#include "tst_project.moc"
