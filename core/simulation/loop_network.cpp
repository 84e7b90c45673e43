#include "core/simulation/loop_network.h"

#include "core/simulation/loop_drawing.h"
#include "core/simulation/loop_flat_out.h"
#include "core/simulation/loop_flows.h"
#include "core/simulation/loop_report.h"
#include "core/simulation/not_negative.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hallwright {

namespace {

// One solution of a network: the flows its terminals demand, or what the pumps can carry of them.
class LoopSolution
{
public:
    LoopSolution(const LoopDrawing& drawing, std::span<const TerminalDemand> demands, double supplyC,
                 std::span<const char> plantFlowing, const LoopHydraulics* previous)
        : loop_(drawing, demands, supplyC, plantFlowing), previous_(previous)
    {
    }

    std::shared_ptr<const LoopHydraulics> run()
    {
        if (loop_.anyJoined()) {
            loop_.result->fromPipes = true;
            loop_.shareAmongPlant();
            loop_.carryDemands(previous_);
            loop_.loseHead();
            raiseHead();
        } else {
            flowAsOneStream();
        }
        reportLoop(loop_);
        return std::move(loop_.result);
    }

private:
    void raiseHead()
    {
        loop_.result->flowM3s = loop_.demandM3s;
        loop_.result->headPa = headNeeded();
        if (const auto duty = loop_.pumps.dutyAt(loop_.result->flowM3s, loop_.result->headPa)) {
            runPumps(*duty);
            closeValves();
        } else {
            runFlatOut();
        }
    }

    // Of the terminals' flows, and of the difference that is held at no flow.
    double headNeeded()
    {
        needOfCircuits();
        for (const LoopFlows::Circuit& circuit : loop_.circuits)
            need(circuit.differencePa + circuit.liftPa);
        for (std::size_t t = 0; t < loop_.terminalM3s.size(); ++t) {
            if (loop_.circuitOf[t] == PipeGraph::none && loop_.terminalM3s[t] > 0.0)
                need(loop_.dropPa[t] + loop_.worstUnitPa);
        }
        return std::max(loop_.neededPa,
                        notNegative(loop_.drawing.loop->heldHead) * loop_.pumps.headPa + loop_.worstUnitPa);
    }

    // The least pressure difference that gives every terminal of a circuit its flow, and what each plant unit must
    // raise for it.
    void needOfCircuits()
    {
        for (std::size_t t = 0; t < loop_.terminalM3s.size(); ++t) {
            if (loop_.circuitOf[t] == PipeGraph::none || loop_.terminalM3s[t] <= 0.0)
                continue;
            LoopFlows::Circuit& circuit = loop_.circuits[loop_.circuitOf[t]];
            const double needPa =
                loop_.dropPa[t] - loop_.differenceAt(loop_.drawing.supplyOf[t], loop_.drawing.returnOf[t]);
            circuit.differencePa = std::max(circuit.differencePa, needPa);
        }
        for (std::size_t u = 0; u < loop_.unitM3s.size(); ++u) {
            if (!loop_.flowing[u])
                continue;
            loop_.worstUnitPa = std::max(loop_.worstUnitPa, loop_.unitDropPa(u));
            if (loop_.unitCircuit[u] == PipeGraph::none)
                continue;
            LoopFlows::Circuit& circuit = loop_.circuits[loop_.unitCircuit[u]];
            const double liftPa =
                loop_.differenceAt(loop_.drawing.units[u].supply, loop_.drawing.units[u].back) +
                loop_.unitDropPa(u);
            circuit.liftPa = std::max(circuit.liftPa, liftPa);
        }
    }

    void need(double headPa) { loop_.neededPa = std::max(loop_.neededPa, headPa); }

    void runPumps(const PumpDuty& duty)
    {
        loop_.result->pumpsRunning = duty.running;
        loop_.result->pumpSpeed = duty.speed;
        loop_.result->pumpPowerW = duty.powerW;
        loop_.pumpsOffCurve = duty.offCurve;
    }

    // What is left of the head at each terminal.
    void closeValves()
    {
        for (LoopFlows::Circuit& circuit : loop_.circuits)
            circuit.differencePa = loop_.result->headPa - circuit.liftPa;
        takeUpRest();
    }

    void takeUpRest()
    {
        for (std::size_t t = 0; t < loop_.terminalM3s.size(); ++t) {
            const double availablePa =
                loop_.circuitOf[t] == PipeGraph::none
                    ? loop_.result->headPa - loop_.worstUnitPa
                    : loop_.circuits[loop_.circuitOf[t]].differencePa +
                          loop_.differenceAt(loop_.drawing.supplyOf[t], loop_.drawing.returnOf[t]);
            loop_.valvePa[t] = std::max(availablePa - loop_.dropPa[t], 0.0);
        }
    }

    // All pumps at full speed, all valves open but those of terminals that would get more than they demand.
    void runFlatOut()
    {
        const std::optional<FlatOutFlows> flows = flowsFlatOut(loop_);
        if (!flows) {
            loop_.unsettled = true;
            loop_.result->fromPipes = false;
            loop_.result->pipes = loop_.drawing.still;
            flowAsOneStream();
            return;
        }
        readFlows(*flows);
        loop_.carryAlongTrees();
        loop_.loseHead();
        pumpFlatOut();
        takeUpRest();
    }

