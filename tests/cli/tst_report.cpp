// hallwright-cli report: what it holds, how it looks, what it refuses.
#include "tests/cli/cli_run.h"

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
            << QStringList{"--pages", "3-900"} << 3 << "Pages 3 to 900 were asked for";
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

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(ReportTest)
#include "tst_report.moc"
