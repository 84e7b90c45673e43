// The site a verb works on, evaluated under a scenario: one from its file, or one that the options spell out.
#pragma once

#include "app/cli/cli.h"
#include "core/model/scenario.h"
#include "core/simulation/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright::cli {

struct Evaluated {
    std::filesystem::path file;
    std::optional<std::string> branch;   // its name; none: the site itself
    std::optional<std::string> scenario; // its name; none: the site's design day
    std::optional<double> outdoorC;
    std::optional<double> wetBulbC;
    std::vector<std::string> without; // names of equipment out of service, besides the scenario's
    std::optional<LoadBasis> loads;
    std::optional<std::string> date;
    std::optional<InletBasis> inlets; // of verbs that offer --air

    // Loads and evaluates, with 3D fields of all halls where the scenario or --air ask for them. Throws UsageError,
    // StorageError or InputError.
    SnapshotPtr run() const;
    // The same for who prints figures. Throws AnswerIsNo as well, where a value makes no sense of any (core/simulation/sense.h).
    SnapshotPtr runWithFigures() const;
    // The same with estimated inlets whatever was asked for: what a field of one hall begins with.
    SnapshotPtr runEstimated() const;
    SnapshotPtr runEstimatedWithFigures() const; // both

private:
    Scenario scenarioOf(const Site& site) const;
};

// SITE, --branch, --scenario, --outdoor, --wet-bulb, --without, --loads and --date.
void addSiteAndScenario(CLI::App& verb, Evaluated& input);
void addInlets(CLI::App& verb, Evaluated& input); // --air

} // namespace hallwright::cli
