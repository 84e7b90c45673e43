#include "core/simulation/evaluate.h"

#include "core/physics/air.h"
#include "core/physics/economiser.h"
#include "core/physics/psychrometrics.h"
#include "core/simulation/campus_loops.h"
#include "core/simulation/campus_networks.h"
#include "core/simulation/campus_power.h"
#include "core/simulation/evaluate_cooling.h"
#include "core/simulation/evaluate_hall.h"
#include "core/simulation/idle_racks.h"
#include "core/simulation/load_shedding.h"
#include "core/simulation/outages.h"
#include "core/simulation/prepared_campus.h"
#include "core/simulation/roll_up.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace hallwright {

namespace {

// Supply temperatures reach the halls in steps of this size: below, no hall need be evaluated again.
constexpr double supplyStepK = 1e-4;
constexpr double agreedHeat = 1e-9; // of the rooms' heat between passes, relative to the campus' IT power
constexpr int mostRounds = 40;
constexpr int undampedRounds = 8;

std::size_t hallCount(const Site& site)
{
    std::size_t count = 0;
    for (const BuildingPtr& building : site.buildings)
        count += building->halls.size();
    return count;
}

// The site's data but for what is only read by people: texts that change no figure.
SiteInfo figuresOf(SiteInfo info)
{
    info.name.clear();
    info.description.clear();
    info.place.clear();
    return info;
}

// Whether the two versions have all in common that a figure depends on: ids and texts are no such thing, nor is a record
// but for the status of racks, which is compared apart.
bool evaluateAlike(const Site& a, const Site& b)
{
    return a.catalogue == b.catalogue && a.buildings == b.buildings && a.power == b.power &&
           a.cooling == b.cooling && a.pathways == b.pathways && figuresOf(a.info) == figuresOf(b.info);
}

const HallField* fieldOf(HallId hall, const AirMatrices& air)
{
    const auto it = std::find_if(air.begin(), air.end(), [hall](const auto& of) { return of.hall == hall; });
    return it != air.end() ? &*it : nullptr;
}

bool sameAir(const Snapshot& snapshot, const AirMatrices& air)
{
    return std::all_of(snapshot.halls.begin(), snapshot.halls.end(), [&](const HallResultPtr& hall) {
        static const HallField none;
        const HallField* found = fieldOf(hall->hall->id, air);
        const HallField& field = found ? *found : none;
        return hall->inputs.air == field.matrix && hall->inputs.airNote == field.note &&
               hall->inputs.airBy == field.by;
    });
}

// Those of the previous version where nobody touched its records; a site of 14,000 racks has as many.
IdleRacks idleRacksOf(const Site& site, const Conditions& conditions, const PreparedCampus* before)
{
    if (before && before->idle.records == site.records &&
        before->snapshot->conditions.loadBasis == conditions.loadBasis &&
        before->snapshot->conditions.date == conditions.date)
        return before->idle;
    return {site.records, idleRacks(*site.records, conditions)};
}

// One evaluation: halls, loops with their plant, and power, in turn until the loops' supply temperatures and the
// heat of the electrical rooms stand still.
class CampusEvaluation
{
public:
    // Prepares `prepared` but for its snapshot; `before` may be null.
    CampusEvaluation(const SitePtr& site, const Conditions& conditions, const PreparedCampus* before,
                     PreparedCampus& prepared, const std::stop_token& stop, const AirMatrices& air)
        : site_(*site), previous_(before ? before->snapshot.get() : nullptr), before_(before), stop_(stop),
          air_(air), snapshot_(std::make_shared<Snapshot>()), prepared_(prepared), shedding_(*site)
    {
        snapshot_->site = site;
        snapshot_->conditions = conditions;
        prepareNetworks();
    }

