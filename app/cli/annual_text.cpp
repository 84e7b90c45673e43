#include "app/cli/annual_answer.h"
#include "core/exchange/weather_hours.h"
#include "core/model/number_text.h"
#include "core/studies/year/year_comparison.h"
#include "core/studies/year/year_metrics.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace hallwright::cli {

namespace {

class AnnualText
{
public:
    explicit AnnualText(const AnnualAnswer& answer) : answer_(answer), year_(*answer.year) {}

    std::string text()
    {
        writeWeather();
        writeMetrics();
        writeHeat();
        writeOverhead();
        writeHours();
        writeMaintenance();
        writeCarbon();
        writeShift();
        writeCost();
        writeMonths();
        line("Accuracy",
             fmt::format("{} of the campus; energy within {:.3f} %, water within {:.0f} m³, hours of a "
                         "mode or limit within {:.0f}",
                         counted(year_.evaluations, "evaluation"), 100.0 * year_.facilityDoubt,
                         year_.waterDoubtKg / 1000.0, year_.stateDoubtHours));
        for (const std::string& note : answer_.notes)
            text_ += "Note: " + note + '\n';
        return std::move(text_);
    }

private:
    void line(std::string_view name, const std::string& value)
    {
        fmt::format_to(std::back_inserter(text_), "{:<22}{}\n", name, value);
    }

    static std::string known(const std::optional<double>& value, int decimals)
    {
        return value ? fmt::format("{:.{}f}", *value, decimals) : "–";
    }

    static std::string energy(double wh)
    {
        return fmt::format("{} MWh", grouped(wh / 1e6, wh < 1e8 ? 1 : 0));
    }

    std::string hour(std::size_t at) const { return hourText(at, year_.weather->leapYear); }

    void writeWeather()
    {
        line("Weather", fmt::format("{} ({}), {}", year_.weather->place, year_.weather->source,
                                    counted(year_.hours(), "hour")));
        if (!answer_.weatherFrom.empty())
            line("", answer_.weatherFrom);
        line("Dry bulb",
             fmt::format("{:.1f} °C on {} to {:.1f} °C on {}", year_.coldestC.value,
                         hour(year_.coldestC.hour), year_.hottestC.value, hour(year_.hottestC.hour)));
        line("Load", year_.load);
    }

    void writeMetrics()
    {
        const YearMetrics metrics = metricsOf(year_, answer_.gridWaterLPerKwh);
        line("Facility energy", energy(sumOf(year_.sums, YearQuantity::FacilityW)));
        line("IT energy", energy(sumOf(year_.sums, YearQuantity::ItW)));
        line("PUE", fmt::format("{} over the year", known(metrics.pue, 3)) + pueRange());
        line("WUE", fmt::format("{} L/kWh at the site, {} with the grid's; {} m³ of water",
                                known(metrics.wueLPerKwh, 3), known(metrics.wueSourceLPerKwh, 3),
                                grouped(3.6 * sumOf(year_.sums, YearQuantity::WaterKgS))));
        line("ERE", known(metrics.ere, 3));
        line("Peak", fmt::format("{} on {}", kilowatts(year_.peakW.value, 0), hour(year_.peakW.hour)));
    }

    void writeHeat()
    {
        if (answer_.heatSource.empty())
            return;
        const double given = sumOf(year_.sums, YearQuantity::ReusedHeatW);
        const std::string share = year_.heatDemandWh > 0.0
                                      ? fmt::format(", {:.1f} % of it", 100.0 * given / year_.heatDemandWh)
                                      : std::string();
        line("Heat customer", fmt::format("{} asked for ({}), {} given{}", energy(year_.heatDemandWh),
                                          answer_.heatSource, energy(given), share));
    }

    static std::string moreText(double value, int decimals, std::string_view unit)
    {
        return fmt::format("{} {} {}", grouped(std::abs(value), decimals), unit,
                           value < 0.0 ? "less" : "more");
    }

    void writeMaintenance()
    {
        if (!answer_.maintained)
            return;
        const MaintainedYear& maintained = *answer_.maintained;
        const MaintenanceEffect& effect = maintained.effect;
        std::string words =
            fmt::format("{} of work in {}: energy {}, water {}", counted(maintained.works, "piece"),
                        counted(effect.hours, "hour"), moreText(effect.facilityWh / 1e6, 1, "MWh"),
                        moreText(effect.waterKg / 1000.0, 0, "m³"));
        if (maintained.runningCost)
            words += ", running cost " + moreText(*maintained.runningCost, 0, answer_.prices.currency);
        line("Maintenance", fmt::format("{} ({})", words, maintained.source));
        for (std::size_t l = 0; l < yearLimits; ++l) {
            const long long hours = effect.limitHours[l];
            if (hours != 0)
                line("", fmt::format("{} {} with {} than without it", std::abs(hours),
                                     hours > 0 ? "hours more" : "hours fewer",
                                     textOf(static_cast<YearLimit>(l)).title));
        }
    }

