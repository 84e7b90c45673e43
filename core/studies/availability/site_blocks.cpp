#include "core/studies/availability/site_blocks.h"

#include "core/layout/rows.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/physics/power_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

namespace hallwright {

namespace {

enum class SideLoad { Shared, Alone };

// A unit that gives some of what several must give together.
struct Contributor {
    BlockId works = 0;
    double gives = 0.0;
};

class SiteBlockBuilder
{
public:
    SiteBlockBuilder(const Snapshot& snapshot, const EquipmentRates& rates)
        : snapshot_(snapshot), site_(*snapshot.site), rates_(rates), chain_(*site_.power)
    {
        for (auto& level : nodes_)
            level.resize(chain_.size());
        powerElements_.resize(chain_.size());
        loops_.resize(site_.cooling->loops.size());
    }

    SiteBlocks build()
    {
        std::size_t hall = 0;
        for (std::size_t b = 0; b < site_.buildings.size(); ++b) {
            for (std::size_t h = 0; h < site_.buildings[b]->halls.size(); ++h)
                addHall(b, hall++);
        }
        noteOverloads();
        return std::move(blocks_);
    }

private:
    BlockDiagram& diagram() { return blocks_.diagram; }

    BlockId element(ObjectRef object, EquipmentKind kind, int unit = 0)
    {
        if (snapshot_.conditions.outages.has(object))
            return diagram().constant(false);
        const EquipmentRate& rate =
            rates_.of(kind, kind == EquipmentKind::StandbyStart ? ObjectRef{} : object);
        blocks_.elements.push_back({object, kind, unit});
        return diagram().element({rate.mtbfH, rate.mttrH});
    }

    // Enough of these for `need`; all that work where they give less together.
    BlockId enoughOf(double need, std::span<const Contributor> all, const std::string& what)
    {
        std::vector<BlockId> inputs;
        std::vector<double> weights;
        double sum = 0.0;
        for (const Contributor& one : all) {
            inputs.push_back(one.works);
            weights.push_back(one.gives);
            sum += one.gives;
        }
        if (need <= 0.0)
            return diagram().constant(true);
        constexpr double rounding = 1e-6;
        if (sum < need * (1.0 - rounding)) {
            blocks_.notes.push_back(
                fmt::format("{} together give less than is asked of them: all of them are "
                            "taken to be needed.",
                            sentenceCase(what)));
            need = sum;
        }
        return diagram().atLeast(need, std::move(inputs), std::move(weights));
    }

    // --- power ---

    BlockId fed(PowerNodeId id, SideLoad load = SideLoad::Shared)
    {
        const std::uint32_t node = chain_.positionOf(id);
        return node == noPowerNode ? diagram().constant(true) : nodeBlock(node, load);
    }

    BlockId nodeBlock(std::uint32_t node, SideLoad load)
    {
        std::optional<BlockId>& known = nodes_[static_cast<std::size_t>(load)][node];
        if (known)
            return *known;
        const PowerNode& of = site_.power->nodes[node];
        const auto feeders = chain_.feeders(node);
        BlockId made = 0;
        if (of.kind == PowerNodeKind::Utility || of.kind == PowerNodeKind::Generator)
            made = sourceBlock(node);
        else if (feeders.empty()) // also a battery that nothing charges: it does not last
            made = diagram().constant(false);
        else {
            const BlockId supply = supplyBlock(node, load); // before it: what is upstream is decided first
            made = diagram().allOf({supply, powerElement(node)});
        }
        nodes_[static_cast<std::size_t>(load)][node] = made;
        return made;
    }

    BlockId powerElement(std::uint32_t node)
    {
        if (!powerElements_[node])
            powerElements_[node] =
                element(refTo(site_.power->nodes[node].id), equipmentKindOf(site_.power->nodes[node]));
        return *powerElements_[node];
    }

    BlockId sourceBlock(std::uint32_t node)
    {
        const PowerNode& of = site_.power->nodes[node];
        if (sources_.contains(node))
            return sources_.at(node);
        std::vector<BlockId> needed;
        if (of.kind == PowerNodeKind::Utility) {
            if (!allUtilities_)
                allUtilities_ = element(siteData(), EquipmentKind::AllUtilities);
            needed.push_back(*allUtilities_);
        }
        needed.push_back(powerElement(node));
        if (of.kind == PowerNodeKind::Generator && of.standby)
            needed.push_back(element(refTo(of.id), EquipmentKind::StandbyStart));
        return sources_[node] = diagram().allOf(std::move(needed));
    }

