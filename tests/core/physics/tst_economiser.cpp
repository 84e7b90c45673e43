#include "core/physics/air_handler.h"
#include "core/physics/economiser.h"

#include <QtTest>

using namespace hallwright;

namespace {

constexpr double rounding = 1e-9; // relative

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// 1 MW, the loop cooled by 8 K to 2 K above the tower water.
const PlateEconomiser plates{1e6, 2.0, 8.0};
constexpr double ratedWK = 1e6 / 8.0;

} // namespace

class EconomiserTest : public QObject
{
    Q_OBJECT

private slots:
    void outdoorAirColderThanTheSupplyDoesItAll()
    {
        QCOMPARE(airsideFreeShare(22.0, 34.0, 22.0, 5.0), 1.0);
        QCOMPARE(airsideFreeShare(22.0, 34.0, -15.0, -9.0), 1.0);
    }

    void betweenSupplyAndReturnItDoesAShare()
    {
        QVERIFY(near(airsideFreeShare(22.0, 34.0, 25.0, 5.0), 0.75, rounding)); // (34 - 25)/12
        QVERIFY(near(airsideFreeShare(22.0, 34.0, 31.0, 5.0), 0.25, rounding));
    }

    void outdoorAirWarmerThanTheReturnIsOfNoUse()
    {
        QCOMPARE(airsideFreeShare(22.0, 34.0, 34.0, 5.0), 0.0);
        QCOMPARE(airsideFreeShare(22.0, 34.0, 40.0, 5.0), 0.0);
    }

    // ASHRAE recommended envelope: dew point -9 to 15 °C.
    void dampOrDryAirIsLockedOut()
    {
        QCOMPARE(airsideFreeShare(22.0, 34.0, 20.0, 15.1), 0.0);
        QCOMPARE(airsideFreeShare(22.0, 34.0, 20.0, 15.0), 1.0);
        QCOMPARE(airsideFreeShare(22.0, 34.0, 0.0, -30.0), 1.0); // dry air is humidified
        QCOMPARE(airsideFreeShare(22.0, 34.0, 20.0, std::nan("")), 0.0);
    }

    // Return 34, supply 22, outdoors 10 °C: half of the supply is outdoor air; at 22 °C and above all of it, locked out none.
    void coldAirIsMixedWithReturnAir()
    {
        QVERIFY(near(outdoorAirShare(22.0, 34.0, 10.0, 5.0), 0.5, rounding));
        QVERIFY(near(outdoorAirShare(22.0, 34.0, 22.0, 5.0), 1.0, rounding));
        QVERIFY(near(outdoorAirShare(22.0, 34.0, 30.0, 5.0), 1.0, rounding));
        QCOMPARE(outdoorAirShare(22.0, 34.0, 30.0, 16.0), 0.0);
        QCOMPARE(outdoorAirShare(22.0, 34.0, 35.0, 5.0), 0.0);
        QCOMPARE(outdoorAirShare(22.0, 22.0, 10.0, 5.0), 0.0); // nothing to cool
    }

    // 100 kg/s of air, half from outdoors, from 3 to 7.6 g/kg: 100 x 0.5 x 4.6e-3 = 0.23 kg/s. Moist air needs none.
    void dryAirIsHumidified()
    {
        QVERIFY(near(humidifierKgS(0.5, 100.0, 7.6e-3, 3e-3), 0.23, rounding));
        QCOMPARE(humidifierKgS(0.5, 100.0, 7.6e-3, 8e-3), 0.0);
        QCOMPARE(humidifierKgS(0.0, 100.0, 7.6e-3, 3e-3), 0.0);
    }

    // 349 Pa x 10 m³/s at an efficiency of 0.6 is 5.82 kW at full flow, an eighth of it at half flow.
    void filtersAndDampersCostFanPower()
    {
        AirHandler unit;
        unit.airflowM3s = 10.0;
        unit.fanPowerW = 8e3;
        const auto addedW = [&](double rackM3s) {
            return airSupplyOf({unit}, rackM3s, {1.0, economiserDropPa}).fanPowerW -
                   airSupplyOf({unit}, rackM3s).fanPowerW;
        };
        QVERIFY(near(addedW(20.0), 349.0 * 10.0 / 0.6, rounding));
        QVERIFY(near(addedW(5.0 / airOversupply), 349.0 * 10.0 / 0.6 / 8.0, rounding));
    }

    void warmerAirOfOneDewPointNeverDoesMore()
    {
        for (const double dewPointC : {-20.0, -5.0, 10.0, 14.0, 20.0}) {
            double before = 1.0;
            for (double outdoorC = -30.0; outdoorC < 50.0; outdoorC += 0.25) {
                const double share = airsideFreeShare(20.0, 32.0, outdoorC, dewPointC);
                QVERIFY(share >= 0.0 && share <= before);
                before = share;
            }
        }
    }

    void aHallWithoutRiseIsCooledByColderAirOnly()
    {
        QCOMPARE(airsideFreeShare(22.0, 22.0, 21.0, 5.0), 1.0);
        QCOMPARE(airsideFreeShare(22.0, 22.0, 23.0, 5.0), 0.0);
    }

    void platesMeetTheirRating()
    {
        QVERIFY(near(plateHeatW(plates, ratedWK, 28.0, ratedWK, 18.0), 1e6, rounding));
    }

    // Equal streams in counterflow: ε = NTU/(1 + NTU) = 4/5 of the 16 K difference.
    void platesTakeInProportionToTheDifference()
    {
        QVERIFY(near(plateHeatW(plates, ratedWK, 28.0, ratedWK, 12.0), 0.8 * ratedWK * 16.0, rounding));
        QCOMPARE(plateHeatW(plates, ratedWK, 18.0, ratedWK, 18.0), 0.0);
        QCOMPARE(plateHeatW(plates, ratedWK, 15.0, ratedWK, 18.0), 0.0);
    }

    void beyondTheirRatedStreamThePlatesTakeNoMore()
    {
        QVERIFY(near(plateHeatW(plates, 3.0 * ratedWK, 28.0, 3.0 * ratedWK, 18.0), 1e6, rounding));
        double before = 0.0;
        for (double share = 0.05; share <= 1.0; share += 0.05) {
            const double heatW = plateHeatW(plates, share * ratedWK, 28.0, ratedWK, 18.0);
            QVERIFY(heatW > before && heatW <= share * ratedWK * 10.0);
            before = heatW;
        }
    }

    void noPlatesNoHeat()
    {
        QCOMPARE(plateHeatW({}, ratedWK, 28.0, ratedWK, 18.0), 0.0);
        QCOMPARE(plateHeatW({-1.0, 2.0, 8.0}, ratedWK, 28.0, ratedWK, 18.0), 0.0);
        QCOMPARE(plateHeatW({1e6, 0.0, 8.0}, ratedWK, 28.0, ratedWK, 18.0), 0.0);
        QCOMPARE(plateHeatW(plates, 0.0, 28.0, ratedWK, 18.0), 0.0);
        QCOMPARE(plateHeatW(plates, ratedWK, 28.0, 0.0, 18.0), 0.0);
    }
};

QTEST_GUILESS_MAIN(EconomiserTest)
#include "tst_economiser.moc"
