#include "app/cli/hall_field.h"

#include "app/cli/choice.h"
#include "app/cli/nearest.h"
#include "core/simulation/affected.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/hall_air_room.h"
#include "core/simulation/moves_alike.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace hallwright::cli {

namespace {

constexpr double leastCellM = 0.05;
constexpr double mostCellM = 1.0;
constexpr double mostCells = 20e6; // about 7 GB

const HallResult& hallNamed(const Snapshot& snapshot, const std::string& name)
{
    std::vector<const HallResult*> found;
    std::vector<std::string> names;
    std::vector<std::string> paths; // of those found
    for (const HallResultPtr& hall : snapshot.halls) {
        const std::string path = snapshot.site->buildingOf(hall->hall->id).name + '/' + hall->hall->name;
        names.push_back(hall->hall->name);
        if (hall->hall->name == name || path == name) {
            found.push_back(hall.get());
            paths.push_back(path);
        }
    }
    if (found.empty()) {
        const std::vector<std::string> nearest = nearestTo(name, names);
        if (nearest.empty())
            throw UsageError(fmt::format("--hall: \"{}\" is not in this site, which has no hall.", name));
        throw UsageError(fmt::format("--hall: no hall is named \"{}\"; the nearest {} {}.", name,
                                     nearest.size() == 1 ? "is" : "are", listed(nearest)));
    }
    if (found.size() > 1) {
        constexpr std::size_t shown = 3;
        paths.resize(std::min(paths.size(), shown));
        throw UsageError(fmt::format("--hall: \"{}\" names {} halls; say which, as {}.", name, found.size(),
                                     listed(paths)));
    }
    return *found.front();
}

void requireGrid(const Hall& hall, double cellM)
{
    if (!(cellM >= leastCellM && cellM <= mostCellM))
        throw UsageError(
            fmt::format("--cell is {} m, but must lie between {} and {} m.", cellM, leastCellM, mostCellM));
    const double cells = hall.widthM * hall.depthM * hall.heightM / std::pow(cellM, 3);
    if (cells > mostCells)
        throw UsageError(
            fmt::format("--cell: cells of {} m make {:.0f} million of hall {}, but at most {:.0f} "
                        "million are solved; choose larger ones.",
                        cellM, cells / 1e6, hall.name, mostCells / 1e6));
}

AirRoom roomOf(const Snapshot& snapshot, const HallResult& hall)
{
    return airRoomOf(*hall.hall, *snapshot.site->catalogue, hall, snapshot.site->info.elevationM);
}

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

// The fields of all halls of a site, brought into agreement with what the site's evaluation makes of them.
class SiteAir
{
public:
    explicit SiteAir(SnapshotPtr estimated) : snapshot_(std::move(estimated)) {}

    SnapshotPtr solve()
    {
        for (int round = 0; round < mostRounds; ++round) {
            const std::vector<std::size_t> stale = hallsToSolve();
            if (stale.empty())
                break;
            solveFields(stale, round);
            takeMatrices();
        }
        showProgress({});
        return withWarnings();
    }

private:
    // A field shifts flows by way of the server fans alone; the second round settles them.
    static constexpr int mostRounds = 4;

    struct HallAirState {
        HallResultPtr solvedWith;
        std::shared_ptr<const RecirculationMatrix> matrix{};
        std::string problems{}; // why there is no matrix
        std::string notices{};  // what the field leaves out or lets pass elsewhere
    };

    std::vector<std::size_t> hallsToSolve() const
    {
        std::vector<std::size_t> stale;
        for (std::size_t h = 0; h < snapshot_->halls.size(); ++h) {
            const HallResult& now = *snapshot_->halls[h];
            const auto state = states_.find(now.hall->id);
            const bool fresh = state != states_.end() && movesAlike(*state->second.solvedWith, now);
            if (!now.racks.empty() && !fresh)
                stale.push_back(h);
        }
        return stale;
    }

    void solveFields(const std::vector<std::size_t>& halls, int round)
    {
        std::vector<HallAirState> found(halls.size());
        std::size_t done = 0;
        std::mutex counting;
        AirFieldOptions options;
        if (halls.size() > 1)
            options.threads = 1; // one hall to a thread
        inParallel(halls.size(), [&](std::size_t i) {
            found[i] = stateOf(snapshot_->halls[halls[i]], options);
            const std::lock_guard lock(counting);
            showProgress(fmt::format("air of hall {} of {}{}", ++done, halls.size(),
                                     round == 0 ? "" : ", again with the flows it leads to"));
        });
        for (std::size_t i = 0; i < halls.size(); ++i)
            states_[snapshot_->halls[halls[i]]->hall->id] = std::move(found[i]);
    }

