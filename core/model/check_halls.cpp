#include "core/model/check_parts.h"
#include "core/model/requirements.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace hallwright {

using namespace check;

namespace {

bool hasCdu(const Hall& hall, CduId id)
{
    return std::any_of(hall.cdus.begin(), hall.cdus.end(), [id](const Cdu& cdu) { return cdu.id == id; });
}

// The hall that holds the CDU, or nullptr.
const Hall* hallWithCdu(const Site& site, CduId id)
{
    for (const auto& building : site.buildings) {
        for (const auto& hall : building->halls) {
            if (hasCdu(*hall, id))
                return hall.get();
        }
    }
    return nullptr;
}

void requireCduOfHall(const Site& site, const Hall& hall, const Subject& s, CduId cdu)
{
    if (cdu == CduId{} || hasCdu(hall, cdu))
        return;
    const Hall* other = hallWithCdu(site, cdu);
    requireReference(s, "CDU", cdu.value, other != nullptr);
    refuse(s, "CDU {} stands in hall {}, but a rack takes its coolant from a CDU of its own hall.", cdu.value,
           other->name);
}

void checkDoor(const Hall& hall, const Door& door)
{
    const Subject s{"Door", door.name, door.id.value, "hall", &hall.name};
    const bool alongX = door.wall == WallSide::South || door.wall == WallSide::North;
    const double wallM = alongX ? hall.widthM : hall.depthM;
    requireNotNegative(s, "offset", door.offsetM, "m");
    requirePositive(s, "width", door.widthM, "m");
    requirePositive(s, "height", door.heightM, "m", hall.heightM);
    if (door.offsetM + door.widthM > wallM + positionToleranceM)
        refuse(s, "it ends at {:.9g} m, beyond its wall of {:.9g} m.", door.offsetM + door.widthM, wallM);
}

void checkWall(const Hall& hall, const Wall& wall)
{
    const Subject s{"Wall", wall.name, wall.id.value, "hall", &hall.name};
    requireAreaInside(s, wall.area, "the room", hall.widthM, hall.depthM);
    requireNotNegative(s, "height", wall.heightM, "m");
}

void checkTileField(const Hall& hall, const TileField& field)
{
    const Subject s{"Tile field", field.name, field.id.value, "hall", &hall.name};
    if (hall.floor != FloorKind::RaisedFloor)
        refuse(s, "perforated tiles lie in a raised floor, but this hall's floor is a slab; make it a raised "
                  "floor first, or leave the tiles out.");
    requireAreaInside(s, field.area, "the room", hall.widthM, hall.depthM);
    requireWithin(s, "open share", field.openShare, "", 0.05, 1.0);
}

void checkAirHandler(const Site& site, const Hall& hall, const AirHandler& unit)
{
    const Subject s{"Air handler", unit.name, unit.id.value, "hall", &hall.name};
    checkValues(s, unit);
    requireFootprintInside(s, unit.pose, unit.widthM, unit.depthM, hall);
    requireType(s, site.catalogue->find(unit.type), unit.type.value);
    requireFeed(site, s, "feed", unit.feed);
    requireLoop(site, s, unit.loop);
}

void checkCdu(const Site& site, const Hall& hall, const Cdu& cdu)
{
    const Subject s{"CDU", cdu.name, cdu.id.value, "hall", &hall.name};
    checkValues(s, cdu);
    requireFootprintInside(s, cdu.pose, cdu.widthM, cdu.depthM, hall);
    requireType(s, site.catalogue->find(cdu.type), cdu.type.value);
    requireFeed(site, s, "feed", cdu.feed);
    requireLoop(site, s, cdu.loop);
}

void checkRoom(const Building& building, const Hall& hall)
{
    const Subject s{"Hall", hall.name, hall.id.value, "building", &building.name};
    requirePoint(s, hall.originM.x, hall.originM.y, hall.floorElevationM);
    requireSize(s, hall.widthM, hall.depthM, hall.heightM, largestExtentM);
    requireInside(s, "it", {hall.originM.x, hall.originM.y, hall.widthM, hall.depthM}, "the building",
                  building.widthM, building.depthM);
    requireWithin(s, "tile pitch", hall.tilePitchM, "m", 0.1, 10.0);
    requireWithin(s, "raised floor", hall.raisedFloorM, "m", 0.0, 10.0);
    requirePositive(s, "ceiling height", hall.ceilingHeightM, "m", hall.heightM, leastSizeM);
    requirePositive(s, "floor rating", hall.floorRatingPa, "Pa", largestValue, 1.0);
    requireWithin(s, "containment leakage", hall.containmentLeakage, "", 0.0, 1.0);
    requireWithin(s, "supply temperature", hall.supplyC, "°C", 5.0, 45.0);
    requireWithin(s, "inlet limit", hall.inletLimitC, "°C", 5.0, 60.0);
    requireWithin(s, "dew point", hall.dewPointC, "°C", -40.0, 30.0);
}

// Each of the square metres that a footprint touches, as one number.
void addSquareMetres(const Rect& area, std::vector<std::uint64_t>& cells)
{
    const auto metre = [](double at) { return static_cast<std::uint64_t>(std::max(at, 0.0)); };
    for (std::uint64_t x = metre(area.x); x <= metre(area.right()); ++x) {
        for (std::uint64_t y = metre(area.y); y <= metre(area.top()); ++y)
            cells.push_back(x << 32 | y);
    }
}

std::vector<Rect> footprintsIn(const Site& site, const Hall& hall)
{
    std::vector<Rect> all;
    all.reserve(hall.racks.size() + hall.airHandlers.size() + hall.cdus.size());
    for (const Rack& rack : hall.racks) {
        const RackType& type = *site.catalogue->find(rack.type);
        all.push_back(footprintBounds(rack.pose, type.widthM, type.depthM));
    }
    for (const AirHandler& unit : hall.airHandlers)
        all.push_back(footprintBounds(unit.pose, unit.widthM, unit.depthM));
    for (const Cdu& cdu : hall.cdus)
        all.push_back(footprintBounds(cdu.pose, cdu.widthM, cdu.depthM));
    return all;
}

// Some overlap while a hall is drawn; a pile of thousands on one spot is a damaged file, and what would look at each pair of
// them would not end.
void checkCrowding(const Site& site, const Hall& hall)
{
    constexpr std::size_t few = 1000; // pairs of so many are soon looked at
    constexpr double mostLayers = 30.0;
    const Subject s{"Hall", hall.name, hall.id.value};
    std::vector<Rect> areas = footprintsIn(site, hall);
    const std::size_t standing = areas.size();
    for (const Wall& wall : hall.walls)
        areas.push_back(wall.area);
    for (const Column& column : hall.columns)
        areas.push_back(column.area);
    if (areas.size() <= few)
        return;
    double coveredM2 = 0.0;
    for (const Rect& area : areas)
        coveredM2 += area.area();
    if (coveredM2 > mostLayers * hall.widthM * hall.depthM)
        refuse(s, "what stands in it covers {:.6g} m², above the limit of {:g} times its floor of {:.6g} m².",
               coveredM2, mostLayers, hall.widthM * hall.depthM);
    std::vector<std::uint64_t> cells;
    cells.reserve(8 * standing);
    for (std::size_t i = 0; i < standing; ++i)
        addSquareMetres(areas[i], cells);
    std::sort(cells.begin(), cells.end());
    constexpr auto most = static_cast<std::size_t>(mostLayers);
    for (std::size_t i = most; i < cells.size(); ++i) {
        if (cells[i] == cells[i - most])
            refuse(s, "more than {} racks and units stand on one square metre, at x = {} m, y = {} m.", most,
                   cells[i] >> 32, cells[i] & 0xFFFFFFFF);
    }
}

} // namespace

