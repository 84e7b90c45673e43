// Values that can be, and that hardly anybody builds: more often a slip of a unit than a design.
#include "core/model/number_text.h"
#include "core/model/plant_kinds.h"
#include "core/rules/rule_checks.h"

#include <fmt/format.h>
#include <tuple>
#include <utility>

namespace hallwright {

namespace {

// What is built or announced, with room. Judgement where no source is named.
constexpr double highestRackPowerW = 1e6;  // 0.6 MW announced for 2027 (NVIDIA, GTC 2025)
constexpr double leastChillerCop = 1.5;    // AHRI 550/590 rates from about 2.5
constexpr double highestChillerCop = 20.0; // at the least lift
constexpr double leastRangeK = 1.0;        // of a loop: its pumps would move ten times the usual water
constexpr double highestRangeK = 40.0;
constexpr double leastPumpEfficiency = 0.2;
constexpr double highestApproachK = 30.0; // of an exchanger in liquid cooling

// One value of an object against what is usual.
void hold(FindingSink& sink, ObjectRef object, const std::string& name, std::string_view what, Figure figure,
          double leastUsual, double mostUsual)
{
    if (figure.value >= leastUsual && figure.value <= mostUsual)
        return;
    const bool low = figure.value < leastUsual;
    figure.limit = low ? leastUsual : mostUsual;
    const std::string unit = figure.unit.empty() ? std::string() : fmt::format(" {}", figure.unit);
    auto [is, usual] =
        std::pair(fmt::format("{:.6g}{}", figure.value, unit), fmt::format("{:g}{}", *figure.limit, unit));
    if (figure.unit == "W")
        std::tie(is, usual) = kilowattsApart(figure.value, *figure.limit);
    sink.add(object, figure,
             fmt::format("The {} of {} is {}, {} what is built ({}).", what, name, is,
                         low ? "below" : "above", usual),
             fmt::format("Correct the {} of {}, or waive this where it is meant.", what, name));
}

} // namespace

void checkPlausibleRacks(const CheckedLayout& at, FindingSink& sink)
{
    for (const Rack& rack : at.hall.racks)
        hold(sink, refTo(rack.id), rack.name, "power", {rack.powerW, {}, "W"}, 0.0, highestRackPowerW);
    for (const Cdu& cdu : at.hall.cdus)
        hold(sink, refTo(cdu.id), cdu.name, "approach", {cdu.approachK, {}, "K"}, 0.0, highestApproachK);
}

void checkPlausiblePlant(const CheckedSite& at, FindingSink& sink)
{
    const CoolingNetwork& cooling = *at.snapshot.site->cooling;
    for (const CoolantLoop& loop : cooling.loops) {
        hold(sink, refTo(loop.id), loop.name, "design temperature difference", {loop.designDeltaTK, {}, "K"},
             leastRangeK, highestRangeK);
        hold(sink, refTo(loop.id), loop.name, "pump efficiency", {loop.pumpEfficiency, {}, ""},
             leastPumpEfficiency, 1.0);
    }
    for (const PlantUnit& unit : cooling.plant) {
        if (isChiller(unit.kind))
            hold(sink, refTo(unit.id), unit.name, "coefficient of performance", {unit.ratedCop, {}, ""},
                 leastChillerCop, highestChillerCop);
        else
            hold(sink, refTo(unit.id), unit.name, "approach", {unit.ratedApproachK, {}, "K"}, 0.0,
                 highestApproachK);
    }
}

} // namespace hallwright
