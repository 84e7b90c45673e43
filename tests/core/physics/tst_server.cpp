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

    // A type of 10 kW and 0.5 m³/s. At half load s = 1 - 0.9 x 0.5 = 0.55: 0.275 m³/s, and the fans take 0.55³ = 0.166 of 600 W,
    // which is 0.333 of the 6 % of 5 kW.
    void idleServersBlowLess()
    {
        const FansAtLoad full = fansAtLoad(designW, designM3s, designW, designM3s);
        QCOMPARE(full.airflowM3s, designM3s);
        QCOMPARE(full.share, 1.0);
        const FansAtLoad half = fansAtLoad(0.5 * designW, designM3s, designW, designM3s);
        QVERIFY(std::abs(half.airflowM3s - 0.275) < rounding);
        QVERIFY(std::abs(half.share - 2.0 * 0.55 * 0.55 * 0.55) < rounding);
        ServerResponse response;
        response.fanShare *= half.share;
        const ServerLoad load = serverLoad(0.5 * designW, 0.0, half.airflowM3s, 25.0, response);
        QVERIFY(std::abs(load.airW - 5e3) < 1e-6); // what its data state, fans included
        QVERIFY(std::abs(load.fanW - 600.0 * 0.55 * 0.55 * 0.55) < 1e-6);
        // No slower than the least speed, nothing without power.
        QVERIFY(std::abs(fansAtLoad(500.0, designM3s, designW, designM3s).airflowM3s - 0.25 * designM3s) <
                rounding);
        QCOMPARE(fansAtLoad(0.0, designM3s, designW, designM3s).airflowM3s, 0.0);
    }

    // A rack that states its own airflow draws that at any load; its fans turn as fast as that asks for.
    void aRacksOwnAirflowIsItsOwn()
    {
        const FansAtLoad own = fansAtLoad(0.5 * designW, 0.25, designW, designM3s);
        QCOMPARE(own.airflowM3s, 0.25);
        QVERIFY(std::abs(own.share - 2.0 * 0.125) < rounding);
        QCOMPARE(fansAtLoad(2.0 * designW, 2.0 * designM3s, designW, designM3s).share, 1.0);
        QCOMPARE(fansAtLoad(designW, 0.4, 0.0, 0.0).airflowM3s, 0.4); // of no type
    }

    void moreLoadNeverBlowsOrDrawsLess()
    {
        double fanW = 0.0, airM3s = 0.0;
        for (double powerW = 10.0; powerW <= 2.0 * designW; powerW += 10.0) {
            const FansAtLoad fans = fansAtLoad(powerW, designM3s, designW, designM3s);
            QVERIFY(fans.airflowM3s >= airM3s && fans.share * powerW >= fanW * (1.0 - 1e-12));
            airM3s = fans.airflowM3s;
            fanW = fans.share * powerW;
        }
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
