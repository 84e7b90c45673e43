// A hall's air as plain pictures, lines and triangles.
#include "tests/views/fields/analytic_air.h"
#include "views/fields/air_layers_worker.h"
#include "views/fields/field_scale.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::fields;
using style::AirLayers;
using style::AirLine;
using style::AirSlice;

namespace {

constexpr double halfCellM = analytic::cellM / 2;

AirLayersQuestion about(const FieldDataPtr& data, const FieldOptions& options = {})
{
    return {data, HallId{1}, options};
}

FieldOptions withEverything()
{
    FieldOptions options;
    options.crossSection = options.longSection = options.isosurface = true;
    options.isosurfaceC = 22.0;
    options.streamlines = StreamlinesFrom::Supplies;
    options.isolines = false;
    return options;
}

AirLayers allOf(AirLayersMaker& maker, const AirLayersQuestion& question)
{
    maker.withSlices(question);
    return maker.withShapes(question).layers;
}

} // namespace

class AirLayersTest : public QObject
{
    Q_OBJECT

private slots:
    void onlyWhatIsChosenIsMade()
    {
        AirLayersMaker maker;
        FieldOptions options;
        const AirLayers plan = allOf(maker, about(analytic::stratifiedAir(), options));
        QCOMPARE(plan.slices.size(), std::size_t{1});
        QVERIFY(!plan.lines && !plan.surface);
        options.plan = false;
        const AirLayers none = allOf(maker, about(analytic::stratifiedAir(), options));
        QVERIFY(none.slices.empty() && !none.lines && !none.surface);
    }

    void slicesLieWhereTheOptionsPutThem()
    {
        AirLayersMaker maker;
        const AirLayers made = allOf(maker, about(analytic::stratifiedAir(), withEverything()));
        QCOMPARE(made.slices.size(), std::size_t{3});
        const AirSlice& plan = made.slices[0];
        QVERIFY(plan.plane == AirSlice::Plane::Level);
        QVERIFY(made.slices[1].plane == AirSlice::Plane::AcrossX);
        QVERIFY(made.slices[2].plane == AirSlice::Plane::AcrossY);
        QCOMPARE(plan.atM, 1.5);
        QCOMPARE(plan.acrossM, 12.0);
        QCOMPARE(plan.upM, 8.0);
        QCOMPARE(made.slices[1].atM, 6.0);
        QCOMPARE(made.slices[1].acrossM, 8.0);
        QCOMPARE(made.slices[1].upM, 3.0);
        QCOMPARE(made.slices[2].atM, 4.0);
    }

    // The rack of the analytic room stands at (5..6, 3..4) and is 2 m high.
    void racksComeOutClear()
    {
        AirLayersMaker maker;
        FieldOptions options;
        const auto alphaAt = [](const AirSlice& slice, double x, double y) {
            return qAlpha(slice.image.pixel(static_cast<int>(x / slice.acrossM * slice.image.width()),
                                            static_cast<int>((1.0 - y / slice.upM) * slice.image.height())));
        };
        const AirLayers low = maker.withSlices(about(analytic::stratifiedAir(), options)).layers;
        QCOMPARE(alphaAt(low.slices[0], 5.5, 3.5), 0);
        QCOMPARE(alphaAt(low.slices[0], 2.0, 2.0), 255);
        options.planM = 2.5; // over it
        const AirLayers high = maker.withSlices(about(analytic::stratifiedAir(), options)).layers;
        QCOMPARE(alphaAt(high.slices[0], 5.5, 3.5), 255);
    }

    // Air of one direction: lines are straight along x. 18 °C at the floor and 4 K/m more: 22 °C is 1 m high.
    void linesFollowTheAirAndTheSurfaceHasItsTemperature()
    {
        AirLayersMaker maker;
        const AirLayers made = allOf(maker, about(analytic::stratifiedAir(), withEverything()));
        QVERIFY(made.lines && !made.lines->empty());
        for (const AirLine& line : *made.lines) {
            QCOMPARE(line.points.size(), line.colours.size());
            QVERIFY(line.points.size() >= 2);
            for (const QVector3D& p : line.points) {
                const QVector3D fromFirst = p - line.points[0];
                QVERIFY(std::abs(fromFirst.y()) < 1e-3F && std::abs(fromFirst.z()) < 1e-3F);
                QVERIFY(p.x() >= 0.0F && p.x() <= 12.0F);
            }
        }
        QVERIFY(made.surface && !made.surface->corners.empty());
        QCOMPARE(made.surface->points.size(), made.surface->normals.size());
        for (const std::uint32_t corner : made.surface->corners)
            QVERIFY(corner < made.surface->points.size());
        for (const QVector3D& p : made.surface->points) // beside the rack the cells within it count
            QVERIFY(std::abs(static_cast<double>(p.z()) - 1.0) <= halfCellM);
    }

