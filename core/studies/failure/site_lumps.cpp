#include "core/studies/failure/site_lumps.h"

#include <algorithm>

namespace hallwright {

namespace {

// One call of SiteLumps::rates: what goes from lump to lump is written to both, so that nothing is lost between them.
class Rates
{
public:
    Rates(const SiteLumps& lumps, double timeS, std::span<const double> state, std::span<double> rate)
        : lumps_(lumps), timeS_(timeS), state_(state), rate_(rate)
    {
        std::fill(rate_.begin(), rate_.end(), 0.0);
    }

    void find()
    {
        for (std::size_t h = 0; h < lumps_.halls.size(); ++h)
            warmHall(h);
        for (std::size_t c = 0; c < lumps_.cdus.size(); ++c)
            warmCoolant(c);
        for (std::size_t k = 0; k < lumps_.loops.size(); ++k)
            warmLoop(k);
        for (std::size_t s = 0; s < lumps_.stores.size(); ++s) {
            const StoreLump& store = lumps_.stores[s];
            rate_[lumps_.energy(s)] = store.chargeW - store.drainW(); // R - W - Λ
            rate_[lumps_.drawn()] += store.drawW;
            rate_[lumps_.rateLoss()] += store.rateLossW;
            rate_[lumps_.charged()] += store.chargeW;
        }
    }

private:
    double heatOf(std::size_t lump, double heatW, double capacityJK)
    {
        if (capacityJK > 0.0)
            rate_[lump] += heatW / capacityJK;
        return heatW;
    }
    void given(double heatW) { rate_[lumps_.heatIn()] += heatW; }
    void takenOut(double heatW) { rate_[lumps_.heatOut()] += heatW; }
    bool flows(std::size_t loop) const { return loop == noLoop || lumps_.loops[loop].flowWK > 0.0; }

    // Into the return of a loop; out of the model where there is none.
    void reject(std::size_t loop, double heatW)
    {
        if (loop == noLoop)
            takenOut(heatW);
        else
            heatOf(lumps_.back(loop), heatW, lumps_.loops[loop].returnJK);
    }

    void warmHall(std::size_t h)
    {
        const HallLump& hall = lumps_.halls[h];
        const double coldJK = hall.airJK / 2.0;
        const double coldC = state_[lumps_.coldAir(h)];
        const double hotC = state_[lumps_.hotAir(h)];
        const double metalC = state_[lumps_.metal(h)];
        const double toMetalW = hall.conductanceWK * ((coldC + hotC) / 2.0 - metalC); // hA (Tm - Ts)
        const double mixedW = hall.mixedWK * (hotC - coldC);                          // X (Th - Tc)
        heatOf(lumps_.coldAir(h), mixedW - toMetalW / 2.0, coldJK);
        heatOf(lumps_.hotAir(h), hall.heatW - mixedW - toMetalW / 2.0, coldJK);
        heatOf(lumps_.metal(h), toMetalW, hall.solidsJK);
        given(hall.heatW);
        for (const CoilLump& coil : hall.coils)
            cool(h, coil);
        for (const DoorLump& door : hall.doors) {
            if (!flows(door.loop))
                continue;
            const double waterC = door.loop == noLoop ? hall.setC : state_[lumps_.supply(door.loop)];
            const double heatW = door.conductanceWK * std::max(hotC - waterC, 0.0); // a door never heats
            heatOf(lumps_.hotAir(h), -heatW, coldJK);
            reject(door.loop, heatW);
        }
    }

    void cool(std::size_t h, const CoilLump& coil)
    {
        const HallLump& hall = lumps_.halls[h];
        const double coldJK = hall.airJK / 2.0;
        const double coldC = state_[lumps_.coldAir(h)];
        const double hotC = state_[lumps_.hotAir(h)];
        const bool takesHeat = coil.takesHeat && flows(coil.loop);
        double supplyC = hotC;
        if (takesHeat && coil.loop == noLoop)
            supplyC = hall.setC;
        else if (takesHeat)
            supplyC = std::max(hall.setC, hotC - coil.openShare * (hotC - state_[lumps_.supply(coil.loop)]));
        supplyC = std::min(supplyC, hotC);
        if (!takesHeat && coil.outdoorShare > 0.0)
            supplyC -= coil.outdoorShare * std::max(hotC - hall.setC, 0.0);
        // The fans' heat goes with the coil's where that takes it, else into the air supplied.
        const double takenW = coil.airWK * (hotC - supplyC);
        heatOf(lumps_.coldAir(h), coil.airWK * (supplyC - coldC) + (takesHeat ? 0.0 : coil.fanW), coldJK);
        heatOf(lumps_.hotAir(h), coil.airWK * (coldC - hotC), coldJK);
        given(coil.fanW);
        if (!takesHeat) {
            takenOut(takenW);
            return;
        }
        const double heatW = takenW + coil.fanW;
        takenOut(coil.outdoorShare * heatW);
        reject(coil.loop, (1.0 - coil.outdoorShare) * heatW);
    }

