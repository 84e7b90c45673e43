// Coolant loops, their pipes, and the plant that rejects the heat.
#pragma once

#include "core/model/coolant.h"
#include "core/model/geometry.h"
#include "core/model/ids.h"

#include <string>
#include <vector>

namespace hallwright {

enum class PipeRole { Supply, Return };
enum class PlantKind {
    AirCooledChiller,
    WaterCooledChiller,
    DryCooler,
    CoolingTower,
    WatersideEconomiser // plate heat exchanger between the loop and its towers' water
};

struct CoolantLoop {
    CoolantLoopId id;
    std::string name;
    BuildingId building;
    double supplyC = 0.0;        // set point
    double designDeltaTK = 0.0;  // return minus supply at design flow
    double pumpHeadPa = 0.0;     // pressure the pumps raise at design flow
    double pumpEfficiency = 0.0; // wire to water, 0..1
    double designHeatW = 0.0;
    Coolant coolant = Coolant::Water;
    int pumps = 2; // in parallel, of equal size, that carry the design flow together
    int sparePumps = 1;
    double heldHead = 0.3;   // share of pumpHeadPa that the differential-pressure control holds at no flow
    double bufferM3 = 0.0;   // tank in the supply
    double heatReuseW = 0.0; // heat that a district network or other user takes first, at most
    // Pads of dry coolers ahead of its chillers stay dry until the chillers cannot carry the rest; else they are wet
    // wherever that draws less power.
    bool savesWater = false;
    PowerNodeId pumpFeed{};  // none: that of the loop's first plant unit

    bool operator==(const CoolantLoop&) const = default;
};

inline constexpr double pipeOuterOverInner = 1.04; // diameters of standard steel pipe, schedule 20 to 30

// Runs of one circuit and role whose centre lines touch are joined there; equipment connects to the nearest one.
struct PipeRun {
    PipeRunId id;
    std::string name;
    CoolantLoopId loop;
    PipeRole role = PipeRole::Supply;
    double diameterM = 0.0;     // outer
    std::vector<Point3> pathM;  // campus frame, centre line
    CduId cdu{};                // the unit whose rack-side circuit it belongs to; none: the loop's own
    double roughnessM = 4.5e-5; // of the inner wall; commercial steel
    PipeTypeId type{};          // whose values it has but for those that differ; none: all are its own

    bool operator==(const PipeRun&) const = default;
};

// A chiller, dry cooler or tower cell. Towers serve the water-cooled chillers of the same loop.
struct PlantUnit {
    PlantUnitId id;
    std::string name;
    PlantKind kind = PlantKind::AirCooledChiller;
    BuildingId building; // whose power it draws
    CoolantLoopId loop;
    Pose pose;               // campus frame
    double elevationM = 0.0; // of its base: 0 in the yard, the roof's height on a roof
    double widthM = 0.0;
    double depthM = 0.0;
    double heightM = 0.0;
    double capacityW = 0.0;     // heat it takes up at its rating conditions
    double ratedCop = 0.0;      // chillers: capacity per electrical power at the rating conditions
    double ratedOutdoorC = 0.0; // outdoor dry bulb (air-cooled, dry cooler) or wet bulb (tower) of the rating
    double ratedPowerW = 0.0;   // fans of a dry cooler or tower at full speed
    double ratedApproachK = 0.0; // dry cooler, tower: leaving water minus outdoor temperature at the rating
    PowerNodeId feed;
    std::string curves{}; // chillers: record of the chiller catalogue; empty: the kind's default
    double adiabaticEffectiveness = 0.0; // dry cooler: of its pre-cooling pads, 0 dry
    double liquidDropPa = 60e3; // evaporator, coil or plates and their valve, at its share of design flow
    PlantTypeId type{};         // whose values it has but for those that differ; none: all are its own

    bool operator==(const PlantUnit&) const = default;
};

struct CoolingNetwork {
    std::vector<CoolantLoop> loops;
    std::vector<PipeRun> pipes;
    std::vector<PlantUnit> plant;

    bool operator==(const CoolingNetwork&) const = default;
    const CoolantLoop* find(CoolantLoopId id) const;
};

} // namespace hallwright
