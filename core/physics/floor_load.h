// What a rack weighs on its floor, evenly over its footprint.
//
//     p = m g / (w d)
//
// p pressure [Pa]; m mass of the rack with what is in it [kg]; g = 9.80665 m/s²; w, d width and depth of its footprint
// [m]. Range: racks that stand still; feet and castors press harder on the tile under them. Source: the definition of
// weight, with the standard gravity of ISO 80000-3. Nothing is thrown; a footprint without area bears infinitely.
#pragma once

#include "core/physics/pipe_friction.h"

namespace hallwright {

constexpr double floorLoadPa(double massKg, double widthM, double depthM)
{
    return massKg * standardGravity / (widthM * depthM); // p = m g / (w d)
}

} // namespace hallwright