    HallAirState stateOf(const HallResultPtr& hall, const AirFieldOptions& options) const
    {
        const AirFieldPtr field = AirField::solve(roomOf(*snapshot_, *hall), options);
        if (!field->report().usable())
            return {.solvedWith = hall, .problems = problemsOf(*field)};
        return {.solvedWith = hall,
                .matrix = field->matrix(hall->recirculation->layout()),
                .notices = noticesOf(*field)};
    }

    void takeMatrices()
    {
        AirMatrices matrices;
        for (const auto& [hall, state] : states_) {
            if (state.matrix)
                matrices.emplace_back(hall, state.matrix);
        }
        snapshot_ = evaluate(snapshot_->site, snapshot_->conditions, snapshot_.get(), {}, matrices);
    }

    SnapshotPtr withWarnings() const
    {
        const auto result = std::make_shared<Snapshot>(*snapshot_);
        for (const HallResultPtr& hall : snapshot_->halls) {
            const auto found = states_.find(hall->hall->id);
            if (found == states_.end())
                continue;
            const HallAirState& state = found->second;
            if (!state.matrix)
                result->warnings.push_back(fmt::format("The inlets of {} are estimated, for its air has no "
                                                       "field: {}",
                                                       hall->hall->name, state.problems));
            else if (!state.notices.empty())
                result->warnings.push_back(
                    fmt::format("In the air of {}: {}", hall->hall->name, state.notices));
        }
        Affected unsettled;
        for (const std::size_t h : hallsToSolve())
            unsettled.add(snapshot_->halls[h]->hall->name);
        if (unsettled.count > 0)
            result->warnings.push_back(
                fmt::format("The air of {} and the racks' fans there still changed each other after {} "
                            "rounds; inlets are those of the last.",
                            unsettled.of("halls"), mostRounds));
        result->solveMs =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
        return result;
    }

    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    SnapshotPtr snapshot_; // the newest
    std::map<HallId, HallAirState> states_;
};

} // namespace

void addHallField(CLI::App& verb, HallFieldArguments& arguments, const std::string& cellsBy)
{
    addSiteAndConditions(verb, arguments.input);
    addOutages(verb, arguments.input);
    verb.add_option("--hall", arguments.hall, "the hall, or BUILDING/HALL where its name alone is not enough")
        ->required()
        ->option_text("NAME");
    verb.add_option("--cell", arguments.cellM,
                    "size of the grid's cells [m], 0.05 to 1; otherwise " + cellsBy)
        ->option_text("M");
}

std::vector<std::string> EvaluatedHall::rackNames() const
{
    std::vector<std::string> names;
    for (const Rack& rack : hall->hall->racks)
        names.push_back(rack.name);
    return names;
}

EvaluatedHall evaluatedHall(const HallFieldArguments& arguments)
{
    EvaluatedHall air;
    air.snapshot = arguments.input.run();
    air.hall = &hallNamed(*air.snapshot, arguments.hall);
    const Site& site = *air.snapshot->site;
    air.building = site.buildingOf(air.hall->hall->id).name;
    if (arguments.cellM)
        requireGrid(*air.hall->hall, *arguments.cellM);
    air.room = roomOf(*air.snapshot, *air.hall);
    return air;
}

AirFieldPtr solvedField(const EvaluatedHall& air, const HallFieldArguments& arguments)
{
    AirFieldOptions options;
    options.cellM = arguments.cellM.value_or(0.0);
    showProgress("solving the air of " + air.name());
    AirFieldPtr field = AirField::solve(air.room, options);
    showProgress({});
    if (field->report().usable())
        return field;
    throw AnswerIsNo(problemsOf(*field));
}

void addInletChoice(CLI::App& verb, InletChoice& air)
{
    const std::map<std::string, InletChoice> choices = {{"estimate", InletChoice::Estimate},
                                                        {"field", InletChoice::Field}};
    addChoice(verb, "--air", air, choices,
              "what rack inlets rest on: estimate (default), from geometry and at once; field, the 3D air of "
              "every hall, a fraction of a second each");
}

SnapshotPtr evaluated(const Evaluated& input, InletChoice air)
{
    SnapshotPtr estimated = input.run();
    return air == InletChoice::Estimate ? estimated : SiteAir(std::move(estimated)).solve();
}

} // namespace hallwright::cli
