#include "core/physics/coolant_properties.h"
#include "tests/core/physics/held.h"

#include <QtTest>

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>
#include <vector>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held waterDensity("coolant_properties", "density of water, 5 to 80 °C", "IAPWS-95 at 0.1 MPa", 2e-5, 8e-6,
                  "relative"); // Kell: an older temperature scale
Held waterHeat("coolant_properties", "heat capacity of water, 5 to 80 °C", "IAPWS-95 at 0.1 MPa", 2e-5,
               1.1e-5, "relative");
Held waterViscosity("coolant_properties", "viscosity of water, 5 to 80 °C", "IAPWS 2008", 1e-3, 0.00013,
                    "relative");
Held waterConductivity("coolant_properties", "conductivity of water, 5 to 80 °C",
                       "IAPS 1985, an older formulation", 1e-2, 0.0052, "relative");
Held glycolDensity("coolant_properties", "density of 25 % propylene glycol, 5 to 40 °C", "Melinder's table",
                   3.5e-5, 2.1e-5, "relative");
Held glycolHeat("coolant_properties", "its heat capacity", "Melinder's table", 1.5e-5, 7.7e-6, "relative");
Held glycolConductivity("coolant_properties", "its conductivity", "Melinder's table", 2.5e-5, 1.9e-5,
                        "relative");
Held glycolViscosity("coolant_properties", "its viscosity", "Melinder's table", 1.105e-3, 1.1e-3, "relative");

double relativeError(double value, double expected)
{
    return std::abs(value / expected - 1.0);
}

// Of glycol: what the header claims for the fits to Melinder's table, and half a unit of the last of its six digits.

} // namespace

class CoolantPropertiesTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    // Density and heat capacity: IAPWS-95 (Wagner and Pruß 2002) at 0.1 MPa; viscosity: IAPWS 2008; conductivity: IAPS
    // 1985, an older formulation than ours.
    void waterIsThePublishedOne_data()
    {
        QTest::addColumn<double>("temperatureC");
        QTest::addColumn<double>("densityKgM3");
        QTest::addColumn<double>("heatCapacityJkgK");
        QTest::addColumn<double>("viscosityPaS");
        QTest::addColumn<double>("conductivityWmK");
        QTest::newRow("5 °C") << 5.0 << 999.966 << 4204.9 << 1.5182e-3 << 0.5706;
        QTest::newRow("20 °C") << 20.0 << 998.207 << 4184.2 << 1.0016e-3 << 0.5985;
        QTest::newRow("25 °C") << 25.0 << 997.047 << 4181.4 << 0.8900e-3 << 0.6065;
        QTest::newRow("40 °C") << 40.0 << 992.216 << 4179.4 << 0.6527e-3 << 0.6286;
        QTest::newRow("60 °C") << 60.0 << 983.195 << 4184.9 << 0.4660e-3 << 0.6510;
        QTest::newRow("80 °C") << 80.0 << 971.790 << 4196.9 << 0.3540e-3 << 0.6670;
    }

    void waterIsThePublishedOne()
    {
        QFETCH(double, temperatureC);
        QFETCH(double, densityKgM3);
        QFETCH(double, heatCapacityJkgK);
        QFETCH(double, viscosityPaS);
        QFETCH(double, conductivityWmK);
        const CoolantProperties water = coolantAt(Coolant::Water, temperatureC);
        HOLDS(waterDensity, relativeError(water.densityKgM3, densityKgM3));
        HOLDS(waterHeat, relativeError(water.heatCapacityJkgK, heatCapacityJkgK));
        HOLDS(waterViscosity, relativeError(water.viscosityPaS, viscosityPaS));
        HOLDS(waterConductivity, relativeError(water.conductivityWmK, conductivityWmK));
    }

    // The check values of the release at 298.15 K, and at 300 K, where θ = 1, the sums of its coefficients.
    void waterHasTheReleasesCheckValues()
    {
        const CoolantProperties water = coolantAt(Coolant::Water, 25.0);
        QVERIFY(relativeError(water.heatCapacityJkgK, 4181.44618) < 1e-8);
        QVERIFY(relativeError(water.viscosityPaS, 889.9968e-6) < 1e-6);
        const CoolantProperties at300K = coolantAt(Coolant::Water, 26.85);
        QVERIFY(relativeError(at300K.viscosityPaS, (280.68 + 511.45 + 61.131 + 0.45903) * 1e-6) < 1e-12);
        QVERIFY(relativeError(at300K.conductivityWmK, 0.80201 - 0.25992 + 0.10024 - 0.032005) < 1e-12);
    }

    void waterIsDensestAtFourDegrees()
    {
        const double at4 = coolantAt(Coolant::Water, 4.0).densityKgM3;
        QVERIFY(at4 > coolantAt(Coolant::Water, 2.0).densityKgM3);
        QVERIFY(at4 > coolantAt(Coolant::Water, 6.0).densityKgM3);
    }

    void glycolIsMelindersTable()
    {
        std::ifstream file(HALLWRIGHT_SOURCE_DIR "/tests/data/coolants/PG_water_Melinder_table.csv");
        std::string line;
        std::getline(file, line);
        int compared = 0;
        while (std::getline(file, line)) {
            std::istringstream fields(line);
            std::vector<double> row;
            for (std::string field; std::getline(fields, field, ',');)
                row.push_back(std::stod(field));
            QCOMPARE(row.size(), std::size_t(7));
            if (row[0] != 0.25)
                continue;
            const CoolantProperties glycol = coolantAt(Coolant::Pg25, row[1]);
            HOLDS(glycolDensity, relativeError(glycol.densityKgM3, row[2]));
            HOLDS(glycolHeat, relativeError(glycol.heatCapacityJkgK, row[3]));
            HOLDS(glycolConductivity, relativeError(glycol.conductivityWmK, row[4]));
            HOLDS(glycolViscosity, relativeError(glycol.viscosityPaS, row[5]));
            QVERIFY(std::abs(glycol.freezesC - row[6]) < 2e-3);
            ++compared;
        }
        QCOMPARE(compared, 8); // 5 to 40 °C
    }

    // Water's own viscosity falls by 38 % and its density by 1.2 % from 40 to 65 °C: glycol's do much the same.
    void glycolIsExtendedAsALiquidWould()
    {
        const CoolantProperties at40 = coolantAt(Coolant::Pg25, 40.0), at65 = coolantAt(Coolant::Pg25, 65.0);
        const CoolantProperties water = coolantAt(Coolant::Water, 65.0);
        QVERIFY(at65.viscosityPaS < 0.65 * at40.viscosityPaS && at65.viscosityPaS > water.viscosityPaS);
        QVERIFY(at65.densityKgM3 < at40.densityKgM3 && at65.densityKgM3 > water.densityKgM3);
        QVERIFY(at65.heatCapacityJkgK > at40.heatCapacityJkgK &&
                at65.heatCapacityJkgK < water.heatCapacityJkgK);
        QVERIFY(at65.conductivityWmK > at40.conductivityWmK && at65.conductivityWmK < water.conductivityWmK);
    }

    void glycolCarriesFourPerCentLessThanWater()
    {
        const double ratio =
            coolantAt(Coolant::Pg25, 20.0).heatPerVolume() / coolantAt(Coolant::Water, 20.0).heatPerVolume();
        QVERIFY(ratio > 0.955 && ratio < 0.96);
    }

    void outsideItsRangeALiquidKeepsTheNearerEnd()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(coolantAt(Coolant::Water, -20.0).densityKgM3, coolantAt(Coolant::Water, 0.0).densityKgM3);
        QCOMPARE(coolantAt(Coolant::Water, 300.0).viscosityPaS, coolantAt(Coolant::Water, 95.0).viscosityPaS);
        QCOMPARE(coolantAt(Coolant::Pg25, -20.0).viscosityPaS, coolantAt(Coolant::Pg25, 5.0).viscosityPaS);
        QCOMPARE(coolantAt(Coolant::Pg25, 90.0).densityKgM3, coolantAt(Coolant::Pg25, 65.0).densityKgM3);
        QVERIFY(std::isfinite(coolantAt(Coolant::Water, nan).heatPerVolume()));
        QVERIFY(std::isfinite(coolantAt(Coolant::Pg25, nan).kinematicViscosityM2s()));
    }
};

QTEST_GUILESS_MAIN(CoolantPropertiesTest)
#include "tst_coolant_properties.moc"
