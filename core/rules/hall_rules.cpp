// A hall's cooling: its air, its air handlers, its CDUs, and the dew point of its room.
#include "core/rules/rule_checks.h"

#include "core/model/number_text.h"
#include "core/physics/cdu_exchanger.h"
#include "core/simulation/outages.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright {

namespace {

// What hoses, seals and cold plates stand; judgement: racks accept supplies up to 45 °C.
constexpr double hottestCoolantC = 70.0;

template <class Visit>
void forEachRunningCdu(const CheckedHall& at, Visit&& visit)
{
    for (std::size_t u = 0; u < at.result.cdus.size(); ++u) {
        if (at.result.cdus[u].running && at.result.cdus[u].heatW > 0.0) // one without heat circulates nothing
            visit(at.result.hall->cdus[u], at.result.cdus[u]);
    }
}

} // namespace

void checkAirCapacity(const CheckedHall& at, FindingSink& sink)
{
    const HallResult& result = at.result;
    const double heatW = result.heatToAirW - result.rearDoorHeatW;
    const double limitW = result.airHandlerCapacityW;
    if (!exceeds(heatW, limitW))
        return;
    const auto [heat, limit] = kilowattsApart(heatW, limitW);
    sink.add(refTo(result.hall->id), Figure{heatW, limitW, "W"},
             fmt::format("The racks of {} give {} to the air, more than its air handlers' capacity of {}.",
                         result.hall->name, heat, limit),
             fmt::format("Add {} of air handlers to {}, or take racks out.", kilowatts(heatW - limitW),
                         result.hall->name));
}

void checkLiquidCapacity(const CheckedHall& at, FindingSink& sink)
{
    const HallResult& result = at.result;
    if (!exceeds(result.heatToLiquidW, result.cduCapacityW))
        return;
    const auto [heat, limit] = kilowattsApart(result.heatToLiquidW, result.cduCapacityW);
    sink.add(refTo(result.hall->id), Figure{result.heatToLiquidW, result.cduCapacityW, "W"},
             fmt::format("The racks of {} give {} to liquid, more than its CDUs' capacity of {}.",
                         result.hall->name, heat, limit),
             fmt::format("Add {} of CDUs to {}, or take racks out.",
                         kilowatts(result.heatToLiquidW - result.cduCapacityW), result.hall->name));
}

void checkAirFlow(const CheckedHall& at, FindingSink& sink)
{
    const HallResult& result = at.result;
    if (exceeds(result.rackAirflowM3s, result.supplyAirflowM3s))
        sink.add(refTo(result.hall->id), Figure{result.rackAirflowM3s, result.supplyAirflowM3s, "m3/s"},
                 fmt::format("The racks of {} draw {} m³/s of air, more than the {} m³/s that its air "
                             "handlers move.",
                             result.hall->name, grouped(result.rackAirflowM3s, 1),
                             grouped(result.supplyAirflowM3s, 1)),
                 fmt::format("Add air handlers that move {} m³/s to {}, or take racks out.",
                             grouped(result.rackAirflowM3s - result.supplyAirflowM3s, 1), result.hall->name));
}

void checkAirSupply(const CheckedHall& at, FindingSink& sink)
{
    const HallResult& result = at.result;
    const double setC = result.hall->supplyC;
    for (std::size_t u = 0; u < result.airHandlers.size(); ++u) {
        const AirHandlerResult& unit = result.airHandlers[u];
        if (!unit.supplyC || *unit.supplyC <= setC)
            continue;
        const std::string& name = result.hall->airHandlers[u].name;
        const auto [supplies, set] = groupedApart(*unit.supplyC, setC, 1);
        sink.add(refTo(unit.id), Figure{*unit.supplyC, setC, "C"},
                 fmt::format("{} in {} cannot hold its set point of {} °C; it supplies {} °C.", name,
                             result.hall->name, set, supplies),
                 fmt::format("Feed {} with colder or more water, or take heat off it.", name));
    }
}

void checkHallHeat(const CheckedHall& at, FindingSink& sink)
{
    const HallResult& result = at.result;
    if (exceeds(result.unrejectedW, roundingShare * result.itPowerW))
        sink.add(refTo(result.hall->id), Figure{result.unrejectedW, {}, "W"},
                 fmt::format("Nothing takes {} of the heat of {}: it meets no air handler, or its "
                             "equipment is on no coolant loop.",
                             kilowatts(result.unrejectedW), result.hall->name),
                 fmt::format("Give {} air handlers that run, and connect its equipment to a loop.",
                             result.hall->name));
}

