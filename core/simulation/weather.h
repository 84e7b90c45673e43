// The wet bulb that goes with another outdoor temperature, and which pairs of the two no air has.
//
//     W = W(t_d, t*_d, p)      t*(t) = t  where Ws(t, p) <= W,  else the wet bulb of air of W at t and p
//
// t dry bulb, t* wet bulb [°C]; t_d, t*_d those of the site's design day; W humidity ratio, Ws that of saturated air
// [kg/kg]; p pressure at the site's elevation. The air keeps its water, and with it its dew point, through warmer and
// colder hours: over a day the dew point hardly changes, while the depression of the wet bulb follows the sun. Below that
// dew point the air is saturated. Range and source: core/physics/psychrometrics.h.
#pragma once

#include "core/model/site.h"

namespace hallwright {

// At the site's own outdoor temperature exactly its own wet bulb. Nothing is thrown.
double wetBulbAt(const SiteInfo& info, double outdoorC);

// Of air without any water: none of that temperature has a lower one.
double lowestWetBulbC(double outdoorC, double elevationM);

// Throws InputError, naming the value and its limits, for a wet bulb above the dry bulb or below that of dry air.
void requireAir(double outdoorC, double wetBulbC, double elevationM);

} // namespace hallwright