    // What all nodes with the same feeders draw from them.
    double drawnW(std::span<const std::uint32_t> feeders, SideLoad load) const
    {
        double sum = 0.0;
        for (std::uint32_t node = 0; node < chain_.size(); ++node) {
            if (!std::ranges::equal(chain_.feeders(node), feeders))
                continue;
            const PowerNodeResult& of = snapshot_.powerNodes[node];
            sum += of.lossW +
                   (load == SideLoad::Alone ? std::max(of.outputOtherSideLostW, of.outputW) : of.outputW);
        }
        return sum;
    }

    BlockId supplyBlock(std::uint32_t node, SideLoad load)
    {
        const auto feeders = chain_.feeders(node);
        auto& known = supplies_[static_cast<std::size_t>(load)];
        const std::vector<std::uint32_t> key(feeders.begin(), feeders.end());
        if (const auto found = known.find(key); found != known.end())
            return found->second;
        std::vector<BlockId> ways;
        std::vector<std::uint32_t> sources;
        for (const std::uint32_t feeder : feeders) {
            const PowerNodeKind kind = site_.power->nodes[feeder].kind;
            if (kind == PowerNodeKind::Utility || kind == PowerNodeKind::Generator)
                sources.push_back(feeder);
            else
                ways.push_back(nodeBlock(feeder, load));
        }
        if (!sources.empty())
            ways.push_back(sourcesBlock(node, sources, drawnW(feeders, load)));
        return known[key] = diagram().anyOf(std::move(ways));
    }

    BlockId sourcesBlock(std::uint32_t node, std::span<const std::uint32_t> sources, double needW)
    {
        const auto ratedOr = [&](std::uint32_t source) {
            const double ratedW = site_.power->nodes[source].ratedW;
            return ratedW > 0.0 ? ratedW : std::max(needW, 1.0);
        };
        double sumW = 0.0;
        for (const std::uint32_t source : sources)
            sumW += ratedOr(source);
        std::vector<Contributor> all;
        for (const std::uint32_t source : sources) {
            const bool isGrid = site_.power->nodes[source].kind == PowerNodeKind::Utility;
            const bool isUnlimited = isGrid && sumW < needW;
            all.push_back({sourceBlock(source), isUnlimited ? needW : ratedOr(source)});
        }
        return enoughOf(std::max(needW, 1.0), all,
                        fmt::format("the sources of {}", site_.power->nodes[node].name));
    }

    BlockId rackPower(const RackGroup& group)
    {
        const bool hasA = chain_.positionOf(group.feedA) != noPowerNode;
        const bool hasB = chain_.positionOf(group.feedB) != noPowerNode;
        if (!hasA || !hasB)
            return hasA ? fed(group.feedA) : fed(group.feedB);
        const BlockId a = fed(group.feedA, SideLoad::Alone);
        const BlockId b = fed(group.feedB, SideLoad::Alone);
        const BlockId shared = diagram().allOf({fed(group.feedA), fed(group.feedB)});
        return diagram().anyOf({a, b, shared});
    }

    // --- cooling ---

    BlockId loopBlock(CoolantLoopId id)
    {
        const auto& loops = site_.cooling->loops;
        const auto found = std::ranges::find(loops, id, &CoolantLoop::id);
        if (found == loops.end())
            return diagram().constant(true);
        const auto at = static_cast<std::size_t>(found - loops.begin());
        if (!loops_[at])
            loops_[at] = snapshot_.loops[at].heatW > 0.0 ? diagram().allOf({plantBlock(at), pumpsBlock(at)})
                                                         : diagram().constant(true);
        return *loops_[at];
    }

    BlockId pumpsBlock(std::size_t at)
    {
        const CoolantLoop& loop = site_.cooling->loops[at];
        PowerNodeId feed = loop.pumpFeed;
        for (const PlantUnit& unit : site_.cooling->plant) {
            if (!feed.valid() && unit.loop == loop.id)
                feed = unit.feed;
        }
        const BlockId power = fed(feed);
        const LoopResult& result = snapshot_.loops[at];
        const int running = result.hydraulics ? result.hydraulics->pumpsRunning : 0;
        const int needed = std::clamp(running > 0 ? running : loop.pumps, 1, std::max(loop.pumps, 1));
        std::vector<BlockId> pumps;
        for (int p = 1; p <= std::max(loop.pumps, 1) + loop.sparePumps; ++p)
            pumps.push_back(element(refTo(loop.id), EquipmentKind::LoopPump, p));
        return diagram().allOf({power, diagram().atLeast(needed, std::move(pumps))});
    }

