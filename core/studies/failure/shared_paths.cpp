#include "core/studies/failure/shared_paths.h"

#include "core/physics/power_chain.h"
#include "core/studies/failure/series_chains.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace hallwright {

namespace {

using Elements = std::set<std::size_t>; // positions among the elements

// What hangs on a power node: a kind of thing, its rating, and where it stands.
using Carried = std::tuple<int, double, std::int64_t>;

// Where an element is fed, what it is and what it carries, so that those that are alike are found.
struct ElementTraits {
    int kind = 0;
    int side = 0;
    double rated = 0.0;
    double other = 0.0; // stored energy, airflow
    std::int64_t loop = 0;
    std::vector<std::int64_t> fedBy;
    std::vector<std::size_t> groups; // that have it in their paths
    std::vector<Carried> carried;    // ascending

    auto operator<=>(const ElementTraits&) const = default;
};

class PathSearch
{
public:
    PathSearch(const Site& site, const Snapshot& before, const Sweep& singles)
        : site_(site), before_(before), chain_(*site.power)
    {
        for (const SweepEntry& entry : singles.entries)
            elements_.push_back(entry.element);
        std::ranges::sort(elements_);
        for (std::size_t e = 0; e < elements_.size(); ++e)
            positions_[elements_[e]] = e;
        lostAlone_.resize(elements_.size());
        for (const SweepEntry& entry : singles.entries)
            lostAlone_[positions_.at(entry.element)] = entry.racksLost;
        traits_.resize(elements_.size());
        racksOf_.resize(elements_.size());
    }

    SharedPaths find()
    {
        findChains();
        findGroups();
        findTraits();
        findCarried();
        findClasses();
        findDead();
        choose();
        return std::move(found_);
    }

private:
    // Elements in series fail as one, and the first of them stands for all; itself for what is in none.
    void findChains()
    {
        const std::vector<std::uint32_t> first = firstInSeries(site_, chain_);
        chainOf_.resize(elements_.size());
        inChain_.assign(elements_.size(), 0);
        for (std::size_t e = 0; e < elements_.size(); ++e) {
            const std::uint32_t node = nodeOf(e);
            const auto at = node == noPowerNode ? positions_.end()
                                                : positions_.find(refTo(site_.power->nodes[first[node]].id));
            chainOf_[e] = at == positions_.end() ? e : at->second;
            ++inChain_[chainOf_[e]];
        }
    }

    std::uint32_t nodeOf(std::size_t element) const
    {
        return elements_[element].kind == ObjectKind::PowerNode
                   ? chain_.positionOf(idIn<PowerNodeId>(elements_[element]))
                   : noPowerNode;
    }

    void add(Elements& path, ObjectRef object) const
    {
        if (const auto at = positions_.find(object); at != positions_.end())
            path.insert(at->second);
    }

    void addUpstream(Elements& path, PowerNodeId feed) const
    {
        const std::uint32_t node = chain_.positionOf(feed);
        if (node == noPowerNode)
            return;
        std::vector<std::uint32_t> open{node};
        std::unordered_set<std::uint32_t> seen{node};
        while (!open.empty()) {
            const std::uint32_t at = open.back();
            open.pop_back();
            add(path, refTo(site_.power->nodes[at].id));
            for (const std::uint32_t feeder : chain_.feeders(at)) {
                if (seen.insert(feeder).second)
                    open.push_back(feeder);
            }
        }
    }

    const Elements& loopPath(CoolantLoopId id)
    {
        const auto [at, isNew] = loops_.try_emplace(id);
        if (!isNew || !id.valid())
            return at->second;
        for (const PlantUnit& unit : site_.cooling->plant) {
            if (unit.loop != id)
                continue;
            add(at->second, refTo(unit.id));
            addUpstream(at->second, unit.feed);
        }
        if (const CoolantLoop* loop = site_.cooling->find(id))
            addUpstream(at->second, loop->pumpFeed);
        return at->second;
    }

    void addLoop(Elements& path, CoolantLoopId id)
    {
        const Elements& loop = loopPath(id);
        path.insert(loop.begin(), loop.end());
    }

    Elements hallPath(const Hall& hall)
    {
        Elements path;
        for (const AirHandler& unit : hall.airHandlers) {
            add(path, refTo(unit.id));
            addUpstream(path, unit.feed);
            addLoop(path, unit.loop);
        }
        return path;
    }

