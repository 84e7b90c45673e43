// Breakers while a failure is followed: what feeds and racks' circuits carry above their ratings, and which trip when.
#include "core/model/number_text.h"
#include "core/studies/failure/cascade_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

constexpr double ratingRounding = 1e-6; // above its rating beyond this

std::vector<double> feedLoads(const std::vector<double>& breakerW, const auto& outputW)
{
    std::vector<double> loads(breakerW.size(), 0.0);
    for (std::size_t i = 0; i < loads.size(); ++i)
        loads[i] = breakerW[i] > 0.0 ? outputW(i) / breakerW[i] : 0.0;
    return loads;
}

} // namespace

void CascadeRun::beginBreakers()
{
    constexpr double hourS = 3600.0;
    constexpr double never = std::numeric_limits<double>::quiet_NaN();
    const Snapshot& before = *start_.before;
    for (std::size_t i = 0; i < nodes().size(); ++i)
        overloaded_.push_back(nodes()[i].ratedW > 0.0 &&
                              before.powerNodes[i].outputW > nodes()[i].ratedW * (1.0 + ratingRounding));
    overSince_.resize(nodes().size());
    feeds_ =
        BreakerBank(options_.breakers,
                    feedLoads(start_.breakerW, [&](std::size_t i) { return before.powerNodes[i].outputW; }));
    std::vector<double> loads;
    const auto hasPower = [&](PowerNodeId feed) {
        const auto node = chain().indexOf(feed);
        return node && alive_[*node] != 0;
    };
    for (const RackCircuits& of : start_.circuits)
        loads.push_back(
            of.load(before.halls[of.hall]->racks[of.rack].powerW, hasPower(of.feedA), hasPower(of.feedB)));
    circuits_ = BreakerBank(options_.breakers, std::move(loads));
    calledS_.assign(nodes().size(), never);
    readyS_.assign(nodes().size(), never);
    fuelS_.assign(nodes().size(), options_.fuelHours * hourS);
    fuelBurnt_.assign(nodes().size(), 0.0);
}

bool CascadeRun::isTripped(PowerNodeId id) const
{
    return std::ranges::find(tripped_, id) != tripped_.end();
}

// Out from now on.
std::vector<ObjectRef> CascadeRun::trip(const std::vector<std::size_t>& positions)
{
    std::vector<ObjectRef> all;
    for (const std::size_t i : positions) {
        tripped_.push_back(nodes()[i].id);
        all.push_back(refTo(nodes()[i].id));
    }
    return all;
}

void CascadeRun::carryFeeds(const PowerFlow& flow)
{
    feeds_.carry(timeS_, feedLoads(start_.breakerW, [&](std::size_t i) { return flow.outputW[i]; }));
}

void CascadeRun::tellOverloads(const PowerFlow& flow)
{
    std::vector<std::size_t> over;
    std::size_t worst = 0;
    for (std::size_t i = 0; i < start_.breakerW.size(); ++i) {
        const double ratedW = nodes()[i].ratedW;
        const bool now = ratedW > 0.0 && flow.outputW[i] > ratedW * (1.0 + ratingRounding);
        if (now && overloaded_[i] == 0) {
            if (over.empty() || flow.outputW[i] * nodes()[worst].ratedW > flow.outputW[worst] * ratedW)
                worst = i;
            over.push_back(i);
            overSince_[i] = {timeS_, cause_};
        }
        overloaded_[i] = now;
    }
    if (over.empty())
        return;
    tell(FailureEventKind::Overload, refTo(nodes()[worst].id),
         fmt::format("{} carries {:.0f} % of its rating of {}{}, {}{}.", nodes()[worst].name,
                     100.0 * flow.outputW[worst] / nodes()[worst].ratedW, kilowatts(nodes()[worst].ratedW, 0),
                     over.size() > 1
                         ? fmt::format(", the worst of {} above theirs", counted(over.size(), "node"))
                         : std::string(),
                     cause_, bearingText(over)));
}

// For how long what is above its rating is borne.
std::string CascadeRun::bearingText(const std::vector<std::size_t>& over) const
{
    double firstS = std::numeric_limits<double>::infinity();
    bool any = false;
    for (const std::size_t i : over) {
        any = any || start_.breakerW[i] > 0.0;
        firstS = std::min(firstS, feeds_.tripS(i));
    }
    const bool one = over.size() == 1;
    if (!any)
        return {};
    if (std::isinf(firstS))
        return one ? "; its breaker bears that" : "; their breakers bear that";
    return fmt::format("; {} trips after {} at this load",
                       one ? "its breaker" : "the first of their breakers", durationText(firstS - timeS_));
}

// Of breakers in one path the one behind which no other is due: selectivity.
std::vector<std::size_t> CascadeRun::nearestToLoads(const std::vector<std::size_t>& due) const
{
    std::vector<char> isDue(chain().size(), 0);
    std::vector<char> isDueBehind(chain().size(), 0);
    for (const std::size_t i : due)
        isDue[i] = 1;
    for (const std::uint32_t i : chain().order()) { // every node before those that feed it
        for (const std::uint32_t feeder : chain().feeders(i)) {
            if (isDue[i] != 0 || isDueBehind[i] != 0)
                isDueBehind[feeder] = 1;
        }
    }
    std::vector<std::size_t> nearest;
    std::ranges::copy_if(due, std::back_inserter(nearest),
                         [&](std::size_t i) { return isDueBehind[i] == 0; });
    return nearest;
}

