#include "core/design/by_hand.h"

#include "core/design/air_handlers.h"
#include "core/design/catalogue_types.h"
#include "core/design/nearest.h"
#include "core/design/new_site.h"
#include "core/design/next_name.h"
#include "core/design/rack_rows.h"
#include "core/design/rule_error.h"
#include "core/layout/feed_reach.h"
#include "core/layout/rows.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

bool runsUpright(double yawDeg)
{
    return std::abs(std::remainder(yawDeg, 180.0)) > 45.0;
}

std::string rackName(const Hall& hall, const Row& row, int position)
{
    return fmt::format("{}-{}{:02}", hall.name, row.name, position);
}

RackId addRack(SiteEdit& edit, HallId hall, RackTypeId type, const Pose& pose, std::string name)
{
    Rack rack = ofType(edit.site(), type);
    rack.name = std::move(name);
    rack.pose = pose;
    const RackId id = edit.addTo(hall, std::move(rack));
    connectToNearest(edit, hall, id);
    return id;
}

std::string cduName(const Hall& hall)
{
    return hall.cdus.empty() ? fmt::format("{}-CDU1", hall.name) : nextName(hall, hall.cdus.back().name);
}

// After the last of its type, else of its kind; the first of a kind as cooling a hall names it.
std::string airHandlerName(const Hall& hall, const AirHandler& unit)
{
    const AirHandler* like = nullptr;
    for (const AirHandler& other : hall.airHandlers) {
        const bool ofType = other.type == unit.type && other.kind == unit.kind;
        if (ofType || (other.kind == unit.kind && (!like || like->type != unit.type)))
            like = &other;
    }
    return like ? nextName(hall, like->name)
                : nameLike(hall, fmt::format("{}-{}01", hall.name, abbreviationOf(unit.kind)));
}

Rect areaOf(const RackType& type, const std::vector<Pose>& poses)
{
    std::vector<Standing> racks;
    racks.reserve(poses.size());
    for (const Pose& pose : poses)
        racks.push_back({{}, pose, type.widthM, type.depthM});
    return boundsOf(racks);
}

} // namespace

// After the last of its row; the first of an empty row; after the last of the hall; the first of an empty hall.
std::string nameAt(const Hall& hall, const Pose& pose, const std::vector<ObjectRef>& newcomers)
{
    const auto isNew = [&](const Rack& rack) {
        return std::ranges::find(newcomers, refTo(rack.id)) != newcomers.end();
    };
    if (const auto row = rowAt(hall, pose.position())) {
        std::vector<std::size_t> racks = racksByRow(hall)[*row];
        std::erase_if(racks, [&](std::size_t rack) { return isNew(hall.racks[rack]); });
        return racks.empty() ? rackName(hall, hall.rows[*row], 1)
                             : nextName(hall, hall.racks[racks.back()].name);
    }
    return hall.racks.empty() ? hall.name + "-R01" : nextName(hall, hall.racks.back().name);
}

std::string freeRowLetter(const Hall& hall)
{
    std::size_t index = hall.rows.size();
    const auto taken = [&](const std::string& letter) {
        return std::any_of(hall.rows.begin(), hall.rows.end(),
                           [&](const Row& row) { return row.name == letter; });
    };
    while (taken(rowLetter(index)))
        ++index;
    return rowLetter(index);
}

namespace {

// The nearest, if it is in the rack's hall and reaches it: a rack beyond is better seen to have none.
PowerNodeId feedInReach(const Site& site, HallId hall, const Nearest<PowerNodeId>& nearest)
{
    const PowerNode* node = nearest.id.valid() ? site.power->find(nearest.id) : nullptr;
    if (!node || node->hall != hall)
        return {};
    const double reachM = feedPlaceOf(site.buildingOf(hall), site.hall(hall), *node).reachM;
    return nearest.distanceM <= reachM ? node->id : PowerNodeId{};
}

} // namespace