    void findGroups()
    {
        using Key = std::tuple<PowerNodeId, PowerNodeId, CduId, CoolantLoopId>;
        for (const HallResultPtr& result : before_.halls) {
            const Hall& hall = *result->hall;
            const Elements ofHall = hallPath(hall);
            std::map<Key, std::size_t> groups;
            for (std::size_t r = 0; r < hall.racks.size(); ++r) {
                const Rack& rack = hall.racks[r];
                if (result->racks[r].service == RackService::Running)
                    ++groups[{rack.feedA, rack.feedB, rack.cdu, rack.rearDoorLoop}];
            }
            for (const auto& [key, racks] : groups) {
                Elements path = ofHall;
                addUpstream(path, std::get<0>(key));
                addUpstream(path, std::get<1>(key));
                const Carried ofGroup{rackCode, static_cast<double>(racks),
                                      static_cast<std::int64_t>(paths_.size())};
                carry(std::get<0>(key), ofGroup);
                carry(std::get<1>(key), ofGroup);
                const auto unit = std::ranges::find(hall.cdus, std::get<2>(key), &Cdu::id);
                if (unit != hall.cdus.end()) {
                    add(path, refTo(unit->id));
                    addUpstream(path, unit->feed);
                    addLoop(path, unit->loop);
                }
                addLoop(path, std::get<3>(key));
                for (const std::size_t element : path) {
                    traits_[element].groups.push_back(paths_.size());
                    racksOf_[element] += racks;
                }
                paths_.push_back(std::move(path));
            }
        }
    }

    void setTraits(ObjectRef object, int kind, int side, double rated, double other, CoolantLoopId loop,
                   std::vector<PowerNodeId> fedBy)
    {
        const auto at = positions_.find(object);
        if (at == positions_.end())
            return;
        ElementTraits& of = traits_[at->second];
        of.kind = 100 * static_cast<int>(object.kind) + kind;
        of.side = side;
        of.rated = rated;
        of.other = other;
        of.loop = loop.value;
        std::ranges::sort(fedBy);
        for (const PowerNodeId feed : fedBy)
            of.fedBy.push_back(feed.value);
    }

