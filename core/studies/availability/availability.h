// How much of a year the racks of each hall, building and the campus have power and cooling, and which equipment the rest
// is spent on.
//
//     mean rack    Σ_g n_g U_g / Σ_g n_g       what users of single racks see, and accelerator-hours lost
//     every rack   U(all groups run)           what a job on all of them sees
//
// U_g unavailability of rack group g [-] (site_blocks.h); n_g its racks. Exact (exact_outages.h); what is too large for that, or
// asked for with few repair crews, is simulated (outage_simulation.h). A tier has the rule of its use: inference is
// up while a share of its racks runs, training while every one does, development by the mean rack.
#pragma once

#include "core/studies/availability/outage_simulation.h"
#include "core/studies/availability/site_blocks.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hallwright {

struct AvailabilityOptions {
    EquipmentRates rates = classRates();
    double inferenceShare = 0.95; // of its racks, that inference needs; judgement, 0.5 to 1
    // Beside the exact answer; where there is none, with the values here.
    bool simulate = false;
    OutageSimulationOptions simulation{};
    std::size_t mostNodes = 400'000; // of a decision diagram, before it is simulated
};

struct OutageAnswer {
    std::optional<OutageFigures> exact; // none: too large
    std::optional<SimulatedOutage> simulated;

    const OutageFigures& figures() const { return exact ? *exact : simulated->figures; }
};

// What an element costs a place: by how much less the mean rack would be down if it never failed. Those that stand in for
// one another are both named, so they do not add up.
struct OutageShare {
    std::size_t element = 0; // in SiteBlocks::elements
    double minutesAYear = 0.0;
};

struct PlaceAvailability {
    ObjectRef place; // a hall, a building, or site data for the campus
    std::size_t racks = 0;
    std::size_t gpus = 0;
    OutageAnswer meanRack;
    OutageAnswer everyRack;
    std::vector<OutageShare> spentOn; // the greatest first; of the mean rack
};

struct TierAvailability {
    UseTier tier = UseTier::None;
    std::size_t racks = 0;
    std::size_t gpus = 0;
    OutageAnswer byItsRule;
};

struct KindShare {
    EquipmentKind kind = EquipmentKind::Utility;
    std::size_t elements = 0;
    double minutesAYear = 0.0; // sum of its elements' shares
};

struct SiteAvailability {
    SitePtr site;
    Conditions conditions;
    AvailabilityOptions options;
    SiteBlocks blocks;
    PlaceAvailability campus;
    std::vector<PlaceAvailability> buildings;
    std::vector<PlaceAvailability> halls; // with racks in service, building by building
    std::vector<TierAvailability> tiers;  // of tagged racks; empty where none is
    std::vector<KindShare> kinds;         // of the campus, the greatest first
    bool isExact = true;                  // every figure
};
using SiteAvailabilityPtr = std::shared_ptr<const SiteAvailability>;

// `snapshot` has estimated inlets. `progress` is told the years simulated; may be empty. Null if stopped. Throws InputError
// for options out of sense, a site without racks in service, and as blocksOf.
SiteAvailabilityPtr availabilityOf(const Snapshot& snapshot, const AvailabilityOptions& options = {},
                                   const std::function<void(double years)>& progress = {},
                                   const std::stop_token& stop = {});

} // namespace hallwright
