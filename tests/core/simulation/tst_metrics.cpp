#include "core/simulation/evaluate.h"
#include "core/simulation/metrics.h"
#include "tests/support/campus.h"

#include <QtTest>

using namespace hallwright;

namespace {

constexpr double rounding = 1e-14; // of a few operations, relative

bool close(std::optional<double> a, std::optional<double> b)
{
    return a && b && std::abs(*a - *b) <= rounding * std::max(std::abs(*a), std::abs(*b));
}

// A campus of 1 MW of IT with round figures.
Snapshot campus()
{
    Snapshot s;
    s.site = std::make_shared<Site>();
    s.itPowerW = 1e6;
    s.facilityPowerW = 1.25e6;
    s.sourcePowerW = 1.2e6;
    s.waterKgS = 0.5;
    s.reusedHeatW = 0.35e6;
    s.serverFanPowerW = 0.06e6;
    s.psuLossW = 0.04e6;
    return s;
}

} // namespace

class MetricsTest : public QObject
{
    Q_OBJECT

private slots:
    void figuresAreThoseOfTheHandCalculation()
    {
        const Metrics m = metricsOf(campus());
        QVERIFY(close(m.pue, 1.25));
        // 0.5 kg/s · 3600 s/h = 1800 L/h for 1000 kW
        QVERIFY(close(m.wueLPerKwh, 1.8));
        // 0.34 kg/kWh · 1250 kW / 1000 kW: the boundary of PUE, of which 50 kW come from no power node
        QVERIFY(close(m.cueKgPerKwh, 0.425));
        // (1250 - 350) / 1000
        QVERIFY(close(m.ere, 0.9));
        // 1000 / (1000 - 60 - 40)
        QVERIFY(close(m.itue, 1.0 / 0.9));
        QVERIFY(close(m.tue, 1.25 / 0.9));
    }

    void withoutItLoadThereIsNoFigure()
    {
        Snapshot s = campus();
        s.itPowerW = 0.0;
        const Metrics m = metricsOf(s);
        for (const auto& figure : {m.pue, m.wueLPerKwh, m.cueKgPerKwh, m.ere, m.itue, m.tue})
            QVERIFY(!figure);
    }

    // TUE is facility power over compute power, so power that changes from the facility's fans to the servers' leaves
    // it alone while PUE falls.
    void movingFansIntoTheServersLowersPueButNotTue()
    {
        Snapshot s = campus();
        const Metrics before = metricsOf(s);
        s.itPowerW += 0.05e6;
        s.serverFanPowerW += 0.05e6;
        const Metrics after = metricsOf(s);
        QVERIFY(after.pue < before.pue);
        QVERIFY(after.itue > before.itue);
        QVERIFY(close(after.tue, before.tue));
    }

    // ERE = (1 - ERF) PUE with ERF = Q_reuse / P_fac: the definition of the standard in its other form.
    void ereIsPueLessTheReusedShare()
    {
        const Snapshot s = campus();
        const Metrics m = metricsOf(s);
        QVERIFY(close(m.ere, (1.0 - s.reusedHeatW / s.facilityPowerW) * m.pue.value()));
    }

    void withoutReuseEreIsPue()
    {
        Snapshot s = campus();
        s.reusedHeatW = 0.0;
        QVERIFY(metricsOf(s).ere == metricsOf(s).pue);
    }

    void itueIsOneWhereFansAndSuppliesTakeNothing()
    {
        Snapshot s = campus();
        s.serverFanPowerW = 0.0;
        s.psuLossW = 0.0;
        QVERIFY(metricsOf(s).itue == 1.0);
        QVERIFY(metricsOf(s).tue == metricsOf(s).pue);
    }

    void whereNothingIsKnownOfTheSuppliesThereIsNoItue()
    {
        Snapshot s = campus();
        s.psuLossW = std::nullopt;
        QVERIFY(!metricsOf(s).itue);
        QVERIFY(!metricsOf(s).tue);
        QVERIFY(close(metricsOf(s).pue, 1.25));
    }

    void fansAndSuppliesThatTakeEverythingLeaveNoItue()
    {
        Snapshot s = campus();
        s.serverFanPowerW = s.itPowerW;
        s.psuLossW = 0.0;
        QVERIFY(!metricsOf(s).itue);
        QVERIFY(!metricsOf(s).tue);
    }

    void aHallsPartialPueCountsItsFansAndPumpsOnly()
    {
        HallResult hall;
        hall.itPowerW = 400e3;
        hall.airHandlerPowerW = 12e3;
        hall.cduPumpPowerW = 8e3;
        QVERIFY(close(partialPue(hall), 1.05)); // (400 + 12 + 8) / 400
        hall.itPowerW = 0.0;
        QVERIFY(!partialPue(hall));
    }

    void theCampusPueIsThatOfTheEvaluation()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr s = evaluate(site, conditionsOf(*site));
        const Metrics m = metricsOf(*s);
        QVERIFY(m.pue == s->pue);
        QVERIFY(m.pue > 1.0);
        QVERIFY(!m.itue); // its rack types state no power supplies
        for (const HallResultPtr& hall : s->halls) {
            QVERIFY(partialPue(*hall) > 1.0);
            QVERIFY(partialPue(*hall) < m.pue); // loops, plant and losses come on top
        }
    }
};

QTEST_APPLESS_MAIN(MetricsTest)
#include "tst_metrics.moc"
