#include "core/simulation/loop_drawing.h"

#include "core/simulation/affected.h"
#include "core/simulation/loop_circuits.h"
#include "core/simulation/not_negative.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <utility>

namespace hallwright {

namespace {

HydraulicLink linkOf(const PipeRun& run, const PipeStretch& stretch)
{
    HydraulicLink link;
    link.from = stretch.from;
    link.to = stretch.to;
    link.lengthM = stretch.lengthM;
    link.boreM = run.diameterM / pipeOuterOverInner;
    link.roughness = notNegative(run.roughnessM);
    link.minorLoss = bendLoss * stretch.bends + 0.5 * teeLoss * stretch.teeEnds;
    return link;
}

std::vector<std::size_t> runsOf(const CoolingNetwork& cooling, const CoolantLoop& loop, PipeRole role)
{
    std::vector<std::size_t> runs;
    for (std::size_t i = 0; i < cooling.pipes.size(); ++i) {
        const PipeRun& pipe = cooling.pipes[i];
        if (pipe.loop == loop.id && pipe.role == role && !pipe.cdu.valid())
            runs.push_back(i);
    }
    return runs;
}

} // namespace

StretchLaw::StretchLaw(const HydraulicLink& pipe, const CoolantProperties& coolant)
    : friction(
          pipeFriction(pipe.lengthM, pipe.boreM, pipe.roughness, coolant.viscosityPaS / coolant.densityKgM3)),
      minorK(minorLossK(pipe.minorLoss, pipe.boreM)), pascalPerM(coolant.densityKgM3 * standardGravity),
      areaM2(std::numbers::pi / 4.0 * pipe.boreM * pipe.boreM)
{
}

double StretchLaw::dropPa(double flowM3s) const
{
    return pascalPerM * (headLoss(friction, flowM3s).headM + minorK * flowM3s * std::abs(flowM3s));
}

LoopDrawing::LoopDrawing(const Site& site, std::size_t loopIndex, std::vector<LoopConnection> terminals,
                         std::vector<LoopConnection> plantUnits)
    : cooling(site.cooling), loop(&cooling->loops[loopIndex]), connections(std::move(terminals)),
      plant(std::move(plantUnits)), coolant(coolantAt(loop->coolant, loop->supplyC)),
      pumps(pumpsOf(*loop, coolant)), units(plant.size())
{
    addUnits();
    addRole(PipeRole::Supply);
    supplyNodes = nodes;
    supplyStretches = stretches.size();
    addRole(PipeRole::Return);
    joinForest();
    findJoined();
}

void LoopDrawing::addUnits()
{
    double sum = 0.0;
    for (std::size_t u = 0; u < units.size(); ++u) {
        const auto it = std::find_if(cooling->plant.begin(), cooling->plant.end(),
                                     [&](const PlantUnit& p) { return p.id.value == plant[u].id; });
        const bool known = it != cooling->plant.end();
        units[u].weight = std::max(known ? notNegative(it->capacityW) : 0.0, 1.0);
        units[u].resistance = known ? notNegative(it->liquidDropPa) : 0.0; // at its share of design flow
        sum += units[u].weight;
    }
    for (PlantConnection& unit : units) { // r = Δpd/qd²
        const double shareM3s = pumps.designM3s * unit.weight / sum;
        unit.resistance = shareM3s > 0.0 ? unit.resistance / (shareM3s * shareM3s) : 0.0;
    }
}

void LoopDrawing::addRole(PipeRole role)
{
    std::vector<Point3> points;
    for (const LoopConnection& c : connections)
        points.push_back(c.positionM);
    for (const LoopConnection& c : plant)
        points.push_back(c.positionM);
    PipeGraph graph = joinPipes(cooling->pipes, runsOf(*cooling, *loop, role), points, plant.size());
    if (!graph.leftOut.empty())
        note(fmt::format("{} of its pipe runs, the first being {}, {} no length or no bore and {} left out.",
                         graph.leftOut.size(), cooling->pipes[graph.leftOut.front()].name,
                         graph.leftOut.size() == 1 ? "has" : "have",
                         graph.leftOut.size() == 1 ? "is" : "are"));
    noteDeadLegs(graph, role);
    const auto first = static_cast<std::uint32_t>(nodes);
    for (PipeStretch& stretch : graph.stretches) {
        const PipeRun& run = cooling->pipes[stretch.pipe];
        PipeFlowResult result;
        result.pipe = stretch.pipe;
        result.fromM = stretch.fromM;
        result.toM = stretch.toM;
        result.lengthM = stretch.lengthM;
        still.push_back(result);
        stretch.from += first;
        stretch.to += first;
        stretches.push_back(stretch);
        links.push_back(linkOf(run, stretch));
        laws.emplace_back(links.back(), coolant);
    }
    for (std::uint32_t& node : graph.attachedTo)
        node = node == PipeGraph::none ? PipeGraph::none : node + first;
    const auto equipment = graph.attachedTo.begin() + static_cast<std::ptrdiff_t>(connections.size());
    (role == PipeRole::Supply ? supplyOf : returnOf).assign(graph.attachedTo.begin(), equipment);
    for (std::size_t u = 0; u < units.size(); ++u) {
        const std::uint32_t node = equipment[static_cast<std::ptrdiff_t>(u)];
        (role == PipeRole::Supply ? units[u].supply : units[u].back) = node;
    }
    nodes += graph.nodes;
}

void LoopDrawing::noteDeadLegs(const PipeGraph& graph, PipeRole role)
{
    const std::vector<char> dead = deadStretches(graph, spanningForest(graph.nodes, graph.stretches));
    Affected runs;
    double longestM = 0.0;
    for (std::size_t s = 0; s < dead.size();) { // stretches of one run are neighbours
        const std::size_t pipe = graph.stretches[s].pipe;
        double deadM = 0.0;
        for (; s < dead.size() && graph.stretches[s].pipe == pipe; ++s)
            deadM += dead[s] ? graph.stretches[s].lengthM : 0.0;
        if (deadM <= deadLegM)
            continue;
        runs.add(cooling->pipes[pipe].name);
        longestM = std::max(longestM, deadM);
    }
    if (runs.count > 0)
        note(fmt::format("{} {} a dead end that serves nothing, {:.1f} m at most, in the {} pipes.",
                         runs.of("pipe runs"), runs.have(), longestM,
                         role == PipeRole::Supply ? "supply" : "return"));
}

void LoopDrawing::joinForest()
{
    forest = spanningForest(nodes, stretches);
    for (std::uint32_t node = 0; node < supplyNodes; ++node)
        supplyParts = std::max<std::size_t>(supplyParts, forest.part[node] + 1);
    std::vector<char> inTree(stretches.size(), 0);
    for (const std::uint32_t s : forest.parentStretch) {
        if (s != PipeGraph::none)
            inTree[s] = 1;
    }
    for (std::uint32_t s = 0; s < inTree.size(); ++s) {
        if (!inTree[s] && !stretches[s].closesOnItself())
            chords.push_back(s);
    }
    if (!chords.empty())
        prepareRings();
}

void LoopDrawing::prepareRings()
{
    std::vector<HydraulicNode> ringNodes;
    std::vector<HydraulicLink> ringLinks;
    std::vector<std::uint32_t> index(nodes, PipeGraph::none);
    for (const std::uint32_t node : forest.order) {
        if (!forest.ringed[forest.part[node]])
            continue;
        index[node] = static_cast<std::uint32_t>(ringNodes.size());
        HydraulicNode& added = ringNodes.emplace_back();
        added.fixedHead = forest.parent[node] == PipeGraph::none;
        rings.nodes.push_back(node);
    }
    for (std::uint32_t s = 0; s < stretches.size(); ++s) {
        if (index[stretches[s].from] == PipeGraph::none || stretches[s].closesOnItself())
            continue;
        HydraulicLink& added = ringLinks.emplace_back(links[s]);
        added.from = index[stretches[s].from];
        added.to = index[stretches[s].to];
        rings.stretches.push_back(s);
    }
    rings.network.emplace(std::move(ringNodes), std::move(ringLinks), viscosityM2s());
}

// A loop without pipes, or without plant, leaves nothing to be joined.
void LoopDrawing::findJoined()
{
    joined.assign(connections.size(), 1);
    if (stretches.empty() || plant.empty())
        return;
    const LoopCircuits circuits(*this, std::vector<char>(plant.size(), 1));
    for (std::size_t t = 0; t < joined.size(); ++t)
        joined[t] = circuits.between(supplyOf[t], returnOf[t]) != PipeGraph::none ? 1 : 0;
}

void LoopDrawing::note(std::string sentence)
{
    notes.push_back(loop->name + ": " + std::move(sentence));
}

} // namespace hallwright
