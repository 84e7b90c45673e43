// The heat that a loop's plant and pipes are sized for: everything in its halls at the values they have.
#pragma once

#include "core/model/site.h"

namespace hallwright::design {

// Heat the loop takes up in one hall [W].
struct HallHeat {
    double air = 0.0;    // by the air handlers on this loop, their fans included
    double liquid = 0.0; // by the CDUs on this loop, their pumps included
    double doors = 0.0;  // by the rear doors on this loop

    double total() const { return air + liquid + doors; }
};

HallHeat heatOf(const Site& site, const Hall& hall, CoolantLoopId loop);

// Heat that the hall's racks give to its air, without what their rear doors take of it [W].
double rackHeatToAirW(const Site& site, const Hall& hall);

// Design airflow of a hall's air handlers on one loop [m³/s].
double handlersAirflowM3s(const Hall& hall, CoolantLoopId loop);

// Other power, and the losses of what stands inside but in no hall, at half its rating: A and B share the load [W].
double roomHeatW(const Site& site, const Building& building);

} // namespace hallwright::design
