// A site as its failure is followed in it: the batteries of UPSs as sources of their own, and racks that are down without a feed.
#pragma once

#include "core/model/site.h"
#include "core/studies/failure/failure.h"

#include <cstdint>
#include <vector>

namespace hallwright {

// A UPS, rectifier or battery that holds energy.
struct EnergyStore {
    PowerNodeId node;     // of the site
    PowerNodeId source;   // from which it is drawn: a battery itself, or one on standby behind the UPS
    double energyJ = 0.0; // full, at its rating
    double ratedW = 0.0;
};

struct StoredSite {
    SitePtr site; // not for saving: it has nodes more than the one it was made of, after those
    std::vector<EnergyStore> stores;
    PowerNodeId dead; // feeds nothing
};

StoredSite withStores(const SitePtr& site, const FailureOptions& options);

// Per hall, building by building, and rack: 1 for down.
using RacksDown = std::vector<std::vector<std::uint8_t>>;

// Its racks that are down draw nothing. Halls without any are shared.
SitePtr withRacksDown(const StoredSite& stored, const RacksDown& down);

} // namespace hallwright