void connectToNearest(SiteEdit& edit, HallId hall, RackId id)
{
    const Rack rack = edit.site().rack(id);
    const NearestFeeds feeds = nearestFeeds(edit.site(), hall, rack);
    const CduId cdu = rack.liquidShare > 0.0 ? nearestCdu(edit.site(), hall, rack).id : CduId{};
    Rack& changed = edit.change(id);
    changed.feedA = feedInReach(edit.site(), hall, feeds.a);
    changed.feedB = feedInReach(edit.site(), hall, feeds.b);
    changed.cdu = cdu;
}

void lengthenRow(SiteEdit& edit, HallId hall, const Rect& rack)
{
    constexpr double touchingM = 0.05;
    for (const Row& row : edit.site().hall(hall).rows) {
        const Rect& a = row.area;
        const bool level = a.width >= a.depth;
        const double across =
            level ? std::abs(rack.centre().y - a.centre().y) : std::abs(rack.centre().x - a.centre().x);
        const double before = level ? a.x - rack.right() : a.y - rack.top();
        const double behind = level ? rack.x - a.right() : rack.y - a.top();
        if (across > touchingM || std::max(before, behind) < -touchingM ||
            std::max(before, behind) > touchingM)
            continue;
        const double x = std::min(a.x, rack.x), y = std::min(a.y, rack.y);
        const Rect longer{x, y, std::max(a.right(), rack.right()) - x, std::max(a.top(), rack.top()) - y};
        edit.change(row.id).area = longer;
        return;
    }
}

RackId putRack(SiteEdit& edit, HallId hall, RackTypeId type, const Pose& pose)
{
    const RackType& size = *edit.site().catalogue->find(type);
    lengthenRow(edit, hall, footprintBounds(pose, size.widthM, size.depthM));
    return addRack(edit, hall, type, pose, nameAt(edit.site().hall(hall), pose));
}

AirHandlerId putAirHandler(SiteEdit& edit, HallId hall, AirHandlerTypeId type, const Pose& pose)
{
    const Hall& room = edit.site().hall(hall);
    AirHandler unit = ofType(edit.site(), type);
    unit.name = airHandlerName(room, unit);
    unit.pose = pose;
    if (!room.airHandlers.empty()) {
        unit.loop = room.airHandlers.back().loop;
        unit.feed = room.airHandlers.back().feed;
    }
    return edit.addTo(hall, std::move(unit));
}

CduId putCdu(SiteEdit& edit, HallId hall, CduTypeId type, const Pose& pose)
{
    const Hall& room = edit.site().hall(hall);
    Cdu unit = ofType(edit.site(), type);
    unit.name = cduName(room);
    unit.pose = pose;
    if (!room.cdus.empty()) {
        unit.loop = room.cdus.back().loop;
        unit.feed = room.cdus.back().feed;
    } else if (!room.airHandlers.empty()) {
        unit.loop = room.airHandlers.back().loop;
        unit.feed = room.airHandlers.back().feed;
    }
    return edit.addTo(hall, std::move(unit));
}

std::vector<Pose> rowBetween(double widthM, Point2 from, Point2 to, double yawDeg)
{
    const Point2 way = to - from;
    const bool upright = std::abs(way.y) > std::abs(way.x);
    double yaw = std::fmod(yawDeg, 360.0);
    if (upright != runsUpright(yaw))
        yaw = std::fmod(yaw + 90.0, 360.0);
    const double length = std::abs(upright ? way.y : way.x);
    const double sign = (upright ? way.y : way.x) < 0.0 ? -1.0 : 1.0;
    const int count = 1 + static_cast<int>(std::lround(length / widthM));
    std::vector<Pose> poses;
    for (int i = 0; i < count; ++i) {
        const double along = sign * i * widthM;
        poses.push_back({from.x + (upright ? 0.0 : along), from.y + (upright ? along : 0.0), yaw});
    }
    std::sort(poses.begin(), poses.end(), [](const Pose& a, const Pose& b) { return a.x + a.y < b.x + b.y; });
    return poses;
}

