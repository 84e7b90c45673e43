#include "core/studies/failure/cascade_run.h"

#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/simulation/outages.h"
#include "core/simulation/prepared_campus.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hallwright {

namespace {

constexpr double betweenLooksS = 60.0; // at whether anything can still happen

// "4 air handlers and 2 CDUs stand", "1 CDU stands"
std::string verbFor(const EquipmentChange& change, const char* several, const char* one)
{
    const bool single = change.airHandlers + change.cdus + change.plant == 1 && change.pumps == 0;
    return fmt::format("{} {}", sentenceCase(change.text()), single ? one : several);
}

} // namespace

FailureStart startOf(const SitePtr& site, const Conditions& conditions, const FailureOptions& options)
{
    FailureStart start;
    start.asked = site;
    start.stored = withStores(site, options);
    start.before = evaluate(start.stored.site, conditions, start.kept);
    start.loops = start.kept->loops;
    start.networks = start.kept->networks;
    if (!start.before->steady)
        throw InputError(fmt::format("{} has no steady state for a failure to begin from: some of its heat "
                                     "is taken by nothing as it is; "
                                     "put back what is out of service, or mend its cooling.",
                                     site->info.name));
    start.breakerW = breakersOf(*site, *start.before, options.breakers.pickup);
    start.circuits = circuitsOf(*start.before, options.breakers.pickup, options.circuitContinuousShare);
    return start;
}

CascadeRun::CascadeRun(const FailureStart& start, std::span<const ObjectRef> failed,
                       const FailureOptions& options, const std::stop_token& stop,
                       const FailureProgress& progress)
    : start_(start), options_(options), stop_(stop), progress_(progress),
      cascade_(std::make_shared<Cascade>()), say_(*start.asked),
      builder_(*start.before, *start.loops, options), kept_(start.kept), now_(start.before)
{
    cascade_->site = start.asked;
    cascade_->conditions = start.before->conditions;
    cascade_->failed.assign(failed.begin(), failed.end());
    cascade_->options = options;
}

CascadePtr CascadeRun::run()
{
    begin();
    failElements();
    while (timeS_ < options_.horizonS) {
        if (progress_)
            progress_(timeS_);
        if (!findStretch())
            return nullptr;
        sampleChange(Side::After);
        bool changed = false;
        while (!changed && timeS_ < options_.horizonS) {
            if (const std::vector<std::size_t> passed = due(); !passed.empty()) {
                changed = react(passed);
                continue;
            }
            if (!options_.toTheEnd && isOver()) {
                timeS_ = options_.horizonS;
                break;
            }
            const double nextS = nextTimeS();
            const double untilS = options_.toTheEnd ? nextS : std::min(nextS, timeS_ + betweenLooksS);
            const LumpStop stop =
                advance(lumps_, state_, timeS_, untilS, limits_, options_.tolerance,
                        {samplePeriodS(options_),
                         [this](double at, std::span<const double> state) { sample(at, state); }});
            timeS_ = stop.timeS;
            cascade_->steps += stop.steps;
            if (!stop.reached.empty())
                sampleChange(Side::Before);
            changed =
                stop.reached.empty() ? timeS_ == nextS && timeS_ < options_.horizonS : react(stop.reached);
        }
    }
    finish();
    return cascade_;
}

void CascadeRun::begin()
{
    const Snapshot& before = *start_.before;
    out_ = before.conditions.outages;
    for (const HallResultPtr& hall : before.halls) {
        std::vector<std::uint8_t>& down = down_.emplace_back();
        for (const RackResult& rack : hall->racks)
            down.push_back(rack.service == RackService::Running ? 0 : 1);
        HallFailure& of = cascade_->halls.emplace_back();
        of.hall = hall->hall->id;
        of.highestInletC = hall->maxInletC;
        inletPassed_.push_back(hall->racksOverLimit > 0);
    }
    for (const PowerNodeResult& node : before.powerNodes)
        alive_.push_back(node.energised);
    starts_.emplace(before, *start_.loops, options_, [this](PowerNodeId feed) {
        const auto node = chain().indexOf(feed);
        return !node || alive_[*node] != 0;
    });
    beginBreakers();
    empty_.assign(start_.stored.stores.size(), 0);
    drawn_.assign(start_.stored.stores.size(), 0);
    since_.resize(start_.stored.stores.size());
    chargeW_.assign(start_.stored.stores.size(), 0.0);
    coolantPassed_.assign(builder_.cdus().size(), 0);
    for (const EnergyStore& store : start_.stored.stores)
        cascade_->stores.push_back(refTo(store.node));
    lumps_ = builder_.lumpsOf(stretch(), start_.stored.stores.size());
    state_ = builder_.start(lumps_, start_.stored.stores);
    inJ_ = lumps_.storedHeatJ(state_);
    for (std::size_t h = 0; h < before.halls.size(); ++h)
        offsetsK_.push_back(builder_.inletOffsetsK(h, stretch()));
    cascade_->before = totals();
    tellLimits();
    sample(0.0, state_);
}

