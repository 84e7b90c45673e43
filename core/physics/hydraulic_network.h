// Flows and heads of a pipe network by the global gradient algorithm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace hallwright {

// Head is in metres of the liquid, flow in m³/s, as in EPANET's method.
struct HydraulicNode {
    bool fixedHead = false;
    double headM = 0.0;     // where fixed; else where the solution starts
    double demandM3s = 0.0; // taken out of the network
};

enum class HydraulicLinkKind { Pipe, Pump };
enum class PipeLaw { DarcyWeisbach, HazenWilliams, Power }; // Power: h = k |Q|^(n-1) Q

struct HydraulicLink {
    std::size_t from = 0, to = 0;
    HydraulicLinkKind kind = HydraulicLinkKind::Pipe;
    bool closed = false;
    bool checkValve = false; // lets nothing flow from `to` to `from`
    // Pipe
    PipeLaw law = PipeLaw::DarcyWeisbach;
    double lengthM = 0.0;
    double boreM = 0.0;
    double roughness = 0.0; // m, or Hazen-Williams' C
    double minorLoss = 0.0; // Σ K of fittings and valves
    double powerK = 0.0, powerN = 2.0;
    // Pump: h = s² (H0 - c (Q/s)^n)
    double shutOffHeadM = 0.0; // H0
    double curveC = 0.0;
    double curveN = 2.0;
    double speed = 1.0;
};

struct HydraulicState {
    std::vector<double> headM;   // one per node
    std::vector<double> flowM3s; // one per link, positive from -> to
};

enum class HydraulicOutcome { Converged, NotConverged, Disconnected };

struct HydraulicReport {
    HydraulicOutcome outcome = HydraulicOutcome::Converged;
    int iterations = 0;
    double flowChange = 0.0;         // Σ|ΔQ| / Σ|Q| of the last iteration
    double massResidual = 0.0;       // worst node's imbalance over the largest flow
    std::vector<std::size_t> cutOff; // nodes with demand that no fixed head reaches
};

// A network made ready for many solves: the pattern of its matrix is analysed once.
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
    HydraulicReport solve(HydraulicState& state, double accuracy = 1e-6) const;

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace hallwright
