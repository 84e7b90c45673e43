#include "core/studies/capacity/capacity_resource.h"

#include <algorithm>
#include <array>

namespace hallwright {

namespace {

struct Words {
    std::string_view name;
    std::string_view words;
};

constexpr std::array<Words, capacityResourceCount> resourceWords{{
    {"space", "space"},
    {"floor-load", "floor load"},
    {"rolling-path", "rolling path"},
    {"feed-a", "A feed"},
    {"feed-b", "B feed"},
    {"breaker", "breakers"},
    {"pdu", "PDUs"},
    {"busway", "busways"},
    {"switchgear", "switchgear"},
    {"ups", "UPS"},
    {"transformer", "transformers"},
    {"source", "sources"},
    {"building-supply", "building supply"},
    {"air", "air"},
    {"cdu", "CDUs"},
    {"coolant-flow", "coolant flow"},
    {"coolant-head", "coolant head"},
    {"heat-rejection", "heat rejection"},
    {"fibre", "fibre"},
    {"ports", "ports"},
}};

struct RuleResource {
    std::string_view rule;
    CapacityResource resource;
};

// Causes before their consequences: a rack that lacks its CDU also warms its hall.
constexpr RuleResource ruleResources[] = {
    {"overlap", CapacityResource::Space},
    {"building-overlap", CapacityResource::Space},
    {"plant-place", CapacityResource::Space},
    {"cold-aisle-width", CapacityResource::Space},
    {"hot-aisle-width", CapacityResource::Space},
    {"service-side", CapacityResource::Space},
    {"aisle-blocked", CapacityResource::Space},
    {"door-clearance", CapacityResource::Space},
    {"egress", CapacityResource::Space},
    {"rack-facing", CapacityResource::Space},
    {"tray-height", CapacityResource::Space},
    {"headroom", CapacityResource::Space},
    {"floor-load", CapacityResource::FloorLoad},
    {"hall-door", CapacityResource::RollingPath},
    {"rolling-path", CapacityResource::RollingPath},
    {"rolling-load", CapacityResource::RollingPath},
    {"circuit-overload", CapacityResource::Breaker},
    {"coolant", CapacityResource::Cdu},
    {"no-coolant", CapacityResource::Cdu},
    {"no-loop", CapacityResource::Cdu},
    {"cdu-capacity", CapacityResource::Cdu},
    {"liquid-cooling-capacity", CapacityResource::Cdu},
    {"cdu-flow", CapacityResource::CoolantFlow},
    {"not-joined", CapacityResource::CoolantFlow},
    {"building-capacity", CapacityResource::BuildingSupply},
    {"air-cooling-capacity", CapacityResource::Air},
    {"air-flow", CapacityResource::Air},
    {"hall-heat", CapacityResource::Air},
    {"plant-capacity", CapacityResource::HeatRejection},
    {"loop-heat", CapacityResource::HeatRejection},
    {"no-tower", CapacityResource::HeatRejection},
    {"pipe-velocity", CapacityResource::CoolantFlow},
    {"loop-flow", CapacityResource::CoolantHead},
    {"loop-still", CapacityResource::CoolantHead},
    {"pump-curve", CapacityResource::CoolantHead},
    {"loop-supply", CapacityResource::HeatRejection},
    {"cdu-supply", CapacityResource::Cdu},
    {"coolant-temperature", CapacityResource::Cdu},
    {"hot-coolant", CapacityResource::Cdu},
    {"coolant-throttle", CapacityResource::Cdu},
    {"dew-point", CapacityResource::Cdu},
    {"air-supply", CapacityResource::Air},
    {"inlet-temperature", CapacityResource::Air},
    {"fibre-route", CapacityResource::Fibre},
    {"fibre-length", CapacityResource::Fibre},
};

// A law of the site's data, or of work on the floor, and not of what is left; a peak, for which batteries are there.
constexpr std::string_view rulesThatStopNothing[] = {
    "rack-mass",        "rack-airflow",    "contents-nameplate", "contents-mass",
    "contents-draw",    "contents-load",   "contents-power",     "contents-airflow",
    "draw-out",         "containment-gap", "tile-place",         "rack-name",
    "dew-point-margin", "implausible",     "unsettled",          "peak-power"};

const RuleResource* entryOf(std::string_view rule)
{
    const auto found = std::ranges::find(ruleResources, rule, &RuleResource::rule);
    return found != std::end(ruleResources) ? &*found : nullptr;
}

// Of a rack without a feed: the side on which it has none; of a feed beyond reach: its side.
CapacityResource sideShort(const Site& site, const Finding& finding)
{
    const PowerNodeId node = idIn<PowerNodeId>(finding.other);
    if (const PowerNode* feed = node.valid() ? site.power->find(node) : nullptr)
        return feed->side == FeedSide::B ? CapacityResource::FeedB : CapacityResource::FeedA;
    const RackId id = idIn<RackId>(finding.subject);
    const auto rack = id.valid() ? site.findRack(id) : std::nullopt;
    if (rack && site.rack(id).feedA.valid() && !site.rack(id).feedB.valid())
        return CapacityResource::FeedB;
    return CapacityResource::FeedA;
}

} // namespace

std::string_view nameOf(CapacityResource resource)
{
    return resourceWords[static_cast<std::size_t>(resource)].name;
}

std::string_view inWords(CapacityResource resource)
{
    return resourceWords[static_cast<std::size_t>(resource)].words;
}

CapacityResource resourceOf(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Utility:
    case PowerNodeKind::Generator:
    case PowerNodeKind::Battery:
        return CapacityResource::Source;
    case PowerNodeKind::Transformer:
    case PowerNodeKind::SolidStateTransformer:
        return CapacityResource::Transformer;
    case PowerNodeKind::Switchgear:
    case PowerNodeKind::MechanicalPanel:
        return CapacityResource::Switchgear;
    case PowerNodeKind::Ups:
    case PowerNodeKind::Rectifier:
        return CapacityResource::Ups;
    case PowerNodeKind::Pdu:
        return CapacityResource::Pdu;
    case PowerNodeKind::Busway:
        break;
    }
    return CapacityResource::Busway;
}

CapacityResource resourceOf(const Site& site, const Finding& finding)
{
    if (const RuleResource* entry = entryOf(finding.rule))
        return entry->resource;
    if ((finding.rule == "n-1" || finding.rule == "peak-power") && finding.subject.kind == ObjectKind::Rack)
        return CapacityResource::Breaker;
    const PowerNodeId node = idIn<PowerNodeId>(finding.subject);
    if (const PowerNode* found = node.valid() ? site.power->find(node) : nullptr)
        return resourceOf(found->kind);
    if (finding.rule == "no-power")
        return CapacityResource::Source;
    return sideShort(site, finding);
}

std::size_t causeRank(const Finding& finding)
{
    const auto twicePlace = [](const RuleResource* entry) { return 2 * (entry - std::begin(ruleResources)); };
    const RuleResource* entry = entryOf(finding.rule);
    // Power stands between what a rack needs where it stands and what follows for halls and loops.
    return static_cast<std::size_t>(entry ? twicePlace(entry) : twicePlace(entryOf("coolant")) - 1);
}

bool stopsRacks(const Finding& finding)
{
    return std::ranges::find(rulesThatStopNothing, finding.rule) == std::end(rulesThatStopNothing);
}

} // namespace hallwright
