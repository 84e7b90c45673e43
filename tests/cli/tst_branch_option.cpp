// hallwright-cli with --branch: a branch in the file is what it would be in a file of its own.
#include "core/model/site_edit.h"
#include "tests/cli/cli_run.h"

#include <QRegularExpression>

using namespace hallwright;
using namespace hallwright::test;

class BranchOptionTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const SitePtr& site = folder_.site;
        SiteEdit edit(site);
        const RackId rack = site->buildings.front()->halls.front()->racks.front().id;
        edit.change(rack).name = "Moved to the pod";
        edit.changeInfo().outdoorC += 4.0;
        const SitePtr other = edit.done();
        saveSite(*other, other_.toStdString());
        Branch branch;
        branch.info.id = 1;
        branch.info.name = "Hotter";
        branch.info.created = "2026-11-30T12:00:00Z";
        branch.site = other;
        saveSite(site, {branch}, {}, folder_.file.toStdString(), nullptr);
    }

    void verbsWorkOnIt_data()
    {
        QTest::addColumn<QStringList>("verb");
        QTest::newRow("solve") << QStringList{"solve", "--json"};
        QTest::newRow("check") << QStringList{"check", "--json"};
    }
    void verbsWorkOnIt()
    {
        QFETCH(QStringList, verb);
        const Outcome inFile = cli(verb + QStringList{folder_.file, "--branch", "Hotter"});
        const Outcome alone = cli(verb + QStringList{other_});
        QCOMPARE(inFile.code, alone.code);
        QCOMPARE(untimed(inFile.out), untimed(alone.out));
        QVERIFY(untimed(inFile.out) != untimed(cli(verb + QStringList{folder_.file}).out));
    }

    void mainIsTheSiteItself()
    {
        const Outcome site = cli({"solve", "--json", folder_.file});
        for (const char* name : {"main", "Main"})
            QCOMPARE(untimed(cli({"solve", "--json", folder_.file, "--branch", name}).out),
                     untimed(site.out));
    }

    void itIsComparedWithItsSite()
    {
        const Outcome inFile = cli({"diff", folder_.file, "--branch", "Hotter"});
        QCOMPARE(inFile.code, 1);
        QCOMPARE(inFile.out, cli({"diff", folder_.file, other_}).out);
        QCOMPARE(cli({"diff", other_, folder_.file, "--branch", "Hotter"}).code, 0);
    }

    void infoListsIt()
    {
        static const QRegularExpression line(QStringLiteral("^Branches +Hotter\nNamed versions +none$"),
                                             QRegularExpression::MultilineOption);
        QVERIFY(QString::fromUtf8(cli({"info", folder_.file}).out).contains(line));
        static const QRegularExpression none(QStringLiteral("^Branches +none$"),
                                             QRegularExpression::MultilineOption);
        QVERIFY(QString::fromUtf8(cli({"info", other_}).out).contains(none));
    }

    void solveWritesDegreesInOneWay()
    {
        const QByteArray text = cli({"solve", folder_.file}).out;
        QVERIFY(text.contains("supply [°C] return [°C]"));
        QVERIFY(!text.contains("[C]"));
    }

    void aMisspeltOneIsAnsweredWithTheNearest()
    {
        verifySentence(cli({"solve", folder_.file, "--branch", "Hoter"}), 2, "the nearest is \"Hotter\"");
        verifySentence(cli({"solve", other_, "--branch", "Hotter"}), 2, "has no branch");
        verifySentence(cli({"diff", folder_.file}), 2, "AFTER is missing");
    }

private:
    static QString untimed(const QByteArray& answer)
    {
        static const QRegularExpression time(QStringLiteral("\"solve_ms\": [^,]*,"));
        return QString::fromUtf8(answer).remove(time);
    }

    CliFolder folder_;
    QString other_ = folder_.path("other.hallwright");
};

QTEST_GUILESS_MAIN(BranchOptionTest)
#include "tst_branch_option.moc"
