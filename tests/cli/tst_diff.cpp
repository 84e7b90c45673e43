// hallwright-cli diff: what differs between two files, in sentences and in JSON.
#include "core/model/site_edit.h"
#include "tests/cli/cli_run.h"

using namespace hallwright;
using namespace hallwright::test;

class DiffTest : public QObject
{
    Q_OBJECT

private slots:
    void equalFilesDoNotDiffer()
    {
        const Outcome same = cli({"diff", folder_.file, folder_.file});
        QCOMPARE(same.code, 0);
        QCOMPARE(same.out, QByteArray("No change.\n"));
    }

    void aMovedRackIsOneSentenceWithUnits()
    {
        const Outcome text = cli({"diff", folder_.file, changedFile()});
        QCOMPARE(text.code, 1);
        QCOMPARE(text.out,
                 QByteArray("Rack A01: x 3.9 m → 4.5 m, power 20.4 kW → 24.5 kW.\n1 rack changed.\n"));
    }

    void jsonHasEachFieldAsTheFileHasIt()
    {
        const Json root = cli({"diff", folder_.file, changedFile(), "--json"}).json();
        QCOMPARE(root["summary"].get<std::string>(), std::string("1 rack changed"));
        const Json& rack = root["objects"][0];
        QCOMPARE(keysOf(rack), QStringList({"kind", "id", "name", "change", "fields"}));
        QCOMPARE(rack["fields"][1]["field"].get<std::string>(), std::string("power_w"));
        QCOMPARE(rack["fields"][1]["before"].get<double>(), 20.4e3);
        QCOMPARE(rack["fields"][1]["after"].get<double>(), 24.5e3);
    }

    void aMissingFileIsToldInASentence()
    {
        const Outcome missing = cli({"diff", folder_.file, folder_.path("none.hallwright")});
        QCOMPARE(missing.code, 3);
        QVERIFY(missing.err.contains("none.hallwright"));
    }

private:
    QString changedFile()
    {
        SiteEdit edit(folder_.site);
        edit.change(RackId{1}).pose.x = 4.5;
        edit.change(RackId{1}).powerW = 24.5e3;
        const QString file = folder_.path("changed.hallwright");
        saveSite(*edit.done(), file.toStdString());
        return file;
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(DiffTest)
#include "tst_diff.moc"
