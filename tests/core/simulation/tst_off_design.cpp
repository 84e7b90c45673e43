// Halls away from their design point: high sites, losses of power equipment in their air, racks at part load, outdoor air.
#include "core/model/plant_kinds.h"
#include "core/physics/air.h"
#include "core/physics/air_handler.h"
#include "core/physics/altitude.h"
#include "core/physics/economiser.h"
#include "core/physics/psychrometrics.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/metrics.h"
#include "tests/support/campus.h"

#include <QtTest>

#include <cmath>
#include <functional>

using namespace hallwright;

namespace {

constexpr double stepW = 0.02; // losses reach the halls in steps of 0.01 W

struct Parts {
    SiteInfo info;
    PowerNetwork power;
    CoolingNetwork cooling;
    Hall hallA, hallB;
};

SitePtr changed(const std::function<void(Parts&)>& change)
{
    const SitePtr site = test::smallCampus();
    Parts parts{site->info, *site->power, *site->cooling, *site->buildings[0]->halls[0],
                *site->buildings[1]->halls[0]};
    change(parts);
    auto next = std::make_shared<Site>(*site);
    next->info = parts.info;
    next->power = std::make_shared<PowerNetwork>(parts.power);
    next->cooling = std::make_shared<CoolingNetwork>(parts.cooling);
    const auto put = [&](std::size_t b, const Hall& hall) {
        auto building = std::make_shared<Building>(*site->buildings[b]);
        building->halls[0] = std::make_shared<Hall>(hall);
        next->buildings[b] = std::move(building);
    };
    put(0, parts.hallA);
    put(1, parts.hallB);
    return next;
}

SnapshotPtr evaluated(const SitePtr& site, double outdoorC = 20.0, double wetBulbC = 12.0)
{
    Conditions conditions;
    conditions.outdoorC = outdoorC;
    conditions.wetBulbC = wetBulbC;
    return evaluate(site, conditions);
}

double lossesIn(const Snapshot& s, HallId hall)
{
    double sumW = 0.0;
    for (std::size_t i = 0; i < s.powerNodes.size(); ++i)
        sumW += s.site->power->nodes[i].hall == hall ? s.powerNodes[i].lossW : 0.0;
    return sumW;
}

} // namespace

class OffDesignTest : public QObject
{
    Q_OBJECT

private slots:
    // A busway's loss is heat of the hall it hangs in: its coils take it, its return is warmer by it, and no other loop has it.
    void lossesInAHallWarmItsAir()
    {
        const SnapshotPtr s = evaluated(test::smallCampus());
        double inHallsW = 0.0;
        for (const HallResultPtr& hall : s->halls) {
            const double lossW = lossesIn(*s, hall->hall->id);
            QVERIFY(lossW > 100.0);
            inHallsW += lossW;
            QVERIFY(std::abs(hall->inputs.equipmentHeatW - lossW) <= stepW);
            QVERIFY(std::abs(hall->coilHeatW - hall->heatToAirW - hall->airHandlerPowerW - lossW) <= stepW);
            double takenW = 0.0;
            for (const AirHandlerResult& unit : hall->airHandlers)
                takenW += unit.heatW;
            QVERIFY(std::abs(takenW - hall->coilHeatW) <= stepW);
            const double perK =
                airHeatPerVolume(s->site->info.elevationM, hall->hall->supplyC) * hall->supplyAirflowM3s;
            QVERIFY(std::abs(hall->returnC - hall->supplyC - (hall->heatToAirW + lossW) / perK) < 1e-6);
        }
        double roomsW = 0.0;
        for (const LoopResult& loop : s->loops)
            roomsW += loop.roomHeatW;
        double lossW = 0.0;
        for (const PowerNodeResult& node : s->powerNodes)
            lossW += node.lossW;
        double otherW = 0.0;
        for (const BuildingPtr& building : s->site->buildings)
            otherW += building->otherPowerW;
        QVERIFY(roomsW <= lossW - inHallsW + otherW + stepW);
        QVERIFY(s->energyResidual <= 1e-6);
    }

    // With all air handlers out of service nothing takes it.
    void lossesThatNothingTakesLeaveNoSteadyState()
    {
        const SitePtr site = changed([](Parts& parts) {
            for (Rack& rack : parts.hallA.racks)
                rack.powerW = 0.0;
        });
        Conditions conditions{20.0, 12.0};
        const SnapshotPtr cooled = evaluate(site, conditions);
        QVERIFY(cooled->halls[0]->inputs.equipmentHeatW > 0.0 && cooled->halls[0]->steady);
        QVERIFY(cooled->halls[0]->supplyAirflowM3s > 0.0);
        for (const AirHandler& unit : site->buildings[0]->halls[0]->airHandlers)
            conditions.outages = conditions.outages.with(refTo(unit.id), true);
        QVERIFY(!evaluate(site, conditions)->halls[0]->steady);
    }

