#include "app/cli/annual_answer.h"
#include "app/cli/choice.h"
#include "app/cli/evaluated.h"
#include "app/cli/kept_weather.h"
#include "app/cli/site_version.h"
#include "app/cli/verbs.h"
#include "core/exchange/heat_demand_file.h"
#include "core/exchange/load_shares.h"
#include "core/exchange/maintenance_file.h"
#include "core/exchange/price_file.h"
#include "core/exchange/weather_file.h"
#include "core/storage/durable_file.h"
#include "core/storage/site_file.h"
#include "core/studies/year/year.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <utility>

namespace hallwright::cli {

namespace {

constexpr double wattsPerMw = 1e6;

struct AnnualArguments {
    Evaluated input;
    std::filesystem::path weather, grid, price, prices, load, maintenance, heat, hourly;
    std::string against; // a site file, or a branch; empty: none
    bool json = false;
    double solarMw = 0.0, windMw = 0.0, constantMw = 0.0;
    double batchShare = 0.0;
    std::int64_t deadlineH = 24;
    std::optional<double> mostMw;
    ShiftBy by = ShiftBy::Carbon;
    std::optional<double> gridWaterLPerKwh;
};

void requireShare(const char* option, double value, double most)
{
    if (!(value >= 0.0 && value <= most))
        throw UsageError(
            fmt::format("{} is {:.9g}, but must lie between 0 and {:.9g}.", option, value, most));
}

void requireOptions(const AnnualArguments& arguments)
{
    constexpr double mostMw = 1e5, mostLPerKwh = 1000.0, hoursOfLeapYear = 8784.0;
    requireShare("--batch-share", arguments.batchShare, 1.0);
    requireShare("--deadline-h", static_cast<double>(arguments.deadlineH), hoursOfLeapYear);
    requireShare("--solar-mw", arguments.solarMw, mostMw);
    requireShare("--wind-mw", arguments.windMw, mostMw);
    requireShare("--constant-mw", arguments.constantMw, mostMw);
    requireShare("--most-mw", arguments.mostMw.value_or(0.0), mostMw);
    requireShare("--grid-water", arguments.gridWaterLPerKwh.value_or(0.0), mostLPerKwh);
    if (arguments.by == ShiftBy::Price && arguments.price.empty())
        throw UsageError("--shift-by price needs the prices of --price.");
    if (!arguments.hourly.empty())
        requireDistinct(arguments.input.file, arguments.hourly);
}

// The weather of the evaluation at every hour.
std::shared_ptr<const WeatherSeries> constantWeather(const Snapshot& snapshot)
{
    WeatherSeries series;
    series.place = snapshot.site->info.place;
    series.source = "the site's design day at every hour";
    series.elevationM = snapshot.site->info.elevationM;
    WeatherHour hour;
    hour.dryBulbC = snapshot.conditions.outdoorC;
    hour.wetBulbC = snapshot.conditions.wetBulbC;
    series.hours.assign(hoursOfYear(false), hour);
    series.notes.push_back(fmt::format(
        "The site has no weather of its own, and without --weather every hour has {:.1f} °C and a "
        "wet bulb of {:.1f} °C.",
        hour.dryBulbC, hour.wetBulbC));
    return std::make_shared<const WeatherSeries>(std::move(series));
}

void appendNotes(std::vector<std::string>& notes, const std::vector<std::string>& more)
{
    notes.insert(notes.end(), more.begin(), more.end());
}

GridQuestion gridQuestion(const AnnualArguments& arguments, const YearReport& year, AnnualAnswer& answer)
{
    GridQuestion question;
    answer.carbonSource = siteCarbonText(*year.site);
    if (!arguments.grid.empty()) {
        const GridSeries grid = readGrid(arguments.grid, GridQuantity::CarbonIntensity);
        question.carbonKgPerKwh = grid.atClock(year.weather->utcOffsetH, year.weather->leapYear);
        answer.carbonSource = fmt::format("{} ({})", grid.source, grid.what);
        appendNotes(answer.notes, grid.notes);
    }
    if (!arguments.price.empty()) {
        const GridSeries price = readGrid(arguments.price, GridQuantity::Price);
        question.pricePerKwh = price.atClock(year.weather->utcOffsetH, year.weather->leapYear);
        answer.price = fmt::format("{} ({})", price.source, price.what);
        appendNotes(answer.notes, price.notes);
    }
    question.own = {wattsPerMw * arguments.solarMw, wattsPerMw * arguments.windMw,
                    wattsPerMw * arguments.constantMw};
    question.batch = {arguments.batchShare, static_cast<std::size_t>(arguments.deadlineH), std::nullopt,
                      arguments.by};
    if (arguments.mostMw)
        question.batch.mostFacilityW = wattsPerMw * *arguments.mostMw;
    if (arguments.batchShare > 0.0 && arguments.grid.empty() && arguments.price.empty())
        answer.notes.push_back(
            "Without --grid or --price all hours of the grid are alike, so that moving the "
            "share of --batch-share saves nothing but with own power.");
    if (arguments.batchShare > 0.0)
        answer.batch = question.batch;
    return question;
}

// That of --weather, else the site's own, else its design day.
std::shared_ptr<const WeatherSeries> weatherOf(const AnnualArguments& arguments, const Evaluated& input,
                                               const Snapshot& snapshot, AnnualAnswer& answer)
{
    if (!arguments.weather.empty())
        return readWeatherFor(snapshot.site->info, arguments.weather);
    const auto name = weatherNameOf(*snapshot.site);
    if (!name)
        return constantWeather(snapshot);
    if (const auto kept = loadWeather(input.file, *snapshot.site)) {
        answer.weatherFrom = keptFromText(*kept);
        return kept->series;
    }
    answer.notes.push_back(
        fmt::format("The site names the weather {}, but its file does not hold it; give it "
                    "by --weather, or keep it by edit --weather.",
                    name->title));
    return constantWeather(snapshot);
}

// The same year with everything in service, beside it.
void addMaintenance(const SitePtr& site, YearQuestion question, const MaintenancePlan& plan,
                    AnnualAnswer& answer)
{
    const std::vector<MaintenanceWindow> windows = std::exchange(question.maintenance, {});
    showProgress("the year without maintenance");
    const YearReportPtr usual = evaluateYear(site, question);
    answer.maintained = {plan.source, plan.work.size(), effectOf(windows, *answer.year, *usual),
                         std::nullopt};
    if (answer.cost)
        answer.maintained->runningCost =
            answer.cost->runningPerYear - costOf(*usual, answer.grid, answer.prices).runningPerYear;
}

AnnualAnswer answerOf(const AnnualArguments& arguments, const Evaluated& input)
{
    const SnapshotPtr snapshot = input.runEstimatedWithFigures();
    const SitePtr& site = snapshot->site;
    AnnualAnswer answer;
    answer.name = input.branch.value_or(site->info.name);
    answer.gridWaterLPerKwh = arguments.gridWaterLPerKwh;
    YearQuestion question;
    question.weather = weatherOf(arguments, input, *snapshot, answer);
    appendNotes(answer.notes, question.weather->notes);
    question.conditions = snapshot->conditions;
    if (!arguments.load.empty()) {
        LoadShares shares = readLoadShares(arguments.load);
        question.load.shares = shares.shares;
        question.load.source = "by hour of the day and role, " + shares.source;
    }
    MaintenancePlan plan;
    if (!arguments.maintenance.empty()) {
        plan = readMaintenance(arguments.maintenance);
        question.maintenance = windowsOf(plan, *site, question.weather->leapYear);
    }
    if (!arguments.heat.empty()) {
        question.heat = readHeatDemand(arguments.heat);
        answer.heatSource = question.heat.source;
    }
    showProgress("a year of hours");
    answer.year = evaluateYear(site, question);
    answer.grid = gridQuestion(arguments, *answer.year, answer);
    answer.carbon = carbonOf(*answer.year, answer.grid);
    if (!arguments.prices.empty()) {
        answer.prices = readPrices(arguments.prices);
        answer.cost = costOf(*answer.year, answer.grid, answer.prices);
        answer.phases = capitalPhases(*site, answer.prices, *answer.cost);
        appendNotes(answer.notes, answer.cost->notes);
    }
    if (!plan.work.empty())
        addMaintenance(site, std::move(question), plan, answer);
    showProgress({});
    return answer;
}

// Another file, under the same options; else a branch or kept version of the same file.
Evaluated otherOf(const AnnualArguments& arguments)
{
    Evaluated other = arguments.input;
    if (std::filesystem::exists(arguments.against)) {
        other.file = arguments.against;
        other.branch.reset();
        return other;
    }
    requireBranch(arguments.input.file, arguments.against, "--against");
    other.branch = arguments.against;
    return other;
}

ExitCode annual(const AnnualArguments& arguments)
{
    requireOptions(arguments);
    const AnnualAnswer answer = answerOf(arguments, arguments.input);
    if (!arguments.hourly.empty())
        replaceFile(arguments.hourly, hourlyCsv(*answer.year));
    if (arguments.against.empty()) {
        print(arguments.json ? annualJson(answer).dump(2) + '\n' : annualText(answer));
        return ExitCode::Fine;
    }
    const AnnualAnswer other = answerOf(arguments, otherOf(arguments));
    if (!arguments.json) {
        print(sideBySideText(answer, other));
        return ExitCode::Fine;
    }
    nlohmann::ordered_json json = annualJson(answer);
    json["against"] = annualJson(other);
    print(json.dump(2) + '\n');
    return ExitCode::Fine;
}

void addGridOptions(CLI::App& verb, AnnualArguments& arguments)
{
    verb.add_option(
        "--grid", arguments.grid,
        "carbon intensity of the grid, a CSV of hours with offsets or in UTC (Electricity Maps, EIA); "
        "otherwise the site's constant");
    verb.add_option("--price", arguments.price, "price of its energy, a CSV of hours, per MWh");
    verb.add_option(
        "--prices", arguments.prices,
        "a list of prices in YAML, each with source and date: what the year and what is built cost, an "
        "accelerator-hour, and the rent to compare it with (docs/year.md)");
    verb.add_option("--solar-mw", arguments.solarMw,
                    "own solar power, its rating [MW], by the weather's irradiance");
    verb.add_option("--wind-mw", arguments.windMw, "own wind power, its rating [MW], by the weather's wind");
    verb.add_option("--constant-mw", arguments.constantMw, "power that is bought at every hour [MW]");
    verb.add_option("--grid-water", arguments.gridWaterLPerKwh,
                    "water that power plants use for the grid's energy [L/kWh], for WUE with the source's");
    verb.add_option("--batch-share", arguments.batchShare, "share of the IT energy that can wait, 0 to 1");
    verb.add_option("--deadline-h", arguments.deadlineH, "how long it can wait [h], default 24");
    verb.add_option("--most-mw", arguments.mostMw,
                    "most power of the facility [MW], default the year's peak");
    addChoice<ShiftBy>(verb, "--shift-by", arguments.by,
                       {{"carbon", ShiftBy::Carbon}, {"price", ShiftBy::Price}},
                       "what moving it saves: carbon (default) or price");
}

} // namespace

void addAnnual(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<AnnualArguments>();
    CLI::App* verb =
        program.add_subcommand("annual", "Evaluate every hour of a year: energy, PUE, WUE, CUE, hours of "
                                         "free cooling and beyond limits.");
    addSiteAndScenario(*verb, arguments->input);
    verb->add_option(
        "--weather", arguments->weather,
        "a year of weather: EPW, Open-Meteo JSON or CSV, also packed by gzip; otherwise the site's "
        "own (edit --weather keeps one), or the design day at every hour");
    verb->add_option(
        "--load", arguments->load,
        "shares of their power that racks draw by hour of the day, a CSV of hour, compute, network, "
        "storage, management; otherwise all of it at every hour");
    verb->add_option("--maintenance", arguments->maintenance,
                     "planned work, a CSV of element, from, to: its hours and what they cost (docs/year.md)");
    verb->add_option(
        "--heat-demand", arguments->heat,
        "heat that a customer asks for, a CSV of month or hour and demand_kw; otherwise all that "
        "is offered is used");
    verb->add_option("--against", arguments->against,
                     "side by side with another site file, or a branch or kept version of SITE")
        ->option_text("FILE|NAME");
    addGridOptions(*verb, *arguments);
    verb->add_option("--hourly", arguments->hourly, "also write a CSV file, one line per hour");
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each key");
    verb->footer(
        "Examples:\n  hallwright-cli annual site.hallwright --weather chicago.epw\n"
        "  hallwright-cli annual site.hallwright --weather chicago.epw --grid pjm_2023.csv --solar-mw 5 "
        "--json\n"
        "  hallwright-cli annual site.hallwright --weather chicago.epw --grid pjm_2023.csv --batch-share 0.3 "
        "--hourly hours.csv\n"
        "  hallwright-cli annual texas.hallwright --against iowa.hallwright --prices prices.yaml");
    verbs["annual"] = [arguments] { return annual(*arguments); };
}

} // namespace hallwright::cli
