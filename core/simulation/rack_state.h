// What a reader is told of a rack at a glance: the worst that holds of it, with one look and one count everywhere.
//
//     dark       it is shut down, for want of power or of coolant, or because the coolant is too hot
//     over limit its inlet is above its limit
//     one feed   it runs on one of its two feeds: the next loss there turns it dark
//     undecided  its inlet is within its limit, but by less than the uncertainty of a rack's inlet in this hall
//                (core/simulation/inlet_uncertainty.h): the model cannot tell
//     fine       none of these; or it is not in service, which is no fault of it
//
// Nothing is thrown.
#pragma once

#include "core/simulation/snapshot.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hallwright {

enum class RackState : std::uint8_t { Fine, Undecided, OneFeed, OverLimit, Dark };

inline constexpr std::size_t rackStateCount = 5;

// One per rack of the hall, in its order.
std::vector<RackState> rackStatesOf(const Snapshot& snapshot, const HallResult& hall);

struct RackStateCounts {
    std::array<std::size_t, rackStateCount> racks{};

    std::size_t of(RackState state) const { return racks[static_cast<std::size_t>(state)]; }
};

RackStateCounts countRackStates(const Snapshot& snapshot);

std::string_view
nameOf(RackState state); // "dark", "over-limit", "one-feed", "undecided", "fine": in JSON and CSV
std::string_view
inWords(RackState state); // "Dark", "Over its inlet limit", "On one feed only", ...: for people

} // namespace hallwright
