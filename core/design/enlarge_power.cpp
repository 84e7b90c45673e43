#include "core/design/enlarge_power.h"

#include "core/design/choose_types.h"
#include "core/design/next_name.h"
#include "core/design/placing.h"
#include "core/model/fields.h"
#include "core/model/names.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

constexpr double roundingShare = 1e-9;

// The model states no voltages. Low-voltage assemblies end at bars of 6,300 A (IEC 61439 series as built), 5.2 MVA at 480 V:
// switchgear of more is of medium voltage, and takes no place between a transformer and a UPS.
constexpr double mostLowVoltageW = 5.3e6;

bool isLikeIt(const PowerType& type, const PowerNode& node)
{
    const bool ofOtherVoltage = node.kind == PowerNodeKind::Switchgear &&
                                (type.values.ratedW > mostLowVoltageW) != (node.ratedW > mostLowVoltageW);
    return type.values.kind == node.kind && type.values.standby == node.standby && !ofOtherVoltage;
}

// The least type of the node's kind that carries the load within the planned share and is larger than the node; null if
// the catalogue has none.
const PowerType* largerType(const Site& site, const PowerNode& node, double loadW)
{
    const PowerType* least = nullptr;
    for (const PowerType& type : site.catalogue->powerTypes) {
        const double ratedW = type.values.ratedW;
        if (isLikeIt(type, node) && ratedW > node.ratedW && plannedShare * ratedW >= loadW &&
            (!least || ratedW < least->values.ratedW))
            least = &type;
    }
    return least;
}

// A battery that the new type does not state stays.
void becomeOfType(PowerNode& node, const PowerType& type)
{
    const double storedJ = node.storedJ;
    forEachTypedField<PowerNode, PowerType>(
        [&](const auto& own, const auto& ofType) { own.of(node) = ofType.of(type); });
    node.type = type.id;
    node.storedJ = node.storedJ > 0.0 ? node.storedJ : storedJ;
}

struct FedRack {
    RackId rack;
    HallId hall;
    double alongM = 0.0; // the busway
    double powerW = 0.0;
};

// Along the row that it hangs over.
std::vector<FedRack> racksAlong(const Site& site, const PowerNode& busway)
{
    std::vector<FedRack> racks;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                if (rack.feedA != busway.id && rack.feedB != busway.id)
                    continue;
                const double yawDeg = rack.pose.yawDeg;
                const bool alongY = std::abs(frontDirection(yawDeg).x) > 0.5;
                racks.push_back({rack.id, hall->id, alongY ? rack.pose.y : rack.pose.x, rack.powerW});
            }
        }
    }
    std::ranges::stable_sort(racks, {}, &FedRack::alongM);
    return racks;
}

// The i-th part of the racks hangs on the i-th of the busways, in equal parts of their power.
void shareRacks(SiteEdit& edit, const std::vector<FedRack>& racks, const std::vector<PowerNodeId>& busways)
{
    double allW = 0.0;
    for (const FedRack& rack : racks)
        allW += rack.powerW;
    double beforeW = 0.0;
    for (const FedRack& fed : racks) {
        const double middle = (beforeW + fed.powerW / 2) / allW * static_cast<double>(busways.size());
        const auto part = std::min(busways.size() - 1, static_cast<std::size_t>(middle));
        beforeW += fed.powerW;
        Rack& rack = rackIn(edit.change(fed.hall), fed.rack);
        for (PowerNodeId* feed : {&rack.feedA, &rack.feedB}) {
            if (*feed == busways.front())
                *feed = busways[part];
        }
    }
}

