// The racks nearest their inlet limits: the least left first, with the uncertainty of their halls used up.
#include "core/simulation/evaluate.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/racks_near_limit.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;

class RacksNearLimitTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const SitePtr site = test::smallCampus();
        snapshot_ = evaluate(site, conditionsOf(*site));
    }

    void theLeastLeftComesFirst()
    {
        const auto racks = racksNearLimit(*snapshot_, 1000);
        QCOMPARE(racks.size(), snapshot_->site->rackCount()); // all run and take in air
        for (std::size_t i = 1; i < racks.size(); ++i)
            QVERIFY(racks[i - 1].leastK <= racks[i].leastK);
    }

    void whatIsLeftIsTheLimitLessTheInletLessTheUncertainty()
    {
        for (const RackNearLimit& rack : racksNearLimit(*snapshot_, 5)) {
            const double leftK = rack.result().inletLimitC - rack.result().inletC;
            QCOMPARE(rack.leftK(), leftK);
            const auto uncertainty = inletUncertaintyOf(*rack.hall);
            QCOMPARE(rack.leastK, leftK - (uncertainty ? uncertainty->worstK : 0.0));
        }
    }

    void asManyAreGivenAsAreAskedForAndNoneLeftOutIsWorse()
    {
        const auto all = racksNearLimit(*snapshot_, 1000), ten = racksNearLimit(*snapshot_, 10);
        QCOMPARE(ten.size(), std::size_t(10));
        for (std::size_t i = 0; i < ten.size(); ++i)
            QCOMPARE(ten[i].leastK, all[i].leastK);
        QVERIFY(racksNearLimit(*snapshot_, 0).empty());
    }

    void whatDoesNotRunIsNotAmongThem()
    {
        Snapshot changed = *snapshot_;
        HallResult hall = *changed.halls.front();
        for (RackResult& rack : hall.racks)
            rack.service = RackService::NoPower;
        changed.halls.front() = std::make_shared<const HallResult>(hall);
        const auto racks = racksNearLimit(changed, 1000);
        QCOMPARE(racks.size(), snapshot_->site->rackCount() - hall.racks.size());
        QVERIFY(std::ranges::none_of(
            racks, [&](const RackNearLimit& rack) { return rack.hall == changed.halls.front(); }));
    }

private:
    SnapshotPtr snapshot_;
};

QTEST_GUILESS_MAIN(RacksNearLimitTest)
#include "tst_racks_near_limit.moc"
