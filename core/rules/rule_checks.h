// The checks that the table of rules names, by what they look at.
#pragma once

#include "core/rules/checked.h"

namespace hallwright {

// Where things stand (placement_rules.cpp) and how they are called.
void checkOverlaps(const CheckedLayout& at, FindingSink& sink);
void checkColdAisles(const CheckedLayout& at, FindingSink& sink);
void checkFloorLoads(const CheckedLayout& at, FindingSink& sink);
void checkDoors(const CheckedLayout& at, FindingSink& sink);
void checkNames(const CheckedLayout& at, FindingSink& sink);

// The floor kept free for service (service_rules.cpp).
void checkHotAisles(const CheckedLayout& at, FindingSink& sink);
void checkDrawOut(const CheckedLayout& at, FindingSink& sink);
void checkServiceSides(const CheckedLayout& at, FindingSink& sink);

// Ways to the doors, for people and for racks on their casters (way_rules.cpp).
void checkHallDoors(const CheckedLayout& at, FindingSink& sink);
void checkEgress(const CheckedLayout& at, FindingSink& sink);
void checkRollingPaths(const CheckedLayout& at, FindingSink& sink);
void checkRollingLoads(const CheckedLayout& at, FindingSink& sink);

// Aisles, what faces them and the tiles in them (aisle_rules.cpp, tile_rules.cpp).
void checkFacing(const CheckedLayout& at, FindingSink& sink);
void checkContainment(const CheckedLayout& at, FindingSink& sink);
void checkAisleWays(const CheckedLayout& at, FindingSink& sink);
void checkTileFields(const CheckedLayout& at, FindingSink& sink);

// What a rack weighs, and what hangs above it (room_rules.cpp).
void checkHeadroom(const CheckedLayout& at, FindingSink& sink);
void checkTrays(const CheckedLayout& at, FindingSink& sink);
void checkMasses(const CheckedLayout& at, FindingSink& sink);

// What racks are connected to (connection_rules.cpp).
void checkFeeds(const CheckedLayout& at, FindingSink& sink);
void checkFeedReach(const CheckedLayout& at, FindingSink& sink);
void checkCoolant(const CheckedLayout& at, FindingSink& sink);
void checkUnitLoops(const CheckedLayout& at, FindingSink& sink);
void checkMissingFeeds(const CheckedLayout& at, FindingSink& sink);
void checkOrphanedRacks(const CheckedLayout& at, FindingSink& sink);
void checkSidesOfFeeds(const CheckedLayout& at, FindingSink& sink);
void checkSharedFeeds(const CheckedLayout& at, FindingSink& sink);

// The campus and its buildings (grounds_rules.cpp).
void checkBuildings(const CheckedGrounds& at, FindingSink& sink);
void checkPlantPlaces(const CheckedGrounds& at, FindingSink& sink);
void checkFibreRoutes(const CheckedGrounds& at, FindingSink& sink);
void checkFibreLengths(const CheckedGrounds& at, FindingSink& sink); // room_rules.cpp

// The power network (power_rules.cpp).
void checkPowerCycles(const CheckedPower& at, FindingSink& sink);
void checkMissingFeeders(const CheckedPower& at, FindingSink& sink);
void checkSources(const CheckedPower& at, FindingSink& sink);
void checkPowerLoads(const CheckedSite& at, FindingSink& sink);
void checkPowerLoadsWithoutASide(const CheckedSite& at, FindingSink& sink);
void checkPowerPeaks(const CheckedSite& at, FindingSink& sink);
void checkUnserved(const CheckedSite& at, FindingSink& sink);
void checkBuildingCapacities(const CheckedSite& at, FindingSink& sink);
void checkPlantPower(const CheckedSite& at, FindingSink& sink);

// Coolant loops and plant (cooling_rules.cpp).
void checkJoined(const CheckedSite& at, FindingSink& sink);
void checkLoopFlows(const CheckedSite& at, FindingSink& sink);
void checkStillEquipment(const CheckedSite& at, FindingSink& sink);
void checkPumpCurves(const CheckedSite& at, FindingSink& sink);
void checkPipeVelocities(const CheckedSite& at, FindingSink& sink);
void checkLoopSupplies(const CheckedSite& at, FindingSink& sink);
void checkPlantCapacities(const CheckedSite& at, FindingSink& sink);
void checkLoopHeat(const CheckedSite& at, FindingSink& sink);
void checkTowers(const CheckedSite& at, FindingSink& sink);

// Racks as they run (rack_rules.cpp).
void checkRacksPowered(const CheckedHall& at, FindingSink& sink);
void checkRacksCooled(const CheckedHall& at, FindingSink& sink);
void checkHotRacks(const CheckedHall& at, FindingSink& sink);
void checkSlowedRacks(const CheckedHall& at, FindingSink& sink);
void checkRackInlets(const CheckedHall& at, FindingSink& sink);
void checkRackAirflow(const CheckedHall& at, FindingSink& sink);
void checkCircuits(const CheckedHall& at, FindingSink& sink);
void checkCircuitPeaks(const CheckedHall& at, FindingSink& sink);
void checkCircuitsWithoutOne(const CheckedHall& at, FindingSink& sink);
void checkBothFeedsLive(const CheckedHall& at, FindingSink& sink);

// What stands in racks (contents_rules.cpp).
void checkContentsLoad(const CheckedContents& at, FindingSink& sink);
void checkContentsPower(const CheckedContents& at, FindingSink& sink);
void checkContentsAirflow(const CheckedContents& at, FindingSink& sink);
void checkContentsNameplates(const CheckedContents& at, FindingSink& sink);
void checkUnstatedMass(const CheckedContents& at, FindingSink& sink);
void checkUnstatedPower(const CheckedContents& at, FindingSink& sink);

// A hall's air and liquid cooling (hall_rules.cpp).
void checkAirCapacity(const CheckedHall& at, FindingSink& sink);
void checkLiquidCapacity(const CheckedHall& at, FindingSink& sink);
void checkAirFlow(const CheckedHall& at, FindingSink& sink);
void checkAirSupply(const CheckedHall& at, FindingSink& sink);
void checkHallHeat(const CheckedHall& at, FindingSink& sink);
void checkCduLoads(const CheckedHall& at, FindingSink& sink);
void checkCduFlows(const CheckedHall& at, FindingSink& sink);
void checkCduSupplies(const CheckedHall& at, FindingSink& sink);
void checkDewPoint(const CheckedHall& at, FindingSink& sink);
void checkDewPointMargin(const CheckedHall& at, FindingSink& sink);
void checkHotCoolant(const CheckedHall& at, FindingSink& sink);
void checkHallUnitsPower(const CheckedHall& at, FindingSink& sink);

// Figures that are not to be relied on (settled_rules.cpp).
void checkHallSettled(const CheckedHall& at, FindingSink& sink);
void checkSiteSettled(const CheckedSite& at, FindingSink& sink);

// Values that hardly anybody builds (plausible_rules.cpp).
void checkPlausibleRacks(const CheckedLayout& at, FindingSink& sink);
void checkPlausiblePlant(const CheckedSite& at, FindingSink& sink);

} // namespace hallwright
