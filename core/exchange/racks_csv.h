// What `solve --racks` and the window's File > Export write: one line per rack.
#pragma once

#include "core/simulation/snapshot.h"

#include <string>

namespace hallwright {

// CSV after RFC 4180 with a header, lines ended by a line feed. Positions are in the hall's frame: metres
// from the room's south-west corner to the rack's centre. Numbers are rounded to what is worth reading:
// 1 mW, 1 mm, 1 mK, 1 mL/s, 0.001 %. What is not known is empty: a mass, the floor load that follows from it, the
// devices of a rack whose contents are not stated; and so is a feed, CDU or type that a rack has not. `status` is that
// of the conditions' day.
// `inlet_uncertainty_k` is how far one rack's inlet was from CFD in the compared hall most like its own.
std::string racksCsv(const Snapshot& snapshot);

} // namespace hallwright
