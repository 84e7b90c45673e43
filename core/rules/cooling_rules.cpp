// Coolant loops and the plant that rejects their heat.
#include "core/rules/rule_checks.h"

#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/simulation/loop_network.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace hallwright {

namespace {

// Less than a coolant's set point is worth, more than an evaluation leaves unsettled.
constexpr double supplyToleranceK = 0.05;

struct LoopAtWork {
    const CoolantLoop& loop;
    const LoopResult& result;
    const Snapshot& snapshot;
    FindingSink& sink;

    Finding& add(std::optional<Figure> figure, std::string sentence, std::string remedy) const
    {
        return addOf(refTo(loop.id), figure, std::move(sentence), std::move(remedy));
    }
    Finding& addOf(ObjectRef subject, std::optional<Figure> figure, std::string sentence,
                   std::string remedy) const
    {
        Finding& finding = sink.add(subject, figure, std::move(sentence), std::move(remedy));
        finding.building = loop.building;
        if (subject != refTo(loop.id))
            finding.other = refTo(loop.id);
        return finding;
    }
};

template <class Visit>
void forEachLoop(const CheckedSite& at, FindingSink& sink, Visit&& visit)
{
    const CoolingNetwork& cooling = *at.snapshot.site->cooling;
    for (std::size_t k = 0; k < at.snapshot.loops.size(); ++k)
        visit(LoopAtWork{cooling.loops[k], at.snapshot.loops[k], at.snapshot, sink});
}

template <class Visit>
void forEachPipedLoop(const CheckedSite& at, FindingSink& sink, Visit&& visit)
{
    forEachLoop(at, sink, [&](const LoopAtWork& loop) {
        if (loop.result.hydraulics)
            visit(loop, *loop.result.hydraulics);
    });
}

const char* whyKept(const LoopResult& loop)
{
    if (!loop.pumpsPowered)
        return ", whose pumps are without power";
    return loop.towersAreOut ? ", whose chillers stand still without a cooling tower in service" : "";
}

// None for heat of rooms, which no object of its own gives to the loop.
ObjectRef objectOf(const TerminalResult& terminal)
{
    switch (terminal.kind) {
    case TerminalKind::AirHandler:
        return refTo(AirHandlerId{terminal.id});
    case TerminalKind::Cdu:
        return refTo(CduId{terminal.id});
    case TerminalKind::RearDoors:
        return refTo(HallId{terminal.id});
    case TerminalKind::Plant:
        return refTo(PlantUnitId{terminal.id});
    case TerminalKind::Rooms:
        break;
    }
    return {};
}

} // namespace

// Rooms have no unit of their own: what cools them is told of the loop, where it takes heat.
void checkJoined(const CheckedSite& at, FindingSink& sink)
{
    forEachPipedLoop(at, sink, [](const LoopAtWork& loop, const LoopHydraulics& flows) {
        for (const TerminalResult& terminal : flows.terminals) {
            const ObjectRef object = objectOf(terminal);
            if (terminal.joined || (!object.valid() && terminal.heatW <= 0.0))
                continue;
            const std::string name = terminal.kind == TerminalKind::RearDoors
                                         ? "the rear doors of " + describe(*loop.snapshot.site, object)
                                     : object.valid() ? describe(*loop.snapshot.site, object)
                                                      : std::string("what cools the rooms");
            Finding& finding = loop.addOf(
                object.valid() ? object : refTo(loop.loop.id), {},
                fmt::format(
                    "The pipes of {} do not join {} to its plant; {} flow is taken as fed at the plant.",
                    loop.loop.name, name, terminal.kind == TerminalKind::RearDoors ? "their" : "its"),
                fmt::format("Draw the supply and the return of {} through from its plant to {}.",
                            loop.loop.name, name));
            finding.hall = hallWith(*loop.snapshot.site, object).value_or(HallId{});
        }
    });
}

void checkLoopFlows(const CheckedSite& at, FindingSink& sink)
{
    forEachPipedLoop(at, sink, [](const LoopAtWork& loop, const LoopHydraulics& flows) {
        const double deliveredM3s = loop.result.flowM3s;
        const double neededM3s = deliveredM3s + flows.shortM3s;
        if (exceeds(neededM3s, deliveredM3s))
            loop.add(Figure{deliveredM3s, neededM3s, "m3/s"},
                     fmt::format("The pumps of {} deliver {} L/s, {} L/s less than its equipment needs.",
                                 loop.loop.name, grouped(deliveredM3s * 1e3, 2),
                                 grouped(flows.shortM3s * 1e3, 2)),
                     fmt::format("Give {} more pumps or head, or take heat off it.", loop.loop.name));
    });
}

