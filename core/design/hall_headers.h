// The pipe pairs from a loop's main to what stands in a hall: air handlers, CDUs, rear doors.
#pragma once

#include "core/model/site.h"

#include <string>
#include <vector>

namespace hallwright::design {

// A pair of pipes, each path in the building's frame from where it leaves the main's side.
struct HallHeader {
    std::string what;
    double flowM3s = 0.0;
    double z = 0.0;
    std::vector<Point2> supply, back;

    const std::vector<Point2>& run(PipeRole role) const { return role == PipeRole::Supply ? supply : back; }
};

struct HeaderPlan {
    const Site& site;
    const Building& building;
    const Hall& hall;
    const CoolantLoop& loop;
    double mainY = 0.0; // of the main, in the building's frame
    double z = 0.0;     // level of the headers behind the air handlers
};

// One behind each line of air handlers on the loop, one over the CDUs, one over the rows for the rear doors; each for
// the flow of what it feeds at design heat.
std::vector<HallHeader> hallHeaders(const HeaderPlan& plan);

// Half the distance of supply and return, to either side of their common line.
constexpr double pipeSide(PipeRole role)
{
    return role == PipeRole::Supply ? -0.5 : 0.5;
}

Rect roomOf(const Hall& hall); // in the building's frame
bool mainIsNorthOf(const Rect& room, double mainY);

} // namespace hallwright::design
