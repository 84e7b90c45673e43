// The log and the report of a crash: readable, bounded, private, and on this machine alone.
#include "app/gui/diagnostics.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace hallwright::app;

namespace {

int modeOf(const QString& file)
{
    struct stat status {
    };
    return ::stat(file.toLocal8Bit().constData(), &status) == 0 ? static_cast<int>(status.st_mode & 0777) : 0;
}

QByteArray contentOf(const QString& file)
{
    QFile stream(file);
    return stream.open(QIODevice::ReadOnly) ? stream.readAll() : QByteArray();
}

// The program of this test as one that crashes.
int crash(const QString& how)
{
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    startDiagnostics();
    qWarning("about to crash\x1B[31m");
    if (how == "throw")
        throw std::runtime_error("nobody catches this");
    ::raise(how.toInt());
    return 0;
}

} // namespace

class DiagnosticsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        state_ = std::make_unique<QTemporaryDir>();
        qputenv("XDG_STATE_HOME", state_->path().toUtf8());
    }

    void aCrashLeavesAReport_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("name");
        for (const auto& [signal, name] : {std::pair(SIGSEGV, "SIGSEGV"), std::pair(SIGABRT, "SIGABRT"),
                                           std::pair(SIGFPE, "SIGFPE"), std::pair(SIGBUS, "SIGBUS")})
            QTest::newRow(name) << QString::number(signal) << name;
        QTest::newRow("exception") << "throw"
                                   << "SIGABRT";
    }

    void aCrashLeavesAReport()
    {
        QFETCH(QString, how);
        QFETCH(QString, name);
        QProcess victim;
        victim.start(QCoreApplication::applicationFilePath(), {"--crash", how});
        QVERIFY(victim.waitForFinished());
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit); // it still ends by its signal
        const QStringList reports = QDir(folder()).entryList({"crash-*.txt"});
        QCOMPARE(reports.size(), 1);
        const QByteArray report = contentOf(folder() + reports.first());
        QVERIFY2(report.contains("Hallwright") && report.contains("ended by " + name.toUtf8()),
                 report.constData());
        QVERIFY2(report.count('\n') > 5, report.constData()); // the calls that led to it
        QCOMPARE(modeOf(folder() + reports.first()), 0600);
        QVERIFY(diagnosticsText().contains(name));
        const QByteArray log = contentOf(folder() + "hallwright.log");
        QVERIFY2(log.contains("warning: about to crash\\u001B[31m"), log.constData());
    }

    void aCrashIsToldOnce()
    {
        QVERIFY(takeCrashReport().isEmpty());
        QDir().mkpath(folder());
        QFile report(folder() + "crash-1.txt");
        QVERIFY(report.open(QIODevice::WriteOnly));
        report.close();
        const QString told = takeCrashReport();
        QVERIFY(QFile::exists(told));
        QVERIFY(takeCrashReport().isEmpty());
    }

    void theLogIsBoundedAndPrivate()
    {
        startDiagnostics();
        for (int i = 0; i < 6000; ++i)
            qDebug("%s", QByteArray(2000, 'x').constData()); // 500 characters of each
        QCOMPARE(QDir(folder()).entryList({"hallwright.log*"}),
                 (QStringList{"hallwright.log", "hallwright.log.1"}));
        for (const char* name : {"hallwright.log", "hallwright.log.1"}) {
            QVERIFY(QFile(folder() + name).size() < 1'010'000);
            QCOMPARE(modeOf(folder() + name), 0600);
        }
        QCOMPARE(modeOf(folder()), 0700);
        QVERIFY(diagnosticsText().size() < 50'000);
        qInstallMessageHandler(nullptr);
    }

private:
    QString folder() const { return state_->path() + "/hallwright/"; }

    std::unique_ptr<QTemporaryDir> state_;
};

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == "--crash")
        return crash(arguments[2]);
    DiagnosticsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_diagnostics.moc"
