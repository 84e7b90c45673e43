#include "core/studies/failure/shared_paths.h"

#include "core/physics/power_chain.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace hallwright {

namespace {

using Elements = std::set<std::size_t>; // positions among the elements

// Where an element is fed, and what it is, so that those that are alike are found.
struct ElementTraits {
    int kind = 0;
    int side = 0;
    double rated = 0.0;
    double other = 0.0; // stored energy, airflow
    std::int64_t loop = 0;
    std::vector<std::int64_t> fedBy;
    std::vector<std::size_t> groups; // that have it in their paths

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
        findGroups();
        findTraits();
        findClasses();
        findDead();
        choose();
        return std::move(found_);
    }

private:
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

    void findClasses()
    {
        std::map<ElementTraits, std::size_t> classes;
        for (std::size_t e = 0; e < elements_.size(); ++e) {
            const auto [at, isNew] = classes.emplace(traits_[e], members_.size());
            if (isNew)
                members_.emplace_back();
            members_[at->second].push_back(e);
            classOf_.push_back(at->second);
        }
    }

    // Per class: the power nodes that are dead without its first member.
    void findDead()
    {
        std::vector<char> out(chain_.size(), 0);
        for (const std::vector<std::size_t>& members : members_) {
            const std::uint32_t node = chain_.positionOf(idIn<PowerNodeId>(elements_[members.front()]));
            if (node == noPowerNode) {
                alive_.emplace_back();
                continue;
            }
            out[node] = 1;
            alive_.push_back(chain_.energised(out));
            out[node] = 0;
        }
    }

    // Whether the first member of class b has no power without that of class a.
    bool hangsOn(std::size_t b, std::size_t a) const
    {
        if (alive_[a].empty())
            return false;
        const ObjectRef object = elements_[members_[b].front()];
        std::uint32_t node = chain_.positionOf(idIn<PowerNodeId>(object));
        if (node == noPowerNode && !traits_[members_[b].front()].fedBy.empty())
            node = chain_.positionOf(PowerNodeId{traits_[members_[b].front()].fedBy.front()});
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
        const std::size_t inA = members_[a].size();
        const std::size_t pairs = a == b ? inA * (inA - 1) / 2 : inA * members_[b].size();
        found_.nothingShared -= pairs;
        if (pairs == 0)
            return;
        if (a != b && (hangsOn(a, b) || hangsOn(b, a))) {
            found_.onTheOther += pairs;
            return;
        }
        if (takesAll(a) || takesAll(b)) {
            found_.takesAll += pairs;
            return;
        }
        found_.alike += pairs - 1;
        const ObjectRef first = elements_[members_[a].front()];
        const ObjectRef second = elements_[a == b ? members_[a][1] : members_[b].front()];
        found_.pairs.push_back({std::min(first, second), std::max(first, second), pairs});
    }

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
    std::vector<std::vector<std::size_t>> members_; // of each class
    std::vector<std::size_t> classOf_;
    std::vector<std::vector<char>> alive_; // per class
    SharedPaths found_;
};

} // namespace

SharedPaths sharedPathsOf(const Site& site, const Snapshot& before, const Sweep& singles)
{
    return PathSearch(site, before, singles).find();
}

} // namespace hallwright
