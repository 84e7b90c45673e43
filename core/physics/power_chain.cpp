#include "core/physics/power_chain.h"

#include <algorithm>

namespace hallwright {

double powerLossW(const LossCurve& loss, double ratedW, double outputW)
{
    if (ratedW <= 0.0)
        return loss.k1 * outputW;
    const double x = outputW / ratedW;
    return ratedW * (loss.k0 + loss.k1 * x + loss.k2 * x * x); // P_r (k0 + k1 x + k2 x²)
}

const LossCurve& lossCurve(const PowerNode& node)
{
    return node.kind == PowerNodeKind::Ups && node.upsMode == UpsMode::Eco ? ecoModeLoss : node.loss;
}

LoadShares sharesOf(const PowerLoad& load, const PowerPaths& paths)
{
    const bool a = load.a != noPowerNode && paths.energised[load.a];
    const bool b = load.b != noPowerNode && paths.energised[load.b];
    if (a && b && !paths.pull.empty()) {
        const double pullA = paths.pull[load.a];
        const double pullB = paths.pull[load.b];
        return {pullA / (pullA + pullB), pullB / (pullA + pullB)}; // s_A : s_B = p_A : p_B
    }
    if (a && b)
        return {0.5, 0.5};
    return {a ? 1.0 : 0.0, b ? 1.0 : 0.0};
}

PowerChain::PowerChain(const PowerNetwork& network)
{
    indexIds(network);
    nodes_.reserve(network.nodes.size());
    for (const PowerNode& node : network.nodes) {
        const LossCurve& loss = lossCurve(node);
        const bool rated = node.ratedW > 0.0;
        const bool limited = rated && isSource(node.kind) && node.kind != PowerNodeKind::Utility;
        if (limited)
            limited_.push_back(static_cast<std::uint32_t>(nodes_.size()));
        nodes_.push_back({rated ? node.ratedW : 0.0, rated ? node.ratedW * loss.k0 : 0.0, loss.k1,
                          rated ? loss.k2 / node.ratedW : 0.0, isSource(node.kind), node.standby, limited});
    }
    joinFeeders(network);
    cutCycles();
    sortByFlow();
}

// Ids count up from 1 in nearly every site, so that a table of them is short.
void PowerChain::indexIds(const PowerNetwork& network)
{
    const std::size_t tableSize = 4 * network.nodes.size() + 64;
    positionOfId_.assign(tableSize, noPowerNode);
    for (std::uint32_t i = 0; i < network.nodes.size(); ++i) {
        const PowerNodeId id = network.nodes[i].id;
        if (!id.valid())
            continue;
        if (static_cast<std::uint64_t>(id.value) < tableSize)
            positionOfId_[static_cast<std::size_t>(id.value)] = i;
        else
            largeIds_.emplace(id, i);
    }
}

std::uint32_t PowerChain::positionOf(PowerNodeId id) const
{
    if (!id.valid())
        return noPowerNode;
    if (static_cast<std::uint64_t>(id.value) < positionOfId_.size())
        return positionOfId_[static_cast<std::size_t>(id.value)];
    const auto it = largeIds_.find(id);
    return it != largeIds_.end() ? it->second : noPowerNode;
}

std::optional<std::size_t> PowerChain::indexOf(PowerNodeId id) const
{
    const std::uint32_t position = positionOf(id);
    return position != noPowerNode ? std::optional<std::size_t>(position) : std::nullopt;
}

void PowerChain::joinFeeders(const PowerNetwork& network)
{
    feederStart_.reserve(network.nodes.size() + 1);
    feederStart_.push_back(0);
    for (const PowerNode& node : network.nodes) {
        for (const PowerNodeId id : node.fedBy) {
            const std::uint32_t feeder = positionOf(id);
            const auto own = feeders_.begin() + feederStart_.back();
            if (feeder != noPowerNode && std::find(own, feeders_.end(), feeder) == feeders_.end())
                feeders_.push_back(feeder);
        }
        feederStart_.push_back(static_cast<std::uint32_t>(feeders_.size()));
    }
}

// Takes away, again and again, the nodes that feed none of the rest and those that none of the rest feeds. Feeds
// between what remains are cut, all of them: which one closes the circle would depend on where one starts.
void PowerChain::cutCycles()
{
    const std::size_t n = size();
    std::vector<std::vector<std::uint32_t>> fed(n);
    std::vector<std::uint32_t> feedersLeft(n, 0);
    std::vector<std::uint32_t> fedLeft(n, 0);
    for (std::uint32_t i = 0; i < n; ++i) {
        for (const std::uint32_t feeder : feeders(i)) {
            fed[feeder].push_back(i);
            ++feedersLeft[i];
            ++fedLeft[feeder];
        }
    }
    std::vector<char> gone(n, 0);
    std::vector<std::uint32_t> open;
    const auto takeIfEnd = [&](std::uint32_t i) {
        if (!gone[i] && (feedersLeft[i] == 0 || fedLeft[i] == 0)) {
            gone[i] = 1;
            open.push_back(i);
        }
    };
    for (std::uint32_t i = 0; i < n; ++i)
        takeIfEnd(i);
    for (std::size_t k = 0; k < open.size(); ++k) {
        for (const std::uint32_t feeder : feeders(open[k])) {
            --fedLeft[feeder];
            takeIfEnd(feeder);
        }
        for (const std::uint32_t child : fed[open[k]]) {
            --feedersLeft[child];
            takeIfEnd(child);
        }
    }
    if (open.size() == n)
        return;

    std::vector<std::uint32_t> start{0};
    std::vector<std::uint32_t> kept;
    for (std::uint32_t i = 0; i < n; ++i) {
        for (const std::uint32_t feeder : feeders(i)) {
            if (gone[i] || gone[feeder])
                kept.push_back(feeder);
        }
        start.push_back(static_cast<std::uint32_t>(kept.size()));
    }
    feederStart_ = std::move(start);
    feeders_ = std::move(kept);
}

// Kahn's algorithm from the nodes that feed nobody.
void PowerChain::sortByFlow()
{
    std::vector<std::uint32_t> waitingFor(size(), 0); // children not yet placed
    for (const std::uint32_t feeder : feeders_)
        ++waitingFor[feeder];
    order_.reserve(size());
    for (std::uint32_t i = 0; i < size(); ++i) {
        if (waitingFor[i] == 0)
            order_.push_back(i);
    }
    for (std::size_t k = 0; k < order_.size(); ++k) {
        for (const std::uint32_t feeder : feeders(order_[k])) {
            if (--waitingFor[feeder] == 0)
                order_.push_back(feeder);
        }
    }
}

std::span<const std::uint32_t> PowerChain::feeders(std::size_t node) const
{
    return {feeders_.data() + feederStart_[node], feeders_.data() + feederStart_[node + 1]};
}

PowerPaths PowerChain::pathsWithout(std::span<const char> outOfService) const
{
    PowerPaths paths;
    paths.energised.assign(size(), 0);
    paths.startable.assign(size(), 0);
    paths.feederShare.assign(feeders_.size(), 0.0);
    for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
        if (outOfService.empty() || !outOfService[*it])
            share(*it, paths);
    }
    return paths;
}

