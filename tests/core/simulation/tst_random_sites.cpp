// Laws that hold whatever the site: 1,000 sites of one seed, a second evaluation of each with one thing changed.
#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/physics/condenser_water.h"
#include "core/simulation/evaluate.h"
#include "tests/support/random_site.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace hallwright;

namespace {

constexpr int siteCount = 1000;
constexpr double residualLimit = 1e-6; // what the program promises
// Supply temperatures reach the halls in steps of 0.1 mK (evaluate.cpp), two of which may be missing in either of two
// evaluations: 0.4 mK, of 2 %/K by which server fans and leakage follow where both are steep, twice that in chillers.
constexpr double stepShare = 2e-5;
constexpr double rounding = 1e-9;

// One site after another, the same in every run.
template <class Story>
void forManySites(unsigned seed, Story story)
{
    for (int i = 0; i < siteCount; ++i) {
        std::mt19937 random(seed + static_cast<unsigned>(i));
        const SitePtr site = test::randomSite(random);
        const Conditions weather = test::randomWeather(random);
        story(i, site, weather, random);
        if (QTest::currentTestFailed())
            return;
    }
}

SitePtr withHall(const Site& site, std::size_t building, const std::function<void(Hall&)>& change)
{
    auto next = std::make_shared<Site>(site);
    auto changed = std::make_shared<Building>(*site.buildings[building]);
    auto hall = std::make_shared<Hall>(*changed->halls.front());
    change(*hall);
    changed->halls.front() = std::move(hall);
    next->buildings[building] = std::move(changed);
    return next;
}

// One or two plant units, or all of a kind, and some air handlers.
Conditions withRandomOutages(const Site& site, Conditions conditions, std::mt19937& random)
{
    const auto below = [&](std::size_t count) { return random() % count; };
    const std::vector<PlantUnit>& plant = site.cooling->plant;
    const PlantUnit& lost = plant[below(plant.size())];
    const bool allOfItsKind = below(2) == 0;
    for (const PlantUnit& unit : plant) {
        if (unit.id == lost.id || (allOfItsKind && unit.kind == lost.kind && unit.loop == lost.loop))
            conditions.outages = conditions.outages.with(refTo(unit.id), true);
    }
    for (const BuildingPtr& building : site.buildings) {
        for (const AirHandler& unit : building->halls.front()->airHandlers) {
            if (below(6) == 0)
                conditions.outages = conditions.outages.with(refTo(unit.id), true);
        }
    }
    return conditions;
}

// But for the temperatures of what has no steady state.
bool finite(const Snapshot& s)
{
    double sum = s.facilityPowerW + s.pue.value_or(0.0) + (s.steady ? s.maxInletC : 0.0) + s.waterKgS +
                 s.reusedHeatW + s.sourcePowerW + s.overhead.sumW();
    for (const LoopResult& loop : s.loops)
        sum += loop.flowM3s + loop.pumpPowerW + loop.rideThroughS.value_or(0.0) +
               (loop.keepsHeat() ? 0.0 : loop.supplyC + loop.returnC);
    for (const PlantUnitResult& unit : s.plant)
        sum += unit.heatW + unit.powerW + unit.leavingC.value_or(0.0) + unit.approachK.value_or(0.0) +
               unit.waterKgS;
    for (const PowerNodeResult& node : s.powerNodes)
        sum += node.outputW + node.lossW + node.outputOtherSideLostW;
    for (const HallResultPtr& hall : s.halls) {
        if (!hall->steady)
            continue;
        sum += hall->returnC + hall->rideThroughS.value_or(0.0);
        for (const RackResult& rack : hall->racks)
            sum += rack.inletC + rack.outletC + rack.powerW + rack.coolantReturnC.value_or(0.0) +
                   rack.psuLossW.value_or(0.0);
        for (const CduResult& cdu : hall->cdus)
            sum += cdu.supplyC.value_or(0.0) + cdu.returnC.value_or(0.0) + cdu.facilityFlowM3s + cdu.headPa;
    }
    return std::isfinite(sum);
}

} // namespace

