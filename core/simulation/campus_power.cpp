#include "core/simulation/campus_power.h"

#include "core/model/number_text.h"
#include "core/simulation/affected.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <span>

namespace hallwright {

namespace {

constexpr double rounding = 1e-9; // of a rating: what a load equal to it may seem to exceed it by

} // namespace

std::optional<double> rideThroughS(const PowerNode& node, double outputW)
{
    if (node.storedJ <= 0.0 || outputW <= 0.0)
        return std::nullopt;
    return node.storedJ / (outputW + powerLossW(node.loss, node.ratedW, outputW)); // t = E / (P_out + P_loss)
}

CampusPower::CampusPower(const Site& site, const CampusNetworks& networks, std::vector<char> outOfService)
    : site_(site), networks_(networks), outOfService_(std::move(outOfService))
{
    if (std::find(outOfService_.begin(), outOfService_.end(), 1) == outOfService_.end())
        outOfService_.clear();
    unlimited_ = outOfService_.empty() ? networks.pathsWithout(FeedSide::None)
                                       : networks.chain().pathsWithout(outOfService_);
    paths_ = unlimited_;
}

void CampusPower::clearLoads()
{
    loads_.clear();
    loadBuilding_.clear();
}

void CampusPower::add(const NodeLoad& load, std::size_t building)
{
    const PowerChain& chain = networks_.chain();
    loads_.push_back({chain.positionOf(load.a), chain.positionOf(load.b), load.powerW});
    loadBuilding_.push_back(building);
}

void CampusPower::solve()
{
    const PowerChain& chain = networks_.chain();
    if (!paths_.pull.empty())
        paths_ = unlimited_;
    flow_ = chain.flowWithinRatings(loads_, paths_);
    asked_ = paths_.pull.empty() ? PowerFlow() : chain.flowFor(loads_, unlimited_);
    shareOfExcess_ =
        chain.anyExcess(flow_, paths_) ? chain.shareOfExcess(flow_, paths_) : std::vector<double>();
}

double CampusPower::excessW() const
{
    double sumW = 0.0;
    for (const std::size_t i : sourcesWithExcess())
        sumW += networks_.chain().excessW(i, flow_, paths_);
    return sumW;
}

std::vector<std::size_t> CampusPower::sourcesWithExcess() const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < shareOfExcess_.size(); ++i) {
        if (networks_.chain().excessW(i, flow_, paths_) > 0.0)
            found.push_back(i);
    }
    return found;
}

double CampusPower::shareOfExcess(PowerNodeId a, PowerNodeId b) const
{
    if (shareOfExcess_.empty())
        return 0.0;
    const PowerLoad load{networks_.chain().positionOf(a), networks_.chain().positionOf(b), 1.0};
    const LoadShares shares = sharesOf(load, paths_);
    return (shares.a > 0.0 ? shares.a * shareOfExcess_[load.a] : 0.0) +
           (shares.b > 0.0 ? shares.b * shareOfExcess_[load.b] : 0.0);
}

// What it would give if it were not limited.
double CampusPower::askedW(std::size_t i) const
{
    return asked_.outputW.empty() ? flow_.outputW[i] : asked_.outputW[i];
}

bool CampusPower::reaches(PowerNodeId feed) const
{
    const auto node = feed.valid() ? networks_.chain().indexOf(feed) : std::nullopt;
    return !node || paths_.energised[*node] != 0;
}

double CampusPower::otherPowerW(const Building& building) const
{
    return reaches(building.otherFeed) ? building.otherPowerW : 0.0;
}

void CampusPower::write(Snapshot& snapshot) const
{
    const PowerFlow withoutA = flowWithout(FeedSide::A);
    const PowerFlow withoutB = flowWithout(FeedSide::B);
    writeNodes(withoutA, withoutB, snapshot);
    writeStages(snapshot);
    writeBalance(snapshot);
    writeUnserved(withoutA, withoutB, snapshot);
    noteLimited(snapshot);
}

// The loads as they are, with the nodes of a side out of service besides those that already are.
PowerFlow CampusPower::flowWithout(FeedSide side) const
{
    if (outOfService_.empty())
        return flowBy(networks_.pathsWithout(side));
    std::vector<char> out = networks_.nodesOf(side);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = out[i] || outOfService_[i];
    return flowBy(networks_.chain().pathsWithout(out));
}

// Hardly ever is a source asked for more than it has, so that the paths are not copied before that is known.
PowerFlow CampusPower::flowBy(const PowerPaths& paths) const
{
    PowerFlow flow = networks_.chain().flowFor(loads_, paths);
    if (!networks_.chain().anyExcess(flow, paths))
        return flow;
    PowerPaths limited = paths;
    return networks_.chain().flowWithinRatings(loads_, limited);
}

