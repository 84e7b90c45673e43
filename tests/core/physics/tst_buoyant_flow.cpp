// The buoyant flow as a whole: what every answer keeps, whatever the room, and how it is run.
#include "core/physics/buoyant_flow.h"

#include "tests/core/physics/air_rooms.h"
#include "tests/support/hall_h20.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr float roundingOfCells = 2e-3F; // [K]

BuoyantFlowOptions fewSteps(int steps = 120)
{
    BuoyantFlowOptions options;
    options.mostSteps = steps;
    return options;
}

// Finite, within what the supplies and outlets have, as much heat and air out as in; or a report that says why not.
QString brokenLawOf(const BuoyantField& field)
{
    if (!field.report().usable())
        return field.report().problems.front().sentence.empty() ? QStringLiteral("no sentence") : QString();
    float coldest = static_cast<float>(coldestSupplyC(field.room()));
    float warmest = coldest;
    for (const AirSupplyPatch& supply : field.room().supplies)
        warmest = std::max(warmest, static_cast<float>(supply.temperatureC));
    for (const InletScatter& scatter : field.scatter()) {
        if (!std::isfinite(scatter.scatterK))
            return QStringLiteral("a rack has no scatter");
    }
    for (const AirRackTemperatures& rack : field.racks()) {
        if (!std::isfinite(rack.inletC) || !std::isfinite(rack.outletC))
            return QStringLiteral("a rack has no temperature");
        warmest = std::max(warmest, static_cast<float>(rack.outletC));
        coldest = std::min(coldest, static_cast<float>(rack.outletC));
    }
    for (std::size_t c = 0; c < field.grid().count(); ++c) {
        if (field.solid()[c])
            continue;
        const float t = field.temperatureC()[c];
        const float tolerance = roundingOfCells * std::max(1.0F, (warmest - coldest) / 10.0F);
        if (!(t >= coldest - tolerance && t <= warmest + tolerance))
            return QStringLiteral("a cell of %1 °C, between %2 and %3").arg(t).arg(coldest).arg(warmest);
        for (const Axis axis : {Axis::X, Axis::Y, Axis::Z}) {
            if (!std::isfinite(field.velocityMs(axis)[c]))
                return QStringLiteral("a cell has no velocity");
        }
    }
    const bool followed = std::ranges::none_of(field.report().notices, [](const AirProblem& notice) {
        return notice.kind == AirProblemKind::DeadEnd;
    });
    if (field.report().massResidual > mostLost)
        return QStringLiteral("air is lost: %1").arg(field.report().massResidual);
    if (followed && field.report().energyResidual > mostLost)
        return QStringLiteral("heat is lost: %1").arg(field.report().energyResidual);
    return {};
}

// Panels anywhere, some of them narrower than a cell, some sealing spaces off.
void scramble(AirRoom& room, std::mt19937& random)
{
    const auto number = [&](double least, double most) {
        return std::uniform_real_distribution<double>(least, most)(random);
    };
    for (int n = 0; n < 3; ++n) {
        const double x = number(0.0, room.widthM);
        const double y = number(0.0, room.depthM);
        const bool across = number(0.0, 1.0) < 0.5;
        AirPanel panel;
        panel.normal = across ? Axis::X : Axis::Y;
        panel.area = {{x, y, 0.0},
                      {across ? x : x + number(0.05, 4.0), across ? y + number(0.05, 4.0) : y,
                       number(0.1, room.heightM)}};
        panel.openShare = number(0.0, 1.0) < 0.5 ? 0.0 : number(0.0, 1.0);
        room.panels.push_back(panel);
    }
    for (AirSupplyPatch& supply : room.supplies)
        supply.openShare = number(-0.5, 1.5);
    for (AirRack& rack : room.racks)
        rack.leakage = number(0.0, 1.0) < 0.2 ? number(-0.5, 1.5) : 0.0;
}

} // namespace

class BuoyantFlowTest : public QObject
{
    Q_OBJECT

private slots:
    // All air passes one rack: P / (ρ cp V) is what it adds, 6 kW / (1200 · 0.6) = 8.333 K above 18 °C in all that leaves.
    void theReturnHasTheHeatOfTheRacks()
    {
        const BuoyantFieldPtr field = BuoyantFlow::solve(roomOfOneRack());
        QCOMPARE(brokenLawOf(*field), QString());
        QVERIFY(std::abs(field->report().returnC - (18.0 + 6000.0 / (1200.0 * 0.6))) < 1e-4);
        const AirRackTemperatures& rack = field->racks().front();
        QVERIFY(std::abs(rack.outletC - rack.inletC - 10.0) < 1e-9); // 6 kW / (1200 · 0.5)
    }

