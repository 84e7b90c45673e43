#include "core/studies/failure/equipment_starts.h"

#include "core/model/number_text.h"
#include "core/simulation/campus_loops.h"
#include "core/simulation/outages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double always = -std::numeric_limits<double>::infinity();

bool isChiller(const PlantUnit& unit)
{
    return unit.kind == PlantKind::AirCooledChiller || unit.kind == PlantKind::WaterCooledChiller;
}

void count(EquipmentChange& change, std::size_t& number, ObjectRef which)
{
    if (!change.any())
        change.first = which;
    ++number;
}

} // namespace

std::string EquipmentChange::text() const
{
    std::vector<std::string> parts;
    if (airHandlers > 0)
        parts.push_back(counted(airHandlers, "air handler"));
    if (cdus > 0)
        parts.push_back(counted(cdus, "CDU"));
    if (plant > 0)
        parts.push_back(counted(plant, "plant unit"));
    if (pumps > 0)
        parts.push_back("the pumps of " + counted(pumps, "loop"));
    if (parts.size() < 2)
        return parts.empty() ? std::string() : parts.front();
    return fmt::format("{} and {}", fmt::join(parts.begin(), parts.end() - 1, ", "), parts.back());
}

EquipmentStarts::EquipmentStarts(const Snapshot& before, const CampusLoops& loops,
                                 const FailureOptions& options,
                                 const std::function<bool(PowerNodeId)>& hasPower)
    : before_(before), loops_(loops), options_(options)
{
    for (const HallResultPtr& hall : before.halls) {
        airHandlers.emplace_back(hall->airHandlers.size());
        cdus.emplace_back(hall->cdus.size());
    }
    pumps.resize(before.loops.size());
    plant.resize(before.plant.size());
    follow(0.0, before.conditions.outages, hasPower);
    const auto runAlways = [](EquipmentStart& of) { of = {of.can, false, always, always}; };
    for (std::size_t h = 0; h < airHandlers.size(); ++h) {
        std::ranges::for_each(airHandlers[h], runAlways);
        std::ranges::for_each(cdus[h], runAlways);
    }
    std::ranges::for_each(pumps, runAlways);
    // Units that stand by start as soon as something fails.
    for (std::size_t i = 0; i < plant.size(); ++i) {
        if (before.plant[i].running)
            runAlways(plant[i]);
        plant[i].restarts = false;
    }
}

double EquipmentStarts::restartS(const PlantUnit& unit) const
{
    return isChiller(unit) ? options_.chillerRestartS : options_.coolerRestartS;
}

// Returns whether it stops.
bool EquipmentStarts::follow(EquipmentStart& of, bool can, double timeS, double afterS, double rampS)
{
    const bool stops = of.can && !can;
    if (!of.can && can) {
        of.restarts = true;
        of.fromS = timeS + afterS;
        of.fullS = of.fromS + rampS;
    }
    of.can = can;
    return stops;
}

EquipmentChange EquipmentStarts::follow(double timeS, const Outages& out,
                                        const std::function<bool(PowerNodeId)>& hasPower)
{
    EquipmentChange lost;
    for (std::size_t h = 0; h < airHandlers.size(); ++h) {
        const Hall& hall = *before_.halls[h]->hall;
        for (std::size_t i = 0; i < airHandlers[h].size(); ++i) {
            const AirHandler& unit = hall.airHandlers[i];
            const bool isOut = contains(out.airHandlers, unit.id);
            if (follow(airHandlers[h][i], hasPower(unit.feed) && !isOut, timeS, options_.fanRestartS, 0.0) &&
                !isOut)
                count(lost, lost.airHandlers, refTo(unit.id));
        }
        for (std::size_t i = 0; i < cdus[h].size(); ++i) {
            const Cdu& unit = hall.cdus[i];
            const bool isOut = contains(out.cdus, unit.id);
            if (follow(cdus[h][i], hasPower(unit.feed) && !isOut, timeS, options_.pumpRestartS, 0.0) &&
                !isOut)
                count(lost, lost.cdus, refTo(unit.id));
        }
    }
    for (std::size_t k = 0; k < pumps.size(); ++k) {
        if (follow(pumps[k], hasPower(loops_[k].pumpFeed), timeS, options_.pumpRestartS, 0.0))
            count(lost, lost.pumps, refTo(before_.loops[k].id));
        for (const std::size_t i : loops_[k].plantIndex) {
            const PlantUnit& unit = before_.site->cooling->plant[i];
            const bool isOut = contains(out.plant, unit.id);
            const bool can = pumps[k].can && hasPower(unit.feed) && !isOut;
            if (follow(plant[i], can, timeS, restartS(unit), isChiller(unit) ? options_.chillerRampS : 0.0) &&
                !isOut)
                count(lost, lost.plant, refTo(unit.id));
        }
    }
    return lost;
}

template <class Visit>
void EquipmentStarts::forEach(Visit&& visit) const
{
    for (std::size_t h = 0; h < airHandlers.size(); ++h) {
        for (std::size_t i = 0; i < airHandlers[h].size(); ++i)
            visit(airHandlers[h][i], &EquipmentChange::airHandlers,
                  refTo(before_.halls[h]->airHandlers[i].id));
        for (std::size_t i = 0; i < cdus[h].size(); ++i)
            visit(cdus[h][i], &EquipmentChange::cdus, refTo(before_.halls[h]->cdus[i].id));
    }
    for (std::size_t k = 0; k < pumps.size(); ++k)
        visit(pumps[k], &EquipmentChange::pumps, refTo(before_.loops[k].id));
    for (std::size_t i = 0; i < plant.size(); ++i)
        visit(plant[i], &EquipmentChange::plant, refTo(before_.plant[i].id));
}

std::optional<double> EquipmentStarts::nextS(double timeS) const
{
    std::optional<double> next;
    forEach([&](const EquipmentStart& of, auto, ObjectRef) {
        if (of.can && of.restarts && of.fullS > timeS && (!next || of.fullS < *next))
            next = of.fullS;
    });
    return next;
}

EquipmentChange EquipmentStarts::startedBy(double timeS) const
{
    EquipmentChange started;
    forEach([&](const EquipmentStart& of, std::size_t EquipmentChange::*number, ObjectRef which) {
        if (of.can && of.restarts && of.fullS == timeS)
            count(started, started.*number, which);
    });
    return started;
}

bool EquipmentStarts::allStarted(double timeS) const
{
    return !nextS(timeS);
}

} // namespace hallwright
