#include "core/model/replaced_hall.h"

namespace hallwright {

HallId sameOrReplaced(const Site& from, HallId hall, const Site& in)
{
    if (!from.findHall(hall))
        return {};
    if (in.findHall(hall))
        return hall;
    const Building* building = in.findBuilding(from.buildingOf(hall).id);
    if (!building)
        return {};
    for (const HallPtr& other : building->halls) {
        if (other->name == from.hall(hall).name && !from.findHall(other->id))
            return other->id;
    }
    return {};
}

} // namespace hallwright
