// Rules with a limit, at it, just inside and just outside: what is exactly at its limit is no finding.
#include "core/model/geometry.h"
#include "tests/support/campus.h"
#include "tests/support/found.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>

using namespace hallwright;

namespace {

constexpr double little = 1e-3; // of the limit
constexpr double littleM = 0.01, littleK = 0.01;

// The small campus evaluated, with results that a story changes.
struct Results {
    SnapshotPtr base = evaluate(test::smallCampus(), conditionsOf(*test::smallCampus()));
    Snapshot now = *base;

    const Site& site() const { return *now.site; }
    HallResult& hall(std::size_t at)
    {
        halls_[at] = std::make_shared<HallResult>(*now.halls[at]);
        now.halls[at] = halls_[at];
        return *halls_[at];
    }
    LoopHydraulics& flows()
    {
        auto flows = std::make_shared<LoopHydraulics>(*now.loops[0].hydraulics);
        now.loops[0].hydraulics = flows;
        return *flows;
    }

private:
    std::array<std::shared_ptr<HallResult>, 2> halls_;
};

using Story =
    std::function<void(Results& results, double beyond)>; // beyond the limit: -1, 0 or 1 times a little

bool isFound(const Snapshot& snapshot, const QString& rule)
{
    return !test::foundBy(*findingsOf(snapshot), rule.toStdString()).empty();
}

} // namespace

class LimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsAtItsLimitIsNoFinding_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<Story>("story");
        addPower();
        addHall();
        addLoop();
    }

    void whatIsAtItsLimitIsNoFinding()
    {
        QFETCH(QString, rule);
        QFETCH(Story, story);
        for (const double beyond : {-1.0, 0.0, 1.0}) {
            Results results;
            story(results, beyond);
            QVERIFY2(isFound(results.now, rule) == (beyond > 0.0), qPrintable(QString::number(beyond)));
        }
    }

    void buildingsAndPlantMayTouch_data()
    {
        QTest::addColumn<double>("apartM");
        QTest::addColumn<bool>("found");
        QTest::newRow("apart") << littleM << false;
        QTest::newRow("touching") << 0.0 << false;
        QTest::newRow("overlapping") << -littleM << true;
    }
    void buildingsAndPlantMayTouch()
    {
        QFETCH(double, apartM);
        QFETCH(bool, found);
        auto site = std::make_shared<Site>(*test::smallCampus());
        Building next = *site->buildings[1];
        const Building& first = *site->buildings[0];
        next.yawDeg = first.yawDeg;
        next.originM = first.originM + rotated({first.widthM + apartM, 0.0}, first.yawDeg);
        site->buildings[1] = std::make_shared<const Building>(next);
        auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
        PlantUnit& one = cooling->plant[0];
        PlantUnit& other = cooling->plant[1];
        one.pose = {500.0, 500.0, 0.0};
        other.pose = {500.0 + (one.widthM + other.widthM) / 2 + apartM, 500.0, 0.0};
        one.elevationM = other.elevationM = 0.0;
        site->cooling = cooling;
        const FindingsPtr findings = test::findingsAt(site);
        const auto names = [&](const char* rule, ObjectRef a, ObjectRef b) {
            for (const Finding* finding : test::foundBy(*findings, rule)) {
                if (finding->subject == a && finding->other == b)
                    return true;
            }
            return false;
        };
        QCOMPARE(names("building-overlap", refTo(first.id), refTo(next.id)), found);
        QCOMPARE(names("plant-place", refTo(one.id), refTo(other.id)), found);
    }

    // Two pathways join within half a metre.
    void aCableLeapsHalfAMetreAtMost()
    {
        for (const double beyondM : {-littleM, 0.0, littleM}) {
            auto site = std::make_shared<Site>(*test::smallCampus());
            auto pathways = std::make_shared<PathwayNetwork>(*site->pathways);
            const Pathway& first = *pathways->find(PathwayId{2});
            auto next = std::ranges::find(pathways->pathways, PathwayId{3}, &Pathway::id);
            next->pathM.front() = first.pathM.back();
            next->pathM.front().x += 0.5 + beyondM;
            pathways->runs[0].route = {first.id, next->id};
            site->pathways = pathways;
            QCOMPARE(test::foundBy(*test::findingsAt(site), "fibre-route").size(),
                     std::size_t{beyondM > 0.0 ? 1U : 0U});
        }
    }

