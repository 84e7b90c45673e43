// What is watched while a stretch of a failure is followed, and what happens when it is reached.
#include "core/model/number_text.h"
#include "core/physics/cold_plate.h"
#include "core/studies/failure/cascade_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double alikeK = 0.5; // racks as hot as the hottest of their hall or CDU go down with it

// How much warmer than its coolant the hottest chips of a rack are, and where they slow down and switch off [°C].
struct Chips {
    double overK = 0.0;
    double limitC = 0.0;
    double tripC = 0.0;
};

Chips chipsOf(const Snapshot& before, std::size_t h, std::size_t i)
{
    const RackResult& rack = before.halls[h]->racks[i];
    const RackType* type = before.site->catalogue->find(before.halls[h]->hall->racks[i].type);
    const ColdPlates plates = coldPlatesOf(type, rack.heatToLiquidW);
    const double overK =
        rack.junctionC && rack.coolantSupplyC ? *rack.junctionC - *rack.coolantSupplyC : plates.riseK;
    return {overK, plates.limitC, plates.tripC};
}

} // namespace

void CascadeRun::watch()
{
    limits_.clear();
    watched_.clear();
    for (std::size_t h = 0; h < down_.size(); ++h)
        watchHall(h);
    for (std::size_t c = 0; c < builder_.cdus().size(); ++c)
        watchCoolant(c);
    for (std::size_t s = 0; s < empty_.size(); ++s) {
        if (lumps_.stores[s].drawW > 0.0)
            addLimit({Watched::Kind::StoreEmpty, s}, lumps_.energy(s), 0.0);
        if (lumps_.stores[s].chargeW > 0.0)
            addLimit({Watched::Kind::StoreFull, s}, lumps_.energy(s), start_.stored.stores[s].energyJ);
    }
}

// Those that are passed already, since what is left mixes its air otherwise.
std::vector<std::size_t> CascadeRun::due() const
{
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < limits_.size(); ++i) {
        const double overValue = state_[limits_[i].state] - limits_[i].value;
        if (watched_[i].kind == Watched::Kind::StoreEmpty ? overValue <= 0.0 : overValue >= 0.0)
            all.push_back(i);
    }
    return all;
}

void CascadeRun::addLimit(Watched watched, std::size_t state, double value)
{
    limits_.push_back({state, value});
    watched_.push_back(watched);
}

void CascadeRun::watchHall(std::size_t h)
{
    double limitC = std::numeric_limits<double>::infinity(); // of the air before the racks
    double hottestK = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < down_[h].size(); ++i) {
        if (!runs(h, i))
            continue;
        limitC = std::min(limitC, start_.before->halls[h]->racks[i].inletLimitC - offsetsK_[h][i]);
        hottestK = std::max(hottestK, offsetsK_[h][i]);
    }
    if (!std::isfinite(hottestK))
        return;
    if (inletPassed_[h] == 0)
        addLimit({Watched::Kind::InletLimit, h}, lumps_.coldAir(h), limitC);
    addLimit({Watched::Kind::Shutdown, h}, lumps_.coldAir(h), options_.rackShutdownC - hottestK);
}

CascadeRun::CoolantLimits CascadeRun::coolantLimitsOf(std::size_t c) const
{
    const LumpCdu& cdu = builder_.cdus()[c];
    CoolantLimits limits;
    for (const std::size_t i : cdu.racks) {
        if (!runs(cdu.hall, i))
            continue;
        const Chips chips = chipsOf(*start_.before, cdu.hall, i);
        limits.slowC = std::min(limits.slowC, chips.limitC - chips.overK);
        limits.tripC = std::min(limits.tripC, chips.tripC - chips.overK);
    }
    return limits;
}

void CascadeRun::watchCoolant(std::size_t c)
{
    const CoolantLimits limits = coolantLimitsOf(c);
    if (!std::isfinite(limits.tripC))
        return;
    if (coolantPassed_[c] == 0)
        addLimit({Watched::Kind::CoolantLimit, c}, lumps_.coolant(c), limits.slowC);
    addLimit({Watched::Kind::CoolantTrip, c}, lumps_.coolant(c), limits.tripC);
}

