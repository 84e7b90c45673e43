#include "core/simulation/sense.h"

#include "core/model/number_text.h"
#include "core/model/requirements.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace hallwright {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Loss curves are measured to 1.25 or 1.5 times the rating; what carries more trips. Judgement: what is beyond this is no
// overload that somebody could plan, but a slip.
constexpr double senselessLoad = 100.0;
constexpr double senselessPowerW = 10.0 * check::largestPowerW;

bool makesSense(double powerW)
{
    return std::isfinite(powerW) && std::abs(powerW) <= senselessPowerW;
}

bool isOverloaded(const PowerNode& node, const PowerNodeResult& result)
{
    return node.ratedW > 0.0 && !(result.outputW <= senselessLoad * node.ratedW);
}

// The node nearest to the loads: the load of those before it follows from its loss.
std::string overloadedNode(const Snapshot& snapshot)
{
    const PowerNetwork& power = *snapshot.site->power;
    std::vector<char> follows(power.nodes.size(), 0);
    std::vector<std::size_t> toVisit;
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        if (isOverloaded(power.nodes[i], snapshot.powerNodes[i]))
            toVisit.push_back(i);
    }
    while (!toVisit.empty()) { // all before an overloaded one, also past those that carry it
        const std::size_t at = toVisit.back();
        toVisit.pop_back();
        for (const PowerNodeId feeder : power.nodes[at].fedBy) {
            const PowerNode* node = power.find(feeder);
            const auto i = node ? static_cast<std::size_t>(node - power.nodes.data()) : power.nodes.size();
            if (node && !std::exchange(follows[i], 1))
                toVisit.push_back(i);
        }
    }
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        const PowerNode& node = power.nodes[i];
        const double outputW = snapshot.powerNodes[i].outputW;
        if (follows[i] || !isOverloaded(node, snapshot.powerNodes[i]))
            continue;
        return fmt::format(
            "Power node {} is rated {} and would carry {}: no figures follow from that; correct "
            "its rating, or the power of what it feeds.",
            node.name, kilowatts(node.ratedW, 3),
            makesSense(outputW) ? kilowatts(outputW) : "more than any campus");
    }
    return {};
}

std::string senselessPower(std::string_view what, const std::string& name)
{
    return fmt::format(
        "The power of the {} of {} comes to more than any campus has: no figures follow from that; "
        "correct its values, or the load of what it serves.",
        what, name);
}

// In the order in which one follows from another.
std::string senselessEquipment(const Snapshot& snapshot)
{
    for (const HallResultPtr& hall : snapshot.halls) {
        if (!makesSense(hall->itPowerW))
            return senselessPower("racks", hall->hall->name);
        if (!makesSense(hall->airHandlerPowerW))
            return senselessPower("air handlers", hall->hall->name);
        if (!makesSense(hall->cduPumpPowerW))
            return senselessPower("CDU pumps", hall->hall->name);
    }
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k) {
        if (!makesSense(snapshot.loops[k].pumpPowerW))
            return senselessPower("pumps", snapshot.site->cooling->loops[k].name);
    }
    for (std::size_t u = 0; u < snapshot.plant.size(); ++u) {
        if (!makesSense(snapshot.plant[u].powerW))
            return senselessPower("compressors, fans and pumps", snapshot.site->cooling->plant[u].name);
    }
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        if (!makesSense(snapshot.powerNodes[i].lossW))
            return senselessPower("losses", snapshot.site->power->nodes[i].name);
    }
    return {};
}

template <class Result>
void blankPowers(Result& result)
{
    result.coolingPowerW = result.distributionLossW = result.facilityPowerW = none;
}

} // namespace

std::string whyNoFigures(const Snapshot& snapshot)
{
    std::string why = overloadedNode(snapshot);
    return why.empty() ? senselessEquipment(snapshot) : why;
}

void blankWithoutSense(Snapshot& snapshot)
{
    if (whyNoFigures(snapshot).empty())
        return;
    for (BuildingResult& building : snapshot.buildings)
        blankPowers(building);
    blankPowers(snapshot);
    OverheadSplit& split = snapshot.overhead;
    for (double* part : {&split.airHandlerFansW, &split.cduPumpsW, &split.loopPumpsW, &split.chillersW,
                         &split.condenserPumpsW, &split.heatRejectionW, &split.distributionW})
        *part = none;
    snapshot.sourcePowerW = snapshot.waterKgS = none;
    snapshot.pue.reset();
    snapshot.steady = snapshot.cooled = false; // so that nothing has a PUE of powers that are none
    for (BuildingResult& building : snapshot.buildings)
        building.steady = building.cooled = false;
}

} // namespace hallwright