    // What came from single racks adds up to what came from any, and the matrix says the same of the air at their fronts.
    void sharesOfTheAirInCellsAddUp()
    {
        const BuoyantFieldPtr field = BuoyantFlow::solve(hallH20(0.8), fewSteps(300));
        const std::vector<float> any = field->recirculatedShare();
        QCOMPARE(any.size(), field->grid().count());
        std::vector<double> sum(any.size(), 0.0);
        for (std::size_t r = 0; r < field->racks().size(); ++r) {
            const std::vector<float> one = field->shareFrom(r);
            for (std::size_t c = 0; c < one.size(); ++c)
                sum[c] += static_cast<double>(one[c]);
        }
        double most = 0.0;
        for (std::size_t c = 0; c < any.size(); ++c) {
            QVERIFY(any[c] >= 0.0F && any[c] <= 1.0F && (!field->solid()[c] || any[c] == 0.0F));
            QVERIFY(std::abs(sum[c] - static_cast<double>(any[c])) < 1e-3);
            most = std::max(most, sum[c]);
        }
        QVERIFY(most > 0.95);
        QVERIFY(field->shareFrom(field->racks().size()).empty());
    }

    // Cold air lies before the rack, the warm under the ceiling.
    void warmAirLiesOverCold()
    {
        const BuoyantFieldPtr field = BuoyantFlow::solve(roomOfOneRack());
        const AirGrid& grid = field->grid();
        const auto meanOfLayer = [&](int k) {
            double sum = 0.0;
            int count = 0;
            for (int j = 0; j < grid.cells[1]; ++j) {
                for (int i = 0; i < grid.cells[0]; ++i) {
                    const std::size_t c = grid.index(i, j, k);
                    if (field->solid()[c])
                        continue;
                    sum += static_cast<double>(field->temperatureC()[c]);
                    ++count;
                }
            }
            return sum / count;
        };
        QVERIFY(meanOfLayer(grid.cells[2] - 1) > meanOfLayer(0) + 1.0);
    }

    // The forced limit: where next to nothing lifts the air, its path is the same whatever the heat, and rises go with that.
    // 0.1 W warm it by 0.2 mK, which moves air by √(2 g H ΔT/T) = 6 mm/s at most, where it is blown at 0.4 m/s.
    void withoutBuoyancyRisesGoWithTheHeat()
    {
        constexpr double ofTheRise = 0.02;
        const auto riseAt = [](double heatW) {
            AirRoom room = roomOfOneRack();
            room.supplies.front().flowM3s *= 0.6; // so that the rack draws its own air again
            room.racks.front().heatW = heatW;
            return BuoyantFlow::solve(room)->racks().front().inletC - room.supplies.front().temperatureC;
        };
        const double once = riseAt(0.1);
        const double twice = riseAt(0.2);
        qInfo("%.3e and %.3e K", once, twice);
        QVERIFY(once > 0.0);
        QVERIFY2(std::abs(twice / (2.0 * once) - 1.0) <= ofTheRise,
                 qPrintable(QString::number(twice / once)));
    }

    void oneThreadFindsWhatTwoFind()
    {
        BuoyantFlowOptions alone = fewSteps();
        alone.threads = 1;
        const BuoyantFieldPtr one = BuoyantFlow::solve(hallH20(0.8), alone);
        const BuoyantFieldPtr two = BuoyantFlow::solve(hallH20(0.8), fewSteps());
        for (std::size_t i = 0; i < 20; ++i)
            QCOMPARE(one->racks()[i].inletC, two->racks()[i].inletC); // bit for bit: sums have one order
    }

