// How long a job waits for servers that are repaired, by the spares it has: a birth-death process.
//
//     π_(k+1) / π_k = a_k / b_(k+1)      Σ π_k = 1
//     a_k = n λ for k <= s, else 0 (the job stops)  or  (n + s - k) λ (it goes on with what is left)
//     b_k = min(k, c) / r
//
// k servers in repair [-]; π_k share of time with k [-]; n servers of the job, s spares, c repair crews (0: as many as it
// takes) [-]; λ failures per hour of a running server that take it out [1/h]; r mean repair [h]. A job that stops waits with
// probability π_(s+1), which for unlimited crews is Erlang's loss formula and holds for any distribution of repairs.
// Source: A. K. Erlang (1917); Rausand and Høyland, System Reliability Theory, 2nd ed., chapter 8.
#pragma once

#include <cstddef>
#include <vector>

namespace hallwright {

enum class ShortOfServers { Stop, GoOn };

struct ServerPool {
    double servers = 0.0; // that the job runs on
    std::size_t spares = 0;
    double failuresPerHour = 0.0; // of one server
    double repairH = 0.0;
    std::size_t crews = 0;
    ShortOfServers shortOf = ShortOfServers::Stop;
};

struct ServersRunning {
    double running = 1.0;       // mean share of the job's servers that run
    double waiting = 0.0;       // share of time in which the job stands still for want of servers
    double inRepair = 0.0;      // mean number
    std::vector<double> shares; // π_k, up to where nothing is left
};

// Throws InputError for values out of sense.
ServersRunning serversRunning(const ServerPool& pool);

// The fewest spares with which less than this share of servers' time is lost; at most `most`.
std::size_t sparesFor(ServerPool pool, double lostShare, std::size_t most);

} // namespace hallwright
