// Figures that are not to be relied on.
#include "core/rules/rule_checks.h"
#include "core/simulation/sense.h"

#include <cmath>
#include <fmt/format.h>

namespace hallwright {

namespace {

constexpr const char* withinCapacity = "Bring loads within the capacity of what serves them.";

} // namespace

void checkHallSettled(const CheckedHall& at, FindingSink& sink)
{
    if (!at.result.settled)
        sink.add(refTo(at.result.hall->id), {},
                 fmt::format("The inlet temperatures of {} did not settle.", at.result.hall->name),
                 withinCapacity);
}

void checkSiteSettled(const CheckedSite& at, FindingSink& sink)
{
    const Snapshot& snapshot = at.snapshot;
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k) {
        const CoolantLoop& loop = snapshot.site->cooling->loops[k];
        const auto& hydraulics = snapshot.loops[k].hydraulics;
        if (hydraulics && !hydraulics->settled)
            sink.add(refTo(loop.id), {},
                     fmt::format("The flows in the rings of {} did not settle.", loop.name), withinCapacity)
                .building = loop.building;
    }
    if (!snapshot.converged)
        sink.add(siteData(), {},
                 fmt::format("Air, liquid, plant and power do not agree after {} passes.", snapshot.rounds),
                 withinCapacity);
    if (const std::string why = whyNoFigures(snapshot); !why.empty())
        sink.add(siteData(), {}, why,
                 "Correct the value: kilowatts typed as watts are a thousand times too small.");
    else if (!std::isfinite(snapshot.energyResidual + snapshot.massResidual + snapshot.powerResidual))
        sink.add(siteData(), {}, "Some results are not finite numbers.",
                 "Look for equipment whose ratings are not stated.");
}

} // namespace hallwright
