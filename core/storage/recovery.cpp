#include "core/storage/recovery.h"

#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/storage/durable_file.h"
#include "core/storage/site_reader.h"
#include "core/storage/site_writer.h"
#include "core/storage/untrusted_database.h"

#include <SQLiteCpp/Exception.h>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace hallwright {

namespace {

namespace fs = std::filesystem;

// https://specifications.freedesktop.org/basedir-spec: what should survive a restart but is no document.
fs::path stateDirectory()
{
    if (const char* state = std::getenv("XDG_STATE_HOME"); state && fs::path(state).is_absolute())
        return fs::path(state) / "hallwright";
    const char* home = std::getenv("HOME");
    return (home && *home ? fs::path(home) : fs::temp_directory_path()) / ".local/state/hallwright";
}

// Tells files of one name in different directories apart: FNV-1a, 64 bits.
std::uint64_t fingerprint(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash;
}

fs::path firstRecoveryFileFor(const fs::path& siteFile)
{
    if (siteFile.empty())
        return stateDirectory() / "untitled.hallwright-recovery";
    const fs::path real = fs::weakly_canonical(siteFile);
    if (::access(real.parent_path().c_str(), W_OK) == 0)
        return real.parent_path() / fmt::format(".{}-recovery", real.filename().string());
    return stateDirectory() /
           fmt::format("{}-{:016x}-recovery", real.filename().string(), fingerprint(real.string()));
}

// More programs than anybody runs on one site.
constexpr int mostInstances = 50;

fs::path lockFileOf(const fs::path& recovery)
{
    return recovery.string() + ".lock";
}

// A file system without locks (some network mounts) still keeps the edits of one program safe.
bool isHeldByAnother(int error)
{
    return error == EWOULDBLOCK;
}

// Whether a running program holds this recovery file. Opening the lock anew makes this true within one
// process as well.
bool isHeld(const fs::path& recovery)
{
    const int fd = ::open(lockFileOf(recovery).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return false;
    const bool held = ::flock(fd, LOCK_SH | LOCK_NB) != 0 && isHeldByAnother(errno);
    ::close(fd);
    return held;
}

// The first recovery file that a program left behind and none holds.
std::optional<fs::path> leftBehind(const fs::path& siteFile)
{
    for (int instance = 1; instance <= mostInstances; ++instance) {
        const fs::path recovery = recoveryFileFor(siteFile, instance);
        if (stampOf(recovery) != FileStamp{} && !isHeld(recovery))
            return recovery;
    }
    return std::nullopt;
}

void makeDirectoryOf(const fs::path& recovery)
{
    std::error_code error;
    fs::create_directories(recovery.parent_path(), error);
    if (error)
        throw StorageError(fmt::format("Cannot save {}: {} cannot be made ({}).", recovery.string(),
                                       recovery.parent_path().string(), error.message()));
}

} // namespace

// The lock file exists as long as the lock is held, and after a crash.
class RecoveryFile::Lock
{
public:
    // Null if another program holds it, or another user's did.
    static std::unique_ptr<Lock> tryTake(const fs::path& recovery)
    {
        const fs::path file = lockFileOf(recovery);
        for (;;) {
            const int fd =
                ::open(file.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
            if (fd < 0 && errno == EACCES)
                return nullptr;
            if (fd < 0)
                throw StorageError(fmt::format("Cannot save {}: {} cannot be made ({}).", recovery.string(),
                                               file.string(), std::generic_category().message(errno)));
            std::unique_ptr<Lock> lock(new Lock(file, fd));
            if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && isHeldByAnother(errno)) {
                lock->file_.clear();
                return nullptr;
            }
            if (lock->isCurrent())
                return lock;
            lock->file_.clear();
        }
    }

    ~Lock()
    {
        if (!file_.empty())
            ::unlink(file_.c_str());
        ::close(fd_);
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    Lock(fs::path file, int fd) : file_(std::move(file)), fd_(fd) {}

    // Its last holder may have removed the file between opening and locking it.
    bool isCurrent() const
    {
        struct stat opened {
        };
        struct stat named {
        };
        return ::fstat(fd_, &opened) == 0 && ::stat(file_.c_str(), &named) == 0 &&
               opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
    }

    fs::path file_; // empty: not ours to remove
    int fd_;
};

fs::path recoveryFileFor(const fs::path& siteFile, int instance)
{
    fs::path recovery = firstRecoveryFileFor(siteFile);
    if (instance > 1)
        recovery += fmt::format("-{}", instance);
    return recovery;
}

RecoveryFile::RecoveryFile(const fs::path& siteFile)
{
    makeDirectoryOf(recoveryFileFor(siteFile));
    const auto take = [this](const fs::path& recovery) {
        lock_ = Lock::tryTake(recovery);
        path_ = recovery;
        return lock_ != nullptr;
    };
    if (const auto left = leftBehind(siteFile); left && take(*left))
        return;
    for (int instance = 1; instance <= mostInstances; ++instance) {
        if (take(recoveryFileFor(siteFile, instance)))
            return;
    }
    throw StorageError(fmt::format("Cannot save {}: {} programs have this site open; close some.",
                                   path_.string(), mostInstances));
}

RecoveryFile::~RecoveryFile() = default;

void RecoveryFile::write(const Site& site, const FileStamp& base)
{
    checkSite(site);
    replaceFile(path_, siteFileBytes(site, &base));
}

void RecoveryFile::discard()
{
    std::error_code error;
    fs::remove(path_, error);
    if (error)
        throw StorageError(fmt::format("Cannot remove {}: {}.", path_.string(), error.message()));
}

std::optional<RecoveredSite> findRecovery(const fs::path& siteFile)
{
    const auto recovery = leftBehind(siteFile);
    if (!recovery)
        return std::nullopt;
    RecoveredSite recovered;
    recovered.site = loadSite(*recovery);
    recovered.writtenAt =
        std::chrono::system_clock::time_point(std::chrono::duration_cast<std::chrono::system_clock::duration>(
            std::chrono::nanoseconds(stampOf(*recovery).modifiedNs)));
    UntrustedDatabase source(*recovery);
    const FileStamp now = siteFile.empty() ? FileStamp{} : stampOf(siteFile);
    recovered.baseUnchanged = readRecoveryBase(source.database()) == now;
    return recovered;
}

} // namespace hallwright
