// Where what stands in a hall could stand instead, with the room that it and its neighbours need.
#pragma once

#include "core/layout/cell_grid.h"
#include "core/layout/obstacles.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

// "x 12.3 m, y 4.575 m"
std::string placeText(const Pose& pose);

// Places on the tile grid of a hall that are clear of walls, doors, aisles and all that stands there, with the room in
// front that a rack needs, for itself and for those about it, and where no rack blows its exhaust at another's face. Made
// for one rule, which asks for many of them.
class FreePlaces
{
public:
    using Suits = std::function<bool(const Pose&)>;

    // `obstacles` are the hall's, its racks first in their order; `grid` is theirs. All three outlive this.
    FreePlaces(const Hall& hall, const std::vector<Obstacle>& obstacles, const CellGrid& grid)
        : hall_(hall), obstacles_(obstacles), grid_(grid)
    {
    }

    // For an obstacle by its position: the nearest, facing the way it does, that suits the caller too; nothing if the hall
    // has none.
    std::optional<Pose> nearestTo(std::size_t obstacle, const Suits& also);

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
    std::vector<Pose> about(std::size_t obstacle) const;
    const std::vector<Pose>& everywhere(const Thing& thing);

    const Hall& hall_;
    const std::vector<Obstacle>& obstacles_;
    const CellGrid& grid_;
    std::vector<Places> known_;
    mutable std::vector<std::uint32_t> near_;
};

} // namespace hallwright