private:
    static void row(const char* rule, const Story& story, const char* what = "")
    {
        QTest::newRow(qPrintable(QString("%1 %2").arg(rule, what))) << QString(rule) << story;
    }

    static double limited(double limit, double beyond) { return limit * (1.0 + beyond * little); }

    static void addPower()
    {
        row("power-overload", [](Results& results, double beyond) {
            results.now.powerNodes[0].outputW = limited(results.site().power->nodes[0].ratedW, beyond);
        });
        row(
            "n-1",
            [](Results& results, double beyond) {
                results.now.powerNodes[0].outputOtherSideLostW =
                    limited(results.site().power->nodes[0].ratedW, beyond);
            },
            "of a node");
        row(
            "n-1",
            [](Results& results, double beyond) {
                results.hall(0).racks[0].circuitLoadOneLost = limited(1.0, beyond);
            },
            "of circuits");
        row("circuit-overload", [](Results& results, double beyond) {
            results.hall(0).racks[0].circuitLoad = limited(1.0, beyond);
        });
        row(
            "peak-power",
            [](Results& results, double beyond) {
                results.hall(0).racks[0].circuitLoadAtPeak = limited(1.0, beyond);
            },
            "of circuits");
        row(
            "peak-power",
            [](Results& results, double beyond) {
                results.now.powerNodes[0].peakW = limited(results.site().power->nodes[0].ratedW, beyond);
            },
            "of a node");
        row("building-capacity", [](Results& results, double beyond) {
            BuildingResult& building = results.now.buildings[0];
            building.facilityPowerW = limited(building.capacityW, beyond);
        });
    }

    static void addHall()
    {
        row("air-cooling-capacity", [](Results& results, double beyond) {
            HallResult& hall = results.hall(0);
            hall.rearDoorHeatW = 5e3;
            hall.heatToAirW = limited(hall.airHandlerCapacityW, beyond) + hall.rearDoorHeatW;
        });
        row("liquid-cooling-capacity", [](Results& results, double beyond) {
            HallResult& hall = results.hall(1);
            hall.heatToLiquidW = limited(hall.cduCapacityW, beyond);
        });
        row("coolant-temperature", [](Results& results, double beyond) {
            results.hall(1).cdus[0].returnC = 70.0 + beyond * littleK;
        });
        row("coolant-throttle", [](Results& results, double beyond) {
            results.hall(1).racks[0].workShare = 1.0 - std::max(0.0, beyond) * little;
        });
        row("dew-point-margin", [](Results& results, double beyond) { // 2 K, and the less the worse
            HallResult& hall = results.hall(1);
            hall.cdus[0].supplyC = hall.hall->dewPointC + 2.0 - beyond * littleK;
        });
        row("dew-point", [](Results& results, double beyond) {
            HallResult& hall = results.hall(1);
            hall.cdus[0].supplyC = hall.hall->dewPointC - beyond * littleK;
        });
    }

    static void addLoop()
    {
        row("loop-flow", [](Results& results, double beyond) {
            results.flows().shortM3s = std::max(0.0, beyond * little) * results.now.loops[0].flowM3s;
        });
        row("pipe-velocity", [](Results& results, double beyond) {
            results.flows().pipes.at(0).velocityMs = 3.0 + beyond * little;
        });
        row("loop-supply", [](Results& results, double beyond) { // 0.05 K are held
            results.now.loops[0].supplyC = results.site().cooling->loops[0].supplyC + 0.05 + beyond * 1e-6;
        });
        row("loop-heat", [](Results& results, double beyond) {
            LoopResult& loop = results.now.loops[0];
            loop.unrejectedW = std::max(0.0, beyond) * little * loop.heatW;
        });
        row("plant-capacity",
            [](Results& results, double beyond) { // whether it is short is the plant's to say
                LoopResult& loop = results.now.loops[0];
                loop.shortOfCapacity = beyond > 0.0;
                loop.plantCapacityW = loop.heatW / (1.0 + std::max(0.0, beyond) * little);
            });
        row("pump-curve",
            [](Results& results, double beyond) { results.flows().pumpsOffCurve = beyond > 0.0; });
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "tst_limits.moc"
