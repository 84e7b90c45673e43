// What a site is evaluated at: weather, and what is out of service.
//
// Temperatures in °C.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <optional>
#include <vector>

namespace hallwright {

// Equipment taken out of service for a what-if; the site itself is unchanged. Each list ascending.
struct Outages {
    std::vector<PowerNodeId> power;
    std::vector<PlantUnitId> plant;
    std::vector<AirHandlerId> airHandlers;
    std::vector<CduId> cdus;

    bool has(const ObjectRef& equipment) const;
    // With it taken out, or put back; unchanged for what cannot be taken out.
    Outages with(const ObjectRef& equipment, bool out) const;
    bool empty() const { return power.empty() && plant.empty() && airHandlers.empty() && cdus.empty(); }
    bool operator==(const Outages&) const = default;
};

// What the site is evaluated at.
struct Conditions {
    double outdoorC = 0.0; // dry bulb
    double wetBulbC = 0.0; // coincident wet bulb, at most outdoorC
    Outages outages{};

    bool operator==(const Conditions&) const = default;
};

// The site's own conditions, or those at another outdoor temperature: the wet bulb then keeps its depression, down to
// the new dry bulb.
Conditions conditionsOf(const Site& site, std::optional<double> outdoorC = std::nullopt);

} // namespace hallwright
