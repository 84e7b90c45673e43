// What an evaluation found: one complete, constant set of results for one site version.
//
// Powers are in W, temperatures in °C, air flows in m³/s. Every total is the plain sum of its parts in the order
// they are stored, so halls add up to their building and buildings to the campus exactly.
#pragma once

#include "core/model/site.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

class RecirculationMatrix; // core/physics/recirculation.h
class CampusNetworks;      // core/simulation/campus_networks.h

// What the site is evaluated at.
struct Conditions {
    double outdoorC = 0.0; // dry bulb
    double wetBulbC = 0.0; // coincident wet bulb, at most outdoorC

    bool operator==(const Conditions&) const = default;
};

// The site's own conditions, or those at another outdoor temperature: the wet bulb then keeps its depression, down to
// the new dry bulb.
Conditions conditionsOf(const Site& site, std::optional<double> outdoorC = std::nullopt);

struct RackResult {
    double powerW = 0.0;
    double heatToAirW = 0.0;
    double heatToLiquidW = 0.0;
    double airflowM3s = 0.0;
    double inletC = 0.0;
    double outletC = 0.0;
    double inletLimitC = 0.0;   // the lower of the hall's and the rack type's limit
    double recirculation = 0.0; // share of the inlet air that has been through a rack before, 0..1

    bool overLimit() const { return inletC > inletLimitC; }
};

// What a hall asks of the campus: power at a node, heat into a loop.
struct NodeLoad {
    PowerNodeId node;
    double powerW = 0.0;
};

struct LoopHeat {
    CoolantLoopId loop;
    double heatW = 0.0;
};

struct HallResult {
    HallPtr hall;
    std::vector<RackResult> racks; // one per hall->racks, in the same order
    std::shared_ptr<const RecirculationMatrix> recirculation;

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

    std::vector<NodeLoad> loads;       // racks, fans and CDU pumps, one entry for each power node
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

    double inputW() const { return outputW + lossW; }
};

struct PlantUnitResult {
    PlantUnitId id;
    bool running = false;
    double heatW = 0.0;     // taken from its loop; a tower behind chillers: from their condensers
    double powerW = 0.0;    // electrical
    double capacityW = 0.0; // at the conditions of the evaluation
    double cop = 0.0;       // heatW / powerW; 0 when it does not run
};

struct LoopResult {
    CoolantLoopId id;
    double heatW = 0.0;
    double flowM3s = 0.0;
    double supplyC = 0.0;
    double returnC = 0.0;
    double pumpPowerW = 0.0;
    double unrejectedW = 0.0; // of heatW: what no plant takes
};

// Cooling covers the halls alone: the heat of distribution losses and of `otherPowerW` goes into no coolant loop and
// costs no cooling power here.
struct BuildingResult {
    BuildingId id;
    double itPowerW = 0.0;
    double coolingPowerW = 0.0;     // air handler fans, CDU and loop pumps, plant
    double distributionLossW = 0.0; // losses of the power network between the utility and the racks and plant
    double otherPowerW = 0.0;    // lighting, offices; beside the power network, so no loss is counted for it
    double facilityPowerW = 0.0; // sum of the four
    double capacityW = 0.0;

    double pue() const { return itPowerW > 0.0 ? facilityPowerW / itPowerW : 0.0; }
};

// Loss and load of all nodes of one kind, in the order power flows: utility first.
struct PowerStageResult {
    PowerNodeKind kind = PowerNodeKind::Utility;
    double outputW = 0.0;
    double lossW = 0.0;
};

struct Snapshot {
    SitePtr site;
    Conditions conditions;

    std::vector<HallResultPtr> halls; // in the order of the site: building by building
    std::vector<BuildingResult> buildings;
    std::vector<PowerNodeResult> powerNodes; // as site->power->nodes
    std::vector<PowerStageResult> powerStages;
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
    double energyResidual =
        0.0; // worst of the halls', the loops' and the power chain's, relative; infinite where
             // one is not a number
    double solveMs = 0.0;

    // What a reader must know to trust the figures: a loop without plant, an overloaded unit. Full sentences.
    std::vector<std::string> warnings;

    // The power and cooling networks made ready for solving, kept for the next version of the site.
    std::shared_ptr<const CampusNetworks> networks;

    const HallResult* hallResult(HallId id) const; // nullptr if unknown
    const RackResult* rackResult(RackId id) const;
    const BuildingResult* buildingResult(BuildingId id) const;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace hallwright
