// The published rate, Young's and Daly's intervals, spares, and the simulated job against all of them.
#include "core/model/errors.h"
#include "core/studies/goodput/component_failures.h"
#include "core/studies/goodput/job_simulation.h"

#include <QTest>

#include <cmath>

using namespace hallwright;

namespace {

constexpr double minute = 60.0;
constexpr double hour = 3600.0;

bool isNear(double value, double expected, double tolerance)
{
    return std::abs(value - expected) <= tolerance;
}

JobModel usualJob()
{
    JobModel job;
    job.times = {30.0, 300.0, 1800.0};
    job.intervalS = dalyIntervalS(job.times);
    job.serverShare = 0.75;
    job.pool = {12500.0, 60, 0.0, 24.0, 0, ShortOfServers::Stop};
    return job;
}

} // namespace

class CheckpointsTest : public QObject
{
    Q_OBJECT

private slots:
    void thePublishedRunIsReproduced()
    {
        int sum = 0;
        for (const ComponentFailures& of : publishedFailures)
            sum += of.interruptions;
        QCOMPARE(sum, PublishedRun::interruptions);
        const double perDay = 16384.0 * 24.0 / publishedMtbfH();
        QVERIFY(isNear(perDay * 54.0, 419.0, 1e-9));
        // 419 / 54 · 100,000 / 16,384
        QVERIFY(isNear(100'000.0 * 24.0 / publishedMtbfH(), 47.36, 0.005));
        QVERIFY(isNear(publishedServerShare(), 321.0 / 419.0, 1e-12));
    }

    // J. T. Daly 2006, figures 3 to 5: R = 10 min, δ = 5 min.
    void dalysExamplesAreReproduced()
    {
        QVERIFY(isNear(dalyIntervalS({5 * minute, 10 * minute, 24 * hour}) / minute, 117.0, 0.5));
        QVERIFY(isNear(dalyIntervalS({5 * minute, 10 * minute, 6 * hour}) / minute, 57.0, 0.5));
        QVERIFY(isNear(dalyIntervalS({5 * minute, 10 * minute, 15 * minute}) / minute, 9.1, 0.05));
        QCOMPARE(dalyIntervalS({100.0, 0.0, 40.0}), 40.0); // checkpoints longer than twice M
        QVERIFY(isNear(youngIntervalS({5 * minute, 0.0, 24 * hour}) / minute, 120.0, 1e-9));
    }

    // With x = √(δ/2M) Young's interval lies within 2 x of the optimum, Daly's within x³.
    void formulasAreAtTheOptimumToTheirOrder()
    {
        for (const double x : {0.3, 0.1, 0.03, 0.01}) {
            const CheckpointTimes times{2.0 * x * x * 1000.0, 50.0, 1000.0};
            const double best = bestIntervalS(times);
            QVERIFY(isNear(dalyIntervalS(times) / best, 1.0, x * x * x + 1e-6));
            QVERIFY(isNear(youngIntervalS(times) / best, 1.0, 2.0 * x));
            const double useful = timeSharesOf(times, best).useful;
            QVERIFY(useful >= timeSharesOf(times, 1.01 * best).useful);
            QVERIFY(useful >= timeSharesOf(times, 0.99 * best).useful);
        }
    }

    void sharesAddUpAndAreWhatFirstOrderSays()
    {
        const CheckpointTimes times{10.0, 60.0, 1e6};
        const TimeShares shares = timeSharesOf(times, youngIntervalS(times));
        QVERIFY(isNear(shares.useful + shares.checkpoints + shares.rework + shares.restarts, 1.0, 1e-12));
        // δ/τ = τ/2M = √(δ/2M), R/M
        const double x = std::sqrt(10.0 / 2e6);
        QVERIFY(isNear(shares.checkpoints / x, 1.0, 0.01));
        QVERIFY(isNear(shares.rework / x, 1.0, 0.02));
        QVERIFY(isNear(shares.restarts, 60.0 / 1e6, 1e-8));
    }

    void moreFailuresOrDearerCheckpointsAreNeverBetter()
    {
        double before = 1.0;
        for (const double m : {1e6, 1e5, 1e4, 1e3, 1e2}) {
            const double now = timeSharesOf({10.0, 60.0, m}, bestIntervalS({10.0, 60.0, m})).useful;
            QVERIFY(now < before);
            before = now;
        }
        before = 1.0;
        for (const double checkpoint : {1.0, 3.0, 10.0, 30.0, 100.0, 1000.0}) {
            const CheckpointTimes times{checkpoint, 60.0, 5000.0};
            const double now = timeSharesOf(times, bestIntervalS(times)).useful;
            QVERIFY(now < before);
            before = now;
        }
        for (const double interval : {10.0, 100.0, 1000.0})
            QVERIFY(timeSharesOf({10.0, 60.0, 500.0}, interval).useful >
                    timeSharesOf({10.0, 90.0, 500.0}, interval).useful);
    }

    // Erlang's loss formula: a = 2, one server (no spare): 2/3; two: 2/5; three: 4/19.
    void waitingIsErlangsLoss()
    {
        ServerPool pool{100.0, 0, 2.0 / (100.0 * 24.0), 24.0, 0, ShortOfServers::Stop};
        const double expected[] = {2.0 / 3.0, 2.0 / 5.0, 4.0 / 19.0};
        for (std::size_t spares = 0; spares < 3; ++spares) {
            pool.spares = spares;
            QVERIFY(isNear(serversRunning(pool).waiting, expected[spares], 1e-12));
        }
        QVERIFY(isNear(serversRunning(pool).inRepair, 2.0 * (1.0 - 4.0 / 19.0), 1e-12)); // Little
    }

    // Of one server without spares that goes on: it runs MTBF / (MTBF + MTTR) of the time.
    void goingOnIsBetterThanStopping()
    {
        ServerPool one{1.0, 0, 0.1, 10.0, 0, ShortOfServers::GoOn};
        QVERIFY(isNear(serversRunning(one).running, 0.5, 1e-12));
        ServerPool many{1000.0, 1, 0.0005, 10.0, 0, ShortOfServers::Stop};
        const double stops = serversRunning(many).running;
        many.shortOf = ShortOfServers::GoOn;
        QVERIFY(serversRunning(many).running > stops);
        many.crews = 1;
        QVERIFY(serversRunning(many).running < 1.0);
        const double oneCrew = serversRunning(many).running;
        many.crews = 2;
        QVERIFY(serversRunning(many).running > oneCrew);
    }

    void sparesAreTheFewestThatSuffice()
    {
        ServerPool pool{12500.0, 0, 1e-4, 24.0, 0, ShortOfServers::Stop}; // 30 in repair on average
        const std::size_t spares = sparesFor(pool, 0.001, 1000);
        pool.spares = spares;
        QVERIFY(serversRunning(pool).waiting <= 0.001);
        pool.spares = spares - 1;
        QVERIFY(serversRunning(pool).waiting > 0.001);
        QCOMPARE(sparesFor(pool, 0.001, 5), std::size_t{5});
    }

    void diceAgreeWithTheFormulas_data()
    {
        QTest::addColumn<double>("checkpointS");
        QTest::addColumn<double>("mtbfS");
        QTest::addColumn<int>("spares");
        QTest::addColumn<int>("crews");
        QTest::newRow("enough spares") << 30.0 << 1800.0 << 60 << 0;
        QTest::newRow("often short") << 30.0 << 1800.0 << 33 << 0;
        QTest::newRow("long checkpoints") << 600.0 << 1500.0 << 80 << 0;
        QTest::newRow("few crews") << 30.0 << 3600.0 << 60 << 20;
    }

    void diceAgreeWithTheFormulas()
    {
        QFETCH(double, checkpointS);
        QFETCH(double, mtbfS);
        QFETCH(int, spares);
        QFETCH(int, crews);
        JobModel job = usualJob();
        job.times = {checkpointS, 300.0, mtbfS};
        job.intervalS = dalyIntervalS(job.times);
        job.pool.spares = static_cast<std::size_t>(spares);
        job.pool.crews = static_cast<std::size_t>(crews);
        const ExpectedJob expected = expectedJob(job);
        const SimulatedJob simulated = simulateJob(job, 2000.0, 3);
        QVERIFY2(isNear(simulated.shares.useful, expected.shares.useful, 1.5 * simulated.halfWidth),
                 qPrintable(QString("%1 %2 ± %3")
                                .arg(expected.shares.useful)
                                .arg(simulated.shares.useful)
                                .arg(simulated.halfWidth)));
        QVERIFY(isNear(simulated.waiting, expected.waiting, 0.02));
        QVERIFY(isNear(simulated.shares.checkpoints, expected.shares.checkpoints, 0.01));
        QVERIFY(isNear(simulated.shares.restarts, expected.shares.restarts, 0.01));
    }

    // To the first order in what is missing.
    void goingOnAgreesToTheFirstOrder()
    {
        JobModel job = usualJob();
        job.pool.spares = 10;
        job.pool.shortOf = ShortOfServers::GoOn;
        const SimulatedJob simulated = simulateJob(job, 1000.0, 4);
        QVERIFY(isNear(simulated.shares.useful, expectedJob(job).shares.useful, simulated.halfWidth + 0.002));
        QCOMPARE(simulated.waiting, 0.0);
    }

    void theSameSeedGivesTheSameJob()
    {
        const SimulatedJob first = simulateJob(usualJob(), 50.0, 7);
        QCOMPARE(simulateJob(usualJob(), 50.0, 7).shares.useful, first.shares.useful);
        QVERIFY(simulateJob(usualJob(), 50.0, 8).shares.useful != first.shares.useful);
    }

    void aJobCanBeStopped()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY(simulateJob(usualJob(), 50.0, 7, source.get_token()).stopped);
    }

    void whatMakesNoSenseIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(dalyIntervalS({10.0, 60.0, 0.0}), InputError);
        QVERIFY_EXCEPTION_THROWN(dalyIntervalS({-1.0, 60.0, 100.0}), InputError);
        QVERIFY_EXCEPTION_THROWN(timeSharesOf({1.0, -60.0, 100.0}, 10.0), InputError);
        QVERIFY_EXCEPTION_THROWN(timeSharesOf({1.0, 60.0, 100.0}, 0.0), InputError);
        QVERIFY_EXCEPTION_THROWN(serversRunning({0.0, 0, 1.0, 1.0, 0, ShortOfServers::Stop}), InputError);
        QVERIFY_EXCEPTION_THROWN(serversRunning({1.0, 0, 1.0, 0.0, 0, ShortOfServers::Stop}), InputError);
        QVERIFY_EXCEPTION_THROWN(simulateJob(usualJob(), 0.0, 1), InputError);
    }
};

QTEST_GUILESS_MAIN(CheckpointsTest)
#include "tst_checkpoints.moc"
