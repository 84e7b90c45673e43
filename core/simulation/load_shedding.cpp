#include "core/simulation/load_shedding.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

int keptLonger(RackRole role)
{
    switch (role) {
    case RackRole::Compute:
        return 0;
    case RackRole::Storage:
        return 1;
    case RackRole::Management:
        return 2;
    case RackRole::Network:
        return 3;
    }
    return 0;
}

} // namespace

void LoadShedding::start()
{
    for (const BuildingPtr& building : site_.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (std::size_t i = 0; i < hall->racks.size(); ++i)
                order_.push_back({halls_.size(), i});
            halls_.push_back(hall.get());
            off_.emplace_back(hall->racks.size(), 0);
        }
    }
    std::reverse(order_.begin(), order_.end());
    std::stable_sort(order_.begin(), order_.end(), [this](const Place& a, const Place& b) {
        return keptLonger(rackAt(a).role) < keptLonger(rackAt(b).role);
    });
}

bool LoadShedding::shed(const CampusPower& power, const std::vector<HallResultPtr>& halls)
{
    const std::vector<std::size_t> sources = power.sourcesWithExcess();
    if (sources.empty())
        return false;
    if (!any())
        start();
    if (!source_.valid())
        source_ = site_.power->nodes[sources.front()].id;
    double itW = 0.0;
    for (const HallResultPtr& hall : halls)
        itW += hall->itPowerW;
    const double wantedW = power.excessW() * std::min(1.0, itW / std::max(power.servedW(), 1.0));
    double relievedW = 0.0;
    bool found = false;
    for (const Place& place : order_) {
        if (found && relievedW >= wantedW)
            break;
        const Rack& rack = rackAt(place);
        const double powerW = halls[place.hall]->racks[place.rack].powerW;
        if (powerW <= 0.0 || off_[place.hall][place.rack])
            continue;
        const double share = power.shareOfExcess(rack.feedA, rack.feedB);
        constexpr double helps = 1e-6; // what hardly draws on the source would be shed for nothing
        if (share <= helps)
            continue;
        off_[place.hall][place.rack] = 1;
        relievedW += share * powerW;
        found = true;
    }
    return found;
}

void LoadShedding::write(Snapshot& snapshot) const
{
    const Rack* first = nullptr;
    for (std::size_t h = 0; h < off_.size(); ++h) {
        for (std::size_t i = 0; i < off_[h].size(); ++i) {
            if (!off_[h][i])
                continue;
            const Rack& rack = halls_[h]->racks[i];
            first = first ? first : &rack;
            ++snapshot.shed.count;
            snapshot.shed.powerW += rack.powerW;
        }
    }
    if (!first)
        return;
    snapshot.shed.first = first->id;
    snapshot.shed.source = source_;
    snapshot.notes.push_back(
        "Which racks are switched off where the sources cannot carry the campus is assumed: compute racks go "
        "first, the last of the site before others.");
}

} // namespace hallwright
