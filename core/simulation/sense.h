// Whether figures follow from a site at all. Values that pass one by one may make none together: a rating in kilowatts typed as
// watts puts a thousand times its load on equipment whose loss grows with the square of it,
//
//     P_loss / P_r = k0 + k1 x + k2 x²,   x = P_out / P_r   [W]
//
// and what feeds it multiplies that again, to figures of a hundred digits or to none.
#pragma once

#include "core/simulation/snapshot.h"

#include <string>

namespace hallwright {

// The sentence that says which value of which object makes no sense: a power node at more than 100 times its rating, equipment
// whose power is no finite number or above all that campuses have. Empty where all figures stand.
std::string whyNoFigures(const Snapshot& snapshot);

// Takes out of a complete snapshot the powers of campus and buildings where there is such a reason: they are no numbers
// then, and there is no PUE. That it is so is a finding (core/rules). To be called once.
void blankWithoutSense(Snapshot& snapshot);

} // namespace hallwright
