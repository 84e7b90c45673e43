#include "views/report/sheet_limit.h"

#include "core/model/errors.h"

#include <fmt/format.h>

namespace hallwright::report {

void requireSheets(const ReportContent& content, const ReportOptions& options)
{
    constexpr int leastRowsOfSheet = 6, chartsOfBuilding = 2, campusMaps = 4;
    if (!options.sheets)
        return; // nothing to count for
    const Site& site = *content.snapshot.site;
    const int known = sheetCount(content, options);
    if (options.sheets->last <= known)
        return;
    // A line of a table for each place and each element that could be lost, and charts of the buildings.
    std::size_t rows = capacityResourceCount + mostUnlocks + lifecycleStatusCount + site.buildings.size() +
                       site.power->nodes.size() + site.cooling->plant.size();
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls)
            rows += 1 + hall->rows.size() + hall->cdus.size() + hall->airHandlers.size();
    }
    const std::size_t beside =
        options.pack == Pack::Plan
            ? 0
            : 2 + campusMaps + chartsOfBuilding * site.buildings.size() + rows / leastRowsOfSheet;
    const int most = known + static_cast<int>(beside);
    if (options.sheets->last > most)
        throw InputError(fmt::format("Pages {} to {} were asked for, but the report has {}{}.",
                                     options.sheets->first, options.sheets->last,
                                     beside > 0 ? "at most " : "", most));
}

} // namespace hallwright::report
