#include "core/model/edits.h"
#include "core/physics/recirculation.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/evaluate_hall.h"
#include "core/simulation/heatmap.h"
#include "tests/support/campus.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace hallwright;

namespace {

constexpr double integralTolerance = 1e-6; // relative; the cells are single precision

double integralW(const HeatmapGrid& grid)
{
    double sum = 0.0;
    for (const float value : grid.values)
        sum += static_cast<double>(value) * 1e3 * grid.dxM * grid.dyM;
    return sum;
}

float at(const HeatmapGrid& grid, double x, double y)
{
    const auto i = static_cast<std::size_t>(x / grid.dxM);
    const auto j = static_cast<std::size_t>(y / grid.dyM);
    return grid.values[j * static_cast<std::size_t>(grid.nx) + i];
}

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluate(site, conditionsOf(*site));
}

} // namespace

class HeatmapTest : public QObject
{
    Q_OBJECT

private slots:
    void powerDensityIntegratesToTheHallsPower_data()
    {
        QTest::addColumn<double>("cellM");
        QTest::newRow("0.1 m") << 0.1;
        QTest::newRow("0.3 m") << 0.3;
        QTest::newRow("0.7 m, no whole number in the room") << 0.7;
        QTest::newRow("coarser than a rack") << 5.0;
    }

    void powerDensityIntegratesToTheHallsPower()
    {
        QFETCH(double, cellM);
        const SitePtr orderly = test::smallCampus();
        SitePtr site = orderly;
        std::mt19937 random(7);
        std::uniform_real_distribution<double> unit(0.0, 1.0);
        for (const Rack& rack : orderly->buildings[0]->halls[0]->racks) // some of them into corners, turned
            site = withRackPose(site, rack.id, {0.7 + 14.0 * unit(random), 0.7 + 8.0 * unit(random), 90.0});
        const SnapshotPtr s = evaluated(site);
        for (const HallResultPtr& hall : s->halls) {
            const HeatmapGrid grid = heatmapOf(*hall, HeatmapQuantity::PowerDensity, cellM);
            QVERIFY(std::abs(integralW(grid) / hall->itPowerW - 1.0) < integralTolerance);
        }
    }

    void theGridFitsTheRoom()
    {
        const SnapshotPtr s = evaluated(test::smallCampus());
        const HallResult& hall = *s->halls[0];
        const HeatmapGrid grid = heatmapOf(hall, HeatmapQuantity::PowerDensity, 0.3);
        QCOMPARE(grid.nx, 52); // 15.6 m
        QCOMPARE(grid.ny, 32); // 9.6 m
        QCOMPARE(grid.hall, hall.hall->id);
        QCOMPARE(grid.values.size(), std::size_t{52 * 32});
        QCOMPARE(QString::fromStdString(grid.unit), QString("kW/m²"));
        const auto [low, high] = std::minmax_element(grid.values.begin(), grid.values.end());
        QCOMPARE(grid.minimum, *low);
        QCOMPARE(grid.maximum, *high);
    }

    void tooFineAGridIsCoarsened()
    {
        const SnapshotPtr s = evaluated(test::smallCampus());
        const HeatmapGrid grid = heatmapOf(*s->halls[0], HeatmapQuantity::PowerDensity, 1e-4);
        QVERIFY(static_cast<double>(grid.nx) * grid.ny <= 1e6);
        QVERIFY(grid.nx > 1000);
    }

    void powerLiesAtTheRacks()
    {
        const SnapshotPtr s = evaluated(test::smallCampus());
        const HeatmapGrid grid = heatmapOf(*s->halls[0], HeatmapQuantity::PowerDensity);
        QVERIFY(at(grid, 7.2, 3.6) > 5.0f); // in a row: 20.4 kW on 0.6 m by 2.4 m is 14 kW/m²
        QCOMPARE(at(grid, 14.0, 0.5), 0.0f);
    }

