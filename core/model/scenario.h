// What a site is asked about: the weather, what is out of service, which racks draw power, and what inlets rest on.
//
// Scenarios are kept in the site's file and are no part of the site: another one changes no version of it, and two sites
// are equal whatever was asked about them. core/simulation/conditions.h says what one comes to at a site.
//
// Temperatures in °C.
#pragma once

#include "core/model/ids.h"
#include "core/model/object_ref.h"

#include <optional>
#include <string>
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

// All that is out, in the order of power, plant, air handlers, CDUs.
std::vector<ObjectRef> partsOf(const Outages& outages);

// Which racks draw their power. The others stand on the floor, draw and blow nothing, and are not in service: that is a
// state, not a fault.
enum class LoadBasis {
    ByStatus,  // those in operation and decommissioning; design, procurement and deployment draw none
    AllPlaced, // all, whatever their status: what the site comes to once everything on its floor runs
};

// What inlet temperatures are to rest on.
enum class InletBasis {
    Estimate, // from geometry, at once
    Field,    // the 3D air of every hall, without momentum and buoyancy
    Flow,     // the 3D air of every hall with both: some seconds each
};

struct Scenario {
    std::string name;
    std::optional<double> outdoorC; // dry bulb; none: the site's design day
    std::optional<double> wetBulbC; // none: what goes with the dry bulb
    Outages outages;
    LoadBasis loadBasis = LoadBasis::ByStatus;
    std::string date; // on which the statuses count, "2027-03-31"; empty: as they stand
    InletBasis inletBasis = InletBasis::Estimate;

    bool operator==(const Scenario&) const = default;
};

// Throws InputError for a name that is empty, too long or given twice, a date that is no day, or weather of no place on
// Earth. Equipment that the site does not have is no fault: it was removed since.
void checkScenarios(const std::vector<Scenario>& scenarios);

} // namespace hallwright
