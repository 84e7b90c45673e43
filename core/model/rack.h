// Racks and the catalogue types they are instances of.
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"

#include <string>

namespace hallwright {

enum class RackRole { Compute, Network, Storage, Management };

// What racks of one make have in common: the footprint, limits and circuits, and the values that a rack has unless its
// own differ (core/model/equipment_types.h).
struct RackType {
    RackTypeId id;
    std::string name; // "DGX H100 x4"
    double widthM = 0.6;
    double depthM = 1.2;
    double heightM = 2.2;
    double massKg = 0.0;
    double powerW = 0.0;
    double liquidShare = 0.0; // fraction of the heat that leaves in coolant, 0..1
    double airflowM3s = 0.0;  // server airflow at powerW
    double inletLimitC = 0.0; // highest allowed air inlet temperature
    int gpuCount = 0;

    // Liquid side of the servers at powerW; 0 where the maker states nothing (core/physics/rack_coolant.h assumes).
    double coolantFlowM3s = 0.0;
    double coolantDropPa = 0.0; // across the rack's manifold, couplings and cold plates at coolantFlowM3s

    // Its chips (core/physics/cold_plate.h assumes where the maker states nothing, which is 0).
    double ratedCoolantC = 0.0;  // coolant supplied at which powerW and junctionRiseK are stated
    double junctionRiseK = 0.0;  // of the hottest chips over the coolant's mean temperature, at the rating
    double junctionLimitC = 0.0; // above it chips slow down
    double junctionTripC = 0.0;  // above it they switch off
    double coolantReturnC = 0.0; // return that its own valves hold by their flow; 0: the flow is constant

    // Rear-door heat exchanger, used by racks that name a loop for it. 0: the type has none.
    double rearDoorEffectiveness = 0.0; // air side, at airflowM3s and rearDoorFlowM3s; 0..1
    double rearDoorFlowM3s = 0.0;       // water at the rating
    double rearDoorDropPa = 0.0;        // water side, at rearDoorFlowM3s

    // Circuits a rack is fed by, both sides together; 0 circuits: not stated, no breaker is checked.
    int circuits = 0;
    double circuitVoltageV = 0.0; // line to line, or between the poles of direct current
    double breakerA = 0.0;        // continuous rating of one circuit's breaker
    double powerFactor = 1.0;
    bool directCurrent = false; // two poles where there are three phases otherwise
    double peakFactor = 1.0;    // highest power of a few seconds over powerW
    double psuRatedW = 0.0; // rating of all power supplies that share the load; 0: their loss is not known

    RackRole role = RackRole::Compute;

    // Its slots (core/model/rack_slots.h) and what it carries; 0: not stated.
    int usableHeightU = 0;
    int startingUnit = 1;      // the number of its lowest unit, or of its topmost where they count downward
    bool unitsFromTop = false; // they count downward
    double ownMassKg = 0.0;    // empty
    double loadLimitKg = 0.0;  // of all that stands in it

    bool operator==(const RackType&) const = default;
};

// One rack on the floor. Its pose is in the hall's frame.
struct Rack {
    RackId id;
    std::string name;
    RackTypeId type;
    Pose pose;
    double powerW = 0.0;      // IT power the rack draws, server fans and power supplies included
    double liquidShare = 0.0; // fraction of that heat that leaves in coolant, 0..1
    double airflowM3s = 0.0;  // air the server fans draw through the rack
    double massKg = 0.0;
    int gpuCount = 0;
    RackRole role = RackRole::Compute;
    PowerNodeId feedA; // the PDU or busway of each side; none if single-fed
    PowerNodeId feedB;
    CduId cdu;                    // none if air-cooled
    CoolantLoopId rearDoorLoop{}; // the water of its rear-door heat exchanger; none without a door

    bool operator==(const Rack&) const = default;
};

} // namespace hallwright
