#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"

#include <QtTest>

#include <cmath>
#include <fmt/format.h>
#include <functional>

using namespace hallwright;

namespace {

// The small campus with its first hall changed.
SitePtr withFirstHall(const std::function<void(Hall&)>& change, std::size_t buildingAt = 0)
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto building = std::make_shared<Building>(*site->buildings[buildingAt]);
    auto hall = std::make_shared<Hall>(*building->halls.front());
    change(*hall);
    building->halls.front() = hall;
    site->buildings[buildingAt] = building;
    return site;
}

SitePtr withCooling(const std::function<void(CoolingNetwork&)>& change)
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
    change(*cooling);
    site->cooling = cooling;
    return site;
}

bool warns(const Snapshot& snapshot, const std::string& of)
{
    return std::any_of(snapshot.warnings.begin(), snapshot.warnings.end(),
                       [&](const std::string& warning) { return warning.find(of) != std::string::npos; });
}

bool finite(const Snapshot& s)
{
    double all = s.itPowerW + s.coolingPowerW + s.distributionLossW + s.facilityPowerW + s.pue.value_or(0.0) +
                 s.maxInletC + s.energyResidual;
    for (const HallResultPtr& hall : s.halls) {
        all += hall->returnC + hall->supplyC + hall->meanInletC + hall->maxInletC + hall->energyResidual;
        for (const RackResult& rack : hall->racks)
            all += rack.inletC + rack.outletC + rack.recirculation;
    }
    for (const LoopResult& loop : s.loops)
        all += loop.heatW + loop.flowM3s + loop.supplyC + loop.returnC + loop.pumpPowerW;
    for (const PlantUnitResult& unit : s.plant)
        all += unit.heatW + unit.powerW + unit.cop.value_or(0.0) + unit.capacityW;
    for (const PowerNodeResult& node : s.powerNodes)
        all += node.outputW + node.lossW;
    return std::isfinite(all);
}

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluate(site, conditionsOf(*site));
}

constexpr double residualLimit = 1e-6;

} // namespace

class EdgeCaseTest : public QObject
{
    Q_OBJECT

private slots:
    void anEmptySiteHasEmptyResults()
    {
        const SnapshotPtr s = evaluated(std::make_shared<Site>());
        QVERIFY(finite(*s));
        QCOMPARE(s->facilityPowerW, 0.0);
        QVERIFY(s->warnings.empty());
        QVERIFY(s->hallResult({1}) == nullptr);
        QVERIFY(s->rackResult({1}) == nullptr);
        QVERIFY(s->buildingResult({1}) == nullptr);
    }

    void chillersOfCurvesThatTheCatalogueDoesNotHaveAreNamed()
    {
        const auto named = [](const std::string& curves) {
            return evaluated(withCooling([&](CoolingNetwork& cooling) {
                for (PlantUnit& unit : cooling.plant)
                    unit.curves = unit.kind == PlantKind::AirCooledChiller ? curves : std::string();
            }));
        };
        const char* warning = "name curves that the catalogue does not have for their kind";
        QVERIFY(!warns(*named(""), warning));
        QVERIFY(!warns(*named("York YCAL0033EE 100.6kW/3.1COP/Air-cooled"), warning));
        QVERIFY(warns(*named("none such"), warning));
        QVERIFY(warns(*named("Carrier 19EX 5148kW/6.34COP/Vanes"), warning)); // of a water-cooled machine
    }

