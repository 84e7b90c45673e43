#include "core/simulation/evaluate_hall.h"

#include "core/model/number_text.h"
#include "core/physics/air.h"
#include "core/physics/rear_door.h"
#include "core/physics/recirculation.h"
#include "core/physics/server.h"
#include "core/physics/thermal_mass.h"
#include "core/simulation/affected.h"
#include "core/simulation/energy_balance.h"
#include "core/simulation/hall_air_handlers.h"
#include "core/simulation/hall_cdus.h"
#include "core/simulation/hall_demands.h"
#include "core/simulation/hall_notes.h"
#include "core/simulation/hall_racks.h"
#include "core/simulation/hall_rear_doors.h"
#include "core/simulation/recirculation_layout.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace hallwright {

namespace {

constexpr double stillK = 1e-6;       // inlets that move less stand still
constexpr double searchStillK = 1e-9; // while the supply temperature is searched

std::shared_ptr<HallResult> emptyResult(const HallPtr& hall, HallInputs inputs)
{
    auto result = std::make_shared<HallResult>();
    result->hall = hall;
    result->inputs = std::move(inputs);
    return result;
}

bool holdsSetPoint(const HallResult& hall)
{
    return std::ranges::all_of(hall.airHandlers, [&](const AirHandlerResult& unit) {
        return !unit.running || unit.supplyC == hall.hall->supplyC;
    });
}

class HallEvaluation
{
public:
    HallEvaluation(const HallPtr& hall, const Catalogue& catalogue, HallInputs inputs)
        : hall_(*hall), catalogue_(catalogue), result_(emptyResult(hall, std::move(inputs))),
          heatPerVolume_(airHeatPerVolume(result_->inputs.elevationM, hall->supplyC)),
          racks_(racksOf(*result_, catalogue)),
          doors_(*result_, racks_.type, airHeatPerVolume(seaLevelM, hall->supplyC)),
          handlers_(*result_, heatPerVolume_)
    {
    }

    HallResultPtr run(const HallResult* previous)
    {
        if (!inputs().airNote.empty())
            note(*result_, "{}", inputs().airNote);
        estimateRecirculation(previous);
        runCdus(*result_, racks_); // first: what is shut down by its coolant breathes no air
        settleAir(previous);
        askCampus(*result_, racks_, doors_, handlers_);
        timeToLimit();
        result_->energyResidual = worseResidual(result_->energyResidual, hallResidual(*result_));
        return std::move(result_);
    }

private:
    const HallInputs& inputs() const { return result_->inputs; }
    double coilHeatW() const { return heatToHallW(*result_) + result_->airHandlerPowerW; }

    void settleAir(const HallResult* previous)
    {
        if (!takeInletsOf(previous)) {
            std::vector<double> inletC(hall_.racks.size(), hall_.supplyC);
            const double change = doors_.none() ? settleInlets(inletC) : settleWithDoors(inletC);
            result_->settled = change <= stillK;
            if (!result_->settled)
                note(*result_,
                     "inlet temperatures did not settle; the last round still changed one by {:.3g} K.",
                     change);
        }
        noteAssumedAir();
        handlers_.noteLeastSupply();
        summariseInlets();
        balanceAir();
    }

    // Heat of the equipment in the hall reaches the inlets by way of the supply alone: where the air handlers hold their set
    // point before and after, the inlets are the same to the last bit. Returns false where they have to be found.
    bool takeInletsOf(const HallResult* previous)
    {
        HallResult& r = *result_;
        const bool same = previous && previous->hall == r.hall && previous->steady && previous->settled &&
                          doors_.none() && previous->racks.size() == r.racks.size() &&
                          previous->recirculation == r.recirculation && holdsSetPoint(*previous) &&
                          previous->inputs.equalButForEquipmentHeat(r.inputs);
        if (!same)
            return false;
        r.itPowerW = previous->itPowerW;
        r.heatToAirW = previous->heatToAirW;
        r.heatToLiquidW = previous->heatToLiquidW;
        r.rackAirflowM3s = previous->rackAirflowM3s;
        r.serverFanPowerW = previous->serverFanPowerW;
        supplyAir();
        if (!holdsSetPoint(r))
            return false;
        for (std::size_t i = 0; i < r.racks.size(); ++i)
            takeAirOf(previous->racks[i], i);
        return true;
    }

