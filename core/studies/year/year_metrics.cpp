#include "core/studies/year/year_metrics.h"

namespace hallwright {

namespace {

constexpr double whPerKwh = 1000.0;
constexpr double secondsOfHour = 3600.0;

YearMetrics withoutPue(YearMetrics metrics)
{
    metrics.pue.reset();
    metrics.wueSourceLPerKwh.reset();
    metrics.ere.reset();
    return metrics;
}

} // namespace

YearMetrics metricsOf(const YearSums& sums, std::optional<double> gridWaterLPerKwh)
{
    YearMetrics metrics;
    const double itKwh = sumOf(sums, YearQuantity::ItW) / whPerKwh;
    if (itKwh <= 0.0)
        return metrics;
    const double facilityKwh = sumOf(sums, YearQuantity::FacilityW) / whPerKwh;
    const double waterL = secondsOfHour * sumOf(sums, YearQuantity::WaterKgS);
    // PUE = E_fac / E_IT
    metrics.pue = facilityKwh / itKwh;
    // WUE = W / E_IT
    metrics.wueLPerKwh = waterL / itKwh;
    // WUE_source = WUE + i_w PUE
    if (gridWaterLPerKwh)
        metrics.wueSourceLPerKwh = *metrics.wueLPerKwh + *gridWaterLPerKwh * *metrics.pue;
    // ERE = (E_fac - Q_reuse) / E_IT
    metrics.ere = (facilityKwh - sumOf(sums, YearQuantity::ReusedHeatW) / whPerKwh) / itKwh;
    return metrics;
}

YearMetrics metricsOf(const YearReport& year, std::optional<double> gridWaterLPerKwh)
{
    const YearMetrics metrics = metricsOf(year.sums, gridWaterLPerKwh);
    return year.allHoursWithoutPue() < year.hours() ? metrics : withoutPue(metrics);
}

YearMetrics metricsOfMonth(const YearReport& year, std::size_t month, std::optional<double> gridWaterLPerKwh)
{
    const bool leap = year.weather->leapYear;
    const std::size_t hours = firstHourOf(month + 1, leap) - firstHourOf(month, leap);
    const YearMetrics metrics = metricsOf(year.months[month], gridWaterLPerKwh);
    return year.hoursWithoutPue[month] < hours ? metrics : withoutPue(metrics);
}

std::optional<double> partialPue(const YearSums& sums, YearQuantity cause)
{
    const double itWh = sumOf(sums, YearQuantity::ItW);
    return itWh > 0.0 ? std::optional(1.0 + sumOf(sums, cause) / itWh) : std::nullopt;
}

} // namespace hallwright
