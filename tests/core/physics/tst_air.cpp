#include "core/physics/air.h"
#include "core/physics/air_handler.h"
#include "tests/core/physics/held.h"

#include <QtTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held density("air", "density at sea level and 20 °C", "1.2041 kg/m³", 5e-5, 2.2e-6, "relative");
Held standardAtmosphere("air", "pressure at 6,000 and 9,000 m", "U.S. Standard Atmosphere 1976", 2e-5, 9.2e-6,
                        "relative");

AirHandler handler(double airflowM3s, double fanPowerW, double capacityW)
{
    AirHandler unit;
    unit.airflowM3s = airflowM3s;
    unit.fanPowerW = fanPowerW;
    unit.capacityW = capacityW;
    return unit;
}

bool near(double a, double b, double relative = 1e-9)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

} // namespace

class AirTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void airAtSeaLevelAndAltitude()
    {
        // Dry air at 101,325 Pa and 20 °C: 1.2041 kg/m³. At 1,609 m (Denver) the standard atmosphere has 83.4
        // kPa.
        HOLDS(density, airDensity(pressureAtElevationPa(0.0), 20.0) / 1.2041 - 1.0);
        QVERIFY(near(pressureAtElevationPa(1609.0), 83.4e3, 2e-3));
        // U.S. Standard Atmosphere 1976, geopotential height: 47.181 kPa at 6,000 m, 30.742 kPa at 9,000 m.
        HOLDS(standardAtmosphere, pressureAtElevationPa(6000.0) / 47.181e3 - 1.0);
        HOLDS(standardAtmosphere, pressureAtElevationPa(9000.0) / 30.742e3 - 1.0);
        QVERIFY(airHeatPerVolume(1609.0, 20.0) < airHeatPerVolume(0.0, 20.0));
    }

    void fansFollowTheirCurveAgainstTheHeldPressure()
    {
        const std::vector<AirHandler> units{handler(10.0, 8e3, 1e6), handler(10.0, 8e3, 1e6)};
        // 20 m³/s in full; racks draw 10, the air handlers move 11, 0.55 of it: pressure 0.1 + 0.9 x 0.3025 = 0.37225,
        // power 16 kW x 0.55 x 0.37225, speed² = (0.37225 + 0.3025/3) x 3/4.
        const AirSupply supply = airSupplyOf(units, 10.0);
        QVERIFY(near(supply.flowM3s, 11.0));
        QVERIFY(near(supply.speed, std::sqrt((0.37225 + 0.3025 / 3.0) * 0.75)));
        QVERIFY(near(supply.fanPowerW, 16e3 * 0.55 * 0.37225));
        QVERIFY(!supply.shortOfAir);
    }

    void airHandlersMoveNoMoreThanTheyCan()
    {
        const AirSupply supply = airSupplyOf({handler(10.0, 8e3, 1e6)}, 12.0);
        QCOMPARE(supply.flowM3s, 10.0);
        QCOMPARE(supply.fanPowerW, 8e3);
        QVERIFY(supply.shortOfAir);
    }

    void noRacksNeedNoAir()
    {
        const AirSupply supply = airSupplyOf({handler(10.0, 8e3, 1e6)}, 0.0);
        QCOMPARE(supply.flowM3s, 0.0);
        QCOMPARE(supply.fanPowerW, 0.0);
    }

    void noAirHandlersMoveNoAir()
    {
        const AirSupply supply = airSupplyOf({}, 5.0);
        QCOMPARE(supply.flowM3s, 0.0);
        QCOMPARE(supply.speed, 0.0);
        QVERIFY(supply.shortOfAir);
    }

    void theSupplyWarmsOnlyAboveCapacity()
    {
        QCOMPARE(supplyTemperatureC(18.0, 100e3, 100e3), 18.0);
        QCOMPARE(supplyTemperatureC(18.0, 150e3, 100e3), 18.0 + 0.5 * coilDifferenceK);
        QVERIFY(std::isfinite(supplyTemperatureC(18.0, 100e3, 0.0)));
    }

    void aRackWithoutFansStillGetsRidOfItsHeat()
    {
        QCOMPARE(rackAirflowM3s(2.0, 10e3, 1200.0), 2.0);
        QCOMPARE(rackAirflowM3s(0.0, 0.0, 1200.0), 0.0);
        QVERIFY(near(7.2e3 / (1200.0 * rackAirflowM3s(0.0, 7.2e3, 1200.0)), highestRackRiseK));
    }
};

QTEST_GUILESS_MAIN(AirTest)
#include "tst_air.moc"
