// What the evaluation of a hall found: of its racks, air handlers and CDUs, and what it asks of the campus.
//
// Powers are in W, temperatures in °C, flows in m³/s. Every total is the plain sum of its parts in the order they are
// stored.
#pragma once

#include "core/model/hall.h"
#include "core/simulation/hall_inputs.h"
#include "core/simulation/loop_demand.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

class RecirculationMatrix; // core/physics/recirculation.h

// Whether a rack works, for want of what it is shut down, or that it is not meant to work yet.
enum class RackService : std::uint8_t { Running, NoPower, NoCoolant, HotCoolant, NotInService };

// "running", "no-power", "no-coolant", "hot-coolant", "not-in-service"
std::string_view nameOf(RackService);
// Shut down although it is meant to work.
constexpr bool isDown(RackService service)
{
    return service == RackService::NoPower || service == RackService::NoCoolant ||
           service == RackService::HotCoolant;
}

struct RackResult {
    RackService service = RackService::Running;
    bool airAssumed = false; // its data give too little air for its heat; more is assumed
    double powerW = 0.0;
    double heatToAirW = 0.0;
    double heatToLiquidW = 0.0;
    double airflowM3s = 0.0;
    double inletC = 0.0;
    double outletC = 0.0;           // of the air entering the hall, behind a rear door if the rack has one
    double inletLimitC = 0.0;       // the lower of the hall's and the rack type's limit
    double recirculation = 0.0;     // share of the inlet air that has been through a rack before, 0..1
    double fanPowerW = 0.0;         // of powerW: server fans
    std::optional<double> psuLossW; // of powerW: power supplies; none where the type states no rating of them
    double rearDoorHeatW = 0.0;     // of heatToAirW: taken up by the rear door before the air enters the hall
    double coolantFlowM3s = 0.0;    // through the cold plates; 0 without a CDU
    std::optional<double> coolantSupplyC; // none where no coolant flows
    std::optional<double> coolantReturnC;
    std::optional<double>
        junctionC;          // of its hottest chips behind cold plates; of a rack that hot coolant has shut
                            // down, what they would reach
    double workShare = 1.0; // of the work behind its cold plates, 0..1: less where chips slow down
    double withheldW = 0.0; // what slowing down takes off its power; all of its power where it is shut down
    std::optional<double>
        circuitLoad; // current of one circuit over its breaker's rating; none where not stated
    std::optional<double>
        circuitLoadOneLost;                  // the same after the loss of one circuit; none with a single one
    std::optional<double> circuitLoadAtPeak; // as circuitLoad for the highest power of a few seconds

    // What is not in service draws no air, so that the air before it is nothing to it.
    bool overLimit() const { return service != RackService::NotInService && inletC > inletLimitC; }
};

struct AirHandlerResult {
    AirHandlerId id;
    bool running = false;
    double airflowM3s = 0.0;
    double speed = 0.0; // of its fans, 0..1
    double fanPowerW = 0.0;
    double heatW = 0.0;            // into its loop, fan power included
    double waterFlowM3s = 0.0;     // that its coil needs
    std::optional<double> supplyC; // air leaving; none of a unit that stands still
    bool wetCoil = false;          // water enters below the room's dew point: the coil condenses moisture
};

struct CduResult {
    CduId id;
    bool running = false;
    double heatW = 0.0; // from its racks and pumps, into its loop
    double pumpPowerW = 0.0;
    double flowM3s = 0.0;         // rack side
    double shortM3s = 0.0;        // what its racks ask for beyond that
    bool missesSetPoint = false;  // its plates, wide open, leave the coolant warmer
    double headPa = 0.0;          // raised by its pumps
    double facilityFlowM3s = 0.0; // that it needs

    // None where no coolant flows: the unit stands still or has no heat to take.
    std::optional<double> supplyC;   // rack side
    std::optional<double> setPointC; // of supplyC
    std::optional<double> returnC;
    std::optional<double> facilitySupplyC;
    std::optional<double> facilityReturnC;
    std::optional<double> effectiveness;
    double loadW() const { return heatW - pumpPowerW; } // the racks' heat, which its capacity is stated for
    std::optional<double> approachK() const
    {
        return supplyC && facilitySupplyC ? std::optional(*supplyC - *facilitySupplyC) : std::nullopt;
    }
};

