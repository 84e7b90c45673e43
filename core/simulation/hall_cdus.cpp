#include "core/simulation/hall_cdus.h"

#include "core/physics/cdu_exchanger.h"
#include "core/physics/cold_plate.h"
#include "core/physics/controlled_exchanger.h"
#include "core/physics/coolant_properties.h"
#include "core/physics/rack_coolant.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double settledHeat = 1e-12; // of a rack's rating, between passes at one supply temperature
constexpr double settledSupplyK = 1e-7;

// One unit and its racks. Its supply temperature follows from their heat; their chips, and the flow of those that hold
// their return, from its supply temperature.
class CduRun
{
public:
    CduRun(HallResult& hall, HallRacks& racks, std::size_t unit)
        : hall_(hall), racks_(racks), cdu_(hall.hall->cdus[unit]), of_(hall.cdus[unit]),
          water_(hall.inputs.find(cdu_.loop)),
          facilitySupplyC_(water_ ? water_->supplyC : cdu_.supplyC - cdu_.approachK),
          setPointC_(cdu_.supplyC > 0.0 ? cdu_.supplyC : facilitySupplyC_ + cdu_.approachK),
          heatPerVolume_(coolantAt(cdu_.coolant, setPointC_).heatPerVolume())
    {
    }

    void take(std::size_t rack)
    {
        const double heatW = racks_.liquidW[rack];
        const bool likeLast = !taken_.empty() && taken_.back().plates.heatW == heatW &&
                              racks_.type[taken_.back().rack] == racks_.type[rack];
        taken_.push_back({rack,
                          likeLast ? taken_.back().plates : coldPlatesOf(racks_.type[rack], heatW),
                          {heatW},
                          0.0,
                          false});
    }

    void run()
    {
        if (taken_.empty() || !of_.running)
            return;
        const CduResult atRest = of_;
        do
            findSupply();
        while (shutHottestDown());
        for (const Taken& at : taken_)
            write(at);
        hall_.cduPumpPowerW += of_.pumpPowerW;
        if (of_.flowM3s <= 0.0) // all are shut down
            of_ = atRest;
    }

private:
    struct Taken {
        std::size_t rack = 0;
        ColdPlates plates;
        ChipState chips;
        double flowM3s = 0.0;
        bool off = false;
    };

    // The supply temperature at which the racks give off the heat that leads to it. The more they give off, the warmer it
    // is; where it is above the set point, slower chips pull it down again. By false position, as Illinois has it.
    void findSupply()
    {
        double lowC = setPointC_, lowK = excessAt(lowC);
        if (lowK <= settledSupplyK)
            return;
        constexpr int mostSteps = 60;
        double highC = lowC, highK = lowK;
        for (int step = 0; step < mostSteps && highK > settledSupplyK; ++step) {
            lowC = highC;
            lowK = highK;
            highC += 1.5 * highK;
            highK = excessAt(highC);
        }
        if (std::abs(highK) <= settledSupplyK)
            return;
        for (int step = 0; step < mostSteps; ++step) {
            const double nextC = lowC + (highC - lowC) * lowK / (lowK - highK);
            const double nextK = excessAt(nextC);
            if (std::abs(nextK) <= settledSupplyK)
                return;
            const bool isLow = nextK > 0.0;
            (isLow ? lowC : highC) = nextC;
            (isLow ? lowK : highK) = nextK;
            (isLow ? highK : lowK) *= 0.5;
        }
    }

    double excessAt(double supplyC) { return respondTo(supplyC) - supplyC; }

    // What the unit supplies where its racks are supplied at `supplyC`.
    double respondTo(double supplyC)
    {
        const double heatPerVolume = coolantAt(cdu_.coolant, supplyC).heatPerVolume();
        constexpr int mostPasses = 60;
        bool settled = false;
        for (int pass = 0; pass < mostPasses && !settled; ++pass) {
            const double share = askForFlow(supplyC, heatPerVolume);
            settled = runChips(supplyC, share, heatPerVolume);
        }
        double heatW = 0.0;
        for (const Taken& at : taken_)
            heatW += at.off ? 0.0 : at.chips.heatW;
        return exchange(heatW);
    }

    // Returns how much of what its racks ask for the unit can move.
    double askForFlow(double supplyC, double heatPerVolume)
    {
        double askedM3s = 0.0;
        for (Taken& at : taken_) {
            at.flowM3s = at.off ? 0.0 : askedFlowM3s(at.plates, at.chips.heatW, supplyC, heatPerVolume);
            askedM3s += at.flowM3s;
        }
        const double share =
            askedM3s > 0.0 && cdu_.flowM3s > 0.0 ? std::min(1.0, cdu_.flowM3s / askedM3s) : 1.0;
        constexpr double roundingShare = 1e-9;
        of_.shortM3s = share < 1.0 - roundingShare ? (1.0 - share) * askedM3s : 0.0;
        of_.flowM3s = share * askedM3s;
        return share;
    }