    void aHallWithoutRacksStandsAtItsSupply()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.racks.clear(); }));
        QVERIFY(finite(*s));
        const HallResult& hall = *s->halls.front();
        QCOMPARE(hall.maxInletC, hall.supplyC);
        QCOMPARE(hall.meanInletC, hall.supplyC);
        QCOMPARE(hall.supplyAirflowM3s, 0.0);
        QVERIFY(!hall.hottestRack);
    }

    void aHallWithoutAirHandlersIsHotAndSaysSo()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.airHandlers.clear(); }));
        QVERIFY(finite(*s));
        const double heatKw = s->halls.front()->heatToAirW / 1e3;
        QVERIFY(warns(*s, fmt::format("Hall A: {:.1f} kW of heat to air meets no air handler", heatKw)));
        QVERIFY(warns(*s, "Hall A: its air handlers move 0.00 m³/s"));
        QVERIFY(s->halls.front()->meanInletC > 100.0);
        QVERIFY(s->energyResidual <= residualLimit);
    }

    void tooLittleAirRecirculatesAndSaysSo()
    {
        const SnapshotPtr plenty = evaluated(test::smallCampus());
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.airHandlers.pop_back(); }));
        QVERIFY(
            warns(*s, "Hall A: the racks draw 27.1 m³/s of air and the air handlers move at most 24.0 m³/s"));
        QVERIFY(s->halls.front()->meanInletC > plenty->halls.front()->meanInletC + 1.0);
        QVERIFY(s->energyResidual <= residualLimit);
    }

    void overloadedAirHandlersBlowWarmerAir()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) {
            for (AirHandler& unit : hall.airHandlers) {
                unit.capacityW = 100e3;
                unit.coilApproachK = 8.0;
            }
        }));
        QVERIFY(warns(*s, "with water of 12.0 °C, can take at 20.0 °C (their rating is 400 kW)"));
        QVERIFY(s->halls.front()->supplyC > 20.0);
        QVERIFY(s->energyResidual <= residualLimit);
    }

    void aRackWithoutAirflowIsFinite()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.racks[0].airflowM3s = 0.0; }));
        QVERIFY(finite(*s));
        const RackResult& rack = s->halls.front()->racks.front();
        const double heatKw = rack.heatToAirW / 1e3;
        QVERIFY(warns(*s, fmt::format("Hall A: rack A01 has too little airflow for {:.1f} kW", heatKw)));
        QVERIFY(rack.outletC > rack.inletC);
    }

    void aRackWithoutPowerIsNoHeater()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) {
            hall.racks[0].powerW = 0.0;
            hall.racks[0].airflowM3s = 0.0;
        }));
        QVERIFY(finite(*s));
        const RackResult& rack = s->halls.front()->racks.front();
        QCOMPARE(rack.outletC, rack.inletC);
    }

    void liquidHeatWithoutCduGoesToTheAir()
    {
        const SnapshotPtr before = evaluated(test::smallCampus());
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.racks.back().cdu = {}; }, 1));
        QVERIFY(
            warns(*s, "Hall B: rack LB04 is liquid-cooled but on no coolant distribution unit; 114.8 kW"));
        // 87 % of 132 kW moves from the coolant to the air, where it also follows the inlet temperature.
        constexpr double designW = 132e3 * 0.87;
        const double movedW = s->halls[1]->heatToAirW - before->halls[1]->heatToAirW;
        QVERIFY(std::abs(before->halls[1]->heatToLiquidW - s->halls[1]->heatToLiquidW - designW) < 1e-3);
        QVERIFY(std::abs(movedW - designW) < 0.1 * designW);
        QVERIFY(s->energyResidual <= residualLimit);
    }

    void anOverloadedCduIsNamed()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.cdus[0].capacityW = 300e3; }, 1));
        QVERIFY(warns(*s, "Hall B: CDU 1 is loaded with 459 kW, above its capacity of 300 kW."));
    }

    void aLoopWithoutPlantIsNamed()
    {
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) { c.plant.clear(); }));
        QVERIFY(finite(*s));
        QVERIFY(warns(*s, "Chilled water 1: no plant rejects its"));
        QVERIFY(warns(*s, "loop pumps and plant is fed from no power node"));
        QVERIFY(s->energyResidual <= residualLimit);
    }

    void plantThatIsTooSmallIsNamed()
    {
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) {
            for (PlantUnit& unit : c.plant)
                unit.capacityW /= 4.0;
        }));
        QVERIFY(finite(*s));
        QVERIFY(warns(*s, "Warm water 2: "));
        QVERIFY(warns(*s, "its plant takes at 28.0 °C outdoors"));
        QVERIFY(s->loops[2].supplyC > 32.0);
    }

    void chillersWithoutTowersAreNamed()
    {
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) {
            std::erase_if(c.plant,
                          [](const PlantUnit& unit) { return unit.kind == PlantKind::CoolingTower; });
        }));
        QVERIFY(finite(*s));
        QVERIFY(warns(*s, "Chilled water 1: its water-cooled chillers have no cooling tower"));
    }

    void equipmentOnNoLoopIsNamed()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) {
            for (AirHandler& unit : hall.airHandlers)
                unit.loop = {};
        }));
        QVERIFY(warns(*s, "is on no coolant loop, the first unit being CRAH 1"));
        QCOMPARE(s->loops.front().heatW, 0.0);
        QCOMPARE(s->loops.front().flowM3s, 0.0);
    }

    void unfedRacksCountWithoutLosses()
    {
        const SitePtr site = test::smallCampus();
        Rack rack = site->buildings.front()->halls.front()->racks.front();
        rack.feedA = rack.feedB = {};
        const SnapshotPtr before = evaluated(site);
        const SnapshotPtr s = evaluated(withRack(site, rack));
        const double unfedKw = s->rackResult(rack.id)->powerW / 1e3;
        QVERIFY(
            warns(*s, fmt::format("Hall A: {:.1f} kW is fed from no power node, the first consumer being A01",
                                  unfedKw)));
        QCOMPARE(s->itPowerW, before->itPowerW);
        QVERIFY(s->distributionLossW < before->distributionLossW);
    }

    void anOverloadedNodeIsNamed()
    {
        auto site = std::make_shared<Site>(*test::smallCampus());
        auto power = std::make_shared<PowerNetwork>(*site->power);
        for (PowerNode& node : power->nodes) {
            if (node.name == "Hall A PDU 1A")
                node.ratedW = 100e3;
        }
        site->power = power;
        // Twelve racks of about 20.4 kW, half of it on side A.
        QVERIFY(warns(*evaluated(site), "Hall A PDU 1A delivers 12"));
        QVERIFY(warns(*evaluated(site), " kW, above its rating of 100 kW."));
    }

    void aBuildingBeyondItsCapacityIsNamed()
    {
        auto site = std::make_shared<Site>(*test::smallCampus());
        auto building = std::make_shared<Building>(*site->buildings.front());
        building->capacityW = 400e3;
        site->buildings.front() = building;
        QVERIFY(warns(*evaluated(site), "above its capacity of 400 kW"));
    }

    void withoutANetworkOfPowerNothingIsLost()
    {
        auto site = std::make_shared<Site>(*test::smallCampus());
        site->power = std::make_shared<PowerNetwork>();
        const SnapshotPtr s = evaluated(site);
        QVERIFY(finite(*s));
        QCOMPARE(s->distributionLossW, 0.0);
        QVERIFY(s->itPowerW > 0.0);
    }
};

QTEST_GUILESS_MAIN(EdgeCaseTest)
#include "tst_edge_cases.moc"
