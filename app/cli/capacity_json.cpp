#include "app/cli/capacity_text.h"

#include "app/cli/object_json.h"
#include "core/model/object_names.h"

#include <nlohmann/json.hpp>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json blockerJson(const Site& site, const Blocker& blocker)
{
    return {{"resource", nameOf(blocker.resource)},
            {"object", objectJson(site, blocker.object)},
            {"rule", blocker.rule.empty() ? Json(nullptr) : Json(blocker.rule)},
            {"value", valueOrNull(blocker.value)},
            {"limit", valueOrNull(blocker.limit)},
            {"unit", blocker.unit},
            {"sentence", blocker.sentence},
            {"remedy", blocker.remedy}};
}

Json headRoomJson(const Site& site, const HeadRoom& room)
{
    return {{"resource", nameOf(room.resource)},
            {"used", valueOrNull(room.used)},
            {"limit", valueOrNull(room.limit)},
            {"left", valueOrNull(room.left())},
            {"unit", room.unit},
            {"objects", room.objects},
            {"tightest", objectJson(site, room.tightest)}};
}

Json statusesJson(const StatusCounts& counts)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < counts.size(); ++i)
        json[std::string(planningWordFor(static_cast<LifecycleStatus>(i)))] = {{"racks", counts[i].racks},
                                                                               {"power_w", counts[i].powerW}};
    return json;
}

Json placeJson(const Site& site, const PlaceCapacity& place)
{
    Json json{{"place", objectJson(site, place.place)},
              {"within", objectJson(site, place.within)},
              {"racks", place.racks},
              {"free_positions", place.free},
              {"fits", place.fits},
              {"design_w", place.designW},
              {"used_w", place.usedW},
              {"reserved_w", place.reservedW},
              {"usable_w", place.usableW},
              {"stranded_w", place.strandedW()},
              {"over_w", place.overW()},
              {"binding", blockerJson(site, place.binding)},
              {"blocked_positions", place.blocked},
              {"statuses", statusesJson(place.statuses)},
              {"head_rooms", Json::array()}};
    for (const HeadRoom& room : place.headRooms)
        json["head_rooms"].push_back(headRoomJson(site, room));
    return json;
}

Json positionJson(const Capacity& capacity, const PositionCapacity& position)
{
    const Site& site = *capacity.filled.site;
    Json json{{"building", nameOf(site, refTo(position.building))},
              {"hall", nameOf(site, refTo(position.hall))},
              {"row", nameOf(site, refTo(position.row))},
              {"name", position.position.name},
              {"x_m", position.position.pose.x},
              {"y_m", position.position.pose.y},
              {"yaw_deg", position.position.pose.yawDeg},
              {"fits", position.rack.valid()}};
    if (position.rack.valid()) {
        const Rack& rack = site.rack(position.rack);
        json["name"] = rack.name;
        json["feed_a"] = objectJson(site, refTo(rack.feedA));
        json["feed_b"] = objectJson(site, refTo(rack.feedB));
        json["cdu"] = objectJson(site, refTo(rack.cdu));
    } else {
        json["blocker"] = blockerJson(site, *position.blocker);
    }
    return json;
}

Json unlockJson(const CapacityUnlock& unlock)
{
    return {{"change", unlock.change},
            {"racks", unlock.racks},
            {"power_w", unlock.powerW},
            {"lifts", nameOf(unlock.lifted.resource)},
            {"next", blockerJson(*unlock.site, unlock.next)}};
}

} // namespace

nlohmann::ordered_json capacityJson(const Capacity& capacity, const std::vector<CapacityUnlock>& unlocks)
{
    const Site& site = *capacity.asked.site;
    const RackType& type = *site.catalogue->find(capacity.question.type);
    const PlaceCapacity& whole = capacity.whole();
    const PositionCapacity* next = capacity.next();
    Json root{{"site", site.info.name},
              {"type", type.name},
              {"type_power_w", type.powerW},
              {"within", objectJson(site, whole.place)},
              {"load", capacity.question.load == CapacityLoad::Nameplate ? "nameplate" : "evaluated"},
              {"date", capacity.asked.snapshot->conditions.date},
              {"free_positions", whole.free},
              {"fits", whole.fits},
              {"usable_w", whole.usableW},
              {"next", next ? blockerJson(site, *next->blocker) : blockerJson(site, whole.binding)},
              {"unlocks", Json::array()},
              {"positions", Json::array()},
              {"places", Json::array()}};
    for (const CapacityUnlock& unlock : unlocks)
        root["unlocks"].push_back(unlockJson(unlock));
    for (const PositionCapacity& position : capacity.positions)
        root["positions"].push_back(positionJson(capacity, position));
    for (const PlaceCapacity& place : capacity.places)
        root["places"].push_back(placeJson(site, place));
    return root;
}

} // namespace hallwright::cli
