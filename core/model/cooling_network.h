// Coolant loops, their pipes, and the plant that rejects the heat.
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"

#include <string>
#include <vector>

namespace hallwright {

enum class PipeRole { Supply, Return };
enum class PlantKind { AirCooledChiller, WaterCooledChiller, DryCooler, CoolingTower };

struct CoolantLoop {
    CoolantLoopId id;
    std::string name;
    BuildingId building;
    double supplyC = 0.0;        // set point
    double designDeltaTK = 0.0;  // return minus supply at design flow
    double pumpHeadPa = 0.0;     // pressure the pumps raise at design flow
    double pumpEfficiency = 0.0; // wire to water, 0..1
    double designHeatW = 0.0;

    bool operator==(const CoolantLoop&) const = default;
};

struct PipeRun {
    PipeRunId id;
    std::string name;
    CoolantLoopId loop;
    PipeRole role = PipeRole::Supply;
    double diameterM = 0.0;    // outer
    std::vector<Point3> pathM; // campus frame, centre line

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
