// Temperatures of points that stand anywhere.
#include "core/exchange/sampled_temperature.h"

#include <QTest>

#include <cmath>

using namespace hallwright;

namespace {

constexpr double singlePrecisionK = 1e-3;
constexpr double atTheEdgeK = 0.03; // where a slope would need weights below none

double slopeC(Point3 p)
{
    return 20.0 + 0.5 * p.x + p.y;
}

} // namespace

class PointSamplesTest : public QObject
{
    Q_OBJECT

private slots:
    // One point a kilometre off made the spacing that of a field, and every question one to thousands of points.
    void aStrayPointChangesNothing_data()
    {
        QTest::addColumn<bool>("astray");
        QTest::newRow("even") << false;
        QTest::newRow("one a kilometre off") << true;
    }

    void aStrayPointChangesNothing()
    {
        QFETCH(bool, astray);
        PointSamples cloud;
        for (int k = 0; k < 20; ++k)
            for (int j = 0; j < 40; ++j)
                for (int i = 0; i < 50; ++i) {
                    cloud.points.push_back({0.1 * i, 0.1 * j, 0.1 * k});
                    cloud.values.push_back(static_cast<float>(slopeC(cloud.points.back())));
                }
        if (astray) {
            cloud.points.push_back({1000.0, 0.0, 0.0});
            cloud.values.push_back(20.0f);
        }
        const SampledTemperature sampled("T", std::move(cloud));
        QVERIFY(std::abs(sampled.spacingM() - 0.1) <= singlePrecisionK);
        for (const Point3 place : {Point3{1.03, 1.51, 1.27}, Point3{2.2, 0.95, 0.66}, Point3{0.6, 2.4, 1.8}})
            QVERIFY(std::abs(*sampled.at(place) - slopeC(place)) <= atTheEdgeK);
        QVERIFY(!sampled.at({20.0, 1.5, 1.2}));
    }

    void coarseCellsFarFromTheRacksCountToo()
    {
        PointSamples cloud;
        for (int i = 0; i < 1000; ++i) // fine to 1 m, then every metre
            cloud.points.push_back({0.1 * (i % 10), 0.1 * (i / 10 % 10), 0.1 * (i / 100)});
        for (int i = 2; i < 8; ++i)
            for (int j = 0; j < 6; ++j)
                for (int k = 0; k < 3; ++k)
                    cloud.points.push_back({1.0 * i, 1.0 * j, 1.0 * k});
        cloud.values.assign(cloud.points.size(), 22.0f);
        const SampledTemperature sampled("T", std::move(cloud));
        QVERIFY(std::abs(*sampled.at({5.5, 2.5, 1.5}) - 22.0) <= singlePrecisionK);
        QVERIFY(std::abs(sampled.spacingNearM({0.5, 0.5, 0.5}) - 0.1) <= singlePrecisionK);
        QVERIFY(std::abs(sampled.spacingNearM({5.5, 2.5, 1.5}) - 1.0) <= singlePrecisionK);
    }

    // Eight cells meet in a point, and a file may have it once for each.
    void pointsAtOnePlaceAreOne()
    {
        PointSamples cloud;
        for (int i = 0; i < 8 * 125; ++i)
            cloud.points.push_back({0.5 * (i / 8 % 5), 0.5 * (i / 40 % 5), 0.5 * (i / 200)});
        cloud.values.assign(cloud.points.size(), 22.0f);
        const SampledTemperature sampled("T", std::move(cloud));
        QVERIFY(std::abs(sampled.spacingM() - 0.5) <= singlePrecisionK);
        QVERIFY(std::abs(*sampled.at({0.75, 0.75, 0.75}) - 22.0) <= singlePrecisionK);
        QVERIFY(!sampled.at({5.0, 0.75, 0.75}));
    }

    void aPlaceThatIsNoneHasNoTemperature()
    {
        const SampledTemperature sampled("T", PointSamples{{{0, 0, 0}, {1, 0, 0}}, {20.0f, 22.0f}});
        QVERIFY(!sampled.at({std::nan(""), 0.0, 0.0}));
        QVERIFY(!SampledTemperature("T", PointSamples{}).at({0.0, 0.0, 0.0}));
    }
};

QTEST_APPLESS_MAIN(PointSamplesTest)
#include "tst_point_samples.moc"
