// A synchronous job by throwing dice: works, writes checkpoints, is interrupted, restarts, waits for servers.
//
// The time between interruptions is exponential, also in checkpoints and restarts; each takes a server out with the given
// probability; repairs are exponential. While the job waits nothing fails. Work counts once its checkpoint is written. A job
// that goes on short of servers works as much less, and fails as much less often, as servers are missing. The 95 % interval is
// Student's, of 40 batches of equal length. The same seed gives the same answer. Throws InputError as the parts it joins.
#pragma once

#include "core/studies/goodput/checkpoints.h"
#include "core/studies/goodput/spares.h"

#include <cstdint>
#include <stop_token>

namespace hallwright {

struct JobModel {
    CheckpointTimes times;
    double intervalS = 0.0;
    double serverShare = 0.0; // of interruptions, that take a server out
    ServerPool pool;          // its failuresPerHour follows from the times and the share
};

struct SimulatedJob {
    TimeShares shares; // of time
    double waiting = 0.0;
    double halfWidth = 0.0; // of shares.useful
    std::size_t interruptions = 0;
    double days = 0.0;
    bool stopped = false;

    bool covers(double useful) const;
};

// Of pool.servers together, so that the two descriptions of a job agree.
double serverFailuresPerHour(const JobModel& job);

// What the formulas make of the same job; where it goes on short of servers, to the first order in what is missing.
struct ExpectedJob {
    TimeShares shares;    // of time
    double waiting = 0.0; // for servers, or the share of them that is missing
};
ExpectedJob expectedJob(const JobModel& job);

SimulatedJob simulateJob(const JobModel& job, double days, std::uint64_t seed,
                         const std::stop_token& stop = {});

} // namespace hallwright
