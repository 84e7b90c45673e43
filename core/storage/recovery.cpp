#include "core/storage/recovery.h"

#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/storage/durable_file.h"
#include "core/storage/site_reader.h"
#include "core/storage/site_writer.h"
#include "core/storage/untrusted_database.h"

#include <SQLiteCpp/Exception.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <exception>
#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sstream>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

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
    const std::string name = real.filename().string();
    const std::string start = startOfName(name);
    const std::string told = fmt::format("{}-{:016x}", start, fingerprint(real.string()));
    if (::access(real.parent_path().c_str(), W_OK) == 0)
        return real.parent_path() / fmt::format(".{}-recovery", start == name ? name : told);
    return stateDirectory() / fmt::format("{}-recovery", told);
}

// More programs than anybody runs on one site.
constexpr int mostInstances = 50;

fs::path lockFileOf(const fs::path& recovery)
{
    return recovery.string() + ".lock";
}

// A recovery file holds what its site holds, so whoever may read the one may read the other. Nobody but the user may
// read that of a site never saved.
FileAccess accessLike(const fs::path& siteFile)
{
    constexpr mode_t own = S_IRUSR | S_IWUSR;
    struct stat site {
    };
    if (siteFile.empty() || ::stat(siteFile.c_str(), &site) != 0)
        return {own, std::nullopt};
    return {(site.st_mode & 0666) | own, site.st_gid};
}

enum class Occupant { None, Own, Foreign };

// Whose file stands at a path. Only a regular file of this user is their own: in a directory that others write to,
// anything may stand there, and a link may lead anywhere.
Occupant occupantOf(const fs::path& path)
{
    struct stat status {
    };
    if (::lstat(path.c_str(), &status) != 0)
        return Occupant::None;
    const bool own = S_ISREG(status.st_mode) && status.st_uid == ::geteuid();
    return own ? Occupant::Own : Occupant::Foreign;
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

// Under its own lock, so that nobody takes it meanwhile.
void removeLockUnlessHeld(const fs::path& recovery)
{
    const fs::path lock = lockFileOf(recovery);
    const int fd = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return;
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
        ::unlink(lock.c_str());
    ::close(fd);
}

std::string hostName()
{
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string userName()
{
    std::array<char, 4096> texts{};
    passwd entry{};
    passwd* found = nullptr;
    const bool known =
        ::getpwuid_r(::geteuid(), &entry, texts.data(), texts.size(), &found) == 0 && found != nullptr;
    return known ? entry.pw_name : std::to_string(::geteuid());
}

// What a lock file says of its holder: one word a line. Any user may have written it.
Holder readHolder(const fs::path& lock)
{
    Holder holder;
    const int fd = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    std::array<char, 512> bytes{};
    const ssize_t size = fd < 0 ? 0 : ::read(fd, bytes.data(), bytes.size());
    ::close(fd);
    std::istringstream lines(std::string(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))));
    std::string process;
    std::getline(lines, holder.user);
    std::getline(lines, holder.host);
    std::getline(lines, process);
    std::from_chars(process.data(), process.data() + process.size(), holder.process);
    return holder;
}

// The recovery files that programs left behind and none holds, in order.
std::vector<fs::path> leftBehind(const fs::path& siteFile)
{
    std::vector<fs::path> left;
    for (int instance = 1; instance <= mostInstances; ++instance) {
        const fs::path recovery = recoveryFileFor(siteFile, instance);
        if (occupantOf(recovery) == Occupant::Own && !isHeld(recovery))
            left.push_back(recovery);
    }
    return left;
}

RecoveredSite readRecovery(const fs::path& recovery, const fs::path& siteFile)
{
    RecoveredSite recovered;
    const SiteImagePtr image = loadSiteImage(recovery);
    recovered.site = image->site;
    recovered.branches = image->branches;
    recovered.scenarios = image->scenarios;
    recovered.weather = image->weather;
    recovered.writtenAt =
        std::chrono::system_clock::time_point(std::chrono::duration_cast<std::chrono::system_clock::duration>(
            std::chrono::nanoseconds(stampOf(recovery).modifiedNs)));
    UntrustedDatabase source(recovery);
    const FileStamp now = siteFile.empty() ? FileStamp{} : stampOf(siteFile);
    recovered.baseUnchanged = readRecoveryBase(source.database()) == now;
    return recovered;
}

struct Leftover {
    fs::path file;
    RecoveredSite content;
};

