// Unsaved edits survive a crash, and are never mistaken for newer than they are.
#include "core/model/edits.h"
#include "core/storage/recovery.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// What a program leaves behind that opened the file as it is now, edited it and crashed.
void crashWith(const Site& site, const std::filesystem::path& file)
{
    RecoveryFile(file).write(site, file.empty() ? FileStamp{} : stampOf(file));
}

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        directory_ = std::make_unique<TemporaryDirectory>();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((*directory_ / "state").string()));
        file_ = *directory_ / "campus.hallwright";
        saveSite(*smallCampus(), file_);
    }

    void thereIsNothingToRecoverAfterAnOrderlyEnd()
    {
        QVERIFY(!findRecovery(file_));
        {
            RecoveryFile held(file_);
            held.write(*edited(), stampOf(file_));
            held.discard();
        }
        QVERIFY(!findRecovery(file_));
        QCOMPARE(directory_->names(), std::set<std::string>{"campus.hallwright"});
    }

    void unsavedEditsComeBack()
    {
        crashWith(*edited(), file_);
        const auto recovered = findRecovery(file_);
        QVERIFY(recovered.has_value());
        QVERIFY(*recovered->site == *edited());
        QVERIFY(recovered->baseUnchanged);
        QVERIFY(*loadSite(file_) == *smallCampus());
    }

    void theLatestEditWins()
    {
        crashWith(*smallCampus(), file_);
        crashWith(*edited(), file_);
        QVERIFY(*findRecovery(file_)->site == *edited());
    }

    void aRecoveryOlderThanItsSiteSaysSo()
    {
        crashWith(*edited(), file_);
        saveSite(*withSiteName(smallCampus(), "Saved by another program"), file_);
        QVERIFY(!findRecovery(file_)->baseUnchanged);
    }

    // A opens, B saves, and only then A edits for the first time.
    void theBaseIsTheFileThatWasOpenedNotTheOneThatStoodThereLater()
    {
        const FileStamp opened = stampOf(file_);
        {
            RecoveryFile a(file_);
            saveSite(*withSiteName(smallCampus(), "Saved by another program"), file_);
            a.write(*edited(), opened);
        }
        QVERIFY(!findRecovery(file_)->baseUnchanged);
    }

    void theEditsOfARunningProgramAreNotOffered()
    {
        RecoveryFile running(file_);
        running.write(*edited(), stampOf(file_));
        QVERIFY(!findRecovery(file_));
    }

    void twoProgramsOnOneSiteKeepTheirOwnEdits_data()
    {
        QTest::addColumn<bool>("saved");
        QTest::newRow("a saved site") << true;
        QTest::newRow("a site never saved") << false;
    }

    void twoProgramsOnOneSiteKeepTheirOwnEdits()
    {
        QFETCH(bool, saved);
        const std::filesystem::path file = saved ? file_ : std::filesystem::path();
        const auto other = withSiteName(smallCampus(), "The second program's");
        {
            RecoveryFile first(file);
            first.write(*edited(), {});
            RecoveryFile second(file);
            QVERIFY(first.path() != second.path());
            second.write(*other, {});
            second.discard();
            QVERIFY(std::filesystem::exists(first.path()));
            second.write(*other, {});
        }
        // Both crashed; each is offered in turn.
        for (const SitePtr& site : {edited(), other}) {
            QVERIFY(*findRecovery(file)->site == *site);
            RecoveryFile(file).discard();
        }
        QVERIFY(!findRecovery(file));
    }

    void aCrashOfTheFirstProgramIsNotOverwrittenByTheSecond()
    {
        auto first = std::make_unique<RecoveryFile>(file_);
        RecoveryFile second(file_);
        first->write(*edited(), stampOf(file_));
        first.reset();
        second.write(*smallCampus(), stampOf(file_));
        QVERIFY(*findRecovery(file_)->site == *edited());
    }

    void whoOpensACrashedSiteTakesOverItsRecovery()
    {
        const auto second = recoveryFileFor(file_, 2);
        {
            RecoveryFile first(file_);
            crashWith(*edited(), file_);
        }
        QVERIFY(*findRecovery(file_)->site == *edited());
        QVERIFY(RecoveryFile(file_).path() == second);
    }

    void aLockLeftByACrashHoldsNothing()
    {
        writeBytes(recoveryFileFor(file_).string() + ".lock", "");
        QVERIFY(RecoveryFile(file_).path() == recoveryFileFor(file_));
        QCOMPARE(directory_->names(), std::set<std::string>{"campus.hallwright"});
    }

    void aRecoveryOfADeletedSiteSaysSo()
    {
        crashWith(*edited(), file_);
        std::filesystem::remove(file_);
        const auto recovered = findRecovery(file_);
        QVERIFY(recovered && !recovered->baseUnchanged);
        QVERIFY(*recovered->site == *edited());
    }

    void aSiteNeverSavedIsRecovered()
    {
        QVERIFY(!findRecovery({}));
        crashWith(*edited(), {});
        const auto recovered = findRecovery({});
        QVERIFY(recovered && recovered->baseUnchanged);
        QVERIFY(*recovered->site == *edited());
        RecoveryFile({}).discard();
        QVERIFY(!findRecovery({}));
    }

    void aLinkAndItsFileShareOneRecovery()
    {
        std::filesystem::create_symlink("campus.hallwright", *directory_ / "link.hallwright");
        crashWith(*edited(), *directory_ / "link.hallwright");
        QVERIFY(findRecovery(file_)->baseUnchanged);
    }

    void itStandsBesideTheSite()
    {
        QCOMPARE(QString::fromStdString(recoveryFileFor(file_).string()),
                 QString::fromStdString((*directory_ / ".campus.hallwright-recovery").string()));
    }

    void itGoesToTheStateDirectoryWhereNothingCanBeWrittenBesideTheSite()
    {
        const auto one = recoveryFileFor("/nowhere/one/campus.hallwright");
        const auto two = recoveryFileFor("/nowhere/two/campus.hallwright");
        QVERIFY(one.parent_path() == *directory_ / "state/hallwright");
        QVERIFY(two.parent_path() == one.parent_path());
        QVERIFY(one != two);
    }

    void aDamagedRecoveryIsNamed()
    {
        writeBytes(recoveryFileFor(file_), "torn");
        QCOMPARE(messageOf<StorageError>([&] { findRecovery(file_); }),
                 QStringLiteral("Cannot open %1: it is not a Hallwright site file.")
                     .arg(QString::fromStdString(recoveryFileFor(file_).string())));
    }

    void aRecoverySavedAsASiteIsAnOrdinarySite()
    {
        crashWith(*edited(), file_);
        saveSite(*findRecovery(file_)->site, *directory_ / "b.hallwright");
        saveSite(*edited(), *directory_ / "c.hallwright");
        QVERIFY(bytesOf(*directory_ / "b.hallwright") == bytesOf(*directory_ / "c.hallwright"));
    }

private:
    static SitePtr edited() { return withRackPower(smallCampus(), {1}, watts(12345.6)); }

    std::unique_ptr<TemporaryDirectory> directory_;
    std::filesystem::path file_;
};

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
