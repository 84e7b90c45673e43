// What an evaluation shows to be wrong, by subject. Each function adds to `found`, in the order of the site.
//
// Whatever an evaluation warns of as exceeded, lost or shut down is found here. Not found is what the rest of the campus
// is there to bear: a power node that lost its feeder while the other side carries its load.
#pragma once

#include "core/layout/rules.h"
#include "core/simulation/snapshot.h"

#include <vector>

namespace hallwright::cli {

// Sums of many parts differ from a rating they should equal by rounding alone.
inline constexpr double roundingShare = 1e-9;

inline bool exceeds(double value, double limit)
{
    return value > limit * (1.0 + roundingShare);
}

// Capacities of buildings, faults of the power network, overloads, equipment without power; also after the loss of a
// side.
void addPowerViolations(const Snapshot& snapshot, std::vector<Violation>& found);

// Loops: pumps, flows, velocities, plant.
void addLoopViolations(const Snapshot& snapshot, std::vector<Violation>& found);

// A hall's racks, air handlers, CDUs and rear doors.
void addHallViolations(const HallResult& result, const Conditions& conditions, std::vector<Violation>& found);

// Figures that are not to be relied on.
void addUnsettled(const Snapshot& snapshot, std::vector<Violation>& found);

} // namespace hallwright::cli
