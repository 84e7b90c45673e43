#include "views/shared/site_scales.h"

#include "core/simulation/heatmap.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hallwright::style {

namespace {

std::optional<ScaleEnds> inletEndsOf(const HallResult& hall)
{
    std::optional<ScaleEnds> ends;
    for (const RackResult& rack : hall.racks) {
        if (!(rack.airflowM3s > 0.0) || std::isnan(rack.inletC))
            continue; // nothing enters it, or nobody knows how warm
        if (!ends)
            ends = ScaleEnds{rack.inletC, rack.inletC, std::nullopt};
        ends->coldestInletC = std::min(ends->coldestInletC, rack.inletC);
        ends->warmestInletC = std::max(ends->warmestInletC, rack.inletC);
    }
    return ends;
}

void widen(std::optional<ScaleEnds>& ends, const std::optional<ScaleEnds>& by)
{
    if (!ends || !by) {
        ends = ends ? ends : by;
        return;
    }
    ends->coldestInletC = std::min(ends->coldestInletC, by->coldestInletC);
    ends->warmestInletC = std::max(ends->warmestInletC, by->warmestInletC);
}

} // namespace

std::optional<ScaleEnds> inletEndsOf(const Snapshot& snapshot)
{
    std::optional<ScaleEnds> ends;
    for (const HallResultPtr& hall : snapshot.halls)
        widen(ends, inletEndsOf(*hall));
    return ends;
}

bool SiteScales::take(const Snapshot& shown, VersionShown version, bool density)
{
    std::optional<ScaleEnds> found;
    std::optional<double> densest;
    for (const HallResultPtr& hall : shown.halls) {
        OfHall& of = ofHall(hall);
        widen(found, of.ends);
        if (!density)
            continue;
        if (!of.densestKwM2)
            of.densestKwM2 = heatmapOf(*hall, HeatmapQuantity::PowerDensity).maximum;
        densest = std::max(densest.value_or(0.0), *of.densestKwM2);
    }
    if (found)
        found->densestKwM2 = densest;
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
    ofHalls_.clear();
}

SiteScales::OfHall& SiteScales::ofHall(const HallResultPtr& hall)
{
    OfHall& of = ofHalls_[hall->hall->id];
    if (of.seen != hall)
        of = {hall, inletEndsOf(*hall), std::nullopt};
    return of;
}

} // namespace hallwright::style