void CampusPower::writeNodes(const PowerFlow& withoutA, const PowerFlow& withoutB, Snapshot& snapshot) const
{
    snapshot.powerNodes.reserve(flow_.outputW.size());
    for (std::size_t i = 0; i < flow_.outputW.size(); ++i) {
        PowerNodeResult result;
        result.id = node(i).id;
        result.outputW = flow_.outputW[i];
        result.lossW = flow_.lossW[i];
        result.energised = paths_.energised[i] != 0;
        if (paths_.energised[i] && networks_.chain().isLimited(i))
            result.movedW = std::max(askedW(i) - std::max(flow_.outputW[i], node(i).ratedW), 0.0);
        // A node of one side carries nothing after the loss of its own.
        result.outputOtherSideLostW = std::max(withoutA.outputW[i], withoutB.outputW[i]);
        result.peakW = result.outputW;
        snapshot.powerNodes.push_back(result);
    }
    addPeaks(snapshot);
}

void CampusPower::addPeaks(Snapshot& snapshot) const
{
    const PowerChain& chain = networks_.chain();
    for (const HallResultPtr& hall : snapshot.halls) {
        for (const NodeLoad& peak : hall->peaks) {
            const PowerLoad load{chain.positionOf(peak.a), chain.positionOf(peak.b), peak.powerW};
            const LoadShares shares = sharesOf(load, paths_);
            if (load.a != noPowerNode)
                snapshot.powerNodes[load.a].peakW += shares.a * peak.powerW;
            if (load.b != noPowerNode)
                snapshot.powerNodes[load.b].peakW += shares.b * peak.powerW;
        }
    }
}

void CampusPower::writeStages(Snapshot& snapshot) const
{
    constexpr std::array kinds{PowerNodeKind::Utility,
                               PowerNodeKind::Generator,
                               PowerNodeKind::Battery,
                               PowerNodeKind::Transformer,
                               PowerNodeKind::SolidStateTransformer,
                               PowerNodeKind::Switchgear,
                               PowerNodeKind::Ups,
                               PowerNodeKind::Rectifier,
                               PowerNodeKind::Pdu,
                               PowerNodeKind::Busway,
                               PowerNodeKind::MechanicalPanel};
    std::array<PowerStageResult, kinds.size()> stages;
    std::array<bool, kinds.size()> present{};
    const PowerChain& chain = networks_.chain();
    for (std::size_t i = 0; i < flow_.outputW.size(); ++i) {
        const auto at =
            static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), node(i).kind) - kinds.begin());
        present[at] = true;
        stages[at].outputW += flow_.outputW[i];
        stages[at].lossW += flow_.lossW[i];
        // What a node draws from another of its kind has not left the kind.
        const auto feeders = chain.feeders(i);
        for (std::size_t k = 0; k < feeders.size(); ++k) {
            if (node(feeders[k]).kind == node(i).kind)
                stages[at].outputW -=
                    paths_.feederShare[chain.firstFeeder(i) + k] * (flow_.outputW[i] + flow_.lossW[i]);
        }
    }
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        stages[k].kind = kinds[k];
        if (present[k])
            snapshot.powerStages.push_back(stages[k]);
    }
}

void CampusPower::writeBalance(Snapshot& snapshot) const
{
    snapshot.sourcePowerW = networks_.chain().sourcePowerW(flow_, paths_);
    double usedW = flow_.servedW;
    for (const double lossW : flow_.lossW)
        usedW += lossW;
    const double scaleW = std::max(snapshot.sourcePowerW, usedW);
    snapshot.powerResidual = scaleW == 0.0 ? 0.0 : std::abs(snapshot.sourcePowerW - usedW) / scaleW;
    if (!std::isfinite(snapshot.powerResidual))
        snapshot.powerResidual = std::numeric_limits<double>::infinity();
}

// Sources that are asked for more than they have, and who gives it instead.
void CampusPower::noteLimited(Snapshot& snapshot) const
{
    Affected limited;
    double hasW = 0.0, movedW = 0.0;
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        if (snapshot.powerNodes[i].movedW <= rounding * node(i).ratedW)
            continue;
        limited.add(node(i).name);
        hasW += node(i).ratedW;
        movedW += snapshot.powerNodes[i].movedW;
    }
    if (limited.count > 0)
        snapshot.notes.push_back(
            fmt::format("{} {} asked for {} beyond the {} {}; what draws on {} is taken to "
                        "draw that much more from its other feeds.",
                        limited.of("sources"), limited.are(), kilowatts(movedW, 0), kilowatts(hasW, 0),
                        limited.count == 1 ? "it has" : "they have", limited.count == 1 ? "it" : "them"));
}

