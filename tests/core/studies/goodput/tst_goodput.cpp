// The goodput of jobs on the small campus, and what one failure costs jobs that are packed or spread.
#include "core/model/errors.h"
#include "core/simulation/evaluate.h"
#include "core/studies/goodput/goodput.h"
#include "core/studies/goodput/placements_compared.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

bool isNear(double value, double expected, double tolerance)
{
    return std::abs(value - expected) <= tolerance;
}

// 36 racks of 16 and 8 of 72 accelerators: 1,152.
GoodputOptions jobOf(std::size_t accelerators)
{
    GoodputOptions options;
    options.accelerators = accelerators;
    options.simulatedDays = 400.0;
    return options;
}

const SharedDomain& domainOf(const Goodput& found, const std::string& what)
{
    return *std::ranges::find(found.domains.domains, what, &SharedDomain::what);
}

} // namespace

class GoodputTest : public QObject
{
    Q_OBJECT

private slots:
    void hoursAddUp()
    {
        const auto found = goodputOf(*snapshot_, jobOf(1000));
        QCOMPARE(found->siteAccelerators, std::size_t{1152});
        const TimeShares& of = found->shares;
        QVERIFY(isNear(of.useful + of.checkpoints + of.rework + of.restarts + found->waitingServers +
                           found->waitingFacility,
                       1.0, 1e-12));
        QVERIFY(isNear(found->componentsPerDay, 0.4736, 1e-4)); // a hundredth of 100,000
        QVERIFY(found->goodput() > 0.5 && found->goodput() < 1.0);
        QVERIFY(isNear(found->mtbfS,
                       3600.0 / (1000.0 / publishedMtbfH() + found->facility.outagesPerYear / hoursPerYear /
                                                                 found->facility.availability()),
                       1e-6));
    }

    void diceAgree()
    {
        GoodputOptions options = jobOf(1152);
        options.mtbfH = 500.0;
        options.simulatedDays = 2000.0;
        options.spares = 0;
        options.repairH = 0.5;
        const auto found = goodputOf(*snapshot_, options);
        QVERIFY2(
            isNear(found->simulated.shares.useful, found->expected.shares.useful,
                   1.5 * found->simulated.halfWidth),
            qPrintable(
                QString("%1 %2").arg(found->simulated.shares.useful).arg(found->expected.shares.useful)));
    }

    void moreFailuresOrDearerCheckpointsAreNeverBetter()
    {
        double before = 1.0;
        for (const double mtbfH : {1e6, 1e5, 1e4, 1e3}) {
            GoodputOptions options = jobOf(1000);
            options.mtbfH = mtbfH;
            options.spares = 10;
            const double now = goodputOf(*snapshot_, options)->goodput();
            QVERIFY(now < before);
            before = now;
        }
        before = 1.0;
        for (const double checkpointS : {1.0, 10.0, 100.0, 1000.0}) {
            GoodputOptions options = jobOf(1000);
            options.checkpointS = checkpointS;
            const double now = goodputOf(*snapshot_, options)->goodput();
            QVERIFY(now < before);
            before = now;
        }
    }

    void noOtherIntervalIsBetterThanTheBest()
    {
        const auto best = goodputOf(*snapshot_, jobOf(1000));
        for (const double factor : {0.5, 0.8, 1.25, 2.0}) {
            GoodputOptions options = jobOf(1000);
            options.intervalS = factor * best->bestS;
            QVERIFY(goodputOf(*snapshot_, options)->goodput() < best->goodput());
        }
    }

    void aJobOnMoreRacksMeetsMoreOfTheFacilitysFailures()
    {
        const auto small = goodputOf(*snapshot_, jobOf(100));
        const auto large = goodputOf(*snapshot_, jobOf(1152));
        QVERIFY(large->facility.outagesPerYear > small->facility.outagesPerYear);
        QVERIFY(large->waitingFacility > small->waitingFacility);
    }

    // 24 racks of 16 in Hall A: jobs of 96 take six racks; packed four of them fill it.
    void jobsArePackedSideBySideOrSpread()
    {
        const SiteBlocks blocks = blocksOf(*snapshot_, classRates());
        const auto racks = racksForJobs(*snapshot_, blocks);
        QCOMPARE(racks.size(), std::size_t{44});
        const JobSet packed = placeJobs(racks, 96, 4, Placement::Packed);
        for (const std::vector<std::size_t>& job : packed.racks) {
            QCOMPARE(job.size(), std::size_t{6});
            QCOMPARE(job.back() - job.front(), std::size_t{5});
        }
        const JobSet spread = placeJobs(racks, 96, 4, Placement::Spread);
        std::vector<std::size_t> taken;
        for (const std::vector<std::size_t>& job : spread.racks) {
            QVERIFY(job.back() - job.front() > job.size());
            taken.insert(taken.end(), job.begin(), job.end());
        }
        std::ranges::sort(taken);
        QVERIFY(std::ranges::adjacent_find(taken) == taken.end()); // no rack twice
    }