// The first that can be read. If there are only such as cannot, the first one's error is thrown.
std::optional<Leftover> firstReadable(const fs::path& siteFile)
{
    std::exception_ptr unreadable;
    for (const fs::path& recovery : leftBehind(siteFile)) {
        try {
            return Leftover{recovery, readRecovery(recovery, siteFile)};
        } catch (const std::exception&) {
            if (!unreadable)
                unreadable = std::current_exception();
        }
    }
    if (unreadable)
        std::rethrow_exception(unreadable);
    return std::nullopt;
}

std::optional<fs::path> nameOfFirstReadable(const fs::path& siteFile)
{
    try {
        if (const auto left = firstReadable(siteFile))
            return left->file;
    } catch (const std::exception&) {
        // Left where it is: a later version of the program, or a person, may make sense of it.
    }
    return std::nullopt;
}

// An unused name beside the site, where people see it and can open it: `campus.unsaved-1.hallwright`.
fs::path nameAside(const fs::path& siteFile, const fs::path& recovery)
{
    const fs::path site = siteFile.empty() ? fs::path("untitled.hallwright") : fs::weakly_canonical(siteFile);
    for (int number = 1;; ++number) {
        const fs::path name = recovery.parent_path() / fmt::format("{}.unsaved-{}.hallwright",
                                                                   startOfName(site.stem().string()), number);
        if (occupantOf(name) == Occupant::None)
            return name;
    }
}

// Renamed where nothing stands: link() refuses to replace what came there meanwhile.
fs::path moveAside(const fs::path& siteFile, const fs::path& recovery)
{
    for (;;) {
        const fs::path aside = nameAside(siteFile, recovery);
        if (::link(recovery.c_str(), aside.c_str()) == 0) {
            ::unlink(recovery.c_str());
            return aside;
        }
        if (errno == EEXIST)
            continue;
        // A file system without links.
        std::error_code error;
        fs::rename(recovery, aside, error);
        if (error)
            throw StorageError(fmt::format("Cannot put {} aside: {}.", recovery.string(), error.message()));
        return aside;
    }
}

// The lock files of programs that crashed before they had written anything.
void removeAbandonedLocks(const fs::path& siteFile)
{
    for (int instance = 1; instance <= mostInstances; ++instance) {
        const fs::path recovery = recoveryFileFor(siteFile, instance);
        if (occupantOf(recovery) == Occupant::None && occupantOf(lockFileOf(recovery)) == Occupant::Own)
            removeLockUnlessHeld(recovery);
    }
}

// The state directory also holds what was never saved anywhere: nobody else may look into it.
void makeDirectoryOf(const fs::path& recovery)
{
    const fs::path directory = recovery.parent_path();
    std::error_code error;
    if (!fs::is_directory(directory, error)) {
        fs::create_directories(directory.parent_path(), error);
        if (!error && ::mkdir(directory.c_str(), S_IRWXU) != 0 && errno != EEXIST)
            error = std::error_code(errno, std::generic_category());
    } else if (directory == stateDirectory()) {
        // Where the file system knows no permissions there is no more to do.
        std::error_code ignored;
        fs::permissions(directory, fs::perms::owner_all, ignored);
    }
    if (error)
        throw StorageError(fmt::format("Cannot save {}: {} cannot be made ({}).", recovery.string(),
                                       directory.string(), error.message()));
}

} // namespace

