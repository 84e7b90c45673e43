// A contained aisle is closed as long as something stands along its sides; what lost one holds no air.
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "core/simulation/closed_aisles.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double rackM = 0.6, deepM = 1.2, widthM = 1.8;

// A hot aisle of ten racks' length along x at y 4 to 5.8, `south` racks below it and `north` above it, from its west end.
struct Drawn {
    Catalogue catalogue;
    Hall hall;

    explicit Drawn(int south, int north, bool alongX = true)
    {
        RackType type;
        type.id = RackTypeId{1};
        type.widthM = rackM;
        type.depthM = deepM;
        catalogue.rackTypes = {type};
        hall.widthM = hall.depthM = 20.0;
        Aisle aisle;
        aisle.kind = AisleKind::Hot;
        aisle.contained = true;
        aisle.area = alongX ? Rect{5.0, 4.0, 10 * rackM, widthM} : Rect{4.0, 5.0, widthM, 10 * rackM};
        hall.aisles = {aisle};
        for (int i = 0; i < south; ++i)
            add(5.0 + rackM * (i + 0.5), 4.0 - deepM / 2, 0.0, alongX);
        for (int i = 0; i < north; ++i)
            add(5.0 + rackM * (i + 0.5), 4.0 + widthM + deepM / 2, 180.0, alongX);
    }

    void add(double along, double across, double yawDeg, bool alongX)
    {
        Rack rack;
        rack.type = RackTypeId{1};
        rack.pose = alongX ? Pose{along, across, yawDeg} : Pose{across, along, yawDeg + 90.0};
        hall.racks.push_back(rack);
    }

    bool isClosed() const { return closedAislesOf(hall, catalogue).front(); }
};

} // namespace

class ClosedAislesTest : public QObject
{
    Q_OBJECT

private slots:
    void bothSidesAreLinedForHalfOfTheirLengthAtLeast_data()
    {
        QTest::addColumn<int>("north");
        QTest::addColumn<bool>("closed");
        QTest::newRow("whole") << 10 << true;
        QTest::newRow("one rack out") << 9 << true;
        QTest::newRow("half") << 5 << true;
        QTest::newRow("less than half") << 4 << false;
        QTest::newRow("none") << 0 << false;
    }
    void bothSidesAreLinedForHalfOfTheirLengthAtLeast()
    {
        QFETCH(int, north);
        QFETCH(bool, closed);
        for (const bool alongX : {true, false}) {
            QCOMPARE(Drawn(10, north, alongX).isClosed(), closed);
            QCOMPARE(Drawn(north, 10, alongX).isClosed(), closed);
        }
    }

    void panelsCloseASideWhileAnythingHoldsThem()
    {
        for (const int north : {1, 4, 0}) {
            Drawn drawn(10, north);
            drawn.hall.aisles.front().blanked = true;
            QCOMPARE(drawn.isClosed(), north > 0);
        }
    }

    void theHallsWallClosesASide()
    {
        Drawn drawn(0, 10);
        QVERIFY(!drawn.isClosed());
        for (Rack& rack : drawn.hall.racks)
            rack.pose.y -= 4.0;
        drawn.hall.aisles.front().area.y = 0.0;
        QVERIFY(drawn.isClosed());
    }

    void whatStandsInTheAisleOrFarFromItLinesNoSide()
    {
        for (const double byM : {-1.5, 0.6}) {
            Drawn drawn(10, 10);
            for (std::size_t i = 10; i < 20; ++i)
                drawn.hall.racks[i].pose.y += byM;
            QVERIFY(!drawn.isClosed());
        }
    }

    void anAisleAlongWhichNothingStandsIsAsItIsSaid()
    {
        QVERIFY(Drawn(0, 0).isClosed());
        Drawn open(10, 10);
        open.hall.aisles.front().contained = false;
        QVERIFY(!open.isClosed());
    }

    // The racks that remain take in the air of what was their closed aisle, and what is said of them is less sure.
    void racksGetWarmerWhenTheRowOppositeIsTakenAway()
    {
        const SitePtr site = smallCampus();
        const Hall* found = nullptr;
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& each : building->halls) {
                if (std::ranges::any_of(each->aisles, &Aisle::contained))
                    found = each.get();
            }
        }
        QVERIFY(found);
        const Hall& hall = *found;
        const double facingDeg = hall.racks.front().pose.yawDeg;
        SiteEdit edit(site), same(site);
        for (const Rack& rack : hall.racks) {
            if (rack.pose.yawDeg != facingDeg)
                edit.remove(refTo(rack.id));
        }
        const SitePtr without = edit.done();
        QVERIFY(without->hall(hall.id).racks.size() < hall.racks.size());
        const SnapshotPtr before = evaluate(site, conditionsOf(*site));
        const SnapshotPtr after = evaluate(without, conditionsOf(*without));
        const RackId rack = hall.racks.front().id;
        const auto inletC = [&](const SnapshotPtr& of) {
            const HallResult& result = *of->hallResult(hall.id);
            for (std::size_t i = 0; i < result.hall->racks.size(); ++i) {
                if (result.hall->racks[i].id == rack)
                    return result.racks[i].inletC;
            }
            return std::numeric_limits<double>::quiet_NaN();
        };
        QVERIFY(inletC(after) > inletC(before) + 0.3);
    }
};

QTEST_GUILESS_MAIN(ClosedAislesTest)

#include "tst_closed_aisles.moc"