class RandomSitesTest : public QObject
{
    Q_OBJECT

private slots:
    void theSitesAreValid()
    {
        forManySites(1, [](int i, const SitePtr& site, const Conditions&, std::mt19937&) {
            try {
                checkSite(*site);
            } catch (const InputError& error) {
                QFAIL(qPrintable(QString("site %1: %2").arg(i).arg(error.what())));
            }
        });
    }

    void energyMassAndPowerBalance()
    {
        forManySites(1, [](int i, const SitePtr& site, const Conditions& weather, std::mt19937&) {
            const SnapshotPtr s = evaluate(site, weather);
            const auto report = [&](const char* what, double value) {
                return qPrintable(QString("site %1: %2 %3").arg(i).arg(what).arg(value));
            };
            QVERIFY2(finite(*s), report("not finite", 0.0));
            QVERIFY2(s->energyResidual <= residualLimit, report("energy", s->energyResidual));
            QVERIFY2(s->massResidual <= residualLimit, report("mass", s->massResidual));
            QVERIFY2(s->powerResidual <= residualLimit, report("power", s->powerResidual));
            QVERIFY2(std::abs(s->overhead.sumW() - (s->facilityPowerW - s->itPowerW)) <=
                         rounding * s->facilityPowerW,
                     report("overhead", s->overhead.sumW()));
            if (!s->converged)
                QVERIFY2(!s->notes.empty(), report("silent", 0.0));
        });
    }

    // Rear doors on an overloaded loop: a warmer supply makes them take less, which cools the loop by more than it had
    // warmed. Followed in full, the passes would swing about the answer for ever.
    void whatSwingsIsDamped()
    {
        std::mt19937 random(844);
        const SitePtr site = test::randomSite(random);
        const SnapshotPtr s = evaluate(site, test::randomWeather(random));
        QVERIFY(s->converged);
        QVERIFY(s->loops[1].supplyC > site->cooling->loops[1].supplyC);
        QVERIFY(s->energyResidual <= residualLimit);
    }

    // In halls with rear doors, too, whose supply is searched where the air handlers do not hold their set point.
    void aHallsSupplyIsWhatItsAirHandlersDeliver()
    {
        forManySites(1, [](int i, const SitePtr& site, const Conditions& weather, std::mt19937&) {
            constexpr double foundK = 1e-6;
            const SnapshotPtr s = evaluate(site, weather);
            for (const HallResultPtr& hall : s->halls) {
                double airM3s = 0.0;
                double flowTimesC = 0.0;
                for (const AirHandlerResult& unit : hall->airHandlers) {
                    airM3s += unit.airflowM3s;
                    flowTimesC += unit.airflowM3s * unit.supplyC.value_or(0.0);
                }
                if (!hall->steady || !(airM3s > 0.0))
                    continue;
                QVERIFY2(std::abs(flowTimesC / airM3s - hall->supplyC) <= foundK,
                         qPrintable(QString("site %1: %2 °C of %3 °C delivered")
                                        .arg(i)
                                        .arg(hall->supplyC, 0, 'f', 6)
                                        .arg(flowTimesC / airM3s, 0, 'f', 6)));
            }
        });
    }

    void moreItLoadNeverLowersFacilityPower()
    {
        forManySites(2000, [](int i, const SitePtr& site, const Conditions& weather, std::mt19937& random) {
            const std::size_t building = random() % site->buildings.size();
            const SitePtr more = withHall(*site, building, [&](Hall& hall) {
                if (!hall.racks.empty())
                    hall.racks[random() % hall.racks.size()].powerW += 5e3;
            });
            const SnapshotPtr before = evaluate(site, weather);
            const SnapshotPtr after = evaluate(more, weather);
            if (!before->converged || !after->converged)
                return;
            QVERIFY2(after->facilityPowerW >= before->facilityPowerW * (1.0 - stepShare),
                     qPrintable(QString("site %1: %2 W, then %3 W")
                                    .arg(i)
                                    .arg(before->facilityPowerW, 0, 'f', 3)
                                    .arg(after->facilityPowerW, 0, 'f', 3)));
        });
    }

