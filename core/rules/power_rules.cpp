// The power network: how it is joined up, what it carries, and what it would carry after the loss of a side.
#include "core/rules/rule_checks.h"

#include "core/model/names.h"
#include "core/model/number_text.h"
#include "core/simulation/outages.h"

#include <algorithm>
#include <fmt/format.h>
#include <string>

namespace hallwright {

namespace {

// A finding about a power node, where it stands.
Finding& addOf(const PowerNode& node, FindingSink& sink, std::optional<Figure> figure, std::string sentence,
               std::string remedy)
{
    Finding& finding = sink.add(refTo(node.id), figure, std::move(sentence), std::move(remedy));
    finding.building = node.building;
    finding.hall = node.hall;
    return finding;
}

// Circles of feeds, each once for the node it was entered by, found in depth.
class CycleSearch
{
public:
    CycleSearch(const CheckedPower& at, FindingSink& sink)
        : network_(at.power.network()), sink_(sink), state_(network_.nodes.size(), State::New),
          reported_(network_.nodes.size(), 0)
    {
        // As the file has them: the chain leaves out those of a cycle.
        for (const PowerNode& node : network_.nodes) {
            feeders_.emplace_back();
            for (const PowerNodeId id : node.fedBy) {
                if (const std::uint32_t feeder = at.power.chain().positionOf(id); feeder != noPowerNode)
                    feeders_.back().push_back(feeder);
            }
        }
    }

    void run()
    {
        for (std::uint32_t i = 0; i < state_.size(); ++i) {
            if (state_[i] == State::New)
                follow(i);
        }
    }

private:
    enum class State : char { New, OnPath, Done };
    struct Step {
        std::uint32_t node = 0;
        std::size_t nextFeeder = 0;
    };

    void follow(std::uint32_t start)
    {
        enter(start);
        while (!path_.empty()) {
            const std::uint32_t node = path_.back().node;
            if (path_.back().nextFeeder == feeders_[node].size()) {
                state_[node] = State::Done;
                path_.pop_back();
                continue;
            }
            const std::uint32_t feeder = feeders_[node][path_.back().nextFeeder++];
            if (state_[feeder] == State::New)
                enter(feeder);
            else if (state_[feeder] == State::OnPath && !reported_[feeder])
                report(feeder);
        }
    }

    void enter(std::uint32_t node)
    {
        state_[node] = State::OnPath;
        path_.push_back({node, 0});
    }

    void report(std::uint32_t entry)
    {
        constexpr std::ptrdiff_t mostNames = 8;
        reported_[entry] = 1;
        const auto first =
            std::find_if(path_.begin(), path_.end(), [&](const Step& step) { return step.node == entry; });
        const auto length = path_.end() - first;
        std::string text = fmt::format("{} is fed by ", name(entry));
        for (auto it = first + 1; it != path_.end() && it - first < mostNames; ++it)
            text += fmt::format("{}, which is fed by ", name(it->node));
        if (length > mostNames)
            text += fmt::format("{} more, the last of which is fed by ", length - mostNames);
        addOf(network_.nodes[entry], sink_, {},
              fmt::format("{}{}: power goes in a circle.", text, length == 1 ? "itself" : name(entry)),
              fmt::format("Take away one feed of the circle through {}.", name(entry)));
    }

    const std::string& name(std::uint32_t node) const { return network_.nodes[node].name; }

    const PowerNetwork& network_;
    FindingSink& sink_;
    std::vector<std::vector<std::uint32_t>> feeders_;
    std::vector<State> state_;
    std::vector<char> reported_;
    std::vector<Step> path_;
};

} // namespace

void checkPowerCycles(const CheckedPower& at, FindingSink& sink)
{
    CycleSearch(at, sink).run();
}

void checkMissingFeeders(const CheckedPower& at, FindingSink& sink)
{
    for (const PowerNode& node : at.site.power->nodes) {
        for (const PowerNodeId id : node.fedBy) {
            if (at.power.chain().positionOf(id) == noPowerNode)
                addOf(node, sink, {},
                      fmt::format("{} is fed by power node {}, which does not exist.", node.name, id.value),
                      fmt::format("Take that feed from {}, or name one of the site.", node.name));
        }
    }
}

void checkSources(const CheckedPower& at, FindingSink& sink)
{
    for (std::uint32_t i = 0; i < at.power.chain().size(); ++i) {
        const PowerNode& node = at.site.power->nodes[i];
        if (at.power.alive(i))
            continue;
        addOf(node, sink, {},
              node.fedBy.empty() ? fmt::format("{} is no source and nothing feeds it.", node.name)
                                 : fmt::format("{} has feeders, but none leads to a source.", node.name),
              fmt::format("Feed {} from a node that a source reaches.", node.name));
    }
}

void checkPowerLoads(const CheckedSite& at, FindingSink& sink)
{
    const std::vector<PowerNode>& nodes = at.snapshot.site->power->nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const PowerNode& node = nodes[i];
        const double loadW = at.snapshot.powerNodes[i].outputW;
        if (!exceeds(loadW, node.ratedW))
            continue;
        const auto [load, rating] = kilowattsApart(loadW, node.ratedW);
        addOf(node, sink, Figure{loadW, node.ratedW, "W"},
              fmt::format("{} delivers {}, more than its rating of {}.", node.name, load, rating),
              fmt::format("Take {} off {}, or give it a higher rating.", kilowatts(loadW - node.ratedW),
                          node.name));
    }
    for (const PowerNodeId id : at.snapshot.trippedSources) {
        const PowerNode* source = at.snapshot.site->power->find(id);
        if (source)
            addOf(*source, sink, {},
                  fmt::format("{} trips: with all its racks switched off more than its {} is drawn from it.",
                              source->name, kilowatts(source->ratedW)),
                  fmt::format("Take load off {}, or give it a higher rating.", source->name));
    }
}

