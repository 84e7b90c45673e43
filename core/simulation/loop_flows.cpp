#include "core/simulation/loop_flows.h"

#include "core/simulation/not_negative.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace hallwright {

namespace {

double flowOrNone(double flowM3s)
{
    // A litre in twelve days: its square is still far from the smallest number.
    constexpr double leastM3s = 1e-9;
    return notNegative(flowM3s) >= leastM3s ? flowM3s : 0.0;
}

std::vector<char> openUnits(std::size_t units, std::span<const char> flowing)
{
    std::vector<char> open(units, 0);
    std::copy_n(flowing.begin(), std::min(units, flowing.size()), open.begin());
    if (std::none_of(open.begin(), open.end(), [](char on) { return on != 0; }))
        open.assign(units, 1);
    return open;
}

} // namespace

LoopFlows::LoopFlows(const LoopDrawing& of, std::span<const TerminalDemand> demands, double suppliedC,
                     std::span<const char> plantFlowing)
    : drawing(of), supplyC(std::isfinite(suppliedC) ? suppliedC : of.loop->supplyC),
      heatPerVolume(coolantAt(of.loop->coolant, supplyC).heatPerVolume()), pumps(of.pumps),
      result(std::make_shared<LoopHydraulics>()), flowing(openUnits(of.units.size(), plantFlowing)),
      unitM3s(flowing.size(), 0.0), unitShare(flowing.size(), 0.0), links(of, flowing)
{
    result->notes = drawing.notes;
    result->pipes = drawing.still;
    for (std::size_t u = 0; u < flowing.size(); ++u)
        flowingWeight += flowing[u] ? drawing.units[u].weight : 0.0;
    readDemands(demands);
    assignToCircuits();
}

void LoopFlows::readDemands(std::span<const TerminalDemand> demands)
{
    const std::size_t n = drawing.connections.size();
    demand.resize(n);
    for (std::size_t t = 0; t < std::min(n, demands.size()); ++t) {
        TerminalDemand& d = demand[t];
        d.flowM3s = flowOrNone(demands[t].flowM3s);
        d.heatW = notNegative(demands[t].heatW);
        d.fullFlowM3s = flowOrNone(demands[t].fullFlowM3s);
        d.fullDropPa = notNegative(demands[t].fullDropPa);
    }
    double fullM3s = 0.0;
    for (const TerminalDemand& d : demand) {
        demandM3s += d.flowM3s;
        fullM3s += d.fullFlowM3s;
    }
    if (pumps.designM3s <= 0.0)
        pumps.designM3s = fullM3s > 0.0 ? fullM3s : demandM3s;
    terminalM3s.assign(n, 0.0);
    dropPa.assign(n, 0.0);
    valvePa.assign(n, 0.0);
    for (std::size_t t = 0; t < n; ++t)
        setFlow(t, demand[t].flowM3s);
}

// Δp = Δpf (q/qf)²
double LoopFlows::dropOf(std::size_t terminal, double flowM3s) const
{
    const TerminalDemand& d = demand[terminal];
    const double share = d.fullFlowM3s > 0.0 ? flowM3s / d.fullFlowM3s : 0.0;
    return d.fullDropPa * share * share;
}

void LoopFlows::setFlow(std::size_t terminal, double flowM3s)
{
    terminalM3s[terminal] = flowM3s;
    dropPa[terminal] = dropOf(terminal, flowM3s);
}

void LoopFlows::assignToCircuits()
{
    circuits.assign(links.parts(), {});
    circuitOf.resize(terminalM3s.size());
    unitCircuit.assign(flowing.size(), PipeGraph::none);
    for (std::size_t u = 0; u < flowing.size(); ++u) {
        const PlantConnection& unit = drawing.units[u];
        if (flowing[u])
            unitCircuit[u] = links.between(unit.supply, unit.back);
        if (unitCircuit[u] != PipeGraph::none)
            circuits[unitCircuit[u]].weight += unit.weight;
    }
    for (std::size_t t = 0; t < terminalM3s.size(); ++t) {
        circuitOf[t] = links.between(drawing.supplyOf[t], drawing.returnOf[t]);
        if (circuitOf[t] != PipeGraph::none)
            circuits[circuitOf[t]].flowM3s += terminalM3s[t];
    }
}

bool LoopFlows::anyJoined() const
{
    for (std::size_t t = 0; t < terminalM3s.size(); ++t) {
        if (circuitOf[t] != PipeGraph::none && (terminalM3s[t] > 0.0 || demandM3s == 0.0))
            return true;
    }
    return false;
}

// Each unit's balancing valve holds its share, in proportion to capacity. Terminals that no pipe joins are taken
// to be fed at the plant, by all units.
void LoopFlows::shareAmongPlant()
{
    for (std::size_t t = 0; t < terminalM3s.size(); ++t)
        apartM3s += circuitOf[t] == PipeGraph::none ? terminalM3s[t] : 0.0;
    for (std::size_t u = 0; u < unitM3s.size(); ++u) {
        if (unitCircuit[u] == PipeGraph::none)
            continue;
        const Circuit& circuit = circuits[unitCircuit[u]];
        unitM3s[u] = circuit.flowM3s * drawing.units[u].weight / circuit.weight;
        unitShare[u] = demandM3s > 0.0 ? unitM3s[u] / demandM3s : 0.0;
    }
}

