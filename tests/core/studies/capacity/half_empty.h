// The small campus with free positions, whose head-rooms can be counted by hand.
#pragma once

#include "core/model/site_edit.h"
#include "core/studies/capacity/capacity.h"

namespace hallwright::test {

inline constexpr RackTypeId airRack{1};    // 20.4 kW
inline constexpr RackTypeId liquidRack{2}; // 132 kW, 87 % of it to liquid
inline constexpr HallId hallA{
    1}; // rows A and B: 4 racks of 12 positions each, a PDU of 300 kW a side over each
inline constexpr HallId hallB{
    2}; // rows LA and LB: 1 liquid-cooled rack of 4 positions each, on a CDU of 800 kW each

SitePtr halfEmptyCampus();

CapacityPtr capacityIn(const SitePtr& site, HallId hall, RackTypeId type);

// By name; the test ends where there is none.
PowerNodeId nodeNamed(const Site& site, std::string_view name);

} // namespace hallwright::test
