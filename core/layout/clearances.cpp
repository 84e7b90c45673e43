#include "core/layout/clearances.h"

namespace hallwright {

Footprint clearAreaOf(const Hall& hall, const Door& door)
{
    const double along = door.offsetM + door.widthM / 2;
    const double in = clearBeforeDoorM / 2;
    switch (door.wall) {
    case WallSide::South:
        return {{along, in, 0.0}, door.widthM, clearBeforeDoorM};
    case WallSide::North:
        return {{along, hall.depthM - in, 0.0}, door.widthM, clearBeforeDoorM};
    case WallSide::West:
        return {{in, along, 0.0}, clearBeforeDoorM, door.widthM};
    case WallSide::East:
        break;
    }
    return {{hall.widthM - in, along, 0.0}, clearBeforeDoorM, door.widthM};
}

} // namespace hallwright
