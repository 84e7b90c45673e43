// Devices in racks: their slots, what they come to, and the figures of the rack that follow.
#include "core/model/change_set.h"
#include "core/model/contents_figures.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "core/model/object_fields.h"
#include "core/model/object_names.h"
#include "core/model/rack_slots.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"

#include <QTest>

#include <functional>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const RackId rackA{1}, rackB{2}; // of one type: 391 kg, 20.4 kW, 1.13 m³/s, 16 GPUs, 2.2 m

template <class Edit>
QString refusalOf(Edit edit)
{
    try {
        edit();
    } catch (const InputError& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("(accepted)");
}

DeviceType deviceType(const std::string& name, double heightU, bool fullDepth = true)
{
    DeviceType type;
    type.name = name;
    type.manufacturer = "Bench";
    type.heightU = heightU;
    type.fullDepth = fullDepth;
    return type;
}

// 4 U, 53 kg, 10 kW of at most 13 kW, half of it to liquid, 0.4 m³/s, 8 GPUs.
DeviceType node()
{
    DeviceType type = deviceType("Node", 4.0);
    type.massKg = 53.0;
    type.powerW = 10e3;
    type.nameplateW = 13e3;
    type.liquidShare = 0.5;
    type.airflow = DeviceAirflow::FrontToRear;
    type.airflowM3s = 0.4;
    type.gpuCount = 8;
    type.ports = {{PortKind::Network, "400gbase-x-osfp", 8}, {PortKind::PowerInlet, "iec-60320-c20", 4}};
    return type;
}

Device deviceAt(DeviceTypeId type, const std::string& name, double positionU,
                DeviceFace face = DeviceFace::Front)
{
    Device device;
    device.name = name;
    device.type = type;
    device.positionU = positionU;
    device.face = face;
    return device;
}

struct Filled {
    SitePtr site;
    DeviceTypeId type;
    std::vector<DeviceId> devices;
};

// Rack A with nodes at these positions, of a rack of 42 U and 120 kg empty.
Filled filledWith(const DeviceType& type, const std::vector<double>& positionsU)
{
    SiteEdit edit(smallCampus());
    RackType& rackType = edit.change(edit.site().rack(rackA).type);
    rackType.usableHeightU = 42;
    rackType.ownMassKg = 120.0;
    Filled filled;
    filled.type = edit.add(type);
    for (const double positionU : positionsU) {
        Device device = deviceAt(filled.type, "node " + std::to_string(filled.devices.size() + 1), positionU);
        device.powerW = type.powerW;
        filled.devices.push_back(edit.addTo(rackA, device));
    }
    filled.site = edit.done();
    return filled;
}

// What an edit of the filled rack is refused for.
QString refusalIn(const Filled& filled, const std::function<void(SiteEdit&)>& change)
{
    return refusalOf([&] {
        SiteEdit edit(filled.site);
        change(edit);
        edit.done();
    });
}

} // namespace

class TestContents : public QObject
{
    Q_OBJECT

private slots:
    // --- what the rack comes to ---

    void aRackHasWhatItsDevicesComeTo()
    {
        const SitePtr site = filledWith(node(), {1.0, 5.0, 9.0, 13.0}).site;
        const Rack& rack = site->rack(rackA);
        QCOMPARE(rack.powerW, 4 * 10e3);
        QCOMPARE(rack.massKg, 120.0 + 4 * 53.0);
        QCOMPARE(rack.airflowM3s, 4 * 0.4);
        QCOMPARE(rack.liquidShare, 0.5);
        QCOMPARE(rack.gpuCount, 32);
    }

    void portsAreCountedByKindAndConnector()
    {
        const Filled filled = filledWith(node(), {1.0, 5.0, 9.0});
        const std::vector<PortGroup> ports =
            portsOf(*filled.site->catalogue, *filled.site->contents->of(rackA));
        const std::vector<PortGroup> expected{{PortKind::Network, "400gbase-x-osfp", 24},
                                              {PortKind::PowerInlet, "iec-60320-c20", 12}};
        QVERIFY(ports == expected);
    }

    void connectorsSayTheirSpeed_data()
    {
        QTest::addColumn<std::string>("connector");
        QTest::addColumn<double>("gbS");
        QTest::newRow("OSFP") << std::string("800gbase-x-osfp") << 800.0;
        QTest::newRow("tera") << std::string("1.6tbase-x-osfp1600") << 1600.0;
        QTest::newRow("copper") << std::string("1000base-t") << 1.0;
        QTest::newRow("two and a half") << std::string("2.5gbase-t") << 2.5;
        QTest::newRow("InfiniBand") << std::string("infiniband-xdr") << 800.0;
        QTest::newRow("Fibre Channel") << std::string("32gfc-sfp28") << 32.0;
        QTest::newRow("power") << std::string("iec-60320-c20") << 0.0;
        QTest::newRow("other") << std::string("other") << 0.0;
    }
    void connectorsSayTheirSpeed()
    {
        QFETCH(std::string, connector);
        QFETCH(double, gbS);
        QCOMPARE(portSpeedGbS(connector), gbS);
    }