    // The same dry bulb with more water in the air: towers, pads and outdoor air in the halls only ever do less.
    void wetterOutdoorAirIsNeverCheaper()
    {
        forManySites(8000, [](int i, const SitePtr& site, const Conditions& weather, std::mt19937& random) {
            Conditions wetter = weather;
            const double roomK = weather.outdoorC - weather.wetBulbC;
            wetter.wetBulbC += std::uniform_real_distribution<double>(0.0, roomK)(random);
            const SnapshotPtr dry = evaluate(site, weather);
            const SnapshotPtr wet = evaluate(site, wetter);
            if (!dry->converged || !wet->converged || !wet->pue)
                return;
            QVERIFY2(!dry->pue || wet->facilityPowerW >= dry->facilityPowerW * (1.0 - stepShare),
                     qPrintable(QString("site %1, %2 °C: %3 W at %4 °C wet bulb, %5 W at %6 °C")
                                    .arg(i)
                                    .arg(weather.outdoorC)
                                    .arg(dry->facilityPowerW, 0, 'f', 3)
                                    .arg(weather.wetBulbC)
                                    .arg(wet->facilityPowerW, 0, 'f', 3)
                                    .arg(wetter.wetBulbC)));
        });
    }

    // Plant and air handlers: what is left is finite or said to have no steady state, has no more capacity and no better
    // PUE. Fans run at steps of speed: fewer towers at the same step draw less, up to a sixteenth of what fans draw.
    void anOutageNeverBettersAnything()
    {
        constexpr double fanSteps = 2e-4;
        constexpr double searched = 1e-6;
        int compared = 0;
        forManySites(10000, [&](int i, const SitePtr& site, const Conditions& weather, std::mt19937& random) {
            const Conditions without = withRandomOutages(*site, weather, random);
            const SnapshotPtr before = evaluate(site, weather);
            const SnapshotPtr after = evaluate(site, without);
            const auto report = [&](const char* what, double was, double is) {
                return qPrintable(QString("site %1: %2 was %3, is %4")
                                      .arg(i)
                                      .arg(what)
                                      .arg(was, 0, 'g', 12)
                                      .arg(is, 0, 'g', 12));
            };
            QVERIFY2(finite(*after), report("not finite", 0.0, 0.0));
            QVERIFY2(after->energyResidual <= residualLimit, report("energy", 0.0, after->energyResidual));
            if (!before->converged || !after->converged)
                return;
            if (!after->pue || !before->pue)
                return;
            ++compared;
            QVERIFY2(*after->pue >= *before->pue * (1.0 - fanSteps),
                     report("PUE", *before->pue, *after->pue));
            for (std::size_t k = 0; k < after->loops.size(); ++k) {
                const LoopResult& is = after->loops[k];
                const LoopResult& was = before->loops[k];
                if (std::abs(is.heatW - was.heatW) > searched * was.heatW ||
                    std::abs(is.flowM3s - was.flowM3s) > searched * was.flowM3s)
                    continue; // another return lets coolers take another heat
                QVERIFY2(after->loops[k].plantCapacityW <= before->loops[k].plantCapacityW * (1.0 + searched),
                         report("capacity", before->loops[k].plantCapacityW, after->loops[k].plantCapacityW));
            }
        });
        QVERIFY(compared > siteCount / 10);
    }

    // Leakage and fans of the servers follow their inlets. A loop that does not hold its set point may get colder, which the
    // servers then follow: coils that reach the higher set point close their valves, doors take heat off coils or bring it to
    // another loop, and pumps spare power that would have warmed their own. Where all loops hold theirs nothing of that is left.
    void aHigherSupplyNeverLowersServerPower()
    {
        constexpr double sharePerK = 0.02; // where fans and leakage are steep: see stepShare
        forManySites(12000, [](int i, const SitePtr& site, const Conditions& weather, std::mt19937& random) {
            const double byK = std::uniform_real_distribution<double>(0.1, 6.0)(random);
            const SitePtr warmer = withHall(*site, 0, [&](Hall& hall) { hall.supplyC += byK; });
            const SnapshotPtr before = evaluate(site, weather);
            const SnapshotPtr after = evaluate(warmer, weather);
            if (!before->converged || !after->converged || !before->steady || !after->steady)
                return;
            double coolerK = 0.0; // of a loop
            for (std::size_t k = 0; k < after->loops.size(); ++k)
                coolerK = std::max(coolerK, before->loops[k].supplyC - after->loops[k].supplyC);
            QVERIFY(coolerK == 0.0 || std::ranges::any_of(before->loops, &LoopResult::missesSetPoint));
            QVERIFY2(after->itPowerW >= before->itPowerW * (1.0 - stepShare - sharePerK * coolerK),
                     qPrintable(QString("site %1, %2 K and loops %3 K colder: %4 W, then %5 W")
                                    .arg(i)
                                    .arg(byK)
                                    .arg(coolerK)
                                    .arg(before->itPowerW, 0, 'f', 3)
                                    .arg(after->itPowerW, 0, 'f', 3)));
        });
    }