    void takeAirOf(const RackResult& before, std::size_t i)
    {
        RackResult& of = result_->racks[i];
        of.heatToAirW = before.heatToAirW;
        of.heatToLiquidW = before.heatToLiquidW;
        of.powerW = before.powerW;
        of.fanPowerW = before.fanPowerW;
        of.airflowM3s = before.airflowM3s;
        of.inletC = before.inletC;
        of.outletC = before.outletC;
        of.recirculation = before.recirculation;
        of.airAssumed = before.airAssumed;
        if (of.airAssumed)
            withoutAir_.add(hall_.racks[i].name, of.heatToAirW);
        airflowM3s_.push_back(of.airflowM3s);
    }

    // Inlets, server fans and leakage, rear doors and the air handlers depend on each other: evaluated in turn until the
    // inlets stand still. Each round shrinks the change by leakage and doors times recirculation. Returns the last change.
    double settleInlets(std::vector<double>& inletC)
    {
        constexpr int mostRounds = 60;
        double change = 0.0;
        for (int round = 0; round < mostRounds; ++round) {
            respond(inletC);
            supplyAir();
            solveInlets();
            change = 0.0;
            for (std::size_t i = 0; i < inletC.size(); ++i) {
                change = std::max(change, std::abs(result_->racks[i].inletC - inletC[i]));
                inletC[i] = result_->racks[i].inletC;
            }
            if (change <= (searching_ ? searchStillK : stillK))
                break;
        }
        if (!doors_.none())
            supplyAir(); // with what the doors leave
        return change;
    }

    // Doors take the more the warmer the hall, so the air handlers' heat falls steeply with the supply temperature. Where
    // the set point cannot be held - the doors take more than there is, so the coils close and the air cools below it, or
    // the water is too warm for the coils - the temperature is found by halving: above it too much cooling, below it too
    // little.
    double settleWithDoors(std::vector<double>& inletC)
    {
        heldSupplyC_ = hall_.supplyC;
        double change = settleInlets(inletC);
        coilsClosed_ = coilHeatW() < 0.0;
        if (coilsClosed_)
            change = findSupply(hall_.supplyC - highestRackRiseK, hall_.supplyC, inletC);
        else if (deliveredC_ > hall_.supplyC + stillK)
            change = findSupply(hall_.supplyC, warmEnoughC(inletC), inletC);
        return change;
    }

    // A supply above which the air handlers deliver colder air. What they deliver at the set point is none: in a warmer hall
    // the servers draw more air, and coils cool more air less.
    double warmEnoughC(std::vector<double>& inletC)
    {
        constexpr int mostSteps = 30;
        double stepK = deliveredC_ - hall_.supplyC;
        double warmC = deliveredC_;
        for (int step = 0; step < mostSteps; ++step, stepK *= 2.0) {
            heldSupplyC_ = warmC;
            settleInlets(inletC);
            if (coilHeatW() < 0.0 || deliveredC_ <= warmC)
                break;
            warmC += stepK;
        }
        return warmC;
    }

    double findSupply(double lowC, double highC, std::vector<double>& inletC)
    {
        searching_ = true;
        double change = 0.0;
        constexpr int mostSteps = 60;
        constexpr double foundK = 1e-10;
        for (int step = 0; step < mostSteps && highC - lowC > foundK; ++step) {
            heldSupplyC_ = (lowC + highC) / 2.0;
            change = settleInlets(inletC);
            (coilHeatW() < 0.0 || deliveredC_ < *heldSupplyC_ ? highC : lowC) = *heldSupplyC_;
        }
        // Where the doors take all there is, coils of warmer water hand the air on as it comes.
        constexpr double nothing = 1e-9; // of the heat: what the search leaves
        if (coilHeatW() <= nothing * result_->heatToAirW)
            handlers_.closeCoils(*heldSupplyC_);
        return change;
    }