// What halls are held against, as it is before anything goes down.
void CascadeRun::tellLimits()
{
    for (std::size_t h = 0; h < down_.size(); ++h) {
        HallFailure& of = cascade_->halls[h];
        for (std::size_t i = 0; i < down_[h].size(); ++i) {
            if (runs(h, i)) // the least of them: fmin passes over what is not a number
                of.inletLimitC = std::fmin(of.inletLimitC, start_.before->halls[h]->racks[i].inletLimitC);
        }
    }
    for (std::size_t c = 0; c < builder_.cdus().size(); ++c) {
        const CoolantLimits limits = coolantLimitsOf(c);
        HallFailure& of = cascade_->halls[builder_.cdus()[c].hall];
        if (!std::isfinite(limits.tripC))
            continue;
        of.coolantLimitC = std::fmin(of.coolantLimitC, limits.slowC);
        of.coolantTripC = std::fmin(of.coolantTripC, limits.tripC);
    }
}

// Whether a new stretch begins. What was only told of is watched no more.
bool CascadeRun::react(const std::vector<std::size_t>& reached)
{
    bool changed = false;
    bool anyEmpty = false;
    bool anyFull = false;
    for (const std::size_t i : reached) {
        anyEmpty = anyEmpty || watched_[i].kind == Watched::Kind::StoreEmpty;
        anyFull = anyFull || watched_[i].kind == Watched::Kind::StoreFull;
        changed = react(watched_[i]) || changed;
    }
    if (anyEmpty)
        emptyStores();
    if (anyFull)
        fillStores();
    if (!changed && !anyEmpty) {
        if (anyFull)
            findFlow();
        watch();
    }
    return changed || anyEmpty;
}

bool CascadeRun::react(const Watched& watched)
{
    switch (watched.kind) {
    case Watched::Kind::InletLimit:
        return passInletLimit(watched.at);
    case Watched::Kind::Shutdown:
        return shutHottest(watched.at);
    case Watched::Kind::CoolantLimit:
        return passCoolantLimit(watched.at);
    case Watched::Kind::CoolantTrip:
        return shutChips(watched.at);
    case Watched::Kind::StoreEmpty:
    case Watched::Kind::StoreFull:
        break; // all at once: emptyStores, fillStores
    }
    return false;
}

bool CascadeRun::passInletLimit(std::size_t h)
{
    inletPassed_[h] = 1;
    cascade_->halls[h].inletLimitS = timeS_;
    std::size_t first = down_[h].size();
    double leastK = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < down_[h].size(); ++i) {
        const double marginK = start_.before->halls[h]->racks[i].inletLimitC - offsetsK_[h][i];
        if (runs(h, i) && marginK < leastK) {
            leastK = marginK;
            first = i;
        }
    }
    if (first == down_[h].size())
        return false;
    tell(FailureEventKind::InletLimit, refTo(hallAt(h).racks[first].id),
         fmt::format("The inlet of rack {} passes its limit of {:.1f} °C, as the first in {}.",
                     hallAt(h).racks[first].name, start_.before->halls[h]->racks[first].inletLimitC,
                     say_.hall(hallAt(h).id)));
    return false;
}

bool CascadeRun::shutHottest(std::size_t h)
{
    double hottestK = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < down_[h].size(); ++i)
        hottestK = runs(h, i) ? std::max(hottestK, offsetsK_[h][i]) : hottestK;
    std::vector<std::size_t> racks;
    for (std::size_t i = 0; i < down_[h].size(); ++i) {
        if (runs(h, i) && offsetsK_[h][i] >= hottestK - alikeK)
            racks.push_back(i);
    }
    if (racks.empty())
        return false;
    cascade_->halls[h].highestInletC = std::max(cascade_->halls[h].highestInletC, options_.rackShutdownC);
    takeDown(h, racks, FailureEventKind::Shutdown,
             fmt::format("switch{} off at {:.0f} °C inlet air, {}", racks.size() == 1 ? "es" : "",
                         options_.rackShutdownC, cause_));
    return true;
}

bool CascadeRun::passCoolantLimit(std::size_t c)
{
    coolantPassed_[c] = 1;
    const LumpCdu& cdu = builder_.cdus()[c];
    std::optional<double>& first = cascade_->halls[cdu.hall].coolantLimitS;
    first = first.value_or(timeS_);
    tell(FailureEventKind::CoolantLimit, refTo(hallAt(cdu.hall).cdus[cdu.cdu].id),
         fmt::format("The chips behind {} slow down: its coolant is at {:.1f} °C.",
                     say_.nameOf(refTo(hallAt(cdu.hall).cdus[cdu.cdu].id)), state_[lumps_.coolant(c)]));
    return false;
}

