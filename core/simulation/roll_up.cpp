#include "core/simulation/roll_up.h"

#include "core/model/number_text.h"
#include "core/model/plant_kinds.h"
#include "core/physics/chiller_catalogue.h"
#include "core/simulation/campus_loops.h"
#include "core/simulation/campus_networks.h"
#include "core/simulation/chillers_beyond_fit.h"
#include "core/simulation/energy_balance.h"
#include "core/simulation/evaluate_cooling.h"
#include "core/simulation/sense.h"
#include "core/simulation/steady_state.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace hallwright {

namespace {

class RollUp
{
public:
    RollUp(Snapshot& snapshot, const PreparedCampus& prepared, const CampusPower& power)
        : site_(*snapshot.site), prepared_(prepared), power_(power), snapshot_(snapshot)
    {
    }

    void run()
    {
        writeHalls();
        writeLoops();
        blankWhatIsUnsteady(snapshot_, loops());
        writeBuildings();
        markUncooledBuildings(snapshot_, loops());
        power_.write(snapshot_);
        const std::vector<double> lossW = power_.lossByBuilding();
        for (std::size_t b = 0; b < lossW.size(); ++b)
            snapshot_.buildings[b].distributionLossW = lossW[b];
        addUp();
        findHottest();
        blankWithoutSense(snapshot_);
        if (!std::isfinite(snapshot_.energyResidual) || !std::isfinite(snapshot_.massResidual) ||
            !std::isfinite(snapshot_.powerResidual))
            snapshot_.notes.push_back(
                "Some results are not finite numbers; none of these figures can be relied on.");
    }

private:
    const CampusNetworks& networks() const { return *prepared_.networks; }
    const CampusLoops& loops() const { return *prepared_.loops; }
    const LoopRun& lastRun(std::size_t k) const { return *prepared_.loopRuns[k].back(); }

    void writeHalls()
    {
        for (const HallResultPtr& hall : snapshot_.halls) {
            snapshot_.notes.insert(snapshot_.notes.end(), hall->notes.begin(), hall->notes.end());
            snapshot_.energyResidual = worseResidual(snapshot_.energyResidual, hall->energyResidual);
            snapshot_.serverFanPowerW += hall->serverFanPowerW;
            if (hall->psuLossW)
                snapshot_.psuLossW = snapshot_.psuLossW.value_or(0.0) + *hall->psuLossW;
            snapshot_.overhead.airHandlerFansW += hall->airHandlerPowerW;
            snapshot_.overhead.cduPumpsW += hall->cduPumpPowerW;
        }
    }

    void writeLoops()
    {
        snapshot_.plant.resize(site_.cooling->plant.size());
        for (std::size_t u = 0; u < snapshot_.plant.size(); ++u)
            snapshot_.plant[u].id = site_.cooling->plant[u].id;
        for (std::size_t k = 0; k < loops().size(); ++k) {
            const LoopRun& run = lastRun(k);
            snapshot_.loops.push_back(run.result);
            snapshot_.notes.insert(snapshot_.notes.end(), run.notes.begin(), run.notes.end());
            for (std::size_t i = 0; i < run.plant.size(); ++i)
                writePlantUnit(loops()[k].plantIndex[i], run.plant[i]);
            const LoopResult& result = run.result;
            snapshot_.overhead.loopPumpsW += result.pumpPowerW;
            snapshot_.waterKgS += result.waterKgS;
            snapshot_.reusedHeatW += result.reusedHeatW;
            snapshot_.energyResidual = worseResidual(snapshot_.energyResidual, result.energyResidual);
            if (result.hydraulics)
                snapshot_.massResidual =
                    worseResidual(snapshot_.massResidual, result.hydraulics->massResidual);
        }
        snapshot_.waterKgS += snapshot_.humidifierKgS;
        for (std::string& note : chillersBeyondFit(snapshot_))
            snapshot_.notes.push_back(std::move(note));
        noteOtherCurves();
        noteCompressorsInTheCold();
    }

