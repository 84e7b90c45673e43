#include "core/physics/cdu_exchanger.h"
#include "core/physics/controlled_exchanger.h"
#include "core/physics/coolant_properties.h"
#include "core/physics/cooling_coil.h"
#include "core/physics/rear_door.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held coolItsRise("cdu_exchanger", "rise of the coolant of a CoolIT CHx2000 at its rating",
                 "14.1 K, from 2,000 kW at 2,125 L/min", 0.1, 0.017, "K");
Held coolItsEffectiveness("cdu_exchanger", "its effectiveness with equal streams", "0.738, by hand", 2e-3,
                          0.00046, "-");

constexpr double airHeat = 1200.0;    // ρ cp [J/(m³ K)]
constexpr double waterHeat = 4.17e6;  // ρ cp [J/(m³ K)]
constexpr double exactly = 1e-9;      // relative: the valve's search ends there
constexpr double designRangeK = 10.0; // of the loop

AirHandler fanWallBay()
{
    AirHandler unit;
    unit.airflowM3s = 25.0;
    unit.capacityW = 450e3;
    unit.coilApproachK = 3.0;
    return unit;
}

// CoolIT CHx2000: 2,000 kW at 5 K, 2,125 L/min of PG25; the facility flow is not published.
Cdu chx2000()
{
    Cdu cdu;
    cdu.capacityW = 2e6;
    cdu.flowM3s = 2125.0 / 60e3;
    cdu.approachK = 5.0;
    cdu.pumpPowerW = 20e3;
    return cdu;
}

RackType doorType(double effectivenessOfAir)
{
    RackType type;
    type.airflowM3s = 1.5;
    type.rearDoorEffectiveness = effectivenessOfAir;
    type.rearDoorFlowM3s = 1.0e-3;
    return type;
}

bool near(double a, double b, double relative = exactly)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

} // namespace

class CoolingUnitsTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void aCoilAtItsRatingNeedsItsRatedWater()
    {
        const AirHandler unit = fanWallBay();
        const RatedExchanger coil = coilOf(unit, airHeat, designRangeK);
        const double airWK = airHeat * unit.airflowM3s;
        // Rated: water 18 °C, air leaves at 21 °C.
        const ControlledState state = coolTo(coil, unit.capacityW, airWK, 21.0, 18.0);
        QVERIFY(!state.wideOpen);
        QVERIFY(near(state.coldWK, unit.capacityW / designRangeK, 1e-6));
        QVERIFY(near(state.coldOutC, 28.0, 1e-6));
    }

    void theCoilTakesAllTheHeatWhateverTheWater()
    {
        const AirHandler unit = fanWallBay();
        const RatedExchanger coil = coilOf(unit, airHeat, designRangeK);
        for (const double heatW : {1e3, 100e3, 450e3, 900e3}) {
            for (const double waterC : {7.0, 18.0, 22.5, 23.0, 30.0}) {
                const double airWK = airHeat * unit.airflowM3s * 0.8;
                const ControlledState state = coolTo(coil, heatW, airWK, 23.0, waterC);
                QVERIFY(near(state.coldWK * (state.coldOutC - waterC), heatW));
                QVERIFY(state.supplyC >= 23.0 || !state.wideOpen);
                QVERIFY(state.supplyC >= std::min(23.0, waterC));
                QVERIFY(std::isfinite(state.supplyC) && std::isfinite(state.coldWK));
            }
        }
    }

    void warmerWaterNeedsMoreOfItAndThenWarmsTheAir()
    {
        const AirHandler unit = fanWallBay();
        const RatedExchanger coil = coilOf(unit, airHeat, designRangeK);
        double flow = 0.0;
        double supplyC = 0.0;
        for (double waterC = 10.0; waterC < 30.0; waterC += 0.5) {
            const ControlledState state = coolTo(coil, 300e3, airHeat * unit.airflowM3s, 23.0, waterC);
            QVERIFY(state.coldWK >= flow * (1.0 - exactly));
            QVERIFY(state.supplyC >= supplyC - exactly);
            flow = state.coldWK;
            supplyC = state.supplyC;
        }
        QVERIFY(supplyC > 29.5);
    }

    void noHeatNeedsNoWater()
    {
        const ControlledState state =
            coolTo(coilOf(fanWallBay(), airHeat, designRangeK), 0.0, 30e3, 23.0, 18.0);
        QCOMPARE(state.coldWK, 0.0);
        QCOMPARE(state.supplyC, 23.0);
    }

    void aCoilWithoutSurfaceSaysSo()
    {
        AirHandler unit = fanWallBay();
        unit.capacityW = 0.0;
        const ControlledState state = coolTo(coilOf(unit, airHeat, designRangeK), 100e3, 30e3, 23.0, 18.0);
        QVERIFY(state.wideOpen);
        QCOMPARE(state.supplyC, 18.0 + highestRiseK);
    }

    // physics.md V26: TCS rise 14.1 K, and ε 0.738 where both flows have the same capacity rate.
    void theCduRatingOfCoolItIsReproduced()
    {
        const Cdu cdu = chx2000();
        const double glycolHeat = coolantAt(Coolant::Pg25, 25.0).heatPerVolume();
        const RatedExchanger plates = platesOf(cdu, glycolHeat, glycolHeat);
        const double coolantWK = glycolHeat * cdu.flowM3s;
        const ControlledState state = coolTo(plates, cdu.capacityW, coolantWK, 35.0, 30.0);
        HOLDS(coolItsRise, cdu.capacityW / coolantWK - 14.1);
        HOLDS(coolItsEffectiveness, state.effectiveness - 0.738);
        QVERIFY(std::abs(plates.uaWK - 400e3) < 6e3);
    }

    void aCduAtHalfLoadHoldsItsSetPointWithLessFacilityWater()
    {
        const Cdu cdu = chx2000();
        const double glycolHeat = coolantAt(Coolant::Pg25, 35.0).heatPerVolume();
        const RatedExchanger plates = platesOf(cdu, glycolHeat, waterHeat);
        const ControlledState state = coolTo(plates, 1e6, glycolHeat * cdu.flowM3s, 35.0, 30.0);
        QCOMPARE(state.supplyC, 35.0);
        // The coolant comes back at 42 °C, so the water cannot leave warmer: at least 1 MW / 12 K.
        QVERIFY(state.coldWK > 1e6 / 12.0);
        QVERIFY(state.coldWK < plates.coldWK);
    }

    void cduPumpsFollowTheAffinityLawAboveTheHeldHead()
    {
        const Cdu cdu = chx2000();
        QVERIFY(near(cduPumpPowerW(cdu, cdu.flowM3s), 20e3));
        QVERIFY(near(cduPumpPowerW(cdu, cdu.flowM3s / 2), 20e3 * 0.5 * (0.3 + 0.7 * 0.25)));
        QCOMPARE(cduPumpPowerW(cdu, 0.0), 0.0);
    }

    void aRearDoorAtItsRatingHasItsEffectiveness()
    {
        for (const double air : {0.3, 0.6, 0.85}) {
            const RackType type = doorType(air);
            const RatedExchanger door = rearDoorOf(type, airHeat, waterHeat);
            const double airWK = airHeat * type.airflowM3s;
            QVERIFY(near(rearDoorHeatW(door, airWK, 40.0, 20.0), air * airWK * 20.0, 1e-6));
        }
    }

    void aRearDoorNeverHeats()
    {
        const RatedExchanger door = rearDoorOf(doorType(0.7), airHeat, waterHeat);
        QCOMPARE(rearDoorHeatW(door, 1800.0, 20.0, 25.0), 0.0);
        QCOMPARE(rearDoorHeatW(door, 0.0, 40.0, 20.0), 0.0);
        QCOMPARE(rearDoorHeatW(rearDoorOf(doorType(0.0), airHeat, waterHeat), 1800.0, 40.0, 20.0), 0.0);
    }

    void aDoorBetterThanAnySurfaceIsHeldAtTheBestThereIs()
    {
        RackType type = doorType(0.99);
        type.rearDoorFlowM3s = 0.2e-3; // half the air's capacity rate
        const RatedExchanger door = rearDoorOf(type, airHeat, waterHeat);
        const double heatW = rearDoorHeatW(door, airHeat * type.airflowM3s, 40.0, 20.0);
        QVERIFY(std::isfinite(heatW));
        QVERIFY(heatW <= waterHeat * type.rearDoorFlowM3s * 20.0 * (1.0 + exactly));
    }

    void waterBelowTheDewPointWetsTheCoil()
    {
        QVERIFY(coilIsWet(8.0, 10.0));
        QVERIFY(!coilIsWet(12.0, 10.0));
    }
};

QTEST_GUILESS_MAIN(CoolingUnitsTest)
#include "tst_cooling_units.moc"
