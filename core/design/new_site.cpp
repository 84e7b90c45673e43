#include "core/design/new_site.h"

#include "core/design/equip.h"
#include "core/design/rack_rows.h"
#include "core/design/rule_error.h"
#include "core/design/starting_catalogue.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

// Of the building's plan, in metres.
constexpr double wallM = 0.6;
constexpr double electricalM = 6.0; // width of the rooms
constexpr double galleryM = 3.0;
constexpr double frontM = 4.0;
constexpr double meetMeM = 6.0;
constexpr double pipeCorridorM = 6.0;
constexpr double aboveHallM = 0.5; // structure

// Of the rows that a hall begins with.
constexpr int firstRows = 4;
constexpr int racksPerRow = 10;
constexpr double coldAisleM = 1.8;
constexpr double hotAisleM = 1.8;
constexpr double firstRowM = 2.4; // from the south wall
constexpr double besideRowsM = 4.2;
constexpr double leastInletMarginK = 3.0; // of the limit over the supply: what leaks warms inlets by 1 to 2 K

// Of the supply over the racks' power: cooling on the hottest days, losses, lighting. Judgement.
constexpr double facilityOverIt = 1.6;

// Of a building: lighting, offices and security. Judgement; offices have 10 to 20 W/m².
constexpr double otherWM2 = 15.0;

double hallX()
{
    return wallM + electricalM + galleryM;
}

void requireAtLeast(const std::string& what, double value, double least, const char* unit,
                    const std::string& why)
{
    if (!(value >= least - 1e-9))
        throw RuleError(fmt::format("{} is {:g} {}, but at least {:g} {} are needed {}.", what, value, unit,
                                    least, unit, why));
}

void requireFit(const NewSite& wanted)
{
    const NewBuilding& building = wanted.building;
    const NewHall& hall = wanted.hall;
    const std::string around = fmt::format("around a hall of {:g} m by {:g} m", hall.widthM, hall.depthM);
    requireAtLeast("the building's width", building.widthM, leastWidthM(hall), "m",
                   around + " for electrical rooms and galleries");
    requireAtLeast("the building's depth", building.depthM, leastDepthM(hall), "m",
                   around + " for the pipe corridor and the front rooms");
    requireAtLeast("the building's height", building.heightM, leastHeightM(hall), "m",
                   fmt::format("over a hall of {:g} m", hall.heightM));
    if (!(hall.heightM >= 2.8))
        throw RuleError(fmt::format(
            "the hall's height is {:g} m, but racks, busways and trays need at least 2.8 m.", hall.heightM));
}

// What the rows need that the hall begins with: floor, air cool enough for the racks, power for them and their cooling.
void requireRoomForRows(const NewSite& wanted, const RackType& rack)
{
    const NewHall& hall = wanted.hall;
    const std::string why = fmt::format("for {} rows of {} racks", firstRows, racksPerRow);
    requireAtLeast("the hall's width", hall.widthM, racksPerRow * rack.widthM + 2 * besideRowsM, "m", why);
    requireAtLeast("the hall's depth", hall.depthM,
                   firstRowM + firstRows * rack.depthM + 2 * hotAisleM + 2 * coldAisleM, "m", why);
    requireAtLeast("the hall's inlet limit", hall.inletLimitC, hall.supplyC + leastInletMarginK, "°C",
                   fmt::format("with supply air of {:g} °C", hall.supplyC));
    if (hall.supplyC > rack.inletLimitC - leastInletMarginK)
        throw RuleError(
            fmt::format("the hall's supply air is {:g} °C, but at most {:g} °C leave room for what "
                        "leaks below the {:g} °C that {} racks accept.",
                        hall.supplyC, rack.inletLimitC - leastInletMarginK, rack.inletLimitC, rack.name));
    const double itW = firstRows * racksPerRow * rack.powerW;
    if (wanted.building.capacityW < facilityOverIt * itW)
        throw RuleError(fmt::format(
            "the building's electrical capacity is {}, but at least {} are needed for racks of "
            "{} with their cooling.",
            kilowatts(wanted.building.capacityW, 0), kilowatts(facilityOverIt * itW, 0), kilowatts(itW, 0)));
}