bool CascadeRun::shutChips(std::size_t c)
{
    const LumpCdu& cdu = builder_.cdus()[c];
    std::vector<std::size_t> racks;
    for (const std::size_t i : cdu.racks) {
        const Chips chips = chipsOf(*start_.before, cdu.hall, i);
        if (runs(cdu.hall, i) && state_[lumps_.coolant(c)] + alikeK >= chips.tripC - chips.overK)
            racks.push_back(i);
    }
    if (racks.empty())
        return false;
    takeDown(cdu.hall, racks, FailureEventKind::Shutdown,
             fmt::format("switch{} off, for the coolant of {} is at {:.1f} °C, {}",
                         racks.size() == 1 ? "es" : "", hallAt(cdu.hall).cdus[cdu.cdu].name,
                         state_[lumps_.coolant(c)], cause_));
    return true;
}

void CascadeRun::sample(double timeS, std::span<const double> state)
{
    isAfter_ = false;
    FailureSample sample{timeS, totals().itW, {}};
    for (std::size_t h = 0; h < down_.size(); ++h) {
        double overK = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < down_[h].size(); ++i)
            overK = runs(h, i) ? std::max(overK, offsetsK_[h][i]) : overK;
        const bool any = std::isfinite(overK);
        sample.inletC.push_back(state[lumps_.coldAir(h)] + (any ? overK : 0.0));
        if (any)
            cascade_->halls[h].highestInletC =
                std::max(cascade_->halls[h].highestInletC, sample.inletC.back());
    }
    sample.coolantC.assign(down_.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t c = 0; c < builder_.cdus().size(); ++c) {
        const LumpCdu& cdu = builder_.cdus()[c];
        double& warmestC = sample.coolantC[cdu.hall];
        if (std::ranges::any_of(cdu.racks, [&](std::size_t i) { return runs(cdu.hall, i); }))
            warmestC = std::fmax(warmestC, state[lumps_.coolant(c)]);
    }
    for (std::size_t k = 0; k < lumps_.loops.size(); ++k)
        sample.supplyC.push_back(state[lumps_.supply(k)]);
    for (std::size_t s = 0; s < empty_.size(); ++s)
        sample.storedShare.push_back(std::max(state[lumps_.energy(s)], 0.0) /
                                     start_.stored.stores[s].energyJ);
    cascade_->samples.push_back(std::move(sample));
}

// Where a stretch ends, a peak, and where the next begins, what jumps: of several at one moment the first and the last. A sweep
// draws nothing.
void CascadeRun::sampleChange(Side side)
{
    std::vector<FailureSample>& samples = cascade_->samples;
    const bool isThere = samples.back().timeS == timeS_;
    const bool isAgain = isThere && isAfter_;
    if (!options_.toTheEnd || (side == Side::Before && isThere) || (!isAgain && changes_ == mostSamples))
        return;
    if (isAgain)
        samples.pop_back();
    else
        ++changes_;
    sample(timeS_, state_);
    isAfter_ = side == Side::After;
}

FailureTotals CascadeRun::totals() const
{
    FailureTotals totals;
    for (std::size_t h = 0; h < down_.size(); ++h) {
        const HallResult& of = builder_.resultOf(h, stretch());
        for (std::size_t i = 0; i < down_[h].size(); ++i) {
            if (!runs(h, i))
                continue;
            ++totals.racks;
            totals.gpus += static_cast<std::size_t>(std::max(hallAt(h).racks[i].gpuCount, 0));
            totals.itW += of.racks[i].powerW;
        }
    }
    return totals;
}

// Nothing starts or runs down, what runs has a steady state, and both that and what is now lie below every limit.
bool CascadeRun::isOver() const
{
    constexpr double slowKS = 1e-3;
    constexpr double belowK = 0.05;
    const bool ramps = std::ranges::any_of(
        starts_->plant, [&](const EquipmentStart& of) { return of.can && of.restarts && of.fullS > timeS_; });
    if (ramps || !starts_->allStarted(timeS_) || std::ranges::count(drawn_, 1) > 0 ||
        nextOfPowerS() < options_.horizonS)
        return false;
    std::vector<double> rate(lumps_.size());
    lumps_.rates(timeS_, state_, rate);
    for (std::size_t i = 0; i < lumps_.energy(0); ++i) {
        if (!(std::abs(rate[i]) < slowKS))
            return false;
    }
    for (std::size_t i = 0; i < limits_.size(); ++i) {
        if (watched_[i].kind == Watched::Kind::StoreFull)
            continue;
        const bool isHall =
            watched_[i].kind == Watched::Kind::InletLimit || watched_[i].kind == Watched::Kind::Shutdown;
        const std::size_t h = isHall ? watched_[i].at : builder_.cdus()[watched_[i].at].hall;
        if (!builder_.isSettled(h, stretch()))
            return false;
        const HallResult& hall = *now_->halls[h];
        const double steadyC =
            isHall ? hall.meanInletC : hall.cdus[builder_.cdus()[watched_[i].at].cdu].supplyC.value_or(0.0);
        if (!(std::max(steadyC, state_[limits_[i].state]) < limits_[i].value - belowK))
            return false;
    }
    return true;
}

