// What a facility engineer would check on a sample's plan beside the rules (core/rules). Each returns the first offence as a sentence, or "".
#pragma once

#include "core/model/site.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace hallwright::test {

constexpr double touchingM = 1e-6;

inline bool overlap(const Rect& a, const Rect& b)
{
    return a.x < b.right() - touchingM && b.x < a.right() - touchingM && a.y < b.top() - touchingM &&
           b.y < a.top() - touchingM;
}

inline Rect areaOf(const Hall& hall)
{
    return {hall.originM.x, hall.originM.y, hall.widthM, hall.depthM};
}

inline Rect footprintOf(const Building& building)
{
    const Point2 a = buildingToCampus(building, {0.0, 0.0});
    const Point2 b = buildingToCampus(building, {building.widthM, building.depthM});
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

// Units of one elevation keep the clearance from each other; units in the yard keep it from every building.
inline std::string plantTooClose(const Site& site, double clearanceM)
{
    const std::vector<PlantUnit>& units = site.cooling->plant;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Rect grown = footprintBounds(units[i].pose, units[i].widthM + 2 * clearanceM,
                                           units[i].depthM + 2 * clearanceM);
        for (std::size_t j = 0; j < units.size(); ++j) {
            const Rect other = footprintBounds(units[j].pose, units[j].widthM, units[j].depthM);
            if (i != j && units[i].elevationM == units[j].elevationM && overlap(grown, other))
                return fmt::format("{} and {} stand too close", units[i].name, units[j].name);
        }
        for (const BuildingPtr& building : site.buildings) {
            if (units[i].elevationM == 0.0 && overlap(grown, footprintOf(*building)))
                return fmt::format("{} stands too close to {}", units[i].name, building->name);
        }
    }
    return {};
}

// Trenches and ducts of a campus of upright segments: does any pass under a building it does not serve?
inline std::string trenchUnderBuilding(const Site& site)
{
    for (const Pathway& pathway : site.pathways->pathways) {
        if (pathway.kind == PathwayKind::Tray)
            continue;
        for (std::size_t i = 0; i + 1 < pathway.pathM.size(); ++i) {
            const Point3 a = pathway.pathM[i];
            const Point3 b = pathway.pathM[i + 1];
            const double half = pathway.widthM / 2;
            const Rect strip{std::min(a.x, b.x) - half, std::min(a.y, b.y) - half,
                             std::abs(a.x - b.x) + 2 * half, std::abs(a.y - b.y) + 2 * half};
            for (const BuildingPtr& building : site.buildings) {
                const bool serves = pathway.name.starts_with(building->name + " ");
                if (!serves && overlap(strip, footprintOf(*building)))
                    return fmt::format("{} runs under {}", pathway.name, building->name);
            }
        }
    }
    return {};
}

// Pipes of a building's loops outside its data halls and electrical rooms; only what serves CDUs and rear doors runs
// over racks.
inline std::string pipeThroughRoom(const Site& site, const Building& building, const PipeRun& pipe)
{
    const bool overRacks = pipe.cdu.valid() || pipe.name.find("CDU header") != std::string::npos ||
                           pipe.name.find("manifold") != std::string::npos ||
                           pipe.name.find("rear-door") != std::string::npos;
    const CoolantLoop* loop = site.cooling->find(pipe.loop);
    if (overRacks || loop->building != building.id)
        return {};
    std::vector<std::pair<std::string, Rect>> forbidden;
    for (const HallPtr& hall : building.halls)
        forbidden.emplace_back(hall->name, areaOf(*hall));
    for (const Room& room : building.rooms) {
        if (room.kind == RoomKind::Electrical || room.kind == RoomKind::MeetMe)
            forbidden.emplace_back(room.name, room.area);
    }
    for (std::size_t i = 0; i + 1 < pipe.pathM.size(); ++i) {
        if (std::min(pipe.pathM[i].z, pipe.pathM[i + 1].z) >= building.heightM)
            continue; // on the roof
        const Point2 a = campusToBuilding(building, {pipe.pathM[i].x, pipe.pathM[i].y});
        const Point2 b = campusToBuilding(building, {pipe.pathM[i + 1].x, pipe.pathM[i + 1].y});
        const double r = pipe.diameterM / 2;
        const Rect strip{std::min(a.x, b.x) - r, std::min(a.y, b.y) - r, std::abs(a.x - b.x) + 2 * r,
                         std::abs(a.y - b.y) + 2 * r};
        for (const auto& [name, area] : forbidden) {
            if (overlap(strip, area))
                return fmt::format("{} runs through {}", pipe.name, name);
        }
    }
    return {};
}

// Sum of the racks on each busway, were its side alone to carry them.
inline std::string overloadedBusway(const Site& site)
{
    std::vector<double> loadW(site.power->nodes.size() + 1, 0.0);
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                loadW[static_cast<std::size_t>(rack.feedA.value)] += rack.powerW;
                loadW[static_cast<std::size_t>(rack.feedB.value)] += rack.powerW;
            }
        }
    }
    for (const PowerNode& node : site.power->nodes) {
        const double w = loadW[static_cast<std::size_t>(node.id.value)];
        if (w > node.ratedW)
            return fmt::format("{} would carry {:.0f} kW of {:.0f} kW", node.name, w / 1e3,
                               node.ratedW / 1e3);
    }
    return {};
}

} // namespace hallwright::test