SiteInfo infoOf(const NewSite& wanted)
{
    SiteInfo info;
    info.name = wanted.name;
    info.place = wanted.place;
    info.outdoorC = wanted.outdoorC;
    info.wetBulbC = wanted.wetBulbC;
    info.elevationM = wanted.elevationM;
    return info;
}

std::vector<Room> roomsOf(const NewSite& wanted)
{
    const NewBuilding& building = wanted.building;
    const double west = wallM + electricalM;
    const double east = building.widthM - west;
    const double front = wallM + frontM;
    const double back = building.depthM - wallM - pipeCorridorM;
    const double deep = building.depthM - 2 * wallM;
    const double besideHall = hallX() + wanted.hall.widthM;
    return {{"Electrical A", RoomKind::Electrical, {wallM, wallM, electricalM, deep}},
            {"Electrical B", RoomKind::Electrical, {east, wallM, electricalM, deep}},
            {"Gallery west", RoomKind::Mechanical, {west, front, galleryM, back - front}},
            {"Gallery east", RoomKind::Mechanical, {besideHall, front, galleryM, back - front}},
            {"Pipe corridor", RoomKind::Mechanical, {west, back, east - west, pipeCorridorM}},
            {"Meet-me", RoomKind::MeetMe, {west, wallM, meetMeM, frontM}},
            {"Staging", RoomKind::Staging, {west + meetMeM, wallM, east - west - meetMeM, frontM}}};
}

BuildingId addBuilding(SiteEdit& edit, const NewSite& wanted)
{
    Building building;
    building.name = wanted.building.name;
    building.widthM = wanted.building.widthM;
    building.depthM = wanted.building.depthM;
    building.heightM = wanted.building.heightM;
    building.capacityW = wanted.building.capacityW;
    building.otherPowerW = std::round(otherWM2 * building.widthM * building.depthM / 1e3) * 1e3;
    building.rooms = roomsOf(wanted);
    return edit.add(std::move(building));
}

// The delivery beside the middle of its wall, where the panel of the fans stands.
std::vector<Door> doorsOf(const NewHall& hall)
{
    constexpr double deliveryM = 2.4, exitM = 1.2, besideMiddleM = 1.5;
    const double deliveryX = std::min(hall.widthM / 2 + besideMiddleM, hall.widthM - deliveryM);
    return {{"South delivery", WallSide::South, deliveryX, deliveryM, 2.7},
            {"North exit", WallSide::North, (hall.widthM - exitM) / 2, exitM, 2.4}};
}

HallId addHall(SiteEdit& edit, BuildingId building, const NewSite& wanted)
{
    Hall hall = emptyHall(wanted.hall);
    hall.name = wanted.building.name + "-" + wanted.hall.name;
    hall.originM = {hallX(), wanted.building.depthM - wallM - pipeCorridorM - wanted.hall.depthM};
    hall.doors = doorsOf(wanted.hall);
    return edit.addTo(building, std::move(hall));
}

void equip(SiteEdit& edit, HallId id, const NewSite& wanted, RackTypeId rack)
{
    const NewHall& hall = wanted.hall;
    const RackType& type = *edit.site().catalogue->find(rack);
    requireRoomForRows(wanted, type);
    const double besideM = (hall.widthM - racksPerRow * type.widthM) / 2;
    const double onTilesM = std::floor(besideM / hall.tilePitchM + 1e-9) * hall.tilePitchM;
    layOutRows(edit, id,
               {{onTilesM, firstRowM},
                AisleKind::Cold,
                coldAisleM,
                hotAisleM,
                {{firstRows, {{rack, racksPerRow}}}},
                AisleKind::Hot});
    coolHall(edit, id);
    feedHall(edit, id);
}

} // namespace

