#include "core/storage/durable_file.h"

#include "core/model/characters.h"
#include "core/model/errors.h"

#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace hallwright {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& target, const std::string& reason)
{
    throw StorageError(fmt::format("Cannot save {}: {}.", target.string(), reason));
}

std::string textOf(int error)
{
    return std::generic_category().message(error);
}

// A file descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return fd_; }
    bool valid() const { return fd_ >= 0; }
    bool close() { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

private:
    int fd_;
};

constexpr std::string_view temporarySuffix = ".tmp";

// A temporary file is `.campus.hallwright.4711-1.tmp`, with the process that makes it.
std::string temporaryPrefix(const fs::path& target)
{
    return fmt::format(".{}.", startOfName(target.filename().string()));
}

// The process in the name of a temporary file of this target; nothing for any other file.
std::optional<pid_t> makerOf(const std::string& name, const std::string& prefix)
{
    if (!name.starts_with(prefix) || !name.ends_with(temporarySuffix))
        return std::nullopt;
    const char* end = name.data() + name.size() - temporarySuffix.size();
    pid_t maker = 0;
    const auto [dash, error] = std::from_chars(name.data() + prefix.size(), end, maker);
    if (error != std::errc{} || maker <= 0 || dash == end || *dash != '-')
        return std::nullopt;
    unsigned count = 0;
    const auto [last, wrong] = std::from_chars(dash + 1, end, count);
    return wrong == std::errc{} && last == end ? std::optional(maker) : std::nullopt;
}

// On a shared disk the process may run on another machine: then its lock is held.
bool isAbandoned(const fs::path& file, pid_t maker)
{
    const bool ended = maker != ::getpid() && ::kill(maker, 0) != 0 && errno == ESRCH;
    if (!ended)
        return false;
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {
    };
    return opened.valid() && ::fstat(opened.get(), &status) == 0 && S_ISREG(status.st_mode) &&
           status.st_uid == ::geteuid() && ::flock(opened.get(), LOCK_EX | LOCK_NB) == 0;
}

