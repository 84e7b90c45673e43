#include "core/simulation/hall_cdus.h"

#include "core/physics/cdu_exchanger.h"
#include "core/physics/controlled_exchanger.h"
#include "core/physics/coolant_properties.h"
#include "core/physics/rack_coolant.h"

#include <algorithm>

namespace hallwright {

namespace {

class CduRun
{
public:
    CduRun(HallResult& hall, const HallRacks& racks)
        : hall_(hall), racks_(racks), rackHeatW_(hall.hall->cdus.size(), 0.0),
          flowShare_(rackHeatW_.size(), 1.0)
    {
    }

    void run()
    {
        start();
        collectHeat();
        for (std::size_t k = 0; k < rackHeatW_.size(); ++k)
            flowShare_[k] = runCdu(k, rackHeatW_[k]);
        for (std::size_t i = 0; i < racks_.cduOf.size(); ++i)
            coolRack(i);
    }

private:
    void start()
    {
        const std::vector<Cdu>& cdus = hall_.hall->cdus;
        hall_.cdus.resize(cdus.size());
        for (std::size_t k = 0; k < cdus.size(); ++k) {
            hall_.cdus[k].id = cdus[k].id;
            if (isOff(hall_.inputs.cdusOff, k))
                continue;
            hall_.cdus[k].running = true;
            hall_.cduCapacityW += std::max(cdus[k].capacityW, 0.0);
        }
    }

    void collectHeat()
    {
        for (std::size_t i = 0; i < racks_.cduOf.size(); ++i) {
            RackResult& rack = hall_.racks[i];
            const std::size_t cdu = racks_.cduOf[i];
            if (cdu >= rackHeatW_.size() || rack.heatToLiquidW <= 0.0)
                continue;
            rack.coolantFlowM3s = rackDesignCoolant(racks_.type[i], rack.heatToLiquidW).flowM3s;
            rackHeatW_[cdu] += rack.heatToLiquidW;
            hall_.cdus[cdu].flowM3s += rack.coolantFlowM3s;
        }
    }

    // Returns how much of the coolant its racks ask for the unit can move.
    double runCdu(std::size_t k, double heatW)
    {
        const Cdu& cdu = hall_.hall->cdus[k];
        CduResult& of = hall_.cdus[k];
        if (heatW <= 0.0 || !of.running)
            return 1.0;
        const double share = std::min(1.0, cdu.flowM3s > 0.0 ? cdu.flowM3s / of.flowM3s : 1.0);
        constexpr double roundingShare = 1e-9;
        if (share < 1.0 - roundingShare)
            of.shortM3s = (1.0 - share) * of.flowM3s;
        of.flowM3s *= share;
        of.pumpPowerW = cduPumpPowerW(cdu, of.flowM3s);
        of.heatW = heatW + of.pumpPowerW;
        hall_.cduPumpPowerW += of.pumpPowerW;
        exchangeHeat(cdu, of);
        return share;
    }

    void exchangeHeat(const Cdu& cdu, CduResult& of)
    {
        const LoopWater* water = hall_.inputs.find(cdu.loop);
        const double facilitySupplyC = water ? water->supplyC : cdu.supplyC - cdu.approachK;
        const double setPointC = cdu.supplyC > 0.0 ? cdu.supplyC : facilitySupplyC + cdu.approachK;
        double supplyC = setPointC;
        const double coolantHeat = coolantAt(cdu.coolant, setPointC).heatPerVolume();
        const double coolantWK = coolantHeat * of.flowM3s;
        if (water && water->heatPerVolume > 0.0) {
            const RatedExchanger plates = platesOf(cdu, coolantHeat, water->heatPerVolume);
            const ControlledState state = coolTo(plates, of.heatW, coolantWK, setPointC, facilitySupplyC);
            supplyC = state.supplyC;
            of.facilityFlowM3s = state.coldWK / water->heatPerVolume;
            of.facilitySupplyC = facilitySupplyC;
            of.facilityReturnC = state.coldOutC;
            of.effectiveness = state.effectiveness;
            of.missesSetPoint = state.wideOpen;
        }
        of.setPointC = setPointC;
        of.supplyC = supplyC;
        of.returnC = supplyC + (coolantWK > 0.0 ? of.heatW / coolantWK : 0.0);
    }

    void coolRack(std::size_t i)
    {
        RackResult& rack = hall_.racks[i];
        const std::size_t k = racks_.cduOf[i];
        if (rack.coolantFlowM3s <= 0.0 || !hall_.cdus[k].supplyC)
            return;
        CduResult& cdu = hall_.cdus[k];
        const double supplyC = *cdu.supplyC;
        rack.coolantFlowM3s *= flowShare_[k];
        rack.coolantSupplyC = supplyC;
        const double coolantHeat = coolantAt(hall_.hall->cdus[k].coolant, supplyC).heatPerVolume();
        rack.coolantReturnC = supplyC + rack.heatToLiquidW / (coolantHeat * rack.coolantFlowM3s);
        const double dropPa =
            rackDropPa(rackDesignCoolant(racks_.type[i], rack.heatToLiquidW), rack.coolantFlowM3s);
        cdu.headPa = std::max(cdu.headPa, dropPa);
    }

    HallResult& hall_;
    const HallRacks& racks_;
    std::vector<double> rackHeatW_; // per CDU
    std::vector<double> flowShare_; // per CDU: how much of the coolant its racks ask for it can move
};

} // namespace

void runCdus(HallResult& hall, const HallRacks& racks)
{
    CduRun(hall, racks).run();
}

} // namespace hallwright
