#include "core/simulation/loop_flat_out.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace hallwright {

namespace {

// The pipes with terminals and plant units as links, the pumps in series with each unit.
struct OpenNetwork {
    std::vector<HydraulicNode> nodes;
    std::vector<HydraulicLink> links;
    std::vector<std::size_t> terminals, units; // which, in the order of their links
    std::size_t firstTerminal = 0, firstUnit = 0;
    std::vector<std::uint32_t> node; // of each of the drawing's nodes
    std::vector<std::uint32_t> stretchLink;

    void addLink(HydraulicLink link, std::uint32_t from, std::uint32_t to)
    {
        link.from = node[from];
        link.to = node[to];
        links.push_back(link);
    }
};

HydraulicLink openTerminal(const LoopFlows& loop, std::size_t t)
{
    constexpr double leastDropPa = 100.0; // of a terminal that states none
    const double demandM3s = loop.demand[t].flowM3s;
    HydraulicLink link;
    link.law = PipeLaw::Power;
    link.checkValve = true;
    link.powerK =
        std::max(loop.dropOf(t, demandM3s), leastDropPa) / loop.pumps.pascalPerM / (demandM3s * demandM3s);
    return link;
}

// H = H0 - c (q/w)² - r q², w the share of the pumps' flow that is the unit's
HydraulicLink pumpedUnit(const LoopFlows& loop, std::size_t u)
{
    const PumpCurve curve = loop.pumps.curveOfAll();
    const double share = loop.unitShare[u];
    HydraulicLink link;
    link.kind = HydraulicLinkKind::Pump;
    link.checkValve = true;
    link.shutOffHeadM = curve.shutOffHeadM;
    link.curveC = curve.c / (share * share) + loop.drawing.units[u].resistance / loop.pumps.pascalPerM;
    return link;
}

void addPipes(const LoopFlows& loop, OpenNetwork& open)
{
    const LoopDrawing& drawing = loop.drawing;
    open.node.assign(drawing.nodes, PipeGraph::none);
    for (std::uint32_t node = 0; node < drawing.nodes; ++node) {
        if (!loop.links.fed(drawing.forest.part[node]))
            continue;
        open.node[node] = static_cast<std::uint32_t>(open.nodes.size());
        open.nodes.emplace_back();
    }
    open.stretchLink.assign(drawing.stretches.size(), PipeGraph::none);
    for (std::size_t s = 0; s < drawing.stretches.size(); ++s) {
        const PipeStretch& stretch = drawing.stretches[s];
        if (open.node[stretch.from] == PipeGraph::none || stretch.closesOnItself())
            continue;
        open.stretchLink[s] = static_cast<std::uint32_t>(open.links.size());
        open.addLink(drawing.links[s], stretch.from, stretch.to);
    }
}

void addTerminals(const LoopFlows& loop, OpenNetwork& open)
{
    open.firstTerminal = open.links.size();
    for (std::size_t t = 0; t < loop.terminalM3s.size(); ++t) {
        if (loop.circuitOf[t] == PipeGraph::none || loop.demand[t].flowM3s <= 0.0)
            continue;
        open.terminals.push_back(t);
        open.addLink(openTerminal(loop, t), loop.drawing.supplyOf[t], loop.drawing.returnOf[t]);
    }
}

void addUnits(const LoopFlows& loop, OpenNetwork& open)
{
    open.firstUnit = open.links.size();
    std::vector<char> anchored(loop.links.parts(), 0); // have a head to start from: the expansion vessel's
    for (std::size_t u = 0; u < loop.unitM3s.size(); ++u) {
        if (loop.unitCircuit[u] == PipeGraph::none || loop.unitM3s[u] <= 0.0)
            continue;
        const PlantConnection& unit = loop.drawing.units[u];
        open.units.push_back(u);
        open.addLink(pumpedUnit(loop, u), unit.back, unit.supply);
        char& done = anchored[loop.links.linkOf(loop.drawing.forest.part[unit.back])];
        HydraulicNode& suction = open.nodes[open.node[unit.back]];
        suction.fixedHead = suction.fixedHead || !done;
        done = 1;
    }
}

// Shuts each terminal that gets more than it demands, and takes its demand at its nodes instead. Holding one terminal
// back leaves more head for the others, so none that is held ever needs to be let go.
bool holdDemands(const LoopFlows& loop, const OpenNetwork& open, HydraulicNetwork& network,
                 HydraulicState& state)
{
    const std::vector<std::uint32_t>& supplyOf = loop.drawing.supplyOf;
    const std::vector<std::uint32_t>& returnOf = loop.drawing.returnOf;
    std::vector<char> held(open.terminals.size(), 0);
    std::vector<double> leaving(loop.drawing.nodes, 0.0);
    for (bool changed = true; changed;) {
        if (network.solve(state, ringAccuracy).outcome != HydraulicOutcome::Converged)
            return false;
        changed = false;
        for (std::size_t i = 0; i < held.size(); ++i) {
            const std::size_t t = open.terminals[i];
            const double demandM3s = loop.demand[t].flowM3s;
            constexpr double rounding = 1e-9;
            if (held[i] || state.flowM3s[open.firstTerminal + i] <= demandM3s * (1.0 + rounding))
                continue;
            HydraulicLink shut = network.links()[open.firstTerminal + i];
            shut.closed = true;
            network.setLink(open.firstTerminal + i, shut);
            network.setDemand(open.node[supplyOf[t]], leaving[supplyOf[t]] += demandM3s);
            network.setDemand(open.node[returnOf[t]], leaving[returnOf[t]] -= demandM3s);
            held[i] = 1;
            changed = true;
        }
    }
    for (std::size_t i = 0; i < held.size(); ++i) {
        if (held[i])
            state.flowM3s[open.firstTerminal + i] = loop.demand[open.terminals[i]].flowM3s;
    }
    return true;
}

FlatOutFlows flowsOf(const LoopFlows& loop, const OpenNetwork& open, const std::vector<double>& linkM3s)
{
    FlatOutFlows flows;
    flows.terminalM3s.assign(loop.terminalM3s.size(), 0.0);
    for (std::size_t i = 0; i < open.terminals.size(); ++i)
        flows.terminalM3s[open.terminals[i]] = std::max(linkM3s[open.firstTerminal + i], 0.0);
    flows.unitM3s.assign(loop.unitM3s.size(), 0.0);
    for (std::size_t i = 0; i < open.units.size(); ++i)
        flows.unitM3s[open.units[i]] = std::max(linkM3s[open.firstUnit + i], 0.0);
    for (const std::uint32_t link : open.stretchLink)
        flows.stretchM3s.push_back(link == PipeGraph::none ? 0.0 : linkM3s[link]);
    return flows;
}

} // namespace

std::optional<FlatOutFlows> flowsFlatOut(const LoopFlows& loop)
{
    OpenNetwork open;
    addPipes(loop, open);
    addTerminals(loop, open);
    addUnits(loop, open);
    HydraulicNetwork network(open.nodes, open.links, loop.drawing.viscosityM2s());
    HydraulicState state;
    if (!holdDemands(loop, open, network, state))
        return std::nullopt;
    return flowsOf(loop, open, state.flowM3s);
}

} // namespace hallwright
