// What a field takes over from another: a start where it is of the same room, and nothing that could do harm where not.
#include "core/physics/air_field.h"

#include "tests/core/physics/air_rooms.h"
#include "tests/support/hall_h20.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// Rooms of many sizes, some more than one of the same, and some that have no field.
std::vector<AirRoom> manyRooms()
{
    std::vector<AirRoom> rooms = {duct(), hallH20(0.8), roomOfOneRack(), ductWithAlcove()};
    std::mt19937 random(5);
    for (int n = 0; n < 6; ++n)
        rooms.push_back(randomRoom(random));
    AirRoom noSupply = hallH20(0.8);
    noSupply.supplies.clear();
    AirRoom tooThin = duct();
    tooThin.heightM = 0.05;
    AirRoom noNumber = roomOfOneRack();
    noNumber.racks[0].flowM3s = std::numeric_limits<double>::quiet_NaN();
    rooms.insert(rooms.end(), {noSupply, tooThin, noNumber});
    return rooms;
}

bool sameCells(std::span<const float> a, std::span<const float> b)
{
    return std::ranges::equal(a, b,
                              [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

} // namespace

class AirFieldStartTest : public QObject
{
    Q_OBJECT

private slots:
    void aFieldFromThePreviousOneIsTheSame()
    {
        constexpr double tolerance = 1e-7;
        constexpr double flowErrorK = 2e-3; // of a potential that is right to 1e-7
        const auto before = AirField::solve(test::hallH20(0.8), cells(0.15, tolerance));
        AirRoom room = test::hallH20(0.8);
        for (AirBox* box : {&room.racks[9].body, &room.racks[9].front.area, &room.racks[9].rear.area}) {
            box->least.x += 1.2;
            box->most.x += 1.2;
        }
        const auto cold = AirField::solve(room, cells(0.15, tolerance));
        const auto warm = AirField::solve(room, cells(0.15, tolerance), before.get());
        QVERIFY(warm->report().iterations < cold->report().iterations);
        for (std::size_t i = 0; i < 20; ++i)
            QVERIFY(std::abs(warm->racks()[i].inletC - cold->racks()[i].inletC) < flowErrorK);
        for (std::size_t c = 0; c < cold->grid().count(); ++c) {
            if (!cold->solid()[c])
                QVERIFY(std::abs(warm->temperatureC()[c] - cold->temperatureC()[c]) < 0.1F);
        }
        const auto same = AirField::solve(room, cells(0.15, tolerance), cold.get());
        QCOMPARE(same->report().iterations, 0);
    }

    // From one to the next in random order, each worked out in what the one before left: the field is to the last bit the
    // one that nothing came before, but for a room that is solved twice running.
    void aFieldAfterAnyOtherRoomIsAsIfItWereTheFirst()
    {
        const std::vector<AirRoom> rooms = manyRooms();
        std::vector<AirFieldPtr> alone;
        for (const AirRoom& room : rooms)
            alone.push_back(AirField::solve(room, cells(0.2)));
        std::mt19937 random(17);
        AirFieldPtr before;
        for (int n = 0; n < 150; ++n) {
            const std::size_t r = random() % rooms.size();
            if (before && before->grid() == alone[r]->grid())
                continue;
            const AirFieldPtr field = AirField::solve(rooms[r], cells(0.2), before.get());
            const QString where = QStringLiteral("solution %1, of room %2: ").arg(n).arg(r);
            QVERIFY2(field->report().usable() == alone[r]->report().usable(),
                     qPrintable(where + problemsOf(*field)));
            QCOMPARE(problemsOf(*field), problemsOf(*alone[r]));
            QCOMPARE(field->report().iterations, alone[r]->report().iterations);
            QVERIFY2(sameCells(field->temperatureC(), alone[r]->temperatureC()), qPrintable(where));
            QVERIFY2(inletsC(*field) == inletsC(*alone[r]), qPrintable(where));
            before = field;
        }
    }

    // The same room on finer and coarser cells is not the same grid either.
    void aFieldAfterOneOfOtherCellsIsAsIfItWereTheFirst()
    {
        const AirRoom room = hallH20(0.8);
        const auto alone = AirField::solve(room, cells(0.15));
        AirFieldPtr field = alone;
        for (const double cellM : {0.3, 0.2, 0.25, 0.15})
            field = AirField::solve(room, cells(cellM), field.get());
        QCOMPARE(field->report().iterations, alone->report().iterations);
        QVERIFY(sameCells(field->temperatureC(), alone->temperatureC()));
    }

    // Its supply gone, the room has no field; when it is back, nothing of the failure is left.
    void aFailedFieldIsNoStart()
    {
        const AirRoom room = hallH20(0.8);
        AirRoom dark = room;
        dark.supplies.clear();
        const auto alone = AirField::solve(room, cells(0.2));
        const auto failed = AirField::solve(dark, cells(0.2), alone.get());
        QVERIFY(!failed->report().usable());
        const auto after = AirField::solve(room, cells(0.2), failed.get());
        QVERIFY2(after->report().usable(), qPrintable(problemsOf(*after)));
        QCOMPARE(after->report().iterations, alone->report().iterations);
        QVERIFY(inletsC(*after) == inletsC(*alone));
    }
};

QTEST_GUILESS_MAIN(AirFieldStartTest)

#include "tst_air_field_start.moc"