    // What the servers draw and blow at these inlet temperatures.
    void respond(std::span<const double> inletC)
    {
        HallResult& r = *result_;
        r.itPowerW = r.heatToAirW = r.heatToLiquidW = r.rackAirflowM3s = 0.0;
        r.serverFanPowerW = 0.0;
        withoutAir_ = {};
        for (std::size_t i = 0; i < r.racks.size(); ++i) {
            const Rack& rack = hall_.racks[i];
            const FansAtLoad& fans = racks_.fans[i];
            const double designAirM3s = r.racks[i].service == RackService::Running ? fans.airflowM3s : 0.0;
            ServerResponse response;
            response.fanShare *= fans.share;
            const ServerLoad load =
                serverLoad(racks_.designW[i], racks_.liquidShare[i], designAirM3s, inletC[i], response);
            RackResult& of = r.racks[i];
            of.heatToAirW = load.airW;
            of.heatToLiquidW = racks_.liquidW[i];
            of.powerW = load.airW + of.heatToLiquidW;
            of.fanPowerW = load.fanW;
            of.airflowM3s = rackAirflowM3s(load.airflowM3s, load.airW, heatPerVolume_);
            of.airAssumed = of.airflowM3s > load.airflowM3s;
            if (of.airAssumed)
                withoutAir_.add(rack.name, load.airW);
            r.itPowerW += of.powerW;
            r.heatToAirW += of.heatToAirW;
            r.heatToLiquidW += of.heatToLiquidW;
            r.rackAirflowM3s += of.airflowM3s;
            r.serverFanPowerW += of.fanPowerW;
        }
    }

    void estimateRecirculation(const HallResult* previous)
    {
        RecirculationLayout layout = recirculationLayoutOf(hall_, catalogue_);
        for (std::size_t i = 0; i < layout.racks.size(); ++i) {
            const double heatToAirW = hall_.racks[i].powerW * (1.0 - racks_.liquidShare[i]);
            layout.racks[i].airflowM3s =
                rackAirflowM3s(racks_.fans[i].airflowM3s, heatToAirW, heatPerVolume_);
        }
        const bool sameSource = previous && previous->recirculation && previous->inputs.air == inputs().air;
        const bool isFound = inputs().air && inputs().air->rackCount() == layout.racks.size();
        const bool isMoved = isFound && inputs().air->layout() != layout;
        if (isFound && inputs().airBy == InletBasis::Flow)
            result_->inletModel = isMoved ? InletModel::FlowMoved : InletModel::Flow;
        else if (isFound)
            result_->inletModel = isMoved ? InletModel::FieldMoved : InletModel::Field;
        if (isFound && !isMoved)
            result_->recirculation = inputs().air;
        else if (sameSource && previous->recirculation->layout() == layout)
            result_->recirculation = previous->recirculation;
        else if (isMoved)
            result_->recirculation = inputs().air->withRacksMoved(std::move(layout), designFloor());
        else
            result_->recirculation = RecirculationMatrix::estimate(
                std::move(layout),
                previous && previous->recirculation && !previous->recirculation->holdsFloor()
                    ? previous->recirculation.get()
                    : nullptr);
    }

    // r0 with all running fans at the speed that the racks' design airflow asks for.
    double designFloor() const
    {
        double rackM3s = 0.0;
        for (const FansAtLoad& fans : racks_.fans)
            rackM3s += fans.airflowM3s;
        return massBalanceFloor(handlers_.supplyFor(rackM3s).flowM3s, rackM3s);
    }

