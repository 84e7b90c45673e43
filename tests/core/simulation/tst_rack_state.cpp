// The worst that holds of a rack is what it is counted as.
#include "core/simulation/evaluate.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/rack_state.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;

class RackStateTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = test::smallCampus();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
    }

    void everyRackHasOneState()
    {
        const RackStateCounts counts = countRackStates(*snapshot_);
        std::size_t sum = 0;
        for (const std::size_t racks : counts.racks)
            sum += racks;
        QCOMPARE(sum, site_->rackCount());
        QCOMPARE(counts.of(RackState::OverLimit), snapshot_->racksOverLimit);
        QCOMPARE(counts.of(RackState::Dark), std::size_t{0});
        QCOMPARE(counts.of(RackState::OneFeed), std::size_t{0});
    }

    void aRackWithoutOneOfItsFeedsRunsOnOneAndWithoutBothIsDark()
    {
        const Rack* rack = nullptr;
        for (const Rack& candidate : site_->buildings[0]->halls[0]->racks) {
            if (candidate.feedA.valid() && candidate.feedB.valid() && candidate.feedA != candidate.feedB)
                rack = &candidate;
        }
        QVERIFY(rack);
        Outages out = Outages().with(refTo(rack->feedA), true);
        QCOMPARE(nameOf(stateOf(*rack, out)), nameOf(RackState::OneFeed));
        out = out.with(refTo(rack->feedB), true);
        QCOMPARE(nameOf(stateOf(*rack, out)), nameOf(RackState::Dark));
    }

    // At the limit itself, one uncertainty below it, and further below.
    void anInletNearerToItsLimitThanItsUncertaintyIsNotDecided()
    {
        HallResult hall = *snapshot_->halls[1];
        const double withinK = inletUncertaintyOf(hall)->worstK;
        RackResult& rack = hall.racks[0];
        const auto at = [&](double belowK) {
            rack.inletLimitC = rack.inletC + belowK;
            return rackStatesOf(*snapshot_, hall)[0];
        };
        QCOMPARE(nameOf(at(-0.01)), nameOf(RackState::OverLimit));
        QCOMPARE(nameOf(at(0.01)), nameOf(RackState::Undecided));
        QCOMPARE(nameOf(at(withinK - 0.01)), nameOf(RackState::Undecided));
        QCOMPARE(nameOf(at(withinK + 0.01)), nameOf(RackState::Fine));
    }

private:
    RackState stateOf(const Rack& rack, const Outages& outages) const
    {
        Conditions conditions = conditionsOf(*site_);
        conditions.outages = outages;
        const SnapshotPtr snapshot = evaluate(site_, conditions);
        const HallResult& hall = *snapshot->hallResult(site_->hallOf(rack.id).id);
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            if (hall.hall->racks[i].id == rack.id)
                return rackStatesOf(*snapshot, hall)[i];
        }
        return RackState::Fine;
    }

    SitePtr site_;
    SnapshotPtr snapshot_;
};

QTEST_APPLESS_MAIN(RackStateTest)
#include "tst_rack_state.moc"
