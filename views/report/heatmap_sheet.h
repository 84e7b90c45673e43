// Where in a hall the power is drawn, and how warm the air is that racks take in: two maps at one scale.
#pragma once

#include "views/report/sheets.h"
#include "views/shared/site_scales.h"

namespace hallwright::report {

// Colours mean the same in all halls of the site: `ends` are the site's. Power density in cells of a tile, spread over each
// rack's own service area; inlets where they are taken in, in front of the racks, and nowhere else.
void paintHeatmapSheet(Sheet& sheet, const Page& page, const Building& building, const HallResult& result,
                       const style::ScaleEnds& ends);

} // namespace hallwright::report
