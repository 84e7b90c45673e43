// What the evaluation of the power network found. Powers are in W.
#pragma once

#include "core/model/ids.h"
#include "core/model/power_network.h"

#include <cstddef>
#include <vector>

namespace hallwright {

struct PowerNodeResult {
    PowerNodeId id;
    double outputW = 0.0; // what it delivers downstream
    double lossW = 0.0;
    bool energised = true; // false: out of service, or nothing alive feeds it
    double outputOtherSideLostW =
        0.0; // what it would deliver after the loss of the other side (of the worse side for
             // a node of no side)

    double peakW =
        0.0; // outputW, and what the racks that it feeds itself draw beyond that for seconds, all at once:
             // racks at one job do
    double movedW = 0.0; // asked of a limited source beyond its rating, and drawn from others instead

    double inputW() const { return outputW + lossW; }
};

// Equipment that names power nodes of which none has power.
struct UnservedLoad {
    double powerW = 0.0;
    PowerNodeId feed; // that the first of it names
};

// Racks switched off because the sources that are left cannot carry them.
struct ShedRacks {
    std::size_t count = 0;
    double powerW = 0.0; // design power
    RackId first;        // of those shed, in the order of the site
    PowerNodeId source;  // the first that could not carry them
};

// Loss and load of all nodes of one kind, in the order power flows: utility first.
struct PowerStageResult {
    PowerNodeKind kind = PowerNodeKind::Utility;
    double outputW = 0.0; // that leaves the kind: what one of its nodes hands to another counts once
    double lossW = 0.0;
};

} // namespace hallwright