void CascadeRun::tripFeeds()
{
    const std::vector<std::size_t> due = nearestToLoads(feeds_.dueBy(timeS_ + togetherS));
    if (due.empty())
        return;
    double mostLoad = 0.0;
    double longestS = 0.0;
    for (const std::size_t i : due) {
        mostLoad = std::max(mostLoad, feeds_.load(i));
        longestS = std::max(longestS, timeS_ - overSince_[i].timeS);
    }
    const bool one = due.size() == 1;
    const std::string& why = overSince_[due.front()].cause;
    const std::vector<ObjectRef> feeds = trip(due);
    const std::string names = say_.namesOf(feeds);
    tell(FailureEventKind::BreakerTrip, feeds.front(),
         one ? fmt::format("The breaker of {} trips after {} above its rating, at {:.0f} % of it, {}.", names,
                           durationText(longestS), 100.0 * mostLoad, why)
             : fmt::format("The breakers of {} trip after up to {} above their ratings, at up to {:.0f} % of "
                           "them, {}.",
                           names, durationText(longestS), 100.0 * mostLoad, why));
    lastingCause_.clear();
    cause_ = one ? fmt::format("because the breaker of {} tripped", names)
                 : fmt::format("because the breakers of {} tripped", names);
}

void CascadeRun::carryCircuits()
{
    std::vector<double> loads;
    loads.reserve(start_.circuits.size());
    const auto hasPower = [&](PowerNodeId feed) {
        const auto node = chain().indexOf(feed);
        return node && alive_[*node] != 0;
    };
    const Stretch now = stretch();
    const HallResult* of = nullptr;
    std::size_t hall = down_.size();
    for (const RackCircuits& circuits : start_.circuits) {
        if (circuits.hall != hall) {
            hall = circuits.hall;
            of = &builder_.resultOf(hall, now);
        }
        loads.push_back(runs(hall, circuits.rack)
                            ? circuits.load(of->racks[circuits.rack].powerW, hasPower(circuits.feedA),
                                            hasPower(circuits.feedB))
                            : 0.0);
    }
    tellCircuits(loads);
}

void CascadeRun::tellCircuits(const std::vector<double>& loads)
{
    const double pickup = options_.breakers.pickup;
    std::size_t count = 0;
    std::size_t worst = 0;
    for (std::size_t i = 0; i < loads.size(); ++i) {
        if (!(loads[i] > pickup && circuits_.load(i) <= pickup))
            continue;
        if (count == 0 || loads[i] > loads[worst])
            worst = i;
        ++count;
    }
    const bool isFirst = std::isinf(circuits_.nextS());
    circuits_.carry(timeS_, loads);
    if (count == 0)
        return;
    if (isFirst)
        circuitsSince_ = {timeS_, cause_};
    const RackCircuits& of = start_.circuits[worst];
    const Rack& rack = hallAt(of.hall).racks[of.rack];
    const std::string whose = count == 1
                                  ? fmt::format("rack {} of {}", rack.name, say_.hall(hallAt(of.hall).id))
                                  : fmt::format("{}, at most those of {} of {},", counted(count, "rack"),
                                                rack.name, say_.hall(hallAt(of.hall).id));
    tell(FailureEventKind::Overload, refTo(rack.id),
         fmt::format(
             "The circuits that are left of {} carry {:.0f} % of their breakers' rating, {}; the first "
             "trips after {}.",
             whose, 100.0 * loads[worst], cause_, durationText(circuits_.nextS() - timeS_)));
}

void CascadeRun::tripCircuits()
{
    const std::vector<std::size_t> due = circuits_.dueBy(timeS_ + togetherS);
    for (std::size_t k = 0; k < due.size();) {
        const std::size_t hall = start_.circuits[due[k]].hall;
        std::vector<std::size_t> racks;
        double mostLoad = 0.0;
        for (; k < due.size() && start_.circuits[due[k]].hall == hall; ++k) {
            if (!runs(hall, start_.circuits[due[k]].rack))
                continue;
            racks.push_back(start_.circuits[due[k]].rack);
            mostLoad = std::max(mostLoad, circuits_.load(due[k]));
        }
        if (!racks.empty())
            takeDown(
                hall, racks, FailureEventKind::BreakerTrip,
                fmt::format("go{} dark, for the breakers of {} circuits trip after {} at up to {:.0f} % of "
                            "their rating, {}",
                            racks.size() == 1 ? "es" : "", racks.size() == 1 ? "its" : "their",
                            durationText(timeS_ - circuitsSince_.timeS), 100.0 * mostLoad,
                            circuitsSince_.cause));
    }
}

// Whether none trips at what is found for what is left.
bool CascadeRun::breakersHold() const
{
    for (std::size_t i = 0; i < start_.breakerW.size(); ++i) {
        if (now_->powerNodes[i].outputW > options_.breakers.pickup * start_.breakerW[i] &&
            start_.breakerW[i] > 0.0)
            return false;
    }
    return std::isinf(circuits_.nextS());
}

// When the next generator is ready, is out of fuel, or the next breaker trips.
double CascadeRun::nextOfPowerS() const
{
    double nextS = std::min(feeds_.nextS(), circuits_.nextS());
    for (std::size_t i = 0; i < readyS_.size(); ++i) {
        nextS = std::min(nextS, fuelEndS(i));
        if (readyS_[i] > timeS_)
            nextS = std::min(nextS, readyS_[i]);
    }
    return std::max(nextS, timeS_);
}

} // namespace hallwright