    void supplyAir()
    {
        HallResult& r = *result_;
        handlers_.followRacks();
        if (coilsClosed_ || (!doors_.none() && coilHeatW() < 0.0)) {
            handlers_.closeCoils(heldSupplyC_.value_or(hall_.supplyC));
            deliveredC_ = hall_.supplyC;
        } else {
            deliveredC_ = handlers_.cool(coilHeatW(), heldSupplyC_);
        }
        r.supplyC = heldSupplyC_.value_or(deliveredC_);
        exchangedM3s_ = std::max(r.supplyAirflowM3s, leastSupplyRatio * r.rackAirflowM3s);
        mixedShare_ = r.recirculation->holdsFloor() ? 0.0 : massBalanceFloor(exchangedM3s_, r.rackAirflowM3s);
    }

    void noteAssumedAir()
    {
        if (withoutAir_.count > 0)
            note(*result_,
                 "as much air is assumed as keeps the rise at {:g} K, because {} too little for {} of heat "
                 "to air.",
                 highestRackRiseK, withoutAir_.racks() + " " + withoutAir_.have(),
                 kilowatts(withoutAir_.powerW));
    }

    // Behind a rack without a door the air is warmer by ΔT = P/(ρ cp V). A door that takes the share e of the difference
    // to its water of T_w leaves x_out = (1 - e)(x + ΔT) + e (T_w - T_sup), x above the supply: solved as one.
    void solveInlets()
    {
        HallResult& r = *result_;
        const std::size_t n = r.racks.size();
        riseK_.assign(n, 0.0);
        airflowM3s_.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            airflowM3s_[i] = r.racks[i].airflowM3s;
            if (r.racks[i].airflowM3s > 0.0)
                riseK_[i] = r.racks[i].heatToAirW / (heatPerVolume_ * r.racks[i].airflowM3s);
        }
        if (!doors_.none())
            letDoorsCool();
        inletRiseK_ = inletRisesK(*r.recirculation, riseK_, airflowM3s_, mixedShare_, std::move(inletRiseK_),
                                  keptShare_);
        r.rearDoorHeatW = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            RackResult& rack = r.racks[i];
            const double keptShare = keptShare_.empty() ? 1.0 : keptShare_[i];
            rack.inletC = r.supplyC + inletRiseK_[i];
            rack.outletC = r.supplyC + keptShare * inletRiseK_[i] + riseK_[i];
            rack.recirculation = 1.0 - (1.0 - mixedShare_) * r.recirculation->supplyShare(i);
            if (!doors_.of(i))
                continue;
            const double passedW = heatPerVolume_ * rack.airflowM3s * (rack.outletC - rack.inletC);
            rack.rearDoorHeatW = std::max(rack.heatToAirW - passedW, 0.0); // a door never heats
            r.rearDoorHeatW += rack.rearDoorHeatW;
        }
    }

    void letDoorsCool()
    {
        const HallResult& r = *result_;
        keptShare_.assign(riseK_.size(), 1.0);
        inletRiseK_.resize(riseK_.size(), 0.0);
        for (std::size_t i = 0; i < riseK_.size(); ++i) {
            const double waterK = doors_.of(i) ? doors_.of(i)->water->supplyC - r.supplyC : 0.0;
            if (!doors_.of(i) || inletRiseK_[i] + riseK_[i] <= waterK) // a door never heats
                continue;
            const double share = rearDoorShare(doors_.of(i)->exchanger, heatPerVolume_ * airflowM3s_[i]);
            keptShare_[i] = 1.0 - share;
            riseK_[i] = (1.0 - share) * riseK_[i] + share * waterK;
        }
    }

    // The air that goes back to the air handlers is what leaves the racks less what the racks draw in again.
    void balanceAir()
    {
        HallResult& r = *result_;
        std::vector<double> outletRiseK;
        outletRiseK.reserve(r.racks.size());
        for (const RackResult& rack : r.racks)
            outletRiseK.push_back(rack.outletC - r.supplyC);
        const std::vector<double> drawnInK =
            recirculatedRisesK(*r.recirculation, outletRiseK, airflowM3s_, mixedShare_);
        double carriedW = 0.0;
        for (std::size_t i = 0; i < r.racks.size(); ++i)
            carriedW += heatPerVolume_ * r.racks[i].airflowM3s * (outletRiseK[i] - drawnInK[i]);
        r.returnC = r.supplyC;
        const double equipmentW = r.inputs.equipmentHeatW; // warms what goes back, above and beside the racks
        if (exchangedM3s_ > 0.0)
            r.returnC += (carriedW + equipmentW) / (heatPerVolume_ * exchangedM3s_);
        r.coilHeatW = coilHeatW();
        if (r.heatToAirW > 0.0)
            r.energyResidual = (heatToHallW(*result_) - equipmentW - carriedW) / r.heatToAirW;
    }

    void summariseInlets()
    {
        HallResult& r = *result_;
        r.meanInletC = r.supplyC;
        r.maxInletC = r.supplyC;
        double flow = 0.0;
        double weighted = 0.0;
        double plain = 0.0;
        for (std::size_t i = 0; i < r.racks.size(); ++i) {
            const RackResult& rack = r.racks[i];
            flow += rack.airflowM3s;
            weighted += rack.airflowM3s * rack.inletC;
            plain += rack.inletC;
            if (rack.service == RackService::NotInService)
                continue;
            if (!r.hottestRack || rack.inletC > r.racks[*r.hottestRack].inletC)
                r.hottestRack = i;
            if (rack.overLimit())
                ++r.racksOverLimit;
        }
        if (!r.hottestRack)
            return;
        r.maxInletC = r.racks[*r.hottestRack].inletC;
        r.meanInletC = flow > 0.0 ? weighted / flow : plain / static_cast<double>(r.racks.size());
    }

    // After the loss of all air handlers, the air and what stands in it warm together (core/physics/thermal_mass.h).
    void timeToLimit()
    {
        double rackWidthsM = 0.0;
        for (const RackType* type : racks_.type)
            rackWidthsM += type ? type->widthM : 0.0;
        const double airM3 = hall_.widthM * hall_.depthM * hall_.heightM;
        const ThermalMass mass = thermalMass(airM3, heatPerVolume_, rackWidthsM);
        const double riseK = hall_.inletLimitC - result_->meanInletC;
        const double seconds = secondsToRise(mass, heatToHallW(*result_), std::max(riseK, 0.0));
        if (std::isfinite(seconds))
            result_->rideThroughS = seconds;
    }

    const Hall& hall_;
    const Catalogue& catalogue_;
    std::shared_ptr<HallResult> result_;
    double heatPerVolume_; // ρ cp of the hall's air
    HallRacks racks_;
    HallRearDoors doors_;
    HallAirHandlers handlers_;

    // Per rack
    std::vector<double> airflowM3s_; // at its inlet temperature
    std::vector<double> riseK_;      // ΔT, or the part of x_out that does not depend on x
    std::vector<double> keptShare_;  // 1 - e; empty in a hall without doors
    std::vector<double> inletRiseK_; // x

    double deliveredC_ = 0.0;           // by the air handlers, mixed
    std::optional<double> heldSupplyC_; // in a hall with rear doors: the supply that is tried
    bool searching_ = false;
    bool coilsClosed_ = false;
    double exchangedM3s_ = 0.0; // supply air, or the least that is assumed
    double mixedShare_ = 0.0;   // r0
    Affected withoutAir_;
};

} // namespace

HallResultPtr evaluateHall(const HallPtr& hall, const Catalogue& catalogue, HallInputs inputs,
                           const HallResult* previous)
{
    return HallEvaluation(hall, catalogue, std::move(inputs)).run(previous);
}

} // namespace hallwright
