#include "core/physics/air_field.h"
#include "tests/support/hall_h20.h"
#include "tests/views/fields/analytic_air.h"
#include "views/fields/air_shapes.h"
#include "views/fields/field_captions.h"
#include "views/fields/field_scale.h"
#include "views/fields/slice.h"
#include "views/shared/format.h"

#include <vtkPointData.h>
#include <vtkPolyData.h>

#include <QTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::fields;
using namespace hallwright::fields::analytic;

namespace {

// Values are stored in single precision: about 7 digits of numbers near 30.
constexpr double singlePrecision = 1e-4;

double temperatureAt(const FieldData& data, Point3 p)
{
    return valueAt(QuantityValues(data, FieldQuantity::Temperature), p);
}

} // namespace

class FieldShapesTest : public QObject
{
    Q_OBJECT

private slots:
    void valueIsLinearBetweenCells();
    void valueInASolidOrOutsideIsNotANumber();
    void speedIsTheLengthOfTheVelocity();
    void extremesLeaveSolidsOut();
    void planCutsAtItsHeight();
    void verticalSlicesLieInTheirPlane();
    void racksInOneRowAreCutAsOne();
    void isolinesEndAtRacks();
    void isolinesOfAPlaneFieldAreStraight();
    void imageTakesTheColourOfItsHeight();
    void imageHasNorthOnTopAndClearRacks();
    void imageOfAShareNeedsItsValues();
    void unusableFieldHasNoImage();
    void surfaceStandsAtItsTemperature();
    void surfaceEndsAtRacks();
    void noSurfaceOutsideTheTemperatures();
    void streamlinesFollowAUniformFlow();
    void streamlinesOfStillAirAreEmpty();
    void streamlinesThroughARackRunBothWays();
    void supplySeedsCoverEverySupply();
    void differenceIsOursMinusTheReference();
    void differenceEndsWhereTheReferenceDoes();
    void differencesHaveASymmetricScale();
    void aFlowHasPressureAndMixing();
    void oneSupplyIsTheNearest();
    void optionsChooseTheSeeds();
    void classBandsChangeAtTheirLimits();
};

void FieldShapesTest::valueIsLinearBetweenCells()
{
    const auto data = airOf([](Point3 p) { return 18.0 + 4.0 * p.z + 0.5 * p.x - 0.25 * p.y; });
    for (const Point3 p : {Point3{1.0, 1.0, 1.0}, Point3{3.33, 5.1, 2.2}, Point3{11.0, 7.7, 0.4}})
        QVERIFY(std::abs(temperatureAt(*data, p) - (18.0 + 4.0 * p.z + 0.5 * p.x - 0.25 * p.y)) <
                singlePrecision);
}

void FieldShapesTest::valueInASolidOrOutsideIsNotANumber()
{
    const auto data = stratifiedAir();
    QVERIFY(std::isnan(temperatureAt(*data, {5.5, 3.5, 1.0})));
    QVERIFY(std::isnan(temperatureAt(*data, {-0.1, 3.5, 1.0})));
    QVERIFY(std::isnan(temperatureAt(*data, {1.0, 1.0, 3.1})));
    // Beside the rack only the air counts.
    QVERIFY(std::abs(temperatureAt(*data, {5.5, 2.95, 1.0}) - 22.0) < singlePrecision);
}

void FieldShapesTest::speedIsTheLengthOfTheVelocity()
{
    const auto data = airOf([](Point3) { return 20.0; }, {0.3, 0.0, 0.4});
    QVERIFY(std::abs(valueAt(QuantityValues(*data, FieldQuantity::Speed), {2.0, 2.0, 2.0}) - 0.5) <
            singlePrecision);
}

void FieldShapesTest::extremesLeaveSolidsOut()
{
    const auto data = stratifiedAir();
    const auto [low, high] = extremesOf(QuantityValues(*data, FieldQuantity::Temperature));
    QVERIFY(std::abs(low - (18.0 + 4.0 * cellM / 2)) < singlePrecision);
    QVERIFY(std::abs(high - (18.0 + 4.0 * (3.0 - cellM / 2))) < singlePrecision);
}