// Above the one that is there, and fed alike.
void hangBeside(SiteEdit& edit, PowerNodeId id, double loadW, Steps& steps)
{
    constexpr double betweenM = 0.2;
    const PowerNode node = *edit.site().power->find(id);
    const std::vector<FedRack> racks = racksAlong(edit.site(), node);
    const auto count =
        static_cast<std::size_t>(std::ceil(loadW / (plannedShare * node.ratedW) - roundingShare));
    if (racks.size() < count) {
        steps.shortages.push_back(fmt::format(
            "{} has to deliver {} to {}, which no number of busways of {} can share; feed them "
            "otherwise.",
            node.name, kilowatts(loadW, 0), counted(racks.size(), "rack"), kilowatts(node.ratedW, 0)));
        return;
    }
    std::vector<PowerNodeId> busways{id};
    for (std::size_t i = 1; i < count; ++i) {
        PowerNode beside = node;
        beside.name = nextNameIn(edit.site().power->nodes, node.name);
        beside.positionM.z += betweenM * static_cast<double>(i);
        busways.push_back(edit.add(std::move(beside)));
    }
    shareRacks(edit, racks, busways);
    steps.choices.push_back(
        fmt::format("{} has to deliver {} and the catalogue has no busway of more than {}: {} "
                    "beside it, and its {} are shared among the {}.",
                    node.name, kilowatts(loadW, 0), kilowatts(node.ratedW, 0),
                    count == 2 ? "one more of it hangs" : fmt::format("{} more of it hang", count - 1),
                    counted(racks.size(), "rack"), count));
}

const PowerType* largestType(const Site& site, const PowerNode& node)
{
    const PowerType* largest = nullptr;
    for (const PowerType& type : site.catalogue->powerTypes) {
        if (isLikeIt(type, node) && (!largest || type.values.ratedW > largest->values.ratedW))
            largest = &type;
    }
    return largest;
}

std::string nothingLarger(const Site& site, const PowerNode& node, double loadW)
{
    const std::string has =
        fmt::format("{} has to deliver {}, {} more than its rating of {}", node.name, kilowatts(loadW, 0),
                    kilowatts(loadW - node.ratedW, 0), kilowatts(node.ratedW, 0));
    if (isSource(node.kind))
        return fmt::format("{}; a source is not enlarged by a type: raise its rating, or take load off it.",
                           has);
    const PowerType* largest = largestType(site, node);
    const std::string catalogue =
        largest ? fmt::format("the largest {} of the catalogue, {}, is planned with {} at most",
                              wordFor(node.kind), largest->name,
                              kilowatts(plannedShare * largest->values.ratedW, 0))
                : fmt::format("the catalogue has no {} like it", wordFor(node.kind));
    return fmt::format("{}, and {}; add a larger type to the catalogue, or take load off it.", has,
                       catalogue);
}

void enlarge(SiteEdit& edit, const PowerLoad& load, Steps& steps)
{
    const PowerNode node = *edit.site().power->find(load.node);
    const PowerType* type = isSource(node.kind) ? nullptr : largerType(edit.site(), node, load.loadW);
    if (type) {
        steps.choices.push_back(fmt::format("{} has to deliver {}, more than its {}: it becomes {}, {}.",
                                            node.name, kilowatts(load.loadW, 0), kilowatts(node.ratedW, 0),
                                            type->name, kilowatts(type->values.ratedW, 0)));
        becomeOfType(edit.change(load.node), *type);
    } else if (node.kind != PowerNodeKind::Busway) {
        steps.shortages.push_back(nothingLarger(edit.site(), node, load.loadW));
    } else {
        const PowerType* largest = largestType(edit.site(), node);
        if (largest && largest->values.ratedW > node.ratedW)
            becomeOfType(edit.change(load.node), *largest);
        hangBeside(edit, load.node, load.loadW, steps);
    }
}

} // namespace

Steps enlargePower(SiteEdit& edit, const std::vector<PowerLoad>& loads)
{
    Steps steps;
    for (const PowerLoad& load : loads) {
        const PowerNode* node = edit.site().power->find(load.node);
        if (node && load.loadW > node->ratedW * (1.0 + roundingShare))
            enlarge(edit, load, steps);
    }
    return steps;
}

} // namespace hallwright::design
