// The capacity study in bars: from design to usable to used, head-room by resource, and both building by building.
#pragma once

#include "views/report/charts.h"
#include "views/report/pages.h"

namespace hallwright::report {

// Of a content that has a capacity.

// Design, what is stranded of it, what can be used, what is free and reserved of that, and what is used. The totals stand where
// the changes between them end.
std::vector<WaterfallStep> capacitySteps(const PlaceCapacity& place);

// Of each resource that a place has, how much is used.
std::vector<ShareBar> headRoomBars(const PlaceCapacity& place);

// The buildings of the answer by one resource; those that have none of it are left out.
std::vector<ShareBar> buildingBars(const Capacity& capacity, CapacityResource resource);

std::vector<ReportPage> capacityChartPages(const Sheet& sheet, const ReportContent& content);

} // namespace hallwright::report
