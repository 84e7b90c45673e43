#include "views/diagrams/diagram_view.h"

#include <functional>
#include <string>

namespace hallwright::diagrams {

namespace {

class Mark
{
public:
    template <class T>
    void add(const T& value)
    {
        constexpr std::size_t golden = 0x9e3779b97f4a7c15; // as in boost::hash_combine, 64 bits
        mark_ ^= std::hash<T>()(value) + golden + (mark_ << 6U) + (mark_ >> 2U);
    }

    void add(const Hall& hall)
    {
        add(hall.id);
        add(hall.name);
        for (const Rack& rack : hall.racks) {
            add(rack.id);
            add(rack.feedA);
            add(rack.feedB);
            add(rack.cdu);
            add(rack.rearDoorLoop);
        }
        for (const AirHandler& unit : hall.airHandlers) {
            add(unit.id);
            add(unit.name);
            add(unit.feed);
            add(unit.loop);
        }
        for (const Cdu& cdu : hall.cdus) {
            add(cdu.id);
            add(cdu.name);
            add(cdu.feed);
            add(cdu.loop);
        }
    }

    std::size_t value() const { return mark_; }

private:
    std::size_t mark_ = 0;
};

} // namespace

std::size_t structureOf(const Site& site)
{
    Mark mark;
    mark.add(static_cast<const void*>(site.power.get()));
    mark.add(static_cast<const void*>(site.cooling.get()));
    for (const BuildingPtr& building : site.buildings) {
        mark.add(building->id);
        mark.add(building->name);
        mark.add(building->otherFeed);
        mark.add(building->otherPowerW);
        mark.add(building->capacityW);
        for (const HallPtr& hall : building->halls)
            mark.add(*hall);
    }
    return mark.value();
}

} // namespace hallwright::diagrams
