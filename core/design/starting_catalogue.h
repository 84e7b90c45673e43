// The equipment that a new site begins with.
//
// Ratings are those of the sample sites (sample-sites/*/README.md), which name where each comes from; the record of
// every type says it in its notes, so that whoever takes one sees what it rests on.
#pragma once

#include "core/model/site_edit.h"

namespace hallwright::design {

// The racks that a hall may begin with.
struct StartingRacks {
    RackTypeId air;    // 20 kW of servers
    RackTypeId liquid; // 40 kW, 72 % of it to coolant
};

// Adds racks, air handlers, CDUs, chillers and coolers, and all of the power chain in a range of ratings. Pipes and
// pathways get their types as they are laid.
StartingRacks addStartingCatalogue(SiteEdit& edit);

} // namespace hallwright::design
