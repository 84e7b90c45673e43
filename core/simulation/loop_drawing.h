// A coolant loop as it is drawn, made ready for solving: the stretches of its pipes, where its terminals and plant units
// connect to them, the trees and rings they make. What does not depend on demands is worked out here, once.
#pragma once

#include "core/physics/coolant_properties.h"
#include "core/physics/hydraulic_network.h"
#include "core/physics/pipe_friction.h"
#include "core/simulation/loop_network.h"
#include "core/simulation/loop_pumps.h"
#include "core/simulation/pipe_graph.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

// What a stretch loses: Δp = (f L/D + Σ K) ρ v²/2.
struct StretchLaw {
    PipeFriction friction;
    double minorK = 0.0;
    double pascalPerM = 0.0; // ρ g
    double areaM2 = 0.0;

    StretchLaw(const HydraulicLink& pipe, const CoolantProperties& coolant);
    double dropPa(double flowM3s) const;
};

// A plant unit on the loop.
struct PlantConnection {
    std::uint32_t supply = PipeGraph::none, back = PipeGraph::none; // nodes
    double weight = 1.0;                                            // its capacity
    double resistance = 0.0;                                        // Δp = r q² [Pa/(m³/s)²]
};

// The parts of the pipes that have rings, for the flows that the mass balance leaves open.
struct PipeRings {
    std::vector<std::uint32_t> nodes, stretches; // of the drawing, in the order of the hydraulic ones
    std::optional<HydraulicNetwork> network;
    std::mutex busy; // solving works in the network
};

struct LoopDrawing {
    LoopDrawing(const Site& site, std::size_t loopIndex, std::vector<LoopConnection> terminals,
                std::vector<LoopConnection> plantUnits);

    double viscosityM2s() const { return coolant.viscosityPaS / coolant.densityKgM3; }

    std::shared_ptr<const CoolingNetwork> cooling;
    const CoolantLoop* loop = nullptr;
    std::vector<LoopConnection> connections, plant;
    CoolantProperties coolant; // at the set point
    LoopPumps pumps;

    std::vector<PipeStretch> stretches; // supply, then return; the return's nodes come after the supply's
    std::vector<HydraulicLink> links;   // the stretches for the solver
    std::vector<StretchLaw> laws;
    std::vector<PipeFlowResult> still; // the stretches without flow
    std::size_t nodes = 0;
    std::size_t supplyNodes = 0;
    std::size_t supplyStretches = 0;
    std::size_t supplyParts = 0;
    PipeForest forest;
    std::vector<std::uint32_t> chords; // stretches that the forest leaves out: one closes each ring
    mutable PipeRings rings;
    std::vector<std::uint32_t> supplyOf, returnOf; // nodes of the connections
    std::vector<char> joined; // of the connections: by pipes to the plant, all of it in service
    std::vector<PlantConnection> units;
    std::vector<std::string> notes;

private:
    void addUnits();
    void addRole(PipeRole role);
    void noteDeadLegs(const PipeGraph& graph, PipeRole role);
    void joinForest();
    void prepareRings();
    void findJoined();
    void note(std::string sentence);
};

} // namespace hallwright
