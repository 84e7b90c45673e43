#include "app/cli/hall_field.h"

#include "app/cli/choice.h"
#include "app/cli/nearest.h"
#include "core/physics/air_field.h"
#include "core/physics/buoyant_flow.h"
#include "core/simulation/hall_air_room.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

} // namespace

void addHallField(CLI::App& verb, HallFieldArguments& arguments, const std::string& cellsBy)
{
    addSiteAndScenario(verb, arguments.input);
    verb.add_option("--hall", arguments.hall, "the hall, or BUILDING/HALL where its name alone is not enough")
        ->required()
        ->option_text("NAME");
    verb.add_option("--cell", arguments.cellM,
                    "size of the grid's cells [m], 0.05 to 1; otherwise " + cellsBy)
        ->option_text("M");
}

void addAirModel(CLI::App& verb, HallFieldArguments& arguments)
{
    addChoice(
        verb, "--air", arguments.by,
        std::map<std::string, InletBasis>{{"field", InletBasis::Field}, {"flow", InletBasis::Flow}},
        "how the air is solved: field (default), a potential flow, at once; flow, with its momentum and "
        "buoyancy, on cells of 0.3 m, in some seconds");
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
    air.snapshot = arguments.input.runEstimated();
    air.hall = &hallNamed(*air.snapshot, arguments.hall);
    const Site& site = *air.snapshot->site;
    air.building = site.buildingOf(air.hall->hall->id).name;
    if (arguments.cellM)
        requireGrid(*air.hall->hall, *arguments.cellM);
    air.room = roomOf(*air.snapshot, *air.hall);
    return air;
}

SolvedAirPtr solvedField(const EvaluatedHall& air, const HallFieldArguments& arguments)
{
    showProgress("solving the air of " + air.name());
    SolvedAirPtr field;
    if (arguments.by == InletBasis::Flow) {
        BuoyantFlowOptions options;
        options.cellM = arguments.cellM.value_or(options.cellM);
        options.mostCells = static_cast<std::size_t>(mostCells);
        field = BuoyantFlow::solve(air.room, options);
    } else {
        AirFieldOptions options;
        options.cellM = arguments.cellM.value_or(0.0);
        field = AirField::solve(air.room, options);
    }
    showProgress({});
    if (field->report().usable())
        return field;
    throw AnswerIsNo(fmt::format("No air of {} was found. {}", air.name(), problemsOf(field->report())));
}

} // namespace hallwright::cli
