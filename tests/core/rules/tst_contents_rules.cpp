// What stands in racks, against what they carry, are planned for and breathe: one rack of the small campus with devices.
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "tests/support/found.h"

#include <QTest>

#include <functional>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const RackId filledRack{1}; // A01 of Hall A

struct Draft {
    RackType& rackType;
    DeviceType deviceType;
    std::vector<Device> devices;
};

// Two devices of 2 U, 30 kg and 1 kW in a rack of 42 U and 120 kg that carries 500 kg, and what `change` makes of them.
SitePtr filledWith(const std::function<void(Draft&)>& change = {})
{
    SiteEdit edit(smallCampus());
    RackType& rackType = edit.change(edit.site().rack(filledRack).type);
    rackType.usableHeightU = 42;
    rackType.ownMassKg = 120.0;
    rackType.loadLimitKg = 500.0;
    rackType.circuits = 2;
    rackType.circuitVoltageV = 400.0;
    rackType.breakerA = 32.0; // 22.2 kW a circuit
    Draft draft{rackType, {}, {}};
    draft.deviceType.name = "Box";
    draft.deviceType.heightU = 2.0;
    draft.deviceType.massKg = 30.0;
    draft.deviceType.powerW = 1e3;
    draft.deviceType.nameplateW = 1.5e3;
    draft.deviceType.airflow = DeviceAirflow::FrontToRear;
    for (const double positionU : {1.0, 3.0}) {
        Device device;
        device.name = positionU == 1.0 ? "lower" : "upper";
        device.positionU = positionU;
        draft.devices.push_back(device);
    }
    if (change)
        change(draft);
    const DeviceTypeId type = edit.add(draft.deviceType);
    for (Device& device : draft.devices) {
        device.type = type;
        device.powerW = draft.deviceType.powerW;
        edit.addTo(filledRack, device);
    }
    return edit.done();
}

QString foundIn(const SitePtr& site, const char* rule)
{
    const FindingsPtr findings = findingsAt(site);
    QStringList lines;
    for (const Finding* finding : foundBy(*findings, rule))
        lines << QString::fromStdString(finding->sentence);
    return lines.join('\n');
}

} // namespace

class TestContentsRules : public QObject
{
    Q_OBJECT

private slots:
    void aRackInOrderIsSilent()
    {
        const FindingsPtr findings = findingsAt(filledWith());
        for (const Finding* finding : findings->open)
            QVERIFY2(!finding->rule.starts_with("contents-"), finding->sentence.c_str());
    }

    void devicesThatWeighMoreThanTheRackCarries()
    {
        const auto weighing = [](double massKg) {
            return foundIn(filledWith([&](Draft& draft) { draft.deviceType.massKg = massKg; }),
                           "contents-load");
        };
        QCOMPARE(weighing(250.0), QString());
        QCOMPARE(weighing(260.0),
                 QStringLiteral("The devices in rack A01 of Hall A weigh 520 kg together; a DGX "
                                "H100 x2 carries 500 kg."));
        QCOMPARE(foundIn(filledWith([&](Draft& draft) {
                             draft.deviceType.massKg = 260.0;
                             draft.rackType.loadLimitKg = 0.0; // not stated
                         }),
                         "contents-load"),
                 QString());
    }

    void devicesThatDrawMoreThanTheRackIsPlannedAt()
    {
        const SitePtr site = filledWith();
        QCOMPARE(site->rack(filledRack).powerW, 2e3);
        QCOMPARE(
            foundIn(withRackPower(site, filledRack, 1.8e3), "contents-power"),
            QStringLiteral("The devices in rack A01 of Hall A draw 2.0 kW as planned; the rack is planned at "
                           "1.8 kW."));
        QCOMPARE(foundIn(withRackPower(site, filledRack, 2.2e3), "contents-power"), QString());
    }

