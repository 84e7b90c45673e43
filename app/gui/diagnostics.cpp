#include "app/gui/diagnostics.h"

#include "core/model/shown_text.h"
#include "core/storage/recovery.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>
#include <QSysInfo>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <execinfo.h>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace hallwright::app {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t longestLogBytes = 1'000'000;
constexpr std::size_t shownLogBytes = 20'000;
constexpr std::size_t keptReports = 5;
constexpr const char* toldSuffix = ".told";

fs::path directory()
{
    return recoveryFileFor({}).parent_path();
}

// --- the log

QtMessageHandler before = nullptr;
std::mutex logging;

void rotate(const fs::path& log)
{
    std::error_code none;
    if (fs::file_size(log, none) > longestLogBytes && !none)
        fs::rename(log, log.string() + ".1", none);
}

const char* wordOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

// Where it cannot be written the program goes on: a full disk is told by what is saved.
void writeToLog(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    {
        const std::lock_guard guard(logging);
        rotate(logFile());
        const std::string line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString() +
                                 ' ' + wordOf(type) + ": " + shortMessage(message.toStdString()) + '\n';
        const int fd =
            ::open(logFile().c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd >= 0) {
            [[maybe_unused]] const ssize_t written = ::write(fd, line.data(), line.size());
            ::close(fd);
        }
    }
    if (before)
        before(type, context, message);
}

// --- a crash

// All that the handler needs is made beforehand: in it no memory can be asked for.
std::array<char, 4096> reportPath{};
std::array<char, 1024> reportHead{};
std::array<char, 64 * 1024> handlerStack{};

void writeText(int fd, const char* text)
{
    [[maybe_unused]] const ssize_t written = ::write(fd, text, std::strlen(text));
}

const char* nameOfSignal(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "SIGSEGV, an address that is none";
    case SIGBUS:
        return "SIGBUS, a page that cannot be read";
    case SIGFPE:
        return "SIGFPE, a whole number divided by none";
    case SIGILL:
        return "SIGILL, an instruction that this processor has not";
    case SIGABRT:
        return "SIGABRT, given up by the program or a library";
    default:
        return "another signal";
    }
}

void reportCrash(int signal)
{
    const int fd = ::open(reportPath.data(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0) {
        std::array<void*, 64> calls{};
        writeText(fd, reportHead.data());
        writeText(fd, nameOfSignal(signal));
        writeText(fd, "\n\n");
        ::backtrace_symbols_fd(calls.data(), ::backtrace(calls.data(), static_cast<int>(calls.size())), fd);
        ::close(fd);
    }
    ::raise(signal); // which now does what it does without us
}

void handleCrashes()
{
    std::array<void*, 1> once{};
    ::backtrace(once.data(), 1); // loads what it needs
    stack_t stack{};
    stack.ss_sp = handlerStack.data();
    stack.ss_size = handlerStack.size();
    ::sigaltstack(&stack, nullptr);
    struct sigaction action {
    };
    action.sa_handler = reportCrash;
    action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
        ::sigaction(signal, &action, nullptr);
}

template <std::size_t Size>
void keepText(std::array<char, Size>& kept, const std::string& text)
{
    std::copy_n(text.begin(), std::min(text.size(), Size - 1), kept.begin());
}

// The newest first.
std::vector<fs::path> crashReports()
{
    std::vector<fs::path> reports;
    std::error_code none;
    for (fs::directory_iterator entry(directory(), none), end; !none && entry != end; entry.increment(none)) {
        if (entry->path().filename().string().starts_with("crash-") &&
            fs::is_regular_file(entry->symlink_status()))
            reports.push_back(entry->path());
    }
    std::sort(reports.begin(), reports.end(), [](const fs::path& a, const fs::path& b) {
        std::error_code ignored;
        return fs::last_write_time(a, ignored) > fs::last_write_time(b, ignored);
    });
    return reports;
}

std::string contentOf(const fs::path& file, std::size_t lastBytes)
{
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.size() > lastBytes)
        text.erase(0, text.size() - lastBytes);
    return text;
}

QString versions()
{
    return QStringLiteral("Hallwright %1, Qt %2\n%3, %4\n")
        .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()),
             QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture());
}

} // namespace

fs::path logFile()
{
    return directory() / "hallwright.log";
}

void startDiagnostics()
{
    std::error_code none;
    fs::create_directories(directory(), none);
    ::chmod(directory().c_str(), S_IRWXU); // it also holds sites that were never saved
    const std::vector<fs::path> reports = crashReports();
    for (std::size_t i = keptReports; i < reports.size(); ++i)
        fs::remove(reports[i], none);
    const fs::path report = directory() / ("crash-" + std::to_string(::getpid()) + ".txt");
    fs::remove(report, none); // of an earlier process with this number
    keepText(reportPath, report.string());
    keepText(reportHead, versions().toStdString() + "started " +
                             QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString() +
                             "\nended by ");
    handleCrashes();
    before = qInstallMessageHandler(writeToLog);
    qInfo("Hallwright %s starts", qPrintable(QCoreApplication::applicationVersion()));
}

QString takeCrashReport()
{
    for (const fs::path& report : crashReports()) {
        if (report.extension() != ".txt")
            continue;
        const fs::path told = report.string() + toldSuffix;
        std::error_code error;
        fs::rename(report, told, error);
        return QString::fromStdString((error ? report : told).string());
    }
    return {};
}

QString diagnosticsText()
{
    QString text = versions();
    text += QStringLiteral("\n--- %1\n").arg(QString::fromStdString(logFile().string()));
    text += QString::fromStdString(contentOf(logFile(), shownLogBytes));
    const std::vector<fs::path> reports = crashReports();
    if (!reports.empty())
        text += QStringLiteral("\n--- %1\n%2")
                    .arg(QString::fromStdString(reports.front().string()),
                         QString::fromStdString(contentOf(reports.front(), shownLogBytes)));
    return text;
}

} // namespace hallwright::app
