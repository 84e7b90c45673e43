#include "core/simulation/evaluate_hall.h"

#include "core/physics/air.h"
#include "core/physics/air_handler.h"
#include "core/physics/cdu_exchanger.h"
#include "core/physics/controlled_exchanger.h"
#include "core/physics/coolant_properties.h"
#include "core/physics/cooling_coil.h"
#include "core/physics/power_supply.h"
#include "core/physics/rack_circuits.h"
#include "core/physics/rack_coolant.h"
#include "core/physics/rear_door.h"
#include "core/physics/recirculation.h"
#include "core/physics/server.h"
#include "core/physics/thermal_mass.h"
#include "core/simulation/affected.h"
#include "core/simulation/energy_balance.h"
#include "core/simulation/hall_ledger.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace hallwright {

namespace {

double lowerLimitC(double hallC, double typeC)
{
    constexpr double widestAllowableC = 45.0; // ASHRAE class A4, where neither states a limit
    if (hallC <= 0.0 && typeC <= 0.0)
        return widestAllowableC;
    if (hallC <= 0.0 || typeC <= 0.0)
        return std::max(hallC, typeC);
    return std::min(hallC, typeC);
}

bool isOff(const std::vector<std::uint8_t>& off, std::size_t index)
{
    return index < off.size() && off[index] != 0;
}

constexpr double stillK = 1e-6;       // inlets that move less stand still
constexpr double searchStillK = 1e-9; // while the supply temperature is searched

// An air handler at work: how it shares the hall's air and heat.
struct HandlerAtWork {
    std::size_t index = 0; // in hall.airHandlers
    const LoopWater* water = nullptr;
    RatedExchanger coil;
    double share = 0.0; // of the running units' air
};

class HallEvaluation
{
public:
    HallEvaluation(const HallPtr& hall, const RackCatalogue& catalogue, HallInputs inputs)
        : hall_(*hall), catalogue_(catalogue), result_(std::make_shared<HallResult>()),
          heatPerVolume_(airHeatPerVolume(inputs.elevationM, hall->supplyC)), loads_(result_->loads),
          heat_(result_->rejected)
    {
        result_->hall = hall;
        result_->inputs = std::move(inputs);
    }

    HallResultPtr run(const HallResult* previous)
    {
        findRacks();
        findCoolant();
        findDoors();
        findHandlers();
        estimateRecirculation(previous);
        settleAir();
        runCdus();
        carryAwayHeat();
        askLoops();
        feedRacks();
        timeToLimit();
        result_->energyResidual = worseResidual(result_->energyResidual, hallResidual(*result_));
        return std::move(result_);
    }

private:
    const HallInputs& inputs() const { return result_->inputs; }

    void findRacks()
    {
        const std::size_t n = hall_.racks.size();
        result_->racks.resize(n);
        type_.assign(n, nullptr);
        Affected off;
        const RackType* type = nullptr;
        for (std::size_t i = 0; i < n; ++i) {
            const Rack& rack = hall_.racks[i];
            if (!type || type->id != rack.type)
                type = catalogue_.find(rack.type);
            type_[i] = type;
            result_->racks[i].inletLimitC = lowerLimitC(hall_.inletLimitC, type ? type->inletLimitC : 0.0);
            if (isOff(inputs().racksOff, i))
                off.add(rack.name, rack.powerW);
        }
        if (off.count > 0)
            warn("{} without power; {:.1f} kW of IT load is lost.",
                 off.racks() + (off.count == 1 ? " is" : " are"), off.powerW / 1e3);
    }