    void warmCoolant(std::size_t c)
    {
        const CduLump& cdu = lumps_.cdus[c];
        const double coolantC = state_[lumps_.coolant(c)];
        given(cdu.heatW);
        double takenW = 0.0;
        if (cdu.flowWK > 0.0 && flows(cdu.loop)) {
            const double waterC =
                cdu.loop == noLoop ? cdu.setC - cdu.followsK : state_[lumps_.supply(cdu.loop)];
            const double backC = coolantC + cdu.heatW / cdu.flowWK; // Tr = Tt + P/G
            const double setC = cdu.followsK > 0.0 ? waterC + cdu.followsK : cdu.setC;
            const double openC = backC - cdu.openShare * (backC - waterC);
            takenW = std::max(cdu.flowWK * (backC - std::max(setC, openC)), 0.0);
        }
        heatOf(lumps_.coolant(c), cdu.heatW - takenW, cdu.coolantJK);
        reject(cdu.loop, takenW);
    }

    void warmLoop(std::size_t k)
    {
        const LoopLump& loop = lumps_.loops[k];
        if (!(loop.flowWK > 0.0))
            return;
        const double supplyC = state_[lumps_.supply(k)];
        const double backC = state_[lumps_.back(k)];
        const double carriedW = loop.flowWK * (backC - supplyC);
        const double askedW = std::max(loop.flowWK * (backC - loop.setC), 0.0);
        const double reusedW = std::min(loop.reuseW, askedW);
        const double plantW = std::min(
            askedW - reusedW, loop.startedShare(timeS_) *
                                  (loop.capacityW + loop.capacityWK * std::max(supplyC - loop.setC, 0.0)));
        heatOf(lumps_.back(k), loop.ownHeatW - carriedW, loop.returnJK);
        heatOf(lumps_.supply(k), carriedW - plantW - reusedW, loop.supplyJK);
        given(loop.ownHeatW);
        takenOut(plantW + reusedW);
    }

    const SiteLumps& lumps_;
    double timeS_;
    std::span<const double> state_;
    std::span<double> rate_;
};

} // namespace

double LoopLump::startedShare(double timeS) const
{
    if (plant.empty())
        return 1.0;
    double share = 0.0;
    for (const PlantStart& start : plant) {
        if (timeS >= start.fullS)
            share += start.share;
        else if (timeS > start.fromS)
            share += start.share * (timeS - start.fromS) / (start.fullS - start.fromS);
    }
    return share;
}

void SiteLumps::rates(double timeS, std::span<const double> state, std::span<double> rate) const
{
    Rates(*this, timeS, state, rate).find();
}

double SiteLumps::storedHeatJ(std::span<const double> state) const
{
    double sumJ = 0.0;
    for (std::size_t h = 0; h < halls.size(); ++h)
        sumJ += halls[h].airJK / 2.0 * (state[coldAir(h)] + state[hotAir(h)]) +
                halls[h].solidsJK * state[metal(h)];
    for (std::size_t c = 0; c < cdus.size(); ++c)
        sumJ += cdus[c].coolantJK * state[coolant(c)];
    for (std::size_t k = 0; k < loops.size(); ++k)
        sumJ += loops[k].supplyJK * state[supply(k)] + loops[k].returnJK * state[back(k)];
    return sumJ;
}

double SiteLumps::storedEnergyJ(std::span<const double> state) const
{
    double sumJ = 0.0;
    for (std::size_t s = 0; s < stores.size(); ++s)
        sumJ += state[energy(s)];
    return sumJ;
}

} // namespace hallwright
