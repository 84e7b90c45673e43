#include "app/cli/violation_rules.h"
#include "core/physics/air_handler.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace hallwright::cli {

namespace {

// What hoses, seals and cold plates stand; judgement: racks accept supplies up to 45 °C.
constexpr double hottestCoolantC = 70.0;

template <class... Args>
void addOfHall(std::vector<Violation>& found, const char* rule, const HallResult& result,
               fmt::format_string<Args...> sentence, Args&&... args)
{
    found.push_back({rule, result.hall->id, {}, fmt::format(sentence, std::forward<Args>(args)...)});
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

// Racks shut down, and the IT load that is lost with them.
void addRacksShutDown(const HallResult& result, std::vector<Violation>& found)
{
    const auto addThose = [&](const char* rule, RackService service, const char* cause) {
        double lostW = 0.0;
        for (std::size_t i = 0; i < result.racks.size(); ++i) {
            if (result.racks[i].service == service)
                lostW += result.hall->racks[i].powerW;
        }
        addRacks(
            rule, result, found, [&](std::size_t i) { return result.racks[i].service == service; },
            [&](const std::string& racks, const RackResult&) {
                return fmt::format("{} reaches {} and {:.1f} kW of IT load is lost.", cause, racks,
                                   lostW / 1e3);
            });
    };
    addThose("no-power", RackService::NoPower, "No power");
    addThose("no-coolant", RackService::NoCoolant, "No coolant");
}

void addRackAirflow(const HallResult& result, std::vector<Violation>& found)
{
    addRacks(
        "rack-airflow", result, found, [&](std::size_t i) { return result.racks[i].airAssumed; },
        [](const std::string& racks, const RackResult&) {
            return fmt::format("The airflow stated for {} is too little for their heat to air, which would "
                               "warm it by more than {:g} K.",
                               racks, highestRackRiseK);
        });
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

void addAir(const HallResult& result, std::vector<Violation>& found)
{
    if (exceeds(result.rackAirflowM3s, result.supplyAirflowM3s))
        addOfHall(
            found, "air-flow", result,
            "The racks of {} draw {:.1f} m³/s of air, more than the {:.1f} m³/s that its air handlers move.",
            result.hall->name, result.rackAirflowM3s, result.supplyAirflowM3s);
    const double setC = result.hall->supplyC;
    const bool warm =
        std::any_of(result.airHandlers.begin(), result.airHandlers.end(),
                    [&](const AirHandlerResult& unit) { return unit.running && unit.supplyC > setC; });
    if (warm)
        addOfHall(found, "air-supply", result,
                  "The air handlers of {} cannot hold their set point of {:.1f} °C; they supply {:.2f} °C.",
                  result.hall->name, setC, result.supplyC);
    if (exceeds(result.unrejectedW, roundingShare * result.itPowerW))
        addOfHall(
            found, "hall-heat", result,
            "Nothing takes {:.1f} kW of the heat of {}: it meets no air handler, or its equipment is on no "
            "coolant loop.",
            result.unrejectedW / 1e3, result.hall->name);
}

// Of each unit that runs; what it leaves without coolant is told of the racks.
void addCdus(const HallResult& result, std::vector<Violation>& found)
{
    for (std::size_t u = 0; u < result.cdus.size(); ++u) {
        const Cdu& cdu = result.hall->cdus[u];
        const CduResult& unit = result.cdus[u];
        const double loadW = unit.heatW - unit.pumpPowerW;
        if (exceeds(loadW, cdu.capacityW))
            addOfHall(found, "cdu-capacity", result,
                      "{} in {} is loaded with {:.1f} kW, more than its capacity of {:.1f} kW.", cdu.name,
                      result.hall->name, loadW / 1e3, cdu.capacityW / 1e3);
        if (unit.shortM3s > 0.0)
            addOfHall(found, "cdu-flow", result,
                      "{} in {} moves {:.2f} L/s of coolant, {:.2f} L/s less than its racks need.", cdu.name,
                      result.hall->name, unit.flowM3s * 1e3, unit.shortM3s * 1e3);
        if (unit.missesSetPoint)
            addOfHall(found, "cdu-supply", result,
                      "{} in {} cannot hold its set point of {:.1f} °C with facility water of {:.1f} °C; it "
                      "supplies {:.2f} °C.",
                      cdu.name, result.hall->name, unit.setPointC, unit.facilitySupplyC, unit.supplyC);
    }
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

void addHotRacks(const HallResult& result, const Conditions& conditions, std::vector<Violation>& found)
{
    for (std::size_t i = 0; i < result.racks.size(); ++i) {
        const Rack& rack = result.hall->racks[i];
        const RackResult& state = result.racks[i];
        if (state.overLimit())
            found.push_back(
                {"inlet-temperature", result.hall->id, rack.id,
                 fmt::format("The inlet of {} in {} is at {:.2f} °C with {:.1f} °C outdoors, above its "
                             "limit of {:.2f} °C.",
                             rack.name, result.hall->name, state.inletC, conditions.outdoorC,
                             state.inletLimitC)});
    }
}

} // namespace

void addHallViolations(const HallResult& result, const Conditions& conditions, std::vector<Violation>& found)
{
    addRacksShutDown(result, found);
    addRackAirflow(result, found);
    addCircuits(result, found);
    addHallOverloads(result, found);
    addAir(result, found);
    addCdus(result, found);
    addDewPoint(result, found);
    addHotCoolant(result, found);
    addHotRacks(result, conditions, found);
}

} // namespace hallwright::cli
