// Types of the device-type library, and what its files leave out or say so that it cannot be so.
#include "core/exchange/device_library.h"
#include "core/model/check_site.h"
#include "core/model/contents_figures.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double poundKg = 0.45359237; // exact

DeviceLibrary read(const std::string& yaml)
{
    DeviceLibrary library;
    readLibraryText(yaml, "x.yaml", library);
    return library;
}

std::string bench(const std::string& model, const std::string& rest)
{
    return "manufacturer: Bench\nmodel: " + model + "\nslug: bench\n" + rest;
}

// The remarks of a kind, one a line.
QString said(const DeviceLibrary& library, RemarkKind kind)
{
    QString text;
    for (const LibraryRemark& remark : library.remarks) {
        if (remark.kind == kind)
            text += QString::fromStdString(remark.sentence) + "\n";
    }
    return text;
}

DeviceLibrary ofTests(const std::string& file)
{
    return readDeviceLibrary({HALLWRIGHT_SOURCE_DIR "/tests/data/device-types/" + file});
}

int portsOf(const DeviceType& type, PortKind kind, const std::string& connector)
{
    for (const PortGroup& group : type.ports) {
        if (group.kind == kind && group.connector == connector)
            return group.count;
    }
    return 0;
}

} // namespace

class TestDeviceLibrary : public QObject
{
    Q_OBJECT

private slots:
    // fc42: masses in lb, g, oz; one without; one without a unit, which is not taken.
    void massesAreTakenInTheirUnits()
    {
        DeviceLibrary library;
        readLibraryText(bench("A", "u_height: 1\nweight: 45.5\nweight_unit: lb\n"), "A.yaml", library);
        readLibraryText(bench("B", "u_height: 0.5\nweight: 18000\nweight_unit: g\n"), "B.yaml", library);
        readLibraryText(bench("C", "u_height: 1\nweight: 320\nweight_unit: oz\n"), "C.yaml", library);
        readLibraryText(bench("D", "u_height: 0\n"), "D.yaml", library);
        readLibraryText(bench("E", "u_height: 1\nweight: 12\n"), "E.yaml", library);
        QCOMPARE(library.deviceTypes.size(), std::size_t{5});
        QCOMPARE(library.deviceTypes[0].massKg, 45.5 * poundKg); // 20.638 kg
        QCOMPARE(library.deviceTypes[1].massKg, 18.0);
        QCOMPARE(library.deviceTypes[2].massKg, 20.0 * poundKg); // 9.072 kg
        QCOMPARE(library.deviceTypes[3].massKg, 0.0);
        QCOMPARE(library.deviceTypes[4].massKg, 0.0);
        QCOMPARE(library.deviceTypes[1].heightU, 0.5);
        double knownKg = 0.0;
        for (const DeviceType& type : library.deviceTypes)
            knownKg += type.massKg;
        QVERIFY(std::abs(knownKg - 47.710) < 5e-4);
        QVERIFY(said(library, RemarkKind::Missing).contains("D.yaml:1: Bench D: no weight is stated."));
        QVERIFY(
            said(library, RemarkKind::Implausible)
                .contains(
                    "E.yaml:5: Bench E: weight 12 has the weight_unit none, which is not kg, g, lb or oz; "
                    "it is not taken."));
    }

    void aRackInInchesAndPoundsIsMetric()
    {
        const DeviceLibrary library =
            read(bench("rack-42", "u_height: 42\nform_factor: 4-post-cabinet\nwidth: 19\nstarting_unit: 1\n"
                                  "outer_width: 24\nouter_depth: 48\nouter_unit: in\nmax_weight: 2500\n"
                                  "weight_unit: lb\n"));
        QCOMPARE(library.rackTypes.size(), std::size_t{1});
        const RackType& rack = library.rackTypes[0];
        QCOMPARE(rack.name, std::string("Bench rack-42"));
        QCOMPARE(rack.widthM, 0.6096);
        QCOMPARE(rack.depthM, 1.2192);
        QCOMPARE(rack.loadLimitKg, 2500 * poundKg); // 1134.0 kg
        QCOMPARE(rack.usableHeightU, 42);
        QCOMPARE(rack.ownMassKg, 0.0);
        QVERIFY(said(library, RemarkKind::Missing).contains("no weight is stated."));
    }

