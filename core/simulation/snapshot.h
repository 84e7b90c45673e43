// What an evaluation found: one complete, constant set of results for one site version.
//
// Powers are in W, temperatures in °C, air flows in m³/s. Every total is the plain sum of its parts in the order
// they are stored, so halls add up to their building and buildings to the campus exactly.
#pragma once

#include "core/model/equipment.h"
#include "core/model/site.h"
#include "core/simulation/hall_inputs.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

class RecirculationMatrix; // core/physics/recirculation.h
class CampusNetworks;      // core/simulation/campus_networks.h
class CampusLoops;         // core/simulation/campus_loops.h
struct LoopRun;            // core/simulation/evaluate_cooling.h

// Equipment taken out of service for a what-if; the site itself is unchanged. Each list ascending.
struct Outages {
    std::vector<PowerNodeId> power;
    std::vector<PlantUnitId> plant;
    std::vector<AirHandlerId> airHandlers;
    std::vector<CduId> cdus;

    bool has(const EquipmentRef& equipment) const;
    // With it taken out, or put back; unchanged for what cannot be taken out.
    Outages with(const EquipmentRef& equipment, bool out) const;
    bool empty() const { return power.empty() && plant.empty() && airHandlers.empty() && cdus.empty(); }
    bool operator==(const Outages&) const = default;
};

// What the site is evaluated at.
struct Conditions {
    double outdoorC = 0.0; // dry bulb
    double wetBulbC = 0.0; // coincident wet bulb, at most outdoorC
    Outages outages{};

    bool operator==(const Conditions&) const = default;
};

// The site's own conditions, or those at another outdoor temperature: the wet bulb then keeps its depression, down to
// the new dry bulb.
Conditions conditionsOf(const Site& site, std::optional<double> outdoorC = std::nullopt);

// Whether a rack works, and for want of what it is shut down.
enum class RackService : std::uint8_t { Running, NoPower, NoCoolant };

struct RackResult {
    RackService service = RackService::Running;
    bool airAssumed = false; // its data give too little air for its heat; more is assumed
    double powerW = 0.0;
    double heatToAirW = 0.0;
    double heatToLiquidW = 0.0;
    double airflowM3s = 0.0;
    double inletC = 0.0;
    double outletC = 0.0;        // of the air entering the hall, behind a rear door if the rack has one
    double inletLimitC = 0.0;    // the lower of the hall's and the rack type's limit
    double recirculation = 0.0;  // share of the inlet air that has been through a rack before, 0..1
    double fanPowerW = 0.0;      // of powerW: server fans
    double psuLossW = 0.0;       // of powerW: power supplies, where the type states their rating
    double rearDoorHeatW = 0.0;  // of heatToAirW: taken up by the rear door before the air enters the hall
    double coolantFlowM3s = 0.0; // through the cold plates; 0 without a CDU
    double coolantSupplyC = 0.0;
    double coolantReturnC = 0.0;
    double circuitLoad = 0.0;        // current of one circuit over its breaker's rating; 0 where not stated
    double circuitLoadOneLost = 0.0; // the same after the loss of one circuit

    bool overLimit() const { return inletC > inletLimitC; }
};

struct AirHandlerResult {
    AirHandlerId id;
    bool running = false;
    double airflowM3s = 0.0;
    double speed = 0.0; // of its fans, 0..1
    double fanPowerW = 0.0;
    double heatW = 0.0;        // into its loop, fan power included
    double waterFlowM3s = 0.0; // that its coil needs
    double supplyC = 0.0;      // air leaving
    bool wetCoil = false;      // water enters below the room's dew point: the coil condenses moisture
};

struct CduResult {
    CduId id;
    bool running = false;
    double heatW = 0.0; // from its racks and pumps, into its loop
    double pumpPowerW = 0.0;
    double flowM3s = 0.0;        // rack side
    double shortM3s = 0.0;       // what its racks ask for beyond that
    double supplyC = 0.0;        // rack side
    double setPointC = 0.0;      // of supplyC
    bool missesSetPoint = false; // its plates, wide open, leave the coolant warmer
    double returnC = 0.0;
    double headPa = 0.0;          // raised by its pumps
    double facilityFlowM3s = 0.0; // that it needs
    double facilitySupplyC = 0.0;
    double facilityReturnC = 0.0;
    double effectiveness = 0.0;
    double approachK() const { return supplyC - facilitySupplyC; }
};

// What a hall asks of the campus: power at a node or shared by two, heat into a loop.
struct NodeLoad {
    PowerNodeId a; // the only one, or one of two that share the load equally
    PowerNodeId b; // none: fed from one side alone
    double powerW = 0.0;
};

struct LoopHeat {
    CoolantLoopId loop;
    double heatW = 0.0;
};

// A connection of equipment to a loop: what flow it needs to give up its heat.
// Rooms: coolers of electrical rooms and offices, one for each building.
enum class TerminalKind { AirHandler, Cdu, RearDoors, Rooms, Plant };

