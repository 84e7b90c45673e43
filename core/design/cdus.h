// Coolant distribution units for the rows of a hall, and the rear doors of its racks.
#pragma once

#include "core/design/placing.h"

#include <string>
#include <vector>

namespace hallwright::design {

struct CduRule {
    CduTypeId type;
    WallSide end = WallSide::East; // of every row: east or west
    CoolantLoopId loop{};          // the facility water they reject to
};

struct CdusReport {
    std::vector<CduId> added;
    std::vector<std::string> reasons; // one sentence for each
};

// One at the chosen end of every row that has liquid-cooled racks, in line with the row; it serves that row. Throws
// RuleError where one would stand outside the hall.
CdusReport addCdus(SiteEdit& edit, HallId hall, const std::vector<RowOfRacks>& rows, const CduRule& rule);

// Whether the rack has a rear-door heat exchanger that is on no water.
bool lacksDoorWater(const Site& site, const Rack& rack);

// Ties the racks whose type has a rear-door heat exchanger, and that are on no water yet, to this one; returns how many.
int tieRearDoors(SiteEdit& edit, HallId hall, CoolantLoopId loop);

} // namespace hallwright::design
