// Unsaved edits survive a crash, and are never mistaken for newer than they are.
#include "core/model/edits.h"
#include "core/storage/recovery.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>
#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// What a program leaves behind that opened the file as it is now, edited it and crashed.
void crashWith(const SitePtr& site, const std::filesystem::path& file)
{
    RecoveryFile(file).write(site, {}, {}, file.empty() ? FileStamp{} : stampOf(file));
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
            held.write(edited(), {}, {}, stampOf(file_));
            held.discard();
        }
        QVERIFY(!findRecovery(file_));
        QCOMPARE(directory_->names(), std::set<std::string>{"campus.hallwright"});
    }

    void unsavedEditsComeBack()
    {
        crashWith(edited(), file_);
        const auto recovered = findRecovery(file_);
        QVERIFY(recovered.has_value());
        QVERIFY(*recovered->site == *edited());
        QVERIFY(recovered->baseUnchanged);
        QVERIFY(*loadSite(file_) == *smallCampus());
    }

    void theLatestEditWins()
    {
        crashWith(smallCampus(), file_);
        crashWith(edited(), file_);
        QVERIFY(*findRecovery(file_)->site == *edited());
    }

    void aRecoveryOlderThanItsSiteSaysSo()
    {
        crashWith(edited(), file_);
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
            a.write(edited(), {}, {}, opened);
        }
        QVERIFY(!findRecovery(file_)->baseUnchanged);
    }

    void theEditsOfARunningProgramAreNotOffered()
    {
        RecoveryFile running(file_);
        running.write(edited(), {}, {}, stampOf(file_));
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
            first.write(edited(), {}, {}, {});
            RecoveryFile second(file);
            QVERIFY(first.path() != second.path());
            second.write(other, {}, {}, {});
            second.discard();
            QVERIFY(std::filesystem::exists(first.path()));
            second.write(other, {}, {}, {});
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
        first->write(edited(), {}, {}, stampOf(file_));
        first.reset();
        second.write(smallCampus(), {}, {}, stampOf(file_));
        QVERIFY(*findRecovery(file_)->site == *edited());
    }

    void whoOpensACrashedSiteTakesOverItsRecovery()
    {
        const auto second = recoveryFileFor(file_, 2);
        {
            RecoveryFile first(file_);
            crashWith(edited(), file_);
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
        crashWith(edited(), file_);
        std::filesystem::remove(file_);
        const auto recovered = findRecovery(file_);
        QVERIFY(recovered && !recovered->baseUnchanged);
        QVERIFY(*recovered->site == *edited());
    }

    void aSiteNeverSavedIsRecovered()
    {
        QVERIFY(!findRecovery({}));
        crashWith(edited(), {});
        const auto recovered = findRecovery({});
        QVERIFY(recovered && recovered->baseUnchanged);
        QVERIFY(*recovered->site == *edited());
        RecoveryFile({}).discard();
        QVERIFY(!findRecovery({}));
    }

    void aLinkAndItsFileShareOneRecovery()
    {
        std::filesystem::create_symlink("campus.hallwright", *directory_ / "link.hallwright");
        crashWith(edited(), *directory_ / "link.hallwright");
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
        crashWith(edited(), file_);
        saveSite(*findRecovery(file_)->site, *directory_ / "b.hallwright");
        saveSite(*edited(), *directory_ / "c.hallwright");
        QVERIFY(bytesOf(*directory_ / "b.hallwright") == bytesOf(*directory_ / "c.hallwright"));
    }

    void aLinkAtItsNameIsNotWrittenThrough()
    {
        writeBytes(*directory_ / "thesis.txt", "years of work");
        std::filesystem::create_symlink("thesis.txt", recoveryFileFor(file_));
        crashWith(edited(), file_);
        QCOMPARE(bytesOf(*directory_ / "thesis.txt"), std::string("years of work"));
        QVERIFY(std::filesystem::is_symlink(recoveryFileFor(file_)));
        QVERIFY(*findRecovery(file_)->site == *edited());
    }

    void aLinkPutAtItsNameLaterIsNotWrittenThroughEither()
    {
        writeBytes(*directory_ / "thesis.txt", "years of work");
        {
            RecoveryFile held(file_);
            held.write(smallCampus(), {}, {}, stampOf(file_));
            std::filesystem::remove(held.path());
            std::filesystem::create_symlink("thesis.txt", held.path());
            held.write(edited(), {}, {}, stampOf(file_));
        }
        QCOMPARE(bytesOf(*directory_ / "thesis.txt"), std::string("years of work"));
        QVERIFY(*findRecovery(file_)->site == *edited());
    }

    void aSiteThatALinkAtItsNameLeadsToIsNotOffered()
    {
        saveSite(*withSiteName(smallCampus(), "Somebody's"), *directory_ / "other.hallwright");
        std::filesystem::create_symlink("other.hallwright", recoveryFileFor(file_));
        QVERIFY(!findRecovery(file_));
    }

    void whateverStandsAtItsNamesItFindsAnother_data()
    {
        QTest::addColumn<bool>("lock");
        QTest::newRow("at the recovery file's") << false;
        QTest::newRow("at the lock's") << true;
    }

    void whateverStandsAtItsNamesItFindsAnother()
    {
        QFETCH(bool, lock);
        const auto name = [&](int instance) {
            return recoveryFileFor(file_, instance).string() + (lock ? ".lock" : "");
        };
        std::filesystem::create_directory(name(1));
        QCOMPARE(::mkfifo(name(2).c_str(), 0600), 0);
        std::filesystem::create_symlink("nowhere", name(3));
        crashWith(edited(), file_);
        QVERIFY(std::filesystem::exists(recoveryFileFor(file_, 4)));
        QVERIFY(!std::filesystem::exists(*directory_ / "nowhere"));
        QVERIFY(*findRecovery(file_)->site == *edited());
    }

    void whatCannotBeReadIsKeptAndDoesNotHideWhatCan()
    {
        writeBytes(recoveryFileFor(file_), "torn");
        crashWith(edited(), file_);
        QCOMPARE(bytesOf(recoveryFileFor(file_)), std::string("torn"));
        QVERIFY(*findRecovery(file_)->site == *edited());
    }

    void itIsAsPrivateAsItsSite_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("the user's alone") << 0600;
        QTest::newRow("readable to the group") << 0640;
        QTest::newRow("everybody's") << 0666;
    }

    void itIsAsPrivateAsItsSite()
    {
        QFETCH(int, mode);
        ::chmod(file_.c_str(), static_cast<mode_t>(mode));
        RecoveryFile held(file_);
        held.write(edited(), {}, {}, stampOf(file_));
        QCOMPARE(modeOf(held.path()), mode);
        QCOMPARE(modeOf(held.path().string() + ".lock"), mode);
        ::chmod(file_.c_str(), 0600); // made private while it was open
        held.write(edited(), {}, {}, stampOf(file_));
        QCOMPARE(modeOf(held.path()), 0600);
    }

    void aSiteNeverSavedIsTheUsersAlone()
    {
        std::filesystem::create_directories(recoveryFileFor({}).parent_path()); // by an earlier version
        ::chmod(recoveryFileFor({}).parent_path().c_str(), 0755);
        RecoveryFile held({});
        held.write(edited(), {}, {}, {});
        QCOMPARE(modeOf(held.path().parent_path()), 0700);
        QCOMPARE(modeOf(held.path()), 0600);
        QCOMPARE(modeOf(held.path().string() + ".lock"), 0600);
    }

    void aNewStateDirectoryIsTheUsersAlone()
    {
        RecoveryFile held({});
        QCOMPARE(modeOf(held.path().parent_path()), 0700);
    }

    // --- what this program cannot read

    void whatCannotBeReadIsPutAsideAndKept()
    {
        writeBytes(recoveryFileFor(file_), "torn");
        crashWith(edited(), file_); // another, which can be
        const std::vector<PutAside> aside = putAsideUnreadable(file_);
        QCOMPARE(aside.size(), std::size_t{1});
        QVERIFY(aside[0].file == *directory_ / "campus.unsaved-1.hallwright");
        QVERIFY(aside[0].why.find("it is not a Hallwright site file") != std::string::npos);
        QCOMPARE(bytesOf(aside[0].file), std::string("torn"));
        QVERIFY(!std::filesystem::exists(recoveryFileFor(file_)));
        QVERIFY(*findRecovery(file_)->site == *edited());
        QVERIFY(putAsideUnreadable(file_).empty());
    }

    void theNextOneIsPutBesideAndOverwritesNothing()
    {
        std::filesystem::create_symlink("nowhere", *directory_ / "campus.unsaved-1.hallwright");
        writeBytes(*directory_ / "campus.unsaved-2.hallwright", "somebody's");
        crashWith(edited(), file_);
        QVERIFY(putAside(file_) == *directory_ / "campus.unsaved-3.hallwright");
        QVERIFY(*loadSite(*directory_ / "campus.unsaved-3.hallwright") == *edited());
        QCOMPARE(bytesOf(*directory_ / "campus.unsaved-2.hallwright"), std::string("somebody's"));
        QVERIFY(!findRecovery(file_));
        QVERIFY(putAside(file_).empty());
    }

    void aSiteNeverSavedIsPutAsideToo()
    {
        crashWith(edited(), {});
        const auto aside = putAside({});
        QVERIFY(aside == *directory_ / "state/hallwright/untitled.unsaved-1.hallwright");
        QVERIFY(*loadSite(aside) == *edited());
        std::filesystem::remove(aside);
    }

    void whatARunningProgramHoldsIsNotPutAside()
    {
        RecoveryFile running(file_);
        running.write(edited(), {}, {}, stampOf(file_));
        QVERIFY(putAside(file_).empty());
        writeBytes(running.path(), "being written");
        QVERIFY(putAsideUnreadable(file_).empty());
    }

    // --- who has it

    void anotherProgramIsToldByItsUserHostAndProcess()
    {
        QVERIFY(!holderOf(file_));
        RecoveryFile own(file_);
        QVERIFY(!holderOf(file_)); // this very program is nobody else
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            const RecoveryFile theirs(file_);
            const bool told = ::write(ends[1], "x", 1) == 1;
            while (told)
                ::pause();
        }
        char ready = 0;
        QCOMPARE(::read(ends[0], &ready, 1), ssize_t{1});
        const auto holder = holderOf(file_);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        QVERIFY(holder.has_value());
        QCOMPARE(holder->process, int{child});
        QVERIFY(!holder->user.empty() && !holder->host.empty());
        QVERIFY(!holderOf(file_));
    }

    void aLockOfACrashIsRemoved()
    {
        writeBytes(recoveryFileFor(file_, 2).string() + ".lock", "");
        writeBytes(recoveryFileFor(file_, 7).string() + ".lock", "somebody\nhere\n1\n");
        {
            RecoveryFile held(file_);
            QCOMPARE(directory_->names(),
                     (std::set<std::string>{"campus.hallwright", ".campus.hallwright-recovery.lock"}));
        }
        QCOMPARE(directory_->names(), std::set<std::string>{"campus.hallwright"});
    }

    void theLockOfARunningProgramStays()
    {
        RecoveryFile first(file_);
        RecoveryFile second(file_);
        RecoveryFile third(file_);
        QVERIFY(std::filesystem::exists(second.path().string() + ".lock"));
        second.write(edited(), {}, {}, stampOf(file_));
        QVERIFY(third.path() != second.path());
    }

    void aFileThatIsNoLockIsNotWrittenInto()
    {
        const std::string lock = recoveryFileFor(file_).string() + ".lock";
        writeBytes(*directory_ / "thesis.txt", "years of work");
        std::filesystem::create_hard_link(*directory_ / "thesis.txt", lock);
        crashWith(edited(), file_);
        QCOMPARE(bytesOf(*directory_ / "thesis.txt"), std::string("years of work"));
    }

    // --- long names

    void aNameAsLongAsTheSystemAllowsIsSavedAndGuarded_data()
    {
        QTest::addColumn<QString>("letter");
        QTest::addColumn<int>("count");
        QTest::newRow("255 letters") << "x" << 244;
        QTest::newRow("of three bytes each") << "機" << 81;
        QTest::newRow("240 bytes") << "x" << 229;
        QTest::newRow("200 bytes") << "x" << 189;
    }

    void aNameAsLongAsTheSystemAllowsIsSavedAndGuarded()
    {
        QFETCH(QString, letter);
        QFETCH(int, count);
        const auto file = *directory_ / (letter.repeated(count).toStdString() + ".hallwright");
        saveSite(*smallCampus(), file);
        saveSite(*edited(), file);
        QVERIFY(*loadSite(file) == *edited());
        crashWith(smallCampus(), file);
        QVERIFY(*findRecovery(file)->site == *smallCampus());
        QVERIFY(!findRecovery(file_));
        QVERIFY(*loadSite(putAside(file)) == *smallCampus());
    }

    void longNamesThatBeginAlikeAreToldApart()
    {
        const std::string start(230, 'x');
        QVERIFY(recoveryFileFor(*directory_ / (start + "a.hallwright")) !=
                recoveryFileFor(*directory_ / (start + "b.hallwright")));
    }

private:
    static int modeOf(const std::filesystem::path& file)
    {
        return static_cast<int>(std::filesystem::status(file).permissions());
    }
    static SitePtr edited() { return withRackPower(smallCampus(), {1}, 12345.6); }

    std::unique_ptr<TemporaryDirectory> directory_;
    std::filesystem::path file_;
};

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
