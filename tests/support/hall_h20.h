// Hall H20, for which CFD inlets are known: twenty racks in two rows at one open cold aisle.
//
// 12 x 9 x 3 m. Two rows of ten racks (0.6 x 1.2 x 2.1 m) face a cold aisle of 1.2 m; row A 6, 6, 8, 8, 10, 10, 8, 8, 6,
// 6 kW, row B 4 and 12 kW in turn, 156 kW together; each rack's air rises by 12 K. The whole aisle floor (6 x 1.2 m)
// supplies air at 18 °C, β times what the racks draw. Returns of 3.0 x 0.6 m below the ceiling of both end walls.
#pragma once

#include "core/physics/air_room.h"

#include <array>

namespace hallwright::test {

AirRoom hallH20(double supplyRatio);

// Inlets at β = 0.8 [°C], row A from west to east, then row B: OpenFOAM 1912, buoyantSimpleFoam, k-ε, 0.15 m, the mean
// of the last 500 of 1,500 iterations. Against 0.10 m cells they differ by 0.18 K RMSE.
inline constexpr std::array<double, 20> hallH20InletsC = {21.61, 21.50, 21.73, 21.95, 21.85, 22.03, 21.67,
                                                          21.48, 21.42, 22.49, 20.81, 20.72, 20.62, 21.58,
                                                          21.95, 22.19, 21.55, 21.59, 20.65, 22.02};

} // namespace hallwright::test
