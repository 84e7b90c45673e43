#include "app/gui/selection.h"

namespace hallwright::app {

void Selection::selectRack(const Site& site, RackId id)
{
    if (id.valid() && site.findRack(id))
        set(id, site.hallOf(id).id);
    else
        set({}, hall_);
}

void Selection::selectHall(HallId id)
{
    set({}, id);
}

void Selection::keepWithin(const Site* site)
{
    const bool rackStays = site && rack_.valid() && site->findRack(rack_);
    const bool hallStays = site && hall_.valid() && site->findHall(hall_);
    set(rackStays ? rack_ : RackId{}, hallStays ? hall_ : HallId{});
}

void Selection::set(RackId rack, HallId hall)
{
    if (rack == rack_ && hall == hall_)
        return;
    rack_ = rack;
    hall_ = hall;
    emit changed();
}

} // namespace hallwright::app