struct LoopDemand {
    CoolantLoopId loop;
    TerminalKind kind = TerminalKind::AirHandler;
    std::int64_t id = 0; // of the air handler, CDU or plant unit; of the hall for its rear doors
    double heatW = 0.0;
    double flowM3s = 0.0;     // needed
    double fullFlowM3s = 0.0; // at the rating, where it drops fullDropPa
    double fullDropPa = 0.0;
};

// What the inlet temperatures of a hall rest on.
enum class AirModel {
    Estimate,   // from geometry
    Field,      // the 3D field of exactly this layout
    FieldMoved, // the field of this hall before racks moved, with estimates for those
};

struct HallResult {
    HallPtr hall;
    HallInputs inputs;             // what it was evaluated under
    std::vector<RackResult> racks; // one per hall->racks, in the same order
    std::shared_ptr<const RecirculationMatrix> recirculation;
    AirModel airModel = AirModel::Estimate;
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
    // power of racks, fans and CDU pumps against `rejected` and `unrejectedW`. Infinite where not a number.
    double energyResidual = 0.0;

    std::vector<AirHandlerResult> airHandlers; // as hall->airHandlers
    std::vector<CduResult> cdus;               // as hall->cdus
    std::vector<LoopDemand> demands;           // of its equipment on the coolant loops
    double serverFanPowerW = 0.0;              // of itPowerW
    double psuLossW = 0.0;                     // of itPowerW
    double rearDoorHeatW = 0.0;                // of heatToAirW
    double coilHeatW = 0.0;                    // what the air handlers take from the air, fan power included
    std::size_t circuitsOverloaded = 0;        // racks whose circuits are above their breakers' rating
    double rideThroughS =
        0.0; // from the loss of all its air handlers until the mean inlet reaches the limit; 0 unknown

    std::vector<NodeLoad> loads;       // racks, fans and CDU pumps, one entry for each pair of power nodes
    std::vector<LoopHeat> rejected;    // racks' heat, fan and CDU pump power, one entry for each loop
    double unfedW = 0.0;               // power of equipment that names no power node
    double unrejectedW = 0.0;          // heat of equipment that names no loop
    std::vector<std::string> warnings; // full sentences, also among the snapshot's
};

using HallResultPtr = std::shared_ptr<const HallResult>;

struct PowerNodeResult {
    PowerNodeId id;
    double outputW = 0.0; // what it delivers downstream
    double lossW = 0.0;
    bool energised = true; // false: out of service, or nothing alive feeds it
    double outputOtherSideLostW =
        0.0; // what it would deliver after the loss of the other side (of the worse side for
             // a node of no side)

    double inputW() const { return outputW + lossW; }
};

// Equipment that names power nodes of which none has power.
struct UnservedLoad {
    double powerW = 0.0;
    PowerNodeId feed; // that the first of it names
};

// A stretch of a pipe run between two junctions.
struct PipeFlowResult {
    std::size_t pipe = 0; // position in site->cooling->pipes
    Point3 fromM, toM;
    double lengthM = 0.0; // along the run
    double flowM3s = 0.0; // positive from `fromM` to `toM`
    double velocityMs = 0.0;
    double dropPa = 0.0; // friction and fittings, in flow direction
    double temperatureC = 0.0;
};

struct TerminalResult {
    TerminalKind kind = TerminalKind::AirHandler;
    std::int64_t id = 0;
    double heatW = 0.0; // that it has to give up
    double demandM3s = 0.0;
    double flowM3s = 0.0;
    double dropPa = 0.0;      // of the equipment itself at this flow
    double valveDropPa = 0.0; // what its control valve takes off beyond that
    double supplyC = 0.0;
    double returnC = 0.0;
};

// A loop's circuit solved as a network of its pipes.
struct LoopHydraulics {
    std::vector<PipeFlowResult> pipes;
    std::vector<TerminalResult> terminals;
    double flowM3s = 0.0;
    double headPa = 0.0; // raised by the pumps
    int pumpsRunning = 0;
    double pumpSpeed = 0.0; // 0..1
    double pumpPowerW = 0.0;
    double shortM3s = 0.0;      // demanded flow that the pumps cannot deliver
    double massResidual = 0.0;  // worst junction, relative to the loop's flow
    bool pumpsOffCurve = false; // the pumps run far out on their curve
    bool settled = true;        // the flows in its rings stand still
    bool fromPipes = false; // false: the pipes do not join the equipment, so the loop is taken as one stream
    std::vector<std::string> warnings; // full sentences
};

struct PlantUnitResult {
    PlantUnitId id;
    bool running = false;
    double heatW = 0.0;      // taken from its loop; a tower behind chillers: from their condensers
    double powerW = 0.0;     // electrical
    double pumpPowerW = 0.0; // of powerW: a tower's share of the condenser water's pumps
    double capacityW = 0.0;  // at the conditions of the evaluation
    double cop = 0.0;        // heatW / powerW; 0 when it does not run
    double flowM3s = 0.0;    // of the loop's coolant
    double leavingC = 0.0;   // of the loop's coolant; of a tower behind chillers, the condenser water
    double approachK = 0.0;  // dry cooler, tower: leaving minus outdoor dry or wet bulb
    double waterKgS = 0.0;   // make-up: evaporation, drift and blowdown
    bool outsideFit = false; // a chiller beyond the conditions its curves were fitted on
};

