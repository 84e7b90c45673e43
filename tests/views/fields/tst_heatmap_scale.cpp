#include "views/fields/heatmap_scale.h"
#include "views/fields/heatmap_view.h"
#include "views/shared/format.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace hallwright;
using namespace hallwright::fields;

namespace {

// Two columns, three rows, warmer to the north and the east.
HeatmapGrid smallGrid()
{
    HeatmapGrid grid;
    grid.quantity = HeatmapQuantity::InletTemperature;
    grid.nx = 2;
    grid.ny = 3;
    grid.dxM = 0.5;
    grid.dyM = 0.5;
    grid.values = {20.0F, 21.0F, 22.0F, 23.0F, 24.0F, 25.0F};
    grid.minimum = 20.0F;
    grid.maximum = 25.0F;
    return grid;
}

} // namespace

class HeatmapScaleTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { style::setUnitSystem(style::UnitSystem::Si); }

    void endsAreRoundAndHoldTheValues_data();
    void endsAreRoundAndHoldTheValues();
    void rangeStaysWhileTheValuesFillHalfOfIt();
    void rangeGrowsWhenAValueLeavesIt();
    void rangeShrinksWhenLittleOfItIsUsed();
    void levelsAreRoundAndInsideTheRange();
    void levelsAreRoundInTheReadersUnit();
    void valueIsWrittenWithItsUnit();
    void imageHasNorthOnTop();
    void imageTakesTheEndsOfTheMap();
    void imageIsAsTranslucentAsAsked();
    void missingValueIsGrey();
    void inkIsSeenOnBothEndsOfTheMap();
};

void HeatmapScaleTest::endsAreRoundAndHoldTheValues_data()
{
    QTest::addColumn<HeatmapQuantity>("quantity");
    QTest::addColumn<double>("minimum");
    QTest::addColumn<double>("maximum");
    QTest::addColumn<Range>("ends");
    QTest::newRow("density from zero") << HeatmapQuantity::PowerDensity << 1.2 << 11.7 << Range(0.0, 12.0);
    QTest::newRow("small density") << HeatmapQuantity::PowerDensity << 0.0 << 0.37 << Range(0.0, 0.4);
    QTest::newRow("already round") << HeatmapQuantity::PowerDensity << 0.0 << 10.0 << Range(0.0, 10.0);
    QTest::newRow("nothing on") << HeatmapQuantity::PowerDensity << 0.0 << 0.0 << Range(0.0, 1.0);
    QTest::newRow("degrees") << HeatmapQuantity::InletTemperature << 20.3 << 26.1 << Range(20.0, 27.0);
    QTest::newRow("one temperature") << HeatmapQuantity::InletTemperature << 22.0 << 22.0
                                     << Range(22.0, 23.0);
    QTest::newRow("below zero") << HeatmapQuantity::InletTemperature << -3.5 << 2.5 << Range(-4.0, 3.0);
}

void HeatmapScaleTest::endsAreRoundAndHoldTheValues()
{
    QFETCH(HeatmapQuantity, quantity);
    QFETCH(double, minimum);
    QFETCH(double, maximum);
    QFETCH(Range, ends);
    const Range found = roundEnds(quantity, minimum, maximum);
    QVERIFY(found.first <= minimum && found.second >= maximum);
    QCOMPARE(found.first, ends.first);
    QCOMPARE(found.second, ends.second);
}

void HeatmapScaleTest::rangeStaysWhileTheValuesFillHalfOfIt()
{
    QCOMPARE(steadyRange(Range(20.0, 28.0), Range(20.0, 26.0)), Range(20.0, 28.0));
    QCOMPARE(steadyRange(Range(20.0, 28.0), Range(21.0, 25.0)), Range(20.0, 28.0));
}

void HeatmapScaleTest::rangeGrowsWhenAValueLeavesIt()
{
    QCOMPARE(steadyRange(Range(20.0, 28.0), Range(20.0, 29.0)), Range(20.0, 29.0));
    QCOMPARE(steadyRange(std::nullopt, Range(20.0, 29.0)), Range(20.0, 29.0));
}

void HeatmapScaleTest::rangeShrinksWhenLittleOfItIsUsed()
{
    QCOMPARE(steadyRange(Range(20.0, 40.0), Range(20.0, 26.0)), Range(20.0, 26.0));
}

