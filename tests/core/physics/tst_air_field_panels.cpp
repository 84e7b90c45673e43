// Racks against each other and against the walls of a closed aisle: their air comes from the space they stand in.
#include "core/physics/air_field.h"

#include "tests/core/physics/air_rooms.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double suppliedC = 18.0;
constexpr double warmedK = 5.0; // half a rack's rise: air of the aisle is warmer, air of the room is colder
constexpr double wallY = 3.6;   // of the hot aisle

// 6 x 6 x 3 m, cold in the south. A wall up to the ceiling closes off the north: over the rears of three racks and in the
// gaps beside them, where the ceiling has a grille. The middle rack is the first, its front south.
AirRoom roomWithHotAisle(AirSide closedSide)
{
    AirRoom room = roomOfOneRack();
    room.racks.push_back(rackAt(2, 2.1, 2.4, true));
    room.racks.push_back(rackAt(3, 3.3, 2.4, true));
    room.supplies.front().flowM3s = 1.8;
    const auto wall = [&](double from, double to, double fromZ) {
        room.panels.push_back({{{from, wallY, fromZ}, {to, wallY, 3.0}}, Axis::Y, 0.01, closedSide});
    };
    wall(0.0, 2.1, 0.0);
    wall(2.1, 3.9, 2.1);
    wall(3.9, 6.0, 0.0);
    return room;
}

// The least and the most of the air in the north.
std::pair<double, double> aisleC(const AirField& field)
{
    std::pair<double, double> found = {1e9, -1e9};
    const AirGrid& grid = field.grid();
    for (int k = 0; k < grid.cells[2]; ++k)
        for (int j = static_cast<int>(std::lround(wallY / grid.cellM)); j < grid.cells[1]; ++j)
            for (int i = 0; i < grid.cells[0]; ++i) {
                const std::size_t c = grid.index(i, j, k);
                if (field.solid()[c])
                    continue;
                found.first = std::min(found.first, static_cast<double>(field.temperatureC()[c]));
                found.second = std::max(found.second, static_cast<double>(field.temperatureC()[c]));
            }
    return found;
}

} // namespace

class AirFieldPanelsTest : public QObject
{
    Q_OBJECT

private slots:
    void aRackInAClosedHotAisleDrawsItsAir_data()
    {
        QTest::addColumn<QList<double>>("southWestX"); // of racks in the aisle
        QTest::addColumn<double>("fromWallM");
        QTest::addColumn<bool>("frontSouth");
        QTest::addColumn<AirSide>("closedSide");
        const QList<double> behind = {2.7};
        QTest::newRow("behind another") << behind << 0.0 << true << AirSide::Positive;
        QTest::newRow("behind another, at a wall of no side") << behind << 0.0 << true << AirSide::Neither;
        QTest::newRow("within half a cell of another") << behind << 0.05 << true << AirSide::Positive;
        QTest::newRow("two cells off another") << behind << 0.3 << true << AirSide::Positive;
        QTest::newRow("back to back") << behind << 0.0 << false << AirSide::Positive;
        QTest::newRow("behind two others") << QList<double>{2.4} << 0.0 << true << AirSide::Positive;
        QTest::newRow("three abreast behind three")
            << QList<double>{2.7, 2.1, 3.3} << 0.0 << true << AirSide::Positive;
        QTest::newRow("against the wall itself") << QList<double>{0.9} << 0.0 << true << AirSide::Positive;
        QTest::newRow("against a wall of no side") << QList<double>{0.9} << 0.0 << true << AirSide::Neither;
        QTest::newRow("half behind another, half against the wall")
            << QList<double>{1.8} << 0.0 << true << AirSide::Positive;
    }

    void aRackInAClosedHotAisleDrawsItsAir()
    {
        QFETCH(QList<double>, southWestX);
        QFETCH(double, fromWallM);
        QFETCH(bool, frontSouth);
        QFETCH(AirSide, closedSide);
        AirRoom room = roomWithHotAisle(closedSide);
        for (const double x : southWestX)
            room.racks.push_back(
                rackAt(static_cast<int>(room.racks.size()) + 1, x, wallY + fromWallM, frontSouth));
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(brokenLaw(*field), QString());
        const auto [leastC, mostC] = aisleC(*field);
        for (std::size_t i = 0; i < room.racks.size(); ++i) {
            const AirRackTemperatures& rack = field->racks()[i];
            const QByteArray where =
                QStringLiteral("rack %1 draws %2 °C").arg(i + 1).arg(rack.inletC).toUtf8();
            QVERIFY2(!rack.leftOut, where);
            if (i < 3) // those in the row
                QVERIFY2(std::abs(rack.inletC - suppliedC) < 0.2, where);
            else
                QVERIFY2(rack.inletC > leastC - roundingK && rack.inletC < mostC + roundingK &&
                             rack.inletC > suppliedC + warmedK,
                         where);
        }
    }