void FieldShapesTest::planCutsAtItsHeight()
{
    const auto data = stratifiedAir();
    const Slice slice = sliceOf(QuantityValues(*data, FieldQuantity::Temperature), Axis::Z, 1.5);
    for (const float value : slice.grid.values)
        QVERIFY(std::abs(static_cast<double>(value) - 24.0) < singlePrecision);
    QCOMPARE(slice.solids, std::vector<Rect>({{5.0, 3.0, 1.0, 1.0}}));
    QVERIFY(sliceOf(QuantityValues(*data, FieldQuantity::Temperature), Axis::Z, 2.5).solids.empty());
}

void FieldShapesTest::verticalSlicesLieInTheirPlane()
{
    const auto data = airOf([](Point3 p) { return 10.0 * p.x + p.y; });
    const QuantityValues values(*data, FieldQuantity::Temperature);
    const Slice cross = sliceOf(values, Axis::X, 2.0);
    QCOMPARE(cross.acrossM, 8.0);
    QCOMPARE(cross.upM, 3.0);
    QVERIFY(inRoom(cross, {1.0, 2.0}) == (Point3{2.0, 1.0, 2.0}));
    QVERIFY(std::abs(static_cast<double>(cross.grid.values[4]) - (20.0 + 4.5 * cellM)) < singlePrecision);
    const Slice along = sliceOf(values, Axis::Y, 6.0);
    QVERIFY(inRoom(along, {1.0, 2.0}) == (Point3{1.0, 6.0, 2.0}));
    QVERIFY(std::abs(static_cast<double>(along.grid.values[4]) - (45.0 * cellM + 6.0)) < singlePrecision);
}

void FieldShapesTest::racksInOneRowAreCutAsOne()
{
    AirRoom room = roomWithARack();
    AirRack next = room.racks.front();
    next.id = RackId{2};
    next.body.least.x += 1.0;
    next.body.most.x += 1.0;
    room.racks.push_back(next);
    const auto data = airOf([](Point3) { return 20.0; }, {}, room);
    const Slice slice = sliceOf(QuantityValues(*data, FieldQuantity::Temperature), Axis::Z, 1.0);
    QCOMPARE(slice.solids, std::vector<Rect>({{5.0, 3.0, 2.0, 1.0}}));
}

void FieldShapesTest::isolinesEndAtRacks()
{
    const auto data = airOf([](Point3 p) { return p.x; });
    const Slice slice = sliceOf(QuantityValues(*data, FieldQuantity::Temperature), Axis::Z, 1.0);
    const std::vector<Isoline> lines = isolinesOf(slice, {5.5});
    QCOMPARE(lines.size(), std::size_t(2)); // south and north of the rack
    for (const Isoline& line : lines)
        for (const Point2& p : line.points)
            QVERIFY(p.y <= 3.0 + singlePrecision || p.y >= 4.0 - singlePrecision);
    QCOMPARE(
        isolinesOf(sliceOf(QuantityValues(*data, FieldQuantity::Temperature), Axis::Z, 2.5), {5.5}).size(),
        std::size_t(1));
}

void FieldShapesTest::isolinesOfAPlaneFieldAreStraight()
{
    const auto data = airOf([](Point3 p) { return 20.0 + p.x; });
    const Slice slice = sliceOf(QuantityValues(*data, FieldQuantity::Temperature), Axis::Y, 7.0);
    const std::vector<Isoline> lines = isolinesOf(slice, {22.0});
    QCOMPARE(lines.size(), std::size_t(1));
    for (const Point2& p : lines.front().points)
        QVERIFY(std::abs(p.x - 2.0) < singlePrecision);
}

void FieldShapesTest::imageTakesTheColourOfItsHeight()
{
    const auto data = stratifiedAir();
    const ValueScale scale = scaleOf(FieldQuantity::Temperature, {18.0, 30.0});
    for (const double height : {0.5, 1.0, 2.0, 2.7}) {
        const QImage image = sliceImage(*data, FieldQuantity::Temperature, height, scale);
        QCOMPARE(image.pixel(3, 3), scale.colours().at(18.0 + 4.0 * height));
    }
}

