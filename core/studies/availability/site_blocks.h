// The block diagram of a site: what each group of racks needs so that it runs.
//
//     runs    = power and CDU and rear doors' loop and air
//     power   = A alone or B alone or (A shared and B shared)       one feed: that feed
//     node    = itself and (a feeder that is no source, or sources that carry what hangs on them)
//     CDU     = itself and its feed and its loop
//     air     = air handlers, each with its feed and loop, that move the racks' air and take the coils' heat
//     loop    = pumps, each with the loop's feed, that carry the flow, and plant, each with its feed, that takes the heat
//
// "Shared" is with the load as it is while both sides carry, "alone" as it is after the loss of the other: standby generators
// of a side may carry the one and not the other. How many pumps, air handlers, chillers or generators it takes follows from
// loads and capacities of an evaluation, at its weather; where all together carry less than is asked, all are needed, and
// a note says so. A rack without cooling that suffices counts as down, also where it would go on for some time.
//
// Left out: racks and servers, cables, breakers as elements of their own, controls and people, water supply and fuel, the
// cooling of electrical rooms, overload of what is no source (a note names what would be overloaded after the loss of a
// side). Batteries, and UPSs' own, bridge switching and starts; as a source they do not count, for they do not last out a
// repair. A utility counts with its rating while that is enough for what hangs on it with the others, else without limit.
// Utilities fail on their own and, as an element of its own, all at once; nothing else has a common cause.
#pragma once

#include "core/simulation/snapshot.h"
#include "core/studies/availability/block_diagram.h"
#include "core/studies/availability/equipment_rates.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hallwright {

// What a rack is used for, by a tag of its record, its row's, hall's or building's, the nearest first.
enum class UseTier { None, Inference, Training, Development };

inline constexpr std::size_t useTierCount = static_cast<std::size_t>(UseTier::Development) + 1;
std::string_view nameOf(UseTier); // "inference"; "none"

// An element of the diagram, by its number there.
struct SiteElement {
    ObjectRef object; // site data for what belongs to none: all utilities at once
    EquipmentKind kind;
    int unit = 0; // of several that one object stands for: pump 2 of a loop; else 0
};

// Racks of one hall with the same feeds, cooling and use: they run, or do not, together.
struct RackGroup {
    std::size_t building = 0; // positions in the site
    std::size_t hall = 0;     // of all halls, building by building
    PowerNodeId feedA, feedB;
    CduId cdu;
    CoolantLoopId rearDoorLoop;
    UseTier tier = UseTier::None;
    std::vector<std::size_t> racks; // in Hall::racks; in service
    std::size_t gpus = 0;
    BlockId runs = 0;
};

struct SiteBlocks {
    BlockDiagram diagram;
    std::vector<SiteElement> elements; // as the diagram's
    std::vector<RackGroup> groups;     // hall by hall
    std::vector<std::string> notes;    // full sentences
};

// Throws InputError where the evaluation has no steady state.
SiteBlocks blocksOf(const Snapshot& snapshot, const EquipmentRates& rates);

// "UPS A2", "pump 2 of facility water", "all utilities at once"
std::string nameOf(const Site& site, const SiteElement& element);

} // namespace hallwright
