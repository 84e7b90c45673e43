#include "tests/cli/limited_run.h"

#include <QTemporaryFile>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

namespace hallwright::test {

namespace {

// In the child, after fork().
[[noreturn]] void become(char** words, int out, int err, int mostCpuS)
{
    const rlimit cpu{static_cast<rlim_t>(mostCpuS), static_cast<rlim_t>(mostCpuS) + 5};
    ::setrlimit(RLIMIT_CPU, &cpu);
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    ::execv(words[0], words);
    ::_exit(127);
}

QByteArray allOf(QTemporaryFile& file)
{
    file.seek(0);
    return file.readAll();
}

} // namespace

LimitedOutcome runLimited(const QString& program, const QStringList& arguments, int mostCpuS)
{
    std::vector<QByteArray> texts{program.toLocal8Bit()};
    for (const QString& argument : arguments)
        texts.push_back(argument.toLocal8Bit());
    std::vector<char*> words;
    for (QByteArray& text : texts)
        words.push_back(text.data());
    words.push_back(nullptr);
    QTemporaryFile out;
    QTemporaryFile err;
    if (!out.open() || !err.open())
        qFatal("no temporary file");
    const pid_t child = ::fork();
    if (child == 0)
        become(words.data(), out.handle(), err.handle(), mostCpuS);
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    LimitedOutcome outcome;
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    outcome.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    outcome.cpuS = seconds(used.ru_utime) + seconds(used.ru_stime);
    outcome.mostMiB = static_cast<double>(used.ru_maxrss) / 1024.0;
    outcome.out = allOf(out);
    outcome.err = allOf(err);
    return outcome;
}

} // namespace hallwright::test