    void aDeviceThatDrawsFromTheHotAisle_data()
    {
        QTest::addColumn<int>("airflow");
        QTest::addColumn<int>("face");
        QTest::addColumn<bool>("isWrong");
        const auto row = [](const char* name, DeviceAirflow airflow, DeviceFace face, bool isWrong) {
            QTest::newRow(name) << static_cast<int>(airflow) << static_cast<int>(face) << isWrong;
        };
        row("as the rack", DeviceAirflow::FrontToRear, DeviceFace::Front, false);
        row("turned", DeviceAirflow::RearToFront, DeviceFace::Rear, false);
        row("against it", DeviceAirflow::RearToFront, DeviceFace::Front, true);
        row("turned against it", DeviceAirflow::FrontToRear, DeviceFace::Rear, true);
        row("not stated", DeviceAirflow::NotStated, DeviceFace::Rear, false);
    }
    void aDeviceThatDrawsFromTheHotAisle()
    {
        QFETCH(int, airflow);
        QFETCH(int, face);
        QFETCH(bool, isWrong);
        const QString found = foundIn(filledWith([&](Draft& draft) {
                                          draft.deviceType.airflow = static_cast<DeviceAirflow>(airflow);
                                          for (Device& device : draft.devices)
                                              device.face = static_cast<DeviceFace>(face);
                                      }),
                                      "contents-airflow");
        QCOMPARE(found.count('\n') + (found.isEmpty() ? 0 : 1), isWrong ? 2 : 0);
        if (isWrong)
            QVERIFY(found.startsWith("lower in rack A01 of Hall A is mounted at the "));
    }

    void nameplatesAboveTheCircuits()
    {
        const auto of = [](double nameplateW) {
            return foundIn(filledWith([&](Draft& draft) { draft.deviceType.nameplateW = nameplateW; }),
                           "contents-nameplate");
        };
        QCOMPARE(of(22e3), QString());
        QCOMPARE(of(23e3),
                 QStringLiteral("The nameplates of the devices in rack A01 of Hall A come to 46.0 kW; its "
                                "2 circuits carry 44.3 kW."));
    }

    void whatIsNotStatedIsSaidToBeUnknown()
    {
        const SitePtr site = filledWith([](Draft& draft) {
            draft.deviceType.massKg = 0.0;
            draft.deviceType.powerW = 0.0;
            draft.deviceType.nameplateW = 0.0;
        });
        QCOMPARE(foundIn(site, "contents-mass"),
                 QStringLiteral(
                     "No mass is stated for 2 of 2 devices in rack A01 of Hall A: it weighs at least 120 "
                     "kg, and 391 kg are taken."));
        QCOMPARE(foundIn(site, "contents-draw"),
                 QStringLiteral(
                     "No power is stated for 2 of 2 devices in rack A01 of Hall A: they draw at least 0.0 "
                     "kW, and 20.4 kW are taken."));
        QCOMPARE(foundIn(filledWith([](Draft& draft) { draft.rackType.ownMassKg = 0.0; }), "contents-mass"),
                 QStringLiteral(
                     "No mass is stated for the empty rack in rack A01 of Hall A: it weighs at least 60 "
                     "kg, and 391 kg are taken."));
    }

    // Found again from an earlier answer, it is the same as found afresh.
    void aChangeOfTheDevicesIsSeen()
    {
        const SitePtr before = filledWith();
        const SnapshotPtr was = evaluate(before, conditionsOf(*before));
        const FindingsPtr earlier = findingsOf(*was);
        SiteEdit edit(before);
        edit.change(before->contents->of(filledRack)->devices[0].id).face = DeviceFace::Rear;
        const SitePtr after = edit.done();
        const SnapshotPtr now = evaluate(after, conditionsOf(*after));
        const FindingsPtr next = findingsOf(*now, earlier.get());
        QCOMPARE(foundBy(*next, "contents-airflow").size(), std::size_t{1});
        QCOMPARE(textOf(*next), textOf(*findingsOf(*now)));
    }
};

QTEST_GUILESS_MAIN(TestContentsRules)
#include "tst_contents_rules.moc"
