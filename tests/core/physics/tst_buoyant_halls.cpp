// The buoyant flow against CFD: tests/data/air-halls, OpenFOAM 1912 RANS. H20 and HAC18 had a part in the choice of its
// constants, so that they are a calibration; docs/air.md has all figures.
#include "core/physics/buoyant_flow.h"

#include "tests/core/physics/air_rooms.h"
#include "tests/core/physics/held.h"
#include "tests/support/hall_reference.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held builtOn("buoyant_flow", "inlets of four cases that it was built on, RMSE",
             "OpenFOAM 1912 RANS on 0.15 m", 0.5, 0.37, "K");
Held uncertain("buoyant_flow", "inlets of hall H20, supply 0.6 of the racks' air, RMSE",
               "OpenFOAM 1912 RANS on 0.15 m, whose own meshes differ by 1.37 K", 1.25, 1.2, "K");

constexpr double marginK = 0.05;
constexpr double certainK = 0.5; // about what the references know themselves: mesh, and a flow that wanders
constexpr double mostErrorK = 1.2;
constexpr double mostBiasK = 0.4;
constexpr double tellingSpreadK = 1.0; // between the warmest and the coldest rack, for an order among them
constexpr double leastCorrelation = 0.8;

HallReference hall(const char* name, const char* caseName)
{
    return readHallReference(HALLWRIGHT_SOURCE_DIR "/tests/data/air-halls", name, caseName);
}

std::vector<double> inletsOf(const BuoyantField& field)
{
    std::vector<double> inlets;
    for (const AirRackTemperatures& rack : field.racks())
        inlets.push_back(rack.inletC);
    return inlets;
}

double spread(const std::vector<double>& inlets)
{
    const auto [least, most] = std::ranges::minmax_element(inlets);
    return *most - *least;
}

// The largest difference, with its sign.
double worst(const std::vector<double>& inlets, const std::vector<double>& of)
{
    double found = 0.0;
    for (std::size_t i = 0; i < of.size(); ++i) {
        if (std::abs(inlets[i] - of[i]) > std::abs(found))
            found = inlets[i] - of[i];
    }
    return found;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    const double meanA = mean(a);
    const double meanB = mean(b);
    double ab = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / std::sqrt(aa * bb);
}

} // namespace

class BuoyantHallsTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    // What is asked of every hall, and why where a hall is known to miss it.
    void inletsAreAsNearToCfdAsItsOwnCoarseMesh_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("errorMissed");
        QTest::addColumn<QByteArray>("biasMissed");
        QTest::addColumn<QByteArray>("correlationMissed");
        // Two meshes of the CFD differ by 1.37 K there, by 0.84 K in their mean, and correlate by 0.32.
        const QByteArray meshesDiffer = "the CFD's own meshes differ by more";
        QTest::newRow("H20_b0.6") << QByteArray("H20") << meshesDiffer << meshesDiffer
                                  << QByteArray("the CFD's own meshes do not agree on the order either");
        QTest::newRow("H20_b0.8") << QByteArray("H20") << QByteArray() << QByteArray()
                                  << QByteArray(
                                         "0.71 over a spread of 1.9 K; the CFD's own meshes have 0.83");
        QTest::newRow("HAC18_b1.0") << QByteArray("HAC18") << QByteArray() << QByteArray()
                                    << QByteArray("0.79 over a spread of 2.0 K");
        for (const char* name : {"H20_b1.0", "H20_b1.2"})
            QTest::newRow(name) << QByteArray(name).split('_').first() << QByteArray() << QByteArray()
                                << QByteArray();
        for (const char* name : {"F12_b1.0", "C12_b0.9", "C12gap_b0.9", "H12_b0.85", "U12_b0.75", "O12_b1.3",
                                 "W12_b1.1", "W12moved_b1.1", "P12_b1.1"}) {
            const QByteArray of = QByteArray(name).split('_').first();
            if (!hall(of.constData(), name).inletsC.empty())
                QTest::newRow(name) << of << QByteArray() << QByteArray() << QByteArray();
        }
    }

    void inletsAreAsNearToCfdAsItsOwnCoarseMesh()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, errorMissed);
        QFETCH(QByteArray, biasMissed);
        QFETCH(QByteArray, correlationMissed);
        const HallReference reference = hall(name.constData(), QTest::currentDataTag());
        const BuoyantFieldPtr field = BuoyantFlow::solve(reference.room);
        QVERIFY2(field->report().usable(), qPrintable(sentencesOf(field->report().problems)));
        const std::vector<double> inlets = inletsOf(*field);
        const double error = rmse(inlets, reference.inletsC);
        const double coarse = rmse(reference.coarseInletsC, reference.inletsC);
        const double bias = mean(inlets) - mean(reference.inletsC);
        const double along = correlation(inlets, reference.inletsC);
        qInfo("%s%s: RMSE %.2f K, CFD on 0.30 m %.2f K, bias %+.2f K, worst %+.2f K, correlation %.2f, CFD's "
              "spread %.2f K, %d steps",
              QTest::currentDataTag(), reference.heldOut ? " (held out)" : "", error, coarse, bias,
              worst(inlets, reference.inletsC), along, spread(reference.inletsC), field->report().iterations);
        if (!reference.heldOut)
            HOLDS(errorMissed.isEmpty() ? builtOn : uncertain, error);
        const double bound = std::min(std::max(certainK, coarse) + marginK, mostErrorK);
        if (!errorMissed.isEmpty() && error > bound) // 1.2011 K of 1.2 K: either side of it is nothing new
            QEXPECT_FAIL("", errorMissed.constData(), Continue);
        QVERIFY2(error <= bound, qPrintable(QString::number(error)));
        if (!biasMissed.isEmpty())
            QEXPECT_FAIL("", biasMissed.constData(), Continue);
        QVERIFY2(std::abs(bias) <= mostBiasK, qPrintable(QString::number(bias)));
        if (!correlationMissed.isEmpty())
            QEXPECT_FAIL("", correlationMissed.constData(), Continue);
        QVERIFY2(spread(reference.inletsC) <= tellingSpreadK || along >= leastCorrelation,
                 qPrintable(QString::number(along)));
        QVERIFY(field->report().massResidual <= mostLost);
        QVERIFY(field->report().energyResidual <= mostLost);
    }

    // W12moved is W12 with rack A3 behind the end of its row and a gap where it stood.
    void aMovedRackChangesOthersAsCfdHasIt()
    {
        constexpr double tellingK = 0.8; // what CFD itself is sure of
        const HallReference before = hall("W12", "W12_b1.1");
        const HallReference after = hall("W12moved", "W12moved_b1.1");
        if (before.inletsC.empty() || after.inletsC.empty())
            QSKIP("there is no CFD of W12 and W12moved");
        const BuoyantFieldPtr standing = BuoyantFlow::solve(before.room);
        const BuoyantFieldPtr moved = BuoyantFlow::solve(after.room, {}, standing.get());
        int changed = 0;
        for (std::size_t i = 0; i < before.inletsC.size(); ++i) {
            const double byCfd = after.inletsC[i] - before.inletsC[i];
            const double ours = moved->racks()[i].inletC - standing->racks()[i].inletC;
            if (std::abs(byCfd) <= tellingK)
                continue;
            ++changed;
            const QString said = QStringLiteral("%1: %2 K, by CFD %3 K")
                                     .arg(QString::fromStdString(before.room.racks[i].name))
                                     .arg(ours, 0, 'f', 2)
                                     .arg(byCfd, 0, 'f', 2);
            qInfo().noquote() << said;
            QVERIFY2(ours * byCfd > 0.0, qPrintable(said));
        }
        QVERIFY(changed > 0);
    }

    // Both start from the same wandering flow; what differs is how well either mean is known.
    void afterAMoveAWarmStartFindsWhatAColdOneFinds()
    {
        constexpr double sigmas = 3.0;
        constexpr double leastK = 0.3;
        const HallReference reference = hall("H20", "H20_b1.0");
        const BuoyantFieldPtr before = BuoyantFlow::solve(reference.room);
        AirRoom room = reference.room;
        for (AirBox* box : {&room.racks[9].body, &room.racks[9].front.area, &room.racks[9].rear.area}) {
            box->least.x += 0.6;
            box->most.x += 0.6;
        }
        const BuoyantFieldPtr warm = BuoyantFlow::solve(room, {}, before.get());
        const BuoyantFieldPtr cold = BuoyantFlow::solve(room);
        QVERIFY(warm->report().iterations <= 400);
        const double difference = rmse(inletsOf(*warm), inletsOf(*cold));
        qInfo("warm against cold: %.2f K", difference);
        QVERIFY2(difference <= 0.3, qPrintable(QString::number(difference)));
        for (std::size_t i = 0; i < room.racks.size(); ++i) {
            const double known = std::hypot(warm->scatter()[i].meanErrorK, cold->scatter()[i].meanErrorK);
            const double apart = std::abs(warm->racks()[i].inletC - cold->racks()[i].inletC);
            QVERIFY2(apart <= std::max(leastK, sigmas * known),
                     qPrintable(QStringLiteral("rack %1: %2 K, known to %3 K").arg(i).arg(apart).arg(known)));
        }
    }
};

QTEST_GUILESS_MAIN(BuoyantHallsTest)

#include "tst_buoyant_halls.moc"