void FieldShapesTest::imageHasNorthOnTopAndClearRacks()
{
    const auto data = airOf([](Point3 p) { return 20.0 + p.y; });
    const ValueScale scale = scaleOf(FieldQuantity::Temperature, {20.0, 28.0});
    const QImage image = sliceImage(*data, FieldQuantity::Temperature, 1.0, scale);
    const auto pixelAt = [&](double x, double y) {
        return image.pixel(static_cast<int>(x / 12.0 * image.width()),
                           static_cast<int>((1.0 - y / 8.0) * image.height()));
    };
    QVERIFY(qRed(pixelAt(1.0, 7.5)) > qRed(pixelAt(1.0, 0.5))); // thermal: warmer is brighter
    QCOMPARE(qAlpha(pixelAt(5.5, 3.5)), 0);
    QCOMPARE(qAlpha(pixelAt(5.5, 4.2)), 255);
    QCOMPARE(qAlpha(pixelAt(4.8, 3.5)), 255);
}

void FieldShapesTest::imageOfAShareNeedsItsValues()
{
    const auto data = stratifiedAir();
    const ValueScale scale = scaleOf(FieldQuantity::RecirculatedShare, {0.0, 1.0});
    QVERIFY(sliceImage(*data, FieldQuantity::RecirculatedShare, 1.0, scale).isNull());
    const std::vector<float> shares = data->recirculatedShare();
    const QImage image = sliceImage(*data, FieldQuantity::RecirculatedShare, 1.0, scale, shares);
    QVERIFY(!image.isNull());
    QVERIFY(image.pixel(1, 1) != image.pixel(image.width() - 2, 1));
}

void FieldShapesTest::unusableFieldHasNoImage()
{
    const auto data = stratifiedAir();
    AirFieldReport report;
    report.problems.push_back({AirProblemKind::NoReturn, "The hall has no return."});
    data->report = &report;
    const ValueScale scale = scaleOf(FieldQuantity::Temperature, {18.0, 30.0});
    QVERIFY(sliceImage(*data, FieldQuantity::Temperature, 1.0, scale).isNull());
}

void FieldShapesTest::surfaceStandsAtItsTemperature()
{
    const auto data = stratifiedAir();
    const auto surface = isosurfaceOf(*data, 28.0);
    QVERIFY(surface->GetNumberOfPolys() > 1000);
    for (vtkIdType i = 0; i < surface->GetNumberOfPoints(); ++i)
        QVERIFY(std::abs(surface->GetPoint(i)[2] - 2.5) < singlePrecision);
    QVERIFY(surface->GetPointData()->GetNormals());
}

void FieldShapesTest::surfaceEndsAtRacks()
{
    const auto data = stratifiedAir();
    const auto surface = isosurfaceOf(*data, 22.0); // at 1 m: through the rack's height
    QVERIFY(surface->GetNumberOfPolys() > 1000);
    for (vtkIdType i = 0; i < surface->GetNumberOfCells(); ++i) {
        const double* b = surface->GetCell(i)->GetBounds();
        const double x = (b[0] + b[1]) / 2;
        const double y = (b[2] + b[3]) / 2;
        // A triangle reaches at most from one cell's centre to the next.
        constexpr double half = cellM / 2;
        QVERIFY(x < 5.0 + half || x > 6.0 - half || y < 3.0 + half || y > 4.0 - half);
    }
}

void FieldShapesTest::noSurfaceOutsideTheTemperatures()
{
    QCOMPARE(isosurfaceOf(*stratifiedAir(), 60.0)->GetNumberOfPolys(), vtkIdType(0));
    QCOMPARE(isosurfaceOf(*stratifiedAir(), 5.0)->GetNumberOfPolys(), vtkIdType(0));
}

void FieldShapesTest::streamlinesFollowAUniformFlow()
{
    const auto data = stratifiedAir();
    // Above the rack, so that nothing stands in the way.
    const FlowSeeds seeds{{{0.5, 1.0, 2.5}, {0.5, 6.0, 2.6}}, FlowDirection::Downstream};
    const auto lines = streamlinesOf(*data, {seeds});
    QCOMPARE(lines->GetNumberOfLines(), vtkIdType(2));
    double farthest = 0.0;
    for (vtkIdType i = 0; i < lines->GetNumberOfPoints(); ++i) {
        const double* p = lines->GetPoint(i);
        const Point3& seed = p[1] < 3.0 ? seeds.points[0] : seeds.points[1];
        QVERIFY(std::abs(p[1] - seed.y) < singlePrecision && std::abs(p[2] - seed.z) < singlePrecision);
        // They carry the temperature of where they are.
        const double carried = lines->GetPointData()->GetScalars()->GetComponent(i, 0);
        QVERIFY(std::abs(carried - (18.0 + 4.0 * p[2])) < 1e-3);
        farthest = std::max(farthest, p[0]);
    }
    QVERIFY(farthest > 12.0 - 2 * cellM);
}

