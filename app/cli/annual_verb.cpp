#include "app/cli/annual_answer.h"
#include "app/cli/choice.h"
#include "app/cli/evaluated.h"
#include "app/cli/verbs.h"
#include "core/exchange/load_shares.h"
#include "core/exchange/price_file.h"
#include "core/exchange/weather_file.h"
#include "core/storage/durable_file.h"
#include "core/studies/year/year.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hallwright::cli {

namespace {

constexpr double wattsPerMw = 1e6;

struct AnnualArguments {
    Evaluated input;
    std::filesystem::path weather, grid, price, prices, load, hourly;
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
    series.notes.push_back(
        fmt::format("Without --weather every hour has {:.1f} °C and a wet bulb of {:.1f} °C.", hour.dryBulbC,
                    hour.wetBulbC));
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

ExitCode annual(const AnnualArguments& arguments)
{
    requireOptions(arguments);
    const SnapshotPtr snapshot = arguments.input.runEstimatedWithFigures();
    const SitePtr& site = snapshot->site;
    AnnualAnswer answer;
    answer.gridWaterLPerKwh = arguments.gridWaterLPerKwh;
    std::shared_ptr<const WeatherSeries> weather = arguments.weather.empty()
                                                       ? constantWeather(*snapshot)
                                                       : readWeatherFor(site->info, arguments.weather);
    appendNotes(answer.notes, weather->notes);
    YearQuestion question;
    question.weather = std::move(weather);
    question.conditions = snapshot->conditions;
    if (!arguments.load.empty()) {
        LoadShares shares = readLoadShares(arguments.load);
        question.load.shares = shares.shares;
        question.load.source = "by hour of the day and role, " + shares.source;
    }
    showProgress("a year of hours");
    answer.year = evaluateYear(site, question);
    showProgress({});
    const GridQuestion grid = gridQuestion(arguments, *answer.year, answer);
    answer.carbon = carbonOf(*answer.year, grid);
    if (!arguments.prices.empty()) {
        answer.prices = readPrices(arguments.prices);
        answer.cost = costOf(*answer.year, grid, answer.prices);
        appendNotes(answer.notes, answer.cost->notes);
    }
    if (!arguments.hourly.empty())
        replaceFile(arguments.hourly, hourlyCsv(*answer.year));
    print(arguments.json ? annualJson(answer).dump(2) + '\n' : annualText(answer));
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
    verb->add_option("--weather", arguments->weather,
                     "a year of weather: EPW, Open-Meteo JSON or CSV, also packed by gzip; otherwise the "
                     "design day at every "
                     "hour");
    verb->add_option(
        "--load", arguments->load,
        "shares of their power that racks draw by hour of the day, a CSV of hour, compute, network, "
        "storage, management; otherwise all of it at every hour");
    addGridOptions(*verb, *arguments);
    verb->add_option("--hourly", arguments->hourly, "also write a CSV file, one line per hour");
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each key");
    verb->footer(
        "Examples:\n  hallwright-cli annual site.hallwright --weather chicago.epw\n"
        "  hallwright-cli annual site.hallwright --weather chicago.epw --grid pjm_2023.csv --solar-mw 5 "
        "--json\n"
        "  hallwright-cli annual site.hallwright --weather chicago.epw --grid pjm_2023.csv --batch-share 0.3 "
        "--hourly hours.csv");
    verbs["annual"] = [arguments] { return annual(*arguments); };
}

} // namespace hallwright::cli
