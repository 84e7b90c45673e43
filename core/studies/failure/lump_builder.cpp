#include "core/studies/failure/lump_builder.h"

#include "core/physics/air.h"
#include "core/physics/cdu_exchanger.h"
#include "core/physics/controlled_exchanger.h"
#include "core/physics/cooling_coil.h"
#include "core/physics/economiser.h"
#include "core/physics/psychrometrics.h"
#include "core/physics/thermal_mass.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double leastTransitS =
    10.0; // of loop water in pipes and equipment, where fewer are drawn: judgement
constexpr double naturalMixingS =
    300.0; // in which still air changes places with that behind the racks: judgement
constexpr double leastDifferenceK =
    0.5; // between a rear door's air and water, from which its conductance follows

// Of the greatest exchange between two streams, as a share of what the hot one carries, with the valve wide open.
double openShareOf(const RatedExchanger& unit, double hotWK)
{
    const double mostWK = widestOpening * std::max(unit.coldWK, 0.0);
    if (!(hotWK > 0.0 && mostWK > 0.0))
        return 0.0;
    return exchangeAt(unit, hotWK, 1.0, mostWK, 0.0).effectiveness * std::min(hotWK, mostWK) / hotWK;
}

double fullM3s(const Hall& hall, const std::vector<EquipmentStart>& starts, double timeS)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < hall.airHandlers.size(); ++i)
        sum += starts[i].runs(timeS) ? hall.airHandlers[i].airflowM3s : 0.0;
    return sum;
}

std::size_t loopOf(const CampusLoops& loops, CoolantLoopId id)
{
    const std::size_t k = loops.indexOf(id);
    return k == CampusLoops::none ? noLoop : k;
}

} // namespace

LumpBuilder::LumpBuilder(const Snapshot& before, const CampusLoops& loops, const FailureOptions& options)
    : before_(before), loops_(loops), options_(options)
{
    findCdus();
}

// Those that racks give heat to.
void LumpBuilder::findCdus()
{
    for (std::size_t h = 0; h < before_.halls.size(); ++h) {
        const Hall& hall = *before_.halls[h]->hall;
        std::vector<LumpCdu> ofHall(hall.cdus.size());
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            if (!(before_.halls[h]->racks[i].heatToLiquidW > 0.0))
                continue;
            for (std::size_t c = 0; c < hall.cdus.size(); ++c) {
                if (hall.cdus[c].id == hall.racks[i].cdu)
                    ofHall[c].racks.push_back(i);
            }
        }
        for (std::size_t c = 0; c < ofHall.size(); ++c) {
            if (ofHall[c].racks.empty())
                continue;
            ofHall[c].hall = h;
            ofHall[c].cdu = c;
            cdus_.push_back(std::move(ofHall[c]));
        }
    }
}

std::vector<double> LumpBuilder::start(const SiteLumps& lumps, const std::vector<EnergyStore>& stores) const
{
    std::vector<double> state(lumps.size(), 0.0);
    for (std::size_t h = 0; h < before_.halls.size(); ++h) {
        const HallResult& hall = *before_.halls[h];
        // Where coils are closed and rear doors take all, what goes back is what comes.
        const bool mixed = hall.returnC <= hall.meanInletC;
        state[lumps.coldAir(h)] = mixed ? hall.returnC : hall.meanInletC;
        state[lumps.hotAir(h)] = hall.returnC;
        state[lumps.metal(h)] = (state[lumps.coldAir(h)] + hall.returnC) / 2.0;
    }
    for (std::size_t c = 0; c < cdus_.size(); ++c) {
        const CduResult& unit = before_.halls[cdus_[c].hall]->cdus[cdus_[c].cdu];
        state[lumps.coolant(c)] = unit.supplyC.value_or(unit.setPointC.value_or(0.0));
    }
    for (std::size_t k = 0; k < before_.loops.size(); ++k) {
        state[lumps.supply(k)] = before_.loops[k].supplyC;
        state[lumps.back(k)] = before_.loops[k].returnC;
    }
    for (std::size_t s = 0; s < stores.size(); ++s)
        state[lumps.energy(s)] = stores[s].energyJ;
    return state;
}

SiteLumps LumpBuilder::lumpsOf(const Stretch& stretch, std::size_t stores) const
{
    SiteLumps lumps;
    for (std::size_t h = 0; h < before_.halls.size(); ++h)
        lumps.halls.push_back(hallLump(h, stretch));
    for (const LumpCdu& cdu : cdus_)
        lumps.cdus.push_back(cduLump(cdu, stretch));
    for (std::size_t k = 0; k < before_.loops.size(); ++k)
        lumps.loops.push_back(loopLump(k, stretch));
    lumps.stores.resize(stores);
    return lumps;
}

