// What follows a failure, second by second: what goes dark or hot, in which order and why, how long is left, and what survives.
//
// Between two events loads and flows stand still: what has power, and how it flows, is that of the steady evaluation with what
// is out (core/simulation/evaluate.h); halls, coolant and stored energy follow as lumps (site_lumps.h). At an event (a store is
// empty, a generator or chiller has started, a rack is too hot) all is found anew. Where what is left has a steady state, it is
// the transient's long-time limit.
//
// A feed above its rating trips by its breaker's curve, warm from what it carried before, and so do the circuits of racks whose
// type states them: a rack with two feeds has half of its circuits at each, the odd one at A, and those left carry all of
// it. Of several breakers in one path that would trip in the same second the one nearest to the loads does. A
// feed that is above its pick-up in the steady state trips nothing: the findings of the site tell it. Sources shed racks or
// trip as core/simulation/load_shedding.h has it. Batteries run down by Peukert's law and recharge when their supply is back,
// unless that overloads a source: the evaluation, which sheds racks, does not know of it, and its losses warm nothing.
// Generators on standby start once, take load in steps and burn fuel.
//
// Limits: racks that went down stay down, and so does what tripped; switchover, between feeds and to a UPS's battery, is
// immediate; a UPS above its rating neither goes to its bypass nor limits its current; a generator that takes load in steps
// carries nothing before the last; servers draw what they drew before until a new steady state is found; inlets differ from
// their hall's air by what they did in the last steady state; a loop whose pumps stand exchanges nothing; water
// in the pipes between a CDU and its racks is not counted, for it stands when the CDU does.
#pragma once

#include "core/model/site.h"
#include "core/physics/breaker_curve.h"
#include "core/simulation/conditions.h"
#include "core/studies/failure/lump_solver.h"

#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// What the site does not state. All but the first two are judgement, within the range given.
struct FailureOptions {
    double horizonS = 3600.0;       // how long is followed
    double generatorStartS = 10.0;  // of one on standby, until it carries load: NFPA 110 type 10
    double upsStoredS = 300.0;      // at its rating, of a UPS that states no energy; 60 to 900 s
    double chillerRestartS = 180.0; // after its power and water are back, until it cools; 45 to 300 s
    double chillerRampS = 120.0;    // from then to its full capacity; 60 to 300 s
    double coolerRestartS = 30.0; // fans of dry coolers and towers, plates' valves, at once full; 10 to 60 s
    double pumpRestartS = 15.0;   // of loops, CDUs; 5 to 30 s
    double fanRestartS = 15.0;    // of air handlers; 5 to 60 s
    double rackShutdownC = 45.0;  // inlet at which servers switch off: highest allowable of ASHRAE class A4
    // Coolant, cold plates and manifolds behind a CDU, by heat to coolant at the rating: 30 L and 60 kg of copper of 115 kW.
    double coolantJKPerW = 1.29; // 0.5 to 2
    double sampleS = 10.0;       // of the series, unless that makes it longer than mostSamples
    // To the horizon, for its series, also where nothing can happen any more: all temperatures near a steady state below
    // every limit. A sweep does not.
    bool toTheEnd = true;
    LumpTolerance tolerance{};

    // Of every node with a rating that is no source, set to that rating, and of racks' circuits.
    BreakerCurve breakers{};
    // What a rack's circuit carries continuously, as its type states, over the rating of its breaker: 0.8 by NEC 210.20(A), 1.0 of
    // breakers that are made for all of it, as those of IEC 60947-2 are.
    double circuitContinuousShare = 0.8;
    // Peukert's, of batteries at their rating (core/physics/battery_discharge.h): the upper end of lithium cells, 1.0 to 1.05.
    // Lead-acid ones have 1.1 to 1.3, and last longer at part load: this is on the safe side.
    double batteryExponent = 1.05;
    double rechargeShare = 0.10;      // of its rating, that a UPS draws to recharge; 0.05 to 0.25
    double rechargeEfficiency = 0.90; // of that, what is stored; 0.85 to 0.95
    double generatorStepShare =
        1.0; // greatest step of load over the rating: all, as NFPA 110 accepts sets; 0.3 to 1
    double generatorStepS = 10.0;           // from one step to the next; 5 to 20 s
    double fuelHours = 24.0;                // of a generator on standby at its rating; 12 to 96 h
    std::vector<PowerNodeId> notStarting{}; // generators on standby that do not start when they are called
};

// A series has no more samples at regular times than this, and no more at moments between them.
inline constexpr std::size_t mostSamples = 2000;
// A whole multiple of FailureOptions::sampleS.
double samplePeriodS(const FailureOptions& options);

