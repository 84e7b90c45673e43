#include "core/simulation/site_air.h"

#include "core/physics/air_field.h"
#include "core/simulation/hall_air_room.h"
#include "core/simulation/moves_alike.h"
#include "core/simulation/prepared_campus.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <fmt/format.h>
#include <mutex>
#include <thread>
#include <utility>

namespace hallwright {

namespace {

std::string problemsOf(const AirField& field)
{
    std::string sentences;
    for (const AirProblem& problem : field.report().problems)
        sentences += (sentences.empty() ? "" : " ") + problem.sentence;
    return sentences;
}

// The first, and how many more there are; "" without any.
std::string noticesOf(const AirField& field)
{
    const std::vector<AirProblem>& notices = field.report().notices;
    if (notices.empty())
        return {};
    const std::string& first = notices.front().sentence;
    return notices.size() == 1 ? first
                               : fmt::format("{} The verb field tells {} more.", first, notices.size() - 1);
}

// One thread to a hall, always: the sums of several differ in their last digits.
HallField fieldOf(const HallResult& hall, const Site& site, const std::stop_token& stop)
{
    AirFieldOptions options;
    options.threads = 1;
    const AirFieldPtr field = AirField::solve(
        airRoomOf(*hall.hall, *site.catalogue, hall, site.info.elevationM), options, nullptr, stop);
    if (!field)
        return {hall.hall->id, nullptr};
    if (!field->report().usable())
        return {hall.hall->id, nullptr,
                fmt::format("the inlets are estimated, for the air has no field: {}", problemsOf(*field))};
    return {hall.hall->id, field->matrix(hall.recirculation->layout(), {}, stop), noticesOf(*field)};
}

// Calls work(0) to work(count - 1) from several threads; what one throws is thrown again here.
template <class Work>
void inParallel(std::size_t count, Work work)
{
    constexpr std::size_t mostThreads = 8; // a field of 250,000 cells holds some 60 MB
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
    Rounds(const SiteAir& before, PreparedCampusPtr estimated, const AirProgressTold& progress,
           const std::stop_token& stop)
        : before_(before), kept_(std::move(estimated)), snapshot_(kept_->snapshot), progress_(progress),
          stop_(stop)
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
        AirProgress progress{0, halls.size(), round};
        std::mutex counting;
        inParallel(halls.size(), [&](std::size_t i) {
            if (stop_.stop_requested())
                return;
            found[i] = solvedOrKnown(snapshot_->halls[halls[i]]);
            const std::lock_guard lock(counting);
            ++progress.done;
            if (progress_)
                progress_(progress);
        });
        for (std::size_t i = 0; i < halls.size(); ++i) {
            if (!found[i].with || stop_.stop_requested())
                continue; // stopped half way
            used_[found[i].field.hall].push_back(found[i]);
            now_[found[i].field.hall] = std::move(found[i]);
        }
    }

    // A hall's result, and so its field, depends on hall, catalogue and inputs alone.
    Solved solvedOrKnown(const HallResultPtr& hall) const
    {
        const Site& site = *snapshot_->site;
        if (const auto known = before_.known_.find(hall->hall->id); known != before_.known_.end()) {
            for (const Solved& solved : known->second) {
                if (solved.with->hall == hall->hall && solved.catalogue == site.catalogue &&
                    solved.with->inputs == hall->inputs)
                    return solved;
            }
        }
        return {hall, site.catalogue, fieldOf(*hall, site, stop_)};
    }

    const SiteAir& before_;
    PreparedCampusPtr kept_;
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

std::optional<AirMatrices> SiteAir::solve(const PreparedCampusPtr& estimated, const AirProgressTold& progress,
                                          const std::stop_token& stop)
{
    Rounds rounds(*this, estimated, progress, stop);
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

SnapshotPtr evaluateWithAir(const SitePtr& site, const Conditions& conditions,
                            const AirProgressTold& progress, const std::stop_token& stop)
{
    PreparedCampusPtr kept;
    if (!evaluate(site, conditions, kept, stop))
        return nullptr;
    const auto air = SiteAir().solve(kept, progress, stop);
    return air ? evaluate(site, conditions, kept, stop, *air) : nullptr;
}

} // namespace hallwright
