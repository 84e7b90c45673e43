// Ids for the rooms, rows, aisles, columns and doors of sites that were made before such things had ids.
#pragma once

#include "core/model/building.h"

#include <cstdint>

namespace hallwright {

// Gives ids in the order in which it meets things; what has an id keeps it. One giver serves a whole site, before its
// halls and buildings become constant.
class MissingIds
{
public:
    void giveTo(Building& building); // its rooms
    void giveTo(Hall& hall);

private:
    template <class List>
    void give(List& list, std::int64_t& last);

    std::int64_t rooms_ = 0, rows_ = 0, aisles_ = 0, columns_ = 0, doors_ = 0;
};

} // namespace hallwright