// Equipment so overloaded that no flow would do asks for none.
void checkStillEquipment(const CheckedSite& at, FindingSink& sink)
{
    forEachPipedLoop(at, sink, [](const LoopAtWork& loop, const LoopHydraulics& flows) {
        for (const TerminalResult& terminal : flows.terminals) {
            if (terminal.heatW <= 0.0 || terminal.flowM3s > 0.0 || terminal.demandM3s > 0.0)
                continue;
            const ObjectRef object = objectOf(terminal);
            const std::string name =
                object.valid() ? describe(*loop.snapshot.site, object) : std::string("what cools the rooms");
            Finding& finding = loop.addOf(
                object.valid() ? object : refTo(loop.loop.id), Figure{terminal.heatW, {}, "W"},
                fmt::format("{} on {} has no flow for its {} of heat.", sentenceCase(name), loop.loop.name,
                            kilowatts(terminal.heatW)),
                fmt::format("Take heat off {}, or cool the water of {} further.", name, loop.loop.name));
            finding.hall = hallWith(*loop.snapshot.site, object).value_or(HallId{});
        }
    });
}

void checkPumpCurves(const CheckedSite& at, FindingSink& sink)
{
    forEachPipedLoop(at, sink, [](const LoopAtWork& loop, const LoopHydraulics& flows) {
        if (flows.pumpsOffCurve)
            loop.add({},
                     fmt::format("The pumps of {} run far out on their curve: {} of them carry {} L/s at "
                                 "{:.0f} kPa.",
                                 loop.loop.name, flows.pumpsRunning, grouped(flows.flowM3s * 1e3, 1),
                                 flows.headPa / 1e3),
                     fmt::format("Give {} more pumps, or raise their head.", loop.loop.name));
    });
}

// Of each pipe run its fastest stretch.
void checkPipeVelocities(const CheckedSite& at, FindingSink& sink)
{
    forEachPipedLoop(at, sink, [](const LoopAtWork& loop, const LoopHydraulics& flows) {
        std::map<std::size_t, double> fastest; // by position of the run [m/s]
        for (const PipeFlowResult& stretch : flows.pipes) {
            if (stretch.velocityMs > highVelocityMs)
                fastest[stretch.pipe] = std::max(fastest[stretch.pipe], stretch.velocityMs);
        }
        for (const auto& [run, velocityMs] : fastest) {
            const PipeRun& pipe = loop.snapshot.site->cooling->pipes[run];
            loop.addOf(
                refTo(pipe.id), Figure{velocityMs, highVelocityMs, "m/s"},
                fmt::format("The coolant of {} runs at {:.2f} m/s in {}, faster than the {:.0f} m/s that "
                            "pipes should carry.",
                            loop.loop.name, velocityMs, pipe.name, highVelocityMs),
                fmt::format("Give {} a larger bore.", pipe.name));
        }
    });
}

void checkLoopSupplies(const CheckedSite& at, FindingSink& sink)
{
    forEachLoop(at, sink, [](const LoopAtWork& loop) {
        const double setC = loop.loop.supplyC;
        if (!(loop.result.supplyC > setC + supplyToleranceK))
            return;
        const auto [supplies, set] = groupedApart(loop.result.supplyC, setC, 1);
        loop.add(Figure{loop.result.supplyC, setC, "C"},
                 fmt::format("The plant of {} cannot hold its set point of {} °C with {:.1f} °C outdoors; it "
                             "supplies {} °C.",
                             loop.loop.name, set, loop.snapshot.conditions.outdoorC, supplies),
                 fmt::format("Add plant to {}, raise its set point, or take heat off it.", loop.loop.name));
    });
}

// Where the supply holds all the same; where it does not, that is told.
void checkPlantCapacities(const CheckedSite& at, FindingSink& sink)
{
    forEachLoop(at, sink, [](const LoopAtWork& loop) {
        const LoopResult& result = loop.result;
        const double heatW = result.heatW - result.reusedHeatW;
        if (!result.shortOfCapacity || result.heatW <= 0.0 || result.keepsHeat() ||
            result.supplyC > loop.loop.supplyC + supplyToleranceK)
            return;
        const auto [heat, capacity] = kilowattsApart(heatW, result.plantCapacityW);
        loop.add(Figure{heatW, result.plantCapacityW, "W"},
                 fmt::format("The {} of heat in {} exceed the {} its plant takes at {:.1f} °C outdoors.",
                             heat, loop.loop.name, capacity, loop.snapshot.conditions.outdoorC),
                 fmt::format("Add plant to {}, or take heat off it.", loop.loop.name));
    });
}

void checkLoopHeat(const CheckedSite& at, FindingSink& sink)
{
    forEachLoop(at, sink, [](const LoopAtWork& loop) {
        const LoopResult& result = loop.result;
        if (result.keepsHeat())
            loop.add(
                Figure{result.unrejectedW, {}, "W"},
                fmt::format("No plant takes {} of the {} of heat in {}{}.", kilowatts(result.unrejectedW),
                            kilowatts(result.heatW), loop.loop.name, whyKept(result)),
                result.pumpsPowered
                    ? fmt::format("Add plant to {}, or bring back what is out of service.", loop.loop.name)
                    : fmt::format("Bring back the power of the pumps of {}.", loop.loop.name));
    });
}

void checkTowers(const CheckedSite& at, FindingSink& sink)
{
    forEachLoop(at, sink, [](const LoopAtWork& loop) {
        if (loop.result.lacksTowers)
            loop.add({},
                     fmt::format("The water-cooled chillers of {} run and no cooling tower takes the heat of "
                                 "their condensers.",
                                 loop.loop.name),
                     fmt::format("Add cooling towers to {}.", loop.loop.name));
    });
}

} // namespace hallwright
