// The verbs: each adds itself to the program and says which function to run when it is chosen.
#pragma once

#include "app/cli/cli.h"

#include <functional>
#include <map>
#include <string>

namespace hallwright::cli {

using Verbs = std::map<std::string, std::function<ExitCode()>>;

void addBuild(CLI::App& program, Verbs& verbs);
void addInfo(CLI::App& program, Verbs& verbs);
void addCapacity(CLI::App& program, Verbs& verbs);
void addCheck(CLI::App& program, Verbs& verbs);
void addDiff(CLI::App& program, Verbs& verbs);
void addEdit(CLI::App& program, Verbs& verbs);
void addApply(CLI::App& program, Verbs& verbs);
void addSolve(CLI::App& program, Verbs& verbs);
void addAnnual(CLI::App& program, Verbs& verbs);
void addFail(CLI::App& program, Verbs& verbs);
void addSweep(CLI::App& program, Verbs& verbs);
void addAvailability(CLI::App& program, Verbs& verbs);
void addGoodput(CLI::App& program, Verbs& verbs);
void addReport(CLI::App& program, Verbs& verbs);
void addPicture(CLI::App& program, Verbs& verbs);
void addField(CLI::App& program, Verbs& verbs);
void addExport(CLI::App& program, Verbs& verbs);
void addImport(CLI::App& program, Verbs& verbs);

} // namespace hallwright::cli
