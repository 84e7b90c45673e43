// What is wrong with how a site's power is joined up: circles, feeds that do not exist, and equipment that no source
// reaches. For files that checkSite has not seen, and for what it accepts.
#pragma once

#include "core/model/site.h"

#include <string>
#include <vector>

namespace hallwright {

enum class PowerFaultKind {
    Cycle,         // power nodes that feed each other in a circle
    MissingFeeder, // a power node names a feeder that does not exist
    NoSource,      // no utility, generator or battery reaches a power node
    UnfedRack,     // a rack names no power node
    MissingFeed,   // a rack names a power node that does not exist
    OrphanedRack,  // a rack's power nodes have no path to a source
    SameSide,      // both feeds of a rack are on one side
    SharedFeed     // both feeds of a rack hang on one node, and it is not a utility
};

struct PowerFault {
    PowerFaultKind kind = PowerFaultKind::Cycle;
    std::string element; // its name: of the first one, where the fault is that of many
    std::string sentence;

    bool operator==(const PowerFault&) const = default;
};

// In the order of PowerFaultKind. Racks of one hall with the same fault are one entry, and so are all nodes that have
// no source because a node before them has none. The last two kinds are weaknesses: the racks do have power.
std::vector<PowerFault> powerFaults(const Site& site);

} // namespace hallwright