// A new file that is removed again unless it was renamed into place.
class TemporaryFile
{
public:
    // `real` is the file it is to replace.
    TemporaryFile(const fs::path& target, const fs::path& real, mode_t mode)
        : target_(target), path_(unusedName(real)),
          file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode))
    {
        if (!file_.valid()) {
            const int error = errno;
            refuse(target_,
                   fmt::format("no file can be made in {} ({})", real.parent_path().string(), textOf(error)));
        }
        ::flock(file_.get(), LOCK_EX | LOCK_NB); // says that somebody is at work on it
    }
    ~TemporaryFile()
    {
        if (!renamed_)
            ::unlink(path_.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    void write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                refuse(target_, textOf(errno));
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    // Owner and group are kept where we may: only root can give a file away, and a member keep its group.
    void takePermissionsFrom(const struct stat& existing)
    {
        constexpr auto sameOwner = static_cast<uid_t>(-1);
        [[maybe_unused]] const bool kept = ::fchown(file_.get(), existing.st_uid, existing.st_gid) == 0 ||
                                           ::fchown(file_.get(), sameOwner, existing.st_gid) == 0;
        if (::fchmod(file_.get(), existing.st_mode & 07777) != 0)
            refuse(target_, fmt::format("its permissions cannot be kept ({})", textOf(errno)));
    }

    // A group that cannot be given gets nothing: its rights would be those of another group.
    void take(const FileAccess& access)
    {
        constexpr auto sameOwner = static_cast<uid_t>(-1);
        const bool grouped = access.group && ::fchown(file_.get(), sameOwner, *access.group) == 0;
        const mode_t mode = grouped ? access.mode : access.mode & ~mode_t{S_IRWXG};
        if (::fchmod(file_.get(), mode) != 0)
            refuse(target_, fmt::format("its permissions cannot be set ({})", textOf(errno)));
    }

    void syncAndRename(const fs::path& to)
    {
        if (::fsync(file_.get()) != 0 || !file_.close())
            refuse(target_, textOf(errno));
        if (::rename(path_.c_str(), to.c_str()) != 0)
            refuse(target_, textOf(errno));
        renamed_ = true;
    }

private:
    static fs::path unusedName(const fs::path& real)
    {
        static std::atomic<unsigned> counter = 0;
        fs::path name;
        std::error_code ignored;
        do {
            name = real.parent_path() /
                   fmt::format("{}{}-{}{}", temporaryPrefix(real), ::getpid(), ++counter, temporarySuffix);
        } while (fs::exists(fs::symlink_status(name, ignored)));
        return name;
    }

    const fs::path& target_;
    fs::path path_;
    Descriptor file_;
    bool renamed_ = false;
};

// The file a path leads to, through any symbolic links; it need not exist.
fs::path behindLinks(const fs::path& target)
{
    constexpr int mostLinks = 40; // the kernel's own limit
    fs::path path = fs::absolute(target);
    std::error_code error;
    for (int links = 0; fs::is_symlink(fs::symlink_status(path, error)); ++links) {
        if (links == mostLinks)
            refuse(target, "its symbolic links lead in a circle");
        const fs::path next = fs::read_symlink(path, error);
        if (error)
            refuse(target, error.message());
        path = next.is_absolute() ? next : path.parent_path() / next;
    }
    return path;
}

void requireReplaceable(const fs::path& target, const struct stat& existing, const fs::path& real)
{
    if (S_ISDIR(existing.st_mode))
        refuse(target, "it is a directory");
    if (!S_ISREG(existing.st_mode))
        refuse(target, "it is not a regular file");
    if (::access(real.c_str(), W_OK) != 0)
        refuse(target, fmt::format("it may not be changed ({})", textOf(errno)));
    constexpr mode_t anybodyWrites = S_IWUSR | S_IWGRP | S_IWOTH;
    if ((existing.st_mode & anybodyWrites) == 0) // an administrator could, but that is what the mode asks
        refuse(target, "it is marked as read-only");
}

Descriptor openDirectoryOf(const fs::path& target, const fs::path& real)
{
    Descriptor directory(::open(real.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.valid())
        refuse(target, fmt::format("its directory cannot be opened ({})", textOf(errno)));
    return directory;
}

// Makes the rename itself durable. Some file systems cannot sync a directory and say so; there is no more to
// do then.
void syncDirectory(const Descriptor& directory, const fs::path& target)
{
    if (::fsync(directory.get()) != 0 && errno != EINVAL && errno != ENOTSUP)
        throw StorageError(
            fmt::format("{} was saved, but the disk does not confirm it ({}); save it elsewhere too.",
                        target.string(), textOf(errno)));
}

} // namespace

std::string startOfName(const std::string& name)
{
    constexpr std::size_t mostBytes = 200; // of the 255 of a name, so that others can be made of it
    if (name.size() <= mostBytes)
        return name;
    std::size_t end = mostBytes;
    while (end > 0 && !beginsCharacter(name[end]))
        --end;
    return name.substr(0, end);
}

void removeAbandoned(const fs::path& target)
{
    const fs::path path = fs::absolute(target);
    const std::string prefix = temporaryPrefix(path);
    std::error_code error;
    for (fs::directory_iterator entry(path.parent_path(), error), none; !error && entry != none;
         entry.increment(error)) {
        const auto maker = makerOf(entry->path().filename().string(), prefix);
        if (maker && isAbandoned(entry->path(), *maker))
            ::unlink(entry->path().c_str());
    }
}

void replaceFile(const fs::path& target, std::string_view bytes)
{
    if (!target.has_filename())
        refuse(target, "it names no file");
    const fs::path real = behindLinks(target);
    struct stat existing {
    };
    const bool exists = ::stat(real.c_str(), &existing) == 0;
    if (exists)
        requireReplaceable(target, existing, real);
    const Descriptor directory = openDirectoryOf(target, real);

    // Nobody can open it before it has the permissions of the file whose content it is to hold.
    removeAbandoned(real);
    TemporaryFile fresh(target, real, exists ? 0600 : 0666);
    if (exists)
        fresh.takePermissionsFrom(existing);
    fresh.write(bytes);
    fresh.syncAndRename(real);
    syncDirectory(directory, target);
}

std::optional<std::string> whyNotReplaceable(const fs::path& target)
try {
    const fs::path real = behindLinks(target);
    struct stat existing {
    };
    if (::stat(real.c_str(), &existing) == 0)
        requireReplaceable(target, existing, real);
    if (::access(real.parent_path().c_str(), W_OK) != 0)
        refuse(target,
               fmt::format("no file can be made in {} ({})", real.parent_path().string(), textOf(errno)));
    return std::nullopt;
} catch (const StorageError& error) {
    return error.what();
}

void replaceOwnFile(const fs::path& target, std::string_view bytes, const FileAccess& access)
{
    const fs::path path = fs::absolute(target);
    const Descriptor directory = openDirectoryOf(target, path);
    removeAbandoned(path);
    TemporaryFile fresh(target, path, 0600);
    fresh.take(access);
    fresh.write(bytes);
    fresh.syncAndRename(path);
    syncDirectory(directory, target);
}

} // namespace hallwright
