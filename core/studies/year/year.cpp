#include "core/studies/year/year.h"

#include "core/model/errors.h"
#include "core/physics/work_team.h"
#include "core/studies/year/heat_customer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <thread>

namespace hallwright {

namespace {

// Hours that differ in their weather alone.
struct SameState {
    LoadProfile::Shares shares;
    std::vector<std::size_t> maintenance;               // positions of the windows that are open
    double reuse = 1.0;                                 // share of the offered heat that is asked for
    auto operator<=>(const SameState&) const = default; // NOLINT(modernize-use-nullptr)
};

} // namespace

struct PreparedYear {
    std::map<SameState, PreparedPoints> points;
};

namespace {

void requireQuestion(const YearQuestion& question)
{
    if (!question.weather || question.weather->hours.size() != hoursOfYear(question.weather->leapYear))
        throw InputError(
            fmt::format("The weather has {} hours, but a year has 8,760 or, with a leap day, 8,784.",
                        question.weather ? question.weather->hours.size() : 0));
    const std::size_t asked = question.heat.demandW.size();
    if (asked != 0 && asked != monthsOfYear && asked != hoursOfYear(false) && asked != hoursOfYear(true))
        throw InputError(
            fmt::format("The heat demand has {} values, but a year has 12 months or 8,760 hours.", asked));
    for (const MaintenanceWindow& window : question.maintenance) {
        if (window.from >= window.to || window.to > question.weather->hours.size())
            throw InputError(fmt::format(
                "A maintenance window goes from hour {} to {}, but must lie within the year's {}.",
                window.from, window.to, question.weather->hours.size()));
    }
}

int threadsOf(const YearQuestion& question)
{
    constexpr unsigned mostThreads = 8;
    return question.threads > 0
               ? question.threads
               : static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, mostThreads));
}

Outages joined(Outages outages, const Outages& more)
{
    for (const ObjectRef& equipment : partsOf(more))
        outages = outages.with(equipment, true);
    return outages;
}

class YearEvaluation
{
public:
    // `before` and `after` may be null.
    YearEvaluation(const SitePtr& site, const YearQuestion& question, const PreparedYear* before,
                   PreparedYear* after)
        : site_(site), question_(question), before_(before), after_(after), team_(threadsOf(question)),
          report_(std::make_shared<YearReport>())
    {
        report_->weather = question.weather;
        report_->site = site;
        report_->load = question.load.source;
        if (!question.heat.isAnything())
            report_->heatDemandWh = demandedWh(question.heat, question.weather->leapYear);
        report_->pointOfHour.resize(question.weather->hours.size());
    }

    // False if it was stopped.
    bool run(const std::stop_token& stop)
    {
        std::map<SameState, std::vector<std::size_t>> groups;
        for (std::size_t h = 0; h < report_->hours(); ++h)
            groups[stateOf(h)].push_back(h);
        for (const auto& [state, hours] : groups) {
            if (!evaluateHours(state, hours, stop))
                return false;
        }
        requireFigures();
        reduce();
        return true;
    }

    YearReportPtr report() { return std::move(report_); }

private:
    SameState stateOf(std::size_t hour) const
    {
        const bool leap = question_.weather->leapYear;
        SameState state{question_.load.at(hour), {}, reuseShare(question_.heat, *site_, hour, leap)};
        for (std::size_t w = 0; w < question_.maintenance.size(); ++w) {
            if (hour >= question_.maintenance[w].from && hour < question_.maintenance[w].to)
                state.maintenance.push_back(w);
        }
        return state;
    }

    WeatherPoint weatherOf(std::size_t hour) const
    {
        const WeatherHour& weather = question_.weather->hours[hour];
        return {weather.dryBulbC, std::max(weather.dryBulbC - weather.wetBulbC, 0.0)};
    }

    bool evaluateHours(const SameState& state, const std::vector<std::size_t>& hours,
                       const std::stop_token& stop)
    {
        Conditions conditions = question_.conditions;
        for (const std::size_t w : state.maintenance)
            conditions.outages = joined(conditions.outages, question_.maintenance[w].outages);
        const PreparedPoints* before = nullptr;
        if (before_) {
            const auto found = before_->points.find(state);
            before = found != before_->points.end() ? &found->second : nullptr;
        }
        const std::size_t first = report_->points.size();
        std::map<WeatherPoint, std::uint32_t> numbers;
        std::vector<WeatherOfHours> weather;
        for (const std::size_t h : hours) {
            const auto [at, isNew] =
                numbers.try_emplace(weatherOf(h), static_cast<std::uint32_t>(weather.size()));
            if (isNew)
                weather.push_back({at->first, 0.0});
            weather[at->second].hours += 1.0;
            report_->pointOfHour[h] = static_cast<std::uint32_t>(first + at->second);
        }
        WeatherPoints points(withReuseShare(withLoad(site_, state.shares), state.reuse), conditions, before,
                             after_ ? &after_->points[state] : nullptr);
        WeatherMap map(weather, points, question_.tolerance);
        const auto told = [&](std::size_t evaluated) {
            if (question_.progress)
                question_.progress(report_->evaluations + evaluated);
        };
        if (!map.build(team_, stop, told))
            return false;
        const std::vector<OperatingPoint> found = map.operatingPoints();
        report_->points.insert(report_->points.end(), found.begin(), found.end());
        report_->evaluations += points.size();
        report_->facilityDoubt += map.doubt().facilityWh; // of energy once all is added up
        report_->waterDoubtKg += secondsPerHour * map.doubt().waterKgSH;
        report_->stateDoubtHours += map.doubt().stateHours;
        return true;
    }