    BlockId plantUnitBlock(const PlantUnit& unit)
    {
        const BlockId power = fed(unit.feed);
        return diagram().allOf({power, element(refTo(unit.id), equipmentKindOf(unit.kind))});
    }

    // Chillers, dry coolers and plates take the loop's heat; towers what chillers or plates give them, else the loop's.
    BlockId plantBlock(std::size_t at)
    {
        const CoolantLoop& loop = site_.cooling->loops[at];
        const LoopResult& result = snapshot_.loops[at];
        std::vector<Contributor> takers;
        std::vector<Contributor> towers;
        double towersW = 0.0;
        bool hasCondensers = false;
        for (std::size_t u = 0; u < site_.cooling->plant.size(); ++u) {
            const PlantUnit& unit = site_.cooling->plant[u];
            if (unit.loop != loop.id)
                continue;
            const PlantUnitResult& of = snapshot_.plant[u];
            const Contributor one{plantUnitBlock(unit), of.capacityW > 0.0 ? of.capacityW : unit.capacityW};
            const bool isTower = unit.kind == PlantKind::CoolingTower;
            (isTower ? towers : takers).push_back(one);
            towersW += isTower ? of.heatW : 0.0;
            hasCondensers = hasCondensers || unit.kind == PlantKind::WaterCooledChiller ||
                            unit.kind == PlantKind::WatersideEconomiser;
        }
        if (!hasCondensers)
            takers.insert(takers.end(), towers.begin(), towers.end());
        const double heatW = result.heatW - result.unrejectedW - result.reusedHeatW;
        const std::string what = fmt::format("the plant of loop {}", loop.name);
        const BlockId taken = enoughOf(heatW, takers, what);
        if (!hasCondensers || towers.empty() || towersW <= 0.0)
            return taken;
        return diagram().allOf(
            {taken, enoughOf(towersW, towers, fmt::format("the towers of loop {}", loop.name))});
    }

    BlockId airBlock(const HallResult& result)
    {
        const Hall& hall = *result.hall;
        if (hall.airHandlers.empty() || result.rackAirflowM3s <= 0.0)
            return diagram().constant(true);
        std::vector<Contributor> byAir;
        std::vector<Contributor> byHeat;
        for (const AirHandler& unit : hall.airHandlers) {
            const BlockId power = fed(unit.feed);
            const BlockId water = unit.loop.valid() ? loopBlock(unit.loop) : diagram().constant(true);
            const BlockId works =
                diagram().allOf({power, water, element(refTo(unit.id), EquipmentKind::AirHandler)});
            byAir.push_back({works, unit.airflowM3s});
            byHeat.push_back({works, unit.capacityW});
        }
        const std::string what = fmt::format("the air handlers of hall {}", hall.name);
        return diagram().allOf(
            {enoughOf(result.rackAirflowM3s, byAir, what), enoughOf(result.coilHeatW, byHeat, what)});
    }

    BlockId cduBlock(const Hall& hall, CduId id)
    {
        if (const auto known = cdus_.find(id); known != cdus_.end())
            return known->second;
        const auto unit = std::ranges::find(hall.cdus, id, &Cdu::id);
        if (unit == hall.cdus.end())
            return diagram().constant(true);
        const BlockId power = fed(unit->feed);
        const BlockId water = unit->loop.valid() ? loopBlock(unit->loop) : diagram().constant(true);
        return cdus_[id] = diagram().allOf({power, water, element(refTo(id), EquipmentKind::Cdu)});
    }

    // --- racks ---

    void addHall(std::size_t building, std::size_t at)
    {
        const HallResult& result = *snapshot_.halls[at];
        const Hall& hall = *result.hall;
        using Key = std::tuple<PowerNodeId, PowerNodeId, CduId, CoolantLoopId, UseTier>;
        std::map<Key, std::size_t> places;
        const std::size_t first = blocks_.groups.size();
        for (std::size_t r = 0; r < hall.racks.size(); ++r) {
            if (result.racks[r].service == RackService::NotInService)
                continue;
            const Rack& rack = hall.racks[r];
            const UseTier tier = tierOf(building, hall, rack);
            const auto [place, isNew] = places.emplace(
                Key{rack.feedA, rack.feedB, rack.cdu, rack.rearDoorLoop, tier}, blocks_.groups.size());
            if (isNew)
                blocks_.groups.push_back(
                    {building, at, rack.feedA, rack.feedB, rack.cdu, rack.rearDoorLoop, tier, {}, 0, 0});
            RackGroup& group = blocks_.groups[place->second];
            group.racks.push_back(r);
            group.gpus += static_cast<std::size_t>(std::max(rack.gpuCount, 0));
        }
        for (std::size_t g = first; g < blocks_.groups.size(); ++g)
            finishGroup(result, blocks_.groups[g]);
    }

