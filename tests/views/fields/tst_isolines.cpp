#include "views/fields/isolines.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::fields;

namespace {

constexpr double cellM = 0.25;
// Values are stored in single precision: about 7 digits of numbers near 20.
constexpr double singlePrecision = 1e-5;

// A room of nx x ny cells whose value is what `field` says at each cell's centre.
template <class Field>
HeatmapGrid gridOf(int nx, int ny, Field field)
{
    HeatmapGrid grid;
    grid.nx = nx;
    grid.ny = ny;
    grid.dxM = cellM;
    grid.dyM = cellM;
    for (int j = 0; j < ny; ++j)
        for (int i = 0; i < nx; ++i)
            grid.values.push_back(static_cast<float>(field((i + 0.5) * cellM, (j + 0.5) * cellM)));
    return grid;
}

} // namespace

class IsolinesTest : public QObject
{
    Q_OBJECT

private slots:
    void slopeHasStraightLinesAtTheirLevels();
    void lineRunsFromWallToWall();
    void hillHasAClosedRing();
    void evenFieldHasNoLines();
    void levelOutsideTheValuesHasNoLine();
    void emptyGridHasNoLines();
};

void IsolinesTest::slopeHasStraightLinesAtTheirLevels()
{
    const HeatmapGrid grid = gridOf(40, 20, [](double x, double) { return 20.0 + x; });
    const std::vector<Isoline> lines = isolinesOf(grid, {22.0, 25.0});
    QCOMPARE(lines.size(), std::size_t(2));
    for (const Isoline& line : lines)
        for (const Point2& p : line.points)
            QVERIFY2(std::abs(20.0 + p.x - line.level) < singlePrecision, qPrintable(QString::number(p.x)));
}

void IsolinesTest::lineRunsFromWallToWall()
{
    const HeatmapGrid grid = gridOf(40, 20, [](double x, double) { return 20.0 + x; });
    const std::vector<Isoline> lines = isolinesOf(grid, {22.0});
    QCOMPARE(lines.size(), std::size_t(1));
    const auto [south, north] = std::minmax_element(lines[0].points.begin(), lines[0].points.end(),
                                                    [](Point2 a, Point2 b) { return a.y < b.y; });
    QCOMPARE(south->y, 0.0);
    QCOMPARE(north->y, 20 * cellM);
}

void IsolinesTest::hillHasAClosedRing()
{
    const Point2 top{4.0, 3.0};
    const HeatmapGrid grid =
        gridOf(32, 24, [&](double x, double y) { return 30.0 - std::hypot(x - top.x, y - top.y); });
    const std::vector<Isoline> lines = isolinesOf(grid, {28.0});
    QCOMPARE(lines.size(), std::size_t(1));
    const std::vector<Point2>& ring = lines[0].points;
    QVERIFY(ring.front() == ring.back());
    // Along a cell's side the cone is replaced by a chord: at radius r it is off by at most cell² / (8 r).
    const double chord = cellM * cellM / (8 * 2.0) + singlePrecision;
    for (const Point2& p : ring)
        QVERIFY(std::abs(std::hypot(p.x - top.x, p.y - top.y) - 2.0) < chord);
}

void IsolinesTest::evenFieldHasNoLines()
{
    QVERIFY(isolinesOf(gridOf(10, 10, [](double, double) { return 22.0; }), {21.0, 23.0}).empty());
}

void IsolinesTest::levelOutsideTheValuesHasNoLine()
{
    QVERIFY(isolinesOf(gridOf(10, 10, [](double x, double) { return x; }), {5.0}).empty());
}

void IsolinesTest::emptyGridHasNoLines()
{
    QVERIFY(isolinesOf(HeatmapGrid(), {1.0}).empty());
}

QTEST_GUILESS_MAIN(IsolinesTest)

#include "tst_isolines.moc"