bool LumpBuilder::isSettled(std::size_t h, const Stretch& stretch) const
{
    const HallResult& now = *stretch.now.halls[h];
    if (!now.steady)
        return false;
    for (std::size_t i = 0; i < now.racks.size(); ++i) {
        if (isDown(now.racks[i].service) && stretch.down[h][i] == 0)
            return false;
    }
    const auto stillStarts = [&](const EquipmentStart& of) { return of.can && !of.runs(stretch.timeS); };
    if (std::ranges::any_of(stretch.starts.airHandlers[h], stillStarts) ||
        std::ranges::any_of(stretch.starts.cdus[h], stillStarts))
        return false;
    return std::ranges::none_of(loops_.loopsOfHall(h),
                                [&](std::size_t k) { return stillStarts(stretch.starts.pumps[k]); });
}

const HallResult& LumpBuilder::resultOf(std::size_t h, const Stretch& stretch) const
{
    return isSettled(h, stretch) ? *stretch.now.halls[h] : *before_.halls[h];
}

std::vector<double> LumpBuilder::inletOffsetsK(std::size_t h, const Stretch& stretch) const
{
    const bool settled = isSettled(h, stretch);
    const HallResult& of = settled ? *stretch.now.halls[h] : *before_.halls[h];
    // Racks that take in their own mixed exhaust are all equally warm: (1 - r0) is left of what sets them apart.
    double share = 1.0;
    if (!settled && of.rackAirflowM3s > 0.0)
        share = std::min(1.0, suppliedM3s(h, stretch) / of.rackAirflowM3s);
    std::vector<double> offsets;
    const double coldC = std::min(of.meanInletC, std::max(of.returnC, of.supplyC));
    for (const RackResult& rack : of.racks)
        offsets.push_back(share * (rack.inletC - coldC));
    return offsets;
}

// The fans follow the racks as far as those that run can.
double LumpBuilder::suppliedM3s(std::size_t h, const Stretch& stretch) const
{
    if (isSettled(h, stretch))
        return stretch.now.halls[h]->supplyAirflowM3s;
    const HallResult& before = *before_.halls[h];
    double runM3s = 0.0;
    for (std::size_t i = 0; i < before.racks.size(); ++i)
        runM3s += stretch.down[h][i] == 0 ? before.racks[i].airflowM3s : 0.0;
    const double share = before.rackAirflowM3s > 0.0 ? runM3s / before.rackAirflowM3s : 1.0;
    return std::min(share * before.supplyAirflowM3s,
                    fullM3s(*before.hall, stretch.starts.airHandlers[h], stretch.timeS));
}

HallLump LumpBuilder::hallLump(std::size_t h, const Stretch& stretch) const
{
    const bool settled = isSettled(h, stretch);
    const HallResult& before = *before_.halls[h];
    const HallResult& of = settled ? *stretch.now.halls[h] : before;
    const Hall& hall = *before.hall;
    const double heatPerVolume = airHeatPerVolume(before.inputs.elevationM, hall.supplyC);
    double rackWidthsM = 0.0;
    double airHeatW = 0.0;
    double rackM3s = 0.0;
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const RackType* type = before_.site->catalogue->find(hall.racks[i].type);
        rackWidthsM += type ? type->widthM : 0.0;
        airHeatW += stretch.down[h][i] == 0 ? of.racks[i].heatToAirW : 0.0;
        rackM3s += stretch.down[h][i] == 0 ? of.racks[i].airflowM3s : 0.0;
    }
    const ThermalMass mass =
        thermalMass(hall.widthM * hall.depthM * hall.heightM, heatPerVolume, rackWidthsM);
    HallLump lump{mass.airJK, mass.solidsJK, mass.conductanceWK, airHeatW, 0.0, hall.supplyC, {}, {}};
    lump.heatW += stretch.now.halls[h]->inputs.equipmentHeatW;
    const double airM3s = suppliedM3s(h, stretch);
    const double airWK = heatPerVolume * airM3s;
    const double behindK = of.returnC - of.meanInletC;
    if (behindK > leastDifferenceK) // X = K (Tc - Tsup)/(Th - Tc)
        lump.mixedWK =
            std::max(heatPerVolume * of.supplyAirflowM3s * (of.meanInletC - of.supplyC) / behindK, 0.0);
    else
        lump.mixedWK = heatPerVolume * rackM3s;
    if (!settled) {
        const double share = of.rackAirflowM3s > 0.0 ? rackM3s / of.rackAirflowM3s : 0.0;
        lump.mixedWK =
            share * lump.mixedWK + heatPerVolume * std::max(share * of.supplyAirflowM3s - airM3s, 0.0);
        lump.mixedWK = std::max(lump.mixedWK, mass.airJK / naturalMixingS - airWK);
    }
    addCoils(lump, h, airM3s, stretch);
    addDoors(lump, h, of.heatToAirW > 0.0 ? std::min(airHeatW / of.heatToAirW, 1.0) : 0.0);
    return lump;
}