void checkRack(const Site& site, const Hall& hall, const Rack& rack)
{
    requireShort("Rack", rack.id.value, "name", rack.name);
    const Subject s{"Rack", rack.name, rack.id.value, "hall", &hall.name};
    const RackType* type = site.catalogue->find(rack.type);
    if (!type)
        refuse(s, "rack type {} does not exist in this site.", rack.type.value);
    requireNotNegative(s, "power", rack.powerW, "W", largestRackPowerW);
    requireWithin(s, "liquid share", rack.liquidShare, "", 0.0, 1.0);
    requireNotNegative(s, "airflow", rack.airflowM3s, "m³/s", largestRackAirflowM3s);
    requireNotNegative(s, "mass", rack.massKg, "kg", largestMassKg);
    requireNotNegative(s, "GPU count", rack.gpuCount, "", mostPieces);
    requireFootprintInside(s, rack.pose, type->widthM, type->depthM, hall);
    requireFeed(site, s, "feed A", rack.feedA);
    requireFeed(site, s, "feed B", rack.feedB);
    requireCduOfHall(site, hall, s, rack.cdu);
    if (rack.rearDoorLoop != CoolantLoopId{})
        requireReference(s, "coolant loop of its rear door", rack.rearDoorLoop.value,
                         site.cooling->find(rack.rearDoorLoop) != nullptr);
}

