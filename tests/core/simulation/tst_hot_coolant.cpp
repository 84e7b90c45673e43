// Racks behind cold plates, as the coolant of their CDUs is: what warm water costs, where it slows chips down and where it
// shuts racks down. Hall B of the small campus: eight racks of 132 kW on two CDUs.
#include "core/physics/cold_plate.h"
#include "core/simulation/rack_state.h"
#include "tests/support/campus.h"
#include "tests/support/found.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace hallwright;

namespace {

SitePtr with(
    const std::function<void(Hall&)>& changeHall,
    const std::function<void(RackType&)>& changeType = [](RackType&) {})
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto building = std::make_shared<Building>(*site->buildings[1]);
    auto hall = std::make_shared<Hall>(*building->halls.front());
    changeHall(*hall);
    building->halls.front() = std::move(hall);
    site->buildings[1] = std::move(building);
    auto catalogue = std::make_shared<Catalogue>(*site->catalogue);
    changeType(catalogue->rackTypes[1]);
    site->catalogue = std::move(catalogue);
    return site;
}

SitePtr suppliedAt(
    double supplyC, const std::function<void(RackType&)>& changeType = [](RackType&) {})
{
    return with(
        [&](Hall& hall) {
            for (Cdu& cdu : hall.cdus)
                cdu.supplyC = supplyC;
        },
        changeType);
}

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluate(site, conditionsOf(*site));
}

const HallResult& hallB(const Snapshot& snapshot)
{
    return *snapshot.halls[1];
}

const RackResult& liquidRack(const HallResult& hall)
{
    return *std::ranges::find_if(hall.racks,
                                 [](const RackResult& rack) { return rack.junctionC.has_value(); });
}

void requireBalanced(const Snapshot& snapshot)
{
    QVERIFY(std::abs(hallB(snapshot).energyResidual) < 1e-6);
    QVERIFY(snapshot.powerResidual < 1e-6);
}

} // namespace

class HotCoolantTest : public QObject
{
    Q_OBJECT

private slots:
    void atItsRatingARackDrawsWhatItIsStatedAt()
    {
        const SnapshotPtr s = evaluated(test::smallCampus());
        const HallResult& hall = hallB(*s);
        QVERIFY(std::abs(hall.heatToLiquidW - 8 * 0.87 * 132e3) < 1e-6);
        QCOMPARE(hall.withheldW, 0.0);
        QCOMPARE(liquidRack(hall).workShare, 1.0);
        requireBalanced(*s);
    }

    void warmerCoolantCostsItPower()
    {
        const SnapshotPtr cool = evaluated(suppliedAt(36.0));
        const SnapshotPtr warm = evaluated(suppliedAt(46.0));
        const double moreC = *liquidRack(hallB(*warm)).junctionC - *liquidRack(hallB(*cool)).junctionC;
        const double moreW = hallB(*warm).heatToLiquidW - hallB(*cool).heatToLiquidW;
        QVERIFY(moreC > 10.0 && moreC < 12.0); // the water's 10 K, and what leakage adds to it
        QVERIFY(std::abs(moreW - coldPlateLeakagePerK * moreC * hallB(*cool).heatToLiquidW) <
                20.0); // of 20 kW: warm water carries less
        QVERIFY(std::abs(hallB(*warm).itPowerW - hallB(*cool).itPowerW - moreW) < 1.0);
        requireBalanced(*warm);
    }

    void hotCoolantSlowsChipsDown()
    {
        const SitePtr site = suppliedAt(58.0);
        const SnapshotPtr s = evaluated(site);
        const HallResult& hall = hallB(*s);
        const RackResult& rack = liquidRack(hall);
        QCOMPARE(*rack.junctionC, usualJunctionLimitC);
        QVERIFY(rack.workShare < 1.0 && rack.workShare > leastWorkShare);
        QCOMPARE(hall.racksSlowed, std::size_t{8});
        QVERIFY(std::abs(hall.withheldW - 8 * rack.withheldW) < 1e-6);
        const FindingsPtr findings = test::findingsAt(site);
        const auto found = test::foundBy(*findings, "coolant-throttle");
        QVERIFY2(found.size() == 8, test::textOf(*findings).c_str());
        QCOMPARE(found[0]->severity, Severity::Major);
        QVERIFY(QString::fromStdString(found[0]->sentence)
                    .contains(
                        " at 58.0 °C the chips of rack LA01 of Hall B would pass 87 °C: they slow down to "));
        QVERIFY(test::foundBy(*test::findingsAt(suppliedAt(36.0)), "coolant-throttle").empty());
        requireBalanced(*s);
    }