// Whether the node is alive, and who feeds it: its feeders are already known.
void PowerChain::share(std::size_t node, PowerPaths& paths) const
{
    bool anyAlive = false;
    bool anyReady = false; // alive and not on standby
    for (const std::uint32_t feeder : feeders(node)) {
        anyAlive = anyAlive || paths.energised[feeder];
        anyReady = anyReady || (paths.energised[feeder] && !nodes_[feeder].standby);
    }
    paths.energised[node] = anyAlive || nodes_[node].source;
    if (!anyAlive) {
        paths.startable[node] = nodes_[node].source && nodes_[node].standby;
        return;
    }
    const auto carries = [&](std::uint32_t feeder) {
        return paths.energised[feeder] && (!anyReady || !nodes_[feeder].standby);
    };
    double sumW = 0.0;
    int count = 0;
    bool rated = true;
    bool running = false;
    for (const std::uint32_t feeder : feeders(node)) {
        if (!carries(feeder))
            continue;
        sumW += nodes_[feeder].ratedW;
        rated = rated && nodes_[feeder].ratedW > 0.0;
        running = running || !paths.startable[feeder];
        ++count;
    }
    paths.startable[node] = !running;
    for (std::size_t k = feederStart_[node]; k < feederStart_[node + 1]; ++k) {
        if (carries(feeders_[k]))
            paths.feederShare[k] = rated ? nodes_[feeders_[k]].ratedW / sumW : 1.0 / count; // w = P_r / Σ P_r
    }
}

std::vector<char> PowerChain::energised(std::span<const char> outOfService) const
{
    return pathsWithout(outOfService).energised;
}

PowerFlow PowerChain::flowFor(std::span<const PowerLoad> loads, const PowerPaths& paths) const
{
    PowerFlow flow;
    flow.outputW.assign(size(), 0.0);
    flow.lossW.assign(size(), 0.0);
    for (const PowerLoad& load : loads) {
        if (load.a == noPowerNode && load.b == noPowerNode)
            continue;
        const LoadShares shares = sharesOf(load, paths);
        (shares.a + shares.b > 0.0 ? flow.servedW : flow.unservedW) += load.powerW;
        if (shares.a > 0.0)
            flow.outputW[load.a] += shares.a * load.powerW;
        if (shares.b > 0.0)
            flow.outputW[load.b] += shares.b * load.powerW;
    }
    for (const std::uint32_t i : order_) {
        const double outputW = flow.outputW[i];
        if (!paths.energised[i] || (outputW == 0.0 && paths.startable[i]))
            continue;
        const Node& node = nodes_[i];
        const double lossW = node.noLoadW + (node.linear + node.perW * outputW) * outputW;
        flow.lossW[i] = lossW;
        const double inputW = outputW + lossW; // P_in = P_out + P_r (k0 + k1 x + k2 x²)
        for (std::size_t k = feederStart_[i]; k < feederStart_[i + 1]; ++k)
            flow.outputW[feeders_[k]] += paths.feederShare[k] * inputW; // P_out = own loads + Σ w P_in
    }
    return flow;
}