void FieldShapesTest::streamlinesOfStillAirAreEmpty()
{
    const auto data = airOf([](Point3) { return 20.0; }, {});
    QCOMPARE(streamlinesOf(*data, {supplySeeds(*data)})->GetNumberOfLines(), vtkIdType(0));
    QCOMPARE(streamlinesOf(*data, {})->GetNumberOfLines(), vtkIdType(0));
}

void FieldShapesTest::streamlinesThroughARackRunBothWays()
{
    const auto data = airOf([](Point3) { return 20.0; }, {0.0, 1.0, 0.0});
    const FlowSeeds in = inletSeeds(*data, 0);
    const FlowSeeds out = outletSeeds(*data, 0);
    for (const Point3& p : in.points)
        QVERIFY(p.y < 3.0 && p.x > 5.0 && p.x < 6.0);
    for (const Point3& p : out.points)
        QVERIFY(p.y > 4.0 && p.x > 5.0 && p.x < 6.0);
    const double* bounds = streamlinesOf(*data, {in, out})->GetBounds();
    QVERIFY(bounds[2] < 2 * cellM);
    QVERIFY(bounds[3] > 8.0 - 2 * cellM);
}

void FieldShapesTest::supplySeedsCoverEverySupply()
{
    const auto data = stratifiedAir();
    const FlowSeeds seeds = supplySeeds(*data, 60);
    QVERIFY(seeds.points.size() >= 48 && seeds.points.size() <= 60);
    for (const Point3& p : seeds.points)
        QVERIFY(p.x > 0.0 && p.x < cellM && p.y > 0.0 && p.y < 8.0 && p.z > 0.0 && p.z < 3.0);
    AirRoom shut = roomWithARack();
    shut.supplies.front().flowM3s = 0.0;
    QVERIFY(supplySeeds(*airOf([](Point3) { return 20.0; }, {}, shut)).points.empty());
}

void FieldShapesTest::differenceIsOursMinusTheReference()
{
    const auto data = stratifiedAir();
    QVERIFY(std::isnan(valueAt(QuantityValues(*data, FieldQuantity::Difference), {1.0, 1.0, 1.0})));
    QVERIFY(inletDifferencesK(*data).empty());
    auto theirs = std::make_shared<std::vector<float>>(data->grid.count(), 20.0F);
    auto reference = std::make_shared<FieldReference>();
    reference->temperatureC = theirs;
    reference->inletC = {std::numeric_limits<double>::quiet_NaN()};
    data->reference = reference;
    for (const double z : {0.5, 1.0, 2.5})
        QVERIFY(std::abs(valueAt(QuantityValues(*data, FieldQuantity::Difference), {1.0, 1.0, z}) -
                         (18.0 + 4.0 * z - 20.0)) < singlePrecision);
    QVERIFY(std::isnan(inletDifferencesK(*data).front()));
    QVERIFY(roundEndsOf(QuantityValues(*data, FieldQuantity::Difference)) == Range(-10.0, 10.0));
}

void FieldShapesTest::differenceEndsWhereTheReferenceDoes()
{
    const auto data = airOf([](Point3 p) { return 20.0 + p.y; });
    auto theirs = std::make_shared<std::vector<float>>(data->grid.count(), 20.0F);
    for (std::size_t cell = 0; cell < theirs->size(); ++cell)
        if (static_cast<int>(cell % static_cast<std::size_t>(data->grid.cells[0])) * cellM >= 6.0)
            (*theirs)[cell] = std::numeric_limits<float>::quiet_NaN();
    auto reference = std::make_shared<FieldReference>();
    reference->temperatureC = theirs;
    data->reference = reference;
    const ValueScale scale = scaleOf(FieldQuantity::Difference, {-8.0, 8.0});
    const QuantityValues values(*data, FieldQuantity::Difference);
    const Slice slice = sliceOf(values, Axis::Z, 2.5); // over the rack
    const QImage image = imageOf(slice, scale.colours(), 0);
    QCOMPARE(image.pixel(image.width() * 3 / 4, 10), qRgb(128, 128, 128));
    QVERIFY(image.pixel(image.width() / 4, 10) != qRgb(128, 128, 128));
    const std::vector<Isoline> lines = isolinesOf(slice, {4.0});
    QVERIFY(!lines.empty());
    constexpr double filledM = 3 * cellM; // two cells of it, and the isoline's own step
    for (const Isoline& line : lines)
        for (const Point2& p : line.points) {
            QVERIFY(std::isfinite(p.x) && p.x <= 6.0 + filledM);
            QVERIFY(std::abs(p.y - 4.0) < singlePrecision);
        }
    // Where it has nothing at all there is no "no difference" either.
    reference->temperatureC =
        std::make_shared<std::vector<float>>(data->grid.count(), std::numeric_limits<float>::quiet_NaN());
    const QImage none = imageOf(sliceOf(values, Axis::Z, 2.5), scale.colours(), 0);
    QCOMPARE(none.pixel(10, 10), qRgb(128, 128, 128));
}

