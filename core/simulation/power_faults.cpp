#include "core/simulation/power_faults.h"

#include "core/physics/power_chain.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace hallwright {

namespace {

// "1 rack, C07," or "12 racks, the first being C07,".
std::string countedRacks(std::size_t count, const std::string& first)
{
    return count == 1 ? fmt::format("1 rack, {},", first)
                      : fmt::format("{} racks, the first being {},", count, first);
}

// Circles of feeds, each once for the node it was entered by, found in depth.
class CycleSearch
{
public:
    CycleSearch(const PowerNetwork& network, const std::vector<std::vector<std::uint32_t>>& feeders)
        : network_(network), feeders_(feeders), state_(network.nodes.size(), State::New),
          reported_(network.nodes.size(), 0)
    {
    }

    std::vector<PowerFault> run()
    {
        for (std::uint32_t i = 0; i < state_.size(); ++i) {
            if (state_[i] == State::New)
                follow(i);
        }
        return std::move(faults_);
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
        faults_.push_back(
            {PowerFaultKind::Cycle, name(entry),
             fmt::format("{}{}: power goes in a circle.", text, length == 1 ? "itself" : name(entry))});
    }

    const std::string& name(std::uint32_t node) const { return network_.nodes[node].name; }

    const PowerNetwork& network_;
    const std::vector<std::vector<std::uint32_t>>& feeders_;
    std::vector<State> state_;
    std::vector<char> reported_;
    std::vector<Step> path_;
    std::vector<PowerFault> faults_;
};

// What each node hangs on: the nearest node before it without which it has no power, and so on up. A tree whose root
// stands above all sources; the nearest common one of two feeders is what both hang on.
class Dependence
{
public:
    static constexpr std::uint32_t root = noPowerNode;

    Dependence(const PowerChain& chain, const PowerNetwork& network)
        : above_(chain.size(), root), depth_(chain.size(), 1), alive_(chain.energised())
    {
        for (auto it = chain.order().rbegin(); it != chain.order().rend(); ++it) {
            const std::uint32_t i = *it;
            if (isSource(network.nodes[i].kind))
                continue;
            bool first = true;
            for (const std::uint32_t feeder : chain.feeders(i)) {
                if (!alive_[feeder])
                    continue;
                above_[i] = first ? feeder : nearestCommon(above_[i], feeder);
                first = false;
            }
            depth_[i] = depth(above_[i]) + 1;
        }
    }

    // Root if there is none. Both must be alive.
    std::uint32_t nearestCommon(std::uint32_t a, std::uint32_t b) const
    {
        while (a != b) {
            if (depth(a) < depth(b))
                std::swap(a, b);
            a = above_[a];
        }
        return a;
    }

    bool alive(std::uint32_t node) const { return alive_[node] != 0; }

private:
    std::uint32_t depth(std::uint32_t node) const { return node == root ? 0 : depth_[node]; }

    std::vector<std::uint32_t> above_;
    std::vector<std::uint32_t> depth_;
    std::vector<char> alive_;
};

class PowerCheck
{
public:
    explicit PowerCheck(const Site& site)
        : network_(*site.power), chain_(network_), dependence_(chain_, network_), site_(site)
    {
    }

    std::vector<PowerFault> run()
    {
        faults_ = CycleSearch(network_, allFeeders()).run();
        findMissingFeeders();
        findNodesWithoutSource();
        for (const BuildingPtr& building : site_.buildings) {
            for (const HallPtr& hall : building->halls)
                checkHall(*hall);
        }
        std::stable_sort(faults_.begin(), faults_.end(),
                         [](const PowerFault& x, const PowerFault& y) { return x.kind < y.kind; });
        return std::move(faults_);
    }

private:
    // As the file has them: the chain leaves out those of a cycle.
    std::vector<std::vector<std::uint32_t>> allFeeders() const
    {
        std::vector<std::vector<std::uint32_t>> feeders;
        for (const PowerNode& node : network_.nodes) {
            feeders.emplace_back();
            for (const PowerNodeId id : node.fedBy) {
                if (const std::uint32_t feeder = chain_.positionOf(id); feeder != noPowerNode)
                    feeders.back().push_back(feeder);
            }
        }
        return feeders;
    }

    void findMissingFeeders()
    {
        for (const PowerNode& node : network_.nodes) {
            for (const PowerNodeId id : node.fedBy) {
                if (chain_.positionOf(id) == noPowerNode)
                    faults_.push_back({PowerFaultKind::MissingFeeder, node.name,
                                       fmt::format("{} is fed by power node {}, which does not exist.",
                                                   node.name, id.value)});
            }
        }
    }