namespace {

// The running CDU of the hall with the most capacity to spare; null if none has any.
const Cdu* mostSpare(const CheckedHall& at, double& spareW)
{
    const Cdu* best = nullptr;
    spareW = 0.0;
    for (std::size_t u = 0; u < at.result.cdus.size(); ++u) {
        const double leftW = at.result.hall->cdus[u].capacityW - at.result.cdus[u].loadW();
        if (at.result.cdus[u].running && leftW > spareW) {
            best = &at.result.hall->cdus[u];
            spareW = leftW;
        }
    }
    return best;
}

std::string cduRemedy(const CheckedHall& at, const Cdu& cdu, double excessW)
{
    double spareW = 0.0;
    const Cdu* other = mostSpare(at, spareW);
    if (other && spareW >= excessW)
        return fmt::format("Connect {} of the racks of {} to {}, which has {} to spare.", kilowatts(excessW),
                           cdu.name, other->name, kilowatts(spareW));
    return fmt::format("Add a CDU to {} for {} of the racks of {}, or take some out: no CDU there has that "
                       "much to spare.",
                       at.result.hall->name, kilowatts(excessW), cdu.name);
}

} // namespace

void checkCduLoads(const CheckedHall& at, FindingSink& sink)
{
    forEachRunningCdu(at, [&](const Cdu& cdu, const CduResult& unit) {
        const double loadW = unit.loadW();
        if (!exceeds(loadW, cdu.capacityW))
            return;
        const auto [load, capacity] = kilowattsApart(loadW, cdu.capacityW);
        sink.add(refTo(cdu.id), Figure{loadW, cdu.capacityW, "W"},
                 fmt::format("{} in {} is loaded with {}, more than its capacity of {}.", cdu.name,
                             at.result.hall->name, load, capacity),
                 cduRemedy(at, cdu, loadW - cdu.capacityW));
    });
}

// What a unit leaves without coolant altogether is told of the racks.
void checkCduFlows(const CheckedHall& at, FindingSink& sink)
{
    forEachRunningCdu(at, [&](const Cdu& cdu, const CduResult& unit) {
        if (unit.shortM3s > 0.0)
            sink.add(refTo(cdu.id), Figure{unit.flowM3s, unit.flowM3s + unit.shortM3s, "m3/s"},
                     fmt::format("{} in {} moves {} L/s of coolant, {} L/s less than its racks need.",
                                 cdu.name, at.result.hall->name, grouped(unit.flowM3s * 1e3, 2),
                                 grouped(unit.shortM3s * 1e3, 2)),
                     fmt::format("Connect some racks of {} to another CDU.", cdu.name));
    });
}

void checkCduSupplies(const CheckedHall& at, FindingSink& sink)
{
    forEachRunningCdu(at, [&](const Cdu& cdu, const CduResult& unit) {
        if (!unit.missesSetPoint || !unit.supplyC || !unit.setPointC || !unit.facilitySupplyC)
            return;
        const auto [supplies, set] = groupedApart(*unit.supplyC, *unit.setPointC, 1);
        sink.add(refTo(cdu.id), Figure{*unit.supplyC, *unit.setPointC, "C"},
                 fmt::format("{} in {} cannot hold its set point of {} °C with facility water of {:.1f} °C; "
                             "it supplies {} °C.",
                             cdu.name, at.result.hall->name, set, *unit.facilitySupplyC, supplies),
                 fmt::format("Feed {} with colder water, or take heat off it.", cdu.name));
    });
}

namespace {

constexpr const char* warmer = "Raise the water temperature, or hold the room's air drier.";

// Rear doors whose water is at least `fromK` and less than `toK` above the dew point.
void checkRearDoors(const CheckedHall& at, double fromK, double toK, const char* sentence, FindingSink& sink)
{
    const Hall& hall = *at.result.hall;
    for (std::size_t i = 0; i < at.result.racks.size(); ++i) {
        const Rack& rack = hall.racks[i];
        if (at.result.racks[i].rearDoorHeatW <= 0.0)
            continue;
        const LoopWater* water = at.result.inputs.find(rack.rearDoorLoop);
        if (!water || water->supplyC < hall.dewPointC + fromK || water->supplyC >= hall.dewPointC + toK)
            continue;
        const auto [supplied, dewPoint] = groupedApart(water->supplyC, hall.dewPointC, 1);
        sink.add(refTo(rack.id), Figure{water->supplyC, hall.dewPointC, "C"},
                 fmt::format(fmt::runtime(sentence), rack.name, hall.name, supplied, dewPoint), warmer)
            .other = refTo(rack.rearDoorLoop);
    }
}

constexpr double anyLowerK = 1e3; // below all that flows

} // namespace