    std::string pueRange() const
    {
        if (std::isnan(year_.leastPue.value))
            return ": in none of its hours every set point is held";
        const std::size_t without = year_.allHoursWithoutPue();
        return fmt::format(", {:.3f} on {} to {:.3f} on {}{}", year_.leastPue.value,
                           hour(year_.leastPue.hour), year_.mostPue.value, hour(year_.mostPue.hour),
                           without > 0 ? fmt::format(", too low for the {} in which a set point is not held",
                                                     counted(without, "hour"))
                                       : "");
    }

    void writeOverhead()
    {
        text_ += "Overhead by cause, with its partial PUE\n";
        for (const YearQuantity cause : overheadCauses) {
            if (sumOf(year_.sums, cause) > 0.0)
                fmt::format_to(std::back_inserter(text_), "  {:<20}{:>16}   {}\n", textOf(cause).title,
                               energy(sumOf(year_.sums, cause)), known(partialPue(year_.sums, cause), 4));
        }
    }

    void writeHours()
    {
        line("Free cooling",
             fmt::format("{} h without compressors, {} h with a part by them, {} h by them alone",
                         grouped(static_cast<double>(year_.modeHours[0])),
                         grouped(static_cast<double>(year_.modeHours[1])),
                         grouped(static_cast<double>(year_.modeHours[2]))));
        bool any = false;
        for (std::size_t l = 0; l < yearLimits; ++l) {
            const LimitHours& limit = year_.limits[l];
            if (limit.hours == 0)
                continue;
            any = true;
            line("Beyond a limit", fmt::format("{} with {}, first on {}", counted(limit.hours, "hour"),
                                               textOf(static_cast<YearLimit>(l)).title, hour(limit.first)));
        }
        if (!any)
            line("Beyond a limit", "never");
        line("Dry bulb above", fmt::format("35 °C {} h, 40 °C {} h, 45 °C {} h", year_.hoursAbove(35.0),
                                           year_.hoursAbove(40.0), year_.hoursAbove(45.0)));
    }

    void writeCarbon()
    {
        const CarbonReport& carbon = answer_.carbon;
        line("Carbon", fmt::format("{} t by {}", grouped(carbon.locationKg / 1000.0), answer_.carbonSource));
        line("CUE",
             fmt::format("{} kg/kWh by location, {} by market, {} hour by hour", known(carbon.cueLocation, 4),
                         known(carbon.cueMarket, 4), known(carbon.cueHourly, 4)));
        if (carbon.generationKwh > 0.0)
            line("Matching", fmt::format("{:.1f} % over the year, {:.1f} % hour by hour, of {}",
                                         100.0 * carbon.matching.annual, 100.0 * carbon.matching.hourly,
                                         energy(1000.0 * carbon.generationKwh)));
        if (carbon.cost)
            line("Energy cost", fmt::format("{} ({}, its money)", grouped(*carbon.cost), answer_.price));
    }

    void writeShift()
    {
        if (!answer_.carbon.shift || !answer_.batch)
            return;
        const ShiftReport& shift = *answer_.carbon.shift;
        line("Shifting",
             fmt::format("{:.0f} % of the IT energy within {} h: {} moved, {} t avoided{}; peak {} to {}",
                         100.0 * answer_.batch->share, answer_.batch->deadlineH,
                         energy(1000.0 * shift.movedKwh), grouped(shift.avoidedKg / 1000.0, 1),
                         shift.avoidedCost ? fmt::format(", {} of cost", grouped(*shift.avoidedCost)) : "",
                         kilowatts(shift.peakBeforeW, 0), kilowatts(shift.peakAfterW, 0)));
    }

    void writeCostLine(const CostLine& line)
    {
        const std::string from =
            line.price ? fmt::format("{}, {}", line.price->source, line.price->date) : answer_.price;
        const std::string life = line.lifeYears > 0.0 ? fmt::format("{} once, over {:g} years; ",
                                                                    grouped(line.cost), line.lifeYears)
                                                      : std::string();
        fmt::format_to(std::back_inserter(text_), "  {:<38}{:>16}   {}{} {}; {}\n", line.what,
                       grouped(line.perYear), life, grouped(line.amount, line.amount < 100.0 ? 2 : 0),
                       line.unit, from);
    }

    // One phase is no plan.
    void writePhases()
    {
        if (answer_.phases.size() < 2 &&
            (answer_.phases.empty() || answer_.phases[0].kind != PhaseKind::Dated))
            return;
        text_ += "Capital by phase, and by when it is ordered\n";
        for (const CapitalPhase& phase : answer_.phases) {
            fmt::format_to(std::back_inserter(text_), "  {:<38}{:>16}   {}, {}\n",
                           phase.kind == PhaseKind::Built   ? "in operation"
                           : phase.kind == PhaseKind::Dated ? phase.day
                                                            : "without a date",
                           grouped(phase.cost), counted(phase.racks, "rack"), kilowatts(phase.rackPowerW, 0));
            for (const PhasePart& part : phase.parts) {
                if (!part.orderBy.empty())
                    fmt::format_to(std::back_inserter(text_),
                                   "    {:<36}{:>16}   order by {}, {:g} weeks before\n", part.what,
                                   grouped(part.cost), part.orderBy, part.leadWeeks);
            }
        }
    }

