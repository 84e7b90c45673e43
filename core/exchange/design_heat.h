// The heat a loop's plant and pipes are sized for: everything in its halls at the values of the recipe.
#pragma once

#include "core/exchange/site_draft.h"

namespace hallwright::recipe {

// Heat the loop takes up in one hall [W].
struct HallHeat {
    double air = 0.0;    // by the air handlers on this loop, their fans included
    double liquid = 0.0; // by the CDUs on this loop, their pumps included
    double doors = 0.0;  // by the rear doors on this loop
};

// Of a hall's air handlers, those on one loop.
struct HandlerShare {
    double ofHall = 0.0; // this loop's share of the hall's design airflow
    double flowM3s = 0.0;
};

HandlerShare handlersOn(const HallDraft& hall, const std::string& loop);

HallHeat heatOf(const Draft& draft, const BuildingDraft& building, const HallDraft& hall,
                const std::string& loop);

// Other power, and the losses of what stands inside but in no hall, at half its rating: A and B share the load [W].
double roomHeatW(const Draft& draft, const BuildingDraft& building);

// The building must have it.
const LoopRule& loopNamed(const BuildingDraft& building, const std::string& name);

} // namespace hallwright::recipe
