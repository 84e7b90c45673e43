// The program opens no network connection by itself: it and the command line run where asking the system for an internet socket
// ends a process.
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstddef>
#include <iterator>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

// https://docs.kernel.org/userspace-api/seccomp_filter.html
void forbidInternet()
{
    sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{static_cast<unsigned short>(std::size(filter)), filter};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        ::_exit(99);
}

} // namespace

class NetworkTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
            qputenv(name, folder_.path().toUtf8());
    }

    void theGuardEndsWhatOpensASocket()
    {
        QCOMPARE(run("python3", {"-c", "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)"}),
                 QProcess::CrashExit);
        QCOMPARE(run("python3", {"-c", "import socket; socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)"}),
                 QProcess::NormalExit);
    }

    void noneIsOpened_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        const QString site = folder_.filePath("a.hallwright");
        QTest::newRow("build") << HALLWRIGHT_CLI
                               << QStringList{"build",
                                              HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/small.yaml", "-o",
                                              site};
        QTest::newRow("solve") << HALLWRIGHT_CLI << QStringList{"solve", site};
        QTest::newRow("report") << HALLWRIGHT_CLI
                                << QStringList{"report", site, "-o", folder_.filePath("a.pdf")};
        QTest::newRow("window") << HALLWRIGHT_PROGRAM
                                << QStringList{"--screenshot", folder_.filePath("a.png"), "--view", "window",
                                               site};
    }

    void noneIsOpened()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, arguments);
        QCOMPARE(run(program, arguments), QProcess::NormalExit);
        QCOMPARE(code_, 0);
    }

private:
    QProcess::ExitStatus run(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        process.setChildProcessModifier(forbidInternet);
        process.start(program, arguments);
        if (!process.waitForFinished(120'000))
            qFatal("%s did not end", qPrintable(program));
        code_ = process.exitCode();
        return process.exitStatus();
    }

    QTemporaryDir folder_;
    int code_ = -1;
};

QTEST_GUILESS_MAIN(NetworkTest)
#include "tst_network.moc"
