#include "core/studies/goodput/goodput.h"

#include "core/model/errors.h"
#include "core/model/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace hallwright {

namespace {

constexpr double secondsOfHour = 3600.0;

void requireRange(double value, const char* what, double least, double most, const char* unit)
{
    if (!(value >= least && value <= most))
        throw InputError(fmt::format("The {} is {:g}{}, but must lie between {:g} and {:g}{}.", what, value,
                                     unit, least, most, unit));
}

void requireGoodputSense(const GoodputOptions& options)
{
    constexpr double dayS = 86400.0;
    requireRange(options.checkpointS, "time to write a checkpoint", 0.01, dayS, " s");
    requireRange(options.restartS, "time of a restart", 0.0, dayS, " s");
    if (options.intervalS)
        requireRange(*options.intervalS, "interval between checkpoints", 0.1, 100 * dayS, " s");
    requireRange(options.mtbfH, "mean time between interruptions of an accelerator", 1.0, 1e9, " h");
    requireRange(options.serverShare, "share of interruptions that take a server out", 0.0, 1.0, "");
    requireRange(static_cast<double>(options.acceleratorsPerServer), "number of accelerators of a server",
                 1.0, 1000.0, "");
    requireRange(options.repairH, "repair of a server", 0.01, 1e5, " h");
    for (std::size_t k = 0; k < equipmentKindCount; ++k)
        requireSense(options.rates.byKind[k], wordFor(static_cast<EquipmentKind>(k)));
}

class GoodputStudy
{
public:
    GoodputStudy(const Snapshot& snapshot, const GoodputOptions& options)
        : snapshot_(snapshot), options_(options), blocks_(blocksOf(snapshot, options.rates)),
          racks_(racksForJobs(snapshot, blocks_)), found_(std::make_shared<Goodput>())
    {
        found_->site = snapshot.site;
        found_->conditions = snapshot.conditions;
        found_->options = options;
    }

    GoodputPtr run(const std::stop_token& stop)
    {
        placeAll();
        findFacility();
        if (stop.stop_requested())
            return nullptr;
        findInterval();
        findSpares();
        findShares();
        found_->simulated = simulateJob(model_, options_.simulatedDays, options_.seed, stop);
        if (found_->simulated.stopped)
            return nullptr;
        findDomains();
        return found_;
    }

private:
    void placeAll()
    {
        for (const PlacedRack& rack : racks_)
            found_->siteAccelerators += rack.gpus;
        if (options_.accelerators < 1 || options_.accelerators > found_->siteAccelerators)
            throw InputError(
                fmt::format("The job has {} accelerators, but must have between 1 and the {} that are in "
                            "service on this site.",
                            grouped(static_cast<double>(options_.accelerators)),
                            grouped(static_cast<double>(found_->siteAccelerators))));
        constexpr std::size_t mostJobs = 8;
        const std::size_t fit = jobsThatFit(racks_, options_.accelerators);
        found_->jobs = options_.jobs.value_or(std::clamp<std::size_t>(fit, 1, mostJobs));
        packed_ = placeJobs(racks_, options_.accelerators, found_->jobs, Placement::Packed);
        spread_ = placeJobs(racks_, options_.accelerators, found_->jobs, Placement::Spread);
        found_->jobRacks = job().size();
        found_->jobAccelerators = set().gpus.front();
        std::size_t used = 0;
        for (const std::size_t gpus : set().gpus)
            used += gpus;
        found_->freeServers = (found_->siteAccelerators - used) / options_.acceleratorsPerServer;
    }

    const JobSet& set() const { return options_.placement == Placement::Packed ? packed_ : spread_; }
    const std::vector<std::size_t>& job() const { return set().racks.front(); }

    void findFacility()
    {
        std::set<BlockId> needed;
        for (const std::size_t rack : job())
            needed.insert(blocks_.groups[racks_[rack].group].runs);
        const BlockId all = blocks_.diagram.allOf({needed.begin(), needed.end()});
        ExactOutages exact(blocks_.diagram);
        found_->facilityIsKnown = exact.prepare(all);
        if (found_->facilityIsKnown)
            found_->facility = exact.of(all);
    }