// Units on one loop are one.
void LumpBuilder::addCoils(HallLump& lump, std::size_t h, double airM3s, const Stretch& stretch) const
{
    const HallResult& before = *before_.halls[h];
    const Hall& hall = *before.hall;
    const double runM3s = fullM3s(hall, stretch.starts.airHandlers[h], stretch.timeS);
    const double heatPerVolume = airHeatPerVolume(before.inputs.elevationM, hall.supplyC);
    const double ratedHeatPerVolume = airHeatPerVolume(seaLevelM, hall.supplyC);
    const double outdoors = outdoorShare(before);
    for (std::size_t i = 0; i < hall.airHandlers.size(); ++i) {
        const AirHandler& unit = hall.airHandlers[i];
        if (!stretch.starts.airHandlers[h][i].runs(stretch.timeS) || !(runM3s > 0.0))
            continue;
        const std::size_t k = loopOf(loops_, unit.loop);
        const double airWK = heatPerVolume * airM3s * unit.airflowM3s / runM3s;
        const AirHandlerResult& now = stretch.now.halls[h]->airHandlers[i];
        auto coil = std::ranges::find(lump.coils, k, &CoilLump::loop);
        if (coil == lump.coils.end())
            coil = lump.coils.insert(coil, CoilLump{k, 0.0, 0.0, outdoors, 0.0, true});
        if (k != noLoop) {
            const double share = openShareOf(coilOf(unit, ratedHeatPerVolume, loops_[k].designRangeK), airWK);
            const double sumWK = coil->airWK + airWK;
            coil->openShare = sumWK > 0.0 ? (coil->airWK * coil->openShare + airWK * share) / sumWK : 0.0;
        }
        coil->airWK += airWK;
        coil->fanW += now.running ? now.fanPowerW : before.airHandlers[i].fanPowerW;
    }
}

double LumpBuilder::outdoorShare(const HallResult& hall) const
{
    if (!hall.hall->airsideEconomiser)
        return 0.0;
    const Conditions& at = before_.conditions;
    const double pressurePa = pressureAtElevationPa(before_.site->info.elevationM);
    const double humidity = humidityRatioFromWetBulb(at.outdoorC, at.wetBulbC, pressurePa);
    return airsideFreeShare(hall.supplyC, hall.returnC, at.outdoorC, dewPointC(humidity, pressurePa));
}

void LumpBuilder::addDoors(HallLump& lump, std::size_t h, double share) const
{
    const HallResult& before = *before_.halls[h];
    if (!(before.rearDoorHeatW > 0.0))
        return;
    const std::vector<CoolantLoopId> loops = rearDoorLoopsOf(*before.hall, *before_.site->catalogue);
    for (const CoolantLoopId id : loops) {
        const std::size_t k = loopOf(loops_, id);
        const double waterC = k == noLoop ? lump.setC : before_.loops[k].supplyC;
        const double heatW = before.rearDoorHeatW / static_cast<double>(loops.size());
        lump.doors.push_back({k, share * heatW / std::max(before.returnC - waterC, leastDifferenceK)});
    }
}

