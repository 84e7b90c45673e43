// A building with one hall, drawn by hand in an empty site, and equipped by the rules of core/design.
#pragma once

#include "core/design/placing.h"

#include <string>
#include <vector>

namespace hallwright::test {

struct DrawnHall {
    SitePtr site;
    BuildingId building;
    HallId hall;
    RackTypeId airRack, liquidRack;
    std::vector<std::string> reasons; // of all that the rules chose
};

// Two rows of eight racks each, one air-cooled and one liquid-cooled, A/B feeds, air handlers, a CDU, plant and pipes.
DrawnHall drawnHall();

} // namespace hallwright::test
