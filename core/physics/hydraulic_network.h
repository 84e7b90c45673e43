// Flows and heads of a pipe network by the global gradient algorithm.
//
//     links   H_from - H_to = g(Q)      nodes   Σ Q_in - Σ Q_out = d
//     pipe    g = r f(Re) Q|Q| + m Q|Q|         Darcy-Weisbach (core/physics/pipe_friction.h), fittings m
//             g = k Q|Q|^0.852 + m Q|Q|         Hazen-Williams
//             g = k Q|Q|^(n-1) + m Q|Q|         power law
//     pump    g = -s² (H0 - c (Q/s)|Q/s|^(n-1)), or -s² h(Q/s) straight between the points of its curve
//     valve   open g = m Q|Q|, shut Q = 0, and at work
//             pressure-reducing  H_to = S while H_from is above it; shut against backward flow
//             pressure-sustaining  H_from = S while H_to is below it; shut against backward flow
//             flow-control  Q = S while the heads would push more through; open to backward flow
//     step    y = 1/g'(Q),  ρ = H_from - H_to - g(Q)
//             (B y Bᵀ) δH = -d - B (Q + y ρ) - C q,   δQ = y (ρ + Bᵀ δH)
//             δH = S - H at the node that a valve at work holds, which gives its flow q
//     stop    Σ|δQ|/Σ|Q| < accuracy and the worst node's imbalance below 1e-9 of the largest flow
//
// H head [m of the liquid]; Q flow [m³/s], positive from `from` to `to`; d demand [m³/s]; B incidence of nodes and
// links, +1 where a link starts; r, m, k resistances; n exponent [-]; H0 shut-off head [m]; s speed over rated speed
// [-]; S setting of a valve [m or m³/s], C incidence of the valves at work. Every law has 1e-10 s/m² added to its slope
// g', so that a link at rest, or one without resistance, is regular: a ten-millionth of a millimetre at 1 m³/s. The
// loss across each link is summed from its own steps and not taken from the difference of two heads, whose rounding
// alone would be more. The matrix is symmetric and positive definite and its pattern does not change, so it is analysed
// once. A check or control valve keeps its state for all of one Newton loop; when that has converged, those whose flow
// or heads contradict it change, until none does.
//
// Closed links carry nothing; so do pumps that stand still and pipes without a bore. A pump without a check valve may
// run backward against a head above its shut-off head, and lose head beyond the end of its curve; one with a check
// valve closes instead of running backward. Nodes that no fixed head reaches through open links keep the head they
// were built with and their links carry nothing; those among them with demand are cut off, and the rest of the network
// is solved without them. A pressure-reducing valve at work is a fixed head to what follows it; a sustaining or
// flow-control valve at work is none, so that a demand which it alone feeds, and cannot satisfy, is cut off.
//
// Range: full pipes, one liquid of constant density, steady flow, n above 0. Source: Todini and Pilati, "A gradient
// algorithm for the analysis of pipe networks" (1988); EPANET 2.2 manual, section 3.1 for valves and chapter 12.
// InputError is thrown for links whose ends are not two different nodes of the network, for values that are no finite
// numbers, for a pump's points whose flow does not grow or whose head does not fall, for a valve that would hold a node
// of fixed head or one that another valve holds, for a fixed head set on a node without one and for a link whose ends
// would change. Solving throws nothing: a solution that does not converge is reported, and every flow and head is
// finite.
#pragma once

#include "core/physics/pump_curve.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace hallwright {

// Head is in metres of the liquid, flow in m³/s, as in EPANET's method.
struct HydraulicNode {
    bool fixedHead = false;
    double headM = 0.0;     // where fixed; else where the solution starts
    double demandM3s = 0.0; // taken out of the network; of no effect where the head is fixed
};

// A throttle-control valve is a pipe without length that has a minorLoss.
enum class HydraulicLinkKind { Pipe, Pump, PressureReducingValve, PressureSustainingValve, FlowControlValve };
enum class PipeLaw { DarcyWeisbach, HazenWilliams, Power }; // Power: h = k |Q|^(n-1) Q

struct HydraulicLink {
    std::size_t from = 0, to = 0;
    HydraulicLinkKind kind = HydraulicLinkKind::Pipe;
    bool closed = false;
    bool checkValve = false; // lets nothing flow from `to` to `from`
    // Pipe
    PipeLaw law = PipeLaw::DarcyWeisbach;
    double lengthM = 0.0;
    double boreM = 0.0;     // also of a power-law link or a valve with minorLoss
    double roughness = 0.0; // m, or Hazen-Williams' C
    double minorLoss = 0.0; // Σ K of fittings and valves
    double powerK = 0.0, powerN = 2.0;
    // Pump: h = s² (H0 - c (Q/s)^n)
    double shutOffHeadM = 0.0; // H0
    double curveC = 0.0;
    double curveN = 2.0;
    double speed = 1.0;
    std::vector<PumpPoint> points; // of its curve at rated speed, instead of H0 and c; none, or at least two
    // Valve, open with minorLoss over its boreM
    double setting = 0.0; // head held behind (reducing) or before it (sustaining) [m]; most flow [m³/s]
};

struct HydraulicState {
    std::vector<double> headM;   // one per node
    std::vector<double> flowM3s; // one per link, positive from -> to
};

enum class HydraulicOutcome { Converged, NotConverged, Disconnected };

// Disconnected: converged, but for the nodes cut off. NotConverged: the state is the last iterate, not a solution.
struct HydraulicReport {
    HydraulicOutcome outcome = HydraulicOutcome::Converged;
    int iterations = 0;
    double flowChange = 0.0;         // Σ|ΔQ| / Σ|Q| of the last iteration
    double massResidual = 0.0;       // worst node's imbalance over the largest flow
    std::vector<std::size_t> cutOff; // nodes with demand that no fixed head reaches
};

// A network made ready for many solves: the pattern of its matrix is analysed once. One solve at a time: they share
// the network's workspace.
class HydraulicNetwork
{
public:
    HydraulicNetwork(std::vector<HydraulicNode> nodes, std::vector<HydraulicLink> links, double viscosityM2s);
    ~HydraulicNetwork();
    HydraulicNetwork(HydraulicNetwork&&) noexcept;
    HydraulicNetwork& operator=(HydraulicNetwork&&) noexcept;

    const std::vector<HydraulicNode>& nodes() const;
    const std::vector<HydraulicLink>& links() const;
    void setDemand(std::size_t node, double demandM3s);
    void setFixedHead(std::size_t node, double headM);          // of a node built with fixedHead
    void setLink(std::size_t link, const HydraulicLink& value); // same ends

    // Starts from `state` where it fits the network, and leaves the solution there.
    [[nodiscard]] HydraulicReport solve(HydraulicState& state, double accuracy = 1e-6) const;

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace hallwright
