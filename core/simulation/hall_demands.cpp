#include "core/simulation/hall_demands.h"

#include "core/model/number_text.h"
#include "core/physics/cdu_exchanger.h"
#include "core/physics/power_supply.h"
#include "core/physics/rack_circuits.h"
#include "core/simulation/affected.h"
#include "core/simulation/hall_ledger.h"
#include "core/simulation/hall_notes.h"

#include <algorithm>
#include <span>
#include <string>

namespace hallwright {

namespace {

class HallDemands
{
public:
    HallDemands(HallResult& hall, const HallRacks& racks, const HallRearDoors& doors,
                const HallAirHandlers& handlers)
        : hall_(hall), types_(racks.type), doors_(doors), handlers_(handlers), loads_(hall.loads),
          peaks_(hall.peaks), heat_(hall.rejected)
    {
    }

    void ask()
    {
        carryAwayHeat();
        askLoops();
        feedRacks();
    }

private:
    // Air handlers, rear doors and CDUs hand their heat, fan and pump power included, to their loops.
    void carryAwayHeat()
    {
        for (const HandlerAtWork& at : handlers_.atWork()) {
            const AirHandler& unit = hall_.hall->airHandlers[at.index];
            const AirHandlerResult& of = hall_.airHandlers[at.index];
            feed({unit.feed, {}, of.fanPowerW}, unit.name);
            reject(unit.loop, of.heatW);
        }
        if (handlers_.atWork().empty() && heatToHallW(hall_) > 0.0)
            hall_.unrejectedW += heatToHallW(hall_);
        for (std::size_t i = 0; i < hall_.racks.size(); ++i) {
            if (doors_.of(i))
                reject(doors_.of(i)->water->id, hall_.racks[i].rearDoorHeatW);
        }
        for (std::size_t k = 0; k < hall_.hall->cdus.size(); ++k) {
            feed({hall_.hall->cdus[k].feed, {}, hall_.cdus[k].pumpPowerW}, hall_.hall->cdus[k].name);
            reject(hall_.hall->cdus[k].loop, hall_.cdus[k].heatW);
        }
    }

    // In the order of core/simulation/campus_loops.h: every air handler and CDU, running or not, and between them the
    // rear doors, all that are on one loop as one connection. Their water flow is constant.
    void askLoops()
    {
        for (std::size_t u = 0; u < hall_.hall->airHandlers.size(); ++u)
            askForCoil(hall_.hall->airHandlers[u], hall_.airHandlers[u]);
        for (std::size_t i = 0; i < hall_.racks.size(); ++i)
            askForDoor(i);
        for (std::size_t k = 0; k < hall_.hall->cdus.size(); ++k)
            askForCdu(hall_.hall->cdus[k], hall_.cdus[k]);
    }

    void askForCoil(const AirHandler& unit, const AirHandlerResult& of)
    {
        const LoopWater* water = hall_.inputs.find(unit.loop);
        if (!water)
            return;
        const double ratedWK = unit.capacityW / water->designRangeK;
        hall_.demands.push_back({unit.loop, TerminalKind::AirHandler, unit.id.value, of.heatW,
                                 of.waterFlowM3s, ratedWK / water->heatPerVolume, unit.waterDropPa});
    }

    void askForDoor(std::size_t rack)
    {
        if (!doors_.of(rack))
            return;
        const RearDoor& door = *doors_.of(rack);
        std::vector<LoopDemand>& demands = hall_.demands;
        auto it = std::find_if(demands.begin(), demands.end(), [&](const LoopDemand& d) {
            return d.kind == TerminalKind::RearDoors && d.loop == door.water->id;
        });
        if (it == demands.end()) {
            demands.push_back(
                {door.water->id, TerminalKind::RearDoors, hall_.hall->id.value, 0.0, 0.0, 0.0, 0.0});
            it = demands.end() - 1;
        }
        it->heatW += hall_.racks[rack].rearDoorHeatW;
        it->flowM3s += door.type->rearDoorFlowM3s;
        it->fullFlowM3s += door.type->rearDoorFlowM3s;
        it->fullDropPa = std::max(it->fullDropPa, door.type->rearDoorDropPa);
    }

    void askForCdu(const Cdu& cdu, const CduResult& of)
    {
        if (hall_.inputs.find(cdu.loop))
            hall_.demands.push_back({cdu.loop, TerminalKind::Cdu, cdu.id.value, of.heatW, of.facilityFlowM3s,
                                     ratedFacilityFlowM3s(cdu), cdu.facilityDropPa});
    }

    // A rack draws half from either side, all from one if that is all it has.
    void feedRacks()
    {
        for (std::size_t i = 0; i < hall_.hall->racks.size(); ++i) {
            const Rack& rack = hall_.hall->racks[i];
            RackResult& of = hall_.racks[i];
            const bool both = rack.feedA.valid() && rack.feedB.valid();
            feed({rack.feedA.valid() ? rack.feedA : rack.feedB, both ? rack.feedB : PowerNodeId{}, of.powerW},
                 rack.name);
            if (!types_[i])
                continue;
            if (types_[i]->peakFactor > 1.0 && (rack.feedA.valid() || rack.feedB.valid()))
                peaks_.add({rack.feedA.valid() ? rack.feedA : rack.feedB, both ? rack.feedB : PowerNodeId{},
                            (types_[i]->peakFactor - 1.0) * of.powerW});
            if (types_[i]->psuRatedW > 0.0) {
                of.psuLossW = powerSupplyLossW(types_[i]->psuRatedW, of.powerW);
                hall_.psuLossW = hall_.psuLossW.value_or(0.0) + *of.psuLossW;
            }
            const CircuitLoad circuit = circuitLoad(*types_[i], of.powerW);
            if (circuit.stated) {
                of.circuitLoad = circuit.load;
                of.circuitLoadAtPeak = circuit.loadAtPeak;
            }
            if (circuit.redundant)
                of.circuitLoadOneLost = circuit.loadOneLost;
            if (circuit.overloaded())
                ++hall_.circuitsOverloaded;
        }
        if (unfed_.count > 0)
            note(hall_,
                 "{} is fed from no power node, the first consumer being {}; it counts without distribution "
                 "losses.",
                 kilowatts(unfed_.powerW), unfed_.first);
    }

    void feed(const NodeLoad& load, const std::string& consumer)
    {
        if (load.powerW <= 0.0)
            return;
        if (load.a.valid()) {
            loads_.add(load);
        } else {
            hall_.unfedW += load.powerW;
            unfed_.add(consumer, load.powerW);
        }
    }

    void reject(CoolantLoopId loop, double heatW)
    {
        if (heatW <= 0.0)
            return;
        if (loop.valid())
            heat_.add({loop, heatW});
        else
            hall_.unrejectedW += heatW;
    }

    HallResult& hall_;
    std::span<const RackType* const> types_;
    const HallRearDoors& doors_;
    const HallAirHandlers& handlers_;
    LoadLedger loads_;
    LoadLedger peaks_;
    HeatLedger heat_;
    Affected unfed_;
};

} // namespace

void askCampus(HallResult& hall, const HallRacks& racks, const HallRearDoors& doors,
               const HallAirHandlers& handlers)
{
    HallDemands(hall, racks, doors, handlers).ask();
}

} // namespace hallwright
