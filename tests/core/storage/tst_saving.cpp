// A save that succeeds replaces the whole file; one that fails leaves it as it was, and nothing beside it.
#include "core/model/edits.h"
#include "core/storage/durable_file.h"
#include "core/storage/site_file.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>
#include <csignal>
#include <functional>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hallwright;
using namespace hallwright::test;

namespace {

namespace fs = std::filesystem;

SitePtr renamedCampus()
{
    return withSiteName(smallCampus(), "Another");
}

mode_t modeOf(const fs::path& file)
{
    struct stat status {
    };
    return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

// What saving says in a process of its own, whose limits or user `prepare` has changed. "saved" if it
// succeeds.
QString savingElsewhere(const fs::path& file, const std::function<void()>& prepare)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return QStringLiteral("(no pipe)");
    const pid_t child = ::fork();
    if (child == 0) {
        std::string answer = "saved";
        try {
            prepare();
            saveSite(*renamedCampus(), file);
        } catch (const std::exception& error) {
            answer = error.what();
        }
        const bool told =
            ::write(ends[1], answer.data(), answer.size()) == static_cast<ssize_t>(answer.size());
        ::_exit(told ? 0 : 1);
    }
    ::close(ends[1]);
    std::string answer(4096, '\0');
    const ssize_t size = ::read(ends[0], answer.data(), answer.size());
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return QString::fromUtf8(answer.data(), static_cast<int>(std::max<ssize_t>(size, 0)));
}

// The id of a process that has ended.
pid_t deadProcess()
{
    static const pid_t dead = [] {
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(0);
        ::waitpid(child, nullptr, 0);
        return child;
    }();
    return dead;
}

std::string temporaryName(pid_t process, int count)
{
    return ".campus.hallwright." + std::to_string(process) + "-" + std::to_string(count) + ".tmp";
}

// root may write anywhere; its child becomes nobody.
void becomeAnOrdinaryUser()
{
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0))
        throw std::runtime_error("the user cannot be changed");
}

} // namespace

