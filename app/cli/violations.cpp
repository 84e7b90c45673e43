#include "app/cli/violations.h"

#include "core/simulation/power_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace hallwright::cli {

namespace {

// Sums of many parts differ from a rating they should equal by rounding alone.
constexpr double roundingShare = 1e-9;

// Less than a coolant's set point is worth, more than an evaluation leaves unsettled.
constexpr double supplyToleranceK = 0.05;

// What hoses, seals and cold plates stand; judgement: racks accept supplies up to 45 °C.
constexpr double hottestCoolantC = 70.0;

bool exceeds(double value, double limit)
{
    return value > limit * (1.0 + roundingShare);
}

void addCapacities(const Snapshot& snapshot, std::vector<Violation>& found)
{
    for (std::size_t i = 0; i < snapshot.buildings.size(); ++i) {
        const BuildingResult& result = snapshot.buildings[i];
        if (exceeds(result.facilityPowerW, result.capacityW))
            found.push_back({"building-capacity",
                             {},
                             {},
                             fmt::format("{} draws {:.3f} MW, more than its capacity of {:.3f} MW.",
                                         snapshot.site->buildings[i]->name, result.facilityPowerW / 1e6,
                                         result.capacityW / 1e6)});
    }
}

void addPowerOverloads(const Snapshot& snapshot, std::vector<Violation>& found)
{
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        const PowerNode& node = snapshot.site->power->nodes[i];
        const double load = snapshot.powerNodes[i].outputW;
        if (exceeds(load, node.ratedW))
            found.push_back({"power-overload",
                             node.hall,
                             {},
                             fmt::format("{} delivers {:.1f} kW, more than its rating of {:.1f} kW.",
                                         node.name, load / 1e3, node.ratedW / 1e3)});
    }
}

// What each side carries alone, of the nodes that carry too much only then.
void addLossesOfASide(const Snapshot& snapshot, std::vector<Violation>& found)
{
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        const PowerNode& node = snapshot.site->power->nodes[i];
        const PowerNodeResult& result = snapshot.powerNodes[i];
        if (exceeds(result.outputOtherSideLostW, node.ratedW) && !exceeds(result.outputW, node.ratedW))
            found.push_back(
                {"n-1",
                 node.hall,
                 {},
                 fmt::format("After the loss of the other side {} would deliver {:.1f} kW, more than "
                             "its rating of {:.1f} kW.",
                             node.name, result.outputOtherSideLostW / 1e3, node.ratedW / 1e3)});
    }
}

// The name of the rule that a fault breaks; none for racks without a feed, which the placement rules name one by one.
const char* ruleOf(PowerFaultKind kind)
{
    switch (kind) {
    case PowerFaultKind::Cycle:
        return "power-cycle";
    case PowerFaultKind::MissingFeeder:
        return "power-missing-feeder";
    case PowerFaultKind::NoSource:
        return "power-no-source";
    case PowerFaultKind::MissingFeed:
        return "power-missing-feed";
    case PowerFaultKind::OrphanedRack:
        return "power-orphaned-rack";
    case PowerFaultKind::SameSide:
        return "power-same-side";
    case PowerFaultKind::SharedFeed:
        return "power-shared-feed";
    case PowerFaultKind::UnfedRack:
        break;
    }
    return nullptr;
}

void addPowerFaults(const Site& site, std::vector<Violation>& found)
{
    for (const PowerFault& fault : powerFaults(site)) {
        if (const char* rule = ruleOf(fault.kind))
            found.push_back({rule, {}, {}, fault.sentence});
    }
}

