#include "core/simulation/energy_balance.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"

#include <QtTest>

#include <cmath>
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
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k)
        worst = worseResidual(worst, loopResidual(*snapshot.networks, snapshot, k));
    return worst;
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
        for (std::size_t u = 0; u < snapshot.plant.size(); ++u) {
            if (!snapshot.plant[u].running)
                continue;
            ++running;
            Snapshot broken = snapshot;
            broken.plant[u].heatW *= 0.99;
            QVERIFY(worstLoop(broken) > residualLimit);
        }
        QVERIFY(running >= 3);
    }

    void chillerPowerThatNoTowerRejectsIsMissed()
    {
        Snapshot broken = evaluated();
        for (std::size_t u = 0; u < broken.plant.size(); ++u) {
            if (broken.site->cooling->plant[u].kind == PlantKind::WaterCooledChiller)
                broken.plant[u].powerW *= 1.1;
        }
        QVERIFY(worstLoop(broken) > residualLimit);
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
        Snapshot broken = evaluated();
        broken.plant.front().heatW = notANumber;
        QVERIFY(std::isinf(worstLoop(broken)));
        HallResult hall = *broken.halls.front();
        hall.racks.front().powerW = notANumber;
        QVERIFY(std::isinf(hallResidual(hall)));
    }
};

QTEST_GUILESS_MAIN(EnergyBalanceTest)
#include "tst_energy_balance.moc"