enum class FailureEventKind {
    Failed,         // what is asked about
    PowerLost,      // a node, or racks
    OnStore,        // a UPS or battery begins to run down
    StoreEmpty,     // or a generator's fuel
    SourceOverload, // trips, or has racks shed
    Overload,       // a feed above its rating
    BreakerTrip,    // of a feed, or of racks' circuits, by its curve
    Started,        // a generator, plant, fans, pumps
    CoolingLost,
    InletLimit,
    CoolantLimit, // chips slow down
    Shutdown,     // racks, for heat
    End           // of what is followed: what is left, and for how long
};
std::string_view nameOf(FailureEventKind); // "power-lost"

struct FailureEvent {
    double timeS = 0.0;
    FailureEventKind kind = FailureEventKind::Failed;
    ObjectRef subject;
    std::string sentence;      // what, and why
    std::size_t racksLost = 0; // by it
    std::size_t gpusLost = 0;
    double powerLostW = 0.0;     // of IT
    std::vector<RackId> racks{}; // that it loses
};

// Minutes of one hall; none: not within the horizon.
struct HallFailure {
    HallId hall;
    std::optional<double> inletLimitS;   // the first rack's inlet passes its limit
    std::optional<double> coolantLimitS; // the first chips slow down
    std::optional<double> shutdownS;     // the first rack goes down for heat
    std::optional<double> powerLostS;    // the first rack goes dark
    double highestInletC = 0.0;          // of racks that ran
    std::size_t racksLost = 0;
    std::size_t gpusLost = 0;
    double powerLostW = 0.0;
    std::size_t racksRunning = 0; // at the end
    // What its first racks are held against; not a number: nothing there is.
    double inletLimitC = std::numeric_limits<double>::quiet_NaN();
    double coolantLimitC = std::numeric_limits<double>::quiet_NaN(); // of the coolant: its chips slow down
    double coolantTripC = std::numeric_limits<double>::quiet_NaN();  // and switch off
};

struct FailureTotals {
    std::size_t racks = 0; // that run
    std::size_t gpus = 0;
    double itW = 0.0;
};

// For strip charts: every samplePeriodS, at the end, and where something changes, before and after it: then two are of one time.
struct FailureSample {
    double timeS = 0.0;
    double itW = 0.0;
    std::vector<double> inletC; // hottest of each hall
    std::vector<double>
        coolantC{}; // supplied by the warmest CDU of each hall whose racks run; not a number: none
    std::vector<double> supplyC{};     // of each loop
    std::vector<double> storedShare{}; // of each store
};

struct Cascade {
    SitePtr site;
    Conditions conditions;
    std::vector<ObjectRef> failed;
    FailureOptions options;
    std::vector<FailureEvent> events;   // by time
    std::vector<HallFailure> halls;     // building by building
    std::vector<ObjectRef> stores;      // UPSs and batteries with energy, as FailureSample::storedShare
    std::vector<FailureSample> samples; // by time
    FailureTotals before, after;
    bool steadyAtEnd = false;    // what is left can go on without end
    double endS = 0.0;           // when that was known, or the horizon
    double heatResidual = 0.0;   // stored heat against what was given and taken, relative to what was given
    double energyResidual = 0.0; // stores against what was drawn and stored, relative to what they held
    double drawnJ = 0.0;         // from stores
    double rateLossJ = 0.0;  // of their energy, that their rate of discharge took beyond it; negative: gave
    double rechargedJ = 0.0; // into them
    int evaluations = 0;
    long steps = 0;

    std::optional<double> firstLossS() const; // of a rack
    std::size_t racksLost() const { return before.racks - after.racks; }
    std::size_t gpusLost() const { return before.gpus - after.gpus; }
    double powerLostW() const { return before.itW - after.itW; }
};
using CascadePtr = std::shared_ptr<const Cascade>;

// How far a failure has been followed. Called from the thread that follows it.
using FailureProgress = std::function<void(double timeS)>;

// Fails power nodes, plant units, air handlers or CDUs, besides what the conditions have out. Re-entrant. Null if `stop` was requested.
// Throws InputError for what cannot fail, what the site does not have, options out of sense, and a site that has no steady
// state to begin with.
CascadePtr failureOf(const SitePtr& site, const Conditions& conditions, std::span<const ObjectRef> failed,
                     const FailureOptions& options = {}, const std::stop_token& stop = {},
                     const FailureProgress& progress = {});

// Whether it is of a kind that can fail.
bool canFail(ObjectKind kind);

// "4 min 50 s", "35 s", "2 h 5 min"
std::string durationText(double seconds);

} // namespace hallwright