    // Which CDU takes up each rack's coolant heat, and what share of its power that is: none without a CDU. Racks whose
    // CDU stands still shut down.
    void findCoolant()
    {
        const std::size_t n = hall_.racks.size();
        cduOf_.assign(n, hall_.cdus.size());
        liquidShare_.assign(n, 0.0);
        designW_.resize(n);
        Affected withoutCdu;
        Affected uncooled;
        for (std::size_t i = 0; i < n; ++i) {
            const Rack& rack = hall_.racks[i];
            designW_[i] = isOff(inputs().racksOff, i) ? 0.0 : std::max(rack.powerW, 0.0);
            const auto cdu = std::find_if(hall_.cdus.begin(), hall_.cdus.end(),
                                          [&](const Cdu& unit) { return unit.id == rack.cdu; });
            cduOf_[i] = static_cast<std::size_t>(cdu - hall_.cdus.begin());
            if (cdu == hall_.cdus.end()) {
                if (rack.liquidShare > 0.0 && designW_[i] > 0.0)
                    withoutCdu.add(rack.name, designW_[i] * rack.liquidShare);
                continue;
            }
            liquidShare_[i] = std::clamp(rack.liquidShare, 0.0, 1.0);
            if (liquidShare_[i] > 0.0 && designW_[i] > 0.0 && isOff(inputs().cdusOff, cduOf_[i])) {
                uncooled.add(rack.name, designW_[i]);
                designW_[i] = 0.0;
            }
        }
        if (withoutCdu.count > 0)
            warn("{} liquid-cooled but on no coolant distribution unit; {:.1f} kW of liquid heat is counted "
                 "as heat to the hall's air.",
                 withoutCdu.racks() + (withoutCdu.count == 1 ? " is" : " are"), withoutCdu.powerW / 1e3);
        if (uncooled.count > 0)
            warn("{} without coolant and shut down; {:.1f} kW of IT load is lost.",
                 uncooled.racks() + (uncooled.count == 1 ? " is" : " are"), uncooled.powerW / 1e3);
    }

    void findDoors()
    {
        const std::size_t n = hall_.racks.size();
        door_.assign(n, nullptr);
        doors_.clear();
        doors_.reserve(8);
        for (std::size_t i = 0; i < n; ++i) {
            const Rack& rack = hall_.racks[i];
            const LoopWater* water = rack.rearDoorLoop.valid() ? inputs().find(rack.rearDoorLoop) : nullptr;
            if (water && type_[i] && type_[i]->rearDoorEffectiveness > 0.0)
                door_[i] = &doorFor(*type_[i], *water);
        }
    }

    struct Door {
        const RackType* type = nullptr;
        const LoopWater* water = nullptr;
        RatedExchanger exchanger;
    };

    const Door& doorFor(const RackType& type, const LoopWater& water)
    {
        for (const std::unique_ptr<Door>& door : doors_) {
            if (door->type == &type && door->water == &water)
                return *door;
        }
        doors_.push_back(std::make_unique<Door>(
            Door{&type, &water, rearDoorOf(type, heatPerVolume_, water.heatPerVolume)}));
        if (water.supplyC < hall_.dewPointC + dewPointMarginK)
            warn("rear doors are fed with water of {:.1f} °C, less than {:g} K above the room's dew point of "
                 "{:.1f} °C; they condense moisture.",
                 water.supplyC, dewPointMarginK, hall_.dewPointC);
        return *doors_.back();
    }

    void findHandlers()
    {
        result_->airHandlers.resize(hall_.airHandlers.size());
        double fullM3s = 0.0;
        const AirHandler* previous = nullptr;
        for (std::size_t u = 0; u < hall_.airHandlers.size(); ++u) {
            const AirHandler& unit = hall_.airHandlers[u];
            result_->airHandlers[u].id = unit.id;
            result_->airHandlers[u].supplyC = hall_.supplyC;
            if (isOff(inputs().handlersOff, u))
                continue;
            HandlerAtWork at{u, inputs().find(unit.loop), {}, std::max(unit.airflowM3s, 0.0)};
            // Bays of one fan wall are alike.
            if (previous && previous->airflowM3s == unit.airflowM3s &&
                previous->capacityW == unit.capacityW && previous->coilApproachK == unit.coilApproachK &&
                previous->loop == unit.loop)
                at.coil = handlers_.back().coil;
            else if (at.water)
                at.coil = coilOf(unit, heatPerVolume_, at.water->designRangeK);
            previous = &unit;
            fullM3s += at.share;
            running_.push_back(unit);
            handlers_.push_back(at);
        }
        for (HandlerAtWork& at : handlers_)
            at.share = fullM3s > 0.0 ? at.share / fullM3s : 0.0;
    }

