// Unsaved edits survive a crash, and are never mistaken for newer than they are.
#include "core/model/edits.h"
#include "core/storage/recovery.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

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
        writeRecovery(*edited(), file_);
        discardRecovery(file_);
        QVERIFY(!findRecovery(file_));
        QCOMPARE(directory_->names(), std::set<std::string>{"campus.hallwright"});
    }

    void unsavedEditsComeBack()
    {
        writeRecovery(*edited(), file_);
        const auto recovered = findRecovery(file_);
        QVERIFY(recovered.has_value());
        QVERIFY(*recovered->site == *edited());
        QVERIFY(recovered->baseUnchanged);
        QVERIFY(*loadSite(file_) == *smallCampus());
    }

    void theLatestEditWins()
    {
        writeRecovery(*smallCampus(), file_);
        writeRecovery(*edited(), file_);
        QVERIFY(*findRecovery(file_)->site == *edited());
    }

    void aRecoveryOlderThanItsSiteSaysSo()
    {
        writeRecovery(*edited(), file_);
        saveSite(*withSiteName(smallCampus(), "Saved by another program"), file_);
        QVERIFY(!findRecovery(file_)->baseUnchanged);
    }

    void aRecoveryOfADeletedSiteSaysSo()
    {
        writeRecovery(*edited(), file_);
        std::filesystem::remove(file_);
        const auto recovered = findRecovery(file_);
        QVERIFY(recovered && !recovered->baseUnchanged);
        QVERIFY(*recovered->site == *edited());
    }

    void aSiteNeverSavedIsRecovered()
    {
        QVERIFY(!findRecovery({}));
        writeRecovery(*edited(), {});
        const auto recovered = findRecovery({});
        QVERIFY(recovered && recovered->baseUnchanged);
        QVERIFY(*recovered->site == *edited());
        discardRecovery({});
        QVERIFY(!findRecovery({}));
    }

    void aLinkAndItsFileShareOneRecovery()
    {
        std::filesystem::create_symlink("campus.hallwright", *directory_ / "link.hallwright");
        writeRecovery(*edited(), *directory_ / "link.hallwright");
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
        writeRecovery(*edited(), file_);
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
