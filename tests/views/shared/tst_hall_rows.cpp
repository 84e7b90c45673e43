// The rows of a hall as plan, heatmap and scene name them: those of the model, and nothing guessed.
#include "core/model/edits.h"
#include "tests/support/campus.h"
#include "views/shared/hall_rows.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;
using style::HallRow;
using style::hallRows;

namespace {

QStringList asText(const Site& site, const Hall& hall)
{
    QStringList rows;
    for (const HallRow& row : hallRows(site, hall))
        rows << QStringLiteral("%1: %2 racks").arg(row.name).arg(row.racks.size());
    return rows;
}

const Hall& hallOf(const Site& site, std::size_t building)
{
    return *site.buildings[building]->halls.front();
}

} // namespace

class HallRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreThoseOfTheModel()
    {
        Hall hall = hallOf(*site_, 0);
        QCOMPARE(asText(*site_, hall), QStringList({"A: 12 racks", "B: 12 racks"}));
        hall.rows[1].name = "North";
        QCOMPARE(asText(*site_, hall), QStringList({"A: 12 racks", "North: 12 racks"}));
    }

    void aHallWithoutRowsHasOneForEachRack()
    {
        Hall hall = hallOf(*site_, 0);
        hall.rows.clear();
        const std::vector<HallRow> rows = hallRows(*site_, hall);
        QCOMPARE(rows.size(), hall.racks.size());
        for (const HallRow& row : rows)
            QVERIFY(row.name.isEmpty() && row.racks.size() == 1);
    }

    void everyRackStandsInOneRow()
    {
        const SitePtr large = test::scaleCampus(500);
        for (const BuildingPtr& building : large->buildings) {
            for (const HallPtr& hall : building->halls) {
                std::vector<int> times(hall->racks.size(), 0);
                for (const HallRow& row : hallRows(*large, *hall))
                    for (const std::size_t rack : row.racks)
                        ++times[rack];
                QVERIFY(std::all_of(times.begin(), times.end(), [](int n) { return n == 1; }));
            }
        }
    }

    void aRackMovedOutOfItsRowStandsAlone()
    {
        const Hall& before = hallOf(*site_, 0);
        const Rack& rack = before.racks[5];
        const SitePtr moved =
            withRackPose(site_, rack.id, {rack.pose.x, rack.pose.y + 1.2, rack.pose.yawDeg});
        const std::vector<HallRow> rows = hallRows(*moved, hallOf(*moved, 0));
        QCOMPARE(rows.front().racks.size(), std::size_t{11});
        QVERIFY(rows.back().name.isEmpty());
        QCOMPARE(rows.back().racks, std::vector<std::size_t>{5});
    }

    void racksOfARowStandFromWestToEastOrSouthToNorth()
    {
        const Hall& hall = hallOf(*site_, 0);
        for (const HallRow& row : hallRows(*site_, hall)) {
            QVERIFY(row.alongX);
            for (std::size_t i = 1; i < row.racks.size(); ++i)
                QVERIFY(hall.racks[row.racks[i - 1]].pose.x < hall.racks[row.racks[i]].pose.x);
        }
        Hall turned = hall; // by a quarter: x becomes y
        for (Rack& rack : turned.racks)
            rack.pose = {hall.depthM - rack.pose.y, rack.pose.x, rack.pose.yawDeg + 90.0};
        for (Row& row : turned.rows) {
            row.area = {hall.depthM - row.area.top(), row.area.x, row.area.depth, row.area.width};
            row.yawDeg += 90.0;
        }
        for (const HallRow& row : hallRows(*site_, turned)) {
            QCOMPARE(row.racks.size(), std::size_t{12});
            QVERIFY(!row.alongX);
            for (std::size_t i = 1; i < row.racks.size(); ++i)
                QVERIFY(turned.racks[row.racks[i - 1]].pose.y < turned.racks[row.racks[i]].pose.y);
        }
    }

    void aRowsBoundsHoldItsRacks()
    {
        const Hall& hall = hallOf(*site_, 1);
        for (const HallRow& row : hallRows(*site_, hall)) {
            for (const std::size_t index : row.racks) {
                const Point2 p = hall.racks[index].pose.position();
                QVERIFY(p.x > row.bounds.x && p.x < row.bounds.right());
                QVERIFY(p.y > row.bounds.y && p.y < row.bounds.top());
            }
        }
    }

    void aRackIsNamedByWhatTellsItFromItsNeighbours_data()
    {
        QTest::addColumn<QString>("hallName");
        QTest::addColumn<QString>("rowName");
        QTest::addColumn<QString>("rackName");
        QTest::addColumn<QString>("expected");
        QTest::newRow("letter and number") << "H1"
                                           << "A"
                                           << "A07"
                                           << "07";
        QTest::newRow("with the hall's name") << "B1-H4"
                                              << "A"
                                              << "B1-H4-A07"
                                              << "07";
        QTest::newRow("parted") << "H1"
                                << "R01"
                                << "R01-17"
                                << "17";
        QTest::newRow("of another series") << "H1"
                                           << "A"
                                           << "AB07"
                                           << "AB07";
        QTest::newRow("of a row named otherwise") << "H1"
                                                  << "North"
                                                  << "A07"
                                                  << "A07";
        QTest::newRow("called like its row") << "H1"
                                             << "A"
                                             << "A"
                                             << "A";
        QTest::newRow("beside all rows") << "H1"
                                         << ""
                                         << "A07"
                                         << "A07";
    }

    void aRackIsNamedByWhatTellsItFromItsNeighbours()
    {
        QFETCH(QString, hallName);
        QFETCH(QString, rowName);
        QFETCH(QString, rackName);
        QFETCH(QString, expected);
        Hall hall;
        hall.name = hallName.toStdString();
        hall.racks.emplace_back().name = rackName.toStdString();
        HallRow row;
        row.name = rowName;
        QCOMPARE(style::nameInRow(hall, row, 0), expected);
    }

private:
    SitePtr site_ = test::smallCampus();
};

QTEST_GUILESS_MAIN(HallRowsTest)

#include "tst_hall_rows.moc"