    // What is not stated is counted and never taken for nothing.
    void aMassThatIsNotStatedIsNotZero()
    {
        DeviceType nameless = node();
        nameless.massKg = 0.0;
        const Filled filled = filledWith(nameless, {1.0, 5.0});
        const RackType& type = filled.site->typeOf(filled.site->rack(rackA));
        const ContentsFigures figures =
            figuresOf(*filled.site->catalogue, type, *filled.site->contents->of(rackA));
        QCOMPARE(figures.massKg.sum, 120.0);
        QCOMPARE(figures.massKg.unstated, 2);
        QCOMPARE(filled.site->rack(rackA).massKg, 391.0); // its type's, which is more
        QCOMPARE(filled.site->rack(rackA).powerW, 20e3);  // which both state
    }

    void aNameplateStandsInForADrawThatIsNotStated()
    {
        DeviceType type = node();
        type.powerW = 0.0;
        const Filled filled = filledWith(type, {1.0, 5.0});
        const ContentsFigures figures =
            figuresOf(*filled.site->catalogue, filled.site->typeOf(filled.site->rack(rackA)),
                      *filled.site->contents->of(rackA));
        QCOMPARE(figures.powerW.sum, 26e3);
        QCOMPARE(figures.byNameplate, 2);
        QVERIFY(figures.powerW.complete());
    }

    // At its type's rise: air in proportion to the heat that it takes up.
    void airThatIsNotStatedFollowsTheHeat()
    {
        DeviceType type = node();
        type.airflowM3s = 0.0;
        const SitePtr site = filledWith(type, {1.0, 5.0}).site;
        const Rack& rack = site->rack(rackA);
        QCOMPARE(rack.airflowM3s, 1.13 * (20e3 * 0.5 / 20.4e3));
    }

    void whatDrawsNothingIsKnownToDrawNothing()
    {
        DeviceType panel = deviceType("Panel", 1.0, false);
        panel.powered = false;
        panel.massKg = 2.0;
        const Filled filled = filledWith(panel, {1.0});
        const ContentsFigures figures =
            figuresOf(*filled.site->catalogue, filled.site->typeOf(filled.site->rack(rackA)),
                      *filled.site->contents->of(rackA));
        QVERIFY(figures.powerW.complete() && figures.airflowM3s.complete());
        QCOMPARE(filled.site->rack(rackA).powerW, 0.0);
    }

    void anEmptiedRackHasItsTypesFiguresAgain()
    {
        const Filled filled = filledWith(node(), {1.0, 5.0});
        SiteEdit edit(filled.site);
        edit.remove({refTo(filled.devices[0]), refTo(filled.devices[1])});
        const SitePtr emptied = edit.done();
        QVERIFY(figuresOf(emptied->rack(rackA)) == figuresOf(smallCampus()->rack(rackA)));
        QVERIFY(emptied->contents->racks.empty());
    }

    void aFigureThatDepartsStaysAndIsSeen()
    {
        const Filled filled = filledWith(node(), {1.0, 5.0});
        SiteEdit depart(filled.site);
        depart.change(rackA).powerW = 17e3;
        SiteEdit edit(depart.done());
        edit.addTo(rackA, deviceAt(filled.type, "third", 9.0));
        const SitePtr site = edit.done();
        QCOMPARE(site->rack(rackA).powerW, 17e3);
        QCOMPARE(site->rack(rackA).gpuCount, 24);
        for (const ObjectField& field : fieldsOf(*site, refTo(rackA))) {
            if (field.name == "power_w" || field.name == "gpu_count")
                QCOMPARE(field.departs, field.name == "power_w");
        }
    }

    void racksFollowAChangedDeviceType()
    {
        const Filled filled = filledWith(node(), {1.0, 5.0});
        SiteEdit edit(filled.site);
        edit.change(filled.type).powerW = 12e3;
        edit.change(filled.type).massKg = 60.0;
        const SitePtr site = edit.done();
        QCOMPARE(site->rack(rackA).powerW, 24e3);
        QCOMPARE(site->rack(rackA).massKg, 240.0);
        QCOMPARE(site->contents->of(rackA)->devices[0].powerW, 12e3);
    }

    // --- slots ---

