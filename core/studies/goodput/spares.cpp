#include "core/studies/goodput/spares.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

double breaksPerHour(const ServerPool& pool, std::size_t inRepair)
{
    const double left = pool.servers + static_cast<double>(pool.spares) - static_cast<double>(inRepair);
    if (pool.shortOf == ShortOfServers::Stop)
        return inRepair <= pool.spares ? pool.servers * pool.failuresPerHour : 0.0;
    return std::clamp(left, 0.0, pool.servers) * pool.failuresPerHour;
}

double repairsPerHour(const ServerPool& pool, std::size_t inRepair)
{
    const std::size_t at = pool.crews == 0 ? inRepair : std::min(inRepair, pool.crews);
    return static_cast<double>(at) / pool.repairH;
}

void requirePoolSense(const ServerPool& pool)
{
    if (!(pool.servers > 0.0 && std::isfinite(pool.servers)))
        throw InputError(fmt::format("The job has {:g} servers, but needs one.", pool.servers));
    if (!(pool.repairH > 0.0 && std::isfinite(pool.repairH)))
        throw InputError(fmt::format("A repair takes {:g} h, but must take more than 0 h.", pool.repairH));
    if (!(pool.failuresPerHour >= 0.0 && std::isfinite(pool.failuresPerHour)))
        throw InputError(fmt::format("A server fails {:g} times an hour, but must not fail less than never.",
                                     pool.failuresPerHour));
}

} // namespace

ServersRunning serversRunning(const ServerPool& pool)
{
    requirePoolSense(pool);
    const auto last = pool.shortOf == ShortOfServers::Stop
                          ? pool.spares + 1
                          : pool.spares + static_cast<std::size_t>(std::ceil(pool.servers));
    std::vector<double> logs{0.0}; // of π_k / π_0, which would overflow
    double highest = 0.0;
    for (std::size_t k = 0; k < last; ++k) {
        const double breaks = breaksPerHour(pool, k);
        if (breaks <= 0.0)
            break;
        logs.push_back(logs.back() + std::log(breaks / repairsPerHour(pool, k + 1)));
        highest = std::max(highest, logs.back());
        constexpr double nothing = 60.0;
        if (pool.shortOf == ShortOfServers::GoOn && logs.back() < highest - nothing)
            break;
    }
    ServersRunning found;
    double sum = 0.0;
    for (const double log : logs) {
        found.shares.push_back(std::exp(log - highest));
        sum += found.shares.back();
    }
    found.running = 0.0;
    for (std::size_t k = 0; k < found.shares.size(); ++k) {
        found.shares[k] /= sum;
        found.inRepair += static_cast<double>(k) * found.shares[k];
        const double missing = k > pool.spares ? static_cast<double>(k - pool.spares) : 0.0;
        found.running += found.shares[k] * std::max(1.0 - missing / pool.servers, 0.0);
    }
    if (pool.shortOf == ShortOfServers::Stop) {
        found.waiting = found.shares.size() > pool.spares + 1 ? found.shares[pool.spares + 1] : 0.0;
        found.running = 1.0 - found.waiting;
    }
    return found;
}

// A servers' time lost falls with every spare.
std::size_t sparesFor(ServerPool pool, double lostShare, std::size_t most)
{
    const auto suffice = [&](std::size_t spares) {
        pool.spares = spares;
        return 1.0 - serversRunning(pool).running <= lostShare;
    };
    std::size_t low = 0;
    std::size_t high = most;
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (suffice(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

} // namespace hallwright