    void settleAir()
    {
        std::vector<double> inletC(hall_.racks.size(), hall_.supplyC);
        const double change = doors_.empty() ? settleInlets(inletC) : settleWithDoors(inletC);
        if (change > stillK)
            warn("inlet temperatures did not settle; the last round still changed one by {:.3g} K.", change);
        warnOfAir();
        summariseInlets();
        balanceAir();
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
        if (!doors_.empty())
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
            change = findSupply(hall_.supplyC, deliveredC_, inletC);
        return change;
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
            const double designAirM3s = designW_[i] > 0.0 || rack.powerW <= 0.0 ? rack.airflowM3s : 0.0;
            const ServerLoad load = serverLoad(designW_[i], liquidShare_[i], designAirM3s, inletC[i]);
            RackResult& of = r.racks[i];
            of.heatToAirW = load.airW;
            of.heatToLiquidW = load.liquidW;
            of.powerW = load.airW + load.liquidW;
            of.fanPowerW = load.fanW;
            of.airflowM3s = rackAirflowM3s(load.airflowM3s, load.airW, heatPerVolume_);
            if (of.airflowM3s > load.airflowM3s)
                withoutAir_.add(rack.name, load.airW);
            r.itPowerW += of.powerW;
            r.heatToAirW += of.heatToAirW;
            r.heatToLiquidW += of.heatToLiquidW;
            r.rackAirflowM3s += of.airflowM3s;
            r.serverFanPowerW += of.fanPowerW;
        }
    }

    // Rack heat left in the hall's air behind the rear doors.
    double heatToHallW() const { return result_->heatToAirW - result_->rearDoorHeatW; }

    void estimateRecirculation(const HallResult* previous)
    {
        AirLayout layout = airLayoutOf(hall_, catalogue_);
        for (std::size_t i = 0; i < layout.racks.size(); ++i) {
            const double heatToAirW = hall_.racks[i].powerW * (1.0 - liquidShare_[i]);
            layout.racks[i].airflowM3s =
                rackAirflowM3s(hall_.racks[i].airflowM3s, heatToAirW, heatPerVolume_);
        }
        const bool sameSource = previous && previous->recirculation && previous->inputs.air == inputs().air;
        if (inputs().air && inputs().air->rackCount() == layout.racks.size())
            result_->airModel = inputs().air->layout() == layout ? AirModel::Field : AirModel::FieldMoved;
        if (result_->airModel == AirModel::Field)
            result_->recirculation = inputs().air;
        else if (sameSource && previous->recirculation->layout() == layout)
            result_->recirculation = previous->recirculation;
        else if (result_->airModel == AirModel::FieldMoved)
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
        for (const Rack& rack : hall_.racks)
            rackM3s += rack.airflowM3s;
        return massBalanceFloor(airSupplyOf(running_, rackM3s).flowM3s, rackM3s);
    }

    // Every running unit moves its share of the air and takes that share of the heat; the air they deliver mixes.
    void supplyAir()
    {
        HallResult& r = *result_;
        supply_ = airSupplyOf(running_, r.rackAirflowM3s);
        r.supplyAirflowM3s = supply_.flowM3s;
        r.airHandlerPowerW = supply_.fanPowerW;
        r.airHandlerCapacityW = supply_.capacityW;
        warmest_ = nullptr;
        deliveredC_ = hall_.supplyC;
        if (coilsClosed_ || (!doors_.empty() && coilHeatW() < 0.0)) {
            idleCoils();
        } else if (!handlers_.empty() && supply_.flowM3s > 0.0) {
            deliveredC_ = 0.0;
            for (std::size_t k = 0; k < handlers_.size(); ++k)
                deliveredC_ += handlers_[k].share * runHandler(k);
        }
        r.supplyC = heldSupplyC_.value_or(deliveredC_);
        exchangedM3s_ = std::max(r.supplyAirflowM3s, leastSupplyRatio * r.rackAirflowM3s);
        mixedShare_ = r.recirculation->holdsFloor() ? 0.0 : massBalanceFloor(exchangedM3s_, r.rackAirflowM3s);
    }

