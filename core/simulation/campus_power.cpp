#include "core/simulation/campus_power.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace hallwright {

CampusPower::CampusPower(const Site& site, const CampusNetworks& networks)
    : site_(site), networks_(networks), loadW_(networks.chain().size(), 0.0),
      outside_(networks.chain().size(), CampusNetworks::none), buildings_(site.buildings.size())
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < outside_.size(); ++i) {
        if (networks_.buildingOfNode(i) == CampusNetworks::none)
            outside_[i] = count++;
    }
    servedW_.assign(count * buildings_, 0.0);
}

void CampusPower::add(PowerNodeId node, double powerW, std::size_t building)
{
    const auto index = networks_.chain().indexOf(node);
    if (!index)
        return;
    loadW_[*index] += powerW;
    if (outside_[*index] != CampusNetworks::none && building != CampusNetworks::none)
        servedW_[outside_[*index] * buildings_ + building] += powerW;
}

std::vector<double> CampusPower::solve(Snapshot& snapshot)
{
    flow_ = networks_.chain().flowFor(loadW_);
    balance();
    writeNodes(snapshot);
    writeStages(snapshot);
    warnOverloads(snapshot);
    return lossByBuilding();
}

void CampusPower::balance()
{
    double sourcesW = 0.0;
    double usedW = 0.0;
    for (std::size_t i = 0; i < loadW_.size(); ++i) {
        if (networks_.chain().feeders(i).empty())
            sourcesW += flow_.outputW[i] + flow_.lossW[i];
        usedW += loadW_[i] + flow_.lossW[i];
    }
    if (sourcesW > 0.0 || usedW > 0.0)
        residual_ = (sourcesW - usedW) / std::max(sourcesW, usedW);
}

void CampusPower::writeNodes(Snapshot& snapshot) const
{
    snapshot.powerNodes.reserve(loadW_.size());
    for (std::size_t i = 0; i < loadW_.size(); ++i) {
        PowerNodeResult result;
        result.id = site_.power->nodes[i].id;
        result.outputW = flow_.outputW[i];
        result.lossW = flow_.lossW[i];
        snapshot.powerNodes.push_back(result);
    }
}

void CampusPower::writeStages(Snapshot& snapshot) const
{
    constexpr std::array kinds{
        PowerNodeKind::Utility, PowerNodeKind::Transformer, PowerNodeKind::Switchgear,     PowerNodeKind::Ups,
        PowerNodeKind::Pdu,     PowerNodeKind::Busway,      PowerNodeKind::MechanicalPanel};
    for (const PowerNodeKind kind : kinds) {
        PowerStageResult stage;
        stage.kind = kind;
        bool present = false;
        for (std::size_t i = 0; i < loadW_.size(); ++i) {
            if (site_.power->nodes[i].kind != kind)
                continue;
            present = true;
            stage.outputW += flow_.outputW[i];
            stage.lossW += flow_.lossW[i];
        }
        if (present)
            snapshot.powerStages.push_back(stage);
    }
}

void CampusPower::warnOverloads(Snapshot& snapshot) const
{
    constexpr double rounding = 1e-9;
    for (std::size_t i = 0; i < loadW_.size(); ++i) {
        const PowerNode& node = site_.power->nodes[i];
        if (flow_.outputW[i] > node.ratedW * (1.0 + rounding))
            snapshot.warnings.push_back(fmt::format("{} delivers {:.0f} kW, above its rating of {:.0f} kW.",
                                                    node.name, flow_.outputW[i] / 1e3, node.ratedW / 1e3));
    }
}

std::vector<double> CampusPower::lossByBuilding() const
{
    std::vector<double> lossW(buildings_, 0.0);
    if (buildings_ == 0)
        return lossW;
    std::vector<double> servedW = servedW_;
    const auto row = [&](std::size_t node) { return servedW.data() + outside_[node] * buildings_; };
    for (const std::uint32_t i : networks_.chain().order()) {
        const std::size_t building = networks_.buildingOfNode(i);
        const auto feeders = networks_.chain().feeders(i);
        for (const std::uint32_t feeder : feeders) {
            if (outside_[feeder] == CampusNetworks::none)
                continue;
            const double part = 1.0 / static_cast<double>(feeders.size());
            if (building != CampusNetworks::none) {
                row(feeder)[building] += part * (flow_.outputW[i] + flow_.lossW[i]);
                continue;
            }
            for (std::size_t b = 0; b < buildings_; ++b)
                row(feeder)[b] += part * row(i)[b];
        }
    }
    for (std::size_t i = 0; i < flow_.lossW.size(); ++i) {
        const std::size_t building = networks_.buildingOfNode(i);
        if (building != CampusNetworks::none) {
            lossW[building] += flow_.lossW[i];
            continue;
        }
        double sumW = 0.0;
        for (std::size_t b = 0; b < buildings_; ++b)
            sumW += row(i)[b];
        for (std::size_t b = 0; b < buildings_; ++b)
            lossW[b] +=
                flow_.lossW[i] * (sumW > 0.0 ? row(i)[b] / sumW : 1.0 / static_cast<double>(buildings_));
    }
    return lossW;
}

} // namespace hallwright
