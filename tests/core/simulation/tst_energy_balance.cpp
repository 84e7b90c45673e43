#include "core/simulation/campus_loops.h"
#include "core/simulation/energy_balance.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/prepared_campus.h"
#include "tests/support/campus.h"

#include <QtTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace hallwright;

namespace {

constexpr double residualLimit = 1e-6; // what the program promises
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

Snapshot evaluated()
{
    const SitePtr site = test::smallCampus();
    return *evaluate(site, conditionsOf(*site));
}

double worstLoop(const Snapshot& snapshot)
{
    double worst = 0.0;
    for (std::size_t k = 0; k < snapshot.prepared->loopRuns.size(); ++k)
        worst = worseResidual(
            worst, loopResidual((*snapshot.prepared->loops)[k], *snapshot.prepared->loopRuns[k].back()));
    return worst;
}

// The last run of a loop with something changed behind its back.
double residualOf(const Snapshot& snapshot, std::size_t k, const std::function<void(LoopRun&)>& change)
{
    LoopRun run = *snapshot.prepared->loopRuns[k].back();
    change(run);
    return loopResidual((*snapshot.prepared->loops)[k], run);
}

} // namespace

class EnergyBalanceTest : public QObject
{
    Q_OBJECT

private slots:
    void anEvaluationAddsUp()
    {
        const Snapshot snapshot = evaluated();
        QVERIFY(worstLoop(snapshot) <= residualLimit);
        for (const HallResultPtr& hall : snapshot.halls)
            QVERIFY(hallResidual(*hall) <= residualLimit);
    }

    void heatThatAPlantUnitLosesIsMissed()
    {
        const Snapshot snapshot = evaluated();
        int running = 0;
        for (std::size_t k = 0; k < snapshot.prepared->loopRuns.size(); ++k) {
            const LoopRun& last = *snapshot.prepared->loopRuns[k].back();
            for (std::size_t u = 0; u < last.plant.size(); ++u) {
                if (!last.plant[u].running)
                    continue;
                ++running;
                QVERIFY(residualOf(snapshot, k, [u](LoopRun& run) { run.plant[u].heatW *= 0.99; }) >
                        residualLimit);
            }
        }
        QVERIFY(running >= 3);
    }

    void chillerPowerThatNoTowerRejectsIsMissed()
    {
        const Snapshot snapshot = evaluated();
        int chillers = 0;
        for (std::size_t k = 0; k < snapshot.prepared->loopRuns.size(); ++k) {
            const auto& units = (*snapshot.prepared->loops)[k].units;
            for (std::size_t u = 0; u < units.size(); ++u) {
                if (units[u]->kind != PlantKind::WaterCooledChiller ||
                    !snapshot.prepared->loopRuns[k].back()->plant[u].running)
                    continue;
                ++chillers;
                QVERIFY(residualOf(snapshot, k, [u](LoopRun& run) { run.plant[u].powerW *= 1.1; }) >
                        residualLimit);
            }
        }
        QVERIFY(chillers > 0);
    }

    void heatThatReachesNoLoopIsMissed()
    {
        const Snapshot snapshot = evaluated();
        for (const HallResultPtr& hall : snapshot.halls) {
            HallResult broken = *hall;
            broken.rejected.back().heatW *= 0.99;
            QVERIFY(hallResidual(broken) > residualLimit);
            broken = *hall;
            broken.racks.front().powerW += 1e3;
            QVERIFY(hallResidual(broken) > residualLimit);
        }
    }

    void whatIsNotANumberIsTheWorstResidual()
    {
        QVERIFY(std::isinf(worseResidual(0.0, notANumber)));
        QVERIFY(std::isinf(worseResidual(notANumber, 0.0)));
        QCOMPARE(worseResidual(-2.0, 1.0), 2.0);
        const Snapshot snapshot = evaluated();
        QVERIFY(
            std::isinf(residualOf(snapshot, 0, [](LoopRun& run) { run.plant.front().heatW = notANumber; })));
        HallResult hall = *snapshot.halls.front();
        hall.racks.front().powerW = notANumber;
        QVERIFY(std::isinf(hallResidual(hall)));
    }
};

QTEST_GUILESS_MAIN(EnergyBalanceTest)
#include "tst_energy_balance.moc"
