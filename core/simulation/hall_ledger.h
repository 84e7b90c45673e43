// Small accounts a hall's evaluation keeps: sums by id.
#pragma once

#include "core/simulation/hall_result.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace hallwright {

// Adds up amounts by key; neighbours in a hall mostly share theirs, so the last hit is tried first.
template <class Entry, double Entry::*amount, class SameKey>
class Ledger
{
public:
    explicit Ledger(std::vector<Entry>& entries) : entries_(entries) {}

    void add(const Entry& entry)
    {
        if (last_ >= entries_.size() || !SameKey{}(entries_[last_], entry)) {
            const auto it = std::find_if(entries_.begin(), entries_.end(),
                                         [&](const Entry& e) { return SameKey{}(e, entry); });
            last_ = static_cast<std::size_t>(it - entries_.begin());
            if (it == entries_.end()) {
                entries_.push_back(entry);
                return;
            }
        }
        entries_[last_].*amount += entry.*amount;
    }

private:
    std::vector<Entry>& entries_;
    std::size_t last_ = 0;
};

struct SameFeeds {
    bool operator()(const NodeLoad& x, const NodeLoad& y) const { return x.a == y.a && x.b == y.b; }
};
struct SameLoop {
    bool operator()(const LoopHeat& x, const LoopHeat& y) const { return x.loop == y.loop; }
};
using LoadLedger = Ledger<NodeLoad, &NodeLoad::powerW, SameFeeds>;
using HeatLedger = Ledger<LoopHeat, &LoopHeat::heatW, SameLoop>;

} // namespace hallwright
