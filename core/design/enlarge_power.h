// Larger types for power equipment that has more to carry than it is rated for.
#pragma once

#include "core/design/equip.h"

namespace hallwright::design {

// What a node has to deliver [W]: with the other side lost where that is more.
struct PowerLoad {
    PowerNodeId node;
    double loadW = 0.0;
};

// Gives each node that has more to deliver than its rating the least type of its kind in the catalogue of which the load is
// no more than plannedShare; switchgear of low voltage stays of low voltage. Where the catalogue has none, a busway gets others beside it, fed alike, and the racks along it
// are shared among them in their order; of anything else, and of sources, it is told what is missing. Nodes that carry their
// load are left alone. What could not be done is among the shortages, with figures.
Steps enlargePower(SiteEdit& edit, const std::vector<PowerLoad>& loads);

} // namespace hallwright::design
