#include "app/cli/violations.h"

#include "app/cli/violation_rules.h"

#include <fmt/format.h>

#include <cmath>

namespace hallwright::cli {

void addUnsettled(const Snapshot& snapshot, std::vector<Violation>& found)
{
    for (const HallResultPtr& hall : snapshot.halls) {
        if (!hall->settled)
            found.push_back({"unsettled",
                             hall->hall->id,
                             {},
                             fmt::format("The inlet temperatures of {} did not settle.", hall->hall->name)});
    }
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k) {
        const auto& hydraulics = snapshot.loops[k].hydraulics;
        if (hydraulics && !hydraulics->settled)
            found.push_back({"unsettled",
                             {},
                             {},
                             fmt::format("The flows in the rings of {} did not settle.",
                                         snapshot.site->cooling->loops[k].name)});
    }
    if (!snapshot.converged)
        found.push_back(
            {"unsettled",
             {},
             {},
             fmt::format("Air, liquid, plant and power do not agree after {} passes.", snapshot.rounds)});
    if (!std::isfinite(snapshot.energyResidual + snapshot.massResidual + snapshot.powerResidual))
        found.push_back({"unsettled", {}, {}, "Some results are not finite numbers."});
}

std::vector<Violation> findAllViolations(const Snapshot& snapshot)
{
    std::vector<Violation> found = findViolations(*snapshot.site);
    addPowerViolations(snapshot, found);
    addLoopViolations(snapshot, found);
    for (const HallResultPtr& hall : snapshot.halls)
        addHallViolations(*hall, snapshot.conditions, found);
    addUnsettled(snapshot, found);
    return found;
}

} // namespace hallwright::cli