// The lock file exists as long as the lock is held, and after a crash.
class RecoveryFile::Lock
{
public:
    // Null if another program holds it, or if something else stands at its name.
    static std::unique_ptr<Lock> tryTake(const fs::path& recovery, mode_t mode)
    {
        const fs::path file = lockFileOf(recovery);
        for (;;) {
            const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode);
            const int error = errno;
            if (fd < 0 && (error == EACCES || occupantOf(file) == Occupant::Foreign))
                return nullptr;
            if (fd < 0)
                throw StorageError(fmt::format("Cannot save {}: {} cannot be made ({}).", recovery.string(),
                                               file.string(), std::generic_category().message(error)));
            std::unique_ptr<Lock> lock(new Lock({}, fd));
            if (occupantOf(file) == Occupant::Foreign ||
                (::flock(fd, LOCK_EX | LOCK_NB) != 0 && isHeldByAnother(errno)))
                return nullptr;
            if (lock->isAt(file)) {
                lock->file_ = file;
                ::fchmod(fd, mode);
                lock->sayWhoHoldsIt();
                return lock;
            }
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

    // For people; that it is held is what the lock itself says.
    void sayWhoHoldsIt() const
    {
        constexpr off_t mostBytes = 1024;
        struct stat status {
        };
        if (::fstat(fd_, &status) != 0 || status.st_nlink != 1 || status.st_size > mostBytes)
            return; // no lock file of ours stood here: it is left as it is
        const std::string text = fmt::format("{}\n{}\n{}\n", userName(), hostName(), ::getpid());
        [[maybe_unused]] const bool written =
            ::ftruncate(fd_, 0) == 0 &&
            ::pwrite(fd_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
    }

    // Its last holder may have removed the file between opening and locking it.
    bool isAt(const fs::path& file) const
    {
        struct stat opened {
        };
        struct stat named {
        };
        return ::fstat(fd_, &opened) == 0 && ::lstat(file.c_str(), &named) == 0 &&
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

RecoveryFile::RecoveryFile(const fs::path& siteFile) : siteFile_(siteFile)
{
    makeDirectoryOf(recoveryFileFor(siteFile));
    removeAbandonedLocks(siteFile);
    removeAbandoned(recoveryFileFor(siteFile));
    if (!siteFile.empty())
        removeAbandoned(fs::weakly_canonical(siteFile));
    if (const auto left = nameOfFirstReadable(siteFile); left && take(*left))
        return;
    takeUnusedName();
}

RecoveryFile::~RecoveryFile() = default;

bool RecoveryFile::take(const fs::path& recovery)
{
    lock_ = Lock::tryTake(recovery, accessLike(siteFile_).mode);
    path_ = recovery;
    return lock_ != nullptr;
}

void RecoveryFile::takeUnusedName()
{
    for (int instance = 1; instance <= mostInstances; ++instance) {
        const fs::path recovery = recoveryFileFor(siteFile_, instance);
        if (occupantOf(recovery) == Occupant::None && take(recovery))
            return;
    }
    throw StorageError(
        fmt::format("Cannot save {}: all {} names for unsaved edits of this site are taken; close "
                    "other programs that have it open, or remove those files.",
                    recoveryFileFor(siteFile_).string(), mostInstances));
}

void RecoveryFile::write(const SitePtr& site, const std::vector<Branch>& branches,
                         const std::vector<Scenario>& scenarios, const FileStamp& base,
                         const std::vector<KeptWeather>& weather)
{
    checkSite(*site);
    checkBranches(branches);
    checkScenarios(scenarios);
    if (!lock_ || occupantOf(path_) == Occupant::Foreign)
        takeUnusedName();
    const FileContent content{*site, branches, scenarios, &base, &weather};
    auto image = std::make_shared<SiteImage>(
        SiteImage{site, branches, scenarios, nextSiteFileBytes(content, last_.get()), weather});
    replaceOwnFile(path_, image->bytes, accessLike(siteFile_));
    last_ = std::move(image);
}

void RecoveryFile::discard()
{
    if (!lock_ || occupantOf(path_) != Occupant::Own)
        return;
    std::error_code error;
    fs::remove(path_, error);
    if (error)
        throw StorageError(fmt::format("Cannot remove {}: {}.", path_.string(), error.message()));
}

fs::path RecoveryFile::putAside()
{
    last_.reset();
    return lock_ && occupantOf(path_) == Occupant::Own ? moveAside(siteFile_, path_) : fs::path();
}

std::optional<Holder> holderOf(const fs::path& siteFile)
{
    for (int instance = 1; instance <= mostInstances; ++instance) {
        const fs::path recovery = recoveryFileFor(siteFile, instance);
        if (!isHeld(recovery))
            continue;
        Holder holder = readHolder(lockFileOf(recovery));
        const bool ours = holder.process == ::getpid() && holder.host == hostName();
        if (!ours)
            return holder;
    }
    return std::nullopt;
}

std::vector<PutAside> putAsideUnreadable(const fs::path& siteFile)
{
    std::vector<PutAside> all;
    for (const fs::path& recovery : leftBehind(siteFile)) {
        try {
            readRecovery(recovery, siteFile);
        } catch (const std::exception& error) {
            all.push_back({moveAside(siteFile, recovery), error.what()});
        }
    }
    return all;
}

fs::path putAside(const fs::path& siteFile)
{
    const auto left = firstReadable(siteFile);
    return left ? moveAside(siteFile, left->file) : fs::path();
}

std::optional<RecoveredSite> findRecovery(const fs::path& siteFile)
{
    auto left = firstReadable(siteFile);
    return left ? std::optional(std::move(left->content)) : std::nullopt;
}

} // namespace hallwright
