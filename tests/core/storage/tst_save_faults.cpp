// Every call by which a site is saved fails in turn, and the program is killed at each: what was there is whole, or what was to
// come, and nothing else is left.
#include "core/model/edits.h"
#include "core/storage/recovery.h"
#include "core/storage/site_file.h"
#include "faulty_calls.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>
#include <cerrno>
#include <csignal>
#include <functional>
#include <map>
#include <sys/wait.h>
#include <unistd.h>

using namespace hallwright;
using namespace hallwright::test;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t bytesOfAWrite = 16'384; // so that a save takes several

SitePtr before()
{
    return smallCampus();
}

SitePtr after()
{
    return withSiteName(smallCampus(), "Another");
}

} // namespace

class TestSaveFaults : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        directory_ = std::make_unique<TemporaryDirectory>();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((*directory_ / "state").string()));
        file_ = *directory_ / "campus.hallwright";
        image_ = saveSite(before(), file_, nullptr);
        names_ = directory_->names();
    }

    void everyCallFailsInTurn_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<bool>("incremental");
        for (const bool incremental : {false, true}) {
            const char* how = incremental ? "what changed" : "the whole";
            QTest::addRow("full disk, %s", how) << ENOSPC << incremental;
            QTest::addRow("quota, %s", how) << EDQUOT << incremental;
            QTest::addRow("broken disk, %s", how) << EIO << incremental;
            QTest::addRow("became read-only, %s", how) << EROFS << incremental;
            QTest::addRow("no permission, %s", how) << EACCES << incremental;
        }
    }

    void everyCallFailsInTurn()
    {
        QFETCH(int, error);
        QFETCH(bool, incremental);
        std::map<std::string, int> struck;
        for (int call = 1; call < 1000; ++call) {
            init();
            const std::string old = bytesOf(file_);
            const ArmedFault fault({call, error, bytesOfAWrite});
            bool refused = false;
            try {
                saveSite(after(), file_, incremental ? image_ : nullptr);
            } catch (const StorageError&) {
                refused = true;
            }
            if (!fault.struck())
                break;
            const std::string at = fault.struckCall();
            ++struck[at];
            requireOldOrNew();
            QCOMPARE(directory_->names(), names_);
            // Only what comes after the renaming may fail with the new file in place, and only what is a courtesy in silence.
            if (refused)
                QVERIFY2(bytesOf(file_) == old || at == "fsync", at.c_str());
            else
                QVERIFY2(at == "fchown" || at == "close", at.c_str());
        }
        for (const char* call : {"open", "write", "fsync", "fchmod", "rename", "close"})
            QVERIFY2(struck[call] > 0, call);
        QVERIFY(struck["write"] > 2);
        QVERIFY(struck["fsync"] == 2);
    }

    // A signal that is handled is no fault.
    void anInterruptedWriteGoesOn()
    {
        for (int call = 1; call < 10; ++call) {
            const ArmedFault fault({call, EINTR, bytesOfAWrite});
            try {
                saveSite(after(), file_, nullptr);
                QVERIFY(*loadSite(file_) == *after());
            } catch (const StorageError&) {
                QVERIFY(std::string(fault.struckCall()) != "write");
            }
        }
    }

    void aKillAtEveryCallLeavesTheOldOrTheNew_data()
    {
        QTest::addColumn<bool>("recovery");
        QTest::newRow("saving") << false;
        QTest::newRow("journalling") << true;
    }

    void aKillAtEveryCallLeavesTheOldOrTheNew()
    {
        QFETCH(bool, recovery);
        int kills = 0;
        for (int call = 1; call < 1000; ++call) {
            init();
            if (!killedAt(call, recovery))
                break;
            ++kills;
            requireOldOrNew();
            if (const auto found = findRecovery(file_))
                QVERIFY(*found->site == *after());
            // The next one removes what the dead process left.
            saveSite(before(), file_, nullptr);
            RecoveryFile next(file_);
            next.discard();
            for (const std::string& name : directory_->names())
                QVERIFY2(!name.ends_with(".tmp"), name.c_str());
        }
        QVERIFY(kills > 5);
    }

private:
    // Whether a process that saves, or journals, got as far as this call, at which it is killed.
    bool killedAt(int call, bool recovery)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            std::unique_ptr<RecoveryFile> held;
            if (recovery)
                held = std::make_unique<RecoveryFile>(file_);
            const ArmedFault fault({call, 0, bytesOfAWrite});
            if (held)
                held->write(after(), {}, {}, stampOf(file_));
            else
                saveSite(after(), file_, nullptr);
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    }

    void requireOldOrNew()
    {
        const SitePtr site = loadSite(file_); // with its integrity check
        QVERIFY(*site == *before() || *site == *after());
    }

    std::unique_ptr<TemporaryDirectory> directory_;
    fs::path file_;
    SiteImagePtr image_;
    std::set<std::string> names_;
};

QTEST_GUILESS_MAIN(TestSaveFaults)
#include "tst_save_faults.moc"
