// What the air carries and what racks and air make of each other: heat in equals heat out, in dead ends too.
#include "core/physics/air_field.h"

#include "tests/core/physics/air_rooms.h"
#include "tests/support/hall_h20.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class AirTemperaturesTest : public QObject
{
    Q_OBJECT

private slots:
    void heatInEqualsHeatOut_data()
    {
        QTest::addColumn<double>("supplyRatio");
        for (const double ratio : {0.4, 0.6, 0.8, 1.0, 1.2, 2.0})
            QTest::addRow("supply ratio %.1f", ratio) << ratio;
    }

    void heatInEqualsHeatOut()
    {
        QFETCH(double, supplyRatio);
        const auto field = AirField::solve(test::hallH20(supplyRatio), cells(0.15));
        QVERIFY2(field->report().usable(), qPrintable(problemsOf(*field)));
        const double expected = 18.0 + 12.0 / supplyRatio; // T + P / (ρ cp V)
        QVERIFY2(std::abs(field->report().returnC - expected) <= returnToleranceK,
                 qPrintable(QString::number(field->report().returnC - expected)));
        QVERIFY(std::abs(expected - balancedReturnC(*field)) < 1e-9);
        QVERIFY(field->report().energyResidual <= mostLost);
        QVERIFY(field->report().massResidual <= mostLost);
        for (std::size_t i = 0; i < 20; ++i) // every rack's air rises by 12 K
            QVERIFY(std::abs(field->racks()[i].outletC - field->racks()[i].inletC - 12.0) < 1e-9);
    }

    void noAirIsColderThanItsSupplyOrWarmerThanAnyExhaust()
    {
        for (const double supplyRatio : {0.6, 1.0}) {
            const auto field = AirField::solve(test::hallH20(supplyRatio), cells(0.15));
            double warmestC = 0.0;
            for (const AirRackTemperatures& rack : field->racks())
                warmestC = std::max(warmestC, rack.outletC);
            for (std::size_t c = 0; c < field->grid().count(); ++c) {
                if (field->solid()[c]) {
                    QVERIFY(std::isnan(field->temperatureC()[c]));
                    continue;
                }
                QVERIFY(field->temperatureC()[c] >= 18.0F);
                QVERIFY(static_cast<double>(field->temperatureC()[c]) <= warmestC + roundingK);
            }
        }
    }

    void suppliesMixByTheirFlow()
    {
        AirRoom room = duct();
        room.supplies.push_back({"tile", {{{1.2, 0, 0}, {2.4, 1.2, 0}}, Axis::Z, true}, 0.5, 28.0});
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY(std::abs(field->report().returnC - (1.5 * 20.0 + 0.5 * 28.0) / 2.0) < roundingK);
    }

    void aRackWithoutFlowHasTheAirBeforeIt()
    {
        AirRoom room = roomOfOneRack();
        room.racks.front().flowM3s = 0.0;
        room.racks.front().heatW = 0.0;
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY2(field->report().usable(), qPrintable(problemsOf(*field)));
        QVERIFY(std::abs(field->racks()[0].inletC - 18.0) < roundingK);
        QCOMPARE(field->racks()[0].outletC, field->racks()[0].inletC);
        const auto matrix = field->matrix(layoutOf(room));
        QVERIFY(std::abs(matrix->supplyShare(0) - 1.0) < rowSumTolerance);
    }

    // A niche behind walls on all sides but one, out of the way of all flow.
    void stillAirHasTheTemperatureOfItsNeighbours()
    {
        AirRoom room = duct();
        room.solids = {{{0.0, 0.0, 0.0}, {2.4, 0.6, 2.4}}, {{3.0, 0.0, 0.0}, {6.0, 0.6, 2.4}}};
        room.supplies.front().patch.area = {{0, 0.6, 0}, {0, 1.2, 2.4}};
        room.returns.front().patch.area = {{6, 0.6, 0}, {6, 1.2, 2.4}};
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY2(field->report().usable(), qPrintable(problemsOf(*field)));
        const float inNiche = field->temperatureC()[field->grid().index(17, 0, 8)];
        QCOMPARE(inNiche, 20.0F);
    }

    // Near a return a rack may draw from it: what comes back is what left.
    void aRackAtAReturnDrawsTheMixedAirBack()
    {
        AirRoom room = roomOfOneRack();
        room.returns.push_back({"wall", {{{2.4, 0.0, 1.8}, {3.6, 0.0, 3.0}}, Axis::Y, true}});
        room.supplies.front().patch.area = {{2.4, 4.2, 0.0}, {3.6, 5.4, 0.0}};
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY2(field->report().usable(), qPrintable(problemsOf(*field)));
        QVERIFY(field->racks()[0].inletC > 18.5);
        QVERIFY(std::abs(field->report().returnC - balancedReturnC(*field)) <= returnToleranceK);
        QVERIFY(fractionsErrorK(*field) <= fractionsToleranceK);
    }

    // A rack deep in an alcove off a duct: what it blows out never gets away, and its temperature would have four digits.
    void aRackInADeadEndIsNamedNotFollowed()
    {
        AirRoom room = ductWithAlcove();
        room.racks.push_back(rackAt(1, 2.7, 0.6, true));
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(static_cast<int>(field->report().notices.at(0).kind),
                 static_cast<int>(AirProblemKind::DeadEnd));
        QVERIFY(field->racks()[0].inletC <= balancedReturnC(*field) + 200.0 + roundingK);
        QCOMPARE(brokenLaw(*field), QString());
        const double exactK = mostLost * (balancedReturnC(*field) - 20.0);
        QVERIFY(std::abs(field->report().returnC - balancedReturnC(*field)) <=
                exactK);                                             // none of its heat is lost
        QVERIFY(fractionsErrorK(*field) <= 8 * fractionsToleranceK); // of 200 K
        const auto matrix = field->matrix(layoutOf(room));
        QVERIFY(std::abs(rowSum(*matrix, 0) - 1.0) <= rowSumTolerance);
        QVERIFY(matrix->supplyShare(0) > 0.0);
    }

    // Behind a rear door that takes more than its rack gives off the same would go below absolute zero.
    void aColdRackInADeadEndIsNotFollowedEither()
    {
        AirRoom room = ductWithAlcove();
        room.racks.push_back(rackAt(1, 2.7, 0.6, true, 0.5, -2000.0));
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(static_cast<int>(field->report().notices.at(0).kind),
                 static_cast<int>(AirProblemKind::DeadEnd));
        QVERIFY2(sentencesOf(field->report().notices).contains("colder than the model can say"),
                 qPrintable(sentencesOf(field->report().notices)));
        QVERIFY(field->racks()[0].inletC >= balancedReturnC(*field) - 50.0 - roundingK);
        QCOMPARE(brokenLaw(*field), QString());
        QVERIFY(std::abs(field->report().returnC - balancedReturnC(*field)) <= returnToleranceK);
        QVERIFY(fractionsErrorK(*field) <= 2 * fractionsToleranceK); // of 50 K
    }

    // Up to ninety times the supply goes round in a dead end, up to 200 K warmer than what leaves: sums in single precision
    // lose more than a millionth of the racks' heat there. Each has a field, whether its inlets end at the limit or short
    // of it.
    void heatThatGoesRoundIsNotLost()
    {
        int atLimit = 0;
        int free = 0;
        for (const double cellM : {0.3, 0.2, 0.15}) {
            for (const double riseK : {-2.0, 0.5, 1.0, 2.0, 10.0}) {
                for (const double supplyM3s : {0.1, 0.5, 1.5}) {
                    AirRoom room = ductWithAlcove();
                    room.supplies.front().flowM3s = supplyM3s;
                    for (int i = 0; i < 3; ++i)
                        room.racks.push_back(rackAt(i + 1, 2.1 + 0.6 * i, i == 1 ? 1.5 : 0.6, i != 1, 3.0,
                                                    3.0 * riseK * room.heatPerVolume));
                    const auto field = AirField::solve(room, cells(cellM));
                    const AirFieldReport& report = field->report();
                    const QString where =
                        QStringLiteral("%1 m, %2 K, %3 m³/s: ").arg(cellM).arg(riseK).arg(supplyM3s);
                    QVERIFY2(report.usable(), qPrintable(where + problemsOf(*field)));
                    QVERIFY2(report.energyResidual <= mostLost,
                             qPrintable(where + QString::number(report.energyResidual)));
                    QVERIFY2(report.massResidual <= mostLost,
                             qPrintable(where + QString::number(report.massResidual)));
                    const double gainedK = std::abs(balancedReturnC(*field) - 20.0);
                    QVERIFY2(std::abs(report.returnC - balancedReturnC(*field)) <=
                                 mostLost * std::max(gainedK, 1.0),
                             qPrintable(where + QString::number(report.returnC)));
                    ++(report.notices.empty() ? free : atLimit);
                }
            }
        }
        QVERIFY2(free >= 2 && atLimit >= 20, qPrintable(QStringLiteral("%1, %2").arg(free).arg(atLimit)));
    }
};

QTEST_GUILESS_MAIN(AirTemperaturesTest)

#include "tst_air_temperatures.moc"
