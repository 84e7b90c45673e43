// Where racks go that come from another hall: rows first, never an aisle.
#include "core/design/copies.h"
#include "core/design/hall_places.h"
#include "core/layout/rows.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::design;
using namespace hallwright::test;

namespace {

const HallId from{1}, to{2};

std::vector<Standing> firstRacks(const Site& site, std::size_t count)
{
    std::vector<ObjectRef> racks;
    for (std::size_t i = 0; i < count; ++i)
        racks.push_back(refTo(site.hall(from).racks[i].id));
    return standingsOf(site, racks, from);
}

template <class Change>
SitePtr with(const SitePtr& site, Change change)
{
    SiteEdit edit(site);
    change(edit.change(to));
    return edit.done();
}

// A hall of one row 6 m long between two aisles, and bare floor to the north.
SitePtr withOneRow()
{
    return with(smallCampus(), [](Hall& hall) {
        hall.racks.clear();
        hall.airHandlers.clear();
        hall.cdus.clear();
        hall.columns.clear();
        hall.walls.clear();
        hall.tileFields.clear();
        Row row = hall.rows.front();
        row.area = {4.0, 4.0, 6.0, 1.2};
        row.yawDeg = 180.0;
        hall.rows = {row};
        Aisle cold = hall.aisles.front(), hot = hall.aisles.front();
        cold.area = {4.0, 2.8, 6.0, 1.2};
        hot.area = {4.0, 5.2, 6.0, 1.2};
        hot.id = {cold.id.value + 100};
        hall.aisles = {cold, hot};
    });
}

} // namespace

class TestHallPlaces : public QObject
{
    Q_OBJECT

private slots:
    void racksGoIntoRowsFacedAsThese()
    {
        const SitePtr site = withOneRow();
        const auto put = placesInHall(site, to, firstRacks(*site, 3));
        QVERIFY(put);
        QCOMPARE(put->size(), std::size_t{3});
        QVERIFY(standsApart(*put));
        for (const Standing& rack : *put) {
            QCOMPARE(rack.pose.yawDeg, 180.0);
            QCOMPARE(rack.pose.y, 4.6);
            QVERIFY(rowAt(site->hall(to), rack.pose.position()));
        }
    }

    void whereTheRowsAreFullTheyStandBesideTheAisles()
    {
        const SitePtr site = with(withOneRow(), [](Hall& hall) { hall.rows.clear(); });
        const auto put = placesInHall(site, to, firstRacks(*site, 3));
        QVERIFY(put);
        QVERIFY(!lieOnAisles(site->hall(to), *put));
        QVERIFY(FreeFloor(site, to, {}).isFree(*put));
    }

    void aHallOfAislesAloneHasNoPlace()
    {
        const SitePtr site = with(withOneRow(), [](Hall& hall) {
            hall.rows.clear();
            hall.aisles.resize(1);
            hall.aisles.front().area = {0.0, 0.0, hall.widthM, hall.depthM};
        });
        QVERIFY(!placesInHall(site, to, firstRacks(*site, 1)));
    }

private:
    static bool standsApart(const std::vector<Standing>& put)
    {
        for (std::size_t i = 0; i < put.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (overlap(Footprint(put[i].pose, put[i].widthM, put[i].depthM),
                            Footprint(put[j].pose, put[j].widthM, put[j].depthM)))
                    return false;
            }
        }
        return true;
    }
};

QTEST_GUILESS_MAIN(TestHallPlaces)
#include "tst_hall_places.moc"