    // nullptr if it was stopped.
    std::shared_ptr<Snapshot> run()
    {
        findOutages();
        start();
        int roundsBefore = 0; // until the sources had to be relieved last
        for (snapshot_->rounds = 1;; ++snapshot_->rounds) {
            if (!evaluateHalls())
                return nullptr;
            runLoops();
            collectPower();
            const double movedK = adoptSupplies();
            const double movedW = adoptRoomHeat();
            const bool agreed =
                adoptHallHeat() && movedK == 0.0 && movedW <= agreedHeat * std::max(itPowerW(), 1.0);
            if (!agreed && snapshot_->rounds - roundsBefore < mostRounds)
                continue;
            // Only what has settled says what the sources lack, or the racks shed would depend on the start.
            if (relieveSources()) {
                roundsBefore = snapshot_->rounds;
                followed_.assign(followed_.size(), 1.0);
                continue;
            }
            if (!agreed)
                reportDisagreement(movedK, movedW);
            break;
        }
        // The what-if comes first: a reader must not take the figures for those of the site as it stands.
        if (const std::string sentence = whatIf(site_, outages()); !sentence.empty())
            snapshot_->notes.push_back(sentence);
        writeShedding();
        rollUp(*snapshot_, prepared_, *power_);
        return stop_.stop_requested() ? nullptr : std::move(snapshot_);
    }

private:
    void prepareNetworks()
    {
        prepared_.networks = before_ && before_->networks->serve(site_)
                                 ? before_->networks
                                 : std::make_shared<const CampusNetworks>(site_);
        const CampusLoops* loopsBefore = before_ ? before_->loops.get() : nullptr;
        prepared_.loops = loopsBefore && loopsBefore->serve(site_)
                              ? before_->loops
                              : std::make_shared<const CampusLoops>(site_, loopsBefore);
    }

    const CampusNetworks& networks() const { return *prepared_.networks; }
    const CampusLoops& loops() const { return *prepared_.loops; }
    const Conditions& conditions() const { return snapshot_->conditions; }
    const Outages& outages() const { return snapshot_->conditions.outages; }

    // What has no power does not run; which nodes are alive depends on no load.
    void findOutages()
    {
        const PowerChain& chain = networks().chain();
        std::vector<char> out(chain.size(), 0);
        for (const PowerNodeId id : outages().power) {
            if (const auto node = chain.indexOf(id))
                out[*node] = 1;
        }
        for (const std::size_t node : tripped_)
            out[node] = 1;
        power_.emplace(site_, networks(), std::move(out));
        const std::vector<char>& alive = power_->energised();
        allAlive_ = std::all_of(alive.begin(), alive.end(), [](char a) { return a != 0; });
        const CoolingNetwork& cooling = *site_.cooling;
        inService_.assign(loops().size(), {});
        for (std::size_t k = 0; k < loops().size(); ++k) {
            for (const PlantUnit* unit : loops()[k].units)
                inService_[k].push_back(!contains(outages().plant, unit->id) && power_->reaches(unit->feed));
        }
        pumpsPowered_.clear();
        for (std::size_t k = 0; k < cooling.loops.size(); ++k)
            pumpsPowered_.push_back(power_->reaches(loops()[k].pumpFeed));
    }

    // Whether something was switched off for want of power, so that all has to be found anew.
    bool relieveSources()
    {
        if (shedding_.shed(*power_, snapshot_->halls))
            return true;
        const std::vector<std::size_t> sources = power_->sourcesWithExcess();
        if (sources.empty())
            return false;
        tripped_.insert(tripped_.end(), sources.begin(), sources.end());
        findOutages();
        return true;
    }

    void writeShedding()
    {
        shedding_.write(*snapshot_);
        for (const std::size_t i : tripped_)
            snapshot_->trippedSources.push_back(site_.power->nodes[i].id);
    }

    void start()
    {
        const std::size_t count = loops().size();
        supplyC_.resize(count);
        const bool sameCampus = before_ && before_->loops == prepared_.loops &&
                                previous_->conditions == conditions() && previous_->loops.size() == count;
        for (std::size_t k = 0; k < count; ++k)
            supplyC_[k] =
                stepped(k, sameCampus ? previous_->loops[k].supplyC : site_.cooling->loops[k].supplyC);
        lastMoveK_.assign(count, 0.0);
        followed_.assign(count, 1.0);
        roomHeatW_.assign(count, 0.0);
        startHallHeat();
        prepared_.loopRuns.resize(count);
        snapshot_->halls.resize(hallCount(site_));
    }