    void requireFigures() const
    {
        for (std::size_t h = 0; h < report_->hours(); ++h) {
            if (!std::isfinite(report_->at(h)[YearQuantity::FacilityW]))
                throw InputError(
                    fmt::format("No figures follow for hour {} of the year, of {:.1f} °C: a value of some "
                                "equipment makes no "
                                "sense. Solve the site at that temperature, which names it, and correct it.",
                                h, report_->weather->hours[h].dryBulbC));
        }
    }

    void reduce()
    {
        const std::size_t count = report_->hours();
        for (std::size_t m = 0; m < monthsOfYear; ++m) {
            YearSums& month = report_->months[m];
            const std::size_t end = firstHourOf(m + 1, report_->weather->leapYear);
            for (std::size_t h = firstHourOf(m, report_->weather->leapYear); h < end && h < count; ++h) {
                addHour(h, month);
                report_->hoursWithoutPue[m] += report_->at(h).hasPue ? 0 : 1;
            }
            for (std::size_t q = 0; q < yearQuantities; ++q) {
                double& sum = report_->sums[q];
                sum = q == inlet ? std::fmax(sum, month[q]) : sum + month[q];
            }
        }
        report_->facilityDoubt /=
            std::max(report_->sums[static_cast<std::size_t>(YearQuantity::FacilityW)], 1.0);
    }

    void addHour(std::size_t h, YearSums& sums)
    {
        const OperatingPoint& point = report_->at(h);
        for (std::size_t q = 0; q < yearQuantities; ++q)
            sums[q] = q == inlet ? std::fmax(sums[q], point.values[q]) : sums[q] + point.values[q];
        ++report_->modeHours[static_cast<std::size_t>(point.mode)];
        for (std::size_t l = 0; l < yearLimits; ++l) {
            if (point.beyond[l] && report_->limits[l].hours++ == 0)
                report_->limits[l].first = h;
        }
        const double dryBulbC = report_->weather->hours[h].dryBulbC;
        atMost(report_->peakW, point[YearQuantity::FacilityW], h);
        atMost(report_->hottestInletC, point[YearQuantity::HottestInletC], h);
        atMost(report_->hottestC, dryBulbC, h);
        atLeast(report_->coldestC, dryBulbC, h);
        if (const auto pue = pueOf(point)) {
            atMost(report_->mostPue, *pue, h);
            atLeast(report_->leastPue, *pue, h);
        }
    }

    // What is not known is no extreme.
    static void atMost(Extreme& extreme, double value, std::size_t hour)
    {
        if (std::isnan(extreme.value) ? !std::isnan(value) : value > extreme.value)
            extreme = {value, hour};
    }

    static void atLeast(Extreme& extreme, double value, std::size_t hour)
    {
        if (std::isnan(extreme.value) ? !std::isnan(value) : value < extreme.value)
            extreme = {value, hour};
    }

    static constexpr std::size_t inlet = static_cast<std::size_t>(YearQuantity::HottestInletC);
    static constexpr double secondsPerHour = 3600.0;

    const SitePtr site_;
    const YearQuestion& question_;
    const PreparedYear* before_;
    PreparedYear* after_;
    WorkTeam team_;
    std::shared_ptr<YearReport> report_;
};

} // namespace

std::size_t YearReport::hoursAbove(double dryBulbC) const
{
    return static_cast<std::size_t>(
        std::count_if(weather->hours.begin(), weather->hours.end(),
                      [&](const WeatherHour& hour) { return hour.dryBulbC > dryBulbC; }));
}

std::size_t YearReport::allHoursWithoutPue() const
{
    return std::accumulate(hoursWithoutPue.begin(), hoursWithoutPue.end(), std::size_t{0});
}

YearReportPtr evaluateYear(const SitePtr& site, const YearQuestion& question, PreparedYearPtr& kept,
                           const std::stop_token& stop)
{
    requireQuestion(question);
    const auto prepared = std::make_shared<PreparedYear>();
    YearEvaluation evaluation(site, question, kept.get(), prepared.get());
    if (!evaluation.run(stop))
        return nullptr;
    kept = prepared;
    return evaluation.report();
}

YearReportPtr evaluateYear(const SitePtr& site, const YearQuestion& question)
{
    requireQuestion(question);
    YearEvaluation evaluation(site, question, nullptr, nullptr);
    evaluation.run({});
    return evaluation.report();
}

} // namespace hallwright
