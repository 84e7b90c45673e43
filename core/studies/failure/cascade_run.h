// One failure, followed: status of all parts, and the steps from one event to the next.
#pragma once

#include "core/simulation/campus_networks.h"
#include "core/simulation/evaluate.h"
#include "core/studies/failure/breaker_bank.h"
#include "core/studies/failure/breaker_settings.h"
#include "core/studies/failure/equipment_starts.h"
#include "core/studies/failure/failure.h"
#include "core/studies/failure/failure_sentences.h"
#include "core/studies/failure/lump_builder.h"
#include "core/studies/failure/stored_site.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

// A site made ready: its stores, its steady state, and what an evaluation of it goes on from. For many failures.
struct FailureStart {
    SitePtr asked;
    StoredSite stored;
    PreparedCampusPtr kept;
    SnapshotPtr before;
    std::shared_ptr<const CampusLoops> loops;
    std::shared_ptr<const CampusNetworks> networks;
    std::vector<double> breakerW; // per power node of the site: its breaker's setting; 0: none
    std::vector<RackCircuits> circuits;
};

// Throws InputError where the site has no steady state to begin with.
FailureStart startOf(const SitePtr& site, const Conditions& conditions, const FailureOptions& options);

class CascadeRun
{
public:
    CascadeRun(const FailureStart& start, std::span<const ObjectRef> failed, const FailureOptions& options,
               const std::stop_token& stop, const FailureProgress& progress = {});

    CascadePtr run(); // null if stopped

private:
    // What a limit among those of a stretch stands for.
    struct Watched {
        enum class Kind { InletLimit, Shutdown, CoolantLimit, CoolantTrip, StoreEmpty, StoreFull } kind;
        std::size_t at = 0; // hall, CDU lump or store
    };

    // Of the coolant of a CDU [°C], by the racks that run on it; infinite: none does.
    struct CoolantLimits {
        double slowC = std::numeric_limits<double>::infinity(); // the first chips slow down
        double tripC = std::numeric_limits<double>::infinity(); // and switch off
    };

    enum class Side { Before, After };

    struct Since {
        double timeS = 0.0;
        std::string cause;
    };

    static constexpr double leastLoadW = 1.0; // of a store or generator that counts as carrying
    static constexpr double togetherS = 1.0;  // units of one make under one load are one event

    void begin();
    void beginBreakers();
    void failElements();
    bool findStretch(); // false if stopped
    void findPower();
    PowerFlow flowWith(const std::vector<char>& out, PowerPaths& paths) const;
    std::vector<char> nodesOut(bool withCalled) const;
    Outages outagesNow() const;
    bool isOnStandby(std::size_t node) const;
    bool isTripped(PowerNodeId id) const;
    std::vector<ObjectRef> trip(const std::vector<std::size_t>& nodes);
    void callGenerators();
    void tellGenerators();
    void burnFuel(const PowerFlow& flow);
    double fuelEndS(std::size_t node) const;
    void endFuel();
    std::string fuelText() const;
    void collectLoads();
    void findFlow();
    void takeDarkRacks();
    void tellStores(const PowerFlow& flow);
    std::size_t supplyOf(const EnergyStore& store) const;
    void rechargeStores(PowerFlow& flow);
    void tellRecharge(const std::vector<std::size_t>& begun);
    void fillStores();
    void carryFeeds(const PowerFlow& flow);
    void carryCircuits();
    void tellCircuits(const std::vector<double>& loads);
    void tellOverloads(const PowerFlow& flow);
    std::string bearingText(const std::vector<std::size_t>& over) const;
    std::vector<std::size_t> nearestToLoads(const std::vector<std::size_t>& due) const;
    void tripFeeds();
    void tripCircuits();
    bool breakersHold() const;
    double nextOfPowerS() const;
    void tellSources();
    void tellStarts();
    void takeDown(std::size_t hall, const std::vector<std::size_t>& racks, FailureEventKind kind,
                  const std::string& why);
    void watch();
    void watchHall(std::size_t hall);
    void watchCoolant(std::size_t c);
    CoolantLimits coolantLimitsOf(std::size_t c) const;
    void tellLimits();
    std::vector<std::size_t> due() const;
    void addLimit(Watched watched, std::size_t state, double value);
    bool react(const std::vector<std::size_t>& reached);
    bool react(const Watched& watched);
    bool passInletLimit(std::size_t hall);
    bool shutHottest(std::size_t hall);
    bool passCoolantLimit(std::size_t c);
    bool shutChips(std::size_t c);
    void emptyStores();
    bool canGoOn();
    double nextTimeS() const;
    bool isOver() const;
    void sample(double timeS, std::span<const double> state);
    void sampleChange(Side side);
    void finish();
    FailureTotals totals() const;
    void tell(FailureEventKind kind, ObjectRef subject, std::string sentence);
    Stretch stretch() const { return {*now_, down_, *starts_, timeS_}; }
    bool runs(std::size_t hall, std::size_t rack) const { return down_[hall][rack] == 0; }
    const Hall& hallAt(std::size_t hall) const { return *start_.before->halls[hall]->hall; }
    const PowerChain& chain() const { return start_.networks->chain(); }
    const std::vector<PowerNode>& nodes() const { return start_.stored.site->power->nodes; }

    const FailureStart& start_;
    FailureOptions options_;
    std::stop_token stop_;
    FailureProgress progress_;
    std::shared_ptr<Cascade> cascade_;
    FailureSentences say_;
    LumpBuilder builder_;

    double timeS_ = 0.0;
    std::string cause_;        // of what follows now
    std::string lastingCause_; // and later, where that is but a start; empty: the same
    Outages out_;              // what failed, with what the conditions have out
    RacksDown down_;
    std::optional<EquipmentStarts> starts_;
    // Per power node, of generators on standby.
    std::vector<double> calledS_;   // when it was; none: NaN
    std::vector<double> readyS_;    // when it carries load; not called: NaN
    std::vector<double> fuelS_;     // left, as time at its rating
    std::vector<double> fuelBurnt_; // now, over that at its rating
    double fuelAtS_ = 0.0;          // of which fuelS_ is
    BreakerBank feeds_;             // per power node of the site
    BreakerBank circuits_;          // as FailureStart::circuits
    std::vector<Since> overSince_;  // per power node: when it came above its rating, and why
    Since circuitsSince_;           // of the first racks that have too few circuits
    std::vector<char> empty_;       // per store
    std::vector<char> drawn_;       // per store: it runs down
    std::vector<Since> since_;      // per store: when it began to, and why
    std::vector<double> chargeW_;   // per store: drawn to recharge it
    std::vector<char> alive_;       // per power node
    std::vector<char> overloaded_;
    std::vector<PowerNodeId> tripped_;

    PreparedCampusPtr kept_;
    SnapshotPtr now_;
    std::vector<PowerLoad> loads_;
    SiteLumps lumps_;
    std::vector<double> state_;
    std::vector<std::vector<double>> offsetsK_; // per hall and rack
    std::vector<LumpLimit> limits_;
    std::vector<Watched> watched_;
    std::vector<char> inletPassed_;   // per hall
    std::vector<char> coolantPassed_; // per CDU lump
    double inJ_ = 0.0;                // heat in the lumps at the beginning
    std::size_t changes_ = 0;         // samples of the series between regular times
    bool isAfter_ = false;            // the last of it is of what began at its time
};

} // namespace hallwright
