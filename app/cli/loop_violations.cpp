#include "app/cli/violation_rules.h"
#include "core/simulation/loop_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace hallwright::cli {

namespace {

// Less than a coolant's set point is worth, more than an evaluation leaves unsettled.
constexpr double supplyToleranceK = 0.05;

struct LoopAtWork {
    const CoolantLoop& loop;
    const LoopResult& result;
    const CoolingNetwork& cooling;
    double outdoorC = 0.0;
};

template <class... Args>
void addOfLoop(std::vector<Violation>& found, const char* rule, fmt::format_string<Args...> sentence,
               Args&&... args)
{
    found.push_back({rule, {}, {}, fmt::format(sentence, std::forward<Args>(args)...)});
}

void addShortOfFlow(const LoopAtWork& at, std::vector<Violation>& found)
{
    const LoopHydraulics& flows = *at.result.hydraulics;
    if (exceeds(at.result.flowM3s + flows.shortM3s, at.result.flowM3s))
        addOfLoop(found, "loop-flow",
                  "The pumps of {} deliver {:.2f} L/s, {:.2f} L/s less than its equipment needs.",
                  at.loop.name, at.result.flowM3s * 1e3, flows.shortM3s * 1e3);
    // Equipment so overloaded that no flow would do asks for none.
    double heatW = 0.0;
    std::size_t still = 0;
    for (const TerminalResult& terminal : flows.terminals) {
        if (terminal.heatW <= 0.0 || terminal.flowM3s > 0.0 || terminal.demandM3s > 0.0)
            continue;
        heatW += terminal.heatW;
        ++still;
    }
    if (still > 0)
        addOfLoop(found, "loop-flow", "{} of the equipment on {} have no flow for their {:.1f} kW of heat.",
                  still, at.loop.name, heatW / 1e3);
}

void addPumpsOffCurve(const LoopAtWork& at, std::vector<Violation>& found)
{
    const LoopHydraulics& flows = *at.result.hydraulics;
    if (flows.pumpsOffCurve)
        addOfLoop(found, "pump-curve",
                  "The pumps of {} run far out on their curve: {} of them carry {:.1f} L/s at {:.0f} kPa.",
                  at.loop.name, flows.pumpsRunning, flows.flowM3s * 1e3, flows.headPa / 1e3);
}

void addVelocities(const LoopAtWork& at, std::vector<Violation>& found)
{
    const std::vector<PipeFlowResult>& pipes = at.result.hydraulics->pipes;
    const auto fast = std::count_if(pipes.begin(), pipes.end(), [](const PipeFlowResult& pipe) {
        return pipe.velocityMs > highVelocityMs;
    });
    if (fast == 0)
        return;
    const auto worst = std::max_element(
        pipes.begin(), pipes.end(), [](const auto& a, const auto& b) { return a.velocityMs < b.velocityMs; });
    addOfLoop(
        found, "pipe-velocity",
        "The coolant of {} runs at {:.2f} m/s in {}, faster than the {:.0f} m/s that pipes should carry; so "
        "it does "
        "in {} of its pipe stretches.",
        at.loop.name, worst->velocityMs, at.cooling.pipes[worst->pipe].name, highVelocityMs, fast);
}

void addPlant(const LoopAtWork& at, std::vector<Violation>& found)
{
    const LoopResult& loop = at.result;
    const bool heatStays = exceeds(loop.unrejectedW, roundingShare * loop.heatW);
    const double setC = at.loop.supplyC;
    if (loop.supplyC > setC + supplyToleranceK)
        addOfLoop(
            found, "loop-supply",
            "The plant of {} cannot hold its set point of {:.1f} °C with {:.1f} °C outdoors; it supplies "
            "{:.1f} °C.",
            at.loop.name, setC, at.outdoorC, loop.supplyC);
    else if (loop.shortOfCapacity && loop.heatW > 0.0 && !heatStays)
        addOfLoop(found, "plant-capacity",
                  "The {:.1f} kW of heat in {} exceed the {:.1f} kW its plant takes at {:.1f} °C outdoors.",
                  (loop.heatW - loop.reusedHeatW) / 1e3, at.loop.name, loop.plantCapacityW / 1e3,
                  at.outdoorC);
    if (heatStays)
        addOfLoop(found, "loop-heat", "No plant takes {:.1f} kW of the {:.1f} kW of heat in {}{}.",
                  loop.unrejectedW / 1e3, loop.heatW / 1e3, at.loop.name,
                  loop.pumpsPowered ? "" : ", whose pumps are without power");
    if (loop.lacksTowers)
        addOfLoop(
            found, "no-tower",
            "The water-cooled chillers of {} run and no cooling tower takes the heat of their condensers.",
            at.loop.name);
}

} // namespace

void addLoopViolations(const Snapshot& snapshot, std::vector<Violation>& found)
{
    const CoolingNetwork& cooling = *snapshot.site->cooling;
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k) {
        const LoopAtWork at{cooling.loops[k], snapshot.loops[k], cooling, snapshot.conditions.outdoorC};
        if (at.result.hydraulics) {
            addShortOfFlow(at, found);
            addPumpsOffCurve(at, found);
            addVelocities(at, found);
        }
        addPlant(at, found);
    }
}

} // namespace hallwright::cli
