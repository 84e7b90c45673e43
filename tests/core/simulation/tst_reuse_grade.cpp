// What reused heat is worth by its temperature.
#include "core/simulation/evaluate.h"
#include "core/simulation/metrics.h"
#include "core/simulation/reuse_grade.h"
#include "tests/support/campus.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;

namespace {

SnapshotPtr reusing(double heatW, double outdoorC)
{
    const SitePtr site = test::smallCampus();
    CoolingNetwork cooling = *site->cooling;
    cooling.loops.front().heatReuseW = heatW;
    auto next = std::make_shared<Site>(*site);
    next->cooling = std::make_shared<CoolingNetwork>(std::move(cooling));
    Conditions conditions;
    conditions.outdoorC = outdoorC;
    conditions.wetBulbC = outdoorC - 4.0;
    return evaluate(next, conditions);
}

} // namespace

class ReuseGradeTest : public QObject
{
    Q_OBJECT

private slots:
    void withoutReuseItIsThePue()
    {
        const SnapshotPtr s = reusing(0.0, 10.0);
        QVERIFY(std::isnan(reusedHeatC(*s)));
        QCOMPARE(reusedExergyW(*s), 0.0);
        QVERIFY(s->pue && ereByExergy(*s));
        QCOMPARE(*ereByExergy(*s), *s->pue);
    }

    // By hand: heat at T is worth 1 - 283.15 K/T beside air at 10 °C, some 5 to 8 % of what comes back at 25 to 35 °C.
    void warmWaterIsWorthAFewPerCentOfItsHeat()
    {
        const SnapshotPtr s = reusing(20e3, 10.0);
        QCOMPARE(s->reusedHeatW, 20e3);
        const double returnC = s->loops.front().returnC;
        QCOMPARE(reusedHeatC(*s), returnC);
        const double worth = 1.0 - 283.15 / (returnC + 273.15);
        QVERIFY(worth > 0.02 && worth < 0.10);
        QVERIFY(std::abs(reusedExergyW(*s) - 20e3 * worth) < 1e-6);
        QVERIFY(std::abs(*ereByExergy(*s) - (*s->pue - 20e3 * worth / s->itPowerW)) < 1e-12);
        QVERIFY(*metricsOf(*s).ere < *ereByExergy(*s) && *ereByExergy(*s) < *s->pue);
    }

    void colderAirMakesTheSameHeatWorthMore()
    {
        const SnapshotPtr mild = reusing(20e3, 10.0);
        const SnapshotPtr cold = reusing(20e3, -10.0);
        QVERIFY(reusedExergyW(*cold) / cold->reusedHeatW > reusedExergyW(*mild) / mild->reusedHeatW);
    }

    void heatNoWarmerThanTheAirIsWorthNothing()
    {
        const SnapshotPtr s = reusing(20e3, 55.0);
        QVERIFY(s->loops.front().returnC < 55.0);
        QCOMPARE(reusedExergyW(*s), 0.0);
    }
};

QTEST_GUILESS_MAIN(ReuseGradeTest)
#include "tst_reuse_grade.moc"
