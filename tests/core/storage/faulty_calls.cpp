#include "faulty_calls.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace hallwright::test {

namespace {

bool armed = false;
Fault planned;
int calls = 0;
const char* struckAt = "";

// Whether this call is the one that fails; errno is then set.
bool fails(const char* call)
{
    if (!armed || ++calls != planned.atCall)
        return false;
    struckAt = call;
    if (planned.error == 0)
        ::kill(::getpid(), SIGKILL);
    errno = planned.error;
    return true;
}

int openFile(const char* path, int flags, mode_t mode)
{
    return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

} // namespace

ArmedFault::ArmedFault(const Fault& fault)
{
    planned = fault;
    calls = 0;
    struckAt = "";
    armed = true;
}

ArmedFault::~ArmedFault()
{
    armed = false;
}

bool ArmedFault::struck() const
{
    return *struckAt != '\0';
}

const char* ArmedFault::struckCall() const
{
    return struckAt;
}

} // namespace hallwright::test

// What the program finds before the C library's own.
extern "C" {

using namespace hallwright::test;

int open(const char* path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const auto mode =
        static_cast<mode_t>((flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, unsigned) : 0);
    va_end(arguments);
    const bool makes = (flags & O_CREAT) != 0;
    return makes && fails("open") ? -1 : openFile(path, flags, mode);
}

ssize_t write(int fd, const void* bytes, std::size_t count)
{
    if (fails("write"))
        return -1;
    return ::syscall(SYS_write, fd, bytes, armed ? std::min(count, planned.mostBytesWritten) : count);
}

// Said to be done and not done: no power is cut here, and thousands of them would take minutes.
int fsync(int)
{
    return fails("fsync") ? -1 : 0;
}

int fchmod(int fd, mode_t mode) noexcept
{
    return fails("fchmod") ? -1 : static_cast<int>(::syscall(SYS_fchmod, fd, mode));
}

int fchown(int fd, uid_t owner, gid_t group) noexcept
{
    return fails("fchown") ? -1 : static_cast<int>(::syscall(SYS_fchown, fd, owner, group));
}

int rename(const char* from, const char* to) noexcept
{
    return fails("rename") ? -1 : static_cast<int>(::syscall(SYS_rename, from, to));
}

int close(int fd)
{
    const bool failing = fails("close");
    const int error = errno;
    const auto closed = static_cast<int>(::syscall(SYS_close, fd));
    if (!failing)
        return closed;
    errno = error;
    return -1;
}
}
