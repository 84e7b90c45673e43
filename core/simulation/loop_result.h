// What the evaluation of the coolant loops found: flows in their pipes, equipment on them, plant.
//
// Heat and powers are in W, flows in m³/s, pressures in Pa, temperatures in °C.
#pragma once

#include "core/model/cooling_network.h"
#include "core/model/geometry.h"
#include "core/simulation/loop_demand.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

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
    bool joined = true; // by the loop's pipes to its plant, in service or not; also where no pipe is drawn
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
    std::vector<std::string> notes; // what could not be solved as drawn, in full sentences
};

struct PlantUnitResult {
    PlantUnitId id;
    bool running = false;
    double heatW = 0.0;              // taken from its loop; a tower behind chillers: from their condensers
    double powerW = 0.0;             // electrical
    double pumpPowerW = 0.0;         // of powerW: a tower's share of the condenser water's pumps
    double capacityW = 0.0;          // at the conditions of the evaluation
    std::optional<double> cop;       // heatW / powerW; none when it does not run
    double flowM3s = 0.0;            // of the loop's coolant
    std::optional<double> leavingC;  // of the loop's coolant; of a tower behind chillers, the condenser water
    std::optional<double> approachK; // dry cooler, tower: leaving minus outdoor dry or wet bulb
    double waterKgS = 0.0;           // make-up: evaporation, drift and blowdown
    double beyondFitK =
        0.0; // a running chiller: by how much water or condenser lie beyond what its curves were fitted
             // on, the greater of the two; 0 within
    double fitPowerW =
        0.0; // of powerW: by how much the Carnot lift has changed it from that at the edge of the fit
};

inline constexpr double unrejectedRounding = 1e-9; // of the heat
inline constexpr double flowRounding = 1e-9;       // of the flow

struct LoopResult {
    CoolantLoopId id;
    double heatW = 0.0;
    double flowM3s = 0.0;
    double supplyC = 0.0; // this and returnC: not a number where it keeps heat
    double returnC = 0.0;
    double pumpPowerW = 0.0;
    double unrejectedW = 0.0;     // of heatW: what no plant takes
    double plantCapacityW = 0.0;  // at the set point, at the conditions of the evaluation
    bool shortOfCapacity = false; // the plant cannot take heatW at the set point
    bool pumpsPowered = true;
    bool lacksTowers =
        false; // water-cooled chillers run without a cooling tower, of which the design has none
    bool towersAreOut = false; // water-cooled chillers stand still, since none of their towers is in service
    double roomHeatW = 0.0;    // of heatW: electrical rooms' losses, lighting
    double reusedHeatW = 0.0;  // of heatW: given to heat reuse
    double economiserW = 0.0;  // of heatW: rejected without compressors
    double waterKgS = 0.0;
    double energyResidual = 0.0; // relative (core/simulation/energy_balance.h)
    // Until the supply is 10 K warmer after the loss of all plant, from the water it holds; none without heat or water.
    std::optional<double> rideThroughS;
    std::shared_ptr<const LoopHydraulics> hydraulics{};

    // Its supply is warmer than its set point, or would have to be.
    bool missesSetPoint() const { return shortOfCapacity && heatW > 0.0; }
    // Its pumps deliver less than its equipment asks for, beyond rounding.
    bool lacksFlow() const { return hydraulics && hydraulics->shortM3s > flowRounding * flowM3s; }
    // What it serves cannot be held as it is asked to be.
    bool fallsShort() const { return missesSetPoint() || lacksFlow(); }
    // Beyond rounding: it has no steady state, and no known temperature (steady_state.h).
    bool keepsHeat() const { return unrejectedW > unrejectedRounding * heatW; }
};

} // namespace hallwright
