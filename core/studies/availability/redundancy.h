// What of each hall can fail or be taken out for service before a rack goes down, as a verdict in words.
//
// The fewest elements that take a rack of the hall down together say it (site_blocks.h has what counts):
//
//     N                           one unit that gives capacity does: a source, UPS, CDU, air handler, pump or plant
//     N+1                         no such unit, but one of the path does: transformer, switchgear, PDU, busway, panel
//     concurrently maintainable   none does: each can be taken out for service; with it out, a failure on top may
//     fault tolerant              no two do: with any one out for service, any one failure on top takes no rack
//
// These follow the words of the Uptime Institute's Tier Standard: Topology for the paths and units that are modelled, and are
// no certificate: they say nothing of compartments, cooling that goes on without power, or fuel.
#pragma once

#include "core/studies/availability/site_blocks.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

enum class RedundancyVerdict {
    CapacityN,
    CapacityNPlusOne,
    ConcurrentlyMaintainable,
    FaultTolerant,
    Unknown
};
std::string_view inWords(RedundancyVerdict); // "concurrently maintainable"

struct HallRedundancy {
    HallId hall;
    std::size_t racks = 0;
    RedundancyVerdict verdict = RedundancyVerdict::Unknown; // unknown: too many ways to fail
    std::size_t fewest = 0;            // elements that take a rack down; 0: one is down now
    double sets = 0.0;                 // of so many elements that do
    std::vector<std::size_t> breakers; // one of these sets, in SiteBlocks::elements
    std::vector<std::size_t> singles;  // each element that does by itself
};

struct Redundancy {
    SitePtr site;
    Conditions conditions;
    SiteBlocks blocks;
    std::vector<HallRedundancy> halls; // with racks in service, building by building
};

// `snapshot` has estimated inlets. Throws InputError as blocksOf.
Redundancy redundancyOf(const Snapshot& snapshot);

} // namespace hallwright
