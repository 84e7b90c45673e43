// The steady state of one hall by itself: its air, its coolant heat, and what it asks of the campus.
#pragma once

#include "core/model/site.h"
#include "core/simulation/hall_result.h"

namespace hallwright {

// Depends on the hall, the catalogue and the inputs, not on the weather: what the weather changes reaches the hall as
// the temperature of its loops. Equipment on a loop that `inputs` does not name holds its set point up to its stated
// capacity. `previous`, a result of an earlier version of the same hall, lends the rows of its recirculation matrix
// that still hold.
HallResultPtr evaluateHall(const HallPtr& hall, const Catalogue& catalogue, HallInputs inputs,
                           const HallResult* previous = nullptr);

} // namespace hallwright