std::string_view nameOf(HallStart start)
{
    switch (start) {
    case HallStart::Empty:
        return "Empty hall";
    case HallStart::AirCooled:
        return "Air-cooled hall: 4 rows of 10 racks of 20 kW, two contained hot aisles";
    case HallStart::LiquidCooled:
        return "Liquid-cooled hall: 4 rows of 10 racks of 40 kW, two contained hot aisles, CDUs";
    }
    return "";
}

Hall emptyHall(const NewHall& of)
{
    constexpr double plenumM = 1.2;
    constexpr double leastCeilingM = 3.0;
    const bool raised = of.floor == FloorKind::RaisedFloor;
    Hall hall;
    hall.name = of.name;
    hall.widthM = of.widthM;
    hall.depthM = of.depthM;
    hall.heightM = of.heightM;
    hall.ceilingReturn = of.heightM >= leastCeilingM + plenumM;
    hall.ceilingHeightM = hall.ceilingReturn ? of.heightM - plenumM : of.heightM;
    hall.floor = of.floor;
    hall.raisedFloorM = hall.floorElevationM = raised ? of.raisedFloorM : 0.0;
    hall.floorRatingPa = raised ? 12e3 : 20e3; // usual pedestals; a slab on the ground bears more
    hall.tilePitchM = of.tilePitchM;
    hall.supplyC = of.supplyC;
    hall.inletLimitC = of.inletLimitC;
    // Coils some 6 K colder than their air dry it below what is usual.
    constexpr double usualDewPointC = 10.0, underSupplyK = 8.0;
    hall.dewPointC = std::min(usualDewPointC, of.supplyC - underSupplyK);
    hall.containmentLeakage = 0.05;
    return hall;
}

double leastWidthM(const NewHall& hall)
{
    return hall.widthM + 2 * (wallM + electricalM + galleryM);
}

double leastDepthM(const NewHall& hall)
{
    return hall.depthM + 2 * wallM + frontM + pipeCorridorM;
}

double leastHeightM(const NewHall& hall)
{
    return hall.heightM + (hall.floor == FloorKind::RaisedFloor ? hall.raisedFloorM : 0.0) + aboveHallM;
}

SitePtr newSite(const NewSite& wanted)
{
    requireFit(wanted);
    SiteEdit edit(std::make_shared<Site>());
    edit.changeInfo() = infoOf(wanted);
    const StartingRacks racks = addStartingCatalogue(edit);
    const BuildingId building = addBuilding(edit, wanted);
    const HallId hall = addHall(edit, building, wanted);
    if (wanted.hall.start == HallStart::AirCooled)
        equip(edit, hall, wanted, racks.air);
    else if (wanted.hall.start == HallStart::LiquidCooled)
        equip(edit, hall, wanted, racks.liquid);
    return edit.done();
}

NewHall alike(const Hall& hall)
{
    NewHall values;
    values.heightM = hall.heightM;
    values.floor = hall.floor;
    if (hall.floor == FloorKind::RaisedFloor)
        values.raisedFloorM = hall.raisedFloorM;
    values.tilePitchM = hall.tilePitchM;
    values.supplyC = hall.supplyC;
    values.inletLimitC = hall.inletLimitC;
    return values;
}

SitePtr hallTemplate(HallStart start, const NewHall& values)
{
    NewSite wanted;
    wanted.name = nameOf(start);
    wanted.hall = values;
    wanted.hall.start = start;
    wanted.hall.widthM = wanted.hall.depthM = NewHall{}.widthM;
    wanted.building.widthM = std::max(wanted.building.widthM, leastWidthM(wanted.hall));
    wanted.building.depthM = std::max(wanted.building.depthM, leastDepthM(wanted.hall));
    wanted.building.heightM = std::max(wanted.building.heightM, leastHeightM(wanted.hall));
    return newSite(wanted);
}

} // namespace hallwright::design
