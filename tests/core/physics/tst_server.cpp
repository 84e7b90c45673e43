// Servers answer warm air with leakage and fan speed.
#include "core/physics/server.h"

#include <QTest>

using namespace hallwright;

namespace {

constexpr double designW = 10e3;
constexpr double designM3s = 0.5;
constexpr double rounding = 1e-9; // W or m³/s

} // namespace

class ServerTest : public QObject
{
    Q_OBJECT

private slots:
    void atTheReferenceInletARackDrawsItsDesignPower()
    {
        const ServerLoad load = serverLoad(designW, 0.0, designM3s, 25.0);
        QVERIFY(std::abs(load.airW - designW) < rounding);
        QCOMPARE(load.liquidW, 0.0);
        QCOMPARE(load.airflowM3s, designM3s);
    }

    void warmAirIsAnsweredByFansAndLeakage()
    {
        // At 30 °C: s = 1 + 0.04 * 5 = 1.2, leakage 1 + 0.002 * 5 = 1.01.
        // P = 10 kW (0.94 * 1.01 + 0.06 * 1.2³) = 10 kW (0.9494 + 0.10368) = 10 530.8 W.
        const ServerLoad load = serverLoad(designW, 0.0, designM3s, 30.0);
        QVERIFY(std::abs(load.airW - 10530.8) < 1e-6);
        QVERIFY(std::abs(load.airflowM3s - 0.6) < rounding);
    }

    void coolAirSavesLeakageButNoFanPower()
    {
        // At 20 °C: 10 kW (0.94 * 0.99 + 0.06) = 9 906 W.
        const ServerLoad load = serverLoad(designW, 0.0, designM3s, 20.0);
        QVERIFY(std::abs(load.airW - 9906.0) < 1e-6);
        QCOMPARE(load.airflowM3s, designM3s);
    }

    void coolantHeatDoesNotFollowTheAir()
    {
        for (const double inletC : {10.0, 25.0, 40.0})
            QVERIFY(std::abs(serverLoad(designW, 0.87, designM3s, inletC).liquidW - 8700.0) < rounding);
        const ServerLoad immersed = serverLoad(designW, 1.0, designM3s, 40.0);
        QCOMPARE(immersed.airW, 0.0);
    }

    void warmerNeverDrawsLess()
    {
        ServerLoad before = serverLoad(designW, 0.3, designM3s, -50.0);
        for (double inletC = -50.0; inletC <= 200.0; inletC += 0.5) {
            const ServerLoad now = serverLoad(designW, 0.3, designM3s, inletC);
            QVERIFY(now.airW >= before.airW && now.airflowM3s >= before.airflowM3s);
            before = now;
        }
        QVERIFY(before.airflowM3s <= 1.5 * designM3s + rounding);
    }

    void nothingInGivesNothingOut()
    {
        const ServerLoad off = serverLoad(0.0, 0.5, 0.0, 30.0);
        QCOMPARE(off.airW + off.liquidW + off.airflowM3s, 0.0);
        const ServerLoad nonsense = serverLoad(-5.0, 2.0, -1.0, 30.0);
        QCOMPARE(nonsense.airW + nonsense.liquidW + nonsense.airflowM3s, 0.0);
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "tst_server.moc"
