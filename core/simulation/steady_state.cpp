#include "core/simulation/steady_state.h"

#include "core/model/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace hallwright {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// Which of its loops keep heat, by what of a hall they serve.
struct Unsteady {
    bool air = false;
    bool coolant = false;
};

Unsteady unsteadyOf(const Snapshot& snapshot, const CampusLoops& loops, std::size_t h)
{
    const HallResult& hall = *snapshot.halls[h];
    Unsteady found{hall.keepsHeat(), false};
    const auto slots = loops.slotsOf(h);
    for (std::size_t d = 0; d < hall.demands.size() && d < slots.size(); ++d) {
        if (snapshot.loops[slots[d].loop].keepsHeat())
            (hall.demands[d].kind == TerminalKind::Cdu ? found.coolant : found.air) = true;
    }
    return found;
}

void blankAir(HallResult& hall)
{
    hall.supplyC = hall.returnC = hall.meanInletC = hall.maxInletC = unknown;
    hall.hottestRack.reset();
    hall.racksOverLimit = 0;
    hall.rideThroughS.reset();
    for (RackResult& rack : hall.racks)
        rack.inletC = rack.outletC = unknown;
    for (AirHandlerResult& unit : hall.airHandlers)
        unit.supplyC.reset();
}

void blankCoolant(HallResult& hall)
{
    for (RackResult& rack : hall.racks) {
        rack.coolantSupplyC.reset();
        rack.coolantReturnC.reset();
        rack.junctionC.reset();
    }
    for (CduResult& unit : hall.cdus) {
        unit.supplyC.reset();
        unit.returnC.reset();
        unit.facilitySupplyC.reset();
        unit.facilityReturnC.reset();
    }
}

void blankLoop(LoopResult& loop)
{
    loop.supplyC = loop.returnC = unknown;
    if (!loop.hydraulics)
        return;
    auto flows = std::make_shared<LoopHydraulics>(*loop.hydraulics);
    for (PipeFlowResult& pipe : flows->pipes)
        pipe.temperatureC = unknown;
    for (TerminalResult& terminal : flows->terminals)
        terminal.supplyC = terminal.returnC = unknown;
    loop.hydraulics = std::move(flows);
}

void noteMissedAir(Snapshot& snapshot)
{
    const auto first = std::ranges::find_if(
        snapshot.halls, [](const HallResultPtr& hall) { return hall->missesSetPointByOutage(); });
    if (first != snapshot.halls.end())
        snapshot.notes.push_back(
            fmt::format("There is no PUE: the air handlers left in {} do not give its racks the air "
                        "they draw at {:.1f} °C, and what they save is no efficiency.",
                        (*first)->hall->name, (*first)->hall->supplyC));
}

// Coils, doors and plates with less water than they ask for leave warmer what they cool; their heat is that of the flow asked
// for, so that the pumps' saving would count alone.
void noteMissedFlow(Snapshot& snapshot)
{
    const auto first = std::ranges::find_if(snapshot.loops, &LoopResult::lacksFlow);
    if (first == snapshot.loops.end())
        return noteMissedAir(snapshot);
    snapshot.notes.push_back(
        fmt::format("There is no PUE: the pumps of {} deliver {:.1f} L/s less than its equipment asks for, "
                    "and what they save is no efficiency.",
                    snapshot.site->cooling->find(first->id)->name, first->hydraulics->shortM3s * 1e3));
}

void noteMissedSetPoints(Snapshot& snapshot)
{
    const auto first = std::ranges::find_if(snapshot.loops, &LoopResult::missesSetPoint);
    if (first == snapshot.loops.end())
        return noteMissedFlow(snapshot);
    const CoolantLoop& loop = *snapshot.site->cooling->find(first->id);
    const auto count =
        static_cast<std::size_t>(std::ranges::count_if(snapshot.loops, &LoopResult::missesSetPoint));
    const std::string others =
        count > 1 ? fmt::format(", nor do those of {}", counted(count - 1, "other loop")) : std::string();
    snapshot.notes.push_back(fmt::format("There is no PUE: the plant of {} does not hold its {:.1f} °C{}, "
                                         "and what warmer water saves is no efficiency.",
                                         loop.name, loop.supplyC, others));
}

void note(Snapshot& snapshot)
{
    std::vector<std::string> kept;
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k) {
        if (snapshot.loops[k].keepsHeat())
            kept.push_back(fmt::format("no plant of {} takes {}", snapshot.site->cooling->loops[k].name,
                                       kilowatts(snapshot.loops[k].unrejectedW)));
    }
    for (const HallResultPtr& hall : snapshot.halls) {
        if (hall->keepsHeat())
            kept.push_back(
                fmt::format("nothing in {} takes {}", hall->hall->name, kilowatts(hall->unrejectedW)));
    }
    if (kept.empty())
        return noteMissedSetPoints(snapshot);
    const std::string others = kept.size() > 1 ? fmt::format(", and {} keep heat too",
                                                             counted(kept.size() - 1, "other loop or hall"))
                                               : std::string();
    snapshot.notes.push_back(fmt::format("There is no steady state: {} of its heat{}. No PUE and no "
                                         "temperature downstream of it is known.",
                                         kept.front(), others));
}

} // namespace

void blankWhatIsUnsteady(Snapshot& snapshot, const CampusLoops& loops)
{
    for (std::size_t h = 0; h < snapshot.halls.size(); ++h) {
        const Unsteady found = unsteadyOf(snapshot, loops, h);
        if (!found.air && !found.coolant)
            continue;
        auto hall = std::make_shared<HallResult>(*snapshot.halls[h]);
        hall->steady = false;
        if (found.air)
            blankAir(*hall);
        if (found.coolant)
            blankCoolant(*hall);
        snapshot.halls[h] = std::move(hall);
    }
    for (std::size_t k = 0; k < loops.size(); ++k) {
        if (!snapshot.loops[k].keepsHeat())
            continue;
        blankLoop(snapshot.loops[k]);
        for (const std::size_t u : loops[k].plantIndex) {
            snapshot.plant[u].leavingC.reset();
            snapshot.plant[u].approachK.reset();
        }
    }
    note(snapshot);
}

void markUncooledBuildings(Snapshot& snapshot, const CampusLoops& loops)
{
    const auto misses = [&](const CampusLoops::Slot& slot) { return snapshot.loops[slot.loop].fallsShort(); };
    const Site& site = *snapshot.site;
    std::size_t h = 0;
    for (std::size_t b = 0; b < site.buildings.size(); ++b) {
        BuildingResult& building = snapshot.buildings[b];
        for (std::size_t i = 0; i < site.buildings[b]->halls.size(); ++i, ++h) {
            building.steady = building.steady && snapshot.halls[h]->steady;
            building.cooled = building.cooled && !snapshot.halls[h]->missesSetPointByOutage() &&
                              std::ranges::none_of(loops.slotsOf(h), misses);
        }
        for (std::size_t k = 0; k < loops.size(); ++k) {
            if (site.cooling->loops[k].building != building.id)
                continue;
            building.steady = building.steady && !snapshot.loops[k].keepsHeat();
            building.cooled = building.cooled && !snapshot.loops[k].fallsShort();
        }
        building.cooled = building.cooled && building.steady;
    }
}

} // namespace hallwright
