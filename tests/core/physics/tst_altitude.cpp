// What thin air does to equipment that is rated at sea level.
#include "core/physics/air.h"
#include "core/physics/air_handler.h"
#include "core/physics/altitude.h"
#include "core/physics/controlled_exchanger.h"
#include "core/physics/cooling_coil.h"
#include "core/physics/cooling_tower.h"
#include "core/physics/heat_rejection.h"
#include "tests/core/physics/held.h"
#include "tests/core/physics/plants.h"

#include <QtTest>

#include <array>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held thinAirOfCoolers("heat_rejection", "capacity of a dry cooler at 762 to 3,050 m",
                      "the air-cooled condensers of Carrier, Engineering Guide for Altitude Effects", 0.025,
                      0.022, "of the rating");
Held thinAirOfCondensers("altitude", "capacity of air-cooled condensers at 762 to 3,050 m",
                         "Carrier, Engineering Guide for Altitude Effects", 0.006, 0.0047, "of the rating");
Held thinAirOfChillers("altitude", "capacity of air-cooled chillers at 762 to 3,050 m",
                       "the condensing units of the same guide", 0.015, 0.0085, "of the rating");

constexpr double denverM = 1609.0;

double ratioAt(double elevationM)
{
    return airDensityRatio(pressureAtElevationPa(elevationM));
}

// BAC TDFS1238N-C60ET40B: 2,931 kW, air 35 °C, fluid 46.11 -> 40.55 °C, fans 117.68 kW.
const Cooler bac{2931e3, 46.11 - 35.0, 117.68e3, 46.11 - 40.55};

// At its rated liquid flow and difference.
double coolerHeatW(double elevationM)
{
    return coolersPreCool({&bac, 1}, 1.0, 0.0, 46.11, 2931e3 / bac.ratedRangeK,
                          {35.0, 35.0, ratioAt(elevationM)})
        .heatW;
}

double chillerCapacityW(double elevationM)
{
    PlantDemand demand{5e5, 7.0, 6.0, 6.0, 35.0, 25.0};
    demand.pressurePa = pressureAtElevationPa(elevationM);
    return run({unit(PlantKind::AirCooledChiller, 1e6)}, demand).capacityW;
}

// Carrier, Engineering Guide for Altitude Effects: capacity over that at sea level.
struct Derating {
    double elevationM, condenser, condensingUnit, evaporativeCondenser;
};
constexpr std::array published{Derating{762.0, 0.95, 0.98, 1.00}, Derating{1525.0, 0.90, 0.97, 1.01},
                               Derating{2285.0, 0.85, 0.95, 1.02}, Derating{3050.0, 0.80, 0.93, 1.03}};

bool within(double a, double b, double by)
{
    return std::abs(a - b) <= by;
}

} // namespace

class AltitudeTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void denverHas18PercentLessAir()
    {
        QVERIFY(within(ratioAt(denverM), 0.8234, 1e-4)); // (1 - 2.25577e-5 x 1609)^5.2559
        QCOMPARE(ratioAt(0.0), 1.0);
    }

    void fansDrawLessForTheSameVolume()
    {
        QVERIFY(near(fanPowerW(10e3, 0.5, 0.8234), 10e3 * 0.125 * 0.8234, balance));
        AirHandler unit;
        unit.airflowM3s = 10.0;
        unit.fanPowerW = 8e3;
        const AirSupply low = airSupplyOf({unit}, 6.0);
        const AirSupply high = airSupplyOf({unit}, 6.0, {0.8234});
        QCOMPARE(high.flowM3s, low.flowM3s);
        QCOMPARE(high.speed, low.speed);
        QVERIFY(near(high.fanPowerW, 0.8234 * low.fanPowerW, balance));
    }

    // By hand, ε-NTU of cross-flow: C_a = 351.86 x 0.8234 = 289.72, C_l = 527.16 kW/K; UA = 903.15 kW/K / (0.25 + 0.75 x
    // 0.8234^-0.6) = 830.1; Z = 0.5496, NTU = 2.865, ε = 0.8043; Q = 0.8043 x 289.72 x 11.11 = 2,589 kW.
    void aDryCoolerTakesAboutATenthLess()
    {
        QVERIFY(near(coolerHeatW(0.0), 2931e3, 1e-6));
        QVERIFY(near(coolerHeatW(denverM), 2589e3, 1e-3));
        for (const Derating& at : published) {
            const double share = coolerHeatW(at.elevationM) / 2931e3;
            HOLDS(thinAirOfCoolers, share - at.condenser);
        }
    }

    void aDryCoolersFansTurnFasterForTheSameHeat()
    {
        const auto at = [&](double elevationM) {
            return coolersAt({&bac, 1}, 2e6, 40.55, bac.ratedRangeK, {33.0, 33.0, ratioAt(elevationM)});
        };
        QVERIFY(!at(denverM).shortOfCapacity);
        // The same mass of air but for what the coil's surface loses: speed by 1/σ at least.
        QVERIFY(near(at(denverM).speed, at(0.0).speed / ratioAt(denverM), 1e-6));
        // Water for the pads goes with the mass of air.
        Cooler wet = bac;
        wet.adiabaticEffectiveness = 0.8;
        const auto evaporated = [&](double ratio) {
            return coolersPreCool({&wet, 1}, 1.0, 1.0, 46.11, 5e5, {35.0, 20.0, ratio}).evaporationKgS;
        };
        QVERIFY(near(evaporated(0.8234), 0.8234 * evaporated(1.0), balance));
    }

    void anAirCooledCondenserCondensesHotter()
    {
        QCOMPARE(condenserAirC(35.0, 1.0), 35.0);
        QVERIFY(
            within(condenserAirC(35.0, ratioAt(denverM)), 36.99, 0.01)); // 16.7 (0.8234^-0.58 - 1) = 1.99 K
        for (const Derating& at : published) {
            const double riseK = condenserAirC(35.0, ratioAt(at.elevationM)) - 35.0;
            HOLDS(thinAirOfCondensers, condenserDifferenceK / (condenserDifferenceK + riseK) - at.condenser);
            const double share = chillerCapacityW(at.elevationM) / chillerCapacityW(0.0);
            HOLDS(thinAirOfChillers, share - at.condensingUnit);
        }
    }

    // A kilogram of thin air takes up more moisture, a cell moves fewer of them.
    void aTowerHardlyMinds()
    {
        for (const Derating& at : published) {
            const TowerRating rating{1e6, 25.6, 4.0, 5.56, 12e3};
            const CoolingTower tower(rating, 25.6, pressureAtElevationPa(at.elevationM));
            const double share = tower.heatW(29.6, 1.0) / 1e6;
            QVERIFY2(within(share, at.evaporativeCondenser, 0.05), qPrintable(QString::number(share)));
            QVERIFY(near(tower.fanPowerW(0.5), 12e3 * 0.125 * ratioAt(at.elevationM), balance));
        }
    }

    // 1 kW/K of air less at full flow: what holds the set point at sea level leaves the air warmer here.
    void aCoilWithLessAirDeliversItWarmer()
    {
        AirHandler unit;
        unit.airflowM3s = 10.0;
        unit.capacityW = 150e3;
        unit.coilApproachK = 3.0;
        const RatedExchanger coil = coilOf(unit, airHeatPerVolume(seaLevelM, 21.0), 10.0);
        const auto supplyC = [&](double elevationM) {
            return coolTo(coil, 150e3, 10.0 * airHeatPerVolume(elevationM, 21.0), 15.0, 18.0).supplyC;
        };
        QVERIFY(supplyC(denverM) > 15.0);
        // Wide open at both: the air enters warmer by Q/C, and leaves no colder.
        const double returnC = supplyC(denverM) + 150e3 / (10.0 * airHeatPerVolume(denverM, 21.0));
        const double lowReturnC = supplyC(0.0) + 150e3 / (10.0 * airHeatPerVolume(0.0, 21.0));
        QVERIFY(returnC > lowReturnC);
    }
};

QTEST_GUILESS_MAIN(AltitudeTest)
#include "tst_altitude.moc"