    // fc41: 1.5 + 0.5 + 0.5 + 1 U, where the rear shares U10 with the front; a PDU in no slot counts none.
    void halfUnitsAndTwoFacesAreCountedAsTheyStand()
    {
        SiteEdit edit(filledWith(node(), {}).site);
        const auto wide = edit.add(deviceType("F", 1.5));
        const auto half = edit.add(deviceType("HS", 0.5));
        const auto panel = edit.add(deviceType("P", 1.0, false));
        const auto pdu = edit.add(deviceType("V", 44.0));
        edit.addTo(rackA, deviceAt(wide, "fw", 1.0));
        edit.addTo(rackA, deviceAt(half, "sw-a", 2.5));
        edit.addTo(rackA, deviceAt(half, "sw-b", 3.0));
        edit.addTo(rackA, deviceAt(panel, "panel", 10.0));
        edit.addTo(rackA, deviceAt(panel, "strip", 10.0, DeviceFace::Rear));
        edit.addTo(rackA, deviceAt(pdu, "pdu", 0.0));
        const SitePtr site = edit.done();
        const RackType& type = site->typeOf(site->rack(rackA));
        QCOMPARE(slotsOf(*site->catalogue, type, site->contents->of(rackA)).usedU(), 3.5);
        QCOMPARE(usableHeightOf(type), 42);
    }

    void unitsCountedFromTheTopAreTheSameUnits()
    {
        RackType type;
        type.usableHeightU = 42;
        QCOMPARE(heightAboveLowestU(type, deviceType("F", 1.5), 1.0), 0.0);
        type.unitsFromTop = true;
        QCOMPARE(heightAboveLowestU(type, deviceType("F", 1.5), 1.0), 40.5);
        QCOMPARE(heightAboveLowestU(type, deviceType("F", 1.0), 42.0), 0.0);
    }

    void unitsThatAreNotStatedFollowFromTheHeight()
    {
        RackType type;
        for (const auto& [heightM, units] :
             {std::pair(1.991, 42), std::pair(2.124, 45), std::pair(2.258, 48)}) {
            type.heightM = heightM;
            QCOMPARE(usableHeightOf(type), units);
        }
    }

    void twoDevicesDoNotShareASlot()
    {
        const Filled filled = filledWith(node(), {1.0});
        QCOMPARE(
            refusalIn(filled, [&](SiteEdit& edit) { edit.addTo(rackA, deviceAt(filled.type, "x", 4.5)); }),
            QStringLiteral("Device x in rack A01: at U4.5 with 4 U and full depth it runs into node 1, "
                           "which stands at U1 with 4 U; move one of them."));
        QCOMPARE(
            refusalIn(filled, [&](SiteEdit& edit) { edit.addTo(rackA, deviceAt(filled.type, "x", 5.0)); }),
            QStringLiteral("(accepted)"));
    }

    // A full-depth device takes both faces.
    void whatIsAsDeepAsTheRackBlocksItsRear()
    {
        const Filled filled = filledWith(node(), {1.0});
        const auto addPanel = [&](double positionU) {
            return refusalIn(filled, [&](SiteEdit& edit) {
                const auto panel = edit.add(deviceType("P", 1.0, false));
                edit.addTo(rackA, deviceAt(panel, "p", positionU, DeviceFace::Rear));
            });
        };
        QVERIFY(addPanel(2.0).contains("runs into node 1"));
        QCOMPARE(addPanel(5.0), QStringLiteral("(accepted)"));
    }

    // Left and right are as seen from the face, so the rear's left is the front's right.
    void twoOfHalfTheWidthStandSideBySide()
    {
        DeviceType half = deviceType("Half", 1.0);
        half.halfWidth = true;
        const Filled filled = filledWith(half, {1.0});
        const auto addHalf = [&](DeviceFace face, DeviceSide side) {
            return refusalIn(filled, [&](SiteEdit& edit) {
                Device device = deviceAt(filled.type, "second", 1.0, face);
                device.side = side;
                edit.addTo(rackA, device);
            });
        };
        QVERIFY(addHalf(DeviceFace::Front, DeviceSide::Left).contains("runs into"));
        QCOMPARE(addHalf(DeviceFace::Front, DeviceSide::Right), QStringLiteral("(accepted)"));
        QVERIFY(addHalf(DeviceFace::Rear, DeviceSide::Right).contains("runs into"));
        QCOMPARE(addHalf(DeviceFace::Rear, DeviceSide::Left), QStringLiteral("(accepted)"));
    }

    void aDeviceStaysWithinItsRack()
    {
        const Filled filled = filledWith(node(), {});
        const auto at = [&](double positionU) {
            return refusalIn(
                filled, [&](SiteEdit& edit) { edit.addTo(rackA, deviceAt(filled.type, "x", positionU)); });
        };
        QCOMPARE(at(39.0), QStringLiteral("(accepted)"));
        QVERIFY(at(39.5).contains("at U39.5 with 4 U it reaches out of the rack, which has U1 to U42."));
        QVERIFY(at(0.5).contains("reaches out of the rack"));
        QVERIFY(at(1.25).contains("position 1.25 U must be a whole number of half units."));
    }

