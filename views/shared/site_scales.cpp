#include "views/shared/site_scales.h"

#include "core/simulation/heatmap.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hallwright::style {

std::optional<ScaleEnds> inletEndsOf(const Snapshot& snapshot)
{
    std::optional<ScaleEnds> ends;
    for (const HallResultPtr& hall : snapshot.halls) {
        for (const RackResult& rack : hall->racks) {
            if (!(rack.airflowM3s > 0.0) || std::isnan(rack.inletC))
                continue; // nothing enters it, or nobody knows how warm
            if (!ends)
                ends = ScaleEnds{rack.inletC, rack.inletC, std::nullopt};
            ends->coldestInletC = std::min(ends->coldestInletC, rack.inletC);
            ends->warmestInletC = std::max(ends->warmestInletC, rack.inletC);
        }
    }
    return ends;
}

bool SiteScales::take(const Snapshot& shown, VersionShown version, bool density)
{
    std::optional<ScaleEnds> found = inletEndsOf(shown);
    if (found && density) {
        double densest = 0.0;
        for (const HallResultPtr& hall : shown.halls)
            densest = std::max(densest, densestOf(hall));
        found->densestKwM2 = densest;
    }
    if (found && ends_ && version == VersionShown::UnderTheHand) {
        found->coldestInletC = std::min(found->coldestInletC, ends_->coldestInletC);
        found->warmestInletC = std::max(found->warmestInletC, ends_->warmestInletC);
        if (found->densestKwM2)
            found->densestKwM2 = std::max(*found->densestKwM2, ends_->densestKwM2.value_or(0.0));
    }
    return std::exchange(ends_, found) != found;
}

void SiteScales::clear()
{
    ends_.reset();
    densest_.clear();
}

double SiteScales::densestOf(const HallResultPtr& hall)
{
    auto& [seen, densest] = densest_[hall->hall->id];
    if (seen != hall) {
        seen = hall;
        densest = heatmapOf(*hall, HeatmapQuantity::PowerDensity).maximum;
    }
    return densest;
}

} // namespace hallwright::style
