#include "core/simulation/evaluate_cooling.h"

#include "core/physics/air.h"
#include "core/physics/condenser_water.h"
#include "core/physics/cooling_plant.h"
#include "core/simulation/energy_balance.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

class LoopEvaluation
{
public:
    LoopEvaluation(const Site& site, const CampusLoops& loops, std::size_t k, LoopInputs inputs,
                   const Conditions& conditions)
        : site_(site), loop_(site.cooling->loops[k]), at_(loops[k]), conditions_(conditions),
          run_(std::make_shared<LoopRun>())
    {
        run_->inputs = std::move(inputs);
        run_->result.id = loop_.id;
        run_->result.supplyC = loop_.supplyC;
    }

    std::shared_ptr<const LoopRun> run()
    {
        circulate();
        reject();
        noteMissingTowers();
        run_->result.energyResidual = loopResidual(at_, *run_);
        return std::move(run_);
    }

private:
    const LoopInputs& inputs() const { return run_->inputs; }

    void circulate()
    {
        LoopResult& r = run_->result;
        for (const TerminalDemand& demand : inputs().demands)
            r.heatW += demand.heatW;
        r.roomHeatW = inputs().demands.empty() ? 0.0 : inputs().demands.back().heatW;
        std::vector<char> flowing; // idle units are not valved off: coolant passes all that are in service
        for (const std::size_t i : at_.inPlant)
            flowing.push_back(inputs().inService[i]);
        if (inputs().pumpsPowered) {
            r.hydraulics = at_.network->solve(inputs().demands, inputs().supplyC, flowing, nullptr);
            r.flowM3s = r.hydraulics->flowM3s;
            r.pumpPowerW = r.hydraulics->pumpPowerW;
            run_->notes = r.hydraulics->notes;
        }
        r.heatW += r.pumpPowerW; // the pumps' power ends up in the coolant
        const double ratedWK = at_.coolant.heatPerVolume() * r.flowM3s;
        r.returnC = r.supplyC + (ratedWK > 0.0 ? r.heatW / ratedWK : 0.0);
        constexpr double rideThroughK = 10.0;
        if (r.heatW > 0.0 && at_.waterM3 > 0.0)
            r.rideThroughS = at_.coolant.heatPerVolume() * at_.waterM3 * rideThroughK / r.heatW;
    }

    // Heat reuse comes first, the plant takes the rest.
    void reject()
    {
        LoopResult& r = run_->result;
        r.reusedHeatW = r.flowM3s > 0.0 ? std::min(std::max(loop_.heatReuseW, 0.0), r.heatW) : 0.0;
        PlantDemand demand;
        demand.heatW = r.heatW - r.reusedHeatW;
        demand.setPointC = loop_.supplyC;
        demand.rangeK = r.flowM3s > 0.0 ? demand.heatW / (at_.coolant.heatPerVolume() * r.flowM3s) : 0.0;
        demand.designRangeK = at_.designRangeK;
        demand.outdoorC = conditions_.outdoorC;
        demand.wetBulbC = conditions_.wetBulbC;
        demand.pressurePa = pressureAtElevationPa(site_.info.elevationM);
        demand.flowM3s = r.flowM3s;
        demand.heatPerVolume = at_.coolant.heatPerVolume();
        demand.cyclesOfConcentration = site_.info.cyclesOfConcentration;
        demand.savesWater = loop_.savesWater;
        // Without flow nothing reaches the plant.
        const std::vector<char> none(at_.units.size(), 0);
        plant_ = plantAt(at_.units, demand, r.flowM3s > 0.0 ? inputs().inService : none);
        r.supplyC = plant_.supplyC;
        r.returnC = r.supplyC + (r.flowM3s > 0.0 ? r.heatW / (demand.heatPerVolume * r.flowM3s) : 0.0);
        r.unrejectedW = plant_.unrejectedW;
        r.plantCapacityW = plant_.capacityW;
        r.shortOfCapacity = plant_.shortOfCapacity;
        r.pumpsPowered = inputs().pumpsPowered;
        r.lacksTowers = plant_.lacksTowers;
        r.towersAreOut = plant_.towersAreOut && r.flowM3s > 0.0;
        r.economiserW = plant_.economiserW;
        r.waterKgS = plant_.waterKgS;
        writePlant();
    }

    void writePlant()
    {
        double takenW = 0.0; // from the loop itself
        for (std::size_t u = 0; u < at_.units.size(); ++u)
            takenW += takesLoopHeat(*at_.units[u]) ? plant_.units[u].heatW : 0.0;
        for (std::size_t u = 0; u < at_.units.size(); ++u) {
            const PlantUnitState& unit = plant_.units[u];
            PlantUnitResult& result = run_->plant.emplace_back();
            result.id = at_.units[u]->id;
            result.running = unit.heatW > 0.0;
            result.heatW = unit.heatW;
            result.powerW = unit.powerW;
            result.pumpPowerW = unit.pumpPowerW;
            result.capacityW = unit.capacityW;
            if (result.running) {
                if (unit.powerW > 0.0)
                    result.cop = unit.heatW / unit.powerW;
                result.leavingC = unit.leavingC;
                if (unit.approachK != 0.0)
                    result.approachK = unit.approachK;
            }
            result.waterKgS = unit.waterKgS;
            result.beyondFitK = std::max(unit.beyondFit.waterK, unit.beyondFit.condenserK);
            if (unit.beyondFit.any())
                result.fitPowerW = unit.powerW * (1.0 - 1.0 / unit.beyondFit.liftRatio);
            if (takesLoopHeat(*at_.units[u]) && takenW > 0.0)
                result.flowM3s = run_->result.flowM3s * unit.heatW / takenW;
        }
    }

    bool takesLoopHeat(const PlantUnit& unit) const
    {
        return std::any_of(at_.plant.begin(), at_.plant.end(),
                           [&](const LoopConnection& c) { return c.id == unit.id.value; });
    }

    void noteMissingTowers()
    {
        if (plant_.lacksTowers && run_->result.heatW > 0.0)
            run_->notes.push_back(fmt::format(
                "{}: without cooling towers, condenser water {:.0f} K above the wet bulb is assumed "
                "for its chillers, and no tower fans or pumps.",
                loop_.name, assumedTowerApproachK));
    }

    const Site& site_;
    const CoolantLoop& loop_;
    const CampusLoops::Loop& at_;
    const Conditions& conditions_;
    PlantState plant_;
    std::shared_ptr<LoopRun> run_;
};

} // namespace

std::shared_ptr<const LoopRun> runLoop(const Site& site, const CampusLoops& loops, std::size_t k,
                                       LoopInputs inputs, const Conditions& conditions)
{
    return LoopEvaluation(site, loops, k, std::move(inputs), conditions).run();
}

} // namespace hallwright
