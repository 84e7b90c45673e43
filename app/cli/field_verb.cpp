#include "app/cli/hall_field.h"
#include "app/cli/verbs.h"
#include "core/exchange/csv.h"
#include "core/exchange/field_image.h"
#include "core/model/number_text.h"
#include "core/physics/buoyant_flow.h"
#include "core/simulation/recirculation_layout.h"
#include "core/storage/durable_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <memory>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

struct FieldArguments : HallFieldArguments {
    std::filesystem::path image;
    std::filesystem::path racks;
    bool json = false;
};

struct FieldOfHall {
    EvaluatedHall air;
    SolvedAirPtr field;
    std::shared_ptr<const RecirculationMatrix> matrix;
    double matrixMs = 0.0;
    double maxRowSumError = 0.0;

    double recirculation(std::size_t rack) const { return 1.0 - matrix->supplyShare(rack); }
    const BuoyantField* flow() const { return dynamic_cast<const BuoyantField*>(field.get()); } // or null
};

double rowSumError(const RecirculationMatrix& matrix, std::size_t rack)
{
    double sum = matrix.supplyShare(rack);
    for (const double share : matrix.shares(rack))
        sum += share;
    return std::abs(sum - 1.0);
}

FieldOfHall solved(const HallFieldArguments& arguments)
{
    FieldOfHall result;
    result.air = evaluatedHall(arguments);
    result.field = solvedField(result.air, arguments);
    const auto start = std::chrono::steady_clock::now();
    result.matrix = result.field->matrix(
        recirculationLayoutOf(*result.air.hall->hall, *result.air.snapshot->site->catalogue));
    result.matrixMs =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    for (std::size_t i = 0; i < result.matrix->rackCount(); ++i) {
        if (result.air.room.racks[i].flowM3s > 0.0) // a rack at rest draws from nowhere
            result.maxRowSumError = std::max(result.maxRowSumError, rowSumError(*result.matrix, i));
    }
    return result;
}

Json racksJson(const FieldOfHall& result)
{
    Json racks = Json::array();
    const auto names = result.air.rackNames();
    for (std::size_t i = 0; i < names.size(); ++i) {
        racks.push_back({{"rack", names[i]},
                         {"inlet_c", result.field->racks()[i].inletC},
                         {"outlet_c", result.field->racks()[i].outletC},
                         {"recirculation", result.recirculation(i)}});
        if (result.field->racks()[i].leftOut)
            racks.back()["left_out"] = true;
        if (const BuoyantField* flow = result.flow())
            racks.back()["scatter_k"] = flow->scatter()[i].scatterK;
    }
    return racks;
}

Json noticesJson(const FieldOfHall& result)
{
    Json notices = Json::array();
    for (const AirProblem& notice : result.field->report().notices)
        notices.push_back(notice.sentence);
    return notices;
}

Json asJson(const FieldOfHall& result)
{
    const AirFieldReport& report = result.field->report();
    const AirGrid& grid = result.field->grid();
    Json json{{"cells", grid.count()},
              {"solve_ms", report.solveMs},
              {"sweep_ms", report.sweepMs},
              {"matrix_ms", result.matrixMs},
              {"energy_residual", report.energyResidual},
              {"return_c", report.returnC},
              {"max_row_sum_error", result.maxRowSumError},
              {"racks", racksJson(result)},
              {"hall", result.air.name()},
              {"building", result.air.building},
              {"cell_m", grid.cellM},
              {"cells_along", grid.cells},
              {"supply_c", result.air.hall->supplyC},
              {"supply_airflow_m3_s", result.air.hall->supplyAirflowM3s},
              {"rack_airflow_m3_s", result.air.hall->rackAirflowM3s},
              {"iterations", report.iterations},
              {"residual", report.residual},
              {"mass_residual", report.massResidual},
              {"set_up_ms", report.setUpMs},
              {"sort_ms", report.sortMs},
              {"notices", noticesJson(result)},
              {"air_model", result.flow() ? "flow" : "field"}};
    if (const BuoyantField* flow = result.flow())
        json["settled"] = flow->report().settled;
    return json;
}

std::string racksLines(const FieldOfHall& result)
{
    std::string csv =
        "rack,hall,building,x_m,y_m,yaw_deg,airflow_m3_s,heat_to_air_w,inlet_c,outlet_c,recirculation,"
        "lumped_inlet_c,left_out\n";
    const Hall& hall = *result.air.hall->hall;
    const std::string place = csvField(hall.name) + ',' + csvField(result.air.building);
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Rack& rack = hall.racks[i];
        const AirRack& flow = result.air.room.racks[i];
        fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{},{},{},{},{},{},{}\n", csvField(rack.name),
                       place, rack.pose.x, rack.pose.y, rack.pose.yawDeg, flow.flowM3s, flow.heatW,
                       result.field->racks()[i].inletC, result.field->racks()[i].outletC,
                       result.recirculation(i), result.air.hall->racks[i].inletC,
                       result.field->racks()[i].leftOut ? 1 : 0);
    }
    return csv;
}

