// Kill -9 at random moments while a site is edited steadily, edited now and then, and saved: its file opens and is sound, and no
// edit that was a second old is missing. HALLWRIGHT_KILLS says how many kills, HALLWRIGHT_SEED where the dice begin, and
// HALLWRIGHT_KILL_AGE_MS from which age an edit must be found: more than a second where other work may keep the disk.
#include "app/project/recovery_writer.h"
#include "core/model/edits.h"
#include "core/storage/recovery.h"
#include "core/storage/site_file.h"
#include "tests/support/campus.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <memory>
#include <random>
#include <vector>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr RackId rack{1};
constexpr double startW = 1000.0; // edit n sets startW + n

std::int64_t nowNs() // of a clock that all processes share
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

enum class Habit { Steady, Sparse, Saving };

constexpr std::array habits = {Habit::Steady, Habit::Sparse, Habit::Saving};

int editEveryMs(Habit habit)
{
    return habit == Habit::Sparse ? 1300 : habit == Habit::Steady ? 110 : 170;
}

// Edits until it is killed, and says of each edit its number and when it was made.
int edit(const std::filesystem::path& file, Habit habit)
{
    Project project;
    RecoveryWriter writer(&project);
    const SiteImagePtr image = loadSiteImage(file);
    project.open(image->site, file, image);
    int n = 0;
    QTimer hand;
    QObject::connect(&hand, &QTimer::timeout, [&] {
        ++n;
        project.document()->commit(withRackPower(project.document()->committedSite(), rack, startW + n),
                                   "Edit");
        std::printf("%d %lld\n", n, static_cast<long long>(nowNs()));
        std::fflush(stdout);
        if (habit == Habit::Saving && n % 3 == 0)
            project.save(file);
    });
    hand.start(editEveryMs(habit));
    return QCoreApplication::exec();
}

int optionOf(const char* name, int otherwise)
{
    bool given = false;
    const int value = qEnvironmentVariableIntValue(name, &given);
    return given ? value : otherwise;
}

struct Victim {
    std::unique_ptr<QTemporaryDir> folder = std::make_unique<QTemporaryDir>();
    std::filesystem::path file = folder->filePath("site.hallwright").toStdString();
    Habit habit = Habit::Steady;
    int livesMs = 0; // from its first edit
    std::unique_ptr<QProcess> process = std::make_unique<QProcess>();
    std::int64_t firstNs = 0;
    std::int64_t killedNs = 0;
    QByteArray told;

    void start()
    {
        saveSite(*test::smallCampus(), file);
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(
            QCoreApplication::applicationFilePath(),
            {"--edit", QString::number(static_cast<int>(habit)), QString::fromStdString(file.string())});
    }

    // Whether it is dead by now.
    bool watch()
    {
        if (firstNs == 0) {
            told += process->readAllStandardOutput();
            firstNs = told.contains('\n') ? nowNs() : 0;
            return process->state() == QProcess::NotRunning && process->error() == QProcess::FailedToStart;
        }
        if (nowNs() < firstNs + std::int64_t{livesMs} * 1'000'000)
            return false;
        killedNs = nowNs();
        ::kill(static_cast<pid_t>(process->processId()), SIGKILL);
        process->waitForFinished();
        told += process->readAllStandardOutput();
        return true;
    }

    // The last edit that must be on the disk.
    int required(int ageMs) const
    {
        int last = 0;
        for (const QByteArray& line : told.split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() == 2 && killedNs - words[1].toLongLong() >= std::int64_t{ageMs} * 1'000'000)
                last = words[0].toInt();
        }
        return last;
    }
};

int editIn(const Site& site)
{
    const double powerW = site.rack(rack).powerW;
    return powerW >= startW && powerW < 10'000.0 ? static_cast<int>(std::lround(powerW - startW)) : 0;
}

} // namespace

class KillsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_STATE_HOME", state_.path().toUtf8()); }

    void noEditOlderThanASecondIsLost()
    {
        const int kills = optionOf("HALLWRIGHT_KILLS", 9);
        const int ageMs = optionOf("HALLWRIGHT_KILL_AGE_MS", 3000);
        constexpr int atOnce = 3;
        std::mt19937 dice(static_cast<unsigned>(optionOf("HALLWRIGHT_SEED", 1)));
        int done = 0;
        int withEdits = 0;
        while (done < kills) {
            std::vector<Victim> victims(static_cast<std::size_t>(std::min(atOnce, kills - done)));
            for (Victim& victim : victims) {
                victim.habit = habits[static_cast<std::size_t>(done++) % habits.size()];
                const int spanMs = ageMs + (victim.habit == Habit::Sparse ? 3000 : 1500);
                victim.livesMs = std::uniform_int_distribution<int>(0, spanMs)(dice);
                victim.start();
            }
            std::vector<char> dead(victims.size(), 0);
            while (std::count(dead.begin(), dead.end(), 0) > 0) {
                QTest::qWait(5);
                for (std::size_t i = 0; i < victims.size(); ++i)
                    dead[i] = dead[i] || victims[i].watch();
            }
            for (const Victim& victim : victims) {
                check(victim, ageMs);
                withEdits += victim.required(ageMs) > 0 ? 1 : 0;
            }
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%d kills, %d of them with edits older than %d ms", done, withEdits, ageMs);
        QVERIFY(withEdits > 0);
    }

private:
    void check(const Victim& victim, int ageMs)
    {
        int found = editIn(*loadSite(victim.file)); // throws unless integrity_check is ok
        if (const auto left = findRecovery(victim.file))
            found = std::max(found, editIn(*left->site));
        QVERIFY2(found >= victim.required(ageMs),
                 qPrintable(QStringLiteral("found edit %1, of at least %2 (habit %3, killed after %4 ms)")
                                .arg(found)
                                .arg(victim.required(ageMs))
                                .arg(static_cast<int>(victim.habit))
                                .arg(victim.livesMs)));
        // What the dead one left is gone after the next has saved and ended.
        const SiteImagePtr image = loadSiteImage(victim.file);
        saveSite(image->site, victim.file, image);
        RecoveryFile(victim.file).discard();
        QCOMPARE(QDir(victim.folder->path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{"site.hallwright"});
    }

    QTemporaryDir state_;
};

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == "--edit")
        return edit(arguments[3].toStdString(), static_cast<Habit>(arguments[2].toInt()));
    KillsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_kills.moc"