    void inletTemperaturesStayBetweenSupplyAndHottest()
    {
        const SnapshotPtr s = evaluated(test::smallCampus());
        for (const HallResultPtr& hall : s->halls) {
            const HeatmapGrid grid = heatmapOf(*hall, HeatmapQuantity::InletTemperature);
            QVERIFY(grid.minimum >= static_cast<float>(hall->supplyC));
            QVERIFY(grid.maximum <= static_cast<float>(hall->maxInletC));
            QVERIFY(grid.maximum > grid.minimum);
        }
    }

    void inFrontOfARackIsItsInlet()
    {
        const SitePtr site = test::smallCampus();
        Rack hot = site->buildings[0]->halls[0]->racks[5];
        hot.pose.yawDeg += 180.0; // breathes the hot aisle
        const SnapshotPtr s = evaluated(withRack(site, hot));
        const HallResult& hall = *s->halls[0];
        const HeatmapGrid grid = heatmapOf(hall, HeatmapQuantity::InletTemperature, 0.1);
        const Point2 front = hot.pose.position() + frontDirection(hot.pose.yawDeg) * 0.6;
        const double shown = at(grid, front.x, front.y);
        const double inlet = hall.racks[5].inletC;
        constexpr double ofItsRise = 0.1; // neighbours' fronts blend in
        QVERIFY(std::abs(shown - inlet) < ofItsRise * (inlet - hall.supplyC));
    }

    void farFromRacksIsSupply()
    {
        const SnapshotPtr s = evaluated(test::smallCampus());
        const HeatmapGrid grid = heatmapOf(*s->halls[0], HeatmapQuantity::InletTemperature);
        QCOMPARE(at(grid, 15.0, 0.2), static_cast<float>(s->halls[0]->supplyC));
    }

    void anEmptyHallIsZeroOrSupply()
    {
        auto hall = std::make_shared<Hall>(*test::smallCampus()->buildings[0]->halls[0]);
        hall->racks.clear();
        const HallResultPtr result = evaluateHall(hall, Catalogue{}, {});
        QCOMPARE(heatmapOf(*result, HeatmapQuantity::PowerDensity).maximum, 0.0f);
        const HeatmapGrid inlets = heatmapOf(*result, HeatmapQuantity::InletTemperature);
        QCOMPARE(inlets.minimum, 20.0f);
        QCOMPARE(inlets.maximum, 20.0f);
    }

    void movingARackMovesItsPower()
    {
        const SitePtr site = test::smallCampus();
        const Rack& rack = site->buildings[0]->halls[0]->racks[0];
        const SnapshotPtr s = evaluated(withRackPose(site, rack.id, {13.8, 1.2, 0.0}));
        QVERIFY(at(heatmapOf(*s->halls[0], HeatmapQuantity::PowerDensity), 13.8, 1.2) > 5.0f);
    }

    void theDifferenceOfTwoHallsIsThatOfTheFloorBothHave()
    {
        const SnapshotPtr s = evaluated(test::smallCampus());
        const HeatmapGrid whole = heatmapOf(*s->halls[0], HeatmapQuantity::PowerDensity);
        const HeatmapGrid none = differenceOf(whole, whole);
        QCOMPARE(none.nx * none.ny, whole.nx * whole.ny);
        QCOMPARE(none.minimum, 0.0f);
        QCOMPARE(none.maximum, 0.0f);
        auto smaller = std::make_shared<Hall>(*s->halls[0]->hall);
        smaller->racks.clear();
        smaller->widthM -= 3.0;
        smaller->depthM += 2.0;
        const HallResultPtr empty = evaluateHall(smaller, Catalogue{}, {});
        const HeatmapGrid less = differenceOf(whole, heatmapOf(*empty, HeatmapQuantity::PowerDensity));
        QVERIFY(std::abs(less.nx * less.dxM - smaller->widthM) <= less.dxM);
        QVERIFY(std::abs(less.ny * less.dyM - s->halls[0]->hall->depthM) <= less.dyM);
        QCOMPARE(less.maximum, 0.0f);
        QVERIFY(less.minimum < -1.0f); // kW/m², where racks stood
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 differenceOf(whole, heatmapOf(*empty, HeatmapQuantity::InletTemperature)));
    }
};

QTEST_GUILESS_MAIN(HeatmapTest)
#include "tst_heatmap.moc"
