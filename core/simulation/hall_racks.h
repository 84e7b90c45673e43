// What each rack of a hall is asked to do before any temperature is known: its type, its power, and the CDU that takes
// up its coolant heat.
#pragma once

#include "core/model/site.h"
#include "core/physics/server.h"
#include "core/simulation/hall_result.h"

#include <cstddef>
#include <vector>

namespace hallwright {

// One entry per rack.
struct HallRacks {
    std::vector<const RackType*> type; // nullptr if the catalogue lacks it
    std::vector<double> designW;       // 0 for a rack that is off
    std::vector<std::size_t> cduOf;    // index in the hall's CDUs, or their number for none
    std::vector<double> liquidShare;   // of its power; 0 without a CDU
    std::vector<FansAtLoad> fans;      // at the power it states, running or not
    std::vector<double> liquidW;       // heat to coolant, as its chips are; found by the CDUs
};

// Left in the hall's air: rack heat behind the rear doors, and what busways and PDUs lose.
inline double heatToHallW(const HallResult& hall)
{
    return hall.heatToAirW - hall.rearDoorHeatW + hall.inputs.equipmentHeatW;
}

// Of `hall`, whose results get the racks' inlet limits. Racks whose CDU stands still shut down. Heat to coolant is that of
// the rating.
HallRacks racksOf(HallResult& hall, const Catalogue& catalogue);

} // namespace hallwright
