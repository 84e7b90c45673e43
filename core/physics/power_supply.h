// Loss of a rack's power supplies, from the power the rack draws.
//
//     P_loss = P_r f(P_in / P_r)        f the cubic through y_k (1 - η_k) at y_k = x_k / η_k
//
// P_in power into the supplies [W]; P_r rated output of all supplies that share the load [W]; x_k, η_k load and
// efficiency at the four points of 80 PLUS Titanium, 230 V internal redundant: 90 / 94 / 96 / 91 % at 10 / 20 / 50 /
// 100 % of the rating, the least a certified supply may have; y_k the input there, over P_r. f rises throughout, from
// 0.0086 at no load; the efficiency peaks at 96.0 % near half load. Range: P_in from 0 to P_r / 0.91; above, the
// efficiency at full load is kept. Below 0.9 % of the rating the curve exceeds the input, and all of it is loss. 0 for
// supplies of unknown rating. Nothing is thrown. Source: 80 PLUS certification levels, CLEAResult.
#pragma once

namespace hallwright {

double powerSupplyLossW(double ratedW, double inputW);

} // namespace hallwright
