#include "core/design/hall_templates.h"

#include "core/design/by_hand.h"
#include "core/design/cdus.h"
#include "core/design/choose_types.h"
#include "core/design/next_name.h"
#include "core/design/power.h"
#include "core/design/rack_contents.h"
#include "core/design/rule_error.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>
#include <utility>

namespace hallwright::design {

namespace {

constexpr double placeStepM = 0.6; // a tile

// Types of another catalogue as this one has them: an equal one of the same name, else a copy of it, each once.
template <class IdType>
class TypesTaken
{
public:
    using Type = ObjectOf<IdType>;

    IdType take(SiteEdit& edit, const Site& from, IdType id)
    {
        const Type* type = id.valid() ? find(from, id) : nullptr;
        if (!type)
            return {};
        if (const auto known = taken_.find(id); known != taken_.end())
            return known->second;
        return taken_[id] = equalOrNew(edit, *type);
    }

private:
    static IdType equalOrNew(SiteEdit& edit, Type type)
    {
        const auto& list = *edit.site().catalogue.*ObjectType<Type>::list;
        for (const Type& own : list) {
            type.id = own.id;
            if (own == type && own.name == type.name)
                return own.id;
        }
        const bool nameTaken =
            std::any_of(list.begin(), list.end(), [&](const Type& own) { return own.name == type.name; });
        if (nameTaken)
            type.name = nextNameIn(list, type.name);
        return edit.add(std::move(type));
    }

    std::map<IdType, IdType> taken_;
};

// "B2-H5-C09" for what was "B1-H4-C09" in hall B1-H4 and comes to B2-H5.
std::string renamed(const std::string& name, const std::string& hall, const std::string& next)
{
    return name.starts_with(hall) ? next + name.substr(hall.size()) : name;
}

void renameContents(Hall& hall, const std::string& next)
{
    const std::string before = std::exchange(hall.name, next);
    forEachObjectType([&]<class T>() {
        if constexpr (std::is_same_v<ParentOf<T>, Hall> && requires(T & object) { object.name; }) {
            for (T& object : hall.*ObjectType<T>::list)
                object.name = renamed(object.name, before, next);
        }
    });
}

class HallTransfer
{
public:
    HallTransfer(SiteEdit& edit, const Site& from) : edit_(edit), from_(from) {}

    HallId put(BuildingId building, const Hall& source, Point2 originM, const std::string& name)
    {
        Hall hall = source;
        hall.originM = originM;
        renameContents(hall, name);
        for (Rack& rack : hall.racks) {
            rack.type = rackTypes_.take(edit_, from_, rack.type);
            rack.feedA = rack.feedB = {};
            rack.rearDoorLoop = {};
        }
        for (AirHandler& unit : hall.airHandlers) {
            unit.type = handlerTypes_.take(edit_, from_, unit.type);
            unit.feed = {};
            unit.loop = {};
        }
        for (Cdu& unit : hall.cdus) {
            unit.type = cduTypes_.take(edit_, from_, unit.type);
            unit.feed = {};
            unit.loop = {};
        }
        const HallId put = edit_.addTo(building, std::move(hall));
        putContents(source, put);
        return put;
    }

private:
    // The racks keep their order, so that each is found by its place in it.
    void putContents(const Hall& source, HallId put)
    {
        for (std::size_t i = 0; i < source.racks.size(); ++i) {
            const RackContents* contents = from_.contents->of(source.racks[i].id);
            if (!contents)
                continue;
            const RackId rack = edit_.site().hall(put).racks[i].id;
            for (Device device : contents->devices) {
                device.type = deviceTypes_.take(edit_, from_, device.type);
                edit_.addTo(rack, std::move(device));
            }
            renameDevices(edit_, rack, source.racks[i].name);
        }
    }

