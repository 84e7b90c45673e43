// A sample site as its test sees it: built from its recipe, evaluated at its own conditions, and the figures that its
// expected.csv may name.
#pragma once

#include "campus_checks.h"
#include "core/exchange/recipe.h"
#include "core/layout/rules.h"
#include "core/simulation/evaluate.h"

#include <QFile>
#include <QString>
#include <QStringList>

#include <map>

namespace hallwright::test {

struct Sample {
    SitePtr site;
    SnapshotPtr result;
};

// `recipe` beneath sample-sites/.
inline Sample evaluatedSample(const std::string& recipe)
{
    Sample sample;
    sample.site = buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/" + recipe);
    sample.result = evaluate(sample.site, conditionsOf(*sample.site));
    return sample;
}

template <class Visit>
void forEachRack(const Site& site, Visit visit)
{
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks)
                visit(rack);
        }
    }
}

inline double computePowerW(const Site& site)
{
    double powerW = 0.0;
    forEachRack(site,
                [&](const Rack& rack) { powerW += rack.role == RackRole::Compute ? rack.powerW : 0.0; });
    return powerW;
}

inline std::size_t computeRacks(const Site& site)
{
    std::size_t racks = 0;
    forEachRack(site, [&](const Rack& rack) { racks += rack.role == RackRole::Compute ? 1 : 0; });
    return racks;
}

// By the names `hallwright-cli solve --json` gives them, where it does.
inline std::map<QString, double> keyFigures(const Sample& sample)
{
    const Snapshot& s = *sample.result;
    const OverheadSplit& o = s.overhead;
    return {
        {"rack_count", static_cast<double>(sample.site->rackCount())},
        {"compute_racks", static_cast<double>(computeRacks(*sample.site))},
        {"gpu_count", static_cast<double>(sample.site->gpuCount())},
        {"compute_power_w", computePowerW(*sample.site)},
        {"it_power_w", s.itPowerW},
        {"facility_power_w", s.facilityPowerW},
        {"cooling_power_w", s.coolingPowerW},
        {"distribution_loss_w", s.distributionLossW},
        {"other_power_w", s.otherPowerW},
        {"pue", s.pue},
        {"max_inlet_c", s.maxInletC},
        {"racks_over_limit", static_cast<double>(s.racksOverLimit)},
        {"air_handler_fans_w", o.airHandlerFansW},
        {"cdu_pumps_w", o.cduPumpsW},
        {"loop_pumps_w", o.loopPumpsW},
        {"chillers_w", o.chillersW},
        {"condenser_pumps_w", o.condenserPumpsW},
        {"heat_rejection_w", o.heatRejectionW},
        {"water_kg_s", s.waterKgS},
    };
}

// Every line of an expected.csv against the figures; the first offence as a sentence, or "".
inline std::string wrongFigure(const std::string& csv, const std::map<QString, double>& figures,
                               int leastLines)
{
    QFile file(QString::fromStdString(HALLWRIGHT_SOURCE_DIR "/sample-sites/" + csv));
    if (!file.open(QIODevice::ReadOnly))
        return csv + " cannot be opened";
    if (file.readLine().trimmed() != "key,value,tolerance,source")
        return csv + " has another header";
    int lines = 0;
    for (; !file.atEnd(); ++lines) {
        const QStringList fields = QString::fromUtf8(file.readLine()).trimmed().split(',');
        const auto figure = figures.find(fields.at(0));
        if (fields.size() < 4 || figure == figures.end())
            return fields.join(',').toStdString() + ": no such figure";
        if (!(std::abs(figure->second - fields.at(1).toDouble()) <= fields.at(2).toDouble()))
            return fmt::format("{} is {:.4f}", fields.at(0).toStdString(), figure->second);
    }
    return lines < leastLines ? fmt::format("{} has {} lines", csv, lines) : std::string();
}

inline bool within(const Rect& outer, const Rect& inner)
{
    return inner.x >= outer.x - touchingM && inner.right() <= outer.right() + touchingM &&
           inner.y >= outer.y - touchingM && inner.top() <= outer.top() + touchingM;
}

