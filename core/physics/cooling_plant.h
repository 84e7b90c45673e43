// The plant of one coolant loop: which units run, what heat each takes and what power it draws.
//
//     P = min over turns of Σ P_u,    with Σ Q_u + Q_unrejected = Q
//
// P power of the plant, P_u, Q_u power of a unit and heat it takes from the loop, Q the loop's heat [W]. Means: dry
// coolers; towers with neither water-cooled chillers nor plates, in service or not, against the wet bulb; chillers,
// with a waterside economiser before them. A loop with more than one uses the one that carries the heat alone at the
// least power, or all of them in turn where that is cheaper or needed (plant_staging.h), without wet pads where it
// saves water; where neither carries the heat, what leaves the least of it. What stands by has its capacity all the
// same. With warmer weather or more heat no choice gets cheaper, so power never falls with either.
//
// Means by themselves: pre_cooling.h, condenser_water.h. Range and sources: there. Nothing is thrown; a loop without
// plant leaves its heat in `unrejectedW`.
#pragma once

#include "core/physics/plant_units.h"

#include <span>

namespace hallwright {

// `available`: nonzero for each unit in service; empty: all are. A unit out of service takes nothing and has no
// capacity.
PlantState plantAt(std::span<const PlantUnit* const> units, const PlantDemand& demand,
                   std::span<const char> available = {});

} // namespace hallwright
