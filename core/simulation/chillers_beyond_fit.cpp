#include "core/simulation/chillers_beyond_fit.h"

#include "core/model/number_text.h"
#include "core/physics/chiller_catalogue.h"
#include "core/physics/chiller_group.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace hallwright {

namespace {

// Chillers of one record that leave their water alike warm.
struct Alike {
    const ChillerCurves* curves = nullptr;
    double waterC = 0.0;
    double beyondK = 0.0; // of the furthest
    const PlantUnit* first = nullptr;
    std::size_t count = 0;
    std::set<CoolantLoopId> loops;
    double powerW = 0.0;
    double edgeW = 0.0; // at the edge of the fit

    double nearestWaterC() const { return std::clamp(waterC, curves->leastWaterC, curves->mostWaterC); }
    bool isOfWater() const { return nearestWaterC() != waterC; }
    // In the cold a machine holds its condenser at the least that it was fitted on, so only a hot one is beyond.
    double condenserC() const { return curves->mostCondenserC + (isOfWater() ? 0.0 : beyondK); }
};

std::vector<Alike> groupsOf(const Snapshot& snapshot)
{
    constexpr double alikeK = 0.05; // what one decimal tells apart
    std::vector<Alike> groups;
    for (std::size_t u = 0; u < snapshot.plant.size(); ++u) {
        const PlantUnitResult& result = snapshot.plant[u];
        if (result.beyondFitK <= 0.0)
            continue;
        const PlantUnit& unit = snapshot.site->cooling->plant[u];
        const ChillerCurves& curves = curvesOf(unit);
        const double waterC = result.leavingC.value_or(0.0);
        auto group = std::ranges::find_if(groups, [&](const Alike& alike) {
            return alike.curves == &curves && std::abs(alike.waterC - waterC) < alikeK;
        });
        if (group == groups.end())
            group = groups.insert(groups.end(), Alike{&curves, waterC, 0.0, &unit, 0, {}, 0.0, 0.0});
        ++group->count;
        group->loops.insert(unit.loop);
        group->beyondK = std::max(group->beyondK, result.beyondFitK);
        group->powerW += result.powerW;
        group->edgeW += result.powerW - result.fitPowerW;
    }
    return groups;
}

std::string whoOf(const Site& site, const Alike& group)
{
    const std::string loop = site.cooling->find(group.first->loop)->name;
    const std::string of = group.loops.size() == 1 ? loop : fmt::format("{} loops", group.loops.size());
    return group.count == 1 ? fmt::format("{} of {} runs", group.first->name, loop)
                            : fmt::format("{} and {} of {} run", group.first->name,
                                          counted(group.count - 1, "more chiller"), of);
}

std::string rangeText(double leastC, double mostC)
{
    return fmt::format("{:.1f} to {:.1f} °C", leastC, mostC);
}

// Of the machines that were fitted on such water and such a condenser, that of the nearest capacity.
std::string otherCurves(const Alike& group)
{
    const ChillerCurves* nearest = nullptr;
    const auto farther = [&](const ChillerCurves& record) {
        return std::abs(std::log(record.referenceCapacityW / group.first->capacityW));
    };
    for (const ChillerCurves& record : chillerRecords()) {
        const bool covers = record.airCooled == group.curves->airCooled &&
                            record.leastWaterC <= group.waterC && group.waterC <= record.mostWaterC &&
                            group.condenserC() <= record.mostCondenserC;
        if (covers && (!nearest || farther(record) < farther(*nearest)))
            nearest = &record;
    }
    return nearest ? fmt::format("The curves of \"{}\" cover it", nearest->name)
                   : std::string("No curves of the catalogue cover it");
}

std::string elseOf(const Alike& group)
{
    if (group.isOfWater())
        return fmt::format("a set point of {:.1f} °C or {} lies within the fit", group.nearestWaterC(),
                           group.waterC > group.nearestWaterC() ? "colder" : "warmer");
    return group.curves->airCooled ? std::string("cooler days lie within the fit")
                                   : std::string("more cooling towers make the condenser water colder");
}

std::string noteOf(const Site& site, const Alike& group)
{
    const ChillerCurves& curves = *group.curves;
    const std::string where =
        group.isOfWater()
            ? fmt::format("with water of {:.1f} °C, and the curves were fitted on {}", group.waterC,
                          rangeText(curves.leastWaterC, curves.mostWaterC))
            : fmt::format("with {:.1f} °C at the condenser, and the curves were fitted on {}",
                          group.condenserC(), rangeText(curves.leastCondenserC, curves.mostCondenserC));
    return fmt::format(
        "{} {}: the power of {} is extrapolated with the Carnot lift, at the edge of the fit it would be "
        "{}. {}; {}.",
        whoOf(site, group), where, kilowatts(group.powerW, 0), kilowatts(group.edgeW, 0), otherCurves(group),
        elseOf(group));
}

} // namespace

std::vector<std::string> chillersBeyondFit(const Snapshot& snapshot)
{
    std::vector<std::string> notes;
    for (const Alike& group : groupsOf(snapshot))
        notes.push_back(noteOf(*snapshot.site, group));
    return notes;
}

} // namespace hallwright
