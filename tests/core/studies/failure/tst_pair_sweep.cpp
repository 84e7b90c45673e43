// Pairs that share a path on the small campus: which they are, and what follows.
#include "core/studies/failure/pair_sweep.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace hallwright;
using namespace hallwright::test;

namespace {

ObjectRef nodeOf(const Site& site, const std::string& name)
{
    const auto found = std::ranges::find(site.power->nodes, name, &PowerNode::name);
    return found == site.power->nodes.end() ? ObjectRef{} : refTo(found->id);
}

const PairEntry* entryOf(const PairSweep& sweep, ObjectRef a, ObjectRef b)
{
    const auto found = std::ranges::find_if(sweep.entries, [&](const PairEntry& entry) {
        return (entry.found.element == a && entry.other == b) ||
               (entry.found.element == b && entry.other == a);
    });
    return found == sweep.entries.end() ? nullptr : &*found;
}

} // namespace

class PairSweepTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        options_.horizonS = 900.0;
        sweep_ = sweepPairs(site_, conditionsOf(*site_), options_);
        QVERIFY(sweep_);
    }

    void everyPairIsCountedOnce()
    {
        const SharedPaths& paths = sweep_->paths;
        const std::size_t elements = sweep_->singles->entries.size();
        QCOMPARE(paths.all, elements * (elements - 1) / 2);
        QCOMPARE(paths.pairs.size() + paths.alike + paths.nothingShared + paths.onTheOther + paths.takesAll,
                 paths.all);
        QVERIFY(paths.nothingShared > 0 && paths.onTheOther > 0 && paths.takesAll > 0 && paths.alike > 0);
        QCOMPARE(sweep_->entries.size(), paths.pairs.size());
    }

    // Both UPSs of a building: its 24 racks stay, with one of them gone; with both they go.
    void bothSidesTakeWhatNeitherTakesAlone()
    {
        const PairEntry* both =
            entryOf(*sweep_, nodeOf(*site_, "Building 1 UPS A"), nodeOf(*site_, "Building 1 UPS B"));
        QVERIFY(both);
        QCOMPARE(both->racksLostApart, std::size_t{0});
        QCOMPARE(both->racksBeyond(), std::size_t{24});
        QCOMPARE(both->found.racksLost, std::size_t{24});
    }

    void buildingsThatShareNothingAreLeftOut()
    {
        QVERIFY(!entryOf(*sweep_, nodeOf(*site_, "Building 1 UPS A"), nodeOf(*site_, "Building 2 UPS B")));
    }

    // A UPS hangs on its transformer: both are lost by the one.
    void whatHangsOnTheOtherIsLeftOut()
    {
        QVERIFY(!entryOf(*sweep_, nodeOf(*site_, "Building 1 UPS A"),
                         nodeOf(*site_, "Building 1 transformer A")));
    }

    void whatIsLeftOutWouldHaveAddedNothing()
    {
        const std::array<ObjectRef, 2> pair{nodeOf(*site_, "Building 1 UPS A"),
                                            nodeOf(*site_, "Building 1 transformer A")};
        const std::size_t both = failureOf(site_, conditionsOf(*site_), pair, options_)->racksLost();
        const std::size_t one =
            failureOf(site_, conditionsOf(*site_), std::span(pair).last(1), options_)->racksLost();
        QCOMPARE(both, one);
    }

    void aPairTakesAtLeastWhatTheWorseOfItTakes()
    {
        for (const PairEntry& entry : sweep_->entries) {
            for (const ObjectRef& element : {entry.found.element, entry.other}) {
                const auto alone = std::ranges::find(sweep_->singles->entries, element, &SweepEntry::element);
                QVERIFY(entry.found.racksLost >= alone->racksLost);
            }
        }
    }

    void theWorstComesFirst()
    {
        QVERIFY(std::ranges::is_sorted(sweep_->entries, std::ranges::greater(), &PairEntry::gpusBeyond));
        QVERIFY(sweep_->entries.front().gpusBeyond() > 0);
        QVERIFY(sweep_->withLossBeyond() > 0);
    }

    void progressIsToldAndItCanBeStopped()
    {
        std::stop_source source;
        std::size_t told = 0;
        const auto stopSoon = [&](SweepStage stage, std::size_t, std::size_t) {
            told += stage == SweepStage::Pairs ? 1 : 0;
            if (stage == SweepStage::Pairs)
                source.request_stop();
        };
        QVERIFY(!sweepPairs(site_, conditionsOf(*site_), options_, stopSoon, source.get_token()));
        QVERIFY(told > 0);
    }

private:
    SitePtr site_ = smallCampus();
    FailureOptions options_;
    PairSweepPtr sweep_;
};

QTEST_GUILESS_MAIN(PairSweepTest)
#include "tst_pair_sweep.moc"
