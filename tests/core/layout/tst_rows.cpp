// Rows of halls: which racks stand in them, and those found where a hall has none.
#include "core/layout/rows.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;

namespace {

const Hall& hallOf(const Site& site, std::size_t building)
{
    return *site.buildings[building]->halls.front();
}

// The found rows with the number of racks that stand in each: "A 12".
QStringList found(const Site& site, Hall hall)
{
    hall.rows = foundRows(hall, *site.catalogue);
    QStringList rows;
    const auto racks = racksByRow(hall);
    for (std::size_t r = 0; r < racks.size(); ++r)
        rows << QStringLiteral("%1 %2").arg(QString::fromStdString(hall.rows[r].name)).arg(racks[r].size());
    rows.sort();
    return rows;
}

} // namespace

class RowsTest : public QObject
{
    Q_OBJECT

private slots:
    void aRowIsNamedByWhatItsRacksShare()
    {
        QCOMPARE(found(*site_, hallOf(*site_, 0)), QStringList({"A 12", "B 12"}));
        QCOMPARE(found(*site_, hallOf(*site_, 1)), QStringList({"A 6", "B 6", "LA 4", "LB 4"}));
    }

    void aCrossAisleSplitsARow()
    {
        Hall hall = hallOf(*site_, 0);
        for (Rack& rack : hall.racks)
            if (rack.name > "A06" && rack.name < "B")
                rack.pose.x += 1.8;
        QCOMPARE(found(*site_, hall), QStringList({"A 6", "A 6", "B 12"}));
    }

    void aMissingRackDoesNot()
    {
        Hall hall = hallOf(*site_, 0);
        std::erase_if(hall.racks, [](const Rack& rack) { return rack.name == "A06"; });
        QCOMPARE(found(*site_, hall), QStringList({"A 11", "B 12"}));
    }

    void aHallTurnedByAQuarterHasTheSameRows()
    {
        Hall hall = hallOf(*site_, 0);
        for (Rack& rack : hall.racks) {
            const Point2 turned = rotated(rack.pose.position(), 90.0);
            rack.pose = {turned.x, turned.y, rack.pose.yawDeg + 90.0};
        }
        QCOMPARE(found(*site_, hall), QStringList({"A 12", "B 12"}));
    }

    void aRackBelongsToTheRowOnWhoseAreaItsCentreLies()
    {
        Hall hall = hallOf(*site_, 0);
        hall.rows = foundRows(hall, *site_->catalogue);
        const auto before = racksByRow(hall);
        const std::size_t rack = before[0][3];
        hall.racks[rack].pose.y = hall.rows[1].area.centre().y;
        hall.racks[rack].pose.x = hall.rows[1].area.right() - 0.01;
        auto after = racksByRow(hall);
        QCOMPARE(after[0].size(), before[0].size() - 1);
        QCOMPARE(after[1].back(), rack); // the eastern end
        hall.racks[rack].pose.y = 0.1;
        QVERIFY(!rowAt(hall, hall.racks[rack].pose.position()));
        after = racksByRow(hall);
        for (const auto& row : after)
            QVERIFY(std::find(row.begin(), row.end(), rack) == row.end());
    }

private:
    SitePtr site_ = test::smallCampus();
};

QTEST_GUILESS_MAIN(RowsTest)

#include "tst_rows.moc"
