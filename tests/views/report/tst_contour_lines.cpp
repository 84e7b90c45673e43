// Lines of equal value on paper: where they run, that they close around a hill, and which levels are round.
#include "views/report/contour_lines.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace hallwright;
using namespace hallwright::report;

namespace {

constexpr double cellM = 0.25;
constexpr double singlePrecision = 1e-5; // of values near 20, which are stored so

// A room of nx x ny cells whose value is what `field` says at each cell's centre.
template <class Field>
HeatmapGrid gridWith(int nx, int ny, Field field)
{
    HeatmapGrid grid;
    grid.nx = nx;
    grid.ny = ny;
    grid.dxM = cellM;
    grid.dyM = cellM;
    for (int j = 0; j < ny; ++j) {
        for (int i = 0; i < nx; ++i)
            grid.values.push_back(static_cast<float>(field((i + 0.5) * cellM, (j + 0.5) * cellM)));
    }
    return grid;
}

} // namespace

class ContourLinesTest : public QObject
{
    Q_OBJECT

private slots:
    void aSlopeHasAStraightLineFromWallToWall()
    {
        const HeatmapGrid grid = gridWith(40, 20, [](double x, double) { return 20.0 + x; });
        const std::vector<ContourLine> lines = contourLinesOf(grid, {22.0, 25.0});
        QCOMPARE(lines.size(), std::size_t(2));
        for (const ContourLine& line : lines) {
            QCOMPARE(line.points.size(), std::size_t(2)); // a straight run needs its ends
            for (const Point2& point : line.points)
                QVERIFY(std::abs(20.0 + point.x - line.level) < singlePrecision);
            const auto [low, high] = std::ranges::minmax(line.points, {}, &Point2::y);
            QCOMPARE(low.y, 0.0);
            QCOMPARE(high.y, 20 * cellM);
        }
    }

    // A cone of slope 1: the line of 3 below the top is a circle of 3 m.
    void aHillHasAClosedRing()
    {
        constexpr double betweenCentresM = 0.02; // of a circle that is straight within each square
        const HeatmapGrid grid =
            gridWith(40, 40, [](double x, double y) { return 30.0 - std::hypot(x - 5.0, y - 5.0); });
        const std::vector<ContourLine> lines = contourLinesOf(grid, {27.0});
        QCOMPARE(lines.size(), std::size_t(1));
        QVERIFY(lines.front().points.front() == lines.front().points.back());
        QVERIFY(lines.front().points.size() > 20);
        for (const Point2& point : lines.front().points)
            QVERIFY(std::abs(std::hypot(point.x - 5.0, point.y - 5.0) - 3.0) < betweenCentresM);
    }

    void twoHillsHaveTwoRings()
    {
        const HeatmapGrid grid = gridWith(80, 20, [](double x, double y) {
            return std::max(2.0 - std::hypot(x - 5.0, y - 2.5), 2.0 - std::hypot(x - 15.0, y - 2.5));
        });
        QCOMPARE(contourLinesOf(grid, {0.5}).size(), std::size_t(2));
    }

    // 1 0 / 0 1: below their mean the ones are joined, above it they are apart.
    void aSaddleIsPartedByItsMean()
    {
        const HeatmapGrid grid =
            gridWith(2, 2, [](double x, double y) { return (x > cellM) == (y > cellM) ? 1.0 : 0.0; });
        const auto isAround = [&](double level,
                                  Point2 corner) { // whether a line keeps to that half of the room
            const auto lines = contourLinesOf(grid, {level});
            return std::ranges::any_of(lines, [&](const ContourLine& line) {
                return std::ranges::all_of(line.points, [&](const Point2& point) {
                    return std::hypot(point.x - corner.x, point.y - corner.y) <= 0.3;
                });
            });
        };
        const Point2 ofOne{0.0, 0.0}, ofNought{2 * cellM, 0.0};
        QVERIFY(isAround(0.6, ofOne) && !isAround(0.6, ofNought));
        QVERIFY(isAround(0.4, ofNought) && !isAround(0.4, ofOne));
    }

    void nothingToPartHasNoLine()
    {
        const HeatmapGrid even = gridWith(5, 5, [](double, double) { return 20.0; });
        QVERIFY(contourLinesOf(even, {20.0, 21.0}).empty());
        QVERIFY(contourLinesOf(HeatmapGrid{}, {20.0}).empty());
        const HeatmapGrid unknown =
            gridWith(5, 5, [](double, double) { return std::numeric_limits<double>::quiet_NaN(); });
        QVERIFY(contourLinesOf(unknown, {20.0}).empty());
    }

    void levelsAreRoundAndWithin_data()
    {
        QTest::addColumn<double>("minimum");
        QTest::addColumn<double>("maximum");
        QTest::addColumn<std::vector<double>>("levels");
        QTest::newRow("inlets") << 18.0 << 28.0 << std::vector<double>{20.0, 22.0, 24.0, 26.0};
        QTest::newRow("density") << 0.0 << 20.0 << std::vector<double>{5.0, 10.0, 15.0};
        QTest::newRow("below nought") << -3.0 << 3.0 << std::vector<double>{-2.0, -1.0, 0.0, 1.0, 2.0};
        QTest::newRow("nothing") << 4.0 << 4.0 << std::vector<double>{};
    }
    void levelsAreRoundAndWithin()
    {
        QFETCH(double, minimum);
        QFETCH(double, maximum);
        QFETCH(std::vector<double>, levels);
        QCOMPARE(roundLevels(minimum, maximum, 6), levels);
    }
};

QTEST_GUILESS_MAIN(ContourLinesTest)
#include "tst_contour_lines.moc"
