#include "core/model/edits.h"
#include "core/physics/air.h"
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

bool notes(const Snapshot& snapshot, const std::string& of)
{
    return std::any_of(snapshot.notes.begin(), snapshot.notes.end(),
                       [&](const std::string& note) { return note.find(of) != std::string::npos; });
}

// But for the temperatures of what has no steady state.
bool finite(const Snapshot& s)
{
    double all = s.itPowerW + s.coolingPowerW + s.distributionLossW + s.facilityPowerW + s.pue.value_or(0.0) +
                 (s.steady ? s.maxInletC : 0.0) + s.energyResidual;
    for (const HallResultPtr& hall : s.halls) {
        if (!hall->steady)
            continue;
        all += hall->returnC + hall->supplyC + hall->meanInletC + hall->maxInletC + hall->energyResidual;
        for (const RackResult& rack : hall->racks)
            all += rack.inletC + rack.outletC + rack.recirculation;
    }
    for (const LoopResult& loop : s.loops)
        all += loop.heatW + loop.flowM3s + loop.pumpPowerW +
               (loop.keepsHeat() ? 0.0 : loop.supplyC + loop.returnC);
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
        QVERIFY(s->notes.empty());
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
        const char* note = "name curves that the catalogue does not have for their kind";
        QVERIFY(!notes(*named(""), note));
        QVERIFY(!notes(*named("York YCAL0033EE 100.6kW/3.1COP/Air-cooled"), note));
        QVERIFY(notes(*named("none such"), note));
        QVERIFY(notes(*named("Carrier 19EX 5148kW/6.34COP/Vanes"), note)); // of a water-cooled machine
    }

    // The default curves of air-cooled chillers were fitted on water of 4.4 to 10.0 °C.
    void aChillerBeyondItsFitIsNamedWithWhatBringsItBack_data()
    {
        QTest::addColumn<double>("supplyC");
        QTest::addColumn<QString>("said");
        QTest::newRow("within") << 9.0 << QString();
        QTest::newRow("too warm")
            << 18.0
            << "with water of 18.0 °C, and the curves were fitted on 4.4 to 10.0 °C: the "
               "power of";
        QTest::newRow("what else") << 18.0
                                   << "cover it; a set point of 10.0 °C or colder lies within the fit.";
        QTest::newRow("other curves") << 13.0 << " kW. The curves of \"";
        QTest::newRow("too cold") << 3.0 << "a set point of 4.4 °C or warmer lies within the fit.";
    }

    void aChillerBeyondItsFitIsNamedWithWhatBringsItBack()
    {
        QFETCH(double, supplyC);
        QFETCH(QString, said);
        const SnapshotPtr s = evaluated(withCooling([&](CoolingNetwork& cooling) {
            for (CoolantLoop& loop : cooling.loops)
                loop.supplyC = loop.name == "Chilled water 2" ? supplyC : loop.supplyC;
        }));
        const char* who = "Chiller 3 and 1 more chiller of Chilled water 2 run with water of";
        QCOMPARE(notes(*s, who), !said.isEmpty());
        QVERIFY(said.isEmpty() || notes(*s, said.toStdString()));
    }

    void aHallWithoutRacksStandsAtItsSupply()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.racks.clear(); }));
        QVERIFY(finite(*s));
        const HallResult& hall = *s->halls.front();
        QCOMPARE(hall.maxInletC, hall.supplyC);
        QCOMPARE(hall.meanInletC, hall.supplyC);
        QCOMPARE(hall.rackAirflowM3s, 0.0);
        QVERIFY(!hall.hottestRack);
        // Its busways and PDUs give off heat, for which the fans turn: it warms by 20 K.
        const double heatW = hall.inputs.equipmentHeatW;
        const double perK = airHeatPerVolume(s->site->info.elevationM, hall.hall->supplyC) * 20.0;
        QVERIFY(heatW > 0.0);
        QVERIFY(std::abs(hall.supplyAirflowM3s * perK - heatW) < 1e-6 * heatW);
    }

    void aHallWithoutAirHandlersHasNoSteadyStateAndSaysSo()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.airHandlers.clear(); }));
        QVERIFY(finite(*s));
        QCOMPARE(s->halls.front()->unrejectedW, s->halls.front()->heatToAirW);
        QVERIFY(notes(*s, "Hall A: its air handlers move next to no air"));
        QVERIFY(notes(*s, "There is no steady state: nothing in Hall A takes "));
        QVERIFY(std::isnan(s->halls.front()->meanInletC) && std::isnan(s->halls.front()->racks[0].inletC));
        QVERIFY(std::isnan(s->maxInletC) && !s->hottestRack.valid());
        QVERIFY(!s->pue && !s->buildings[0].pue());
        QVERIFY(std::isfinite(s->halls[1]->maxInletC)); // has air handlers of its own
        QVERIFY(s->energyResidual <= residualLimit);
    }

    void tooLittleAirRecirculates()
    {
        const SnapshotPtr plenty = evaluated(test::smallCampus());
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.airHandlers.pop_back(); }));
        QVERIFY(s->halls.front()->supplyAirflowM3s < s->halls.front()->rackAirflowM3s);
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
        QVERIFY(s->halls.front()->supplyC > 20.0);
        QVERIFY(s->energyResidual <= residualLimit);
    }

    void aRackWithoutAirflowIsFinite()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) { hall.racks[0].airflowM3s = 0.0; }));
        QVERIFY(finite(*s));
        const RackResult& rack = s->halls.front()->racks.front();
        const double heatKw = rack.heatToAirW / 1e3;
        QVERIFY(
            notes(*s, fmt::format("because rack A01 has too little for {:.1f} kW of heat to air", heatKw)));
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
        QVERIFY(notes(*s,
                      "Hall B: 114.8 kW of heat to coolant is taken as heat to the hall's air, because rack "
                      "LB04 is on no CDU."));
        // 87 % of 132 kW moves from the coolant to the air, where it also follows the inlet temperature.
        constexpr double designW = 132e3 * 0.87;
        const double movedW = s->halls[1]->heatToAirW - before->halls[1]->heatToAirW;
        QVERIFY(std::abs(before->halls[1]->heatToLiquidW - s->halls[1]->heatToLiquidW - designW) < 1e-3);
        QVERIFY(std::abs(movedW - designW) < 0.1 * designW);
        QVERIFY(s->energyResidual <= residualLimit);
    }

    void aLoopWithoutPlantKeepsItsHeat()
    {
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) { c.plant.clear(); }));
        QVERIFY(finite(*s));
        QCOMPARE(s->loops.front().unrejectedW, s->loops.front().heatW);
        QVERIFY(notes(*s, "There is no steady state: no plant of Chilled water 1 takes "));
        QVERIFY(!s->pue && std::isnan(s->loops.front().supplyC) && std::isnan(s->loops.front().returnC));
        QVERIFY(std::isnan(s->halls.front()->maxInletC));
        QVERIFY(notes(*s, "loop pumps and plant is fed from no power node"));
        QVERIFY(s->energyResidual <= residualLimit);
    }

    void plantThatIsTooSmallWarmsItsLoop()
    {
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) {
            for (PlantUnit& unit : c.plant)
                unit.capacityW /= 3.0;
        }));
        QVERIFY(finite(*s));
        QVERIFY(s->loops[2].shortOfCapacity);
        QVERIFY(s->loops[2].supplyC > 32.0);
    }

    void chillersWithoutTowersHaveTheirCondenserWaterAssumed()
    {
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) {
            std::erase_if(c.plant,
                          [](const PlantUnit& unit) { return unit.kind == PlantKind::CoolingTower; });
        }));
        QVERIFY(finite(*s));
        QVERIFY(notes(*s, "Chilled water 1: without cooling towers, condenser water "));
    }

    // A coil is a dry cooler on the loop: with one, no compressor runs in the cold.
    void airCooledChillersWithoutACoilRunInTheColdAndSaySo()
    {
        const char* note = " have no free-cooling coil and run compressors";
        const auto at = [](double outdoorC, bool withCoil) {
            const SitePtr site = withCooling([&](CoolingNetwork& cooling) {
                const auto chiller =
                    std::ranges::find(cooling.plant, PlantKind::AirCooledChiller, &PlantUnit::kind);
                PlantUnit coil = *chiller;
                coil.id = {9001};
                coil.name = "Coil";
                coil.kind = PlantKind::DryCooler;
                coil.capacityW *= 4.0;
                coil.ratedPowerW = 0.02 * coil.capacityW;
                coil.ratedApproachK = 5.0;
                if (withCoil)
                    cooling.plant.push_back(coil);
            });
            Conditions conditions = conditionsOf(*site);
            conditions.outdoorC = outdoorC;
            conditions.wetBulbC = outdoorC - 2.0;
            return evaluate(site, conditions);
        };
        const auto compressorsW = [](const Snapshot& s) {
            double sum = 0.0;
            for (std::size_t u = 0; u < s.plant.size(); ++u)
                sum +=
                    s.site->cooling->plant[u].kind == PlantKind::AirCooledChiller ? s.plant[u].powerW : 0.0;
            return sum;
        };
        QVERIFY(notes(*at(-5.0, false), note));
        QVERIFY(!notes(*at(20.0, false), note));
        QVERIFY(!notes(*at(-5.0, true), note));
        QVERIFY(compressorsW(*at(-5.0, false)) > 0.0);
        QCOMPARE(compressorsW(*at(-5.0, true)), 0.0);
    }

    void equipmentOnNoLoopKeepsItsHeat()
    {
        const SnapshotPtr s = evaluated(withFirstHall([](Hall& hall) {
            for (AirHandler& unit : hall.airHandlers)
                unit.loop = {};
        }));
        QVERIFY(s->halls.front()->unrejectedW > 0.0);
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
            notes(*s, fmt::format("Hall A: {:.1f} kW is fed from no power node, the first consumer being A01",
                                  unfedKw)));
        QCOMPARE(s->itPowerW, before->itPowerW);
        QVERIFY(s->distributionLossW < before->distributionLossW);
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