void CascadeRun::failElements()
{
    for (const ObjectRef& element : cascade_->failed) {
        out_ = out_.with(element, true);
        tell(FailureEventKind::Failed, element, fmt::format("{} fails.", sentenceCase(say_.nameOf(element))));
    }
    cause_ = fmt::format("because {} failed", say_.namesOf(cascade_->failed));
}

std::vector<char> CascadeRun::nodesOut(bool withStarting) const
{
    std::vector<char> out(nodes().size(), 0);
    const auto take = [&](PowerNodeId id) {
        if (const auto node = chain().indexOf(id))
            out[*node] = 1;
    };
    std::ranges::for_each(out_.power, take);
    std::ranges::for_each(tripped_, take);
    for (std::size_t s = 0; s < empty_.size(); ++s) {
        if (empty_[s] != 0)
            take(start_.stored.stores[s].source);
    }
    for (std::size_t i = 0; withStarting && i < out.size(); ++i) {
        if (readyS_[i] > timeS_)
            out[i] = 1;
    }
    return out;
}

Outages CascadeRun::outagesNow() const
{
    Outages outages = out_;
    const std::vector<char> out = nodesOut(true);
    outages.power.clear();
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (out[i] != 0)
            outages.power.push_back(nodes()[i].id);
    }
    return outages;
}

PowerFlow CascadeRun::flowWith(const std::vector<char>& out, PowerPaths& paths) const
{
    paths = chain().pathsWithout(out);
    return chain().flowWithinRatings(loads_, paths);
}

// Racks as they run, and what cools them as evaluated last.
void CascadeRun::collectLoads()
{
    loads_.clear();
    const auto add = [&](PowerNodeId a, PowerNodeId b, double powerW) {
        if (powerW > 0.0)
            loads_.push_back({chain().positionOf(a), chain().positionOf(b), powerW});
    };
    for (std::size_t h = 0; h < down_.size(); ++h) {
        const Hall& hall = hallAt(h);
        const HallResult& of = builder_.resultOf(h, stretch());
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            if (runs(h, i))
                add(hall.racks[i].feedA, hall.racks[i].feedB, of.racks[i].powerW);
        }
        for (std::size_t i = 0; i < hall.airHandlers.size(); ++i)
            add(hall.airHandlers[i].feed, {}, now_->halls[h]->airHandlers[i].fanPowerW);
        for (std::size_t i = 0; i < hall.cdus.size(); ++i)
            add(hall.cdus[i].feed, {}, now_->halls[h]->cdus[i].pumpPowerW);
    }
    for (std::size_t k = 0; k < now_->loops.size(); ++k)
        add((*start_.loops)[k].pumpFeed, {}, now_->loops[k].pumpPowerW);
    for (std::size_t i = 0; i < now_->plant.size(); ++i)
        add(start_.asked->cooling->plant[i].feed, {}, now_->plant[i].powerW);
    for (const BuildingPtr& building : start_.asked->buildings)
        add(building->otherFeed, {}, building->otherPowerW);
}

// What flows where with what runs now, and what follows for stores, generators and breakers.
void CascadeRun::findFlow()
{
    collectLoads();
    PowerPaths paths;
    PowerFlow flow = flowWith(nodesOut(true), paths);
    rechargeStores(flow);
    tellStores(flow);
    burnFuel(flow);
    carryFeeds(flow);
    tellOverloads(flow);
    carryCircuits();
}

bool CascadeRun::findStretch()
{
    tellStarts();
    endFuel();
    tripFeeds();
    tripCircuits();
    collectLoads();
    callGenerators();
    Conditions conditions = start_.before->conditions;
    conditions.outages = outagesNow();
    now_ = evaluate(withRacksDown(start_.stored, down_), conditions, kept_, stop_);
    ++cascade_->evaluations;
    if (!now_)
        return false;
    tellSources();
    findPower();
    lumps_ = builder_.lumpsOf(stretch(), start_.stored.stores.size());
    findFlow();
    for (std::size_t h = 0; h < down_.size(); ++h)
        offsetsK_[h] = builder_.inletOffsetsK(h, stretch());
    if (!lastingCause_.empty())
        cause_ = std::exchange(lastingCause_, {});
    watch();
    return true;
}

