#include "core/studies/failure/failure_moment.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <unordered_map>

namespace hallwright {

namespace {

using ServiceByRack = std::unordered_map<std::int64_t, RackService>;

ServiceByRack racksOffAt(const Cascade& cascade, double timeS)
{
    ServiceByRack off;
    for (const FailureEvent& event : cascade.events) {
        if (event.timeS > timeS)
            break;
        const RackService why =
            event.kind == FailureEventKind::Shutdown ? RackService::HotCoolant : RackService::NoPower;
        for (const RackId rack : event.racks)
            off.emplace(rack.value, why);
    }
    return off;
}

// The hall's hottest inlet then and before the failure: T_hall(t) - T_hall(0).
double warmerK(const Cascade& cascade, std::size_t hall, double timeS)
{
    const auto after = std::ranges::upper_bound(cascade.samples, timeS, {}, &FailureSample::timeS);
    if (after == cascade.samples.begin())
        return 0.0;
    return (after - 1)->inletC[hall] - cascade.samples.front().inletC[hall];
}

HallResultPtr hallAt(const HallResult& before, double warmer, const ServiceByRack& off)
{
    auto now = std::make_shared<HallResult>(before);
    now->racksOverLimit = 0;
    now->itPowerW = 0.0;
    for (std::size_t i = 0; i < now->racks.size(); ++i) {
        RackResult& rack = now->racks[i];
        rack.inletC += warmer;
        if (const auto found = off.find(now->hall->racks[i].id.value); found != off.end()) {
            rack.service = found->second;
            rack.powerW = rack.heatToAirW = rack.heatToLiquidW = rack.airflowM3s = rack.fanPowerW = 0.0;
        }
        now->itPowerW += rack.powerW;
        now->racksOverLimit += rack.overLimit() ? 1 : 0;
    }
    now->maxInletC += warmer;
    now->meanInletC += warmer;
    return now;
}

} // namespace

SnapshotPtr momentOf(const Cascade& cascade, const SnapshotPtr& before, double timeS)
{
    if (!before || before->site != cascade.site || before->halls.size() != cascade.halls.size())
        return before;
    const ServiceByRack off = racksOffAt(cascade, timeS);
    auto now = std::make_shared<Snapshot>(*before);
    now->itPowerW = 0.0;
    now->racksOverLimit = 0;
    for (std::size_t h = 0; h < now->halls.size(); ++h) {
        now->halls[h] = hallAt(*before->halls[h], warmerK(cascade, h, timeS), off);
        now->itPowerW += now->halls[h]->itPowerW;
        now->racksOverLimit += now->halls[h]->racksOverLimit;
        now->maxInletC =
            h == 0 ? now->halls[h]->maxInletC : std::max(now->maxInletC, now->halls[h]->maxInletC);
    }
    return now;
}

} // namespace hallwright
