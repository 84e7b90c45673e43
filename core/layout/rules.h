// Placement rules of a site, each of which explains itself.
#pragma once

#include "core/model/site.h"

#include <string>
#include <vector>

namespace hallwright {

struct Violation {
    std::string rule;    // "overlap", "cold-aisle-width", "floor-load", ...
    HallId hall;         // none for a rule about a building or the site
    RackId rack;         // none for a rule about no single rack
    std::string message; // one sentence: what, where, value, limit
};

// Static rules: racks overlap nothing; the cold aisle in front of a rack is at least 0.9 m clear; mass per
// footprint within the floor rating; A and B feeds of a rack exist and differ; a liquid-cooled rack has a CDU.
// In the order of the site.
std::vector<Violation> findViolations(const Site& site);

} // namespace hallwright