    void finishGroup(const HallResult& result, RackGroup& group)
    {
        std::vector<BlockId> needed{rackPower(group)};
        if (group.cdu.valid())
            needed.push_back(cduBlock(*result.hall, group.cdu));
        if (group.rearDoorLoop.valid())
            needed.push_back(loopBlock(group.rearDoorLoop));
        if (!air_.contains(group.hall))
            air_[group.hall] = airBlock(result);
        needed.push_back(air_.at(group.hall));
        group.runs = diagram().allOf(std::move(needed));
    }

    std::optional<UseTier> taggedTier(ObjectRef object) const
    {
        for (const std::string& tag : site_.records->of(object).tags) {
            for (std::size_t t = 1; t < useTierCount; ++t) {
                const auto small = [](unsigned char c) { return static_cast<char>(std::tolower(c)); };
                if (std::ranges::equal(tag, nameOf(static_cast<UseTier>(t)), {}, small))
                    return static_cast<UseTier>(t);
            }
        }
        return std::nullopt;
    }

    UseTier tierOf(std::size_t building, const Hall& hall, const Rack& rack) const
    {
        if (site_.records->byObject.empty())
            return UseTier::None;
        std::vector<ObjectRef> near{refTo(rack.id)};
        if (const std::optional<std::size_t> row = rowAt(hall, rack.pose.position()))
            near.push_back(refTo(hall.rows[*row].id));
        near.push_back(refTo(hall.id));
        near.push_back(refTo(site_.buildings[building]->id));
        for (const ObjectRef& object : near) {
            if (const std::optional<UseTier> tier = taggedTier(object))
                return *tier;
        }
        return UseTier::None;
    }

    void noteOverloads()
    {
        std::size_t over = 0;
        std::string first;
        for (std::size_t i = 0; i < snapshot_.powerNodes.size(); ++i) {
            const PowerNode& node = site_.power->nodes[i];
            constexpr double rounding = 1e-6;
            if (isSource(node.kind) || node.ratedW <= 0.0 ||
                snapshot_.powerNodes[i].outputOtherSideLostW <= node.ratedW * (1.0 + rounding))
                continue;
            if (over++ == 0)
                first = node.name;
        }
        if (over > 0)
            blocks_.notes.push_back(fmt::format(
                "{}, {} first, would be above their rating after the loss of a side; here they carry it.",
                counted(over, "power node"), first));
    }

    const Snapshot& snapshot_;
    const Site& site_;
    const EquipmentRates& rates_;
    PowerChain chain_;
    SiteBlocks blocks_;
    std::array<std::vector<std::optional<BlockId>>, 2> nodes_; // by SideLoad, per power node
    std::array<std::map<std::vector<std::uint32_t>, BlockId>, 2> supplies_;
    std::vector<std::optional<BlockId>> powerElements_;
    std::map<std::uint32_t, BlockId> sources_;
    std::optional<BlockId> allUtilities_;
    std::vector<std::optional<BlockId>> loops_;
    std::map<CduId, BlockId> cdus_;
    std::map<std::size_t, BlockId> air_; // per hall
};

} // namespace

std::string_view nameOf(UseTier tier)
{
    constexpr std::array<std::string_view, useTierCount> names{"none", "inference", "training",
                                                               "development"};
    return names[static_cast<std::size_t>(tier)];
}

SiteBlocks blocksOf(const Snapshot& snapshot, const EquipmentRates& rates)
{
    if (!snapshot.steady)
        throw InputError(
            "The site has no steady state under these conditions, since nothing takes some of its "
            "heat: there is no availability to speak of. `solve` says where.");
    return SiteBlockBuilder(snapshot, rates).build();
}

std::string nameOf(const Site& site, const SiteElement& element)
{
    switch (element.kind) {
    case EquipmentKind::AllUtilities:
        return std::string(wordFor(element.kind));
    case EquipmentKind::StandbyStart:
        return fmt::format("start of {}", nameOf(site, element.object));
    case EquipmentKind::LoopPump:
        return fmt::format("pump {} of {}", element.unit, nameOf(site, element.object));
    default:
        return nameOf(site, element.object);
    }
}

} // namespace hallwright