    void burstsFindWhatOneRunFinds()
    {
        BuoyantFlow flow(hallH20(0.8), fewSteps());
        int bursts = 0;
        while (flow.advance(7)) {
            if (++bursts == 3)
                QVERIFY(flow.field()->report().usable()); // looking changes nothing
            const BuoyantFieldPtr seen = flow.glance();
            QVERIFY(std::isfinite(seen->racks()[0].inletC) && !seen->matrix(layoutOf(seen->room())));
        }
        const BuoyantFieldPtr whole = BuoyantFlow::solve(hallH20(0.8), fewSteps());
        QCOMPARE(flow.steps(), whole->report().iterations);
        for (std::size_t i = 0; i < 20; ++i)
            QCOMPARE(flow.field()->racks()[i].inletC, whole->racks()[i].inletC);
    }

    void aStoppedFlowGivesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!BuoyantFlow::solve(hallH20(0.8), {}, nullptr, stop.get_token()));
        const BuoyantFieldPtr field = BuoyantFlow::solve(hallH20(0.8), fewSteps());
        QVERIFY(!field->matrix(layoutOf(field->room()), {}, stop.get_token()));
    }

    // A start from another room's flow, or from one with problems, is a start from nothing.
    void aForeignFlowLendsNothing()
    {
        const BuoyantFieldPtr other = BuoyantFlow::solve(roomOfOneRack(), fewSteps());
        AirRoom broken = hallH20(0.8);
        broken.supplies.clear();
        const BuoyantFieldPtr none = BuoyantFlow::solve(broken, fewSteps());
        QVERIFY(!none->report().usable());
        const BuoyantFieldPtr alone = BuoyantFlow::solve(hallH20(0.8), fewSteps());
        for (const BuoyantFieldPtr& earlier : {other, none}) {
            const BuoyantFieldPtr field = BuoyantFlow::solve(hallH20(0.8), fewSteps(), earlier.get());
            QCOMPARE(field->racks()[0].inletC, alone->racks()[0].inletC);
        }
    }

    void lawsHoldInRandomRooms()
    {
        std::mt19937 random(20'260'711);
        int solved = 0;
        for (int n = 0; n < 24; ++n) {
            AirRoom room = randomRoom(random);
            if (n % 2 == 1)
                scramble(room, random);
            BuoyantFlowOptions options = fewSteps(40);
            options.statedLeakage = n % 4 == 1;
            const BuoyantFieldPtr field = BuoyantFlow::solve(room, options);
            const QString broken = brokenLawOf(*field);
            QVERIFY2(broken.isEmpty(), qPrintable(QStringLiteral("room %1: %2").arg(n).arg(broken)));
            solved += field->report().usable();
            if (!field->report().usable() || n % 3 != 0) // fractions take longer than so short a flow
                continue;
            const auto matrix = field->matrix(layoutOf(room));
            for (std::size_t i = 0; i < room.racks.size(); ++i)
                QVERIFY(std::abs(rowSum(*matrix, i) - 1.0) <= rowSumTolerance);
        }
        qInfo("%d of 24 rooms solved", solved);
        QVERIFY(solved >= 22);
    }

    // Values that no hall has: an answer within bounds, or a sentence.
    void impossibleRoomsGiveAReport()
    {
        const double inf = std::numeric_limits<double>::infinity();
        const double nan = std::numeric_limits<double>::quiet_NaN();
        for (const double value : {0.0, -1.0, 1e-9, 1e4, 1e30, inf, nan}) {
            for (int what = 0; what < 8; ++what) {
                AirRoom room = roomOfOneRack();
                AirRack& rack = room.racks.front();
                AirSupplyPatch& supply = room.supplies.front();
                const std::array<double*, 8> values = {
                    &rack.flowM3s, &rack.heatW,         &supply.flowM3s, &supply.temperatureC,
                    &room.heightM, &room.heatPerVolume, &rack.leakage,   &supply.openShare};
                *values[static_cast<std::size_t>(what)] = value;
                BuoyantFlowOptions options = fewSteps(30);
                options.mostCells = 20'000;
                options.statedLeakage = true;
                const BuoyantFieldPtr field = BuoyantFlow::solve(room, options);
                if (field->report().usable()) {
                    for (const AirRackTemperatures& air : field->racks())
                        QVERIFY2(std::isfinite(air.inletC) && std::isfinite(air.outletC),
                                 qPrintable(QStringLiteral("value %1 at %2").arg(value).arg(what)));
                } else {
                    QVERIFY(!field->report().problems.front().sentence.empty());
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(BuoyantFlowTest)

#include "tst_buoyant_flow.moc"