namespace check {

void checkHall(const Site& site, const Building& building, const Hall& hall)
{
    checkRoom(building, hall);
    requireAscendingIds("Row", hall.rows);
    requireAscendingIds("Aisle", hall.aisles);
    requireAscendingIds("Column", hall.columns);
    requireAscendingIds("Wall", hall.walls);
    requireAscendingIds("Tile field", hall.tileFields);
    requireAscendingIds("Door", hall.doors);
    for (const Row& row : hall.rows) {
        const Subject s{"Row", row.name, row.id.value, "hall", &hall.name};
        requireAreaInside(s, row.area, "the room", hall.widthM, hall.depthM);
        requireYaw(s, row.yawDeg);
    }
    for (const Aisle& aisle : hall.aisles)
        requireAreaInside({"Aisle", aisle.name, aisle.id.value, "hall", &hall.name}, aisle.area, "the room",
                          hall.widthM, hall.depthM);
    for (const Column& column : hall.columns)
        requireAreaInside({"Column", {}, column.id.value, "hall", &hall.name}, column.area, "the room",
                          hall.widthM, hall.depthM);
    for (const Wall& wall : hall.walls)
        checkWall(hall, wall);
    for (const TileField& field : hall.tileFields)
        checkTileField(hall, field);
    for (const Door& door : hall.doors)
        checkDoor(hall, door);
    requireAscendingIds("Air handler", hall.airHandlers);
    for (const AirHandler& unit : hall.airHandlers)
        checkAirHandler(site, hall, unit);
    requireAscendingIds("CDU", hall.cdus);
    for (const Cdu& cdu : hall.cdus)
        checkCdu(site, hall, cdu);
    requireAscendingIds("Rack", hall.racks);
    for (const Rack& rack : hall.racks)
        checkRack(site, hall, rack);
    checkCrowding(site, hall);
}

void checkBuilding(const Site& site, const Building& building)
{
    const Subject s{"Building", building.name, building.id.value};
    requirePoint(s, building.originM.x, building.originM.y);
    requireYaw(s, building.yawDeg);
    requireSize(s, building.widthM, building.depthM, building.heightM, largestExtentM);
    requireNotNegative(s, "capacity", building.capacityW, "W", largestPowerW);
    requireNotNegative(s, "other power", building.otherPowerW, "W", largestPowerW);
    requireFeed(site, s, "feed of its other power", building.otherFeed);
    requireLoop(site, s, building.roomLoop);
    requireAscendingIds("Room", building.rooms);
    for (const Room& room : building.rooms)
        requireAreaInside({"Room", room.name, room.id.value, "building", &building.name}, room.area,
                          "the building", building.widthM, building.depthM);
    for (const auto& hall : building.halls)
        checkHall(site, building, *hall);
}

} // namespace check

} // namespace hallwright
