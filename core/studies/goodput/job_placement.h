// Equal jobs on the racks of a site, packed or spread, and what one failure costs them.
//
//     packed: job j has racks j r ... (j + 1) r - 1      spread: every m-th rack from j on
//
// r racks of a job [-]; m jobs that fit the site [-]; racks in order of building, hall and place in the hall, so that
// neighbours share row, busway and CDU. A failure takes down the racks whose blocks then no longer work (site_blocks.h), so
// that the loss of one of two feeds takes none. A row's leaf switches are taken to serve that row: no site states them.
// A job is synchronous: it stops with any of its racks, and loses what it did since its last checkpoint.
#pragma once

#include "core/studies/availability/site_blocks.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hallwright {

enum class Placement { Packed, Spread };
std::string_view nameOf(Placement); // "packed"

// A rack with accelerators, where it stands.
struct PlacedRack {
    std::size_t hall = 0; // of all halls
    std::size_t rack = 0; // in Hall::racks
    std::size_t group = 0;
    std::size_t gpus = 0;
    std::int64_t row = 0; // RowId's value; 0 beside the rows
};

// All in service, in the order in which jobs are packed.
std::vector<PlacedRack> racksForJobs(const Snapshot& snapshot, const SiteBlocks& blocks);

struct JobSet {
    std::vector<std::vector<std::size_t>> racks; // of each job, in racksForJobs
    std::vector<std::size_t> gpus;               // of each job, at least those asked for
};

// `jobs` equal jobs of `accelerators` each, whole racks. Throws InputError where the site has fewer.
JobSet placeJobs(const std::vector<PlacedRack>& racks, std::size_t accelerators, std::size_t jobs,
                 Placement placement);
// How many such jobs fit.
std::size_t jobsThatFit(const std::vector<PlacedRack>& racks, std::size_t accelerators);

// The failure of one thing, for one way of placing.
struct FailureCost {
    std::size_t jobsHit = 0;
    double acceleratorsStopped = 0.0; // of the jobs hit
    double largestShareOfAJob = 0.0;  // of its racks that are down, in the job hit hardest
    double acceleratorHours = 0.0;    // of the jobs hit: restart and work done again
};

// One kind of thing that racks share.
struct SharedDomain {
    std::string what; // "CDU", "busway", "leaf switches of a row", "rack"
    std::size_t things = 0;
    std::size_t withLoss = 0;  // whose failure takes racks down
    std::string worst;         // the name of the one that takes most accelerators
    std::size_t racksDown = 0; // by the worst
    std::size_t gpusDown = 0;
    double failuresPerYear = 0.0; // of all that take racks of a job down; 0 where no rate is known
    FailureCost packed, spread;   // of the worst
};

struct DomainCosts {
    std::vector<SharedDomain> domains; // by accelerators that the worst takes
    // Failures a year of single things that stop one job, on average over jobs.
    double packedInterruptionsPerJobYear = 0.0;
    double spreadInterruptionsPerJobYear = 0.0;
};

// `lostS`: what a job hit loses of its time, restart and work done again.
DomainCosts domainCosts(const Snapshot& snapshot, const SiteBlocks& blocks,
                        const std::vector<PlacedRack>& racks, const JobSet& packed, const JobSet& spread,
                        double lostS);

} // namespace hallwright
