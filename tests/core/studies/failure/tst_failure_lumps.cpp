// Lumps against what pencil and paper give: a hall without cooling, a battery, two tanks.
#include "core/physics/battery_discharge.h"
#include "core/physics/thermal_mass.h"
#include "core/studies/failure/lump_solver.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace hallwright;

namespace {

constexpr double sameJ = 1e-6; // of what was given: the promise of the transient

// The hall of physics.md's V28: 156 kW, 324 m³ of air, 20 racks of 0.6 m.
constexpr double hallW = 156e3;
const ThermalMass hallMass = thermalMass(324.0, 1200.0, 12.0);

SiteLumps sealedHall()
{
    SiteLumps lumps;
    lumps.halls.push_back(
        {hallMass.airJK, hallMass.solidsJK, hallMass.conductanceWK, hallW, 13e3, 18.0, {}, {}});
    return lumps;
}

// One store with this energy, and the five accounts.
std::vector<double> storeState(double energyJ)
{
    return {energyJ, 0.0, 0.0, 0.0, 0.0, 0.0};
}

// In which all of the air is equally warm.
std::vector<double> evenState(const SiteLumps& lumps, double startC)
{
    std::vector<double> state(lumps.size(), 0.0);
    std::fill(state.begin(), state.begin() + static_cast<std::ptrdiff_t>(lumps.energy(0)), startC);
    return state;
}

double meanAirC(const SiteLumps& lumps, const std::vector<double>& state)
{
    return (state[lumps.coldAir(0)] + state[lumps.hotAir(0)]) / 2.0;
}

double heatResidual(const SiteLumps& lumps, const std::vector<double>& from, const std::vector<double>& to)
{
    const double gainedJ = lumps.storedHeatJ(to) - lumps.storedHeatJ(from);
    return std::abs(gainedJ - to[lumps.heatIn()] + to[lumps.heatOut()]) / std::max(to[lumps.heatIn()], 1.0);
}

// A hall of two coils, a rear door, a CDU and a loop with plant, all at work.
SiteLumps wholeSite()
{
    SiteLumps lumps;
    HallLump hall{4e5, 4.6e6, 6000.0, 150e3, 2000.0, 20.0, {}, {}};
    hall.coils.push_back({0, 8000.0, 0.8, 0.0, 5e3, true});
    hall.coils.push_back({noLoop, 4000.0, 0.0, 0.0, 2e3, true});
    hall.doors.push_back({0, 1500.0});
    lumps.halls.push_back(hall);
    lumps.cdus.push_back({0, 3e5, 200e3, 2e4, 30.0, 0.0, 0.8});
    LoopLump loop;
    loop.supplyJK = 2e7;
    loop.returnJK = 5e6;
    loop.flowWK = 5e4;
    loop.setC = 15.0;
    loop.ownHeatW = 8e3;
    loop.reuseW = 20e3;
    loop.capacityW = 500e3;
    lumps.loops.push_back(loop);
    return lumps;
}

} // namespace

class FailureLumpsTest : public QObject
{
    Q_OBJECT

private slots:
    void aHallWithoutCoolingFirstWarmsItsAirAndThenItsMetalToo()
    {
        const SiteLumps lumps = sealedHall();
        const double tauS = hallMass.timeConstantS();
        for (const double seconds : {0.1 * tauS, tauS, 3.0 * tauS, 60.0, 600.0}) {
            std::vector<double> state = evenState(lumps, 22.0);
            advance(lumps, state, 0.0, seconds, {});
            const double riseK = meanAirC(lumps, state) - 22.0;
            QVERIFY2(std::abs(riseK - riseAfterK(hallMass, hallW, seconds)) < 1e-5 * riseK,
                     qPrintable(QString::number(riseK, 'g', 12)));
        }
    }

    void itsSlopeFallsFromTheAirsAloneToThatOfAirAndMetal()
    {
        const SiteLumps lumps = sealedHall();
        const auto slopeKS = [&](double fromS, double stepS) {
            std::vector<double> state = evenState(lumps, 22.0);
            advance(lumps, state, 0.0, fromS, {});
            const double beforeC = meanAirC(lumps, state);
            advance(lumps, state, fromS, fromS + stepS, {});
            return (meanAirC(lumps, state) - beforeC) / stepS;
        };
        QVERIFY(std::abs(slopeKS(0.0, 1e-3) / (hallW / hallMass.airJK) - 1.0) < 1e-4); // P/Ca: 24 K/min
        const double lastKS = hallW / (hallMass.airJK + hallMass.solidsJK);            // 1.9 K/min
        QVERIFY(std::abs(slopeKS(20.0 * hallMass.timeConstantS(), 60.0) / lastKS - 1.0) < 1e-6);
        // After one time constant 1/e is left of the difference of the two.
        const double atTauKS = slopeKS(hallMass.timeConstantS(), 1e-3);
        const double shareLeft = (atTauKS - lastKS) / (hallW / hallMass.airJK - lastKS);
        QVERIFY(std::abs(shareLeft - std::exp(-1.0)) < 1e-4);
    }

