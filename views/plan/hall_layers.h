// The layers of a hall plan, from the floor up. Each draws one thing.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/plan/canvas.h"

namespace hallwright::plan {

void paintPositions(Canvas& canvas, const Hall& hall); // that are free
void paintRacks(Canvas& canvas, const Site& site, const Hall& hall, const HallResult* result);
void paintLocks(Canvas& canvas, const Site& site, const Hall& hall);
void paintFindings(Canvas& canvas, const Site& site, const Hall& hall);
void paintSelection(Canvas& canvas, const Site& site, const Hall& hall);
void paintSelectedOpenings(Canvas& canvas, const Site& site, const Hall& hall);
void paintRowNames(Canvas& canvas, const Site& site, const Hall& hall);
void paintRackNames(Canvas& canvas, const Site& site, const Hall& hall, const HallResult* result);
void paintAirHandlers(Canvas& canvas, const Hall& hall);
void paintCdus(Canvas& canvas, const Hall& hall);
void paintUnitNames(Canvas& canvas, const Hall& hall); // of both, after all that they must not cover
void paintHallWays(Canvas& canvas, const Site& site, const Hall& hall); // trays, ducts, trenches and pipes
void paintChosenWays(Canvas& canvas, const Site& site, const Hall& hall);
void paintHallPower(Canvas& canvas, const Site& site, const Hall& hall);

void paintRoomDimensions(Canvas& canvas, const Hall& hall);
void paintAisleWidths(Canvas& canvas, const Hall& hall);

} // namespace hallwright::plan
