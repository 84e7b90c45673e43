// What can stop the next rack: the resources of a campus, and which of them a finding is about.
#pragma once

#include "core/rules/finding.h"
#include "core/simulation/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hallwright {

enum class CapacityResource : std::uint8_t {
    Space, // a free position in a row, with the room that a rack needs
    FloorLoad,
    RollingPath,
    FeedA, // with side B lost
    FeedB, // with side A lost
    Breaker,
    Pdu,
    Busway,
    Switchgear,
    Ups,
    Transformer,
    Source,
    BuildingSupply,
    Air,
    Cdu,
    CoolantFlow, // of the racks' side, and of the loops
    CoolantHead,
    HeatRejection,
    Fibre,
    Ports
};

inline constexpr std::size_t capacityResourceCount = static_cast<std::size_t>(CapacityResource::Ports) + 1;

std::string_view nameOf(CapacityResource resource);  // "floor-load": in JSON
std::string_view inWords(CapacityResource resource); // "floor load": for people

// What a rating of such a node limits.
CapacityResource resourceOf(PowerNodeKind kind);

// The resource that is short where this is found after racks were added.
CapacityResource resourceOf(const Site& site, const Finding& finding);

// How near a finding is to what is short: an overloaded CDU before the warm coolant that follows from it. The least first.
std::size_t causeRank(const Finding& finding);

// Whether a rack may not be added where it brings this about. Not so what is but unknown (a mass, an airflow), what hinders
// work without stopping it, and gaps that panels close.
bool stopsRacks(const Finding& finding);

} // namespace hallwright
