#include "app/cli/hall_field.h"
#include "app/cli/import_device_types.h"
#include "app/cli/verbs.h"
#include "core/exchange/field_image.h"
#include "core/exchange/rack_inlets.h"
#include "core/exchange/vtk_values.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/storage/durable_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>
#include <limits>
#include <memory>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ImportArguments : HallFieldArguments {
    std::filesystem::path file;
    std::filesystem::path difference;
    bool json = false;
};

// Inlets of one hall three ways: the file's, the field's and those of the lumped model.
struct Comparison {
    EvaluatedHall air;
    SolvedAirPtr field;
    std::optional<SampledTemperature> sampled; // where the file is a field itself
    std::vector<std::optional<double>> fileC;
    std::vector<double> fieldC;
    std::vector<double> lumpedC;
    InletDifference ofField;
    InletDifference ofLumped;
};

// ".csv" of "INLETS.CSV" too, as from a Windows share.
std::string endingOf(const std::filesystem::path& file)
{
    return vtk::lowerCase(file.extension().string());
}

void readInlets(const std::filesystem::path& file, Comparison& comparison)
{
    const EvaluatedHall& air = comparison.air;
    const std::string ending = endingOf(file);
    if (ending == ".csv") {
        comparison.fileC = readInletsCsv(file, air.building, air.name(), air.rackNames());
    } else if (ending == ".vti" || ending == ".vtk") {
        comparison.sampled = readSampledTemperature(file);
        for (const AirRack& rack : air.room.racks)
            comparison.fileC.push_back(inletFrom(*comparison.sampled, rack));
    } else
        throw UsageError(fmt::format("{} is neither .csv, .vti nor .vtk.", file.string()));
}

Comparison compared(const ImportArguments& arguments)
{
    Comparison result;
    result.air = evaluatedHall(arguments);
    readInlets(arguments.file, result);
    result.field = solvedField(result.air, arguments);
    for (std::size_t i = 0; i < result.air.room.racks.size(); ++i) {
        result.fieldC.push_back(result.field->racks()[i].inletC);
        result.lumpedC.push_back(result.air.hall->racks[i].inletC);
    }
    result.ofField = differenceOf(result.fieldC, result.fileC);
    result.ofLumped = differenceOf(result.lumpedC, result.fileC);
    if (result.ofField.racks == 0)
        throw InputError(fmt::format("{} has no inlet of any rack of hall {}.", arguments.file.string(),
                                     result.air.name()));
    return result;
}

// Ours minus the file's in each cell with air; NaN where either has none.
CellImage differenceImage(const Comparison& comparison)
{
    CellImage image = imageOf(*comparison.field);
    CellImage::Floats difference{"difference_k", 1, {}};
    const AirGrid& grid = comparison.field->grid();
    difference.values.assign(grid.count(), std::numeric_limits<float>::quiet_NaN());
    for (int k = 0; k < grid.cells[2]; ++k) {
        for (int j = 0; j < grid.cells[1]; ++j) {
            for (int i = 0; i < grid.cells[0]; ++i) {
                const std::size_t cell = grid.index(i, j, k);
                const auto theirs = comparison.sampled->at(
                    {(i + 0.5) * grid.cellM, (j + 0.5) * grid.cellM, (k + 0.5) * grid.cellM});
                if (theirs)
                    difference.values[cell] =
                        comparison.field->temperatureC()[cell] - static_cast<float>(*theirs);
            }
        }
    }
    image.floats.insert(image.floats.begin(), std::move(difference));
    return image;
}

Json differenceJson(const InletDifference& difference, const std::vector<std::string>& names)
{
    return {{"racks", difference.racks},
            {"mean_k", difference.meanK},
            {"rmse_k", difference.rmsK},
            {"worst_k", difference.worstK},
            {"worst_rack", difference.worst ? Json(names[*difference.worst]) : Json(nullptr)}};
}

Json asJson(const Comparison& comparison, const std::filesystem::path& file)
{
    const auto names = comparison.air.rackNames();
    Json root = {{"hall", comparison.air.name()},
                 {"building", comparison.air.building},
                 {"file", file.string()},
                 {"field", differenceJson(comparison.ofField, names)},
                 {"lumped", differenceJson(comparison.ofLumped, names)},
                 {"racks", Json::array()}};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto theirs = comparison.fileC[i];
        const auto orNull = [&](double value) { return theirs ? Json(value) : Json(nullptr); };
        root["racks"].push_back(
            {{"rack", names[i]},
             {"file_c", orNull(theirs.value_or(0.0))},
             {"field_c", comparison.fieldC[i]},
             {"lumped_c", comparison.lumpedC[i]},
             {"field_difference_k", orNull(comparison.fieldC[i] - theirs.value_or(0.0))},
             {"lumped_difference_k", orNull(comparison.lumpedC[i] - theirs.value_or(0.0))}});
    }
    return root;
}

