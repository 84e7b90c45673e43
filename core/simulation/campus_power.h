// Collects what draws power, sends it through the chain, and says whose the losses are and what each node would carry
// after the loss of a side.
#pragma once

#include "core/simulation/campus_networks.h"
#include "core/simulation/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright {

// How long the stored energy of a battery or a UPS lasts at this output [s]: E / (P_out + P_loss), the loss that of
// double conversion, since an eco-mode UPS runs its inverter on battery. none without storage or without load.
std::optional<double> rideThroughS(const PowerNode& node, double outputW);

// One evaluation's power. `add` and `solve` may be repeated after `clearLoads`, while plant and power seek agreement;
// `write` comes once, after the last `solve`.
class CampusPower
{
public:
    // `outOfService`: one per power node, or empty for none.
    CampusPower(const Site& site, const CampusNetworks& networks, std::vector<char> outOfService = {});

    void clearLoads();
    // `building` is a position in the site, or CampusNetworks::none. Power at no node, or at unknown ones, reaches no
    // chain and loses nothing on the way.
    void add(const NodeLoad& load, std::size_t building);
    void solve();

    // powerNodes, powerStages, sourcePowerW, powerResidual and notes.
    void write(Snapshot& snapshot) const;

    // Whether power gets to what `feed` feeds. Equipment that names no node, or one that does not exist, counts as fed
    // from elsewhere.
    bool reaches(PowerNodeId feed) const;
    // What a load of `powerW` at these nodes adds to what sources must give beyond their ratings.
    double shareOfExcess(PowerNodeId a, PowerNodeId b) const;
    double excessW() const; // of all sources together; 0 where none is asked for more than it has
    std::vector<std::size_t> sourcesWithExcess() const; // positions of their nodes
    // Lighting and offices go dark with the node they are fed from.
    double otherPowerW(const Building& building) const;

    const std::vector<double>& lossW() const { return flow_.lossW; }        // one per power node
    const std::vector<char>& energised() const { return paths_.energised; } // one per power node
    // Of what was added: what reaches no living node. A building draws that much less.
    std::vector<double> unservedByBuilding() const;
    double servedW() const { return flow_.servedW; }
    double unservedW() const { return flow_.unservedW; }
    // A node's loss belongs to its building; that of a node outside is shared in proportion to the load it serves in
    // each, or equally where it serves none.
    std::vector<double> lossByBuilding() const;

private:
    PowerFlow flowWithout(FeedSide side) const;
    PowerFlow flowBy(const PowerPaths& paths) const;
    void writeNodes(const PowerFlow& withoutA, const PowerFlow& withoutB, Snapshot& snapshot) const;
    void addPeaks(Snapshot& snapshot) const;
    void writeStages(Snapshot& snapshot) const;
    void writeBalance(Snapshot& snapshot) const;
    void writeUnserved(const PowerFlow& withoutA, const PowerFlow& withoutB, Snapshot& snapshot) const;
    UnservedLoad unservedWithout(FeedSide side, const PowerFlow& flow) const;
    void noteLimited(Snapshot& snapshot) const;
    double askedW(std::size_t node) const;
    const PowerNode& deadFeed(const PowerPaths& paths) const;
    const PowerNode& node(std::size_t i) const { return site_.power->nodes[i]; }

    const Site& site_;
    const CampusNetworks& networks_;
    std::vector<char> outOfService_; // empty if all are in service
    PowerPaths unlimited_;           // which way power takes, whatever the sources have
    PowerPaths paths_;               // which way it takes with these loads
    PowerFlow asked_;                // along `unlimited_`; empty where that is the same
    std::vector<double> shareOfExcess_; // per power node; empty where no source has an excess
    std::vector<PowerLoad> loads_;
    std::vector<std::size_t> loadBuilding_; // one per load
    PowerFlow flow_;
};

} // namespace hallwright
