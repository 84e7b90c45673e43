// The air of one hall in three dimensions, for the verbs that show, export or compare it.
#pragma once

#include "app/cli/evaluated.h"
#include "core/physics/solved_air.h"

#include <string>

namespace hallwright::cli {

struct HallFieldArguments {
    Evaluated input;
    std::string hall;
    std::optional<double> cellM;
    InletBasis by = InletBasis::Field; // or Flow
};

// SITE and scenario, --hall and --cell; `cellsBy` says what a cell is without the last.
void addHallField(CLI::App& verb, HallFieldArguments& arguments, const std::string& cellsBy);
void addAirModel(CLI::App& verb, HallFieldArguments& arguments); // --air

// An evaluated hall and the room its air flows in.
struct EvaluatedHall {
    SnapshotPtr snapshot;
    const HallResult* hall = nullptr; // in the snapshot
    std::string building;
    AirRoom room;

    const std::string& name() const { return hall->hall->name; }
    std::vector<std::string> rackNames() const;
};

// Throws what Evaluated::runEstimated does, and UsageError for a hall that is not there, is not the only one of its name, or a
// cell that makes no grid of it.
EvaluatedHall evaluatedHall(const HallFieldArguments& arguments);

// Throws AnswerIsNo with the sentences of what keeps this air from being computed.
SolvedAirPtr solvedField(const EvaluatedHall& air, const HallFieldArguments& arguments);

} // namespace hallwright::cli