RowOfRacks putRow(SiteEdit& edit, HallId hall, RackTypeId type, const std::vector<Pose>& poses)
{
    if (poses.empty())
        throw RuleError("a row has at least one rack; draw it longer.");
    Row row;
    row.name = freeRowLetter(edit.site().hall(hall));
    row.area = areaOf(*edit.site().catalogue->find(type), poses);
    row.yawDeg = poses.front().yawDeg;
    RowOfRacks drawn;
    drawn.row = edit.addTo(hall, row);
    int position = 0;
    for (const Pose& pose : poses) {
        std::string name = rackName(edit.site().hall(hall), row, ++position);
        drawn.racks.push_back(addRack(edit, hall, type, pose, std::move(name)));
    }
    return drawn;
}

namespace {

bool shareFloor(const Rect& a, const Rect& b)
{
    constexpr double touchingM = 1e-6;
    return a.x < b.right() - touchingM && b.x < a.right() - touchingM && a.y < b.top() - touchingM &&
           b.y < a.top() - touchingM;
}

} // namespace

std::string nextHallName(const Building& building)
{
    std::vector<std::string_view> taken;
    for (const HallPtr& hall : building.halls)
        taken.push_back(hall->name);
    return building.halls.empty() ? building.name + "-H1" : nextName(taken, building.halls.back()->name);
}

std::optional<std::string> whyNoHall(const Building& building, const Rect& area, HallId instead)
{
    constexpr double leastM = 3.0;
    if (area.width < leastM || area.depth < leastM)
        return fmt::format("a hall of {:.2f} m by {:.2f} m is too small; draw at least {:g} m each way.",
                           area.width, area.depth, leastM);
    for (const HallPtr& hall : building.halls) {
        if (hall->id != instead &&
            shareFloor(area, {hall->originM.x, hall->originM.y, hall->widthM, hall->depthM}))
            return fmt::format("hall {} is in the way; draw beside it.", hall->name);
    }
    for (const Room& room : building.rooms) {
        if (shareFloor(area, room.area))
            return fmt::format("room {} is in the way; draw beside it.", room.name);
    }
    return std::nullopt;
}

HallId putHall(SiteEdit& edit, BuildingId id, const Rect& area)
{
    const Building& building = *find(edit.site(), id);
    if (const auto reason = whyNoHall(building, area))
        throw RuleError(*reason);
    Hall hall = building.halls.empty() ? emptyHall(NewHall{}) : Hall(*building.halls.back());
    hall.rows.clear();
    hall.aisles.clear();
    hall.columns.clear();
    hall.walls.clear();
    hall.tileFields.clear();
    hall.airHandlers.clear();
    hall.cdus.clear();
    hall.racks.clear();
    hall.doors.clear();
    hall.name = nextHallName(building);
    hall.originM = {area.x, area.y};
    hall.widthM = area.width;
    hall.depthM = area.depth;
    Door door;
    door.name = "Door 1";
    door.widthM = 1.8;
    door.heightM = std::min(door.heightM, hall.heightM);
    door.offsetM = (area.width - door.widthM) / 2;
    hall.doors.push_back(door);
    return edit.addTo(id, std::move(hall));
}

AisleId putAisle(SiteEdit& edit, HallId hall, AisleKind kind, bool contained, const Rect& area)
{
    const char* word = kind == AisleKind::Cold ? "Cold" : "Hot";
    Aisle aisle;
    aisle.name = nextNameIn(edit.site().hall(hall).aisles, fmt::format("{} 0", word));
    aisle.kind = kind;
    aisle.contained = contained;
    aisle.area = area;
    return edit.addTo(hall, std::move(aisle));
}

WallId putWall(SiteEdit& edit, HallId hall, const Rect& area)
{
    Wall wall;
    wall.name = nextNameIn(edit.site().hall(hall).walls, "Partition 0");
    wall.area = area;
    return edit.addTo(hall, std::move(wall));
}

TileFieldId putTiles(SiteEdit& edit, HallId hall, const Rect& area, double openShare)
{
    TileField field;
    field.name = nextNameIn(edit.site().hall(hall).tileFields, "Tiles 0");
    field.area = area;
    field.openShare = openShare;
    return edit.addTo(hall, std::move(field));
}

} // namespace hallwright::design
