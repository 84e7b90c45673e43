#include "core/studies/year/year_carbon.h"

#include "core/model/errors.h"
#include "core/studies/year/shifting.h"
#include "core/studies/year/year_metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double wPerKw = 1000.0;

class CarbonYear
{
public:
    CarbonYear(const YearReport& year, const GridQuestion& question) : year_(year), question_(question)
    {
        const std::size_t hours = year.hours();
        carbon_ = question.carbonKgPerKwh;
        if (carbon_.empty())
            carbon_.assign(hours, year.site->info.carbonKgPerKwh);
        requireHours(carbon_, "carbon of the grid");
        if (!question.pricePerKwh.empty())
            requireHours(question.pricePerKwh, "price");
        generationW_ = generationW(question.own, *year.weather);
        facilityW_.reserve(hours);
        for (std::size_t h = 0; h < hours; ++h)
            facilityW_.push_back(year.at(h)[YearQuantity::FacilityW]);
    }

    CarbonReport report() const
    {
        CarbonReport report;
        report.matching = matchingOf(facilityW_, generationW_);
        double cost = 0.0;
        for (std::size_t h = 0; h < facilityW_.size(); ++h) {
            MatchedEnergy& month = report.months[monthOfHour(h, year_.weather->leapYear)];
            month.facilityKwh += facilityW_[h] / wPerKw;
            month.generationKwh += generationW_[h] / wPerKw;
            month.matchedKwh += std::min(facilityW_[h], generationW_[h]) / wPerKw;
            const double leftKwh = std::max(facilityW_[h] - generationW_[h], 0.0) / wPerKw;
            report.facilityKwh += facilityW_[h] / wPerKw;
            report.generationKwh += generationW_[h] / wPerKw;
            report.locationKg += carbon_[h] * facilityW_[h] / wPerKw;
            report.hourlyKg += carbon_[h] * leftKwh;
            cost += question_.pricePerKwh.empty() ? 0.0 : question_.pricePerKwh[h] * leftKwh;
        }
        report.marketKg = report.locationKg * (1.0 - report.matching.annual);
        if (!question_.pricePerKwh.empty())
            report.cost = cost;
        const double itKwh = sumOf(year_.sums, YearQuantity::ItW) / wPerKw;
        if (itKwh > 0.0) {
            report.cueLocation = report.locationKg / itKwh;
            report.cueMarket = report.marketKg / itKwh;
            report.cueHourly = report.hourlyKg / itKwh;
        }
        if (question_.batch.share > 0.0)
            report.shift = shift();
        return report;
    }

private:
    void requireHours(const std::vector<double>& series, const char* what) const
    {
        if (series.size() != year_.hours())
            throw InputError(
                fmt::format("The {} has {} hours, but the year has {}.", what, series.size(), year_.hours()));
    }

    double ratedItW() const
    {
        double sumW = 0.0;
        for (const BuildingPtr& building : year_.site->buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Rack& rack : hall->racks)
                    sumW += rack.powerW;
            }
        }
        return sumW;
    }

    const std::vector<double>& costs() const
    {
        if (question_.batch.by == ShiftBy::Carbon)
            return carbon_;
        if (question_.pricePerKwh.empty())
            throw InputError("Work is to move by price, but no price is given.");
        return question_.pricePerKwh;
    }

    ShiftReport shift() const
    {
        const BatchWork& batch = question_.batch;
        if (!(batch.share > 0.0 && batch.share <= 1.0))
            throw InputError(fmt::format(
                "The share of work that can wait is {:.9g}, but must lie between 0 and 1.", batch.share));
        ShiftReport report;
        report.peakBeforeW = year_.peakW.value;
        const double mostW = batch.mostFacilityW.value_or(report.peakBeforeW);
        const double ratedW = ratedItW();
        std::vector<double> workWh, roomWh, perUnit, unitCost;
        for (std::size_t h = 0; h < facilityW_.size(); ++h) {
            const double itW = year_.at(h)[YearQuantity::ItW];
            const double p = itW > 0.0 ? facilityW_[h] / itW : 1.0;
            const double fixedW = (1.0 - batch.share) * itW;
            workWh.push_back(batch.share * itW);
            // What an hour does today it can do: a rack draws a little more than its rating in warm air.
            const double most = batch.mostFacilityW ? 0.0 : workWh.back();
            roomWh.push_back(std::max({std::min(ratedW, mostW / p) - fixedW, most, 0.0}));
            perUnit.push_back(p);
            unitCost.push_back(costs()[h] * p / wPerKw);
        }
        const Shifting moved = shifted(workWh, roomWh, unitCost, batch.deadlineH);
        double avoidedCost = 0.0;
        for (std::size_t h = 0; h < workWh.size(); ++h) {
            const double changeWh = moved.workWh[h] - workWh[h];
            report.movedKwh += std::max(changeWh, 0.0) / wPerKw;
            report.avoidedKg -= carbon_[h] * perUnit[h] * changeWh / wPerKw;
            if (!question_.pricePerKwh.empty())
                avoidedCost -= question_.pricePerKwh[h] * perUnit[h] * changeWh / wPerKw;
            report.peakAfterW = std::max(report.peakAfterW, facilityW_[h] + perUnit[h] * changeWh);
        }
        if (!question_.pricePerKwh.empty())
            report.avoidedCost = avoidedCost;
        return report;
    }

    const YearReport& year_;
    const GridQuestion& question_;
    std::vector<double> carbon_;
    std::vector<double> generationW_;
    std::vector<double> facilityW_;
};

} // namespace

std::string siteCarbonText(const Site& site)
{
    return fmt::format("the site's constant {:.3g} kg/kWh", site.info.carbonKgPerKwh);
}

CarbonReport carbonOf(const YearReport& year, const GridQuestion& question)
{
    return CarbonYear(year, question).report();
}

} // namespace hallwright
