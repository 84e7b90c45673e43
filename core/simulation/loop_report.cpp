#include "core/simulation/loop_report.h"

#include "core/simulation/affected.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

namespace hallwright {

namespace {

struct Mixed {
    double flowM3s = 0.0;
    double flowTimesC = 0.0;

    void add(double flow, double temperatureC)
    {
        flowM3s += flow;
        flowTimesC += flow * temperatureC;
    }
    double temperatureC(double otherwiseC) const { return flowM3s > 0.0 ? flowTimesC / flowM3s : otherwiseC; }
};

std::uint32_t entered(const LoopFlows& loop, std::uint32_t stretch)
{
    return loop.stretchM3s[stretch] >= 0.0 ? loop.drawing.stretches[stretch].from
                                           : loop.drawing.stretches[stretch].to;
}

// T = Σ q T/Σ q at every junction, from high pressure to low. What stands still has the mean of the return.
void warmReturn(LoopFlows& loop)
{
    std::vector<Mixed> mixed(loop.drawing.nodes);
    Mixed all;
    for (std::size_t t = 0; t < loop.terminalM3s.size(); ++t) {
        if (loop.circuitOf[t] == PipeGraph::none)
            continue;
        mixed[loop.drawing.returnOf[t]].add(loop.terminalM3s[t], loop.returnC(t));
        all.add(loop.terminalM3s[t], loop.returnC(t));
    }
    std::vector<std::pair<double, std::uint32_t>> downhill; // pressure where a stretch is entered
    for (auto s = static_cast<std::uint32_t>(loop.drawing.supplyStretches); s < loop.stretchM3s.size(); ++s) {
        if (loop.stretchM3s[s] == 0.0)
            loop.result->pipes[s].temperatureC = all.temperatureC(loop.supplyC);
        else
            downhill.emplace_back(-loop.pressurePa[entered(loop, s)], s);
    }
    std::sort(downhill.begin(), downhill.end());
    for (const auto& [pressure, s] : downhill) {
        const double flowM3s = std::abs(loop.stretchM3s[s]);
        const double temperatureC = mixed[entered(loop, s)].temperatureC(all.temperatureC(loop.supplyC));
        mixed[loop.drawing.stretches[s].from + loop.drawing.stretches[s].to - entered(loop, s)].add(
            flowM3s, temperatureC);
        loop.result->pipes[s].temperatureC = temperatureC;
    }
}

// The worst junction's.
void findMassResidual(LoopFlows& loop)
{
    std::vector<double> imbalance = loop.outflow();
    for (std::size_t s = 0; s < loop.stretchM3s.size(); ++s) {
        imbalance[loop.drawing.stretches[s].from] += loop.stretchM3s[s];
        imbalance[loop.drawing.stretches[s].to] -= loop.stretchM3s[s];
    }
    double worstM3s = 0.0;
    for (const double m3s : imbalance)
        worstM3s = std::max(worstM3s, std::abs(m3s));
    loop.result->massResidual = loop.result->flowM3s > 0.0 ? worstM3s / loop.result->flowM3s : 0.0;
}

void writePipes(LoopFlows& loop)
{
    if (!loop.result->fromPipes) {
        for (PipeFlowResult& pipe : loop.result->pipes)
            pipe.temperatureC = loop.supplyC;
        return;
    }
    for (std::size_t s = 0; s < loop.stretchM3s.size(); ++s) {
        loop.result->pipes[s].flowM3s = loop.stretchM3s[s];
        loop.result->pipes[s].velocityMs =
            std::abs(loop.stretchM3s[s]) / loop.drawing.laws[s].areaM2; // v = Q/A
        loop.result->pipes[s].temperatureC = loop.supplyC;
    }
    warmReturn(loop);
    findMassResidual(loop);
}

void writeTerminals(LoopFlows& loop)
{
    loop.result->terminals.resize(loop.terminalM3s.size());
    for (std::size_t t = 0; t < loop.terminalM3s.size(); ++t) {
        TerminalResult& terminal = loop.result->terminals[t];
        terminal.kind = loop.drawing.connections[t].kind;
        terminal.id = loop.drawing.connections[t].id;
        terminal.heatW = loop.demand[t].heatW;
        terminal.demandM3s = loop.demand[t].flowM3s;
        terminal.flowM3s = loop.terminalM3s[t];
        terminal.dropPa = loop.dropPa[t];
        terminal.valveDropPa = loop.valvePa[t];
        terminal.supplyC = loop.supplyC;
        terminal.returnC = loop.returnC(t);
        terminal.joined = loop.drawing.joined[t] != 0;
        loop.result->shortM3s += std::max(loop.demand[t].flowM3s - loop.terminalM3s[t], 0.0);
    }
}

void note(LoopFlows& loop, std::string sentence)
{
    loop.result->notes.push_back(loop.drawing.loop->name + ": " + std::move(sentence));
}

bool unitServesNothing(const LoopFlows& loop, std::size_t u)
{
    return std::find(loop.circuitOf.begin(), loop.circuitOf.end(), loop.unitCircuit[u]) ==
           loop.circuitOf.end();
}

void noteUnjoined(LoopFlows& loop)
{
    Affected terminals;
    for (std::size_t t = 0; t < loop.terminalM3s.size(); ++t) {
        if (loop.circuitOf[t] == PipeGraph::none && loop.demand[t].flowM3s > 0.0)
            terminals.add(loop.drawing.connections[t].name);
    }
    if (terminals.count > 0)
        note(loop,
             fmt::format("{} {} not joined to the plant by the pipes; their flow is taken as fed at the "
                         "plant, without the pipes' drop.",
                         terminals.of("terminals"), terminals.are()));
    Affected units;
    for (std::size_t u = 0; u < loop.flowing.size(); ++u) {
        if (loop.flowing[u] && (loop.unitCircuit[u] == PipeGraph::none || unitServesNothing(loop, u)))
            units.add(loop.drawing.plant[u].name);
    }
    if (units.count > 0)
        note(loop, fmt::format("{} {} joined to no equipment by the pipes and {} no flow.",
                               units.of("plant units"), units.are(), units.have()));
}

void writeNotes(LoopFlows& loop)
{
    if (loop.result->fromPipes)
        noteUnjoined(loop);
    else if (loop.demandM3s > 0.0)
        note(loop, fmt::format("{}, so it is taken as one stream with the pump head it states.",
                               loop.unsettled ? "the flows in its pipes did not settle"
                               : loop.drawing.stretches.empty()
                                   ? "it has no pipes"
                                   : "its pipes do not join its equipment to its plant"));
    if (loop.unsettled && loop.result->fromPipes)
        note(loop, "the flows in its rings did not settle; they are not to be relied on.");
}

} // namespace

void reportLoop(LoopFlows& loop)
{
    loop.result->pumpsOffCurve = loop.pumpsOffCurve;
    loop.result->settled = !loop.unsettled || !loop.result->fromPipes;
    writePipes(loop);
    writeTerminals(loop);
    writeNotes(loop);
}

} // namespace hallwright
