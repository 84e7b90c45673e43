// The chillers of one kind in a loop, of which the first so many run: those that draw the least for their heat come
// first, at full load, the group's water and the condenser temperature of a rating (AHRI 550/590: 35 °C air, 29.4 °C
// water), equal ones as they are stored. So the order does not depend on the weather, and no better machine waits
// behind a worse one: without one, others of its size draw no less.
//
//     qi = Q wi / Σ w, over the running machines
//
// q, Q heat of a machine and of all [W]; w a machine's least capacity at any condenser temperature [W]. Machines of one
// record so run at equal part load. Unlike ones come near to it, and what each takes does not depend on the weather:
// their joint power rises with the condenser's temperature as each one's does. Range and source:
// chiller.h. Nothing is thrown.
#pragma once

#include "core/model/cooling_network.h"
#include "core/physics/chiller.h"

#include <cmath>
#include <optional>
#include <span>
#include <vector>

namespace hallwright {

// Those of its record, or of its kind's default: see below.
const ChillerCurves& curvesOf(const PlantUnit& unit);

// Whether those were fitted on water of this temperature; true of what is no chiller.
bool isChartedFor(const PlantUnit& unit, double waterC);

class ChillerGroup
{
public:
    // Those of `kind` among the units that are in service, at one temperature of leaving water. A record that the
    // catalogue does not know, or whose condenser is of the other kind, leaves a unit with its kind's default. Machines
    // without capacity are left out.
    ChillerGroup(std::span<const PlantUnit* const> units, std::span<const char> available, PlantKind kind,
                 double waterC);

    std::size_t size() const { return units_.size(); }
    bool empty() const { return units_.empty(); }
    bool alike() const { return makes_.size() < 2; } // all of one make and rating
    double statedCapacityW() const { return statedCapacityW_; }
    double capacityW(double condenserC) const;
    // Position among the loop's units of the k-th machine to start.
    std::size_t unit(std::size_t k) const { return units_[k]; }
    std::size_t make(std::size_t k) const { return makeOf_[k]; }
    const ChillerAtWater& machine(std::size_t k) const { return makes_[makeOf_[k]]; }

    // How many must run to carry the heat in any weather at `stagingLoad` of their capacity; all where none suffice.
    std::size_t leastRunning(double heatW, double stagingLoad) const;

private:
    friend class RunningChillers;

    void bestFirst(PlantKind kind);

    std::vector<ChillerAtWater> makes_;
    std::vector<std::size_t> units_;
    std::vector<std::size_t> makeOf_;
    std::vector<double> leastCapacityW_; // of the first k + 1
    double statedCapacityW_ = 0.0;
};

// The first `count` of a group with their joint heat; the group must outlive it.
class RunningChillers
{
public:
    RunningChillers(const ChillerGroup& group, std::size_t count, double heatW);

    double powerW(double condenserC) const;
    double heatOfW(std::size_t k) const;
    double powerOfW(std::size_t k, double condenserC) const;

private:
    const ChillerGroup* group_;
    double heatPerLeastCapacity_;
    std::vector<ChillerLoad> loads_; // of one machine of each make
    std::vector<double> countOfMake_;
};

inline constexpr double leastSaving = 1e-12; // relative: rounding switches no machine on

// The count of a group's machines, from `least` up, whose `powerW(count)` is the least. Of machines all alike each one
// more saves less than the one before, so the first that saves nothing ends the search.
template <typename Power>
std::size_t cheapestCount(const ChillerGroup& group, std::size_t least, Power powerW)
{
    if (group.alike()) {
        std::size_t most = group.size();
        while (least < most) {
            const std::size_t middle = least + (most - least) / 2;
            if (powerW(middle + 1) < powerW(middle) * (1.0 - leastSaving))
                least = middle + 1;
            else
                most = middle;
        }
        return least;
    }
    std::size_t best = least;
    double bestW = powerW(least);
    for (std::size_t count = least + 1; count <= group.size(); ++count) {
        const double countW = powerW(count);
        if (countW < bestW * (1.0 - leastSaving)) {
            best = count;
            bestW = countW;
        }
    }
    return best;
}

// The same for machines all alike, from a count that is not far off.
template <typename Power>
std::size_t cheapestNear(const ChillerGroup& group, std::size_t count, Power powerW)
{
    const auto saves = [&](std::size_t more) {
        return powerW(more) < powerW(more - 1) * (1.0 - leastSaving);
    };
    while (count < group.size() && (powerW(count) == HUGE_VAL || saves(count + 1)))
        ++count;
    while (count > 1 && !saves(count))
        --count;
    return count;
}

// However many of a group draw the least with their joint heat, from `leastRunning` up.
class CheapestChillers
{
public:
    CheapestChillers(const ChillerGroup& group, double heatW, double stagingLoad);

    std::size_t count(double condenserC);
    double powerW(double condenserC);

private:
    double powerOf(std::size_t count, double condenserC);

    const ChillerGroup* group_;
    double heatW_;
    std::size_t least_;
    std::vector<std::optional<RunningChillers>> ready_; // of each count that was asked for
};

} // namespace hallwright
