// What an evaluation found: one complete, constant set of results for one site version.
//
// Powers are in W, temperatures in °C, air flows in m³/s. Every total is the plain sum of its parts in the order
// they are stored, so halls add up to their building and buildings to the campus exactly.
#pragma once

#include "core/model/site.h"
#include "core/simulation/conditions.h"
#include "core/simulation/hall_result.h"
#include "core/simulation/loop_result.h"
#include "core/simulation/power_result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

struct BuildingResult {
    BuildingId id;
    double itPowerW = 0.0;
    double coolingPowerW = 0.0;     // air handler fans, CDU and loop pumps, plant
    double distributionLossW = 0.0; // losses of the power network between the utility and the racks and plant
    double otherPowerW = 0.0;       // lighting, offices
    double facilityPowerW = 0.0;    // sum of the four
    double capacityW = 0.0;
    bool steady = true; // everything that heats it is cooled (steady_state.h)
    bool cooled = true; // steady, and its loops hold their set points and deliver the flow asked for

    // None without IT load, nor where it is not cooled.
    std::optional<double> pue() const
    {
        return itPowerW > 0.0 && cooled ? std::optional(facilityPowerW / itPowerW) : std::nullopt;
    }
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
    ShedRacks shed;                          // racks, besides `unserved`
    std::vector<PowerNodeId> trippedSources; // that could not carry even what is not racks
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
    bool steady = true; // everything that heats it is cooled (steady_state.h)
    bool cooled = true; // steady, and every loop holds its set point and delivers the flow asked for
    std::optional<double>
        pue; // momentary: facilityPowerW / itPowerW; none without IT load, nor where not cooled
    double maxInletC = 0.0; // not a number where an inlet is not known
    RackId hottestRack;
    std::size_t racksOverLimit = 0;
    OverheadSplit overhead;
    double serverFanPowerW = 0.0;   // of itPowerW
    std::optional<double> psuLossW; // of itPowerW; none where no rack states its supplies
    double waterKgS = 0.0;          // make-up water of towers, adiabatic coolers and humidifiers
    double humidifierKgS = 0.0;     // of waterKgS: for outdoor air of airside economisers
    double reusedHeatW = 0.0;
    double outdoorAirHeatW = 0.0; // taken by airside economisers
    double sourcePowerW = 0.0;    // drawn from utilities, generators and batteries together

    // Relative imbalances; infinite where one is not a number.
    double energyResidual = 0.0; // heat: worst of the halls' and the loops'
    double massResidual = 0.0;   // coolant: worst junction of all loops
    double powerResidual = 0.0;  // electricity: sources against loads and losses
    bool converged = true;       // air, liquid, plant and power agree; if not, a note says what still moved
    int rounds = 0;              // passes until they agreed
    double solveMs = 0.0;

    // What a model could not do and took instead: did not settle, was scaled beyond its fit. What is wrong with the site
    // is no note but a finding (core/rules). Full sentences.
    std::vector<std::string> notes;

    const HallResult* hallResult(HallId id) const; // nullptr if unknown
    const RackResult* rackResult(RackId id) const;
    const BuildingResult* buildingResult(BuildingId id) const;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace hallwright
