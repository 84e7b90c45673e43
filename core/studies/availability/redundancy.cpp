#include "core/studies/availability/redundancy.h"

#include "core/studies/availability/exact_outages.h"

#include <algorithm>
#include <array>
#include <map>

namespace hallwright {

namespace {

bool isOfThePath(EquipmentKind kind)
{
    return kind == EquipmentKind::Transformer || kind == EquipmentKind::Switchgear ||
           kind == EquipmentKind::Pdu || kind == EquipmentKind::Busway ||
           kind == EquipmentKind::MechanicalPanel;
}

RedundancyVerdict verdictOf(const SiteBlocks& blocks, const HallRedundancy& hall)
{
    if (hall.fewest <= 1) {
        const bool isPathAlone =
            !hall.singles.empty() && std::ranges::all_of(hall.singles, [&](std::size_t element) {
                return isOfThePath(blocks.elements[element].kind);
            });
        return isPathAlone ? RedundancyVerdict::CapacityNPlusOne : RedundancyVerdict::CapacityN;
    }
    return hall.fewest == 2 ? RedundancyVerdict::ConcurrentlyMaintainable : RedundancyVerdict::FaultTolerant;
}

// Each hall by itself, for the diagram of all is large.
void judge(const SiteBlocks& blocks, BlockId everyRack, HallRedundancy& hall)
{
    ExactOutages exact(blocks.diagram);
    if (!exact.prepare(everyRack))
        return;
    const std::optional<FewestFailures> fewest = exact.fewestFailures(everyRack);
    if (!fewest) { // nothing takes a rack down
        hall.verdict = RedundancyVerdict::FaultTolerant;
        return;
    }
    hall.fewest = fewest->count;
    hall.sets = fewest->sets;
    hall.breakers = fewest->elements;
    if (hall.fewest == 1)
        hall.singles = exact.singleFailures(everyRack);
    hall.verdict = verdictOf(blocks, hall);
}

} // namespace

std::string_view inWords(RedundancyVerdict verdict)
{
    constexpr std::array<std::string_view, 5> words{"N", "N+1", "concurrently maintainable", "fault tolerant",
                                                    "not known"};
    return words[static_cast<std::size_t>(verdict)];
}

Redundancy redundancyOf(const Snapshot& snapshot)
{
    Redundancy found{snapshot.site, snapshot.conditions, blocksOf(snapshot, classRates()), {}};
    std::map<std::size_t, std::vector<BlockId>> groupsOf; // by hall
    std::map<std::size_t, std::size_t> racksOf;
    for (const RackGroup& group : found.blocks.groups) {
        groupsOf[group.hall].push_back(group.runs);
        racksOf[group.hall] += group.racks.size();
    }
    std::map<std::size_t, BlockId> every;
    for (const auto& [hall, groups] : groupsOf)
        every[hall] = found.blocks.diagram.allOf(groups);
    for (const auto& [hall, block] : every) {
        HallRedundancy& of = found.halls.emplace_back();
        of.hall = snapshot.halls[hall]->hall->id;
        of.racks = racksOf[hall];
        judge(found.blocks, block, of);
    }
    return found;
}

} // namespace hallwright