    // Returns whether no flow that follows the heat is to be found anew.
    bool runChips(double supplyC, double share, double heatPerVolume)
    {
        bool settled = true;
        const Taken* last = nullptr;
        for (Taken& at : taken_) {
            if (at.off)
                continue;
            const double beforeW = at.chips.heatW;
            at.flowM3s *= share;
            const bool likeLast = last && last->plates == at.plates && last->flowM3s == at.flowM3s;
            at.chips = likeLast ? last->chips : chipsAt(at.plates, supplyC, at.flowM3s, heatPerVolume);
            const bool follows = at.plates.heldReturnC > 0.0;
            settled =
                settled && (!follows || std::abs(at.chips.heatW - beforeW) <= settledHeat * at.plates.heatW);
            last = &at;
        }
        return settled;
    }

    double exchange(double rackHeatW)
    {
        of_.pumpPowerW = cduPumpPowerW(cdu_, of_.flowM3s);
        of_.heatW = rackHeatW + of_.pumpPowerW;
        const double coolantWK = heatPerVolume_ * of_.flowM3s;
        double supplyC = setPointC_;
        if (water_ && water_->heatPerVolume > 0.0) {
            const RatedExchanger plates = platesOf(cdu_, heatPerVolume_, water_->heatPerVolume);
            const ControlledState state = coolTo(plates, of_.heatW, coolantWK, setPointC_, facilitySupplyC_);
            supplyC = state.supplyC;
            of_.facilityFlowM3s = state.coldWK / water_->heatPerVolume;
            of_.facilitySupplyC = facilitySupplyC_;
            of_.facilityReturnC = state.coldOutC;
            of_.effectiveness = state.effectiveness;
            of_.missesSetPoint = state.wideOpen;
        }
        of_.setPointC = setPointC_;
        of_.supplyC = supplyC;
        of_.returnC = supplyC + (coolantWK > 0.0 ? of_.heatW / coolantWK : 0.0);
        return supplyC;
    }

    // Those whose chips are too hot, all at once: they heat the same coolant. Whether there were any.
    bool shutHottestDown()
    {
        bool any = false;
        for (Taken& at : taken_) {
            const bool now = !at.off && at.chips.tooHot;
            at.off = at.off || now;
            any = any || now;
        }
        return any;
    }

    void write(const Taken& at)
    {
        RackResult& rack = hall_.racks[at.rack];
        rack.junctionC = at.chips.junctionC;
        if (at.off) {
            rack.service = RackService::HotCoolant;
            rack.workShare = 0.0;
            rack.withheldW = racks_.designW[at.rack];
            racks_.designW[at.rack] = racks_.liquidW[at.rack] = 0.0;
            hall_.withheldW += rack.withheldW;
            return;
        }
        racks_.liquidW[at.rack] = at.chips.heatW;
        rack.workShare = at.chips.workShare;
        rack.withheldW = at.chips.withheldW;
        hall_.withheldW += rack.withheldW;
        hall_.racksSlowed += rack.workShare < 1.0 ? 1 : 0;
        rack.coolantFlowM3s = at.flowM3s;
        const double supplyC = *of_.supplyC;
        rack.coolantSupplyC = supplyC;
        rack.coolantReturnC =
            supplyC + at.chips.heatW / (coolantAt(cdu_.coolant, supplyC).heatPerVolume() * at.flowM3s);
        const RackBranch branch = rackDesignCoolant(racks_.type[at.rack], at.plates.heatW);
        of_.headPa = std::max(of_.headPa, rackDropPa(branch, at.flowM3s));
    }

    HallResult& hall_;
    HallRacks& racks_;
    const Cdu& cdu_;
    CduResult& of_;
    const LoopWater* water_;
    double facilitySupplyC_;
    double setPointC_;     // of the coolant supplied
    double heatPerVolume_; // ρ cp of it
    std::vector<Taken> taken_;
};

void startCdus(HallResult& hall)
{
    const std::vector<Cdu>& cdus = hall.hall->cdus;
    hall.cdus.resize(cdus.size());
    for (std::size_t k = 0; k < cdus.size(); ++k) {
        hall.cdus[k].id = cdus[k].id;
        if (isOff(hall.inputs.cdusOff, k))
            continue;
        hall.cdus[k].running = true;
        hall.cduCapacityW += std::max(cdus[k].capacityW, 0.0);
    }
}

} // namespace

void runCdus(HallResult& hall, HallRacks& racks)
{
    startCdus(hall);
    std::vector<CduRun> runs;
    runs.reserve(hall.cdus.size());
    for (std::size_t k = 0; k < hall.cdus.size(); ++k)
        runs.emplace_back(hall, racks, k);
    for (std::size_t i = 0; i < racks.cduOf.size(); ++i) {
        if (racks.cduOf[i] < runs.size() && racks.liquidW[i] > 0.0)
            runs[racks.cduOf[i]].take(i);
    }
    for (CduRun& run : runs)
        run.run();
}

} // namespace hallwright