void FieldShapesTest::differencesHaveASymmetricScale()
{
    QVERIFY(roundEnds(ValueUnit::TemperatureDifference, -0.2, 3.3) == Range(-4.0, 4.0));
    QVERIFY(roundEnds(ValueUnit::TemperatureDifference, -2.0, -2.0) == Range(-2.0, 2.0));
    QVERIFY(roundEnds(ValueUnit::TemperatureDifference, 0.0, 0.1) == Range(-1.0, 1.0));
    const ValueScale scale = scaleOf(FieldQuantity::Difference, {-4.0, 4.0});
    QCOMPARE(scale.unit(), QStringLiteral("K"));
    QCOMPARE(scale.levelText(2.0), QStringLiteral("+2"));
    QCOMPARE(scale.levelText(-2.0), QStringLiteral("-2"));
    QCOMPARE(scale.levelText(0.0), QStringLiteral("0"));
    QCOMPARE(scale.valueText(-0.001), QStringLiteral("0.00\u00a0K"));
    QCOMPARE(scale.valueText(1.234), QStringLiteral("+1.23\u00a0K"));
    QVERIFY(scale.levels() == std::vector<double>({-3.0, -2.0, -1.0, 1.0, 2.0, 3.0}));
    QCOMPARE(scale.colours().at(0.0), qRgb(0xf7, 0xf7, 0xf7)); // the scheme's pale middle
    const QRgb colder = scale.colours().at(-3.0);
    const QRgb warmer = scale.colours().at(3.0);
    QVERIFY(qBlue(colder) > qRed(colder) && qRed(warmer) > qBlue(warmer));
    style::setUnitSystem(style::UnitSystem::Ip);
    QCOMPARE(inReadersUnit(ValueUnit::TemperatureDifference, 2.0), 3.6); // a difference has no offset
    QCOMPARE(readersUnit(ValueUnit::TemperatureDifference), QStringLiteral("°F"));
    style::setUnitSystem(style::UnitSystem::Si);
}

// Pressure and mixing are of the flow alone; without one there is nothing to show, and it is said.
void FieldShapesTest::aFlowHasPressureAndMixing()
{
    BuoyantFlowOptions options;
    options.mostSteps = 60;
    const FieldDataPtr flow = fieldDataOf(BuoyantFlow::solve(test::hallH20(1.0), options));
    QVERIFY(flow->flow && flow->usable());
    const auto [low, high] = extremesOf(QuantityValues(*flow, FieldQuantity::Pressure));
    QVERIFY(low < high && std::abs(low) < 50.0 && std::abs(high) < 50.0);
    const auto [calm, stirred] = extremesOf(QuantityValues(*flow, FieldQuantity::Mixing));
    QVERIFY(calm > 0.0 && stirred > 1e-3 && stirred < 1.0);
    const ValueScale scale = scaleOf(FieldQuantity::Pressure, {-4.0, 4.0});
    QCOMPARE(scale.valueText(1.25), QStringLiteral("+1.3\u00a0Pa"));
    QCOMPARE(readersUnit(ValueUnit::Mixing), QStringLiteral("m²/s"));
    style::setUnitSystem(style::UnitSystem::Ip);
    QVERIFY(std::abs(inReadersUnit(ValueUnit::Pressure, 249.089) - 1.0) < 1e-9);
    QVERIFY(std::abs(fromReadersUnit(ValueUnit::Mixing, inReadersUnit(ValueUnit::Mixing, 0.3)) - 0.3) <
            1e-12);
    style::setUnitSystem(style::UnitSystem::Si);
    const FieldDataPtr potential = fieldDataOf(AirField::solve(test::hallH20(1.0)));
    FieldSubject subject;
    subject.data = potential;
    subject.options.quantity = FieldQuantity::Pressure;
    QVERIFY(std::isnan(QuantityValues(*potential, FieldQuantity::Pressure).at(1000)));
    QVERIFY(missingSentence(subject).contains(QStringLiteral("switch on Flow")));
    subject.data = flow;
    QVERIFY(missingSentence(subject).isEmpty());
}

