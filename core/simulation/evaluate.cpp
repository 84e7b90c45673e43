#include "core/simulation/evaluate.h"

#include "core/simulation/campus_networks.h"
#include "core/simulation/campus_power.h"
#include "core/simulation/energy_balance.h"
#include "core/simulation/evaluate_cooling.h"
#include "core/simulation/evaluate_hall.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace hallwright {

namespace {

// The halls that `previous` evaluated under what still holds: found by position first, where an edit leaves
// them.
class EarlierHalls
{
public:
    EarlierHalls(const Site& site, const Snapshot* previous)
        : previous_(previous && previous->site->catalogue == site.catalogue &&
                            previous->site->info.elevationM == site.info.elevationM
                        ? previous
                        : nullptr)
    {
    }

    HallResultPtr of(const Hall& hall, std::size_t position) const
    {
        if (!previous_)
            return nullptr;
        const auto& halls = previous_->halls;
        if (position < halls.size() && halls[position]->hall->id == hall.id)
            return halls[position];
        const auto it =
            std::find_if(halls.begin(), halls.end(), [&](const auto& h) { return h->hall->id == hall.id; });
        return it != halls.end() ? *it : nullptr;
    }

private:
    const Snapshot* previous_;
};

bool evaluateHalls(Snapshot& snapshot, const Snapshot* previous, const std::stop_token& stop)
{
    const Site& site = *snapshot.site;
    const EarlierHalls earlier(site, previous);
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            if (stop.stop_requested())
                return false;
            HallResultPtr before = earlier.of(*hall, snapshot.halls.size());
            if (!before || before->hall != hall)
                before = evaluateHall(hall, *site.catalogue, site.info.elevationM, before.get());
            snapshot.halls.push_back(std::move(before));
        }
    }
    return true;
}

std::vector<double> heatByLoop(const CampusNetworks& networks, Snapshot& snapshot)
{
    std::vector<double> heatW(snapshot.site->cooling->loops.size(), 0.0);
    for (const HallResultPtr& hall : snapshot.halls) {
        for (const LoopHeat& heat : hall->rejected) {
            if (const auto loop = networks.loopIndex(heat.loop))
                heatW[*loop] += heat.heatW;
            else
                snapshot.warnings.push_back(
                    fmt::format("{}: {:.1f} kW of heat goes to coolant loop {}, which does not "
                                "exist; nothing rejects it.",
                                hall->hall->name, heat.heatW / 1e3, heat.loop.value));
        }
    }
    return heatW;
}

// Cooling power whose building is unknown is shared among the buildings by their IT power.
void shareOut(double powerW, std::vector<BuildingResult>& buildings)
{
    double itPowerW = 0.0;
    for (const BuildingResult& b : buildings)
        itPowerW += b.itPowerW;
    for (BuildingResult& b : buildings)
        b.coolingPowerW +=
            powerW * (itPowerW > 0.0 ? b.itPowerW / itPowerW : 1.0 / static_cast<double>(buildings.size()));
}

// Power of halls, pumps and plant, to their buildings and to the nodes that feed them.
void collectPower(const CampusNetworks& networks, CampusPower& power, Snapshot& snapshot)
{
    const Site& site = *snapshot.site;
    std::size_t hallAt = 0;
    for (std::size_t b = 0; b < site.buildings.size(); ++b) {
        const Building& building = *site.buildings[b];
        BuildingResult result;
        result.id = building.id;
        result.capacityW = building.capacityW;
        result.otherPowerW = building.otherPowerW;
        for (std::size_t h = 0; h < building.halls.size(); ++h) {
            const HallResult& hall = *snapshot.halls[hallAt++];
            result.itPowerW += hall.itPowerW;
            result.coolingPowerW += hall.airHandlerPowerW + hall.cduPumpPowerW;
            for (const NodeLoad& load : hall.loads)
                power.add(load.a, load.powerW, b);
        }
        snapshot.buildings.push_back(result);
    }
    double unfedW = 0.0;
    double elsewhereW = 0.0;
    const auto addCooling = [&](BuildingId id, PowerNodeId feed, double powerW) {
        const std::size_t b = networks.buildingIndex(id);
        (b != CampusNetworks::none ? snapshot.buildings[b].coolingPowerW : elsewhereW) += powerW;
        power.add(feed, powerW, b);
        if (!feed.valid())
            unfedW += powerW;
    };
    for (std::size_t k = 0; k < site.cooling->loops.size(); ++k)
        addCooling(site.cooling->loops[k].building, networks.pumpFeed(k), snapshot.loops[k].pumpPowerW);
    for (std::size_t u = 0; u < site.cooling->plant.size(); ++u)
        addCooling(site.cooling->plant[u].building, site.cooling->plant[u].feed, snapshot.plant[u].powerW);
    if (elsewhereW > 0.0)
        shareOut(elsewhereW, snapshot.buildings);
    if (unfedW > 0.0)
        snapshot.warnings.push_back(fmt::format("{:.1f} kW of loop pumps and plant is fed from no power "
                                                "node; it counts without distribution losses.",
                                                unfedW / 1e3));
}