void addLoops(const Snapshot& snapshot, std::vector<Violation>& found)
{
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k) {
        const LoopResult& loop = snapshot.loops[k];
        const std::string& name = snapshot.site->cooling->loops[k].name;
        const double shortM3s = loop.hydraulics ? loop.hydraulics->shortM3s : 0.0;
        if (exceeds(loop.flowM3s + shortM3s, loop.flowM3s))
            found.push_back(
                {"loop-flow",
                 {},
                 {},
                 fmt::format("The pumps of {} deliver {:.2f} L/s, {:.2f} L/s less than its equipment "
                             "needs.",
                             name, loop.flowM3s * 1e3, shortM3s * 1e3)});
        const double setC = snapshot.site->cooling->loops[k].supplyC;
        if (loop.supplyC > setC + supplyToleranceK)
            found.push_back(
                {"loop-supply",
                 {},
                 {},
                 fmt::format("The plant of {} cannot hold its set point of {:.1f} °C with {:.1f} °C "
                             "outdoors; it supplies {:.1f} °C.",
                             name, setC, snapshot.conditions.outdoorC, loop.supplyC)});
        if (exceeds(loop.unrejectedW, roundingShare * loop.heatW))
            found.push_back({"loop-heat",
                             {},
                             {},
                             fmt::format("No plant takes {:.1f} kW of the {:.1f} kW of heat in {}.",
                                         loop.unrejectedW / 1e3, loop.heatW / 1e3, name)});
    }
}

// Racks for which something holds, as one violation that names the first of them.
template <class Holds, class Sentence>
void addRacks(const char* rule, const HallResult& result, std::vector<Violation>& found, Holds holds,
              Sentence sentence)
{
    std::size_t count = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < result.racks.size(); ++i) {
        if (holds(i) && count++ == 0)
            first = i;
    }
    if (count == 0)
        return;
    const std::string& name = result.hall->racks[first].name;
    found.push_back({rule, result.hall->id, result.hall->racks[first].id,
                     sentence(count == 1 ? fmt::format("rack {} of {}", name, result.hall->name)
                                         : fmt::format("{} racks of {}, the first being {},", count,
                                                       result.hall->name, name),
                              result.racks[first])});
}

void addCircuits(const HallResult& result, std::vector<Violation>& found)
{
    addRacks(
        "circuit-overload", result, found,
        [&](std::size_t i) { return exceeds(result.racks[i].circuitLoad, 1.0); },
        [](const std::string& racks, const RackResult& first) {
            return fmt::format("The circuits of {} carry more than their breakers' rating: {:.0f} %.", racks,
                               100.0 * first.circuitLoad);
        });
    addRacks(
        "n-1", result, found,
        [&](std::size_t i) {
            return exceeds(result.racks[i].circuitLoadOneLost, 1.0) &&
                   !exceeds(result.racks[i].circuitLoad, 1.0);
        },
        [](const std::string& racks, const RackResult& first) {
            return fmt::format("After the loss of one circuit those left of {} would carry more than their "
                               "breakers' rating: {:.0f} %.",
                               racks, 100.0 * first.circuitLoadOneLost);
        });
}

void addRacksOff(const HallResult& result, std::vector<Violation>& found)
{
    const std::vector<std::uint8_t>& off = result.inputs.racksOff;
    addRacks(
        "no-power", result, found, [&](std::size_t i) { return i < off.size() && off[i] != 0; },
        [](const std::string& racks, const RackResult&) {
            return fmt::format("No power reaches {}: all that feeds it is out of service.", racks);
        });
}