    SiteEdit& edit_;
    const Site& from_;
    TypesTaken<RackTypeId> rackTypes_;
    TypesTaken<AirHandlerTypeId> handlerTypes_;
    TypesTaken<CduTypeId> cduTypes_;
    TypesTaken<DeviceTypeId> deviceTypes_;
};

} // namespace

SitePtr templateOf(const Site& site, HallId id)
{
    constexpr double wallM = 1.0;
    const Hall& hall = site.hall(id);
    const Building& building = site.buildingOf(id);
    SiteEdit edit(std::make_shared<const Site>());
    edit.changeInfo() = site.info;
    edit.changeInfo().name = hall.name;
    edit.changeInfo().description = fmt::format("Hall {} of {}, as a template", hall.name, site.info.name);
    Building shell;
    shell.name = building.name;
    shell.widthM = hall.widthM + 2 * wallM;
    shell.depthM = hall.depthM + 2 * wallM;
    shell.heightM = std::max(building.heightM, hall.floorElevationM + hall.heightM + wallM);
    shell.capacityW = building.capacityW;
    const BuildingId put = edit.add(std::move(shell));
    HallTransfer(edit, site).put(put, hall, {wallM, wallM}, hall.name);
    return edit.done();
}

std::optional<Point2> freeHallPlace(const Building& building, double widthM, double depthM)
{
    std::optional<Point2> best;
    double nearestM = 0.0;
    for (double y = 0.0; y + depthM <= building.depthM; y += placeStepM) {
        for (double x = 0.0; x + widthM <= building.widthM; x += placeStepM) {
            const double distanceM = std::hypot(x, y);
            if ((best && distanceM >= nearestM) || whyNoHall(building, {x, y, widthM, depthM}))
                continue;
            best = Point2{x, y};
            nearestM = distanceM;
        }
    }
    return best;
}

namespace {

void requireRoomFor(const Building& building, const Rect& area, HallId instead)
{
    if (const auto reason = whyNoHall(building, area, instead))
        throw RuleError(*reason);
    if (area.x < 0.0 || area.y < 0.0 || area.right() > building.widthM || area.top() > building.depthM)
        throw RuleError(fmt::format(
            "a hall of {:g} m by {:g} m at x {:g} m, y {:g} m reaches out of building "
            "{}, which is {:g} m by {:g} m.",
            area.width, area.depth, area.x, area.y, building.name, building.widthM, building.depthM));
}

} // namespace

HallId putHallLike(SiteEdit& edit, BuildingId id, const Site& from, HallId hallId, Point2 originM)
{
    const Building& building = *find(edit.site(), id);
    const Hall& hall = from.hall(hallId);
    requireRoomFor(building, {originM.x, originM.y, hall.widthM, hall.depthM}, {});
    return HallTransfer(edit, from).put(id, hall, originM, nextHallName(building));
}

namespace {

// What fed and cooled the hall before, to serve the one in its place.
struct Services {
    std::vector<Feeds> rows; // the busways of each row, where racks hang on both sides
    PowerNodeId panel;       // of its fans and pumps
    CoolantLoopId air, liquid, doors;
};

Services servicesOf(const Site& site, const Hall& hall)
{
    Services services;
    const auto isBusway = [&](PowerNodeId id) {
        const PowerNode* node = site.power->find(id);
        return node && node->kind == PowerNodeKind::Busway && node->hall == hall.id;
    };
    std::set<PowerNodeId> taken;
    for (const RowOfRacks& row : rowsOf(hall)) {
        for (const RackId id : row.racks) {
            const Rack& rack = *hall.findRack(id);
            if (!isBusway(rack.feedA) || !isBusway(rack.feedB) || taken.contains(rack.feedA))
                continue;
            taken.insert({rack.feedA, rack.feedB});
            services.rows.push_back({rack.feedA, rack.feedB});
            break; // one pair a row
        }
    }
    for (const PowerNode& node : site.power->nodes) {
        if (node.kind == PowerNodeKind::MechanicalPanel && node.hall == hall.id && !services.panel.valid())
            services.panel = node.id;
    }
    services.air = firstLoop(hall.airHandlers);
    services.liquid = firstLoop(hall.cdus);
    for (const Rack& rack : hall.racks)
        services.doors = rack.rearDoorLoop.valid() ? rack.rearDoorLoop : services.doors;
    return services;
}

void hangOver(SiteEdit& edit, HallId id, const RowOfRacks& racks, const Feeds& busways)
{
    const Building building = edit.site().buildingOf(id);
    const Hall hall = edit.site().hall(id);
    const Row& row = rowIn(hall, racks.row);
    const bool alongY = std::abs(frontDirection(row.yawDeg).x) > 0.5;
    for (const PowerNodeId node : {busways.a, busways.b}) {
        PowerNode& busway = edit.change(node);
        const double asideM = buswaySideM(busway.side);
        const Point2 at = row.area.centre() + (alongY ? Point2{asideM, 0.0} : Point2{0.0, asideM});
        busway.positionM = toCampus(building, toBuilding(hall, at), hall.floorElevationM + buswayHeightM);
        busway.runLengthM = 0.0; // as long as the row
        busway.runYawDeg = 0.0;
    }
    Hall& changed = edit.change(id);
    for (const RackId rack : racks.racks) {
        rackIn(changed, rack).feedA = busways.a;
        rackIn(changed, rack).feedB = busways.b;
    }
}

// What hung over rows that are no more.
void removeBusways(SiteEdit& edit, const std::vector<Feeds>& all, std::size_t from)
{
    std::vector<ObjectRef> gone;
    for (std::size_t i = from; i < all.size(); ++i) {
        gone.push_back(refTo(all[i].a));
        gone.push_back(refTo(all[i].b));
    }
    edit.remove(gone, OnReference::Clear);
}

void hangBusways(SiteEdit& edit, HallId hall, const Services& services, Choices& choices)
{
    std::vector<RowOfRacks> rows = rowsOf(edit.site().hall(hall));
    std::erase_if(rows, [](const RowOfRacks& row) { return row.racks.empty(); });
    const std::size_t kept = std::min(rows.size(), services.rows.size());
    for (std::size_t i = 0; i < kept; ++i)
        hangOver(edit, hall, rows[i], services.rows[i]);
    removeBusways(edit, services.rows, kept);
    if (!services.rows.empty())
        choices.push_back(fmt::format("{} of {} hang over the new rows and feed their racks{}.",
                                      counted(2 * kept, "busway"), 2 * services.rows.size(),
                                      kept < services.rows.size() ? ", the others are gone" : ""));
}

// What is left where a row had several pairs.
void removeIdleBusways(SiteEdit& edit, HallId id)
{
    std::set<PowerNodeId> busy;
    for (const Rack& rack : edit.site().hall(id).racks)
        busy.insert({rack.feedA, rack.feedB});
    for (const PowerNode& node : edit.site().power->nodes)
        busy.insert(node.fedBy.begin(), node.fedBy.end());
    std::vector<ObjectRef> gone;
    for (const PowerNode& node : edit.site().power->nodes) {
        if (node.kind == PowerNodeKind::Busway && node.hall == id && !busy.contains(node.id))
            gone.push_back(refTo(node.id));
    }
    edit.remove(gone, OnReference::Clear);
}

double fansAndPumpsW(const Hall& hall)
{
    double powerW = 0.0;
    for (const AirHandler& unit : hall.airHandlers)
        powerW += unit.fanPowerW;
    for (const Cdu& cdu : hall.cdus)
        powerW += cdu.pumpPowerW;
    return powerW;
}

void joinServices(SiteEdit& edit, HallId id, const Services& services, Choices& choices)
{
    Hall& hall = edit.change(id);
    const CoolantLoop* air = edit.site().cooling->find(services.air);
    const PowerNode* panel = edit.site().power->find(services.panel);
    const bool airSuits = air && air->supplyC <= hall.supplyC - leastAirOverWaterK;
    const bool panelSuits = panel && fansAndPumpsW(hall) <= plannedShare * panel->ratedW;
    for (AirHandler& unit : hall.airHandlers) {
        unit.loop = airSuits ? services.air : CoolantLoopId{};
        unit.feed = panelSuits ? services.panel : PowerNodeId{};
    }
    for (Cdu& cdu : hall.cdus) {
        cdu.loop = services.liquid;
        cdu.feed = panelSuits ? services.panel : PowerNodeId{};
    }
    for (Rack& rack : hall.racks)
        rack.rearDoorLoop = lacksDoorWater(edit.site(), rack) ? services.doors : CoolantLoopId{};
    if (air && !airSuits && !hall.airHandlers.empty())
        choices.push_back(
            fmt::format("{} of {:.1f} °C is too warm for the air of {:.1f} °C and is not kept for it.",
                        air->name, air->supplyC, hall.supplyC));
}

void removeOld(SiteEdit& edit, const Hall& old)
{
    std::vector<ObjectRef> gone{refTo(old.id)};
    for (const PipeRun& pipe : edit.site().cooling->pipes) {
        if (std::ranges::find(old.cdus, pipe.cdu, &Cdu::id) != old.cdus.end())
            gone.push_back(refTo(pipe.id)); // of the racks' side
    }
    edit.remove(gone, OnReference::Clear);
}

} // namespace

std::string lossesOf(const Site& site, HallId id)
{
    const Hall& hall = site.hall(id);
    std::size_t records = 0, devices = 0;
    for (const Rack& rack : hall.racks) {
        records += site.records->of(refTo(rack.id)) == Record{} ? 0 : 1;
        const RackContents* contents = site.contents->of(rack.id);
        devices += contents ? contents->devices.size() : 0;
    }
    std::vector<std::string> parts;
    const auto add = [&](std::size_t count, const char* thing) {
        if (count > 0)
            parts.push_back(counted(count, thing));
    };
    add(hall.racks.size(), "rack");
    add(records, "rack record");
    add(devices, "device");
    add(hall.cdus.size(), "CDU");
    add(hall.airHandlers.size(), "air handler");
    return fmt::format("{}", fmt::join(parts, ", "));
}

void requireRoomInstead(const Site& site, HallId oldId, const Hall& like)
{
    const Hall& old = site.hall(oldId);
    const Rect area{old.originM.x, old.originM.y, like.widthM, like.depthM};
    if (const auto reason = whyNoHall(site.buildingOf(oldId), area, oldId);
        reason && reason->find("in the way") != std::string::npos)
        throw RuleError(fmt::format(
            "{}: the hall would take {:.1f} m by {:.1f} m where {} has {:.1f} m by {:.1f} m; take fewer "
            "rows, or fewer racks in each.",
            reason->substr(0, reason->find(';')), like.widthM, like.depthM, old.name, old.widthM,
            old.depthM));
    requireRoomFor(site.buildingOf(oldId), area, oldId);
}

ReplacedHall replaceHall(SiteEdit& edit, HallId oldId, const Site& from, HallId like)
{
    const Hall old = edit.site().hall(oldId);
    const BuildingId building = edit.site().buildingOf(oldId).id;
    const Hall& source = from.hall(like);
    requireRoomInstead(edit.site(), oldId, source);
    const Services services = servicesOf(edit.site(), old);
    const Record record = edit.site().records->of(refTo(oldId));
    ReplacedHall replaced;
    replaced.hall = HallTransfer(edit, from).put(building, source, old.originM, old.name);
    edit.change(replaced.hall).floorElevationM = old.floorElevationM;
    const std::vector<PowerNode> nodes = edit.site().power->nodes;
    for (const PowerNode& node : nodes) {
        if (node.hall == oldId)
            edit.change(node.id).hall = replaced.hall;
    }
    removeOld(edit, old);
    if (!(record == Record{}))
        edit.changeRecord(refTo(replaced.hall)) = record;
    replaced.choices.push_back(fmt::format("Hall {} has {} where it had {}.", old.name,
                                           counted(source.racks.size(), "rack"), old.racks.size()));
    hangBusways(edit, replaced.hall, services, replaced.choices);
    removeIdleBusways(edit, replaced.hall);
    joinServices(edit, replaced.hall, services, replaced.choices);
    return replaced;
}

} // namespace hallwright::design
