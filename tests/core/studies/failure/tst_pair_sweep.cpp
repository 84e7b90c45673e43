// Pairs that share a path on the small campus: which they are, and what follows.
#include "core/studies/failure/cascade_run.h"
#include "core/studies/failure/pair_sweep.h"
#include "core/studies/failure/pair_words.h"
#include "core/studies/failure/series_chains.h"
#include "core/studies/failure/sweep_entry.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

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

    // What the sweep leaves out or lets another stand for, followed one by one: every pair there is.
    void whatStandsForOthersStandsForEachOfThem()
    {
        const FailureStart start = startOf(site_, conditionsOf(*site_), options_);
        const FailureOptions coarse = forRanking(options_);
        const std::vector<SweepEntry>& singles = sweep_->singles->entries;
        std::size_t pairs = 0, racks = 0, gpus = 0;
        double firstS = 0.0;
        for (std::size_t i = 0; i < singles.size(); ++i) {
            for (std::size_t k = i + 1; k < singles.size(); ++k) {
                const std::array<ObjectRef, 2> both{singles[i].element, singles[k].element};
                const CascadePtr cascade = CascadeRun(start, both, coarse, {}).run();
                const std::size_t apart = singles[i].racksLost + singles[k].racksLost;
                if (cascade->racksLost() <= apart)
                    continue;
                ++pairs;
                racks += cascade->racksLost() - apart;
                gpus += cascade->gpusLost() -
                        std::min(cascade->gpusLost(), singles[i].gpusLost + singles[k].gpusLost);
                firstS += *cascade->firstLossS();
            }
        }
        std::size_t told = 0, toldRacks = 0, toldGpus = 0;
        double toldFirstS = 0.0;
        for (const PairEntry& entry : sweep_->entries) {
            if (entry.racksBeyond() == 0)
                continue;
            told += entry.alike;
            toldRacks += entry.alike * entry.racksBeyond();
            toldGpus += entry.alike * entry.gpusBeyond();
            toldFirstS += static_cast<double>(entry.alike) * *entry.found.firstLossS;
        }
        QCOMPARE(told, pairs);
        QCOMPARE(toldRacks, racks);
        QCOMPARE(toldGpus, gpus);
        const double idleLoss = 1e-3; // of what is alive without a load, in the time that is left
        QVERIFY2(std::abs(toldFirstS - firstS) <= idleLoss * firstS,
                 qPrintable(QStringLiteral("%1 s for %2 s").arg(toldFirstS).arg(firstS)));
    }

    // Grid, transformer, switchgear, UPS, PDU in a row; the switchgear of the other feeds two panels.
    void whatStandsInARowFailsAsOne()
    {
        auto site = std::make_shared<Site>(*site_);
        auto network = std::make_shared<PowerNetwork>();
        const auto add = [&](PowerNodeKind kind, std::vector<std::int64_t> fedBy) {
            PowerNode node;
            node.id = PowerNodeId{1001 + static_cast<std::int64_t>(network->nodes.size())};
            node.kind = kind;
            for (const std::int64_t feeder : fedBy)
                node.fedBy.push_back(PowerNodeId{1001 + feeder});
            network->nodes.push_back(node);
        };
        add(PowerNodeKind::Utility, {});
        add(PowerNodeKind::Transformer, {0});
        add(PowerNodeKind::Switchgear, {1});
        add(PowerNodeKind::Ups, {2});
        add(PowerNodeKind::Pdu, {3});
        add(PowerNodeKind::Utility, {});
        add(PowerNodeKind::Switchgear, {5});
        add(PowerNodeKind::MechanicalPanel, {6});
        add(PowerNodeKind::MechanicalPanel, {6});
        add(PowerNodeKind::Busway, {4, 7}); // of both
        site->power = network;
        const std::vector<std::uint32_t> expected{0, 0, 0, 3, 3, 5, 5, 7, 8, 9};
        QCOMPARE(firstInSeries(*site, PowerChain(*network)), expected);
    }

    // Racks on the switchgear: they go with it, and stay with what hangs on it.
    void whatCarriesSomethingOfItsOwnIsTheLastOfItsRow()
    {
        auto site = std::make_shared<Site>(*site_);
        auto network = std::make_shared<PowerNetwork>();
        for (std::int64_t i = 0; i < 3; ++i) {
            PowerNode node;
            node.id = PowerNodeId{1001 + i};
            node.kind = i == 0 ? PowerNodeKind::Utility : PowerNodeKind::Switchgear;
            if (i > 0)
                node.fedBy = {PowerNodeId{1000 + i}};
            network->nodes.push_back(node);
        }
        site->power = network;
        QCOMPARE(firstInSeries(*site, PowerChain(*network)), (std::vector<std::uint32_t>{0, 0, 0}));
        auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
        cooling->plant.front().feed = PowerNodeId{1002};
        site->cooling = cooling;
        QCOMPARE(firstInSeries(*site, PowerChain(*network)), (std::vector<std::uint32_t>{0, 0, 2}));
    }

    void theAnswerIsSaidInNumbersThatAddUp()
    {
        const std::size_t losses = sweep_->withLossBeyond();
        QVERIFY(answerOf(*sweep_).starts_with(std::to_string(losses) + " pair"));
        const std::string leftOut = leftOutText(sweep_->paths);
        for (const std::size_t count : {sweep_->paths.pairs.size(), sweep_->paths.alike})
            QVERIFY2(leftOut.find(std::to_string(count)) != std::string::npos, leftOut.c_str());
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
