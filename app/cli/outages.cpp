#include "app/cli/outages.h"

#include "app/cli/cli.h"
#include "app/cli/nearest.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright::cli {

namespace {

struct Equipment {
    ObjectRef ref;
    std::string name;
    std::string path; // with the places it stands in
};

std::string placeOf(const Site& site, BuildingId building, HallId hall)
{
    std::string place;
    if (const Building* of = site.findBuilding(building))
        place = of->name + '/';
    if (hall.valid() && site.findHall(hall))
        place += site.hall(hall).name + '/';
    return place;
}

std::vector<Equipment> equipmentOf(const Site& site)
{
    std::vector<Equipment> all;
    const auto add = [&](ObjectKind kind, std::int64_t id, const std::string& name,
                         const std::string& place) {
        all.push_back({{kind, id}, name, place + name});
    };
    for (const PowerNode& node : site.power->nodes)
        add(ObjectKind::PowerNode, node.id.value, node.name, placeOf(site, node.building, node.hall));
    for (const PlantUnit& unit : site.cooling->plant)
        add(ObjectKind::PlantUnit, unit.id.value, unit.name, placeOf(site, unit.building, {}));
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            const std::string place = building->name + '/' + hall->name + '/';
            for (const AirHandler& unit : hall->airHandlers)
                add(ObjectKind::AirHandler, unit.id.value, unit.name, place);
            for (const Cdu& unit : hall->cdus)
                add(ObjectKind::Cdu, unit.id.value, unit.name, place);
        }
    }
    return all;
}

[[noreturn]] void refuseUnknown(const std::string& name, const std::vector<Equipment>& all,
                                std::string_view option)
{
    std::vector<std::string> names;
    for (const Equipment& equipment : all)
        names.push_back(equipment.name);
    const std::vector<std::string> nearest = nearestTo(name, names);
    if (nearest.empty())
        throw UsageError(
            fmt::format("{}: \"{}\" is not in this site, which has no equipment.", option, name));
    throw UsageError(
        fmt::format("{}: no power node, plant unit, air handler or CDU is named \"{}\"; the nearest {} {}.",
                    option, name, nearest.size() == 1 ? "is" : "are", listed(nearest)));
}

[[noreturn]] void refuseAmbiguous(const std::string& name, const std::vector<const Equipment*>& found,
                                  std::string_view option)
{
    constexpr std::size_t shown = 3;
    std::vector<std::string> paths;
    for (const Equipment* equipment : found) {
        if (paths.size() < shown)
            paths.push_back(equipment->path);
    }
    throw UsageError(fmt::format("{}: \"{}\" names {} pieces of equipment; say which, as {}.", option, name,
                                 found.size(), listed(paths)));
}

const Equipment& find(const std::string& name, const std::vector<Equipment>& all, std::string_view option)
{
    std::vector<const Equipment*> found;
    for (const Equipment& equipment : all) {
        if (equipment.name == name || equipment.path == name)
            found.push_back(&equipment);
    }
    if (found.empty())
        refuseUnknown(name, all, option);
    if (found.size() > 1)
        refuseAmbiguous(name, found, option);
    return *found.front();
}

} // namespace

Outages outagesOf(const Site& site, std::span<const std::string> names, std::string_view option)
{
    Outages outages;
    if (names.empty())
        return outages;
    const std::vector<Equipment> all = equipmentOf(site);
    for (const std::string& name : names)
        outages = outages.with(find(name, all, option).ref, true);
    return outages;
}

std::vector<std::string> namesOf(const Site& site, const Outages& outages)
{
    std::vector<std::string> names;
    if (outages.empty())
        return names;
    for (const Equipment& equipment : equipmentOf(site)) {
        if (outages.has(equipment.ref))
            names.push_back(equipment.path);
    }
    return names;
}

} // namespace hallwright::cli