// A unit on the ground stands in a mechanical room or clear of every building; on one level none touches another.
inline std::string plantOutOfPlace(const Site& site)
{
    const std::vector<PlantUnit>& units = site.cooling->plant;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Rect area = footprintBounds(units[i].pose, units[i].widthM, units[i].depthM);
        for (std::size_t j = i + 1; j < units.size(); ++j) {
            if (units[i].elevationM == units[j].elevationM &&
                overlap(area, footprintBounds(units[j].pose, units[j].widthM, units[j].depthM)))
                return units[i].name + " overlaps " + units[j].name;
        }
        for (const BuildingPtr& building : site.buildings) {
            if (units[i].elevationM > 0.0 || !overlap(area, footprintOf(*building)))
                continue;
            const bool housed =
                std::any_of(building->rooms.begin(), building->rooms.end(), [&](const Room& room) {
                    const Point2 a = buildingToCampus(*building, {room.area.x, room.area.y});
                    const Point2 b = buildingToCampus(*building, {room.area.right(), room.area.top()});
                    return room.kind == RoomKind::Mechanical &&
                           within({std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x),
                                   std::abs(a.y - b.y)},
                                  area);
                });
            if (!housed)
                return units[i].name + " stands in " + building->name;
        }
    }
    return {};
}

inline std::string buildingsOverlap(const Site& site)
{
    for (std::size_t i = 0; i < site.buildings.size(); ++i) {
        for (std::size_t j = i + 1; j < site.buildings.size(); ++j) {
            if (overlap(footprintOf(*site.buildings[i]), footprintOf(*site.buildings[j])))
                return site.buildings[i]->name + " overlaps " + site.buildings[j]->name;
        }
    }
    return {};
}

// What a walk over the plan would find: the first offence, or "".
inline std::string layoutOffence(const Site& site)
{
    constexpr double joinM = 0.5; // the bend radius of a trunk cable
    std::vector<std::string> found{buildingsOverlap(site), plantOutOfPlace(site), trenchUnderBuilding(site),
                                   overloadedBusway(site)};
    for (const BuildingPtr& building : site.buildings) {
        found.push_back(roomsOverlap(*building));
        for (const PipeRun& pipe : site.cooling->pipes)
            found.push_back(pipeThroughRoom(site, *building, pipe));
    }
    for (const FibreRun& run : site.pathways->runs)
        found.push_back(brokenRoute(*site.pathways, run, joinM));
    for (const Violation& violation : findViolations(site))
        found.push_back(violation.message);
    const auto first =
        std::find_if(found.begin(), found.end(), [](const std::string& s) { return !s.empty(); });
    return first == found.end() ? std::string() : *first;
}

// Any part that carries more than it is made for: the first as a sentence, or "".
inline std::string overloadOffence(const Sample& sample)
{
    constexpr double rounding = 1.0 + 1e-9;
    const Snapshot& s = *sample.result;
    for (std::size_t i = 0; i < s.powerNodes.size(); ++i) {
        if (s.powerNodes[i].outputW > sample.site->power->nodes[i].ratedW * rounding)
            return sample.site->power->nodes[i].name + " is overloaded";
    }
    for (std::size_t i = 0; i < s.buildings.size(); ++i) {
        if (s.buildings[i].facilityPowerW > s.buildings[i].capacityW)
            return sample.site->buildings[i]->name + " is above its capacity";
    }
    for (const LoopResult& loop : s.loops) {
        if (loop.unrejectedW > 0.0)
            return sample.site->cooling->find(loop.id)->name + " leaves heat unrejected";
    }
    for (const HallResultPtr& hall : s.halls) {
        if (hall->racksOverLimit > 0 || hall->circuitsOverloaded > 0)
            return hall->hall->name + " has racks above their limits";
        if (hall->heatToLiquidW > hall->cduCapacityW * rounding)
            return hall->hall->name + " asks more of its CDUs than they carry";
    }
    return {};
}

// Warm water lies outside the box of the chillers' published curves, and the evaluation says so; it must say nothing
// else. The first such sentence, or "".
inline std::string unexpectedWarning(const Snapshot& snapshot)
{
    for (const std::string& warning : snapshot.warnings) {
        if (warning.find("their curves were fitted on") == std::string::npos)
            return warning;
    }
    return {};
}

// Heat of a loop against what its plant takes up at these conditions with its `out` largest units out of service.
// Towers and plates are left out: they stand behind chillers.
inline double spareCapacityW(const Sample& sample, std::size_t loop, std::size_t out)
{
    std::vector<double> capacityW;
    for (std::size_t u = 0; u < sample.site->cooling->plant.size(); ++u) {
        const PlantUnit& unit = sample.site->cooling->plant[u];
        const bool behind =
            unit.kind == PlantKind::CoolingTower || unit.kind == PlantKind::WatersideEconomiser;
        if (unit.loop == sample.site->cooling->loops[loop].id && !behind)
            capacityW.push_back(sample.result->plant[u].capacityW);
    }
    std::sort(capacityW.begin(), capacityW.end(), std::greater<>());
    double spareW = -sample.result->loops[loop].heatW;
    for (std::size_t i = out; i < capacityW.size(); ++i)
        spareW += capacityW[i];
    return spareW;
}

} // namespace hallwright::test
