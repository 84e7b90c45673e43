// The floor that people need to service racks, air handlers and CDUs.
#include "core/rules/rule_checks.h"

#include "core/layout/clearances.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

std::string serviced(const CheckedLayout& at, const Rack& rack)
{
    return fmt::format("Rack {} in hall {}", rack.name, at.hall.name);
}

} // namespace

void checkHotAisles(const CheckedLayout& at, FindingSink& sink)
{
    std::vector<std::uint32_t> near;
    for (std::size_t i = 0; i < at.hall.racks.size(); ++i) {
        const Rack& rack = at.hall.racks[i];
        const auto narrow =
            narrowingBefore(at.hall, at.obstacles, at.grid, i, rack.pose.yawDeg + 180.0, leastServiceM, near);
        if (!narrow)
            continue;
        Finding& finding = sink.add(
            refTo(rack.id), Figure{narrow->clearM, leastServiceM, "m"},
            fmt::format(
                "{} has {:.2f} m clear behind it, up to {}; at least {:.2f} m is needed to service it.",
                serviced(at, rack), narrow->clearM, narrow->text(), leastServiceM),
            fmt::format("Move rack {} forward by {:.2f} m, or what stands behind it away.", rack.name,
                        leastServiceM - narrow->clearM));
        if (narrow->upTo)
            finding.other = narrow->upTo->object;
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
        if (!narrow || narrow->clearM < leastColdAisleM - toleranceM)
            continue;
        Finding& finding = sink.add(
            refTo(rack.id), Figure{narrow->clearM, drawOutM, "m"},
            fmt::format("{} has {:.2f} m clear in front of it, up to {}; {:.2f} m is needed to draw a server "
                        "out onto a lift.",
                        serviced(at, rack), narrow->clearM, narrow->text(), drawOutM),
            fmt::format("Move rack {} back by {:.2f} m, or what stands before it away.", rack.name,
                        drawOutM - narrow->clearM));
        if (narrow->upTo)
            finding.other = narrow->upTo->object;
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
        if (!narrow)
            continue;
        Finding& finding = sink.add(
            unit.object, Figure{narrow->clearM, leastServiceM, "m"},
            fmt::format("{} in hall {} has {:.2f} m clear before its front, up to {}; at least {:.2f} m is "
                        "needed to service it.",
                        *unit.name, at.hall.name, narrow->clearM, narrow->text(), leastServiceM),
            fmt::format("Move what stands before {} away by {:.2f} m, or turn {} to a free side.", *unit.name,
                        leastServiceM - narrow->clearM, *unit.name));
        if (narrow->upTo)
            finding.other = narrow->upTo->object;
    }
}

} // namespace hallwright
