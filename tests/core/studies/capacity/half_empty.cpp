#include "tests/core/studies/capacity/half_empty.h"

#include "tests/support/campus.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace hallwright::test {

SitePtr halfEmptyCampus()
{
    const SitePtr full = smallCampus();
    SiteEdit edit(full);
    for (const HallId hall : {hallA, hallB}) {
        for (const Rack& rack : full->hall(hall).racks) {
            const int number = std::stoi(rack.name.substr(rack.name.size() - 2));
            const bool stays = hall == hallA ? number <= 4 : !rack.name.starts_with('L') || number == 1;
            if (!stays)
                edit.remove(refTo(rack.id));
        }
    }
    edit.change(hallB).floorRatingPa = 20e3; // 1,360 kg on 0.72 m² are 18.5 kPa
    return edit.done();
}

CapacityPtr capacityIn(const SitePtr& site, HallId hall, RackTypeId type)
{
    return capacityOf(site, conditionsOf(*site), {type, refTo(hall)});
}

PowerNodeId nodeNamed(const Site& site, std::string_view name)
{
    const auto found = std::ranges::find(site.power->nodes, name, &PowerNode::name);
    if (found == site.power->nodes.end())
        throw std::logic_error("no power node " + std::string(name));
    return found->id;
}

} // namespace hallwright::test
