#include "core/simulation/conditions.h"

#include <algorithm>

namespace hallwright {

Conditions conditionsOf(const Site& site, std::optional<double> outdoorC)
{
    const double dryBulbC = outdoorC.value_or(site.info.outdoorC);
    return {dryBulbC, wetBulbAt(site.info, dryBulbC)};
}

namespace {

template <class Id>
void setOut(std::vector<Id>& ids, Id id, bool out)
{
    const auto at = std::lower_bound(ids.begin(), ids.end(), id);
    const bool is = at != ids.end() && *at == id;
    if (out && !is)
        ids.insert(at, id);
    else if (!out && is)
        ids.erase(at);
}

template <class Id>
bool isOut(const std::vector<Id>& ids, Id id)
{
    return std::binary_search(ids.begin(), ids.end(), id);
}

} // namespace

bool Outages::has(const ObjectRef& equipment) const
{
    switch (equipment.kind) {
    case ObjectKind::PowerNode:
        return isOut(power, PowerNodeId{equipment.id});
    case ObjectKind::PlantUnit:
        return isOut(plant, PlantUnitId{equipment.id});
    case ObjectKind::AirHandler:
        return isOut(airHandlers, AirHandlerId{equipment.id});
    case ObjectKind::Cdu:
        return isOut(cdus, CduId{equipment.id});
    case ObjectKind::CoolantLoop:
    default:
        break;
    }
    return false;
}

Outages Outages::with(const ObjectRef& equipment, bool out) const
{
    Outages next = *this;
    switch (equipment.kind) {
    case ObjectKind::PowerNode:
        setOut(next.power, PowerNodeId{equipment.id}, out);
        break;
    case ObjectKind::PlantUnit:
        setOut(next.plant, PlantUnitId{equipment.id}, out);
        break;
    case ObjectKind::AirHandler:
        setOut(next.airHandlers, AirHandlerId{equipment.id}, out);
        break;
    case ObjectKind::Cdu:
        setOut(next.cdus, CduId{equipment.id}, out);
        break;
    case ObjectKind::CoolantLoop:
    default:
        break;
    }
    return next;
}

} // namespace hallwright
