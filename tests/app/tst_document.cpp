// The document: versions, undo, file, drag and recovery, without a window.
#include "app/project/document.h"
#include "app/project/recovery_writer.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
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

class DocumentTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_STATE_HOME", QByteArray(state_.path().toUtf8())); }

    void undoPutsBackTheVeryVersion()
    {
        Document document;
        const SitePtr start = test::smallCampus();
        document.open(start, {});
        document.commit(withFirstRackPower(start, 12.0), "Set power");
        document.commit(withFirstRackPower(document.committedSite(), 14.0), "Set power");
        document.undoStack()->undo();
        document.undoStack()->undo();
        QCOMPARE(document.committedSite().get(), start.get());
        QVERIFY(!document.isModified());
        document.undoStack()->redo();
        QCOMPARE(firstRack(*document.committedSite()).powerW, 12e3);
        QVERIFY(document.isModified());
    }

    void aPreviewIsShownButNotCommitted()
    {
        Document document;
        const SitePtr start = test::smallCampus();
        document.open(start, {});
        QSignalSpy shown(&document, &Document::shownSiteChanged);
        document.preview(withFirstRackPower(start, 9.0));
        QCOMPARE(firstRack(*document.shownSite()).powerW, 9e3);
        QCOMPARE(document.committedSite().get(), start.get());
        QVERIFY(!document.isModified());
        document.revertPreview();
        QCOMPARE(document.shownSite().get(), start.get());
        QCOMPARE(shown.count(), 2);
    }

    void saveClearsTheModifiedMarkAndAFailureKeepsIt()
    {
        QTemporaryDir folder;
        Document document;
        const SitePtr start = test::smallCampus();
        document.open(start, {});
        document.commit(withFirstRackPower(start, 12.0), "Set power");
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        QVERIFY_EXCEPTION_THROWN(document.save(file / "not-a-folder.hallwright"), StorageError);
        QVERIFY(document.isModified());
        QVERIFY(document.file().empty());
        document.save(file);
        QVERIFY(!document.isModified());
        QVERIFY(*loadSite(file) == *document.committedSite());
    }

    void anotherProgramsSaveIsNoticed()
    {
        QTemporaryDir folder;
        Document document;
        document.open(test::smallCampus(), {});
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        document.save(file);
        QVERIFY(!document.changedOnDisk());
        saveSite(*withFirstRackPower(document.committedSite(), 3.0), file);
        QVERIFY(document.changedOnDisk());
    }

    void unsavedEditsAreFoundAfterACrash()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.hallwright").toStdString();
        const SitePtr start = test::smallCampus();
        saveSite(*start, file);
        const SitePtr edited = withFirstRackPower(start, 17.0);
        {
            Document document;
            RecoveryWriter writer(&document);
            document.open(start, file);
            QVERIFY(!findRecovery(file));
            document.commit(edited, "Set power");
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
        Document document;
        RecoveryWriter writer(&document);
        document.open(start, file);
        double kw = 10.0;
        // Edits until the disk holds one made after the hand had set `kw`; false after half a minute.
        const auto editUntilOnDisk = [&](double sinceKw) {
            for (int i = 0; i < 300; ++i) {
                kw += 0.01;
                document.commit(withFirstRackPower(document.committedSite(), kw), "Set power");
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
        Document document;
        RecoveryWriter writer(&document);
        document.open(start, file);
        const auto edit = [&] {
            document.commit(withFirstRackPower(document.committedSite(), 17.0), "Set power");
            writer.finish();
            return std::filesystem::exists(recoveryFileFor(file));
        };
        QVERIFY(edit());
        document.undoStack()->undo();
        writer.finish();
        QVERIFY(!std::filesystem::exists(recoveryFileFor(file)));
        QVERIFY(edit());
        document.save(file);
        writer.finish();
        QVERIFY(!std::filesystem::exists(recoveryFileFor(file)));
        document.commit(withFirstRackPower(document.committedSite(), 18.0), "Set power");
        writer.finish();
        document.close();
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
            Document document;
            RecoveryWriter writer(&document);
            document.open(start, file);
            saveSite(*withFirstRackPower(start, 3.0), file);
            document.commit(withFirstRackPower(start, 17.0), "Set power");
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
        Document first;
        RecoveryWriter firstWriter(&first);
        first.open(start, file);
        first.commit(withFirstRackPower(start, 17.0), "Set power");
        firstWriter.finish();
        Document second;
        RecoveryWriter secondWriter(&second);
        second.open(start, file);
        QVERIFY(!findRecovery(file)); // the first still runs
        second.commit(withFirstRackPower(start, 18.0), "Set power");
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
            Document document;
            RecoveryWriter writer(&document);
            document.open(start, file);
            document.commit(withFirstRackPower(start, 17.0), "Set power");
            writer.finish();
        };
        crash();
        {
            Document document;
            RecoveryWriter writer(&document);
            document.open(start, file);
            writer.finish();
            QVERIFY(std::filesystem::exists(recoveryFileFor(file))); // opening alone takes nothing away
            writer.forgetLeftover();
            writer.finish();
        }
        QVERIFY(!findRecovery(file));

        crash();
        {
            Document document;
            RecoveryWriter writer(&document);
            document.open(start, file);
            document.commit(withFirstRackPower(start, 17.0), "Restore unsaved changes");
            document.save(file); // before the writer has written anything itself
            writer.finish();
        }
        QVERIFY(!findRecovery(file));
    }

private:
    QTemporaryDir state_;
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "tst_document.moc"