    // The row's own racks blow into the aisle by the edges, though a rack covers their rears: the room stays cold.
    void aCoveredRearBlowsIntoTheAisle()
    {
        AirRoom room = roomWithHotAisle(AirSide::Positive);
        for (const double x : {2.7, 2.1, 3.3})
            room.racks.push_back(rackAt(static_cast<int>(room.racks.size()) + 1, x, wallY, true));
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(brokenLaw(*field), QString());
        const AirGrid& grid = field->grid();
        for (int k = 0; k < grid.cells[2]; ++k)
            for (int i = 0; i < grid.cells[0]; ++i) {
                const std::size_t c = grid.index(i, 22, k); // 0.3 m before the wall
                QVERIFY(field->solid()[c] || static_cast<double>(field->temperatureC()[c]) < suppliedC + 0.5);
            }
    }

    // A rack under the lid of a cold aisle, its front against that of one in the row: not the hot air over the lid.
    void aRackUnderALidDrawsTheAirBelowIt()
    {
        AirRoom room = roomOfOneRack();
        room.racks[0] = rackAt(1, 2.7, 3.0, true);
        room.racks.push_back(rackAt(2, 2.7, 1.8, false));
        room.supplies.front() = {"tile", {{{3.6, 1.2, 0}, {4.2, 2.4, 0}}, Axis::Z, true}, 1.2, suppliedC};
        constexpr double open = 0.01;
        room.panels.push_back({{{1.8, 0.6, 2.1}, {4.8, 3.0, 2.1}}, Axis::Z, open, AirSide::Negative});
        room.panels.push_back({{{1.8, 0.6, 0.0}, {1.8, 3.0, 2.1}}, Axis::X, open, AirSide::Positive});
        room.panels.push_back({{{4.8, 0.6, 0.0}, {4.8, 3.0, 2.1}}, Axis::X, open, AirSide::Negative});
        room.panels.push_back({{{1.8, 0.6, 0.0}, {4.8, 0.6, 2.1}}, Axis::Y, open, AirSide::Positive});
        room.panels.push_back({{{1.8, 3.0, 0.0}, {2.7, 3.0, 2.1}}, Axis::Y, open, AirSide::Negative});
        room.panels.push_back({{{3.3, 3.0, 0.0}, {4.8, 3.0, 2.1}}, Axis::Y, open, AirSide::Negative});
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(brokenLaw(*field), QString());
        const auto matrix = field->matrix(layoutOf(room));
        for (std::size_t i = 0; i < 2; ++i) // both draw within the aisle, where only the second blows
            QVERIFY2(matrix->share(i, 0) < 0.02, qPrintable(QString::number(matrix->share(i, 0))));
    }

    void aRackAgainstAWallIsNamedWithIt()
    {
        AirRoom room = roomWithHotAisle(AirSide::Positive);
        room.racks.push_back(rackAt(4, 0.9, wallY, true));
        const auto field = AirField::solve(room, cells(0.15));
        QVERIFY2(sentencesOf(field->report().notices)
                     .contains("A04's front is covered by a panel; its air passes round the edges."),
                 qPrintable(sentencesOf(field->report().notices)));
    }

    // More than half open, it is no cover: a rack draws through a grating.
    void aRackDrawsThroughAGrating()
    {
        AirRoom room = roomWithHotAisle(AirSide::Positive);
        for (AirPanel& panel : room.panels)
            panel.openShare = 0.7;
        room.racks.push_back(rackAt(4, 0.9, wallY, true));
        const auto field = AirField::solve(room, cells(0.15));
        QCOMPARE(brokenLaw(*field), QString());
        QVERIFY(field->report().notices.empty());
        QVERIFY2(field->racks()[3].inletC < suppliedC + warmedK,
                 qPrintable(QString::number(field->racks()[3].inletC)));
    }
};

QTEST_GUILESS_MAIN(AirFieldPanelsTest)

#include "tst_air_field_panels.moc"
