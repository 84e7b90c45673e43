#include "core/studies/goodput/job_placement.h"

#include "core/layout/rows.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/studies/availability/exact_outages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace hallwright {

namespace {

constexpr std::size_t noJob = static_cast<std::size_t>(-1);

// Which job each rack is of.
std::vector<std::size_t> jobOfRacks(const JobSet& jobs, std::size_t racks)
{
    std::vector<std::size_t> of(racks, noJob);
    for (std::size_t j = 0; j < jobs.racks.size(); ++j) {
        for (const std::size_t rack : jobs.racks[j])
            of[rack] = j;
    }
    return of;
}

class DomainStudy
{
public:
    DomainStudy(const std::vector<PlacedRack>& racks, const JobSet& packed, const JobSet& spread,
                double lostS)
        : racks_(racks), packed_(packed), spread_(spread), packedOf_(jobOfRacks(packed, racks.size())),
          spreadOf_(jobOfRacks(spread, racks.size())), lostH_(lostS / 3600.0)
    {
    }

    // `perYear`: how often it fails.
    void add(const std::string& what, const std::string& name, const std::vector<std::size_t>& down,
             double perYear)
    {
        const auto [place, isNew] = places_.emplace(what, costs.domains.size());
        if (isNew)
            costs.domains.emplace_back().what = what;
        SharedDomain& domain = costs.domains[place->second];
        ++domain.things;
        if (down.empty())
            return;
        ++domain.withLoss;
        const FailureCost packed = costOf(packed_, packedOf_, down);
        const FailureCost spread = costOf(spread_, spreadOf_, down);
        domain.failuresPerYear += packed.jobsHit + spread.jobsHit > 0 ? perYear : 0.0;
        costs.packedInterruptionsPerJobYear += perYear * perJob(packed, packed_);
        costs.spreadInterruptionsPerJobYear += perYear * perJob(spread, spread_);
        std::size_t gpus = 0;
        for (const std::size_t rack : down)
            gpus += racks_[rack].gpus;
        if (gpus <= domain.gpusDown)
            return;
        domain.gpusDown = gpus;
        domain.racksDown = down.size();
        domain.worst = name;
        domain.packed = packed;
        domain.spread = spread;
    }

    DomainCosts costs;

private:
    static double perJob(const FailureCost& cost, const JobSet& jobs)
    {
        return static_cast<double>(cost.jobsHit) / static_cast<double>(jobs.racks.size());
    }

    FailureCost costOf(const JobSet& jobs, const std::vector<std::size_t>& jobOf,
                       const std::vector<std::size_t>& down) const
    {
        std::map<std::size_t, std::size_t> racksOf;
        for (const std::size_t rack : down) {
            if (jobOf[rack] != noJob)
                ++racksOf[jobOf[rack]];
        }
        FailureCost cost;
        cost.jobsHit = racksOf.size();
        for (const auto& [job, count] : racksOf) {
            cost.acceleratorsStopped += static_cast<double>(jobs.gpus[job]);
            cost.largestShareOfAJob =
                std::max(cost.largestShareOfAJob,
                         static_cast<double>(count) / static_cast<double>(jobs.racks[job].size()));
        }
        cost.acceleratorHours = cost.acceleratorsStopped * lostH_;
        return cost;
    }

    const std::vector<PlacedRack>& racks_;
    const JobSet& packed_;
    const JobSet& spread_;
    std::vector<std::size_t> packedOf_;
    std::vector<std::size_t> spreadOf_;
    double lostH_;
    std::map<std::string, std::size_t> places_;
};

void addElements(DomainStudy& study, const Snapshot& snapshot, const SiteBlocks& blocks,
                 const std::vector<PlacedRack>& racks)
{
    const std::vector<char> all(blocks.elements.size(), 1);
    const std::vector<char> before = blocks.diagram.worksWith(all);
    std::vector<char> works = all;
    for (std::size_t e = 0; e < blocks.elements.size(); ++e) {
        works[e] = 0;
        const std::vector<char> after = blocks.diagram.worksWith(works);
        works[e] = 1;
        std::vector<std::size_t> down;
        for (std::size_t r = 0; r < racks.size(); ++r) {
            const BlockId runs = blocks.groups[racks[r].group].runs;
            if (before[runs] && !after[runs])
                down.push_back(r);
        }
        study.add(std::string(wordFor(blocks.elements[e].kind)), nameOf(*snapshot.site, blocks.elements[e]),
                  down, blocks.diagram.elements()[e].failuresPerHour() * hoursPerYear);
    }
}

void addRowsAndRacks(DomainStudy& study, const Snapshot& snapshot, const std::vector<PlacedRack>& racks)
{
    std::map<std::int64_t, std::vector<std::size_t>> rows;
    for (std::size_t r = 0; r < racks.size(); ++r) {
        if (racks[r].row > 0)
            rows[racks[r].row].push_back(r);
    }
    for (const auto& [row, members] : rows) {
        const Hall& hall = *snapshot.halls[racks[members.front()].hall]->hall;
        const auto found = std::ranges::find(hall.rows, RowId{row}, &Row::id);
        study.add(
            "leaf switches of a row",
            fmt::format("row {} of {}", found == hall.rows.end() ? std::string() : found->name, hall.name),
            members, 0.0);
    }
    for (std::size_t r = 0; r < racks.size(); ++r)
        study.add("rack", snapshot.halls[racks[r].hall]->hall->racks[racks[r].rack].name, {r}, 0.0);
}

} // namespace

