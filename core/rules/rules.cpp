#include "core/rules/rules.h"

#include "core/rules/rule_checks.h"

#include <algorithm>
#include <array>

namespace hallwright {

namespace {

// Of one severity what stops racks or trips comes before what is in the way of people, and that before what is not stated.
constexpr std::array table = {
    Rule{
        .id = "no-power",
        .title = "Without power",
        .why = "What no power reaches stands still, and its load is lost.",
        .severity = Severity::Critical,
        .figure = GroupFigure::Sum,
        .checkHall = checkRacksPowered,
        .checkSite = checkUnserved,
    },
    Rule{
        .id = "no-coolant",
        .title = "Without coolant",
        .why = "A liquid-cooled rack without coolant shuts down, and its load is lost.",
        .severity = Severity::Critical,
        .figure = GroupFigure::Sum,
        .checkHall = checkRacksCooled,
    },
    Rule{
        .id = "hot-coolant",
        .title = "Shut down by hot coolant",
        .why = "Chips switch off before they burn, and the rack's load is lost.",
        .severity = Severity::Critical,
        .figure = GroupFigure::Sum,
        .checkHall = checkHotRacks,
    },
    Rule{
        .id = "loop-heat",
        .title = "Heat stays in the loop",
        .why = "A loop that keeps heat warms until what it cools shuts down.",
        .severity = Severity::Critical,
        .figure = GroupFigure::Sum,
        .remedy = DesignRemedy::Resize,
        .checkSite = checkLoopHeat,
    },
    Rule{
        .id = "hall-heat",
        .title = "Heat stays in the hall",
        .why = "A hall that keeps heat warms until its racks shut down.",
        .severity = Severity::Critical,
        .figure = GroupFigure::Sum,
        .remedy = DesignRemedy::Cool,
        .checkHall = checkHallHeat,
    },
    Rule{
        .id = "coolant",
        .title = "No CDU",
        .why = "Heat that a rack gives to coolant has to be taken by a CDU.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Cool,
        .checkLayout = checkCoolant,
    },
    Rule{
        .id = "coolant-throttle",
        .title = "Slowed down by coolant",
        .why = "Chips above their limit do less work for the same money.",
        .severity = Severity::Major,
        .figure = GroupFigure::Sum,
        .checkHall = checkSlowedRacks,
    },
    Rule{
        .id = "inlet-temperature",
        .title = "Inlet too warm",
        .why = "Servers slow down or fail where the air before their faces is above what they are made for.",
        .severity = Severity::Major,
        .checkHall = checkRackInlets,
    },
    Rule{
        .id = "power-orphaned-rack",
        .title = "Feed without a source",
        .why = "A rack is as dark as what it hangs on.",
        .severity = Severity::Major,
        .checkLayout = checkOrphanedRacks,
    },
    Rule{
        .id = "power-no-source",
        .title = "No source",
        .why = "Without a utility, generator or battery before it a node delivers nothing.",
        .severity = Severity::Major,
        .checkPower = checkSources,
    },
    Rule{
        .id = "power-overload",
        .title = "Overload",
        .why = "Equipment above its rating trips or burns.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Enlarge,
        .checkSite = checkPowerLoads,
    },
    Rule{
        .id = "circuit-overload",
        .title = "Circuits overloaded",
        .why = "A breaker above its continuous rating trips.",
        .severity = Severity::Major,
        .checkHall = checkCircuits,
    },
    Rule{
        .id = "building-capacity",
        .title = "Building over capacity",
        .why = "The supply of a building is contracted and built for its capacity.",
        .severity = Severity::Major,
        .checkSite = checkBuildingCapacities,
    },
    Rule{
        .id = "no-loop",
        .title = "No coolant loop",
        .why = "Heat that no loop takes up is rejected nowhere.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Cool,
        .checkLayout = checkUnitLoops,
    },
    Rule{
        .id = "not-joined",
        .title = "Not joined to the plant",
        .why = "What no pipe joins to the plant gets no water from it.",
        .severity = Severity::Major,
        .checkSite = checkJoined,
    },
    Rule{
        .id = "no-tower",
        .title = "No cooling tower",
        .why = "Water-cooled chillers need towers for their condensers.",
        .severity = Severity::Major,
        .checkSite = checkTowers,
    },
    Rule{
        .id = "cdu-capacity",
        .title = "CDU overloaded",
        .why = "Above its capacity a CDU leaves the coolant warmer.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Cool,
        .checkHall = checkCduLoads,
    },
    Rule{
        .id = "cdu-flow",
        .title = "CDU short of flow",
        .why = "Racks with too little coolant run hot.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Cool,
        .checkHall = checkCduFlows,
    },
    Rule{
        .id = "cdu-supply",
        .title = "CDU misses its set point",
        .why = "Coolant warmer than its set point leaves chips warmer.",
        .severity = Severity::Major,
        .checkHall = checkCduSupplies,
    },
    Rule{
        .id = "loop-still",
        .title = "No flow for heat",
        .why = "What no water reaches rejects nothing.",
        .severity = Severity::Major,
        .figure = GroupFigure::Sum,
        .checkSite = checkStillEquipment,
    },
    Rule{
        .id = "loop-flow",
        .title = "Loop short of flow",
        .why = "Equipment with too little water takes less heat.",
        .severity = Severity::Major,
        .checkSite = checkLoopFlows,
    },
    Rule{
        .id = "loop-supply",
        .title = "Loop supply too warm",
        .why = "All that a loop cools rests on its supply.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Resize,
        .checkSite = checkLoopSupplies,
    },
    Rule{
        .id = "plant-capacity",
        .title = "Plant too small",
        .why = "Plant beyond its capacity cannot hold the supply.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Resize,
        .checkSite = checkPlantCapacities,
    },
    Rule{
        .id = "air-cooling-capacity",
        .title = "Air cooling too small",
        .why = "Heat beyond what the air handlers take warms the hall.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Cool,
        .checkHall = checkAirCapacity,
    },
    Rule{
        .id = "liquid-cooling-capacity",
        .title = "Liquid cooling too small",
        .why = "Heat beyond what the CDUs take warms the coolant.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Cool,
        .checkHall = checkLiquidCapacity,
    },
    Rule{
        .id = "air-flow",
        .title = "Air too little",
        .why = "Racks that draw more air than is supplied draw exhaust.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Cool,
        .checkHall = checkAirFlow,
    },
    Rule{
        .id = "air-supply",
        .title = "Supply air too warm",
        .why = "Every inlet is at least as warm as the supply.",
        .severity = Severity::Major,
        .checkHall = checkAirSupply,
    },
    Rule{
        .id = "coolant-temperature",
        .title = "Coolant too hot",
        .why = "Hoses, seals and cold plates stand only so much.",
        .severity = Severity::Major,
        .checkHall = checkHotCoolant,
    },
    Rule{
        .id = "dew-point",
        .title = "Below the dew point",
        .why = "Moisture condenses on what is colder than the room's dew point.",
        .severity = Severity::Major,
        .checkHall = checkDewPoint,
    },
    Rule{
        .id = "feeds",
        .title = "Feed missing",
        .why = "A rack with one feed goes dark with it.",
        .severity = Severity::Major,
        .remedy = DesignRemedy::Feed,
        .checkLayout = checkFeeds,
    },
    Rule{
        .id = "overlap",
        .title = "Overlap",
        .why = "Two things cannot stand on the same floor.",
        .severity = Severity::Major,
        .checkLayout = checkOverlaps,
    },
    Rule{
        .id = "building-overlap",
        .title = "Buildings or rooms overlap",
        .why = "Two things cannot stand on the same ground.",
        .severity = Severity::Major,
        .checkGrounds = checkBuildings,
    },
    Rule{
        .id = "plant-place",
        .title = "Plant out of place",
        .why = "Plant stands in the yard, on a roof or in a mechanical room, and clear of other plant.",
        .severity = Severity::Major,
        .checkGrounds = checkPlantPlaces,
    },
    Rule{
        .id = "fibre-route",
        .title = "Fibre route broken",
        .why = "A cable cannot leap from one pathway to another.",
        .severity = Severity::Major,
        .checkGrounds = checkFibreRoutes,
    },
    Rule{
        .id = "cold-aisle-width",
        .title = "Too little room in front",
        .why = "A person with a server lift has to pass, and get out in an emergency.",
        .severity = Severity::Major,
        .checkLayout = checkColdAisles,
    },
    Rule{
        .id = "hot-aisle-width",
        .title = "Hot aisle too narrow",
        .why = "Behind a rack its doors open, and cables, manifolds and feeds are worked at.",
        .severity = Severity::Major,
        .checkLayout = checkHotAisles,
    },
    Rule{
        .id = "service-side",
        .title = "Service side blocked",
        .why = "Filters, fans and pumps come out of the front of air handlers and CDUs.",
        .severity = Severity::Major,
        .checkLayout = checkServiceSides,
    },
    Rule{
        .id = "hall-door",
        .title = "No door for racks",
        .why = "A rack that goes through no door can neither be delivered nor replaced.",
        .severity = Severity::Major,
        .checkLayout = checkHallDoors,
    },
    Rule{
        .id = "egress",
        .title = "No way out",
        .why = "People have to get out from where they work, in smoke and in the dark.",
        .severity = Severity::Major,
        .checkLayout = checkEgress,
    },
    Rule{
        .id = "aisle-blocked",
        .title = "Aisle blocked",
        .why = "People and lifts pass along the aisles, and get out through them in an emergency.",
        .severity = Severity::Major,
        .checkLayout = checkAisleWays,
    },
    Rule{
        .id = "rack-facing",
        .title = "Faces the wrong way",
        .why = "A rack that draws exhaust or blows into a cold aisle warms its neighbours.",
        .severity = Severity::Major,
        .checkLayout = checkFacing,
    },
    Rule{
        .id = "tray-height",
        .title = "Under a low tray",
        .why = "A rack cannot stand where a tray hangs, and its cables come down from above.",
        .severity = Severity::Major,
        .checkLayout = checkTrays,
    },
    Rule{
        .id = "door-clearance",
        .title = "Door blocked",
        .why = "A rack on its pallet has to come in and turn; people have to get out.",
        .severity = Severity::Major,
        .checkLayout = checkDoors,
    },
    Rule{
        .id = "floor-load",
        .title = "Floor overloaded",
        .why = "A floor loaded above its rating gives way.",
        .severity = Severity::Major,
        .checkLayout = checkFloorLoads,
    },
    Rule{
        .id = "rack-name",
        .title = "Name twice",
        .why = "Lists, labels and other systems find a rack by its name in its hall.",
        .severity = Severity::Major,
        .checkLayout = checkNames,
    },
    Rule{
        .id = "feed-reach",
        .title = "Feed out of reach",
        .why = "A tap-off's cord and a branch circuit's cable are only so long.",
        .severity = Severity::Major,
        .checkLayout = checkFeedReach,
    },
    Rule{
        .id = "rack-airflow",
        .title = "Airflow too small",
        .why = "Figures of a rack that states too little air rest on an assumption.",
        .severity = Severity::Major,
        .checkHall = checkRackAirflow,
    },
    Rule{
        .id = "contents-load",
        .title = "Rack overloaded",
        .why = "Rails, frame and castors carry what the rack is made for.",
        .severity = Severity::Major,
        .checkContents = checkContentsLoad,
    },
    Rule{
        .id = "contents-power",
        .title = "Devices above the rack's power",
        .why = "Feeds and cooling are planned for the rack's power, and its devices draw what they draw.",
        .severity = Severity::Major,
        .checkContents = checkContentsPower,
    },
    Rule{
        .id = "contents-airflow",
        .title = "Device blows the wrong way",
        .why =
            "A device that draws from the hot aisle runs hot, and blows its exhaust before its neighbours.",
        .severity = Severity::Major,
        .checkContents = checkContentsAirflow,
    },
    Rule{
        .id = "power-missing-feed",
        .title = "Feed unknown",
        .why = "A rack fed from a node that the site does not have is fed from nowhere.",
        .severity = Severity::Major,
        .checkLayout = checkMissingFeeds,
    },
    Rule{
        .id = "power-cycle",
        .title = "Power in a circle",
        .why = "Nodes that feed each other have no source.",
        .severity = Severity::Major,
        .checkPower = checkPowerCycles,
    },
    Rule{
        .id = "power-missing-feeder",
        .title = "Feeder unknown",
        .why = "A node fed from one that the site does not have is fed from nowhere.",
        .severity = Severity::Major,
        .checkPower = checkMissingFeeders,
    },
    Rule{
        .id = "pump-curve",
        .title = "Pumps off their curve",
        .why = "Pumps far out on their curve cavitate and overload their motors.",
        .severity = Severity::Major,
        .checkSite = checkPumpCurves,
    },
    Rule{
        .id = "pipe-velocity",
        .title = "Pipe too fast",
        .why = "Fast water erodes pipes and is loud.",
        .severity = Severity::Major,
        .checkSite = checkPipeVelocities,
    },
    Rule{
        .id = "unsettled",
        .title = "Not settled",
        .why = "Figures that still move are not to be relied on.",
        .severity = Severity::Major,
        .checkHall = checkHallSettled,
        .checkSite = checkSiteSettled,
    },
    Rule{
        .id = "implausible",
        .title = "Value hardly ever built",
        .why = "A value far from what is built is mostly a slip of a unit, and all figures rest on it.",
        .severity = Severity::Minor,
        .checkLayout = checkPlausibleRacks,
        .checkSite = checkPlausiblePlant,
    },
    Rule{
        .id = "one-feed-only",
        .title = "One feed only",
        .why = "The next failure takes the rack.",
        .severity = Severity::Minor,
        .figure = GroupFigure::Sum,
        .checkHall = checkBothFeedsLive,
    },
    Rule{
        .id = "unit-power",
        .title = "Cooling without power",
        .why = "What is left carries its load without a spare.",
        .severity = Severity::Minor,
        .remedy = DesignRemedy::Feed,
        .checkHall = checkHallUnitsPower,
        .checkSite = checkPlantPower,
    },
    Rule{
        .id = "n-1",
        .title = "Too much after a loss",
        .why = "What carries both sides' load after a failure must not fail too.",
        .severity = Severity::Minor,
        .remedy = DesignRemedy::Enlarge,
        .checkHall = checkCircuitsWithoutOne,
        .checkSite = checkPowerLoadsWithoutASide,
    },
    Rule{
        .id = "peak-power",
        .title = "Too much at the peak",
        .why = "Racks at one job peak together, for longer than some breakers wait.",
        .severity = Severity::Minor,
        .checkHall = checkCircuitPeaks,
        .checkSite = checkPowerPeaks,
    },
    Rule{
        .id = "power-same-side",
        .title = "Both feeds on one side",
        .why = "A side fails as a whole.",
        .severity = Severity::Minor,
        .checkLayout = checkSidesOfFeeds,
    },
    Rule{
        .id = "power-shared-feed",
        .title = "Both feeds hang on one node",
        .why = "Its failure takes both.",
        .severity = Severity::Minor,
        .figure = GroupFigure::Sum,
        .checkLayout = checkSharedFeeds,
    },
    Rule{
        .id = "dew-point-margin",
        .title = "Close to the dew point",
        .why = "A little more moisture in the room condenses.",
        .severity = Severity::Minor,
        .checkHall = checkDewPointMargin,
    },
    Rule{
        .id = "draw-out",
        .title = "Front too tight for a lift",
        .why = "A server half drawn out and its lift need the width of two tiles.",
        .severity = Severity::Minor,
        .checkLayout = checkDrawOut,
    },
    Rule{
        .id = "rolling-path",
        .title = "No way for the rack",
        .why = "A rack that has no way to its place was not delivered, and cannot be replaced.",
        .severity = Severity::Minor,
        .checkLayout = checkRollingPaths,
    },
    Rule{
        .id = "rolling-load",
        .title = "Rolls too heavily",
        .why = "A panel of a raised floor carries half of a rack that rolls over it.",
        .severity = Severity::Minor,
        .checkLayout = checkRollingLoads,
    },
    Rule{
        .id = "rack-mass",
        .title = "Mass not known",
        .why = "A load that is not known is not held against the floor.",
        .severity = Severity::Minor,
        .checkLayout = checkMasses,
    },
    Rule{
        .id = "contents-nameplate",
        .title = "Nameplates above the circuits",
        .why = "Devices that all draw what their nameplates allow trip the rack's breakers.",
        .severity = Severity::Minor,
        .checkContents = checkContentsNameplates,
    },
    Rule{
        .id = "contents-mass",
        .title = "Devices' mass not known",
        .why = "A mass that is not stated is in no sum, so the rack is heavier than the sum says.",
        .severity = Severity::Minor,
        .checkContents = checkUnstatedMass,
    },
    Rule{
        .id = "contents-draw",
        .title = "Devices' power not known",
        .why = "A draw that is not stated is in no sum, so the rack draws more than the sum says.",
        .severity = Severity::Minor,
        .checkContents = checkUnstatedPower,
    },
    Rule{
        .id = "headroom",
        .title = "Too near the ceiling",
        .why = "Sprinklers have to spread over what stands below them.",
        .severity = Severity::Minor,
        .checkLayout = checkHeadroom,
    },
    Rule{
        .id = "containment-gap",
        .title = "Containment open",
        .why = "Exhaust comes around through every gap, and air that racks need leaves by it.",
        .severity = Severity::Minor,
        .checkLayout = checkContainment,
    },
    Rule{
        .id = "tile-place",
        .title = "Tiles out of place",
        .why = "Air that comes up elsewhere than before the racks' faces cools none of them.",
        .severity = Severity::Minor,
        .checkLayout = checkTileFields,
    },
    Rule{
        .id = "fibre-length",
        .title = "Fibre too long",
        .why = "The optics at its ends reach only so far.",
        .severity = Severity::Minor,
        .checkGrounds = checkFibreLengths,
    },
};

} // namespace

std::span<const Rule> rules()
{
    return table;
}

const Rule* findRule(std::string_view id)
{
    const auto found = std::ranges::find(table, id, &Rule::id);
    return found != table.end() ? &*found : nullptr;
}

DesignRemedy remedyFor(const Finding& finding)
{
    const Rule* rule = findRule(finding.rule);
    const DesignRemedy remedy = rule ? rule->remedy : DesignRemedy::None;
    bool applies = true;
    switch (remedy) {
    case DesignRemedy::None:
        break;
    case DesignRemedy::Feed:
    case DesignRemedy::Cool:
        applies = finding.hall.valid();
        break;
    case DesignRemedy::Resize:
        applies = finding.subject.kind == ObjectKind::CoolantLoop;
        break;
    case DesignRemedy::
        Enlarge: // what trips, or goes dark with a side, has no limit that a rating could be held to
        applies = finding.subject.kind == ObjectKind::PowerNode && finding.limit.has_value();
        break;
    }
    return applies ? remedy : DesignRemedy::None;
}

} // namespace hallwright
