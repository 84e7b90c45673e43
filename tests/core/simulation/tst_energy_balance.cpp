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

PreparedCampusPtr evaluated()
{
    const SitePtr site = test::smallCampus();
    PreparedCampusPtr kept;
    evaluate(site, conditionsOf(*site), kept);
    return kept;
}

double worstLoop(const PreparedCampus& campus)
{
    double worst = 0.0;
    for (std::size_t k = 0; k < campus.loopRuns.size(); ++k)
        worst = worseResidual(worst, loopResidual((*campus.loops)[k], *campus.loopRuns[k].back()));
    return worst;
}

// The last run of a loop with something changed behind its back.
double residualOf(const PreparedCampus& campus, std::size_t k, const std::function<void(LoopRun&)>& change)
{
    LoopRun run = *campus.loopRuns[k].back();
    change(run);
    return loopResidual((*campus.loops)[k], run);
}

} // namespace

class EnergyBalanceTest : public QObject
{
    Q_OBJECT

private slots:
    void anEvaluationAddsUp()
    {
        const PreparedCampusPtr campus = evaluated();
        QVERIFY(worstLoop(*campus) <= residualLimit);
        for (const HallResultPtr& hall : campus->snapshot->halls)
            QVERIFY(hallResidual(*hall) <= residualLimit);
    }

    void heatThatAPlantUnitLosesIsMissed()
    {
        const PreparedCampusPtr campus = evaluated();
        int running = 0;
        for (std::size_t k = 0; k < campus->loopRuns.size(); ++k) {
            const LoopRun& last = *campus->loopRuns[k].back();
            for (std::size_t u = 0; u < last.plant.size(); ++u) {
                if (!last.plant[u].running)
                    continue;
                ++running;
                QVERIFY(residualOf(*campus, k, [u](LoopRun& run) { run.plant[u].heatW *= 0.99; }) >
                        residualLimit);
            }
        }
        QVERIFY(running >= 3);
    }

    void chillerPowerThatNoTowerRejectsIsMissed()
    {
        const PreparedCampusPtr campus = evaluated();
        int chillers = 0;
        for (std::size_t k = 0; k < campus->loopRuns.size(); ++k) {
            const auto& units = (*campus->loops)[k].units;
            for (std::size_t u = 0; u < units.size(); ++u) {
                if (units[u]->kind != PlantKind::WaterCooledChiller ||
                    !campus->loopRuns[k].back()->plant[u].running)
                    continue;
                ++chillers;
                QVERIFY(residualOf(*campus, k, [u](LoopRun& run) { run.plant[u].powerW *= 1.1; }) >
                        residualLimit);
            }
        }
        QVERIFY(chillers > 0);
    }

    void heatThatReachesNoLoopIsMissed()
    {
        const PreparedCampusPtr campus = evaluated();
        for (const HallResultPtr& hall : campus->snapshot->halls) {
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
        const PreparedCampusPtr campus = evaluated();
        QVERIFY(
            std::isinf(residualOf(*campus, 0, [](LoopRun& run) { run.plant.front().heatW = notANumber; })));
        HallResult hall = *campus->snapshot->halls.front();
        hall.racks.front().powerW = notANumber;
        QVERIFY(std::isinf(hallResidual(hall)));
    }
};

QTEST_GUILESS_MAIN(EnergyBalanceTest)
#include "tst_energy_balance.moc"