PowerFlow PowerChain::flowFor(std::span<const PowerLoad> loads, std::span<const char> outOfService) const
{
    return flowFor(loads, pathsWithout(outOfService));
}

bool PowerChain::anyFeederAlive(std::size_t node, const PowerPaths& paths) const
{
    const auto upstream = feeders(node);
    return std::any_of(upstream.begin(), upstream.end(),
                       [&](std::uint32_t feeder) { return paths.energised[feeder] != 0; });
}

namespace {

constexpr double belowRating =
    1e-9; // of a rating: what a limited source is held below it, so that it never exceeds it
constexpr double stillPull = 1e-10; // relative
constexpr double leastPull = 1e-12; // as good as none, and still divisible

} // namespace

PowerFlow PowerChain::flowWithinRatings(std::span<const PowerLoad> loads, PowerPaths& paths) const
{
    PowerFlow flow = flowFor(loads, paths);
    if (!anyExcess(flow, paths))
        return flow;
    // Each round the error shrinks by the share that the source keeps of what it can pass on: by half at the worst.
    constexpr int mostRounds = 60;
    const PowerPaths unlimited = paths;
    std::vector<double> sourcePull(size(), 1.0);
    for (int round = 0; round < mostRounds && adjustPulls(flow, sourcePull, paths); ++round) {
        spreadPulls(sourcePull, unlimited, paths);
        flow = flowFor(loads, paths);
    }
    return flow;
}

// Whether one of them moved.
bool PowerChain::adjustPulls(const PowerFlow& flow, std::vector<double>& sourcePull,
                             const PowerPaths& paths) const
{
    bool moved = false;
    for (const std::uint32_t i : limited_) {
        if (!paths.energised[i] || flow.outputW[i] <= 0.0 || anyFeederAlive(i, paths))
            continue;
        const double ratio = nodes_[i].ratedW * (1.0 - belowRating) / flow.outputW[i];
        const double before = sourcePull[i];
        if (ratio < 1.0 || before < 1.0)
            sourcePull[i] = std::clamp(before * ratio, leastPull, 1.0); // p <- min(1, p P_r / P_out)
        moved = moved || std::abs(sourcePull[i] - before) > stillPull * before;
    }
    return moved;
}

void PowerChain::spreadPulls(const std::vector<double>& sourcePull, const PowerPaths& unlimited,
                             PowerPaths& paths) const
{
    paths.pull.assign(size(), 1.0);
    for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
        const std::uint32_t i = *it;
        const std::size_t first = feederStart_[i];
        const std::size_t end = feederStart_[i + 1];
        double most = 0.0;
        double sum = 0.0;
        for (std::size_t k = first; k < end; ++k) {
            if (unlimited.feederShare[k] <= 0.0)
                continue;
            most = std::max(most, paths.pull[feeders_[k]]);
            sum += unlimited.feederShare[k] * paths.pull[feeders_[k]];
        }
        paths.pull[i] = sum > 0.0 ? most : sourcePull[i]; // max of its feeders'
        for (std::size_t k = first; k < end && sum > 0.0; ++k)
            paths.feederShare[k] =
                unlimited.feederShare[k] * paths.pull[feeders_[k]] / sum; // w_j ~ P_r,j p_j
    }
}

double PowerChain::excessW(std::size_t node, const PowerFlow& flow, const PowerPaths& paths) const
{
    // Whether it is found by halving the error or not at all: what remains of an agreement is no excess.
    constexpr double agreed = 1e-6; // of the rating
    if (!nodes_[node].limited || !paths.energised[node] || anyFeederAlive(node, paths))
        return 0.0;
    const double beyondW = flow.outputW[node] - nodes_[node].ratedW;
    return beyondW > agreed * nodes_[node].ratedW ? beyondW : 0.0;
}

bool PowerChain::anyExcess(const PowerFlow& flow, const PowerPaths& paths) const
{
    return std::any_of(limited_.begin(), limited_.end(),
                       [&](std::uint32_t i) { return excessW(i, flow, paths) > 0.0; });
}

std::vector<double> PowerChain::shareOfExcess(const PowerFlow& flow, const PowerPaths& paths) const
{
    std::vector<double> share(size(), 0.0);
    for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
        share[*it] = excessW(*it, flow, paths) > 0.0 ? 1.0 : 0.0;
        for (std::size_t k = feederStart_[*it]; k < feederStart_[*it + 1]; ++k)
            share[*it] += paths.feederShare[k] * share[feeders_[k]];
    }
    return share;
}

double PowerChain::sourcePowerW(const PowerFlow& flow, const PowerPaths& paths) const
{
    double sumW = 0.0;
    for (std::size_t i = 0; i < size(); ++i) {
        if (!anyFeederAlive(i, paths))
            sumW += flow.outputW[i] + flow.lossW[i];
    }
    return sumW;
}

} // namespace hallwright