    void findTraits()
    {
        for (const PowerNode& node : site_.power->nodes)
            setTraits(refTo(node.id), static_cast<int>(node.kind), static_cast<int>(node.side), node.ratedW,
                      node.storedJ + (node.standby ? 1.0 : 0.0), {}, node.fedBy);
        for (const PlantUnit& unit : site_.cooling->plant)
            setTraits(refTo(unit.id), static_cast<int>(unit.kind), 0, unit.capacityW, unit.ratedPowerW,
                      unit.loop, {unit.feed});
        for (const BuildingPtr& building : site_.buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const AirHandler& unit : hall->airHandlers)
                    setTraits(refTo(unit.id), static_cast<int>(unit.kind), 0, unit.capacityW, unit.airflowM3s,
                              unit.loop, {unit.feed});
                for (const Cdu& unit : hall->cdus)
                    setTraits(refTo(unit.id), 0, 0, unit.capacityW, unit.flowM3s, unit.loop, {unit.feed});
            }
        }
    }

    // The feed and all that feeds it carry this.
    void carry(PowerNodeId feed, const Carried& what)
    {
        Elements upstream;
        addUpstream(upstream, feed);
        for (const std::size_t element : upstream)
            traits_[element].carried.push_back(what);
    }

    void findCarried()
    {
        for (const PowerNode& node : site_.power->nodes) {
            const Carried what{static_cast<int>(node.kind), node.ratedW, 0};
            for (const PowerNodeId feed : node.fedBy)
                carry(feed, what);
        }
        for (const PlantUnit& unit : site_.cooling->plant)
            carry(unit.feed, {plantCode + static_cast<int>(unit.kind), unit.capacityW, unit.loop.value});
        for (const CoolantLoop& loop : site_.cooling->loops)
            carry(loop.pumpFeed, {loopCode, 0.0, loop.id.value});
        for (const BuildingPtr& building : site_.buildings) {
            carry(building->otherFeed, {otherCode, building->otherPowerW, building->id.value});
            for (const HallPtr& hall : building->halls) {
                for (const AirHandler& unit : hall->airHandlers)
                    carry(unit.feed, {airCode + static_cast<int>(unit.kind), unit.capacityW, hall->id.value});
                for (const Cdu& unit : hall->cdus)
                    carry(unit.feed, {cduCode, unit.capacityW, hall->id.value});
            }
        }
        for (ElementTraits& of : traits_)
            std::ranges::sort(of.carried);
    }

    // Of chains that are alike.
    void findClasses()
    {
        std::map<ElementTraits, std::size_t> classes;
        classOf_.resize(elements_.size());
        for (std::size_t e = 0; e < elements_.size(); ++e) {
            if (chainOf_[e] != e)
                continue;
            const auto [at, isNew] = classes.emplace(traits_[e], members_.size());
            if (isNew)
                members_.emplace_back();
            members_[at->second].push_back(e);
            classOf_[e] = at->second;
        }
        for (std::size_t e = 0; e < elements_.size(); ++e)
            classOf_[e] = classOf_[chainOf_[e]];
    }

    // Per chain that is a power node's: the nodes that are alive without it.
    void findDead()
    {
        std::vector<char> out(chain_.size(), 0);
        alive_.resize(elements_.size());
        for (std::size_t e = 0; e < elements_.size(); ++e) {
            const std::uint32_t node = nodeOf(e);
            if (node == noPowerNode || chainOf_[e] != e)
                continue;
            out[node] = 1;
            const std::vector<char> alive = chain_.energised(out);
            alive_[e].assign(alive.begin(), alive.end());
            out[node] = 0;
        }
    }

    // Whether b, the first of its chain, has no power without a.
    bool hangsOn(std::size_t b, std::size_t a) const
    {
        if (alive_[a].empty())
            return false;
        std::uint32_t node = nodeOf(b);
        if (node == noPowerNode && !traits_[b].fedBy.empty())
            node = chain_.positionOf(PowerNodeId{traits_[b].fedBy.front()});
        return node != noPowerNode && !alive_[a][node];
    }

    bool takesAll(std::size_t ofClass) const
    {
        const std::size_t first = members_[ofClass].front();
        return racksOf_[first] > 0 && lostAlone_[first] >= racksOf_[first];
    }

    void choose()
    {
        std::set<std::pair<std::size_t, std::size_t>> pairs; // of classes
        for (const Elements& path : paths_) {
            std::vector<std::size_t> classes;
            for (const std::size_t element : path)
                classes.push_back(classOf_[element]);
            std::ranges::sort(classes);
            const auto rest = std::ranges::unique(classes);
            classes.erase(rest.begin(), rest.end());
            for (std::size_t i = 0; i < classes.size(); ++i) {
                for (std::size_t k = i; k < classes.size(); ++k)
                    pairs.emplace(classes[i], classes[k]);
            }
        }
        found_.all = elements_.size() * (elements_.empty() ? 0 : elements_.size() - 1) / 2;
        found_.nothingShared = found_.all;
        for (const auto& [a, b] : pairs)
            judge(a, b);
    }

    void judge(std::size_t a, std::size_t b)
    {
        std::optional<std::pair<std::size_t, std::size_t>> first;
        std::size_t apart = 0; // pairs of which neither hangs on the other
        for (std::size_t i = 0; i < members_[a].size(); ++i) {
            const std::size_t one = members_[a][i];
            if (a == b)
                leaveOut(found_.onTheOther, inChain_[one] * (inChain_[one] - 1) / 2);
            for (std::size_t k = a == b ? i + 1 : 0; k < members_[b].size(); ++k) {
                const std::size_t other = members_[b][k];
                const std::size_t pairs = inChain_[one] * inChain_[other];
                if (hangsOn(one, other) || hangsOn(other, one)) {
                    leaveOut(found_.onTheOther, pairs);
                    continue;
                }
                first = first.value_or(std::pair(one, other));
                apart += pairs;
            }
        }
        if (!first)
            return;
        if (takesAll(a) || takesAll(b)) {
            leaveOut(found_.takesAll, apart);
            return;
        }
        leaveOut(found_.alike, apart - 1);
        found_.nothingShared -= 1;
        const ObjectRef one = elements_[first->first], other = elements_[first->second];
        found_.pairs.push_back({std::min(one, other), std::max(one, other), apart});
    }

    // Pairs that share a path, for a reason of their own.
    void leaveOut(std::size_t& reason, std::size_t pairs)
    {
        reason += pairs;
        found_.nothingShared -= pairs;
    }

    static constexpr int rackCode = 1000, plantCode = 2000, loopCode = 3000, otherCode = 4000, airCode = 5000,
                         cduCode = 6000;

    const Site& site_;
    const Snapshot& before_;
    PowerChain chain_;
    std::vector<ObjectRef> elements_; // ascending
    std::unordered_map<ObjectRef, std::size_t> positions_;
    std::vector<std::size_t> lostAlone_; // racks, per element
    std::vector<ElementTraits> traits_;
    std::vector<std::size_t> racksOf_; // per element: that have it in their paths
    std::vector<Elements> paths_;      // of each group of racks
    std::map<CoolantLoopId, Elements> loops_;
    std::vector<std::size_t> chainOf_;              // per element: the first in its series
    std::vector<std::size_t> inChain_;              // per element: those it is the first of, with itself
    std::vector<std::vector<std::size_t>> members_; // of each class: the first of each chain
    std::vector<std::size_t> classOf_;
    std::vector<std::vector<bool>> alive_; // per element that is the first of a chain
    SharedPaths found_;
};

} // namespace

SharedPaths sharedPathsOf(const Site& site, const Snapshot& before, const Sweep& singles)
{
    return PathSearch(site, before, singles).find();
}

} // namespace hallwright
