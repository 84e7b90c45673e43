// hallwright-cli build and info.
#include "tests/cli/cli_run.h"

using namespace hallwright;
using namespace hallwright::test;

class BuildInfoTest : public QObject
{
    Q_OBJECT

private slots:
    void buildMakesTheSameFileEachTime()
    {
        writeFile(folder_.path("good.yaml"), smallRecipe());
        QCOMPARE(cli({"build", folder_.path("good.yaml"), "-o", folder_.path("one.hallwright")}).code, 0);
        const Outcome outcome =
            cli({"build", folder_.path("good.yaml"), "-o", folder_.path("two.hallwright")});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.out.contains("Small: 2 buildings, 2 halls, 27 racks, 760 GPUs"),
                 outcome.out.constData());
        QVERIFY(*loadSite(folder_.path("one.hallwright").toStdString()) ==
                *loadSite(folder_.path("two.hallwright").toStdString()));
        QVERIFY(contentOf(folder_.path("one.hallwright")) == contentOf(folder_.path("two.hallwright")));
    }

    void infoSaysWhatTheFileHolds()
    {
        const Outcome outcome = cli({"info", folder_.file});
        QCOMPARE(outcome.code, 0);
        for (const char* words :
             {"Small campus", "Testville", "format version", "Building 1", "Hall B", "44"})
            QVERIFY2(outcome.out.contains(words), words);
    }

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(BuildInfoTest)
#include "tst_build_info.moc"
