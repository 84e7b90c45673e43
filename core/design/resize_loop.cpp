#include "core/design/equip.h"

#include "core/design/building_supply.h"
#include "core/design/catalogue_types.h"
#include "core/design/choose_types.h"
#include "core/design/loop_pipes.h"
#include "core/design/pipe_sizes.h"
#include "core/design/rule_error.h"
#include "core/layout/obstacles.h"
#include "core/model/number_text.h"
#include "core/physics/air.h"
#include "core/physics/chiller_group.h"
#include "core/physics/coolant_properties.h"
#include "core/physics/cooling_plant.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace hallwright::design {

namespace {

constexpr double hottestDayC = 35.0;      // plant is sized for no cooler day: sites may state a mean one
constexpr double plantReserve = 1.05;     // its pumps' heat, and servers that draw more in warm air
constexpr double withoutChillersC = 30.0; // from here on a loop needs no chillers

const Building& buildingOf(const Site& site, const CoolantLoop& loop)
{
    return *site.findBuilding(loop.building);
}

PlantDemand demandOn(const Site& site, const CoolantLoop& loop)
{
    PlantDemand demand;
    demand.heatW = plantReserve * loop.designHeatW;
    demand.setPointC = loop.supplyC;
    demand.rangeK = demand.designRangeK = loop.designDeltaTK;
    demand.outdoorC = std::max(site.info.outdoorC, hottestDayC);
    demand.wetBulbC = site.info.wetBulbC;
    demand.pressurePa = pressureAtElevationPa(site.info.elevationM);
    demand.heatPerVolume = coolantAt(loop.coolant, loop.supplyC).heatPerVolume();
    demand.cyclesOfConcentration = site.info.cyclesOfConcentration;
    return demand;
}

bool carries(const std::vector<const PlantUnit*>& units, const PlantDemand& demand)
{
    const PlantState state = plantAt(units, demand);
    return !units.empty() && !state.shortOfCapacity && state.unrejectedW <= 1e-6 * demand.heatW &&
           state.supplyC <= demand.setPointC + 1e-6;
}

// Without its largest, the one that is missed most.
bool carriesWithOneOut(std::vector<const PlantUnit*> units, const PlantDemand& demand)
{
    const auto largest = std::ranges::max_element(units, {}, &PlantUnit::capacityW);
    if (largest == units.end())
        return false;
    units.erase(largest);
    return carries(units, demand);
}

std::vector<const PlantUnit*> plantOn(const Site& site, CoolantLoopId loop)
{
    std::vector<const PlantUnit*> units;
    for (const PlantUnit& unit : site.cooling->plant) {
        if (unit.loop == loop)
            units.push_back(&unit);
    }
    return units;
}

struct PlantChoice {
    PlantTypeId type;
    int units = 0; // to add
};

constexpr int mostUnits = 60; // of one type on a loop; more is a campus plant, which is drawn by hand

// How many of the type, beside those there are, carry the heat with one unit out; nothing if no number does.
std::optional<int> unitsNeeded(std::vector<const PlantUnit*> there, const PlantUnit& model,
                               const PlantDemand& demand)
{
    for (int units = 0; units <= mostUnits; ++units) {
        if (carriesWithOneOut(there, demand))
            return units;
        there.push_back(&model);
    }
    return std::nullopt;
}

// For a loop without plant, of the types whose curves hold at its water if there are any: of those that do in up to
// eight units the one with the least capacity in all, else that of which the fewest are needed.
std::optional<PlantChoice> firstPlant(const Site& site, PlantKind kind, const PlantDemand& demand)
{
    constexpr int manyUnits = 8;
    std::optional<PlantChoice> best;
    std::pair<bool, double> least;
    for (const PlantType& type : site.catalogue->plantTypes) {
        const auto units = type.values.kind == kind ? unitsNeeded({}, type.values, demand) : std::nullopt;
        if (!units)
            continue;
        const double cost = *units <= manyUnits ? *units * type.values.capacityW : 1e12 * *units;
        const std::pair rank(!isChartedFor(type.values, demand.setPointC), cost);
        if (!best || rank < least) {
            best = PlantChoice{type.id, *units};
            least = rank;
        }
    }
    return best;
}

PlantChoice choosePlant(const Site& site, const CoolantLoop& loop, const PlantDemand& demand)
{
    std::optional<PlantChoice> chosen;
    if (loop.supplyC >= withoutChillersC)
        chosen = firstPlant(site, PlantKind::DryCooler, demand);
    if (!chosen)
        chosen = firstPlant(site, PlantKind::AirCooledChiller, demand);
    if (!chosen)
        throw RuleError(fmt::format("no air-cooled plant of the catalogue takes the {} of {} at {:.1f} °C "
                                    "with {:.1f} °C outdoors; raise its set point or add a larger type.",
                                    kilowatts(loop.designHeatW, 0), loop.name, loop.supplyC,
                                    demand.outdoorC));
    return *chosen;
}

// More of what the loop has: chillers rather than coolers, which may be there to help them.
PlantChoice morePlant(const Site& site, const CoolantLoop& loop, const std::vector<const PlantUnit*>& there,
                      const PlantDemand& demand)
{
    const PlantUnit* like = nullptr;
    for (const PlantUnit* unit : there) {
        const bool usable = site.catalogue->find(unit->type) &&
                            (unit->kind == PlantKind::AirCooledChiller || unit->kind == PlantKind::DryCooler);
        if (usable && (!like || unit->kind == PlantKind::AirCooledChiller))
            like = unit;
    }
    const PlantType* type = like ? site.catalogue->find(like->type) : nullptr;
    const std::optional<int> units = type ? unitsNeeded(there, type->values, demand) : std::optional<int>();
    if (!units)
        throw RuleError(fmt::format("the plant of {} does not carry {} with a unit out of service, and "
                                    "it cannot be added to by rule; add units in the yard by hand.",
                                    loop.name, kilowatts(loop.designHeatW, 0)));
    return {type->id, *units};
}

double fullPowerW(const PlantUnit& unit)
{
    constexpr double onHotDays = 1.3; // a chiller's power over that of its rating
    return unit.ratedCop > 0.0 ? onHotDays * unit.capacityW / unit.ratedCop : unit.ratedPowerW;
}

double pumpPowerW(const CoolantLoop& loop)
{
    const double flowM3s =
        loop.designHeatW / (coolantAt(loop.coolant, loop.supplyC).heatPerVolume() * loop.designDeltaTK);
    return flowM3s * loop.pumpHeadPa / loop.pumpEfficiency;
}

constexpr double beforeUnitsM = 8.0; // pipes and panels

// The floor that rows of plant take, with what stands before them, in the building's frame.
Rect yardOf(const PlantRule& rule, const PlantUnit& model, double entryX)
{
    const int rows = (*rule.units + rule.perRow - 1) / rule.perRow;
    const double halfM = (std::min(*rule.units, rule.perRow) + 1) / 2 * rule.pitch.x;
    return {entryX - halfM, rule.firstRowY - model.depthM / 2 - beforeUnitsM, 2 * halfM,
            beforeUnitsM + model.depthM + (rows - 1) * rule.pitch.y};
}

// Of other buildings and their plant. Power equipment has no size in the model.
bool isClearGround(const Site& site, const Building& building, const Rect& inBuilding)
{
    const auto footprintOn = [](const Building& of, const Rect& area) {
        const Point2 centre = buildingToCampus(of, area.centre());
        return Footprint({centre.x, centre.y, of.yawDeg}, area.width, area.depth);
    };
    const Footprint ground = footprintOn(building, inBuilding);
    return std::ranges::none_of(
               site.buildings,
               [&](const BuildingPtr& other) {
                   return other->id != building.id &&
                          overlap(ground, footprintOn(*other, {0.0, 0.0, other->widthM, other->depthM}));
               }) &&
           std::ranges::none_of(site.cooling->plant, [&](const PlantUnit& unit) {
               return unit.building != building.id && unit.elevationM == 0.0 &&
                      overlap(ground, {unit.pose, unit.widthM, unit.depthM});
           });
}

// How far plant reaches back that the building has, in the yard or on the roof.
double behindPlantY(const Site& site, const Building& building, bool onRoof, double fromY)
{
    double behindY = fromY;
    for (const PlantUnit& unit : site.cooling->plant) {
        if (unit.building == building.id && (unit.elevationM > 0.0) == onRoof)
            behindY = std::max(behindY, campusToBuilding(building, unit.pose.position()).y + unit.depthM / 2);
    }
    return behindY;
}

// Behind all plant that the building has, or further back where others stand there, in rows with the pipes' entry in
// their middle. Pipes lead there straight: where another building is in their way, the plant stands on the roof.
PlantRule placeFor(const Site& site, const Building& building, const PlantChoice& choice, double entryX)
{
    constexpr double betweenUnitsM = 4.2;
    constexpr int mostPerRow = 8;
    constexpr double farthestM = 60.0; // further back than it need be
    constexpr double pipesM = 3.0;     // wide
    const PlantUnit& model = site.catalogue->find(choice.type)->values;
    PlantRule rule;
    rule.type = choice.type;
    rule.units = choice.units;
    rule.pitch = {model.widthM + betweenUnitsM, model.depthM + beforeUnitsM};
    rule.perRow = std::clamp(static_cast<int>(building.widthM / rule.pitch.x), 2, mostPerRow);
    const auto standsAfter = [&](double y) { rule.firstRowY = y + beforeUnitsM + model.depthM / 2; };
    const double behindY = behindPlantY(site, building, false, building.depthM);
    for (double backM = 0.0; backM <= farthestM; backM += 1.0) {
        standsAfter(behindY + backM);
        const Rect yard = yardOf(rule, model, entryX);
        const Rect pipes{entryX - pipesM / 2, building.depthM, pipesM, yard.y - building.depthM};
        if (isClearGround(site, building, yard) && isClearGround(site, building, pipes))
            return rule;
    }
    rule.onRoof = true;
    standsAfter(behindPlantY(site, building, true, -beforeUnitsM / 2));
    const Rect roof = yardOf(rule, model, entryX);
    if (roof.top() > building.depthM || roof.x < 0.0 || roof.right() > building.widthM)
        throw RuleError(
            fmt::format("the {} of {} that {} needs have no room: others stand behind the building, "
                        "and its roof is too small; place plant by hand.",
                        counted(static_cast<std::size_t>(choice.units), "unit"),
                        site.catalogue->find(choice.type)->name, building.name));
    return rule;
}

PlantPanelRule panelsFor(SiteEdit& edit, const CoolantLoop& loop, PlantRule& plant, Choices& choices)
{
    constexpr int mostPerPanel = 4;
    const Supply supply = supplyFor(edit, loop.building, 0, choices);
    const Site& site = edit.site();
    const double unitW = fullPowerW(site.catalogue->find(plant.type)->values);
    const double besideW = pumpPowerW(loop) + buildingOf(site, loop).otherPowerW;
    const double largestW = plannedShare * largestRatingW(site, PowerNodeKind::MechanicalPanel) - besideW;
    plant.perPanel = std::clamp(static_cast<int>(largestW / unitW), 1, std::min(mostPerPanel, *plant.units));
    const double neededW = (plant.perPanel * unitW + besideW) / plannedShare;
    const std::string what = fmt::format("the plant of {}", loop.name);
    const PowerType& panel = leastPowerType(site, PowerNodeKind::MechanicalPanel, neededW, what);
    const PowerType& switchgear = leastPowerType(site, PowerNodeKind::Switchgear, neededW, what);
    const PowerType& transformer = leastPowerType(site, PowerNodeKind::Transformer, neededW, what);
    return {transformer.id, switchgear.id, panel.id, supply.entranceA, supply.entranceB};
}

// Nothing where the curves of what was chosen hold.
std::optional<std::string> chartSentence(const PlantType& type, const CoolantLoop& loop)
{
    if (isChartedFor(type.values, loop.supplyC))
        return std::nullopt;
    const ChillerCurves& curves = curvesOf(type.values);
    return fmt::format(
        "No chiller that could be chosen for {} is charted for water of {:.1f} °C: the curves of {} "
        "hold from {:.1f} to {:.1f} °C, and beyond them its power is extrapolated; a set point "
        "within them, or a type with other curves, is charted.",
        loop.name, loop.supplyC, type.name, curves.leastWaterC, curves.mostWaterC);
}

// "Chilled water gets 2 more units of Chiller 350, beside the 4 units there are: these 6 together hold 10.0 °C ..."
std::string plantSentence(const Site& site, const CoolantLoop& loop, const PlantChoice& choice,
                          std::size_t there, const PlantDemand& demand)
{
    const auto units = static_cast<std::size_t>(choice.units);
    const std::string what =
        there == 0 ? fmt::format("{} of {}: so many hold", counted(units, "unit"),
                                 site.catalogue->find(choice.type)->name)
                   : fmt::format("{} of {} beside the {} there {}: these {} together hold",
                                 counted(units, "more unit"), site.catalogue->find(choice.type)->name, there,
                                 there == 1 ? "is" : "are", there + units);
    const std::string day =
        demand.outdoorC > site.info.outdoorC
            ? fmt::format(" Plant is sized for {:.1f} °C or the site's design day of {:.1f} °C, whichever is "
                          "warmer, since a site may state a mean day.",
                          demand.outdoorC, site.info.outdoorC)
            : std::string();
    return fmt::format(
        "{} gets {} {:.1f} °C for {} with {:.1f} °C outdoors and one of them out of service.{}", loop.name,
        what, loop.supplyC, kilowatts(loop.designHeatW, 0), demand.outdoorC, day);
}

void growPlant(SiteEdit& edit, CoolantLoopId id, double entryX, Choices& choices)
{
    const CoolantLoop loop = *edit.site().cooling->find(id);
    const PlantDemand demand = demandOn(edit.site(), loop);
    const std::vector<const PlantUnit*> there = plantOn(edit.site(), id);
    const PlantChoice choice =
        there.empty() ? choosePlant(edit.site(), loop, demand) : morePlant(edit.site(), loop, there, demand);
    PlantRule rule = placeFor(edit.site(), buildingOf(edit.site(), loop), choice, entryX);
    const PlantPanelRule panels = panelsFor(edit, loop, rule, choices);
    choices.push_back(plantSentence(edit.site(), loop, choice, there.size(), demand));
    if (auto beyond = chartSentence(*edit.site().catalogue->find(choice.type), loop))
        choices.push_back(*std::move(beyond));
    const PlantReport added = addPlant(edit, id, entryX, {rule}, panels);
    if (!buildingOf(edit.site(), loop).otherFeed.valid() && added.firstSwitchgear.valid())
        edit.change(loop.building).otherFeed = added.firstSwitchgear;
}

// Along the mechanical room behind the halls, else outside the building's back wall; each loop on a line of its own.
PipeRule newPipes(const Site& site, const Building& building, CoolantLoopId loop)
{
    constexpr double betweenMainsM = 2.7;
    constexpr double levelM = 1.0; // mains lie over each other's risers
    double backY = 0.0;
    for (const HallPtr& hall : building.halls)
        backY = std::max(backY, hall->originM.y + hall->depthM);
    double y = building.depthM;
    for (const Room& room : building.rooms)
        y = room.kind == RoomKind::Mechanical && room.area.y >= backY - 1e-6 ? std::min(y, room.area.y) : y;
    int before = 0;
    for (const CoolantLoop& other : site.cooling->loops)
        before += other.building == building.id && other.id < loop ? 1 : 0;
    return {designVelocityMs,
            building.widthM / 2,
            y + 1.5 + before * betweenMainsM,
            std::max(3.0, std::min(5.4, building.heightM - 1.5) - before * levelM),
            {}};
}

PipeRule pipesOf(const Site& site, CoolantLoopId id)
{
    const CoolantLoop& loop = *site.cooling->find(id);
    if (const std::optional<PipeRule> laid = pipeRuleOf(site, id, designVelocityMs))
        return *laid;
    if (std::ranges::any_of(site.cooling->pipes,
                            [&](const PipeRun& pipe) { return pipe.loop == id && !pipe.cdu.valid(); }))
        throw RuleError(
            fmt::format("the pipes of {} were drawn by hand; size them in the inspector, or remove "
                        "them so that new ones can be laid.",
                        loop.name));
    return newPipes(site, buildingOf(site, loop), id);
}

bool differs(double a, double b)
{
    return std::abs(a - b) > 1e-9 * std::max(std::abs(a), std::abs(b));
}

void setHeat(SiteEdit& edit, CoolantLoopId id, double entryX, Choices& choices)
{
    const CoolantLoop loop = *edit.site().cooling->find(id);
    const PlantReport load = plantOf(edit.site(), id, entryX);
    if (load.heatW <= 0.0)
        throw RuleError(
            fmt::format("{} takes up no heat; connect air handlers, CDUs or rooms to it first.", loop.name));
    if (!differs(load.heatW, loop.designHeatW))
        return;
    edit.change(id).designHeatW = load.heatW;
    choices.push_back(fmt::format("{} takes up {} at design, {} of it in rooms.", loop.name,
                                  kilowatts(load.heatW, 0), kilowatts(load.roomsW, 0)));
}

bool hasPlant(const Site& site, CoolantLoopId id)
{
    return carriesWithOneOut(plantOn(site, id), demandOn(site, *site.cooling->find(id)));
}

} // namespace

Choices resizeLoop(SiteEdit& edit, CoolantLoopId id)
{
    const PipeRule pipes = pipesOf(edit.site(), id);
    Choices choices;
    setHeat(edit, id, pipes.entryX, choices);
    if (!hasPlant(edit.site(), id)) {
        // An entrance for its panels gives off heat itself.
        supplyFor(edit, edit.site().cooling->find(id)->building, 0, choices);
        setHeat(edit, id, pipes.entryX, choices);
        growPlant(edit, id, pipes.entryX, choices);
    }
    const PipesReport laid = pipeLoop(edit, id, pipes, plantOf(edit.site(), id, pipes.entryX));
    if (!laid.laid.empty())
        choices.push_back(
            fmt::format("{} of its pipes are laid or changed, for {:.1f} m/s at most at design.",
                        laid.laid.size(), designVelocityMs));
    choices.insert(choices.end(), laid.reasons.begin(), laid.reasons.end());
    return choices;
}

} // namespace hallwright::design