class TestSaving : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        directory_ = std::make_unique<TemporaryDirectory>();
        file_ = *directory_ / "campus.hallwright";
        saveSite(*smallCampus(), file_);
        before_ = bytesOf(file_);
    }

    void aSecondSaveReplacesTheFirst()
    {
        saveSite(*renamedCampus(), file_);
        QCOMPARE(loadSite(file_)->info.name, std::string("Another"));
        requireNoLitter();
    }

    void aFullDiskLeavesTheOldFile()
    {
        const QString answer = savingElsewhere(file_, [] {
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit fewBytes{20000, 20000};
            ::setrlimit(RLIMIT_FSIZE, &fewBytes);
        });
        QCOMPARE(answer, sentence(file_, "File too large"));
        requireUntouched();
    }

    void aDirectoryWithoutPermissionLeavesTheOldFile()
    {
        fs::permissions(directory_->path(), fs::perms::owner_read | fs::perms::owner_exec |
                                                fs::perms::others_read | fs::perms::others_exec);
        fs::permissions(file_, fs::perms::all);
        const QString answer = savingElsewhere(file_, becomeAnOrdinaryUser);
        fs::permissions(directory_->path(), fs::perms::owner_all);
        QCOMPARE(answer, sentence(file_, "no file can be made in " + directory_->path().string() +
                                             " (Permission denied)"));
        requireUntouched();
    }

    void aFileThatIsReadOnlyIsNotReplaced()
    {
        fs::permissions(file_, fs::perms::owner_read | fs::perms::others_read);
        fs::permissions(directory_->path(), fs::perms::all);
        const QString answer = savingElsewhere(file_, becomeAnOrdinaryUser);
        QCOMPARE(answer, sentence(file_, "it may not be changed (Permission denied)"));
        requireUntouched();
    }

    // An administrator could replace it, but nobody marks a file as read-only to have it replaced.
    void aFileMarkedAsReadOnlyIsNotReplacedEvenByRoot()
    {
        fs::permissions(file_, fs::perms::owner_read);
        QVERIFY(whyNotReplaceable(file_).has_value());
        QVERIFY_EXCEPTION_THROWN(saveSite(*renamedCampus(), file_), StorageError);
        requireUntouched();
    }

    void whatCannotBeReplacedIsKnownBefore()
    {
        QVERIFY(!whyNotReplaceable(file_));
        QVERIFY(!whyNotReplaceable(*directory_ / "new.hallwright"));
        QCOMPARE(QString::fromStdString(whyNotReplaceable("/dev/null").value_or("")),
                 sentence("/dev/null", "it is not a regular file"));
        QVERIFY(whyNotReplaceable(*directory_ / "nowhere/campus.hallwright").has_value());
    }

    // --- what a save that was killed leaves

    void theNextSaveRemovesWhatADeadProcessLeft()
    {
        writeBytes(*directory_ / temporaryName(deadProcess(), 1), "half a site");
        writeBytes(*directory_ / temporaryName(deadProcess(), 12), "");
        saveSite(*renamedCampus(), file_);
        requireNoLitter();
    }

    void whatIsNotOfADeadProcessOfThisTargetStays_data()
    {
        QTest::addColumn<QString>("name");
        const auto row = [](const char* why, const std::string& name) {
            QTest::newRow(why) << QString::fromStdString(name);
        };
        row("of a running process", temporaryName(::getppid(), 1));
        row("of this process", temporaryName(::getpid(), 100'000));
        row("of another site", ".other.hallwright." + std::to_string(deadProcess()) + "-1.tmp");
        row("a name that only looks like it", ".campus.hallwright.x-1.tmp");
        row("without a number", ".campus.hallwright." + std::to_string(deadProcess()) + ".tmp");
        row("with more", temporaryName(deadProcess(), 1) + ".tmp");
        row("somebody's backup", ".campus.hallwright.2026-1.tmp~");
    }

    void whatIsNotOfADeadProcessOfThisTargetStays()
    {
        QFETCH(QString, name);
        writeBytes(*directory_ / name.toStdString(), "kept");
        saveSite(*renamedCampus(), file_);
        QCOMPARE(bytesOf(*directory_ / name.toStdString()), std::string("kept"));
    }

    void aLinkOfSuchANameIsNotFollowed()
    {
        writeBytes(*directory_ / "thesis.txt", "years of work");
        fs::create_symlink("thesis.txt", *directory_ / temporaryName(deadProcess(), 1));
        saveSite(*renamedCampus(), file_);
        QCOMPARE(bytesOf(*directory_ / "thesis.txt"), std::string("years of work"));
    }

    void aDirectoryThatIsNotThereIsNamed()
    {
        const fs::path target = *directory_ / "nowhere/campus.hallwright";
        QCOMPARE(messageOf<StorageError>([&] { saveSite(*smallCampus(), target); }),
                 sentence(target, "its directory cannot be opened (No such file or directory)"));
        requireUntouched();
    }

    void aDirectoryIsNotReplaced()
    {
        const fs::path target = *directory_ / "folder";
        fs::create_directory(target);
        QCOMPARE(messageOf<StorageError>([&] { saveSite(*smallCampus(), target); }),
                 sentence(target, "it is a directory"));
        fs::remove(target);
        requireUntouched();
    }

    void aDeviceIsNotReplaced()
    {
        QCOMPARE(messageOf<StorageError>([&] { saveSite(*smallCampus(), "/dev/null"); }),
                 sentence("/dev/null", "it is not a regular file"));
    }

    void aSiteThatCouldNotBeOpenedIsNotSaved()
    {
        Site site = *smallCampus();
        site.info.latitudeDeg = 123.0;
        QCOMPARE(messageOf<InputError>([&] { saveSite(site, file_); }),
                 QStringLiteral("Site Small campus: latitude 123 ° is above 90 °."));
        requireUntouched();
    }

    void aSymbolicLinkStaysOne()
    {
        const fs::path link = *directory_ / "link.hallwright";
        fs::create_symlink("campus.hallwright", link);
        saveSite(*renamedCampus(), link);
        QVERIFY(fs::is_symlink(link));
        QVERIFY(!fs::is_symlink(file_));
        QCOMPARE(loadSite(file_)->info.name, std::string("Another"));
    }

    void aLinkThatLeadsNowhereYetIsFollowed()
    {
        const fs::path link = *directory_ / "link.hallwright";
        fs::create_symlink("later.hallwright", link);
        saveSite(*renamedCampus(), link);
        QVERIFY(fs::is_symlink(link));
        QCOMPARE(loadSite(*directory_ / "later.hallwright")->info.name, std::string("Another"));
    }

    void linksInACircleAreRefused()
    {
        const fs::path link = *directory_ / "link.hallwright";
        fs::create_symlink("link.hallwright", link);
        QCOMPARE(messageOf<StorageError>([&] { saveSite(*smallCampus(), link); }),
                 sentence(link, "its symbolic links lead in a circle"));
    }

    void permissionsAreKept()
    {
        ::chmod(file_.c_str(), 0640);
        saveSite(*renamedCampus(), file_);
        QCOMPARE(modeOf(file_), mode_t{0640});
    }

    void aNewFileHasThePermissionsTheUserGivesNewFiles()
    {
        const mode_t mask = ::umask(027);
        saveSite(*smallCampus(), *directory_ / "new.hallwright");
        ::umask(mask);
        QCOMPARE(modeOf(*directory_ / "new.hallwright"), mode_t{0640});
    }

    void aFileAnotherProgramIsChangingIsNotReplaced()
    {
        // A journal left beside a new file would later be rolled back into it.
        {
            SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
            other.exec("BEGIN; UPDATE site_info SET name = 'Theirs'");
            const std::string journal = file_.string() + "-journal";
            QCOMPARE(messageOf<StorageError>([&] { saveSite(*renamedCampus(), file_); }),
                     sentence(file_, "another program is changing it or left " + journal +
                                         " behind; close that program, or save under another name"));
            other.exec("ROLLBACK");
        }
        requireUntouched();
    }

    void aReaderKeepsTheFileItOpened()
    {
        SQLite::Database reader(file_.string());
        saveSite(*renamedCampus(), file_);
        QCOMPARE(reader.execAndGet("SELECT name FROM site_info").getString(), std::string("Small campus"));
    }

    void aStampTellsThatAnotherProgramSaved()
    {
        const FileStamp opened = stampOf(file_);
        QVERIFY(stampOf(file_) == opened);
        saveSite(*smallCampus(), file_); // the same bytes, but another file
        QVERIFY(!(stampOf(file_) == opened));
        QVERIFY(stampOf(*directory_ / "missing.hallwright") == FileStamp{});
    }

private:
    static QString sentence(const fs::path& file, const std::string& reason)
    {
        return QString::fromStdString("Cannot save " + file.string() + ": " + reason + ".");
    }
    void requireNoLitter() { QCOMPARE(directory_->names(), std::set<std::string>{"campus.hallwright"}); }
    void requireUntouched()
    {
        QVERIFY(bytesOf(file_) == before_);
        requireNoLitter();
    }

    std::unique_ptr<TemporaryDirectory> directory_;
    fs::path file_;
    std::string before_;
};

QTEST_GUILESS_MAIN(TestSaving)
#include "tst_saving.moc"
