// The buoyant flow against CFD of the small campus' two halls, tests/data/hall-inlets/campus.csv: OpenFOAM on 0.30 m. They had
// no part in the choice of any of its constants.
#include "core/physics/buoyant_flow.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/hall_air_room.h"

#include "tests/support/campus.h"

#include <QFile>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;

namespace {

std::vector<double> cfdInletsC(const QByteArray& hall)
{
    QFile data(QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/data/hall-inlets/campus.csv"));
    if (!data.open(QIODevice::ReadOnly))
        qFatal("campus.csv cannot be read");
    std::vector<double> inletsC;
    for (const QByteArray& line : data.readAll().split('\n')) {
        if (line.startsWith(hall + ','))
            inletsC.push_back(line.split(',').last().toDouble());
    }
    return inletsC;
}

} // namespace

class BuoyantCampusTest : public QObject
{
    Q_OBJECT

private slots:
    // A: open cold aisle of 20 kW racks whose floor blows at 3.5 m/s, past the racks at the rows' ends. Measured: 0.76 K RMSE,
    // worst -1.92 K of a rack at 30 °C; the potential field's are 4.1 and -10.0 K. B: closed hot aisle on a slab. Measured:
    // 0.14 K, worst +0.30 K; the potential field's are 0.74 and +0.78 K.
    void inletsOfHallsNotSeenBeforeAreNearCfd_data()
    {
        QTest::addColumn<std::size_t>("hall");
        QTest::addColumn<double>("mostK");
        QTest::addColumn<double>("worstK");
        QTest::newRow("Hall A") << std::size_t{0} << 0.9 << 2.2;
        QTest::newRow("Hall B") << std::size_t{1} << 0.25 << 0.5;
    }

    void inletsOfHallsNotSeenBeforeAreNearCfd()
    {
        QFETCH(std::size_t, hall);
        QFETCH(double, mostK);
        QFETCH(double, worstK);
        const SitePtr site = test::smallCampus();
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        const HallResult& result = *snapshot->halls[hall];
        const BuoyantFieldPtr field =
            BuoyantFlow::solve(airRoomOf(*result.hall, *site->catalogue, result, site->info.elevationM));
        QVERIFY(field->report().usable());
        const std::vector<double> cfdC = cfdInletsC(QTest::currentDataTag());
        QCOMPARE(cfdC.size(), field->racks().size());
        double squares = 0.0;
        double worst = 0.0;
        for (std::size_t i = 0; i < cfdC.size(); ++i) {
            const double difference = field->racks()[i].inletC - cfdC[i];
            squares += difference * difference;
            worst = std::max(worst, std::abs(difference));
        }
        const double rms = std::sqrt(squares / static_cast<double>(cfdC.size()));
        qInfo("%s: RMSE %.2f K, worst %.2f K", QTest::currentDataTag(), rms, worst);
        QVERIFY2(rms <= mostK, qPrintable(QString::number(rms)));
        QVERIFY2(worst <= worstK, qPrintable(QString::number(worst)));
    }
};

QTEST_GUILESS_MAIN(BuoyantCampusTest)

#include "tst_buoyant_campus.moc"
