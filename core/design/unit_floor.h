// Floor for air handlers and CDUs: where a unit can stand, and what keeps it from standing where it should.
#pragma once

#include "core/layout/obstacles.h"
#include "core/model/site.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright::design {

// A hall's floor with what stands on it. The site outlives it.
class UnitFloor
{
public:
    UnitFloor(const Site& site, const Hall& hall);

    // What keeps a unit of this size [m], or a person before its front, from a pose of the hall: "a column at x 12.3 m,
    // y 4.5 m", "the east wall", "door South"; nothing if it can stand there.
    std::optional<std::string> blockedBy(double widthM, double depthM, const Pose& pose) const;

    // The nearest place on the floor that is clear of rows and aisles too, and of what racks need before and behind them, in
    // steps of 0.3 m; nothing if there is none.
    std::optional<Pose> nearestFree(double widthM, double depthM, const Pose& to) const;

    void take(double widthM, double depthM, const Pose& pose); // by a unit that is going to stand there

private:
    bool leavesAisles(const Footprint& unit) const;

    const Hall& hall_;
    std::vector<Obstacle> obstacles_;
    std::vector<Footprint> taken_;
};

} // namespace hallwright::design