    void idleCoils()
    {
        for (const HandlerAtWork& at : handlers_) {
            AirHandlerResult& of = result_->airHandlers[at.index];
            of = {};
            of.id = hall_.airHandlers[at.index].id;
            of.running = at.share > 0.0;
            of.airflowM3s = at.share * supply_.flowM3s;
            of.speed = supply_.speed;
            of.fanPowerW = fanPowerW(at);
            of.supplyC = heldSupplyC_.value_or(hall_.supplyC);
        }
    }

    double fanPowerW(const HandlerAtWork& at) const
    {
        return std::max(hall_.airHandlers[at.index].fanPowerW, 0.0) * supply_.powerShare;
    }

    // Returns the temperature of the air it delivers.
    double runHandler(std::size_t k)
    {
        const HandlerAtWork& at = handlers_[k];
        const AirHandler& unit = hall_.airHandlers[at.index];
        AirHandlerResult& of = result_->airHandlers[at.index];
        of.running = at.share > 0.0;
        of.airflowM3s = at.share * supply_.flowM3s;
        of.speed = supply_.speed;
        of.fanPowerW = fanPowerW(at);
        const double heatW = std::max(at.share * coilHeatW(), 0.0);
        of.heatW = heatW;
        if (!at.water) {
            of.supplyC = supplyTemperatureC(hall_.supplyC, heatW, unit.capacityW);
        } else if (k > 0 && handlers_[k - 1].share == at.share && handlers_[k - 1].water == at.water &&
                   handlers_[k - 1].coil.uaWK == at.coil.uaWK &&
                   result_->airHandlers[handlers_[k - 1].index].heatW == heatW) {
            const AirHandlerResult& twin = result_->airHandlers[handlers_[k - 1].index];
            of.supplyC = twin.supplyC;
            of.waterFlowM3s = twin.waterFlowM3s;
            of.wetCoil = twin.wetCoil;
        } else if (heldSupplyC_ &&
                   at.water->supplyC >= *heldSupplyC_ + heatW / (heatPerVolume_ * of.airflowM3s)) {
            of.supplyC = at.water->supplyC; // no colder than the air that enters: the valve stays shut
            of.waterFlowM3s = 0.0;
            of.wetCoil = false;
        } else {
            const ControlledState coil =
                coolTo(at.coil, heatW, heatPerVolume_ * of.airflowM3s, hall_.supplyC, at.water->supplyC);
            of.supplyC = coil.supplyC;
            of.waterFlowM3s = at.water->heatPerVolume > 0.0 ? coil.coldWK / at.water->heatPerVolume : 0.0;
            of.wetCoil = heatW > 0.0 && coilIsWet(at.water->supplyC, hall_.dewPointC);
        }
        if (of.supplyC > hall_.supplyC && (!warmest_ || of.supplyC > warmest_->supplyC))
            warmest_ = &of;
        return of.supplyC;
    }

    double coilHeatW() const { return heatToHallW() + result_->airHandlerPowerW; }

    void warnOfAir()
    {
        const HallResult& r = *result_;
        if (withoutAir_.count > 0)
            warn("{} too little airflow for {:.1f} kW of heat to air; as much air is assumed as keeps the "
                 "rise at {:g} K.",
                 withoutAir_.racks() + (withoutAir_.count == 1 ? " has" : " have"), withoutAir_.powerW / 1e3,
                 highestRackRiseK);
        if (r.rackAirflowM3s > 0.0 && supply_.flowM3s < leastSupplyRatio * r.rackAirflowM3s)
            warn("its air handlers move {:.2f} m³/s for racks that draw {:.1f} m³/s; temperatures are those "
                 "of a hall that exchanges {:.0f} % of that air with its surroundings.",
                 supply_.flowM3s, r.rackAirflowM3s, leastSupplyRatio * 100.0);
        else if (supply_.shortOfAir)
            warn("the racks draw {:.1f} m³/s of air and the air handlers move at most {:.1f} m³/s; the rest "
                 "is warm exhaust.",
                 r.rackAirflowM3s, supply_.fullFlowM3s);
        if (warmest_)
            warnOfWarmSupply();
    }