CduLump LumpBuilder::cduLump(const LumpCdu& of, const Stretch& stretch) const
{
    const HallResult& before = *before_.halls[of.hall];
    const bool settled = isSettled(of.hall, stretch);
    const HallResult& hall = settled ? *stretch.now.halls[of.hall] : before;
    const Cdu& unit = before.hall->cdus[of.cdu];
    const CduResult& at = hall.cdus[of.cdu];
    CduLump lump;
    lump.loop = loopOf(loops_, unit.loop);
    lump.setC = unit.supplyC > 0.0 ? unit.supplyC : before.cdus[of.cdu].setPointC.value_or(0.0);
    lump.followsK = unit.supplyC > 0.0 ? 0.0 : unit.approachK;
    double allW = 0.0;
    double runningW = 0.0; // before, of those that still run
    for (const std::size_t i : of.racks) {
        allW += before.racks[i].heatToLiquidW;
        if (stretch.down[of.hall][i] != 0)
            continue;
        runningW += before.racks[i].heatToLiquidW;
        lump.heatW += hall.racks[i].heatToLiquidW;
    }
    lump.coolantJK = options_.coolantJKPerW * allW;
    if (!stretch.starts.cdus[of.hall][of.cdu].runs(stretch.timeS) || !(lump.heatW > 0.0))
        return lump;
    lump.heatW += at.pumpPowerW;
    const double heatPerVolume = coolantAt(unit.coolant, lump.setC).heatPerVolume();
    lump.flowWK = heatPerVolume * at.flowM3s * (settled ? 1.0 : runningW / allW);
    if (lump.loop != noLoop)
        lump.openShare = openShareOf(platesOf(unit, heatPerVolume, loops_[lump.loop].coolant.heatPerVolume()),
                                     lump.flowWK);
    return lump;
}

LoopLump LumpBuilder::loopLump(std::size_t k, const Stretch& stretch) const
{
    const LoopResult& before = before_.loops[k];
    const LoopResult& now = stretch.now.loops[k];
    const CoolantLoop& loop = before_.site->cooling->loops[k];
    const double heatPerVolume = loops_[k].coolant.heatPerVolume();
    const double leastJK = leastTransitS * heatPerVolume * std::max(before.flowM3s, 1e-6);
    const double pipesM3 = std::max(loops_[k].waterM3 - loop.bufferM3, 0.0);
    LoopLump lump;
    lump.supplyJK = std::max(heatPerVolume * (pipesM3 / 2.0 + loop.bufferM3), leastJK);
    lump.returnJK = std::max(heatPerVolume * pipesM3 / 2.0, leastJK);
    lump.setC = loop.supplyC;
    lump.reuseW = before.reusedHeatW;
    if (!stretch.starts.pumps[k].runs(stretch.timeS) || !now.pumpsPowered)
        return lump;
    bool settled = true;
    for (std::size_t h = 0; h < before_.halls.size(); ++h) {
        const auto of = loops_.loopsOfHall(h);
        if (std::find(of.begin(), of.end(), k) != of.end())
            settled = settled && isSettled(h, stretch);
    }
    lump.flowWK = heatPerVolume * (settled ? now.flowM3s : before.flowM3s);
    lump.ownHeatW = now.pumpPowerW + now.roomHeatW;
    addPlant(lump, k, stretch);
    return lump;
}

// Its capacity by what of it has started; towers are there before their chillers.
void LumpBuilder::addPlant(LoopLump& lump, std::size_t k, const Stretch& stretch) const
{
    const LoopResult& now = stretch.now.loops[k];
    const CampusLoops::Loop& loop = loops_[k];
    double sumW = 0.0;
    double towersS = -std::numeric_limits<double>::infinity();
    std::vector<std::size_t> units;
    for (const std::size_t i : loop.plantIndex) {
        const EquipmentStart& start = stretch.starts.plant[i];
        if (start.can && before_.site->cooling->plant[i].kind == PlantKind::CoolingTower && start.restarts)
            towersS = std::max(towersS, start.fullS);
    }
    for (const std::size_t u : loop.inPlant) {
        const std::size_t i = loop.plantIndex[u];
        if (!stretch.starts.plant[i].can)
            continue;
        units.push_back(i);
        sumW += before_.plant[i].capacityW;
    }
    lump.capacityW = now.flowM3s > 0.0 ? now.plantCapacityW : sumW;
    const LoopResult& of = now.keepsHeat() ? before_.loops[k] : now;
    if (of.shortOfCapacity && of.supplyC > lump.setC) // S = (Q - B)/(Tw - Tset)
        lump.capacityWK =
            std::max((of.heatW - of.reusedHeatW - of.plantCapacityW) / (of.supplyC - lump.setC), 0.0);
    for (const std::size_t i : units) {
        const EquipmentStart& start = stretch.starts.plant[i];
        const double share =
            sumW > 0.0 ? before_.plant[i].capacityW / sumW : 1.0 / static_cast<double>(units.size());
        lump.plant.push_back({share, std::max(start.fromS, towersS), std::max(start.fullS, towersS)});
    }
    if (std::ranges::all_of(lump.plant, [](const PlantStart& start) { return std::isinf(start.fullS); }))
        lump.plant.clear();
}

} // namespace hallwright