    void writeCost()
    {
        if (!answer_.cost)
            return;
        const CostReport& cost = *answer_.cost;
        const std::string& money = answer_.prices.currency;
        line("Cost a year",
             fmt::format("{} {}: {} running, {} of {} built, at {:g} % interest", grouped(cost.perYear()),
                         money, grouped(cost.runningPerYear), grouped(cost.capitalPerYear),
                         grouped(cost.capitalOnce), 100.0 * answer_.prices.discountRate));
        for (const std::vector<CostLine>* lines : {&cost.running, &cost.capital}) {
            for (const CostLine& each : *lines)
                writeCostLine(each);
        }
        writePhases();
        if (!cost.perAcceleratorHour)
            return;
        std::string used;
        for (const double utilisation : {1.0, 0.8, 0.6, 0.4})
            used +=
                fmt::format("{}{:.3f} at {:.0f} %", used.empty() ? "" : ", ",
                            *ownedPerAcceleratorHour(cost, utilisation, year_.hours()), 100.0 * utilisation);
        line("Accelerator-hour",
             fmt::format("{} {} of use, of {}", used, money,
                         counted(static_cast<std::size_t>(cost.accelerators), "accelerator")));
        if (cost.breakEvenUtilisation)
            line("Against renting",
                 *cost.breakEvenUtilisation <= 1.0
                     ? fmt::format("at {:.3f} {} an hour owning is cheaper above {:.1f} % of use",
                                   answer_.prices.rentPerAcceleratorHour->value, money,
                                   100.0 * *cost.breakEvenUtilisation)
                     : fmt::format("at {:.3f} {} an hour renting is cheaper at any use",
                                   answer_.prices.rentPerAcceleratorHour->value, money));
    }

    void writeMonths()
    {
        text_ += "Month        PUE    WUE L/kWh     Facility\n";
        for (std::size_t m = 0; m < monthsOfYear; ++m) {
            const YearMetrics metrics = metricsOfMonth(year_, m);
            fmt::format_to(std::back_inserter(text_), "  {:>2}       {:>6}    {:>6}   {:>14}\n", m + 1,
                           known(metrics.pue, 3), known(metrics.wueLPerKwh, 3),
                           energy(sumOf(year_.months[m], YearQuantity::FacilityW)));
        }
    }

    const AnnualAnswer& answer_;
    const YearReport& year_;
    std::string text_;
};

std::string comparedValue(const std::optional<double>& value, int decimals)
{
    return value ? grouped(*value, decimals) : std::string("–");
}

} // namespace

std::string sideBySideText(const AnnualAnswer& of, const AnnualAnswer& against)
{
    std::string text;
    const auto out = std::back_inserter(text);
    for (const auto& [letter, answer] : {std::pair("A", &of), std::pair("B", &against)})
        fmt::format_to(out, "{}   {}: weather {} ({}), carbon {}\n", letter, answer->name,
                       answer->year->weather->place, answer->year->weather->source, answer->carbonSource);
    fmt::format_to(out, "{:<28}{:>16}{:>16}{:>16}\n", "", "A", "B", "B less A");
    const auto outcome = [](const AnnualAnswer& answer) {
        return YearOutcome{*answer.year, answer.carbon, answer.cost ? &*answer.cost : nullptr};
    };
    const std::string& money = of.prices.currency;
    for (const ComparedFigure& figure : comparedFigures(outcome(of), outcome(against))) {
        const bool costs = figure.key == "cost_per_year" || figure.key == "per_accelerator_hour";
        const std::string unit = costs ? money : std::string(figure.unit);
        const auto more =
            figure.of && figure.against ? std::optional(*figure.against - *figure.of) : std::nullopt;
        fmt::format_to(out, "{:<28}{:>16}{:>16}{:>16}\n",
                       unit.empty() ? std::string(figure.title) : fmt::format("{} [{}]", figure.title, unit),
                       comparedValue(figure.of, figure.decimals),
                       comparedValue(figure.against, figure.decimals), comparedValue(more, figure.decimals));
    }
    for (const auto& [letter, answer] : {std::pair("A", &of), std::pair("B", &against)}) {
        for (const std::string& note : answer->notes)
            fmt::format_to(out, "Note on {}: {}\n", letter, note);
    }
    return text;
}

std::string annualText(const AnnualAnswer& answer)
{
    return AnnualText(answer).text();
}

} // namespace hallwright::cli
