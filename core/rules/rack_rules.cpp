// Racks as they run: whether they have power and coolant, the air before their faces, their circuits.
#include "core/rules/rule_checks.h"

#include "core/model/number_text.h"
#include "core/physics/air_handler.h"
#include "core/physics/cold_plate.h"
#include "core/physics/recirculation.h"
#include "core/simulation/inlet_uncertainty.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string>

namespace hallwright {

namespace {

struct RackAtWork {
    const HallResult& hall;
    const Rack& rack;
    const RackResult& result;

    std::string text() const { return fmt::format("rack {} of {}", rack.name, hall.hall->name); }
};

template <class Visit>
void forEachRack(const CheckedHall& at, Visit&& visit)
{
    for (std::size_t i = 0; i < at.result.racks.size(); ++i) {
        if (at.result.racks[i].service != RackService::NotInService)
            visit(RackAtWork{at.result, at.result.hall->racks[i], at.result.racks[i]});
    }
}

void addLost(const RackAtWork& at, const std::string& how, std::string remedy, ObjectRef other,
             FindingSink& sink)
{
    sink.add(refTo(at.rack.id), Figure{at.rack.powerW, {}, "W"},
             fmt::format("{} and {} of IT load is lost.", how, kilowatts(at.rack.powerW)), std::move(remedy))
        .other = other;
}

// One that does not exist stands for no outage.
bool isAlive(const CheckedHall& at, PowerNodeId feed)
{
    const std::uint32_t position = at.power.chain().positionOf(feed);
    return feed.valid() && (position == noPowerNode || at.snapshot.powerNodes[position].energised);
}

const PowerNode* feedOf(const CheckedHall& at, PowerNodeId id)
{
    const std::uint32_t position = at.power.chain().positionOf(id);
    return position != noPowerNode ? &at.power.network().nodes[position] : nullptr;
}

} // namespace

void checkRacksPowered(const CheckedHall& at, FindingSink& sink)
{
    forEachRack(at, [&](const RackAtWork& rack) {
        if (rack.result.service != RackService::NoPower)
            return;
        if (isAlive(at, rack.rack.feedA) || isAlive(at, rack.rack.feedB)) {
            addLost(rack, fmt::format("The sources cannot carry {}, so it is switched off", rack.text()),
                    "Bring back a source, give the campus another, or take load off it.", {}, sink);
            return;
        }
        const PowerNode* feed = feedOf(at, rack.rack.feedA.valid() ? rack.rack.feedA : rack.rack.feedB);
        addLost(rack, fmt::format("No power reaches {}", rack.text()),
                feed ? fmt::format("Bring back a feed of rack {}: {} or what it hangs on.", rack.rack.name,
                                   feed->name)
                     : fmt::format("Bring back a feed of rack {}.", rack.rack.name),
                feed ? refTo(feed->id) : ObjectRef{}, sink);
    });
}

void checkRacksCooled(const CheckedHall& at, FindingSink& sink)
{
    forEachRack(at, [&](const RackAtWork& rack) {
        if (rack.result.service != RackService::NoCoolant)
            return;
        const std::vector<Cdu>& cdus = at.result.hall->cdus;
        const auto cdu = std::ranges::find(cdus, rack.rack.cdu, &Cdu::id);
        addLost(rack, fmt::format("No coolant reaches {}", rack.text()),
                fmt::format("Bring back {}, or connect rack {} to a CDU that runs.",
                            cdu != cdus.end() ? cdu->name : std::string("its CDU"), rack.rack.name),
                refTo(rack.rack.cdu), sink);
    });
}

namespace {

// What the coolant of a rack is like, for a sentence.
std::string coolantText(const CheckedHall& at, const RackAtWork& rack)
{
    const auto cdu = std::ranges::find(at.result.cdus, rack.rack.cdu, &CduResult::id);
    const std::string supply =
        cdu != at.result.cdus.end() && cdu->supplyC ? fmt::format(" at {:.1f} °C", *cdu->supplyC) : "";
    return rack.result.coolantFlowM3s > 0.0
               ? fmt::format("{:.3g} L/min{}", rack.result.coolantFlowM3s * 60e3, supply)
               : std::string("what its CDU supplies");
}

constexpr const char* coolerChips =
    "Supply rack {} with colder coolant or more of it, or state what its cold plates are made for.";

} // namespace

void checkHotRacks(const CheckedHall& at, FindingSink& sink)
{
    forEachRack(at, [&](const RackAtWork& rack) {
        if (rack.result.service != RackService::HotCoolant)
            return;
        const double tripC = coldPlatesOf(at.snapshot.site->catalogue->find(rack.rack.type), 0.0).tripC;
        const std::string reach =
            std::isfinite(rack.result.junctionC.value_or(INFINITY))
                ? fmt::format("would reach {:.0f} °C, above the {:.0f} °C at which they switch off",
                              *rack.result.junctionC, tripC)
                : std::string("would find no balance");
        addLost(rack, fmt::format("With {} the chips of {} {}", coolantText(at, rack), rack.text(), reach),
                fmt::format(coolerChips, rack.rack.name), refTo(rack.rack.cdu), sink);
    });
}

void checkSlowedRacks(const CheckedHall& at, FindingSink& sink)
{
    forEachRack(at, [&](const RackAtWork& rack) {
        if (rack.result.service != RackService::Running || !(rack.result.workShare < 1.0))
            return;
        const double limitC = coldPlatesOf(at.snapshot.site->catalogue->find(rack.rack.type), 0.0).limitC;
        sink.add(refTo(rack.rack.id), Figure{rack.result.withheldW, {}, "W"},
                 fmt::format(
                     "With {} the chips of {} would pass {:.0f} °C: they slow down to {:.0f} % and {} of "
                     "IT load is lost.",
                     coolantText(at, rack), rack.text(), limitC, 100.0 * rack.result.workShare,
                     kilowatts(rack.result.withheldW)),
                 fmt::format(coolerChips, rack.rack.name))
            .other = refTo(rack.rack.cdu);
    });
}

namespace {

// The rack whose exhaust is the largest part of this one's inlet air; none where that is but a trace.
const Rack* exhaustBefore(const CheckedHall& at, const RackAtWork& rack)
{
    constexpr double trace = 0.02; // of the inlet air
    const auto index = static_cast<std::size_t>(&rack.result - at.result.racks.data());
    if (!at.result.recirculation || index >= at.result.recirculation->rackCount())
        return nullptr;
    const auto sources = at.result.recirculation->sources(index);
    const auto shares = at.result.recirculation->shares(index);
    const auto most = std::ranges::max_element(shares);
    if (most == shares.end() || *most < trace)
        return nullptr;
    return &at.result.hall->racks[sources[static_cast<std::size_t>(most - shares.begin())]];
}

std::string exhaustRemedy(const CheckedHall& at, const RackAtWork& rack)
{
    const std::string share =
        fmt::format("{:.0f} % of its inlet air has been through a rack", 100.0 * rack.result.recirculation);
    const Rack* from = exhaustBefore(at, rack);
    if (!from)
        return fmt::format("Move more supply air, or keep exhaust from the face of rack {}: {}.",
                           rack.rack.name, share);
    if (from->id == rack.rack.id)
        return fmt::format("Keep the exhaust of rack {} from its own face: {}, most of it through itself.",
                           rack.rack.name, share);
    return fmt::format(
        "Part the face of rack {} from the exhaust of rack {}: {}, most of it through that one.",
        rack.rack.name, from->name, share);
}

std::string inletRemedy(const CheckedHall& at, const RackAtWork& rack, double uncertaintyK)
{
    std::string remedy =
        rack.result.recirculation > 0.05
            ? exhaustRemedy(at, rack)
            : fmt::format("Supply the hall with colder air, or move rack {}.", rack.rack.name);
    if (basisOf(at.result.inletModel) == InletBasis::Estimate &&
        rack.result.inletC - rack.result.inletLimitC < uncertaintyK)
        remedy += " First let inlets rest on the 3D air: the estimate is too coarse to be sure.";
    return remedy;
}

} // namespace

void checkRackInlets(const CheckedHall& at, FindingSink& sink)
{
    const auto uncertainty = inletUncertaintyOf(at.result);
    const double withinK = uncertainty ? uncertainty->worstK : 0.0;
    const std::string within = uncertainty ? fmt::format(" ± {:.1f} K", withinK) : std::string();
    forEachRack(at, [&](const RackAtWork& rack) {
        if (!rack.result.overLimit())
            return;
        const auto [inlet, limit] = groupedApart(rack.result.inletC, rack.result.inletLimitC, 1);
        sink.add(
            refTo(rack.rack.id), Figure{rack.result.inletC, rack.result.inletLimitC, "C"},
            fmt::format("The inlet of {} in {} is at {} °C{} with {:.1f} °C outdoors, above its limit of "
                        "{} °C.",
                        rack.rack.name, at.result.hall->name, inlet, within, at.snapshot.conditions.outdoorC,
                        limit),
            inletRemedy(at, rack, withinK));
    });
}

void checkRackAirflow(const CheckedHall& at, FindingSink& sink)
{
    forEachRack(at, [&](const RackAtWork& rack) {
        if (!rack.result.airAssumed)
            return;
        sink.add(
            refTo(rack.rack.id), {},
            fmt::format("The airflow stated for {} is too little for its heat to air, which would warm it "
                        "by more than {:g} K.",
                        rack.text(), highestRackRiseK),
            fmt::format("State the airflow that the servers of rack {} draw.", rack.rack.name));
    });
}

void checkCircuits(const CheckedHall& at, FindingSink& sink)
{
    forEachRack(at, [&](const RackAtWork& rack) {
        const double load = rack.result.circuitLoad.value_or(0.0); // not stated is not exceeded
        if (!exceeds(load, 1.0))
            return;
        sink.add(refTo(rack.rack.id), Figure{load, 1.0, ""},
                 fmt::format("The circuits of {} carry more than their breakers' rating: {} %.", rack.text(),
                             groupedApart(100.0 * load, 100.0, 0).first),
                 fmt::format("Keep rack {} at {}, or give it more circuits.", rack.rack.name,
                             kilowatts(rack.rack.powerW / load)));
    });
}

void checkCircuitPeaks(const CheckedHall& at, FindingSink& sink)
{
    forEachRack(at, [&](const RackAtWork& rack) {
        const double load = rack.result.circuitLoadAtPeak.value_or(0.0);
        if (!exceeds(load, 1.0) || exceeds(rack.result.circuitLoad.value_or(0.0), 1.0))
            return;
        sink.add(refTo(rack.rack.id), Figure{load, 1.0, ""},
                 fmt::format(
                     "At the peak of its power, which lasts seconds, the circuits of {} carry {} % of their "
                     "breakers' rating.",
                     rack.text(), groupedApart(100.0 * load, 100.0, 0).first),
                 fmt::format("Give rack {} more circuits, limit its peak, or see that its breakers bear it.",
                             rack.rack.name));
    });
}

void checkCircuitsWithoutOne(const CheckedHall& at, FindingSink& sink)
{
    forEachRack(at, [&](const RackAtWork& rack) {
        const double load = rack.result.circuitLoadOneLost.value_or(0.0);
        if (!exceeds(load, 1.0) || exceeds(rack.result.circuitLoad.value_or(0.0), 1.0))
            return;
        sink.add(refTo(rack.rack.id), Figure{load, 1.0, ""},
                 fmt::format("After the loss of one circuit those left of {} would carry more than their "
                             "breakers' rating: {} %.",
                             rack.text(), groupedApart(100.0 * load, 100.0, 0).first),
                 fmt::format("Keep rack {} at {}, or give it more circuits.", rack.rack.name,
                             kilowatts(rack.rack.powerW / load)));
    });
}

void checkBothFeedsLive(const CheckedHall& at, FindingSink& sink)
{
    const std::vector<PowerNodeResult>& nodes = at.snapshot.powerNodes;
    forEachRack(at, [&](const RackAtWork& rack) {
        const std::uint32_t a = at.power.chain().positionOf(rack.rack.feedA);
        const std::uint32_t b = at.power.chain().positionOf(rack.rack.feedB);
        if (rack.result.service != RackService::Running || rack.rack.powerW <= 0.0 || a == noPowerNode ||
            b == noPowerNode || nodes[a].energised == nodes[b].energised)
            return;
        const PowerNode& lost = at.power.network().nodes[nodes[a].energised ? b : a];
        const PowerNode& left = at.power.network().nodes[nodes[a].energised ? a : b];
        sink.add(refTo(rack.rack.id), Figure{rack.rack.powerW, {}, "W"},
                 fmt::format("Rack {} of {} has one feed only: {} is without power, {} carries it alone.",
                             rack.rack.name, at.result.hall->name, lost.name, left.name),
                 fmt::format("Bring back {} or what it hangs on.", lost.name))
            .other = refTo(lost.id);
    });
}

} // namespace hallwright