// Also where tiles have come, gone or moved since it was chosen.
void FieldShapesTest::oneSupplyIsTheNearest()
{
    AirRoom room = roomWithARack();
    const auto tile = [](double x, double flowM3s) {
        AirSupplyPatch supply;
        supply.patch = {{{x, 2.0, 0.0}, {x + 0.6, 2.6, 0.0}}, Axis::Z, true};
        supply.flowM3s = flowM3s;
        return supply;
    };
    room.supplies = {tile(1.0, 1.0), tile(7.0, 1.0), tile(10.0, 1.0)};
    const auto nearest = [&](std::optional<Point3> place) {
        return nearestSupply(*airOf([](Point3) { return 20.0; }, {0.0, 0.0, 1.0}, room), place);
    };
    QCOMPARE(nearest(std::nullopt), std::optional<std::size_t>(1)); // nearest to the middle at x = 6
    QCOMPARE(nearest(Point3{10.3, 2.3, 0.0}), std::optional<std::size_t>(2));
    room.supplies[2].flowM3s = 0.0;
    QCOMPARE(nearest(Point3{10.3, 2.3, 0.0}), std::optional<std::size_t>(1));
    room.supplies.clear();
    QVERIFY(!nearest(Point3{10.3, 2.3, 0.0}));
    QVERIFY(!nearest(std::nullopt));
}

void FieldShapesTest::optionsChooseTheSeeds()
{
    AirRoom room = roomWithARack();
    AirSupplyPatch tile;
    tile.patch = {{{9.0, 6.0, 0.0}, {9.6, 6.6, 0.0}}, Axis::Z, true};
    tile.flowM3s = 0.2;
    room.supplies.push_back(tile);
    const auto data = airOf([](Point3) { return 20.0; }, {1.0, 0.0, 0.0}, room);
    FieldOptions options;
    QVERIFY(seedsOf(*data, options).empty());
    options.streamlines = StreamlinesFrom::Supply;
    options.supplyAt = Point3{9.0, 6.0, 0.0};
    const std::vector<FlowSeeds> plume = seedsOf(*data, options);
    QCOMPARE(plume.size(), std::size_t(1));
    QVERIFY(plume[0].points.size() >= 40); // dense, however small the patch
    for (const Point3& p : plume[0].points)
        QVERIFY(p.x > 9.0 && p.x < 9.6 && p.y > 6.0 && p.y < 6.6 && p.z > 0.0 && p.z < cellM);
    QVERIFY(streamlinesOf(*data, plume)->GetNumberOfLines() >= 40);
    options.streamlines = StreamlinesFrom::Rack;
    QVERIFY(seedsOf(*data, options).empty()); // of no rack
    options.rack = RackId{1};
    QCOMPARE(seedsOf(*data, options).size(), std::size_t(2));
    options.rack = RackId{9};
    QVERIFY(seedsOf(*data, options).empty());
}

void FieldShapesTest::classBandsChangeAtTheirLimits()
{
    const ValueScale scale = scaleOf(FieldQuantity::AshraeBands, {0.0, 1.0});
    const auto colour = [&](double c) { return scale.colours().at(c); };
    constexpr double beside = 0.1; // more than a step of the table
    for (const double limit : {10.0, 15.0, 18.0, 27.0, 32.0, 35.0, 40.0, 45.0})
        QVERIFY2(colour(limit - beside) != colour(limit + beside), qPrintable(QString::number(limit)));
    QCOMPARE(colour(18.2), colour(26.8));
    QCOMPARE(scale.levels().size(), std::size_t(8));
    QCOMPARE(colour(70.0), colour(46.0));
}

QTEST_GUILESS_MAIN(FieldShapesTest)

#include "tst_field_shapes.moc"
