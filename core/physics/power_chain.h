// Power flow and losses through the power network, from the loads up to the sources.
//
//     P_in = P_out + P_r (k0 + k1 x + k2 x²)       x = P_out / P_r       P_out = own loads + Σ_children w P_in
//     w_j = P_r,j / Σ P_r     over the feeders of a child that share its input; Σ w = 1
//
// P_out power a node delivers downstream [W]; P_in power it draws [W]; P_r its rating [W]; k0, k1, k2
// no-load, proportional and square loss [-]; w_j the share of a child's input that feeder j carries [-].
//
// A node is alive if it is in service and is a source or has a feeder that is alive. Its input is shared by the
// feeders that are alive, those on standby only while no other is; equally if one of them has no rating. A source
// with a feeder alive draws from it, as a battery being charged does, and else gives out its own. A load at two
// nodes takes half from each, all from one if the other is dead, nothing if both are: it is unserved.
//
// A generator or a battery gives no more than its rating. Where more is asked of one that nothing feeds, a node with
// several feeders and a load at two nodes draw on each in proportion to its pull:
//     w_j ~ P_r,j p_j        s_A : s_B = p_A : p_B        p of a node = max of its feeders'
// w_j, s_A, s_B shares of the input and of the load; p pull [-], 1 but for what hangs on limited sources alone, whose
// own is found such that they give their rating: p <- min(1, p P_r / P_out), again and again. With p -> 0 all has moved
// to the other side; what a source must still give beyond its rating is its excess, which only shedding loads takes
// away. Sources on standby are not started to help. A utility is not limited: the grid gives what its feeder carries,
// and more than its rating is an overload, as of a transformer.
//
// A node that is alive has its no-load loss with nothing to carry, but for one that standby sources alone could
// supply: nobody starts a generator for it. Without a rating only the proportional loss is known:
// P_in = P_out (1 + k1). Range: x from 0 to 1; above, the curve is followed and the caller warns. Source: loss
// curves of transformers and UPS (no-load, resistive and quadratic terms), IEC 62040-3. Nothing is thrown: feeds of
// unknown nodes are ignored, and so are feeds between nodes that lie on a cycle, or between two cycles.
#pragma once

#include "core/model/power_network.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace hallwright {

// A UPS in eco mode passes the utility's power through its static switch: 98.3 / 98.9 / 99.0 % at 25 / 50 / 100 %
// load. Fitted to the "up to 99 %" that Eaton states for the Energy Saver System of its 91PS, 93PS and 9395, with the
// share of no-load loss a judgement: filters, fans and controls stay on, the converters stand by.
constexpr LossCurve ecoModeLoss{0.0035, 0.002, 0.0045};

double powerLossW(const LossCurve& loss, double ratedW, double outputW);

// The curve that holds in the mode the node is run in.
const LossCurve& lossCurve(const PowerNode& node);

constexpr std::uint32_t noPowerNode = std::numeric_limits<std::uint32_t>::max();

// What draws power from one node, or from two. Positions in the network; noPowerNode for one that is not there.
struct PowerLoad {
    std::uint32_t a = noPowerNode;
    std::uint32_t b = noPowerNode;
    double powerW = 0.0;
};

// Which nodes are alive while some are out of service, and which way power takes: independent of the loads.
struct PowerPaths {
    std::vector<char> energised; // one per node
    std::vector<char> startable; // per node: alive, but only through sources on standby
    std::vector<double>
        feederShare; // of a node's input, as PowerChain::feeders; 0 for those that carry nothing
    std::vector<double> pull; // p, one per node; empty: none of the sources is limited
};

struct PowerFlow {
    std::vector<double> outputW; // one per node
    std::vector<double> lossW;
    double servedW = 0.0;   // loads that a node serves; those at no node are fed from elsewhere
    double unservedW = 0.0; // loads whose nodes are dead
};

// A power network made ready for many solves: who feeds whom, and in which order.
class PowerChain
{
public:
    explicit PowerChain(const PowerNetwork& network);

    std::size_t size() const { return nodes_.size(); }
    std::optional<std::size_t> indexOf(PowerNodeId id) const;
    std::uint32_t positionOf(PowerNodeId id) const; // or noPowerNode
    std::span<const std::uint32_t> feeders(std::size_t node) const;
    std::size_t firstFeeder(std::size_t node) const { return feederStart_[node]; } // in feederShare
    const std::vector<std::uint32_t>& order() const { return order_; } // every node before those that feed it

    // `outOfService`: one per node, or empty for none.
    PowerPaths pathsWithout(std::span<const char> outOfService = {}) const;
    std::vector<char> energised(std::span<const char> outOfService = {}) const;

    PowerFlow flowFor(std::span<const PowerLoad> loads, const PowerPaths& paths) const;
    PowerFlow flowFor(std::span<const PowerLoad> loads, std::span<const char> outOfService = {}) const;

    // The same, with what limited sources cannot give moved to others: `paths` gets their pulls.
    PowerFlow flowWithinRatings(std::span<const PowerLoad> loads, PowerPaths& paths) const;
    bool isLimited(std::size_t node) const { return nodes_[node].limited; }
    // What a source must give beyond the rating that limits it; 0 for other nodes.
    double excessW(std::size_t node, const PowerFlow& flow, const PowerPaths& paths) const;
    bool anyExcess(const PowerFlow& flow, const PowerPaths& paths) const;
    // Of each node's input: the share that comes from sources with an excess.
    std::vector<double> shareOfExcess(const PowerFlow& flow, const PowerPaths& paths) const;

    // What the sources give out: the input of each node that is alive with no feeder alive.
    double sourcePowerW(const PowerFlow& flow, const PowerPaths& paths) const;

private:
    // P_r (k0 + k1 x + k2 x²) = noLoadW + (linear + perW P_out) P_out
    struct Node {
        double ratedW = 0.0;
        double noLoadW = 0.0;
        double linear = 0.0;
        double perW = 0.0;
        bool source = false;
        bool standby = false;
        bool limited = false; // gives no more than its rating
    };

    void indexIds(const PowerNetwork& network);
    void joinFeeders(const PowerNetwork& network);
    void cutCycles();
    void sortByFlow();
    void share(std::size_t node, PowerPaths& paths) const;
    bool anyFeederAlive(std::size_t node, const PowerPaths& paths) const;
    bool adjustPulls(const PowerFlow& flow, std::vector<double>& sourcePull, const PowerPaths& paths) const;
    void spreadPulls(const std::vector<double>& sourcePull, const PowerPaths& unlimited,
                     PowerPaths& paths) const;

    std::vector<std::uint32_t> positionOfId_; // of small ids
    std::unordered_map<PowerNodeId, std::uint32_t> largeIds_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> feederStart_; // size() + 1
    std::vector<std::uint32_t> feeders_;
    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> limited_; // sources with a rating that limits them
};

// The parts of a load that its two nodes carry.
struct LoadShares {
    double a = 0.0;
    double b = 0.0;
};
LoadShares sharesOf(const PowerLoad& load, const PowerPaths& paths);

} // namespace hallwright