    // A free-cooling coil is a dry cooler on the same loop.
    void noteCompressorsInTheCold()
    {
        constexpr double coldC =
            10.0; // outdoors; judgement: most coils of chillers take all of the heat below
        if (snapshot_.conditions.outdoorC >= coldC)
            return;
        double sumW = 0.0;
        std::vector<std::size_t> without;
        for (std::size_t k = 0; k < loops().size(); ++k) {
            const double compressedW = compressedWithoutCoilW(loops()[k]);
            if (compressedW <= 0.0 || site_.cooling->loops[k].supplyC <= snapshot_.conditions.outdoorC)
                continue;
            sumW += compressedW;
            without.push_back(k);
        }
        if (without.empty())
            return;
        const std::string& first = site_.cooling->loops[without.front()].name;
        const std::string who =
            without.size() == 1 ? first
                                : fmt::format("{} and {}", first, counted(without.size() - 1, "more loop"));
        snapshot_.notes.push_back(fmt::format(
            "The air-cooled chillers of {} have no free-cooling coil and run compressors, {}, with "
            "{:.1f} °C outdoors. A coil is a dry cooler on the same loop.",
            who, kilowatts(sumW), snapshot_.conditions.outdoorC));
    }

    double compressedWithoutCoilW(const CampusLoops::Loop& loop) const
    {
        double sumW = 0.0;
        for (std::size_t i = 0; i < loop.units.size(); ++i) {
            const PlantKind kind = loop.units[i]->kind;
            if (kind == PlantKind::DryCooler || kind == PlantKind::WatersideEconomiser)
                return 0.0;
            if (kind == PlantKind::AirCooledChiller)
                sumW += snapshot_.plant[loop.plantIndex[i]].powerW;
        }
        return sumW;
    }

    void writePlantUnit(std::size_t index, const PlantUnitResult& unit)
    {
        snapshot_.plant[index] = unit;
        const PlantKind kind = site_.cooling->plant[index].kind;
        const bool chiller = isChiller(kind);
        snapshot_.overhead.condenserPumpsW += unit.pumpPowerW;
        (chiller ? snapshot_.overhead.chillersW : snapshot_.overhead.heatRejectionW) +=
            unit.powerW - unit.pumpPowerW;
    }

    // Curves that are not in the catalogue, or of the other kind of chiller.
    void noteOtherCurves()
    {
        std::size_t count = 0;
        const PlantUnit* first = nullptr;
        for (const PlantUnit& unit : site_.cooling->plant) {
            const bool air = unit.kind == PlantKind::AirCooledChiller;
            if (unit.curves.empty() || (!air && unit.kind != PlantKind::WaterCooledChiller))
                continue;
            const ChillerCurves* record = findChiller(unit.curves);
            if (record && record->airCooled == air)
                continue;
            first = first ? first : &unit;
            ++count;
        }
        if (first)
            snapshot_.notes.push_back(fmt::format("{}, the first being {}, name curves that the "
                                                  "catalogue does not have for their kind: "
                                                  "\"{}\"; the usual ones of their kind are used.",
                                                  counted(count, "chiller"), first->name, first->curves));
    }

    void writeBuildings()
    {
        std::size_t hallAt = 0;
        for (const BuildingPtr& building : site_.buildings) {
            BuildingResult result;
            result.id = building->id;
            result.capacityW = building->capacityW;
            result.otherPowerW = power_.otherPowerW(*building);
            for (std::size_t h = 0; h < building->halls.size(); ++h) {
                const HallResult& hall = *snapshot_.halls[hallAt++];
                result.itPowerW += hall.itPowerW;
                result.coolingPowerW += hall.airHandlerPowerW + hall.cduPumpPowerW;
            }
            snapshot_.buildings.push_back(result);
        }
        addPlantToBuildings();
    }

