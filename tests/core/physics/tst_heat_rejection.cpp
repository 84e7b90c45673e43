#include "core/physics/altitude.h"
#include "core/physics/heat_exchanger.h"
#include "core/physics/heat_rejection.h"
#include "core/physics/water_use.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held catalogueFans("heat_rejection", "fan power of a BAC TDFS1238N-C60ET40B that takes its rated 2,931 kW",
                   "its catalogue, 117.68 kW", 1e-6, 0.0, "relative");

constexpr double rounding = 1e-9; // relative

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// BAC TDFS1238N-C60ET40B: 2,931 kW, air 35 °C, fluid 46.11 -> 40.55 °C, fans 117.68 kW.
constexpr double ratedRangeK = 46.11 - 40.55;
const Cooler bac{2931e3, 46.11 - 35.0, 117.68e3, ratedRangeK};

Cooler sprayed(double effectiveness)
{
    Cooler cooler = bac;
    cooler.adiabaticEffectiveness = effectiveness;
    return cooler;
}

CoolerState at(const Cooler& cooler, double heatW, double dryC, double wetC)
{
    return coolersAt({&cooler, 1}, heatW, 40.55, ratedRangeK, {dryC, wetC});
}

} // namespace

class HeatRejectionTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void theCatalogueRating()
    {
        const CoolerState state = at(bac, 2931e3, 35.0, 25.0);
        QVERIFY(near(state.capacityW, 2931e3, rounding));
        HOLDS(catalogueFans, fanPowerW(bac.fanPowerW, state.speed, 1.0) / 117.68e3 - 1.0);
        QVERIFY(!state.shortOfCapacity);
        QCOMPARE(state.leavingC, 40.55);
    }

    // Whatever flows: with the air of the speed that is found, an exchanger of the streams that there are takes the heat.
    void theSpeedIsThatOfTheStreamsThereAre()
    {
        RatedExchanger coil;
        coil.arrangement = FlowArrangement::CrossflowUnmixed;
        coil.hotWK = 2931e3 / ratedRangeK;
        coil.coldWK = 2931e3 / (11.11 - 0.5 * ratedRangeK);
        coil.uaWK = uaFromRating(coil.arrangement, 2931e3, coil.hotWK, 46.11, coil.coldWK, 35.0);
        coil.coldExponent = 0.6;
        coil.hotResistance = 0.25;
        for (const double flowShare : {0.2, 0.5, 1.0}) {
            for (const double rangeK : {2.0, 5.56, 9.0}) {
                const double heatW = flowShare * coil.hotWK * rangeK;
                const CoolerState state = coolersAt({&bac, 1}, heatW, 40.55, rangeK, {28.0});
                QVERIFY(!state.shortOfCapacity && state.speed > 0.0 && state.speed < 1.0);
                const HeatExchange found =
                    exchangeAt(coil, flowShare * coil.hotWK, 40.55 + rangeK, state.speed * coil.coldWK, 28.0);
                constexpr double searched = 1e-9;
                QVERIFY(near(found.heatW, heatW, searched));
                QVERIFY(near(found.hotOutC, 40.55, searched));
            }
        }
    }

    // At full speed and rated liquid flow the law is the coil's ε-NTU law in cross-flow at any temperature.
    void fullSpeedIsTheCoilsEffectiveness()
    {
        const double liquidWK = 2931e3 / ratedRangeK;
        const double airWK = 2931e3 / (11.11 - 0.5 * ratedRangeK);
        const double ua =
            uaFromRating(FlowArrangement::CrossflowUnmixed, 2931e3, liquidWK, 46.11, airWK, 35.0);
        constexpr double inverted = 1e-6; // UA is found by iteration
        for (const double airC : {-20.0, 0.0, 20.0, 35.0, 44.0}) {
            const HeatExchange exact =
                exchange(FlowArrangement::CrossflowUnmixed, ua, liquidWK, 46.11, airWK, airC);
            QVERIFY(near(coolerCapacityW(bac, 46.11 - airC), exact.heatW, inverted));
        }
    }

    void slowerFansTakeLessButMoreForTheirPower()
    {
        double before = 0.0;
        for (double heatW = 1e5; heatW < 2931e3; heatW += 1e5) {
            const CoolerState state = at(bac, heatW, 35.0, 25.0);
            QVERIFY(state.speed > before && state.speed <= 1.0);
            QVERIFY(fanPowerW(bac.fanPowerW, state.speed, 1.0) / heatW < 117.68e3 / 2931e3 * (1.0 + 1e-6));
            before = state.speed;
        }
        // Finned coils: heat over air flow between the square root and proportional.
        const double half = at(bac, 0.5 * 2931e3, 35.0, 25.0).speed;
        QVERIFY(half > 0.25 && half < 0.5);
    }

    void padsStayDryWhileTheFansAreEnough()
    {
        QCOMPARE(at(sprayed(0.8), 2900e3, 35.0, 20.0).evaporationKgS, 0.0);
        const CoolerState hot = at(sprayed(0.8), 2931e3, 38.0, 20.0);
        QCOMPARE(hot.speed, 1.0);
        QVERIFY(!hot.shortOfCapacity);
        // By hand: the air must be 3 K colder, and carries 2931e3/8.33 = 351,861 W/K; hfg(23.6 °C) = 2445.26 kJ/kg.
        QVERIFY(near(hot.evaporationKgS, 351861.0 * 3.0 / 2445.26e3, 1e-4));
        QVERIFY(at(bac, 2931e3, 38.0, 20.0).shortOfCapacity); // without pads it is not enough
    }

    void theWettestPadsSetTheLimit()
    {
        // 45 °C, wet bulb 25 °C, η = 0.8: air at 29 °C, as a dry cooler has it at 29 °C.
        const CoolerState state = at(sprayed(0.8), 1e6, 45.0, 25.0);
        QVERIFY(near(state.capacityW, at(bac, 1e6, 29.0, 20.0).capacityW, rounding));
        QVERIFY(state.capacityW > 2931e3 * 17.11 / 11.11 && !state.shortOfCapacity); // of rated flow: 4.51 MW
        // What it takes at full speed is what the streams that there are exchange.
        const CoolerState beyond = at(sprayed(0.8), 6e6, 45.0, 25.0);
        QVERIFY(beyond.shortOfCapacity);
        const double mostW = coolersMostW({&bac, 1}, beyond.leavingC, 6e6 / ratedRangeK, {29.0});
        QVERIFY(near(mostW, 6e6, rounding));
        QVERIFY(beyond.leavingC > 40.55);
    }

    void powerNeverFallsInWarmerAirNorWithMoreHeat()
    {
        for (const double effectiveness : {0.0, 0.5, 0.9}) {
            const Cooler cooler = sprayed(effectiveness);
            for (const double heatW : {2e5, 1e6, 2e6, 2.9e6, 4e6}) {
                double before = 0.0, waterBefore = 0.0;
                for (double airC = -20.0; airC <= 55.0; airC += 0.1) {
                    const CoolerState state = at(cooler, heatW, airC, airC - 9.0);
                    const CoolerState busier = at(cooler, heatW + 1e4, airC, airC - 9.0);
                    constexpr double searched = 1e-7;
                    QVERIFY(state.speed >= before - searched && busier.speed >= state.speed - searched);
                    QVERIFY(state.leavingC >= 40.55);
                    QVERIFY(std::isfinite(state.evaporationKgS) && state.evaporationKgS >= 0.0);
                    if (state.speed >= 1.0 && before >= 1.0)
                        QVERIFY(state.evaporationKgS >= waterBefore - 1e-9);
                    before = state.speed;
                    waterBefore = state.evaporationKgS;
                }
            }
        }
    }

    void saturatedAirGainsNothingFromPads()
    {
        const CoolerState wet = at(sprayed(0.9), 3e6, 36.0, 36.0);
        const CoolerState dry = at(bac, 3e6, 36.0, 36.0);
        QCOMPARE(wet.capacityW, dry.capacityW);
        QCOMPARE(wet.evaporationKgS, 0.0);
    }

    // 36 °C outdoors, 20 °C wet bulb: what enters at 35.56 °C is colder than the air of the cooler without pads.
    void aCoolerWhoseAirIsTooWarmIsShutOff()
    {
        const std::array units{sprayed(0.8), bac};
        const OutdoorAir air{36.0, 20.0};
        const double aloneW = coolersAt({units.data(), 1}, 0.0, 30.0, ratedRangeK, air).capacityW;
        QVERIFY(aloneW > 1e6);
        QVERIFY(near(coolersAt(units, 0.0, 30.0, ratedRangeK, air).capacityW, aloneW, rounding));
        const PreCooling both = coolersPreCool(units, 1.0, 1.0, 35.56, 4e5, air);
        QCOMPARE(both.heatW, coolersPreCool({units.data(), 1}, 1.0, 1.0, 35.56, 4e5, air).heatW);
        QCOMPARE(both.paddedW, both.heatW);
        // 5 K warmer it helps, by less than the other.
        const PreCooling warmer = coolersPreCool(units, 1.0, 1.0, 41.0, 4e5, air);
        QVERIFY(warmer.heatW > coolersPreCool({units.data(), 1}, 1.0, 1.0, 41.0, 4e5, air).heatW);
        QVERIFY(warmer.paddedW > 0.5 * warmer.heatW && warmer.paddedW < warmer.heatW);
    }

    // Any number with and without pads in any weather, seeded: without one of them the others never take more, and what
    // they are asked for they take, with no more water than at their most.
    void coolersWithAndWithoutPadsKeepTheLaws()
    {
        std::mt19937 random(17);
        const auto between = [&](double low, double high) {
            return std::uniform_real_distribution<double>(low, high)(random);
        };
        constexpr double searched = 1e-7; // the split between the two
        for (int loop = 0; loop < 400; ++loop) {
            std::vector<Cooler> units;
            const double pads = between(0.4, 0.95);
            const double differenceK = between(5.0, 15.0);
            const double ratedK = differenceK * between(0.2, 0.7);
            for (int k = 0; k < 2 + loop % 4; ++k)
                units.push_back({between(0.3e6, 3e6), differenceK, 50e3, ratedK, k % 2 == 0 ? pads : 0.0});
            const double dryC = between(-5.0, 45.0);
            const OutdoorAir air{dryC, dryC - between(0.0, 18.0), between(0.8, 1.05)};
            const double setC = dryC + between(-12.0, 12.0);
            const double rangeK = between(2.0, 12.0);
            const double liquidWK = between(0.05e6, 1.5e6);
            const double capacityW = coolersAt(units, 0.0, setC, rangeK, air).capacityW;
            const double mostW = coolersMostW(units, setC, liquidWK, air);
            const double aheadW = coolersPreCool(units, 1.0, 1.0, setC + rangeK, liquidWK, air).heatW;
            for (std::size_t lost = 0; lost < units.size(); ++lost) {
                std::vector<Cooler> others = units;
                others.erase(others.begin() + static_cast<std::ptrdiff_t>(lost));
                QVERIFY(coolersAt(others, 0.0, setC, rangeK, air).capacityW <= capacityW * (1.0 + searched));
                QVERIFY(coolersMostW(others, setC, liquidWK, air) <= mostW * (1.0 + searched));
                QVERIFY(coolersPreCool(others, 1.0, 1.0, setC + rangeK, liquidWK, air).heatW <=
                        aheadW * (1.0 + searched));
            }
            for (const double share : {0.3, 0.9, 1.0, 1.2}) {
                const double heatW = share * std::max(capacityW, 1e5);
                const CoolerState state = coolersAt(units, heatW, setC, rangeK, air);
                QCOMPARE(state.shortOfCapacity, heatW > capacityW * (1.0 + 1e-12));
                QVERIFY(std::isfinite(state.leavingC) && std::isfinite(state.evaporationKgS));
                QVERIFY(state.paddedW >= 0.0 && state.paddedW <= heatW);
                QVERIFY(state.speed < 1.0 || heatW > 0.0);
                if (state.shortOfCapacity && capacityW > 0.0) // it leaves as warm as lets them take it
                    QVERIFY(near(coolersMostW(units, state.leavingC, heatW / rangeK, air), heatW, 1e-5));
                if (!state.shortOfCapacity)
                    QCOMPARE(state.leavingC, setC);
            }
        }
    }

    // From the same stream a cooler takes the same ahead of others as alone.
    void preCoolingFollowsTheSameLaw()
    {
        const auto ahead = [&](double speed, double padsUsed, double airC, double heatW = 2931e3) {
            return coolersPreCool({&bac, 1}, speed, padsUsed, 46.11, heatW / ratedRangeK,
                                  {airC, airC - 10.0});
        };
        QVERIFY(near(ahead(1.0, 0.0, 35.0).heatW, 2931e3, rounding));
        constexpr double searched = 1e-6; // of the speed
        for (const double heatW : {5e5, 1e6, 2e6}) {
            const CoolerState alone = at(bac, heatW, 35.0, 25.0);
            QVERIFY(near(ahead(alone.speed, 0.0, 35.0, heatW).heatW, heatW, searched));
        }
        // Air above the set point of 40.55 °C still takes heat, air as warm as the return none.
        QVERIFY(near(ahead(1.0, 0.0, 43.0).heatW, 2931e3 * (46.11 - 43.0) / 11.11, rounding));
        QCOMPARE(ahead(1.0, 0.0, 46.11).heatW, 0.0);
        QCOMPARE(ahead(0.0, 0.0, 35.0).heatW, 0.0);
        QCOMPARE(ahead(1.0, 1.0, 35.0).evaporationKgS, 0.0); // has no pads
    }

    void preCoolingBringsNothingBelowItsAir()
    {
        const Cooler wet = sprayed(0.8);
        for (const double liquidWK : {0.0, 1e3, 1e5, 1e6}) {
            double before = HUGE_VAL;
            for (double airC = -10.0; airC <= 50.0; airC += 0.5) {
                double dryW = 0.0;
                for (const double padsUsed : {0.0, 0.5, 1.0}) {
                    const double coldestC = airC - padsUsed * 0.8 * 9.0;
                    const PreCooling state =
                        coolersPreCool({&wet, 1}, 1.0, padsUsed, 40.0, liquidWK, {airC, airC - 9.0});
                    QVERIFY(state.heatW >= dryW);
                    QVERIFY(state.heatW <= liquidWK * std::max(40.0 - coldestC, 0.0) * (1.0 + rounding));
                    QVERIFY(state.evaporationKgS >= 0.0);
                    dryW = state.heatW;
                }
                const double slowW =
                    coolersPreCool({&wet, 1}, 0.5, 0.0, 40.0, liquidWK, {airC, airC - 9.0}).heatW;
                QVERIFY(slowW <= before);
                before = slowW;
            }
        }
        QCOMPARE(coolersPreCool({}, 1.0, 1.0, 40.0, 1e5, {20.0, 10.0}).heatW, 0.0);
    }

    void unitsWithoutCapacityTakeNothing()
    {
        for (const Cooler& cooler : {Cooler{}, Cooler{-1e6, 10.0, 1e3}, Cooler{1e6, 0.0, 1e3}}) {
            const CoolerState state = coolersAt({&cooler, 1}, 1e6, 40.0, 8.0, {30.0, 20.0});
            QCOMPARE(state.capacityW, 0.0);
            QVERIFY(state.shortOfCapacity);
            QVERIFY(std::isfinite(state.leavingC) && std::isfinite(state.evaporationKgS));
        }
        QCOMPARE(coolersAt({}, 1e6, 40.0, 8.0, {30.0, 20.0}).capacityW, 0.0);
    }
};

QTEST_GUILESS_MAIN(HeatRejectionTest)
#include "tst_heat_rejection.moc"