    // A PDU of one side takes no rack, a CDU the four behind it; the mechanical panel of a building takes all its air.
    void oneFailureTakesWhatHangsOnIt()
    {
        GoodputOptions options =
            jobOf(288); // four racks of 72: those behind one CDU, where they are packed so
        const auto found = goodputOf(*snapshot_, options);
        QCOMPARE(domainOf(*found, "PDU").withLoss, std::size_t{0});
        QCOMPARE(domainOf(*found, "PDU").packed.jobsHit, std::size_t{0});
        const SharedDomain& cdu = domainOf(*found, "CDU");
        QCOMPARE(cdu.things, std::size_t{2});
        QCOMPARE(cdu.racksDown, std::size_t{4});
        QCOMPARE(cdu.gpusDown, std::size_t{288});
        QVERIFY(cdu.packed.jobsHit >= 1);
        QVERIFY(cdu.packed.jobsHit <= cdu.spread.jobsHit);
        QCOMPARE(domainOf(*found, "rack").racksDown, std::size_t{1});
        const SharedDomain& panel = domainOf(*found, "mechanical panel");
        QVERIFY(panel.gpusDown >= 384);
    }

    // What a stopped job loses: its accelerators for restart and half an interval.
    void whatAFailureCostsIsByHand()
    {
        const auto found = goodputOf(*snapshot_, jobOf(288));
        const SharedDomain& rack = domainOf(*found, "rack");
        const double lostH = (300.0 + (found->intervalS + 20.0) / 2.0) / 3600.0;
        QVERIFY(isNear(rack.packed.acceleratorHours, rack.packed.acceleratorsStopped * lostH, 1e-9));
    }

    void sparesAreThoseThatAreLeft()
    {
        const auto found = goodputOf(*snapshot_, jobOf(1152));
        QCOMPARE(found->freeServers, std::size_t{0});
        QCOMPARE(found->spareServers, std::size_t{0});
        QVERIFY(found->waitingServers > 0.0);
        GoodputOptions options = jobOf(1152);
        options.spares = 1;
        QVERIFY_EXCEPTION_THROWN(goodputOf(*snapshot_, options), InputError);
    }

    void goingOnIsBetterThanWaiting()
    {
        GoodputOptions options = jobOf(1152);
        const double stops = goodputOf(*snapshot_, options)->goodput();
        options.shortOf = ShortOfServers::GoOn;
        QVERIFY(goodputOf(*snapshot_, options)->goodput() > stops);
    }

    // Each is what the job comes to by itself, and its time adds up.
    void bothWaysOfPlacingStandBesideEachOther()
    {
        std::vector<std::size_t> told;
        const auto both =
            comparePlacements(*snapshot_, jobOf(512), [&](std::size_t done) { told.push_back(done); });
        QCOMPARE(told, (std::vector<std::size_t>{1, 2}));
        GoodputOptions spread = jobOf(512);
        spread.placement = Placement::Spread;
        QCOMPARE(both->packed->goodput(), goodputOf(*snapshot_, jobOf(512))->goodput());
        QCOMPARE(both->spread->goodput(), goodputOf(*snapshot_, spread)->goodput());
        for (const GoodputPtr& of : {both->packed, both->spread}) {
            double sum = 0.0;
            for (const TimeUse& use : timeUsesOf(*of))
                sum += use.share;
            QVERIFY(isNear(sum, 1.0, 1e-12));
            QCOMPARE(timeUsesOf(*of).front().share, of->goodput());
        }
        QVERIFY(answerOf(*both).starts_with("Goodput "));
        QVERIFY(assumptionsOf(*both->packed).find("419 in 54 days") != std::string::npos);
        std::stop_source source;
        source.request_stop();
        QVERIFY(!comparePlacements(*snapshot_, jobOf(512), {}, source.get_token()));
    }

    void whatDoesNotFitIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(goodputOf(*snapshot_, jobOf(0)), InputError);
        QVERIFY_EXCEPTION_THROWN(goodputOf(*snapshot_, jobOf(1153)), InputError);
        GoodputOptions options = jobOf(600);
        options.jobs = 2;
        QVERIFY_EXCEPTION_THROWN(goodputOf(*snapshot_, options), InputError);
        options = jobOf(100);
        options.repairH = -1.0;
        QVERIFY_EXCEPTION_THROWN(goodputOf(*snapshot_, options), InputError);
    }

    void aStudyCanBeStopped()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY(!goodputOf(*snapshot_, jobOf(100), source.get_token()));
    }

private:
    SitePtr site_ = smallCampus();
    SnapshotPtr snapshot_ = [this] {
        PreparedCampusPtr kept;
        return evaluate(site_, conditionsOf(*site_), kept);
    }();
};

QTEST_GUILESS_MAIN(GoodputTest)
#include "tst_goodput.moc"
