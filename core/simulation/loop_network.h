// A coolant loop as the network its pipes make: joined where their centre lines touch (core/simulation/pipe_graph.h),
// with the equipment on the supply and the return pipe that are nearest to it.
//
//     stretch     Δp = (f L/D + Σ K) ρ v²/2,   v = 4 q/(π D²)       f by core/physics/pipe_friction.h
//     junction    Σ q in = Σ q out,   T = Σ q T in/Σ q in
//     terminal    Δp = Δpf (q/qf)² + what its valve takes,   T back = Ts + Q/(ρc q)
//     plant unit  Δp = Δpd (q/qd)² + what its valve takes,   q = V w/Σ w in each circuit
//     pumps       H = max over terminals and units (Δp terminal + supply + return + unit),  at least h Hd + Δp unit
//                 s² = (H/Hd + (h0 - 1) x²)/h0,   x = V/(n Vd/N)    n pumps running at speed s of N that carry Vd
//                 P = V H/(ηd y (2 - y)),   y = x/s                 y (2 - y) at least 0.25
//     one stream  H = Hd (h + (1 - h)(V/Vd)²)                       where the pipes do not join the equipment
//
// Δp pressure drop [Pa]; L length of a stretch along the run, D its bore, outer diameter over 1.04 [m]; K of fittings
// [-]; ρ density [kg/m³]; v velocity [m/s]; q volume flow [m³/s]; T temperature [°C], Ts of the supply; Q heat [W];
// ρc heat capacity per volume [J/(m³ K)]; Δpf, qf a terminal's rated drop and flow; Δpd a unit's drop at its share qd
// of the design flow; w a unit's capacity [W]; V flow of the loop, Vd = Qd/(ρc ΔTd) at design heat Qd and difference
// ΔTd; H head raised, Hd at design flow [Pa]; h share of Hd held at no flow; h0 = 4/3 shut-off over design head; P
// electrical power [W]; ηd wire to water efficiency at the design point.
//
// Assumptions. Every terminal has a pressure-independent valve: while the pumps can, it gets the flow it demands.
// Every plant unit has a balancing valve that holds its share; the pumps raise one head, in series with each unit.
// The branch from a pipe to its equipment is part of the equipment's drop. Supply pipes are at the supply temperature;
// none loses heat through its wall. Friction is at the loop's set point (ν of the warmer return is lower: up to 5 %
// less drop there), volume is conserved. A tee has K 0.6, half of it in each stretch through it; take-offs of
// equipment have none; a bend has 0.3. Pumps: the least number that can raise the head and is not farther out on
// its curve than 1.5 times the flow of its best point; spare ones help when needed. At no flow they hold their head for no
// power. Where all plant is off, all of it is open.
//
// Beyond the pumps: with all of them at full speed every terminal's flow is reduced in proportion.
//
// Range: turbulent to laminar full pipes. Source: Todini and Pilati 1988 for the equations of a network; Crane TP-410
// for K (an elbow 14 to 30 fT, a tee 20 fT through and 60 fT into the branch, fT 0.013 to 0.017 for 100 to 400 mm);
// EPANET 2.2 manual for a pump curve from one point; affinity laws; η is the parabola through no flow, best point
// and twice its flow (judgement). Nothing is thrown; what cannot be computed is zero and has a warning.
#pragma once

#include "core/simulation/snapshot.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace hallwright {

inline constexpr double bendLoss = 0.3;              // K
inline constexpr double teeLoss = 0.6;               // K
inline constexpr double shutOffShare = 4.0 / 3.0;    // h0
inline constexpr double widestFlowShare = 1.5;       // y up to which a pump is run by choice; judgement
inline constexpr double leastEfficiencyShare = 0.25; // of ηd, near no flow; judgement
inline constexpr double highVelocityMs = 3.0;        // above which erosion and noise are warned of
inline constexpr double deadLegM = 3.0;              // of still water, above which a run is named

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

class LoopNetwork
{
public:
    // `pipes`: positions in site.cooling->pipes of the loop's own runs (without those of a CDU's rack side).
    LoopNetwork(const Site& site, std::size_t loop, std::vector<LoopConnection> connections,
                std::vector<LoopConnection> plant);
    ~LoopNetwork();

    // Whether it is still the network of this loop with this equipment.
    bool serves(const Site& site, std::span<const LoopConnection> connections,
                std::span<const LoopConnection> plant) const;

    // Flows, pressure drops and temperatures with these demands and the coolant supplied at `supplyC`. Pipes that do
    // not join the equipment, or no pipes at all, give one stream with the loop's stated pump head (fromPipes false)
    // and a warning. `plantFlowing`: which plant units take part, as `plant`.
    std::shared_ptr<const LoopHydraulics> solve(std::span<const TerminalDemand> demands, double supplyC,
                                                std::span<const char> plantFlowing,
                                                const LoopHydraulics* previous) const;

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace hallwright
