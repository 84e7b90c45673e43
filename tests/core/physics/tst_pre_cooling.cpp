// Dry coolers, alone and ahead of chillers.
#include "core/physics/altitude.h"
#include "core/physics/heat_rejection.h"
#include "tests/core/physics/plants.h"

#include <QtTest>

#include <array>

using namespace hallwright;
using namespace hallwright::test;

class PreCoolingTest : public QObject
{
    Q_OBJECT

private slots:
    // 18 °C supply, 28 °C return: outdoor air between the two cannot carry the loop, but spares the chillers.
    void dryCoolersPreCoolTheReturn()
    {
        const std::vector<PlantUnit> units{unit(PlantKind::DryCooler, 1e6),
                                           unit(PlantKind::AirCooledChiller, 1e6)};
        const auto at = [&](const std::vector<PlantUnit>& plant, double outdoorC) {
            return run(plant, {8e5, 18.0, 10.0, 10.0, outdoorC, outdoorC - 8.0});
        };
        for (const double outdoorC : {16.0, 18.5, 20.0, 22.0, 24.0}) {
            const PlantState state = at(units, outdoorC);
            const PlantUnitState& cooler = state.units[0];
            QVERIFY(!state.shortOfCapacity);
            QCOMPARE(state.supplyC, 18.0);
            QVERIFY(cooler.heatW > 0.0);
            QVERIFY(near(cooler.heatW + state.units[1].heatW, 8e5, balance));
            QVERIFY(near(cooler.leavingC, 28.0 - 10.0 * cooler.heatW / 8e5, balance));
            QVERIFY(cooler.leavingC > outdoorC && cooler.leavingC > 18.0);
            QVERIFY(cooler.heatW <= cooler.capacityW);
            QVERIFY(powerW(state) < powerW(at({units[1]}, outdoorC)));
        }
        // Air as warm as the return has nothing to take.
        for (const double outdoorC : {28.0, 35.0}) {
            const PlantState state = at(units, outdoorC);
            QCOMPARE(state.units[0].powerW, 0.0);
            QCOMPARE(powerW(state), powerW(at({units[1]}, outdoorC)));
        }
    }

    // Fans cost by the cube of their speed, so they run slower than they could.
    void preCoolingFansRunAsFastAsPays()
    {
        const std::vector<PlantUnit> units{unit(PlantKind::DryCooler, 1e6),
                                           unit(PlantKind::AirCooledChiller, 1e6)};
        const PlantState state = run(units, {8e5, 18.0, 10.0, 10.0, 25.0, 15.0});
        QVERIFY(state.units[0].powerW > 0.0);
        QVERIFY(state.units[0].powerW < 0.5 * units[0].ratedPowerW);
        QVERIFY(state.units[0].heatW < state.units[0].capacityW);
    }

    // 20 °C water with 10 K of range: at 20/12 °C pads of 80 % cool the air to 13.6 °C, at 25/17 °C to 18.6 °C, at 30/22 °C to 23.6 °C.
    void padsAreWetWhereverThatDrawsLess()
    {
        PlantUnit cooler = adiabatic(unit(PlantKind::DryCooler, 1e6));
        cooler.ratedPowerW = 0.02 * cooler.capacityW;
        const std::vector<PlantUnit> units{cooler, unit(PlantKind::AirCooledChiller, 2e6)};
        const auto at = [&](double outdoorC, bool savesWater) {
            PlantDemand demand{8e5, 20.0, 10.0, 10.0, outdoorC, outdoorC - 8.0};
            demand.savesWater = savesWater;
            return run(units, demand);
        };
        double before = 0.0;
        bool wet = false, trims = false;
        for (double outdoorC = 5.0; outdoorC <= 34.0; outdoorC += 0.1) {
            const PlantState energy = at(outdoorC, false);
            const PlantState water = at(outdoorC, true);
            QVERIFY(!energy.shortOfCapacity && !water.shortOfCapacity);
            QVERIFY(powerW(energy) <= powerW(water) * (1.0 + solverNoise));
            QCOMPARE(water.waterKgS, 0.0);
            // No jump: a tenth of a kelvin moves at most 2 % of the heat between coolers and compressors.
            QVERIFY2(
                before == 0.0 || powerW(energy) - before < 0.02 * 8e5 / 3.0,
                qPrintable(QString("%1 °C: %2 W after %3 W").arg(outdoorC).arg(powerW(energy)).arg(before)));
            QVERIFY(powerW(energy) >= before * (1.0 - solverNoise));
            before = powerW(energy);
            wet |= energy.waterKgS > 0.0;
            trims |= energy.waterKgS > 0.0 && energy.units[1].heatW > 0.0;
        }
        QVERIFY(wet && trims);
        // Pads that leave the air warmer than the set point spare compressors all the same.
        QVERIFY(at(25.0, false).waterKgS > 0.0);
        QVERIFY(powerW(at(25.0, false)) < 0.9 * powerW(at(25.0, true)));
    }

    // Chillers too small for what dry coolers leave: as much water as they need, and no more.
    void aLoopThatSavesWaterWetsPadsOnlyForWhatItsChillersLack()
    {
        const std::vector<PlantUnit> units{adiabatic(unit(PlantKind::DryCooler, 1e6)),
                                           unit(PlantKind::AirCooledChiller, 4e5)};
        PlantDemand demand{8e5, 20.0, 10.0, 10.0, 27.0, 17.0};
        const PlantState energy = run(units, demand);
        demand.savesWater = true;
        const PlantState water = run(units, demand);
        QVERIFY(!water.shortOfCapacity && water.supplyC == 20.0);
        QVERIFY(water.waterKgS > 0.0 && water.waterKgS < energy.waterKgS);
    }

