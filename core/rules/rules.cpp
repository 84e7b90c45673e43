#include "core/rules/rules.h"

#include "core/rules/rule_checks.h"

#include <algorithm>
#include <array>

namespace hallwright {

namespace {

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
        .id = "inlet-temperature",
        .title = "Inlet too warm",
        .why = "Servers slow down or fail where the air before their faces is above what they are made for.",
        .severity = Severity::Major,
        .checkHall = checkRackInlets,
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
        .id = "feeds",
        .title = "Feed missing",
        .why = "A rack with one feed goes dark with it.",
        .severity = Severity::Major,
        .checkLayout = checkFeeds,
    },
    Rule{
        .id = "feed-reach",
        .title = "Feed out of reach",
        .why = "A tap-off's cord and a branch circuit's cable are only so long.",
        .severity = Severity::Major,
        .checkLayout = checkFeedReach,
    },
    Rule{
        .id = "coolant",
        .title = "No CDU",
        .why = "Heat that a rack gives to coolant has to be taken by a CDU.",
        .severity = Severity::Major,
        .checkLayout = checkCoolant,
    },
    Rule{
        .id = "circuit-overload",
        .title = "Circuits overloaded",
        .why = "A breaker above its continuous rating trips.",
        .severity = Severity::Major,
        .checkHall = checkCircuits,
    },
    Rule{
        .id = "rack-airflow",
        .title = "Airflow too small",
        .why = "Figures of a rack that states too little air rest on an assumption.",
        .severity = Severity::Major,
        .checkHall = checkRackAirflow,
    },
    Rule{
        .id = "power-missing-feed",
        .title = "Feed unknown",
        .why = "A rack fed from a node that the site does not have is fed from nowhere.",
        .severity = Severity::Major,
        .checkLayout = checkMissingFeeds,
    },
    Rule{
        .id = "power-orphaned-rack",
        .title = "Feed without a source",
        .why = "A rack is as dark as what it hangs on.",
        .severity = Severity::Major,
        .checkLayout = checkOrphanedRacks,
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
        .checkSite = checkPowerLoads,
    },
    Rule{
        .id = "building-capacity",
        .title = "Building over capacity",
        .why = "The supply of a building is contracted and built for its capacity.",
        .severity = Severity::Major,
        .checkSite = checkBuildingCapacities,
    },
    Rule{
        .id = "air-cooling-capacity",
        .title = "Air cooling too small",
        .why = "Heat beyond what the air handlers take warms the hall.",
        .severity = Severity::Major,
        .checkHall = checkAirCapacity,
    },
    Rule{
        .id = "liquid-cooling-capacity",
        .title = "Liquid cooling too small",
        .why = "Heat beyond what the CDUs take warms the coolant.",
        .severity = Severity::Major,
        .checkHall = checkLiquidCapacity,
    },
    Rule{
        .id = "air-flow",
        .title = "Air too little",
        .why = "Racks that draw more air than is supplied draw exhaust.",
        .severity = Severity::Major,
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
        .id = "hall-heat",
        .title = "Heat stays in the hall",
        .why = "A hall that keeps heat warms until its racks shut down.",
        .severity = Severity::Major,
        .figure = GroupFigure::Sum,
        .checkHall = checkHallHeat,
    },
    Rule{
        .id = "cdu-capacity",
        .title = "CDU overloaded",
        .why = "Above its capacity a CDU leaves the coolant warmer.",
        .severity = Severity::Major,
        .checkHall = checkCduLoads,
    },
    Rule{
        .id = "cdu-flow",
        .title = "CDU short of flow",
        .why = "Racks with too little coolant run hot.",
        .severity = Severity::Major,
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
        .id = "dew-point",
        .title = "Below the dew point",
        .why = "Moisture condenses on what is colder than the room's dew point.",
        .severity = Severity::Major,
        .checkHall = checkDewPoint,
    },
    Rule{
        .id = "coolant-temperature",
        .title = "Coolant too hot",
        .why = "Hoses, seals and cold plates stand only so much.",
        .severity = Severity::Major,
        .checkHall = checkHotCoolant,
    },
    Rule{
        .id = "loop-flow",
        .title = "Loop short of flow",
        .why = "Equipment with too little water takes less heat.",
        .severity = Severity::Major,
        .checkSite = checkLoopFlows,
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
        .id = "loop-supply",
        .title = "Loop supply too warm",
        .why = "All that a loop cools rests on its supply.",
        .severity = Severity::Major,
        .checkSite = checkLoopSupplies,
    },
    Rule{
        .id = "plant-capacity",
        .title = "Plant too small",
        .why = "Plant beyond its capacity cannot hold the supply.",
        .severity = Severity::Major,
        .checkSite = checkPlantCapacities,
    },
    Rule{
        .id = "loop-heat",
        .title = "Heat stays in the loop",
        .why = "A loop that keeps heat warms until what it cools shuts down.",
        .severity = Severity::Major,
        .figure = GroupFigure::Sum,
        .checkSite = checkLoopHeat,
    },
    Rule{
        .id = "no-tower",
        .title = "No cooling tower",
        .why = "Water-cooled chillers need towers for their condensers.",
        .severity = Severity::Major,
        .checkSite = checkTowers,
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
        .checkHall = checkHallUnitsPower,
        .checkSite = checkPlantPower,
    },
    Rule{
        .id = "n-1",
        .title = "Too much after a loss",
        .why = "What carries both sides' load after a failure must not fail too.",
        .severity = Severity::Minor,
        .checkHall = checkCircuitsWithoutOne,
        .checkSite = checkPowerLoadsWithoutASide,
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

} // namespace hallwright
