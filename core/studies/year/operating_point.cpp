#include "core/studies/year/operating_point.h"

#include <algorithm>

namespace hallwright {

namespace {

constexpr double noticedShare = 1e-9; // of the heat: less is rounding

CoolingMode modeOf(const Snapshot& s, double freeW)
{
    if (s.overhead.chillersW <= 0.0)
        return CoolingMode::Free;
    double heatW = s.outdoorAirHeatW;
    for (const LoopResult& loop : s.loops)
        heatW += loop.heatW;
    return freeW > noticedShare * heatW ? CoolingMode::Partial : CoolingMode::Full;
}

std::array<bool, yearLimits> limitsOf(const Snapshot& s)
{
    std::array<bool, yearLimits> beyond{};
    const auto set = [&](YearLimit limit, bool is) { beyond[static_cast<std::size_t>(limit)] = is; };
    set(YearLimit::InletTemperature, s.racksOverLimit > 0);
    set(YearLimit::PlantCapacity, std::any_of(s.loops.begin(), s.loops.end(),
                                              [](const LoopResult& loop) { return loop.shortOfCapacity; }));
    set(YearLimit::SteadyState, !s.steady);
    set(YearLimit::PowerCapacity, s.unserved.powerW > 0.0 || s.shed.count > 0 || !s.trippedSources.empty());
    set(YearLimit::Agreement, !s.converged);
    return beyond;
}

} // namespace

const YearQuantityText& textOf(YearQuantity quantity)
{
    static constexpr std::array<YearQuantityText, yearQuantities> texts{{
        {"facility_w", "Facility"},
        {"it_w", "IT"},
        {"air_handler_fans_w", "Air handler fans"},
        {"cdu_pumps_w", "CDU pumps"},
        {"loop_pumps_w", "Loop pumps"},
        {"chillers_w", "Chillers"},
        {"condenser_pumps_w", "Condenser pumps"},
        {"heat_rejection_w", "Heat rejection fans"},
        {"distribution_w", "Power distribution"},
        {"other_w", "Lighting, offices"},
        {"water_kg_s", "Water"},
        {"reused_heat_w", "Reused heat"},
        {"free_heat_w", "Heat rejected without compressors"},
        {"hottest_inlet_c", "Hottest inlet"},
    }};
    return texts[static_cast<std::size_t>(quantity)];
}

std::string_view nameOf(CoolingMode mode)
{
    static constexpr std::array<std::string_view, coolingModes> names{"free", "partial", "none"};
    return names[static_cast<std::size_t>(mode)];
}

const YearLimitText& textOf(YearLimit limit)
{
    static constexpr std::array<YearLimitText, yearLimits> texts{{
        {"inlet_temperature", "a rack's inlet above its limit"},
        {"plant_capacity", "a loop's plant short of capacity"},
        {"steady_state", "heat that nothing takes"},
        {"power_capacity", "power short or switched off"},
        {"agreement", "air, liquid, plant and power not in agreement"},
    }};
    return texts[static_cast<std::size_t>(limit)];
}

OperatingPoint operatingPointOf(const Snapshot& s)
{
    OperatingPoint point;
    double freeW = s.outdoorAirHeatW;
    for (const LoopResult& loop : s.loops)
        freeW += loop.economiserW;
    point[YearQuantity::FacilityW] = s.facilityPowerW;
    point[YearQuantity::ItW] = s.itPowerW;
    point[YearQuantity::AirHandlerFansW] = s.overhead.airHandlerFansW;
    point[YearQuantity::CduPumpsW] = s.overhead.cduPumpsW;
    point[YearQuantity::LoopPumpsW] = s.overhead.loopPumpsW;
    point[YearQuantity::ChillersW] = s.overhead.chillersW;
    point[YearQuantity::CondenserPumpsW] = s.overhead.condenserPumpsW;
    point[YearQuantity::HeatRejectionW] = s.overhead.heatRejectionW;
    point[YearQuantity::DistributionW] = s.overhead.distributionW;
    point[YearQuantity::OtherW] = s.overhead.otherW;
    point[YearQuantity::WaterKgS] = s.waterKgS;
    point[YearQuantity::ReusedHeatW] = s.reusedHeatW;
    point[YearQuantity::FreeHeatW] = freeW;
    point[YearQuantity::HottestInletC] = s.maxInletC;
    point.mode = modeOf(s, freeW);
    point.beyond = limitsOf(s);
    point.hasPue = s.pue.has_value();
    return point;
}

std::optional<double> pueOf(const OperatingPoint& point)
{
    if (!point.hasPue)
        return std::nullopt;
    return point[YearQuantity::FacilityW] / point[YearQuantity::ItW];
}

} // namespace hallwright
