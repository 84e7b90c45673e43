// Where a rack or a CDU could stand instead, so that a remedy names a place that the program then takes.
#pragma once

#include "core/rules/checked.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

// The floor that a person needs in front of a rack.
Footprint standingArea(const Footprint& rack);

// How far an area reaches through a wall of the hall; 0 if it does not.
double reachThroughWall(const Footprint& area, const Hall& hall);

// The aisle on whose area a point of the hall's frame lies; null beside them.
const Aisle* aisleAt(const Hall& hall, Point2 inHall);

// "x 12.3 m, y 4.575 m"
std::string placeText(const Pose& pose);

// Places on the tile grid of a hall that are clear of walls, doors, aisles and all that stands there, with the room in
// front that a rack needs, for itself and for those about it, and where no rack blows its exhaust at another's face. Made
// for one rule, which asks for many of them.
class FreePlaces
{
public:
    explicit FreePlaces(const CheckedLayout& at) : at_(at) {}

    // For an obstacle of the hall by its position: the nearest, facing the way it does; nothing if the hall has none.
    std::optional<Pose> nearestTo(std::size_t obstacle);

    // Whether it could stand there, on the grid or beside it.
    bool suits(std::size_t obstacle, const Pose& pose) const;

private:
    struct Thing {
        double widthM = 0.0;
        double depthM = 0.0;
        double yawDeg = 0.0;
        bool isRack = false;

        bool operator==(const Thing&) const = default;
    };
    struct Places {
        Thing of;
        std::vector<Pose> poses;
    };

    Thing thing(std::size_t obstacle) const;
    Pose onTiles(const Thing& thing, Point2 near) const;
    bool suits(const Thing& thing, const Pose& pose, std::size_t self) const;
    bool isClear(const Footprint& footprint, std::size_t self) const;
    bool leavesRoom(const Footprint& footprint, std::size_t self) const;
    bool isBlownAt(const Footprint& footprint, std::size_t self) const;
    const std::vector<Pose>& everywhere(const Thing& thing);

    const CheckedLayout& at_;
    std::vector<Places> known_;
    mutable std::vector<std::uint32_t> near_;
};

} // namespace hallwright
