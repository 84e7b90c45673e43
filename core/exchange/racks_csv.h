// What `solve --racks` and the window's File > Export write: one line per rack.
#pragma once

#include "core/simulation/snapshot.h"

#include <string>

namespace hallwright {

// CSV after RFC 4180 with a header, lines ended by a line feed. Positions are in the hall's frame: metres
// from the room's south-west corner to the rack's centre. Numbers have as many digits as it takes to read
// back the same value.
std::string racksCsv(const Snapshot& snapshot);

} // namespace hallwright
