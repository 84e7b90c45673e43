// One solution of a coolant loop while it is worked out: what its terminals, plant units and pipes carry and lose. The
// equations are those of loop_network.h.
#pragma once

#include "core/simulation/loop_circuits.h"
#include "core/simulation/loop_drawing.h"
#include "core/simulation/loop_network.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace hallwright {

inline constexpr double ringAccuracy = 1e-9; // Σ|ΔQ|/Σ|Q|

struct LoopFlows {
    // What a circuit needs.
    struct Circuit {
        double flowM3s = 0.0;
        double weight = 0.0; // of its plant units
        // Needed of supply over return, between the roots of their trees.
        double differencePa = -std::numeric_limits<double>::infinity();
        // What its worst plant unit must raise beyond that.
        double liftPa = -std::numeric_limits<double>::infinity();
    };

    // Each terminal at the flow it demands. Without any flowing plant unit all of them are open: the pumps still
    // circulate.
    LoopFlows(const LoopDrawing& of, std::span<const TerminalDemand> demands, double suppliedC,
              std::span<const char> plantFlowing);

    // Whether the pipes join a terminal that demands flow, or any where none does, to the plant.
    bool anyJoined() const;
    void setFlow(std::size_t terminal, double flowM3s);
    double dropOf(std::size_t terminal, double flowM3s) const;
    double returnC(std::size_t terminal) const;
    double differenceAt(std::uint32_t supplyNode, std::uint32_t returnNode) const;
    double unitDropPa(std::size_t unit) const;
    std::vector<double> outflow() const; // what leaves the pipes at each node

    void shareAmongPlant();
    // From the flows of terminals and units those of the pipes; `previous` is where rings start from.
    void carryDemands(const LoopHydraulics* previous);
    // The same, with the flows of the chords given.
    void carryAlongTrees();
    void loseHead();

    const LoopDrawing& drawing;
    double supplyC = 0.0;
    double heatPerVolume = 0.0; // ρ cp
    LoopPumps pumps;
    std::shared_ptr<LoopHydraulics> result;

    // Terminals
    std::vector<TerminalDemand> demand;
    std::vector<double> terminalM3s, dropPa, valvePa;
    std::vector<std::uint32_t> circuitOf; // none: the pipes do not join it
    double demandM3s = 0.0;
    double apartM3s = 0.0; // of those the pipes do not join
    double neededPa = 0.0; // head, by the one that needs the most

    // Plant units
    std::vector<char> flowing;
    std::vector<std::uint32_t> unitCircuit;
    std::vector<double> unitM3s, unitShare; // the share is of the demanded flow
    double flowingWeight = 0.0;
    double worstUnitPa = 0.0;
    bool pumpsOffCurve = false;
    bool unsettled = false;

    // Pipes
    LoopCircuits links;
    std::vector<Circuit> circuits; // by the part that names it
    std::vector<double> stretchM3s, pressurePa;

private:
    void readDemands(std::span<const TerminalDemand> demands);
    void assignToCircuits();
    void divideInRings(const LoopHydraulics* previous);
};

} // namespace hallwright