    // What busways and PDUs lost in the version before is mostly what they lose now, and the answer does not depend on it.
    void startHallHeat()
    {
        hallHeatW_.clear();
        for (const BuildingPtr& building : site_.buildings) {
            for (const HallPtr& hall : building->halls) {
                const HallResultPtr before = earlier(hallHeatW_.size(), *hall);
                hallHeatW_.push_back(before ? before->inputs.equipmentHeatW : 0.0);
            }
        }
    }

    // The set point, or what exceeds it in whole steps.
    double stepped(std::size_t k, double supplyC) const
    {
        const double setPointC = site_.cooling->loops[k].supplyC;
        constexpr double roundingK = 1e-9;
        const double steps = std::ceil((supplyC - setPointC - roundingK) / supplyStepK);
        return steps > 0.0 ? setPointC + steps * supplyStepK : setPointC;
    }

    bool evaluateHalls()
    {
        std::size_t at = 0;
        for (const BuildingPtr& building : site_.buildings) {
            for (const HallPtr& hall : building->halls) {
                if (stop_.stop_requested())
                    return false;
                evaluateHallAt(at++, hall);
            }
        }
        return true;
    }

    void evaluateHallAt(std::size_t at, const HallPtr& hall)
    {
        HallInputs inputs = inputsOf(at, *hall);
        HallResultPtr& result = snapshot_->halls[at];
        if (result && result->inputs == inputs)
            return;
        const HallResultPtr before = result ? result : earlier(at, *hall);
        const bool sameTypes = !previous_ || typesStay(*previous_->site->catalogue, *hall);
        if (before && before->hall == hall && before->inputs == inputs && sameTypes && before->steady)
            result = before;
        else
            result =
                evaluateHall(hall, *site_.catalogue, std::move(inputs), sameTypes ? before.get() : nullptr);
    }

    // Whether the hall's racks are of types that were the same in an earlier catalogue: that is all of it that a hall's
    // result depends on, for what equipment has of its type stands in the equipment.
    bool typesStay(const Catalogue& earlier, const Hall& hall) const
    {
        if (&earlier == site_.catalogue.get())
            return true;
        RackTypeId last; // neighbours are mostly of one type
        for (const Rack& rack : hall.racks) {
            if (rack.type == std::exchange(last, rack.type))
                continue;
            const RackType* before = earlier.find(rack.type);
            const RackType* now = site_.catalogue->find(rack.type);
            if (!before || !now || !(*before == *now))
                return false;
        }
        return true;
    }

    // What `previous_` found for the hall: found by position first, where an edit leaves it.
    HallResultPtr earlier(std::size_t at, const Hall& hall) const
    {
        if (!previous_)
            return nullptr;
        const auto& halls = previous_->halls;
        if (at < halls.size() && halls[at]->hall->id == hall.id)
            return halls[at];
        const auto it =
            std::find_if(halls.begin(), halls.end(), [&](const auto& h) { return h->hall->id == hall.id; });
        return it != halls.end() ? *it : nullptr;
    }

    HallInputs inputsOf(std::size_t at, const Hall& hall) const
    {
        HallInputs inputs;
        inputs.elevationM = site_.info.elevationM;
        inputs.equipmentHeatW = hallHeatW_[at];
        if (const HallField* field = fieldOf(hall.id, air_)) {
            inputs.air = field->matrix;
            inputs.airNote = field->note;
            inputs.airBy = field->by;
        }
        findIdleRacks(hall, inputs);
        for (const std::size_t k : loops().loopsOfHall(at)) {
            const CampusLoops::Loop& loop = loops()[k];
            inputs.loops.push_back(
                {site_.cooling->loops[k].id, supplyC_[k], loop.designRangeK, loop.coolant.heatPerVolume()});
        }
        if (allAlive_ && outages().airHandlers.empty() && outages().cdus.empty() && !shedding_.any())
            return inputs;
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            const Rack& rack = hall.racks[i];
            const bool fed = !(rack.feedA.valid() || rack.feedB.valid()) ||
                             (rack.feedA.valid() && power_->reaches(rack.feedA)) ||
                             (rack.feedB.valid() && power_->reaches(rack.feedB));
            inputs.racksOff.push_back(fed && !shedding_.isOff(at, i) ? 0 : 1);
        }
        for (const AirHandler& unit : hall.airHandlers)
            inputs.handlersOff.push_back(
                power_->reaches(unit.feed) && !contains(outages().airHandlers, unit.id) ? 0 : 1);
        for (const Cdu& unit : hall.cdus)
            inputs.cdusOff.push_back(power_->reaches(unit.feed) && !contains(outages().cdus, unit.id) ? 0
                                                                                                      : 1);
        return inputs;
    }

