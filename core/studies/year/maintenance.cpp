#include "core/studies/year/maintenance.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <map>
#include <string>

namespace hallwright {

namespace {

// What can be out of service, by its name and by its name with the places it stands in; several may have one name.
using EquipmentByName = std::multimap<std::string, ObjectRef>;

EquipmentByName equipmentByName(const Site& site)
{
    EquipmentByName all;
    const auto add = [&](ObjectRef object, const std::string& name, const std::string& place) {
        all.emplace(name, object);
        if (!place.empty())
            all.emplace(place + name, object);
    };
    const auto placeOf = [&](BuildingId building, HallId hall) {
        const Building* of = site.findBuilding(building);
        std::string place = of ? of->name + '/' : std::string();
        if (hall.valid() && site.findHall(hall))
            place += site.hall(hall).name + '/';
        return place;
    };
    for (const PowerNode& node : site.power->nodes)
        add(refTo(node.id), node.name, placeOf(node.building, node.hall));
    for (const PlantUnit& unit : site.cooling->plant)
        add(refTo(unit.id), unit.name, placeOf(unit.building, {}));
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            const std::string place = building->name + '/' + hall->name + '/';
            for (const AirHandler& unit : hall->airHandlers)
                add(refTo(unit.id), unit.name, place);
            for (const Cdu& unit : hall->cdus)
                add(refTo(unit.id), unit.name, place);
        }
    }
    return all;
}

ObjectRef elementOf(const EquipmentByName& all, const MaintenancePlan& plan, const PlannedMaintenance& work)
{
    const auto count = all.count(work.element);
    if (count == 0)
        throw InputError(fmt::format(
            "{}:{}: The site has no power node, plant unit, air handler or CDU that is named \"{}\".",
            plan.source, work.line, work.element));
    if (count > 1)
        throw InputError(fmt::format("{}:{}: \"{}\" names {} pieces of equipment; write BUILDING/NAME or "
                                     "BUILDING/HALL/NAME.",
                                     plan.source, work.line, work.element, count));
    return all.find(work.element)->second;
}

std::vector<bool> hoursIn(const std::vector<MaintenanceWindow>& windows, std::size_t hours)
{
    std::vector<bool> in(hours, false);
    for (const MaintenanceWindow& window : windows) {
        for (std::size_t h = window.from; h < window.to && h < hours; ++h)
            in[h] = true;
    }
    return in;
}

} // namespace

std::vector<MaintenanceWindow> windowsOf(const MaintenancePlan& plan, const Site& site, bool leapYear)
{
    std::vector<MaintenanceWindow> windows;
    const EquipmentByName all = equipmentByName(site);
    for (const PlannedMaintenance& work : plan.work) {
        const Outages out = Outages{}.with(elementOf(all, plan, work), true);
        const std::size_t from = work.from.hourOfYear(leapYear);
        const std::size_t to = work.to.hourOfYear(leapYear);
        const auto add = [&](std::size_t first, std::size_t end) {
            if (first < end)
                windows.push_back({first, end, out});
        };
        if (from < to) {
            add(from, to);
        } else {
            add(from, hoursOfYear(leapYear));
            add(0, to);
        }
    }
    return windows;
}

MaintenanceEffect effectOf(const std::vector<MaintenanceWindow>& windows, const YearReport& with,
                           const YearReport& without)
{
    constexpr double secondsOfAnHour = 3600.0;
    MaintenanceEffect effect;
    const std::vector<bool> in = hoursIn(windows, with.hours());
    for (std::size_t h = 0; h < with.hours(); ++h) {
        if (!in[h])
            continue;
        ++effect.hours;
        const OperatingPoint& worked = with.at(h);
        const OperatingPoint& usual = without.at(h);
        // ΔE = Σ (P_h - P'_h) · 1 h
        effect.facilityWh += worked[YearQuantity::FacilityW] - usual[YearQuantity::FacilityW];
        effect.waterKg += secondsOfAnHour * (worked[YearQuantity::WaterKgS] - usual[YearQuantity::WaterKgS]);
        for (std::size_t l = 0; l < yearLimits; ++l)
            effect.limitHours[l] += static_cast<int>(worked.beyond[l]) - static_cast<int>(usual.beyond[l]);
    }
    return effect;
}

} // namespace hallwright