    void findInterval()
    {
        const auto accelerators = static_cast<double>(options_.accelerators);
        const double componentsPerHour = accelerators / options_.mtbfH;
        found_->componentsPerDay = 24.0 * componentsPerHour;
        // Failures of the facility come while it works.
        const double facilityPerHour =
            found_->facility.outagesPerYear / hoursPerYear / std::max(found_->facility.availability(), 1e-9);
        found_->mtbfS = secondsOfHour / (componentsPerHour + facilityPerHour); // 1/M = N λ + f
        model_.times = {options_.checkpointS, options_.restartS, found_->mtbfS};
        found_->youngS = youngIntervalS(model_.times);
        found_->dalyS = dalyIntervalS(model_.times);
        found_->bestS = bestIntervalS(model_.times);
        found_->intervalS = model_.intervalS = options_.intervalS.value_or(found_->dalyS);
        // Of all interruptions, the facility's take no server.
        model_.serverShare = options_.serverShare * componentsPerHour / (componentsPerHour + facilityPerHour);
        model_.pool.servers = std::ceil(accelerators / static_cast<double>(options_.acceleratorsPerServer));
        model_.pool.repairH = options_.repairH;
        model_.pool.crews = options_.crews;
        model_.pool.shortOf = options_.shortOf;
    }

    void findSpares()
    {
        constexpr double mostWaiting = 0.001;
        ServerPool pool = model_.pool;
        pool.failuresPerHour = serverFailuresPerHour(model_);
        model_.pool.spares = options_.spares
                                 ? *options_.spares
                                 : sparesFor(pool, mostWaiting, found_->freeServers / found_->jobs);
        if (model_.pool.spares * found_->jobs > found_->freeServers)
            throw InputError(
                fmt::format("{} each are asked for as spares of {}, but the site has only {} beside "
                            "them.",
                            counted(model_.pool.spares, "server"), counted(found_->jobs, "job"),
                            counted(found_->freeServers, "server")));
        found_->spareServers = model_.pool.spares;
    }

    void findShares()
    {
        found_->expected = expectedJob(model_);
        const double up = found_->facility.availability();
        const TimeShares& of = found_->expected.shares;
        found_->shares = {of.useful * up, of.checkpoints * up, of.rework * up, of.restarts * up};
        found_->waitingServers = found_->expected.waiting * up;
        found_->waitingFacility = 1.0 - up;
    }

    void findDomains()
    {
        const double lostS = options_.restartS + (found_->intervalS + options_.checkpointS) / 2.0;
        found_->domains = domainCosts(snapshot_, blocks_, racks_, packed_, spread_, lostS);
        const SharedDomain* largest = nullptr;
        for (const SharedDomain& domain : found_->domains.domains) {
            const bool isWhole = domain.gpusDown >= found_->siteAccelerators; // nothing is left to move to
            if (!isWhole && domain.gpusDown > 0 && (!largest || domain.gpusDown > largest->gpusDown))
                largest = &domain;
        }
        if (!largest)
            return;
        found_->largestDomain = largest->worst;
        found_->largestDomainServers =
            (largest->gpusDown + options_.acceleratorsPerServer - 1) / options_.acceleratorsPerServer;
    }

    const Snapshot& snapshot_;
    const GoodputOptions& options_;
    SiteBlocks blocks_;
    std::vector<PlacedRack> racks_;
    JobSet packed_, spread_;
    JobModel model_;
    std::shared_ptr<Goodput> found_;
};

} // namespace

GoodputPtr goodputOf(const Snapshot& snapshot, const GoodputOptions& options, const std::stop_token& stop)
{
    requireGoodputSense(options);
    return GoodputStudy(snapshot, options).run(stop);
}

} // namespace hallwright
