// A hall whose air handlers move less air than its racks draw: each rack's rise is its own.
#include "core/exchange/recipe.h"
#include "core/simulation/evaluate.h"

#include <QTest>

#include <cmath>

using namespace hallwright;

class TestShortOfAir : public QObject
{
    Q_OBJECT

private slots:
    // 12 kW in 0.8 m³/s: 12.3 K, whatever the one air handler of 5.0 m³/s moves; eight racks draw 6.4 m³/s.
    void theRiseOverARackFollowsItsOwnAir()
    {
        const SitePtr site = buildSite(HALLWRIGHT_SOURCE_DIR "/tests/data/cases/short-of-air.yaml");
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        const HallResult& hall = *snapshot->halls.front();
        constexpr double heatPerVolume = 1219.6; // J/(m³ K) at 18 °C, sea level
        constexpr double withinK = 0.05;         // the constant is rounded to four places
        double sumC = 0.0;
        for (const RackResult& rack : hall.racks) {
            QVERIFY(std::abs(rack.outletC - rack.inletC -
                             rack.heatToAirW / (heatPerVolume * rack.airflowM3s)) < withinK);
            sumC += rack.inletC;
        }
        QVERIFY(std::abs(hall.returnC - hall.supplyC -
                         hall.heatToAirW / (heatPerVolume * hall.supplyAirflowM3s)) < withinK);
        // What the air handlers do not bring has been through a rack: r = 1 - 5 / 6.4 of the air at least.
        constexpr double r = 1.0 - 5.0 / 6.4;
        constexpr double riseK = 12e3 / (heatPerVolume * 0.8);
        QVERIFY(sumC / static_cast<double>(hall.racks.size()) >=
                hall.supplyC + r / (1.0 - r) * riseK - withinK);
    }
};

QTEST_GUILESS_MAIN(TestShortOfAir)
#include "tst_short_of_air.moc"