    // Both lists ascend by id.
    void findIdleRacks(const Hall& hall, HallInputs& inputs) const
    {
        const std::vector<RackId>& idle = prepared_.idle.racks;
        if (hall.racks.empty())
            return;
        auto next = std::lower_bound(idle.begin(), idle.end(), hall.racks.front().id);
        if (next == idle.end() || hall.racks.back().id < *next)
            return;
        for (std::size_t i = 0; i < hall.racks.size() && next != idle.end(); ++i) {
            while (next != idle.end() && *next < hall.racks[i].id)
                ++next;
            if (next == idle.end() || *next != hall.racks[i].id)
                continue;
            inputs.racksIdle.resize(hall.racks.size(), 0);
            inputs.racksIdle[i] = 1;
        }
    }

    // What the halls and rooms ask of each loop, and what the loop makes of it.
    void runLoops()
    {
        std::vector<LoopInputs> inputs(loops().size());
        for (std::size_t k = 0; k < inputs.size(); ++k) {
            inputs[k].demands.resize(loops()[k].connections.size());
            inputs[k].supplyC = supplyC_[k];
            inputs[k].inService = inService_[k];
            inputs[k].pumpsPowered = pumpsPowered_[k];
        }
        snapshot_->outdoorAirHeatW = 0.0;
        snapshot_->humidifierKgS = 0.0;
        for (std::size_t h = 0; h < snapshot_->halls.size(); ++h)
            askLoops(h, inputs);
        for (std::size_t k = 0; k < inputs.size(); ++k) {
            inputs[k].demands.back() = roomDemand(k);
            runs(k).push_back(runOrRecall(k, std::move(inputs[k])));
        }
    }

    std::vector<std::shared_ptr<const LoopRun>>& runs(std::size_t k) { return prepared_.loopRuns[k]; }
    const LoopRun& lastRun(std::size_t k) const { return *prepared_.loopRuns[k].back(); }

    void askLoops(std::size_t h, std::vector<LoopInputs>& inputs)
    {
        const HallResult& hall = *snapshot_->halls[h];
        const double outdoorShare = hall.hall->airsideEconomiser ? drawOutdoorAir(hall) : 0.0;
        const auto slots = loops().slotsOf(h);
        for (std::size_t d = 0; d < hall.demands.size() && d < slots.size(); ++d) {
            const LoopDemand& demand = hall.demands[d];
            const double share = demand.kind == TerminalKind::AirHandler ? 1.0 - outdoorShare : 1.0;
            snapshot_->outdoorAirHeatW += (1.0 - share) * demand.heatW;
            inputs[slots[d].loop].demands[slots[d].terminal] = {share * demand.flowM3s, share * demand.heatW,
                                                                demand.fullFlowM3s, demand.fullDropPa};
        }
    }

    // Counts its water. Returns the share of the coils' heat that outdoor air takes.
    double drawOutdoorAir(const HallResult& hall)
    {
        const double pressurePa = pressureAtElevationPa(site_.info.elevationM);
        const double outdoorC = conditions().outdoorC;
        const double humidity = humidityRatioFromWetBulb(outdoorC, conditions().wetBulbC, pressurePa);
        const double outdoorDewC = dewPointC(humidity, pressurePa);
        const double dryAirKgS = hall.supplyAirflowM3s * airDensity(pressurePa, hall.hall->supplyC);
        snapshot_->humidifierKgS +=
            humidifierKgS(outdoorAirShare(hall.supplyC, hall.returnC, outdoorC, outdoorDewC), dryAirKgS,
                          humidityRatioFromDewPoint(hall.hall->dewPointC, pressurePa), humidity);
        return airsideFreeShare(hall.supplyC, hall.returnC, outdoorC, outdoorDewC);
    }

