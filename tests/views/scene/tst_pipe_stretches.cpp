// Pipes as the scene draws them: stretches of runs with the temperature and flow of their coolant.
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/scene/pipe_stretches.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace hallwright;
using namespace hallwright::scene;

namespace {

// Cuts are found by projection, in double precision over some hundred metres.
constexpr double exactM = 1e-9;
// A junction lies where two centre lines touch, which the solver grants them within a few centimetres.
constexpr double junctionM = 0.2;

const std::vector<Point3> bent{{0, 0, 0}, {10, 0, 0}, {10, 5, 0}};

FlowStretch stretch(double temperatureC, double flowM3s)
{
    return {.pipe = 0,
            .isWhole = false,
            .fromM = {0, 0, 0},
            .toM = {1, 0, 0},
            .lengthM = 1.0,
            .isKnown = true,
            .temperatureC = temperatureC,
            .flowM3s = flowM3s};
}

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluate(site, conditionsOf(*site));
}

} // namespace

class PipeStretchesTest : public QObject
{
    Q_OBJECT

private slots:
    void aStretchRunsRoundTheBend()
    {
        const auto part = partOfPath(bent, {4, 0, 0}, {10, 2, 0}, 8.0);
        QCOMPARE(part.size(), std::size_t{3});
        QVERIFY(part[0] == (Point3{4, 0, 0}));
        QVERIFY(part[1] == (Point3{10, 0, 0}));
        QVERIFY(part[2] == (Point3{10, 2, 0}));
    }

    void aStretchIsTheSameFromBothEnds()
    {
        QVERIFY(partOfPath(bent, {4, 0, 0}, {10, 2, 0}, 8.0) == partOfPath(bent, {10, 2, 0}, {4, 0, 0}, 8.0));
    }

    void pointsBesideThePathCountWhereItIsNearest()
    {
        const auto part = partOfPath(bent, {2, 0.3, 0}, {7, -0.1, 0.2}, 5.0);
        QVERIFY(std::abs(pathLength(part) - 5.0) < exactM);
    }

    void aRingIsCutWhereTheLengthFits()
    {
        const std::vector<Point3> ring{{0, 0, 0}, {6, 0, 0}, {6, 6, 0}, {0, 6, 0}, {0, 0, 0}};
        const Point3 closure{0, 0, 0}, corner{6, 0, 0};
        QVERIFY(std::abs(pathLength(partOfPath(ring, closure, corner, 6.0)) - 6.0) < exactM);
        QVERIFY(std::abs(pathLength(partOfPath(ring, corner, closure, 18.0)) - 18.0) < exactM);
    }

    void aPathOfOnePointHasNoPart()
    {
        QVERIFY(partOfPath({{1, 2, 3}}, {0, 0, 0}, {1, 0, 0}, 1.0).empty());
        QVERIFY(partOfPath({}, {0, 0, 0}, {1, 0, 0}, 1.0).empty());
    }

    void withoutResultsEveryRunIsWholeAndUnknown()
    {
        const SitePtr site = test::smallCampus();
        const auto stretches = pipeStretches(*site, nullptr);
        QCOMPARE(stretches.size(), site->cooling->pipes.size());
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            QCOMPARE(stretches[i].pipe, i);
            QVERIFY(stretches[i].isWhole && !stretches[i].isKnown);
        }
    }

    void resultsOfAnotherCoolingNetworkAreNotShown()
    {
        const SitePtr site = test::smallCampus();
        auto other = std::make_shared<Site>(*site);
        other->cooling = std::make_shared<CoolingNetwork>(*site->cooling);
        for (const FlowStretch& each : pipeStretches(*other, evaluated(site).get()))
            QVERIFY(!each.isKnown);
    }

    void everyRunOfAnEvaluatedSiteIsKnownAndCovered()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr snapshot = evaluated(site);
        std::map<std::size_t, double> covered;
        for (const FlowStretch& each : pipeStretches(*site, snapshot.get())) {
            const PipeRun& run = site->cooling->pipes[each.pipe];
            QVERIFY2(each.isKnown, run.name.c_str());
            QVERIFY(std::isfinite(each.temperatureC) && each.flowM3s >= 0.0);
            QVERIFY(each.shareOfLoop >= 0.0 && each.shareOfLoop <= 1.0);
            const double length = each.isWhole
                                      ? pathLength(run.pathM)
                                      : pathLength(partOfPath(run.pathM, each.fromM, each.toM, each.lengthM));
            if (!each.isWhole)
                QVERIFY2(std::abs(length - each.lengthM) < junctionM, run.name.c_str());
            covered[each.pipe] += length;
        }
        for (const auto& [pipe, length] : covered) {
            const PipeRun& run = site->cooling->pipes[pipe];
            QVERIFY2(std::abs(length - pathLength(run.pathM)) < junctionM, run.name.c_str());
        }
        QCOMPARE(covered.size(), site->cooling->pipes.size());
    }

    void returnsAreWarmerThanSupplies()
    {
        const SitePtr site = test::smallCampus();
        double supplyC = 0.0, returnC = 0.0;
        for (const FlowStretch& each : pipeStretches(*site, evaluated(site).get())) {
            const PipeRun& run = site->cooling->pipes[each.pipe];
            if (run.loop != site->cooling->loops.front().id || each.shareOfLoop < 1.0)
                continue;
            (run.role == PipeRole::Supply ? supplyC : returnC) = each.temperatureC;
        }
        QVERIFY2(returnC > supplyC, qPrintable(QStringLiteral("%1 %2").arg(supplyC).arg(returnC)));
    }

    void onlyVisibleChangesLookDifferent_data()
    {
        QTest::addColumn<double>("temperatureC");
        QTest::addColumn<double>("flowM3s");
        QTest::addColumn<bool>("different");
        QTest::newRow("the same") << 20.0 << 0.1 << false;
        QTest::newRow("0.05 K") << 20.05 << 0.1 << false;
        QTest::newRow("0.2 K") << 20.2 << 0.1 << true;
        QTest::newRow("0.2 K colder") << 19.8 << 0.1 << true;
        QTest::newRow("1 % of flow") << 20.0 << 0.101 << false;
        QTest::newRow("5 % of flow") << 20.0 << 0.105 << true;
        QTest::newRow("it stands still") << 20.0 << 0.0 << true;
    }

    void onlyVisibleChangesLookDifferent()
    {
        QFETCH(double, temperatureC);
        QFETCH(double, flowM3s);
        QFETCH(bool, different);
        QCOMPARE(looksDifferent({stretch(20.0, 0.1)}, {stretch(temperatureC, flowM3s)}), different);
    }

    void anotherNumberOfStretchesLooksDifferent()
    {
        QVERIFY(looksDifferent({stretch(20.0, 0.1)}, {}));
        QVERIFY(!looksDifferent({}, {}));
    }
};

QTEST_GUILESS_MAIN(PipeStretchesTest)
#include "tst_pipe_stretches.moc"
