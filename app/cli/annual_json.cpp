#include "app/cli/annual_answer.h"
#include "core/studies/year/year_metrics.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

namespace hallwright::cli {

namespace {

using AnnualJson = nlohmann::ordered_json;

constexpr double joulesPerWh = 3600.0;
constexpr double secondsOfHour = 3600.0;
constexpr std::array warmC{30.0, 35.0, 40.0, 45.0};

AnnualJson orNull(const std::optional<double>& value)
{
    return value && std::isfinite(*value) ? AnnualJson(*value) : AnnualJson();
}

// "facility_w" of a power becomes "facility_j" of its energy.
std::string energyKey(YearQuantity quantity)
{
    std::string key(textOf(quantity).key);
    key.back() = 'j';
    return key;
}

constexpr std::array energies{YearQuantity::FacilityW,       YearQuantity::ItW,
                              YearQuantity::AirHandlerFansW, YearQuantity::CduPumpsW,
                              YearQuantity::LoopPumpsW,      YearQuantity::ChillersW,
                              YearQuantity::CondenserPumpsW, YearQuantity::HeatRejectionW,
                              YearQuantity::DistributionW,   YearQuantity::OtherW,
                              YearQuantity::ReusedHeatW,     YearQuantity::FreeHeatW};

// Of the whole year, or a month.
void addSums(AnnualJson& json, const YearSums& sums, const YearMetrics& metrics, std::size_t hoursWithoutPue)
{
    json["pue"] = orNull(metrics.pue);
    json["hours_without_pue"] = hoursWithoutPue;
    json["wue_l_per_kwh"] = orNull(metrics.wueLPerKwh);
    json["wue_source_l_per_kwh"] = orNull(metrics.wueSourceLPerKwh);
    json["ere"] = orNull(metrics.ere);
    for (const YearQuantity quantity : energies)
        json[energyKey(quantity)] = joulesPerWh * sumOf(sums, quantity);
    json["water_kg"] = secondsOfHour * sumOf(sums, YearQuantity::WaterKgS);
    json["hottest_inlet_c"] = orNull(sumOf(sums, YearQuantity::HottestInletC));
}

AnnualJson extremeJson(const Extreme& extreme)
{
    return {{"value", orNull(extreme.value)}, {"hour", extreme.hour}};
}

AnnualJson extremesJson(const YearReport& year)
{
    return {{"least_pue", extremeJson(year.leastPue)},
            {"most_pue", extremeJson(year.mostPue)},
            {"peak_facility_w", extremeJson(year.peakW)},
            {"hottest_inlet_c", extremeJson(year.hottestInletC)},
            {"coldest_dry_bulb_c", extremeJson(year.coldestC)},
            {"hottest_dry_bulb_c", extremeJson(year.hottestC)}};
}

AnnualJson hoursJson(const YearReport& year)
{
    AnnualJson json;
    for (std::size_t m = 0; m < coolingModes; ++m)
        json["free_cooling"][std::string(nameOf(static_cast<CoolingMode>(m)))] = year.modeHours[m];
    for (std::size_t l = 0; l < yearLimits; ++l) {
        const LimitHours& limit = year.limits[l];
        json["beyond_limits"][std::string(textOf(static_cast<YearLimit>(l)).key)] = {
            {"hours", limit.hours}, {"first_hour", limit.hours > 0 ? AnnualJson(limit.first) : AnnualJson()}};
    }
    for (const double aboveC : warmC)
        json["dry_bulb_above"][fmt::format("{:.0f}_c", aboveC)] = year.hoursAbove(aboveC);
    return json;
}

AnnualJson shiftJson(const BatchWork& batch, const ShiftReport& shift)
{
    return {{"share", batch.share},
            {"deadline_h", batch.deadlineH},
            {"by", batch.by == ShiftBy::Carbon ? "carbon" : "price"},
            {"moved_it_j", 1000.0 * joulesPerWh * shift.movedKwh},
            {"avoided_kg", shift.avoidedKg},
            {"avoided_cost", orNull(shift.avoidedCost)},
            {"peak_before_w", shift.peakBeforeW},
            {"peak_after_w", shift.peakAfterW}};
}

AnnualJson costLinesJson(const std::vector<CostLine>& lines)
{
    AnnualJson all = AnnualJson::array();
    for (const CostLine& line : lines) {
        AnnualJson json{{"what", line.what},
                        {"amount", line.amount},
                        {"unit", line.unit},
                        {"cost", line.cost},
                        {"per_year", line.perYear}};
        if (line.lifeYears > 0.0)
            json["life_years"] = line.lifeYears;
        if (line.price)
            json["price"] = {
                {"value", line.price->value}, {"source", line.price->source}, {"date", line.price->date}};
        all.push_back(std::move(json));
    }
    return all;
}

AnnualJson phasesJson(const std::vector<CapitalPhase>& phases)
{
    AnnualJson all = AnnualJson::array();
    for (const CapitalPhase& phase : phases) {
        AnnualJson json{{"kind", phase.kind == PhaseKind::Built   ? "built"
                                 : phase.kind == PhaseKind::Dated ? "dated"
                                                                  : "not-dated"},
                        {"day", phase.day.empty() ? AnnualJson() : AnnualJson(phase.day)},
                        {"racks", phase.racks},
                        {"rack_power_w", phase.rackPowerW},
                        {"cost", phase.cost},
                        {"parts", AnnualJson::array()}};
        for (const PhasePart& part : phase.parts)
            json["parts"].push_back(
                {{"what", part.what},
                 {"cost", part.cost},
                 {"lead_weeks", part.leadWeeks},
                 {"order_by", part.orderBy.empty() ? AnnualJson() : AnnualJson(part.orderBy)}});
        all.push_back(std::move(json));
    }
    return all;
}

AnnualJson costJson(const CostReport& cost, const PriceList& prices, const std::vector<CapitalPhase>& phases)
{
    return {{"currency", prices.currency},
            {"discount_rate", prices.discountRate},
            {"per_year", cost.perYear()},
            {"running_per_year", cost.runningPerYear},
            {"capital_per_year", cost.capitalPerYear},
            {"capital", cost.capitalOnce},
            {"running_lines", costLinesJson(cost.running)},
            {"capital_lines", costLinesJson(cost.capital)},
            {"capital_phases", phasesJson(phases)},
            {"accelerators", cost.accelerators},
            {"per_accelerator_hour", orNull(cost.perAcceleratorHour)},
            {"break_even_utilisation", orNull(cost.breakEvenUtilisation)}};
}

AnnualJson maintenanceJson(const MaintainedYear& maintained)
{
    AnnualJson json{{"source", maintained.source},
                    {"works", maintained.works},
                    {"hours", maintained.effect.hours},
                    {"more_facility_j", joulesPerWh * maintained.effect.facilityWh},
                    {"more_water_kg", maintained.effect.waterKg},
                    {"more_cost", orNull(maintained.runningCost)}};
    for (std::size_t l = 0; l < yearLimits; ++l)
        json["more_hours_beyond_limits"][std::string(textOf(static_cast<YearLimit>(l)).key)] =
            maintained.effect.limitHours[l];
    return json;
}

AnnualJson heatDemandJson(const AnnualAnswer& answer)
{
    return {{"source", answer.heatSource},
            {"demand_j", joulesPerWh * answer.year->heatDemandWh},
            {"given_j", joulesPerWh * sumOf(answer.year->sums, YearQuantity::ReusedHeatW)}};
}

AnnualJson carbonJson(const AnnualAnswer& answer)
{
    const CarbonReport& carbon = answer.carbon;
    AnnualJson json{{"source", answer.carbonSource},
                    {"location_kg", carbon.locationKg},
                    {"market_kg", carbon.marketKg},
                    {"hourly_kg", carbon.hourlyKg},
                    {"cue_location_kg_per_kwh", orNull(carbon.cueLocation)},
                    {"cue_market_kg_per_kwh", orNull(carbon.cueMarket)},
                    {"cue_hourly_kg_per_kwh", orNull(carbon.cueHourly)},
                    {"own_generation_j", 1000.0 * joulesPerWh * carbon.generationKwh},
                    {"annual_matching", carbon.matching.annual},
                    {"hourly_matching", carbon.matching.hourly},
                    {"price", answer.price.empty() ? AnnualJson() : AnnualJson(answer.price)},
                    {"cost", orNull(carbon.cost)}};
    if (carbon.shift && answer.batch)
        json["shift"] = shiftJson(*answer.batch, *carbon.shift);
    return json;
}

} // namespace

nlohmann::ordered_json annualJson(const AnnualAnswer& answer)
{
    const YearReport& year = *answer.year;
    AnnualJson json{{"weather",
                     {{"place", year.weather->place},
                      {"source", year.weather->source},
                      {"from", answer.weatherFrom.empty() ? AnnualJson() : AnnualJson(answer.weatherFrom)},
                      {"hours", year.hours()},
                      {"utc_offset_h", year.weather->utcOffsetH}}},
                    {"load", year.load}};
    addSums(json, year.sums, metricsOf(year, answer.gridWaterLPerKwh), year.allHoursWithoutPue());
    json["extremes"] = extremesJson(year);
    json["hours"] = hoursJson(year);
    json["maintenance"] = answer.maintained ? maintenanceJson(*answer.maintained) : AnnualJson();
    json["heat_demand"] = answer.heatSource.empty() ? AnnualJson() : heatDemandJson(answer);
    json["carbon"] = carbonJson(answer);
    json["owning"] = answer.cost ? costJson(*answer.cost, answer.prices, answer.phases) : AnnualJson();
    for (std::size_t m = 0; m < monthsOfYear; ++m) {
        AnnualJson of;
        addSums(of, year.months[m], metricsOfMonth(year, m, answer.gridWaterLPerKwh),
                year.hoursWithoutPue[m]);
        json["months"].push_back(std::move(of));
    }
    json["accuracy"] = {{"evaluations", year.evaluations},
                        {"facility_energy_share", year.facilityDoubt},
                        {"water_kg", year.waterDoubtKg},
                        {"state_hours", year.stateDoubtHours}};
    json["notes"] = answer.notes;
    return json;
}

std::string hourlyCsv(const YearReport& year)
{
    std::string csv = "hour,dry_bulb_c,wet_bulb_c,pue,cooling_mode";
    for (std::size_t q = 0; q < yearQuantities; ++q)
        fmt::format_to(std::back_inserter(csv), ",{}", textOf(static_cast<YearQuantity>(q)).key);
    for (std::size_t l = 0; l < yearLimits; ++l)
        fmt::format_to(std::back_inserter(csv), ",beyond_{}", textOf(static_cast<YearLimit>(l)).key);
    csv += '\n';
    const auto cell = [](double value) {
        return std::isfinite(value) ? fmt::format("{}", value) : std::string();
    };
    for (std::size_t h = 0; h < year.hours(); ++h) {
        const OperatingPoint& point = year.at(h);
        const WeatherHour& weather = year.weather->hours[h];
        const auto pue = pueOf(point);
        fmt::format_to(std::back_inserter(csv), "{},{},{},{},{}", h, weather.dryBulbC, weather.wetBulbC,
                       pue ? cell(*pue) : std::string(), nameOf(point.mode));
        for (const double value : point.values)
            fmt::format_to(std::back_inserter(csv), ",{}", cell(value));
        for (const bool beyond : point.beyond)
            fmt::format_to(std::back_inserter(csv), ",{}", beyond ? 1 : 0);
        csv += '\n';
    }
    return csv;
}

} // namespace hallwright::cli
