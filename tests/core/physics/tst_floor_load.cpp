#include "core/physics/floor_load.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;

class FloorLoadTest : public QObject
{
    Q_OBJECT

private slots:
    // A GB200 NVL72 of 1,360 kg on 0.600 x 1.068 m: 1,360 x 9.80665 / 0.6408 = 20,813 Pa.
    void aRackByHand() { QVERIFY(std::abs(floorLoadPa(1360.0, 0.600, 1.068) - 20813.0) < 0.5); }

    void twiceTheFootprintBearsHalf()
    {
        QCOMPARE(floorLoadPa(1000.0, 1.2, 1.0), 0.5 * floorLoadPa(1000.0, 0.6, 1.0));
        QCOMPARE(floorLoadPa(0.0, 0.6, 1.0), 0.0);
    }

    void aFootprintWithoutAreaBearsInfinitely() { QVERIFY(std::isinf(floorLoadPa(1000.0, 0.0, 1.0))); }
};

QTEST_GUILESS_MAIN(FloorLoadTest)
#include "tst_floor_load.moc"