void appendHottest(std::string& text, const FieldOfHall& result)
{
    constexpr std::size_t shown = 5;
    const auto names = result.air.rackNames();
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!result.field->racks()[i].leftOut)
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return result.field->racks()[a].inletC > result.field->racks()[b].inletC;
    });
    order.resize(std::min(order.size(), shown));
    for (const std::size_t i : order)
        fmt::format_to(std::back_inserter(text),
                       "  {:<20}{:.1f} °C in, {:.1f} °C out, {:.0f} % recirculated\n", names[i],
                       result.field->racks()[i].inletC, result.field->racks()[i].outletC,
                       100.0 * result.recirculation(i));
}

void appendNotices(std::string& text, const FieldOfHall& result)
{
    constexpr std::size_t shown = 5;
    const std::vector<AirProblem>& notices = result.field->report().notices;
    for (std::size_t n = 0; n < std::min(notices.size(), shown); ++n)
        text += notices[n].sentence + '\n';
    if (notices.size() > shown)
        fmt::format_to(std::back_inserter(text), "... and {} more; --json has them all.\n",
                       notices.size() - shown);
}

std::string settlingOf(const FieldOfHall& result)
{
    const BuoyantField* flow = result.flow();
    if (!flow)
        return fmt::format("{} iterations to {:.1e}", result.field->report().iterations,
                           result.field->report().residual);
    const BuoyantFlowReport& report = flow->report();
    return fmt::format("{} steps, {}", report.iterations,
                       report.settled ? "settled"
                                      : fmt::format("still swinging by {:.1f} K", report.largestChangeK));
}

std::string asText(const FieldOfHall& result)
{
    const AirFieldReport& report = result.field->report();
    const AirGrid& grid = result.field->grid();
    std::string text;
    const auto line = [&](const char* name, const std::string& value) {
        fmt::format_to(std::back_inserter(text), "{:<22}{}\n", name, value);
    };
    line("Hall", fmt::format("{}, {}, {}", result.air.name(), result.air.building,
                             counted(result.air.room.racks.size(), "rack")));
    line("Cells", fmt::format("{}: {} x {} x {} of {:.3g} m", grouped(static_cast<double>(grid.count())),
                              grid.cells[0], grid.cells[1], grid.cells[2], grid.cellM));
    line("Air", fmt::format("{:.2f} m³/s supplied at {:.1f} °C, {:.2f} m³/s drawn by racks",
                            result.air.hall->supplyAirflowM3s, result.air.hall->supplyC,
                            result.air.hall->rackAirflowM3s));
    line("Return", fmt::format("{:.1f} °C", report.returnC));
    line("Flow", fmt::format("{}, mass within {:.1e}, heat within {:.1e}", settlingOf(result),
                             report.massResidual, report.energyResidual));
    line("Times",
         fmt::format(
             "set up {:.0f} ms, flow {:.0f} ms, order {:.0f} ms, temperatures {:.0f} ms, shares {:.0f} "
             "ms",
             report.setUpMs, report.solveMs, report.sortMs, report.sweepMs, result.matrixMs));
    if (!result.air.room.racks.empty())
        line("Hottest inlets", "");
    appendHottest(text, result);
    appendNotices(text, result);
    return text + (result.flow() ? "Flow with momentum and buoyancy" : "Potential flow") +
           ": see docs/air.md for its error against CFD.\n";
}

ExitCode field(const FieldArguments& arguments)
{
    for (const std::filesystem::path& output : {arguments.image, arguments.racks}) {
        if (!output.empty())
            requireDistinct(arguments.input.file, output);
    }
    const FieldOfHall result = solved(arguments);
    if (!arguments.image.empty())
        replaceFile(arguments.image, vtiOf(imageOf(*result.field)));
    if (!arguments.racks.empty())
        replaceFile(arguments.racks, racksLines(result));
    print(arguments.json ? asJson(result).dump(2) + '\n' : asText(result));
    return ExitCode::Fine;
}

} // namespace

void addField(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<FieldArguments>();
    CLI::App* verb = program.add_subcommand("field", "Compute the air of a hall in three dimensions: flow, "
                                                     "temperatures, where each rack's inlet air comes from. "
                                                     "Exit 1 if the hall's air has no steady state.");
    addHallField(*verb, *arguments, "0.15 to 0.3, for at most 250,000 cells");
    addAirModel(*verb, *arguments);
    verb->add_option("--vti", arguments->image,
                     "also write the field as VTK ImageData, which ParaView opens");
    verb->add_option("--racks", arguments->racks, "also write a CSV file, one line per rack");
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each key");
    verb->footer("Examples:\n  hallwright-cli field site.hallwright --hall \"Hall A\"\n"
                 "  hallwright-cli field site.hallwright --hall \"Building 1/Hall A\" --cell 0.2 --vti "
                 "air.vti --json");
    verbs["field"] = [arguments] { return field(*arguments); };
}

} // namespace hallwright::cli
