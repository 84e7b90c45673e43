// What a recipe puts into racks: a pod of 128 GPUs from the library's files, and what is refused.
#include "core/exchange/recipe.h"
#include "core/model/contents_figures.h"
#include "core/model/rack_slots.h"
#include "recipe_text.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const Site& pod()
{
    static const SitePtr built = buildSite(HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/pod.yaml");
    return *built;
}

const Rack& rackNamed(const std::string& name)
{
    for (const Rack& rack : pod().buildings[0]->halls[0]->racks) {
        if (rack.name == name)
            return rack;
    }
    throw std::logic_error("no rack " + name);
}

const std::vector<Device>& devicesIn(const std::string& rack)
{
    return pod().contents->of(rackNamed(rack).id)->devices;
}

ContentsFigures figuresIn(const std::string& rack)
{
    const Rack& of = rackNamed(rack);
    return figuresOf(*pod().catalogue, pod().typeOf(of), *pod().contents->of(of.id));
}

QString refusalWith(const std::string& from, const std::string& to)
{
    try {
        buildSiteFromText(with(recipeOfTests("pod.yaml"), from, to),
                          HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/pod.yaml");
    } catch (const InputError& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("(accepted)");
}

} // namespace

class TestRecipeContents : public QObject
{
    Q_OBJECT

private slots:
    void thePodHas128GpusInItsRacks()
    {
        QCOMPARE(pod().gpuCount(), 128LL);
        QCOMPARE(pod().contents->racks.size(), std::size_t{5});
        std::size_t devices = 0;
        for (const RackContentsPtr& rack : pod().contents->racks)
            devices += rack->devices.size();
        QCOMPARE(devices, std::size_t{16 + 6 + 5});
    }

    void devicesStandAtTheirUnitsAndAreNamedAfterTheirRack()
    {
        const std::vector<Device>& devices = devicesIn("B-H1-A02");
        QStringList text;
        for (const Device& device : devices)
            text << QStringLiteral("%1 %2").arg(QString::fromStdString(device.name),
                                                QString::fromStdString(unitText(device.positionU)));
        QCOMPARE(text.join(", "),
                 QStringLiteral("B-H1-A02-panel U42, B-H1-A02-node-01 U1, B-H1-A02-node-02 U6, "
                                "B-H1-A02-node-03 U11, B-H1-A02-node-04 U16"));
        QCOMPARE(devicesIn("B-H1-A05").back().positionU, 40.0);
        QVERIFY(devicesIn("B-H1-A05").back().face == DeviceFace::Rear);
    }

    // 4 nodes of 10 kW, 53 kg, 0.2 m³/s, 80 % to coolant, 8 GPUs, in a rack of 134 kg with a panel of 2.5 kg.
    void aComputeRackIsTheSumByHand()
    {
        const Rack& rack = rackNamed("B-H1-A01");
        QCOMPARE(rack.powerW, 40e3);
        QCOMPARE(rack.massKg, 134.0 + 2.5 + 4 * 53.0); // 348.5 kg
        QCOMPARE(rack.airflowM3s, 0.8);
        QCOMPARE(rack.liquidShare, 0.8);
        QCOMPARE(rack.gpuCount, 32);
        const ContentsFigures figures = figuresIn("B-H1-A01");
        QCOMPARE(figures.nameplateW.sum, 4 * 4 * 6600.0); // 105.6 kW
        QVERIFY(figures.massKg.complete() && figures.powerW.complete() && figures.airflowM3s.complete());
    }

    // 6 switches of 0.9 kW, 23.5 kg, 0.1 m³/s.
    void theNetworkRackIsTheSumByHand()
    {
        const Rack& rack = rackNamed("B-H1-A05");
        QCOMPARE(rack.powerW, 5.4e3);
        QCOMPARE(rack.massKg, 134.0 + 2.5 + 6 * 23.5); // 277.5 kg
        QVERIFY(std::abs(rack.airflowM3s - 0.6) < 1e-12);
        QCOMPARE(rack.liquidShare, 0.0);
        QCOMPARE(rack.gpuCount, 0);
        int ports800g = 0;
        for (const PortGroup& group : portsOf(*pod().catalogue, *pod().contents->of(rack.id)))
            ports800g += portSpeedGbS(group.connector) == 800.0 ? group.count : 0;
        QCOMPARE(ports800g, 6 * 64);
        QCOMPARE(figuresIn("B-H1-A05").nameplateW.unstated, 6); // whose supplies are modules
    }

    void whereNoUnitIsSaidDevicesStandOneOnTheOther()
    {
        const SitePtr built =
            buildSiteFromText(with(recipeOfTests("pod.yaml"), "count: 4, at_u: 1, step_u: 5", "count: 4"),
                              HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/pod.yaml");
        QStringList positions;
        for (const Device& device : built->contents->racks[0]->devices)
            positions << QString::fromStdString(unitText(device.positionU));
        QCOMPARE(positions.join(" "), QStringLiteral("U42 U1 U5 U9 U13"));
    }

    void whatDoesNotFitIsRefusedWhereItIsSaid_data()
    {
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("to");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("full")
            << std::string("count: 4, at_u: 1, step_u: 5") << std::string("count: 11")
            << "rack B-H1-A01 has no 4 U free at its front for GPU node; 41 of its 42 U are taken.";
        QTest::newRow("on another") << std::string("count: 4, at_u: 1, step_u: 5")
                                    << std::string("count: 4, at_u: 1, step_u: 3")
                                    << "B-H1-A01-node-02 at U4 with 4 U runs into B-H1-A01-node-01 at U1.";
        QTest::newRow("out of the rack")
            << std::string("at_u: 42") << std::string("at_u: 43")
            << "B-H1-A01-panel at U43 with 1 U reaches out of rack B-H1-A01, which has 42 U.";
        QTest::newRow("no such type") << std::string("{type: Switch, name")
                                      << std::string("{type: Swich, name") << "did you mean \"Switch\"?";
        QTest::newRow("no such rack") << std::string("racks: B-H1-A*") << std::string("racks: B-H1-Q*")
                                      << "no rack has a name like \"B-H1-Q*\"";
        QTest::newRow("quarter unit") << std::string("at_u: 42") << std::string("at_u: 41.25")
                                      << "must be a whole number of half units";
        QTest::newRow("no file") << std::string("SN5600.yaml") << std::string("SN5601.yaml")
                                 << "SN5601.yaml cannot be read";
        QTest::newRow("a rack for a device")
            << std::string("SN5600.yaml") << std::string("AR3300.yaml") << "is no device type of the library";
        QTest::newRow("no kind of port")
            << std::string("front-port: {lc: 72}") << std::string("spy: {lc: 72}") << "is no kind of port";
    }
    void whatDoesNotFitIsRefusedWhereItIsSaid()
    {
        QFETCH(std::string, from);
        QFETCH(std::string, to);
        QFETCH(QString, sentence);
        const QString refused = refusalWith(from, to);
        QVERIFY2(refused.contains(sentence) && refused.contains("pod.yaml:"), qPrintable(refused));
    }
};

QTEST_GUILESS_MAIN(TestRecipeContents)
#include "tst_recipe_contents.moc"
