#include "core/physics/chiller_group.h"

#include "core/model/plant_kinds.h"
#include "core/physics/chiller_catalogue.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace hallwright {

const ChillerCurves& curvesOf(const PlantUnit& unit)
{
    const bool air = unit.kind == PlantKind::AirCooledChiller;
    const ChillerCurves* record = unit.curves.empty() ? nullptr : findChiller(unit.curves);
    if (record != nullptr && record->airCooled == air)
        return *record;
    return air ? airCooledYcal : waterCooledCarrier;
}

bool isChartedFor(const PlantUnit& unit, double waterC)
{
    constexpr double roundingK = 1e-9;
    if (!isChiller(unit.kind))
        return true;
    const ChillerCurves& curves = curvesOf(unit);
    return waterC >= curves.leastWaterC - roundingK && waterC <= curves.mostWaterC + roundingK;
}

namespace {

Chiller chillerOf(const PlantUnit& unit)
{
    const ChillerCurves& curves = curvesOf(unit);
    return {curves, unit.capacityW, unit.ratedCop > 0.0 ? unit.ratedCop : curves.referenceCop,
            curves.airCooled ? unit.ratedOutdoorC : curves.referenceCondenserC};
}

bool areAlike(const PlantUnit& a, const PlantUnit& b)
{
    return a.capacityW == b.capacityW && a.ratedCop == b.ratedCop && a.ratedOutdoorC == b.ratedOutdoorC &&
           a.curves == b.curves;
}

} // namespace

ChillerGroup::ChillerGroup(std::span<const PlantUnit* const> units, std::span<const char> available,
                           PlantKind kind, double waterC)
{
    std::vector<const PlantUnit*> firstOfMake;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const PlantUnit& unit = *units[i];
        const bool inService = i >= available.size() || available[i] != 0;
        if (unit.kind != kind || !inService || !(unit.capacityW > 0.0) || !std::isfinite(unit.capacityW))
            continue;
        std::size_t make = 0;
        while (make < firstOfMake.size() && !areAlike(*firstOfMake[make], unit))
            ++make;
        if (make == firstOfMake.size()) {
            const ChillerAtWater machine(chillerOf(unit), waterC);
            if (!(machine.leastCapacityW() > 0.0))
                continue;
            firstOfMake.push_back(&unit);
            makes_.push_back(machine);
        }
        units_.push_back(i);
        makeOf_.push_back(make);
        statedCapacityW_ += unit.capacityW;
    }
    bestFirst(kind);
    double leastW = 0.0;
    for (const std::size_t make : makeOf_) {
        leastW += makes_[make].leastCapacityW();
        leastCapacityW_.push_back(leastW);
    }
}

// A plant that started them as they are stored would draw less without one that is worse than those behind it.
void ChillerGroup::bestFirst(PlantKind kind)
{
    if (alike())
        return;
    const double ratedAtC = kind == PlantKind::AirCooledChiller ? 35.0 : 29.4;
    std::vector<double> powerPerHeat;
    for (const ChillerAtWater& make : makes_)
        powerPerHeat.push_back(make.powerPerHeat(ratedAtC));
    std::vector<std::pair<std::size_t, std::size_t>> machines; // make, unit
    for (std::size_t k = 0; k < units_.size(); ++k)
        machines.emplace_back(makeOf_[k], units_[k]);
    std::ranges::stable_sort(machines, {}, [&](const auto& of) { return powerPerHeat[of.first]; });
    for (std::size_t k = 0; k < machines.size(); ++k)
        std::tie(makeOf_[k], units_[k]) = machines[k];
}

double ChillerGroup::capacityW(double condenserC) const
{
    std::vector<double> ofMakeW;
    for (const ChillerAtWater& make : makes_)
        ofMakeW.push_back(make.capacityW(condenserC));
    double sum = 0.0;
    for (const std::size_t make : makeOf_)
        sum += ofMakeW[make];
    return sum;
}

std::size_t ChillerGroup::leastRunning(double heatW, double stagingLoad) const
{
    const auto enough =
        std::lower_bound(leastCapacityW_.begin(), leastCapacityW_.end(), heatW,
                         [&](double leastW, double heat) { return stagingLoad * leastW < heat; });
    const auto count = static_cast<std::size_t>(enough - leastCapacityW_.begin()) + 1;
    return std::min(count, size());
}

RunningChillers::RunningChillers(const ChillerGroup& group, std::size_t count, double heatW)
    : group_(&group), heatPerLeastCapacity_(heatW / group.leastCapacityW_[count - 1]),
      countOfMake_(group.makes_.size(), 0.0)
{
    for (std::size_t k = 0; k < count; ++k)
        countOfMake_[group.makeOf_[k]] += 1.0;
    loads_.reserve(group.makes_.size());
    for (const ChillerAtWater& make : group.makes_)
        loads_.emplace_back(make, heatPerLeastCapacity_ * make.leastCapacityW()); // qi = Q wi / Σ w
}

double RunningChillers::powerW(double condenserC) const
{
    double sum = 0.0;
    for (std::size_t make = 0; make < loads_.size(); ++make) {
        if (countOfMake_[make] > 0.0)
            sum += countOfMake_[make] * loads_[make].powerW(condenserC);
    }
    return sum;
}

double RunningChillers::heatOfW(std::size_t k) const
{
    return heatPerLeastCapacity_ * group_->machine(k).leastCapacityW();
}

double RunningChillers::powerOfW(std::size_t k, double condenserC) const
{
    return loads_[group_->make(k)].powerW(condenserC);
}

CheapestChillers::CheapestChillers(const ChillerGroup& group, double heatW, double stagingLoad)
    : group_(&group), heatW_(heatW), least_(group.leastRunning(heatW, stagingLoad)), ready_(group.size() + 1)
{
}

double CheapestChillers::powerOf(std::size_t count, double condenserC)
{
    if (!ready_[count])
        ready_[count].emplace(*group_, count, heatW_);
    return ready_[count]->powerW(condenserC);
}

std::size_t CheapestChillers::count(double condenserC)
{
    if (group_->empty() || !(heatW_ > 0.0))
        return 0;
    return cheapestCount(*group_, least_, [&](std::size_t count) { return powerOf(count, condenserC); });
}

double CheapestChillers::powerW(double condenserC)
{
    const std::size_t running = count(condenserC);
    return running > 0 ? powerOf(running, condenserC) : 0.0;
}

} // namespace hallwright