    void whatStaysTheSameIsMadeOnce()
    {
        AirLayersMaker maker;
        FieldOptions options = withEverything();
        const FieldDataPtr air = analytic::stratifiedAir();
        const AirLayers first = allOf(maker, about(air, options));
        options.planM = 0.5;
        const AirLayers second = allOf(maker, about(air, options));
        QCOMPARE(first.lines, second.lines);
        QCOMPARE(first.surface, second.surface);
        options.isosurfaceC = 24.0;
        const AirLayers third = allOf(maker, about(air, options));
        QCOMPARE(first.lines, third.lines);
        QVERIFY(first.surface != third.surface);
        const AirLayers other = allOf(maker, about(analytic::stratifiedAir(), options));
        QVERIFY(first.lines != other.lines);
    }

    void theRangeOfTheReaderHolds()
    {
        AirLayersMaker maker;
        FieldOptions options;
        const Range automatic = maker.withSlices(about(analytic::stratifiedAir(), options)).range;
        QVERIFY(automatic.first <= 18.5 && automatic.second >= 29.5);
        options.range = {20.0, 25.0};
        QCOMPARE(maker.withSlices(about(analytic::stratifiedAir(), options)).range, Range(20.0, 25.0));
    }

    // The recirculated share of the analytic air grows from west to east.
    void aShareFindsItsValues()
    {
        AirLayersMaker maker;
        FieldOptions options;
        options.quantity = FieldQuantity::RecirculatedShare;
        const AirLayers made = maker.withSlices(about(analytic::stratifiedAir(), options)).layers;
        const QImage& image = made.slices[0].image;
        QVERIFY(image.pixel(4, 4) != image.pixel(image.width() - 5, 4));
        options.quantity = FieldQuantity::ShareFromRack; // no rack is chosen: no shares
        QVERIFY(!maker.withSlices(about(analytic::stratifiedAir(), options)).layers.slices.empty());
    }

    void bandsAreBandsInTheLegend()
    {
        const style::ColourScale bands = legendOf(FieldQuantity::AshraeBands, {});
        QVERIFY(!bands.map);
        QCOMPARE(bands.entries.size(), std::size_t{9});
        QVERIFY(bands.entries[3].text.startsWith(QStringLiteral("18–27")));
        const style::ColourScale speed = legendOf(FieldQuantity::Speed, {0.0, 2.0});
        QVERIFY(speed.map && speed.entries.empty());
        QCOMPARE(speed.unit, QStringLiteral("m/s"));
        QCOMPARE(speed.maximum, 2.0);
    }

    void theNewestQuestionIsAnswered()
    {
        AirLayersWorker worker;
        std::vector<double> heights;
        int shaped = 0;
        connect(&worker, &AirLayersWorker::answered, &worker,
                [&](const AirLayersQuestion& question, const AirLayersAnswer& answer) {
                    heights.push_back(question.options.planM);
                    shaped += answer.layers.lines != nullptr;
                });
        FieldOptions options = withEverything();
        const FieldDataPtr air = analytic::stratifiedAir();
        for (int i = 0; i < 20; ++i) {
            options.planM = 0.1 * i;
            worker.ask(about(air, options));
        }
        QTRY_VERIFY(!heights.empty() && heights.back() == options.planM && shaped > 0);
        QVERIFY2(heights.size() <= 6,
                 qPrintable(QString::number(heights.size()))); // two questions, told twice
    }

    void nothingIsToldOfWhatIsForgotten()
    {
        AirLayersWorker worker;
        std::vector<double> heights;
        connect(&worker, &AirLayersWorker::answered, &worker,
                [&](const AirLayersQuestion& question) { heights.push_back(question.options.planM); });
        const auto ask = [&](double planM) {
            FieldOptions options;
            options.planM = planM;
            worker.ask(about(analytic::stratifiedAir(), options));
        };
        ask(0.5);
        QVERIFY(!worker.isIdle());
        worker.forget();
        QTRY_VERIFY(worker.isIdle());
        QVERIFY(heights.empty());
        ask(0.5);
        worker.forget();
        ask(1.0); // while the one before is under way
        QTRY_VERIFY(worker.isIdle());
        QCOMPARE(heights, std::vector<double>{1.0});
    }
};

QTEST_GUILESS_MAIN(AirLayersTest)

#include "tst_air_layers.moc"
