// The campus, its buildings, halls and rows as an answer has them.
#pragma once

#include "core/studies/capacity/capacity.h"

#include <vector>

namespace hallwright {

// Fills in `places`, once the versions and positions of the answer are there. `idle`: racks that are not in service,
// ascending.
void addPlaces(Capacity& capacity, const RackType& type, std::vector<RackId> idle);

} // namespace hallwright
