// The air of halls in three dimensions: of one, for the verbs that show, export or compare it; of all, for those that
// evaluate a site.
#pragma once

#include "app/cli/cli.h"
#include "core/physics/air_field.h"

#include <string>

namespace hallwright::cli {

struct HallFieldArguments {
    Evaluated input;
    std::string hall;
    std::optional<double> cellM;
};

// SITE, --outdoor, --wet-bulb, --without, --hall and --cell; `cellsBy` says what a cell is without the last.
void addHallField(CLI::App& verb, HallFieldArguments& arguments, const std::string& cellsBy);

// An evaluated hall and the room its air flows in.
struct EvaluatedHall {
    SnapshotPtr snapshot;
    const HallResult* hall = nullptr; // in the snapshot
    std::string building;
    AirRoom room;

    const std::string& name() const { return hall->hall->name; }
    std::vector<std::string> rackNames() const;
};

// Throws what Evaluated::run does, and UsageError for a hall that is not there, is not the only one of its name, or a
// cell that makes no grid of it.
EvaluatedHall evaluatedHall(const HallFieldArguments& arguments);

// Throws AnswerIsNo with the sentences of what keeps this air from being computed.
AirFieldPtr solvedField(const EvaluatedHall& air, const HallFieldArguments& arguments);

// What the inlet temperatures of a site shall rest on.
enum class InletChoice { Estimate, Field };

void addInletChoice(CLI::App& verb, InletChoice& air); // --air

// The input evaluated; with InletChoice::Field, the 3D field of every hall solved, several at a time, and its matrix put in
// place of the estimate, until flows and fields agree. A hall that has no field keeps its estimate, and a warning says
// why. Throws what Evaluated::run does.
SnapshotPtr evaluated(const Evaluated& input, InletChoice air);

} // namespace hallwright::cli