    // At 1,609 m: the same volume of air weighs 0.823 of it; fans draw that much less for each m³/s, compressors more.
    void aHighSiteHasThinAir()
    {
        const auto at = [](double elevationM) {
            return evaluated(changed([elevationM](Parts& parts) { parts.info.elevationM = elevationM; }),
                             32.0, 20.0);
        };
        const SnapshotPtr low = at(0.0);
        const SnapshotPtr high = at(1609.0);
        const double ratio = airDensityRatio(pressureAtElevationPa(1609.0));
        for (std::size_t h = 0; h < low->halls.size(); ++h) {
            const HallResult& a = *low->halls[h];
            const HallResult& b = *high->halls[h];
            for (std::size_t u = 0; u < a.airHandlers.size(); ++u) {
                const AirHandler& unit = a.hall->airHandlers[u];
                const auto drop = [&](const AirHandlerResult& of) {
                    const double x = of.airflowM3s / unit.airflowM3s;
                    return of.fanPowerW / (x * (heldFanPressure + (1.0 - heldFanPressure) * x * x));
                };
                QVERIFY(std::abs(drop(b.airHandlers[u]) / drop(a.airHandlers[u]) - ratio) < 1e-9);
            }
            QVERIFY(b.returnC - b.supplyC > 1.1 * (a.returnC - a.supplyC));
        }
        QVERIFY(high->overhead.chillersW > low->overhead.chillersW);
    }

    // Racks at a tenth of their type's power: fans in servers and handlers at a quarter of their speed or less.
    void anIdleHallKeepsNoDesignFanPower()
    {
        const SnapshotPtr full = evaluated(test::smallCampus());
        const SnapshotPtr idle = evaluated(changed([](Parts& parts) {
            for (Rack& rack : parts.hallA.racks)
                rack.powerW *= 0.1;
        }));
        const HallResult& before = *full->halls[0];
        const HallResult& after = *idle->halls[0];
        QVERIFY(std::abs(after.rackAirflowM3s / before.rackAirflowM3s - 0.25) < 0.02);
        QVERIFY(after.airHandlerPowerW < 0.1 * before.airHandlerPowerW);
        QVERIFY(after.serverFanPowerW < 0.02 * before.serverFanPowerW); // 0.25³
        QVERIFY(after.settled && idle->energyResidual <= 1e-6);
    }

    void anAirsideEconomiserCostsFanPowerAndWater()
    {
        const SitePtr plain = test::smallCampus();
        const SitePtr with = changed([](Parts& parts) { parts.hallA.airsideEconomiser = true; });
        const SnapshotPtr closed = evaluated(plain, 5.0, 2.0);
        const HallResult& without = *closed->halls[0];
        const SnapshotPtr winter = evaluated(with, 5.0, 2.0);
        const HallResult& hall = *winter->halls[0];
        double fullM3s = 0.0;
        for (const AirHandler& unit : hall.hall->airHandlers)
            fullM3s += unit.airflowM3s;
        const double x = hall.supplyAirflowM3s / fullM3s;
        const double ratio = airDensityRatio(pressureAtElevationPa(winter->site->info.elevationM));
        QVERIFY(std::abs(hall.airHandlerPowerW - without.airHandlerPowerW -
                         ratio * 349.0 * x * x * hall.supplyAirflowM3s / 0.6) < 1e-6);
        // By hand: share of outdoor air, dry air, what it lacks to the room's dew point.
        const double pressurePa = pressureAtElevationPa(winter->site->info.elevationM);
        const double share = (hall.returnC - hall.supplyC) / (hall.returnC - 5.0);
        const double expected = share * hall.supplyAirflowM3s * airDensity(pressurePa, hall.hall->supplyC) *
                                (humidityRatioFromDewPoint(hall.hall->dewPointC, pressurePa) -
                                 humidityRatioFromWetBulb(5.0, 2.0, pressurePa));
        QVERIFY(expected > 0.0);
        QVERIFY(std::abs(winter->humidifierKgS - expected) < 1e-6 * expected);
        QVERIFY(winter->waterKgS >= winter->humidifierKgS);
        QVERIFY(winter->outdoorAirHeatW > 0.0);
        // Locked out: no water for it, the filters stay in the way.
        const SnapshotPtr sultry = evaluated(with, 26.0, 25.0);
        QCOMPARE(sultry->humidifierKgS, 0.0);
        QVERIFY(sultry->halls[0]->airHandlerPowerW > without.airHandlerPowerW);
    }

    // A plant without its chillers lets the water warm, which draws less: that is no better PUE.
    void aSetPointThatIsNotHeldHasNoPue()
    {
        const SitePtr site = test::smallCampus();
        Conditions conditions{28.0, 20.0}; // dry coolers hold 32 °C, too
        const SnapshotPtr whole = evaluate(site, conditions);
        QVERIFY(whole->cooled && whole->pue);
        const CoolantLoopId loop = site->cooling->loops.front().id;
        int out = 0;
        for (const PlantUnit& unit : site->cooling->plant) {
            if (unit.loop == loop && isChiller(unit.kind) && out++ > 0)
                conditions.outages = conditions.outages.with(refTo(unit.id), true);
        }
        QVERIFY(out > 1);
        SitePtr loaded = changed([](Parts& parts) {
            for (PlantUnit& unit : parts.cooling.plant)
                unit.capacityW *= 0.6;
        });
        const SnapshotPtr short_ = evaluate(loaded, conditions);
        QVERIFY(short_->loops.front().missesSetPoint() && !short_->loops.front().keepsHeat());
        QVERIFY(short_->steady && !short_->cooled);
        QVERIFY(!short_->pue && !short_->buildings[0].pue() && !metricsOf(*short_).wueLPerKwh);
        QVERIFY(std::ranges::any_of(short_->notes, [](const std::string& note) {
            return note.starts_with("There is no PUE: the plant of ");
        }));
    }
};

QTEST_GUILESS_MAIN(OffDesignTest)
#include "tst_off_design.moc"