// Whether the racks that run at the end have a steady state, also once the stores that still run down are empty.
bool CascadeRun::canGoOn()
{
    if (!starts_->allStarted(timeS_))
        return false;
    if (std::ranges::count(drawn_, 1) > 0) {
        std::vector<char> emptyThen = empty_;
        for (std::size_t s = 0; s < emptyThen.size(); ++s)
            emptyThen[s] = emptyThen[s] != 0 || drawn_[s] != 0;
        std::swap(emptyThen, empty_);
        Conditions conditions = start_.before->conditions;
        conditions.outages = outagesNow();
        std::swap(emptyThen, empty_);
        const SnapshotPtr then = evaluate(withRacksDown(start_.stored, down_), conditions, kept_, stop_);
        if (!then)
            return false;
        now_ = then;
        ++cascade_->evaluations;
    }
    for (std::size_t h = 0; h < down_.size(); ++h) {
        const bool runsOn = cascade_->halls[h].racksRunning > 0; // a dark hall may be as warm as it likes
        if (runsOn &&
            (!builder_.isSettled(h, stretch()) || !(now_->halls[h]->maxInletC < options_.rackShutdownC)))
            return false;
    }
    return breakersHold();
}

void CascadeRun::finish()
{
    Cascade& c = *cascade_;
    c.endS = timeS_;
    c.after = totals();
    if (c.samples.back().timeS < timeS_)
        sample(timeS_, state_);
    for (std::size_t h = 0; h < down_.size(); ++h)
        c.halls[h].racksRunning = static_cast<std::size_t>(std::ranges::count(down_[h], std::uint8_t{0}));
    c.steadyAtEnd = canGoOn();
    for (std::size_t h = 0; h < down_.size(); ++h) {
        if (c.steadyAtEnd && c.halls[h].racksRunning > 0)
            c.halls[h].highestInletC = std::max(c.halls[h].highestInletC, now_->halls[h]->maxInletC);
    }
    const double givenJ = state_[lumps_.heatIn()];
    c.heatResidual = std::abs(lumps_.storedHeatJ(state_) - inJ_ - givenJ + state_[lumps_.heatOut()]) /
                     std::max(givenJ, 1.0);
    double heldJ = 0.0;
    for (const EnergyStore& store : start_.stored.stores)
        heldJ += store.energyJ;
    c.drawnJ = state_[lumps_.drawn()];
    c.rateLossJ = state_[lumps_.rateLoss()];
    c.rechargedJ = state_[lumps_.charged()];
    c.energyResidual =
        std::abs(heldJ + c.rechargedJ - lumps_.storedEnergyJ(state_) - c.drawnJ - c.rateLossJ) /
        std::max(heldJ, 1.0);
    const std::string left =
        c.after.racks == 0
            ? std::string("nothing runs")
            : fmt::format("{} run{} ({}{})", counted(c.after.racks, "rack"), c.after.racks == 1 ? "s" : "",
                          c.after.gpus > 0 ? grouped(static_cast<double>(c.after.gpus)) + " GPUs, "
                                           : std::string(),
                          kilowatts(c.after.itW, 0));
    const std::string how = c.steadyAtEnd                       ? fuelText()
                            : std::ranges::count(drawn_, 1) > 0 ? "on stored energy that ends"
                            : !breakersHold()                   ? "with breakers that will trip"
                                              : "with temperatures that have no steady state";
    tell(FailureEventKind::End, {},
         c.after.racks == 0 ? fmt::format("After {}, nothing runs.", durationText(timeS_))
                            : fmt::format("After {}, {}, {}.", durationText(timeS_), left, how));
}

} // namespace hallwright