// Of the first load that no living node serves.
const PowerNode& CampusPower::deadFeed(const PowerPaths& paths) const
{
    const auto first = std::find_if(loads_.begin(), loads_.end(), [&](const PowerLoad& load) {
        const LoadShares shares = sharesOf(load, paths);
        const bool anywhere = load.a != noPowerNode || load.b != noPowerNode;
        return load.powerW > 0.0 && anywhere && shares.a + shares.b == 0.0;
    });
    return node(first->a != noPowerNode ? first->a : first->b);
}

void CampusPower::writeUnserved(const PowerFlow& withoutA, const PowerFlow& withoutB,
                                Snapshot& snapshot) const
{
    if (flow_.unservedW > 0.0)
        snapshot.unserved = {flow_.unservedW, deadFeed(paths_).id};
    snapshot.unservedWithoutA = unservedWithout(FeedSide::A, withoutA);
    snapshot.unservedWithoutB = unservedWithout(FeedSide::B, withoutB);
}

// Equipment fed from one side alone. With something out of service what it fed has one side left, as it should.
UnservedLoad CampusPower::unservedWithout(FeedSide side, const PowerFlow& flow) const
{
    if (!outOfService_.empty() || !(flow.unservedW > flow_.unservedW))
        return {};
    return {flow.unservedW, deadFeed(networks_.pathsWithout(side)).id};
}

std::vector<double> CampusPower::unservedByBuilding() const
{
    std::vector<double> unservedW(site_.buildings.size(), 0.0);
    for (std::size_t k = 0; k < loads_.size(); ++k) {
        const PowerLoad& load = loads_[k];
        if (loadBuilding_[k] == CampusNetworks::none || (load.a == noPowerNode && load.b == noPowerNode))
            continue;
        const LoadShares shares = sharesOf(load, paths_);
        if (shares.a + shares.b == 0.0)
            unservedW[loadBuilding_[k]] += load.powerW;
    }
    return unservedW;
}

namespace {

// What nodes outside all buildings serve in each: a row of buildings for each such node.
class ServedOutside
{
public:
    ServedOutside(const CampusNetworks& networks, std::size_t buildings)
        : row_(networks.chain().size(), CampusNetworks::none), buildings_(buildings)
    {
        std::size_t count = 0;
        for (std::size_t i = 0; i < row_.size(); ++i) {
            if (networks.buildingOfNode(i) == CampusNetworks::none)
                row_[i] = count++;
        }
        servedW_.assign(count * buildings, 0.0);
    }

    bool has(std::size_t node) const { return row_[node] != CampusNetworks::none; }
    std::span<double> at(std::size_t node) { return {servedW_.data() + row_[node] * buildings_, buildings_}; }

private:
    std::vector<std::size_t> row_;
    std::vector<double> servedW_;
    std::size_t buildings_;
};

} // namespace

std::vector<double> CampusPower::lossByBuilding() const
{
    const std::size_t buildings = site_.buildings.size();
    std::vector<double> lossW(buildings, 0.0);
    if (buildings == 0)
        return lossW;
    const PowerChain& chain = networks_.chain();
    ServedOutside served(networks_, buildings);
    const auto serve = [&](std::uint32_t node, std::size_t building, double powerW) {
        if (node != noPowerNode && building != CampusNetworks::none && served.has(node))
            served.at(node)[building] += powerW;
    };
    for (std::size_t k = 0; k < loads_.size(); ++k) {
        const LoadShares shares = sharesOf(loads_[k], paths_);
        serve(loads_[k].a, loadBuilding_[k], shares.a * loads_[k].powerW);
        serve(loads_[k].b, loadBuilding_[k], shares.b * loads_[k].powerW);
    }
    for (const std::uint32_t i : chain.order()) {
        const std::size_t building = networks_.buildingOfNode(i);
        const auto feeders = chain.feeders(i);
        for (std::size_t k = 0; k < feeders.size(); ++k) {
            if (!served.has(feeders[k]))
                continue;
            const double share = paths_.feederShare[chain.firstFeeder(i) + k];
            serve(feeders[k], building, share * (flow_.outputW[i] + flow_.lossW[i]));
            if (building != CampusNetworks::none)
                continue;
            for (std::size_t b = 0; b < buildings; ++b)
                serve(feeders[k], b, share * served.at(i)[b]);
        }
    }
    for (std::size_t i = 0; i < flow_.lossW.size(); ++i) {
        const std::size_t building = networks_.buildingOfNode(i);
        if (building != CampusNetworks::none) {
            lossW[building] += flow_.lossW[i];
            continue;
        }
        double sumW = 0.0;
        for (const double servedW : served.at(i))
            sumW += servedW;
        for (std::size_t b = 0; b < buildings; ++b)
            lossW[b] +=
                flow_.lossW[i] * (sumW > 0.0 ? served.at(i)[b] / sumW : 1.0 / static_cast<double>(buildings));
    }
    return lossW;
}

} // namespace hallwright