struct LoopResult {
    CoolantLoopId id;
    double heatW = 0.0;
    double flowM3s = 0.0;
    double supplyC = 0.0;
    double returnC = 0.0;
    double pumpPowerW = 0.0;
    double unrejectedW = 0.0;     // of heatW: what no plant takes
    double plantCapacityW = 0.0;  // at the set point, at the conditions of the evaluation
    bool shortOfCapacity = false; // the plant cannot take heatW at the set point
    bool pumpsPowered = true;
    bool lacksTowers = false; // water-cooled chillers run without a cooling tower
    double roomHeatW = 0.0;   // of heatW: electrical rooms' losses, lighting
    double reusedHeatW = 0.0; // of heatW: given to heat reuse
    double economiserW = 0.0; // of heatW: rejected without compressors
    double waterKgS = 0.0;
    double rideThroughS =
        0.0; // until the supply is 10 K warmer after the loss of all plant, from the water it holds
    std::shared_ptr<const LoopHydraulics> hydraulics{};
};

struct BuildingResult {
    BuildingId id;
    double itPowerW = 0.0;
    double coolingPowerW = 0.0;     // air handler fans, CDU and loop pumps, plant
    double distributionLossW = 0.0; // losses of the power network between the utility and the racks and plant
    double otherPowerW = 0.0;       // lighting, offices
    double facilityPowerW = 0.0;    // sum of the four
    double capacityW = 0.0;

    double pue() const { return itPowerW > 0.0 ? facilityPowerW / itPowerW : 0.0; }
};

// Loss and load of all nodes of one kind, in the order power flows: utility first.
struct PowerStageResult {
    PowerNodeKind kind = PowerNodeKind::Utility;
    double outputW = 0.0;
    double lossW = 0.0;
};

// Facility power beyond IT, by cause [W]. The parts add up to facilityPowerW - itPowerW.
struct OverheadSplit {
    double airHandlerFansW = 0.0;
    double cduPumpsW = 0.0;
    double loopPumpsW = 0.0;
    double chillersW = 0.0;
    double condenserPumpsW = 0.0;
    double heatRejectionW = 0.0; // fans of dry coolers and towers
    double distributionW = 0.0;  // losses from the sources to the racks and the plant
    double otherW = 0.0;

    double sumW() const
    {
        return airHandlerFansW + cduPumpsW + loopPumpsW + chillersW + condenserPumpsW + heatRejectionW +
               distributionW + otherW;
    }
};

struct Snapshot {
    SitePtr site;
    Conditions conditions;

    std::vector<HallResultPtr> halls; // in the order of the site: building by building
    std::vector<BuildingResult> buildings;
    std::vector<PowerNodeResult> powerNodes; // as site->power->nodes
    std::vector<PowerStageResult> powerStages;
    UnservedLoad unserved;
    // What else would have no power after the loss of a side, of all equipment; none while something is out of service.
    UnservedLoad unservedWithoutA, unservedWithoutB;
    std::vector<LoopResult> loops;      // as site->cooling->loops
    std::vector<PlantUnitResult> plant; // as site->cooling->plant

    // Sums over the buildings, with what BuildingResult leaves out.
    double itPowerW = 0.0;
    double coolingPowerW = 0.0;
    double distributionLossW = 0.0;
    double otherPowerW = 0.0;
    double facilityPowerW = 0.0;
    double pue = 0.0; // facilityPowerW / itPowerW; 0 without IT load
    double maxInletC = 0.0;
    RackId hottestRack;
    std::size_t racksOverLimit = 0;
    OverheadSplit overhead;
    double serverFanPowerW = 0.0; // of itPowerW
    double psuLossW = 0.0;        // of itPowerW
    double waterKgS = 0.0;        // make-up water of towers and adiabatic coolers
    double reusedHeatW = 0.0;
    double outdoorAirHeatW = 0.0; // taken by airside economisers
    double sourcePowerW = 0.0;    // drawn from utilities, generators and batteries together

    // Relative imbalances; infinite where one is not a number.
    double energyResidual = 0.0; // heat: worst of the halls' and the loops'
    double massResidual = 0.0;   // coolant: worst junction of all loops
    double powerResidual = 0.0;  // electricity: sources against loads and losses
    bool converged = true; // air, liquid, plant and power agree; if not, a warning says what still moved
    int rounds = 0;        // passes until they agreed
    double solveMs = 0.0;

    // What a reader must know to trust the figures: a loop without plant, an overloaded unit. Full sentences.
    std::vector<std::string> warnings;

    // The power and cooling networks made ready for solving, kept for the next version of the site.
    std::shared_ptr<const CampusNetworks> networks;
    std::shared_ptr<const CampusLoops> loopNetworks;
    std::vector<std::vector<std::shared_ptr<const LoopRun>>> loopRuns; // of each loop, all passes; for reuse

    const HallResult* hallResult(HallId id) const; // nullptr if unknown
    const RackResult* rackResult(RackId id) const;
    const BuildingResult* buildingResult(BuildingId id) const;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace hallwright