std::string asText(const Comparison& comparison, const std::filesystem::path& file)
{
    const auto names = comparison.air.rackNames();
    std::string text =
        fmt::format("{}, {}: {} of {} against {}\n\n", comparison.air.name(), comparison.air.building,
                    comparison.ofField.racks, counted(names.size(), "inlet"), file.string());
    const auto out = std::back_inserter(text);
    if (comparison.sampled && comparison.sampled->unitRead() != TemperatureUnit::Celsius)
        fmt::format_to(out, "{} is taken to be in {}\n\n", comparison.sampled->name(),
                       nameOf(comparison.sampled->unitRead()));
    if (comparison.sampled && comparison.sampled->leftOut() > 0)
        fmt::format_to(out, "{} of {} left out: no temperature of air\n\n",
                       counted(comparison.sampled->leftOut(), "value"), comparison.sampled->name());
    fmt::format_to(out, "{:<10}{:>10}{:>10}{:>10}\n", "", "mean", "RMSE", "worst");
    const auto summary = [&](const char* name, const InletDifference& difference) {
        fmt::format_to(out, "{:<10}{:>+8.2f} K{:>8.2f} K{:>+8.2f} K  {}\n", name, difference.meanK,
                       difference.rmsK, difference.worstK,
                       difference.worst ? names[*difference.worst] : std::string());
    };
    summary("field", comparison.ofField);
    summary("lumped", comparison.ofLumped);
    fmt::format_to(out, "\n{:<20}{:>10}{:>18}{:>18}\n", "inlet", "file", "field", "lumped");
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!comparison.fileC[i])
            continue;
        const double theirs = *comparison.fileC[i];
        fmt::format_to(out, "{:<20}{:>7.2f} °C{:>7.2f} °C {:>+5.2f} K{:>7.2f} °C {:>+5.2f} K\n", names[i],
                       theirs, comparison.fieldC[i], comparison.fieldC[i] - theirs, comparison.lumpedC[i],
                       comparison.lumpedC[i] - theirs);
    }
    return text;
}

ExitCode importInlets(const ImportArguments& arguments)
{
    if (!arguments.difference.empty()) {
        requireDistinct(arguments.input.file, arguments.difference);
        requireDistinct(arguments.file, arguments.difference);
        if (endingOf(arguments.file) == ".csv")
            throw UsageError("--difference needs a field; a CSV file has inlets alone.");
    }
    const Comparison comparison = compared(arguments);
    if (!arguments.difference.empty())
        replaceFile(arguments.difference, vtiOf(differenceImage(comparison)));
    print(arguments.json ? asJson(comparison, arguments.file).dump(2) + '\n'
                         : asText(comparison, arguments.file));
    return ExitCode::Fine;
}

} // namespace

void addImport(CLI::App& program, Verbs& verbs)
{
    CLI::App* verb = program.add_subcommand(
        "import", "Take in device types, or compare with what another program or sensors found.");
    verb->require_subcommand(1);
    const auto arguments = std::make_shared<ImportArguments>();
    CLI::App* inlets = verb->add_subcommand(
        "inlets",
        "Compare a hall's rack inlet temperatures, by the field and by the lumped model, with those of a "
        "CSV file (columns rack and inlet_c, or inlet_f, inlet_k), a .vti or a legacy .vtk file. The site "
        "stays as it is.");
    addHallField(*inlets, *arguments, "0.15 to 0.3, for at most 250,000 cells");
    addAirModel(*inlets, *arguments);
    inlets->add_option("FILE", arguments->file, "the .csv, .vti or .vtk file; metres in the hall's frame")
        ->required();
    inlets->add_option("--difference", arguments->difference,
                       "also write ours minus the file's in every cell as VTK ImageData; not of a CSV file");
    inlets->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each key");
    const std::string example =
        "Example:\n  hallwright-cli import inlets site.hallwright --hall \"Hall A\" case/inlets.csv";
    inlets->footer(example);
    verb->footer(example);
    const auto importTypes = addImportDeviceTypes(*verb);
    verbs["import"] = [arguments, inlets, importTypes] {
        return inlets->parsed() ? importInlets(*arguments) : importTypes();
    };
}

} // namespace hallwright::cli
