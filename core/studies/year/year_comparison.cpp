#include "core/studies/year/year_comparison.h"

#include "core/studies/year/year_metrics.h"

#include <algorithm>
#include <functional>

namespace hallwright {

namespace {

constexpr double whPerMwh = 1e6;
constexpr double kgPerTonne = 1000.0;
constexpr double secondsOfOneHour = 3600.0;
constexpr double kgOfOneM3 = 1000.0;

using OutcomeValue = std::optional<double> (*)(const YearOutcome&);

struct ComparedLine {
    std::string_view key, title, unit;
    int decimals;
    OutcomeValue value;
};

double megawattHours(const YearOutcome& o, YearQuantity quantity)
{
    return sumOf(o.year.sums, quantity) / whPerMwh;
}

// An hour that is beyond two limits counts once.
double hoursBeyond(const YearOutcome& o)
{
    double hours = 0.0;
    for (std::size_t h = 0; h < o.year.hours(); ++h) {
        const auto& beyond = o.year.at(h).beyond;
        hours += std::any_of(beyond.begin(), beyond.end(), std::identity()) ? 1.0 : 0.0;
    }
    return hours;
}

const std::vector<ComparedLine>& comparedLines()
{
    using O = const YearOutcome&;
    using V = std::optional<double>;
    static const std::vector<ComparedLine> lines{
        {"pue", "PUE", "", 3, [](O o) { return metricsOf(o.year).pue; }},
        {"wue_l_per_kwh", "WUE", "L/kWh", 3, [](O o) { return metricsOf(o.year).wueLPerKwh; }},
        {"cue_location_kg_per_kwh", "CUE by location", "kg/kWh", 3, [](O o) { return o.carbon.cueLocation; }},
        {"cue_hourly_kg_per_kwh", "CUE hour by hour", "kg/kWh", 3, [](O o) { return o.carbon.cueHourly; }},
        {"ere", "ERE", "", 3, [](O o) { return metricsOf(o.year).ere; }},
        {"facility_mwh", "Facility energy", "MWh", 0,
         [](O o) { return V(megawattHours(o, YearQuantity::FacilityW)); }},
        {"it_mwh", "IT energy", "MWh", 0, [](O o) { return V(megawattHours(o, YearQuantity::ItW)); }},
        {"reused_mwh", "Reused heat", "MWh", 0,
         [](O o) { return V(megawattHours(o, YearQuantity::ReusedHeatW)); }},
        {"water_m3", "Water", "m³", 0,
         [](O o) { return V(secondsOfOneHour * sumOf(o.year.sums, YearQuantity::WaterKgS) / kgOfOneM3); }},
        {"carbon_t", "Carbon by location", "t", 0, [](O o) { return V(o.carbon.locationKg / kgPerTonne); }},
        {"peak_kw", "Peak", "kW", 0, [](O o) { return V(1e-3 * o.year.peakW.value); }},
        {"free_hours", "Free cooling", "h", 0,
         [](O o) {
             return V(static_cast<double>(o.year.modeHours[static_cast<std::size_t>(CoolingMode::Free)]));
         }},
        {"beyond_hours", "Beyond a limit", "h", 0, [](O o) { return V(hoursBeyond(o)); }},
        {"cost_per_year", "Cost a year", "", 0,
         [](O o) { return o.cost ? V(o.cost->perYear()) : std::nullopt; }},
        {"per_accelerator_hour", "Accelerator-hour", "", 3,
         [](O o) { return o.cost ? o.cost->perAcceleratorHour : std::nullopt; }}};
    return lines;
}

// What is no figure of either is left out.
bool isOfNone(const ComparedFigure& figure, const YearOutcome& of, const YearOutcome& against)
{
    const bool reuses = megawattHours(of, YearQuantity::ReusedHeatW) > 0.0 ||
                        megawattHours(against, YearQuantity::ReusedHeatW) > 0.0;
    if (figure.key == "ere" || figure.key == "reused_mwh")
        return !reuses;
    if (figure.key == "cue_hourly_kg_per_kwh")
        return of.carbon.generationKwh <= 0.0 && against.carbon.generationKwh <= 0.0;
    if (figure.key == "cost_per_year" || figure.key == "per_accelerator_hour")
        return !figure.of && !figure.against;
    return false;
}

} // namespace

std::vector<ComparedFigure> comparedFigures(const YearOutcome& of, const YearOutcome& against)
{
    std::vector<ComparedFigure> figures;
    for (const ComparedLine& line : comparedLines()) {
        const ComparedFigure figure{line.key,      line.title,     line.unit,
                                    line.decimals, line.value(of), line.value(against)};
        if (!isOfNone(figure, of, against))
            figures.push_back(figure);
    }
    return figures;
}

} // namespace hallwright