// What each side carries alone, of the nodes that carry too much only then; and what goes dark with a side.
void checkPowerLoadsWithoutASide(const CheckedSite& at, FindingSink& sink)
{
    const Site& site = *at.snapshot.site;
    for (std::size_t i = 0; i < site.power->nodes.size(); ++i) {
        const PowerNode& node = site.power->nodes[i];
        const PowerNodeResult& result = at.snapshot.powerNodes[i];
        const double loadW = result.outputOtherSideLostW;
        if (!exceeds(loadW, node.ratedW) || exceeds(result.outputW, node.ratedW))
            continue;
        const auto [load, rating] = kilowattsApart(loadW, node.ratedW);
        addOf(
            node, sink, Figure{loadW, node.ratedW, "W"},
            fmt::format("After the loss of the other side {} would have to deliver {}, more than its rating "
                        "of {}.",
                        node.name, load, rating),
            fmt::format("Take {} off what {} shares with the other side, or give it a higher rating.",
                        kilowatts(loadW - node.ratedW), node.name));
    }
    for (const FeedSide side : {FeedSide::A, FeedSide::B}) {
        const UnservedLoad& load =
            side == FeedSide::A ? at.snapshot.unservedWithoutA : at.snapshot.unservedWithoutB;
        const PowerNode* feed = load.powerW > 0.0 ? site.power->find(load.feed) : nullptr;
        if (feed)
            addOf(*feed, sink, Figure{load.powerW, {}, "W"},
                  fmt::format("After the loss of side {} {} of equipment would have no power; the "
                              "first is what {} feeds.",
                              nameOf(side), kilowatts(load.powerW), feed->name),
                  fmt::format("Feed from the other side too what {} feeds alone.", feed->name));
    }
}

void checkPowerPeaks(const CheckedSite& at, FindingSink& sink)
{
    const std::vector<PowerNode>& nodes = at.snapshot.site->power->nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const PowerNode& node = nodes[i];
        const PowerNodeResult& result = at.snapshot.powerNodes[i];
        if (!exceeds(result.peakW, node.ratedW) || exceeds(result.outputW, node.ratedW))
            continue;
        const auto [peak, rating] = kilowattsApart(result.peakW, node.ratedW);
        addOf(node, sink, Figure{result.peakW, node.ratedW, "W"},
              fmt::format(
                  "{} delivers {}, but {} when all racks on it peak together, more than its rating of {}.",
                  node.name, kilowatts(result.outputW), peak, rating),
              fmt::format("Take {} off {}, or limit the peaks of its racks.",
                          kilowatts(result.peakW - node.ratedW), node.name));
    }
}

// Of equipment in service; what its outage has shut down draws nothing, and is told by what goes without it.
void checkUnserved(const CheckedSite& at, FindingSink& sink)
{
    const UnservedLoad& load = at.snapshot.unserved;
    const PowerNode* feed = load.powerW > 0.0 ? at.snapshot.site->power->find(load.feed) : nullptr;
    if (feed)
        addOf(*feed, sink, Figure{load.powerW, {}, "W"},
              fmt::format("{} of equipment has no power; the first is what {} should feed.",
                          kilowatts(load.powerW), feed->name),
              fmt::format("Bring {} back into service, or feed from elsewhere what it feeds.", feed->name));
}

void checkBuildingCapacities(const CheckedSite& at, FindingSink& sink)
{
    for (std::size_t i = 0; i < at.snapshot.buildings.size(); ++i) {
        const BuildingResult& result = at.snapshot.buildings[i];
        const Building& building = *at.snapshot.site->buildings[i];
        if (exceeds(result.facilityPowerW, result.capacityW))
            sink.add(refTo(building.id), Figure{result.facilityPowerW, result.capacityW, "W"},
                     fmt::format("{} draws {}, more than its capacity of {}.", building.name,
                                 megawatts(result.facilityPowerW), megawatts(result.capacityW)),
                     fmt::format("Take {} out of {}, or raise the capacity of its supply.",
                                 kilowatts(result.facilityPowerW - result.capacityW), building.name))
                .building = building.id;
    }
}

// Plant in service whose feed is dead while the rest of the campus bears its load.
void checkPlantPower(const CheckedSite& at, FindingSink& sink)
{
    const Snapshot& snapshot = at.snapshot;
    const std::vector<PowerNode>& nodes = snapshot.site->power->nodes;
    if (std::ranges::all_of(snapshot.powerNodes, &PowerNodeResult::energised))
        return;
    for (const PlantUnit& unit : snapshot.site->cooling->plant) {
        const auto feed = std::ranges::lower_bound(nodes, unit.feed, {}, &PowerNode::id);
        if (feed == nodes.end() || feed->id != unit.feed ||
            contains(snapshot.conditions.outages.plant, unit.id) ||
            snapshot.powerNodes[static_cast<std::size_t>(feed - nodes.begin())].energised)
            continue;
        Finding& finding =
            sink.add(refTo(unit.id), {},
                     fmt::format("{} stands still: {} that feeds it has no power.", unit.name, feed->name),
                     fmt::format("Bring back what feeds {}.", feed->name));
        finding.other = refTo(feed->id);
        finding.building = unit.building;
    }
}

} // namespace hallwright
