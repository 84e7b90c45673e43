#include "app/cli/hall_field.h"
#include "app/cli/verbs.h"
#include "core/exchange/openfoam_case.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/storage/durable_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace hallwright::cli {

namespace {

struct ExportArguments : HallFieldArguments {
    std::filesystem::path folder;
};

// Before anything is computed, so that no one waits for a refusal.
void requireEmpty(const std::filesystem::path& folder)
{
    std::error_code error;
    if (std::filesystem::exists(folder, error) && !std::filesystem::is_directory(folder, error))
        throw StorageError(fmt::format("{} is a file; name a folder.", folder.string()));
    if (std::filesystem::is_directory(folder, error) && !std::filesystem::is_empty(folder, error))
        throw StorageError(
            fmt::format("{} is not empty; name a folder that is, or a new one.", folder.string()));
}

void write(const std::vector<CaseFile>& files, const std::filesystem::path& folder)
{
    for (const CaseFile& file : files) {
        const std::filesystem::path path = folder / file.path;
        std::error_code error;
        std::filesystem::create_directories(path.parent_path(), error);
        if (error)
            throw StorageError(
                fmt::format("{} cannot be made: {}.", path.parent_path().string(), error.message()));
        replaceFile(path, file.text);
        if (file.executable) {
            using std::filesystem::perms;
            std::filesystem::permissions(path, perms::owner_exec | perms::group_exec | perms::others_exec,
                                         std::filesystem::perm_options::add, error);
        }
    }
}

ExitCode exportOpenFoam(const ExportArguments& arguments)
{
    requireEmpty(arguments.folder);
    const EvaluatedHall air = evaluatedHall(arguments);
    solvedField(air, arguments); // what our own field cannot compute, CFD would fail at hours later
    OpenFoamOptions options;
    options.cellM = arguments.cellM.value_or(options.cellM);
    options.title = fmt::format("{}, {}, {}", air.name(), air.building, air.snapshot->site->info.name);
    const std::vector<CaseFile> files = openFoamCase(air.room, options);
    write(files, arguments.folder);
    print(fmt::format("{}: {} in {}; run {}\n", air.name(), counted(files.size(), "file"),
                      arguments.folder.string(), (arguments.folder / "Allrun").string()));
    return ExitCode::Fine;
}

} // namespace

void addExport(CLI::App& program, Verbs& verbs)
{
    CLI::App* verb = program.add_subcommand("export", "Write a hall for another program.");
    verb->require_subcommand(1);
    const auto arguments = std::make_shared<ExportArguments>();
    CLI::App* openFoam = verb->add_subcommand(
        "openfoam", "Write a case for OpenFOAM's buoyantSimpleFoam that is ready to run: steady "
                    "CFD with buoyancy of the same air that field computes.");
    addHallField(*openFoam, *arguments, "0.15");
    openFoam->add_option("-o,--output", arguments->folder, "the case's folder, new or empty")
        ->required()
        ->option_text("DIR");
    const std::string example =
        "Example:\n  hallwright-cli export openfoam site.hallwright --hall \"Hall A\" -o case";
    openFoam->footer(example + " && case/Allrun");
    verb->footer(example);
    verbs["export"] = [arguments] { return exportOpenFoam(*arguments); };
}

} // namespace hallwright::cli
