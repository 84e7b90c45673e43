// How much of the accelerator-hours of a synchronous job become work that counts, on this campus.
//
//     goodput = e A s        1/M = N λ + f
//
// e share of time that counts (checkpoints.h) at M, the mean time between interruptions of the whole job [h]; N its accelerators;
// λ interruptions per accelerator and hour (component_failures.h) [1/h]; f how often power or cooling of one of its racks fails
// [1/h], and A the share of time in which all of them have both [-] (exact_outages.h): the job waits until they are back;
// s share of its servers' time that spares leave it (spares.h). Failures are independent and Poisson.
#pragma once

#include "core/studies/availability/availability.h"
#include "core/studies/goodput/component_failures.h"
#include "core/studies/goodput/job_placement.h"
#include "core/studies/goodput/job_simulation.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

namespace hallwright {

struct GoodputOptions {
    std::size_t accelerators = 0;
    double checkpointS = 20.0; // writing one, work standing still; judgement, 1 to 300 s
    double restartS =
        300.0; // detect, replace, load; judgement, 60 to 1800 s: Llama 3's > 90 % useful time needs some 5 min
    std::optional<double> intervalS; // between checkpoints; none: Daly's
    double mtbfH = publishedMtbfH(); // of one accelerator's share of the job
    double serverShare = publishedServerShare();
    std::size_t acceleratorsPerServer = 8;
    double repairH = 24.0; // of a server; judgement, 4 to 200 h
    std::optional<std::size_t>
        spares;            // servers; none: the fewest that keep waiting below 0.1 %, as far as there are any
    std::size_t crews = 0; // that repair servers; 0: as many as it takes
    ShortOfServers shortOf = ShortOfServers::Stop;
    std::optional<std::size_t> jobs; // equal ones on the site; none: as many as fit, at most 8
    Placement placement = Placement::Packed;
    double simulatedDays = 4000.0;
    std::uint64_t seed = 1;
    EquipmentRates rates = classRates();
};

struct Goodput {
    SitePtr site;
    Conditions conditions;
    GoodputOptions options;
    std::size_t siteAccelerators = 0; // in service
    std::size_t jobs = 0;
    std::size_t jobRacks = 0;
    std::size_t jobAccelerators = 0; // of whole racks
    std::size_t spareServers = 0;
    std::size_t freeServers = 0;   // of the site, beside the jobs
    double componentsPerDay = 0.0; // interruptions by components
    OutageFigures facility;        // of the job's racks, all at once
    bool facilityIsKnown = true;   // false: too many ways to fail for an exact answer, and left out
    double mtbfS = 0.0;            // M
    double intervalS = 0.0;
    double youngS = 0.0, dalyS = 0.0, bestS = 0.0;
    TimeShares shares;           // of all time
    double waitingServers = 0.0; // of all time
    double waitingFacility = 0.0;
    SimulatedJob simulated;               // without the facility's repairs
    ExpectedJob expected;                 // of what is simulated
    std::size_t largestDomainServers = 0; // that one failure takes down at once
    std::string largestDomain;
    DomainCosts domains;

    double goodput() const { return shares.useful; }
};
using GoodputPtr = std::shared_ptr<const Goodput>;

// `snapshot` has estimated inlets. Null if stopped. Throws InputError for options out of sense, a job that does not fit the
// site, and as blocksOf.
GoodputPtr goodputOf(const Snapshot& snapshot, const GoodputOptions& options,
                     const std::stop_token& stop = {});

} // namespace hallwright