    // A node that nothing feeds is named; those it should feed are counted.
    void findNodesWithoutSource()
    {
        std::size_t count = 0;
        const PowerNode* first = nullptr;
        for (std::uint32_t i = 0; i < chain_.size(); ++i) {
            const PowerNode& node = network_.nodes[i];
            if (dependence_.alive(i))
                continue;
            if (node.fedBy.empty())
                faults_.push_back({PowerFaultKind::NoSource, node.name,
                                   fmt::format("{} is no source and nothing feeds it.", node.name)});
            else if (count++ == 0)
                first = &node;
        }
        if (count == 1)
            faults_.push_back({PowerFaultKind::NoSource, first->name,
                               fmt::format("{} has feeders, but none leads to a source.", first->name)});
        if (count > 1)
            faults_.push_back(
                {PowerFaultKind::NoSource, first->name,
                 fmt::format("{} power nodes, the first being {}, have feeders, but none leads to a "
                             "source.",
                             count, first->name)});
    }

    struct Group {
        std::size_t count = 0;
        const Rack* first = nullptr;

        void add(const Rack& rack)
        {
            if (count++ == 0)
                first = &rack;
        }
    };

    void checkHall(const Hall& hall)
    {
        groups_.clear();
        for (const Rack& rack : hall.racks)
            checkRack(rack);
        for (const auto& [fault, group] : groups_)
            faults_.push_back(
                {fault.first, group.first->name, sentence(hall, fault.first, fault.second, group)});
    }

    void checkRack(const Rack& rack)
    {
        const std::uint32_t a = chain_.positionOf(rack.feedA);
        const std::uint32_t b = chain_.positionOf(rack.feedB);
        if (!rack.feedA.valid() && !rack.feedB.valid()) {
            found(PowerFaultKind::UnfedRack, rack);
            return;
        }
        if ((rack.feedA.valid() && a == noPowerNode) || (rack.feedB.valid() && b == noPowerNode))
            found(PowerFaultKind::MissingFeed, rack);
        const bool aliveA = a != noPowerNode && dependence_.alive(a);
        const bool aliveB = b != noPowerNode && dependence_.alive(b);
        if (!aliveA && !aliveB)
            found(PowerFaultKind::OrphanedRack, rack);
        if (aliveA && aliveB)
            checkBothFeeds(rack, a, b);
    }

    void checkBothFeeds(const Rack& rack, std::uint32_t a, std::uint32_t b)
    {
        const FeedSide side = network_.nodes[a].side;
        if (a != b && side != FeedSide::None && side == network_.nodes[b].side)
            found(PowerFaultKind::SameSide, rack);
        const std::uint32_t shared = dependence_.nearestCommon(a, b);
        if (shared != Dependence::root && network_.nodes[shared].kind != PowerNodeKind::Utility)
            found(PowerFaultKind::SharedFeed, rack, shared);
    }

    void found(PowerFaultKind kind, const Rack& rack, std::uint32_t node = noPowerNode)
    {
        groups_[{kind, node}].add(rack);
    }

    std::string sentence(const Hall& hall, PowerFaultKind kind, std::uint32_t node, const Group& group) const
    {
        const bool one = group.count == 1;
        const std::string racks = countedRacks(group.count, group.first->name);
        const char* const names = one ? "names" : "name";
        switch (kind) {
        case PowerFaultKind::UnfedRack:
            return fmt::format("{}: {} {} no power node.", hall.name, racks, names);
        case PowerFaultKind::MissingFeed:
            return fmt::format("{}: {} {} a power node that does not exist.", hall.name, racks, names);
        case PowerFaultKind::OrphanedRack:
            return fmt::format("{}: {} {} fed from no power node that a source reaches.", hall.name, racks,
                               one ? "is" : "are");
        case PowerFaultKind::SameSide:
            return fmt::format("{}: {} {} both feeds on the same side.", hall.name, racks,
                               one ? "has" : "have");
        case PowerFaultKind::SharedFeed:
            return fmt::format("{}: both feeds of {} hang on {}; its failure takes both.", hall.name, racks,
                               network_.nodes[node].name);
        case PowerFaultKind::Cycle:
        case PowerFaultKind::MissingFeeder:
        case PowerFaultKind::NoSource:
            break;
        }
        return {};
    }

    const PowerNetwork& network_;
    PowerChain chain_;
    Dependence dependence_;
    const Site& site_;
    std::map<std::pair<PowerFaultKind, std::uint32_t>, Group> groups_; // of the hall at hand
    std::vector<PowerFault> faults_;
};

} // namespace

std::vector<PowerFault> powerFaults(const Site& site)
{
    return PowerCheck(site).run();
}

} // namespace hallwright