    void warnOfWarmSupply()
    {
        const HallResult& r = *result_;
        const auto index = static_cast<std::size_t>(warmest_ - r.airHandlers.data());
        const LoopWater* water = inputs().find(hall_.airHandlers[index].loop);
        if (water && water->supplyC >= r.supplyC) {
            warn("its air handlers' water of {:.1f} °C is no colder than the air; the supply is at {:.1f} °C "
                 "in place of "
                 "{:.1f} °C.",
                 water->supplyC, r.supplyC, hall_.supplyC);
            return;
        }
        const std::string with = water ? fmt::format(", with water of {:.1f} °C,", water->supplyC) : "";
        warn("{:.0f} kW of heat to air and fan power are more than its air handlers{} can take at {:.1f} °C "
             "(their "
             "rating is {:.0f} kW); the supply air warms to {:.1f} °C.",
             coilHeatW() / 1e3, with, hall_.supplyC, supply_.capacityW / 1e3, r.supplyC);
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
        if (!doors_.empty())
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
            if (!door_[i])
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
            const double waterK = door_[i] ? door_[i]->water->supplyC - r.supplyC : 0.0;
            if (!door_[i] || inletRiseK_[i] + riseK_[i] <= waterK) // a door never heats
                continue;
            const double share = rearDoorShare(door_[i]->exchanger, heatPerVolume_ * airflowM3s_[i]);
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
        if (exchangedM3s_ > 0.0)
            r.returnC += carriedW / (heatPerVolume_ * exchangedM3s_);
        r.coilHeatW = coilHeatW();
        if (r.heatToAirW > 0.0)
            r.energyResidual = (heatToHallW() - carriedW) / r.heatToAirW;
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
            if (!r.hottestRack || rack.inletC > r.racks[*r.hottestRack].inletC)
                r.hottestRack = i;
            if (rack.overLimit())
                ++r.racksOverLimit;
        }
        if (r.racks.empty())
            return;
        r.maxInletC = r.racks[*r.hottestRack].inletC;
        r.meanInletC = flow > 0.0 ? weighted / flow : plain / static_cast<double>(r.racks.size());
    }

    // Heat and coolant of the racks on each CDU, then its plates, then back to the racks.
    void runCdus()
    {
        HallResult& r = *result_;
        r.cdus.resize(hall_.cdus.size());
        for (std::size_t k = 0; k < hall_.cdus.size(); ++k) {
            r.cdus[k].id = hall_.cdus[k].id;
            if (isOff(inputs().cdusOff, k))
                continue;
            r.cdus[k].running = true;
            r.cduCapacityW += std::max(hall_.cdus[k].capacityW, 0.0);
        }
        std::vector<double> heatW(hall_.cdus.size(), 0.0);
        for (std::size_t i = 0; i < cduOf_.size(); ++i) {
            RackResult& rack = r.racks[i];
            if (cduOf_[i] >= heatW.size() || rack.heatToLiquidW <= 0.0)
                continue;
            rack.coolantFlowM3s = rackDesignCoolant(type_[i], rack.heatToLiquidW).flowM3s;
            heatW[cduOf_[i]] += rack.heatToLiquidW;
            r.cdus[cduOf_[i]].flowM3s += rack.coolantFlowM3s;
        }
        std::vector<double> flowShare(hall_.cdus.size(), 1.0);
        for (std::size_t k = 0; k < heatW.size(); ++k)
            flowShare[k] = runCdu(k, heatW[k]);
        for (std::size_t i = 0; i < cduOf_.size(); ++i)
            coolRack(i, flowShare);
        if (lowFlow_.count > 0)
            warn("{} asked for more coolant than the pumps move; their racks get the less and return it "
                 "warmer.",
                 lowFlow_.named("CDU", "CDUs") + (lowFlow_.count == 1 ? " is" : " are"));
        if (condensing_.count > 0)
            warn("{} coolant less than {:g} K above the room's dew point of {:.1f} °C.",
                 condensing_.named("CDU", "CDUs") + (condensing_.count == 1 ? " supplies" : " supply"),
                 dewPointMarginK, hall_.dewPointC);
        if (warmCoolant_.count > 0)
            warn("{} the set point: with facility water of {:.1f} °C the coolant leaves at {:.1f} °C.",
                 warmCoolant_.named("CDU", "CDUs") + (warmCoolant_.count == 1 ? " misses" : " miss"),
                 missedWaterC_, missedSupplyC_);
    }

    // Returns how much of the coolant its racks ask for the unit can move.
    double runCdu(std::size_t k, double heatW)
    {
        const Cdu& cdu = hall_.cdus[k];
        CduResult& of = result_->cdus[k];
        if (heatW <= 0.0 || !of.running)
            return 1.0;
        const double share = std::min(1.0, cdu.flowM3s > 0.0 ? cdu.flowM3s / of.flowM3s : 1.0);
        constexpr double roundingShare = 1e-9;
        if (share < 1.0 - roundingShare)
            lowFlow_.add(cdu.name, heatW);
        of.flowM3s *= share;
        of.pumpPowerW = cduPumpPowerW(cdu, of.flowM3s);
        of.heatW = heatW + of.pumpPowerW;
        result_->cduPumpPowerW += of.pumpPowerW;
        exchangeHeat(cdu, of);
        if (heatW > cdu.capacityW)
            warn("{} is loaded with {:.0f} kW, above its capacity of {:.0f} kW.", cdu.name, heatW / 1e3,
                 cdu.capacityW / 1e3);
        if (of.supplyC < hall_.dewPointC + dewPointMarginK)
            condensing_.add(cdu.name, heatW);
        return share;
    }

    void exchangeHeat(const Cdu& cdu, CduResult& of)
    {
        const LoopWater* water = inputs().find(cdu.loop);
        of.facilitySupplyC = water ? water->supplyC : cdu.supplyC - cdu.approachK;
        const double setPointC = cdu.supplyC > 0.0 ? cdu.supplyC : of.facilitySupplyC + cdu.approachK;
        of.supplyC = setPointC;
        const double coolantHeat = coolantAt(cdu.coolant, setPointC).heatPerVolume();
        const double coolantWK = coolantHeat * of.flowM3s;
        if (water && water->heatPerVolume > 0.0) {
            const RatedExchanger plates = platesOf(cdu, coolantHeat, water->heatPerVolume);
            const ControlledState state = coolTo(plates, of.heatW, coolantWK, setPointC, of.facilitySupplyC);
            of.supplyC = state.supplyC;
            of.facilityFlowM3s = state.coldWK / water->heatPerVolume;
            of.facilityReturnC = state.coldOutC;
            of.effectiveness = state.effectiveness;
            if (state.wideOpen) {
                warmCoolant_.add(cdu.name, of.heatW);
                missedWaterC_ = of.facilitySupplyC;
                missedSupplyC_ = of.supplyC;
            }
        }
        of.returnC = of.supplyC + (coolantWK > 0.0 ? of.heatW / coolantWK : 0.0);
    }

    void coolRack(std::size_t i, std::span<const double> flowShare)
    {
        RackResult& rack = result_->racks[i];
        if (rack.coolantFlowM3s <= 0.0)
            return;
        const CduResult& cdu = result_->cdus[cduOf_[i]];
        rack.coolantFlowM3s *= flowShare[cduOf_[i]];
        rack.coolantSupplyC = cdu.supplyC;
        const double coolantHeat = coolantAt(hall_.cdus[cduOf_[i]].coolant, cdu.supplyC).heatPerVolume();
        CduResult& unit = result_->cdus[cduOf_[i]];
        unit.headPa = std::max(
            unit.headPa, rackDropPa(rackDesignCoolant(type_[i], rack.heatToLiquidW), rack.coolantFlowM3s));
        rack.coolantReturnC = cdu.supplyC + rack.heatToLiquidW / (coolantHeat * rack.coolantFlowM3s);
    }

    // Air handlers, rear doors and CDUs hand their heat, fan and pump power included, to their loops.
    void carryAwayHeat()
    {
        HallResult& r = *result_;
        for (const HandlerAtWork& at : handlers_) {
            const AirHandler& unit = hall_.airHandlers[at.index];
            const AirHandlerResult& of = r.airHandlers[at.index];
            feed({unit.feed, {}, of.fanPowerW}, unit.name);
            reject(unit.loop, of.heatW, unit.name);
        }
        if (handlers_.empty() && heatToHallW() > 0.0) {
            r.unrejectedW += heatToHallW();
            constexpr double roundingShare = 1e-9; // where rear doors take all of it
            if (heatToHallW() > roundingShare * r.heatToAirW)
                warn("{:.1f} kW of heat to air meets no air handler; nothing takes it out of the hall.",
                     heatToHallW() / 1e3);
        }
        for (std::size_t i = 0; i < door_.size(); ++i) {
            if (door_[i])
                reject(door_[i]->water->id, r.racks[i].rearDoorHeatW, hall_.racks[i].name);
        }
        for (std::size_t k = 0; k < hall_.cdus.size(); ++k) {
            feed({hall_.cdus[k].feed, {}, r.cdus[k].pumpPowerW}, hall_.cdus[k].name);
            reject(hall_.cdus[k].loop, r.cdus[k].heatW, hall_.cdus[k].name);
        }
        if (unlooped_.count > 0)
            warn("{:.1f} kW of heat is on no coolant loop, the first unit being {}; nothing rejects it.",
                 unlooped_.powerW / 1e3, unlooped_.first);
    }

    // In the order of core/simulation/campus_loops.h: every air handler and CDU, running or not, and between them the
    // rear doors, all that are on one loop as one connection. Their water flow is constant.
    void askLoops()
    {
        for (std::size_t u = 0; u < hall_.airHandlers.size(); ++u)
            askForCoil(hall_.airHandlers[u], result_->airHandlers[u]);
        for (std::size_t i = 0; i < door_.size(); ++i)
            askForDoor(i);
        for (std::size_t k = 0; k < hall_.cdus.size(); ++k)
            askForCdu(hall_.cdus[k], result_->cdus[k]);
    }

    void askForCoil(const AirHandler& unit, const AirHandlerResult& of)
    {
        const LoopWater* water = inputs().find(unit.loop);
        if (!water)
            return;
        const double ratedWK = unit.capacityW / water->designRangeK;
        result_->demands.push_back({unit.loop, TerminalKind::AirHandler, unit.id.value, of.heatW,
                                    of.waterFlowM3s, ratedWK / water->heatPerVolume, unit.waterDropPa});
    }

    void askForCdu(const Cdu& cdu, const CduResult& of)
    {
        if (inputs().find(cdu.loop))
            result_->demands.push_back({cdu.loop, TerminalKind::Cdu, cdu.id.value, of.heatW,
                                        of.facilityFlowM3s, ratedFacilityFlowM3s(cdu), cdu.facilityDropPa});
    }

    void askForDoor(std::size_t rack)
    {
        if (!door_[rack])
            return;
        const Door& door = *door_[rack];
        std::vector<LoopDemand>& demands = result_->demands;
        auto it = std::find_if(demands.begin(), demands.end(), [&](const LoopDemand& d) {
            return d.kind == TerminalKind::RearDoors && d.loop == door.water->id;
        });
        if (it == demands.end()) {
            demands.push_back({door.water->id, TerminalKind::RearDoors, hall_.id.value, 0.0, 0.0, 0.0, 0.0});
            it = demands.end() - 1;
        }
        it->heatW += result_->racks[rack].rearDoorHeatW;
        it->flowM3s += door.type->rearDoorFlowM3s;
        it->fullFlowM3s += door.type->rearDoorFlowM3s;
        it->fullDropPa = std::max(it->fullDropPa, door.type->rearDoorDropPa);
    }

    // A rack draws half from either side, all from one if that is all it has.
    void feedRacks()
    {
        Affected overloaded;
        for (std::size_t i = 0; i < hall_.racks.size(); ++i) {
            const Rack& rack = hall_.racks[i];
            RackResult& of = result_->racks[i];
            const bool both = rack.feedA.valid() && rack.feedB.valid();
            feed({rack.feedA.valid() ? rack.feedA : rack.feedB, both ? rack.feedB : PowerNodeId{}, of.powerW},
                 rack.name);
            if (!type_[i])
                continue;
            of.psuLossW = powerSupplyLossW(type_[i]->psuRatedW, of.powerW);
            result_->psuLossW += of.psuLossW;
            const CircuitLoad circuit = circuitLoad(*type_[i], of.powerW);
            of.circuitLoad = circuit.load;
            of.circuitLoadOneLost = circuit.loadOneLost;
            if (circuit.overloaded())
                overloaded.add(rack.name, of.powerW);
        }
        result_->circuitsOverloaded = overloaded.count;
        if (overloaded.count > 0)
            warn("{} more than the breakers of their circuits are rated for.",
                 overloaded.racks() + (overloaded.count == 1 ? " draws" : " draw"));
        if (unfed_.count > 0)
            warn("{:.1f} kW is fed from no power node, the first consumer being {}; it counts without "
                 "distribution losses.",
                 unfed_.powerW / 1e3, unfed_.first);
    }

    // After the loss of all air handlers, the air and what stands in it warm together (core/physics/thermal_mass.h).
    void timeToLimit()
    {
        double rackWidthsM = 0.0;
        for (const RackType* type : type_)
            rackWidthsM += type ? type->widthM : 0.0;
        const double airM3 = hall_.widthM * hall_.depthM * hall_.heightM;
        const ThermalMass mass = thermalMass(airM3, heatPerVolume_, rackWidthsM);
        const double riseK = hall_.inletLimitC - result_->meanInletC;
        const double seconds = secondsToRise(mass, heatToHallW(), std::max(riseK, 0.0));
        result_->rideThroughS = std::isfinite(seconds) ? seconds : 0.0;
    }

    void feed(const NodeLoad& load, const std::string& consumer)
    {
        if (load.powerW <= 0.0)
            return;
        if (load.a.valid()) {
            loads_.add(load);
        } else {
            result_->unfedW += load.powerW;
            unfed_.add(consumer, load.powerW);
        }
    }

    void reject(CoolantLoopId loop, double heatW, const std::string& unit)
    {
        if (heatW <= 0.0)
            return;
        if (loop.valid()) {
            heat_.add({loop, heatW});
        } else {
            result_->unrejectedW += heatW;
            unlooped_.add(unit, heatW);
        }
    }

    template <class... Args>
    void warn(fmt::format_string<Args...> sentence, Args&&... args)
    {
        result_->warnings.push_back(hall_.name + ": " + fmt::format(sentence, std::forward<Args>(args)...));
    }

    const Hall& hall_;
    const RackCatalogue& catalogue_;
    std::shared_ptr<HallResult> result_;
    double heatPerVolume_; // ρ cp of the hall's air

    // Per rack
    std::vector<const RackType*> type_; // nullptr if the catalogue lacks it
    std::vector<double> designW_;       // 0 for a rack that is off
    std::vector<std::size_t> cduOf_;    // index in hall_.cdus, or their number for none
    std::vector<double> liquidShare_;   // z
    std::vector<const Door*> door_;     // nullptr without one
    std::vector<double> airflowM3s_;    // at its inlet temperature
    std::vector<double> riseK_;         // ΔT, or the part of x_out that does not depend on x
    std::vector<double> keptShare_;     // 1 - e; empty in a hall without doors
    std::vector<double> inletRiseK_;    // x

    std::vector<std::unique_ptr<Door>> doors_; // one for each type and loop
    std::vector<AirHandler> running_;
    std::vector<HandlerAtWork> handlers_; // as running_
    AirSupply supply_;
    const AirHandlerResult* warmest_ = nullptr; // of those that miss the set point
    double deliveredC_ = 0.0;                   // by the air handlers, mixed
    std::optional<double> heldSupplyC_;         // in a hall with rear doors: the supply that is tried
    bool searching_ = false;
    bool coilsClosed_ = false;
    double exchangedM3s_ = 0.0; // supply air, or the least that is assumed
    double mixedShare_ = 0.0;   // r0

    LoadLedger loads_;
    HeatLedger heat_;
    Affected withoutAir_, unfed_, unlooped_, lowFlow_, condensing_, warmCoolant_;
    double missedWaterC_ = 0.0, missedSupplyC_ = 0.0; // of the last in warmCoolant_
};

} // namespace

HallResultPtr evaluateHall(const HallPtr& hall, const RackCatalogue& catalogue, HallInputs inputs,
                           const HallResult* previous)
{
    return HallEvaluation(hall, catalogue, std::move(inputs)).run(previous);
}

} // namespace hallwright