    void theTimeToALimitIsThatOfTheTwoLumps()
    {
        const SiteLumps lumps = sealedHall();
        std::vector<double> state = evenState(lumps, 22.0);
        // Racks push warm air back: before them it is colder by P Cc/(Ca X) than in the mean, once that has settled.
        const std::vector<LumpLimit> limits{{lumps.metal(0), 30.0}};
        const LumpStop stop = advance(lumps, state, 0.0, 3600.0, limits);
        QCOMPARE(stop.reached, std::vector<std::size_t>{0});
        // Ts lags behind Ta by P Cs/(hA (Ca + Cs)) in the end: energy gives the time.
        const double givenJ = hallW * stop.timeS;
        const double heldJ = hallMass.airJK * (meanAirC(lumps, state) - 22.0) + hallMass.solidsJK * 8.0;
        QVERIFY(std::abs(givenJ / heldJ - 1.0) < sameJ);
        QVERIFY(std::abs(state[lumps.metal(0)] - 30.0) < 1e-9);
    }

    void aBatteryLastsItsEnergyOverItsLoad()
    {
        SiteLumps lumps;
        lumps.stores.push_back({250e3});
        std::vector<double> state = storeState(75e6); // 75 MJ at 250 kW: 300 s
        const std::vector<LumpLimit> limits{{lumps.energy(0), 0.0}};
        const LumpStop stop = advance(lumps, state, 0.0, 3600.0, limits);
        QCOMPARE(stop.reached, std::vector<std::size_t>{0});
        QVERIFY(std::abs(stop.timeS - 300.0) < 1e-6);
        QVERIFY(std::abs(state[lumps.drawn()] / 75e6 - 1.0) < sameJ);
    }

    // 75 MJ drawn at 250 kW of a battery rated at 500 kW, exponent 1.2: 75e6/(250e3 x 0.5^0.2) = 344.6 s, in which it
    // gives 86.15 MJ.
    void aBatteryAtHalfItsRateLastsMoreThanTwiceAsLong()
    {
        SiteLumps lumps;
        const double drainW = batteryDrainW(250e3, 500e3, 1.2);
        lumps.stores.push_back({250e3, drainW - 250e3, 0.0});
        std::vector<double> state = storeState(75e6);
        const std::vector<LumpLimit> limits{{lumps.energy(0), 0.0}};
        const LumpStop stop = advance(lumps, state, 0.0, 3600.0, limits);
        QVERIFY(std::abs(stop.timeS - 300.0 * std::pow(2.0, 0.2)) < 1e-6);
        QVERIFY(std::abs(state[lumps.drawn()] / (250e3 * stop.timeS) - 1.0) < sameJ);
        QVERIFY(state[lumps.rateLoss()] < 0.0); // it gave more than it is rated at
        QVERIFY(std::abs(75e6 - state[lumps.drawn()] - state[lumps.rateLoss()]) < sameJ * 75e6);
    }

    void aBatteryRechargesByWhatIsStoredInIt()
    {
        SiteLumps lumps;
        lumps.stores.push_back({0.0, 0.0, 90e3});
        std::vector<double> state = storeState(30e6);
        const std::vector<LumpLimit> limits{{lumps.energy(0), 75e6}};
        const LumpStop stop = advance(lumps, state, 0.0, 3600.0, limits);
        QVERIFY(std::abs(stop.timeS - 500.0) < 1e-6); // 45 MJ at 90 kW
        QVERIFY(std::abs(state[lumps.charged()] / 45e6 - 1.0) < sameJ);
        QCOMPARE(state[lumps.drawn()], 0.0);
    }

