// What stands on a hall's floor, as footprints that other things must keep clear of.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright {

struct Footprint {
    Pose pose;
    double widthM = 0.0;
    double depthM = 0.0;
    Rect bounds;             // the least upright rectangle around it
    bool axisAligned = true; // then it fills its bounds

    Footprint(const Pose& at, double width, double depth);
};

// Whether two footprints share more than a tolerance of 1e-6 m in every direction.
bool overlap(const Footprint& a, const Footprint& b);

struct Obstacle {
    Footprint footprint;
    const char* kind;        // "rack", "air handler"
    const std::string* name; // nullptr for a column, which has none
    ObjectRef object;

    std::string text() const; // "rack A07", "a column"
};

// Everything standing in the hall: its racks in their order, then columns, walls, air handlers and CDUs; only
// what may touch `area` if one is given. The obstacles refer to the names in `hall`. Throws std::logic_error on a
// rack whose type is not in the site's catalogue.
std::vector<Obstacle> obstaclesIn(const Site& site, const Hall& hall,
                                  const std::optional<Rect>& area = std::nullopt);

} // namespace hallwright