    // Air handlers that can move more leave less for the racks to draw in again, where the coils hold their set point.
    void moreFlowIsNeverHotter()
    {
        forManySites(14000, [](int i, const SitePtr& site, const Conditions& weather, std::mt19937& random) {
            const double by = std::uniform_real_distribution<double>(1.01, 1.5)(random);
            const SitePtr more = withHall(*site, 0, [&](Hall& hall) {
                for (AirHandler& unit : hall.airHandlers)
                    unit.airflowM3s *= by;
            });
            const HallResultPtr before = evaluate(site, weather)->halls.front();
            const HallResultPtr after = evaluate(more, weather)->halls.front();
            if (!before->steady || !after->steady || before->supplyC != after->supplyC)
                return;
            constexpr double stillK = 1e-5;
            QVERIFY2(after->maxInletC <= before->maxInletC + stillK,
                     qPrintable(QString("site %1: %2 °C, then %3 °C")
                                    .arg(i)
                                    .arg(before->maxInletC)
                                    .arg(after->maxInletC)));
        });
    }

    // Of chillers with the fans and pumps that reject their heat: a plant at its cheapest trades one against the other,
    // so that compressors alone may draw a trifle less when fans draw more.
    void warmerOutdoorAirNeverLowersPlantPower()
    {
        forManySites(4000, [](int i, const SitePtr& site, const Conditions& weather, std::mt19937& random) {
            Conditions warmer = weather;
            const double byK = std::uniform_real_distribution<double>(0.1, 10.0)(random);
            warmer.outdoorC += byK;
            warmer.wetBulbC += byK;
            const SnapshotPtr cool = evaluate(site, weather);
            const SnapshotPtr warm = evaluate(site, warmer);
            // Heat that is left needs no power, nor does what chillers leave to coolers alone: a supply at their limit.
            bool givesUp = false;
            for (std::size_t k = 0; k < warm->loops.size(); ++k)
                givesUp |= warm->loops[k].unrejectedW > 0.0 ||
                           warm->loops[k].supplyC > site->cooling->loops[k].supplyC + highestSupplyRiseK;
            if (!cool->converged || !warm->converged || givesUp)
                return;
            const auto powerW = [](const Snapshot& s) {
                return s.overhead.chillersW + s.overhead.condenserPumpsW + s.overhead.heatRejectionW;
            };
            QVERIFY2(powerW(*warm) >= powerW(*cool) * (1.0 - stepShare),
                     qPrintable(QString("site %1, %2 °C and %3 K more: %4 W, then %5 W")
                                    .arg(i)
                                    .arg(weather.outdoorC)
                                    .arg(byK)
                                    .arg(powerW(*cool), 0, 'f', 3)
                                    .arg(powerW(*warm), 0, 'f', 3)));
        });
    }

    void theOrderOfRacksChangesNothing()
    {
        forManySites(6000, [](int i, const SitePtr& site, const Conditions& weather, std::mt19937& random) {
            const SitePtr shuffled = withHall(
                *site, 0, [&](Hall& hall) { std::shuffle(hall.racks.begin(), hall.racks.end(), random); });
            const SnapshotPtr a = evaluate(site, weather);
            const SnapshotPtr b = evaluate(shuffled, weather);
            QVERIFY2(std::abs(a->facilityPowerW - b->facilityPowerW) <= stepShare * a->facilityPowerW,
                     qPrintable(QString("site %1").arg(i)));
            QCOMPARE(a->steady, b->steady);
            if (a->converged && a->steady)
                QVERIFY(std::abs(a->maxInletC - b->maxInletC) <= 0.01);
        });
    }
};

QTEST_GUILESS_MAIN(RandomSitesTest)
#include "tst_random_sites.moc"
