// Batteries while a failure is followed: they run down by their rate, are empty, recharge, are full.
#include "core/model/number_text.h"
#include "core/physics/battery_discharge.h"
#include "core/studies/failure/cascade_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace hallwright {

// The first of what feeds it but for its own battery, where that has power; noPowerNode: none has.
std::size_t CascadeRun::supplyOf(const EnergyStore& store) const
{
    const std::size_t node = *chain().indexOf(store.node);
    const std::size_t own = *chain().indexOf(store.source);
    const auto feeders = chain().feeders(node);
    const auto found = std::ranges::find_if(
        feeders, [&](std::uint32_t feeder) { return feeder != own && alive_[feeder] != 0; });
    return alive_[node] != 0 && found != feeders.end() ? *found : noPowerNode;
}

// With what the sources have to spare: where it would overload one, nothing recharges.
void CascadeRun::rechargeStores(PowerFlow& flow)
{
    constexpr double full = 1.0 - 1e-9;
    const std::size_t withoutThem = loads_.size();
    std::vector<double> chargeW(chargeW_.size(), 0.0);
    for (std::size_t s = 0; s < chargeW.size(); ++s) {
        const EnergyStore& store = start_.stored.stores[s];
        if (!(state_[lumps_.energy(s)] < full * store.energyJ))
            continue;
        const std::size_t supply = supplyOf(store);
        if (supply == noPowerNode)
            continue;
        chargeW[s] = options_.rechargeShare * store.ratedW;
        if (chargeW[s] > 0.0)
            loads_.push_back({static_cast<std::uint32_t>(supply), noPowerNode, chargeW[s]});
    }
    if (loads_.size() > withoutThem) {
        PowerPaths paths;
        PowerFlow with = flowWith(nodesOut(true), paths);
        if (chain().anyExcess(with, paths))
            chargeW.assign(chargeW.size(), 0.0);
        else
            flow = std::move(with);
    }
    std::vector<std::size_t> begun;
    for (std::size_t s = 0; s < chargeW.size(); ++s) {
        if (chargeW[s] > 0.0 && chargeW_[s] == 0.0)
            begun.push_back(s);
        if (chargeW[s] > 0.0)
            empty_[s] = 0;
    }
    chargeW_ = std::move(chargeW);
    tellRecharge(begun);
}

void CascadeRun::tellRecharge(const std::vector<std::size_t>& begun)
{
    if (begun.empty())
        return;
    std::vector<ObjectRef> stores;
    double mostW = 0.0;
    double fullS = 0.0;
    for (const std::size_t s : begun) {
        const EnergyStore& store = start_.stored.stores[s];
        stores.push_back(refTo(store.node));
        mostW = std::max(mostW, chargeW_[s]);
        fullS = std::max(fullS, (store.energyJ - state_[lumps_.energy(s)]) /
                                    (options_.rechargeEfficiency * chargeW_[s]));
    }
    const bool one = begun.size() == 1;
    tell(FailureEventKind::Started, stores.front(),
         fmt::format("{} recharge{} with {}{}, {}; full again after {}.", say_.namesOf(stores),
                     one ? "s" : "", kilowatts(mostW, 0), one ? "" : " or less each", cause_,
                     durationText(fullS)));
}

void CascadeRun::tellStores(const PowerFlow& flow)
{
    std::vector<ObjectRef> begun;
    double firstEmptyS = std::numeric_limits<double>::infinity();
    for (std::size_t s = 0; s < empty_.size(); ++s) {
        const EnergyStore& store = start_.stored.stores[s];
        const std::size_t source = *chain().indexOf(store.source);
        const auto feeders = chain().feeders(source);
        const bool fed = std::ranges::any_of(feeders, [&](std::uint32_t node) { return alive_[node] != 0; });
        const bool draws = empty_[s] == 0 && !fed && flow.outputW[source] >= leastLoadW;
        const double powerW = draws ? flow.outputW[source] + flow.lossW[source] : 0.0;
        const double drainW = batteryDrainW(powerW, store.ratedW, options_.batteryExponent);
        lumps_.stores[s] = {powerW, drainW - powerW, options_.rechargeEfficiency * chargeW_[s]};
        if (draws && drawn_[s] == 0) {
            since_[s] = {timeS_, cause_};
            begun.push_back(refTo(store.node));
            firstEmptyS = std::min(firstEmptyS, state_[lumps_.energy(s)] / drainW);
        }
        drawn_[s] = draws;
    }
    if (begun.empty())
        return;
    const bool one = begun.size() == 1;
    tell(FailureEventKind::OnStore, begun.front(),
         fmt::format("{} {} on {} stored energy, {}; at this load {} lasts {}.", say_.namesOf(begun),
                     one ? "runs" : "run", one ? "its" : "their", cause_, one ? "it" : "the first",
                     durationText(firstEmptyS)));
}

// With those that would be empty a second later: units of one make under one load are one event.
void CascadeRun::emptyStores()
{
    std::vector<ObjectRef> empty;
    double drawW = 0.0;
    Since since; // the first of them
    for (std::size_t s = 0; s < empty_.size(); ++s) {
        double& leftJ = state_[lumps_.energy(s)];
        const StoreLump& store = lumps_.stores[s];
        if (drawn_[s] == 0 || leftJ > togetherS * store.drainW())
            continue;
        const double lossJ = leftJ * store.rateLossW / store.drainW();
        state_[lumps_.rateLoss()] += lossJ; // is drawn now
        state_[lumps_.drawn()] += leftJ - lossJ;
        leftJ = 0.0;
        empty_[s] = 1;
        drawn_[s] = 0;
        if (empty.empty())
            since = since_[s];
        drawW = std::max(drawW, store.drawW);
        empty.push_back(refTo(start_.stored.stores[s].node));
    }
    if (empty.empty())
        return;
    const std::string names = say_.namesOf(empty);
    const bool one = empty.size() == 1;
    tell(FailureEventKind::StoreEmpty, empty.front(),
         fmt::format("{} {} exhausted after {} at {}{}, {}.", names, one ? "is" : "are",
                     durationText(timeS_ - since.timeS), one ? "" : "up to ", kilowatts(drawW, 0),
                     since.cause));
    cause_ = fmt::format("because {} {} exhausted", names, one ? "is" : "are");
}

// With those that would be full a second later. Nothing follows but a lower load on what feeds them.
void CascadeRun::fillStores()
{
    for (std::size_t s = 0; s < chargeW_.size(); ++s) {
        double& heldJ = state_[lumps_.energy(s)];
        const double missingJ = start_.stored.stores[s].energyJ - heldJ;
        if (!(chargeW_[s] > 0.0) || missingJ > togetherS * lumps_.stores[s].chargeW)
            continue;
        state_[lumps_.charged()] += missingJ; // is stored now
        heldJ = start_.stored.stores[s].energyJ;
    }
}

} // namespace hallwright