std::vector<double> LoopFlows::outflow() const
{
    std::vector<double> leaving(drawing.nodes, 0.0);
    for (std::size_t t = 0; t < terminalM3s.size(); ++t) {
        if (circuitOf[t] == PipeGraph::none)
            continue;
        leaving[drawing.supplyOf[t]] += terminalM3s[t];
        leaving[drawing.returnOf[t]] -= terminalM3s[t];
    }
    for (std::size_t u = 0; u < unitM3s.size(); ++u) {
        if (unitCircuit[u] == PipeGraph::none)
            continue;
        leaving[drawing.units[u].supply] -= unitM3s[u];
        leaving[drawing.units[u].back] += unitM3s[u];
    }
    return leaving;
}

void LoopFlows::carryDemands(const LoopHydraulics* previous)
{
    stretchM3s.assign(drawing.stretches.size(), 0.0);
    if (!drawing.chords.empty() && demandM3s > 0.0)
        divideInRings(previous);
    carryAlongTrees();
}

// Where there are rings, what flows in each chord is left open by the mass balance.
void LoopFlows::divideInRings(const LoopHydraulics* previous)
{
    const std::vector<double> leaving = outflow();
    PipeRings& rings = drawing.rings;
    HydraulicState state;
    if (previous && previous->pipes.size() == drawing.stretches.size()) {
        state.headM.assign(rings.nodes.size(), 0.0);
        for (const std::uint32_t s : rings.stretches)
            state.flowM3s.push_back(previous->pipes[s].flowM3s);
    }
    HydraulicReport solved;
    {
        const std::lock_guard lock(rings.busy);
        for (std::size_t i = 0; i < rings.nodes.size(); ++i)
            rings.network->setDemand(i, leaving[rings.nodes[i]]);
        solved = rings.network->solve(state, ringAccuracy);
    }
    unsettled = solved.outcome != HydraulicOutcome::Converged;
    for (std::size_t i = 0; i < rings.stretches.size(); ++i)
        stretchM3s[rings.stretches[i]] = unsettled ? 0.0 : state.flowM3s[i];
}

// In a tree a stretch carries what the nodes beyond it take: B Q = -d from the leaves to the root, with the flows
// of the chords given.
void LoopFlows::carryAlongTrees()
{
    std::vector<double> beyond = outflow();
    for (const std::uint32_t chord : drawing.chords) {
        beyond[drawing.stretches[chord].from] += stretchM3s[chord];
        beyond[drawing.stretches[chord].to] -= stretchM3s[chord];
    }
    const PipeForest& forest = drawing.forest;
    const double rounding = 1e-13 * demandM3s;
    for (std::size_t i = forest.order.size(); i-- > 0;) {
        const std::uint32_t node = forest.order[i];
        const std::uint32_t stretch = forest.parentStretch[node];
        if (stretch == PipeGraph::none)
            continue;
        const bool outward = drawing.stretches[stretch].to == node;
        const double flowM3s = std::abs(beyond[node]) > rounding ? beyond[node] : 0.0;
        beyond[forest.parent[node]] += flowM3s;
        stretchM3s[stretch] = outward ? flowM3s : -flowM3s;
    }
}

// Pressure of each node over that of its tree's root.
void LoopFlows::loseHead()
{
    for (std::size_t s = 0; s < stretchM3s.size(); ++s)
        result->pipes[s].dropPa = std::abs(drawing.laws[s].dropPa(stretchM3s[s]));
    pressurePa.assign(drawing.nodes, 0.0);
    const PipeForest& forest = drawing.forest;
    for (const std::uint32_t node : forest.order) {
        const std::uint32_t s = forest.parentStretch[node];
        if (s == PipeGraph::none)
            continue;
        const bool outward = (drawing.stretches[s].to == node) == (stretchM3s[s] >= 0.0);
        const double lostPa = result->pipes[s].dropPa;
        pressurePa[node] = pressurePa[forest.parent[node]] + (outward ? -lostPa : lostPa);
    }
}

double LoopFlows::differenceAt(std::uint32_t supplyNode, std::uint32_t returnNode) const
{
    return pressurePa[supplyNode] - pressurePa[returnNode];
}

double LoopFlows::unitDropPa(std::size_t unit) const
{
    const double flowM3s = unitM3s[unit] + apartM3s * drawing.units[unit].weight / flowingWeight;
    return drawing.units[unit].resistance * flowM3s * flowM3s; // Δp = r q²
}

// T = Ts + Q/(ρ cp q)
double LoopFlows::returnC(std::size_t terminal) const
{
    if (terminalM3s[terminal] <= 0.0)
        return supplyC;
    return supplyC + demand[terminal].heatW / (heatPerVolume * terminalM3s[terminal]);
}

} // namespace hallwright