    void hotterCoolantShutsRacksDown()
    {
        const SitePtr site = suppliedAt(85.0);
        const SnapshotPtr s = evaluated(site);
        const HallResult& hall = hallB(*s);
        const RackResult& rack = liquidRack(hall);
        QVERIFY(rack.service == RackService::HotCoolant);
        QCOMPARE(rack.powerW, 0.0);
        QCOMPARE(rack.airflowM3s, 0.0);
        QVERIFY(*rack.junctionC > usualJunctionTripC);
        QCOMPARE(hall.withheldW, 8 * 132e3);
        QCOMPARE(countRackStates(*s).of(RackState::Dark), std::size_t{8});
        const FindingsPtr findings = test::findingsAt(site);
        const auto found = test::foundBy(*findings, "hot-coolant");
        QVERIFY2(found.size() == 8, test::textOf(*findings).c_str());
        QCOMPARE(found[0]->severity, Severity::Critical);
        QVERIFY(QString::fromStdString(found[0]->sentence)
                    .endsWith("above the 92 °C at which they switch off and 132.0 kW of IT load is lost."));
        requireBalanced(*s);
    }

    // 10 L/min for 115 kW, of a unit that moves no more.
    void aTrickleShutsRacksDown()
    {
        const SitePtr site = with([](Hall& hall) {
            for (Cdu& cdu : hall.cdus)
                cdu.flowM3s = 4 * 10e-3 / 60.0;
        });
        QCOMPARE(test::foundBy(*test::findingsAt(site), "hot-coolant").size(), std::size_t{8});
    }

    // The slower chips are, the less they warm the water that slows them: both agree.
    void aUnitThatMissesItsSetPointFindsABalance()
    {
        const SitePtr site = with([](Hall& hall) {
            for (Cdu& cdu : hall.cdus)
                cdu.capacityW = 60e3; // of 460 kW: its plates are far too small
        });
        const SnapshotPtr s = evaluated(site);
        const HallResult& hall = hallB(*s);
        const RackResult& rack = liquidRack(hall);
        QVERIFY(hall.cdus[0].missesSetPoint);
        QVERIFY(rack.service == RackService::Running && rack.workShare < 1.0);
        QVERIFY(std::abs(*rack.coolantSupplyC - *hall.cdus[0].supplyC) < 1e-9);
        const ColdPlates plates = coldPlatesOf(&site->catalogue->rackTypes[1], 0.87 * 132e3);
        const double heatPerVolume =
            rack.heatToLiquidW / (rack.coolantFlowM3s * (*rack.coolantReturnC - *rack.coolantSupplyC));
        const ChipState chips = chipsAt(plates, *rack.coolantSupplyC, rack.coolantFlowM3s, heatPerVolume);
        QVERIFY(std::abs(chips.heatW - rack.heatToLiquidW) < 1e-3 * rack.heatToLiquidW);
        requireBalanced(*s);
    }

    void racksThatHoldTheirReturnTakeLessOfColderWater()
    {
        const auto held = [](RackType& type) { type.coolantReturnC = 56.0; };
        const SnapshotPtr cool = evaluated(suppliedAt(34.0, held)); // its water has 32 °C
        const SnapshotPtr warm = evaluated(suppliedAt(40.0, held));
        QVERIFY(std::abs(*liquidRack(hallB(*cool)).coolantReturnC - 56.0) < 1e-6);
        QVERIFY(std::abs(*liquidRack(hallB(*warm)).coolantReturnC - 56.0) < 1e-6);
        const double ratio =
            liquidRack(hallB(*warm)).coolantFlowM3s / liquidRack(hallB(*cool)).coolantFlowM3s;
        // As the rises; leakage and the coolant's heat capacity change it a little.
        QVERIFY(std::abs(ratio / (22.0 / 16.0) - 1.0) < 0.03);
        QVERIFY(hallB(*warm).cduPumpPowerW > hallB(*cool).cduPumpPowerW);
        requireBalanced(*warm);
    }
};

QTEST_GUILESS_MAIN(HotCoolantTest)
#include "tst_hot_coolant.moc"
