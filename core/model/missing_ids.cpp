#include "core/model/missing_ids.h"

#include <algorithm>

namespace hallwright {

template <class List>
void MissingIds::give(List& list, std::int64_t& last)
{
    for (auto& object : list) {
        if (!object.id.valid())
            object.id.value = last + 1;
        last = std::max(last, object.id.value);
    }
}

void MissingIds::giveTo(Building& building)
{
    give(building.rooms, rooms_);
}

void MissingIds::giveTo(Hall& hall)
{
    give(hall.rows, rows_);
    give(hall.aisles, aisles_);
    give(hall.columns, columns_);
    give(hall.doors, doors_);
}

} // namespace hallwright