    void aSideThatIsNoneOfARackIsNotTaken()
    {
        const DeviceLibrary library =
            read(bench("R", "u_height: 42\nform_factor: 2-post-frame\nouter_width: 600\n"
                            "outer_depth: 48\nouter_unit: mm\n"));
        QCOMPARE(library.rackTypes[0].widthM, 0.6);
        QCOMPARE(library.rackTypes[0].depthM, 1.2);
        QVERIFY(said(library, RemarkKind::Implausible).contains("outer_depth 48 with the outer_unit mm"));
    }

    // 4 supplies of 6,600 W; 8 bays for GPUs; 53 kg.
    void aServersPortsDrawsAndBaysAreCounted()
    {
        const DeviceLibrary library = ofTests("AS-4126GS-NMR-LCC.yml");
        QCOMPARE(library.deviceTypes.size(), std::size_t{1});
        const DeviceType& type = library.deviceTypes[0];
        QCOMPARE(type.manufacturer + " " + type.name, std::string("Supermicro AS-4126GS-NMR-LCC"));
        QCOMPARE(type.heightU, 4.0);
        QCOMPARE(type.massKg, 53.0);
        QCOMPARE(type.nameplateW, 4 * 6600.0);
        QCOMPARE(type.powerW, 0.0);
        QCOMPARE(type.gpuCount, 8);
        QVERIFY(type.airflow == DeviceAirflow::FrontToRear && type.powered && type.fullDepth);
        QCOMPARE(portsOf(type, PortKind::PowerInlet, "iec-60320-c20"), 4);
        QCOMPARE(portsOf(type, PortKind::Management, "1000base-t"), 1);
        QCOMPARE(type.ports.size(), std::size_t{2}); // its virtual interface is no port
        QVERIFY(said(library, RemarkKind::Assumed).contains("4 power ports state 6600 W each"));
        QVERIFY(said(library, RemarkKind::Assumed).contains("8 bays for GPUs"));
        QVERIFY(said(library, RemarkKind::Missing).contains("no power port states an allocated_draw."));
    }

    void switchesHaveTheirPortsBySpeed()
    {
        const DeviceType sn5600 = ofTests("SN5600.yaml").deviceTypes[0];
        QCOMPARE(portsOf(sn5600, PortKind::Network, "800gbase-x-osfp"), 64);
        QVERIFY(sn5600.airflow == DeviceAirflow::RearToFront);
        QCOMPARE(sn5600.nameplateW, 0.0); // its supplies are modules
        QVERIFY(said(ofTests("SN5600.yaml"), RemarkKind::Missing)
                    .contains("no power port states a maximum_draw."));
        const DeviceType q3400 = ofTests("Q3400-RA.yaml").deviceTypes[0];
        QCOMPARE(portsOf(q3400, PortKind::Network, "infiniband-xdr"), 145);
        QCOMPARE(q3400.nameplateW, 8 * 875.0);
    }

    // It has no inlets, but no one believes that a tray of four GPUs draws nothing.
    void aTrayOnABusbarIsNotTakenToDrawNothing()
    {
        const DeviceLibrary library = ofTests("ARS-121GL-NB3-LCC-R1.yaml");
        QVERIFY(library.deviceTypes[0].powered);
        QVERIFY(said(library, RemarkKind::Implausible)
                    .contains("is_powered is false, but it has 9 interfaces and 0 power ports"));
    }

    void whatPassesPowerOnAndWhatIsPassiveDrawNothing()
    {
        QVERIFY(!ofTests("FHD-1UFMT-N.yaml").deviceTypes[0].powered);
        const DeviceLibrary pdu = ofTests("AP8886.yaml");
        QVERIFY(!pdu.deviceTypes[0].powered);
        QCOMPARE(pdu.deviceTypes[0].heightU, 0.0);
        QCOMPARE(portsOf(pdu.deviceTypes[0], PortKind::PowerOutlet, "iec-60320-c13"), 30);
        QVERIFY(said(pdu, RemarkKind::Assumed).contains("it passes power on to 42 outlets"));
    }

    void aCabinetWithoutAWidthIsSaidToHaveNone()
    {
        const DeviceLibrary library = ofTests("AR3300.yaml");
        const RackType& rack = library.rackTypes[0];
        QCOMPARE(rack.heightM, 1.991);
        QCOMPARE(rack.ownMassKg, 134.09);
        QCOMPARE(rack.loadLimitKg, 1701.0);
        QVERIFY(said(library, RemarkKind::Missing).contains("no outer_width is stated; 0.600 m is taken."));
    }