    void theLowestFreeUnitIsFound()
    {
        const Filled filled = filledWith(node(), {1.0, 9.0});
        const Site& site = *filled.site;
        const RackSlots taken =
            slotsOf(*site.catalogue, site.typeOf(site.rack(rackA)), site.contents->of(rackA));
        QCOMPARE(taken.lowestFreeU(node(), DeviceFace::Front), 5.0);
        QCOMPARE(taken.lowestFreeU(deviceType("Tall", 5.0), DeviceFace::Front), 13.0);
        QCOMPARE(taken.lowestFreeU(deviceType("Huge", 40.0), DeviceFace::Front), 0.0);
    }

    // --- edits ---

    void aDeviceMovesToAnotherRackWithItsRecord()
    {
        const Filled filled = filledWith(node(), {1.0, 5.0});
        SiteEdit edit(filled.site);
        edit.changeRecord(refTo(filled.devices[0])).tags = {"pilot"};
        edit.moveTo(rackB, filled.devices[0]);
        const SitePtr site = edit.done();
        QCOMPARE(rackWith(*site, filled.devices[0]), rackB);
        QCOMPARE(site->rack(rackA).powerW, 10e3);
        QCOMPARE(site->rack(rackB).powerW, 10e3);
        QCOMPARE(site->records->of(refTo(filled.devices[0])).tags.size(), std::size_t{1});
        QVERIFY(*withChanges(filled.site, diff(*filled.site, *site)) == *site);
        QVERIFY(*withChanges(site, diff(*site, *filled.site)) == *filled.site);
    }

    void aCopiedRackTakesCopiesOfItsDevices()
    {
        const Filled filled = filledWith(node(), {1.0, 5.0});
        SiteEdit edit(filled.site);
        const RackId copy{edit.copyTo(HallId{1}, refTo(rackA)).id};
        edit.change(copy).name = "Copy";
        const SitePtr site = edit.done();
        QCOMPARE(site->contents->of(copy)->devices.size(), std::size_t{2});
        QVERIFY(site->contents->of(copy)->devices[0].id != filled.devices[0]);
        QCOMPARE(site->rack(copy).powerW, 20e3);
    }

    void aRemovedRackTakesItsDevicesAlong()
    {
        const Filled filled = filledWith(node(), {1.0, 5.0});
        SiteEdit noting(filled.site);
        noting.changeRecord(refTo(filled.devices[1])).notes = "Loud";
        SiteEdit edit(noting.done());
        edit.remove(refTo(rackA));
        const SitePtr site = edit.done();
        QVERIFY(site->contents->racks.empty());
        QVERIFY(site->records->byObject.empty());
        QVERIFY(!exists(*site, refTo(filled.devices[0])));
        QVERIFY(*withChanges(filled.site, diff(*filled.site, *site)) == *site);
    }

    void aTypeInUseIsNotRemoved()
    {
        const Filled filled = filledWith(node(), {1.0});
        QVERIFY(refusalIn(filled, [&](SiteEdit& edit) {
                    edit.remove(refTo(filled.type), OnReference::Clear);
                }).contains("device type Node cannot be removed", Qt::CaseInsensitive));
    }

    // Nothing but the rack's own devices is copied: no hall, so nothing is evaluated again.
    void aRenamedDeviceCopiesNoHall()
    {
        const Filled filled = filledWith(node(), {1.0, 5.0});
        SiteEdit edit(filled.site);
        edit.change(filled.devices[0]).name = "Other";
        edit.change(filled.devices[1]).positionU = 20.0;
        const SitePtr site = edit.done();
        QCOMPARE(site->buildings, filled.site->buildings);
        QVERIFY(site->contents != filled.site->contents);
    }

    void aMovedRackCopiesNoDevices()
    {
        const Filled filled = filledWith(node(), {1.0, 5.0});
        const SitePtr site = withRackPose(filled.site, rackA, filled.site->rack(rackA).pose);
        QCOMPARE(site->contents, filled.site->contents);
    }

    void portsComeBackFromTheirText()
    {
        const std::vector<PortGroup> ports = node().ports;
        QCOMPARE(listText(ports),
                 std::string("[\"8 network 400gbase-x-osfp\",\"4 power-inlet iec-60320-c20\"]"));
        QVERIFY(portsIn(listText(ports)) == ports);
        QVERIFY(portsIn("[]").empty());
        for (const char* text :
             {"", "[", "[\"8\"]", "[\"8 spy x\"]", "[\"8 network\"]", "[\"x network y\"] "})
            QVERIFY2(refusalOf([&] { portsIn(text); }) != "(accepted)", text);
    }
};

QTEST_GUILESS_MAIN(TestContents)
#include "tst_contents.moc"
