#include "app/cli/violations.h"

#include <fmt/format.h>

namespace hallwright::cli {

namespace {

// Sums of many parts differ from a rating they should equal by rounding alone.
constexpr double roundingShare = 1e-9;

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

void addHallOverloads(const HallResult& result, std::vector<Violation>& found)
{
    const Hall& hall = *result.hall;
    if (exceeds(result.heatToAirW, result.airHandlerCapacityW))
        found.push_back(
            {"air-cooling-capacity",
             hall.id,
             {},
             fmt::format("The racks of {} give {:.1f} kW to the air, more than its air handlers' capacity "
                         "of {:.1f} kW.",
                         hall.name, result.heatToAirW / 1e3, result.airHandlerCapacityW / 1e3)});
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
    addPowerOverloads(snapshot, found);
    for (const HallResultPtr& hall : snapshot.halls) {
        addHallOverloads(*hall, found);
        addHotRacks(snapshot, *hall, found);
    }
    return found;
}

} // namespace hallwright::cli
