// A coolant loop as the network its pipes make: joined where their centre lines touch (core/simulation/pipe_graph.h),
// with the equipment on the supply and the return pipe that are nearest to it; to an end of a plant unit.
//
//     stretch     Δp = (f L/D + Σ K) ρ v²/2,   v = 4 q/(π D²)       f by core/physics/pipe_friction.h
//     junction    Σ q in = Σ q out,   T = Σ q T in/Σ q in
//     terminal    Δp = Δpf (q/qf)² + what its valve takes,   T back = Ts + Q/(ρc q)
//     plant unit  Δp = Δpd (q/qd)² + what its valve takes,   q = V w/Σ w in each circuit
//     pumps       H = max over terminals and units (Δp terminal + supply + return + unit),  at least h Hd + Δp unit
//                 speed and power by core/physics/pump_curve.h, its curve from the one point (Vd/N, Hd)
//     one stream  H = Hd (h + (1 - h)(V/Vd)²)                       where the pipes do not join the equipment
//
// Δp pressure drop [Pa]; L length of a stretch along the run, D its bore, outer diameter over 1.04 [m]; K of fittings
// [-]; ρ density [kg/m³]; v velocity [m/s]; q volume flow [m³/s]; T temperature [°C], Ts of the supply; Q heat [W];
// ρc heat capacity per volume [J/(m³ K)]; Δpf, qf a terminal's rated drop and flow; Δpd a unit's drop at its share qd
// of the design flow; w a unit's capacity [W]; V flow of the loop, Vd = Qd/(ρc ΔTd) at design heat Qd and difference
// ΔTd; H head raised, Hd at design flow [Pa]; h share of Hd held at no flow; N pumps that carry the design flow.
//
// Assumptions. Every terminal has a pressure-independent valve: while the pumps can, it gets the flow it demands.
// Every plant unit in service is open and has a balancing valve that holds its share; the pumps raise one head, in
// series with each unit. With no unit in service all of them are open. The branch from a pipe to its equipment is part
// of the equipment's drop. Supply pipes are at the supply temperature; none loses heat through its wall; water that
// stands still in the return is at the return's mean. Density and viscosity are those at the loop's set point, which
// overstates friction in the warmer return by up to 5 %; ρc is that at Ts, and volume is conserved. A tee has K 0.6,
// half of it in each stretch at it, a bend 0.3; take-offs of equipment have none. The least number of pumps runs that
// can raise the head at no more than 1.5 times the flow of their best point, spare ones when needed; the loop's
// efficiency is wire to water and holds at that point. With no flow demanded the pumps rest, and the head is what
// they would hold.
//
// Flows in a tree follow from the mass balance alone, in one pass. In rings they are found by the global gradient
// algorithm (core/physics/hydraulic_network.h). So they are where all pumps, spare ones too, at full speed cannot raise
// the head: then all valves are open but those of terminals that would get more than they demand, nothing flows
// backward, and the rest is short. Equipment that the pipes do not join to the plant is taken as fed at the plant.
// Where several parts of the supply and several of the return are linked by plant units alone, they count as not joined.
//
// Range: full pipes, laminar to turbulent. Source: Todini and Pilati 1988 for the equations of a network; Crane TP-410
// for K (an elbow 14 to 30 fT, a tee 20 fT through and 60 fT into the branch, fT 0.013 to 0.017 for 100 to 400 mm);
// pump affinity laws. Nothing is thrown; what cannot be computed is zero and has a note.
#pragma once

#include "core/model/site.h"
#include "core/simulation/loop_result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace hallwright {

inline constexpr double bendLoss = 0.3;           // K
inline constexpr double teeLoss = 0.6;            // K
inline constexpr double shutOffShare = 4.0 / 3.0; // shut-off head over Hd
inline constexpr double widestFlowShare = 1.5;    // of the best point's flow; judgement
inline constexpr double highVelocityMs = 3.0;     // a finding above: erosion, noise
inline constexpr double deadLegM = 3.0;           // of standing water, named above

// Equipment that stands on a loop, where it connects. Order is that of the demands given to `solve`.
struct LoopConnection {
    TerminalKind kind = TerminalKind::AirHandler;
    std::int64_t id = 0;
    std::string name;
    Point3 positionM; // campus frame

    bool operator==(const LoopConnection&) const = default;
};

// What one connection asks for: of coils, CDUs and rear doors. Plant units share the loop's flow.
struct TerminalDemand {
    double flowM3s = 0.0;
    double heatW = 0.0;
    double fullFlowM3s = 0.0; // where it drops fullDropPa
    double fullDropPa = 0.0;

    bool operator==(const TerminalDemand&) const = default;
};

struct LoopDrawing; // core/simulation/loop_drawing.h

class LoopNetwork
{
public:
    // Of the loop at this position in site.cooling->loops, with its own pipe runs, not those of a CDU's rack side.
    // `plant`: the units that carry its coolant, in service or not; towers behind chillers do not.
    LoopNetwork(const Site& site, std::size_t loop, std::vector<LoopConnection> connections,
                std::vector<LoopConnection> plant);
    ~LoopNetwork();

    // Whether it is still the network of this loop with this equipment.
    bool serves(const Site& site, std::span<const LoopConnection> connections,
                std::span<const LoopConnection> plant) const;

    // Flows, pressure drops and temperatures with these demands and the coolant supplied at `supplyC`. Pipes that do
    // not join the equipment, or no pipes at all, give one stream with the loop's stated pump head (fromPipes false)
    // and a note. `plantFlowing`: which plant units take part, as `plant`. `previous` is where rings start from.
    std::shared_ptr<const LoopHydraulics> solve(std::span<const TerminalDemand> demands, double supplyC,
                                                std::span<const char> plantFlowing,
                                                const LoopHydraulics* previous) const;

private:
    std::unique_ptr<const LoopDrawing> drawing_;
};

} // namespace hallwright
