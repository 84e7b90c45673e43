#include "core/simulation/evaluate_hall.h"

#include "core/physics/air.h"
#include "core/physics/air_handler.h"
#include "core/physics/recirculation.h"
#include "core/physics/server.h"
#include "core/simulation/energy_balance.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright {

namespace {

// Adds up values by id; neighbours in a hall mostly share their feeds, so the last hits are tried first.
template <class Entry, class IdType>
class Ledger
{
public:
    Ledger(std::vector<Entry>& entries, IdType Entry::*id, double Entry::*amount)
        : entries_(entries), id_(id), amount_(amount)
    {
    }

    void add(IdType id, double amount)
    {
        if (last_ >= entries_.size() || entries_[last_].*id_ != id) {
            const auto it =
                std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.*id_ == id; });
            last_ = static_cast<std::size_t>(it - entries_.begin());
            if (it == entries_.end()) {
                entries_.push_back({});
                entries_.back().*id_ = id;
            }
        }
        entries_[last_].*amount_ += amount;
    }

private:
    std::vector<Entry>& entries_;
    IdType Entry::*id_;
    double Entry::*amount_;
    std::size_t last_ = 0;
};

// How many racks something befell, and the first of them, for a warning.
struct Affected {
    std::size_t count = 0;
    double powerW = 0.0;
    std::string first;

    void add(const std::string& name, double watts)
    {
        if (count++ == 0)
            first = name;
        powerW += watts;
    }

    std::string racks() const
    {
        return count == 1 ? fmt::format("rack {}", first)
                          : fmt::format("{} racks, the first being {},", count, first);
    }
};

double lowerLimitC(double hallC, double typeC)
{
    constexpr double widestAllowableC = 45.0; // ASHRAE class A4, where neither states a limit
    if (hallC <= 0.0 && typeC <= 0.0)
        return widestAllowableC;
    if (hallC <= 0.0 || typeC <= 0.0)
        return std::max(hallC, typeC);
    return std::min(hallC, typeC);
}

class HallEvaluation
{
public:
    HallEvaluation(const HallPtr& hall, const RackCatalogue& catalogue, double elevationM)
        : hall_(*hall), catalogue_(catalogue), heatPerVolume_(airHeatPerVolume(elevationM, hall->supplyC)),
          result_(std::make_shared<HallResult>()), loads_(result_->loads, &NodeLoad::a, &NodeLoad::powerW),
          heat_(result_->rejected, &LoopHeat::loop, &LoopHeat::heatW)
    {
        result_->hall = hall;
    }

    HallResultPtr run(const HallResult* previous)
    {
        findCoolant();
        estimateRecirculation(previous);
        settleAir();
        loadCdus();
        carryAwayHeat();
        feedRacks();
        result_->energyResidual = worseResidual(result_->energyResidual, hallResidual(*result_));
        return std::move(result_);
    }

private:
    // Which CDU takes up each rack's coolant heat, and what share of its power that is: none without a CDU.
    void findCoolant()
    {
        const std::size_t n = hall_.racks.size();
        cduOf_.assign(n, hall_.cdus.size());
        liquidShare_.assign(n, 0.0);
        result_->racks.resize(n);
        Affected withoutCdu;
        const RackType* type = nullptr;
        for (std::size_t i = 0; i < n; ++i) {
            const Rack& rack = hall_.racks[i];
            if (!type || type->id != rack.type)
                type = catalogue_.find(rack.type);
            result_->racks[i].inletLimitC = lowerLimitC(hall_.inletLimitC, type ? type->inletLimitC : 0.0);
            const auto cdu = std::find_if(hall_.cdus.begin(), hall_.cdus.end(),
                                          [&](const Cdu& unit) { return unit.id == rack.cdu; });
            cduOf_[i] = static_cast<std::size_t>(cdu - hall_.cdus.begin());
            if (cdu != hall_.cdus.end())
                liquidShare_[i] = std::clamp(rack.liquidShare, 0.0, 1.0);
            else if (rack.liquidShare > 0.0 && rack.powerW > 0.0)
                withoutCdu.add(rack.name, rack.powerW * rack.liquidShare);
        }
        if (withoutCdu.count > 0)
            warn("{} liquid-cooled but on no coolant distribution unit; {:.1f} kW of liquid heat is counted "
                 "as heat to "
                 "the hall's air.",
                 withoutCdu.racks() + (withoutCdu.count == 1 ? " is" : " are"), withoutCdu.powerW / 1e3);
    }

