// Collects what draws power, sends it through the chain, and says whose the losses are.
#pragma once

#include "core/simulation/campus_networks.h"
#include "core/simulation/snapshot.h"

#include <string>
#include <vector>

namespace hallwright {

class CampusPower
{
public:
    CampusPower(const Site& site, const CampusNetworks& networks);

    // `building` is a position in the site, or CampusNetworks::none. Power at no node, or an unknown one,
    // reaches no chain and loses nothing on the way.
    void add(PowerNodeId node, double powerW, std::size_t building);

    // Solves the chain and writes powerNodes, powerStages and warnings. Returns the distribution loss of each
    // building: a node's loss belongs to its building; a node outside is shared in proportion to the load it
    // serves in each.
    std::vector<double> solve(Snapshot& snapshot);

    // Sources' input minus loads and losses, relative to the input.
    double residual() const { return residual_; }

private:
    void writeNodes(Snapshot& snapshot) const;
    void writeStages(Snapshot& snapshot) const;
    void warnOverloads(Snapshot& snapshot) const;
    std::vector<double> lossByBuilding() const;
    void balance();

    const Site& site_;
    const CampusNetworks& networks_;
    std::vector<double> loadW_;
    std::vector<double> servedW_;      // by nodes outside buildings, directly: [outside node][building]
    std::vector<std::size_t> outside_; // position among the nodes outside, or none
    std::size_t buildings_ = 0;
    PowerFlow flow_;
    double residual_ = 0.0;
};

} // namespace hallwright