    TerminalDemand roomDemand(std::size_t k) const
    {
        constexpr double roomCoolerDropPa = 40e3; // coil and open control valve
        const double flowM3s = roomHeatW_[k] / (loops()[k].coolant.heatPerVolume() *
                                                loops()[k].designRangeK); // V = Q/(ρ c ΔT_d)
        return {flowM3s, roomHeatW_[k], flowM3s, roomCoolerDropPa};
    }

    std::shared_ptr<const LoopRun> runOrRecall(std::size_t k, LoopInputs inputs) const
    {
        const bool comparable = before_ && before_->loops == prepared_.loops &&
                                previous_->conditions == conditions() && k < before_->loopRuns.size() &&
                                figuresOf(previous_->site->info) == figuresOf(site_.info);
        if (comparable) {
            for (const auto& run : before_->loopRuns[k]) {
                if (run->inputs == inputs)
                    return run;
            }
        }
        return runLoop(site_, loops(), k, std::move(inputs), conditions());
    }

    // Power of halls, pumps, plant and houses, to the nodes that feed them.
    void collectPower()
    {
        power_->clearLoads();
        std::size_t hallAt = 0;
        for (std::size_t b = 0; b < site_.buildings.size(); ++b) {
            const Building& building = *site_.buildings[b];
            for (std::size_t h = 0; h < building.halls.size(); ++h) {
                for (const NodeLoad& load : snapshot_->halls[hallAt]->loads)
                    power_->add(load, b);
                ++hallAt;
            }
            power_->add({building.otherFeed, {}, building.otherPowerW}, b);
        }
        for (std::size_t k = 0; k < loops().size(); ++k) {
            power_->add({loops()[k].pumpFeed, {}, lastRun(k).result.pumpPowerW},
                        networks().buildingIndex(site_.cooling->loops[k].building));
            for (std::size_t i = 0; i < loops()[k].units.size(); ++i) {
                const PlantUnit& unit = *loops()[k].units[i];
                power_->add({unit.feed, {}, lastRun(k).plant[i].powerW},
                            networks().buildingIndex(unit.building));
            }
        }
        power_->solve();
    }

    // Returns the greatest change [K].
    double adoptSupplies()
    {
        double movedK = 0.0;
        movedLoop_ = 0;
        for (std::size_t k = 0; k < supplyC_.size(); ++k) {
            const double nextC = stepped(k, lastRun(k).result.supplyC);
            // Within two steps of where it was the loop stands still: rounding must not keep it going.
            constexpr double stillSteps = 2.0;
            if (std::abs(nextC - supplyC_[k]) <= stillSteps * supplyStepK)
                continue;
            const double moveK = nextC - supplyC_[k];
            if (std::abs(moveK) > movedK) {
                movedK = std::abs(moveK);
                movedLoop_ = k;
            }
            // Rear doors and heat reuse can answer a change with a greater one the other way: what swings is damped.
            if (snapshot_->rounds > undampedRounds && moveK * lastMoveK_[k] < 0.0)
                followed_[k] *= 0.5;
            lastMoveK_[k] = moveK;
            supplyC_[k] = followed_[k] < 1.0 ? stepped(k, supplyC_[k] + followed_[k] * moveK) : nextC;
        }
        return movedK;
    }

    // Returns the change [W], over all loops.
    double adoptRoomHeat()
    {
        std::vector<double> next(roomHeatW_.size(), 0.0);
        const std::vector<double>& lossW = power_->lossW();
        for (std::size_t i = 0; i < lossW.size(); ++i) {
            const std::size_t k = loops().roomLoopOfNode(i);
            if (k != CampusLoops::none)
                next[k] += lossW[i];
        }
        for (std::size_t b = 0; b < site_.buildings.size(); ++b) {
            const std::size_t k = loops().roomLoopOfBuilding(b);
            if (k != CampusLoops::none)
                next[k] += power_->otherPowerW(*site_.buildings[b]);
        }
        double movedW = 0.0;
        for (std::size_t k = 0; k < next.size(); ++k)
            movedW += std::abs(next[k] - roomHeatW_[k]);
        roomHeatW_ = std::move(next);
        return movedW;
    }