void addUp(Snapshot& snapshot)
{
    for (BuildingResult& b : snapshot.buildings) {
        b.facilityPowerW = b.itPowerW + b.coolingPowerW + b.distributionLossW + b.otherPowerW;
        if (b.capacityW > 0.0 && b.facilityPowerW > b.capacityW)
            snapshot.warnings.push_back(fmt::format("{} draws {:.0f} kW, above its capacity of {:.0f} kW.",
                                                    snapshot.site->findBuilding(b.id)->name,
                                                    b.facilityPowerW / 1e3, b.capacityW / 1e3));
        snapshot.itPowerW += b.itPowerW;
        snapshot.coolingPowerW += b.coolingPowerW;
        snapshot.distributionLossW += b.distributionLossW;
        snapshot.otherPowerW += b.otherPowerW;
        snapshot.facilityPowerW += b.facilityPowerW;
    }
    snapshot.pue = snapshot.itPowerW > 0.0 ? snapshot.facilityPowerW / snapshot.itPowerW : 0.0;
}

void findHottest(Snapshot& snapshot)
{
    bool first = true;
    for (const HallResultPtr& hall : snapshot.halls) {
        snapshot.racksOverLimit += hall->racksOverLimit;
        if (!hall->hottestRack || (!first && hall->maxInletC <= snapshot.maxInletC))
            continue;
        first = false;
        snapshot.maxInletC = hall->maxInletC;
        snapshot.hottestRack = hall->hall->racks[*hall->hottestRack].id;
    }
}

} // namespace

SnapshotPtr evaluate(const SitePtr& site, const Conditions& conditions, const Snapshot* previous,
                     const std::stop_token& stop)
{
    const auto started = std::chrono::steady_clock::now();
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->site = site;
    snapshot->conditions = conditions;
    snapshot->networks = previous && previous->networks && previous->networks->serve(*site)
                             ? previous->networks
                             : std::make_shared<const CampusNetworks>(*site);
    const CampusNetworks& networks = *snapshot->networks;

    if (!evaluateHalls(*snapshot, previous, stop))
        return nullptr;
    for (const HallResultPtr& hall : snapshot->halls) {
        snapshot->warnings.insert(snapshot->warnings.end(), hall->warnings.begin(), hall->warnings.end());
        snapshot->energyResidual = worseResidual(snapshot->energyResidual, hall->energyResidual);
    }
    evaluateCooling(networks, heatByLoop(networks, *snapshot), *snapshot);
    CampusPower power(*site, networks);
    collectPower(networks, power, *snapshot);
    const std::vector<double> lossW = power.solve(*snapshot);
    for (std::size_t b = 0; b < lossW.size(); ++b)
        snapshot->buildings[b].distributionLossW = lossW[b];
    addUp(*snapshot);
    findHottest(*snapshot);
    for (std::size_t k = 0; k < snapshot->loops.size(); ++k)
        snapshot->energyResidual =
            worseResidual(snapshot->energyResidual, loopResidual(networks, *snapshot, k));
    snapshot->energyResidual = worseResidual(snapshot->energyResidual, power.residual());
    if (!std::isfinite(snapshot->energyResidual))
        snapshot->warnings.push_back(
            "Some results are not finite numbers; none of these figures can be relied on.");
    snapshot->solveMs =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
    return stop.stop_requested() ? nullptr : snapshot;
}

} // namespace hallwright