    void readFlows(const FlatOutFlows& flows)
    {
        double joinedM3s = 0.0;
        double demandedM3s = 0.0;
        for (std::size_t t = 0; t < flows.terminalM3s.size(); ++t) {
            if (loop_.circuitOf[t] == PipeGraph::none)
                continue;
            loop_.setFlow(t, flows.terminalM3s[t]);
            joinedM3s += flows.terminalM3s[t];
            demandedM3s += loop_.demand[t].flowM3s;
        }
        for (std::size_t t = 0; t < flows.terminalM3s.size(); ++t) { // those fed at the plant share the lack
            if (loop_.circuitOf[t] == PipeGraph::none)
                loop_.setFlow(t, loop_.demand[t].flowM3s * joinedM3s / demandedM3s);
        }
        loop_.apartM3s *= joinedM3s / demandedM3s;
        loop_.result->flowM3s = joinedM3s + loop_.apartM3s;
        loop_.unitM3s = flows.unitM3s;
        for (const std::uint32_t chord : loop_.drawing.chords)
            loop_.stretchM3s[chord] = flows.stretchM3s[chord];
    }

    // Each unit's share of the pumps works at that unit's flow.
    void pumpFlatOut()
    {
        const PumpCurve curve = loop_.pumps.curveOfAll();
        loop_.worstUnitPa = 0.0;
        double flowTimesPa = 0.0;
        double pipedM3s = 0.0;
        double powerW = 0.0;
        for (std::size_t u = 0; u < loop_.unitM3s.size(); ++u) {
            if (loop_.unitM3s[u] <= 0.0)
                continue;
            const double groupM3s = loop_.unitM3s[u] / loop_.unitShare[u];
            const double raisedPa = std::max(headAt(curve, groupM3s), 0.0) * loop_.pumps.pascalPerM;
            const double dropPa = loop_.drawing.units[u].resistance * loop_.unitM3s[u] * loop_.unitM3s[u];
            flowTimesPa += loop_.unitM3s[u] * raisedPa;
            pipedM3s += loop_.unitM3s[u];
            powerW +=
                loop_.unitShare[u] * loop_.pumps.operation(loop_.pumps.all, groupM3s, raisedPa).electricW;
            loop_.worstUnitPa = std::max(loop_.worstUnitPa, dropPa);
            loop_.circuits[loop_.unitCircuit[u]].differencePa =
                raisedPa - dropPa -
                loop_.differenceAt(loop_.drawing.units[u].supply, loop_.drawing.units[u].back);
        }
        loop_.result->headPa = pipedM3s > 0.0 ? flowTimesPa / pipedM3s : 0.0;
        runPumps(
            {loop_.pumps.all, 1.0, pipedM3s > 0.0 ? powerW * loop_.result->flowM3s / pipedM3s : 0.0, false});
    }

    // Δp = Δpd (h + (1 - h)(V/Vd)²), met by what all pumps raise at full speed at the most.
    void flowAsOneStream()
    {
        loop_.circuitOf.assign(loop_.terminalM3s.size(), PipeGraph::none);
        const double designM3s = loop_.pumps.designM3s;
        double flowM3s = loop_.demandM3s;
        const double held = std::clamp(notNegative(loop_.drawing.loop->heldHead), 0.0, 1.0);
        if (loop_.pumps.headPa > 0.0 && designM3s > 0.0) {
            const double q = static_cast<double>(loop_.pumps.duty) / loop_.pumps.all;
            const double most = (shutOffShare - held) / (1.0 - held + (shutOffShare - 1.0) * q * q);
            flowM3s = std::min(flowM3s, designM3s * std::sqrt(most)); // where the two curves cross
        }
        const double x = designM3s > 0.0 ? flowM3s / designM3s : 0.0;
        loop_.result->flowM3s = flowM3s;
        loop_.result->headPa = loop_.pumps.headPa * (held + (1.0 - held) * x * x);
        for (std::size_t t = 0; t < loop_.terminalM3s.size(); ++t) {
            loop_.setFlow(t, loop_.demandM3s > 0.0 ? loop_.demand[t].flowM3s * (flowM3s / loop_.demandM3s)
                                                   : 0.0);
            loop_.valvePa[t] = std::max(loop_.result->headPa - loop_.dropPa[t], 0.0);
        }
        if (const auto duty = loop_.pumps.dutyAt(flowM3s, loop_.result->headPa))
            runPumps(*duty);
    }

    LoopFlows loop_;
    const LoopHydraulics* previous_ = nullptr;
};

} // namespace

LoopNetwork::LoopNetwork(const Site& site, std::size_t loop, std::vector<LoopConnection> connections,
                         std::vector<LoopConnection> plant)
    : drawing_(std::make_unique<LoopDrawing>(site, loop, std::move(connections), std::move(plant)))
{
}

LoopNetwork::~LoopNetwork() = default;

bool LoopNetwork::serves(const Site& site, std::span<const LoopConnection> connections,
                         std::span<const LoopConnection> plant) const
{
    return site.cooling == drawing_->cooling && std::ranges::equal(connections, drawing_->connections) &&
           std::ranges::equal(plant, drawing_->plant);
}

std::shared_ptr<const LoopHydraulics> LoopNetwork::solve(std::span<const TerminalDemand> demands,
                                                         double supplyC, std::span<const char> plantFlowing,
                                                         const LoopHydraulics* previous) const
{
    return LoopSolution(*drawing_, demands, supplyC, plantFlowing, previous).run();
}

} // namespace hallwright