void CascadeRun::findPower()
{
    const PowerPaths paths = chain().pathsWithout(nodesOut(true));
    std::vector<ObjectRef> dark;
    for (std::size_t i = 0; i < start_.asked->power->nodes.size(); ++i) {
        const ObjectRef node = refTo(nodes()[i].id);
        if (alive_[i] != 0 && paths.energised[i] == 0 && !out_.has(node) && std::isnan(calledS_[i]) &&
            !isTripped(nodes()[i].id))
            dark.push_back(node);
    }
    alive_ = paths.energised;
    const EquipmentChange lost = starts_->follow(timeS_, out_, [this](PowerNodeId feed) {
        const auto node = chain().indexOf(feed);
        return !node || alive_[*node] != 0;
    });
    if (!dark.empty())
        tell(FailureEventKind::PowerLost, dark.front(),
             fmt::format("{} {} without power, {}.", say_.namesOf(dark), dark.size() == 1 ? "is" : "are",
                         cause_));
    if (lost.any())
        tell(FailureEventKind::CoolingLost, lost.first,
             fmt::format("{} still, {}.", verbFor(lost, "stand", "stands"), cause_));
    takeDarkRacks();
}

// Sources that cannot carry even what is not racks are out from now on.
void CascadeRun::tellSources()
{
    for (const PowerNodeId id : now_->trippedSources) {
        if (isTripped(id))
            continue;
        tripped_.push_back(id);
        tell(FailureEventKind::SourceOverload, refTo(id),
             fmt::format("{} trips, for it cannot carry what is left on it, {}.", say_.nameOf(refTo(id)),
                         cause_));
    }
}

void CascadeRun::takeDarkRacks()
{
    for (std::size_t h = 0; h < down_.size(); ++h) {
        std::vector<std::size_t> dark;
        std::vector<std::size_t> shed;
        for (std::size_t i = 0; i < down_[h].size(); ++i) {
            if (!runs(h, i) || now_->halls[h]->racks[i].service != RackService::NoPower)
                continue;
            const Rack& rack = hallAt(h).racks[i];
            const auto has = [&](PowerNodeId feed) {
                const auto node = chain().indexOf(feed);
                return node && alive_[*node] != 0;
            };
            (has(rack.feedA) || has(rack.feedB) ? shed : dark).push_back(i);
        }
        if (!dark.empty())
            takeDown(h, dark, FailureEventKind::PowerLost,
                     fmt::format("go{} dark, {}", dark.size() == 1 ? "es" : "", cause_));
        if (!shed.empty())
            takeDown(h, shed, FailureEventKind::SourceOverload,
                     fmt::format(
                         "{} switched off, because {} cannot carry them", shed.size() == 1 ? "is" : "are",
                         now_->shed.source.valid() ? say_.nameOf(refTo(now_->shed.source)) : "their source"));
    }
}

void CascadeRun::tellStarts()
{
    tellGenerators();
    const EquipmentChange started = starts_->startedBy(timeS_);
    if (started.any())
        tell(FailureEventKind::Started, started.first,
             fmt::format("{} again.", verbFor(started, "run", "runs")));
}

void CascadeRun::takeDown(std::size_t h, const std::vector<std::size_t>& racks, FailureEventKind kind,
                          const std::string& why)
{
    const HallResult& of = builder_.resultOf(h, stretch());
    FailureEvent event{timeS_, kind, refTo(hallAt(h).id), {}, racks.size(), 0, 0.0};
    for (const std::size_t i : racks) {
        event.gpusLost += static_cast<std::size_t>(std::max(hallAt(h).racks[i].gpuCount, 0));
        const double nowW = of.racks[i].powerW;
        event.powerLostW += nowW > 0.0 ? nowW : start_.before->halls[h]->racks[i].powerW;
    }
    for (const std::size_t i : racks)
        down_[h][i] = 1;
    for (const std::size_t i : racks)
        event.racks.push_back(hallAt(h).racks[i].id);
    event.sentence = fmt::format(
        "{} {}.", say_.racks(hallAt(h).id, event.racksLost, event.gpusLost, event.powerLostW), why);
    HallFailure& hall = cascade_->halls[h];
    hall.racksLost += event.racksLost;
    hall.gpusLost += event.gpusLost;
    hall.powerLostW += event.powerLostW;
    std::optional<double>& first = kind == FailureEventKind::Shutdown ? hall.shutdownS : hall.powerLostS;
    first = first.value_or(timeS_);
    cascade_->events.push_back(std::move(event));
}

double CascadeRun::nextTimeS() const
{
    const double nextS = std::min(options_.horizonS, nextOfPowerS());
    return std::min(nextS, starts_->nextS(timeS_).value_or(nextS));
}

void CascadeRun::tell(FailureEventKind kind, ObjectRef subject, std::string sentence)
{
    cascade_->events.push_back({timeS_, kind, subject, std::move(sentence), 0, 0, 0.0});
}

} // namespace hallwright