    // Inlets, server fans and leakage, and the air handlers depend on each other: evaluated in turn until the inlets
    // stand still. Each round shrinks the change by leakage times recirculation, a few per cent.
    void settleAir()
    {
        constexpr double stillK = 1e-6;
        constexpr int mostRounds = 60;
        std::vector<double> inletC(hall_.racks.size(), hall_.supplyC);
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
            if (change <= stillK)
                break;
        }
        if (change > stillK)
            warn("inlet temperatures did not settle; the last round still changed one by {:.3g} K.", change);
        warnOfAir();
        summariseInlets();
        balanceAir();
    }

    // What the servers draw and blow at these inlet temperatures.
    void respond(std::span<const double> inletC)
    {
        HallResult& r = *result_;
        r.itPowerW = r.heatToAirW = r.heatToLiquidW = r.rackAirflowM3s = 0.0;
        withoutAir_ = {};
        for (std::size_t i = 0; i < r.racks.size(); ++i) {
            const Rack& rack = hall_.racks[i];
            const ServerLoad load = serverLoad(rack.powerW, liquidShare_[i], rack.airflowM3s, inletC[i]);
            RackResult& of = r.racks[i];
            of.heatToAirW = load.airW;
            of.heatToLiquidW = load.liquidW;
            of.powerW = load.airW + load.liquidW;
            of.airflowM3s = rackAirflowM3s(load.airflowM3s, load.airW, heatPerVolume_);
            if (of.airflowM3s > load.airflowM3s)
                withoutAir_.add(rack.name, load.airW);
            r.itPowerW += of.powerW;
            r.heatToAirW += of.heatToAirW;
            r.heatToLiquidW += of.heatToLiquidW;
            r.rackAirflowM3s += of.airflowM3s;
        }
    }

    void estimateRecirculation(const HallResult* previous)
    {
        AirLayout layout = airLayoutOf(hall_, catalogue_);
        for (std::size_t i = 0; i < layout.racks.size(); ++i) {
            const double heatToAirW = hall_.racks[i].powerW * (1.0 - liquidShare_[i]);
            layout.racks[i].airflowM3s =
                rackAirflowM3s(hall_.racks[i].airflowM3s, heatToAirW, heatPerVolume_);
        }
        if (previous && previous->recirculation && previous->recirculation->layout() == layout)
            result_->recirculation = previous->recirculation;
        else
            result_->recirculation = RecirculationMatrix::estimate(
                std::move(layout), previous ? previous->recirculation.get() : nullptr);
    }

    void supplyAir()
    {
        HallResult& r = *result_;
        supply_ = airSupplyOf(hall_.airHandlers, r.rackAirflowM3s);
        r.supplyAirflowM3s = supply_.flowM3s;
        r.airHandlerPowerW = supply_.fanPowerW;
        r.airHandlerCapacityW = supply_.capacityW;
        r.supplyC = hall_.supplyC;
        if (!hall_.airHandlers.empty())
            r.supplyC = supplyTemperatureC(hall_.supplyC, coilHeatW(), supply_.capacityW);
        exchangedM3s_ = std::max(r.supplyAirflowM3s, leastSupplyRatio * r.rackAirflowM3s);
        mixedShare_ = massBalanceFloor(exchangedM3s_, r.rackAirflowM3s);
    }

    double coilHeatW() const { return result_->heatToAirW + result_->airHandlerPowerW; }

    void warnOfAir()
    {
        const HallResult& r = *result_;
        if (withoutAir_.count > 0)
            warn("{} too little airflow for {:.1f} kW of heat to air; as much air is assumed as keeps the "
                 "rise at "
                 "{:g} K.",
                 withoutAir_.racks() + (withoutAir_.count == 1 ? " has" : " have"), withoutAir_.powerW / 1e3,
                 highestRackRiseK);
        if (r.rackAirflowM3s > 0.0 && supply_.flowM3s < leastSupplyRatio * r.rackAirflowM3s)
            warn("its air handlers move {:.2f} m³/s for racks that draw {:.1f} m³/s; temperatures are those "
                 "of a hall "
                 "that exchanges {:.0f} % of that air with its surroundings.",
                 supply_.flowM3s, r.rackAirflowM3s, leastSupplyRatio * 100.0);
        else if (supply_.shortOfAir)
            warn("the racks draw {:.1f} m³/s of air and the air handlers move at most {:.1f} m³/s; the rest "
                 "is warm "
                 "exhaust.",
                 r.rackAirflowM3s, supply_.fullFlowM3s);
        if (r.supplyC > hall_.supplyC)
            warn("{:.0f} kW of heat to air and fan power exceed the air handlers' {:.0f} kW; the supply air "
                 "warms from "
                 "{:.1f} to {:.1f} °C.",
                 coilHeatW() / 1e3, supply_.capacityW / 1e3, hall_.supplyC, r.supplyC);
    }

    void solveInlets()
    {
        HallResult& r = *result_;
        const std::size_t n = r.racks.size();
        std::vector<double> riseK(n, 0.0);
        airflowM3s_.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            airflowM3s_[i] = r.racks[i].airflowM3s;
            if (r.racks[i].airflowM3s > 0.0)
                riseK[i] =
                    r.racks[i].heatToAirW / (heatPerVolume_ * r.racks[i].airflowM3s); // ΔT = P/(ρ cp V)
        }
        inletRiseK_ = inletRisesK(*r.recirculation, riseK, airflowM3s_, mixedShare_, std::move(inletRiseK_));
        for (std::size_t i = 0; i < n; ++i) {
            RackResult& rack = r.racks[i];
            rack.inletC = r.supplyC + inletRiseK_[i];
            rack.outletC = rack.inletC + riseK[i];
            rack.recirculation = 1.0 - (1.0 - mixedShare_) * r.recirculation->supplyShare(i);
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
        if (r.heatToAirW > 0.0)
            r.energyResidual = (r.heatToAirW - carriedW) / r.heatToAirW;
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

    void loadCdus()
    {
        cduHeatW_.assign(hall_.cdus.size(), 0.0);
        for (std::size_t i = 0; i < cduOf_.size(); ++i) {
            if (cduOf_[i] < cduHeatW_.size())
                cduHeatW_[cduOf_[i]] += result_->racks[i].heatToLiquidW;
        }
    }

    // Air handlers and CDUs hand their heat, fan and pump power included, to their loops.
    void carryAwayHeat()
    {
        HallResult& r = *result_;
        double fullM3s = 0.0;
        for (const AirHandler& unit : hall_.airHandlers)
            fullM3s += std::max(unit.airflowM3s, 0.0);
        const double speedCubed = supply_.speed * supply_.speed * supply_.speed;
        for (const AirHandler& unit : hall_.airHandlers) {
            const double fanW = std::max(unit.fanPowerW, 0.0) * speedCubed;
            const double share = fullM3s > 0.0 ? std::max(unit.airflowM3s, 0.0) / fullM3s : 0.0;
            feed(unit.feed, fanW, unit.name);
            reject(unit.loop, r.heatToAirW * share + fanW, unit.name);
        }
        if (fullM3s <= 0.0 && r.heatToAirW > 0.0) {
            r.unrejectedW += r.heatToAirW;
            warn("{:.1f} kW of heat to air meets no air handler; nothing takes it out of the hall.",
                 r.heatToAirW / 1e3);
        }
        for (std::size_t k = 0; k < hall_.cdus.size(); ++k)
            runCdu(hall_.cdus[k], cduHeatW_[k]);
        if (unlooped_.count > 0)
            warn("{:.1f} kW of heat is on no coolant loop, the first unit being {}; nothing rejects it.",
                 unlooped_.powerW / 1e3, unlooped_.first);
    }

    void runCdu(const Cdu& cdu, double heatW)
    {
        HallResult& r = *result_;
        r.cduCapacityW += std::max(cdu.capacityW, 0.0);
        if (heatW <= 0.0)
            return;
        const double pumpW = std::max(cdu.pumpPowerW, 0.0);
        r.cduPumpPowerW += pumpW;
        feed(cdu.feed, pumpW, cdu.name);
        reject(cdu.loop, heatW + pumpW, cdu.name);
        if (heatW > cdu.capacityW)
            warn("{} is loaded with {:.0f} kW, above its capacity of {:.0f} kW.", cdu.name, heatW / 1e3,
                 cdu.capacityW / 1e3);
    }

    // A rack draws half from either side, all from one if that is all it has.
    void feedRacks()
    {
        for (std::size_t i = 0; i < hall_.racks.size(); ++i) {
            const Rack& rack = hall_.racks[i];
            const double powerW = result_->racks[i].powerW;
            if (rack.feedA.valid() && rack.feedB.valid()) {
                feed(rack.feedA, powerW / 2, rack.name);
                feed(rack.feedB, powerW / 2, rack.name);
            } else {
                feed(rack.feedA.valid() ? rack.feedA : rack.feedB, powerW, rack.name);
            }
        }
        if (unfed_.count > 0)
            warn("{:.1f} kW is fed from no power node, the first consumer being {}; it counts without "
                 "distribution "
                 "losses.",
                 unfed_.powerW / 1e3, unfed_.first);
    }

    void feed(PowerNodeId node, double powerW, const std::string& consumer)
    {
        if (powerW <= 0.0)
            return;
        if (node.valid()) {
            loads_.add(node, powerW);
        } else {
            result_->unfedW += powerW;
            unfed_.add(consumer, powerW);
        }
    }

    void reject(CoolantLoopId loop, double heatW, const std::string& unit)
    {
        if (heatW <= 0.0)
            return;
        if (loop.valid()) {
            heat_.add(loop, heatW);
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
    double heatPerVolume_;            // ρ cp
    std::vector<std::size_t> cduOf_;  // per rack: index in hall_.cdus, or their number for none
    std::vector<double> liquidShare_; // per rack: z
    std::vector<double> airflowM3s_;  // per rack, at its inlet temperature
    std::vector<double> inletRiseK_;  // per rack, above the supply
    std::vector<double> cduHeatW_;
    AirSupply supply_;
    double exchangedM3s_ = 0.0; // supply air, or the least that is assumed
    double mixedShare_ = 0.0;   // r0
    Affected withoutAir_;
    std::shared_ptr<HallResult> result_;
    Ledger<NodeLoad, PowerNodeId> loads_;
    Ledger<LoopHeat, CoolantLoopId> heat_;
    Affected unfed_;
    Affected unlooped_;
};

} // namespace

HallResultPtr evaluateHall(const HallPtr& hall, const RackCatalogue& catalogue, double elevationM,
                           const HallResult* previous)
{
    return HallEvaluation(hall, catalogue, elevationM).run(previous);
}

} // namespace hallwright