// What a hall asks of the campus: power at a node or shared by two, heat into a loop.
struct NodeLoad {
    PowerNodeId a; // the only one, or one of two that share the load equally
    PowerNodeId b; // none: fed from one side alone
    double powerW = 0.0;
};

// What the inlet temperatures of a hall rest on.
enum class InletModel {
    Estimate,   // from geometry
    Field,      // the 3D field of exactly this layout
    FieldMoved, // the field of this hall before racks moved, with estimates for those
    Flow,       // the buoyant flow of exactly this layout
    FlowMoved,  // the flow of this hall before racks moved, with estimates for those
};

constexpr InletBasis basisOf(InletModel model)
{
    switch (model) {
    case InletModel::Field:
    case InletModel::FieldMoved:
        return InletBasis::Field;
    case InletModel::Flow:
    case InletModel::FlowMoved:
        return InletBasis::Flow;
    case InletModel::Estimate:
        break;
    }
    return InletBasis::Estimate;
}

struct HallResult {
    HallPtr hall;
    HallInputs inputs;             // what it was evaluated under
    std::vector<RackResult> racks; // one per hall->racks, in the same order
    std::shared_ptr<const RecirculationMatrix> recirculation;
    InletModel inletModel = InletModel::Estimate;
    bool settled = true; // the inlet temperatures stand still

    double itPowerW = 0.0;
    double heatToAirW = 0.0;
    double heatToLiquidW = 0.0;
    double rackAirflowM3s = 0.0;            // sum over racks
    double supplyAirflowM3s = 0.0;          // what the air handlers move
    double supplyC = 0.0;                   // air delivered
    double returnC = 0.0;                   // air back at the air handlers
    double meanInletC = 0.0;                // flow-weighted over racks; supplyC in a hall without racks
    double maxInletC = 0.0;                 // supplyC in a hall without racks
    std::optional<std::size_t> hottestRack; // index in racks
    std::size_t racksOverLimit = 0;
    double airHandlerPowerW = 0.0; // fans
    double cduPumpPowerW = 0.0;
    double airHandlerCapacityW = 0.0;
    double cduCapacityW = 0.0;

    // The worse of two, relative: heat the racks give to air against heat the air carries to the air handlers;
    // power of racks, fans and CDU pumps, with inputs.equipmentHeatW, against `rejected` and `unrejectedW`. Infinite where not a number.
    double energyResidual = 0.0;

    std::vector<AirHandlerResult> airHandlers; // as hall->airHandlers
    std::vector<CduResult> cdus;               // as hall->cdus
    std::vector<LoopDemand> demands;           // of its equipment on the coolant loops
    double serverFanPowerW = 0.0;              // of itPowerW
    std::optional<double> psuLossW; // of itPowerW: of racks that state their supplies; none where none does
    double rearDoorHeatW = 0.0;     // of heatToAirW
    double coilHeatW = 0.0;         // what the air handlers take from the air, fan power included
    std::size_t circuitsOverloaded = 0; // racks whose circuits are above their breakers' rating
    std::optional<double>
        rideThroughS; // from the loss of all its air handlers until the mean inlet reaches the
                      // limit; none where it never does

    double withheldW = 0.0;      // IT power that hot coolant takes off: chips that slow down, racks shut down
    std::size_t racksSlowed = 0; // whose chips slow down

    std::vector<NodeLoad> loads;    // racks, fans and CDU pumps, one entry for each pair of power nodes
    std::vector<NodeLoad> peaks;    // what racks draw beyond that for seconds, likewise
    std::vector<LoopHeat> rejected; // racks' heat, fan and CDU pump power, one entry for each loop
    double unfedW = 0.0;            // power of equipment that names no power node
    double unrejectedW = 0.0;       // heat of equipment that names no loop
    std::vector<std::string> notes; // full sentences, also among the snapshot's

    // Its heat, or that of a loop of its equipment, is taken by nothing: what temperatures follow are not known, and are not
    // a number or none (steady_state.h).
    bool steady = true;

    bool keepsHeat() const { return unrejectedW > 1e-9 * itPowerW; }
    // The air handlers that are left move less air than the racks draw, or deliver it warmer than their set point.
    bool missesSetPointByOutage() const;
    // Whether an aisle holds its air, as the inlets were found with it: one that lost a side does not, contained or not.
    bool isClosed(std::size_t aisle) const;
};

using HallResultPtr = std::shared_ptr<const HallResult>;

} // namespace hallwright
