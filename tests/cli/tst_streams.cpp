// What the command line does where its output cannot be written, is not wanted or would harm a terminal.
#include "core/model/characters.h"
#include "core/model/shown_text.h"
#include "tests/cli/cli_run.h"

#include <QDir>
#include <QFileInfo>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// Through a shell that opens or closes streams: `"$0" "$@" 2>&-`.
Outcome inShell(const QString& command, const QStringList& arguments)
{
    return runProgram("/bin/sh", QStringList({"-c", command, QStringLiteral(HALLWRIGHT_CLI)}) + arguments);
}

} // namespace

class StreamsTest : public QObject
{
    Q_OBJECT

private slots:
    // Each ended by SIGABRT, or said 0, while the code is all that is left to say.
    void theExitCodeSaysWhatNoStreamCan_data()
    {
        QTest::addColumn<QString>("streams");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const QStringList missing{"info", folder_.path("missing.hallwright")};
        const QStringList good{"info", folder_.file};
        QTest::newRow("error to a full disk") << "2>/dev/full" << missing << 3;
        QTest::newRow("error to nowhere") << "2>&-" << missing << 3;
        QTest::newRow("usage to nowhere") << "2>&-" << QStringList{"dance"} << 2;
        QTest::newRow("all to a full disk") << ">/dev/full 2>&1" << good << 3;
        QTest::newRow("all closed") << "<&- >&- 2>&-" << good << 3;
        QTest::newRow("answer to a full disk") << ">/dev/full" << good << 3;
        QTest::newRow("answer to nowhere") << ">&-" << good << 3;
        QTest::newRow("help to a full disk") << ">/dev/full" << QStringList{"--help"} << 3;
        QTest::newRow("help of a verb to a full disk") << ">/dev/full" << QStringList{"solve", "--help"} << 3;
        QTest::newRow("version to nowhere") << ">&-" << QStringList{"--version"} << 3;
        QTest::newRow("no input") << "<&-" << good << 0;
    }

    void theExitCodeSaysWhatNoStreamCan()
    {
        QFETCH(QString, streams);
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QCOMPARE(inShell("\"$0\" \"$@\" " + streams, arguments).code, code);
    }

    void anAnswerThatCannotBeWrittenIsToldInASentence()
    {
        verifyRefusal(inShell("\"$0\" \"$@\" >/dev/full", {"solve", folder_.file}),
                      "Cannot write to the standard output.");
    }

    // The first file opened would take the place of a closed stream, and get what is meant for the stream.
    void nothingMeantForAStreamGoesIntoAFile()
    {
        const QString target = folder_.path("racks.csv");
        QCOMPARE(inShell("\"$0\" \"$@\" 2>&- >&-", {"solve", folder_.file, "--racks", target}).code, 3);
        QVERIFY(contentOf(target).startsWith("rack,hall,"));
        QVERIFY(!contentOf(target).contains("hallwright-cli"));
    }

    // Quotas of batch systems end programs that do not ask to be told.
    void aFileSizeLimitIsAWriteThatFails()
    {
        const QString target = folder_.path("limited.hallwright");
        writeFile(folder_.path("good.yaml"), smallRecipe());
        const Outcome outcome =
            inShell("ulimit -f 1; exec \"$0\" \"$@\"", {"build", folder_.path("good.yaml"), "-o", target});
        verifyRefusal(outcome, "File too large");
        QVERIFY(!QFileInfo::exists(target));
        QCOMPARE(leftovers(), QStringList());
    }

    void whatAKilledSaveLeftIsRemovedByTheNext()
    {
        const QString target = folder_.path("next.hallwright");
        QProcess ended; // a process id that nobody has any more
        ended.start("/bin/true", QStringList());
        QVERIFY(ended.waitForStarted());
        const qint64 process = ended.processId();
        QVERIFY(ended.waitForFinished());
        writeFile(folder_.path(qPrintable(QString(".next.hallwright.%1-1.tmp").arg(process))), "half a site");
        writeFile(folder_.path("good.yaml"), smallRecipe());
        QCOMPARE(cli({"build", folder_.path("good.yaml"), "-o", target}).code, 0);
        QCOMPARE(leftovers(), QStringList());
    }

    // --- what a file says

    void aMessageIsShort()
    {
        QByteArray recipe = smallRecipe();
        recipe.replace("power_kw: 40", "role: " + QByteArray(500'000, 'x'));
        writeFile(folder_.path("long.yaml"), recipe);
        const Outcome outcome = cli({"build", folder_.path("long.yaml"), "-o", folder_.path("x.hallwright")});
        QCOMPARE(outcome.code, 3);
        QVERIFY(charactersOf(outcome.err.toStdString()) <=
                longestMessageCharacters + 30); // the verb before it
        QVERIFY2(outcome.err.contains("long.yaml"), outcome.err.constData());
    }

    void controlCharactersOfAFileAreShown()
    {
        auto site = std::make_shared<Site>(*folder_.site);
        site->info.name = "Camp\x1B]0;owned\x07us";
        saveSite(*site, folder_.path("esc.hallwright").toStdString());
        for (const QStringList& arguments :
             {QStringList{"info", folder_.path("esc.hallwright")},
              QStringList{"info", folder_.path("esc.hallwright"), "--json"},
              QStringList{"solve", folder_.path("esc.hallwright")},
              QStringList{"info", folder_.path("no\x1B[31mfile.hallwright")}}) {
            const Outcome outcome = cli(arguments);
            QVERIFY(!outcome.out.contains('\x1B') && !outcome.out.contains('\x07'));
            QVERIFY(!outcome.err.contains('\x1B'));
        }
        QVERIFY(cli({"info", folder_.path("esc.hallwright")}).out.contains("Camp\\u001B]0;owned\\u0007us"));
        QCOMPARE(
            QString::fromStdString(
                cli({"info", folder_.path("esc.hallwright"), "--json"}).json()["name"].get<std::string>()),
            QString("Camp\x1B]0;owned\x07us"));
    }

private:
    QStringList leftovers() const
    {
        return QDir(folder_.dir.path()).entryList({".*.tmp", "*.tmp"}, QDir::Files | QDir::Hidden);
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(StreamsTest)
#include "tst_streams.moc"
