// hallwright-cli report: what it holds, how it looks, what it refuses.
#include "core/model/site_edit.h"
#include "tests/cli/cli_run.h"

#include <QDir>

using namespace hallwright;
using namespace hallwright::test;

class ReportTest : public QObject
{
    Q_OBJECT

private slots:
    void theReportHasSelectableTextOnAPagePerHall()
    {
        const QString pdf = folder_.path("report.pdf");
        const Outcome outcome = cli({"report", folder_.file, "-o", pdf});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out, QByteArray());
        QCOMPARE(outcome.err, QByteArray());
        const Outcome text = runProgram("pdftotext", {pdf, "-"});
        for (const char* words :
             {"Small campus", "Hall A", "Hall B", "small.hallwright", "1:75 on A3", "Conclusions", "Contents",
              "What binds in each building", "Loss of one element (N-1)"})
            QVERIFY2(text.out.contains(words), words);
        QCOMPARE(runProgram("qpdf", {"--check", pdf}).code, 0);
    }

    void theCoverBearsTheFilesHash()
    {
        const QString pdf = folder_.path("cover.pdf");
        QCOMPARE(cli({"report", folder_.file, "-o", pdf, "--pages", "1"}).code, 0);
        const QByteArray hash = runProgram("sha256sum", {folder_.file}).out.left(64);
        const QByteArray text = runProgram("pdftotext", {pdf, "-"}).out;
        QVERIFY2(text.contains(hash.left(32)) && text.contains(hash.mid(32)), text.constData());
    }

    void paperUnitsAndFieldsAreThoseAskedFor()
    {
        const QString pdf = folder_.path("look.pdf");
        const Outcome outcome = cli({"report", folder_.file, "-o", pdf, "--pack", "plan", "--paper", "ansi-d",
                                     "--orientation", "portrait", "--units", "ip", "--title", "Phase 2",
                                     "--author", "A. Author", "--revision", "R7"});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const QByteArray info = runProgram("pdfinfo", {pdf}).out;
        QVERIFY2(info.contains("1584 x 2448") || info.contains("1584 x 2447"),
                 info.constData()); // 22 in by 34 in
        QVERIFY2(info.contains("A. Author") && info.contains("Phase 2"), info.constData());
        const QByteArray text = runProgram("pdftotext", {pdf, "-"}).out;
        QVERIFY(text.contains("R7") && text.contains("°F"));
        QVERIFY(!text.contains("What binds in each building"));
    }

    void whatMeansNothingIsRefusedInOneSentence_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("a pack") << QStringList{"--pack", "some"} << 2 << "capacity or full or plan";
        QTest::newRow("a paper") << QStringList{"--paper", "B3"} << 2 << "ANSI E";
        QTest::newRow("an orientation")
            << QStringList{"--orientation", "askew"} << 2 << "landscape or portrait";
        QTest::newRow("a scale") << QStringList{"--scale", "1:0"} << 2 << "such as 1:100";
        QTest::newRow("a scale in words") << QStringList{"--scale", "large"} << 2 << "such as 1:100";
        QTest::newRow("a scale too large")
            << QStringList{"--scale", "1:10"} << 3 << "does not fit on A3 at 1:10";
        QTest::newRow("pages backwards") << QStringList{"--pages", "7-3"} << 2 << "such as 4 or 3-7";
        QTest::newRow("no page") << QStringList{"--pages", "0"} << 2 << "such as 4 or 3-7";
        QTest::newRow("pages beyond")
            << QStringList{"--pages", "3-900"} << 3
            << "Pages 3 to 900 were asked for, but the report has at most "; // before the studies
        QTest::newRow("pages beyond the drawings")
            << QStringList{"--pages", "3-900", "--pack", "plan"} << 3 << "but the report has ";
        QTest::newRow("tables where a file is")
            << QStringList{"--tables", folder_.file} << 3 << "is a file, but the tables need a folder";
        QTest::newRow("compared with no branch")
            << QStringList{"--compare", "Denser"} << 2 << "--compare: \"Denser\" is not in this file";
        QTest::newRow("units") << QStringList{"--units", "cgs"} << 2 << "ip or si";
        QTest::newRow("a logo") << QStringList{"--logo", "/nowhere.png"} << 3
                                << "cannot be read as a picture";
    }

    void whatMeansNothingIsRefusedInOneSentence()
    {
        QFETCH(QStringList, options);
        QFETCH(int, code);
        QFETCH(QString, words);
        const QString pdf = folder_.path("refused.pdf");
        const Outcome outcome = cli(QStringList{"report", folder_.file, "-o", pdf} + options);
        QCOMPARE(outcome.code, code);
        QVERIFY2(outcome.err.contains(words.toUtf8()), outcome.err.constData());
        QVERIFY(!QFile::exists(pdf));
    }

    void tablesStandBesideIt()
    {
        const QString tables = folder_.path("tables");
        QCOMPARE(
            cli({"report", folder_.file, "-o", folder_.path("with.pdf"), "--pages", "1", "--tables", tables})
                .code,
            0);
        QCOMPARE(QDir(tables).entryList(QDir::Files).size(), 8);
        const QByteArray racks = contentOf(tables + "/racks.csv");
        QCOMPARE(racks.count('\n'), 1 + static_cast<qsizetype>(folder_.site->rackCount()));
        // the same as solve writes
        const QString solved = folder_.path("solved.csv");
        QCOMPARE(cli({"solve", folder_.file, "--racks", solved}).code, 0);
        QCOMPARE(racks, contentOf(solved));
    }

    void itIsHeldAgainstABranch()
    {
        SiteEdit edit(folder_.site);
        edit.change(folder_.site->buildings.front()->halls.front()->racks.front().id).powerW += 5e3;
        Branch branch;
        branch.info.id = 1;
        branch.info.name = "Denser";
        branch.info.created = "2026-11-30T12:00:00Z";
        branch.site = edit.done();
        const QString file = folder_.path("branched.hallwright");
        saveSite(folder_.site, {branch}, {}, file.toStdString(), nullptr);
        const QString pdf = folder_.path("compared.pdf");
        const Outcome outcome = cli({"report", file, "-o", pdf, "--pack", "capacity", "--compare", "Denser"});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const QByteArray text = runProgram("pdftotext", {"-layout", pdf, "-"}).out;
        for (const char* words : {"From Main to Denser", "1 rack changed", "Halls that", "Hall A"})
            QVERIFY2(text.contains(words), words);
        verifySentence(cli({"report", file, "-o", pdf, "--branch", "Denser", "--compare", "Denser"}), 2,
                       "is the branch that is reported");
        verifySentence(cli({"report", file, "-o", pdf, "--compare", "Danser"}), 2,
                       "the nearest is \"Denser\"");
        verifySentence(cli({"report", file, "-o", pdf, "--compare", "main"}), 2,
                       "is the branch that is reported");
        const Outcome back =
            cli({"report", file, "-o", pdf, "--pack", "capacity", "--branch", "Denser", "--compare", "main"});
        QVERIFY2(back.code == 0, back.err.constData());
        const QByteArray held = runProgram("pdftotext", {"-layout", pdf, "-"}).out;
        QVERIFY2(held.contains("From Denser to Main"), held.constData());
    }

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(ReportTest)
#include "tst_report.moc"
