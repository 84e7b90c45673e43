#include "app/cli/violation_rules.h"
#include "core/model/names.h"
#include "core/simulation/power_faults.h"

#include <fmt/format.h>

#include <string>

namespace hallwright::cli {

namespace {

void addCapacities(const Snapshot& snapshot, std::vector<Violation>& found)
{
    for (std::size_t i = 0; i < snapshot.buildings.size(); ++i) {
        const BuildingResult& result = snapshot.buildings[i];
        if (exceeds(result.facilityPowerW, result.capacityW))
            found.push_back({"building-capacity",
                             {},
                             {},
                             fmt::format("{} draws {:.3f} MW, more than its capacity of {:.3f} MW.",
                                         snapshot.site->buildings[i]->name, result.facilityPowerW / 1e6,
                                         result.capacityW / 1e6)});
    }
}

// The name of the rule that a fault breaks; none for racks without a feed, which the placement rules name one by one.
const char* ruleOf(PowerFaultKind kind)
{
    switch (kind) {
    case PowerFaultKind::Cycle:
        return "power-cycle";
    case PowerFaultKind::MissingFeeder:
        return "power-missing-feeder";
    case PowerFaultKind::NoSource:
        return "power-no-source";
    case PowerFaultKind::MissingFeed:
        return "power-missing-feed";
    case PowerFaultKind::OrphanedRack:
        return "power-orphaned-rack";
    case PowerFaultKind::SameSide:
        return "power-same-side";
    case PowerFaultKind::SharedFeed:
        return "power-shared-feed";
    case PowerFaultKind::UnfedRack:
        break;
    }
    return nullptr;
}

void addPowerFaults(const Site& site, std::vector<Violation>& found)
{
    for (const PowerFault& fault : powerFaults(site)) {
        if (const char* rule = ruleOf(fault.kind))
            found.push_back({rule, {}, {}, fault.sentence});
    }
}

void addPowerOverloads(const Snapshot& snapshot, std::vector<Violation>& found)
{
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        const PowerNode& node = snapshot.site->power->nodes[i];
        const double load = snapshot.powerNodes[i].outputW;
        if (exceeds(load, node.ratedW))
            found.push_back({"power-overload",
                             node.hall,
                             {},
                             fmt::format("{} delivers {:.1f} kW, more than its rating of {:.1f} kW.",
                                         node.name, load / 1e3, node.ratedW / 1e3)});
    }
}

// What each side carries alone, of the nodes that carry too much only then.
void addLossesOfASide(const Snapshot& snapshot, std::vector<Violation>& found)
{
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        const PowerNode& node = snapshot.site->power->nodes[i];
        const PowerNodeResult& result = snapshot.powerNodes[i];
        if (exceeds(result.outputOtherSideLostW, node.ratedW) && !exceeds(result.outputW, node.ratedW))
            found.push_back(
                {"n-1",
                 node.hall,
                 {},
                 fmt::format("After the loss of the other side {} would deliver {:.1f} kW, more than "
                             "its rating of {:.1f} kW.",
                             node.name, result.outputOtherSideLostW / 1e3, node.ratedW / 1e3)});
    }
}

// Of equipment in service; what its outage has shut down draws nothing, and is told by what goes without it.
void addUnserved(const Snapshot& snapshot, std::vector<Violation>& found)
{
    const auto add = [&](const char* rule, const UnservedLoad& load, const std::string& sentence) {
        if (load.powerW <= 0.0)
            return;
        const PowerNode* feed = snapshot.site->power->find(load.feed);
        found.push_back(
            {rule, feed->hall, {}, fmt::format(fmt::runtime(sentence), load.powerW / 1e3, feed->name)});
    };
    add("no-power", snapshot.unserved,
        "{:.1f} kW of equipment has no power; the first is what {} should feed.");
    for (const FeedSide side : {FeedSide::A, FeedSide::B})
        add("n-1", side == FeedSide::A ? snapshot.unservedWithoutA : snapshot.unservedWithoutB,
            fmt::format("After the loss of side {} {{:.1f}} kW of equipment would have no power; the first is "
                        "what {{}} feeds.",
                        nameOf(side)));
}

} // namespace

void addPowerViolations(const Snapshot& snapshot, std::vector<Violation>& found)
{
    addCapacities(snapshot, found);
    addPowerFaults(*snapshot.site, found);
    addPowerOverloads(snapshot, found);
    addLossesOfASide(snapshot, found);
    addUnserved(snapshot, found);
}

} // namespace hallwright::cli
