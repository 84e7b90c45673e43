// The field as a whole: against CFD and other programs, and whatever the room, its laws.
#include "core/physics/air_field.h"

#include "tests/core/physics/air_rooms.h"
#include "tests/core/physics/held.h"
#include "tests/support/hall_h20.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held fieldOfH20("air_field", "20 inlets of hall H20, supply 0.8 of the racks' air, RMSE",
                "OpenFOAM 1912 RANS on 0.15 m", 0.9, 0.61, "K");
Held meansOfH20("air_field", "mean inlet rise of hall H20, supply 0.6 to 1.2",
                "other potential-flow programs, 8.5, 4.2, 2.1 and 0.77 K", 0.5, 0.32, "K");

} // namespace

class AirFieldTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    // V24. OpenFOAM 1912 RANS on the same hall; its own grid error is 0.18 K. 0.9 K is what the model is labelled with.
    void inletsOfHallH20AreWithinTheStatedErrorOfCfd()
    {
        const auto field = AirField::solve(test::hallH20(0.8), cells(0.15));
        const std::vector<double> inlets = inletsC(*field);
        const double error = rmse(inlets, test::hallH20InletsC);
        qInfo("H20 at 0.8: RMSE %.3f K, bias %+.3f K", error,
              mean(inlets) - mean({test::hallH20InletsC.begin(), test::hallH20InletsC.end()}));
        HOLDS(fieldOfH20, error);
    }

    // Mean rises at the inlets. Other potential-flow programs' figures on this hall: 8.5, 4.2, 2.1 and 0.77 K; RANS: 9.17,
    // 3.57, 0.81 and 0.52 K; and no less than the mass balance allows, r/(1 - r) 12 K with r = 1 - β.
    void meanInletsOfHallH20FollowTheSupply()
    {
        const std::array<std::array<double, 3>, 4> cases = {
            {{0.6, 8.5, 8.0}, {0.8, 4.2, 3.0}, {1.0, 2.1, 0.0}, {1.2, 0.77, 0.0}}};
        for (const auto& [ratio, expectedK, floorK] : cases) {
            const auto field = AirField::solve(test::hallH20(ratio), cells(0.15));
            const double riseK = mean(inletsC(*field)) - 18.0;
            qInfo("supply ratio %.1f: mean inlet rise %.2f K", ratio, riseK);
            HOLDS(meansOfH20, riseK - expectedK);
            // The floor is of the flow-weighted mean.
            double weighted = 0.0;
            double flow = 0.0;
            for (std::size_t i = 0; i < 20; ++i) {
                weighted += field->room().racks[i].flowM3s * (field->racks()[i].inletC - 18.0);
                flow += field->room().racks[i].flowM3s;
            }
            QVERIFY(weighted / flow >= floorK - 0.01);
        }
    }

    void aMirroredHallHasMirroredInlets()
    {
        AirRoom room = test::hallH20(0.8);
        for (std::size_t i = 0; i < 20; ++i) { // alike on either side of the middle
            room.racks[i].heatW = 8000.0;
            room.racks[i].flowM3s = 8000.0 / (room.heatPerVolume * 12.0);
        }
        room.supplies.front().flowM3s = 0.8 * 20 * room.racks[0].flowM3s;
        const auto field = AirField::solve(room, cells(0.15, 1e-7));
        for (std::size_t i = 0; i < 10; ++i) {
            const double inlet = field->racks()[i].inletC;
            QVERIFY(std::abs(field->racks()[9 - i].inletC - inlet) < 1e-3);  // east to west
            QVERIFY(std::abs(field->racks()[10 + i].inletC - inlet) < 1e-3); // south to north
        }
    }

    void finerGridsComeCloserToEachOther()
    {
        const std::vector<double> coarse = inletsC(*AirField::solve(test::hallH20(0.8), cells(0.3)));
        const std::vector<double> middle = inletsC(*AirField::solve(test::hallH20(0.8), cells(0.15)));
        const std::vector<double> fine = inletsC(*AirField::solve(test::hallH20(0.8), cells(0.1)));
        qInfo("0.30 to 0.10 m: %.3f K, 0.15 to 0.10 m: %.3f K", rmse(coarse, fine), rmse(middle, fine));
        QVERIFY(rmse(middle, fine) < rmse(coarse, fine));
        QVERIFY(rmse(middle, fine) < 0.3);
    }

    void theOrderOfRacksMakesNoDifference()
    {
        AirRoom room = test::hallH20(0.8);
        const auto before = AirField::solve(room, cells(0.3));
        std::mt19937 random(7);
        std::vector<std::size_t> order(20);
        std::iota(order.begin(), order.end(), 0);
        std::shuffle(order.begin(), order.end(), random);
        AirRoom shuffled = room;
        for (std::size_t i = 0; i < 20; ++i)
            shuffled.racks[i] = room.racks[order[i]];
        const auto after = AirField::solve(shuffled, cells(0.3));
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY(std::abs(after->racks()[i].inletC - before->racks()[order[i]].inletC) <
                    fractionsToleranceK);
    }

    // A cold aisle under a lid with doors: as tight as it is, exhaust stays out; what seeps in is what the leak says.
    void aClosedAisleTakesInNoMoreThanItsLeak()
    {
        AirRoom room = test::hallH20(1.0);
        const double open = 0.01;
        room.panels.push_back({{{3.0, 3.9, 2.1}, {9.0, 5.1, 2.1}}, Axis::Z, open});
        for (const double x : {3.0, 9.0})
            room.panels.push_back({{{x, 3.9, 0.0}, {x, 5.1, 2.1}}, Axis::X, open});
        const auto tight = AirField::solve(room, cells(0.15));
        QVERIFY2(tight->report().usable(), qPrintable(problemsOf(*tight)));
        QVERIFY2(mean(inletsC(*tight)) - 18.0 < 0.15, qPrintable(QString::number(mean(inletsC(*tight)))));

        // With a share l past the containment: r = l, and T_in = T_sup + r/(1 - r) ΔT (core/physics/recirculation.h).
        constexpr double leakage = 0.05;
        constexpr double leakToleranceK = 0.1; // a rear takes in some of what its neighbours blow out
        for (AirRack& rack : room.racks)
            rack.leakage = leakage;
        const auto leaky = AirField::solve(room, cells(0.15));
        QVERIFY2(leaky->report().usable(), qPrintable(problemsOf(*leaky)));
        const double leakedK = mean(inletsC(*leaky)) - mean(inletsC(*tight));
        QVERIFY2(std::abs(leakedK - leakage / (1.0 - leakage) * 12.0) < leakToleranceK,
                 qPrintable(QString::number(leakedK)));
        QVERIFY(std::abs(leaky->report().returnC - balancedReturnC(*leaky)) <= returnToleranceK);
        QVERIFY(fractionsErrorK(*leaky) <= fractionsToleranceK);
    }

    // As of a hall of which nothing takes the heat.
    void aSupplyOfUnknownTemperatureIsRefused()
    {
        AirRoom room = test::hallH20(0.8);
        room.supplies.front().temperatureC = std::numeric_limits<double>::quiet_NaN();
        const auto field = AirField::solve(room, cells(0.3));
        QVERIFY(field->report().hasNoSteadyState());
        QCOMPARE(problemsOf(field->report()),
                 std::string("The air has no steady state: nothing takes all of its heat."));
        room.supplies.front().flowM3s = 0.0; // blows nothing
        QVERIFY(!AirField::solve(room, cells(0.3))->report().hasNoSteadyState());
    }

    void aStoppedSolveGivesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!AirField::solve(test::hallH20(0.8), cells(0.15), nullptr, stop.get_token()));
        const auto field = AirField::solve(test::hallH20(0.8), cells(0.3));
        QVERIFY(!field->matrix(layoutOf(field->room()), {}, stop.get_token()));
    }

    void oneThreadFindsWhatTwoFind()
    {
        AirFieldOptions alone = cells(0.15, 1e-7);
        alone.threads = 1;
        const auto one = AirField::solve(test::hallH20(0.8), alone);
        const auto two = AirField::solve(test::hallH20(0.8), cells(0.15, 1e-7));
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY(std::abs(one->racks()[i].inletC - two->racks()[i].inletC) < fractionsToleranceK);
    }

    void lawsHoldInRandomRooms()
    {
        std::mt19937 random(20'260'101);
        int solved = 0;
        int followedToTheEnd = 0;
        for (int n = 0; n < 60; ++n) {
            const AirRoom room = randomRoom(random);
            const auto field = AirField::solve(room, cells(n % 3 == 0 ? 0.3 : n % 3 == 1 ? 0.2 : 0.25));
            if (!field->report().usable()) {
                QVERIFY(!field->report().problems.front().sentence.empty());
                continue;
            }
            ++solved;
            QCOMPARE(brokenLaw(*field), QString());
            const double missingK = balancedReturnC(*field) - field->report().returnC;
            followedToTheEnd += std::ranges::none_of(field->report().notices, [](const AirProblem& notice) {
                return notice.kind == AirProblemKind::DeadEnd;
            });
            QVERIFY2(std::abs(missingK) <= mostLost * std::max(balancedReturnC(*field) - 18.0, 1.0),
                     qPrintable(QStringLiteral("room %1: return off by %2 K of %3 K")
                                    .arg(n)
                                    .arg(-missingK)
                                    .arg(balancedReturnC(*field) - 18.0)));
            for (std::size_t c = 0; c < field->grid().count(); ++c)
                QVERIFY(field->solid()[c] || field->temperatureC()[c] >= 18.0F - 1e-4F);
            const double warmestK = std::ranges::max(inletsC(*field)) - 18.0;
            QVERIFY2(fractionsErrorK(*field) <=
                         fractionsToleranceK * std::max(warmestK / fractionsRiseK, 1.0),
                     qPrintable(QStringLiteral("room %1: %2 K of %3 K")
                                    .arg(n)
                                    .arg(fractionsErrorK(*field))
                                    .arg(warmestK)));
            const auto matrix = field->matrix(layoutOf(room));
            for (std::size_t i = 0; i < room.racks.size(); ++i)
                QVERIFY(std::abs(rowSum(*matrix, i) - 1.0) <= rowSumTolerance);
        }
        qInfo("%d rooms solved, %d of them to the end", solved, followedToTheEnd);
        QVERIFY2(solved >= 55, qPrintable(QString::number(solved)));
        QVERIFY2(followedToTheEnd >= 45, qPrintable(QString::number(followedToTheEnd)));
    }
};

QTEST_GUILESS_MAIN(AirFieldTest)

#include "tst_air_field.moc"
