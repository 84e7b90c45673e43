// The floor that people need to service racks, air handlers and CDUs.
#include "core/rules/rule_checks.h"

#include "core/layout/clearances.h"
#include "core/layout/rows.h"
#include "core/model/number_text.h"

#include <fmt/format.h>
#include <utility>

namespace hallwright {

namespace {

// "Rack A03 in hall Hall A has 0.50 m clear behind it, up to the wall; 0.90 m is needed to service it."
void addNarrowing(const CheckedLayout& at, ObjectRef subject, const std::string& what, const char* side,
                  const Narrowing& narrow, double neededM, const char* purpose, std::string remedy,
                  FindingSink& sink)
{
    const auto [clear, needed] = groupedApart(narrow.clearM, neededM, 2);
    Finding& finding =
        sink.add(subject, Figure{narrow.clearM, neededM, "m"},
                 fmt::format("{} in hall {} has {} m clear {}, up to {}; {} m is needed to {}.", what,
                             at.hall.name, clear, side, narrow.what, needed, purpose),
                 std::move(remedy));
    if (narrow.obstacle)
        finding.other = at.obstacles[*narrow.obstacle].object;
}

// Of a rack and what stands before one side of it, the one that stands in no row is to go; of two alike, either.
std::string roomBeside(const CheckedLayout& at, std::size_t rack, const Narrowing& narrow, double neededM,
                       const char* side, const char* awayFromIt)
{
    const double byM = neededM - narrow.clearM;
    const std::string& name = at.hall.racks[rack].name;
    if (!narrow.obstacle)
        return fmt::format("Move rack {} {} by {:.2f} m.", name, awayFromIt, byM);
    const bool rackInRow = standsInRow(at, rack), otherInRow = standsInRow(at, *narrow.obstacle);
    if (rackInRow && !otherInRow)
        return fmt::format("Move {} away by {:.2f} m, off the floor {} rack {}.", narrow.what, byM, side,
                           name);
    if (!rackInRow && otherInRow)
        return fmt::format("Move rack {} {} by {:.2f} m.", name, awayFromIt, byM);
    return fmt::format("Move rack {} {} by {:.2f} m, or {} away from it.", name, awayFromIt, byM,
                       narrow.what);
}

} // namespace

void checkHotAisles(const CheckedLayout& at, FindingSink& sink)
{
    std::vector<std::uint32_t> near;
    for (std::size_t i = 0; i < at.hall.racks.size(); ++i) {
        const Rack& rack = at.hall.racks[i];
        const auto narrow =
            narrowingBefore(at.hall, at.obstacles, at.grid, i, rack.pose.yawDeg + 180.0, leastServiceM, near);
        if (narrow)
            addNarrowing(at, refTo(rack.id), "Rack " + rack.name, "behind it", *narrow, leastServiceM,
                         "service it", roomBeside(at, i, *narrow, leastServiceM, "behind", "forward"), sink);
    }
}

// Less than leastColdAisleM is told by checkColdAisles.
void checkDrawOut(const CheckedLayout& at, FindingSink& sink)
{
    constexpr double toleranceM = 1e-6;
    std::vector<std::uint32_t> near;
    for (std::size_t i = 0; i < at.hall.racks.size(); ++i) {
        const Rack& rack = at.hall.racks[i];
        const auto narrow =
            narrowingBefore(at.hall, at.obstacles, at.grid, i, rack.pose.yawDeg, drawOutM, near);
        if (narrow && narrow->clearM > leastColdAisleM - toleranceM)
            addNarrowing(at, refTo(rack.id), "Rack " + rack.name, "in front of it", *narrow, drawOutM,
                         "draw a server out onto a lift",
                         roomBeside(at, i, *narrow, drawOutM, "before", "back"), sink);
    }
}

// Air handlers and CDUs are serviced from their front.
void checkServiceSides(const CheckedLayout& at, FindingSink& sink)
{
    std::vector<std::uint32_t> near;
    for (std::size_t i = at.hall.racks.size(); i < at.obstacles.size(); ++i) {
        const Obstacle& unit = at.obstacles[i];
        if (unit.object.kind != ObjectKind::AirHandler && unit.object.kind != ObjectKind::Cdu)
            continue;
        const auto narrow = narrowingBefore(at.hall, at.obstacles, at.grid, i, unit.footprint.pose.yawDeg,
                                            leastServiceM, near);
        if (narrow)
            addNarrowing(
                at, unit.object, *unit.name, "before its front", *narrow, leastServiceM, "service it",
                narrow->obstacle
                    ? fmt::format("Move {} away from it by {:.2f} m, or turn {} to a free side.",
                                  narrow->what, leastServiceM - narrow->clearM, *unit.name)
                    : fmt::format("Move {} away from the wall by {:.2f} m, or turn it to a free side.",
                                  *unit.name, leastServiceM - narrow->clearM),
                sink);
    }
}

} // namespace hallwright
