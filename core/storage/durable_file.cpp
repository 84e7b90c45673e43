#include "core/storage/durable_file.h"

#include "core/model/errors.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
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

// A new file that is removed again unless it was renamed into place.
class TemporaryFile
{
public:
    TemporaryFile(const fs::path& target, const fs::path& directory, mode_t mode)
        : target_(target), path_(unusedName(target, directory)),
          file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode))
    {
        if (!file_.valid()) {
            const int error = errno;
            refuse(target_, fmt::format("no file can be made in {} ({})", directory.string(), textOf(error)));
        }
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
    static fs::path unusedName(const fs::path& target, const fs::path& directory)
    {
        static std::atomic<unsigned> counter = 0;
        fs::path name;
        std::error_code ignored;
        do {
            name =
                directory / fmt::format(".{}.{}-{}.tmp", target.filename().string(), ::getpid(), ++counter);
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
    TemporaryFile fresh(target, real.parent_path(), exists ? 0600 : 0666);
    if (exists)
        fresh.takePermissionsFrom(existing);
    fresh.write(bytes);
    fresh.syncAndRename(real);
    syncDirectory(directory, target);
}

void replaceOwnFile(const fs::path& target, std::string_view bytes, const FileAccess& access)
{
    const fs::path path = fs::absolute(target);
    const Descriptor directory = openDirectoryOf(target, path);
    TemporaryFile fresh(target, path.parent_path(), 0600);
    fresh.take(access);
    fresh.write(bytes);
    fresh.syncAndRename(path);
    syncDirectory(directory, target);
}

} // namespace hallwright
