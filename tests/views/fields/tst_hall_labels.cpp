#include "tests/support/campus.h"
#include "views/fields/hall_labels.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::fields;

class HallLabelsTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreNamedByWhatTheirRacksShare();
    void everyRackStandsInOneRow();
    void walkwaySplitsARow();
    void missingRackDoesNotSplitARow();
    void turnedHallHasTheSameRows();
};

namespace {

QStringList rowsAsText(const Site& site, const Hall& hall)
{
    QStringList rows;
    for (const RackRow& row : rackRows(site, hall))
        rows << QStringLiteral("%1: %2 racks").arg(row.name).arg(row.racks.size());
    return rows;
}

const Hall& firstHall(const Site& site)
{
    return *site.buildings.front()->halls.front();
}

} // namespace

void HallLabelsTest::rowsAreNamedByWhatTheirRacksShare()
{
    const SitePtr site = test::smallCampus();
    QCOMPARE(rowsAsText(*site, firstHall(*site)), QStringList({"A: 12 racks", "B: 12 racks"}));
}

void HallLabelsTest::everyRackStandsInOneRow()
{
    const SitePtr site = test::scaleCampus(500);
    const Hall& hall = firstHall(*site);
    std::vector<int> times(hall.racks.size(), 0);
    for (const RackRow& row : rackRows(*site, hall))
        for (const std::size_t rack : row.racks)
            ++times[rack];
    QVERIFY(std::all_of(times.begin(), times.end(), [](int n) { return n == 1; }));
    QCOMPARE(rackRows(*site, hall).size(), std::size_t(10));
}

void HallLabelsTest::walkwaySplitsARow()
{
    const SitePtr site = test::smallCampus();
    Hall hall = firstHall(*site);
    for (Rack& rack : hall.racks)
        if (rack.name > "A06" && rack.name < "B")
            rack.pose.x += 1.8;
    QCOMPARE(rowsAsText(*site, hall), QStringList({"A: 6 racks", "A: 6 racks", "B: 12 racks"}));
}

void HallLabelsTest::missingRackDoesNotSplitARow()
{
    const SitePtr site = test::smallCampus();
    Hall hall = firstHall(*site);
    std::erase_if(hall.racks, [](const Rack& rack) { return rack.name == "A06"; });
    QCOMPARE(rowsAsText(*site, hall), QStringList({"A: 11 racks", "B: 12 racks"}));
}

void HallLabelsTest::turnedHallHasTheSameRows()
{
    const SitePtr site = test::smallCampus();
    Hall hall = firstHall(*site);
    for (Rack& rack : hall.racks) {
        const Point2 turned = rotated(rack.pose.position(), 90.0);
        rack.pose = {turned.x, turned.y, rack.pose.yawDeg + 90.0};
    }
    QCOMPARE(rowsAsText(*site, hall), QStringList({"A: 12 racks", "B: 12 racks"}));
    QVERIFY(!rackRows(*site, hall).front().alongX);
}

QTEST_GUILESS_MAIN(HallLabelsTest)

#include "tst_hall_labels.moc"
