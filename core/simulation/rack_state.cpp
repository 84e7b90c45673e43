#include "core/simulation/rack_state.h"

#include "core/simulation/inlet_uncertainty.h"

#include <algorithm>

namespace hallwright {

namespace {

bool isEnergised(const Snapshot& snapshot, PowerNodeId feed)
{
    const auto found =
        std::lower_bound(snapshot.powerNodes.begin(), snapshot.powerNodes.end(), feed,
                         [](const PowerNodeResult& node, PowerNodeId id) { return node.id < id; });
    return found != snapshot.powerNodes.end() && found->id == feed && found->energised;
}

bool runsOnOneOfTwoFeeds(const Snapshot& snapshot, const Rack& rack)
{
    return rack.feedA.valid() && rack.feedB.valid() && rack.feedA != rack.feedB &&
           isEnergised(snapshot, rack.feedA) != isEnergised(snapshot, rack.feedB);
}

} // namespace

std::vector<RackState> rackStatesOf(const Snapshot& snapshot, const HallResult& hall)
{
    const auto uncertainty = inletUncertaintyOf(hall);
    const double withinK = uncertainty ? uncertainty->worstK : 0.0;
    std::vector<RackState> states(hall.racks.size(), RackState::Fine);
    for (std::size_t i = 0; i < states.size(); ++i) {
        const RackResult& rack = hall.racks[i];
        if (rack.service == RackService::NotInService)
            continue;
        if (isDown(rack.service))
            states[i] = RackState::Dark;
        else if (rack.overLimit())
            states[i] = RackState::OverLimit;
        else if (runsOnOneOfTwoFeeds(snapshot, hall.hall->racks[i]))
            states[i] = RackState::OneFeed;
        else if (isUndecided(rack, withinK))
            states[i] = RackState::Undecided;
    }
    return states;
}

RackStateCounts countRackStates(const Snapshot& snapshot)
{
    RackStateCounts counts;
    for (const HallResultPtr& hall : snapshot.halls) {
        for (const RackState state : rackStatesOf(snapshot, *hall))
            ++counts.racks[static_cast<std::size_t>(state)];
    }
    return counts;
}

std::string_view nameOf(RackState state)
{
    switch (state) {
    case RackState::Dark:
        return "dark";
    case RackState::OverLimit:
        return "over-limit";
    case RackState::OneFeed:
        return "one-feed";
    case RackState::Undecided:
        return "undecided";
    case RackState::Fine:
        break;
    }
    return "fine";
}

std::string_view inWords(RackState state)
{
    switch (state) {
    case RackState::Dark:
        return "Dark";
    case RackState::OverLimit:
        return "Over its inlet limit";
    case RackState::OneFeed:
        return "On one feed only";
    case RackState::Undecided:
        return "Not decided within the uncertainty";
    case RackState::Fine:
        break;
    }
    return "Fine";
}

} // namespace hallwright