    void addPlantToBuildings()
    {
        double unfedW = 0.0;
        double elsewhereW = 0.0;
        const auto add = [&](BuildingId id, PowerNodeId feed, double powerW) {
            const std::size_t b = networks().buildingIndex(id);
            (b != CampusNetworks::none ? snapshot_.buildings[b].coolingPowerW : elsewhereW) += powerW;
            if (!feed.valid())
                unfedW += powerW;
        };
        for (std::size_t k = 0; k < loops().size(); ++k) {
            add(site_.cooling->loops[k].building, loops()[k].pumpFeed, snapshot_.loops[k].pumpPowerW);
            for (const std::size_t u : loops()[k].plantIndex)
                add(site_.cooling->plant[u].building, site_.cooling->plant[u].feed,
                    snapshot_.plant[u].powerW);
        }
        if (elsewhereW > 0.0)
            shareOut(elsewhereW);
        if (unfedW > 0.0)
            snapshot_.notes.push_back(fmt::format("{} of loop pumps and plant is fed from no power "
                                                  "node; it counts without distribution losses.",
                                                  kilowatts(unfedW)));
    }

    // Cooling power whose building is unknown is shared among the buildings by their IT power.
    void shareOut(double powerW)
    {
        std::vector<BuildingResult>& buildings = snapshot_.buildings;
        double sumW = 0.0;
        for (const BuildingResult& b : buildings)
            sumW += b.itPowerW;
        for (BuildingResult& b : buildings)
            b.coolingPowerW +=
                powerW * (sumW > 0.0 ? b.itPowerW / sumW : 1.0 / static_cast<double>(buildings.size()));
    }

    void addUp()
    {
        Snapshot& s = snapshot_;
        for (BuildingResult& b : s.buildings) {
            b.facilityPowerW = b.itPowerW + b.coolingPowerW + b.distributionLossW + b.otherPowerW;
            s.itPowerW += b.itPowerW;
            s.coolingPowerW += b.coolingPowerW;
            s.distributionLossW += b.distributionLossW;
            s.otherPowerW += b.otherPowerW;
            s.facilityPowerW += b.facilityPowerW;
        }
        s.overhead.distributionW = s.distributionLossW;
        s.overhead.otherW = s.otherPowerW;
        s.steady = std::ranges::none_of(s.loops, &LoopResult::keepsHeat) &&
                   std::ranges::all_of(s.halls, [](const HallResultPtr& hall) { return hall->steady; });
        s.cooled = s.steady && std::ranges::none_of(s.loops, &LoopResult::fallsShort) &&
                   std::ranges::none_of(
                       s.halls, [](const HallResultPtr& hall) { return hall->missesSetPointByOutage(); });
        if (s.itPowerW > 0.0 && s.cooled)
            s.pue = s.facilityPowerW / s.itPowerW;
    }

    void findHottest()
    {
        bool first = true;
        for (const HallResultPtr& hall : snapshot_.halls) {
            snapshot_.racksOverLimit += hall->racksOverLimit;
            if (!hall->hottestRack || (!first && hall->maxInletC <= snapshot_.maxInletC))
                continue;
            first = false;
            snapshot_.maxInletC = hall->maxInletC;
            snapshot_.hottestRack = hall->hall->racks[*hall->hottestRack].id;
        }
        // What is not known may be warmer.
        if (std::ranges::any_of(snapshot_.halls,
                                [](const HallResultPtr& hall) { return std::isnan(hall->maxInletC); })) {
            snapshot_.maxInletC = std::numeric_limits<double>::quiet_NaN();
            snapshot_.hottestRack = {};
        }
    }

    const Site& site_;
    const PreparedCampus& prepared_;
    const CampusPower& power_;
    Snapshot& snapshot_;
};

} // namespace

void rollUp(Snapshot& snapshot, const PreparedCampus& prepared, const CampusPower& power)
{
    RollUp(snapshot, prepared, power).run();
}

} // namespace hallwright
