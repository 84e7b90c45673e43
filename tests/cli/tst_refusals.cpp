// What the command line refuses: bad input and bad usage, in one sentence, with nothing damaged.
#include "tests/cli/cli_run.h"

#include <QDir>
#include <QFileInfo>

using namespace hallwright;
using namespace hallwright::test;

class RefusalsTest : public QObject
{
    Q_OBJECT

private slots:
    void aBadInputIsOneSentence_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("words");
        const QByteArray good = contentOf(folder_.file);
        writeFile(folder_.path("text.hallwright"),
                  "This is not a database, but it is longer than a SQLite header would be.\n"
                  "It goes on for a second line, so that its size is no excuse.\n");
        writeFile(folder_.path("truncated.hallwright"), good.left(good.size() / 2));
        writeFile(folder_.path("empty.hallwright"), "");
        for (const char* verb : {"info", "check", "solve"}) {
            const auto row = [&](const char* name, const char* file) {
                QTest::addRow("%s, %s", verb, name) << verb << folder_.path(file) << file;
            };
            row("missing", "missing.hallwright");
            row("no SQLite file", "text.hallwright");
            row("truncated", "truncated.hallwright");
            row("empty", "empty.hallwright");
        }
    }

    void aBadInputIsOneSentence()
    {
        QFETCH(QString, verb);
        QFETCH(QString, file);
        QFETCH(QString, words);
        const QByteArray before = contentOf(file);
        verifyRefusal(cli({verb, file}), words);
        QCOMPARE(contentOf(file), before);
    }

    void aBadInputMakesNoReport()
    {
        const QString pdf = folder_.path("kept.pdf");
        writeFile(pdf, "an earlier report");
        verifyRefusal(cli({"report", folder_.path("missing.hallwright"), "-o", pdf}), "missing.hallwright");
        QCOMPARE(contentOf(pdf), QByteArray("an earlier report"));
    }

    void aBadRecipeIsOneSentence_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown key") << QByteArray("supply_c: 22") << QByteArray("suply_c: 22") << "suply_c";
        QTest::newRow("negative power")
            << QByteArray("power_kw: 40") << QByteArray("power_kw: -40") << "-40 kW";
        QTest::newRow("rack outside its hall")
            << QByteArray("power_kw: 20}") << QByteArray("x_m: 14.9}") << "outside hall";
        QTest::newRow("no YAML") << QByteArray("site: {") << QByteArray("site: [{") << "broken.yaml";
    }

    void aBadRecipeIsOneSentence()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, words);
        QByteArray broken = smallRecipe();
        QVERIFY(broken.contains(from));
        writeFile(folder_.path("broken.yaml"), broken.replace(from, to));
        const QString target = folder_.path("target.hallwright");
        writeFile(target, contentOf(folder_.file));
        const Outcome outcome = cli({"build", folder_.path("broken.yaml"), "-o", target});
        verifyRefusal(outcome, words);
        QVERIFY2(outcome.err.contains("broken.yaml"), outcome.err.constData());
        QCOMPARE(contentOf(target), contentOf(folder_.file));
        QCOMPARE(contentOf(folder_.path("broken.yaml")), broken);
    }

    void aMissingRecipeIsOneSentence()
    {
        verifyRefusal(cli({"build", folder_.path("missing.yaml"), "-o", folder_.path("never.hallwright")}),
                      "missing.yaml");
        QVERIFY(!QFileInfo::exists(folder_.path("never.hallwright")));
    }

    // Root may write anywhere, so the targets are ones that cannot be: below a file, in /proc, a directory.
    void anUnwritableTargetIsOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("target");
        writeFile(folder_.path("plain"), "a plain file");
        writeFile(folder_.path("good.yaml"), smallRecipe());
        const QStringList targets = {folder_.path("plain") + "/out", "/proc/hallwright-out",
                                     folder_.dir.path(), folder_.path("no-such-folder") + "/out"};
        for (const QString& target : targets) {
            const auto row = [&](const char* verb, const QStringList& arguments) {
                QTest::addRow("%s to %s", verb, qPrintable(target.section('/', -2))) << arguments << target;
            };
            row("build", {"build", folder_.path("good.yaml"), "-o", target});
            row("racks", {"solve", folder_.file, "--racks", target});
            row("report", {"report", folder_.file, "-o", target});
        }
    }

    void anUnwritableTargetIsOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, target);
        const QByteArray before = contentOf(folder_.file);
        const Outcome outcome = cli(arguments);
        verifyRefusal(outcome, target);
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(contentOf(folder_.file), before);
        QCOMPARE(contentOf(folder_.path("plain")), QByteArray("a plain file"));
    }

    // A file size limit of the shell stands in for a full disk: the write fails half-way.
    void aFullDiskLeavesWhatWasThere_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("target");
        writeFile(folder_.path("good.yaml"), smallRecipe());
        const auto row = [&](const char* verb, const QStringList& arguments, const QString& target) {
            QTest::newRow(verb) << arguments << target;
        };
        row("build", {"build", folder_.path("good.yaml"), "-o", folder_.path("full.hallwright")},
            folder_.path("full.hallwright"));
        row("racks", {"solve", folder_.file, "--racks", folder_.path("full.csv")}, folder_.path("full.csv"));
        row("report", {"report", folder_.file, "-o", folder_.path("full.pdf")}, folder_.path("full.pdf"));
        row("picture", {"picture", folder_.file, "-o", folder_.path("full.png")}, folder_.path("full.png"));
    }

    void aFullDiskLeavesWhatWasThere()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, target);
        writeFile(target, "what was there");
        const auto entries = [this] {
            return QDir(folder_.dir.path()).entryList(QDir::AllEntries | QDir::Hidden);
        };
        const QStringList before = entries();
        // SIGXFSZ is ignored, so that the write reports an error instead of ending the program; 1 block is
        // 512 bytes or 1 KiB, less than any of the outputs.
        const QString command = QStringLiteral("trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"");
        const Outcome outcome =
            runProgram("/bin/sh", QStringList({"-c", command, QStringLiteral(HALLWRIGHT_CLI)}) + arguments);
        verifyRefusal(outcome, target);
        QCOMPARE(contentOf(target), QByteArray("what was there"));
        QCOMPARE(entries(), before);
    }

    void theInputIsNeverOverwritten()
    {
        const QByteArray before = contentOf(folder_.file);
        for (const QStringList& arguments : {QStringList{"report", folder_.file, "-o", folder_.file},
                                             QStringList{"solve", folder_.file, "--racks", folder_.file},
                                             QStringList{"build", folder_.file, "-o", folder_.file}}) {
            const Outcome outcome = cli(arguments);
            QCOMPARE(outcome.code, 2);
            QVERIFY(outcome.err.contains("would be overwritten"));
        }
        QCOMPARE(contentOf(folder_.file), before);
    }

    // --- bad usage

    void badUsageIsOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no verb") << QStringList();
        QTest::newRow("unknown verb") << QStringList{"dance"};
        QTest::newRow("no site") << QStringList{"solve"};
        QTest::newRow("unknown option") << QStringList{"solve", folder_.file, "--loud"};
        QTest::newRow("no output") << QStringList{"report", folder_.file};
        QTest::newRow("paper of no size")
            << QStringList{"report", folder_.file, "-o", folder_.path("x.pdf"), "--paper", "A9"};
        QTest::newRow("outdoor nan") << QStringList{"solve", folder_.file, "--outdoor", "nan"};
        QTest::newRow("outdoor inf") << QStringList{"solve", folder_.file, "--outdoor", "inf"};
        QTest::newRow("outdoor of a star") << QStringList{"solve", folder_.file, "--outdoor", "6000"};
        QTest::newRow("outdoor in words") << QStringList{"solve", folder_.file, "--outdoor", "warm"};
        QTest::newRow("wet bulb nan") << QStringList{"solve", folder_.file, "--wet-bulb", "nan"};
        QTest::newRow("wet bulb above the dry bulb")
            << QStringList{"solve", folder_.file, "--outdoor", "20", "--wet-bulb", "20.1"};
        QTest::newRow("wet bulb of nowhere") << QStringList{"check", folder_.file, "--wet-bulb", "-200"};
        QTest::newRow("wet bulb drier than dry air")
            << QStringList{"solve", folder_.file, "--outdoor", "28", "--wet-bulb", "-5"};
        QTest::newRow("unknown scenario") << QStringList{"solve", folder_.file, "--scenario", "Hot day"};
        QTest::newRow("scenario without a name") << QStringList{"check", folder_.file, "--scenario", ""};
        QTest::newRow("loads of nothing") << QStringList{"solve", folder_.file, "--loads", "some"};
        QTest::newRow("no day") << QStringList{"solve", folder_.file, "--date", "2027-02-30"};
        QTest::newRow("date without a day") << QStringList{"solve", folder_.file, "--date", ""};
        QTest::newRow("air of nothing") << QStringList{"solve", folder_.file, "--air", "guess"};
        QTest::newRow("air by number") << QStringList{"check", folder_.file, "--air", "1"};
        QTest::newRow("unknown key") << QStringList{"solve", folder_.file, "--explain", "happiness"};
        QTest::newRow("unknown key after a good one")
            << QStringList{"solve", folder_.file, "--json", "--explain", "pue", "--explain", "pui"};
        QTest::newRow("key of a building that is not there")
            << QStringList{"solve", folder_.file, "--explain", "building/Building 9/pue"};
        QTest::newRow("without nothing known") << QStringList{"solve", folder_.file, "--without", "UPS Z"};
        QTest::newRow("without an empty name") << QStringList{"solve", folder_.file, "--without", ""};
    }

    void badUsageIsOneSentence()
    {
        QFETCH(QStringList, arguments);
        const Outcome outcome = cli(arguments);
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(outcome.err.count('\n'), 1);
        QVERIFY(outcome.err.startsWith("hallwright-cli"));
    }

    void whatIsNoNumberIsSaidSo()
    {
        verifySentence(cli({"solve", folder_.file, "--outdoor", "abc"}), 2,
                       "--outdoor: \"abc\" is no number");
        verifySentence(cli({"picture", folder_.file, "-o", folder_.path("x.png"), "--width", "12.5"}), 2,
                       "--width: \"12.5\" is no whole number");
    }

    void aChoiceIsOneOfItsWordsWhateverTheirCase()
    {
        QVERIFY(cli({"solve", folder_.file, "--air", "guess"})
                    .err.contains("--air is \"guess\", but must be estimate or field or flow."));
        QCOMPARE(cli({"solve", folder_.file, "--air", "Estimate"}).code, 0);
        QVERIFY(cli({"report", folder_.file, "-o", folder_.path("x.pdf"), "--paper", "A9"})
                    .err.contains("--paper is \"A9\", but must be one of A4, A3, A2,"));
        QCOMPARE(cli({"report", folder_.file, "-o", folder_.path("a4.pdf"), "--paper", "a4"}).code, 0);
    }

    void everyVerbHelpsWithAnExample()
    {
        for (const char* verb : {"build", "info", "check", "solve", "report"}) {
            const Outcome outcome = cli({verb, "--help"});
            QCOMPARE(outcome.code, 0);
            QVERIFY2(outcome.out.contains(QByteArray("hallwright-cli ") + verb + " s"),
                     outcome.out.constData());
        }
        const Outcome all = cli({"--help"});
        for (const char* verb : {"build", "info", "check", "solve", "report"})
            QVERIFY(all.out.contains(verb));
        QVERIFY(cli({"--version"}).out.startsWith("hallwright-cli "));
    }

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(RefusalsTest)
#include "tst_refusals.moc"