void HeatmapScaleTest::levelsAreRoundAndInsideTheRange()
{
    const HeatmapScale scale(HeatmapQuantity::InletTemperature, {20.0, 27.0});
    QCOMPARE(scale.levels(), (std::vector<double>{21.0, 22.0, 23.0, 24.0, 25.0, 26.0}));
    QCOMPARE(scale.levelText(23.0), QStringLiteral("23"));
    const HeatmapScale narrow(HeatmapQuantity::InletTemperature, {20.0, 22.0});
    QCOMPARE(narrow.levels(), (std::vector<double>{20.5, 21.0, 21.5}));
    QCOMPARE(narrow.ticks().size(), std::size_t(9)); // every 0.2 °C
    QCOMPARE(narrow.tickText(21.0), QStringLiteral("21.0"));
}

void HeatmapScaleTest::levelsAreRoundInTheReadersUnit()
{
    style::setUnitSystem(style::UnitSystem::Ip);
    const HeatmapScale scale(HeatmapQuantity::InletTemperature, {20.0, 25.0}); // 68 °F to 77 °F
    QCOMPARE(scale.unit(), QStringLiteral("°F"));
    QCOMPARE(scale.ticks().size(), std::size_t(8)); // 69 °F to 76 °F
    QCOMPARE(scale.tickText(scale.ticks().front()), QStringLiteral("69"));
    QCOMPARE(scale.levelText(scale.levels().front()), QStringLiteral("70")); // every 2 °F
}

void HeatmapScaleTest::valueIsWrittenWithItsUnit()
{
    const QChar space(0x00a0);
    const HeatmapScale temperature(HeatmapQuantity::InletTemperature, {20.0, 27.0});
    QCOMPARE(temperature.valueText(24.53), QStringLiteral("24.5") + space + QStringLiteral("°C"));
    const HeatmapScale density(HeatmapQuantity::PowerDensity, {0.0, 10.0});
    QCOMPARE(density.valueText(3.25), QStringLiteral("3.3") + space + QStringLiteral("kW/m²"));
    style::setUnitSystem(style::UnitSystem::Ip);
    // 3.25 kW/m² = 3250 W / 10.7639 ft² = 301.9 W/ft²
    const HeatmapScale inFeet(HeatmapQuantity::PowerDensity, {0.0, 10.0});
    QVERIFY2(inFeet.valueText(3.25).startsWith(QStringLiteral("301.9")), qPrintable(inFeet.valueText(3.25)));
}

void HeatmapScaleTest::imageHasNorthOnTop()
{
    const style::ColourMap& map = style::ColourMap::thermal();
    const QImage image = heatmapImage(smallGrid(), map, 20.0, 25.0);
    QCOMPARE(image.size(), QSize(2, 3));
    QCOMPARE(image.pixel(0, 2), map.at(0.0)); // south-west, 20 °C
    QCOMPARE(image.pixel(1, 0), map.at(1.0)); // north-east, 25 °C
}

void HeatmapScaleTest::imageTakesTheEndsOfTheMap()
{
    const style::ColourMap& map = style::ColourMap::viridis();
    const QImage image = heatmapImage(smallGrid(), map, 22.0, 23.0);
    QCOMPARE(image.pixel(0, 2), map.at(0.0)); // 20 °C, below the range
    QCOMPARE(image.pixel(0, 0), map.at(1.0)); // 24 °C, above it
}

void HeatmapScaleTest::imageIsAsTranslucentAsAsked()
{
    const QImage image = heatmapImage(smallGrid(), style::ColourMap::viridis(), 20.0, 25.0, 128);
    QCOMPARE(qAlpha(image.pixel(0, 0)), 128);
    QCOMPARE(qAlpha(heatmapImage(smallGrid(), style::ColourMap::viridis(), 20.0, 25.0).pixel(0, 0)), 255);
}

void HeatmapScaleTest::missingValueIsGrey()
{
    const ColourTable table(style::ColourMap::viridis(), 0.0, 1.0);
    QCOMPARE(table.at(std::numeric_limits<double>::quiet_NaN()), qRgb(128, 128, 128));
}

void HeatmapScaleTest::inkIsSeenOnBothEndsOfTheMap()
{
    for (const style::ColourMap* map : {&style::ColourMap::viridis(), &style::ColourMap::thermal()}) {
        QCOMPARE(contrasting(map->at(0.0)), qRgb(255, 255, 255));
        QCOMPARE(contrasting(map->at(1.0)), qRgb(0, 0, 0));
    }
}

QTEST_GUILESS_MAIN(HeatmapScaleTest)

#include "tst_heatmap_scale.moc"
