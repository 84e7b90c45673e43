#include "core/studies/single_outages.h"

#include "core/simulation/rack_state.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace hallwright {

namespace {

// What units must share to be alike: kind of object, its own kind, side, rating [W], loop.
using Likeness = std::tuple<ObjectKind, int, int, double, std::int64_t>;

class Groups
{
public:
    void add(const Likeness& likeness, ObjectRef unit, double loadW)
    {
        const auto [at, isNew] = places_.emplace(likeness, outages_.size());
        if (isNew) {
            SingleOutage& first = outages_.emplace_back();
            first.out = unit;
            first.loadW = loadW;
            return;
        }
        SingleOutage& group = outages_[at->second];
        ++group.alike;
        if (loadW > group.loadW) {
            group.out = unit;
            group.loadW = loadW;
        }
    }

    std::vector<SingleOutage> take() { return std::move(outages_); }

private:
    std::map<Likeness, std::size_t> places_;
    std::vector<SingleOutage> outages_;
};

void addPower(Groups& groups, const Snapshot& snapshot)
{
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        const PowerNode& node = snapshot.site->power->nodes[i];
        const ObjectRef unit{ObjectKind::PowerNode, node.id.value};
        const double loadW =
            std::max(snapshot.powerNodes[i].outputW, snapshot.powerNodes[i].outputOtherSideLostW);
        if (!snapshot.conditions.outages.has(unit))
            groups.add({unit.kind, static_cast<int>(node.kind), static_cast<int>(node.side), node.ratedW, 0},
                       unit, loadW);
    }
}

void addPlant(Groups& groups, const Snapshot& snapshot)
{
    for (std::size_t i = 0; i < snapshot.plant.size(); ++i) {
        const PlantUnit& plant = snapshot.site->cooling->plant[i];
        const ObjectRef unit{ObjectKind::PlantUnit, plant.id.value};
        if (!snapshot.conditions.outages.has(unit))
            groups.add({unit.kind, static_cast<int>(plant.kind), 0, plant.capacityW, plant.loop.value}, unit,
                       snapshot.plant[i].heatW);
    }
}

void addHalls(Groups& groups, const Snapshot& snapshot)
{
    const Outages& outages = snapshot.conditions.outages;
    for (const HallResultPtr& hall : snapshot.halls) {
        for (std::size_t i = 0; i < hall->cdus.size(); ++i) {
            const ObjectRef unit{ObjectKind::Cdu, hall->cdus[i].id.value};
            if (!outages.has(unit))
                groups.add({unit.kind, 0, 0, hall->hall->cdus[i].capacityW, 0}, unit, hall->cdus[i].loadW());
        }
    }
    for (const HallResultPtr& hall : snapshot.halls) {
        for (std::size_t i = 0; i < hall->airHandlers.size(); ++i) {
            const AirHandler& handler = hall->hall->airHandlers[i];
            const ObjectRef unit{ObjectKind::AirHandler, handler.id.value};
            if (!outages.has(unit))
                groups.add({unit.kind, static_cast<int>(handler.kind), 0, handler.capacityW, 0}, unit,
                           hall->airHandlers[i].heatW);
        }
    }
}

std::size_t beyond(std::size_t now, std::size_t before)
{
    return now > before ? now - before : 0;
}

class Study
{
public:
    Study(const Snapshot& before, const Findings& findings)
        : before_(before), findings_(findings), states_(countRackStates(before))
    {
        evaluate(before.site, before.conditions, kept_);
    }

    void find(SingleOutage& outage)
    {
        Conditions conditions = before_.conditions;
        conditions.outages = conditions.outages.with(outage.out, true);
        PreparedCampusPtr kept = kept_;
        const SnapshotPtr after = evaluate(before_.site, conditions, kept);
        const FindingsPtr found = findingsOf(*after, &findings_);
        const RackStateCounts states = countRackStates(*after);
        outage.lostItW = std::max(before_.itPowerW - after->itPowerW, 0.0);
        outage.dark = beyond(states.of(RackState::Dark), states_.of(RackState::Dark));
        outage.oneFeed = beyond(states.of(RackState::OneFeed), states_.of(RackState::OneFeed));
        outage.overLimit = beyond(after->racksOverLimit, before_.racksOverLimit);
        for (const Finding* finding : onlyIn(*found, findings_)) {
            outage.critical += finding->severity == Severity::Critical ? 1 : 0;
            outage.major += finding->severity == Severity::Major ? 1 : 0;
            if (finding->severity != Severity::Minor && outage.worst.empty())
                outage.worst = finding->sentence;
        }
    }

private:
    const Snapshot& before_;
    const Findings& findings_;
    RackStateCounts states_;
    PreparedCampusPtr kept_;
};

} // namespace

std::vector<SingleOutage>
singleOutagesOf(const Snapshot& snapshot, const Findings& findings,
                const std::function<bool(std::size_t done, std::size_t all)>& progress)
{
    Groups groups;
    addPower(groups, snapshot);
    addPlant(groups, snapshot);
    addHalls(groups, snapshot);
    std::vector<SingleOutage> outages = groups.take();
    Study study(snapshot, findings);
    for (std::size_t i = 0; i < outages.size(); ++i) {
        if (progress && !progress(i, outages.size())) {
            outages.resize(i);
            break;
        }
        study.find(outages[i]);
    }
    return outages;
}

} // namespace hallwright
