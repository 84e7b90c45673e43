#include "core/model/scenario.h"

#include "core/model/requirements.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace hallwright {

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

// As checkInfo asks of the site's own weather.
void checkWeather(const check::Subject& s, const Scenario& scenario)
{
    constexpr double mostC = 60.0;
    constexpr double leastWetBulbC = -180.0;
    if (scenario.outdoorC)
        check::requireWithin(s, "outdoor temperature", *scenario.outdoorC, "°C", -mostC, mostC);
    if (scenario.wetBulbC)
        check::requireWithin(s, "wet bulb", *scenario.wetBulbC, "°C", leastWetBulbC, mostC);
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

std::vector<ObjectRef> partsOf(const Outages& outages)
{
    std::vector<ObjectRef> parts;
    const auto add = [&](const auto& ids) {
        for (const auto id : ids)
            parts.push_back(refTo(id));
    };
    add(outages.power);
    add(outages.plant);
    add(outages.airHandlers);
    add(outages.cdus);
    return parts;
}

void checkScenarios(const std::vector<Scenario>& scenarios)
{
    std::set<std::string_view> names;
    for (const Scenario& scenario : scenarios) {
        const check::Subject s{"Scenario", scenario.name};
        check::requireShort("Scenario", 0, "name", scenario.name);
        if (scenario.name.empty() || !names.insert(scenario.name).second)
            check::refuse(s, "its name is empty or given twice.");
        checkWeather(s, scenario);
        if (!scenario.date.empty() && !check::isDate(scenario.date))
            check::refuse(s, "its date is \"{}\", which is no day such as 2027-03-31.", scenario.date);
    }
}

} // namespace hallwright