void addDewPoint(const HallResult& result, std::vector<Violation>& found)
{
    const Hall& hall = *result.hall;
    const auto wet = static_cast<std::size_t>(std::count_if(
        result.airHandlers.begin(), result.airHandlers.end(), [](const auto& unit) { return unit.wetCoil; }));
    if (wet > 0)
        found.push_back(
            {"dew-point",
             hall.id,
             {},
             fmt::format("The water of {} of the air handlers of {} enters below the room's dew point "
                         "of {:.1f} °C; their coils condense moisture.",
                         wet, hall.name, hall.dewPointC)});
    for (std::size_t u = 0; u < result.cdus.size(); ++u) {
        const CduResult& unit = result.cdus[u];
        if (unit.running && unit.supplyC < hall.dewPointC)
            found.push_back(
                {"dew-point",
                 hall.id,
                 {},
                 fmt::format("{} in {} supplies its racks at {:.1f} °C, below the room's dew point of "
                             "{:.1f} °C.",
                             hall.cdus[u].name, hall.name, unit.supplyC, hall.dewPointC)});
    }
    addRacks(
        "dew-point", result, found,
        [&](std::size_t i) {
            const LoopWater* water = result.inputs.find(hall.racks[i].rearDoorLoop);
            return water && result.racks[i].rearDoorHeatW > 0.0 && water->supplyC < hall.dewPointC;
        },
        [&](const std::string& racks, const RackResult&) {
            return fmt::format(
                "The water in the rear doors of {} is below the room's dew point of {:.1f} °C.", racks,
                hall.dewPointC);
        });
}

void addHotCoolant(const HallResult& result, std::vector<Violation>& found)
{
    for (std::size_t u = 0; u < result.cdus.size(); ++u) {
        const CduResult& unit = result.cdus[u];
        if (unit.running && unit.returnC > hottestCoolantC)
            found.push_back(
                {"coolant-temperature",
                 result.hall->id,
                 {},
                 fmt::format("With a flow of {:.3g} L/s the coolant comes back to {} in {} at "
                             "{:.4g} °C, above the {:.0f} °C that a rack's coolant circuit stands.",
                             unit.flowM3s * 1e3, result.hall->cdus[u].name, result.hall->name, unit.returnC,
                             hottestCoolantC)});
    }
}

void addHallOverloads(const HallResult& result, std::vector<Violation>& found)
{
    const Hall& hall = *result.hall;
    const double heatToAirW = result.heatToAirW - result.rearDoorHeatW;
    if (exceeds(heatToAirW, result.airHandlerCapacityW))
        found.push_back(
            {"air-cooling-capacity",
             hall.id,
             {},
             fmt::format("The racks of {} give {:.1f} kW to the air, more than its air handlers' capacity "
                         "of {:.1f} kW.",
                         hall.name, heatToAirW / 1e3, result.airHandlerCapacityW / 1e3)});
    if (exceeds(result.heatToLiquidW, result.cduCapacityW))
        found.push_back(
            {"liquid-cooling-capacity",
             hall.id,
             {},
             fmt::format("The racks of {} give {:.1f} kW to liquid, more than its CDUs' capacity of "
                         "{:.1f} kW.",
                         hall.name, result.heatToLiquidW / 1e3, result.cduCapacityW / 1e3)});
}

void addHotRacks(const Snapshot& snapshot, const HallResult& result, std::vector<Violation>& found)
{
    for (std::size_t i = 0; i < result.racks.size(); ++i) {
        const Rack& rack = result.hall->racks[i];
        const RackResult& state = result.racks[i];
        if (state.overLimit())
            found.push_back(
                {"inlet-temperature", result.hall->id, rack.id,
                 fmt::format("The inlet of {} in {} is at {:.2f} °C with {:.1f} °C outdoors, above its "
                             "limit of {:.2f} °C.",
                             rack.name, result.hall->name, state.inletC, snapshot.conditions.outdoorC,
                             state.inletLimitC)});
    }
}

} // namespace

std::vector<Violation> findAllViolations(const Snapshot& snapshot)
{
    std::vector<Violation> found = findViolations(*snapshot.site);
    addCapacities(snapshot, found);
    addPowerFaults(*snapshot.site, found);
    addPowerOverloads(snapshot, found);
    addLossesOfASide(snapshot, found);
    addLoops(snapshot, found);
    for (const HallResultPtr& hall : snapshot.halls) {
        addRacksOff(*hall, found);
        addCircuits(*hall, found);
        addHallOverloads(*hall, found);
        addDewPoint(*hall, found);
        addHotCoolant(*hall, found);
        addHotRacks(snapshot, *hall, found);
    }
    return found;
}

} // namespace hallwright::cli
