// hallwright-cli import devicetypes: a library into a catalogue, and its report.
#include "tests/cli/cli_run.h"

using namespace hallwright;
using namespace hallwright::test;

namespace {

const QString library = QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/data/device-types");

} // namespace

class ImportDeviceTypesTest : public QObject
{
    Q_OBJECT

private slots:
    void theLibraryIsInTheCatalogueAndItsGapsAreNamed()
    {
        const QString output = folder_.path("next.hallwright");
        const Outcome done = cli({"import", "devicetypes", folder_.file, library, "-o", output});
        QCOMPARE(done.code, 0);
        const QString text = QString::fromUtf8(done.out);
        QVERIFY2(text.startsWith("6 device types and 1 rack type: 7 new, 0 changed, in "), qPrintable(text));
        QVERIFY(text.contains("AR3300.yaml:2: APC AR3300: no outer_width is stated; 0.600 m is taken."));
        QVERIFY(text.contains("\nImplausible: 1\n"));
        const SitePtr site = loadSite(output.toStdString());
        QCOMPARE(site->catalogue->deviceTypes.size(), std::size_t{6});
        QVERIFY(*loadSite(folder_.file.toStdString()) == *folder_.site);
    }

    void jsonNamesEachRemarkByTypeAndField()
    {
        const Json root = cli({"import", "devicetypes", folder_.file, library + "/SN5600.yaml", "-o",
                               folder_.path("x"), "--json"})
                              .json();
        QCOMPARE(root["device_types"].get<int>(), 1);
        QCOMPARE(root["added"].get<int>(), 1);
        QStringList missing;
        for (const Json& remark : root["remarks"]) {
            QCOMPARE(remark["type"].get<std::string>(), std::string("Nvidia SN5600"));
            if (remark["kind"] == "missing")
                missing << QString::fromStdString(remark["field"].get<std::string>());
        }
        QCOMPARE(missing.join(' '), QStringLiteral("nameplate_w power_w"));
    }

    void aRefusedFileIsSaidAndTheAnswerIsNo()
    {
        writeFile(folder_.path("bad.yaml"), "manufacturer: Bench\n");
        const Outcome done = cli({"import", "devicetypes", folder_.file, library, folder_.path("bad.yaml"),
                                  "-o", folder_.path("next.hallwright")});
        QCOMPARE(done.code, 1);
        QVERIFY(done.out.contains("Refused: 1\n"));
        QVERIFY(done.out.contains("lacks the key \"model\""));
    }

    void whatCannotBeDoneIsRefused()
    {
        const QString none = folder_.path("none.yaml");
        QCOMPARE(cli({"import", "devicetypes", folder_.file, none, "-o", folder_.path("y")}).code, 3);
        writeFile(folder_.path("empty.yaml"), "");
        const Outcome empty =
            cli({"import", "devicetypes", folder_.file, folder_.path("empty.yaml"), "-o", folder_.path("y")});
        QCOMPARE(empty.code, 3);
        QVERIFY(empty.err.contains("No type can be imported."));
        QCOMPARE(cli({"import", "devicetypes", folder_.file, library, "-o", folder_.file}).code, 2);
        QCOMPARE(cli({"import", "devicetypes", folder_.file, library}).code, 2);
    }

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(ImportDeviceTypesTest)
#include "tst_import_device_types.moc"