void checkDewPoint(const CheckedHall& at, FindingSink& sink)
{
    const Hall& hall = *at.result.hall;
    for (std::size_t u = 0; u < at.result.airHandlers.size(); ++u) {
        const LoopWater* water = at.result.inputs.find(hall.airHandlers[u].loop);
        if (!at.result.airHandlers[u].wetCoil || !water)
            continue;
        const auto [enters, dewPoint] = groupedApart(water->supplyC, hall.dewPointC, 1);
        sink.add(refTo(hall.airHandlers[u].id), Figure{water->supplyC, hall.dewPointC, "C"},
                 fmt::format(
                     "The water of {} in {} enters at {} °C, below the room's dew point of {} °C; its coil "
                     "condenses moisture.",
                     hall.airHandlers[u].name, hall.name, enters, dewPoint),
                 warmer);
    }
    forEachRunningCdu(at, [&](const Cdu& cdu, const CduResult& unit) {
        if (!unit.supplyC || *unit.supplyC >= hall.dewPointC)
            return;
        const auto [supplies, dewPoint] = groupedApart(*unit.supplyC, hall.dewPointC, 1);
        sink.add(refTo(cdu.id), Figure{*unit.supplyC, hall.dewPointC, "C"},
                 fmt::format("{} in {} supplies its racks at {} °C, below the room's dew point of {} °C.",
                             cdu.name, hall.name, supplies, dewPoint),
                 warmer);
    });
    checkRearDoors(
        at, -anyLowerK, 0.0,
        "The water in the rear door of rack {} in {} is at {} °C, below the room's dew point of {} °C.",
        sink);
}

// Where nothing condenses yet.
void checkDewPointMargin(const CheckedHall& at, FindingSink& sink)
{
    const Hall& hall = *at.result.hall;
    forEachRunningCdu(at, [&](const Cdu& cdu, const CduResult& unit) {
        if (unit.supplyC && *unit.supplyC >= hall.dewPointC &&
            *unit.supplyC < hall.dewPointC + dewPointMarginK)
            sink.add(
                refTo(cdu.id), Figure{*unit.supplyC, hall.dewPointC + dewPointMarginK, "C"},
                fmt::format("{} in {} supplies its racks at {:.1f} °C, less than {:g} K above the room's dew "
                            "point of {:.1f} °C.",
                            cdu.name, hall.name, *unit.supplyC, dewPointMarginK, hall.dewPointC),
                warmer);
    });
    checkRearDoors(
        at, 0.0, dewPointMarginK,
        "The water in the rear door of rack {} in {} is at {} °C, less than 2 K above the room's dew point "
        "of {} °C.",
        sink);
}

void checkHotCoolant(const CheckedHall& at, FindingSink& sink)
{
    forEachRunningCdu(at, [&](const Cdu& cdu, const CduResult& unit) {
        if (unit.returnC && *unit.returnC > hottestCoolantC)
            sink.add(refTo(cdu.id), Figure{*unit.returnC, hottestCoolantC, "C"},
                     fmt::format("With a flow of {:.3g} L/s the coolant comes back to {} in {} at {:.4g} °C, "
                                 "above the {:.0f} °C that a rack's coolant circuit stands.",
                                 unit.flowM3s * 1e3, cdu.name, at.result.hall->name, *unit.returnC,
                                 hottestCoolantC),
                     fmt::format("Connect some racks of {} to another CDU.", cdu.name));
    });
}

namespace {

// An air handler or CDU in service whose feed is dead, for the rest of the hall to bear.
template <class Unit>
void checkUnitPower(const CheckedHall& at, const Unit& unit, bool outOfService, FindingSink& sink)
{
    const std::uint32_t feed = at.power.chain().positionOf(unit.feed);
    if (outOfService || feed == noPowerNode || at.snapshot.powerNodes[feed].energised)
        return;
    const std::string& name = at.power.network().nodes[feed].name;
    sink.add(refTo(unit.id), {},
             fmt::format("{} in {} stands still: {} that feeds it has no power.", unit.name,
                         at.result.hall->name, name),
             fmt::format("Bring back what feeds {}.", name))
        .other = refTo(unit.feed);
}

} // namespace

void checkHallUnitsPower(const CheckedHall& at, FindingSink& sink)
{
    const Outages& out = at.snapshot.conditions.outages;
    for (const AirHandler& unit : at.result.hall->airHandlers)
        checkUnitPower(at, unit, contains(out.airHandlers, unit.id), sink);
    for (const Cdu& unit : at.result.hall->cdus)
        checkUnitPower(at, unit, contains(out.cdus, unit.id), sink);
}

} // namespace hallwright
