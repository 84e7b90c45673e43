// The CDUs of a hall with the racks that hang on them: coolant flows and temperatures, the chips that follow these, and
// the racks that hot coolant shuts down. Writes the hall's CDU and rack results and the racks' heat to coolant.
#pragma once

#include "core/simulation/hall_racks.h"

namespace hallwright {

void runCdus(HallResult& hall, HallRacks& racks);

} // namespace hallwright