std::string_view nameOf(Placement placement)
{
    return placement == Placement::Packed ? "packed" : "spread";
}

std::vector<PlacedRack> racksForJobs(const Snapshot& snapshot, const SiteBlocks& blocks)
{
    std::vector<PlacedRack> racks;
    for (std::size_t g = 0; g < blocks.groups.size(); ++g) {
        const RackGroup& group = blocks.groups[g];
        const Hall& hall = *snapshot.halls[group.hall]->hall;
        for (const std::size_t r : group.racks) {
            if (hall.racks[r].gpuCount <= 0)
                continue;
            const std::optional<std::size_t> row = rowAt(hall, hall.racks[r].pose.position());
            racks.push_back({group.hall, r, g, static_cast<std::size_t>(hall.racks[r].gpuCount),
                             row ? hall.rows[*row].id.value : 0});
        }
    }
    std::ranges::stable_sort(racks, [](const PlacedRack& a, const PlacedRack& b) {
        return std::pair(a.hall, a.rack) < std::pair(b.hall, b.rack);
    });
    return racks;
}

std::size_t jobsThatFit(const std::vector<PlacedRack>& racks, std::size_t accelerators)
{
    std::size_t jobs = 0;
    std::size_t sum = 0;
    for (const PlacedRack& rack : racks) {
        sum += rack.gpus;
        if (sum >= accelerators) {
            ++jobs;
            sum = 0;
        }
    }
    return jobs;
}

JobSet placeJobs(const std::vector<PlacedRack>& racks, std::size_t accelerators, std::size_t jobs,
                 Placement placement)
{
    const std::size_t fit = accelerators == 0 ? 0 : jobsThatFit(racks, accelerators);
    if (jobs == 0 || jobs > fit)
        throw InputError(fmt::format(
            "{} of {} accelerators each do not fit: the site has racks in service for {}.",
            counted(jobs, "job"), grouped(static_cast<double>(accelerators)), counted(fit, "such job")));
    const std::size_t apart = placement == Placement::Packed ? 1 : fit;
    JobSet set;
    std::vector<char> taken(racks.size(), 0);
    for (std::size_t j = 0; j < jobs; ++j) {
        std::vector<std::size_t>& own = set.racks.emplace_back();
        std::size_t gpus = 0;
        const auto take = [&](std::size_t r) {
            if (gpus >= accelerators || taken[r])
                return;
            taken[r] = 1;
            own.push_back(r);
            gpus += racks[r].gpus;
        };
        for (std::size_t r = apart == 1 ? 0 : j % apart; r < racks.size(); r += apart)
            take(r);
        for (std::size_t r = 0; r < racks.size(); ++r) // what the pattern left
            take(r);
        set.gpus.push_back(gpus);
    }
    return set;
}

DomainCosts domainCosts(const Snapshot& snapshot, const SiteBlocks& blocks,
                        const std::vector<PlacedRack>& racks, const JobSet& packed, const JobSet& spread,
                        double lostS)
{
    DomainStudy study(racks, packed, spread, lostS);
    addElements(study, snapshot, blocks, racks);
    addRowsAndRacks(study, snapshot, racks);
    std::ranges::stable_sort(study.costs.domains, std::ranges::greater(), &SharedDomain::gpusDown);
    return std::move(study.costs);
}

} // namespace hallwright