    // In steps, so that the answer does not depend on the start. Returns whether nothing moved.
    bool adoptHallHeat()
    {
        constexpr double stepW = 0.01;
        std::vector<double> next(hallHeatW_.size(), 0.0);
        const std::vector<double>& lossW = power_->lossW();
        for (std::size_t i = 0; i < lossW.size(); ++i) {
            if (loops().hallOfNode(i) != CampusLoops::none)
                next[loops().hallOfNode(i)] += lossW[i];
        }
        bool still = true;
        for (std::size_t h = 0; h < next.size(); ++h) {
            const double steppedW = stepW * std::ceil(next[h] / stepW);
            if (snapshot_->rounds > undampedRounds && std::abs(steppedW - hallHeatW_[h]) <= 2.0 * stepW)
                continue; // rounding must not keep it going
            still &= steppedW == hallHeatW_[h];
            hallHeatW_[h] = steppedW;
        }
        return still;
    }

    double itPowerW() const
    {
        double sumW = 0.0;
        for (const HallResultPtr& hall : snapshot_->halls)
            sumW += hall->itPowerW;
        return sumW;
    }

    void reportDisagreement(double movedK, double movedW)
    {
        snapshot_->converged = false;
        snapshot_->notes.push_back(
            movedK > 0.0
                ? fmt::format(
                      "Air, liquid and plant do not agree after {} passes: the supply of {} still moved by "
                      "{:.3f} K; its plant cannot carry what the halls give off.",
                      mostRounds, site_.cooling->loops[movedLoop_].name, movedK)
                : fmt::format(
                      "Power and cooling do not agree after {} passes: the heat of the electrical rooms "
                      "still moved by {:.1f} W.",
                      mostRounds, movedW));
    }

    const Site& site_;
    const Snapshot* previous_; // of before_
    const PreparedCampus* before_;
    const std::stop_token& stop_;
    const AirMatrices& air_;
    std::shared_ptr<Snapshot> snapshot_;
    PreparedCampus& prepared_;

    bool allAlive_ = true;
    LoadShedding shedding_;
    std::vector<std::size_t> tripped_;         // sources, by position of their nodes
    std::vector<std::vector<char>> inService_; // per loop and unit
    std::vector<char> pumpsPowered_;           // per loop

    std::vector<double> supplyC_;   // per loop, as the halls see it
    std::vector<double> lastMoveK_; // per loop: by which its supply would have moved in the pass before
    std::vector<double> followed_;  // per loop: the share of that which is followed
    std::vector<double> roomHeatW_; // per loop
    std::vector<double> hallHeatW_; // per hall: losses of the power nodes in it
    std::size_t movedLoop_ = 0;
    std::optional<CampusPower> power_;
};

} // namespace

SnapshotPtr evaluate(const SitePtr& site, const Conditions& conditions, PreparedCampusPtr& kept,
                     const std::stop_token& stop, const AirMatrices& air)
{
    const auto started = std::chrono::steady_clock::now();
    IdleRacks idle = idleRacksOf(*site, conditions, kept.get());
    std::shared_ptr<PreparedCampus> prepared;
    std::shared_ptr<Snapshot> snapshot;
    if (kept && kept->snapshot->conditions == conditions && evaluateAlike(*kept->snapshot->site, *site) &&
        kept->idle.racks == idle.racks && sameAir(*kept->snapshot, air)) {
        prepared = std::make_shared<PreparedCampus>(*kept);
        prepared->idle = std::move(idle);
        snapshot = std::make_shared<Snapshot>(*kept->snapshot);
        snapshot->site = site;
    } else {
        prepared = std::make_shared<PreparedCampus>();
        prepared->idle = std::move(idle);
        snapshot = CampusEvaluation(site, conditions, kept.get(), *prepared, stop, air).run();
        if (!snapshot)
            return nullptr;
        snapshot->solveMs =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
    }
    prepared->snapshot = snapshot;
    kept = std::move(prepared);
    return snapshot;
}

SnapshotPtr evaluate(const SitePtr& site, const Conditions& conditions, const std::stop_token& stop,
                     const AirMatrices& air)
{
    PreparedCampusPtr kept;
    return evaluate(site, conditions, kept, stop, air);
}

} // namespace hallwright
