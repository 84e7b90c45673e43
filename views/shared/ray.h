// A line of sight.
#pragma once

#include "core/model/geometry.h"

namespace hallwright::style {

// origin + t · direction, t >= 0, in whatever frame both are in.
struct Ray {
    Point3 origin;
    Point3 direction;

    Point3 at(double t) const
    {
        return {origin.x + t * direction.x, origin.y + t * direction.y, origin.z + t * direction.z};
    }
};

} // namespace hallwright::style
