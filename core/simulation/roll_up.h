// Adds up what halls, loops and plant came to: halls to buildings, buildings to the campus.
#pragma once

#include "core/simulation/campus_power.h"
#include "core/simulation/prepared_campus.h"
#include "core/simulation/snapshot.h"

namespace hallwright {

// Completes a snapshot that has its halls, its loops' runs, and its power solved: results of loops, plant, buildings and
// power nodes, sums, residuals and notes.
void rollUp(Snapshot& snapshot, const PreparedCampus& prepared, const CampusPower& power);

} // namespace hallwright
