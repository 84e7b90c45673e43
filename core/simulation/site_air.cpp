#include "core/simulation/site_air.h"

#include "core/physics/air_field.h"
#include "core/physics/buoyant_flow.h"
#include "core/simulation/hall_air_room.h"
#include "core/simulation/moves_alike.h"
#include "core/simulation/prepared_campus.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <fmt/format.h>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>

namespace hallwright {

namespace {

// The first, and how many more there are; "" without any.
std::string noticesOf(const AirFieldReport& report)
{
    const std::vector<AirProblem>& notices = report.notices;
    if (notices.empty())
        return {};
    const std::string& first = notices.front().sentence;
    return notices.size() == 1 ? first
                               : fmt::format("{} The verb field tells {} more.", first, notices.size() - 1);
}

// Swings that the stated ± covers are not worth a word.
std::string settlingOf(const BuoyantFlowReport& report)
{
    constexpr double coveredK = 0.5;
    return report.settled || report.largestChangeK <= coveredK
               ? std::string()
               : fmt::format("the air still swings after {} steps: inlets are its mean, of which one moved "
                             "by {:.1f} K in the last half of the steps.",
                             report.iterations, report.largestChangeK);
}

// One thread to a hall, always: the sums of several differ in their last digits.
AirFieldPtr airBy(AirFieldOptions options, AirRoom room, const std::stop_token& stop)
{
    options.threads = 1;
    return AirField::solve(std::move(room), options, nullptr, stop);
}

BuoyantFieldPtr airBy(BuoyantFlowOptions options, AirRoom room, const std::stop_token& stop)
{
    options.threads = 1;
    return BuoyantFlow::solve(std::move(room), options, nullptr, stop);
}

struct FoundAir {
    HallField field;
    bool isOfThisHall = false; // what is said of it names what stands here
};

template <class Options>
FoundAir solvedBy(const Options& options, InletBasis by, const HallResult& hall, AirRoom room,
                  const std::stop_token& stop)
{
    const auto air = airBy(options, std::move(room), stop);
    if (!air)
        return {{hall.hall->id, nullptr, {}, by}};
    if (air->report().hasNoSteadyState())
        return {{hall.hall->id, nullptr, problemsOf(air->report()), by}};
    if (!air->report().usable())
        return {
            {hall.hall->id, nullptr,
             fmt::format("the inlets are estimated, for the air has no field: {}", problemsOf(air->report())),
             by},
            true};
    std::string note = noticesOf(air->report());
    const bool isOfThisHall = !note.empty();
    if constexpr (std::is_same_v<Options, BuoyantFlowOptions>)
        note = note.empty() ? settlingOf(air->report()) : note;
    return {{hall.hall->id, air->matrix(hall.recirculation->layout(), {}, stop), std::move(note), by},
            isOfThisHall};
}

AirRoom withoutNames(AirRoom room)
{
    for (AirRack& rack : room.racks) {
        rack.name.clear();
        rack.id = {};
    }
    for (AirSupplyPatch& supply : room.supplies)
        supply.name.clear();
    for (AirReturnPatch& back : room.returns)
        back.name.clear();
    return room;
}

// Calls work(0) to work(count - 1) from several threads; what one throws is thrown again here.
template <class Work>
void inParallel(std::size_t count, Work work)
{
    constexpr std::size_t mostThreads = 8; // the air of 250,000 cells holds some 60 to 130 MB
    std::atomic<std::size_t> next = 0;
    std::exception_ptr failure;
    std::mutex failing;
    const auto take = [&] {
        try {
            for (std::size_t i = next++; i < count; i = next++)
                work(i);
        } catch (...) {
            const std::lock_guard lock(failing);
            failure = std::current_exception();
            next = count;
        }
    };
    {
        const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
        std::vector<std::jthread> helpers;
        for (std::size_t t = 1; t < std::min({count, cores, mostThreads}); ++t)
            helpers.emplace_back(take);
        take();
    }
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace

// One call of solve().
class SiteAir::Rounds
{
public:
    Rounds(const SiteAir& before, PreparedCampusPtr estimated, InletBasis by, const AirProgressTold& progress,
           const std::stop_token& stop)
        : before_(before), kept_(std::move(estimated)), by_(by), snapshot_(kept_->snapshot),
          progress_(progress), stop_(stop)
    {
    }

    // False if it was stopped.
    bool run()
    {
        // A field shifts flows by way of the server fans alone; the second round settles them.
        constexpr int most = 4;
        for (int round = 0; round < most; ++round) {
            const std::vector<std::size_t> stale = hallsToSolve();
            if (stale.empty())
                return true;
            solveHalls(stale, round);
            if (stop_.stop_requested())
                return false;
            snapshot_ = evaluate(snapshot_->site, snapshot_->conditions, kept_, stop_, matrices());
            if (!snapshot_)
                return false;
        }
        for (const std::size_t h : hallsToSolve())
            now_.at(snapshot_->halls[h]->hall->id).field.note = fmt::format(
                "the air and the racks' fans still changed each other after {} rounds; inlets are those "
                "of the last.",
                most);
        return true;
    }

    AirMatrices matrices() const
    {
        AirMatrices found;
        for (const auto& [hall, solved] : now_)
            found.push_back(solved.field);
        return found;
    }
    std::map<HallId, std::vector<Solved>> takeFields() { return std::move(used_); }

private:
    std::vector<std::size_t> hallsToSolve() const
    {
        std::vector<std::size_t> stale;
        for (std::size_t h = 0; h < snapshot_->halls.size(); ++h) {
            const HallResult& hall = *snapshot_->halls[h];
            const auto solved = now_.find(hall.hall->id);
            const bool fresh = solved != now_.end() && movesAlike(*solved->second.with, hall);
            if (!hall.racks.empty() && !fresh)
                stale.push_back(h);
        }
        return stale;
    }

    void solveHalls(const std::vector<std::size_t>& halls, int round)
    {
        std::vector<Solved> found(halls.size());
        for (std::size_t i = 0; i < halls.size(); ++i)
            found[i] = knownOrRoomOf(snapshot_->halls[halls[i]]);
        const std::vector<std::size_t> first = firstsOfAlike(found);
        AirProgress progress{0, halls.size(), round};
        std::mutex counting;
        inParallel(halls.size(), [&](std::size_t i) {
            if (stop_.stop_requested())
                return;
            if (first[i] == i && !found[i].with)
                solve(found[i], snapshot_->halls[halls[i]]);
            const std::lock_guard lock(counting);
            ++progress.done;
            if (progress_)
                progress_(progress);
        });
        for (std::size_t i = 0; i < halls.size(); ++i) {
            if (first[i] != i)
                takeOver(found[i], found[first[i]], snapshot_->halls[halls[i]]);
        }
        for (std::size_t i = 0; i < halls.size(); ++i) {
            if (!found[i].with || stop_.stop_requested())
                continue; // stopped half way
            found[i].room = nullptr;
            used_[found[i].field.hall].push_back(found[i]);
            now_[found[i].field.hall] = std::move(found[i]);
        }
    }

    // A hall's result, and so its air, depends on hall, catalogue and inputs alone. One that is still to be solved has no
    // `with`.
    Solved knownOrRoomOf(const HallResultPtr& hall) const
    {
        const Site& site = *snapshot_->site;
        if (const auto known = before_.known_.find(hall->hall->id); known != before_.known_.end()) {
            for (const Solved& solved : known->second) {
                if (solved.with->hall == hall->hall && solved.catalogue == site.catalogue &&
                    solved.field.by == by_ && solved.with->inputs == hall->inputs)
                    return solved;
            }
        }
        return {nullptr,
                site.catalogue,
                {},
                std::make_shared<const AirRoom>(
                    withoutNames(airRoomOf(*hall->hall, *site.catalogue, *hall, site.info.elevationM)))};
    }

    // Of each of these that is to be solved, the first with the same room, at which its air can be had.
    static std::vector<std::size_t> firstsOfAlike(const std::vector<Solved>& of)
    {
        std::vector<std::size_t> first(of.size());
        for (std::size_t i = 0; i < of.size(); ++i) {
            first[i] = i;
            for (std::size_t k = 0; k < i && !of[i].with && first[i] == i; ++k) {
                if (!of[k].with && first[k] == k && *of[k].room == *of[i].room)
                    first[i] = k;
            }
        }
        return first;
    }

    void solve(Solved& solved, const HallResultPtr& hall) const
    {
        const Site& site = *snapshot_->site;
        AirRoom room = airRoomOf(*hall->hall, *site.catalogue, *hall, site.info.elevationM);
        solved.with = hall;
        FoundAir found = by_ == InletBasis::Flow
                             ? flowOf(*hall, room)
                             : solvedBy(AirFieldOptions(), by_, *hall, std::move(room), stop_);
        solved.field = std::move(found.field);
        solved.isOfThisHall = found.isOfThisHall;
    }

    // One with a note is not kept, for the note would be lost.
    FoundAir flowOf(const HallResult& hall, const AirRoom& room) const
    {
        KnownAirs* store = before_.store_.get();
        if (auto known = store ? store->find(room, hall.recirculation->layout()) : nullptr)
            return {{hall.hall->id, std::move(known), {}, by_}};
        FoundAir found = solvedBy(BuoyantFlowOptions(), by_, hall, room, stop_);
        if (store && found.field.matrix && found.field.note.empty())
            store->keep(room, *found.field.matrix);
        return found;
    }

    // What is said of an air may name racks and handlers: such a one is solved in every hall.
    void takeOver(Solved& solved, const Solved& alike, const HallResultPtr& hall) const
    {
        const bool isSame = alike.with && alike.field.matrix && !alike.isOfThisHall &&
                            alike.field.matrix->layout() == hall->recirculation->layout();
        if (!isSame)
            return solve(solved, hall);
        solved.field = alike.field;
        solved.field.hall = hall->hall->id;
        solved.with = hall;
    }

    const SiteAir& before_;
    PreparedCampusPtr kept_;
    InletBasis by_;
    SnapshotPtr snapshot_; // the newest
    const AirProgressTold& progress_;
    const std::stop_token& stop_;
    std::map<HallId, Solved> now_;
    std::map<HallId, std::vector<Solved>> used_;
};

void SiteAir::remember(HallId hall, const std::vector<Solved>& fields)
{
    constexpr std::size_t most = 8; // of a hall that is edited faster than it is solved
    std::vector<Solved>& known = known_[hall];
    for (const Solved& field : fields) {
        const bool isKnown = std::any_of(known.begin(), known.end(),
                                         [&](const Solved& other) { return other.with == field.with; });
        if (!isKnown)
            known.push_back(field);
    }
    if (known.size() > most)
        known.erase(known.begin(), known.end() - most);
}

std::optional<AirMatrices> SiteAir::solve(const PreparedCampusPtr& estimated, InletBasis by,
                                          const AirProgressTold& progress, const std::stop_token& stop)
{
    Rounds rounds(*this, estimated, by, progress, stop);
    const bool complete = rounds.run();
    AirMatrices matrices = rounds.matrices();
    // What was stopped keeps what was known as well: the next call may want either.
    auto fields = rounds.takeFields();
    if (!complete) {
        for (auto& [hall, solved] : fields)
            remember(hall, solved);
        return std::nullopt;
    }
    known_ = std::move(fields);
    return matrices;
}

SnapshotPtr evaluateBy(InletBasis by, const SitePtr& site, const Conditions& conditions,
                       const AirProgressTold& progress, const std::stop_token& stop)
{
    PreparedCampusPtr kept;
    SnapshotPtr estimated = evaluate(site, conditions, kept, stop);
    if (!estimated || by == InletBasis::Estimate)
        return estimated;
    const auto air = SiteAir().solve(kept, by, progress, stop);
    return air ? evaluate(site, conditions, kept, stop, *air) : nullptr;
}

} // namespace hallwright