    void aDryCoolerMeetsItsRating()
    {
        // BAC TDFS1238N: 2,931 kW, air 35 °C, 46.11 -> 40.55 °C, fans 117.68 kW: full speed exactly at the
        // rating.
        const Cooler cooler{2931e3, 46.11 - 35.0, 117.68e3, 46.11 - 40.55};
        const CoolerState at = coolersAt({&cooler, 1}, 2931e3, 40.55, 46.11 - 40.55, {35.0});
        QVERIFY(near(at.capacityW, 2931e3, balance));
        QVERIFY(near(fanPowerW(cooler.fanPowerW, at.speed, 1.0), 117.68e3, balance));
        // Ten kelvin cooler outside, the fans need far less than half the power.
        const CoolerState cool = coolersAt({&cooler, 1}, 2931e3, 40.55, 46.11 - 40.55, {25.0});
        QVERIFY(fanPowerW(cooler.fanPowerW, cool.speed, 1.0) < 0.2 * 117.68e3);
    }

    void anOverloadedDryCoolerDeliversWarmerWater()
    {
        const PlantState state = run({unit(PlantKind::DryCooler, 1e6)}, {1e6, 30.0, 8.0, 8.0, 40.0, 25.0});
        // Rated difference 6 + 8 K: at 40 °C the water enters at 54 °C and leaves at 46 °C.
        QVERIFY(near(state.supplyC, 46.0, balance));
        QVERIFY(state.shortOfCapacity);
    }

    // Chillers too small for all the heat: dry coolers at or above the set point go on helping, first within the chillers'
    // capacity, then with a supply that warms.
    void coolersGoOnHelpingOverloadedChillers()
    {
        const std::vector<PlantUnit> units{unit(PlantKind::DryCooler, 2e6),
                                           unit(PlantKind::AirCooledChiller, 5e5)};
        const auto at = [&](double outdoorC) {
            return run(units, {1.6e6, 39.0, 12.0, 12.0, outdoorC, 24.0});
        };
        double beforeC = 39.0;
        double beforeW = 0.0;
        int held = 0;
        int warmed = 0;
        for (double outdoorC = 38.5; outdoorC <= 50.0; outdoorC += 0.1) {
            const PlantState state = at(outdoorC);
            ++(state.shortOfCapacity ? warmed : held);
            QVERIFY(state.units[0].heatW > 1e6);
            QVERIFY(near(state.units[0].heatW + state.units[1].heatW, 1.6e6, balance));
            // The return is 12 K above the supply.
            const double leavingC = state.supplyC + 12.0 - 12.0 * state.units[0].heatW / 1.6e6;
            QVERIFY(near(state.units[0].leavingC, leavingC, 1e-8)); // the supply is found to 1e-9 K
            QCOMPARE(state.shortOfCapacity, state.supplyC > 39.0);
            QVERIFY(state.supplyC >= beforeC &&
                    state.supplyC < beforeC + 0.21); // 0.1 K of air is 0.1 K of water
            QVERIFY(powerW(state) >= beforeW * (1.0 - solverNoise));
            beforeC = state.supplyC;
            beforeW = powerW(state);
        }
        QVERIFY(held > 10 && warmed > 10);
    }

    // Rated at 6 K approach + 8 K range. Supply 36 °C, air 30 °C: the rating. A return 4 K warmer brings more heat with the
    // same flow, a return 4 K colder less; each with the flow at which the coil just reaches the set point.
    void aWarmerReturnLetsADryCoolerTakeMore()
    {
        const auto capacityAt = [](double rangeK) {
            return run({unit(PlantKind::DryCooler, 1e6)}, {5e5, 36.0, rangeK, 8.0, 30.0, 20.0}).capacityW;
        };
        QVERIFY(near(capacityAt(8.0), 1e6, balance));
        QVERIFY(capacityAt(12.0) > 1e6 &&
                capacityAt(12.0) < 1e6 * 18.0 / 14.0); // by less than its difference
        QVERIFY(capacityAt(4.0) < 1e6 && capacityAt(4.0) > 1e6 * 10.0 / 14.0);
    }

    // A fraction of the flow stays longer in the coil; it comes near the air's temperature and never to it.
    void throttledLiquidNeverReachesItsAir()
    {
        const Cooler cooler{1e6, 14.0, 40e3, 8.0};
        for (const double share : {0.125, 0.5}) {
            const double liquidWK = share * 1e6 / 8.0;
            const PreCooling ahead = coolersPreCool({&cooler, 1}, 1.0, 0.0, 44.0, liquidWK, {30.0});
            QVERIFY(44.0 - ahead.heatW / liquidWK > 30.0);
            // To within a thousandth of a kelvin no fans suffice.
            QVERIFY(coolersAt({&cooler, 1}, liquidWK * 14.0, 30.001, 13.999, {30.0}).shortOfCapacity);
        }
    }

    void noCoolerBringsLiquidBelowItsAir()
    {
        const Cooler unit{1e6, 15.0, 20e3};
        const std::array units{unit, unit};
        for (const double airC : {30.0, 32.0, 35.0, 45.0}) {
            for (const double heatW : {1e3, 1e5, 1e6, 3e6}) {
                const CoolerState state = coolersAt(units, heatW, 32.0, 9.0, {airC});
                QVERIFY2(state.leavingC >= airC, qPrintable(QString::number(airC)));
                QCOMPARE(state.shortOfCapacity, heatW > state.capacityW);
            }
            QCOMPARE(coolersAt(units, 1e3, 32.0, 9.0, {airC}).capacityW > 0.0, airC < 32.0);
        }
    }
};

QTEST_GUILESS_MAIN(PreCoolingTest)
#include "tst_pre_cooling.moc"
