#include "app/cli/hall_field.h"
#include "app/cli/named_object.h"
#include "app/cli/site_version.h"
#include "app/cli/verbs.h"
#include "core/exchange/floor_dxf.h"
#include "core/exchange/openfoam_case.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/storage/durable_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <optional>

namespace hallwright::cli {

namespace {

struct ExportArguments : HallFieldArguments {
    std::filesystem::path folder;
};

struct DxfArguments {
    std::filesystem::path site, drawing;
    std::optional<std::string> branch;
    std::string hall;
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

ExitCode exportDxf(const DxfArguments& arguments)
{
    requireDistinct(arguments.site, arguments.drawing);
    const SitePtr site = loadVersion(arguments.site, arguments.branch);
    const HallId hall{objectNamed(*site, ObjectKind::Hall, arguments.hall, "--hall").id};
    replaceFile(arguments.drawing, floorDxf(*site, site->hall(hall)));
    return ExitCode::Fine;
}

void addDxf(CLI::App& verb, DxfArguments& arguments)
{
    CLI::App* dxf = verb.add_subcommand("dxf", "Write a hall's floor plan as a drawing for CAD: DXF of "
                                               "release 12, in metres, each kind on its own layer.");
    dxf->add_option("SITE", arguments.site, "the .hallwright site file")->required();
    addBranch(*dxf, arguments.branch);
    dxf->add_option("--hall", arguments.hall, "the hall, or BUILDING/HALL where its name alone is not enough")
        ->required()
        ->option_text("NAME");
    dxf->add_option("-o,--output", arguments.drawing, "the drawing")->required()->option_text("FILE");
    dxf->footer("Example:\n  hallwright-cli export dxf site.hallwright --hall \"Hall A\" -o hall.dxf");
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
    const auto drawing = std::make_shared<DxfArguments>();
    addDxf(*verb, *drawing);
    verbs["export"] = [arguments, drawing, openFoam] {
        return openFoam->parsed() ? exportOpenFoam(*arguments) : exportDxf(*drawing);
    };
}

} // namespace hallwright::cli