    void implausibleValuesAreNamed_data()
    {
        QTest::addColumn<std::string>("rest");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("too heavy") << std::string("u_height: 1\nweight: 300\nweight_unit: kg\n")
                                   << "300 kg in 1 U is 300 kg a unit";
        QTest::newRow("too light") << std::string("u_height: 2\nweight: 20\nweight_unit: g\n")
                                   << "0.02 kg in 2 U is 0.01 kg a unit";
        QTest::newRow("no mass") << std::string("u_height: 1\nweight: 0\nweight_unit: kg\n")
                                 << "weight 0 kg is no mass; it is not taken.";
        QTest::newRow("no word for air") << std::string("u_height: 1\nairflow: front-to-back\n")
                                         << "the airflow \"front-to-back\" is none of";
        QTest::newRow("passive, but draws")
            << std::string("u_height: 1\nairflow: passive\npower-ports:\n  - {name: P, type: iec-60320-c14, "
                           "maximum_draw: 500}\n")
            << "its airflow is passive, but its power ports draw up to 500 W";
        QTest::newRow("allocated above maximum")
            << std::string("u_height: 1\npower-ports:\n  - {name: P, type: iec-60320-c14, maximum_draw: 500, "
                           "allocated_draw: 600}\n")
            << "the allocated_draw of 600 W of P is above its maximum_draw of 500 W";
        QTest::newRow("draws of bays")
            << std::string("u_height: 1\nmodule-bays:\n  - {name: PSU0, position: '0', "
                           "maximum_draw: 2200}\n")
            << "1 module bays state a draw, which belongs to power ports";
        QTest::newRow("too dense")
            << std::string("u_height: 1\npower-ports:\n  - {name: P, type: other, maximum_draw: 66000}\n")
            << "66000 W in 1 U is more than 20 kW a unit";
    }
    void implausibleValuesAreNamed()
    {
        QFETCH(std::string, rest);
        QFETCH(QString, sentence);
        const QString all = said(read(bench("X", rest)), RemarkKind::Implausible);
        QVERIFY2(all.contains(sentence), qPrintable(all));
    }

    void aFileThatIsNoTypeIsRefusedAndTheOthersTaken_data()
    {
        QTest::addColumn<std::string>("yaml");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no YAML") << std::string("a: [b\n") << "this is not YAML";
        QTest::newRow("no map") << std::string("- a\n") << "must be a map";
        QTest::newRow("no model") << std::string("manufacturer: Bench\n") << "lacks the key \"model\"";
        QTest::newRow("thirds") << bench("T", "u_height: 1.33\n") << "is no whole number of half units";
        QTest::newRow("negative") << bench("N", "u_height: 1\nweight: -3\nweight_unit: kg\n")
                                  << "must lie within";
        QTest::newRow("no number") << bench("N", "u_height: tall\n") << "must be a number";
    }
    void aFileThatIsNoTypeIsRefusedAndTheOthersTaken()
    {
        QFETCH(std::string, yaml);
        QFETCH(QString, sentence);
        DeviceLibrary library;
        readLibraryText(yaml, "bad.yaml", library);
        readLibraryText(bench("Good", "u_height: 1\n"), "good.yaml", library);
        QCOMPARE(library.count(RemarkKind::Refused), std::size_t{1});
        const QString refused = said(library, RemarkKind::Refused);
        QVERIFY2(refused.startsWith("bad.yaml:") && refused.contains(sentence), qPrintable(refused));
        QCOMPARE(library.deviceTypes.size(), std::size_t{1});
    }

    void theCatalogueTakesThemAndKeepsWhatItsOwnerStated()
    {
        const DeviceLibrary library = readDeviceLibrary({HALLWRIGHT_SOURCE_DIR "/tests/data/device-types"});
        QCOMPARE(library.deviceTypes.size(), std::size_t{6});
        const LibraryImport first = withDeviceLibrary(smallCampus(), library);
        QCOMPARE(first.added, std::size_t{7});
        checkSite(*first.site);
        SiteEdit edit(first.site);
        const DeviceTypeId switchType = first.site->catalogue->deviceTypes.back().id;
        edit.change(switchType).powerW = 940.0;
        edit.change(switchType).massKg = 99.0;
        const SitePtr stated = edit.done();
        const LibraryImport again = withDeviceLibrary(stated, library);
        QCOMPARE(again.added, std::size_t{0});
        QCOMPARE(again.changed, std::size_t{1});
        QCOMPARE(again.site->catalogue->find(switchType)->powerW, 940.0);
        QVERIFY(again.site->catalogue->find(switchType)->massKg != 99.0);
        QCOMPARE(withDeviceLibrary(first.site, library).site, first.site);
    }
};

QTEST_GUILESS_MAIN(TestDeviceLibrary)
#include "tst_device_library.moc"
