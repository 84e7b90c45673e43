#include "core/studies/goodput/job_simulation.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace hallwright {

namespace {

constexpr std::size_t jobBatches = 40;
constexpr double jobStudentT = 2.023; // 97.5 % quantile, 39 degrees of freedom
constexpr double secondsPerHour = 3600.0;
constexpr double secondsPerDay = 86400.0;

class JobRun
{
public:
    JobRun(const JobModel& job, std::uint64_t seed) : job_(job), dice_(seed) { beginInterval(); }

    // Time goes on in stretches: restart, or an interval's work and its checkpoint.
    void runUntil(double endS)
    {
        while (nowS_ < endS)
            step(endS);
    }

    double usefulS = 0.0;
    double checkpointsS = 0.0;
    double restartsS = 0.0;
    double waitingS = 0.0;
    std::size_t interruptions = 0;

private:
    double drawnS(double perS)
    {
        constexpr double steps = 9007199254740992.0; // 2^53
        const double u = (static_cast<double>(dice_() >> 11) + 0.5) / steps;
        return perS > 0.0 ? -std::log(u) / perS : std::numeric_limits<double>::infinity();
    }

    double repairsPerS() const
    {
        const std::size_t crews = job_.pool.crews == 0 ? inRepair_ : std::min(inRepair_, job_.pool.crews);
        return static_cast<double>(crews) / (job_.pool.repairH * secondsPerHour);
    }

    double speed() const
    {
        if (inRepair_ <= job_.pool.spares)
            return 1.0;
        return std::max(1.0 - static_cast<double>(inRepair_ - job_.pool.spares) / job_.pool.servers, 0.0);
    }

    void step(double endS)
    {
        const double running = speed();
        const double failureS = drawnS(running / job_.times.mtbfS);
        const double repairS = drawnS(repairsPerS());
        const double leftS =
            isRestart_ ? job_.times.restartS - doneS_ : job_.intervalS + job_.times.checkpointS - doneS_;
        const double passedS = std::min({leftS, failureS, repairS, endS - nowS_});
        if (!isRestart_)
            workS_ += running * std::clamp(job_.intervalS - doneS_, 0.0, passedS);
        nowS_ += passedS;
        doneS_ += passedS;
        restartsS += isRestart_ ? passedS : 0.0;
        if (passedS == leftS)
            endStretch();
        else if (passedS == failureS)
            fail();
        else if (passedS == repairS)
            --inRepair_;
    }

    void beginInterval()
    {
        isRestart_ = false;
        doneS_ = 0.0;
        workS_ = 0.0;
    }

    void endStretch()
    {
        if (!isRestart_) {
            usefulS += workS_;
            checkpointsS += job_.times.checkpointS;
        }
        beginInterval();
    }

    void fail()
    {
        ++interruptions;
        beginInterval();
        isRestart_ = true;
        constexpr double steps = 9007199254740992.0;
        if (static_cast<double>(dice_() >> 11) / steps >= job_.serverShare)
            return;
        ++inRepair_;
        if (job_.pool.shortOf == ShortOfServers::GoOn)
            return;
        while (inRepair_ > job_.pool.spares) {
            const double waitS = drawnS(repairsPerS());
            nowS_ += waitS;
            waitingS += waitS;
            --inRepair_;
        }
    }

    const JobModel& job_;
    std::mt19937_64 dice_;
    double nowS_ = 0.0;
    bool isRestart_ = false;
    double doneS_ = 0.0; // of the stretch
    double workS_ = 0.0; // of the interval
    std::size_t inRepair_ = 0;
};

} // namespace

bool SimulatedJob::covers(double useful) const
{
    return std::abs(useful - shares.useful) <= halfWidth;
}

double serverFailuresPerHour(const JobModel& job)
{
    return job.serverShare * secondsPerHour / job.times.mtbfS / job.pool.servers;
}

ExpectedJob expectedJob(const JobModel& job)
{
    ServerPool pool = job.pool;
    pool.failuresPerHour = serverFailuresPerHour(job);
    const ServersRunning servers = serversRunning(pool);
    const TimeShares alone = timeSharesOf(job.times, job.intervalS);
    ExpectedJob expected;
    expected.waiting = 1.0 - servers.running;
    expected.shares = {alone.useful * servers.running, alone.checkpoints * servers.running,
                       alone.rework * servers.running, alone.restarts * servers.running};
    return expected;
}

SimulatedJob simulateJob(const JobModel& job, double days, std::uint64_t seed, const std::stop_token& stop)
{
    constexpr double mostDays = 1e7;
    if (!(days >= 1.0 && days <= mostDays))
        throw InputError(fmt::format("The time simulated is {:g} days, but must lie between 1 and {:g} days.",
                                     days, mostDays));
    expectedJob(job); // refuses what makes no sense
    JobRun run(job, seed);
    const double batchS = days * secondsPerDay / static_cast<double>(jobBatches);
    std::array<double, jobBatches> usefulOfBatch{};
    double beforeS = 0.0;
    SimulatedJob found;
    for (std::size_t b = 0; b < jobBatches; ++b) {
        if (stop.stop_requested()) {
            found.stopped = true;
            return found;
        }
        run.runUntil(static_cast<double>(b + 1) * batchS);
        usefulOfBatch[b] = (run.usefulS - beforeS) / batchS;
        beforeS = run.usefulS;
    }
    const double wholeS = days * secondsPerDay;
    found.days = days;
    found.interruptions = run.interruptions;
    found.waiting = run.waitingS / wholeS;
    found.shares.useful = run.usefulS / wholeS;
    found.shares.checkpoints = run.checkpointsS / wholeS;
    found.shares.restarts = run.restartsS / wholeS;
    found.shares.rework =
        1.0 - found.shares.useful - found.shares.checkpoints - found.shares.restarts - found.waiting;
    double squares = 0.0;
    for (const double share : usefulOfBatch)
        squares += (share - found.shares.useful) * (share - found.shares.useful);
    constexpr auto n = static_cast<double>(jobBatches);
    found.halfWidth = jobStudentT * std::sqrt(squares / (n - 1.0) / n);
    return found;
}

} // namespace hallwright