    // Cw dTw/dt = G (Tr - Tw), Cr dTr/dt = -G (Tr - Tw): the difference falls with Cw Cr / (G (Cw + Cr)).
    void twoTanksMixByTheirTimeConstant()
    {
        SiteLumps lumps;
        LoopLump loop;
        loop.supplyJK = 3e6;
        loop.returnJK = 1e6;
        loop.flowWK = 1e4;
        loop.setC = 15.0; // and no plant
        lumps.loops.push_back(loop);
        std::vector<double> state(lumps.size(), 0.0);
        state[0] = 20.0;
        state[1] = 40.0;
        const double tauS = 3e6 * 1e6 / (1e4 * 4e6); // 75 s
        advance(lumps, state, 0.0, tauS, {});
        QVERIFY(std::abs(state[1] - state[0] - 20.0 * std::exp(-1.0)) < 1e-5);
        advance(lumps, state, tauS, 40.0 * tauS, {});
        QVERIFY(std::abs(state[0] - 25.0) < 1e-5); // (3 x 20 + 1 x 40)/4
        QVERIFY(std::abs(state[1] - 25.0) < 1e-5);
    }

    void waterWithoutPlantWarmsByItsHeatOverItsCapacity()
    {
        SiteLumps lumps;
        LoopLump loop;
        loop.supplyJK = 3e7;
        loop.returnJK = 1e7;
        loop.flowWK = 2e5;
        loop.setC = 15.0;
        loop.ownHeatW = 1e6;
        lumps.loops.push_back(loop);
        std::vector<double> state(lumps.size(), 0.0);
        state[0] = 15.0;
        state[1] = 20.0; // Tr - Tw = Q/G
        std::vector<double> later = state;
        advance(lumps, later, 0.0, 400.0, {});
        // The mean by 1e6 x 400 / 4e7 = 10 K; the difference is then Q Cw/(G (Cw + Cr)) = 3.75 K.
        QVERIFY(std::abs((3.0 * later[0] + later[1]) / 4.0 - 16.25 - 10.0) < 1e-6);
        QVERIFY(std::abs(later[1] - later[0] - 3.75) < 1e-4);
    }

    void plantRampsInProportion()
    {
        LoopLump loop;
        loop.plant = {{0.75, 180.0, 300.0}, {0.25, 0.0, 0.0}};
        QCOMPARE(loop.startedShare(10.0), 0.25);
        QCOMPARE(loop.startedShare(240.0), 0.625);
        QCOMPARE(loop.startedShare(300.0), 1.0);
        loop.plant.clear();
        QCOMPARE(loop.startedShare(0.0), 1.0);
    }

    void heatIsConservedWhereverItGoes()
    {
        const SiteLumps lumps = wholeSite();
        const std::vector<double> from = evenState(lumps, 25.0);
        for (const double tolerance : {1e-4, 1e-6, 1e-8}) {
            std::vector<double> state = from;
            advance(lumps, state, 0.0, 1800.0, {}, {tolerance, 1e-3, 1.0});
            QVERIFY2(heatResidual(lumps, from, state) < sameJ,
                     qPrintable(QString::number(heatResidual(lumps, from, state))));
        }
    }

    void whatStandsStillIsSteady()
    {
        const SiteLumps lumps = wholeSite();
        std::vector<double> state = evenState(lumps, 25.0);
        advance(lumps, state, 0.0, 24 * 3600.0, {});
        std::vector<double> rate(lumps.size());
        lumps.rates(0.0, state, rate);
        for (std::size_t i = 0; i < lumps.energy(0); ++i)
            QVERIFY2(std::abs(rate[i]) < 1e-7, qPrintable(QString::number(rate[i])));
        QVERIFY(std::abs(rate[lumps.heatIn()] - rate[lumps.heatOut()]) < 0.1);
    }

    void aFinerToleranceConverges()
    {
        const SiteLumps lumps = wholeSite();
        const auto hotC = [&](double relative) {
            std::vector<double> state = evenState(lumps, 25.0);
            advance(lumps, state, 0.0, 120.0, {}, {relative, relative * 10.0, relative * 1e9});
            return state[lumps.hotAir(0)];
        };
        const double bestC = hotC(1e-12);
        const double coarseK = std::abs(hotC(1e-4) - bestC);
        const double middleK = std::abs(hotC(1e-6) - bestC);
        const double fineK = std::abs(hotC(1e-8) - bestC);
        QVERIFY2(middleK < 0.1 * coarseK && fineK < 0.1 * middleK,
                 qPrintable(QStringLiteral("%1 %2 %3").arg(coarseK).arg(middleK).arg(fineK)));
        QVERIFY(fineK < 1e-5);
    }

    void loadsThatAreNoNumbersAreRefused()
    {
        SiteLumps lumps = sealedHall();
        lumps.halls[0].heatW = std::nan("");
        std::vector<double> state = evenState(lumps, 22.0);
        QVERIFY_EXCEPTION_THROWN(advance(lumps, state, 0.0, 60.0, {}), std::runtime_error);
    }
};

QTEST_APPLESS_MAIN(FailureLumpsTest)
#include "tst_failure_lumps.moc"
